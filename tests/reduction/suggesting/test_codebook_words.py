"""The codebook's own words speak where no keyword does, and only there."""

from __future__ import annotations

from qualcode.language import load
from qualcode.model import Code
from qualcode.reduction.suggesting.word_fields import word_fields
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


def test_the_words_of_one_code_stand_beside_the_keyword_of_another() -> None:
    found = found_in(study_with(Code(id="OBAT", name="Obat", keywords=("infus",), order=2)))
    assert set(found) == {"W-01:2:LISTRIK", "W-01:4:OBAT", "W-01:4:SARANA"}
    assert found["W-01:4:OBAT"].evidence[0].text == "infus"
    assert found["W-01:4:OBAT"].evidence[0].why == "keyword"


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


def test_words_of_the_same_field_and_talk_that_goes_on_propose_a_code() -> None:
    turns = "P: Soal bonus?\nI: Dapat amplop sekali setahun.\nP: Terus?\nI: Begitulah.\nP: Cuaca?\nI: Cerah."
    made = StudyBuilder().informant("I-01", "Guru").interview("W-01", "I-01", turns)
    made.add(
        Code(id="UPAH", name="Upah", definition="Gaji dan honor guru.", keywords=("tunjangan",), order=0),
        Code(id="GEDUNG", name="Gedung", definition="Ruang dan atap.", keywords=("plafon",), order=1),
    )
    found = found_in(made)
    assert [one for one in found if one.startswith("W-01:2:")] == ["W-01:2:UPAH"]
    assert ("amplop", "related") in [(part.text, part.why) for part in found["W-01:2:UPAH"].evidence]
    scores = {one.id: one.score for one in suggest_for(made.study(), "W-01", everything=True)}
    assert scores["W-01:4:UPAH"] > scores["W-01:6:UPAH"]
    beside = next(one for one in suggest_for(made.study(), "W-01", everything=True) if one.id == "W-01:4:UPAH")
    assert {part.why for part in beside.evidence} == {"before"}
    assert all(turns[part.start : part.end] == part.text for part in beside.evidence)


def test_no_code_is_surer_than_the_one_above_it() -> None:
    below = Code(id="SARANA-ALAT", name="Alat", definition="Tensimeter.", keywords=("infus",), parent="SARANA", order=2)
    scores = {one.id: one.score for one in suggest_for(study_with(below).study(), "W-01", everything=True)}
    assert all(scores[f"W-01:{block}:SARANA-ALAT"] <= scores[f"W-01:{block}:SARANA"] for block in (2, 4, 6, 8))


def test_the_listed_words_are_the_stems_that_texts_have() -> None:
    pipeline = load()
    words = sorted(word_fields())
    tokens = {token.text: token.stem for token in pipeline.analyse(" . ".join(words))[0]}
    assert [word for word in words if tokens.get(word, word) != word] == []
