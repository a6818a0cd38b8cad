"""Suggestions: what is proposed and why, what is left out, and what becomes of a yes and a no."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qualcode.errors import UnknownName
from qualcode.model import Block, Code, CodeStatus, Coding, Consent, ConsentForm, ReviewedSuggestion, Segment, Valence
from qualcode.reduction.suggestion import UnitKind, accept, learn, reject, suggest_for
from tests.builders import StudyBuilder

TURNS = """P: Jam berapa loket buka?
I: Loket buka jam delapan. Kadang terlambat.
P: Pernah diminta uang?
I: Tidak pernah, gratis saja.
P: Ada lagi?
I: Cuaca hari ini panas."""
NOW = "2018-03-12T00:00:00Z"


def builder() -> StudyBuilder:
    made = StudyBuilder().informant("I-01", "Lurah").interview("W-01", "I-01", TURNS)
    return made.add(
        Code(id="DISIPLIN", name="Kedisiplinan", keywords=("terlambat", "loket buka"), order=0),
        Code(id="JUJUR", name="Kejujuran", keywords=("uang",), order=1),
        Code(id="JUJUR-GRATIS", name="Tanpa pungutan", keywords=("gratis",), parent="JUJUR", order=2),
    )


def ids(made: StudyBuilder, **options: object) -> list[str]:
    study = made.study()
    return [one.id for one in suggest_for(study, "W-01", learn(study), **options)]  # type: ignore[arg-type]


def test_keywords_are_the_reasons_as_they_stand_in_the_text() -> None:
    study = builder().study()
    found = {one.id: one for one in suggest_for(study, "W-01")}
    assert set(found) == {"W-01:2:DISIPLIN", "W-01:4:JUJUR", "W-01:4:JUJUR-GRATIS"}
    discipline = found["W-01:2:DISIPLIN"]
    assert [(part.text, part.why) for part in discipline.evidence if part.why == "keyword"] == [
        ("Loket buka", "keyword"),
        ("terlambat", "keyword"),
    ]
    assert all(TURNS[part.start : part.end] == part.text for one in found.values() for part in one.evidence)
    assert ("uang", "question") in [(part.text, part.why) for part in found["W-01:4:JUJUR"].evidence]


def test_everything_scores_each_unit_and_code() -> None:
    study = builder().study()
    found = suggest_for(study, "W-01", everything=True)
    assert len(found) == 3 * 3
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
    assert all(0 <= one.score <= 1 for one in found)


def test_sentences_are_units_of_their_own() -> None:
    made = builder()
    found = suggest_for(made.study(), "W-01", unit=UnitKind.SENTENCE, codes=["DISIPLIN"], everything=True)
    assert {one.id.count(".") for one in found} == {1}


def test_what_is_coded_or_rejected_or_no_data_is_left_out() -> None:
    assert ids(builder().code("W-01", "Kadang terlambat", "DISIPLIN")) == ["W-01:4:JUJUR", "W-01:4:JUJUR-GRATIS"]
    coded_below = builder().code("W-01", "gratis saja", "JUJUR-GRATIS")
    assert ids(coded_below) == ["W-01:2:DISIPLIN"]
    marked = builder()
    marked.records = [
        replace(record, irrelevant="basa-basi") if isinstance(record, Block) and record.number == 2 else record
        for record in marked.records
    ]
    assert "W-01:2:DISIPLIN" not in ids(marked)
    gone = Consent(id="PS-01", informant="I-01", form=ConsentForm.SIGNED, date="2018-03-01", withdrawn_on="2018-04-01")
    assert ids(builder().add(gone)) == []


def test_retired_codes_are_not_proposed() -> None:
    made = StudyBuilder().informant("I-01", "Lurah").interview("W-01", "I-01", TURNS)
    assert ids(made.add(Code(id="LAMA", name="Lama", keywords=("loket",), status=CodeStatus.RETIRED))) == []


def test_yes_makes_a_coding_and_keeps_where_it_came_from() -> None:
    made = builder()
    study = made.study()
    numbers = iter(range(1, 9))
    answered = accept(
        study, ["W-01:2:DISIPLIN"], coder="rani", new_id=lambda prefix: f"{prefix}-{next(numbers):02d}", at=NOW
    )
    (coding,) = answered.applied.added
    assert (coding.code, coding.coder) == ("DISIPLIN", "rani")
    kinds = [type(record) for record in answered.records]
    assert kinds == [Segment, Coding, ReviewedSuggestion]
    assert answered.records[-1] == ReviewedSuggestion(
        suggestion="W-01:2:DISIPLIN",
        coder="rani",
        source="W-01",
        start=TURNS.index("Loket"),
        end=TURNS.index("\nP: Pernah"),
        code="DISIPLIN",
        accepted=True,
        percent=answered.records[-1].percent,  # type: ignore[union-attr]
        at=NOW,
    )
    assert ids(made.add(*answered.records)) == ["W-01:4:JUJUR", "W-01:4:JUJUR-GRATIS"]


def test_what_was_rejected_stays_rejected_for_its_coder() -> None:
    made = builder()
    made.add(*reject(made.study(), ["W-01:2:DISIPLIN"], coder="rani", at=NOW).records)
    assert "W-01:2:DISIPLIN" not in ids(made, coder="rani")
    assert "W-01:2:DISIPLIN" not in ids(made)
    assert "W-01:2:DISIPLIN" in ids(made, coder="bayu")


@pytest.mark.parametrize("wrong", ["W-01:9:JUJUR", "W-09:2:JUJUR", "W-01:2:BOHONG", "ngawur", "W-01:1:JUJUR"])
def test_an_id_that_names_nothing_is_refused(wrong: str) -> None:
    with pytest.raises(UnknownName):
        reject(builder().study(), [wrong], coder="rani", at=NOW)


def test_valence_is_one_of_the_signs_or_open() -> None:
    assert {one.valence for one in suggest_for(builder().study(), "W-01")} <= {None, *Valence}
