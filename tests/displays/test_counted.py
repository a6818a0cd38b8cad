"""What is counted by columns is what counting coding by coding gives, for every axis and filter of any study."""

from __future__ import annotations

from collections import defaultdict
from contextlib import suppress
from dataclasses import replace
from typing import Any

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from qualcode.collection.positions import blocks_of, speakers
from qualcode.displays._asked_cells import asked_cell
from qualcode.displays._axes import AXES
from qualcode.displays._scope import own_scope, seen
from qualcode.displays._writers import WRITERS
from qualcode.displays.matrix import DISPLAY
from qualcode.errors import BadValue, DisplayNotReady
from qualcode.model import (
    IMPORTER,
    About,
    Block,
    BlockKind,
    Case,
    Code,
    Coding,
    Consent,
    Counted,
    Cycle,
    Finding,
    Informant,
    Period,
    Project,
    Segment,
    Source,
    Study,
    Technique,
    Valence,
)
from qualcode.reduction.coded import evidence
from qualcode.reduction.codings import CodedSegment, evidence_codings
from qualcode.reduction.filters import Filter
from qualcode.terms import terms_for
from tests.builders import StudyBuilder

CODES = ("A", "A-1", "A-2", "B", "POLA")
PEOPLE = ("I-0", "I-1", "I-2")
ROLES = {"I-0": "Lurah", "I-1": "Staf", "I-2": "Staf"}
SHEET = tuple(f"Catatan nomor {n} saja." for n in range(3))
CELLS = ("count", "count:sources", "share:informants", "count:cases", "valence,count", "presence", "quotes:1,count")
GENEROUS = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))


def turns(source: str) -> list[str]:
    """The answers of an interview, all different."""
    return [f"Jawaban ke-{n} dari {source} saja." for n in range(3)]


@st.composite
def studies(draw: st.DrawFn) -> Study:
    """Interviews of one and of two, a sheet with a reflection; coders, rounds, lost words, consents, abouts."""
    made = StudyBuilder().focus("A").focus("B")
    made.add(Code(id="A-1", name="A satu", parent="A"), Code(id="A-2", name="A dua", parent="A-1"))
    made.add(Code(id="POLA", name="Pola", cycle=Cycle.SECOND, condenses=("A-1", "B")))
    made.add(Period(id="lalu", label="Lalu", start="2018-01", end="2018-02"))
    made.add(Period(id="kini", label="Kini", start="2018-03", end="2018-03"))
    quotes: list[tuple[str, str]] = []
    for who in PEOPLE:
        made.informant(who, ROLES[who], group=draw(st.sampled_from(["", "aparatur"])))
        source = f"W-{who}"
        made.interview(source, who, "\n".join(f"P: Tanya {at}?\nI: {turn}" for at, turn in enumerate(turns(source))))
        quotes += [(source, part) for turn in turns(source) for part in (turn, turn[:12], "Tanya 0?", turn[9:17])]
    made.sheet("O-1", "\n".join(SHEET), draw(st.sampled_from([Technique.OBSERVATION, Technique.DOCUMENT])))
    quotes += 3 * [("O-1", line) for line in SHEET]
    if draw(st.booleans()):
        members = tuple(draw(st.sets(st.sampled_from(PEOPLE))))
        made.add(Case(id="KS-1", label="Kasus 1", informants=members, sources=("O-1",)))
    abouts = st.builds(
        About,
        role=st.sampled_from([None, "Staf"]),
        informant=st.sampled_from([None, "I-0"]),
        case=st.sampled_from([None, "KS-1"]),
        period=st.sampled_from([None, "lalu"]),
        date=st.sampled_from(["", "2018-03", "2018"]),
    )
    for _ in range(draw(st.integers(4, 14))):
        made.code(
            *draw(st.sampled_from(quotes)),
            draw(st.sampled_from(CODES)),
            draw(st.sampled_from(["", *Valence])),
            draw(st.sampled_from(["rani", "budi", IMPORTER])),
            round=draw(st.integers(1, 2)),
            dont_know=draw(st.integers(0, 4)) == 0,
            about=draw(st.none() | abouts),
        )
    segments = [one.id for one in made.records if isinstance(one, Segment)]
    made.add(Finding(id="T-1", text="Dugaan.", evidence_for=tuple(segments[:2])))
    _changed(draw, made, draw(st.sets(st.sampled_from(segments), max_size=2)) if segments else set())
    return made.study()


def _changed(draw: st.DrawFn, made: StudyBuilder, lost: set[str]) -> None:
    """Two speak in one interview, a line of the sheet is a reflection, words are lost, somebody withdrew."""
    two, thought, coders = draw(st.booleans()), draw(st.booleans()), draw(st.sampled_from([(), ("budi",)]))
    for at, one in enumerate(made.records):
        if isinstance(one, Segment) and one.id in lost:
            made.records[at] = replace(one, end=one.start)
        elif isinstance(one, Source) and one.id == "W-I-0" and two:
            made.records[at] = replace(one, informants=("I-0", "I-1"))
        elif isinstance(one, Block) and (one.source, one.number) in (("W-I-0", 2), ("W-I-0", 4)) and two:
            made.records[at] = replace(one, informant={2: "I-1", 4: None}[one.number])
        elif isinstance(one, Block) and (one.source, one.number) == ("O-1", 2) and thought:
            made.records[at] = replace(one, kind=BlockKind.REFLECTION)
        elif isinstance(one, Project):
            made.records[at] = replace(one, coders=coders)
    for who in draw(st.sets(st.sampled_from(PEOPLE), max_size=1)):
        made.add(Consent(id=f"PS-{who}", informant=who, withdrawn_on="2018-05-01"))


PARTS: tuple[dict[str, Any], ...] = (
    {"focus": ("A",)},
    {"code": ("A-1",)},
    {"code": ("POLA", "B"), "exact": True},
    {"role": ("Staf",)},
    {"informant": ("I-0", "I-2")},
    {"technique": (Technique.INTERVIEW,)},
    {"source": ("W-I-0", "O-1")},
    {"period": ("kini",)},
    {"from_": "2018-03"},
    {"coder": ("rani",)},
    {"round": (2,)},
    {"valence": (Valence.POSITIVE, Valence.BOTH)},
)
FILTERS = st.lists(st.sampled_from(PARTS), max_size=2).map(
    lambda parts: Filter(**{name: value for part in parts for name, value in part.items()})
)


@given(studies(), FILTERS)
@GENEROUS
def test_codings_that_are_alike_stand_in_the_same_lines(study: Study, wanted: Filter) -> None:
    """Each axis names the columns of codings that tell its lines."""
    whole = own_scope(study, Filter(), terms_for("id"))
    for scope in (whole, seen(whole, Filter(), wanted)):
        for axis in AXES.values():
            if CodedSegment in axis.finders:
                find = axis.finders[CodedSegment](scope, axis.items(scope))
                told_by = (one if isinstance(one, str) else one(scope) for one in axis.told_by)
                told = scope.codings.told(lambda one: list(find(one)), *told_by)  # noqa: B023 - used up here
                alone = scope.codings.told(lambda one: list(find(one)), "rows")  # noqa: B023
                assert told == alone


@given(studies(), st.sampled_from(sorted(AXES)), st.sampled_from(sorted(AXES)), st.sampled_from(CELLS), FILTERS)
@GENEROUS
def test_gathering_them_together_is_gathering_each(
    study: Study, rows: str, columns: str, cell: str, wanted: Filter
) -> None:
    together = replace(DISPLAY, rows=AXES[rows], columns=AXES[columns], cell=asked_cell(cell))
    singly = replace(
        together, **{side: replace(getattr(together, side), told_by=("rows",)) for side in ("rows", "columns")}
    )
    made = []
    for display in (together, singly):
        with suppress(DisplayNotReady, BadValue):
            made.append(display.build(study, wanted))
    assume(made)
    for form in ("csv", "md", "json"):
        first, second = (WRITERS.load(form).render([one], study) for one in made)
        assert first == second


Cells = dict[tuple[str, str], set[str]]


def counted(study: Study, rows: Any) -> Cells:
    """(row, top code) → segments, found from the records one after the other."""
    found: Cells = defaultdict(set)
    out = {one.informant for one in study.all(Consent) if one.withdrawn_on}
    for coding in study.all(Coding):
        segment = study.segments[coding.segment]
        source, blocks = study.get(Source, segment.source), blocks_of(study, segment)
        about = coding.about or About()
        people = speakers(source, blocks)
        if about.informant and source.technique is not Technique.INTERVIEW:
            people = (about.informant,)
        foreign = coding.coder not in (study.project.coders or ("rani", "budi"))
        thought = bool(blocks) and all(block.kind is BlockKind.REFLECTION for block in blocks)
        if segment.start == segment.end or foreign or thought or out & set(people) or coding.dont_know:
            continue
        at: str | None = coding.code
        while at:
            for row in rows(study, source, people):
                found[row, at].add(segment.id)
            at = study.get(Code, at).parent
    return found


ROWS = {
    "source": lambda _study, source, _people: [source.id],
    "technique": lambda _study, source, _people: [source.technique.value],
    "informant": lambda _study, _source, people: people,
    "role": lambda study, _source, people: {study.get(Informant, who).role for who in people},
}


@given(studies(), st.sampled_from(sorted(ROWS)), st.sampled_from(["code", "code-tree"]))
@GENEROUS
def test_a_count_is_that_of_the_records_and_leads_to_them(study: Study, rows: str, columns: str) -> None:
    expected = counted(study, ROWS[rows])
    matrix = replace(DISPLAY, rows=AXES[rows], columns=AXES[columns]).build(study)
    for cell in matrix.cells:
        if cell.column == "POLA":
            continue
        (entry,) = cell.entries
        segments = expected.get((cell.row, cell.column), set())
        assert (entry.counted, entry.n) == (Counted.SEGMENTS, len(segments))
        assert len(entry.segments) == len(segments)
        assert {place.segment for place in entry.segments} == segments


@given(studies(), FILTERS)
@GENEROUS
def test_a_filter_asks_once_for_all_that_are_alike(study: Study, wanted: Filter) -> None:
    for one in (wanted, *(Filter(**part) for part in PARTS)):
        assert tuple(one.bounded(evidence_codings(study))) == tuple(filter(one.matches, evidence(study)))
