"""A table of answers (CSV, spreadsheet) as one source: every row a block, labelled by the row's id."""

from __future__ import annotations

import re

from qualcode.collection.documents import Remark, Table, remark
from qualcode.errors import UnknownName, UnreadableSource
from qualcode.model import Block, BlockKind, Speaker

_IDS = re.compile(r"\b(?:kode|id|inisial|nama|no|nomor|responden|informan)\b", re.IGNORECASE)


def rows_as_blocks(
    table: Table, columns: tuple[str, str] | None, file_name: str
) -> tuple[str, tuple[Block, ...], list[Remark]]:
    """(text, blocks, remarks). ``columns`` names the text column and the id column, as the first row writes them."""
    if len(table.rows) < 2:  # noqa: PLR2004
        raise UnreadableSource(file_name, "empty")
    headings = tuple(" ".join(heading.split()) for heading in table.rows[0])
    if columns is None:
        raise UnreadableSource(file_name, "needs_columns", detail=_choices(headings))
    text_at, id_at = (_place(name, headings) for name in columns)
    lines: list[str] = []
    blocks: list[Block] = []
    start = empty = 0
    for row in table.rows[1:]:
        answer = row[text_at].strip()
        if not answer:
            empty += 1
            continue
        blocks.append(
            Block(
                source="",
                number=len(blocks) + 1,
                label=row[id_at].strip(),
                speaker=Speaker.INFORMANT,
                kind=BlockKind.ANSWER,
                start=start,
                end=start + len(answer),
                first_line=len(lines) + 1,
                last_line=len(lines) + 1 + answer.count("\n"),
            )
        )
        lines += answer.split("\n")
        start += len(answer) + 1
    if not blocks:
        raise UnreadableSource(file_name, "empty")
    return "\n".join(lines), tuple(blocks), [remark("empty_rows", count=empty)] if empty else []


def _choices(headings: tuple[str, ...]) -> str:
    """The columns there are, and an example of the options: the longest heading, and one that may tell people apart."""
    filled = list(filter(None, headings))
    text = max(filled, key=len, default="")
    ids = [one for one in filled if one != text]
    first = next((one for one in ids if _IDS.search(one)), ids[0] if ids else text)
    return f'{", ".join(filled)}; --text-column "{text}" --id-column "{first}"'


def _place(name: str, headings: tuple[str, ...]) -> int:
    folded = [heading.casefold() for heading in headings]
    if name.casefold().strip() not in folded:
        raise UnknownName("column", name, headings)
    return folded.index(name.casefold().strip())
