"""A corrected transcript taken in again: what changes is shown and asked, then written as one act."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from qualcode.cli._output import remark
from qualcode.cli._questions import shortened
from qualcode.cli._session import actor, said_yes
from qualcode.i18n import _, ngettext

if TYPE_CHECKING:
    from pathlib import Path

    from qualcode.collection.reading import Reading
    from qualcode.model import Source, Study
    from qualcode.reduction.correcting import Correction, MovedSegment
    from qualcode.storage.store import Act, Store

LEAST_ALIKE = 0.5
"""Share of runs of three words that two texts have in common, to count as one text corrected."""

WIDEST = 60
HEAD = "  "


def is_correction(reading: Reading, study: Study, source: Source) -> bool:
    """Whether a text is that of a source, corrected, and no other text under its number."""
    from qualcode.reduction.coding_word_matching import agreement

    return agreement(study.text(source), reading.text) >= LEAST_ALIKE


def was_hidden(store: Store, source: Source) -> bool:
    """Whether identifiers of a source were replaced, so that its file may tell more than its text."""
    from qualcode.storage.hiding import HIDE

    return source.original_digest == source.text_digest and any(
        change.kind == "source" and change.key == source.id
        for entry in store.log()
        if entry.command == HIDE
        for change in entry.changes
    )


def planned(act: Act, reading: Reading, source: Source) -> Correction:
    """What taking the corrected text in would do."""
    from qualcode.reduction.correcting import correction
    from qualcode.storage.store import now

    return correction(reading, act.study, source, act.new_id, (now()[:10], actor()))


def shown(made: Correction, path: Path) -> Iterator[str]:
    """What changes, as lines; what is doubtful or lost with its old and new words."""
    from qualcode.reduction.anchoring import Fit

    changes = made.changes
    yield _("“{file}” is {source} with a changed text:").format(file=path.name, source=made.source.id)
    yield HEAD + _("lines: {changed} changed, {added} added, {removed} removed, {same} as they were").format(
        changed=changes.changed, added=changes.added, removed=changes.removed, same=changes.same
    )
    for line, old, new in changes.examples:
        yield f"{HEAD}  {line}: {_words(old)} → {_words(new)}"
    for field, old, new in made.made.fields:
        yield f"{HEAD}{_(field.replace('_', ' '))}: {old or '–'} → {new}"
    if made.segments:
        kept, spaced, moved = (len(made.fitting(fit)) for fit in (Fit.KEPT, Fit.SPACED, Fit.MOVED))
        text = _("quotations: {kept} as they were, {moved} elsewhere, {spaced} with other spaces")
        yield HEAD + text.format(kept=kept, moved=moved, spaced=spaced)
    yield from _listed(_("doubtful, to be looked at:"), made.fitting(Fit.DOUBTFUL))
    yield from _listed(_("lost, kept in a list (qualcode source lost):"), made.fitting(Fit.LOST))
    for block in made.marks:
        said = _("the marks of block {n} (line {line}) found no place: {reason}")
        yield HEAD + said.format(n=block.number, line=block.first_line, reason=block.irrelevant or block.question or "")
    if made.touched:
        yield HEAD + _("rest on changed quotations: {records}").format(records=", ".join(made.touched))
    if made.statements:
        said = ngettext(
            "{n} statement on the old text is taken back; sign it anew when it is true: qualcode state",
            "{n} statements on the old text are taken back; sign them anew when they are true: qualcode state",
            len(made.statements),
        )
        yield HEAD + said.format(n=len(made.statements))


def _listed(title: str, segments: tuple[MovedSegment, ...]) -> Iterator[str]:
    if segments:
        yield HEAD + title
    for one in segments:
        new = "" if one.after.lost else f" → {one.new_line}: {_words(one.after.quote)}"
        codes = f" ({', '.join(one.codes)})" if one.codes else ""
        yield f"{HEAD}  {one.before.id}{codes} {one.old_line}: {_words(one.before.quote)}{new}"


def _words(text: str) -> str:
    return f"“{shortened(text, WIDEST)}”" if text.strip() else "–"


def as_json(made: Correction) -> dict[str, Any]:
    """What changed, for scripts."""
    return {
        "lines": {
            "changed": made.changes.changed,
            "added": made.changes.added,
            "removed": made.changes.removed,
            "same": made.changes.same,
        },
        "fields": [{"field": field, "old": old, "new": new} for field, old, new in made.made.fields],
        "segments": [
            {
                "segment": one.before.id,
                "fit": one.fit.value,
                "codes": list(one.codes),
                "old_line": one.old_line,
                "new_line": None if one.after.lost else one.new_line,
                "old": one.before.quote,
                "new": None if one.after.lost else one.after.quote,
            }
            for one in made.segments
        ],
        "touched": list(made.touched),
        "statements": [one.id for one in made.statements],
        "marks_lost": [block.number for block in made.marks],
    }


def agreed(lines: Iterator[str], *, yes: bool, asks: bool) -> bool:
    """Show what would change, and whether it is to be done."""
    for line in lines:
        remark(line)
    return yes or (asks and said_yes(_("Take the corrected text in?")))
