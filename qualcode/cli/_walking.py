"""The walk of ``verify`` at a terminal: shows what is computed, asks, and keeps each answer as it is given.

Every answer is an act of its own in the journal, so that ``<`` (or ``qualcode undo``) takes it back and the walk can
stop anywhere and go on another day: what was answered is not asked again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from qualcode.cli._session import open_store
from qualcode.cli._walk import BACK, MORE, STOP, Leave, Question, Walk, tell
from qualcode.i18n import _, language, ngettext

if TYPE_CHECKING:
    from qualcode.conclusions.tactics import Tactic


def walk(finding_id: str, tactic: str | None) -> None:
    """Walk a finding through its questions, or through those of one tactic."""
    from qualcode.conclusions.claims import applicable

    with open_store() as store:
        going = Walk(store=store, finding_id=finding_id)
        only = applicable(going.finding, tactic) if tactic else None
        questions = _questions(going, only)
        _begin(going, len(questions))
        try:
            _through(going, questions)
        except (click.Abort, EOFError):
            click.echo("")
        _end(going)


def _questions(going: Walk, only: Tactic | None) -> list[Question]:
    """The finding's own open questions around those of the tactics, in walking order; or those of one tactic."""
    from qualcode.cli._walking_finding import after, before
    from qualcode.conclusions.claims import asks_of
    from qualcode.conclusions.verifying import Standing, standing
    from qualcode.conclusions.walking import in_walking_order, needed

    if only:
        going.again = frozenset((only.name,))
        return [Question(only, ask) for ask in asks_of(going.finding, only)]
    study, finding = going.study, going.finding
    going.again = frozenset(needed(study, finding))
    tactics = [
        one
        for one in in_walking_order(study, finding)
        if one.name in going.again or standing(study, finding, one) is Standing.OPEN
    ]
    return [
        *(Question(None, ask) for ask in before(study, finding)),
        *(Question(tactic, ask) for tactic in tactics for ask in asks_of(finding, tactic)),
        *(Question(None, ask) for ask in after(finding)),
    ]


def _begin(going: Walk, number: int) -> None:
    from qualcode.cli._tactics_text import heading, lacking_lines
    from qualcode.terms import terms_for

    tell(heading(going.finding, going.study, terms_for(language())))
    for line in lacking_lines(going.study, going.finding):
        tell(line)
    tell(_counted(going))
    if number:
        click.echo("")
        tell(_("Enter: leave this question · > next tactic · / waive the tactic · < take the last answer back"))
        tell(_("? all the evidence · q stop for today. Each answer is kept at once."))


def _counted(going: Walk) -> str:
    """How many tactics were applied, waived, are open, or have no data."""
    from collections import Counter

    from qualcode.cli._tactics_text import symbol_words
    from qualcode.conclusions.claims import tactics_of
    from qualcode.conclusions.verifying import SYMBOLS, standing

    counts = Counter(standing(going.study, going.finding, one).value for one in tactics_of(going.finding))
    words = symbol_words()
    return " · ".join(f"{SYMBOLS[name]} {counts[name]} {words[name]}" for name in SYMBOLS if counts[name])


def _through(going: Walk, questions: list[Question]) -> None:
    """Question after question; what was answered before is left out, unless it is put again."""
    shown: Tactic | None = None
    while going.at < len(questions):
        question = questions[going.at]
        if question.tactic is not None and question.tactic != shown:
            if not _is_put(going, question.tactic):
                going.at += 1
                continue
            _show(going, question.tactic, full=False)
        shown = question.tactic
        if _answer_to(going, question):
            going.at += 1
            continue
        try:
            _put(going, question)
        except Leave as leave:
            if leave.how == STOP:
                return
            if leave.how == BACK:
                going.at, shown = (going.back(), None) if going.made else (going.at, shown)
                continue
            if leave.how == MORE and question.tactic is not None:
                _show(going, question.tactic, full=True)
                continue
            going.at = _after(questions, going.at)
            continue
        going.at += 1


def _is_put(going: Walk, tactic: Tactic) -> bool:
    from qualcode.conclusions.verifying import Standing, standing

    return tactic.name in going.again or standing(going.study, going.finding, tactic) is Standing.OPEN


def _answer_to(going: Walk, question: Question) -> object:
    from qualcode.conclusions.verifications import answer_to

    if question.tactic is None or question.tactic.name in going.again:
        return None
    return answer_to(going.study, going.finding, question.tactic.name, question.ask)


def _after(questions: list[Question], at: int) -> int:
    """The first question of the next tactic."""
    tactic = questions[at].tactic
    if tactic is None:
        return at + 1
    while at < len(questions) and questions[at].tactic is tactic:
        at += 1
    return at


def _show(going: Walk, tactic: Tactic, *, full: bool) -> None:
    from qualcode.cli._tactics_text import title
    from qualcode.conclusions.finding_text import verification_line
    from qualcode.conclusions.reading import lines, names_of
    from qualcode.conclusions.verifications import on
    from qualcode.terms import terms_for

    terms, study, finding = terms_for(language()), going.study, going.finding
    click.echo("")
    click.echo(f"── {title(tactic, terms)} ({tactic.page})")
    tell(f"   {tactic.question}")
    for line in lines(tactic.compute(study, finding), terms, None if full else 1, names_of(study)):
        tell(f"   {line}")
    for stated in on(study, finding, tactic.name):
        tell(f"   {verification_line(stated, terms)}")


def _put(going: Walk, question: Question) -> None:
    from qualcode.cli._walking_answers import take
    from qualcode.cli._walking_finding import take_of_finding

    click.echo("")
    tell(f"? {question.ask.words}")
    before = _lacking(going)
    if question.tactic is None:
        take_of_finding(going, question.ask)
    else:
        take(going, question.tactic, question.ask)
    closed = [line for line in before if line not in _lacking(going)]
    for line in closed:
        words = line.removeprefix("✗ ").partition(": qualcode")[0]
        tell("✓ " + _("settled: {what}").format(what=words))
    if closed and not _lacking(going):
        tell(_("Nothing is lacking for the next state; what follows makes the finding stronger."))


def _lacking(going: Walk) -> list[str]:
    from qualcode.cli._tactics_text import lacking_lines

    return list(lacking_lines(going.study, going.finding, remarks=False))


def _end(going: Walk) -> None:
    """What was kept, what the next state still lacks, and how to go on."""
    from qualcode.cli._tactics_text import where
    from qualcode.terms import terms_for

    click.echo("")
    click.echo(ngettext("{n} answer kept.", "{n} answers kept.", len(going.made)).format(n=len(going.made)))
    tell(where(going.finding, going.study, terms_for(language())))
    for line in _lacking(going):
        tell(line)
    tell(_("Go on at any time: qualcode verify {finding}").format(finding=going.finding_id))
