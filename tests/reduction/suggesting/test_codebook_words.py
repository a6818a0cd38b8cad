"""The codebook's own words speak where no keyword does, and only there."""

from __future__ import annotations

from qualcode.model import Code
from qualcode.reduction.suggestion import Suggestion, suggest_for
from tests.builders import StudyBuilder

TURNS = """P: Bagaimana lampu di sini?
I: Terang, tidak pernah padam.
P: Lalu alat di ruang rawat?
I: Tensimeter dan infus tinggal sedikit.
P: Selebihnya bagaimana?
I: Ya begitulah, terima kasih sudah mampir.
P: Kalau pulang?
I: Mampir ke pasar dulu."""


def study_with(*more: Code) -> StudyBuilder:
    made = StudyBuilder().informant("I-01", "Perawat").interview("W-01", "I-01", TURNS)
    return made.add(
        Code(id="SARANA", name="Sarana", definition="Alat kesehatan dan tensimeter.", keywords=("genset",), order=0),
        Code(id="LISTRIK", name="Listrik", keywords=("lampu",), order=1),
        *more,
    )


def found_in(made: StudyBuilder) -> dict[str, Suggestion]:
    return {one.id: one for one in suggest_for(made.study(), "W-01")}


def test_words_of_the_definition_propose_a_code_where_no_keyword_stands() -> None:
    found = found_in(study_with())
    assert set(found) == {"W-01:2:LISTRIK", "W-01:4:SARANA"}
    told = [(part.text, part.why) for part in found["W-01:4:SARANA"].evidence]
    assert ("Tensimeter", "codebook") in told
    assert ("alat", "question") in told
    assert all(TURNS[part.start : part.end] == part.text for part in found["W-01:4:SARANA"].evidence)


def test_a_keyword_of_any_code_silences_the_definitions() -> None:
    found = found_in(study_with(Code(id="OBAT", name="Obat", keywords=("infus",), order=2)))
    assert set(found) == {"W-01:2:LISTRIK", "W-01:4:OBAT"}


def test_a_word_that_all_codes_have_tells_nothing() -> None:
    both = (
        Code(id=f"K{n}", name="Ada", definition="Orang yang mampir.", keywords=("genset",), order=n) for n in (2, 3)
    )
    made = StudyBuilder().informant("I-01", "Perawat").interview("W-01", "I-01", TURNS).add(*both)
    assert found_in(made) == {}


def test_a_code_above_is_proposed_with_the_one_below_it() -> None:
    below = Code(
        id="SARANA-PASAR", name="Pasar", definition="Jalan ke pasar.", keywords=("jembatan",), parent="SARANA", order=2
    )
    assert {"W-01:8:SARANA", "W-01:8:SARANA-PASAR"} <= set(found_in(study_with(below)))
