"""Coding twice is coding once; what is removed leaves nothing behind that others do not need."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from qualcode.errors import BadValue, RetiredCode, UnknownName
from qualcode.model import About, Code, CodeChange, CodeStatus, Coding, Directness, Finding, Memo, Segment, Valence
from qualcode.reduction.coding import Applied, Assignment, apply_codes, part_with, remove_codings, segment_for
from tests.builders import StudyBuilder, digest

TURNS = "I: Datang pagi, pulang sore."


def builder() -> StudyBuilder:
    return StudyBuilder().focus("DISIPLIN").focus("JUJUR").informant("I-01", "Lurah").interview("W-01", "I-01", TURNS)


def numbering() -> Callable[[str], str]:
    given: Counter[str] = Counter({"S": 50, "K": 50})

    def new_id(prefix: str) -> str:
        given[prefix] += 1
        return f"{prefix}-{given[prefix]:02d}"

    return new_id


def wanted(**fields: Any) -> Assignment:
    return Assignment(**({"source": "W-01", "start": 3, "end": 14, "code": "DISIPLIN", "coder": "rani"} | fields))


def applied(made: StudyBuilder, *assignments: Assignment) -> Applied:
    return apply_codes(made.study(), assignments, new_id=numbering(), at="2018-05-01T08:00:00Z")


def test_a_new_coding_brings_its_segment() -> None:
    result = applied(builder(), wanted(valence=Valence.POSITIVE))
    segment, coding = result.records
    assert segment == Segment(
        id="S-51", source="W-01", start=3, end=14, quote="Datang pagi", digest=digest("Datang pagi")
    )
    assert isinstance(coding, Coding)
    assert (coding.id, coding.segment, coding.at) == ("K-51", "S-51", "2018-05-01T08:00:00Z")


def test_the_segment_that_is_there_is_used() -> None:
    made = builder().code("W-01", "Datang pagi", "DISIPLIN")
    assert segment_for(made.study(), "W-01", 3, 14, lambda: "S-99").id == "S-01"
    result = applied(made, wanted(code="JUJUR"), wanted(code="JUJUR", coder="bayu"))
    assert [coding.segment for coding in result.added] == ["S-01", "S-01"]
    assert result.records == result.added


def test_the_same_coding_takes_on_what_is_stated_and_keeps_the_rest() -> None:
    made = builder().code("W-01", "Datang pagi", "DISIPLIN", "+", note="lama", about=About(role="Lurah"))
    result = applied(made, wanted(directness=Directness.HEARSAY, about=About(date="2016")), wanted(intensity=2))
    (changed,) = result.changed
    assert result.added == ()
    assert (changed.id, changed.valence, changed.note) == ("K-01", Valence.POSITIVE, "lama")
    assert (changed.directness, changed.intensity) == (Directness.HEARSAY, 2)
    assert changed.about == About(role="Lurah", date="2016")


def test_the_same_coding_as_it_was_writes_nothing() -> None:
    made = builder().code("W-01", "Datang pagi", "DISIPLIN", "+")
    result = applied(made, wanted(valence=Valence.POSITIVE))
    assert (result.records, len(result.unchanged)) == ((), 1)


def test_another_round_or_coder_is_another_coding() -> None:
    made = builder().code("W-01", "Datang pagi", "DISIPLIN")
    assert len(applied(made, wanted(round=2), wanted(coder="bayu")).added) == 2


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"code": "X"}, UnknownName),
        ({"source": "W-09"}, UnknownName),
        ({"coder": " "}, BadValue),
        ({"intensity": 4}, BadValue),
    ],
)
def test_what_cannot_be_coded(fields: dict[str, Any], error: type[Exception]) -> None:
    with pytest.raises(error):
        applied(builder(), wanted(**fields))


def test_removal_takes_segments_that_nothing_else_needs() -> None:
    made = builder().code("W-01", "Datang pagi", "DISIPLIN").code("W-01", "pulang sore", "DISIPLIN")
    made.code("W-01", "pagi", "DISIPLIN").code("W-01", "sore", "DISIPLIN").code("W-01", "sore", "JUJUR")
    made.add(Finding(id="T-01", text="x", evidence_for=("S-02",)), Memo(id="M-01", text="x", links=("segment:S-03",)))
    going = remove_codings(made.study(), ["K-01", "K-02", "K-03", "K-04"])
    assert [record.id for record in going] == ["K-01", "K-02", "K-03", "K-04", "S-01"]


def two_sources() -> StudyBuilder:
    made = builder().interview("W-02", "I-01", TURNS)
    for source in ("W-01", "W-02"):
        made.code(source, "Datang pagi", "DISIPLIN").code(source, "Datang pagi", "JUJUR").code(source, "sore", "JUJUR")
    return made.add(Finding(id="T-01", text="x", evidence_for=("S-02",)))


@pytest.mark.parametrize("ids", [["K-01"], ["K-01", "K-02"], ["K-03"], ["K-06", "K-02", "K-05", "K-04"]])
def test_what_holds_the_codings_is_all_that_their_removal_asks(ids: list[str]) -> None:
    study = two_sources().study()
    part = part_with(study, ids)
    assert {part.segments[one.segment].source for one in part.codings} == {
        study.segments[one.segment].source for one in study.codings if one.id in ids
    }
    assert remove_codings(part, ids) == remove_codings(study, ids)


@pytest.mark.parametrize("start", [3, 8])
def test_coding_asks_no_more_than_its_source(start: int) -> None:
    study = two_sources().study()
    told = [
        apply_codes(one, [wanted(start=start, source="W-02")], new_id=numbering(), at="2018-05-01T08:00:00Z")
        for one in (study.within(["W-02"]), study)
    ]
    assert told[0] == told[1]


@pytest.mark.parametrize("part", [False, True])
def test_removing_what_is_not_there(*, part: bool) -> None:
    study = builder().study()
    with pytest.raises(UnknownName):
        remove_codings(part_with(study, ["K-09"]) if part else study, ["K-09"])


def test_a_retired_code_takes_nothing_new_and_keeps_what_it_has() -> None:
    old = Code(
        id="LAMA",
        name="Lama",
        definition="Kode lama.",
        status=CodeStatus.RETIRED,
        history=(CodeChange(date="2018-04-01", kind="merged", others=("DISIPLIN",)),),
    )
    made = builder().add(old).code("W-01", "Datang pagi", "LAMA")
    with pytest.raises(RetiredCode) as caught:
        applied(made, wanted(code="LAMA", start=16, end=27))
    assert (caught.value.code, caught.value.instead) == ("LAMA", ("DISIPLIN",))
    said = applied(made, wanted(code="LAMA", valence=Valence.NEGATIVE))
    assert [coding.code for coding in said.changed] == ["LAMA"]
