"""Two copies of a study, each worked on, come together: nothing that was done is lost, and nothing is doubled."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualcode.errors import NotACopy
from qualcode.model import Block, Code, Coding, Finding, Informant, Memo, Segment, Source, Study, Valence
from qualcode.model.merging import Merged, Why, merge
from qualcode.reduction.coding import Assignment, apply_codes, remove_codings
from qualcode.storage.doctor import examine
from qualcode.storage.parting import MERGE, merged_before, parted_at, remove_unused, touched_since
from qualcode.storage.store import Store
from tests.builders import StudyBuilder

QUOTES = ("Datang pagi", "Pulang sore", "Jujur", "Baik")
TEXT = "I: Datang pagi.\nI: Pulang sore.\nI: Jujur.\nI: Baik."
Step = tuple[str, int, int]

EXAMPLES = 400 if os.environ.get("QUALCODE_LONG") else 20
ACTS = ("code", "turn", "uncode", "memo", "forget", "reword")
STEPS = st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 3), st.integers(0, 2)), max_size=6)


@contextmanager
def copies() -> Iterator[tuple[Store, Store]]:
    """Two open copies of one small study."""
    folder = Path(tempfile.mkdtemp(prefix="qualcode-"))
    made = StudyBuilder().focus("A").focus("B").focus("C").informant("I-01", "Lurah").interview("W-01", "I-01", TEXT)
    made.code("W-01", "Jujur", "A", valence="+").add(Memo(id="M-01", text="Awal."), Finding(id="T-01", text="Jujur."))
    made.stored(folder / "satu")
    shutil.copytree(folder / "satu", folder / "dua")
    with Store.open(folder / "satu") as one, Store.open(folder / "dua") as two:
        yield one, two
    shutil.rmtree(folder)


def work(store: Store, coder: str, steps: list[Step]) -> None:
    """What a coder does: codes, turns valences, takes back, writes, forgets and rewords memos."""
    for name, which, code in steps:
        with store.act(name) as act:
            codings, memos = act.study.codings, act.study.memos
            if name == "code":
                start = act.study.text("W-01").index(QUOTES[which])
                place = {"source": "W-01", "start": start, "end": start + len(QUOTES[which])}
                wanted = Assignment(**place, code="ABC"[code], coder=coder)  # type: ignore[arg-type]
                act.put(*apply_codes(act.study, [wanted], new_id=act.new_id, at="").records)
            elif name == "turn" and codings:
                one = codings[which % len(codings)]
                place = {"source": "W-01", "start": act.study.segments[one.segment].start}
                end = act.study.segments[one.segment].end
                turned = Assignment(**place, end=end, code=one.code, coder=one.coder, valence=list(Valence)[code])  # type: ignore[arg-type]
                act.put(*apply_codes(act.study, [turned], new_id=act.new_id, at="").records)
            elif name == "uncode" and codings:
                act.remove(*remove_codings(act.study, [codings[which % len(codings)].id]))
            elif name == "memo":
                act.put(Memo(id=act.new_id("M"), text=f"{coder} {which}{code}", links=(f"code:{'ABC'[code]}",)))
            elif name == "forget" and memos:
                act.remove(memos[which % len(memos)])
            elif name == "reword" and memos:
                act.put(Memo(id=memos[which % len(memos)].id, text=f"{coder} lain {code}"))


def brought(here: Store, there: Store) -> Merged:
    """Merge as the command does."""
    touched, earlier = touched_since(there, parted_at(here, there)), merged_before(here)
    with here.act(MERGE) as act:
        found = merge(act.study, touched, act.new_id, earlier)
        act.put(*found.put)
        remove_unused(act, found.removed)
    return found


def said(study: Study) -> tuple[object, ...]:
    """What a study says, whatever its ids."""
    places = {one.id: (one.source, one.start, one.end) for one in study.all(Segment)}
    codings = {(places[one.segment], one.code, one.coder, one.valence) for one in study.codings}
    return codings, sorted((memo.text, memo.links) for memo in study.memos)


@settings(max_examples=EXAMPLES)
@given(STEPS)
def test_an_untouched_study_becomes_as_the_copy_is(steps: list[Step]) -> None:
    with copies() as (here, there):
        work(there, "bayu", steps)
        found = brought(here, there)
        assert said(here.study()) == said(there.study())
        assert found.left == ()


@settings(max_examples=EXAMPLES)
@given(STEPS, STEPS)
def test_what_both_did_stands_once_and_a_second_merge_brings_nothing(mine: list[Step], theirs: list[Step]) -> None:
    with copies() as (here, there):
        work(here, "rani", mine)
        work(there, "bayu", theirs)
        before, unsound = said(here.study()), [one.check for one in examine(here) if not one.ok]
        found = brought(here, there)
        assert [one.check for one in examine(here) if not one.ok] == unsound
        places = [(one.source, one.start, one.end) for one in here.study().all(Segment)]
        assert len(places) == len(set(places))
        left = {one.ref for one in found.left}
        standing = {(one.segment, one.code, one.coder) for one in here.study().codings}
        assert len(standing) == len(here.study().codings)
        for one in there.study().codings:
            if one.coder == "bayu" and f"coding:{one.id}" not in left:
                assert any((code, coder) == (one.code, "bayu") for _segment, code, coder in standing)
        merged, version = said(here.study()), here.study().data_version
        brought(here, there)
        assert (said(here.study()), here.study().data_version) == (merged, version)
        if merged != before:
            here.undo()
        assert said(here.study()) == before


def test_what_both_changed_stays_and_is_listed_with_what_rests_on_it() -> None:
    with copies() as (here, there):
        for store, name, text in ((here, "Di sini", "Cukup."), (there, "Di sana", "Kurang.")):
            with store.act("change") as act:
                act.put(Code(id="BARU", name=name, order=9), Finding(id="T-01", text=text))
        with there.act("code") as act:
            segment = next(iter(act.study.segments))
            act.put(Coding(id=act.new_id("K"), segment=segment, code="BARU", coder="bayu", at=""))
        found = brought(here, there)
        assert {(one.ref, one.why) for one in found.left} == {
            ("code:BARU", Why.NAMED),
            ("coding:K-02", Why.NEEDS),
            ("finding:T-01", Why.BOTH),
        }
        assert here.study().get(Finding, "T-01").text == "Cukup."


def test_another_informant_of_the_same_code_is_no_new_number() -> None:
    with copies() as (here, there):
        for store, role in ((here, "warga"), (there, "lurah")):
            with store.act("informant") as act:
                act.put(Informant(id="I-02", role=act.study.roles[0].id, group=role))
        assert [(one.ref, one.why) for one in brought(here, there).left] == [("informant:I-02", Why.NAMED)]


def test_words_find_their_place_in_a_text_that_was_corrected_here() -> None:
    with copies() as (here, there):
        work(there, "bayu", [("code", 1, 1), ("code", 3, 2)])
        with here.act("ingest") as act:
            old = act.study.get(Source, "W-01")
            text = act.study.text(old).replace("Datang pagi", "Datangnya pagi").replace("Baik", "Bagus")
            digest = act.put_text(text)
            (segment,) = act.study.all(Segment)
            start = text.index("Jujur")
            act.put(replace(old, text_digest=digest), replace(segment, start=start, end=start + len("Jujur")))
        found = brought(here, there)
        assert [one.why for one in found.left] == [Why.LOST, Why.NEEDS]
        (new,) = [one for one in here.study().all(Segment) if one.quote == "Pulang sore"]
        assert here.study().text("W-01")[new.start : new.end] == "Pulang sore"


def test_a_text_that_was_corrected_there_changes_nothing_of_the_text_here() -> None:
    with copies() as (here, there):
        blocks = here.study().all(Block)
        with there.act("ingest") as act:
            old = act.study.get(Source, "W-01")
            digest = act.put_text("I: Jujur.")
            (segment,) = act.study.all(Segment)
            first, *others = act.study.all(Block)
            act.put(replace(old, text_digest=digest), replace(segment, start=3, end=8), replace(first, end=9))
            act.put(replace(first, number=len(blocks) + 1, start=9, end=9))
            act.remove(*others)
        assert [(one.ref, one.why) for one in brought(here, there).left] == [("source:W-01", Why.TEXT)]
        assert here.study().all(Block) == blocks


def test_another_study_is_no_copy(tmp_path: Path) -> None:
    StudyBuilder().focus("A").stored(tmp_path / "lain")
    with copies() as (here, _there), Store.open(tmp_path / "lain") as other:
        if here.digests()[0] != other.digests()[0]:
            with pytest.raises(NotACopy):
                parted_at(here, other)
