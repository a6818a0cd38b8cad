"""Codings as comments in Word: the way out and back, and comments as people write them."""

from __future__ import annotations

import io
import re
import tempfile
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualcode.errors import BadFile
from qualcode.model import About, Code, Consent, Directness, Source, Study, Valence
from qualcode.reduction.coded import coded
from qualcode.reduction.coding import Assignment, apply_codes
from qualcode.reduction.coding_text import export_text
from qualcode.reduction.coding_word import WordCodings, read_word_codings
from qualcode.reduction.coding_word_lines import CommentReader
from qualcode.reduction.coding_word_writing import export_word
from tests.builders import StudyBuilder

TURNS = (
    "P: Jam berapa pegawai datang?\nI: Jam delapan 😀, kadang\nlewat.\n\nP: Menurut Ibu, mereka jujur?\n"
    "I: Ya jujur, jujur sekali. Uang kembalian selalu kembali."
)


def builder() -> StudyBuilder:
    made = StudyBuilder().focus("DISIPLIN", "Kedisiplinan").focus("HAMBAT").informant("I-01", "Lurah")
    made.add(Code(id="DISIPLIN-JAM", name="Jam kerja", definition="", parent="DISIPLIN"))
    return made.interview("W-01", "I-01", TURNS)


def coded_study(*given: Assignment) -> Study:
    made = builder()
    numbers = iter(range(1, 1000))
    applied = apply_codes(
        made.study(), given, new_id=lambda prefix: f"{prefix}-{next(numbers):05}", at="2020-01-01T00:00:00Z"
    )
    return made.add(*applied.records).study()


def key(one: Assignment) -> str:
    return repr(one)


@given(data=st.data())
@settings(max_examples=15, deadline=None)
def test_round_trip_is_exact(data: st.DataObject) -> None:
    places = st.tuples(st.integers(0, len(TURNS) - 1), st.integers(1, len(TURNS))).filter(
        lambda place: place[0] < place[1] and bool(TURNS[place[0] : place[1]].strip())
    )
    notes = st.one_of(st.none(), st.sampled_from(["DISIPLIN-", "a\n> b\nHAMBAT : c", "x: y", "dua\n\ntiga", "[a=b]"]))
    wanted = {}
    for start, end in data.draw(st.lists(places, max_size=6)):
        code, coder = (
            data.draw(st.sampled_from(["DISIPLIN", "DISIPLIN-JAM", "HAMBAT"])),
            data.draw(st.sampled_from("ab")),
        )
        round_ = data.draw(st.integers(1, 2))
        wanted[start, end, code, coder, round_] = Assignment(
            source="W-01", start=start, end=end, code=code, coder=coder, round=round_,
            valence=data.draw(st.sampled_from([None, *Valence])),
            intensity=data.draw(st.sampled_from([None, 2])),
            directness=data.draw(st.sampled_from([None, *Directness])),
            about=data.draw(st.sampled_from([None, About(role="Lurah", date="2018-03")])),
            note=data.draw(notes),
        )  # fmt: skip
    if not wanted:
        return
    study = coded_study(*wanted.values())
    for name, write in (("W-01.docx", export_word), ("W-01.txt", export_text)):
        with tempfile.TemporaryDirectory() as folder:
            write(study, Path(folder) / name, "W-01")
            found = read_word_codings(study, Path(folder) / name)
        assert not found.problems
        assert all(one.exact for one in found.placed)
        assert sorted((one.assignment for one in found.placed), key=key) == sorted(wanted.values(), key=key)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("DISIPLIN-", [("DISIPLIN", "-", "")]),
        ("DISIPLIN-JAM-", [("DISIPLIN-JAM", "-", "")]),
        ("DISIPLIN - jarang", [("DISIPLIN", "", "jarang")]),
        ("DISIPLIN-: jarang", [("DISIPLIN", "-", "jarang")]),
        ("disiplin (-)", [("DISIPLIN", "-", "")]),
        ("DISIPLIN, HAMBAT: catatan", [("DISIPLIN", "", "catatan"), ("HAMBAT", "", "catatan")]),
        ("Kedisiplinan±\nhambat+ : macet", [("DISIPLIN", "±", ""), ("HAMBAT", "+", "macet")]),
        ("#jam kerja +/-", [("DISIPLIN-JAM", "±", "")]),
        ("Disiplin: -", [("DISIPLIN", "-", "")]),
        ("1. DISIPLIN- HAMBAT+", [("DISIPLIN", "-", ""), ("HAMBAT", "+", "")]),
        ("DISIPLIN+HAMBAT.", [("DISIPLIN", "", ""), ("HAMBAT", "", "")]),
        ("HAMBAT 0", [("HAMBAT", "0", "")]),
        ("HAMBAT −\nkata Pak Lurah\nbegitu", [("HAMBAT", "-", "kata Pak Lurah\nbegitu")]),
        ("Kode: DISIPLIN- dan HAMBAT", [("DISIPLIN", "-", ""), ("HAMBAT", "", "")]),
        ("Menarik sekali\nHAMBAT", [("HAMBAT", "", "Menarik sekali")]),
        ("disiplin itu apa maksudnya?", []),
        ("Tolong diperiksa lagi", []),
    ],
)
def test_comments_as_people_write_them(text: str, expected: list[tuple[str, str, str]]) -> None:
    read = CommentReader(builder().study()).read(text)
    assert [(one.code, one.fields.get("valence", ""), one.note) for one in read.said] == expected
    assert not read.unknown


@pytest.mark.parametrize(("text", "meant"), [("DISIPLN-", "DISIPLIN"), ("HAMBAT, DISIPLN", "DISIPLIN"), ("ZZZZ-", "")])
def test_a_word_that_looks_like_a_code_is_told(text: str, meant: str) -> None:
    (unknown,) = CommentReader(builder().study()).read(text).unknown
    assert unknown[1] == meant


def document(*lines: str) -> Any:
    made = docx.Document()
    made.add_heading("Transkrip wawancara", 1)
    for line in lines:
        made.add_paragraph(line)
    return made


def comment(made: Any, words: str, text: str, author: str = "Siti") -> None:
    """A comment on words of a paragraph, whose runs are cut to them."""
    paragraph = next(one for one in made.paragraphs if words in one.text)
    before, _, after = paragraph.text.partition(words)
    paragraph.clear()
    paragraph.add_run(before)
    run = paragraph.add_run(words)
    paragraph.add_run(after)
    made.add_comment(run, text, author=author)


def read(made: Any, folder: Path, **options: Any) -> WordCodings:
    made.save(str(folder / "dari pembimbing.docx"))
    return read_word_codings(builder().study(), folder / "dari pembimbing.docx", **options)


def test_a_document_of_ones_own_with_lines_joined_and_moved(tmp_path: Path) -> None:
    made = document(
        "I: Ya jujur, jujur sekali. Uang kembalian selalu kembali.",
        "P: Jam berapa pegawai datang?",
        "I: Jam delapan 😀, kadang lewat.",
        "P: Menurut Ibu, mereka jujur?",
    )
    comment(made, "kadang lewat", "disiplin (-): sering")
    comment(made, "Uang kembalian", "HAMBAT", author="Pembimbing")
    comment(made, "Menurut Ibu", "Bagus pertanyaannya")
    found = read(made, tmp_path)
    assert (found.source, found.problems) == ("W-01", ())
    assert [(o.assignment.coder, TURNS[o.assignment.start : o.assignment.end], o.exact) for o in found.placed] == [
        ("Pembimbing", "Uang kembalian", True),
        ("Siti", "kadang\nlewat", True),
    ]
    assert found.remarks == (("Siti", "Bagus pertanyaannya"),)


def test_a_comment_on_a_whole_turn_codes_the_speech_without_its_label(tmp_path: Path) -> None:
    made = document("P: Menurut Ibu, mereka jujur?", "I: Ya jujur, jujur sekali. Uang kembalian selalu kembali.")
    comment(made, "I: Ya jujur, jujur sekali. Uang kembalian selalu kembali.", "DISIPLIN")
    (found,) = read(made, tmp_path).placed
    assert TURNS[found.assignment.start : found.assignment.end].startswith("Ya jujur")


def test_a_comment_on_words_that_are_changed_or_not_there(tmp_path: Path) -> None:
    made = document(
        *TURNS.replace("Uang kembalian selalu", "Uang kembaliannya selalu").split("\n"), "Tambahan dari saya."
    )
    comment(made, "Uang kembaliannya selalu kembali.", "HAMBAT+")
    comment(made, "Tambahan dari saya.", "DISIPLIN- : lihat lagi")
    found = read(made, tmp_path)
    (nearly,) = found.placed
    assert (nearly.exact, TURNS[nearly.assignment.start : nearly.assignment.end]) == (
        False,
        "Uang kembalian selalu kembali.",
    )
    assert [problem.why for problem in found.problems] == ["comment_unplaced"]
    assert found.commands == (
        'qualcode code add W-01 DISIPLIN --lines A-B --coder Siti --valence - --note "lihat lagi"',
    )


def test_tracked_changes_are_seen_both_ways(tmp_path: Path) -> None:
    made = document(*TURNS.split("\n"))
    comment(made, "Jam delapan 😀, kadang", "DISIPLIN-")
    made.save(str(tmp_path / "a.docx"))
    data = (tmp_path / "a.docx").read_bytes()
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "word/document.xml":
                part = re.sub(
                    r"<w:r><w:t>(Jam delapan 😀, kadang)</w:t></w:r>",
                    r'<w:del w:id="90" w:author="x"><w:r><w:delText>\1</w:delText></w:r></w:del>'
                    r'<w:ins w:id="91" w:author="x"><w:r><w:t>Pukul 08.00, sering</w:t></w:r></w:ins>',
                    part.decode(),
                ).encode()
                assert b"<w:del " in part
            new.writestr(name, part)
    (tmp_path / "b.docx").write_bytes(changed.getvalue())
    (one,) = read_word_codings(builder().study(), tmp_path / "b.docx").placed
    assert (one.exact, TURNS[one.assignment.start : one.assignment.end]) == (True, "Jam delapan 😀, kadang")


def test_a_document_with_another_text_or_without_comments_is_refused(tmp_path: Path) -> None:
    made = document("Laporan bulanan yang tidak ada hubungannya dengan wawancara itu.")
    with pytest.raises(BadFile) as caught:
        read(made, tmp_path)
    assert caught.value.problems[0].why == "no_comments"
    comment(made, "Laporan bulanan", "HAMBAT")
    with pytest.raises(BadFile) as caught:
        read(made, tmp_path)
    assert caught.value.problems[0].why == "no_such_text"


def test_words_of_who_withdrew_stay_in_the_study(tmp_path: Path) -> None:
    made = builder().add(Consent(id="P-01", informant="I-01", withdrawn_on="2020-02-02"))
    assert export_word(made.study(), tmp_path / "W-01.docx", "W-01") == 0
    text = "\n".join(paragraph.text for paragraph in docx.Document(str(tmp_path / "W-01.docx")).paragraphs)
    assert "Uang" not in text
    assert "I: […]" in text
    assert "Jam berapa pegawai datang?" in text


def test_the_users_own_numbers_are_words_numbers(tmp_path: Path) -> None:
    made = builder()
    made.records = [record if not isinstance(record, Source) else _numbered(record) for record in made.records]
    export_word(made.study(), tmp_path / "W-01.docx", "W-01")
    with zipfile.ZipFile(tmp_path / "W-01.docx") as package:
        numbers = re.findall(r'startOverride w:val="(\d+)"', package.read("word/numbering.xml").decode())
    assert numbers == ["5", "20"]
    assert len(list(coded(made.study()))) == 0


def _numbered(source: Source) -> Source:
    return replace(source, line_numbers=(5, 6, 7, 8, 20, 21))


def test_a_reply_is_a_note_or_a_coding_of_its_own(tmp_path: Path) -> None:
    made = document(*TURNS.split("\n"))
    comment(made, "Uang kembalian", "HAMBAT+ : lihat")
    run = next(one for paragraph in made.paragraphs for one in paragraph.runs if one.text == "Uang kembalian")
    made.add_comment(run, "Setuju", author="Rani")
    made.add_comment(run, "HAMBAT-", author="Bayu")
    made.save(str(tmp_path / "a.docx"))
    w15 = 'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"'
    w14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
    replies = "".join(f'<w15:commentEx w15:paraId="0000000{n}" w15:paraIdParent="00000000"/>' for n in (1, 2))
    with zipfile.ZipFile(tmp_path / "a.docx") as old, zipfile.ZipFile(tmp_path / "b.docx", "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "word/comments.xml":
                for number in range(3):
                    part = part.replace(b"<w:p>", f'<w:p {w14} w14:paraId="0000000{number}">'.encode(), 1)
            new.writestr(name, part)
        new.writestr("word/commentsExtended.xml", f"<w15:commentsEx {w15}>{replies}</w15:commentsEx>")
    found = read_word_codings(builder().study(), tmp_path / "b.docx")
    given = [(o.assignment.coder, str(o.assignment.valence), o.assignment.note) for o in found.placed]
    assert sorted(given) == [("Bayu", "-", None), ("Siti", "+", "lihat\nRani: Setuju")]


def test_plain_text_with_codes_under_its_lines(tmp_path: Path) -> None:
    (tmp_path / "W-01.txt").write_text(
        "1 | P: Jam berapa pegawai datang?\n   > hambat\n2 | I: Jam delapan 😀, kadang\n"
        '   > DISIPLIN- @Siti "kadang lewat" : sering\n   >> sekali\n3 | lewat.\n'
        "5 | P: Menurut Ibu, mereka jujur?\n6 | I: Ya jujur, jujur sekali. Uang kembalian selalu kembali.\n"
        '   > HAMBAT "jujur"#2\n   > HAMBAT "tidak ada"\n',
        "utf-8",
    )
    found = read_word_codings(builder().study(), tmp_path / "W-01.txt", coder="r")
    given = [
        (o.assignment.coder, TURNS[o.assignment.start : o.assignment.end], o.assignment.note) for o in found.placed
    ]
    assert given == [
        ("r", "Jam berapa pegawai datang?", None),
        ("Siti", "kadang\nlewat", "sering\nsekali"),
        ("r", "jujur", None),
    ]
    assert found.placed[2].assignment.start == TURNS.index("jujur sekali")
    assert [problem.why for problem in found.problems] == ["comment_unplaced"]


def test_a_segment_that_begins_with_a_line_end(tmp_path: Path) -> None:
    start = TURNS.index("\n\nP:")
    wanted = [
        Assignment(source="W-01", start=start + n, end=start + 3, code="HAMBAT", coder="a", note="-") for n in (0, 1)
    ]
    export_text(coded_study(*wanted), tmp_path / "W-01.txt", "W-01")
    assert [one.assignment for one in read_word_codings(builder().study(), tmp_path / "W-01.txt").placed] == wanted
