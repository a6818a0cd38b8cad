"""The layout set: small invented files, one a layout, and the page of the documentation that shows what comes of each.

``python -m tests.collection.layout_set > docs/layouts.md`` writes the page anew; a test compares it.
"""

from __future__ import annotations

import io
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from qualcode.collection.reading import Reading, read_source
from tests.collection.word_files import word_file

FOLDER = Path(__file__).parent / "layouts"
PAGE = Path(__file__).parents[2] / "docs" / "layouts.md"
OPTIONS: dict[str, dict[str, Any]] = {
    "16-alternating-said": {"speakers": {"1": "interviewer"}},
    "26-youtube": {"speakers": {"*": "informant"}},
    "29-whisper-cpp": {"speakers": {"*": "informant"}},
    "42-answers": {"columns": ("Jawaban", "Kode")},
    "107-times-between-captions": {"speakers": {"*": "informant"}},
    "108-times-above-paragraphs": {"speakers": {"1": "interviewer"}},
}
HEAD = """# Layouts

What `qualcode ingest` makes of the layouts in which transcripts and sheets come. Every file is small, invented and read
by the test suite, which fails when a line of this page is not what comes out. `⏎` is a line end made by hand; of Word,
LibreOffice and PDF files the text is shown, a table's rows between bars and a page's end as `⇩`.
"""


def files() -> list[Path]:
    """The files of the set in order."""
    return sorted(FOLDER.iterdir(), key=lambda path: int(path.name.partition("-")[0]))


def made(path: Path, folder: Path) -> Path:
    """The file as a student has it: ``x.docx.txt`` holds the text of a Word file, and so on."""
    name = path.name.removesuffix(".txt") if path.name.count(".") > 1 else path.name
    target = folder / name
    text = path.read_text(encoding="utf-8")
    match target.suffix:
        case ".docx":
            return word_file(target, *_parts(text))
        case ".odt":
            return _libre_office(target, text)
        case ".pdf":
            return pdf_file(target, [page.strip("\n").split("\n") for page in text.split("⇩\n")])
    target.write_bytes(path.read_bytes())
    return target


def _parts(text: str) -> Iterator[Any]:
    rows: list[list[str]] = []
    for line in [*text.split("\n"), ""]:
        cells = [cell.strip().replace("⏎", "\n") for cell in line.strip("|").split("|")]
        if line.startswith("| ") and (not rows or len(rows[0]) == len(cells)):
            rows.append(cells)
            continue
        if rows:
            yield rows
            rows = []
        if line.startswith("| "):
            rows = [cells]
        elif line:
            yield line.replace("⏎", "\n")


def _libre_office(target: Path, text: str) -> Path:
    import pypandoc

    word = word_file(target.with_suffix(".docx"), *_parts(text))
    pypandoc.convert_file(str(word), "odt", outputfile=str(target))
    return target


def pdf_file(target: Path, pages: list[list[str]]) -> Path:
    """A PDF with a text layer: every line of a page in Courier, below one another."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"",
        b"<</Type/Font/Subtype/Type1/BaseFont/Courier/Encoding/WinAnsiEncoding>>",
    ]
    kids = []
    for lines in pages:
        escaped = (line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)") for line in lines)
        shown = "\n".join(f"({line}) Tj T*" for line in escaped).encode("cp1252")
        stream = b"BT /F1 10 Tf 12 TL 50 780 Td\n" + shown + b"\nET"
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream))
        place = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>/Contents %d 0 R>>"
        objects.append(place % len(objects))
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(kids), b" ".join(kids))
    out = io.BytesIO(b"%PDF-1.4\n")
    out.seek(0, io.SEEK_END)
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.write(b"".join(b"%010d 00000 n \n" % offset for offset in offsets))
    out.write(b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start))
    target.write_bytes(out.getvalue())
    return target


def section(path: Path, folder: Path) -> str:
    """The part of the page that shows one file and what comes of it."""
    stem = path.name.split(".")[0]
    file = made(path, folder)
    options = OPTIONS.get(stem, {})
    reading = read_source(file, **options)
    said = " ".join(f"--speaker {label}={who}" for label, who in options.get("speakers", {}).items())
    if "columns" in options:
        said = "--text-column {} --id-column {}".format(*options["columns"])
    title = stem.partition("-")[2].replace("-", " ")
    text = path.read_text(encoding="utf-8").rstrip("\n")
    return "\n".join(
        [
            f"## {title.capitalize()}",
            "",
            f"`{file.name}` {said}".rstrip(),
            "",
            "```text",
            text,
            "```",
            "",
            *_result(reading),
        ]
    )


def _result(reading: Reading) -> Iterator[str]:
    facts = {
        "layout": reading.layout, "technique": reading.technique.value, "title": reading.title, "code": reading.code,
        "role": reading.role, "name read (kept nowhere)": ", ".join(reading.names), "date": reading.date,
        "time": "–".join(filter(None, (reading.start_time, reading.end_time))), "place": reading.place,
        "collector": reading.collector, "remarks": ", ".join(one.key for one in reading.remarks),
    }  # fmt: skip
    yield "; ".join(f"{name}: {value}" for name, value in facts.items() if value)
    yield ""
    yield "| block | label | who | kind | time | lines | text |"
    yield "|---|---|---|---|---|---|---|"
    for block in reading.blocks:
        own = reading.line_numbers
        lines = [own[at - 1] if own else at for at in (block.first_line, block.last_line)]
        words = reading.text[block.start : block.end].replace("\n", "⏎").replace("\t", "⇥").replace("|", "\\|")
        who = block.speaker.value + (f" {block.informant}" if block.informant else "")
        place = f"{lines[0]}" if lines[0] == lines[1] else f"{lines[0]}–{lines[1]}"
        yield f"| {block.number} | {block.label} | {who} | {block.kind} | {block.time} | {place} | {words} |"
    if reading.codes:
        yield ""
    for one in reading.codes:
        words, written = (text.replace("\n", "⏎") for text in (reading.text[one.start : one.end], one.written))
        yield f"- code written beside “{words}”: {written}"


def page() -> str:
    """The whole page."""
    with tempfile.TemporaryDirectory() as folder:
        return "\n".join([HEAD, *(section(path, Path(folder)) + "\n" for path in files())])


if __name__ == "__main__":
    import sys

    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stdout.write(page())
