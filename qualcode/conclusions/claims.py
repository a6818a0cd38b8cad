"""What can be tested: a finding, or the claim that a code, a display or a link makes (method: Verification).

A code claims that its segments belong together, a display what stands in its cells, a link that its ends hang
together. Each takes the shape of a finding whose id is the whole reference (``code:POLA-TUNGGU``), so that the tactics
read all four alike; it stands in no study.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from qualcode.conclusions.evidence import telling
from qualcode.conclusions.exits import Reached
from qualcode.conclusions.links import ends_at, label_of, links
from qualcode.conclusions.states import code_state, display_state, finding_state
from qualcode.conclusions.tactics import TACTICS, Ask, Into, Tactic, in_order, named
from qualcode.errors import BadValue, UnknownName
from qualcode.model import Code, Display, Finding, Link, Snapshot, Study, kind_named
from qualcode.reduction.coded import descendants, focus_of

TARGETS = ("finding", "code", "display", "link")

OF_FINDINGS = ("chain-of-evidence", "coherence", "rival-explanations")
"""Tactics over what only a finding records: the displays that it reads, its theory notes, its rivals."""


def claim_of(study: Study, target: str) -> Finding:
    """The claim of a target, by its id alone or in full (``code:POLA-TUNGGU``).

    ``BadValue`` for another kind of record; ``UnknownName`` for a target that there is not.
    """
    kind, sign, name = target.partition(":")
    if not sign:
        kind, name = next((one for one in TARGETS if _found(study, one, target)), "finding"), target
    if kind not in TARGETS:
        raise BadValue("target", target, TARGETS)
    record = _found(study, kind, name)
    if record is None:
        raise UnknownName(kind, name, tuple(one.id for one in study.all(_type(kind))))
    if isinstance(record, Finding):
        return record
    if isinstance(record, Code):
        return _of_code(study, record)
    if isinstance(record, Display):
        return _of_display(study, record)
    assert isinstance(record, Link), target
    return _of_link(study, record)


def _type(kind: str) -> Any:
    known = kind_named(kind)
    assert known is not None, kind
    return known.type


def _found(study: Study, kind: str, name: str) -> object | None:
    """A record by kind and id; a link that only people assert who withdrew their consent is not there."""
    if kind == "link":
        return next((link for link in links(study) if link.id == name), None)
    found: object | None = study.find(_type(kind), name)
    return found


def _of_code(study: Study, code: Code) -> Finding:
    gathered = {code.id, *descendants(study, code.id)}
    segments = (one.segment.id for one in telling(study) if one.code.id in gathered)
    return _claim(f"code:{code.id}", code.definition or code.name, focus_of(study, code.id), segments)


def _of_display(study: Study, display: Display) -> Finding:
    """What its latest snapshot shows, under the focuses of its filter, else of what its segments are coded with."""
    frozen = [one.content for one in study.all(Snapshot) if one.display == display.id]
    shown = dict.fromkeys(_segments(json.loads(frozen[-1]))) if frozen else {}
    named = [one.value for one in display.filter if one.name == "focus"]
    used = (focus for one in telling(study) if one.segment.id in shown for focus in one.focuses)
    return _claim(f"display:{display.id}", display.title or display.id, named or used, shown)


def _segments(content: Any) -> Iterator[str]:
    """Ids of every segment that a frozen display leads to."""
    if isinstance(content, dict):
        if isinstance(content.get("segment"), str):
            yield content["segment"]
        content = list(content.values())
    if isinstance(content, list):
        for part in content:
            yield from _segments(part)


def _of_link(study: Study, link: Link) -> Finding:
    ends = (end.partition(":") for end in ends_at(link))
    focuses = (
        focus
        for kind, _sign, name in ends
        for focus in (focus_of(study, name) if kind == "code" else _focus_of_record(study, kind, name))
    )
    text = " → ".join(label_of(study, end) for end in ends_at(link))
    return _claim(f"link:{link.id}", f"{text}: {link.label}" if link.label else text, focuses, link.segments)


def _focus_of_record(study: Study, kind: str, name: str) -> tuple[str, ...]:
    focus = getattr(_found(study, kind, name), "focus", None)
    return (focus,) if focus else ()


def _claim(ref: str, text: str, focuses: Iterable[str], segments: Iterable[str]) -> Finding:
    return Finding(
        id=ref, text=text, focuses=tuple(dict.fromkeys(focuses)), evidence_for=tuple(dict.fromkeys(segments))
    )


def state_of(study: Study, claim: Finding) -> Reached:
    """The state of what makes the claim; a link has none."""
    kind, sign, name = claim.id.partition(":")
    if not sign:
        return finding_state(study, claim)
    if kind == "code":
        return code_state(study, study.get(Code, name))
    if kind == "display":
        return display_state(study, study.get(Display, name))
    return Reached(record=claim.id, stage=None)


def tactics_of(claim: Finding) -> tuple[Tactic, ...]:
    """Every tactic that can be applied to a claim, in the order of the book."""
    out = OF_FINDINGS if ":" in claim.id else ()
    return tuple(TACTICS.load(name) for name in in_order(TACTICS.names()) if name not in out)


def applicable(claim: Finding, tactic: str) -> Tactic:
    """A tactic by its name in either language; ``BadValue`` for one that only a finding has records for."""
    found = named(tactic)
    if found not in tactics_of(claim):
        raise BadValue("target", claim.id, ("finding",))
    return found


def asks_of(claim: Finding, tactic: Tactic) -> tuple[Ask, ...]:
    """The questions of a tactic to a claim; only a finding keeps a list of what stands against it."""
    return tuple(ask for ask in tactic.asks if ask.into is not Into.AGAINST or ":" not in claim.id)
