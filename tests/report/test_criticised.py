"""Checks of what supervisors and examiners criticise: in prose, in fieldwork, in the shape of a chapter."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import pytest

from qualcode import report
from qualcode.errors import BadTemplate
from qualcode.model import Attribute, Code, Finding, MemberAnswer, Passage, Permit, Project, Verification
from qualcode.report.check_words import WORDS
from qualcode.report.profile import load_profile
from tests.builders import StudyBuilder
from tests.report.office import LATE, builder, concluded


def found(build: StudyBuilder, key: str, chapter: str = "bab-4", **options: Any) -> list[str]:
    made = build.study()
    return [one.what for one in report.check(made, report.build(made, chapter, **options)) if one.key == key]


def wrote(text: str, language: str = "id") -> StudyBuilder:
    build = concluded(language)
    build.add(Passage(id="p", section="discussion", slot="discussion", focus="JUJUR", text=text))
    return build


@pytest.mark.parametrize(
    ("text", "hit"),
    [
        ("Kantor dimana warga menunggu itu sempit.", "dimana"),
        ("Hasil yang mana sudah dibahas.", "yang mana"),
        ("Dari hasil wawancara menunjukkan keterlambatan.", "Dari hasil wawancara menunjukkan"),
        ("Menurut Lurah mengatakan bahwa loket ramai.", "Menurut Lurah mengatakan"),
        ("Berdasarkan data di atas, maka loket ramai.", "Berdasarkan data di atas, maka"),
        ("Disiplin adalah merupakan kunci.", "adalah merupakan"),
        ("Sangat ramai sekali.", "Sangat ramai sekali"),
        ("Beberapa informan-informan terlambat.", "Beberapa informan-informan"),
        ("Penelitian terdiri dari dua tahap.", "terdiri dari"),
        ("Prosentase keterlambatan naik.", "Prosentase"),
        ("Kerja sama antar pegawai baik.", "antar pegawai"),
        ("Berkas diatas meja.", "diatas"),
        ("Pengamatan di lakukan pagi hari.", "di lakukan"),
        ("Para responden setuju.", "responden"),
        ("Terbukti disiplin rendah.", "Terbukti"),
        ("Loket selalu sepi.", "selalu"),
        ("Sebagian besar informan terlambat.", "Sebagian besar"),
        ("40 persen informan terlambat.", "40 persen informan"),
        ("Saya menunggu di loket.", "Saya"),
        ("Loket ramai. Sehingga warga menunggu.", "Sehingga warga menunggu."),
        ("Loket ramai. 12 orang menunggu.", "12 orang menunggu."),
        ("Wawancara pada [tgl] di kantor.", "[tgl]"),
    ],
)
def test_a_criticised_wording_is_named_with_what_is_better(text: str, hit: str) -> None:
    hits = [one for one in found(wrote(text), "wording") if one.startswith("p: ")]
    assert any(f"“{hit}”" in one for one in hits), hits
    assert all(" → " in one for one in hits)


@pytest.mark.parametrize(
    "text",
    [
        "Lurah menyatakan, “Saya selalu datang, responden juga.”",
        "Loket dibuka pukul 07.30 dan ditutup pukul 16.00.",
        "Pada 2017 diterbitkan 2.880 surat.",
        "Janji tidak selalu ditepati.",
        "Sebagian besar (8 dari 14 informan) terlambat.",
        "Izin diberikan sehingga pengamatan dapat dilakukan.",
        "Di mana loket itu?",
    ],
)
def test_what_is_right_or_quoted_is_left_alone(text: str) -> None:
    assert [one for one in found(wrote(text), "wording") if one.startswith("p: ")] == []


def test_a_key_of_a_work_in_prose_is_asked_for_as_a_citation() -> None:
    assert found(wrote("Disiplin menurut teori (hasibuan2002)."), "key_bare") == ["p: hasibuan2002 → [@hasibuan2002]"]
    assert found(wrote("Disiplin menurut teori [@hasibuan2002; @lain]."), "key_bare") == []


def test_the_list_of_words_can_be_changed_and_an_error_in_it_is_named(tmp_path: Path) -> None:
    own = tmp_path / "templates" / "umum" / "wording.id.toml"
    own.parent.mkdir(parents=True)
    own.write_text("[[kata]]\ncari = 'kantor'\nlebih_baik = \"kelurahan\"\n", encoding="utf-8")
    profile = load_profile("umum", tmp_path)
    assert any("kelurahan" in one for one in found(wrote("Di kantor itu."), "wording", profile=profile))
    own.write_text("[[kata]]\ncari = '(kantor'\nlebih_baik = \"x\"\n", encoding="utf-8")
    from qualcode.report.wording import words

    words.cache_clear()
    with pytest.raises(BadTemplate) as caught:
        found(wrote("Di kantor itu."), "wording", profile=profile)
    assert caught.value.line == 2
    words.cache_clear()


def test_english_prose_has_a_list_of_its_own() -> None:
    assert any("respondents" in one for one in found(wrote("The respondents agree.", "en"), "wording"))


def test_a_mention_of_a_table_that_is_not_there_is_named() -> None:
    assert found(wrote("Lihat Tabel 4.99 dan Tabel 4.1."), "mention_unknown") == ["Tabel 4.99"]


@pytest.mark.parametrize(
    ("profile", "text", "unknown"),
    [
        ("unhas-2023", "Lihat Tabel 99 dan Tabel 1.", "Tabel 99"),
        ("umum", "Lihat Tabel 99 dan Gambar 4.98", "Gambar 4.98"),
    ],
)
def test_mentions_are_read_by_the_numbers_of_the_layout(profile: str, text: str, unknown: str) -> None:
    assert found(wrote(text), "mention_unknown", profile=profile) == [unknown]


def test_a_sentence_that_stands_in_two_passages_is_named() -> None:
    same = "Kedatangan pagi membaik sesudah mesin sidik jari dipasang di kantor."
    build = wrote(same)
    build.add(Passage(id="q", section="4.3", slot="closing", focus="JUJUR", text=f"Lain. {same}"))
    assert len(found(build, "sentence_twice")) == 1


def test_a_section_of_quotations_alone_is_named() -> None:
    build = concluded()
    long = " ".join(["kata"] * 300)
    build.interview("W-90", "I-03", f"P: Apa?\nI: {long}.\nI: {long} lagi.\n", date="2018-03-15")
    build.code("W-90", f"{long}.", "JUJUR", "-").code("W-90", f"{long} lagi.", "JUJUR", "+")
    assert any("Kejujuran" in one for one in found(build, "quoted_share"))


@pytest.mark.parametrize(
    ("permit", "key"),
    [
        (Permit(issuer="x", date="2018-03-14"), "source_before_permit"),
        (Permit(issuer="x", date="2018-03-01", valid_until="2018-03-13"), "source_after_permit"),
    ],
)
def test_quoted_sources_outside_the_permit_are_named(permit: Permit, key: str) -> None:
    build = concluded()
    project = build.records[0]
    assert isinstance(project, Project)
    build.records[0] = dataclasses.replace(project, permits=(permit,))
    hits = found(build, key)
    assert hits
    assert all(one.startswith(("W-", "O-")) for one in hits)
    assert found(concluded(), key) == []


@pytest.mark.parametrize(
    ("date", "clashes"), [("2018-03-14", ["W-90: Senin ≠ 2018-03-14"]), ("2018-03-12", []), ("2018-03", [])]
)
def test_a_weekday_that_is_not_that_of_the_date_is_named(date: str, clashes: list[str]) -> None:
    build = concluded()
    header = (Attribute(name="Hari/Tanggal", value="Senin, 14 Maret 2018"), Attribute(name="Tempat", value="Rabu"))
    build.interview("W-90", "I-03", "P: Apa?\nI: Antre sampai siang.\n", date=date, header=header)
    build.code("W-90", "Antre sampai siang.", "JUJUR", "-")
    assert found(build, "source_weekday") == clashes


def test_what_belongs_to_no_focus_is_named() -> None:
    build = concluded()
    assert found(build, "finding_without_focus") == found(build, "code_without_focus") == []
    build.add(Finding(id="T-09", text="Sanksi jarang diberikan."), Code(id="SANKSI", name="Sanksi", order=90))
    build.code("W-03", LATE, "SANKSI", "-")
    assert found(build, "finding_without_focus") == ["T-09"]
    assert found(build, "code_without_focus") == []
    build.interview("W-91", "I-04", "P: Lalu?\nI: Potongannya tetap berjalan.\n")
    build.code("W-91", "Potongannya tetap berjalan.", "SANKSI", "-")
    assert found(build, "code_without_focus") == ["SANKSI: 1"]


def promised(text: str, language: str = "id") -> list[str]:
    build = builder(language)
    build.add(Passage(id="p", section="trustworthiness", slot="procedure", text=text))
    return found(build, "technique_unrecorded")


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Keabsahan diperiksa dengan triangulasi sumber.", "triangulasi sumber"),
        ("Dilakukan analisis kasus negatif.", "analisis kasus negatif"),
        ("Hasilnya dibawa ke *member check*.", "member check"),
        ("Dilakukan pengecekan anggota.", "pengecekan anggota"),
        ("Peneliti melakukan diskusi dengan teman sejawat.", "diskusi dengan teman sejawat"),
        ("Digunakan triangulasi teori.", "triangulasi teori"),
        ("Dilakukan triangulasi penyidik.", "triangulasi penyidik"),
    ],
)
def test_a_technique_that_is_promised_and_not_recorded_is_named(text: str, named: str) -> None:
    assert promised(text) == [f"p: “{named}”"]


@pytest.mark.parametrize(
    "text",
    [
        "Pengecekan anggota tidak dilakukan.",
        "Dilakukan perpanjangan pengamatan.",
        "Dilakukan triangulasi waktu.",
        "Rapi.",
    ],
)
def test_a_technique_that_was_left_out_or_that_the_study_shows_is_not_named(text: str) -> None:
    assert promised(text) == []


def test_a_technique_is_not_named_where_its_record_stands() -> None:
    words = "Triangulasi teknik, kajian kasus negatif, dan member check dilakukan."
    build = concluded()
    build.add(Passage(id="p", section="trustworthiness", slot="procedure", text=words))
    assert found(build, "technique_unrecorded") == []
    assert promised("A member check and peer debriefing were done.", "en") == [
        "p: “member check”",
        "p: “peer debriefing”",
    ]


def test_evidence_that_no_technique_has_is_an_error_of_the_file(tmp_path: Path) -> None:
    folder = tmp_path / "templates" / "umum"
    folder.mkdir(parents=True)
    (folder / "wording.id.toml").write_text("[[janji]]\ncari = 'audit'\nbukti = 'audit'\n", "utf-8")
    with pytest.raises(BadTemplate, match="triangulasi, waktu"):
        found(concluded(), "technique_unrecorded", profile=load_profile("umum", tmp_path))


def test_a_focus_without_conclusion_a_finding_without_theory_and_one_that_nothing_opposes() -> None:
    build = concluded()
    assert found(build, "focus_without_conclusion") == ["DISIPLIN", "JUJUR", "DUKUNG", "HAMBAT"]
    assert found(build, "finding_without_theory") == ["T-02"]
    assert found(build, "finding_unopposed") == ["T-02"]
    build.add(Passage(id="5.1.J", section="5.1", slot="conclusion", focus="JUJUR", text="Belum."))
    assert "JUJUR" not in found(build, "focus_without_conclusion")


def test_one_voice_that_speaks_for_many_is_named() -> None:
    build = concluded()
    late = build.segment("W-03", LATE).id
    build.add(Finding(id="T-09", focuses=("JUJUR",), text="Semua warga kecewa.", evidence_for=(late,)))
    assert found(build, "one_voice_generalised") == ["T-09: “Semua”"]


def test_an_undated_member_check_is_named() -> None:
    build = concluded()
    answers = (MemberAnswer(informant="I-01", agrees=True),)
    build.add(Verification(id="V-09", tactic="member-check", target="finding:T-02", answers=answers))
    assert found(build, "member_check_undated") == ["T-02"]


def test_et_al_beside_dkk_is_named() -> None:
    assert found(wrote("Miles et al. menulis demikian."), "and_others_mixed") == ["p: et al. → dkk."]


def test_every_check_has_its_words() -> None:
    import re

    package = Path(report.__file__).parent
    keys = {
        key
        for path in package.glob("*.py")
        for key in re.findall(r'(?:flagged\(\s*|key=)"([a-z_]+)"', path.read_text("utf-8"))
    }
    assert keys - set(WORDS) <= {"type"}


def test_appendices_are_spared_what_text_alone_can_have_wrong() -> None:
    build = wrote("Para responden setuju.")
    assert found(build, "wording", "lampiran") == []
