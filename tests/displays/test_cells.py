"""What stands in a cell and why: the choice of quotations, the marks, the explanation of a blank."""

from __future__ import annotations

from typing import Any

import pytest

from qualcode import displays
from qualcode.displays._quotes import chosen
from qualcode.displays._result import Blank, MatrixCell
from qualcode.model import DataMark, Directness, EvidenceMark, GuideQuestion, Technique
from qualcode.reduction.coded import coded
from tests.builders import StudyBuilder

SAYINGS = (
    "Satu dua tiga empat lima enam tujuh delapan sembilan sepuluh.",
    "Dua kata ini pendek.",
    "Ketiga ini juga terdiri atas lebih dari delapan kata semuanya.",
    "Keempat ini kabar dari orang lain yang panjangnya juga sedang saja.",
)


def study_of(*sayings: dict[str, Any], roles: tuple[str, ...] = ("Staf",)) -> StudyBuilder:
    """One focus; each saying is an interview of its own informant, roles in turn."""
    made = StudyBuilder().focus("A", "Hal")
    for at, saying in enumerate(sayings, 1):
        who = saying.pop("who", f"I-{at:02d}")
        if not any(getattr(record, "id", "") == who for record in made.records):
            made.informant(who, roles[(at - 1) % len(roles)])
        made.interview(f"W-{at:02d}", who, f"P: Apa?\nI: Ucapan {at} ini.", date=saying.pop("date", "2018-03-12"))
        made.code(f"W-{at:02d}", f"Ucapan {at} ini.", "A", saying.pop("valence", ""), **saying)
    return made


def cell_of(made: StudyBuilder, row: str = "Staf", rows: str = "role") -> MatrixCell:
    return displays.load("role-ordered-matrix").build(made.study(), rows=rows).cell(row, "A")


def quoted(made: StudyBuilder, most: int | None) -> list[str]:
    return [one.segment.quote for one in chosen(coded(made.study()), most)]


def one_interview(*codings: tuple[int, str, Directness | None]) -> StudyBuilder:
    text = "\n".join(f"P: Apa?\nI: {saying}" for saying in SAYINGS)
    made = StudyBuilder().focus("A").informant("I-01", "Staf").interview("W-01", "I-01", text)
    for at, valence, directness in codings:
        made.code("W-01", SAYINGS[at], "A", valence, directness=directness)
    return made


def test_first_hand_goes_before_hearsay_and_moderate_before_short() -> None:
    first, heard = Directness.FIRST_HAND, Directness.HEARSAY
    made = one_interview((3, "+", heard), (1, "+", first), (0, "+", first))
    assert quoted(made, 1) == [SAYINGS[0]]
    assert quoted(made, 2) == [SAYINGS[0], SAYINGS[1]]


def test_a_sign_not_yet_quoted_goes_before_the_rest() -> None:
    first, heard = Directness.FIRST_HAND, Directness.HEARSAY
    made = one_interview((0, "+", first), (2, "+", first), (3, "-", heard))
    assert quoted(made, 2) == [SAYINGS[0], SAYINGS[3]]


def test_a_valence_goes_before_none() -> None:
    made = one_interview((0, "", Directness.FIRST_HAND), (2, "-", Directness.FIRST_HAND))
    assert quoted(made, 1) == [SAYINGS[2]]


def test_two_coders_of_one_passage_give_one_quotation() -> None:
    made = one_interview((0, "+", None))
    made.code("W-01", "dua tiga empat lima", "A", "+", coder="bayu").code("W-01", SAYINGS[0], "A", "+", coder="bayu")
    assert len(quoted(made, None)) == 1


def test_quotations_stand_in_source_order() -> None:
    made = one_interview((2, "+", Directness.FIRST_HAND), (0, "-", Directness.HEARSAY))
    assert quoted(made, 2) == [SAYINGS[0], SAYINGS[2]]


def test_hearsay_marks_a_cell_only_where_all_is_hearsay() -> None:
    heard, first = Directness.HEARSAY, Directness.FIRST_HAND
    assert EvidenceMark.HEARSAY in cell_of(study_of({"directness": heard}, {"directness": heard})).evidence_marks
    assert EvidenceMark.HEARSAY not in cell_of(study_of({"directness": heard}, {"directness": first})).evidence_marks
    assert EvidenceMark.HEARSAY not in cell_of(study_of({"directness": heard}, {})).evidence_marks


def test_inference_is_marked_and_a_mixture_with_hearsay_shows_both() -> None:
    inferred = Directness.INFERENCE
    assert cell_of(study_of({"directness": inferred}), "I-01", "informant").evidence_marks == (EvidenceMark.INFERENCE,)
    both = study_of({"directness": inferred}, {"directness": Directness.HEARSAY, "who": "I-01"})
    assert cell_of(both, "I-01", "informant").evidence_marks == (EvidenceMark.INFERENCE, EvidenceMark.HEARSAY)


def test_conflict_is_between_carriers_not_within_one() -> None:
    assert EvidenceMark.CONFLICT in cell_of(study_of({"valence": "+"}, {"valence": "-"})).evidence_marks
    assert EvidenceMark.CONFLICT not in cell_of(study_of({"valence": "+"}, {"valence": "±"})).evidence_marks
    alone = one_interview((0, "+", None), (2, "-", None))
    assert EvidenceMark.CONFLICT not in cell_of(alone, "I-01", "informant").evidence_marks


def test_single_belongs_to_rows_of_several_informants_alone() -> None:
    two = study_of({"valence": "+"}, {"valence": "+", "date": "2018-03-13"})
    two.sheet("O-01", "petugas datang", Technique.OBSERVATION, date="2018-03-14").informant("I-09", "Staf")
    assert EvidenceMark.SINGLE in cell_of(two).evidence_marks  # one technique
    assert EvidenceMark.SINGLE not in cell_of(two, "I-01", "informant").evidence_marks
    assert EvidenceMark.SINGLE not in cell_of(study_of({"valence": "+"})).evidence_marks  # a role of one informant


def test_single_is_no_mark_of_a_column_of_one_informant() -> None:
    made = study_of({"valence": "+"}, {"valence": "-"})
    turned = displays.load("role-ordered-matrix").build(made.study(), rows="code", columns="informant")
    assert turned.cell("A", "I-01").evidence_marks == ()


@pytest.mark.parametrize(
    ("linked", "roles", "mark"),
    [
        ("asked", (), DataMark.MISSING),
        ("other", (), DataMark.NOT_ASKED),
        ("other", ("Lurah",), DataMark.NOT_APPLICABLE),
        ("none", (), None),
    ],
)
def test_a_blank_is_explained_by_what_was_asked(linked: str, roles: tuple[str, ...], mark: DataMark | None) -> None:
    from dataclasses import replace

    from qualcode.model import Block, BlockKind

    made = (
        StudyBuilder().focus("A").focus("B").informant("I-01", "Staf").interview("W-01", "I-01", "P: Apa?\nI: Begini.")
    )
    made.code("W-01", "Begini.", "B")
    if linked != "none":
        made.add(
            GuideQuestion(id="Q-1", text="A?", focus="A", roles=roles), GuideQuestion(id="Q-2", text="B?", focus="B")
        )
    question = {"asked": "Q-1", "other": "Q-2", "none": None}[linked]
    made.records = [
        replace(one, question=question) if isinstance(one, Block) and one.kind is BlockKind.QUESTION else one
        for one in made.records
    ]
    cell = cell_of(made, "I-01", "informant")
    assert cell.data_mark is mark
    assert cell.blank is (None if mark else Blank.ERROR)
    assert cell.proposed is (mark is not None)


def test_not_knowing_is_a_mark_and_never_a_quotation() -> None:
    cell = cell_of(study_of({"dont_know": True}), "I-01", "informant")
    assert cell.data_mark is DataMark.DOES_NOT_KNOW
    assert cell.entries == ()
    beside = one_interview((0, "+", None)).code("W-01", SAYINGS[1], "A", dont_know=True)
    assert [entry.text for entry in cell_of(beside, "I-01", "informant").entries] == [SAYINGS[0], "+"]


def test_a_role_takes_a_mark_only_where_every_informant_has_one() -> None:
    made = study_of({"dont_know": True}, {"dont_know": True})
    assert cell_of(made).data_mark is DataMark.DOES_NOT_KNOW
    silent = study_of({"valence": "+"}, roles=("Lurah",)).informant("I-08", "Staf").informant("I-09", "Staf")
    assert cell_of(silent).blank is Blank.ERROR
