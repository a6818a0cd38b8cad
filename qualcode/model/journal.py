"""The journal: who did what when, with every record before and after."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from qualcode.declared import record


@record
class Change:
    """One record changed by an act: its image before (None if it was new) and after (None if removed)."""

    kind: str
    key: str
    before: Mapping[str, object] | None
    after: Mapping[str, object] | None


@record
class LogEntry:
    """One act. ``undoes``/``redoes`` name the entry that an undo or redo refers to.

    ``digest`` chains the entries: SHA-256 over the previous digest and this entry's content.
    """

    number: int
    at: str
    actor: str
    command: str
    undoes: int | None = None
    redoes: int | None = None
    changes: tuple[Change, ...] = ()
    digest: str = ""


def on_the_clock(at: str) -> str:
    """A stored moment (UTC) as the clock of this computer showed it: ``2018-03-12 16:05:09``; nothing for none."""
    return datetime.fromisoformat(at).astimezone().strftime("%Y-%m-%d %H:%M:%S") if at else ""
