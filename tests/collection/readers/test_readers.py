"""Readers: what of a file becomes text, what is said about it, and what is refused with a reason."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given, settings
from hypothesis import strategies as st

from qualcode.collection.documents import Paragraph, RawDocument, Table
from qualcode.collection.readers import READERS, reader_for
from qualcode.collection.reading import read_source
from qualcode.errors import QualcodeError, UnreadableSource
from qualcode.language import normalise
from qualcode.model import Technique
from tests.collection.word_files import word_file

TURNS = "P: Apa “kabar”, Bu?\nI: Baik, é...\n"


def raw(data: bytes, name: str) -> RawDocument:
    return reader_for(data, name).read(data, name)


def texts(document: RawDocument) -> list[str]:
    return [part.text for part in document.parts if isinstance(part, Paragraph)]


def keys(document: RawDocument) -> dict[str, dict[str, str]]:
    return {remark.key: dict(remark.facts) for remark in document.remarks}


def why(data: bytes, name: str) -> str:
    with pytest.raises(UnreadableSource) as caught:
        raw(data, name)
    return caught.value.why


def test_every_reader_is_named_after_its_module() -> None:
    assert READERS.names() == (
        "csv",
        "docx",
        "html",
        "md",
        "ods",
        "odt",
        "otr",
        "pdf",
        "rtf",
        "srt",
        "txt",
        "vtt",
        "whisper",
        "xlsx",
    )
    assert [reader.name for reader in READERS.load_all()] == list(READERS.names())


@pytest.mark.parametrize(
    ("encoding", "said"),
    [("utf-8", {}), ("utf-8-sig", {}), ("cp1252", {"encoding": "cp1252"}), ("utf-16", {"encoding": "utf-16"})],
)
def test_the_encoding_is_found_out_and_said(encoding: str, said: dict[str, str]) -> None:
    document = raw(TURNS.replace("\n", "\r\n").encode(encoding), "a.txt")
    assert "\n".join(texts(document)) == TURNS
    assert keys(document).get("encoding", {}) == said


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark(encoding: str) -> None:
    document = raw(TURNS.encode(encoding), "a.txt")
    assert "\n".join(texts(document)) == TURNS
    assert keys(document)["encoding"] == {"encoding": encoding}


@given(st.text(alphabet=st.characters(exclude_characters="\x00", exclude_categories=("Cs",)), max_size=200))
def test_a_text_file_gives_every_character_back(text: str) -> None:
    data = text.encode()
    if not data or data.startswith((b"PK\x03\x04", b"\xff\xfe", b"\xfe\xff", b"%PDF", b"{\\rtf")):
        return
    assert "\n".join(texts(raw(data, "a.txt"))) == normalise(text)


@given(st.binary(max_size=200), st.sampled_from(["a.txt", "a.docx", "a.csv", "a.xlsx", "a"]))
def test_bytes_are_read_or_refused(data: bytes, name: str) -> None:
    try:
        document = raw(data, name)
    except QualcodeError:
        return
    assert document.parts


@pytest.mark.parametrize(
    ("data", "name", "reason"),
    [
        (b"", "a.txt", "empty"),
        (b"", "a.docx", "empty"),
        (bytes(range(256)) * 4, "a.txt", "not_text"),
        (b"%PDF-1.7 ...", "a.pdf", "not_pdf"),
        (b"%PDF-1.7 ...", "a.txt", "not_pdf"),
        (b"\x00\x01\x02\x03", "a.bin", "unknown_format"),
        (b"hello", "a.docx", "not_docx"),
        (b"PK\x03\x04hello", "a.docx", "not_docx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "a.doc", "old_doc"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "a.docx", "encrypted"),
        (b"PK\x03\x04hello", "a.xlsx", "not_xlsx"),
        (b"x" * 20_000_001, "a.txt", "too_large"),
    ],
)
def test_what_is_refused(data: bytes, name: str, reason: str) -> None:
    assert why(data, name) == reason


def package(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return out.getvalue()


WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MAIN = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
TYPES = (
    b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    b'<Override PartName="/word/document.xml" ContentType="' + MAIN + b'"/></Types>'
)
RELATIONS = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type='
    b'"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>'
    b"</Relationships>"
)


def bare_docx(body: bytes) -> bytes:
    return package({"[Content_Types].xml": TYPES, "_rels/.rels": RELATIONS, "word/document.xml": body})


def test_packages_that_are_no_word_file_or_swell() -> None:
    assert why(package({"mimetype": b"application/zip"}), "a.docx") == "not_docx"
    assert why(bare_docx(b"<w:document"), "a.docx") == "not_docx"
    assert why(bare_docx(b" " * 70_000_000), "a.docx") == "too_large"
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    assert why(bare_docx(bomb + f"<w:document {WORD}><w:body/></w:document>".encode()), "a.docx") == "not_docx"
    empty = f"<w:document {WORD}><w:body><w:p/></w:body></w:document>".encode()
    assert why(bare_docx(empty), "a.docx") == "empty"


def test_a_word_file_with_very_many_empty_runs_is_read() -> None:
    runs = "<w:r/>" * 200_000
    body = f"<w:document {WORD}><w:body><w:p>{runs}<w:r><w:t>P: Halo?</w:t></w:r></w:p></w:body></w:document>"
    assert texts(raw(bare_docx(body.encode()), "a.docx")) == ["P: Halo?"]


def made(tmp_path: Path, *parts: str | list[list[str]] | Callable[[Any], None]) -> RawDocument:
    path = word_file(tmp_path / "a.docx", *parts)
    return raw(path.read_bytes(), path.name)


def test_paragraphs_soft_line_ends_and_tables_in_order(tmp_path: Path) -> None:
    document = made(tmp_path, "**Peneliti:** Halo", [["a", "b\nc"], ["d", ""]], "P: satu\ndua")
    assert document.parts == (
        Paragraph(text="Peneliti: Halo", bold=9),
        Table(rows=(("a", "b\nc"), ("d", ""))),
        Paragraph(text="P: satu\ndua"),
    )


def test_merged_cells_hold_their_text_once(tmp_path: Path) -> None:
    def merged(document: Any) -> None:
        table = document.add_table(rows=3, cols=3)
        for number, cell in enumerate(table._cells):
            cell.text = str(number)
        table.cell(0, 0).merge(table.cell(0, 1)).text = "lebar"
        table.cell(1, 2).merge(table.cell(2, 2)).text = "tinggi"

    (table,) = made(tmp_path, merged).parts
    assert isinstance(table, Table)
    assert table.rows == (("lebar", "", "2"), ("3", "4", "tinggi"), ("6", "7", ""))


def test_headers_footers_and_comments_stay_out_and_lists_come_in(tmp_path: Path) -> None:
    def extras(document: Any) -> None:
        document.sections[0].header.paragraphs[0].text = "KEPALA HALAMAN"
        document.sections[0].footer.paragraphs[0].text = "halaman 1"
        document.add_paragraph("butir satu", style="List Number")
        document.add_paragraph("butir dua", style="List Bullet")

    assert texts(made(tmp_path, "P: Halo?", extras)) == ["P: Halo?", "butir satu", "butir dua"]


def test_comments_are_said_to_be_left_out(tmp_path: Path) -> None:
    document = Document()
    run = document.add_paragraph().add_run("P: Halo?")
    document.add_comment(run, text="catatan pembimbing", author="dosen")
    document.save(str(tmp_path / "a.docx"))
    read = raw((tmp_path / "a.docx").read_bytes(), "a.docx")
    assert texts(read) == ["P: Halo?"]
    assert keys(read) == {"comments": {"count": "1"}}


BOX = "<w:txbxContent><w:p><w:r><w:t>{0}</w:t></w:r></w:p><w:p><w:r><w:t>lanjut</w:t></w:r></w:p></w:txbxContent>"
SPACES = (
    f'{WORD} xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)
SHAPE = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"


def old_box(words: str) -> str:
    return f"<w:pict><v:shape><v:textbox>{BOX.format(words)}</v:textbox></v:shape></w:pict>"


def new_box(words: str) -> str:
    shape = f"<wps:wsp><wps:txbx>{BOX.format(words)}</wps:txbx></wps:wsp>"
    drawing = f'<w:drawing><wp:inline><a:graphic><a:graphicData uri="{SHAPE}">{shape}</a:graphicData></a:graphic>'
    return (
        f'<mc:AlternateContent><mc:Choice Requires="wps">{drawing}</wp:inline></w:drawing></mc:Choice>'
        f"<mc:Fallback>{old_box(words)}</mc:Fallback></mc:AlternateContent>"
    )


def test_text_boxes_are_read_in_place_once_and_counted(tmp_path: Path) -> None:
    def boxed(document: Any) -> None:
        for words, box in (("P: Satu?", old_box("I: Dalam kotak")), ("P: Dua?", new_box("I: Kotak baru"))):
            document.add_paragraph(words)._p.append(parse_xml(f"<w:r {SPACES}>{box}</w:r>"))
        document.add_paragraph()._p.append(parse_xml(f"<w:r {SPACES}>{new_box('P: Ketiga?')}{old_box(' ')}</w:r>"))
        document.add_paragraph("I: Selesai.")

    document = made(tmp_path, boxed)
    assert texts(document) == [
        "P: Satu?", "I: Dalam kotak", "lanjut", "P: Dua?", "I: Kotak baru", "lanjut", "P: Ketiga?", "lanjut", "lanjut",
        "I: Selesai.",
    ]  # fmt: skip
    assert keys(document) == {"text_boxes": {"count": "4"}}


def test_notes_are_said_to_be_left_out(tmp_path: Path) -> None:
    def noted(document: Any) -> None:
        paragraph = document.add_paragraph("I: Delapan.")
        paragraph._p.append(parse_xml(f'<w:r {nsdecls("w")}><w:footnoteReference w:id="2"/></w:r>'))

    document = made(tmp_path, noted)
    assert texts(document) == ["I: Delapan."]
    assert keys(document) == {"notes": {"count": "1"}}


def test_tracked_changes_are_accepted_and_said(tmp_path: Path) -> None:
    def changed(document: Any) -> None:
        paragraph = document.add_paragraph("I: Buka jam ")
        for kind, text in (("del", "<w:delText>tujuh</w:delText>"), ("ins", "<w:t>delapan</w:t>")):
            paragraph._p.append(
                parse_xml(f'<w:{kind} {nsdecls("w")} w:id="1" w:author="a"><w:r>{text}</w:r></w:{kind}>')
            )

    document = made(tmp_path, changed)
    assert texts(document) == ["I: Buka jam delapan"]
    assert keys(document) == {"tracked_changes": {"count": "2"}}


WORDS = st.text(st.sampled_from("abcé ñ“”.,?!-–0123456789🙂"), min_size=1, max_size=20).map(
    lambda text: f"x{text.strip()}x"
)


@settings(max_examples=15, deadline=None)
@given(paragraphs=st.lists(WORDS, min_size=1, max_size=6))
def test_a_word_file_gives_the_text_of_its_paragraphs_back(
    tmp_path_factory: pytest.TempPathFactory, paragraphs: list[str]
) -> None:
    document = made(tmp_path_factory.mktemp("docx"), *paragraphs)
    assert [" ".join(text.split()) for text in texts(document)] == [" ".join(text.split()) for text in paragraphs]


def test_a_spreadsheet(tmp_path: Path) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(str(tmp_path / "a.xlsx")) as book:
        book.add_worksheet("kosong")
        sheet = book.add_worksheet("isi")
        for row, values in enumerate([["No", "Jawaban"], [1, "Bagus."], [2, "Lama, tapi\nselesai."]]):
            sheet.write_row(row, 0, values)
    reading = read_source(tmp_path / "a.xlsx", columns=("Jawaban", "No"))
    assert [(b.label, reading.text[b.start : b.end]) for b in reading.blocks] == [
        ("1", "Bagus."),
        ("2", "Lama, tapi\nselesai."),
    ]


def test_a_very_long_line_and_odd_characters_keep_their_places(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    speech = "\u200fkata\u0301 🙂\x07" * 100_000
    path.write_text(f"P: Apa?\nI: {speech}\n", encoding="utf-8")
    reading = read_source(path)
    assert reading.technique is Technique.INTERVIEW
    block = reading.blocks[1]
    assert reading.text[block.start : block.end] == normalise(speech)


def test_more_text_than_a_source_may_have_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("P: Apa?\nI: " + "kata " * 1_000_001, encoding="utf-8")
    with pytest.raises(UnreadableSource) as caught:
        read_source(path)
    assert caught.value.why == "too_large"


def test_missing_files_and_folders(tmp_path: Path) -> None:
    for path, reason in ((tmp_path / "x.txt", "missing"), (tmp_path, "folder")):
        with pytest.raises(UnreadableSource) as caught:
            read_source(path)
        assert caught.value.why == reason
