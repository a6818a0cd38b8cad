"""Valence by clause and negation, and what valences given by hand teach."""

from __future__ import annotations

import pytest

from qualcode.language import load
from qualcode.model import Code, Valence
from qualcode.reduction.suggesting.valence import Judged, clauses_of
from qualcode.reduction.suggesting.valence_learning import LIST_ALONE
from qualcode.reduction.suggestion import learn, suggest_for
from tests.builders import StudyBuilder

PIPELINE = load()

SENTENCES = {
    "Petugasnya ramah, tapi ruangannya sempit.": ("Petugasnya", "+"),
    "Petugasnya cukup baik, hanya saja printernya sering rusak.": ("printernya", "-"),
    "Suratnya tidak pernah salah.": ("Suratnya", "+"),
    "Petugasnya tidak ramah sama sekali.": ("Petugasnya", "-"),
    "Loketnya kurang terang.": ("Loketnya", "-"),
    "Jaringan nggak lambat lagi sekarang.": ("Jaringan", "+"),
    "Di sini tidak ada pungli, Mbak.": ("pungli", "+"),
    "Tolong kursinya ditambah.": ("kursinya", "-"),
    "Kebersihan kantornya perlu ditingkatkan.": ("Kebersihan", "-"),
    "Genset ada dan berfungsi.": ("Genset", "+"),
    "Genset tidak berfungsi.": ("Genset", "-"),
    "Pegawainya baik, Bu Sari sabar, tapi jaringannya mati terus.": ("jaringannya", "-"),
    "Antreannya terlalu panjang.": ("Antreannya", "-"),
    "Gedungnya biru.": ("Gedungnya", None),
    "Kamarnya bersih tapi sangat bau.": ("Kamarnya", "+"),
    "Belum tepat waktu juga jamnya.": ("jamnya", "-"),
    "Jam pelayanannya sesuai.": ("Jam", "+"),
    "Loketnya bersih, loketnya kotor.": ("Loketnya", "+"),
}


@pytest.mark.parametrize("text", SENTENCES)
def test_the_clause_around_the_evidence_decides(text: str) -> None:
    word, expected = SENTENCES[text]
    tokens, _ = PIPELINE.analyse(text)
    at = next(n for n, token in enumerate(tokens) if token.text == word)
    assert Judged(tokens).leaning([(at, at + 1)]).sign == (Valence(expected) if expected else None)


def test_both_where_two_pieces_of_evidence_disagree_as_clearly() -> None:
    tokens, _ = PIPELINE.analyse("Loketnya bersih, tapi loketnya kotor.")
    places = [(n, n + 1) for n, token in enumerate(tokens) if token.norm == "loketnya"]
    assert Judged(tokens).leaning(places).sign is Valence.BOTH


def test_a_phrase_that_is_the_evidence_does_not_judge_itself() -> None:
    tokens, _ = PIPELINE.analyse("Air hangat rusak.")
    assert Judged(tokens).leaning([(0, 2)]).sign is Valence.NEGATIVE


def test_clauses_end_at_marks_and_turns() -> None:
    tokens, _ = PIPELINE.analyse("Bersih, tapi bau. Selebihnya baik")
    assert [[tokens[at].norm for at in clause.words] for clause in clauses_of(tokens)] == [
        ["bersih"],
        ["tetapi", "bau"],
        ["selebihnya", "baik"],
    ]


def taught(odd: str, even: str = "kilat", count: int = 60) -> StudyBuilder:
    """Queues that are ``odd`` are told of as bad, ``even`` ones as good."""
    made = StudyBuilder().informant("I-01", "Warga").add(Code(id="ANTRE", name="Antrean", keywords=("antre",)))
    for source in range(1, 5):
        lines = [f"{n:03d} kami antre {odd if n % 2 else even} di depan." for n in range(count // 4)]
        made.interview(f"W-{source:02d}", "I-01", "\n".join(f"P: Lalu?\nI: {line}" for line in lines))
        for n, line in enumerate(lines):
            if (source, n) != (4, 7):
                made.code(f"W-{source:02d}", line, "ANTRE", "-" if n % 2 else "+")
    return made


def test_valences_given_by_hand_teach_words_that_no_list_has() -> None:
    study = taught("mengular").study()
    model = learn(study)
    assert model.valences.columns
    (left,) = suggest_for(study, "W-04", model)
    assert left.valence is Valence.NEGATIVE
    assert suggest_for(taught("mengular", count=40).study(), "W-04")[0].valence is None


def test_where_the_list_is_always_right_it_stays_alone() -> None:
    study = taught("rusak", "cepat").study()
    assert learn(study).valences == LIST_ALONE
    (left,) = suggest_for(study, "W-04")
    assert left.valence is Valence.NEGATIVE
