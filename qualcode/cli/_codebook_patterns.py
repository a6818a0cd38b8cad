"""``codebook pattern|history``: codes of the second cycle with what carries them, and what a code was before."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from qualcode.cli._codebook_changes import asking, carry_out, today
from qualcode.cli._codebook_preview import CHOICES
from qualcode.cli._output import format_option, print_json, print_rows, remark
from qualcode.cli._session import StudyCommand, actor, open_store, read_study
from qualcode.i18n import N_, _, ngettext

if TYPE_CHECKING:
    from qualcode.model import Study
    from qualcode.reduction.codebook_revising import Revision


@click.command(
    "pattern",
    cls=StudyCommand,
    help=N_(
        "Make a pattern code that gathers first-cycle codes, or add to one; without options, show what carries it and "
        "what is still open."
    ),
)
@click.argument("code_id", metavar="CODE")
@click.argument("more", metavar="[CODE]...", nargs=-1)
@click.option("--condenses", multiple=True, metavar="CODE", help=_("A code that it gathers; others may follow."))
@click.option("--name", default="", metavar="TEXT", help=_("What people read."))
@click.option("--definition", default="", metavar="TEXT", help=_("What the pattern is."))
@click.option("--focus", default=None, metavar="FOCUS", help=_("Its focus, if it has one of its own."))
@click.option("--memo", default="", metavar="TEXT", help=_("Why you see this pattern; becomes a memo on it."))
@asking
def pattern(
    code_id: str,
    more: tuple[str, ...],
    condenses: tuple[str, ...],
    *,
    yes: bool,
    dry_run: bool,
    format_: str,
    **given: Any,
) -> None:
    from qualcode.model import Code
    from qualcode.reduction.codebook_pattern import pattern_code

    if more and not condenses:
        raise click.UsageError(_("Say what it gathers with --condenses CODE CODE ..."))
    memo = given.pop("memo")
    if condenses or memo or any(given.values()):
        code = Code(id=code_id, **(given | {"name": given["name"]}))

        def plan(study: Study, new_id: Callable[[str], str], _lines: Any) -> Revision:
            return pattern_code(
                study, code, (*condenses, *more), memo=memo, author=actor(), date=today(), new_id=new_id
            )

        written = carry_out("codebook pattern", plan, yes=yes, dry_run=dry_run, format_=format_)
        if not written or format_ == "json":
            return
    show_pattern(code_id, format_)


def show_pattern(code_id: str, format_: str) -> None:
    """What carries a pattern code, and a visible slot for each thing that the method still asks for."""
    from qualcode.conclusions.exits import exit_words
    from qualcode.conclusions.states import code_state
    from qualcode.reduction.codebook_pattern import pattern_of

    study = read_study()
    found = pattern_of(study, code_id)
    missing = code_state(study, found.code).missing
    if format_ == "json":
        print_json(
            {
                "code": found.code.id,
                "definition": found.code.definition,
                "condenses": [{"code": p.code, "codings": p.codings, "sources": p.sources} for p in found.parts],
                "sources": list(found.sources),
                "memos": [memo.id for memo in found.memos],
                "searches": [one.id for one in found.searches],
                "missing": [one.exit for one in missing],
            }
        )
        return
    click.echo(f"{found.code.id}: {found.code.name}")
    click.echo("  " + (found.code.definition or _("[FILL IN: definition]")))
    for part in found.parts:
        click.echo(
            "  "
            + ngettext("{code}: {n} coding; sources: {m}", "{code}: {n} codings; sources: {m}", part.codings).format(
                code=part.code, n=part.codings, m=part.sources
            )
        )
    for memo in found.memos:
        click.echo(f"  {memo.id} ({memo.date}): {' '.join(memo.text.split())}")
    for search in found.searches:
        for query in search.queries:
            click.echo(
                "  "
                + _("counter-instances searched ({id}): {query}, {hits} hits, {read} read").format(
                    id=search.id, query=query.query, hits=query.hits, read=query.read
                )
            )
    for one in missing:
        click.echo(f"  ✗ {exit_words(one)}")
    if any(one.exit == "counter_search" for one in missing):
        remark(
            _(
                "Look for what speaks against it, then keep the search: qualcode verify code:{code} negative-evidence "
                "--done TEXT --query QUERY --hits N --read N --result TEXT"
            ).format(code=found.code.id)
        )


@click.command(
    "history",
    cls=StudyCommand,
    help=N_("The history of a CODE from the audit trail: what it said before, when, by whom."),
)
@click.argument("code_id", metavar="CODE")
@format_option()
def history(code_id: str, format_: str) -> None:
    """Print the history of a code."""
    from qualcode.errors import UnknownName
    from qualcode.model import Code, on_the_clock
    from qualcode.reduction.codebook_history import history_of

    with open_store() as store:
        steps = history_of(store.log(), code_id)
        known = tuple(store.study().by_id(Code))
    if not steps:
        raise UnknownName("code", code_id, known)
    if format_ == "json":
        print_json([_plain_step(one) for one in steps])
        return
    rows = [
        {
            "number": one.number,
            "at": on_the_clock(one.at),
            "actor": one.actor,
            "command": _act(one),
            "changes": _changes(one),
        }
        for one in steps
    ]
    headings = {"number": _("no."), "at": _("time"), "actor": _("who"), "command": _("act")}
    print_rows(rows, headings | {"changes": _("before → after")}, format_)


def _plain_step(one: Any) -> dict[str, Any]:
    return {
        "number": one.number,
        "at": one.at,
        "actor": one.actor,
        "command": one.command,
        "code": one.code,
        "what": one.what,
        "fields": {name: {"before": before, "after": after} for name, (before, after) in one.fields.items()},
        "codings_came": one.came,
        "codings_left": one.left,
        "reason": one.reason,
        "others": list(one.others),
        "undoes": one.undoes,
        "redoes": one.redoes,
    }


def _act(one: Any) -> str:
    if one.undoes is not None:
        return _("undo of {n} ({command})").format(n=one.undoes, command=one.command)
    if one.redoes is not None:
        return _("redo of {n} ({command})").format(n=one.redoes, command=one.command)
    return str(one.command)


def _changes(one: Any) -> str:
    def text(value: Any) -> str:
        if value in (None, "", "[]"):
            return "–"
        return _(str(value)) if value in CHOICES else " ".join(str(value).split())

    if one.what == "made":
        parts = [
            f"{_(name)}: {text(after)}"
            for name, (_before, after) in one.fields.items()
            if name in ("name", "definition")
        ]
        parts.insert(0, _("made"))
    else:
        parts = [f"{_(name)}: {text(before)} → {text(after)}" for name, (before, after) in one.fields.items()]
        if one.what == "removed":
            parts = [_("taken out")]
    if one.others:
        parts.append("→ " + ", ".join(one.others))
    if one.reason:
        parts.append(_("reason: {text}").format(text=one.reason))
    if one.came:
        parts.append(ngettext("{n} coding came", "{n} codings came", one.came).format(n=one.came))
    if one.left:
        parts.append(ngettext("{n} coding left", "{n} codings left", one.left).format(n=one.left))
    return "; ".join(parts)


COMMANDS = (pattern, history)
