"""Figures of documents: networks and charts of stage 3 drawn for the page, with the table of what they show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.report.columns import columns_for
from qualcode.report.document import Figure as FigureBlock
from qualcode.report.document import HeaderCell, Table, Text, anchor
from qualcode.report.sentences import capital
from qualcode.report.tables import cell, room, source_line

if TYPE_CHECKING:
    from qualcode.displays._figure import Figure
    from qualcode.displays._figure_forms import FigureTable, TableRow
    from qualcode.report.desk import Desk
    from qualcode.report.document import Runs, TableCell

POINTS = 72 / 2.54
"""Points in a centimetre."""

CAPTION_CM = 5.0
"""What caption, source line and a line of text above leave of a page."""


def figure_blocks(desk: Desk, figure: Figure, *, key: str, wide: bool = False) -> tuple[FigureBlock, ...]:
    """The drawings of a figure, each fit for a page; a further one of the same figure says that it goes on."""
    from qualcode.displays._drawing.png import png
    from qualcode.displays._figure_forms import Room, drawn

    across = room(desk, wide=wide)
    profile = desk.profile
    page = profile.page_cm[0] if wide else profile.page_cm[1]
    down = page - profile.margin_top_cm - profile.margin_bottom_cm - CAPTION_CM
    made = drawn(figure, Room(width=across * POINTS, height=down * POINTS))
    blocks = []
    for number, one in enumerate(made, 1):
        title = figure_caption(desk, figure, one.title)
        again = (
            f" ({desk.terms('displays.figure.continued')})"
            if number > 1 and one.panel == made[number - 2].panel
            else ""
        )
        scale = min(1.0, across * POINTS / one.scene.width, down * POINTS / one.scene.height)
        blocks.append(
            FigureBlock(
                key=key if number == 1 else anchor(key, str(number)),
                caption=title + again,
                image=png(one.scene),
                width_cm=round(one.scene.width * scale / POINTS, 2),
                source_line=source_line(desk),
            )
        )
    return tuple(blocks)


def figure_caption(desk: Desk, figure: Figure, panel: str = "") -> str:
    """The figure's title without the word that the number follows, and what a panel of it shows."""
    title = capital(figure.title.removeprefix(f"{desk.terms('report.figure')} "))
    return f"{title}: {panel}" if panel else title


def figure_tables(desk: Desk, figure: Figure, *, key: str, wide: bool = False) -> tuple[Table, ...]:
    """Everything that a figure shows, in rows with the citations that it rests on."""
    from qualcode.displays._figure_tables import tables_of

    return tuple(
        _table(desk, figure, table, key=anchor(key, str(number)), wide=wide)
        for number, table in enumerate(tables_of(figure), 1)
    )


def _table(desk: Desk, figure: Figure, table: FigureTable, *, key: str, wide: bool) -> Table:
    header = (tuple(HeaderCell(text=text) for text in (*table.heads, figure.words["evidence"])),)
    rows = tuple(_row(desk, row) for row in table.rows)
    return Table(
        key=key,
        caption=f"{figure_caption(desk, figure)}: {table.title}",
        columns=columns_for(header, rows, stubs=1, room_cm=room(desk, wide=wide)),
        header=header,
        rows=rows,
        source_line=source_line(desk),
    )


def _row(desk: Desk, row: TableRow) -> tuple[TableCell, ...]:
    cited: Runs = desk.cite(place.segment for place in row.segments)
    proof = cited or (Text(desk.terms("displays.blanks.declared")),)
    return (*(cell((Text(text or desk.terms("displays.blanks.declared")),)) for text in row.cells), cell(proof))


def figure_notes(figure: Figure) -> tuple[Runs, ...]:
    """Legend, rules, checks, reading and what is not shown, as notes under a table."""
    from qualcode.displays._writers._around import around
    from qualcode.report.document import Emphasis

    notes: list[Runs] = []
    if figure.legend:
        legend = "; ".join(f"{sign} {meaning}" for sign, meaning in figure.legend.items())
        notes.append((Emphasis(f"{figure.words['legend']}:"), Text(f" {legend}.")))
    notes += [(Emphasis(f"{heading}:"), Text(f" {' '.join(texts)}")) for heading, texts in around(figure)]
    return (*notes, (Text(f"{capital(figure.caption)}."),))
