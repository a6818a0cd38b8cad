"""``verify``: test a finding by the tactics of the method, and record what was done.

The program computes and asks; verdicts, answers and consequences are the researcher's.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from qualcode.cli._output import done, format_option, print_json
from qualcode.cli._session import actor, open_store, read_study, study_command
from qualcode.i18n import N_, _, language
from qualcode.model import Consequence, Finding, MemberAnswer, Query, Verdict

if TYPE_CHECKING:
    from qualcode.conclusions.verifying import Applied, Examined
    from qualcode.model import Study
    from qualcode.terms import Terms

_VERDICTS = click.Choice([verdict.value for verdict in Verdict])
_CONSEQUENCES = click.Choice([consequence.value for consequence in Consequence])


@study_command(
    "verify",
    help=N_(
        "Test a FINDING by the tactics of the method (all, or one TACTIC in either language). With --done and the "
        "options after it, record what you did; a pattern code, display or link can be a target too (code:POLA-TUNGGU)."
    ),
)
@click.argument("target", required=False, metavar="[FINDING]")
@click.argument("tactic", required=False, metavar="[TACTIC]")
@click.option("--all", "everything", is_flag=True, help=_("The wall chart: every finding by every tactic."))
@click.option("--full", is_flag=True, help=_("Every segment, not only the first few."))
@click.option("--done", "done_", metavar="TEXT", help=_("What you did."))
@click.option("--result", metavar="TEXT", help=_("What came of it."))
@click.option("--verdict", type=_VERDICTS, help=_("Triangulation: how the sources compare."))
@click.option("--query", multiple=True, help=_("A search that you ran; with --hits and --read, as often as needed."))
@click.option("--hits", multiple=True, type=int, help=_("How many hits the search gave."))
@click.option("--read", multiple=True, type=int, help=_("How many of them you read."))
@click.option("--informant", metavar="ID", help=_("Member check: whom you asked."))
@click.option("--answer", metavar="TEXT", help=_("What the informant said."))
@click.option("--agrees/--disagrees", default=None, help=_("Whether the informant agrees."))
@click.option("--change", metavar="TEXT", help=_("What you changed for it."))
@click.option("--date", metavar="DATE", help=_("When (today unless given)."))
@click.option("--consequence", type=_CONSEQUENCES, help=_("What it did to the finding."))
@format_option("table", "json")
def verify(target: str | None, tactic: str | None, everything: bool, full: bool, format_: str, **given: Any) -> None:  # noqa: FBT001 - command line flags
    """Compute, ask, or record."""
    date = given.pop("date")
    applied = _applied(**given, date=date)
    if everything:
        _wall_chart(format_)
        return
    if target is None:
        raise click.UsageError(_("Name a finding, or see all: qualcode verify --all"))
    if applied is not None:
        if tactic is None:
            raise click.UsageError(_("Name the tactic that you applied."))
        _record(target, tactic, applied, date)
        return
    _examine(target, tactic, format_, full=full)


def _applied(**given: Any) -> Applied | None:
    """What was typed of having applied a tactic, or None if nothing was."""
    from qualcode.conclusions.verifying import Applied

    queries = given["query"]
    for name in ("hits", "read"):
        if len(given[name]) not in (0, len(queries)):
            raise click.UsageError(_("Give --{name} once for each --query.").format(name=name))
    padded = zip(queries, given["hits"] or [0] * len(queries), given["read"] or [0] * len(queries), strict=True)
    answers: tuple[MemberAnswer, ...] = ()
    if given["informant"]:
        answers = (
            MemberAnswer(
                informant=given["informant"],
                date=given["date"] or _today(),
                agrees=given["agrees"],
                answer=given["answer"] or "",
                change=given["change"] or "",
            ),
        )
    elif given["answer"] or given["agrees"] is not None or given["change"]:
        raise click.UsageError(_("Say whose answer it is: --informant ID"))
    applied = Applied(
        done=given["done_"] or "",
        result=given["result"] or "",
        verdict=Verdict(given["verdict"]) if given["verdict"] else None,
        queries=tuple(Query(query=query, hits=hits, read=read) for query, hits, read in padded),
        answers=answers,
        consequence=Consequence(given["consequence"]) if given["consequence"] else None,
    )
    return applied if applied != Applied() else None


def _today() -> str:
    from datetime import UTC, datetime

    return datetime.now(UTC).astimezone().date().isoformat()


def _record(target: str, tactic: str, applied: Applied, date: str | None) -> None:
    from qualcode.conclusions.verifying import verification

    ref = target if ":" in target else f"finding:{target}"
    with open_store() as store:
        with store.act("verify") as act:
            made = verification(act.study, ref, tactic, applied, new_id=act.new_id, by=actor(), date=date or _today())
            act.put(made)
        still = _still_missing(store.study(), ref)
    click.echo(made.id)
    done(_("{id}: {tactic} on {target} recorded.").format(id=made.id, tactic=made.tactic, target=ref))
    for words in still:
        done(f"✗ {words}")


def _still_missing(study: Study, ref: str) -> list[str]:
    """What blocks the next state of a finding, in words; nothing for other targets."""
    from qualcode.conclusions.exits import exit_words
    from qualcode.conclusions.states import finding_state

    kind, _sign, finding_id = ref.partition(":")
    if kind != "finding":
        return []
    return [exit_words(missing) for missing in finding_state(study, study.get(Finding, finding_id)).next_missing]


def _examine(target: str, tactic: str | None, format_: str, *, full: bool) -> None:
    from qualcode.conclusions.reading import MOST, names_of
    from qualcode.conclusions.verifying import examine
    from qualcode.terms import terms_for

    study = read_study()
    finding = study.get(Finding, target.removeprefix("finding:"))
    examined = examine(study, finding, (tactic,) if tactic else ())
    if format_ == "json":
        print_json([one.as_json() for one in examined])
        return
    terms = terms_for(language())
    click.echo(f"{finding.id} · {', '.join(finding.focuses)}: {finding.text}")
    for one in examined:
        click.echo("")
        most = None if full else MOST if tactic else 1
        for line in _tactic_lines(one, terms, most, names_of(study)):
            click.echo(line)


def _tactic_lines(one: Examined, terms: Terms, most: int | None, names: dict[str, str]) -> Iterator[str]:
    from qualcode.conclusions.finding_text import verification_line
    from qualcode.conclusions.reading import lines

    title = terms(one.tactic.term) if terms.has(one.tactic.term) else one.tactic.name
    yield f"{'✓' if one.done else '✗'} {title} ({one.tactic.name}, {one.tactic.page})"
    yield f"  {one.tactic.question}"
    yield from (f"  {line}" for line in lines(one.computed, terms, most, names))
    for stated in (*one.earlier, *((one.stated,) if one.stated else ())):
        yield f"  {verification_line(stated, terms)}"
    if not one.done:
        yield from (f"  ? {ask}" for ask in one.tactic.asks)


def _wall_chart(format_: str) -> None:
    from qualcode.conclusions.verifying import tactics_for_testing, wall_chart
    from qualcode.terms import terms_for

    study = read_study()
    rows = wall_chart(study)
    if format_ == "json":
        print_json([{"finding": row.finding.id, "state": row.state.name, "tactics": dict(row.done)} for row in rows])
        return
    terms = terms_for(language())
    tactics = tactics_for_testing()
    click.echo(f"{_('finding'):<9}{_('state'):<16}" + "".join(f"{tactic.number:<5}" for tactic in tactics))
    for row in rows:
        marks = "".join(f"{'✓' if was_done else '·':<5}" for _name, was_done in row.done)
        click.echo(f"{row.finding.id:<9}{terms(f'conclusions.state.{row.state.name}'):<16}{marks}".rstrip())
    click.echo("")
    for tactic in tactics:
        click.echo(f"{tactic.number:<4}{terms(tactic.term) if terms.has(tactic.term) else tactic.name}")
