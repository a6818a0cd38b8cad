"""Triangulation: which sources, techniques and times carry a finding, with which valence (M&H94 pp. 266-267; V3).

Results from several sources are described side by side and never averaged; whether they are the same, different
or specific is the researcher's verdict and has no default.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from qualcode.conclusions.evidence import Piece, carrying, pieces_of, single
from qualcode.conclusions.tactics import Ask, Group, Into, Tactic
from qualcode.conclusions.verifications import on, triangulated
from qualcode.i18n import _
from qualcode.model import AgreementRun, Counted, Finding, Study, Technique, Valence, Verdict
from qualcode.reduction import triangulating


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """How one role, technique or date stands to the finding.

    ``n`` counts informants with evidence among the ``of`` who were asked or speak on the finding's focuses;
    for a technique or a date, ``n`` counts sources and ``of`` is None. ``about`` marks a time that is spoken of,
    apart from the dates of collection.
    """

    name: str
    label: str
    valence: Valence | None
    n: int
    of: int | None
    counted: Counted
    about: bool = False
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Triangulation:
    """One row of the triangulation table.

    ``single`` names what there is only one of (informant, technique, date); where it holds, the claim is T1.
    ``other`` lists triangulation by researcher (agreement runs) and by theory (theory notes) where there is any.
    """

    finding: str
    sources: tuple[Stand, ...]
    techniques: tuple[Stand, ...]
    times: tuple[Stand, ...]
    single: tuple[str, ...]
    other: tuple[str, ...]
    verdict: Verdict | None
    follow_up: str

    @property
    def mark(self) -> str:
        """``T1``, or nothing."""
        return "T1" if self.single else ""


def compute(study: Study, finding: Finding) -> Triangulation:
    """What the study holds for a finding by source, technique and time; the verdict only as it was stated."""
    pieces = pieces_of(study, finding)
    stated = triangulated(study, finding)
    latest = on(study, finding, "triangulation")
    return Triangulation(
        finding=finding.id,
        sources=_by_role(study, finding, pieces),
        techniques=_by_technique(pieces),
        times=_by_date(pieces),
        single=single(carrying(pieces)),
        other=_other(study, finding, pieces),
        verdict=stated.verdict if stated else None,
        follow_up=next((one.result for one in reversed(latest) if one.result), ""),
    )


def rows(study: Study) -> tuple[Triangulation, ...]:
    """The triangulation table of a study, one row a finding."""
    return tuple(compute(study, finding) for finding in study.findings)


def _by_role(study: Study, finding: Finding, pieces: tuple[Piece, ...]) -> tuple[Stand, ...]:
    labels = {role.id: role.label or role.id for role in study.roles}
    return tuple(
        _stand(one, one.name, labels[one.name], counted=Counted.INFORMANTS)
        for one in triangulating.by_role(study, finding.focuses, pieces, silent=True)
        if one.name
    )


def _by_technique(pieces: tuple[Piece, ...]) -> tuple[Stand, ...]:
    return tuple(
        _stand(one, Technique(one.name).letter, one.name)
        for one in triangulating.by_technique(pieces, lambda piece: piece.source)
    )


def _by_date(pieces: tuple[Piece, ...]) -> tuple[Stand, ...]:
    """Dates of collection, then times that are spoken of: what is said in 2018 about 2016 is not of 2018."""
    return tuple(
        _stand(one, one.name, one.name, about=about)
        for about in (False, True)
        for one in triangulating.by_time(
            [piece for piece in pieces if bool(piece.about) is about],
            lambda piece: piece.about or piece.date,
            lambda piece: piece.source,
        )
    )


def _stand(
    one: triangulating.Stand[Piece], name: str, label: str, *, counted: Counted = Counted.SOURCES, about: bool = False
) -> Stand:
    return Stand(
        name=name,
        label=label,
        valence=one.valence,
        n=one.n,
        of=one.of,
        counted=counted,
        about=about,
        pieces=one.carried,
    )


def _other(study: Study, finding: Finding, pieces: Iterable[Piece]) -> tuple[str, ...]:
    sources = {one.source for one in pieces}
    runs = [f"agreement:{run.id}" for run in study.all(AgreementRun) if not run.sources or sources & set(run.sources)]
    return (*runs, *(f"theory:{note.id}" for note in study.theory_notes if note.finding == finding.id))


TACTIC = Tactic(
    name="triangulation",
    number="V3",
    group=Group.TESTING,
    page="M&H94 pp. 266-267",
    question=_("Do different sources, techniques and times say the same about this finding?"),
    compute=compute,
    asks=(
        Ask(name="verdict", words=_("Are the results the same, different or specific to some?"), into=Into.VERDICT),
        Ask(name="difference", words=_("Where they differ: why, and what follows?"), into=Into.RESULT, needed=False),
    ),
    done_when=lambda study, finding: triangulated(study, finding) is not None,
)
