"""Columns kept of each source: always what the records say, whatever was done, and never in anybody's way."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qualcode.errors import NothingToUndo
from qualcode.model import About, Block, BlockKind, Code, Coding, Directness, Informant, Segment, Study, Valence
from qualcode.reduction.codings import all_codings
from qualcode.storage.doctor import examine
from qualcode.storage.source_columns import differing, make
from qualcode.storage.store import FILE_NAME, Store
from tests.builders import StudyBuilder, digest

TURNS = "P: Jam berapa?\nI: Pagi sekali,\nkadang siang 🌧.\nP: Lalu?\nI: Pulang."
SOURCES = ("W-1", "W-2", "W-3")


def builder() -> StudyBuilder:
    made = StudyBuilder().focus("A").focus("B").informant("I-1", "Lurah").informant("I-2", "Staf")
    for source in SOURCES:
        made.interview(source, "I-1", f"{TURNS}\n{source}")
        made.code(source, "Pagi sekali", "A").code(source, "Pagi sekali", "B", coder="bayu", valence="+")
        made.code(source, "siang", "B", dont_know=True)
    return made


@pytest.fixture
def store(tmp_path: Path) -> Any:
    with Store.open(builder().stored(tmp_path)) as opened:
        yield opened


def kept(store: Store) -> set[str]:
    return {source for (source,) in store._db.execute("SELECT source FROM source_columns")}


def said(study: Study) -> list[tuple[Any, ...]]:
    """Everything that counting and listing take from codings, in the order of the text."""
    codings = all_codings(study).in_text
    places, columns = codings.column("segments"), codings.columns
    of_codings = ("ids", "sources", "codes", "coders", "silent", "abouts", "rounds", "valences", "intensities")
    of_segments = ("names", "starts", "ends", "quotes")
    told = [codings.column(name) for name in (*of_codings, "directness")]
    told += [[getattr(columns, name)[at] for at in places] for name in of_segments]
    told += [[column[at] for at in places] for column in columns.lines]
    told += [[len(columns.touched.of(at)) for at in places]]
    told += [[(one.informants, one.period, one.counts) for one in codings.column("standings")]]
    return list(zip(*told, strict=True))


def wrong(store: Store) -> tuple[str, ...]:
    return next(check.found for check in examine(store) if check.check == "kept_columns")


def by_records(study: Study) -> list[tuple[Any, ...]]:
    study.all(Coding), study.all(Segment), study.all(Block)
    assert study.source_columns is None
    return said(study)


def recode(store: Store, draw: Any) -> None:
    with store.act("code set") as act:
        old = draw(st.sampled_from(act.study.codings))
        new = replace(
            old,
            code=draw(st.sampled_from(("A", "B"))),
            coder=draw(st.sampled_from(("rani", "bayu", "–="))),
            valence=draw(st.sampled_from((None, *Valence))),
            directness=draw(st.sampled_from((None, *Directness))),
            intensity=draw(st.sampled_from((None, 1, 3))),
            about=draw(st.sampled_from((None, About(informant="I-2", date="2018")))),
            note=draw(st.sampled_from(("", "catatan"))),
        )
        act.put(new)


def give(store: Store, draw: Any) -> None:
    with store.act("code add") as act:
        source = draw(st.sampled_from(act.study.sources))
        start, end = sorted(draw(st.tuples(st.integers(0, 50), st.integers(0, 50))))
        there = {(one.source, one.start, one.end): one for one in act.study.all(Segment)}
        segment = there.get((source.id, start, end))
        if segment is None:
            quote = act.study.text(source)[start:end] or "hilang"
            place = {"source": source.id, "start": start, "end": end}
            segment = Segment(id=act.new_id("S"), **place, quote=quote, digest=digest(quote))
        act.put(segment, Coding(id=act.new_id("K"), segment=segment.id, code="A", coder="rani"))


def take(store: Store, draw: Any) -> None:
    with store.act("code remove") as act:
        gone = draw(st.sampled_from(act.study.codings))
        alone = sum(one.segment == gone.segment for one in act.study.codings) == 1
        act.remove(*(gone, act.study.segments[gone.segment]) if alone else (gone,))


def move(store: Store, draw: Any) -> None:
    with store.act("source correct") as act:
        segment = draw(st.sampled_from(act.study.all(Segment)))
        act.put(replace(segment, source=draw(st.sampled_from(act.study.sources)).id, start=0, end=0))


def speak(store: Store, draw: Any) -> None:
    with store.act("source set") as act:
        block = draw(st.sampled_from(act.study.all(Block)))
        kind = draw(st.sampled_from((BlockKind.REFLECTION, BlockKind.ANSWER)))
        act.put(replace(block, informant=draw(st.sampled_from((None, "I-1", "I-2"))), kind=kind))


def correct(store: Store, draw: Any) -> None:
    with store.act("source correct") as act:
        source = draw(st.sampled_from(act.study.sources))
        text = act.put_text("\n" * draw(st.integers(0, 3)) + act.study.text(source))
        act.put(replace(source, text_digest=text))


def rename(store: Store, draw: Any) -> None:
    with store.act("codebook rename") as act:
        code = draw(st.sampled_from(("A", "B")))
        codings = [replace(one, code="X") for one in act.study.codings if one.code == code]
        act.put(Code(id="X", name="X"), *codings)


def drop(store: Store, draw: Any) -> None:
    with store.act("source remove") as act:
        study, source = act.study, draw(st.sampled_from(act.study.sources))
        segments = {one.id for one in study.all(Segment) if one.source == source.id}
        codings = [one for one in study.codings if one.segment in segments]
        blocks = [one for one in study.all(Block) if one.source == source.id]
        act.remove(*codings, *(study.segments[name] for name in segments), *blocks, source)


ACTS = (recode, give, take, move, speak, correct, rename, drop, "undo", "redo")


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_whatever_is_done_the_columns_are_those_of_the_records(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with Store.open(builder().stored(tmp_path_factory.mktemp("study"))) as store:
        for act in data.draw(st.lists(st.sampled_from(ACTS), max_size=8)):
            assert said(store.reread()) == by_records(store.reread())
            assert kept(store) == {one.id for one in store.reread().sources}
            if isinstance(act, str):
                with suppress(NothingToUndo):
                    getattr(store, act)(data.draw(st.integers(1, 2)))
            elif store.reread().codings:
                act(store, data.draw)
            assert list(differing(store._db)) == []
        assert said(store.reread()) == by_records(store.reread())


def test_an_act_takes_away_the_columns_of_the_sources_that_it_touches(store: Store) -> None:
    said(store.study())
    assert kept(store) == set(SOURCES)
    with store.act("code set") as act:
        act.put(
            next(replace(one, note="x") for one in act.study.codings if act.study.segments[one.segment].source == "W-2")
        )
    assert kept(store) == {"W-1", "W-3"}
    with store.act("informant add") as act:
        act.put(Informant(id="I-9", role="Staf"))
    assert kept(store) == {"W-1", "W-3"}


def test_inside_an_act_the_records_speak(store: Store) -> None:
    said(store.study())
    with store.act("code set") as act:
        act.put(*(replace(one, coder="lain") for one in act.study.codings))
        inside = store.study()
        assert inside.source_columns is None
        assert set(all_codings(inside).column("coders")) == {"lain"}


def test_columns_that_somebody_changed_are_found_and_made_anew(store: Store) -> None:
    said(store.study())
    store._db.execute("UPDATE source_columns SET words = replace(words, 'bayu', 'rani') WHERE source = 'W-2'")
    assert wrong(store) == ("W-2",)
    store.forget_columns()
    assert said(store.reread()) == by_records(store.reread())
    assert wrong(store) == ()


@pytest.mark.parametrize("words", ["[", "{}", "[[],[],[[]]]", '[[["x","y",null]],[],[]]'])
def test_columns_that_cannot_be_read_are_as_if_they_were_not_there(store: Store, words: str) -> None:
    said(store.study())
    store._db.execute("UPDATE source_columns SET words = ?", (words,))
    assert said(store.reread()) == by_records(store.reread())


def test_a_file_in_use_is_read_without_waiting_for_it(store: Store) -> None:
    with closing(sqlite3.connect(store.path)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert said(store.reread()) == by_records(store.reread())
        assert kept(store) == set()
        other.rollback()
    assert said(store.reread()) == by_records(store.reread())
    assert kept(store) == set(SOURCES)


@pytest.mark.skipif(os.name != "posix", reason="file permissions of POSIX")
def test_a_file_that_nobody_may_write_is_read(store: Store) -> None:
    folder = Path(tempfile.mkdtemp())
    shutil.copy(store.path, folder / FILE_NAME)
    for path, mode in ((folder / FILE_NAME, 0o444), (folder, 0o555)):
        path.chmod(mode)
    own = os.geteuid()
    if own == 0:
        os.seteuid(65534)  # root may write anything
    try:
        with Store.open(folder) as opened:
            assert said(opened.study()) == by_records(opened.reread())
            assert kept(opened) == set()
    finally:
        if own == 0:
            os.seteuid(0)
        folder.chmod(0o755)
        shutil.rmtree(folder)


def test_making_them_twice_gives_the_same(store: Store) -> None:
    assert list(make(store._db, SOURCES)) == list(make(store._db, SOURCES))
