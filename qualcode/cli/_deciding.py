"""``anonymise apply``: what to write instead of each identifier, asked person by person or read from an edited list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qualcode.i18n import _, ngettext

if TYPE_CHECKING:
    from qualcode.collection.identities import Proposal

Chosen = list[tuple["Proposal", str]]
"""Proposals with what to write instead of each."""

_LEAVE, _APART, _STOP = "-", "*", "q"
_YES = frozenset(("y", "ya", "yes"))
_NO = frozenset(("n", "t", "tidak", "no"))
"""What people type where a question looks like yes or no; nobody is called so."""

_SHOWN = 3
"""Forms of a name of which a question shows a place."""


@dataclass
class Decided:
    """What was decided: what to write instead of some proposals, and which are to be left as they are."""

    chosen: Chosen = field(default_factory=list)
    left: list[Proposal] = field(default_factory=list)


class _Enough(Exception):
    """The researcher stops here."""


def choose(proposals: Sequence[Proposal], *, yes: bool) -> Decided:
    """Ask once for each person, place or number what to write instead, sure ones first.

    What comes after the researcher stopped is not decided.
    """
    if yes or not proposals:
        return Decided([(one, one.suggestion) for one in proposals])
    click.echo(
        _("Enter takes the suggestion, {leave} leaves it as it is, {stop} stops: what you decided is replaced.").format(
            leave=_LEAVE, stop=_STOP
        ),
        err=True,
    )
    decided = Decided()
    groups = _by_person(proposals)
    try:
        for number, some in enumerate(groups, 1):
            if not some[0].sure and (number == 1 or groups[number - 2][0].sure):
                click.echo(
                    "\n" + _("The rest only look like names: a capital letter is all that shows them."), err=True
                )
            _decide(some, f"{number}/{len(groups)}", decided)
    except _Enough:
        pass
    return decided


def reason_to_stand(left: Sequence[Proposal]) -> str:
    """Why what was left may stand, asked once for all; nothing where it is to stay open."""
    while left:
        question = ngettext(
            "Why may the {n} place that you left stand? (Enter: it stays open)",
            "Why may the {n} places that you left stand? (Enter: they stay open)",
            len(left),
        ).format(n=len(left))
        reason = " ".join(click.prompt(question, default="", show_default=False, err=True).split())
        if not any(one.text.casefold() in reason.casefold() for one in left):
            return reason
        click.echo(_("Give a reason that does not hold the words themselves."), err=True)
    return ""


def _by_person(proposals: Sequence[Proposal]) -> list[list[Proposal]]:
    """Proposals of one person or place together, and equal numbers; sure groups (one of them is) first."""
    groups: dict[tuple[str, str], list[Proposal]] = {}
    for one in proposals:
        named = one.kind.value in ("name", "village")
        groups.setdefault((one.kind.value, one.suggestion if named else one.text), []).append(one)
    ordered = (sorted(some, key=lambda one: not one.sure) for some in groups.values())
    return sorted(ordered, key=lambda some: not some[0].sure)


def _decide(some: Sequence[Proposal], number: str, decided: Decided) -> None:
    forms: dict[str, list[Proposal]] = {}
    for one in some:
        forms.setdefault(one.text, []).append(one)
    answer = _asked(some, forms, number)
    if answer.casefold() == _STOP:
        raise _Enough
    if answer == _APART and len(forms) > 1:
        for at, same in enumerate(forms.values(), 1):
            _decide(same, f"{number}.{at}", decided)
    elif answer == _LEAVE or answer.casefold() in _NO:
        decided.left += some
    else:
        written = some[0].suggestion if not answer or answer.casefold() in _YES else answer
        decided.chosen += [(one, written) for one in some]


def _asked(some: Sequence[Proposal], forms: Mapping[str, Sequence[Proposal]], number: str) -> str:
    places = list(dict.fromkeys(one.source for one in some))
    where = ", ".join(places[:_SHOWN]) + (" …" if len(places) > _SHOWN else "")
    counted = ngettext("{n} time", "{n} times", len(some)).format(n=len(some))
    click.echo(f"\n{number}  {', '.join(forms)} ({counted}: {where})", err=True)
    for same in list(forms.values())[:_SHOWN]:
        click.echo(f"  {same[0].source}: … {same[0].context} …", err=True)
    question = _("instead (Enter: {suggestion})").format(suggestion=some[0].suggestion)
    if len(forms) > 1:
        question = _("instead (Enter: {suggestion}; {apart} asks for each form)").format(
            suggestion=some[0].suggestion, apart=_APART
        )
    return " ".join(click.prompt(question, default="", show_default=False, err=True).split())


def from_file(proposals: Sequence[Proposal], path: Path) -> Decided:
    """What an edited list of ``scan --format csv`` says; rows that were deleted or left empty change nothing."""
    from qualcode.collection.written_files import read_csv, read_xlsx

    _headings, rows = (read_xlsx if path.suffix.lower() == ".xlsx" else read_csv)(path)
    written = {
        (row.get("source", ""), row.get("start", ""), row.get("end", "")): " ".join(row.get("suggestion", "").split())
        for _line, row in rows
    }
    chosen = [(one, written.get((one.source, str(one.start), str(one.end)), "")) for one in proposals]
    return Decided([(one, answer) for one, answer in chosen if answer])
