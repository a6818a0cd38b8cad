"""The codebook as a tree: which codes stand under which, and which focus a code belongs to.

``parent`` is the tree of one cycle; a pattern code also stands above the codes that it condenses.
"""

from __future__ import annotations

from collections.abc import Mapping

from qualcode.model import Code, Study


def focus_of(study: Study, code_id: str) -> tuple[str, ...]:
    """Focuses of a code: that of itself or its nearest ancestor, else those of the codes it condenses.

    A pattern code may gather several; a code without any focus gives an empty tuple.
    """
    return study.derived(_focuses).get(code_id, ())


def descendants(study: Study, code_id: str) -> frozenset[str]:
    """Codes under a code, itself left out: its children and what it condenses, and all under these."""
    return study.derived(_descendants).get(code_id, frozenset())


def parented(study: Study, code_id: str) -> tuple[str, ...]:
    """Codes under a code by parent alone, in codebook order; what a pattern code condenses does not stand under it."""
    codes = study.by_id(Code)
    return tuple(code.id for code in study.codes if code_id in _ancestors(codes, code.id))


def lineage(study: Study, code_id: str) -> frozenset[str]:
    """The code itself and every code that it stands under, by parent or by being condensed."""
    return study.derived(_lineages).get(code_id, frozenset({code_id}))


def codes_of_focus(study: Study, focus_id: str) -> tuple[str, ...]:
    """Codes that belong to a focus, in codebook order."""
    return tuple(code.id for code in study.codes if focus_id in focus_of(study, code.id))


def code_order(study: Study) -> Mapping[str, int]:
    """The place of each code in the codebook, from 0."""
    return study.derived(_order)


def depth(study: Study, code_id: str) -> int:
    """How many ancestors a code has in its tree (0 for a top code)."""
    codes = study.by_id(Code)
    return len(_ancestors(codes, code_id))


def _order(study: Study) -> dict[str, int]:
    return {code.id: at for at, code in enumerate(study.codes)}


def _ancestors(codes: Mapping[str, Code], code_id: str) -> tuple[str, ...]:
    """Parents from the nearest up; a circle in damaged records ends the walk."""
    found: list[str] = []
    code = codes.get(code_id)
    while code is not None and code.parent and code.parent not in found and code.parent != code_id:
        found.append(code.parent)
        code = codes.get(code.parent)
    return tuple(found)


def _focuses(study: Study) -> dict[str, tuple[str, ...]]:
    codes = study.by_id(Code)
    order = {focus.id: at for at, focus in enumerate(study.focuses)}

    def find(code_id: str, seen: frozenset[str]) -> tuple[str, ...]:
        for name in (code_id, *_ancestors(codes, code_id)):
            code = codes.get(name)
            if code is not None and code.focus:
                return (code.focus,)
        code = codes.get(code_id)
        if code is None or code_id in seen:
            return ()
        gathered = {focus for part in code.condenses for focus in find(part, seen | {code_id})}
        return tuple(sorted(gathered, key=lambda focus: (order.get(focus, len(order)), focus)))

    return {code_id: find(code_id, frozenset()) for code_id in codes}


def _descendants(study: Study) -> dict[str, frozenset[str]]:
    under: dict[str, set[str]] = {}
    for code in study.codes:
        if code.parent:
            under.setdefault(code.parent, set()).add(code.id)
        if code.condenses:
            under.setdefault(code.id, set()).update(code.condenses)
    found: dict[str, frozenset[str]] = {}
    for code in study.codes:
        reached: set[str] = set()
        waiting = list(under.get(code.id, ()))
        while waiting:
            name = waiting.pop()
            if name not in reached and name != code.id:
                reached.add(name)
                waiting.extend(under.get(name, ()))
        found[code.id] = frozenset(reached)
    return found


def _lineages(study: Study) -> dict[str, frozenset[str]]:
    above: dict[str, set[str]] = {code.id: {code.id} for code in study.codes}
    for code_id, reached in study.derived(_descendants).items():
        for name in reached:
            above.setdefault(name, {name}).add(code_id)
    return {name: frozenset(codes) for name, codes in above.items()}
