"""An extract of the audit trail: what was done on each day, by whom, with which command and to how many records."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from qualcode.report.appendices import listing
from qualcode.report.desk import PROJECT, paragraph

if TYPE_CHECKING:
    from qualcode.model import LogEntry
    from qualcode.report.desk import Desk
    from qualcode.report.document import Block


def audit_trail(desk: Desk) -> tuple[Block, ...]:
    """One row for what one person did with one command on one day, in the order of the journal."""
    entries = desk.journal()
    if not entries:
        return ()
    groups: list[list[LogEntry]] = []
    for entry in entries:
        if groups and _of(groups[-1][0]) == _of(entry):
            groups[-1].append(entry)
        else:
            groups.append([entry])
    rows = [_row(desk, group) for group in groups]
    table = listing(desk, "audit_trail", ("entries", "date", "actor", "act", "records"), rows, wide=True)
    one_day = entries[0].at[:10] == entries[-1].at[:10]
    said = desk.voice.say(
        "appendix.audit_trail_day" if one_day else "appendix.audit_trail",
        n=desk.terms.number(len(entries)),
        tgl=desk.terms.date(entries[0].at[:10]),
        sampai=desk.terms.date(entries[-1].at[:10]),
        tabel=desk.table(table.key),
        digest=entries[-1].digest[:16],
    )
    return *paragraph(desk.claim(said, PROJECT)), table


def _of(entry: LogEntry) -> tuple[str, str, str, bool, bool]:
    return entry.at[:10], entry.actor, entry.command, entry.undoes is not None, entry.redoes is not None


def _row(desk: Desk, group: list[LogEntry]) -> tuple[str, ...]:
    first, last = group[0], group[-1]
    numbers = str(first.number) if first is last else f"{first.number}–{last.number}"
    act = first.command
    if first.undoes is not None:
        act = desk.word("undone", command=act)
    elif first.redoes is not None:
        act = desk.word("redone", command=act)
    counts = Counter(change.kind for entry in group for change in entry.changes)
    changed = ", ".join(f"{desk.terms.number(n)} {desk.terms(f'kinds.{kind}')}" for kind, n in counts.items())
    return numbers, desk.terms.date(first.at[:10]), first.actor, act, changed or desk.word("none")
