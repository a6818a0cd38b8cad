"""The history of a code, read from the journal: every field before and after, when, and by whom."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from qualcode.model import Change, LogEntry

_RENAME = "codebook rename"
_LEFT_OUT = ("order", "history")
_REASONED = ("retired", "reopened")
"""Steps whose note is the researcher's reason; that of others names what the fields say already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PastStep:
    """One act that changed a code. ``what`` is made, changed, renamed or removed; ``fields`` name → (before, after).

    ``undoes`` and ``redoes`` name the act that was taken back or brought again. ``came`` and ``left`` count the codings
    that came under the code or left it. ``reason`` and ``others`` are what the code's own history says of the act: why,
    and which codes it went into.
    """

    number: int
    at: str
    actor: str
    command: str
    code: str
    what: str
    fields: Mapping[str, tuple[Any, Any]]
    came: int = 0
    left: int = 0
    undoes: int | None = None
    redoes: int | None = None
    reason: str = ""
    others: tuple[str, ...] = ()


def history_of(entries: Iterable[LogEntry], code_id: str) -> tuple[PastStep, ...]:
    """The steps of a code, oldest first, followed back through the names that it had before."""
    found: list[PastStep] = []
    name = code_id
    for entry in reversed(tuple(entries)):
        codes = {change.key: change for change in entry.changes if change.kind == "code"}
        came, left = _codings(entry.changes, name)
        own = codes.get(name)
        if own is None:
            if entry.command.startswith("codebook") and (came or left):
                found.append(_step(entry, name, "changed", {}, came, left))
            continue
        earlier = _former(entry, codes, own)
        if earlier is not None:
            fields = {"code": (earlier.key, name)} | _fields(earlier.before, own.after)
            found.append(_step(entry, name, "renamed", fields, 0, 0))
            name = earlier.key
            continue
        what = "made" if own.before is None else "removed" if own.after is None else "changed"
        fields = _fields(own.before or {}, own.after or {})
        reason, others = _said(own)
        if fields or what != "changed" or came or left:
            found.append(replace(_step(entry, name, what, fields, came, left), reason=reason, others=others))
    return tuple(reversed(found))


def _former(entry: LogEntry, codes: Mapping[str, Change], own: Change) -> Change | None:
    """The record that became this one where the act was a renaming (or its undoing)."""
    if entry.command != _RENAME or own.before is not None:
        return None
    return next((change for change in codes.values() if change.after is None), None)


def _fields(before: Mapping[str, object] | None, after: Mapping[str, object] | None) -> dict[str, tuple[Any, Any]]:
    left, right = before or {}, after or {}
    return {
        name: (left.get(name), right.get(name))
        for name in dict.fromkeys((*left, *right))
        if name not in (*_LEFT_OUT, "id") and (left.get(name) or None) != (right.get(name) or None)
    }


def _said(change: Change) -> tuple[str, tuple[str, ...]]:
    """(reason, other codes) of the steps that the code's own history gained."""
    before, after = (json.loads(str((image or {}).get("history") or "[]")) for image in (change.before, change.after))
    gained = after[len(before) :]
    reason = next((step["note"] for step in gained if step["kind"] in _REASONED and step["note"]), "")
    others = dict.fromkeys(name for step in gained for name in step["others"])
    return reason, tuple(others)


def _codings(changes: Iterable[Change], code: str) -> tuple[int, int]:
    came = left = 0
    for change in changes:
        if change.kind == "coding":
            before, after = ((image or {}).get("code") for image in (change.before, change.after))
            came += after == code != before
            left += before == code != after
    return came, left


def _step(  # noqa: PLR0913
    entry: LogEntry, code: str, what: str, fields: Mapping[str, tuple[Any, Any]], came: int, left: int
) -> PastStep:
    return PastStep(
        number=entry.number,
        at=entry.at,
        actor=entry.actor,
        command=entry.command,
        code=code,
        what=what,
        fields=fields,
        came=came,
        left=left,
        undoes=entry.undoes,
        redoes=entry.redoes,
    )
