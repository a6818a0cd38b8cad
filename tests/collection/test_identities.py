"""The scan for identifiers: what it finds, and what it leaves alone. All names and numbers are invented."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.collection.identities import HitKind, scan_study, scan_text, without_names
from qualcode.collection.privacy import is_judged
from qualcode.model import Event, EventKind, Memo, Stage, Statement
from qualcode.resources import shipped
from tests.builders import StudyBuilder
from tests.conftest import Run


@pytest.mark.parametrize(
    ("text", "found", "kind"),
    [
        ("Kata Pak Sumanto itu lama.", "Sumanto", HitKind.NAME),
        ("Haji Karmin yang punya toko", "Karmin", HitKind.NAME),
        ("oleh Hj. Wartini Aslamah, S.Sos., M.Si.", "Wartini Aslamah", HitKind.NAME),
        ("lalu Sumanto Hadi, S.Sos datang", "Sumanto Hadi", HitKind.NAME),
        ("saya bernama Karmin", "Karmin", HitKind.NAME),
        ("tunggu Bu Wartini Lurah baru", "Wartini", HitKind.NAME),
        ("NIK 0000003002120007", "0000003002120007", HitKind.NIK),
        ("nomor 00 00 00 300212 0007 itu", "00 00 00 300212 0007", HitKind.NIK),
        ("kartu keluarga 0000003002120007", "0000003002120007", HitKind.KK),
        ("19900230 201502 1 001", "19900230 201502 1 001", HitKind.NIP),
        ("kurang satu angka: 000000300212000", "000000300212000", HitKind.NIK),
        ("WA 0812-0000-0000 ya", "0812-0000-0000", HitKind.PHONE),
        ("+62 812 0000 0000", "+62 812 0000 0000", HitKind.PHONE),
        ("telepon (0000) 21000", "(0000) 21000", HitKind.PHONE),
        ("di Jl. Contoh Raya No. 0, sebelah", "Jl. Contoh Raya No. 0", HitKind.ADDRESS),
        ("warga RT 00/RW 00 sini", "RT 00/RW 00", HitKind.RT_RW),
        ("RT.00 RW.00", "RT.00 RW.00", HitKind.RT_RW),
        ("di Dusun Contohan saja", "Contohan", HitKind.VILLAGE),
        ("kirim ke contoh@contoh.invalid, ya", "contoh@contoh.invalid", HitKind.EMAIL),
        ("lihat di @contoh_rekaan", "@contoh_rekaan", HitKind.SOCIAL),
        ("saya lahir di Contohan, 30 Februari 1970", "Contohan, 30 Februari 1970", HitKind.BIRTH),
        ("Tempat, tanggal lahir : Contohan, 30-02-1970", "Contohan, 30-02-1970", HitKind.BIRTH),
        ("motor KT 0000 XX itu", "KT 0000 XX", HitKind.PLATE),
        ("NPWP 00.000.000.0-000.000", "00.000.000.0-000.000", HitKind.NPWP),
        ("rekening BRI 0000 123 45", "0000 123 45", HitKind.NUMBER),
    ],
)
def test_identifiers_are_found(text: str, found: str, kind: HitKind) -> None:
    (hit,) = scan_text(text)
    assert (hit.text, hit.kind) == (found, kind)
    assert text[hit.start : hit.end] == found


@pytest.mark.parametrize(
    "text",
    [
        "Pak Lurah dan Bu RT datang, Pak RW juga.",
        "Bapak kan tahu, Ibu juga tahu, Bu Sek tidak.",
        "Pak, Saya mau tanya. Iya, Mbak. Jangan begitu, Mas.",
        "Ibu Sekretaris Lurah memanggil Bapak Camat.",
        "07.20 07.45 08.00 08.15 lalu 12-03-2018 13-03-2018",
        "tahun 2015 2016 2017 2018 naik",
        "anggaran 1.250.000.000.000 rupiah",
        "Undang-Undang Nomor 25 Tahun 2009, PP 53 Tahun 2010",
        "warga jalan ke gang, nomor antrean 12, jam 08.15-08.30",
        "Pak [nama 1] dan I-03 di [tempat 2]",
        "SK tahun 2015 dan SK 12 Maret 2018",
        "Kantor Kelurahan dan Kelurahan itu",
    ],
)
def test_ordinary_words_are_left_alone(text: str) -> None:
    assert scan_text(text) == ()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Yang bantu Yusminah sama Kardi dari depan.", ["Yusminah", "Kardi"]),
        ("Katanya bidan Hasniah dan pak Haji Badarul.", ["Hasniah", "Badarul"]),
        ("Anak: Sitti, Rendi, sama ketuanya Muh. Arsyad Dg. Tompo.", ["Sitti", "Rendi", "Muh. Arsyad Dg. Tompo"]),
        ("Siapa?\nRendi. Ibunya, Tumini, di Malaysia.", ["Rendi", "Tumini"]),
        ("Kami ke Sungai Reban dan pasar Karangsewu.", ["Sungai Reban", "Karangsewu"]),
        ("Suratnya nomor 440/017/PKM/2018, nomor anggota 0456.", ["440/017/PKM/2018", "0456"]),
        ("Lahirnya 30 Pebruari 1965, IG budi.dagang, plat AB 1 QQ.", ["30 Pebruari 1965", "budi.dagang", "AB 1 QQ"]),
        ("Anak SMP itu lewat Posyandu, Puskesmas, dan Bank Mandiri, hari Rabu.", []),
        ("dibantu mbak yuni sama gus fahrul dari pondok", ["yuni", "fahrul"]),
        ("Kasnya dipegang bu siti aminah waktu itu.", ["siti aminah"]),
        ("Banyak. Wagiyem tidak dapat, mas. Ngurusin itu capek, pak.", ["Wagiyem"]),
        ("Yusminten: Saya tidak tahu.", ["Yusminten"]),
        ("Kosnya gang Melon 2 no 8, telepon kantor 0000 451 278.", ["gang Melon 2 no 8", "0000 451 278"]),
        (
            "HP saya 0 8 5 2 - 0000 - 3381, lahir tiga puluh Februari tahun enam puluh delapan ya",
            ["0 8 5 2 - 0000 - 3381", "tiga puluh Februari tahun enam puluh delapan"],
        ),
        ("Di Karangpucung nomor 14, di Shopee namanya tokoberkah.", ["Karangpucung nomor 14", "tokoberkah"]),
        ("Sahat jadi supir. Kata Etek Ros, si Yen nan manggaleh.", ["Sahat", "Ros", "Yen"]),
        ("sering diejek sama rehan, dafa. terus bu guru yuli marah", ["rehan", "dafa", "yuli"]),
        ("anak sy jaftan yg bungkus. transfer ke rek bca 0001122334 an suhendar", ["jaftan", "0001122334", "suhendar"]),
        ("Sekdes, Rohani, mencatat. Nama samaran saya Awan. Rifan namanya.", ["Rohani", "Awan", "Rifan"]),
        ("Pak Guru Yafet dari SDN Kebonagung 2, koperasinya Tunas Jaya.", ["Yafet", "SDN Kebonagung 2", "Tunas Jaya"]),
        (
            "WA-nya nol delapan lima dua, nol nol nol, tujuh satu. RT nol tiga RW nol dua.",
            ["nol delapan lima dua, nol nol nol, tujuh satu", "RT nol tiga RW nol dua"],
        ),
        (
            "Email nurha00 at gmail titik com, -0.0000, 119.9999, di Pogung Kidul 17B.",
            ["nurha00 at gmail titik com", "0.0000, 119.9999", "Pogung Kidul 17B"],
        ),
        (
            "Sejak Covid saya WFO di Kutai Kartanegara, pakai Trello, lapor ke Disnaker. Karyawan itu demo.",
            [],
        ),
        ("Untung masih ada. Awalna mah ti dieu. Bli sudah lama? Kata Pak Harto dan Gus Dur, ibu sabar, ya.", ["sabar"]),
        ("Ke warung Mak Ijah dan Warung Bu Sri, lalu Buk Wali Nagari Eliza Fitri.", ["Ijah", "Sri", "Eliza Fitri"]),
        ("Koordinator desa, Posyandu Balita, Toko Bangunan dan Sekolah Dasar. Rp 1.500, 20.000 saja.", []),
        ("kata mas kula mboten sumerep, bu ibu PKK datang, pak lurah juga", []),
        ("Alhamdulillah, Mas. Insyaallah. Ndak, tanggal 12/03/2018 dan/atau 09.00-10.00.", []),
    ],
)
def test_names_without_a_title_and_numbers_with_letters(text: str, found: list[str]) -> None:
    assert [hit.text for hit in scan_text(text)] == found


@given(st.text(alphabet="Pak BuSumJl.RT0812-@ \nñ😀é/", max_size=80))
def test_hits_stand_where_they_say_and_never_overlap(text: str) -> None:
    hits = scan_text(text, ("Sum",))
    assert all(text[hit.start : hit.end] == hit.text for hit in hits)
    assert all(before.end <= after.start for before, after in pairwise(hits))


SUMANTO = """Nama : Bapak Sumanto Hadi
Kode : I-07

P: Dengan Pak Hadi ya? Surat apa?
I: Sumanto. Surat masuk. Kata Pak Karmin, surat."""
KARMIN = """Kode : I-08

P: Bapak siapa?
I: Karmin, Mbak. HP saya 0812-0000-0000. Surat Karmini juga."""


def study_of_two() -> StudyBuilder:
    builder = StudyBuilder().informant("I-07", "staf").informant("I-08", "warga")
    builder.interview("W-01", "I-07", SUMANTO, file_name="W-01_pak Sumanto.txt")
    builder.interview("W-02", "I-08", KARMIN)
    return builder.add(Event(id="E-01", label="Karmin dipindahkan", kind=EventKind.EVENT))


def test_a_name_is_found_in_every_place_and_has_one_suggestion() -> None:
    found = [(one.source, one.text, one.suggestion) for one in scan_study(study_of_two().study())]
    assert found == [
        ("W-01", "Sumanto Hadi", "I-07"),
        ("W-01", "Hadi", "I-07"),
        ("W-01", "Sumanto", "I-07"),
        ("W-01", "Karmin", "[nama 1]"),
        ("W-02", "Karmin", "[nama 1]"),
        ("W-02", "0812-0000-0000", "[telepon]"),
        ("W-02", "Karmini", "[nama 2]"),
        ("source:W-01.file_name", "Sumanto", "I-07"),
        ("event:E-01.label", "Karmin", "[nama 1]"),
    ]


def test_a_scan_of_one_source_suggests_what_the_scan_of_all_does() -> None:
    study = study_of_two().study()
    assert scan_study(study, ("W-02",)) == tuple(one for one in scan_study(study) if one.source == "W-02")


def test_the_command_prints_the_contract_shape_and_writes_nothing(tmp_path: Path, run: Run) -> None:
    folder = study_of_two().stored(tmp_path / "studi")
    before = json.loads(run("log", "--format", "json", "--study", folder).stdout)
    result = run("anonymise", "scan", "W-02", "--format", "json", "--study", folder)
    assert json.loads(result.stdout)[0] == {
        "source": "W-02",
        "start": KARMIN.index("Karmin"),
        "end": KARMIN.index("Karmin") + 6,
        "text": "Karmin",
        "kind": "name",
        "suggestion": "[nama 1]",
        "sure": True,
    }
    assert json.loads(run("log", "--format", "json", "--study", folder).stdout) == before
    assert "Bapak siapa? I: Karmin, Mbak." in " ".join(run("anonymise", "scan", "--study", folder).stdout.split())
    assert run("anonymise", "scan", "W-99", "--study", folder).returncode == 1


def test_the_sample_names_nobody_wrongly() -> None:
    """Every word that the scan proposes in the sample's transcripts is a name of its making."""
    folder = shipped("sample")
    texts = [path.read_text(encoding="utf-8") for path in sorted(folder.iterdir()) if path.name.endswith(".txt")]
    proposed = {hit.text for text in texts for hit in scan_text(text) if hit.kind is HitKind.NAME}
    assert proposed == {"Darmo", "Lina", "Marlina", "Nulur", "Nurul", "Ratih", "Umar", "Yogi"}


def test_a_waiver_with_a_reason_judges_a_source_and_a_bare_statement_does_not() -> None:
    builder = study_of_two()
    assert not is_judged(builder.study(), "W-01")
    builder.add(Statement(id="PN-01", record="source:W-01", state=Stage.PSEUDONYMISED, text="", by="peneliti", at=""))
    assert not is_judged(builder.study(), "W-01")
    builder.add(
        Statement(
            id="PN-02", record="source:W-01", state=Stage.PSEUDONYMISED, text="", waiver="nama pejabat publik",
            by="peneliti", at="",
        )
    )  # fmt: skip
    assert is_judged(builder.study(), "W-01")
    assert not is_judged(builder.study(), "W-02")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Awaknya Daeng Karmo, Warsidi dan Sumarji.", ["Karmo", "Warsidi", "Sumarji"]),
        ("dijaga Nirwana sama Pak Karmin", ["Nirwana", "Karmin"]),
        ("yang pegang kas si Melati itu", ["Melati"]),
        ("dipilih I Gede Karmawan kemarin", ["I Gede Karmawan"]),
        ("punggawanya La Ode Karmin", ["La Ode Karmin"]),
        ("kata Pdt. Karmin Sutarji, S.Th.", ["Karmin Sutarji"]),
        ("rumah Pak RT Warsidi", ["Warsidi"]),
        ("lulusan SMPK Karmelia Sutarjo", ["Karmelia Sutarjo"]),
        ("tinggal di BTN Karmila Permai Blok C0/00", ["BTN Karmila Permai Blok C0/00"]),
        ("lahir tanggal tiga puluh Februari dua ribu satu, ya", ["tanggal tiga puluh Februari dua ribu satu"]),
        ("motornya D-0000-XY parkir", ["D-0000-XY"]),
        ("surel karmin [at] contoh.example", ["karmin [at] contoh.example"]),
        ("kata Pak I-01 tadi", []),
        ("Ya. Bagus. Kami dan Dinas Sosial", []),
    ],
)
def test_names_in_a_row_by_shape_and_further_forms(text: str, found: list[str]) -> None:
    assert [hit.text for hit in scan_text(text)] == found


@pytest.mark.parametrize("piece", ["A", "1", ".", "a.a.", "A. ", "-", "(", "12 ", "TRANSKRIP ", "kata, "])
def test_a_name_behind_a_line_without_end_is_found(piece: str) -> None:
    text = piece * (200_000 // len(piece)) + "\nKata Pak Sumanto lewat a@contoh.id itu lama."
    found = [hit.text for hit in scan_text(text)]
    assert {"Sumanto", "a@contoh.id"} <= set(found)


@pytest.mark.parametrize(
    ("file", "kept"),
    [
        ("W-03_pak_karmindo ketua.docx", "W-03_pak_[nama] ketua.docx"),
        ("Transkrip Karmindo loket 2.txt", "Transkrip [nama] loket 2.txt"),
        ("wawancara kelurahan 12-03-2018.txt", "wawancara kelurahan 12-03-2018.txt"),
        ("I-04 staf loket.txt", "I-04 staf loket.txt"),
        ("rekaman 0812-0000-0000.txt", "rekaman [telepon].txt"),
    ],
)
def test_the_name_of_a_file_is_kept_without_names(file: str, kept: str) -> None:
    assert without_names(file) == kept


def test_a_sure_name_is_found_in_small_letters_and_a_researcher_in_her_header_is_none() -> None:
    text = "Nama : Karmindo\nPewawancara : Warsitah Dewi\n\nP: Siapa?\nI: Tanya karmindo saja, atau Warsitah Dewi."
    builder = StudyBuilder().informant("I-01", "staf").interview("W-01", "I-01", text)
    builder.records[0] = replace(builder.study().project, researcher="Warsitah Dewi")
    found = [(one.text, one.suggestion) for one in scan_study(builder.study(), ("W-01",)) if one.source == "W-01"]
    assert found == [("Karmindo", "I-01"), ("karmindo", "I-01"), ("Warsitah Dewi", "[nama 1]")]


def test_a_text_with_its_replacements_proposes_none_of_them() -> None:
    assert scan_text("Kata Pak I-01 dan Bu I-02, [nama 1], RT [RT/RW], HP [telepon], Bapak KI-3 datang.") == ()


def test_the_key_of_a_book_is_nobody() -> None:
    builder = StudyBuilder().add(Memo(id="M-01", text="Lihat [@lipsky1980], bukan @karmindo_rekaan."))
    assert [one.text for one in scan_study(builder.study())] == ["@karmindo_rekaan"]
