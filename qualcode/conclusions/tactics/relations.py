"""Noting relations between variables: ratings crossed, and links that people assert (M&H94 pp. 257-258; G10)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from qualcode.conclusions.evidence import Piece, segments_as_pieces
from qualcode.conclusions.links import ends_at, label_of, links_of
from qualcode.conclusions.ratings import labelled, latest, level
from qualcode.conclusions.tactics import Ask, Group, Tactic
from qualcode.i18n import _
from qualcode.model import Counted, Finding, Link, LinkKind, Study, Valence, Variable


@dataclass(frozen=True, slots=True, kw_only=True)
class Crossing:
    """How many subjects stand at one level of a variable and one of another."""

    at_level: str
    other_level: str
    n: int
    of: int
    counted: Counted = Counted.CASES


@dataclass(frozen=True, slots=True, kw_only=True)
class Crossed:
    """Two variables over the subjects that are rated on both."""

    variable: str
    other_variable: str
    crossings: tuple[Crossing, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asserted:
    """A link with its sign, strength and who asserts it; nobody means the researcher."""

    from_what: str
    link_kind: LinkKind
    to_what: str
    valence: Valence | None
    strength: int | None
    asserted_by: tuple[str, ...]
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Relations:
    """Cross-tables of the finding's variables with others, and the links that end or begin at the finding's matter."""

    crossed: tuple[Crossed, ...]
    links: tuple[Asserted, ...]


def compute(study: Study, finding: Finding) -> Relations:
    """What is rated and asserted about the finding's matter; direction and meaning are the researcher's."""
    own = [one for one in study.all(Variable) if one.focus in finding.focuses]
    names = {one.id for one in own}
    others = [one for one in study.all(Variable) if one.id not in names]
    pairs = [(one, other) for at, one in enumerate(own) for other in (*own[at + 1 :], *others)]
    crossed = (_crossed(study, one, other) for one, other in pairs)
    return Relations(
        crossed=tuple(one for one in crossed if one.crossings),
        links=tuple(_asserted(study, finding, link) for link in links_of(study, finding)),
    )


def _crossed(study: Study, one: Variable, other: Variable) -> Crossed:
    here, there = latest(study, one.id), latest(study, other.id)
    both = [subject for subject in here if subject in there]
    cells = Counter((level(here[s]), level(there[s])) for s in both)
    crossings = (
        Crossing(at_level=labelled(one, a), other_level=labelled(other, b), n=n, of=len(both))
        for (a, b), n in sorted(cells.items(), key=lambda cell: (cell[0][0] or 0, cell[0][1] or 0))
        if a is not None and b is not None
    )
    return Crossed(variable=one.name, other_variable=other.name, crossings=tuple(crossings))


def _asserted(study: Study, finding: Finding, link: Link) -> Asserted:
    start, end = ends_at(link)
    return Asserted(
        from_what=label_of(study, start),
        link_kind=link.kind,
        to_what=label_of(study, end),
        valence=link.sign,
        strength=link.strength,
        asserted_by=link.asserted_by,
        pieces=segments_as_pieces(study, link.segments, finding.focuses),
    )


def _lacks(study: Study, finding: Finding) -> str:
    found = compute(study, finding)
    return "" if found.crossed or found.links else _("neither ratings to cross nor links about it: qualcode rate, link")


TACTIC = Tactic(
    name="relations",
    number="G10",
    group=Group.GENERATING,
    page="M&H94 pp. 257-258",
    question=_("What goes up or down with what?"),
    compute=compute,
    asks=(Ask(name="direction", words=_("Which relation do you see, in which direction, and what could it mean?")),),
    lacks=_lacks,
)
