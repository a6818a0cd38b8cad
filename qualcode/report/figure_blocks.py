"""Figures of documents: networks and charts of stage 3 drawn for the page, with the table of what they show."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qualcode.report.columns import columns_for
from qualcode.report.document import Figure as FigureBlock
from qualcode.report.document import HeaderCell, Table, Text, anchor
from qualcode.report.sentences import capital
from qualcode.report.tables import UPRIGHT_COLUMNS, cell, room, source_line

if TYPE_CHECKING:
    from qualcode.displays._drawing.scene import Scene
    from qualcode.displays._figure import Figure
    from qualcode.displays._figure_forms import FigureTable, TableRow
    from qualcode.displays._net import Edge
    from qualcode.report.desk import Desk
    from qualcode.report.document import Runs, TableCell

WIDTH = 90
"""Characters of a line that tells a figure in text."""

POINTS = 72 / 2.54
"""Points in a centimetre."""

BETTER = 1.05
"""How much larger a figure has to be on its side to lie there."""

CAPTION_CM = 4.0
"""What caption, source line and a line of text above leave of a page."""


def quotable(desk: Desk, figure: Figure) -> Figure:
    """The figure without the words of people who did not agree to be quoted: labels of edges are in their words."""
    from qualcode.displays._net import Net

    def barred(edge: Edge) -> bool:
        held = [place.segment for place in edge.segments]
        return bool(held) and all(desk.quotes.barred(segment) for segment in held)

    panels = []
    for panel in figure.panels:
        net = panel.content
        if isinstance(net, Net):
            edges = tuple(replace(edge, label="") if edge.label and barred(edge) else edge for edge in net.edges)
            net = replace(net, edges=edges)
        panels.append(replace(panel, content=net))
    return replace(figure, panels=tuple(panels))


def figure_blocks(desk: Desk, figure: Figure, *, key: str) -> tuple[FigureBlock, ...]:
    """The drawings of a figure on upright pages, or on pages that lie on their side where they can be larger there."""
    figure = quotable(desk, figure)
    upright, sideways = (_pages(desk, figure, wide=wide) for wide in (False, True))
    wide = min(scale for _scene, scale in sideways) > min(scale for _scene, scale in upright) * BETTER
    pages = sideways if wide else upright
    first, *more = (replace(_block(desk, figure, scene, scale), wide=wide) for scene, scale in pages)
    again = f" ({desk.terms('displays.figure.continued')})"
    return (
        replace(first, key=key, lines=_told(figure)),
        *(
            replace(one, key=anchor(key, str(at)), caption=one.caption + again, continued=True)
            for at, one in enumerate(more, 2)
        ),
    )


def _told(figure: Figure) -> tuple[str, ...]:
    from qualcode.displays._figure_forms import told

    found: list[str] = []
    for panel in figure.panels:
        found += [f"{panel.title}:"] if panel.title else []
        found += told(panel, figure, WIDTH)
    return tuple(found)


def _pages(desk: Desk, figure: Figure, *, wide: bool) -> list[tuple[Scene, float]]:
    """The drawings for pages of one orientation, each with the scale at which it fits."""
    from qualcode.displays._figure_forms import Room
    from qualcode.displays._figure_pages import pages_of

    profile = desk.profile
    page = profile.page_cm[0] if wide else profile.page_cm[1]
    across = room(desk, wide=wide) * POINTS
    down = (page - profile.margin_top_cm - profile.margin_bottom_cm - CAPTION_CM) * POINTS
    scenes = pages_of(figure, Room(width=across, height=down))
    return [(scene, min(1.0, across / scene.width, down / scene.height)) for scene in scenes]


def _block(desk: Desk, figure: Figure, scene: Scene, scale: float) -> FigureBlock:
    from qualcode.displays._drawing.png import png

    return FigureBlock(
        key="",
        display=figure.name,
        caption=figure_caption(desk, figure),
        image=png(scene),
        width_cm=round(scene.width * scale / POINTS, 2),
        source_line=source_line(desk),
    )


def figure_reading(desk: Desk, figure: Figure, block: FigureBlock) -> FigureBlock:
    """A drawing with the decision rules and the researcher's reading, or an open slot for it, below."""
    from qualcode.report.document import Emphasis, Inline, Slot

    rules = " ".join(figure.rules)
    reading: list[Inline] = [Emphasis(desk.word("notes.reading")), Text(" ")]
    written = figure.notes.strip()
    reading.append(Text(written) if written else Slot(text=desk.word("slots.reading"), slot="reading"))
    return replace(block, notes=((Emphasis(desk.word("notes.rules")), Text(f" {rules}")), tuple(reading)))


def figure_caption(desk: Desk, figure: Figure) -> str:
    """The figure's title without the word that the number follows."""
    return capital(figure.title.removeprefix(f"{desk.terms('report.figure')} "))


def figure_tables(desk: Desk, figure: Figure, *, key: str) -> tuple[Table, ...]:
    """Everything that a figure shows, in rows with the citations that it rests on."""
    from qualcode.displays._figure_tables import tables_of

    figure = quotable(desk, figure)
    return tuple(
        _table(desk, figure, table, key=anchor(key, str(number))) for number, table in enumerate(tables_of(figure), 1)
    )


def _table(desk: Desk, figure: Figure, table: FigureTable, *, key: str) -> Table:
    header = (tuple(HeaderCell(text=text) for text in (*table.heads, figure.words["evidence"])),)
    rows = tuple(_row(desk, row) for row in table.rows)
    wide = len(header[0]) > UPRIGHT_COLUMNS
    return Table(
        key=key,
        caption=f"{figure_caption(desk, figure)}: {table.title}",
        columns=columns_for(
            header, rows, stubs=1, room_cm=room(desk, wide=wide), letter_cm=desk.profile.table_letter_cm
        ),
        header=header,
        rows=rows,
        source_line=source_line(desk),
        wide=wide,
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
