"""``ingest --preview``: what a file would become, before anything is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qualcode.cli._questions import shortened
from qualcode.i18n import N_, _, ngettext
from qualcode.model import Block, Informant, Role, Speaker

if TYPE_CHECKING:
    from qualcode.collection.ingest import Taken
    from qualcode.collection.provisional import Look
    from qualcode.model import Study
    from qualcode.reduction.correcting import Correction

FIRST_BLOCKS = 6
WIDEST = 66
UNSETTLED = "?"
_BECAUSE = {
    "title": N_("by its title"),
    "file_name": N_("by the file’s name"),
    "layout": N_("by its layout"),
    "given": N_("as you said"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """A look at a file and the records that it would make in a study."""

    path: Path
    look: Look
    taken: Taken
    study: Study
    warnings: tuple[str, ...]
    questions: tuple[str, ...]

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks as they would be stored."""
        return tuple(record for record in self.taken.records if isinstance(record, Block))

    def row(self) -> dict[str, Any]:
        """The preview as JSON."""
        source, reading = self.taken.source, self.look.reading
        open_ = any(one.what == "technique" for one in self.look.questions)
        return {
            "source": None if open_ else source.id,
            "path": str(self.path),
            "reader": source.reader,
            "layout": source.layout,
            "technique": None if open_ else source.technique.value,
            "because": None if open_ else reading.because,
            "title": source.title,
            "date": source.date or None,
            "dates": list(reading.dates),
            "start_time": source.start_time or None,
            "end_time": source.end_time or None,
            "place": source.place,
            "collector": source.collector,
            "origin": source.origin,
            "header": [{"label": field.name, "value": field.value} for field in source.header],
            "informants": [self._person(name) for name in source.informants],
            "speakers": self._speakers(),
            "blocks": len(self.blocks),
            "words": source.words,
            "own_line_numbers": any(source.line_numbers),
            "first_blocks": [self._block(block) for block in self.blocks[:FIRST_BLOCKS]],
            "codes": [{"start": one.start, "end": one.end, "written": one.written} for one in reading.codes],
            "warnings": list(self.warnings),
            "questions": list(self.questions),
        }

    def _person(self, name: str) -> dict[str, Any]:
        known = self.study.find(Informant, name)
        person = known or next(one for one in self.taken.records if isinstance(one, Informant) and one.id == name)
        new = {one.id: one for one in self.taken.records if isinstance(one, Role)}
        role = self.study.find(Role, person.role) or new.get(person.role)
        return {"id": name, "role": role.label if role else person.role, "group": person.group, "new": known is None}

    def _speakers(self) -> list[dict[str, Any]]:
        found: dict[tuple[str, str, str | None], Counter[str]] = {}
        for block, read in zip(self.blocks, self.look.reading.blocks, strict=True):
            open_ = self.look.unsettled(read)
            who = UNSETTLED if open_ else block.speaker.value
            label = read.label if open_ else block.label
            counts = found.setdefault((label, who, None if open_ else block.informant), Counter())
            counts.update(blocks=1, words=len(self._words(block).split()))
        return [
            {"label": label, "speaker": who, "informant": informant, **counts}
            for (label, who, informant), counts in found.items()
        ]

    def _words(self, block: Block) -> str:
        return self.look.reading.text[block.start : block.end]

    def _block(self, block: Block) -> dict[str, Any]:
        from qualcode.collection.positions import own_line

        source = self.taken.source
        return {
            "number": block.number,
            "label": block.label,
            "kind": block.kind.value,
            "time": block.time,
            "first_line": own_line(source, block.first_line),
            "last_line": own_line(source, block.last_line),
            "text": self._words(block),
        }

    def lines(self) -> Iterator[str]:
        """The preview as lines of at most 80 columns where words allow it."""
        row = self.row()
        kind = f"{_(row['technique'])} ({_(_BECAUSE[row['because']])})" if row["technique"] else _("not clear yet")
        yield f"{row['source'] or UNSETTLED}  {self.path.name}: {kind}"
        yield from self._header(row)
        yield from self._people(row)
        yield ""
        for block in row["first_blocks"]:
            first, last = block["first_line"], block["last_line"]
            place = f"{first}" if first == last else f"{first}–{last}"
            head = " ".join(filter(None, (block["time"], block["label"] and block["label"] + ":")))
            yield f"  {place:>7}  {shortened(f'{head} ' + block['text'], WIDEST)}"
        rest = row["blocks"] - len(row["first_blocks"])
        if rest > 0:
            yield "           " + ngettext("… and {n} more block", "… and {n} more blocks", rest).format(n=rest)
        yield "  " + _("{blocks} blocks, {words} words; layout {layout}, file format {reader}").format(**row)
        if row["codes"]:
            text = ngettext(
                "{n} cell of a column of codes would come in as coder impor",
                "{n} cells of a column of codes would come in as coder impor",
                len(row["codes"]),
            )
            yield "  " + text.format(n=len(row["codes"]))
        for warning in row["warnings"]:
            yield f"  ! {warning}"
        for question in row["questions"]:
            yield f"  ? {question}"

    def _header(self, row: dict[str, Any]) -> Iterator[str]:
        time = "–".join(filter(None, (row["start_time"], row["end_time"])))
        read = {
            "title": row["title"],
            "date": row["date"] or "",
            "time": time,
            "place": row["place"],
            "collector": row["collector"],
            "origin": row["origin"],
        }
        for key, value in read.items():
            if value:
                yield f"  {_(key)}: {value}"
        if self.look.reading.names:
            yield "  " + _("The header gives a name; it stays in the text alone and enters no record.")

    def _people(self, row: dict[str, Any]) -> Iterator[str]:
        for person in row["informants"]:
            said = ", ".join(filter(None, (person["role"], person["group"], _("new") if person["new"] else "")))
            yield f"  {_('informant')} {person['id']} ({said})"
        for one in row["speakers"]:
            if one["speaker"] == Speaker.NONE and not one["label"]:
                continue
            who = _("not clear yet") if one["speaker"] == UNSETTLED else _(one["speaker"])
            count = ngettext("{n} turn", "{n} turns", one["blocks"]).format(n=one["blocks"])
            label = one["label"] or "–"
            yield f"  {label}: " + " ".join(filter(None, (who, one["informant"]))) + f" ({count})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Already:
    """A file that is in the study as it stands."""

    path: Path
    source: str

    def row(self) -> dict[str, Any]:
        """The file as JSON."""
        return {"source": self.source, "path": str(self.path), "already": True, "warnings": list(self.lines())}

    def lines(self) -> Iterator[str]:
        """One line that says so."""
        said = _("“{file}” is in the study already as {source}; it would be skipped.")
        yield said.format(file=self.path.name, source=self.source)


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """A file that is the corrected text of a source."""

    path: Path
    made: Correction

    def row(self) -> dict[str, Any]:
        """The file as JSON, with what would change."""
        from qualcode.cli._corrected import as_json

        return {"source": self.made.source.id, "path": str(self.path), "corrected": as_json(self.made), "warnings": []}

    def lines(self) -> Iterator[str]:
        """What would change."""
        from qualcode.cli._corrected import shown

        return shown(self.made, self.path)


def show(previews: Sequence[Preview | Already | Corrected]) -> None:
    """Print previews one below the other."""
    for at, preview in enumerate(previews):
        if at:
            click.echo("")
        for line in preview.lines():
            click.echo(line)
