"""What a finding rested on when it was tested or signed, and what has changed since (method: back edges of the cycle).

Verifications and signed statements keep digests of it, and the evidence against the finding as it then was. A finding
of which a part has changed is stale; it comes back when the researcher, having read it again, signs it anew.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from qualcode.conclusions.evidence import coded_under
from qualcode.conclusions.links import links_of
from qualcode.conclusions.ratings import standing
from qualcode.conclusions.verifications import DISCONFIRMING, on, says_something
from qualcode.errors import QualcodeError
from qualcode.model import Code, Finding, Snapshot, Stage, Statement, Study, Tested, Variable, Verification, ref_to
from qualcode.reduction.coded import codes_of_focus

_DIGITS = 16

_AROUND = ("rules", "checks", "remarks", "blanks", "stub")
"""Lists of a display that say something about it and are not what it shows."""

PARTS = ("claim", "against", "data", "ratings", "codebook", "displays")
"""What a finding rests on, in the order in which a change of it is told."""


def tested_on(study: Study, finding: Finding) -> Tested:
    """What a finding rests on now."""
    return Tested(
        claim=_digest([finding.text, finding.position_phrase, finding.position, finding.evidence_for]),
        data=study.derived(_data_digests).get(finding.focuses) or _data(study, finding.focuses),
        codebook=_codebook(study, finding.focuses),
        against=finding.evidence_against,
        ratings=_ratings(study, finding),
        displays=_digest([study.derived(_snapshots).get(name, "") for name in finding.displays]),
    )


def _data_digests(study: Study) -> dict[tuple[str, ...], str]:
    return {focuses: _data(study, focuses) for focuses in {one.focuses for one in study.findings}}


def _data(study: Study, focuses: tuple[str, ...]) -> str:
    codings = (one.coding for some in coded_under(study, focuses).values() for one in some)
    return _digest(sorted([one.segment, one.code, one.valence or ""] for one in codings))


def _ratings(study: Study, finding: Finding) -> str:
    """Ratings on variables of the finding's focuses, and links that begin or end there."""
    own = {one.id for one in study.all(Variable) if one.focus in finding.focuses}
    rated = [[one.subject, one.variable, one.values, one.period, one.date] for one in standing(study)]
    linked = [
        [one.from_, one.to, one.kind, one.sign, one.strength, one.asserted_by] for one in links_of(study, finding)
    ]
    return _digest([[one for one in rated if one[1] in own], linked])


def _codebook(study: Study, focuses: tuple[str, ...]) -> str:
    codes = study.by_id(Code)
    under = (codes[name] for focus in focuses for name in codes_of_focus(study, focus))
    return _digest([[one.id, one.definition, one.include, one.exclude, one.parent, one.condenses] for one in under])


def _snapshots(study: Study) -> dict[str, str]:
    """Display → digest of what its latest snapshot shows."""
    latest = {one.display: one.content for one in study.all(Snapshot)}
    return {name: _digest(_shown(json.loads(content))) for name, content in latest.items()}


def _digest(value: object) -> str:
    return hashlib.sha256(json.dumps(value, ensure_ascii=False).encode()).hexdigest()[:_DIGITS]


def stamped(study: Study, records: Iterable[object]) -> tuple[object, ...]:
    """Verifications and statements among some records, with what the findings that they are about rest on now."""

    def stamp(record: object) -> object:
        if isinstance(record, (Verification, Statement)) and record.tested is None:
            ref = record.target if isinstance(record, Verification) else record.record
            finding = _finding(study, ref)
            return replace(record, tested=tested_on(study, finding)) if finding else record
        return record

    return tuple(stamp(record) for record in records)


def _finding(study: Study, ref: str) -> Finding | None:
    kind, _, name = ref.partition(":")
    return study.find(Finding, name) if kind == "finding" else None


def unweighed(study: Study, finding: Finding) -> tuple[str, ...]:
    """Evidence against a finding that came after the tactics that look at exceptions were applied.

    None where none was applied yet: then that is what is missing.
    """
    weighing = [one for one in on(study, finding, *DISCONFIRMING) if says_something(one) and not one.waiver]
    if not weighing or any(one.tested is None for one in weighing):
        return ()
    seen = {segment for one in weighing if one.tested for segment in one.tested.against}
    return tuple(segment for segment in finding.evidence_against if segment not in seen)


def since(study: Study, finding: Finding) -> Mapping[str, tuple[str, ...]]:
    """Parts of what a finding rests on that have changed → ids of what was tested or signed before the change.

    The latest signed statement counts; where there is none, the latest verification by each tactic.
    """
    now = tested_on(study, finding)
    before = tuple(_before(study, finding))
    found = {part: tuple(name for name, then in before if _changed(then, now, part)) for part in PARTS}
    return {part: names for part, names in found.items() if names}


def _before(study: Study, finding: Finding) -> Iterator[tuple[str, Tested]]:
    stages = (Stage.TENTATIVE, Stage.VERIFIED, Stage.REPORTED)
    signed = [one for one in study.all(Statement) if one.record == ref_to(finding) and one.state in stages and one.text]
    if signed and signed[-1].tested:
        yield signed[-1].id, signed[-1].tested
        return
    latest = {one.tactic: one for one in on(study, finding) if not one.waiver}
    yield from ((one.id, one.tested) for one in latest.values() if one.tested)


def _changed(then: Tested, now: Tested, part: str) -> bool:
    old = getattr(then, part)
    return bool(old != getattr(now, part) and (old or part == "against"))


def changed_displays(study: Study) -> frozenset[str]:
    """Displays that findings read and that differ now from their latest snapshot, apart from the data version."""
    read = {name for finding in study.findings for name in finding.displays}
    snapshots = {one.display: one for one in study.all(Snapshot) if one.display in read}
    return frozenset(name for name, kept in snapshots.items() if _differs(study, kept))


def _differs(study: Study, kept: Snapshot) -> bool:
    from qualcode.displays._kept import opened

    if kept.data_version == study.data_version:
        return False
    declared, record_id = opened(study, kept.display)
    try:
        now = declared.build(study, record=record_id).as_json()
    except QualcodeError:
        return True
    return bool(_shown(now) != _shown(json.loads(kept.content)))


def _shown(content: dict[str, Any]) -> Any:
    """What a display shows, apart from what is said about it."""
    return {name: _content(value) for name, value in content.items() if isinstance(value, list) and name not in _AROUND}


def _content(value: Any) -> Any:
    """Plain values without citation codes: a code gains a letter when its neighbour is cited too."""
    if isinstance(value, dict):
        return {key: _content(part) for key, part in value.items() if key != "citation"}
    return [_content(part) for part in value] if isinstance(value, list) else value
