"""Splitting a code by going through its segments: each coding goes to one or more codes, or waits.

A split can be left and taken up again: what is not decided yet stays with the old code. When nothing stands there any
more the old code is retired; its history says into what it was split.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from qualcode.collection.written_files import read_csv, rearmed
from qualcode.errors import BadFile, CannotRevise, Problem, UnknownName
from qualcode.model import Code, CodeStatus, Coding, Study
from qualcode.reduction.codebook_merging import joined_coding
from qualcode.reduction.codebook_redirecting import Redirection, redirect
from qualcode.reduction.codebook_revising import Revision, check_id, next_order, step

Decisions = Mapping[str, tuple[str, ...]]
"""Coding → the codes that it goes to; the split code among them keeps a coding of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Parts:
    code: Code
    into: tuple[Code, ...]
    new: tuple[Code, ...]

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(code.id for code in self.into)


def undecided(study: Study, code_id: str) -> tuple[Coding, ...]:
    """Codings that still stand under a code, in the order of the texts."""
    segments, order = study.segments, {source.id: at for at, source in enumerate(study.sources)}
    found = [coding for coding in study.codings if coding.code == study.get(Code, code_id).id]

    def place(coding: Coding) -> tuple[int, int, int, str]:
        segment = segments[coding.segment]
        return order[segment.source], segment.start, segment.end, coding.coder

    return tuple(sorted(found, key=place))


def read_decisions(path: Path) -> Decisions:
    """Decisions of a file with ``id`` and ``code`` of each coding (``.csv`` or ``.json``); an empty code waits.

    Several codes are parted by ``|``, ``;`` or commas. ``BadFile`` for a file without these columns.
    """
    rows: Iterable[tuple[int | None, Mapping[str, Any]]]
    if path.suffix.lower() == ".json":
        rows = _json_rows(path)
    else:
        names, rows = read_csv(path)
        missing = [name for name in ("id", "code") if name not in names]
        if missing:
            raise BadFile(path.name, tuple(Problem("missing_column", 1, name) for name in missing))
    found: dict[str, tuple[str, ...]] = {}
    for _line, row in rows:
        codes = tuple(part for one in re.split(r"[|;,]", str(row.get("code") or "")) if (part := rearmed(one).strip()))
        if codes:
            found[rearmed(str(row.get("id", ""))).strip()] = codes
    return found


def _json_rows(path: Path) -> list[tuple[int | None, Mapping[str, Any]]]:
    try:
        rows = json.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise BadFile(path.name, (Problem("missing"),)) from None
    except (ValueError, OSError):
        raise BadFile(path.name, (Problem("json"),)) from None
    if not isinstance(rows, list) or not all(isinstance(row, dict) and "id" in row for row in rows):
        raise BadFile(path.name, (Problem("missing_key", None, "id"),))
    return [(None, row) for row in rows]


def split_code(  # noqa: PLR0913 - what the researcher decides
    study: Study,
    code_id: str,
    into: Iterable[str],
    decisions: Decisions,
    *,
    date: str,
    new_id: Callable[[str], str],
    new: Mapping[str, Code] | None = None,
) -> Revision:
    """What these decisions write. Codes of ``into`` that are not there are made, with what ``new`` states of them.

    ``UnknownName`` for a coding that does not stand under the code, or a code that it is not split into.
    """
    parts = _parts(study, code_id, tuple(dict.fromkeys(into)), new or {})
    allowed = {code_id, *parts.ids}
    own = {coding.id: coding for coding in undecided(study, code_id)}
    put: list[Coding] = []
    gone: dict[str, str] = {}
    for coding_id, codes in decisions.items():
        if coding_id not in own:
            raise UnknownName("coding", coding_id, tuple(own))
        for name in codes:
            if name not in allowed:
                raise UnknownName("code", name, tuple(allowed))
        _place(study, own[coding_id], codes, new_id, put, gone)
    left = {one.id for one in own.values()} - gone.keys() - {one.id for one in put if one.code != code_id}
    moved = redirect(study, Redirection(codes={}, codings=gone, leave=(Code, Coding)))
    return Revision(
        codes=(code_id, *parts.ids),
        put=(*_codes(study, parts, date, empty=not left and bool(decisions)), *put, *moved.put),
        remove=tuple(own[name] for name in gone),
        joined=tuple((kept, old) for old, kept in gone.items()),
    )


def _parts(study: Study, code_id: str, into: tuple[str, ...], new: Mapping[str, Code]) -> _Parts:
    code = study.get(Code, code_id)
    if not into or code_id in into:
        raise CannotRevise("nothing_to_split", code_id)
    found: list[Code] = []
    made: list[Code] = []
    for name in into:
        part = study.find(Code, name)
        if part is None:
            check_id(study, name)
            stated = new.get(name)
            part = replace(
                code,
                id=name,
                name=(stated.name if stated else "") or name,
                definition=stated.definition if stated else "",
                include="",
                exclude="",
                borderline="",
                keywords=(),
                examples=(),
                condenses=(),
                status=CodeStatus.ACTIVE,
                order=next_order(study) + len(made),
                history=(),
            )
            made.append(part)
        if part.status is CodeStatus.RETIRED:
            raise CannotRevise("retired", name)
        if part.cycle is not code.cycle:
            raise CannotRevise("other_cycle", code_id, (name,))
        found.append(part)
    return _Parts(code=code, into=tuple(found), new=tuple(made))


def _place(  # noqa: PLR0913
    study: Study,
    coding: Coding,
    codes: tuple[str, ...],
    new_id: Callable[[str], str],
    put: list[Coding],
    gone: dict[str, str],
) -> None:
    """One coding under its codes: the first takes it over, others get one like it; what stands there takes it in."""
    stands = {
        other.code: other
        for other in study.codings
        if (other.segment, other.coder, other.round) == (coding.segment, coding.coder, coding.round)
    }
    wanted = tuple(dict.fromkeys(codes))
    free = [name for name in wanted if name not in stands]
    there = [name for name in wanted if name in stands and name != coding.code]
    put.extend(joined_coding([stands[name], coding], stands[name], name, name) for name in there)
    if not wanted or coding.code in wanted:
        put.extend(replace(coding, id=new_id("K"), code=name) for name in free)
    elif free:
        put.append(replace(coding, code=free[0]))
        put.extend(replace(coding, id=new_id("K"), code=name) for name in free[1:])
    else:
        gone[coding.id] = stands[wanted[0]].id


def _codes(study: Study, parts: _Parts, date: str, *, empty: bool) -> tuple[Code, ...]:
    """New codes, the old one with its history (retired once it is empty), and the pattern codes that condense it."""
    code = parts.code
    told = any(one.kind == "split" and one.others == parts.ids for one in code.history)
    changed = code if told else step(code, "split", date, others=parts.ids)
    children = [one for one in (*study.codes, *parts.new) if one.parent == code.id and one.status is CodeStatus.ACTIVE]
    ends = empty and not children
    if ends and code.status is CodeStatus.ACTIVE:
        changed = step(replace(changed, status=CodeStatus.RETIRED), "retired", date, others=parts.ids)
    patterns = []
    for one in study.codes:
        if code.id in one.condenses:
            kept = () if ends else (code.id,)
            at = one.condenses.index(code.id)
            names = dict.fromkeys((*one.condenses[:at], *kept, *parts.ids, *one.condenses[at + 1 :]))
            patterns.append(replace(one, condenses=tuple(name for name in names if name != one.id)))
    return (
        *parts.new,
        *((changed,) if changed != code else ()),
        *(one for one in patterns if one != study.get(Code, one.id)),
    )
