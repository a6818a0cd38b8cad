"""The walk's questions about the finding itself: what it reads and rests on, its position, confidence, signature."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

import click

from qualcode.cli._session import actor
from qualcode.cli._walk import Walk, asked
from qualcode.conclusions.claims import state_of
from qualcode.conclusions.exits import statement_of
from qualcode.conclusions.tactics import Ask
from qualcode.conclusions.verifications import target_of
from qualcode.i18n import _
from qualcode.model import Confidence, Display, Focus, Stage, Statement

if TYPE_CHECKING:
    from qualcode.model import Finding, Study
    from qualcode.storage.store import Act

_MOST = 30


def before(study: Study, finding: Finding) -> tuple[Ask, ...]:
    """What a finding needs before it can be tested; nothing for another claim."""
    exits = {missing.exit for missing in state_of(study, finding).missing_for(Stage.TENTATIVE)}
    asks = (
        ("display_read", Ask(name="displays", words=_("Which displays did you read for it?"))),
        ("evidence_for", Ask(name="evidence_for", words=_("Which of these segments does it rest on?"))),
        ("position", Ask(name="position", words=_("Where on the scale does it stand, and in which words?"))),
    )
    return tuple(ask for name, ask in asks if name in exits)


def after(claim: Finding) -> tuple[Ask, ...]:
    """What the researcher states at the end; a link has no state to sign."""
    confidence = Ask(name="confidence", words=_("How sure are you of it?"))
    signature = Ask(name="signature", words=_("Your statement that it has reached this state, in your own words:"))
    kind, sign, _name = claim.id.partition(":")
    return {"link": (), "code": (signature,), "display": (signature,)}.get(
        kind if sign else "", (confidence, signature)
    )


def take_of_finding(going: Walk, ask: Ask) -> None:
    """Ask one of these questions and keep the answer."""
    {
        "displays": _displays,
        "evidence_for": _evidence,
        "position": _position,
        "confidence": _confidence,
        "signature": _signature,
    }[ask.name](going)


def _displays(going: Walk) -> None:
    from dataclasses import replace

    kept = [one.id for one in going.study.all(Display)]
    for number, name in enumerate(kept, 1):
        click.echo(f"  {number:>3} {name}")
    if not kept:
        click.echo("  " + _("none is kept yet: qualcode display freeze NAME"))
        return
    numbers = [int(part) for part in asked(_("Numbers")).replace(",", " ").split() if part.isdecimal()]
    read = tuple(kept[number - 1] for number in numbers if 0 < number <= len(kept))
    if read:
        going.act(lambda act: act.put(replace(going.finding, displays=read)))


def _evidence(going: Walk) -> None:
    from qualcode.cli._walking_answers import on_finding
    from qualcode.conclusions.evidence import pieces_of
    from qualcode.conclusions.findings import with_evidence
    from qualcode.conclusions.reading import piece_line
    from qualcode.i18n import language
    from qualcode.terms import terms_for

    pieces = pieces_of(going.study, going.finding)[:_MOST]
    for number, piece in enumerate(pieces, 1):
        click.echo(f"  {number:>3} {piece_line(piece, terms_for(language()))}")
    if text := asked(_("Numbers, or SOURCE: quotation (Enter: none)")):
        numbered = [piece.segment for piece in pieces]
        on_finding(going, lambda resolve: with_evidence(going.finding, for_=resolve(text, numbered)))


def _position(going: Walk) -> None:
    focus = next((f for name in going.finding.focuses if (f := going.study.find(Focus, name)) and f.scale), None)
    if focus is None:
        return
    click.echo("  " + "   ".join(f"{step.value} {step.label}" for step in focus.scale))
    while text := asked(_("Number")):
        if text.isdecimal() and int(text) in {step.value for step in focus.scale}:
            phrase = asked(_("In your own words (Enter: as the scale says)"))
            label = next(step.label for step in focus.scale if step.value == int(text))
            _place(going, int(text), phrase or label)
            return
        click.echo(_("Type one of the numbers."))


def _place(going: Walk, position: int, phrase: str) -> None:
    from dataclasses import replace

    going.act(lambda act: act.put(replace(going.finding, position=position, position_phrase=phrase)))


def _confidence(going: Walk) -> None:
    from dataclasses import replace

    from qualcode.cli._walking_answers import chosen

    words: dict[Enum, str] = {one: _(one.value) for one in Confidence}
    if going.finding.confidence:
        click.echo("  " + _("So far: {what}").format(what=words[going.finding.confidence]))
    found = chosen(tuple(Confidence), words, asked)
    if isinstance(found, Confidence):
        going.act(lambda act: act.put(replace(going.finding, confidence=found)))


def _signature(going: Walk) -> None:
    """The researcher's statement for the state that the finding has reached, unless it is signed."""
    from qualcode.conclusions.tested import stamped
    from qualcode.storage.store import now

    reached = state_of(going.study, going.finding)
    stage = reached.stage
    if stage is None:
        click.echo("  " + _("Not yet: it has not reached a state that could be signed."))
        return
    signed = statement_of(going.study, target_of(going.finding), stage)
    if signed is not None and not reached.stale:
        click.echo("  " + _("Signed already: {text}").format(text=signed.text or signed.waiver))
        return
    if text := asked():

        def put(act: Act) -> None:
            record, by, at = target_of(going.finding), actor(), now()
            signing = Statement(id=act.new_id("PN"), record=record, state=stage, text=text, by=by, at=at)
            act.put(*stamped(act.study, (signing,)))

        going.act(put)
