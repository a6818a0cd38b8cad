"""What a finding rested on when it was tested, and what has changed since (method: back edges of the cycle).

A verification keeps digests of the claim, of the data under its focuses and of their codes' definitions, and the
evidence against the finding as it then was. One that was recorded without them (an older study) is taken as weighed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from qualcode.conclusions.evidence import coded_under
from qualcode.conclusions.verifications import DISCONFIRMING, on, says_something
from qualcode.errors import QualcodeError
from qualcode.model import Code, Finding, Snapshot, Stage, Statement, Study, Tested, Verification, ref_to
from qualcode.reduction.coded import codes_of_focus

_DIGITS = 16

_AROUND = ("rules", "checks", "remarks", "blanks", "stub")
"""Lists of a display that say something about it and are not what it shows."""


def tested_on(study: Study, finding: Finding) -> Tested:
    """What a finding rests on now."""
    return Tested(
        claim=claim_digest(finding),
        data=study.derived(_data_digests).get(finding.focuses) or _data(study, finding.focuses),
        codebook=_codebook(study, finding.focuses),
        against=finding.evidence_against,
    )


def claim_digest(finding: Finding) -> str:
    """The digest of what a finding claims: its words, its position, the evidence for it."""
    return _digest([finding.text, finding.position_phrase, finding.position, finding.evidence_for])


def _data_digests(study: Study) -> dict[tuple[str, ...], str]:
    return {focuses: _data(study, focuses) for focuses in {one.focuses for one in study.findings}}


def _data(study: Study, focuses: tuple[str, ...]) -> str:
    codings = (one.coding for some in coded_under(study, focuses).values() for one in some)
    return _digest(sorted([one.segment, one.code, one.valence or ""] for one in codings))


def _codebook(study: Study, focuses: tuple[str, ...]) -> str:
    codes = study.by_id(Code)
    under = (codes[name] for focus in focuses for name in codes_of_focus(study, focus))
    return _digest([[one.id, one.definition, one.include, one.exclude, one.parent, one.condenses] for one in under])


def _digest(value: object) -> str:
    return hashlib.sha256(json.dumps(value, ensure_ascii=False).encode()).hexdigest()[:_DIGITS]


def stamped(study: Study, records: Iterable[object]) -> tuple[object, ...]:
    """Records taken in from a file, with what the findings that they test or sign rest on now."""
    records = tuple(records)
    found: list[object] = []
    for record in records:
        if isinstance(record, Verification) and record.tested is None:
            finding = _finding(study, record.target)
            found.append(replace(record, tested=tested_on(study, finding)) if finding else record)
        elif isinstance(record, Statement) and not record.digest:
            finding = _finding(study, record.record)
            found.append(replace(record, digest=claim_digest(finding)) if finding else record)
        else:
            found.append(record)
    return tuple(found)


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Since:
    """What changed after the latest test of a finding; ids of its verifications, statements and displays."""

    claim: tuple[str, ...] = ()
    data: tuple[str, ...] = ()
    codebook: tuple[str, ...] = ()
    displays: tuple[str, ...] = ()
    signed: tuple[str, ...] = ()


def since(study: Study, finding: Finding, *, displays: bool = True) -> Since:
    """Which tests of a finding are older than its claim, its data or its codes; which displays read have changed.

    Displays are built anew for that, unless the caller goes without.
    """
    now = tested_on(study, finding)
    latest = {one.tactic: one for one in on(study, finding) if not one.waiver}
    dated = [(one.id, one.tested) for one in latest.values() if one.tested]
    changed = study.derived(changed_displays) if displays else frozenset()
    signatures = [one for one in study.all(Statement) if one.record == ref_to(finding) and one.digest and one.text]
    newest = {one.state: one for one in signatures if one.state in (Stage.TENTATIVE, Stage.VERIFIED, Stage.REPORTED)}
    return Since(
        claim=tuple(name for name, tested in dated if tested.claim != now.claim),
        data=tuple(name for name, tested in dated if tested.data != now.data),
        codebook=tuple(name for name, tested in dated if tested.codebook != now.codebook),
        displays=tuple(name for name in finding.displays if name in changed),
        signed=tuple(one.id for one in newest.values() if one.digest != now.claim),
    )


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
    then = json.loads(kept.content)
    parts = [name for name, value in now.items() if isinstance(value, list) and name not in _AROUND]
    return any(_content(now[part]) != _content(then.get(part)) for part in parts)


def _content(value: Any) -> Any:
    """Plain values without citation codes: a code gains a letter when its neighbour is cited too."""
    if isinstance(value, dict):
        return {key: _content(part) for key, part in value.items() if key != "citation"}
    return [_content(part) for part in value] if isinstance(value, list) else value
