"""Tokens, sentences, normal forms and stems, from the outside."""

from __future__ import annotations

import subprocess
import sys
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.language import Pipeline, load, normalise
from qualcode.language._words import words as words_file
from qualcode.model import Span


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return load()


def words(pipeline: Pipeline, text: str) -> list[str]:
    return [token.text for token in pipeline.analyse(text)[0]]


def sentences(pipeline: Pipeline, text: str, stretches: tuple[Span, ...] = ()) -> list[str]:
    return [text[span.start : span.end] for span in pipeline.analyse(text, stretches)[1]]


TEXTS = st.text(
    st.sampled_from("aiuknPS .,?!…\"'“”()[]-–—/:;0123456789\n\t|Rp@é%\u0301🙂\u200f"), max_size=60
) | st.text(max_size=40)


@pytest.mark.parametrize(
    "word",
    [
        "ke-2", "1990-an", "konsep-konsep", "non-PNS", "e-KTP", "KTP-nya", "di-print", "S.Sos.", "M.Si.", "A.Md.Kom.",
        "Drs.", "Tn.", "a.n.", "s.d.", "dkk.", "No.", "1.128", "07.30", "7:30", "Rp5.000,00", "Rp25.000", "Rp1.500,-",
        "12/03/2018", "13-03-2018", "0,75", "Jum'at", "Qur'an", "bukunya", "0812-0000-0000", "contoh@contoh.invalid",
        "0000003002900001",
    ],
)  # fmt: skip
def test_is_one_token(pipeline: Pipeline, word: str) -> None:
    assert words(pipeline, word) == [word]
    assert words(pipeline, f"({word}, ya)") == ["(", word, ",", "ya", ")"]


def test_marks_are_tokens_and_ranges_are_three(pipeline: Pipeline) -> None:
    assert words(pipeline, '"Ya...gitu," (tertawa)?!') == [
        '"', "Ya", "...", "gitu", ",", '"', "(", "tertawa", ")", "?", "!",
    ]  # fmt: skip
    assert words(pipeline, "07.30–16.00 WITA, No.5, dan/atau 50%") == [
        "07.30", "–", "16.00", "WITA", ",", "No.", "5", ",", "dan", "/", "atau", "50", "%",
    ]  # fmt: skip


def test_the_sign_of_an_amount_that_goes_on_in_words_is_apart(pipeline: Pipeline) -> None:
    assert words(pipeline, "Kurs Rp9.370 per dolar, Rp1.400 triliun, Rp5.000 saja, Rp5.000,00 per lembar") == [
        "Kurs", "Rp", "9.370", "per", "dolar", ",", "Rp", "1.400", "triliun", ",", "Rp5.000", "saja", ",",
        "Rp5.000,00", "per", "lembar",
    ]  # fmt: skip


def test_marks_that_nobody_sees_change_no_normal_form(pipeline: Pipeline) -> None:
    (token,) = pipeline.analyse("meng\u00adurus\u200b")[0]
    assert (token.norm, token.stem) == ("mengurus", "urus")


@given(TEXTS)
def test_tokens_are_exact_ordered_and_complete(text: str) -> None:
    pipeline = _SHARED
    normal = normalise(text)
    tokens, spans = pipeline.analyse(normal)
    assert all(normal[token.start : token.end] == token.text for token in tokens)
    assert all(one.end <= other.start for one, other in pairwise(tokens))
    assert "".join(token.text for token in tokens) == "".join(normal.split())
    assert all(one.end <= other.start for one, other in pairwise(spans))
    assert all("\n" not in normal[span.start : span.end] for span in spans)
    held = [token for span in spans for token in tokens if span.start <= token.start and token.end <= span.end]
    assert held == [token for token in tokens if token.text != "|" or token in held]


_SHARED = load()


@given(TEXTS)
def test_normalising_twice_is_normalising_once(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once
    assert "\r" not in once


def test_normalising_changes_nothing_else() -> None:
    assert normalise("\ufeffa\u0301\r\nb\rc  \t\u00a0“”…") == "á\nb\nc  \t\u00a0“”…"


@pytest.mark.parametrize(
    "expected",
    [
        ["Loket buka pukul 07.30.", "Lalu tutup."],
        ["Beliau Dr. Budi, S.H., M.Si. dari kecamatan.", "Ramah orangnya."],
        ["Ada KTP, KK, dll.", "Mereka menunggu."],
        ["Rumahnya di Jl. Contoh No. 0 RT 00.", "Dekat."],
        ["Gimana ya...", "Kadang ada, kadang... tidak."],
        ["Sejak... 2014.", "Eh, 2015."],
        ["Yang benar?!", "(tertawa) Ya sudah."],
        ['Dia bilang, "Tunggu ya. Besok aja." terus pergi.', "Saya diam."],
        ["Biayanya Rp5.000,00.", "Tidak lebih."],
        ["iya.", "terus saya pulang"],
        ["Bersama H. M. Umar kami rapat.", "Selesai."],
        ["1. Surat domisili."],
        ["Suku bunga 39,98 persen", "Di sektor riil naik."],
        ["Terima kasih 🙏", "Sama-sama."],
        ["Suhunya 30 ° Celsius dengan Windows ™ Server."],
        ["🙏 Terima kasih kepada Bapak yang datang."],
        ["Camatnya Ani, M.Si.", "Pintar orangnya."],
        ["Kursus A.R. Rahman itu bagus."],
    ],
)
def test_sentences(pipeline: Pipeline, expected: list[str]) -> None:
    assert sentences(pipeline, " ".join(expected)) == expected


def test_lines_part_sentences_unless_the_caller_joins_them(pipeline: Pipeline) -> None:
    text = "P: Jam berapa\nBapak datang? Tadi\n\nI: Jam tujuh\nlebih. Kadang\ndelapan."
    assert sentences(pipeline, text)[:2] == ["P: Jam berapa", "Bapak datang?"]
    turns = (Span(3, text.index("\n\n")), Span(text.index("Jam tujuh"), len(text)))
    assert sentences(pipeline, text, turns) == [
        "P:", "Jam berapa\nBapak datang?", "Tadi", "I:", "Jam tujuh\nlebih.", "Kadang\ndelapan.",
    ]  # fmt: skip


def test_cells_of_a_row_are_apart(pipeline: Pipeline) -> None:
    assert sentences(pipeline, "07.20–07.45 | Loket buka. Sepi | Satu warga") == [
        "07.20–07.45", "Loket buka.", "Sepi", "Satu warga",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("form", "norm", "stem"),
    [
        ("benerin", "benerin", "benar"),
        ("diarepin", "diarepin", "harap"),
        ("Nggak", "tidak", "tidak"),
        ("ndak", "tidak", "tidak"),
        ("udah", "sudah", "sudah"),
        ("yg", "yang", "yang"),
        ("krn", "karena", "karena"),
        ("aja", "saja", "saja"),
        ("Pelayanannya", "pelayanannya", "layan"),
        ("kedisiplinan", "kedisiplinan", "disiplin"),
        ("memuaskannya", "memuaskannya", "puas"),
        ("memadukan", "memadukan", "padu"),
        ("pemungutan", "pemungutan", "pungut"),
        ("memasuki", "memasuki", "masuk"),
        ("memandirikan", "memandirikan", "mandiri"),
        ("pemilu", "pemilu", "pemilu"),
        ("mengunjungi", "mengunjungi", "kunjung"),
        ("mengatur", "mengatur", "atur"),
        ("perawat", "perawat", "rawat"),
        ("perumahan", "perumahan", "rumah"),
        ("berisi", "berisi", "isi"),
        ("petani", "petani", "tani"),
        ("pelukis", "pelukis", "lukis"),
        ("menyesali", "menyesali", "sesal"),
        ("kejujuran", "kejujuran", "jujur"),
        ("suntikan", "suntikan", "suntik"),
        ("berikan", "berikan", "beri"),
        ("menunjukan", "menunjukan", "tunjuk"),
        ("mempekerjakannya", "mempekerjakannya", "kerja"),
        ("keberhasilannya", "keberhasilannya", "hasil"),
        ("kinerja", "kinerja", "kinerja"),
        ("bersama-sama", "bersama-sama", "sama"),
        ("kuperhatikan", "kuperhatikan", "perhati"),
        ("sebagai", "sebagai", "sebagai"),
        ("merupakan", "merupakan", "merupakan"),
        ("tersebut", "tersebut", "tersebut"),
        ("itulah", "itulah", "itu"),
        ("konsep-konsep", "konsep-konsep", "konsep"),
        ("SIP-nya", "sip-nya", "sip"),
        ("1.128", "1.128", "1.128"),
        ("kada", "kada", "kada"),
    ],
)
def test_normal_form_and_stem(pipeline: Pipeline, form: str, norm: str, stem: str) -> None:
    (token,) = pipeline.analyse(form)[0]
    assert (token.norm, token.stem) == (norm, stem)


@pytest.mark.parametrize(
    "pair",
    [
        "ngunjungin:kunjung", "ngaku:aku",
        "ngerjain:kerja", "nungguin:tunggu", "dibantuin:bantu", "ngomong:omong", "nyampein:sampai", "kerjain:kerja",
        "nanya:tanya", "ngasih:kasih", "nyuruh:suruh", "nyari:cari", "ngurus:urus", "keliatan:lihat",
        "kepake:pakai", "minjem:pinjam", "ngeprint:print", "ngetik:ketik", "betulin:betul", "mikir:pikir",
        "diurusin:urus", "nyalahin:salah", "ngingetin:ingat", "maafin:maaf", "ngitung:hitung", "di-print:print",
        "nyari-nyari:cari", "ditanya-tanyain:tanya", "dibolak-balik:balik", "hati2:hati", "temen2nya:teman",
        "ketemuan:temu", "bangeeet:banget", "ramee:ramai", "nunjukkin:tunjuk", "secepet-cepetnya:cepat",
        "diselesain:selesai", "salah:salah", "tamu:tamu", "Aaron:aaron", "setiawan:setiawan", "meeting:meeting",
        "kada:kada", "apakah:apa", "gerakan:gerak", "pergerakan:gerak", "menunggu:tunggu",
    ],
)  # fmt: skip
def test_spoken_forms_have_the_root_of_the_written_ones(pipeline: Pipeline, pair: str) -> None:
    form, root = pair.split(":")
    assert pipeline.analyse(form)[0][0].stem == root


@pytest.mark.parametrize(
    "word",
    [
        "Bali", "Maluku", "Bekasi", "Aceh", "Mesir", "Hadi", "Tini", "Minah", "Asep", "Musa", "Latin", "maneh",
        "nganti", "sareng", "pisan", "wingi", "bengi", "karo", "garden", "gander",
    ],
)  # fmt: skip
def test_names_and_words_of_other_languages_stay_as_they_are(pipeline: Pipeline, word: str) -> None:
    (token,) = pipeline.analyse(word)[0]
    assert token.stem == word.casefold()


def test_forms_of_earlier_runs_are_not_stemmed_again() -> None:
    known = {"pelayanan": ("pelayanan", "dari-dahulu")}
    assert load(known).analyse("pelayanan")[0][0].stem == "dari-dahulu"


def test_spacy_is_loaded_by_load_alone() -> None:
    code = (
        "import sys, qualcode.language as l; a = {'spacy', 'Sastrawi'} & set(sys.modules); l.load();"
        "print(sorted(a), 'spacy' in sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[] True"


def test_every_list_of_words_is_read_and_no_spelling_leads_to_another() -> None:
    lists = words_file()
    assert all(lists.__getattribute__(name) for name in lists.__slots__)
    assert not {standard for standard in lists.spellings.values() if standard in lists.spellings}
    assert not lists.kept & set(lists.spellings)
    assert not lists.functions & set(lists.spellings)


def test_a_form_is_explained(pipeline: Pipeline) -> None:
    found = pipeline.explain("Ditungguinnya")
    assert (found.stem, found.stem_rule, found.affixes) == ("tunggu", "spoken", ("di-", "-in", "-nya"))
    assert pipeline.explain("hati2").norm_rule == "twice"
    assert pipeline.explain("sebagai").stem_rule == "function"
