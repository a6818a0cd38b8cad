"""Triangulation: which sources, techniques and times carry a finding, with which valence (M&H94 pp. 266-267; V3).

Results from several sources are described side by side and never averaged; whether they are the same, different
or specific is the researcher's verdict and has no default.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from qualcode.conclusions.evidence import Piece, carrying, grouped, net, pieces_of, single
from qualcode.conclusions.tactics import Ask, Group, Into, Tactic
from qualcode.conclusions.verifications import on, triangulated
from qualcode.i18n import _
from qualcode.model import AgreementRun, Counted, Finding, Informant, Study, Technique, Valence, Verdict
from qualcode.reduction.coded import informants_on


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
        follow_up=latest[-1].result if latest else "",
    )


def rows(study: Study) -> tuple[Triangulation, ...]:
    """The triangulation table of a study, one row a finding."""
    return tuple(compute(study, finding) for finding in study.findings)


def _by_role(study: Study, finding: Finding, pieces: tuple[Piece, ...]) -> tuple[Stand, ...]:
    on_focus = {informant for focus in finding.focuses for informant in informants_on(study, focus)}
    by_role = grouped(pieces, lambda one: one.roles)
    roles = {person.id: person.role for person in study.all(Informant)}
    found = []
    for role in study.roles:
        some = by_role.get(role.id, ())
        speak = {person for one in some for person in one.informants if roles.get(person) == role.id}
        asked = {person for person in on_focus if roles.get(person) == role.id}
        if some or asked:
            label = role.label or role.id
            n, of = len(speak), len(asked | speak)
            found.append(
                Stand(name=role.id, label=label, valence=net(some), n=n, of=of, counted=Counted.INFORMANTS, pieces=some)
            )
    return tuple(found)


def _by_technique(pieces: tuple[Piece, ...]) -> tuple[Stand, ...]:
    by_technique = grouped(pieces, lambda one: (one.technique,))
    return tuple(
        _stand(technique.letter, technique.value, by_technique[technique])
        for technique in Technique
        if technique in by_technique
    )


def _by_date(pieces: tuple[Piece, ...]) -> tuple[Stand, ...]:
    """Dates of collection, then times that are spoken of: what is said in 2018 about 2016 is not of 2018."""
    by_time = grouped(pieces, lambda one: ((bool(one.about), one.about or one.date),))
    return tuple(_stand(time, time, by_time[about, time], about=about) for about, time in sorted(by_time))


def _stand(name: str, label: str, pieces: tuple[Piece, ...], *, about: bool = False) -> Stand:
    n = len({one.source for one in pieces})
    return Stand(
        name=name, label=label, valence=net(pieces), n=n, of=None, counted=Counted.SOURCES, about=about, pieces=pieces
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
