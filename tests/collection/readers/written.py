"""Small writers of every format that is read, by hand from text, so that tests know each character of a file."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable, Sequence
from html import escape
from pathlib import Path

from tests.collection.layout_set import pdf_file

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    f'<Override PartName="/word/document.xml" ContentType="{MAIN}"/></Types>'
)
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type='
    '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>'
    "</Relationships>"
)
ODF = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text", "table", "style")
)


def package(parts: dict[str, str | bytes]) -> bytes:
    """A zip file of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return out.getvalue()


def bare_docx(main: str | bytes, **parts: str | bytes) -> bytes:
    """A Word file of its main part alone."""
    return package({"[Content_Types].xml": TYPES, "_rels/.rels": RELATIONS, "word/document.xml": main, **parts})


def docx(body: str, before: str = "") -> bytes:
    """A Word file of the XML of its body."""
    return bare_docx(f"{before}<w:document {W}><w:body>{body}</w:body></w:document>")


def odf(kind: str, body: str, before: str = "") -> bytes:
    """An OpenDocument ``text`` or ``spreadsheet`` of the XML of its body."""
    styles = f"<office:document-styles {ODF}><office:styles/></office:document-styles>"
    content = f"<office:document-content {ODF}><office:body><office:{kind}>{body}</office:{kind}></office:body>"
    manifest = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    return package(
        {
            "mimetype": f"application/vnd.oasis.opendocument.{kind}",
            "META-INF/manifest.xml": manifest,
            "styles.xml": styles,
            "content.xml": f"{before}{content}</office:document-content>",
        }
    )


def ods_rows(rows: Sequence[Sequence[str]]) -> str:
    """The table of an OpenDocument spreadsheet."""
    cells = "".join(f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in rows)
    return f'<table:table table:name="a">{cells}</table:table>'


def _ods_cell(text: str) -> str:
    lines = "".join(f"<text:p>{_odf_text(line)}</text:p>" for line in text.split("\n"))
    return f'<table:table-cell office:value-type="string">{lines}</table:table-cell>'


def _odf_text(line: str) -> str:
    spaced = re.sub(r" {2,}", lambda run: f' <text:s text:c="{len(run.group()) - 1}"/>', escape(line))
    return spaced.replace("\t", "<text:tab/>")


def _docx_text(line: str) -> str:
    texts = (f'<w:t xml:space="preserve">{part}</w:t>' for part in escape(line).split("\t"))
    return f"<w:p><w:r>{'<w:tab/>'.join(texts)}</w:r></w:p>"


def rtf_text(line: str) -> str:
    r"""A line in rich text: what is not ASCII as ``\\u`` in UTF-16 units."""
    units = line.encode("utf-16-le")
    numbers = [int.from_bytes(units[at : at + 2], "little", signed=True) for at in range(0, len(units), 2)]
    return "".join(
        "\\tab "
        if number == ord("\t")
        else ("\\" + chr(number) if chr(number) in "\\{}" else chr(number))
        if 32 <= number < 127
        else f"\\u{number}?"
        for number in numbers
    )


def paragraphs_in(suffix: str, lines: Sequence[str]) -> bytes:
    """A file of the format with these lines as its paragraphs."""
    return _WRITERS[suffix](lines)


def _md(lines: Sequence[str]) -> bytes:
    return re.sub(r"([\\`*_{}\[\]()#+\-.!|>~])", r"\\\1", "\n".join(lines)).encode()


def _docx(lines: Sequence[str]) -> bytes:
    return docx("".join(map(_docx_text, lines)))


def _odt(lines: Sequence[str]) -> bytes:
    return odf("text", "".join(f"<text:p>{_odf_text(line)}</text:p>" for line in lines))


def _rtf(lines: Sequence[str]) -> bytes:
    return ("{\\rtf1\\ansi " + "\\par ".join(map(rtf_text, lines)) + "\\par}").encode("ascii")


def _html(lines: Sequence[str]) -> bytes:
    return ("<!doctype html><html><body>" + "".join(f"<p>{escape(one)}</p>" for one in lines)).encode()


def _whisper(lines: Sequence[str]) -> bytes:
    pieces = [{"start": 9 * at, "end": 9 * at + 1, "text": f" {line}"} for at, line in enumerate(lines)]
    return json.dumps({"segments": pieces}).encode()


def _otr(lines: Sequence[str]) -> bytes:
    return json.dumps({"text": "".join(f"<p>{escape(line)}</p>" for line in lines), "media": "a.mp3"}).encode()


def _captions(suffix: str, lines: Sequence[str]) -> bytes:
    mark = "." if suffix == ".vtt" else ","
    cues = (
        f"{at + 1}\n00:{at:02}:00{mark}000 --> 00:{at:02}:01{mark}000\n{escape(line, quote=False)}\n"
        for at, line in enumerate(lines)
    )
    return (("WEBVTT\n\n" if suffix == ".vtt" else "") + "\n".join(cues)).encode()


_WRITERS: dict[str, Callable[[Sequence[str]], bytes]] = {
    ".txt": lambda lines: "\n".join(lines).encode(),
    ".md": _md,
    ".docx": _docx,
    ".odt": _odt,
    ".rtf": _rtf,
    ".html": _html,
    ".vtt": lambda lines: _captions(".vtt", lines),
    ".srt": lambda lines: _captions(".srt", lines),
    ".json": _whisper,
    ".otr": _otr,
}


def rows_in(suffix: str, rows: Sequence[Sequence[str]]) -> bytes:
    """A table of the format with these rows."""
    match suffix:
        case ".csv":
            out = io.StringIO(newline="")
            csv.writer(out).writerows(rows)
            return out.getvalue().encode()
        case ".ods":
            return odf("spreadsheet", ods_rows(rows))
        case ".xlsx":
            import xlsxwriter

            book = io.BytesIO()
            with xlsxwriter.Workbook(book, {"in_memory": True}) as workbook:
                sheet = workbook.add_worksheet()
                for number, row in enumerate(rows):
                    for column, text in enumerate(row):
                        sheet.write_string(number, column, text)
            return book.getvalue()
    raise ValueError(suffix)


def pdf(pages: Sequence[Sequence[str]], folder: Path) -> bytes:
    """A PDF with a text layer."""
    return pdf_file(folder / "made.pdf", [list(page) for page in pages]).read_bytes()
