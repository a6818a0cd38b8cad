"""How the walk takes an answer, by where it is kept: a reply, a verdict, searches, people, propositions, rivals."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from typing import TYPE_CHECKING

import click

from qualcode.cli._session import today
from qualcode.cli._walk import WAIVE, Leave, Walk, asked, tried_lines
from qualcode.conclusions.tactics import Group, Into
from qualcode.conclusions.verifying import Applied
from qualcode.errors import QualcodeError
from qualcode.i18n import _, ngettext
from qualcode.model import Consequence, Informant, MemberAnswer, Proposition, Query, Reply, Rival, Verdict

if TYPE_CHECKING:
    from qualcode.conclusions.tactics import Ask, Tactic
    from qualcode.model import Finding
    from qualcode.storage.store import Act

_HITS_SHOWN = 5


def take(going: Walk, tactic: Tactic, ask: Ask) -> None:
    """Ask, and keep the answer; Enter keeps nothing, ``/`` waives the tactic."""
    _TAKE[ask.into](going, tactic, ask)
    last = tactic.asks[-1]
    if ask == last and tactic.group is Group.TESTING and ask.into is not Into.CONSEQUENCE and _just_said(going, tactic):
        click.echo("? " + _("What does this do to the finding?"))
        _consequence(going, tactic, ask)


def _just_said(going: Walk, tactic: Tactic) -> bool:
    from qualcode.conclusions.verifications import on

    stated = on(going.study, going.finding, tactic.name)
    return bool(stated) and not stated[-1].waiver and stated[-1].consequence is None


def text_or_waiver(going: Walk, tactic: Tactic, prompt: str = "") -> str:
    """A line typed for a question of a tactic; ``/`` and a reason waive the tactic and lead to the next."""
    text = asked(prompt)
    if not text.startswith(WAIVE):
        return text
    reason = text[1:].strip() or asked(_("Why do you go without it?"))
    if reason:
        going.say(tactic.name, Applied(waiver=reason))
        click.echo(_("Waived; the reason stands in the wall chart and in the chapter."))
    raise Leave(">")


def _reply(going: Walk, tactic: Tactic, ask: Ask) -> None:
    if text := text_or_waiver(going, tactic):
        going.say(tactic.name, Applied(replies=(Reply(ask=ask.name, text=text),)))


def _result(going: Walk, tactic: Tactic, _ask: Ask) -> None:
    if text := text_or_waiver(going, tactic):
        going.say(tactic.name, Applied(result=text))


def chosen(options: Sequence[Enum], words: Mapping[Enum, str], read: Callable[[], str]) -> Enum | None:
    """One of several by its number or its word; None for Enter; asks again for anything else."""
    click.echo("  " + "   ".join(f"{number} {words[one]}" for number, one in enumerate(options, 1)))
    while text := read():
        for number, one in enumerate(options, 1):
            if text in (str(number), str(one.value)) or text.casefold() == words[one].casefold():
                return one
        click.echo(_("Type a number from 1 to {n}.").format(n=len(options)))
    return None


def _verdict(going: Walk, tactic: Tactic, _ask: Ask) -> None:
    words: dict[Enum, str] = {one: _(one.value) for one in Verdict}
    found = chosen(tuple(Verdict), words, lambda: text_or_waiver(going, tactic))
    if isinstance(found, Verdict):
        going.say(tactic.name, Applied(verdict=found))


def _consequence(going: Walk, tactic: Tactic, _ask: Ask) -> None:
    words: dict[Enum, str] = {one: _(one.value) for one in Consequence}
    found = chosen(tuple(Consequence), words, lambda: text_or_waiver(going, tactic))
    if isinstance(found, Consequence):
        going.say(tactic.name, Applied(consequence=found))


def _queries(going: Walk, tactic: Tactic, _ask: Ask) -> None:
    """Searches, one after another: the program looks the words up and counts, the researcher reads."""
    from qualcode.conclusions.searching import searched

    while query := text_or_waiver(going, tactic, _("Words to look for (Enter: enough)")):
        hits = searched(going.study, query)
        click.echo("  " + ngettext("{n} place", "{n} places", len(hits)).format(n=len(hits)))
        for hit in hits[:_HITS_SHOWN]:
            click.echo("  " + _("{source} line {line}: {text}").format(source=hit.source, line=hit.line, text=hit.text))
        if len(hits) > _HITS_SHOWN:
            click.echo("  …")
        read = _number(len(hits))
        going.say(tactic.name, Applied(queries=(Query(query=query, hits=len(hits), read=read),)))


def _number(most: int) -> int:
    while most:
        text = asked(_("How many of them did you read?"))
        if not text:
            return 0
        if text.isdecimal() and int(text) <= most:
            return int(text)
        click.echo(_("Type a number from 0 to {n}.").format(n=most))
    return 0


def _against(going: Walk, tactic: Tactic, _ask: Ask) -> None:
    """Segments against the finding, by the number under which they are shown, or as SOURCE: quotation."""
    from qualcode.conclusions.findings import with_evidence
    from qualcode.conclusions.reading import piece_line
    from qualcode.conclusions.tactics.negative_evidence import compute
    from qualcode.i18n import language
    from qualcode.terms import terms_for

    pieces = compute(going.study, going.finding).opposite
    for number, piece in enumerate(pieces, 1):
        click.echo(f"  {number:>3} {piece_line(piece, terms_for(language()))}")
    if text := text_or_waiver(going, tactic, _("Numbers, or SOURCE: quotation (Enter: none)")):
        numbered = [piece.segment for piece in pieces]
        on_finding(going, lambda resolve: with_evidence(going.finding, against=resolve(text, numbered)))


Resolve = Callable[[str, Sequence[str]], tuple[str, ...]]


def on_finding(going: Walk, change: Callable[[Resolve], Finding]) -> None:
    """Change the finding in one act; what cannot be resolved is told, and nothing is kept."""
    from qualcode.cli._records import Segments
    from qualcode.cli.messages import words

    def put(act: Act) -> None:
        segments = Segments(act)

        def resolve(text: str, numbered: Sequence[str]) -> tuple[str, ...]:
            return segments.resolved(_named(text, numbered))

        made = change(resolve)
        act.put(*segments.new, made)

    try:
        going.act(put)
    except QualcodeError as error:
        click.echo(words(error))


def _named(text: str, numbered: Sequence[str]) -> tuple[str, ...]:
    """What a line names: numbers and ranges of what was shown, ids, or ``SOURCE: quotation`` parted by ``;``."""
    found: list[str] = []
    for part in map(str.strip, text.split(";") if ":" in text else text.replace(",", " ").split()):
        first, dash, last = part.partition("-")
        if part.isdecimal() or (dash and first.isdecimal() and last.isdecimal()):
            found.extend(numbered[int(first) - 1 : int(last or first)])
        elif part:
            found.append(part)
    return tuple(dict.fromkeys(found))


def _rivals(going: Walk, tactic: Tactic, _ask: Ask) -> None:
    while text := text_or_waiver(going, tactic, _("The other explanation (Enter: no more)")):
        for_ = asked(_("What speaks for it (segment or SOURCE: quotation; several with “;”; Enter: nothing)"))
        against = asked(_("What speaks against it (Enter: nothing)"))
        _note_rival(going, text, for_, against, asked(_("Why you set it aside (Enter: not set aside)")))


def _note_rival(going: Walk, text: str, for_: str, against: str, why: str) -> None:
    from qualcode.conclusions.findings import with_rival

    def change(resolve: Resolve) -> Finding:
        rival = Rival(text=text, evidence_for=resolve(for_, ()), evidence_against=resolve(against, ()), set_aside=why)
        return with_rival(going.finding, rival)

    on_finding(going, change)


def _answers(going: Walk, tactic: Tactic, _ask: Ask) -> None:
    while who := text_or_waiver(going, tactic, _("Informant (Enter: no more)")):
        if going.study.find(Informant, who) is None:
            click.echo(_("Known: {names}").format(names=", ".join(one.id for one in going.study.informants)))
            continue
        answer = asked(_("What was the answer?"))
        agrees = _yes_or_no(_("Does {informant} agree? (y/n, Enter: partly or unclear)").format(informant=who))
        change = asked(_("What did you change for it? (Enter: nothing)"))
        given = MemberAnswer(informant=who, date=today(), agrees=agrees, answer=answer, change=change)
        going.say(tactic.name, Applied(answers=(given,)))


def _yes_or_no(prompt: str) -> bool | None:
    yes, no = {"y", "yes", "ya", "setuju"}, {"n", "no", "t", "tidak"}
    while text := asked(prompt).casefold():
        if text in yes | no:
            return text in yes
        click.echo(_("Type y or n."))
    return None


def _propositions(going: Walk, tactic: Tactic, _ask: Ask) -> None:
    from qualcode.cli.messages import words

    click.echo("  " + _("A condition: a variable with a level (name>=3), or a code, with its sign if wanted (CODE:-)."))
    while if_ := text_or_waiver(going, tactic, _("If (Enter: enough)")):
        then = asked(_("then"))
        if not then:
            continue
        proposition = Proposition(if_=if_, then=then)
        try:
            for line in tried_lines(going.study, proposition):
                click.echo(f"  {line}")
            going.say(tactic.name, Applied(propositions=(proposition,)))
        except QualcodeError as error:
            click.echo(words(error))


_TAKE: Mapping[Into, Callable[[Walk, Tactic, Ask], None]] = {
    Into.REPLY: _reply,
    Into.RESULT: _result,
    Into.VERDICT: _verdict,
    Into.CONSEQUENCE: _consequence,
    Into.QUERIES: _queries,
    Into.AGAINST: _against,
    Into.RIVALS: _rivals,
    Into.ANSWERS: _answers,
    Into.PROPOSITIONS: _propositions,
}
