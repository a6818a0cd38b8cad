"""Entries of a codebook file made into codes and focuses, every contradiction noted where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from qualcode.collection.written_files import YamlFile, guess
from qualcode.model import Code, CodeLevel, CodeOrigin, CodeStatus, Cycle, Focus, FocusKind, ScaleValue
from qualcode.reduction.codebook_entries import Entry, Reading, plain_text, whole_number
from qualcode.reduction.codebooks import tree_order

_FOCUS_KEYS = ("focus", "label", "kind", "question", "scale", "weak_at")
_SAME_FOCUS_KEY = {"id": "focus", "code": "focus", "name": "label"}
_ID = re.compile(r"\w[\w.\-/]*")


def take_focus(reading: Reading, stated: Any, line: int | None) -> str:
    """A focus stated as a mapping; its id."""
    if not isinstance(stated, Mapping):
        reading.problem("not_a_focus", line, stated)
        return ""
    values = {_SAME_FOCUS_KEY.get(key, key): value for key, value in stated.items()}
    for key in values:
        if key not in _FOCUS_KEYS:
            reading.problem("unknown_key", YamlFile.line(stated, key), key, guess(str(key), _FOCUS_KEYS))
    focus_id = plain_text(values.get("focus"))
    if not focus_id:
        reading.problem("missing_key", line, "focus")
        return ""
    weak_at = whole_number(values.get("weak_at"))
    if weak_at is None and values.get("weak_at") is not None:
        reading.problem("not_a_number", line, values["weak_at"])
    reading.focuses[focus_id] = Focus(
        id=focus_id,
        label=plain_text(values.get("label")),
        kind=reading.choice(FocusKind, values.get("kind"), line, "kind") or FocusKind.ASPECT,
        question=plain_text(values.get("question")),
        scale=tuple(_scale(reading, values.get("scale") or (), line)),
        weak_at=weak_at,
    )
    return focus_id


def _scale(reading: Reading, steps: Any, line: int | None) -> Iterator[ScaleValue]:
    """Steps as ``{1: rendah, 2: cukup}``, as labels from 1 up, or as ``{value, label}``."""
    pairs = steps.items() if isinstance(steps, Mapping) else enumerate(steps, 1)
    for value, label in pairs:
        written, word = (label.get("value"), label.get("label")) if isinstance(label, Mapping) else (value, label)
        number = whole_number(written)
        if number is None:
            reading.problem("not_a_number", line, written)
        else:
            yield ScaleValue(value=number, label=plain_text(word))


def build_codes(reading: Reading) -> tuple[Code, ...]:
    """The codes of all entries in tree order, and the focuses they state; none if there is any problem."""
    first: dict[str, Entry] = {}
    for entry in reading.entries:
        code_id = plain_text(entry.values.get("code"))
        if not code_id:
            reading.problem("missing_key", entry.line, "code")
        elif not _ID.fullmatch(code_id):
            reading.problem("bad_id", entry.lines["code"], code_id, re.sub(r"[^\w.\-/]+", "-", code_id).strip("-"))
        elif code_id in first:
            reading.problem("duplicate_code", entry.lines["code"], code_id)
        else:
            first[code_id] = entry
        if not plain_text(entry.values.get("definition")):
            reading.problem("missing_key", entry.line, f"definition ({code_id})" if code_id else "definition")
    parents = {code_id: _parent(reading, entry, first) for code_id, entry in first.items()}
    _refuse_circles(reading, first, parents)
    _name_focuses(reading, first, parents)
    codes = [_code(reading, code_id, entry, parents[code_id], first) for code_id, entry in first.items()]
    return () if reading.problems else _numbered(codes)


def _numbered(codes: list[Code]) -> tuple[Code, ...]:
    return tuple(replace(code, order=at) for at, code in enumerate(tree_order(codes)))


def _parent(reading: Reading, entry: Entry, codes: Mapping[str, Entry]) -> str | None:
    stated = plain_text(entry.values.get("parent"))
    if stated and entry.above and stated != entry.above:
        reading.problem("parent_twice", entry.lines["parent"], stated, entry.above)
        return entry.above
    if stated and stated not in codes and stated not in reading.known_codes:
        reading.problem("unknown_parent", entry.lines["parent"], stated, guess(stated, (*codes, *reading.known_codes)))
        return None
    return stated or entry.above


def _refuse_circles(reading: Reading, codes: Mapping[str, Entry], parents: dict[str, str | None]) -> None:
    told: set[str] = set()
    for code_id, parent in parents.items():
        path = [code_id]
        above = parent
        while above is not None and above not in path:
            path.append(above)
            above = parents.get(above)
        if above is not None:
            circle = path[path.index(above) :]
            if not told & set(circle):
                entry = codes[circle[0]]
                line = entry.lines.get("parent", entry.line)
                reading.problem("parent_cycle", line, " → ".join([*circle, circle[0]]))
            told.update(circle)


def _name_focuses(reading: Reading, codes: Mapping[str, Entry], parents: Mapping[str, str | None]) -> None:
    """Make the focuses that top codes state; one called like its code is labelled by that code first."""
    tops = [
        (code_id, entry) for code_id, entry in codes.items() if parents[code_id] is None and "focus" in entry.values
    ]
    for code_id, entry in sorted(tops, key=lambda top: top[0] != _focus_id(top[1])):
        stated = entry.values["focus"]
        line = entry.lines["focus"]
        focus_id = take_focus(reading, stated, line) if isinstance(stated, Mapping) else plain_text(stated)
        kind = reading.chosen(FocusKind, entry, "kind")
        if not focus_id:
            continue
        if not _ID.fullmatch(focus_id):
            reading.problem("bad_id", line, focus_id)
        old = reading.focuses.get(focus_id)
        label = plain_text(entry.values.get("name")) or code_id
        if old is None:
            reading.focuses[focus_id] = Focus(id=focus_id, label=label, kind=kind or FocusKind.ASPECT)
        else:
            reading.focuses[focus_id] = replace(old, label=old.label or label, kind=kind or old.kind)
    in_order = {
        focus_id: reading.focuses[focus_id] for top in tops if (focus_id := _focus_id(top[1])) in reading.focuses
    }
    reading.focuses = {
        focus_id: replace(focus, order=at) for at, (focus_id, focus) in enumerate((in_order | reading.focuses).items())
    }


def _focus_id(entry: Entry) -> str:
    stated = entry.values.get("focus")
    if isinstance(stated, Mapping):
        return next((plain_text(stated[key]) for key in ("focus", "id", "code") if key in stated), "")
    return plain_text(stated)


def _code(reading: Reading, code_id: str, entry: Entry, parent: str | None, codes: Mapping[str, Entry]) -> Code:
    lines = entry.lines
    focus = _focus_id(entry) or None
    if focus and focus not in reading.focuses and focus not in reading.known_focuses:
        reading.problem(
            "unknown_focus", lines["focus"], focus, guess(focus, (*reading.focuses, *reading.known_focuses))
        )
    condenses = reading.list_of(entry, "condenses")
    for name in condenses:
        if name == code_id:
            reading.problem("condenses_itself", lines["condenses"], name)
        elif name not in codes and name not in reading.known_codes:
            meant = guess(name, (*codes, *reading.known_codes))
            reading.problem("unknown_condensed", lines["condenses"], name, meant)
    level = reading.chosen(CodeLevel, entry, "level")
    cycle = reading.chosen(Cycle, entry, "cycle")
    pattern = bool(condenses) or level is CodeLevel.PATTERN or cycle is Cycle.SECOND
    return Code(
        id=code_id,
        name=reading.text_of(entry, "name") or code_id,
        definition=reading.text_of(entry, "definition"),
        include=reading.text_of(entry, "include"),
        exclude=reading.text_of(entry, "exclude"),
        keywords=reading.list_of(entry, "keywords"),
        examples=reading.list_of(entry, "examples"),
        borderline=reading.text_of(entry, "borderline"),
        level=level or (CodeLevel.PATTERN if pattern else CodeLevel.DESCRIPTIVE),
        cycle=cycle or (Cycle.SECOND if pattern else Cycle.FIRST),
        parent=parent,
        condenses=condenses,
        focus=focus,
        origin=reading.chosen(CodeOrigin, entry, "origin") or CodeOrigin.FRAME,
        status=reading.chosen(CodeStatus, entry, "status") or CodeStatus.ACTIVE,
    )
