"""Revising a codebook: add, redefine, rename, move, retire, reopen and remove codes.

Each function gives the records that one act writes; ``codebook_impact`` tells beforehand what that changes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from qualcode.errors import BadValue, CannotRevise, CodeCycle, DuplicateName, StillReferenced
from qualcode.model import Code, CodeChange, CodeStatus, Focus, Study
from qualcode.model.plain import to_plain
from qualcode.reduction.codebook_redirecting import Lines, Redirection, as_they_are, redirect
from qualcode.reduction.codebooks import tree_order

CODE_ID = re.compile(r"\w[\w.\-/]*")
_NO_STEP = ("order", "history")


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """What a change of the codebook writes: records to put, then records to remove.

    ``codes`` are those that it is about, as they are called before; ``moved`` goes from a code to the one that stands
    in its place. ``joined`` are pairs of codings (kept, gone) that came to coincide, ``cells`` written cells that did,
    ``dropped`` data marks (cell, mark) that gave way there.
    """

    codes: tuple[str, ...]
    put: tuple[object, ...] = ()
    remove: tuple[object, ...] = ()
    moved: Mapping[str, str] = field(default_factory=dict)
    joined: tuple[tuple[str, str], ...] = ()
    cells: tuple[str, ...] = ()
    dropped: tuple[tuple[str, str], ...] = ()

    def __bool__(self) -> bool:
        """Whether anything is written at all."""
        return bool(self.put or self.remove)


def check_id(study: Study, code_id: str) -> str:
    """An id that a new code can have; ``BadValue`` or ``DuplicateName`` (capitals do not tell codes apart)."""
    if not CODE_ID.fullmatch(code_id):
        raise BadValue("code", code_id, (re.sub(r"[^\w.\-/]+", "-", code_id).strip("-") or "KODE",))
    for known in study.by_id(Code):
        if known.casefold() == code_id.casefold():
            raise DuplicateName("code", known)
    return code_id


def next_order(study: Study) -> int:
    """The place after the last code."""
    return max((code.order for code in study.codes), default=-1) + 1


def add_code(study: Study, code: Code) -> Revision:
    """A new code at the end of the codebook; its parent, focus and condensed codes must be there."""
    check_id(study, code.id)
    placed = replace(code, name=code.name.strip() or code.id, order=next_order(study))
    _check_names(study, placed)
    return Revision(codes=(code.id,), put=(placed,))


def _check_names(study: Study, code: Code) -> None:
    for name in filter(None, (code.parent, *code.condenses)):
        study.get(Code, name)
    if code.focus:
        study.get(Focus, code.focus)
    if code.parent:
        _refuse_other_cycle(study, code, code.parent)
    if code.id in code.condenses:
        raise CodeCycle((code.id, code.id))


def _refuse_other_cycle(study: Study, code: Code, parent: str) -> None:
    """A code stands under one of its own cycle; what a pattern code gathers, it condenses."""
    if study.get(Code, parent).cycle is not code.cycle:
        raise CannotRevise("other_cycle", code.id, (parent,))


def step(code: Code, kind: str, date: str, note: str = "", others: Iterable[str] = ()) -> Code:
    """The code with one more step in its history."""
    change = CodeChange(date=date, kind=kind, note=note, others=tuple(others))
    return replace(code, history=(*code.history, change))


def differing(old: Code, new: Code) -> tuple[str, ...]:
    """The fields, order and history left out, in which two versions of a code differ."""
    left, right = to_plain(old), to_plain(new)
    return tuple(name for name in left if name not in _NO_STEP and left[name] != right[name])


def set_code(study: Study, code_id: str, values: Mapping[str, Any], *, date: str) -> Revision:
    """Fields of a code changed, kept as a step of its history."""
    old = study.get(Code, code_id)
    new = replace(old, **values)
    if not new.name.strip():
        raise BadValue("name", new.name)
    _check_names(study, new)
    fields = differing(old, new)
    if not fields:
        return Revision(codes=(code_id,))
    kind = "renamed" if fields == ("name",) else "redefined"
    return Revision(codes=(code_id,), put=(step(new, kind, date, ", ".join(fields)),))


def rename_code(  # noqa: PLR0913 - an id and a name
    study: Study, code_id: str, new_id: str = "", *, name: str = "", date: str, lines: Lines = as_they_are
) -> Revision:
    """Another id, another name, or both; whatever names the code names it by its new id.

    Words that the researcher wrote, and displays that were frozen, keep the old id.
    """
    old = study.get(Code, code_id)
    renamed = replace(old, name=name.strip() or old.name)
    if not new_id or new_id == code_id:
        return set_code(study, code_id, {"name": renamed.name}, date=date)
    if new_id.casefold() != code_id.casefold():
        try:
            check_id(study, new_id)
        except DuplicateName as taken:
            raise CannotRevise("taken", code_id, (taken.name,)) from None
    elif not CODE_ID.fullmatch(new_id):
        raise BadValue("code", new_id)
    found = redirect(study, Redirection(codes={code_id: new_id}, lines=lines))
    note = f"{code_id} → {new_id}" + (f"; {old.name} → {renamed.name}" if renamed.name != old.name else "")
    # The code's own record holds no reference to itself, so that it stands beside what was turned.
    others = tuple(one for one in found.put if not (isinstance(one, Code) and one.id == code_id))
    own = next((one for one in found.put if isinstance(one, Code) and one.id == code_id), renamed)
    new = step(replace(own, id=new_id, name=renamed.name), "renamed", date, note)
    return Revision(
        codes=(code_id,),
        put=(new, *others),
        remove=(*found.remove, old),
        moved={code_id: new_id},
        cells=found.joined,
        dropped=found.dropped,
    )


def move_code(  # noqa: PLR0913 - a place has an above and a beside
    study: Study,
    code_id: str,
    *,
    date: str,
    under: str | None = None,
    top: bool = False,
    before: str = "",
    after: str = "",
) -> Revision:
    """Another place in the tree: under another code, at the top, or beside another code (and then under its parent).

    ``CodeCycle`` where the place is under the code itself, ``CannotRevise`` where it is in the tree of another cycle.
    The code takes the codes under it along; where it has no focus of its own it belongs to that of its new parent.
    """
    code = study.get(Code, code_id)
    beside = before or after
    if beside == code_id:
        raise CannotRevise("beside_itself", code_id)
    if top:
        parent = None
    elif under is not None:
        parent = study.get(Code, under).id
    else:
        parent = study.get(Code, beside or code_id).parent
    if beside and study.get(Code, beside).parent != parent:
        raise CannotRevise("not_siblings", beside, (parent,) if parent else ())
    if parent is not None:
        _refuse_circle(study, code_id, parent)
        _refuse_other_cycle(study, code, parent)
    moved = replace(code, parent=parent)
    if parent != code.parent:
        moved = step(moved, "moved", date, f"{code.parent or '–'} → {parent or '–'}")
    changed = _arranged(study, moved, before, after) if beside else (moved,)
    return Revision(codes=(code_id,), put=tuple(one for one in changed if one != study.get(Code, one.id)))


def _refuse_circle(study: Study, code_id: str, parent: str) -> None:
    path = [code_id]
    above: str | None = parent
    while above is not None and above not in path:
        path.append(above)
        above = study.get(Code, above).parent
    if above == code_id:
        raise CodeCycle((code_id, *reversed(path[1:]), code_id))


def _arranged(study: Study, moved: Code, before: str, after: str) -> tuple[Code, ...]:
    """All codes, numbered in their new order."""
    rest = [code for code in study.codes if code.id != moved.id]
    at = next(at for at, code in enumerate(rest) if code.id == (before or after)) + bool(after)
    return tuple(replace(code, order=n) for n, code in enumerate(tree_order((*rest[:at], moved, *rest[at:]))))


def retire_codes(study: Study, codes: Iterable[str], *, date: str, reason: str = "") -> Revision:
    """Codes that take no new codings; those they have stay and can be read."""
    return _with_status(study, codes, CodeStatus.RETIRED, "retired", date, reason)


def reopen_codes(study: Study, codes: Iterable[str], *, date: str, reason: str = "") -> Revision:
    """Retired codes offered again."""
    return _with_status(study, codes, CodeStatus.ACTIVE, "reopened", date, reason)


def _with_status(  # noqa: PLR0913 - what a step of the history says
    study: Study, codes: Iterable[str], status: CodeStatus, kind: str, date: str, reason: str
) -> Revision:
    wanted = tuple(dict.fromkeys(study.get(Code, name) for name in codes))
    put = [step(replace(code, status=status), kind, date, reason) for code in wanted if code.status is not status]
    return Revision(codes=tuple(code.id for code in wanted), put=tuple(put))


def remove_codes(study: Study, codes: Iterable[str]) -> Revision:
    """Codes that nothing names taken out; ``StillReferenced`` names what does (retire such a code instead)."""
    from qualcode.reduction.codebook_impact import naming

    wanted = tuple(dict.fromkeys(study.get(Code, name).id for name in codes))
    for name in wanted:
        by = tuple(ref for ref in naming(study, (name,)) if ref not in {f"code:{other}" for other in wanted})
        if by:
            raise StillReferenced(f"code:{name}", by)
    return Revision(codes=wanted, remove=tuple(study.get(Code, name) for name in wanted))
