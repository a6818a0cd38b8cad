"""``undo``, ``redo`` and ``log``: the journal as the user meets it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from qualcode.cli._output import done, format_option, print_json, print_rows
from qualcode.cli._session import open_store, study_command
from qualcode.i18n import N_, _, ngettext

if TYPE_CHECKING:
    from qualcode.model import LogEntry


@study_command("undo", help=N_("Take back the last act, or the last N. Survives a restart; redo brings them back."))
@click.argument("count", metavar="[N]", type=click.IntRange(min=1), default=1)
def undo(count: int) -> None:
    """Undo."""
    with open_store() as store:
        for entry in store.undo(count):
            done(_("Taken back: {what}").format(what=_described(entry)))


@study_command("redo", help=N_("Bring back the last act that was undone, or the last N."))
@click.argument("count", metavar="[N]", type=click.IntRange(min=1), default=1)
def redo(count: int) -> None:
    """Redo."""
    with open_store() as store:
        for entry in store.redo(count):
            done(_("Brought back: {what}").format(what=_described(entry)))


@study_command("log", help=N_("Show the audit trail: number, time, who, command, and the records changed."))
@click.option("--last", type=click.IntRange(min=1), help=_("Only the last so many acts."))
@format_option()
def log(last: int | None, format_: str) -> None:
    """Print the journal."""
    from qualcode.model import on_the_clock

    with open_store() as store:
        entries = store.log(last)
    if format_ == "json":
        print_json(entries)
        return
    rows = [
        {
            "number": entry.number,
            "at": on_the_clock(entry.at),
            "actor": entry.actor,
            "command": _command(entry),
            "changes": _summary(entry),
        }
        for entry in entries
    ]
    headings = {
        "number": _("no."),
        "at": _("time"),
        "actor": _("who"),
        "command": _("act"),
        "changes": _("records"),
    }
    print_rows(rows, headings, format_)


def _command(entry: LogEntry) -> str:
    if entry.undoes is not None:
        return _("undo of {n} ({command})").format(n=entry.undoes, command=entry.command)
    if entry.redoes is not None:
        return _("redo of {n} ({command})").format(n=entry.redoes, command=entry.command)
    return entry.command


def _described(entry: LogEntry) -> str:
    return f"{entry.number} {entry.command} ({_summary(entry)})"


def _summary(entry: LogEntry) -> str:
    counts: dict[str, list[str]] = {}
    for change in entry.changes:
        counts.setdefault(change.kind, []).append(change.key)
    parts = [
        f"{_(kind)} {keys[0]}"
        if len(keys) == 1
        else ngettext("{n} {kind}", "{n} {kind}", len(keys)).format(n=len(keys), kind=_(kind))
        for kind, keys in counts.items()
    ]
    return ", ".join(parts)
