"""The list of source codes (daftar kode sumber data): what each citation in the chapters stands for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.collection.citations import source_code
from qualcode.report.appendices import listing
from qualcode.report.desk import paragraph
from qualcode.report.sentences import capital

if TYPE_CHECKING:
    from qualcode.model import Source
    from qualcode.report.desk import Desk
    from qualcode.report.document import Block


def source_codes(desk: Desk) -> tuple[Block, ...]:
    """Every source by its code, with technique, informant, date and how many data were taken from it."""
    sources = desk.study.sources
    if not sources:
        return ()
    rows = [(str(at), *_row(desk, source)) for at, source in enumerate(sources, 1)]
    header = ("no", "code", "source", "technique", "who_or_where", "date", "segments")
    table = listing(desk, "source_codes", header, rows, wide=True)
    return (*paragraph(desk.voice.say("appendix.source_codes", tabel=desk.table(table.key))), table)


def _row(desk: Desk, source: Source) -> tuple[str, ...]:
    count = sum(segment.source == source.id for segment in desk.study.segments.values())
    return (
        source_code(desk.study, source, desk.terms),
        source.id,
        capital(desk.terms(f"values.technique.{source.technique.value}")),
        _who(desk, source),
        desk.terms.date(source.date) if source.date else desk.word("undated"),
        desk.terms.number(count),
    )


def _who(desk: Desk, source: Source) -> str:
    """The informants by role and code; without any, the place up to its first comma, or the title."""
    if source.informants:
        return capital(desk.counter.names(desk.people.persons(source.informants)))
    return source.title or source.place.partition(",")[0].strip() or desk.word("none")
