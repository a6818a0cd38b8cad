"""Codebooks: what is in one, which version it is, what should be revised, and what loading another would change."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from qualcode import resources
from qualcode.errors import StillReferenced, UnknownName
from qualcode.model import Code, CodeChange, CodeStatus, Focus, FocusKind, Study
from qualcode.model.plain import to_plain
from qualcode.reduction.code_tree import code_order, descendants, focus_of
from qualcode.reduction.codebook_use import CODABLE, CodebookUse, use_of_codes
from qualcode.reduction.coded import coded

_VERSIONED = (
    "id", "name", "definition", "include", "exclude", "keywords", "examples", "borderline", "level", "cycle",
    "parent", "condenses", "focus", "status",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Codebook:
    """Codes in their order, parents before children, with the focuses that they belong to.

    ``uuid`` is that of the study, ``use`` how each code is used in it; a codebook from a file has neither.
    """

    name: str = ""
    language: str = ""
    codes: tuple[Code, ...] = ()
    focuses: tuple[Focus, ...] = ()
    uuid: str = ""
    use: CodebookUse | None = None


class RemarkKind(StrEnum):
    """What a codebook check remarks on a code."""

    NEVER_USED = "never_used"
    NEARLY_EVERYWHERE = "nearly_everywhere"
    NO_DEFINITION = "no_definition"
    NO_EXAMPLE = "no_example"


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """A remark for the revision of a codebook; ``n`` of ``of`` coded blocks where it is about use."""

    kind: RemarkKind
    code: str
    n: int | None = None
    of: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CodebookChange:
    """One thing that loading a codebook does: ``what`` is added, changed or removed, ``fields`` what differs."""

    what: str
    record: str
    name: str
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Loading:
    """What loading a codebook would write, with the list of changes to show before."""

    put: tuple[Code | Focus, ...] = ()
    remove: tuple[Code, ...] = ()
    changes: tuple[CodebookChange, ...] = ()


def find_codebook(name: str, study_folder: Path | None = None) -> Path:
    """A codebook file by path, or a start list by name: the study's own, else a shipped one.

    ``UnknownName`` with the shipped names for a name that is neither.
    """
    path = Path(name)
    if path.suffix or path.exists():
        return path
    found = resources.lookup("codebooks", f"{name}.yaml", study_folder)
    if found is None:
        raise UnknownName("codebook", name, resources.names("codebooks", ".yaml"))
    return found


def codebook_of(study: Study) -> Codebook:
    """The study's codebook in tree order: every code followed by its children."""
    return Codebook(
        name=study.project.title,
        language=study.project.language,
        codes=tree_order(study.codes),
        focuses=study.focuses,
        uuid=study.project.uuid,
        use=use_of_codes(study),
    )


def tree_order(codes: Iterable[Code]) -> tuple[Code, ...]:
    """Codes with every code followed by its children, siblings in the order given."""
    given = tuple(codes)
    ids = {code.id for code in given}
    children: dict[str | None, list[Code]] = {}
    for code in given:
        children.setdefault(code.parent if code.parent in ids else None, []).append(code)
    ordered: list[Code] = []
    waiting = list(reversed(children.get(None, [])))
    while waiting:
        code = waiting.pop()
        ordered.append(code)
        waiting.extend(reversed(children.get(code.id, [])))
    return tuple(ordered)


def codebook_version(study: Study) -> str:
    """A short digest of what the codes mean; it changes when a definition, name or place in the tree does."""
    plain = [{name: to_plain(getattr(code, name)) for name in _VERSIONED} for code in study.codes]
    text = json.dumps(sorted(plain, key=lambda code: str(code["id"])), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def check(study: Study) -> tuple[Remark, ...]:
    """Remarks for revision (method, codes): codes never used, used nearly everywhere, or undefined.

    A code counts as used where one under it is; *nearly everywhere* is more than half of the coded answer
    and description blocks. Retired codes are left aside.
    """
    used = {coding.code for coding in study.codings}
    blocks = _coded_blocks(study)
    everywhere = set().union(*blocks.values()) if blocks else set()
    remarks: list[Remark] = []
    for code in study.codes:
        if code.status is CodeStatus.RETIRED:
            continue
        if not code.definition.strip():
            remarks.append(Remark(kind=RemarkKind.NO_DEFINITION, code=code.id))
        if not code.examples:
            remarks.append(Remark(kind=RemarkKind.NO_EXAMPLE, code=code.id))
        if study.codings and not used & {code.id, *descendants(study, code.id)}:
            remarks.append(Remark(kind=RemarkKind.NEVER_USED, code=code.id))
        n = len(blocks.get(code.id, ()))
        if n * 2 > len(everywhere):
            remarks.append(Remark(kind=RemarkKind.NEARLY_EVERYWHERE, code=code.id, n=n, of=len(everywhere)))
    return tuple(
        sorted(remarks, key=lambda remark: (list(RemarkKind).index(remark.kind), code_order(study)[remark.code]))
    )


def _coded_blocks(study: Study) -> dict[str, set[tuple[str, int]]]:
    """Code → the answer and description blocks that its segments touch."""
    found: dict[str, set[tuple[str, int]]] = {}
    for one in coded(study):
        for block in one.blocks:
            if block.kind in CODABLE:
                found.setdefault(one.coding.code, set()).add((block.source, block.number))
    return found


def code_row(study: Study, code: Code) -> dict[str, object]:
    """A code as scripts see it: every field, ``code`` for the id, ``focus`` found up the tree."""
    plain = {name: value for name, value in to_plain(code).items() if name not in ("id", "order", "history")}
    focuses = focus_of(study, code.id)
    return {"code": code.id} | plain | {"focus": focuses[0] if len(focuses) == 1 else code.focus, "focuses": focuses}


def loading(study: Study, codebook: Codebook, *, date: str, replace_all: bool = False) -> Loading:
    """What loading a codebook writes. Codes of the file are added or changed; others stay unless ``replace_all``.

    A changed code keeps its history and gains an entry of ``date``. ``StillReferenced`` if a code that codings
    use, or that a staying code stands under, would go.
    """
    put: list[Code | Focus] = []
    changes: list[CodebookChange] = []
    for focus in codebook.focuses:
        old_focus = study.find(Focus, focus.id)
        new_focus = _merged(old_focus, focus, len(study.focuses) + len(put))
        if new_focus != old_focus:
            put.append(new_focus)
            changes.append(_change("focus", old_focus, new_focus, new_focus.label))
    for code in _placed(study, codebook, replace_all=replace_all):
        old = study.find(Code, code.id)
        new = code if old is None else _changed(old, code, date)
        if new != old:
            put.append(new)
            changes.append(_change("code", old, new, code.name))
    kept = {code.id for code in codebook.codes}
    gone = tuple(code for code in study.codes if code.id not in kept) if replace_all else ()
    _refuse_used(study, gone)
    changes.extend(CodebookChange(what="removed", record=f"code:{code.id}", name=code.name) for code in gone)
    return Loading(put=tuple(put), remove=gone, changes=tuple(changes))


def _placed(study: Study, codebook: Codebook, *, replace_all: bool) -> tuple[Code, ...]:
    """The codebook's codes with their order: as in the file, or old codes where they were and new ones last."""
    if replace_all or not study.codes:
        return tuple(replace(code, order=at) for at, code in enumerate(codebook.codes))
    after = max(code.order for code in study.codes) + 1
    orders = {code.id: code.order for code in study.codes}
    placed: list[Code] = []
    for code in codebook.codes:
        if code.id not in orders:
            orders[code.id] = after
            after += 1
        placed.append(replace(code, order=orders[code.id]))
    return tuple(placed)


def _merged(old: Focus | None, new: Focus, order: int) -> Focus:
    """A focus with what the file states; what the study holds already stays where the file is silent."""
    if old is None:
        return replace(new, order=order)
    return replace(
        old,
        label=old.label or new.label,
        kind=new.kind if new.kind is not FocusKind.ASPECT else old.kind,
        question=new.question or old.question,
        scale=new.scale or old.scale,
        weak_at=old.weak_at if new.weak_at is None else new.weak_at,
    )


def _differing(old: Code | Focus, new: Code | Focus) -> tuple[str, ...]:
    left, right = to_plain(old), to_plain(new)
    return tuple(name for name in left if name not in ("order", "history") and left[name] != right[name])


def _changed(old: Code, new: Code, date: str) -> Code:
    """The new code with the old one's history, and a step for what changed."""
    fields = _differing(old, new)
    if not fields:
        return replace(new, history=old.history)
    if "status" in fields and new.status is CodeStatus.RETIRED:
        kind = "retired"
    elif fields == ("name",):
        kind = "renamed"
    elif fields == ("parent",):
        kind = "moved"
    else:
        kind = "redefined"
    return replace(new, history=(*old.history, CodeChange(date=date, kind=kind, note=", ".join(fields))))


def _change(kind: str, old: Code | Focus | None, new: Code | Focus, name: str) -> CodebookChange:
    fields = () if old is None else _differing(old, new)
    return CodebookChange(
        what="added" if old is None else "changed", record=f"{kind}:{new.id}", name=name, fields=fields
    )


def _refuse_used(study: Study, gone: tuple[Code, ...]) -> None:
    going = {code.id for code in gone}
    for coding in study.codings:
        if coding.code in going:
            by = tuple(f"coding:{other.id}" for other in study.codings if other.code == coding.code)
            raise StillReferenced(f"code:{coding.code}", by)
