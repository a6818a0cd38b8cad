"""The workbench from the keyboard: what a coder does is in the study, and undoing all of it restores the start."""

from __future__ import annotations

import asyncio
import contextlib
import os
import re
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from qualcode.cli.messages import words
from qualcode.model import Block, Code, Coding, Directness, Memo, Segment, Span, Valence
from qualcode.storage import connection
from qualcode.storage.doctor import examine
from qualcode.storage.store import FILE_NAME, Store
from qualcode.workbench.app import Workbench
from qualcode.workbench.desk import Desk
from qualcode.workbench.page import Layer
from tests.builders import StudyBuilder
from tests.conftest import qualcode

TURNS = """\
P: Bagaimana pelayanan di kantor ini?
I: Antre lama sekali. Petugasnya cuma satu. Tetapi mereka sabar 🙂 sekali.
P: Lalu?
I: Saya pulang sore. Tidak ada kursi.
P: Terima kasih.
I: Sama-sama. Mari, Mas.
"""
SIZES = [(80, 24), (120, 40), (50, 12)]
Act = Callable[[Pilot[None], Workbench], Awaitable[None]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    builder = StudyBuilder().focus("DISIPLIN").focus("HAMBAT").informant("W-1", "Warga")
    builder.interview("W-01", "W-1", TURNS).sheet("O-01", "Loket tutup.\nKursi kosong.\n")
    builder.code("W-01", "Tidak ada kursi.", "HAMBAT", coder="budi")
    folder = builder.stored(tmp_path / "studi")
    with Store.open(folder) as begun, begun.act("tokenize") as act:
        for name, text in builder.texts.items():
            spans = [Span(*match.span()) for match in re.finditer(r"[^\s.?:][^.?:\n]*[.?]", text)]
            act.put_analysis(name, "uji", (), spans)
    return folder


@pytest.fixture
def store(folder: Path) -> Iterator[Store]:
    with Store.open(folder, "rani") as opened:
        yield opened


def drive(store: Store, act: Act, size: tuple[int, int] = (80, 24)) -> None:
    """Open the workbench, act in it, and look for what the study holds afterwards."""

    async def run() -> None:
        app = Workbench(Desk(store, Layer("rani", 1)), "W-01", words)
        async with app.run_test(size=size) as pilot:
            await act(pilot, app)

    asyncio.run(run())


def mine(store: Store) -> list[tuple[str, str, Coding]]:
    """(quote, code, coding) of rani's codings."""
    study = store.study()
    return [(study.segments[one.segment].quote, one.code, one) for one in study.codings if one.coder == "rani"]


def note(app: Workbench) -> str:
    return str(app.query_one("#note", Static).content)


def everything(store: Store) -> dict[str, Any]:
    study = store.study()
    return {kind.__name__: dict(study.by_id(kind)) for kind in (Block, Code, Coding, Memo, Segment)}


@pytest.mark.parametrize("size", SIZES)
def test_codes_are_given_stated_moved_and_taken_back_by_keys(store: Store, size: tuple[int, int]) -> None:
    async def act(pilot: Pilot[None], app: Workbench) -> None:
        await pilot.press("D")
        assert [(quote, code) for quote, code, _ in mine(store)] == [
            ("Antre lama sekali. Petugasnya cuma satu. Tetapi mereka sabar 🙂 sekali.", "DISIPLIN")
        ]
        await pilot.press("+", "d", "t")
        stated = mine(store)[0][2]
        assert (stated.valence, stated.directness, stated.dont_know) == (
            Valence.POSITIVE,
            Directness.FIRST_HAND,
            True,
        )
        await pilot.press("e", *"hamb", "enter")
        assert mine(store)[0][1] == "HAMBAT"
        await pilot.press("r", "tab", "r")
        assert mine(store)[0][0] == "Antre lama sekali."
        await pilot.press("down", "1")
        assert [(quote, code) for quote, code, _ in mine(store)][1] == ("Petugasnya cuma satu.", "HAMBAT")
        await pilot.press("delete")
        assert len(mine(store)) == 1

    drive(store, act, size)
    assert [check.check for check in examine(store) if not check.ok] == []


def test_dialogs_write_what_was_filled_in_and_undo_takes_all_of_it_back(store: Store) -> None:
    before = everything(store)

    async def act(pilot: Pilot[None], app: Workbench) -> None:
        await pilot.press("tab", "i")  # in vivo, on the first sentence
        await pilot.press(*"Keluhan waktu", "ctrl+s")
        code = store.study().codes[-1]
        assert (code.id, code.definition, code.origin.value) == ("ANTRE-LAMA-SEKALI", "Keluhan waktu", "in_vivo")
        await pilot.press("down", "enter", *"petugas", "enter")  # no such code: a new one
        await pilot.press("ctrl+s")
        assert store.study().codes[-1].id == "PETUGAS"
        await pilot.press("m", *"Satu orang?", "ctrl+s")
        assert [memo.text for memo in store.study().memos] == ["Satu orang?"]
        await pilot.press("m", *"! ", "ctrl+s")
        assert len(store.study().memos) == 1
        await pilot.press("end", "b", *"Penutup", "enter")
        assert [one.irrelevant for one in store.study().by_id(Block).values() if one.irrelevant] == ["Penutup"]
        await pilot.press("n", *"disiplin", "ctrl+s")  # there is such a code: stated, nothing lost
        assert len(app.screen_stack) == 2
        await pilot.press("escape")
        await pilot.press("n", "escape", "i", "escape", "m", "escape")
        await pilot.press("f", *"kursi", "enter")
        assert TURNS[app.reading.selection.start : app.reading.selection.end] == "kursi"
        await pilot.press("u", "u", "u", "u", "u")
        assert everything(store) == before
        await pilot.press("y", "y", "y", "y", "y")
        assert len(mine(store)) == 2
        await pilot.press("u", "u", "u", "u", "u")

    drive(store, act)
    assert everything(store) == before


def test_a_form_that_cannot_be_written_keeps_what_was_typed(store: Store) -> None:
    async def act(pilot: Pilot[None], app: Workbench) -> None:
        await pilot.press("n", *"antre", "tab", "tab", *"Lama menunggu", "tab", *"loket", "enter")
        assert [code.id for code in store.study().codes] == ["DISIPLIN", "HAMBAT"]  # there is no code LOKET above it
        await pilot.press(*["backspace"] * 5, *"hambat", "enter")
        code = store.study().codes[-1]
        assert (code.id, code.definition, code.parent) == ("ANTRE", "Lama menunggu", "HAMBAT")
        assert [one[1] for one in mine(store)] == ["ANTRE"]
        assert len(app.screen_stack) == 1

    drive(store, act)


def test_a_new_code_can_take_the_place_of_the_one_that_was_given(store: Store) -> None:
    async def act(pilot: Pilot[None], app: Workbench) -> None:
        await pilot.press("D", "e", *"antre", "enter", "ctrl+s")
        assert [one[1] for one in mine(store)] == ["ANTRE"]
        await pilot.press("u")
        assert [one[1] for one in mine(store)] == ["DISIPLIN"]
        assert len(store.study().codes) == 2

    drive(store, act)


def test_a_line_is_gone_to_and_what_is_coded_comes_into_view(tmp_path: Path) -> None:
    talk = "".join(f"P: Tanya {n}?\nI: Jawab {n}.\n" for n in range(60))
    builder = StudyBuilder().focus("DISIPLIN").informant("W-1", "Warga").interview("W-01", "W-1", talk)

    async def act(pilot: Pilot[None], app: Workbench) -> None:
        await pilot.press("f", *":80", "enter")
        assert talk[app.reading.selection.start : app.reading.selection.end] == "Jawab 39."
        await pilot.press("f", *":999", "enter")
        assert note(app) == "There is no line 999 here."
        app.transcript.scroll_to(y=0, animate=False)
        await pilot.pause()
        await pilot.press("m", *"Penting", "ctrl+s", "D")
        assert app.transcript.seen()
        row = app.transcript.rows.row_of(app.reading.selection.start)
        assert app.transcript.render_line(row - round(app.transcript.scroll_offset.y)).text.startswith(" 80✎W-1")

    with Store.open(builder.stored(tmp_path / "studi"), "rani") as store:
        drive(store, act)


def test_a_click_chooses_the_code_that_is_looked_for(store: Store) -> None:
    async def act(pilot: Pilot[None], app: Workbench) -> None:
        await pilot.press("D", "e", *"ham")
        await pilot.pause()
        await pilot.click("CodeList", offset=(5, 0))
        assert [one[1] for one in mine(store)] == ["HAMBAT"]
        assert app.focused is app.transcript
        lines = [line.code and line.code.id for line in app.code_list.lines]
        await pilot.click("CodeList", offset=(5, lines.index("DISIPLIN")))
        assert [one[1] for one in mine(store)] == ["HAMBAT", "DISIPLIN"]

    drive(store, act)


def test_undo_says_what_it_took_back(store: Store) -> None:
    async def act(pilot: Pilot[None], app: Workbench) -> None:
        await pilot.press("b", *"Sapaan", "enter", "u")
        assert note(app) == "Taken back: mark “not relevant” (line 2)"
        await pilot.press("m", *"Dugaan", "ctrl+s", "u")
        assert note(app) == "Taken back: memo M-01 (line 2)"
        await pilot.press("D", "u")
        assert note(app) == "Taken back: DISIPLIN (line 2)"

    drive(store, act)


def test_a_memo_has_a_kind_and_what_is_typed_is_not_left_by_one_slip(store: Store) -> None:
    async def act(pilot: Pilot[None], app: Workbench) -> None:
        await pilot.press("m", *"Dugaan", "ctrl+s")
        await pilot.press("D", "down", "down", "D", "m", *"Batas kode", "ctrl+t", "ctrl+t", "ctrl+t", "ctrl+s")
        await pilot.press("m", "tab", "5", "ctrl+s")
        memos = store.study().memos
        assert [(memo.type.value, len(memo.links)) for memo in memos] == [("conceptual", 1), ("follow_up", 2)]
        assert memos[1].links[1] == "code:DISIPLIN"
        await pilot.press("end", "m", *"Panjang", "escape")
        assert len(app.screen_stack) == 2, "what was typed is still there"
        await pilot.press("escape")
        assert (len(app.screen_stack), len(store.study().memos)) == (1, 2)
        await pilot.press("m", "escape")
        assert len(app.screen_stack) == 1, "nothing was typed"

    drive(store, act)


def test_tab_leads_from_the_stage_to_the_keys_and_back(store: Store) -> None:
    async def act(pilot: Pilot[None], app: Workbench) -> None:
        await pilot.press("f1")
        seen = []
        for key in ("end", "tab", "tab"):
            await pilot.press(key)
            top = app.screen.query_one(Static).render_line(0).text.strip()
            seen.append((app.screen.query_one("VerticalScroll").scroll_y > 0, top))
        assert seen == [(True, "Where you are in the method"), (False, "Move"), (False, "Where you are in the method")]

    drive(store, act)


def test_the_last_reason_is_offered_again_and_o_leads_to_what_is_not_coded(store: Store) -> None:
    async def act(pilot: Pilot[None], app: Workbench) -> None:
        await pilot.press("b", *"Sapaan", "enter", "down", "down", "b", "enter")
        await pilot.press("end", "b", *"Lain", "enter")
        marked = [block.irrelevant for block in app.reading.sheet.blocks]
        assert marked == ["", "Sapaan", "", "Sapaan", "", "Lain"]
        await pilot.press("D")
        assert "not relevant" in note(app), "what is coded although it is marked is said"
        await pilot.press("u")
        await pilot.press("o", "enter")
        assert app.reading.sheet.source.id == "O-01"
        await pilot.press("o")
        lines = [str(app.screen.query_one("OptionList").get_option_at_index(at).prompt) for at in (0, 1)]  # type: ignore[attr-defined]
        assert [line.split()[:3] for line in lines] == [["W-01", "3/3", "W-1"], ["▸", "O-01", "0/2"]]

    drive(store, act)


def test_a_study_that_is_locked_loses_neither_the_screen_nor_the_memo(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "WAIT_MS", 50)

    async def act(pilot: Pilot[None], app: Workbench) -> None:
        with contextlib.closing(sqlite3.connect(folder / FILE_NAME, isolation_level=None)) as other:
            await pilot.press("m", *"Dugaan")
            other.execute("BEGIN EXCLUSIVE")
            await pilot.press("ctrl+s")
            assert len(app.screen_stack) == 2
            await pilot.press("escape", "D")
            assert len(app.screen_stack) == 2
            await pilot.press("escape")
            other.execute("ROLLBACK")
            await pilot.press("D")

    with Store.open(folder, "rani") as store:
        drive(store, act)
        assert [one[1] for one in mine(store)] == ["DISIPLIN"]


def test_a_digit_keeps_its_code_and_a_small_letter_gives_one(store: Store) -> None:
    with store.act("codebook add") as act:
        act.put(*(Code(id=f"X-{n:02}", name=f"Kode {n}", order=10 + n) for n in range(30)))

    async def acts(pilot: Pilot[None], app: Workbench) -> None:
        small = next(code for code, mark in app.marks.items() if mark.islower())
        await pilot.press("D", "H", "1")
        assert set(app.recent) == {"DISIPLIN", "HAMBAT"}
        order = app.recent
        await pilot.press("down", "2", "down", "1", "down", "2")
        assert app.recent == order
        await pilot.press("semicolon", app.marks[small])
        assert app.recent == (*order, small)
        assert mine(store)[-1][1] == small
        before = len(mine(store))
        await pilot.press("semicolon", "escape", "k")  # waits no longer: k goes back
        assert len(mine(store)) == before

    drive(store, acts)


def test_the_rest_of_a_long_answer_is_read_before_the_next(tmp_path: Path) -> None:
    talk = "P: Ceritakan.\nI: " + "Antre lagi di loket sampai sore. " * 60 + "\nP: Lalu?\nI: Sudah.\n"
    builder = StudyBuilder().focus("DISIPLIN").informant("W-1", "Warga").interview("W-01", "W-1", talk)
    folder = builder.stored(tmp_path / "studi")

    async def act(pilot: Pilot[None], app: Workbench) -> None:
        rows, shown = app.transcript.rows, app.transcript
        last = rows.row_of(app.reading.selection.end - 1)
        for _ in range(9):
            if last < round(shown.scroll_target_y) + shown.size.height:
                break
            await pilot.press("down")
            assert talk[app.reading.selection.start :].startswith("Antre lagi")
        else:
            pytest.fail("the end of the answer was never shown")
        await pilot.press("down")
        assert talk[app.reading.selection.start :].startswith("Lalu?")

    with Store.open(folder, "rani") as store:
        drive(store, act)


@pytest.mark.skipif(sys.platform == "win32", reason="needs a terminal of its own")
def test_a_name_in_other_letters_begins_no_second_layer(folder: Path) -> None:
    import pty

    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "qualcode", "code", "W-01", "--coder", "Budi", "--study", str(folder)]
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs) as begun:
        os.write(ours, b"Dq")
        reader = threading.Thread(target=_drain, args=(ours,), daemon=True)
        reader.start()
        assert begun.wait(60) == 0
    os.close(theirs)
    with Store.open(folder) as store:
        assert [(one.coder, one.code) for one in store.study().codings] == [("budi", "HAMBAT"), ("budi", "DISIPLIN")]


def _drain(terminal: int) -> None:
    with contextlib.suppress(OSError):
        while os.read(terminal, 65536):
            pass


def test_other_layers_other_sources_and_the_mouse(store: Store) -> None:
    async def act(pilot: Pilot[None], app: Workbench) -> None:
        assert not app.reading.theirs
        await pilot.press("p", "enter")
        assert [one.coding.coder for one in app.reading.theirs] == ["budi"]
        await pilot.press("p")
        assert not app.reading.theirs
        await pilot.press("o", "down", "enter")
        assert app.reading.sheet.source.id in {"W-01", "O-01"}
        await pilot.press("o", "up", "enter")
        rows, left = app.transcript.rows, app.transcript.margin
        text = app.reading.sheet.text
        start = text.index("lama")
        at = (left + rows.column_of(start), rows.row_of(start))
        await pilot.mouse_down("Transcript", offset=at)
        await pilot.hover("Transcript", offset=(at[0] + 3, at[1]))
        await pilot.mouse_up("Transcript", offset=(at[0] + 3, at[1]))
        await pilot.press("H")
        assert [(quote, code) for quote, code, _ in mine(store)] == [("lama", "HAMBAT")]
        await pilot.click("Transcript", offset=(left + 2, rows.row_of(text.index("Saya pulang"))))
        await pilot.press("D")
        assert mine(store)[1][0] == "Saya pulang sore. Tidak ada kursi."

    drive(store, act)


def test_what_another_process_writes_is_shown(folder: Path, store: Store) -> None:
    async def act(pilot: Pilot[None], app: Workbench) -> None:
        done = qualcode("code", "add", "W-01", "HAMBAT", "--lines", "2", "--coder", "rani", "--study", folder)
        assert done.returncode == 0, done.stderr
        app.look_again()
        assert [one.coding.code for one in app.reading.mine] == ["HAMBAT"]
        await pilot.press("f1", "escape", "f2", "space", "q")

    drive(store, act)


def test_without_a_terminal_the_way_round_is_said(folder: Path) -> None:
    done = qualcode("code", "W-01", "--study", folder, stdin="")
    assert done.returncode != 0
    assert "qualcode code add W-01 CODE" in done.stderr
    assert "O-01" in qualcode("code", "--study", folder, stdin="").stdout
    assert qualcode("code", "X-99", "--study", folder, stdin="").returncode != 0
