"""Suggestions at the workbench: the next one with its reasons, a yes that codes, a no that lasts, undo of both."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from qualcode.cli.messages import words
from qualcode.model import Code, ReviewedSuggestion
from qualcode.storage.doctor import examine
from qualcode.storage.store import Store
from qualcode.workbench.app import Workbench
from qualcode.workbench.desk import Desk
from qualcode.workbench.page import Layer
from tests.builders import LiteralRecords, StudyBuilder

TURNS = """\
P: Bagaimana pelayanan di kantor ini?
I: Kami antre lama.
P: Lalu?
I: Lampu mati, kami antre dalam gelap.
P: Terima kasih.
I: Sama-sama.
"""
Act = Callable[[Pilot[None], Workbench], Awaitable[None]]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    builder = StudyBuilder().informant("W-1", "Warga").interview("W-01", "W-1", TURNS)
    builder.add(
        Code(id="ANTRE", name="Antrean", keywords=("antre",), order=0),
        Code(id="LISTRIK", name="Listrik", keywords=("lampu mati",), order=1),
    )
    folder = builder.stored(tmp_path / "studi saya")
    records = LiteralRecords((), builder.texts)
    with Store.open(folder) as begun, begun.act("tokenize") as act:
        for name in builder.texts:
            act.put_analysis(name, "uji", records.tokens(name), records.sentences(name))
    with Store.open(folder, "rani") as opened:
        yield opened


def drive(store: Store, act: Act, round_: int = 1, size: tuple[int, int] = (80, 24)) -> None:
    async def run() -> None:
        app = Workbench(Desk(store, Layer("rani", round_)), "W-01", words)
        async with app.run_test(size=size) as pilot:
            await act(pilot, app)

    asyncio.run(run())


async def next_one(pilot: Pilot[None], app: Workbench) -> None:
    """Ask for the next suggestion and wait until it was looked for."""
    await pilot.press("s")
    while app.hands.looking:
        await pilot.pause(0.01)
    await pilot.pause()


def note(app: Workbench) -> str:
    return str(app.query_one("#note", Static).content)


def coded(store: Store) -> list[tuple[str, str, str | None]]:
    study = store.study()
    return [(study.segments[one.segment].quote, one.code, one.valence) for one in study.codings]


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (50, 12)])
def test_s_shows_the_next_one_a_takes_it_and_z_refuses_it(store: Store, size: tuple[int, int]) -> None:
    async def act(pilot: Pilot[None], app: Workbench) -> None:
        await next_one(pilot, app)
        assert app.reading.sheet.text[app.reading.selection.start : app.reading.selection.end] == "Kami antre lama."
        assert "ANTRE" in note(app)
        assert "“antre”" in note(app)
        assert coded(store) == []
        await pilot.press("a")
        assert coded(store) == [("Kami antre lama.", "ANTRE", "-")]
        await next_one(pilot, app)
        first = app.hands.proposed
        await pilot.press("z")
        await next_one(pilot, app)
        assert first is not None
        assert app.hands.proposed is not None
        assert app.hands.proposed.id != first.id
        await pilot.press("a")
        assert len(coded(store)) == 2
        await next_one(pilot, app)
        assert app.hands.proposed is None

    drive(store, act, size=size)
    reviews = {one.suggestion: one.accepted for one in store.study().all(ReviewedSuggestion)}
    assert sorted(reviews.values()) == [False, True, True]
    assert [check.check for check in examine(store) if not check.ok] == []


@pytest.mark.parametrize("key", ["a", "z"])
def test_undo_takes_back_a_yes_and_a_no(store: Store, key: str) -> None:
    async def act(pilot: Pilot[None], app: Workbench) -> None:
        await next_one(pilot, app)
        shown = app.hands.proposed
        await pilot.press(key, "u")
        assert coded(store) == []
        assert store.study().all(ReviewedSuggestion) == ()
        await pilot.press("home")
        await next_one(pilot, app)
        assert app.hands.proposed == shown

    drive(store, act)


def test_without_a_suggestion_on_the_screen_yes_and_no_do_nothing(store: Store) -> None:
    async def act(pilot: Pilot[None], app: Workbench) -> None:
        await pilot.press("a", "z")
        assert note(app)
        await next_one(pilot, app)
        await pilot.press("down", "a", "z")  # the place is no longer the one that was proposed
        assert coded(store) == []
        assert store.study().all(ReviewedSuggestion) == ()

    drive(store, act)


def test_what_became_a_coding_elsewhere_meanwhile_is_not_taken_twice(store: Store) -> None:
    async def act(pilot: Pilot[None], app: Workbench) -> None:
        await next_one(pilot, app)
        place = app.reading.selection.span
        app.desk.give("W-01", place.start, place.end, ["ANTRE"])
        await pilot.press("a")
        assert len(coded(store)) == 1
        assert store.study().all(ReviewedSuggestion) == ()

    drive(store, act)


def test_a_second_round_is_coded_without_suggestions(store: Store) -> None:
    async def act(pilot: Pilot[None], app: Workbench) -> None:
        await next_one(pilot, app)
        assert app.hands.proposed is None
        said = note(app)
        assert said
        await pilot.press("a")
        assert note(app) != said
        assert coded(store) == []

    drive(store, act, round_=2)


def test_keys_are_answered_while_suggestions_are_looked_for(store: Store) -> None:
    async def act(pilot: Pilot[None], app: Workbench) -> None:
        app.hands.suggestion()
        assert app.hands.looking
        app.act("last")  # the coder goes on
        app.hands.give(["LISTRIK"])
        gone_to = app.reading.selection
        while app.hands.looking:
            await pilot.pause(0.01)
        await pilot.pause()
        assert app.reading.selection == gone_to
        assert app.hands.proposed is None
        await next_one(pilot, app)
        assert app.hands.proposed is not None

    drive(store, act)


def test_a_new_code_is_suggested_too(store: Store) -> None:
    async def act(pilot: Pilot[None], app: Workbench) -> None:
        await next_one(pilot, app)
        with store.act("codebook add") as act:
            act.put(Code(id="GELAP", name="Gelap", keywords=("gelap",), order=2))
        app.look_again()
        await pilot.press("down")
        await next_one(pilot, app)
        found = {one.code for one in app.hands._found.suggestions} if app.hands._found else set()
        assert "GELAP" in found

    drive(store, act)
