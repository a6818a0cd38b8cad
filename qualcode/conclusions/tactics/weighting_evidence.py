"""Weighting the evidence: the profile of a finding's evidence, stronger beside weaker (M&H94 pp. 267-268; V4).

The profile is listed, never summed into a score: the researcher weighs.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from qualcode.collection.positions import blocks_at
from qualcode.conclusions.evidence import Piece, pieces_of
from qualcode.conclusions.tactics import Ask, Group, Tactic
from qualcode.i18n import _
from qualcode.model import Directness, Elicited, Finding, Informant, Setting, Source, Study, Technique, Trust

Side = Callable[[Study, Piece], bool | None]
"""Whether a piece is on the stronger side; None where the records do not say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Aspect:
    """One aspect of strength: the pieces on the stronger side, on the weaker, and those nothing is recorded of."""

    aspect: str
    stronger: tuple[Piece, ...]
    weaker: tuple[Piece, ...]
    unknown: tuple[Piece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """The aspects of M&H94 p. 268 over a finding's evidence."""

    aspects: tuple[Aspect, ...]


def _source(study: Study, piece: Piece) -> Source:
    return study.get(Source, piece.source)


def _later_contact(study: Study, piece: Piece) -> bool | None:
    number = _source(study, piece).contact_number
    return None if number is None else number > 1


def _first_hand(_study: Study, piece: Piece) -> bool | None:
    return piece.directness == (Directness.FIRST_HAND,) if piece.directness else None


def _seen(_study: Study, piece: Piece) -> bool | None:
    return piece.technique is Technique.OBSERVATION


def _trusted(study: Study, piece: Piece) -> bool | None:
    trust = _source(study, piece).trust
    return None if trust is None else trust is Trust.HIGH


def _informal(study: Study, piece: Piece) -> bool | None:
    setting = _source(study, piece).setting
    return None if setting is None else setting is Setting.INFORMAL


def _volunteered(study: Study, piece: Piece) -> bool | None:
    said = {block.elicited for block in blocks_at(study, piece.source, piece.start, piece.end) if block.elicited}
    return said == {Elicited.VOLUNTEERED} if said else None


def _alone(study: Study, piece: Piece) -> bool | None:
    others = _source(study, piece).others_present.casefold().strip(" .")
    return others in _NOBODY if others and piece.technique is Technique.INTERVIEW else None


def _close(study: Study, piece: Piece) -> bool | None:
    people = [person for who in piece.informants if (person := study.find(Informant, who))]
    known = [person for person in people if person.closeness or person.key]
    return any(person.key or person.closeness.casefold() in _CLOSE for person in known) if known else None


_NOBODY = frozenset({"-", "–", "0", "tidak ada", "sendiri", "sendirian", "none", "nobody", "no one", "alone"})
"""What is written where nobody else was present; a field that was left empty says nothing."""

_CLOSE = frozenset({"close", "near", "dekat", "high", "tinggi"})

ASPECTS: tuple[tuple[str, Side], ...] = (
    ("later_contact", _later_contact),
    ("first_hand", _first_hand),
    ("behaviour_seen", _seen),
    ("trusted_fieldworker", _trusted),
    ("informal_setting", _informal),
    ("volunteered", _volunteered),
    ("alone", _alone),
    ("close_to_matter", _close),
)


def profile(study: Study, pieces: tuple[Piece, ...]) -> Profile:
    """The profile of any pieces of evidence."""
    return Profile(aspects=tuple(_aspect(study, name, side, pieces) for name, side in ASPECTS))


def _aspect(study: Study, name: str, side: Side, pieces: tuple[Piece, ...]) -> Aspect:
    sides = [(piece, side(study, piece)) for piece in pieces]
    return Aspect(
        aspect=name,
        stronger=tuple(piece for piece, strong in sides if strong is True),
        weaker=tuple(piece for piece, strong in sides if strong is False),
        unknown=tuple(piece for piece, strong in sides if strong is None),
    )


def compute(study: Study, finding: Finding) -> Profile:
    """The profile of a finding's evidence."""
    return profile(study, pieces_of(study, finding))


TACTIC = Tactic(
    name="weighting-evidence",
    number="V4",
    group=Group.TESTING,
    page="M&H94 pp. 267-268",
    question=_("How strong is each piece of this evidence?"),
    compute=compute,
    asks=(
        Ask(name="trusted", words=_("Which pieces do you trust more, and why?")),
        Ask(
            name="absence",
            words=_("Is the absence of something (no complaint, nobody saw it) used as evidence? It is weak."),
        ),
    ),
)
