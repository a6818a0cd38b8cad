"""Axes of links: what they lead to, and the class of the effect."""

from __future__ import annotations

from typing import Any

from qualcode.model import Focus, Informant, Link, LinkKind, Study, Variable
from qualcode.model.kinds import kind_named
from qualcode.reduction.coded import focus_of

from ._names import natural
from ._parts import Axis, Item, Scope


def _record_name(study: Study, ref: str) -> tuple[str, str]:
    """(id for a line, what people read) of a referred record; codes go by their id alone."""
    kind_name, _, record_id = ref.partition(":")
    kind = kind_named(kind_name)
    record: Any = study.find(kind.type, record_id) if kind else None
    if record is None:
        return ref, record_id
    label = record.id if isinstance(record, Informant) else getattr(record, "name", "") or getattr(record, "label", "")
    return record_id if kind_name == "code" else ref, label or record_id


def record_label(study: Study, ref: str) -> str:
    """What people read for a referred code, event, variable, role, informant or unit."""
    return _record_name(study, ref)[1]


def _outcome_focus(study: Study, ref: str) -> tuple[str, ...]:
    kind, _, record_id = ref.partition(":")
    if kind == "code":
        return focus_of(study, record_id)
    found = study.find(Variable, record_id) if kind == "variable" else None
    return (found.focus,) if found is not None and found.focus else ()


def _outcomes(scope: Scope) -> tuple[Item, ...]:
    """What links lead to: codes first, by focus and codebook, then events and the rest."""
    study = scope.study
    place = {one.id: at for at, one in enumerate(study.focuses)}
    codebook = {f"code:{one.id}": at for at, one in enumerate(study.codes)}
    labels = {one.id: one.label for one in study.by_id(Focus).values()}
    refs = {link.to for link in scope.links if link.effect is not None and (scope.kept is None or scope.kept(link))}
    found = []
    for ref in refs:
        focuses = _outcome_focus(study, ref)
        line_id, label = _record_name(study, ref)
        rank = place.get(focuses[0], len(place)) if focuses else len(place)
        heading = labels.get(focuses[0], "") if focuses else scope.word("outcome", ref.partition(":")[0])
        item = Item(id=line_id, label=label, group=heading, focuses=focuses[:1], several=True)
        found.append(((rank, codebook.get(ref, len(codebook)), line_id), item))
    return tuple(item for _, item in sorted(found, key=lambda one: one[0]))


outcome = Axis(
    name="outcome",
    stub=("focus", "outcome"),
    items=_outcomes,
    finders={Link: lambda scope, _items: lambda link: (_record_name(scope.study, link.to)[0],)},
    codes=True,
)


def _told(link: Link) -> bool:
    return link.kind in (LinkKind.LEADS_TO, LinkKind.INFLUENCES) and (link.horizon or link.effect) is not None


def _causes(scope: Scope) -> tuple[Item, ...]:
    """What links of effect start from: codes by focus and codebook first, then events and the rest."""
    study = scope.study
    codebook = {f"code:{one.id}": at for at, one in enumerate(study.codes)}
    refs = {link.from_ for link in scope.links if _told(link) and (scope.kept is None or scope.kept(link))}
    found = []
    for ref in refs:
        line_id, label = _record_name(study, ref)
        item = Item(id=line_id, label=label, focuses=_outcome_focus(study, ref)[:1], several=True)
        found.append(((ref.partition(":")[0] != "code", codebook.get(ref, len(codebook)), natural(line_id)), item))
    return tuple(item for _, item in sorted(found, key=lambda one: one[0]))


cause = Axis(
    name="cause",
    partial=True,
    stub=("cause",),
    items=_causes,
    finders={
        Link: lambda scope, _items: lambda link: (_record_name(scope.study, link.from_)[0],) if _told(link) else ()
    },
    codes=True,
)


def _conditional(link: Link) -> bool:
    return bool(link.condition) or link.kind is LinkKind.PRECEDES


condition = Axis(
    name="condition",
    partial=True,
    stub=("step_no",),
    items=lambda scope: tuple(
        Item(id=link.id, label=str(at), informants=link.asserted_by, several=True)
        for at, link in enumerate((one for one in scope.links if _conditional(one)), 1)
    ),
    finders={Link: lambda _scope, _items: lambda link: (link.id,) if _conditional(link) else ()},
)


effect = Axis(
    name="effect",
    stub=("effect",),
    items=lambda scope: tuple(Item(id=n, label=scope.word("effect", n)) for n in ("direct", "meta", "side")),
    finders={Link: lambda _scope, _items: lambda link: (link.effect.value,) if link.effect else ()},
)
