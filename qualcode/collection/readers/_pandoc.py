"""Office formats by way of pandoc: its document tree as paragraphs and tables.

pandoc runs apart, without access to files or the network, in bounded memory and time.
"""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from qualcode.collection.documents import MOST_CHARACTERS, Paragraph, RawDocument, Remark, Table, remark
from qualcode.collection.readers._stamped import without_stamps
from qualcode.errors import MissingProgram, UnreadableSource
from qualcode.language import normalise

SECONDS = 60
MEMORY = "1500M"
TAG = re.compile(rb"<[^<>]*>|\s{2,}")
"""A mark of XML or HTML, and blanks between marks."""

TAB = "\uf8fe"
"""What stands for a tab of a document, which pandoc takes for a blank."""

_FIRST_BYTES = bytes((*range(0x80), *range(0xC0, 0x100)))
"""Those with which a code point begins in UTF-8."""

_LEFT_OUT = {"Image", "RawInline", "Note"}

Node = dict[str, Any]


def refuse_long(marked_up: bytes, mark: re.Pattern[bytes], name: str) -> None:
    """``UnreadableSource`` if what stands between the marks is longer than a source may be: before pandoc tries."""
    if len(marked_up) > MOST_CHARACTERS:
        bare = mark.sub(b"", marked_up)
        letters = len(bare) - len(bare.translate(None, _FIRST_BYTES))
        if letters > MOST_CHARACTERS:
            raise UnreadableSource(name, "too_large", detail=f"{letters / 1e6:.1f} MB > {MOST_CHARACTERS / 1e6:.0f} MB")


def tree(data: bytes, input_format: str, name: str, why: str) -> Node:
    """The tree that pandoc makes of a document, tracked changes accepted; ``why`` is the key if it cannot."""
    command = [
        _program(), "--from", input_format, "--to", "json", "--sandbox", "--track-changes=accept",
        "+RTS", f"-M{MEMORY}", "-RTS",
    ]  # fmt: skip
    try:
        ran = subprocess.run(command, input=data, capture_output=True, timeout=SECONDS, check=False)  # noqa: S603
    except subprocess.TimeoutExpired:
        raise UnreadableSource(name, "too_slow", detail=f"{SECONDS} s") from None
    if ran.returncode != 0:
        raise UnreadableSource(name, "too_large" if b"heap exhausted" in ran.stderr else why)
    try:
        parsed: Node = json.loads(ran.stdout)
    except RecursionError:
        raise UnreadableSource(name, "too_large") from None
    return parsed


def document(data: bytes, input_format: str, name: str, why: str, remarks: Sequence[Remark] = ()) -> RawDocument:
    """A document as pandoc reads it; notes are left out, and that is said."""
    found = tree(data, input_format, name, why)
    try:
        parts = without_stamps(tuple(parts_of(found)))
    except RecursionError:
        raise UnreadableSource(name, "too_large") from None
    if not parts:
        raise UnreadableSource(name, "empty")
    notes = notes_in(found)
    said = (remark("notes", count=notes),) if notes else ()
    return RawDocument(parts=parts, remarks=(*remarks, *said))


def _program() -> str:
    missing = MissingProgram("pandoc", "docx", "pip install pypandoc_binary")
    try:
        import pypandoc
    except ImportError:
        raise missing from None
    try:
        return str(pypandoc.get_pandoc_path())
    except OSError:
        raise missing from None


def parts_of(document: Node) -> Iterator[Paragraph | Table]:
    """The paragraphs and tables of a tree in reading order; lists and quotations give their paragraphs."""
    yield from _parts(document["blocks"])


def notes_in(document: Node) -> int:
    """How many foot- and endnotes the document has."""
    return json.dumps(document["blocks"]).count('"t": "Note"')


def _parts(blocks: Sequence[Node]) -> Iterator[Paragraph | Table]:
    for block in blocks:
        content: Any = block.get("c")
        match block["t"]:
            case "Para" | "Plain":
                yield from _paragraph(content)
            case "Header":
                yield from _paragraph(content[2])
            case "Table":
                yield from _tables(content)
            case "LineBlock":
                yield Paragraph(text="\n".join(_text(line) for line in content))
            case "CodeBlock":
                yield Paragraph(text=normalise(content[1]))
            case "OrderedList":
                yield from _items(content)
            case kind:
                for inner in _inside(kind, content):
                    yield from _parts(inner)


def _items(content: Any) -> Iterator[Paragraph | Table]:
    """The paragraphs of a numbered list; the first of each item has its number."""
    begins = content[0][0]
    for number, inner in enumerate(content[1], begins):
        for order, part in enumerate(_parts(inner)):
            counts = isinstance(part, Paragraph) and not order
            yield replace(part, item=max(1, number)) if isinstance(part, Paragraph) and counts else part


def _inside(kind: str, content: Any) -> list[Sequence[Node]]:
    """The lists of blocks inside a list, quotation, division or figure."""
    if kind == "BulletList":
        return list(content)
    if kind == "DefinitionList":
        return [inner for term, definitions in content for inner in ([{"t": "Para", "c": term}], *definitions)]
    if kind == "BlockQuote":
        return [content]
    return [content[-1]] if kind in ("Div", "Figure") else []


def _paragraph(inlines: Sequence[Node]) -> Iterator[Paragraph]:
    text = _text(inlines)
    if text.strip():
        yield Paragraph(text=text, bold=_bold(inlines, text))


def _text(inlines: Sequence[Node]) -> str:
    return normalise("".join(_pieces(inlines)).replace(TAB, "\t"))


def _pieces(inlines: Sequence[Node]) -> Iterator[str]:
    for inline in inlines:
        kind = inline["t"]
        content: Any = inline.get("c")
        if kind == "Str":
            yield content
        elif kind in ("Space", "SoftBreak"):
            yield " "
        elif kind == "LineBreak":
            yield "\n"
        elif kind in ("Code", "Math"):
            yield content[1]
        elif kind == "Quoted":
            yield from ("“", *_pieces(content[1]), "”")
        elif kind in ("Link", "Span", "Cite"):
            yield from _pieces(content[1])
        elif kind not in _LEFT_OUT:
            yield from _pieces(content)


def _bold(inlines: Sequence[Node], text: str) -> int:
    """The code points at the start that are bold."""
    length = 0
    for inline in inlines:
        if inline["t"] == "Strong":
            length += len(_text(inline["c"]))
        elif inline["t"] in ("Space", "LineBreak", "SoftBreak"):
            length += 1
        else:
            break
    return len(text[:length].rstrip()) if any(inline["t"] == "Strong" for inline in inlines[:2]) else 0


def _tables(content: Sequence[Any]) -> Iterator[Paragraph | Table]:
    """A table; one that frames others gives its rows and what stands in them in order."""
    _, _, columns, head, bodies, foot = content
    rows = list(head[1])
    for body in bodies:
        rows += body[2] + body[3]
    rows += foot[1]
    begun = 0
    for number, (_, cells) in enumerate(rows):
        if any(block["t"] == "Table" for cell in cells for block in cell[4]):
            yield from _table(rows[begun:number], len(columns))
            begun = number + 1
            for cell in cells:
                yield from _parts(cell[4])
    yield from _table(rows[begun:], len(columns))


def _table(rows: Sequence[Any], width: int) -> Iterator[Table]:
    grid = [[""] * width for _ in rows]
    covered: set[tuple[int, int]] = set()
    for number, (_, cells) in enumerate(rows):
        _fill(grid, number, cells, covered)
    if rows:
        yield Table(rows=tuple(tuple(row) for row in grid))


def _fill(grid: list[list[str]], number: int, cells: Sequence[Any], covered: set[tuple[int, int]]) -> None:
    """One row's cells; one merged over rows or columns covers the others, which stay empty."""
    width = len(grid[number])
    column = 0
    for _, _, down, across, blocks in cells:
        while (number, column) in covered:
            column += 1
        if column >= width:
            return
        grid[number][column] = "\n".join(_cell_lines(blocks))
        covered.update((number + row, column + over) for row in range(down) for over in range(across))


def _cell_lines(blocks: Sequence[Node]) -> Iterator[str]:
    for part in _parts(blocks):
        if isinstance(part, Paragraph):
            yield part.text
        else:
            yield from ("\t".join(row) for row in part.rows)
