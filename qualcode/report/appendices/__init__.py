"""Appendices (lampiran), one module each: what the chapters rest on, in full, in a form to be read on paper."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qualcode.report.document import Heading, Runs, Section, Table, TableCell, Text
from qualcode.report.tables import plain_table

if TYPE_CHECKING:
    from qualcode.report.desk import Desk
    from qualcode.report.document import Block


@dataclass(frozen=True, slots=True, kw_only=True)
class Appendix:
    """An appendix: its key and its blocks; one without blocks is left out. ``wide`` lays its pages on their side."""

    key: str
    blocks: Callable[[Desk], tuple[Block, ...]]
    wide: bool = False


def section_of(desk: Desk, appendix: Appendix) -> Section | None:
    """An appendix as a section that begins with its title, or None where the study has nothing for it."""
    blocks = appendix.blocks(desk)
    if not blocks:
        return None
    heading = Heading(level=2, text=desk.word(f"titles.{appendix.key}"), key=appendix.key)
    wide = appendix.wide or any(isinstance(block, Table) and block.wide for block in blocks)
    upright = (replace(block, wide=False) if wide and isinstance(block, Table) else block for block in blocks)
    return Section(key=appendix.key, blocks=(heading, *upright), wide=wide)


def listing(  # noqa: PLR0913 - what a table is made of
    desk: Desk,
    key: str,
    header: Sequence[str],
    rows: Sequence[Sequence[str | TableCell]],
    *,
    wide: bool = False,
    caption: str = "",
) -> Table:
    """A table of the study's own records, which needs no line of its source; ``wide`` gives it the page's length."""
    table = plain_table(desk, key=key, header=header, rows=rows, wide=wide, caption=caption)
    return replace(table, source_line="")


def text(words: str) -> Runs:
    """Plain words as runs; none where there are none."""
    return (Text(words),) if words else ()
