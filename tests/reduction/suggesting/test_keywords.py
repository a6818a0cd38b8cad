"""What a keyword is found in: words misspelt by a letter; judgements of the whole, and of one matter."""

from __future__ import annotations

import pytest

from qualcode.model import Code, Valence
from qualcode.reduction.suggestion import suggest_for
from tests.builders import StudyBuilder

CODES = (
    Code(id="LAYAN", name="Pelayanan", keywords=("pelayanan", "resepsionis"), order=0),
    Code(id="SARAPAN", name="Sarapan", keywords=("sarapan",), order=1),
    Code(
        id="KESAN",
        name="Kesan umum",
        definition="Penilaian atas penginapan secara keseluruhan.",
        keywords=("memuaskan",),
        order=2,
    ),
)


def found(answer: str) -> dict[str, list[str]]:
    """Code → the keywords found in an answer, as they stand there."""
    made = StudyBuilder().informant("I-01", "Tamu").interview("W-01", "I-01", f"P: Bagaimana?\nI: {answer}").add(*CODES)
    words = {
        one.code: [part.text for part in one.evidence if part.why == "keyword"]
        for one in suggest_for(made.study(), "W-01")
    }
    return {code: texts for code, texts in words.items() if texts}


@pytest.mark.parametrize("word", ["resepsionist", "resespionis", "resepionis", "resepsianis", "Resepsionisx"])
def test_a_word_that_no_dictionary_knows_is_the_keyword_that_it_misses_by_a_letter(word: str) -> None:
    assert found(f"Waktu itu {word} tidak ada.") == {"LAYAN": [word]}


@pytest.mark.parametrize("word", ["tesepsionis", "resepsi", "sasaran", "harapan"])
def test_other_words_are_not_taken_for_a_keyword(word: str) -> None:
    assert found(f"Waktu itu {word} tidak ada.") == {}


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("Sarapan biasa saja, selebihnya bagus.", {"SARAPAN": ["Sarapan"], "KESAN": ["selebihnya bagus"]}),
        ("Bagus sekali semuanya.", {"KESAN": ["Bagus sekali semuanya"]}),
        ("Sangat memuaskan.", {"KESAN": ["memuaskan"]}),
        ("Pelayanan memuaskan.", {"LAYAN": ["Pelayanan"]}),
        ("Pelayanan semuanya bagus.", {"LAYAN": ["Pelayanan"]}),
        ("Pelayanan lambat, tapi tetap memuaskan.", {"LAYAN": ["Pelayanan"], "KESAN": ["memuaskan"]}),
        ("Semua tamu datang malam.", {}),
    ],
)
def test_a_code_for_the_whole_goes_by_judgements_of_the_whole(answer: str, expected: dict[str, list[str]]) -> None:
    assert found(answer) == expected


def test_no_phrase_goes_across_the_end_of_a_sentence() -> None:
    phrase = Code(id="RAPAT", name="Rapat", keywords=("rapat desa",), order=3)
    made = StudyBuilder().informant("I-01", "Tamu").add(phrase)
    made.interview("W-01", "I-01", "P: Lalu?\nI: Ada rapat. Desa sepi.\nP: Terus?\nI: Ada rapat di desa.")
    assert [one.block for one in suggest_for(made.study(), "W-01") if one.evidence[0].why == "keyword"] == [4]


def test_a_judgement_of_the_whole_gives_its_valence() -> None:
    made = StudyBuilder().informant("I-01", "Tamu").add(*CODES)
    made.interview("W-01", "I-01", "P: Lalu?\nI: Selebihnya bagus.\nP: Lalu?\nI: Semuanya jelek.")
    assert {one.block: one.valence for one in suggest_for(made.study(), "W-01") if one.code == "KESAN"} == {
        2: Valence.POSITIVE,
        4: Valence.NEGATIVE,
    }
