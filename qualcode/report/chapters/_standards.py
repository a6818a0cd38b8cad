"""The standards of trustworthiness with what the study can print for each (M&H94 pp. 277-280), and the open statements.

Every line is counted from the study with its denominator; whether a standard is met is the researcher's to state.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from qualcode.conclusions.coverage import coverage
from qualcode.conclusions.evidence import segments_as_pieces
from qualcode.conclusions.holes import HoleKind, evidence_free
from qualcode.conclusions.verifications import member_answers, searched_against, searches, triangulated
from qualcode.model import (
    AgreementRun,
    Display,
    Finding,
    FindingKind,
    MemoType,
    Snapshot,
    Study,
    Verification,
)
from qualcode.report.desk import PROJECT, Desk, paragraph
from qualcode.report.document import Runs, Table, Text
from qualcode.report.tables import parts, plain_table

if TYPE_CHECKING:
    from qualcode.report.document import Block

STANDARDS = ("credibility", "transferability", "dependability", "confirmability", "utilization")
"""In the order of the Indonesian fourfold, M&H's own last; each is also a slot for the researcher's statement."""

Line = tuple[str, dict[str, object]]


def standards(desk: Desk) -> tuple[Block, ...]:
    """The table of the standards with their evidence, then the researcher's statement on each, or its open slot.

    Nothing without a finding: there is nothing yet whose trustworthiness could be shown.
    """
    if not _findings(desk):
        return ()
    table = standards_table(desk)
    return (
        *paragraph(desk.voice.say("trustworthiness.standards", tabel=desk.table(table.key))),
        table,
        *(block for name in STANDARDS for block in desk.slot("trustworthiness", name)),
    )


def standards_table(desk: Desk) -> Table:
    """Standard × what the study holds for it; for the section on trustworthiness and for an appendix."""
    rows = [
        (desk.word(f"standards.{name}"), parts(*_runs(desk, _LINES[name](desk), _RECORDS[name](desk.study))))
        for name in STANDARDS
    ]
    return plain_table(desk, key="standards", header=("standard", "evidence_held"), rows=rows)


def _runs(desk: Desk, lines: Iterator[Line], records: list[str]) -> Iterator[Runs]:
    for name, values in lines:
        words = {key: desk.terms.number(one) if isinstance(one, int) else one for key, one in values.items()}
        yield desk.claim((Text(desk.word(f"standards.{name}", **words)),), PROJECT, *records)


def _findings(desk: Desk) -> list[Finding]:
    return [one for one in desk.study.findings if one.kind is FindingKind.FINDING]


def _credibility(desk: Desk) -> Iterator[Line]:
    study, findings = desk.study, _findings(desk)
    answers = [member_answers(study, one) for one in findings]
    people = {answer.informant for some in answers for answer in some}
    holes = sum(hole.kind in (HoleKind.FOCUS, HoleKind.CELL) for hole in evidence_free(study))
    of = len(findings)
    yield "triangulated", {"n": sum(triangulated(study, one) is not None for one in findings), "of": of}
    yield "searched", {"n": sum(searched_against(study, one) for one in findings), "of": of}
    yield "rivals", {"n": sum(bool(one.rivals) for one in findings), "of": of}
    yield "members", {"n": sum(map(bool, answers)), "of": of, "people": len(people), "all": len(study.informants)}
    yield "gaps", {"n": holes}


def _transferability(desk: Desk) -> Iterator[Line]:
    study = desk.study
    reasons = sum(bool(one.selection_reason) for one in study.informants)
    yield "selection", {"n": reasons, "of": len(study.informants)}
    sites = study.project.sites
    yield "sites", {"n": sum(bool(site.description) for site in sites), "of": len(sites)}
    bounded = [one for one in _findings(desk) if one.caveats]
    yield "caveats", {"n": len(bounded), "of": len(_findings(desk))}


def _dependability(desk: Desk) -> Iterator[Line]:
    study = desk.study
    runs = study.all(AgreementRun)
    coders = {coder for run in runs for coder in run.coders}
    yield ("agreement" if runs else "no_agreement"), {"n": len(runs), "coders": len(coders)}
    yield "codebook", {"n": sum(len(code.history) for code in study.codes), "of": len(study.codes)}
    heard = {person.role for person in study.informants for source in study.sources if person.id in source.informants}
    yield "roles", {"n": len(heard), "of": len(study.roles)}
    periods = {source.period or source.date[:7] for source in study.sources if source.period or source.date}
    yield "periods", {"n": len(study.sources), "periods": len(periods)}
    yield "version", {"n": study.data_version}


def _confirmability(desk: Desk) -> Iterator[Line]:
    study = desk.study
    cited = {segment for one in _findings(desk) for segment in (*one.evidence_for, *one.evidence_against)}
    found = segments_as_pieces(study, cited)
    exact = sum(study.text(one.source)[one.start : one.end] == one.quote for one in found)
    yield "exact", {"n": exact, "of": len(cited)}
    kept = study.all(Display)
    frozen = {one.display for one in study.all(Snapshot)}
    yield "frozen", {"n": sum(one.id in frozen for one in kept), "of": len(kept)}
    yield "queries", {"n": len(searches(study.all(Verification)))}
    yield "reflexive", {"n": sum(memo.type is MemoType.REFLEXIVE for memo in study.memos)}


def _utilization(desk: Desk) -> Iterator[Line]:
    found = coverage(desk.study)
    yield "covered", {"n": sum(need.covered for need in found.needs), "of": len(found.needs)}
    if found.gaps:
        yield "gaps_of_advice", {"n": len(found.gaps)}


_RECORDS: dict[str, Callable[[Study], list[str]]] = {
    "credibility": lambda study: [f"verification:{one.id}" for one in study.verifications],
    "transferability": lambda study: [f"informant:{one.id}" for one in study.informants],
    "dependability": lambda study: [f"agreement:{one.id}" for one in study.all(AgreementRun)],
    "confirmability": lambda study: [f"finding:{one.id}" for one in study.findings],
    "utilization": lambda study: [f"recommendation:{one.id}" for one in study.recommendations],
}
"""The records that the lines of a standard are counted from, beside the project."""

_LINES: dict[str, Callable[[Desk], Iterator[Line]]] = {
    "credibility": _credibility,
    "transferability": _transferability,
    "dependability": _dependability,
    "confirmability": _confirmability,
    "utilization": _utilization,
}
