"""Everything that names a code turned to another one: references by their markers, ids in plain text by their place.

As plain text code ids stand in the lines of displays and of written cells, in the filters and parameters of
displays, in the ids of suggestions, in propositions and in the history of codes. Words of the researcher are never
changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from qualcode.model import (
    KINDS,
    AgreementRun,
    Attribute,
    Axis,
    Cell,
    Code,
    Coding,
    Display,
    EvidenceMark,
    ReviewedSuggestion,
    ReviewState,
    Statement,
    Study,
    Variable,
    Verification,
    id_of,
)
from qualcode.model.plain import references
from qualcode.model.redirecting import redirected

OLD_TIMES: tuple[type, ...] = (AgreementRun, Verification, Statement)
"""Records of what was done with a code while it was what it was; they stay with it when it is merged."""

_CODE_PARAMETERS = ("code", "of")

Lines = Callable[[str, str, str, Mapping[str, str]], str]
"""(display, ``row`` or ``column``, id of a line, old code → new code) → id of the line afterwards."""


def as_they_are(_display: str, _side: str, line: str, _moved: Mapping[str, str]) -> str:
    """Lines of displays left alone."""
    return line


@dataclass(frozen=True, slots=True, kw_only=True)
class Redirection:
    """Old code → new code, old coding → the one that it became.

    ``lines`` knows which lines of displays are codes; ``leave`` are the types of record that keep the old name.
    """

    codes: Mapping[str, str]
    codings: Mapping[str, str] = field(default_factory=dict)
    lines: Lines = as_they_are
    leave: tuple[type, ...] = ()

    @property
    def refs(self) -> Mapping[str, str]:
        """The same as ``kind:id``."""
        return {f"code:{old}": f"code:{new}" for old, new in self.codes.items()} | {
            f"coding:{old}": f"coding:{new}" for old, new in self.codings.items()
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Redirected:
    """Records to put and to remove; ``joined`` are written cells that came to stand in one place.

    ``dropped`` are their data marks that gave way to what is written there: (cell, mark).
    """

    put: tuple[object, ...] = ()
    remove: tuple[object, ...] = ()
    joined: tuple[str, ...] = ()
    dropped: tuple[tuple[str, str], ...] = ()


def redirect(study: Study, to: Redirection) -> Redirected:
    """Every stored record that names one of the codes or codings, as it has to read afterwards."""
    put: list[object] = []
    remove: list[object] = []
    joined: list[str] = []
    dropped: list[tuple[str, str]] = []
    for kind in KINDS:
        if kind.type in to.leave or not _may_name(kind.type):
            continue
        stay: dict[str, object] = {}
        changed: dict[str, list[object]] = {}
        records: tuple[object, ...] = study.all(kind.type)
        for record in records:
            new = turned(study, record, to)
            if new is record or new == record:
                stay[id_of(record)] = record
                continue
            changed.setdefault(id_of(new), []).append(new)
            if id_of(new) != id_of(record):
                remove.append(record)
        for key, some in changed.items():
            alike = list(dict.fromkeys((*((stay[key],) if key in stay else ()), *some)))
            put.append(_one(alike))
            if len(alike) > 1 and isinstance(alike[0], Cell):
                joined.append(key)
                dropped.extend(_dropped(alike))
    return Redirected(put=tuple(put), remove=tuple(remove), joined=tuple(joined), dropped=tuple(dropped))


def _may_name(record_type: type) -> bool:
    kinds = {kind for _, kind in references(record_type)}
    return bool(kinds & {"Code", "Coding", "*"}) or record_type in (Cell, Display)


def turned(study: Study, record: object, to: Redirection) -> object:
    """One record with the new names; the record itself where it holds none of the old ones."""
    if isinstance(record, Coding):  # by far the most records: no need to look for their references
        return replace(record, code=to.codes[record.code]) if record.code in to.codes else record
    new = redirected(record, to.refs)
    if isinstance(new, Cell):
        row, column = (to.lines(new.display, side, getattr(new, side), to.codes) for side in ("row", "column"))
        return replace(new, row=row, column=column)
    if isinstance(new, Display):
        return _display(study, new, to)
    return _with_plain_names(new, to)


def _with_plain_names(new: object, to: Redirection) -> object:
    """A record with the ids that stand in its texts by their form."""
    if isinstance(new, ReviewedSuggestion):
        place, _, code = new.suggestion.rpartition(":")
        return replace(new, suggestion=f"{place}:{to.codes.get(code, code)}")
    if isinstance(new, Verification):
        sides = [replace(one, if_=_condition(one.if_, to), then=_condition(one.then, to)) for one in new.propositions]
        return replace(new, propositions=tuple(sides))
    if isinstance(new, Code):
        history = [
            replace(step, others=tuple(to.codes.get(name, name) for name in step.others)) for step in new.history
        ]
        return replace(new, history=tuple(history))
    return new


def _condition(text: str, to: Redirection) -> str:
    """A condition of a proposition, which may be a code with a sign (``JAM:-``)."""
    code, colon, sign = text.strip().partition(":")
    return f"{to.codes[code]}{colon}{sign}" if code in to.codes else text


def _display(study: Study, display: Display, to: Redirection) -> Display:
    def axis(kept: Axis | None, side: str) -> Axis | None:
        if kept is None:
            return None

        def lines(items: Iterable[str]) -> tuple[str, ...]:
            return tuple(dict.fromkeys(to.lines(display.id, side, item, to.codes) for item in items))

        groups = tuple(replace(group, items=lines(group.items)) for group in kept.groups)
        return replace(kept, items=lines(kept.items), groups=groups)

    free = {old: new for old, new in to.codes.items() if study.find(Variable, old) is None}
    return replace(
        display,
        rows=axis(display.rows, "row"),
        columns=axis(display.columns, "column"),
        filter=tuple(_attribute(one, to.codes) if one.name == "code" else one for one in display.filter),
        parameters=tuple(_attribute(one, free) if one.name in _CODE_PARAMETERS else one for one in display.parameters),
    )


def _attribute(one: Attribute, codes: Mapping[str, str]) -> Attribute:
    """A value of codes parted by commas, with the new ids; written otherwise (by label) it stays."""
    parts = [part.strip() for part in one.value.split(",")]
    return (
        one
        if not set(parts) & codes.keys()
        else replace(one, value=",".join(dict.fromkeys(codes.get(part, part) for part in parts)))
    )


def _one(alike: list[object]) -> object:
    """One record of several that came to have one key."""
    first = alike[0]
    if isinstance(first, ReviewedSuggestion):
        return next((one for one in alike if isinstance(one, ReviewedSuggestion) and one.accepted), first)
    cells = [one for one in alike if isinstance(one, Cell)]
    if len(cells) < 2:  # noqa: PLR2004 - nothing to join
        return first
    entries = tuple(dict.fromkeys(entry for cell in cells for entry in cell.entries))
    marks = {mark for cell in cells for mark in cell.evidence_marks}
    return replace(
        cells[0],
        entries=entries,
        data_mark=None if entries else cells[0].data_mark,
        evidence_marks=tuple(mark for mark in EvidenceMark if mark in marks),
        author=", ".join(dict.fromkeys(cell.author for cell in cells if cell.author)),
        state=ReviewState.DRAFT,
    )


def _dropped(alike: list[object]) -> Iterable[tuple[str, str]]:
    """Data marks that the joined cell does not carry any more."""
    kept = _one(alike)
    assert isinstance(kept, Cell)
    for cell in alike:
        if isinstance(cell, Cell) and cell.data_mark is not None and cell.data_mark is not kept.data_mark:
            yield id_of(kept), cell.data_mark.value
