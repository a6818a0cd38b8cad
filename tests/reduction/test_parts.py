"""A study read part by part says of its codings what the whole says, citations included."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qualcode.collection.citation_kin import kin
from qualcode.model import (
    Block,
    CitationTemplate,
    Code,
    Coding,
    Consent,
    Project,
    Segment,
    Source,
    Study,
    Technique,
    Valence,
)
from qualcode.reduction.coded import coded
from qualcode.reduction.coding_tables import coding_row, coding_rows
from qualcode.reduction.filters import Filter, coded_by_parts
from qualcode.storage.store import Store
from tests.builders import StudyBuilder, digest

TURNS = "P: Jam berapa?\nI: Pagi sekali,\nkadang siang.\nP: Lalu?\nI: Pulang."
PLACES = ((3, 14), (18, 23), (19, 23), (32, 44), (57, 63), (19, 60))
PEOPLE = ("I-1", "I-2", "I-11")
CODES = ("A", "A-1", "B")
TEMPLATES = (
    "",
    "{technique}/{role}/{date:YYYY}/b.{line}",
    "{informant}, {date:YYYY}",
    "{title}.J{number}",
    "{line}/{informant}",
)


titles = st.sampled_from(("", "Rapat", "Rapata"))
numbers = st.sampled_from(((), (), (7, 0, 9, 1, 2), (1, 1, 1, 1, 1)))


def some(values: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), max_size=2, unique=True).map(tuple)


filters = st.builds(
    Filter,
    code=some(CODES),
    exact=st.booleans(),
    focus=some(("A", "B")),
    source=some(("W-1", "W-2", "O-6")),
    informant=some(PEOPLE),
    role=some(("staf", "warga")),
    technique=st.lists(st.sampled_from(list(Technique)), max_size=1).map(tuple),
    coder=some(("rani", "bayu")),
    from_=st.sampled_from(("", "2018", "2018-03-12")),
    valence=st.lists(st.sampled_from([Valence.POSITIVE]), max_size=1).map(tuple),
)


@st.composite
def studies(draw: st.DrawFn) -> StudyBuilder:
    """Sources that share people, dates and titles, so that their quotations would be cited alike."""
    made = StudyBuilder().focus("A").focus("B").add(Code(id="A-1", name="A satu", parent="A", order=9))
    for person in PEOPLE:
        made.informant(person, draw(st.sampled_from(("staf", "warga"))))
    dates = st.sampled_from(("2018-03-12", "2018-03-12", "2018-03-12", "2018-04"))
    groups = iter(draw(st.permutations((("I-1",), ("I-2",), ("I-1", "I-2"), ("I-2", "I-1"), ("I-11",)))))
    for number in range(1, 6):
        made.interview(f"W-{number}", "I-1", f"{TURNS}\n{number}", date=draw(dates), title=draw(titles))
    made.sheet("O-6", TURNS, date="2018-03-12", place="Loket")
    for at, record in enumerate(made.records):
        if isinstance(record, Source) and record.technique is Technique.INTERVIEW:
            made.records[at] = replace(record, informants=next(groups), line_numbers=draw(numbers))
        if isinstance(record, Block) and record.informant:
            made.records[at] = replace(record, informant=draw(st.sampled_from(("I-1", "I-1", "I-2", None))))
    template = draw(st.sampled_from(TEMPLATES))
    project = next(record for record in made.records if isinstance(record, Project))
    cited = tuple(CitationTemplate(technique=one, template=template) for one in Technique if template)
    made.records[made.records.index(project)] = replace(project, citations=cited)
    sources = [record for record in made.records if isinstance(record, Source)]
    standing = st.tuples(st.sampled_from(sources), st.sampled_from((*PLACES, (20, 20))))
    for at, (source, (start, end)) in enumerate(draw(st.lists(standing, min_size=5, max_size=18, unique=True))):
        quote = made.texts[source.text_digest][start:end]
        place = {"start": start, "end": end, "quote": quote or "hilang", "digest": digest(quote)}
        made.add(Segment(id=f"S-{at}", source=source.id, **place))
        for turn, code in enumerate(draw(st.sampled_from((CODES, CODES[:1], CODES[1:], ())))):
            coder = draw(st.sampled_from(("rani", "bayu")))
            made.add(Coding(id=f"K-{turn}{at}", segment=f"S-{at}", code=code, coder=coder))
    return made


def whole(study: Study, wanted: Filter) -> list[dict[str, object]]:
    return [coding_row(study, one) for one in coded(study) if wanted.matches(one)]


def by_parts(study: Study, wanted: Filter, together: int) -> list[dict[str, object]]:
    parts = coded_by_parts(study, wanted, together=together)
    return [row for part, found in parts for row in coding_rows(part, found)]


@settings(deadline=None)
@given(made=studies(), wanted=filters, together=st.integers(1, 7))
def test_listing_by_parts_is_filtering_the_whole(made: StudyBuilder, wanted: Filter, together: int) -> None:
    study = made.study()
    assert by_parts(study, wanted, together) == whole(study, wanted)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(made=studies(), wanted=filters, together=st.integers(1, 7))
def test_a_stored_study_gives_the_same_parts(
    made: StudyBuilder, wanted: Filter, together: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = made.stored(tmp_path_factory.mktemp("study"))
    with Store.open(folder) as store:
        assert by_parts(store.study(), wanted, together) == whole(made.study(), wanted)
        assert store.study().lost == made.study().lost
        assert store.study().coded_sources(wanted.code) == made.study().coded_sources(wanted.code)


def test_a_part_has_its_own_blocks_segments_and_codings_and_all_else_of_the_whole(tmp_path: Path) -> None:
    made = StudyBuilder().focus("A").focus("B").informant("I-1", "staf")
    made.interview("W-1", "I-1", "P: a?\nI: b.").interview("W-2", "I-1", "P: c?\nI: d.")
    made.code("W-1", "b", "A").code("W-1", "b", "B").code("W-2", "d", "A").add(Consent(id="PS-1", informant="I-1"))
    with Store.open(made.stored(tmp_path)) as store:
        for study in (made.study(), store.study()):
            part = study.within(["W-1"], codes=["B"])
            assert [one.id for one in part.codings] == ["K-02"]
            assert {one.source for one in (*part.segments.values(), *part.all(Block))} == {"W-1"}
            assert part.columns(Coding, "code") == (("B",),)
            assert [one.id for one in part.sources] == ["W-1", "W-2"]
            assert part.all(Consent) is study.all(Consent)
            assert part.within(["W-2"]).whole is study


def test_only_sources_that_could_be_cited_alike_are_kin() -> None:
    made = StudyBuilder().focus("A").informant("I-1", "staf").informant("I-11", "staf")
    made.interview("W-1", "I-1", "P: a?\nI: b.", date="2018").interview("W-2", "I-11", "P: a?\nI: c.", date="2019")
    made.interview("W-3", "I-1", "P: a?\nI: d.", date="2019").interview("W-4", "I-11", "P: a?\nI: e.", date="2018")
    at, group = next((at, one) for at, one in enumerate(made.records) if isinstance(one, Source) and one.id == "W-4")
    made.records[at] = replace(group, informants=("I-1", "I-11"))
    assert kin(made.study()) == {name: (name,) for name in ("W-1", "W-2", "W-3", "W-4")}
    block = next(one for one in made.records if isinstance(one, Block) and (one.source, one.number) == ("W-4", 2))
    made.records[made.records.index(block)] = replace(block, informant="I-1")
    made.code("W-4", "e.", "A")
    assert kin(made.study()) == {"W-1": ("W-1", "W-4"), "W-4": ("W-1", "W-4"), "W-2": ("W-2",), "W-3": ("W-3",)}
