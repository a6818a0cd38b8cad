"""Patterns of sentences: filled, capitalised, varied, the same every time."""

from __future__ import annotations

import dataclasses
import re
import tomllib
from itertools import pairwise
from pathlib import Path

import pytest

from qualcode.errors import BadTemplate, UnknownName
from qualcode.report.document import Citation, Reference, Text
from qualcode.report.parts import plain
from qualcode.report.profile import load_profile
from qualcode.report.sentences import Voice, lowered, spaced, titled
from qualcode.resources import shipped

SLOTS = {"hal": "jam kerja", "peran": "staf", "kode": "I-03", "tgl": "12 Maret 2018", "daftar": "Lurah (I-01)"}


def voice() -> Voice:
    return Voice(load_profile(), "id")


def test_neighbours_of_a_kind_are_never_alike() -> None:
    speaking = voice()
    said = [plain(speaking.say("lead_in.first", focus, **SLOTS)) for focus in "ABBBBCCDDDAAA" * 3]
    assert all(one != other for one, other in pairwise(said))


def test_the_same_focus_and_position_give_the_same_sentence() -> None:
    once = [plain(voice().say("lead_in.first", focus, **SLOTS)) for focus in ("DISIPLIN", "JUJUR")]
    again = [plain(voice().say("lead_in.first", focus, **SLOTS)) for focus in ("DISIPLIN", "JUJUR")]
    assert once == again


def test_a_pattern_without_its_slots_is_passed_over() -> None:
    undated = {**SLOTS, "tgl": ""}
    for focus in "ABCDEFGH":
        assert "wawancara pada" not in plain(voice().say("lead_in.first", focus, **undated))


def test_an_empty_citation_leaves_no_gap() -> None:
    runs = voice().say("agreement.that", frasa="x", Frasa="Kelima informan", isi="pintunya satu", sit=())
    assert plain(runs) == "Kelima informan menyatakan bahwa pintunya satu."


def test_slots_take_inlines_and_keep_them() -> None:
    cited = Citation(text="W/I-01/12-03-2018/b.2", segments=("S-01",))
    runs = voice().say("site.figures", dok="Rekap", tabel=Reference(target="t", text="Tabel 4.1"), sit=cited)
    assert cited in runs
    assert plain(runs) == "Data dari dokumen Rekap disajikan pada Tabel 4.1 (W/I-01/12-03-2018/b.2)."


def test_lead_ins_close_as_the_profile_says() -> None:
    colon = dataclasses.replace(load_profile(), lead_in_stop=":")
    assert plain(Voice(colon, "id").introduce("lead_in.more", "A", **SLOTS)).endswith(":")


@pytest.mark.parametrize(
    ("label", "inside"),
    [("Hasil kerja", "hasil kerja"), ("SOP dan aturan", "SOP dan aturan"), ("I-05 menolak", "I-05 menolak")],
)
def test_labels_inside_a_sentence(label: str, inside: str) -> None:
    assert lowered(label) == inside


def test_headings_have_the_capitals_of_a_title() -> None:
    assert titled("Ada atau tidak di loket", ("atau", "di")) == "Ada atau Tidak di Loket"


def test_sentences_of_a_paragraph_stand_a_space_apart() -> None:
    assert plain(spaced((Text("Satu."),), (), (Text("Dua."),))) == "Satu. Dua."


def test_an_unknown_sentence_is_named() -> None:
    with pytest.raises(UnknownName) as caught:
        voice().say("lead_in.nothing")
    assert caught.value.name == "lead_in.nothing"


def test_a_study_may_word_the_sentences_itself(tmp_path: Path) -> None:
    own = tmp_path / "templates" / "umum" / "sentences.id.toml"
    own.parent.mkdir(parents=True)
    text = (shipped("templates") / "umum" / "sentences.id.toml").read_text("utf-8")
    own.write_text(text.replace('pertanyaan}”"', 'pertanyaan}” (rumusan masalah)."'), encoding="utf-8")
    speaking = Voice(load_profile("umum", tmp_path), "id")
    assert plain(speaking.say("opening.question", pertanyaan="Apa?")).endswith("(rumusan masalah).")


def test_a_broken_sentence_file_is_named_with_its_line(tmp_path: Path) -> None:
    own = tmp_path / "templates" / "umum" / "sentences.id.toml"
    own.parent.mkdir(parents=True)
    own.write_text('[phrase]\nnone = "tidak\n', encoding="utf-8")
    with pytest.raises(BadTemplate) as caught:
        Voice(load_profile("umum", tmp_path), "id").word("phrase.none")
    assert caught.value.path == str(own)
    assert caught.value.line == 2


def test_a_file_of_ones_own_may_hold_a_few_sentences_alone(tmp_path: Path) -> None:
    own = tmp_path / "templates" / "umum" / "sentences.id.toml"
    own.parent.mkdir(parents=True)
    own.write_text('[opening]\nabout = ["Data tentang {fokus} disajikan di sini."]\n', encoding="utf-8")
    speaking = Voice(load_profile("umum", tmp_path), "id")
    assert plain(speaking.say("opening.about", "A", fokus="disiplin")) == "Data tentang disiplin disajikan di sini."
    assert plain(speaking.say("opening.none")) == "Fokus ini belum memiliki data yang dikode."


def test_a_slot_that_no_sentence_has_is_named_with_its_line_and_a_guess(tmp_path: Path) -> None:
    own = tmp_path / "templates" / "umum" / "sentences.id.toml"
    own.parent.mkdir(parents=True)
    shipped_text = (shipped("templates") / "umum" / "sentences.id.toml").read_text(encoding="utf-8")
    own.write_text(shipped_text.replace("yakni {daftar}", "yakni {dafter}", 1), encoding="utf-8")
    with pytest.raises(BadTemplate) as caught:
        Voice(load_profile("umum", tmp_path), "id")
    line = next(at for at, row in enumerate(shipped_text.splitlines(), 1) if "yakni {daftar}" in row)
    assert (caught.value.path, caught.value.why) == (str(own), "{dafter} → {daftar}?")
    assert caught.value.line == line


def _patterns(language: str) -> dict[str, object]:
    path = shipped("templates") / "umum" / f"sentences.{language}.toml"
    flat: dict[str, object] = {}
    for table, values in tomllib.loads(path.read_text("utf-8")).items():
        flat |= {f"{table}.{name}": value for name, value in values.items()}
    return flat


def test_both_languages_know_the_same_sentences_but_those_of_one_thing() -> None:
    of_both = {name for name in {*_patterns("id"), *_patterns("en")} if not name.endswith("_one")}
    for language in ("id", "en"):
        names = set(_patterns(language))
        assert of_both <= names


def test_one_thing_is_said_otherwise_where_the_language_does_so() -> None:
    english = Voice(load_profile(), "en")
    assert plain(english.counted("summary.people", 1, N="one")) == "The interviews were held with one informant."
    assert plain(english.counted("summary.people", 3, N="three")) == "The interviews were held with three informants."
    assert plain(voice().counted("summary.people", 1, N="satu")) == "Data wawancara berasal dari satu informan."


@pytest.mark.parametrize("language", ["id", "en"])
def test_no_pattern_says_what_an_examiner_strikes(language: str) -> None:
    banned = r"\b(mayoritas|sebagian besar|dimana|di mana|responden|terbukti|signifikan|saya|kita|kami|penulis)\b"
    for name, value in _patterns(language).items():
        for pattern in value if isinstance(value, list) else [value]:
            assert not re.search(banned, str(pattern), re.IGNORECASE), name
