"""The kinds of record that a study holds, with the name, key and id prefix of each.

The order is that of dependence: a record refers to kinds before its own, apart from trees.
"""

from __future__ import annotations

from functools import cache

from qualcode.declared import value
from qualcode.model import coding, conclusions, displays, frame, relations, sources


@value
class Kind:
    """What the store needs to know of a record type. ``prefix`` begins the ids that the store hands out."""

    type: type
    name: str
    key: tuple[str, ...] = ("id",)
    prefix: str = ""


KINDS: tuple[Kind, ...] = (
    Kind(frame.Project, "project"),
    Kind(frame.Focus, "focus"),
    Kind(frame.Role, "role"),
    Kind(frame.Unit, "unit", prefix="U"),
    Kind(frame.Period, "period", prefix="PR"),
    Kind(frame.Informant, "informant", prefix="I"),
    Kind(sources.Source, "source"),
    Kind(frame.Case, "case", prefix="KS"),
    Kind(frame.Consent, "consent", prefix="PS"),
    Kind(frame.GuideQuestion, "question", prefix="Q"),
    Kind(sources.Block, "block", key=("source", "number")),
    Kind(coding.Code, "code"),
    Kind(coding.Segment, "segment", prefix="S"),
    Kind(coding.Coding, "coding", prefix="K"),
    Kind(coding.ReviewedSuggestion, "suggestion", key=("suggestion", "coder")),
    Kind(sources.Summary, "summary", prefix="R"),
    Kind(coding.Memo, "memo", prefix="M"),
    Kind(relations.Event, "event", prefix="E"),
    Kind(relations.Variable, "variable"),
    Kind(relations.Rating, "rating", prefix="N"),
    Kind(relations.Link, "link", prefix="L"),
    Kind(displays.Display, "display"),
    Kind(displays.Cell, "cell", key=("display", "row", "column")),
    Kind(displays.Snapshot, "snapshot", prefix="SN"),
    Kind(conclusions.Finding, "finding", prefix="T"),
    Kind(conclusions.Passage, "passage"),
    Kind(conclusions.Recommendation, "recommendation", prefix="SR"),
    Kind(conclusions.Verification, "verification", prefix="V"),
    Kind(conclusions.Statement, "statement", prefix="PN"),
    Kind(conclusions.AgreementRun, "agreement", prefix="A"),
    Kind(conclusions.TheoryNote, "theory", prefix="TN"),
)


@cache
def _by_type() -> dict[type, Kind]:
    return {kind.type: kind for kind in KINDS}


@cache
def _by_name() -> dict[str, Kind]:
    return {kind.name: kind for kind in KINDS}


@cache
def _by_type_name() -> dict[str, Kind]:
    return {kind.type.__name__: kind for kind in KINDS}


def kind_of(record_type: type) -> Kind:
    """The kind of a record type; KeyError if it is not one."""
    return _by_type()[record_type]


def kind_named(name: str) -> Kind | None:
    """The kind with this name (as in ``finding:T-01``), or None."""
    return _by_name().get(name)


def kind_of_ref(type_name: str) -> Kind:
    """The kind that a ``Ref`` marker names by its type (``Ref("Segment")``)."""
    return _by_type_name()[type_name]


def key_of(record: object) -> tuple[object, ...]:
    """The key of a record, as stored."""
    return tuple(getattr(record, field) for field in kind_of(type(record)).key)


def id_of(record: object) -> str:
    """The key of a record as one string (``W-03``, ``W-03#12``, ``role-ordered-matrix#I-03#DISIPLIN``)."""
    return "#".join(str(part) for part in key_of(record))


def ref_to(record: object) -> str:
    """``kind:id`` of a record."""
    return f"{kind_of(type(record)).name}:{id_of(record)}"
