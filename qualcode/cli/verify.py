"""``verify``: test a finding by the tactics of the method, and record what was done.

The program computes and asks; verdicts, answers and consequences are the researcher's. At a terminal it walks
through the tactics with the researcher; elsewhere it prints them.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qualcode.cli._output import done, format_option, print_json
from qualcode.cli._session import actor, open_store, read_study, study_command, today
from qualcode.cli._values import value_of
from qualcode.i18n import N_, _, language
from qualcode.model import Consequence, MemberAnswer, Proposition, Query, Reply, Verdict

if TYPE_CHECKING:
    from qualcode.conclusions.verifying import Applied
    from qualcode.model import Finding, Study


@study_command(
    "verify",
    help=N_(
        "Test a FINDING by the tactics of the method (all, or one TACTIC in either language). At a terminal you are "
        "asked question by question; each answer is kept at once and can be undone. With --done and the options after "
        "it, record what you did. A pattern code, display or link is tested in the same way: verify code:POLA-TUNGGU."
    ),
)
@click.argument("target", required=False, metavar="[FINDING]")
@click.argument("tactic", required=False, metavar="[TACTIC]")
@click.option(
    "--all",
    "everything",
    is_flag=True,
    help=_("The wall chart: every finding by every tactic; or one tactic over all."),
)
@click.option(
    "--to",
    "file",
    type=click.Path(path_type=Path),
    help=_("The wall chart as a file (.docx, .xlsx, .html …)."),
)
@click.option("--saturation", is_flag=True, help=_("New codes by source, in order of collection."))
@click.option("--full", is_flag=True, help=_("Every segment, not only the first few."))
@click.option("--ask/--list", "ask", default=None, help=_("Ask question by question, or print everything as a list."))
@click.option("--done", "done_", metavar="TEXT", help=_("What you did."))
@click.option("--reply", multiple=True, metavar="NAME=TEXT", help=_("Your answer to a question of the tactic."))
@click.option("--result", metavar="TEXT", help=_("What came of it."))
@click.option("--verdict", **value_of(Verdict), help=_("Triangulation: how the sources compare."))
@click.option("--query", multiple=True, help=_("A search that you ran; with --hits and --read, as often as needed."))
@click.option("--hits", multiple=True, type=int, help=_("How many hits the search gave."))
@click.option("--read", multiple=True, type=int, help=_("How many of them you read."))
@click.option("--if", "if_", metavar="CONDITION", help=_("If-then test: a variable (tempo>=3) or a code (CODE:-)."))
@click.option("--then", metavar="CONDITION", help=_("If-then test: what should then hold."))
@click.option("--informant", metavar="ID", help=_("Member check: whom you asked."))
@click.option("--answer", metavar="TEXT", help=_("What the informant said."))
@click.option("--agrees/--disagrees", default=None, help=_("Whether the informant agrees."))
@click.option("--change", metavar="TEXT", help=_("What you changed for it."))
@click.option(
    "--sheets", type=click.Path(path_type=Path), help=_("Member check: write sheets to print into this folder.")
)
@click.option("--date", metavar="DATE", help=_("When (today unless given)."))
@click.option("--consequence", **value_of(Consequence), help=_("What it did to the finding."))
@click.option("--waive", metavar="REASON", help=_("Go without this tactic, for this reason."))
@format_option()
def verify(
    target: str | None,
    tactic: str | None,
    everything: bool,  # noqa: FBT001
    file: Path | None,
    saturation: bool,  # noqa: FBT001
    full: bool,  # noqa: FBT001
    ask: bool | None,  # noqa: FBT001
    sheets: Path | None,
    format_: str,
    **given: Any,
) -> None:
    """Compute, ask, or record."""
    date = given.pop("date")
    applied = None if sheets else _applied(**given, date=date)
    if file is not None:
        if not everything or target:
            raise click.UsageError(_("--to writes the wall chart: qualcode verify --all --to FILE"))
        _write_wall_chart(file)
        return
    if everything or saturation:
        _overview(target, format_, saturation=saturation)
        return
    if target is None:
        raise click.UsageError(_("Name a finding, or see all: qualcode verify --all"))
    if sheets is not None:
        from qualcode.cli._member_check import write_sheets

        write_sheets(sheets, (target.removeprefix("finding:"),), [given["informant"]] if given["informant"] else ())
        return
    if applied is not None:
        if tactic is None:
            raise click.UsageError(_("Name the tactic that you applied."))
        _record(target, tactic, applied, date)
        return
    if format_ == "table" and (_at_a_terminal() if ask is None else ask):
        from qualcode.cli._walking import walk

        walk(target, tactic)
        return
    _examine(target, tactic, format_, full=full)


def _at_a_terminal() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


def _applied(**given: Any) -> Applied | None:
    """What was typed of having applied a tactic, or None if nothing was."""
    from qualcode.conclusions.verifying import Applied

    applied = Applied(
        done=given["done_"] or "",
        result=given["result"] or "",
        verdict=given["verdict"],
        queries=_queries(given["query"], given["hits"], given["read"]),
        answers=_answers(**given),
        consequence=given["consequence"],
        replies=tuple(_reply(text) for text in given["reply"]),
        propositions=_propositions(given["if_"], given["then"]),
        waiver=given["waive"] or "",
    )
    if applied.waiver and replace(applied, waiver="") != Applied():
        raise click.UsageError(_("--waive goes alone: a tactic that is waived was not applied."))
    return applied if applied != Applied() else None


def _queries(queries: tuple[str, ...], hits: tuple[int, ...], read: tuple[int, ...]) -> tuple[Query, ...]:
    for name, numbers in (("hits", hits), ("read", read)):
        if len(numbers) not in (0, len(queries)):
            raise click.UsageError(_("Give --{name} once for each --query.").format(name=name))
    padded = zip(queries, hits or [0] * len(queries), read or [0] * len(queries), strict=True)
    return tuple(Query(query=query, hits=found, read=seen) for query, found, seen in padded)


def _answers(**given: Any) -> tuple[MemberAnswer, ...]:
    if given["informant"]:
        answer = MemberAnswer(
            informant=given["informant"],
            date=given["date"] or today(),
            agrees=given["agrees"],
            answer=given["answer"] or "",
            change=given["change"] or "",
        )
        return (answer,)
    if given["answer"] or given["agrees"] is not None or given["change"]:
        raise click.UsageError(_("Say whose answer it is: --informant ID"))
    return ()


def _reply(text: str) -> Reply:
    name, sign, words = text.partition("=")
    if not sign or not words.strip():
        raise click.UsageError(_("Write --reply as NAME=TEXT."))
    return Reply(ask=name.strip(), text=words.strip())


def _propositions(if_: str | None, then: str | None) -> tuple[Proposition, ...]:
    if bool(if_) != bool(then):
        raise click.UsageError(_("Give --if and --then together."))
    return (Proposition(if_=if_, then=then),) if if_ and then else ()


def _record(target: str, tactic: str, applied: Applied, date: str | None) -> None:
    from qualcode.conclusions.verifying import verification

    with open_store() as store:
        with store.act("verify") as act:
            made = verification(act.study, target, tactic, applied, new_id=act.new_id, by=actor(), date=date or today())
            act.put(made)
        study = store.study()
        still = list(_still_missing(study, made.target))
    click.echo(made.id)
    if made.propositions:
        _print_tried(study, made.propositions[0])
    done(_("{id}: {tactic} on {target} recorded.").format(id=made.id, tactic=made.tactic, target=made.target))
    for words in still:
        done(words)


def _print_tried(study: Study, proposition: Proposition) -> None:
    from qualcode.cli._walk import tried_lines

    for line in tried_lines(study, proposition):
        click.echo(line)


def _still_missing(study: Study, ref: str) -> list[str]:
    """What blocks the next state of what was tested, in words."""
    from qualcode.cli._tactics_text import lacking_lines
    from qualcode.conclusions.claims import claim_of

    return list(lacking_lines(study, claim_of(study, ref), remarks=False))


def _examine(target: str, tactic: str | None, format_: str, *, full: bool) -> None:
    from qualcode.conclusions.claims import claim_of
    from qualcode.conclusions.verifying import examine
    from qualcode.conclusions.walking import in_walking_order

    study = read_study()
    finding = claim_of(study, target)
    if format_ == "table":
        names = (tactic,) if tactic else tuple(one.name for one in in_walking_order(study, finding))
        _print_examined(study, finding, names, full=full)
        return
    found = examine(study, finding, (tactic,) if tactic else ())
    if format_ == "json":
        print_json([one.as_json() for one in found])
        return
    from qualcode.cli._output import print_rows
    from qualcode.cli._tactics_text import symbol_words, title
    from qualcode.terms import terms_for

    terms, words = terms_for(language()), symbol_words()
    rows = [
        {"number": one.tactic.number, "tactic": title(one.tactic, terms), "standing": words[one.standing]}
        | {"reason": one.waiver or one.lacks}
        for one in found
    ]
    print_rows(rows, {name: _(name) for name in ("number", "tactic", "standing", "reason")}, format_)


def _print_examined(study: Study, finding: Finding, names: tuple[str, ...], *, full: bool) -> None:
    from qualcode.cli._tactics_text import heading, lacking_lines, tactic_lines
    from qualcode.conclusions.reading import MOST, names_of
    from qualcode.conclusions.verifying import examine
    from qualcode.terms import terms_for

    terms = terms_for(language())
    click.echo(heading(finding, study, terms))
    for line in lacking_lines(study, finding) if len(names) > 1 else ():
        click.echo(line)
    most = None if full else MOST if len(names) == 1 else 1
    for one in examine(study, finding, names):
        click.echo("")
        for line in tactic_lines(one, terms, most, names_of(study)):
            click.echo(line)


def _write_wall_chart(path: Path) -> None:
    """The wall chart in a file, in the study's language."""
    from qualcode.cli._display_files import write_displays
    from qualcode.cli._tactics_text import no_finding
    from qualcode.conclusions.verifying import wall_chart
    from qualcode.conclusions.wall_matrix import wall_matrix
    from qualcode.terms import terms_for

    study = read_study()
    if rows := wall_chart(study):
        write_displays([wall_matrix(study, rows, terms_for(study.project.language))], path, study)
    else:
        done(no_finding())


def _overview(tactic: str | None, format_: str, *, saturation: bool) -> None:
    """The wall chart, one tactic over all findings, or new codes by source."""
    from qualcode.cli._registers import print_register, print_saturation
    from qualcode.cli._tactics_text import no_finding, print_wall_chart
    from qualcode.conclusions.verifying import wall_chart

    study = read_study()
    if not (saturation or study.findings) and format_ == "table":
        done(no_finding())
    elif saturation:
        print_saturation(study, format_)
    elif tactic:
        print_register(study, tactic, format_)
    else:
        print_wall_chart(wall_chart(study), format_)
