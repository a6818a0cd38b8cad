"""4.1 Gambaran umum lokasi: the places of study, their units and the figures that documents give."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.collection.citations import source_code
from qualcode.model import Source, Technique, Unit
from qualcode.report.chapters._figures import Figure, figure_table_key, figures_of
from qualcode.report.chapters._networks import networks
from qualcode.report.desk import PROJECT, Desk, paragraph
from qualcode.report.document import Citation, Column, HeaderCell, Runs, Slot, Table, Text
from qualcode.report.sentences import sentence
from qualcode.report.tables import cell, plain_table, source_line

if TYPE_CHECKING:
    from qualcode.report.document import Block


def site(desk: Desk) -> tuple[Block, ...]:
    """The site: what the records say of it, and slots for what only the researcher can tell."""
    described = desk.slot("site", "description")
    told = not any(isinstance(block, Slot) for block in described)
    return (
        *paragraph(*places(desk, told=told), *_permits(desk), *period(desk)),
        *described,
        *desk.slot("site", "history"),
        *_units(desk),
        *_figures(desk),
        *networks(desk, "site"),
        *desk.slot("site", "map"),
    )


def places(desk: Desk, *, told: bool) -> list[Runs]:
    """The places by name; what their records say of them only where the researcher did not describe the site."""
    sites = desk.study.project.sites
    if not sites:
        return []
    said = [desk.voice.say("site.place", tempat=desk.terms.listed([one.label for one in sites]))]
    described = () if told else (sentence(one.description) for one in sites)
    return [desk.claim(runs, PROJECT) for runs in (*said, *((Text(text),) for text in described if text))]


def _permits(desk: Desk) -> list[Runs]:
    return [
        desk.claim(
            desk.voice.say("site.permit_dated", dok=permit.issuer, tgl=desk.terms.date(permit.date))
            if permit.date
            else desk.voice.say("site.permit", dok=permit.issuer),
            PROJECT,
        )
        for permit in desk.study.project.permits
    ]


def period(desk: Desk) -> list[Runs]:
    """When the data were collected, and with how many sources of each technique."""
    dates = sorted(s.date for s in desk.study.sources if s.date and s.technique is not Technique.DOCUMENT)
    words = [desk.counted(technique, len(found)) for technique in Technique if (found := desk.sources(technique))]
    if not dates or not words:
        return []
    said = desk.voice.say("site.period", tgl=span(desk, dates[0], dates[-1]), daftar=desk.terms.listed(words))
    return [desk.claim(said, *(f"source:{source.id}" for source in desk.study.sources))]


def span(desk: Desk, first: str, last: str) -> str:
    """Two dates as one: *12–14 Maret 2018*, *7 Maret–2 April 2018*."""
    start, end = desk.terms.date(first), desk.terms.date(last)
    if first == last:
        return end
    if len(first) != len(last):
        return desk.word("range", first=start, last=end)
    shared = 0
    ahead, behind = start.split(" "), end.split(" ")
    while shared < min(len(ahead), len(behind)) and ahead[-1 - shared] == behind[-1 - shared]:
        shared += 1
    return f"{' '.join(ahead[: len(ahead) - shared])}–{end}" if shared < len(ahead) else end


def _units(desk: Desk) -> tuple[Block, ...]:
    units = desk.study.all(Unit)
    if not units:
        return ()
    labels = {unit.id: unit.label for unit in units}
    table = plain_table(
        desk,
        key="units",
        header=("no", "unit", "parent_unit"),
        rows=[
            (str(at), unit.label, labels.get(unit.parent or "", desk.word("none"))) for at, unit in enumerate(units, 1)
        ],
    )
    return (*paragraph(desk.voice.say("site.units", tabel=desk.table(table.key))), table)


def _figures(desk: Desk) -> tuple[Block, ...]:
    """One table for each document whose coded rows are figures."""
    blocks: list[Block] = []
    for source in desk.sources(Technique.DOCUMENT):
        rows = figures_of(desk, source)
        if rows:
            blocks.extend(_figure_table(desk, source, rows))
    return tuple(blocks)


def _figure_table(desk: Desk, source: Source, rows: tuple[Figure, ...]) -> tuple[Block, ...]:
    key = figure_table_key(source)
    title = source.title or source.id
    code = source_code(desk.study, source, desk.terms)
    cited = Citation(text=code, segments=tuple(segment for row in rows for segment in row.segments))
    said = desk.claim(desk.voice.say("site.figures", dok=title, tabel=desk.table(key), sit=cited))
    body = tuple(
        (
            cell((Text(row.row),)),
            cell((Text(row.label),)),
            cell(desk.claim((Text(row.number),), f"source:{source.id}", segments=row.segments)),
        )
        for row in rows
    )
    table = Table(
        key=key,
        caption=title,
        columns=(Column(share=0.1, align="right"), Column(share=0.65), Column(share=0.25, align="right")),
        header=(tuple(HeaderCell(text=desk.word(f"heads.{name}")) for name in ("no", "item", "count")),),
        rows=body,
        source_line=source_line(desk, code),
    )
    return (*paragraph(said), table)
