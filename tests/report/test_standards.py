"""The standards of trustworthiness: every line counted, statements the researcher's, waivers in the log."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qualcode import report
from qualcode.model import Passage, Reply, Verification
from qualcode.report.layout import lay_out
from qualcode.report.profile import load_profile
from tests.builders import StudyBuilder
from tests.conclusions.office import discipline, office


def chapter(build: StudyBuilder) -> str:
    return lay_out(report.build(build.study()), "md")


def test_each_line_is_counted_from_the_study() -> None:
    build = office()
    served = build.segment("W-05", "Tidak pernah menunggu, langsung dilayani.").id
    build.add(discipline(build, evidence_against=(served,), caveats=("Tidak selalu.",)))
    text = chapter(build)
    rows = text[text.index("Patokan keabsahan data dan bukti yang tersedia\n") :]
    assert "| Kredibilitas (derajat kepercayaan) |" in rows
    for line in (
        "Triangulasi dengan hasil yang dinyatakan peneliti: 0 dari 1 temuan",
        "Bukti negatif dicari atau dicatat: 1 dari 1 temuan",
        "Pengecekan anggota: 0 dari 1 temuan, oleh 0 dari 6 informan",
        "Batas berlakunya dicatat: 1 dari 1 temuan",
        "Perbandingan pengode belum dilakukan",
        "Kutipan bukti yang sama persis dengan teks sumber: 3 dari 3",
        "Peran yang diwawancarai: 3 dari 3",
        "Sumber data: 8; periode atau bulan: 2",
    ):
        assert line in rows


def test_a_statement_of_the_researcher_takes_the_place_of_its_slot() -> None:
    build = office()
    build.add(
        discipline(build), Passage(id="4.6.c", section="4.6", slot="credibility", text="Dapat dipercaya karena dicek.")
    )
    text = chapter(build)
    assert "Dapat dipercaya karena dicek." in text
    assert "[ISI: pernyataan peneliti tentang kredibilitas" not in text
    assert "[ISI: pernyataan peneliti tentang konfirmabilitas" in text


def test_replies_and_waivers_stand_in_the_log_of_verifications() -> None:
    build = office()
    reply = Reply(ask="pattern", text="Pagi berbeda dari siang.")
    build.add(
        discipline(build),
        Verification(id="V-01", tactic="patterns", target="finding:T-01", replies=(reply,)),
        Verification(id="V-02", tactic="metaphors", target="finding:T-01", waiver="Tidak ada perumpamaan."),
    )
    text = chapter(build)
    assert "| T-01 | Mencatat pola | tanpa tanggal | Pagi berbeda dari siang. |" in text
    assert "Ditiadakan dengan alasan: Tidak ada perumpamaan." in text


@pytest.mark.parametrize(
    ("author", "word"), [("sugiyono", "Analisis kasus negatif"), ("moleong", "Kajian kasus negatif")]
)
def test_a_campus_names_the_techniques_by_its_author(author: str, word: str) -> None:
    build = office()
    search = Verification(id="V-01", tactic="negative-evidence", target="finding:T-01", done="Dibaca ulang.")
    build.add(discipline(build), search)
    profile = replace(load_profile("umum"), validity_terms=author)
    text = lay_out(report.build(build.study(), profile=profile), "md")
    assert f"| T-01 | {word} |" in text
