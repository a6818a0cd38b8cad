"""``finding``: conclusions with evidence for and against them; ``draft`` assembles and never concludes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qualcode.cli._output import done, format_option, print_json, print_rows
from qualcode.cli._records import RecordGroup, Segments, record_group
from qualcode.cli._session import open_store, read_study
from qualcode.i18n import N_, _, language, ngettext
from qualcode.model import Finding, Rival
from qualcode.model.plain import to_plain

if TYPE_CHECKING:
    from qualcode.conclusions.exits import Reached

finding = record_group(
    RecordGroup(
        type=Finding,
        name="finding",
        help=N_("Findings: text, position, evidence for and against, rivals, and the state each has reached."),
        shown=("id", "text"),
    )
)


def _as_json(record: Finding, state: Reached) -> dict[str, Any]:
    missing = [
        {"stage": one.stage.name.lower(), "exit": one.exit, "refs": list(one.refs), "blocking": one.blocking}
        for one in state.missing
    ]
    stale = [one.exit.removesuffix("_since") for one in state.stale]
    return {**to_plain(record), "state": state.name, "stale": stale, "missing": missing}


@finding.command("list", help=N_("List the findings with their state and what is missing for the next."))
@format_option()
def list_findings(format_: str) -> None:
    """List findings."""
    from qualcode.conclusions.exits import exit_words
    from qualcode.conclusions.finding_text import position_words, state_words
    from qualcode.conclusions.reading import shortened
    from qualcode.conclusions.states import finding_state
    from qualcode.terms import terms_for

    study = read_study()
    terms = terms_for(language())
    states = {one.id: finding_state(study, one) for one in study.findings}
    if format_ == "json":
        print_json([_as_json(one, states[one.id]) for one in study.findings])
        return
    rows = [
        {
            "id": one.id,
            "focuses": one.focuses,
            "text": shortened(one.text),
            "position": position_words(study, one, terms),
            "for": len(one.evidence_for),
            "against": len(one.evidence_against),
            "state": state_words(states[one.id], terms),
            "missing": [exit_words(missing) for missing in states[one.id].next_missing],
            "stale": [exit_words(missing) for missing in states[one.id].stale],
        }
        for one in study.findings
    ]
    if format_ == "table":
        for row in rows:
            _print_finding(row)
        return
    names = ("id", "focuses", "text", "position", "for", "against", "state", "missing", "stale")
    print_rows(rows, {name: _(name) for name in names}, format_)


def _print_finding(row: dict[str, Any]) -> None:
    """One finding on a few lines: where it stands, what it says, what is missing for the next state."""
    evidence = _("{n} for it, {m} against it").format(n=row["for"], m=row["against"])
    click.echo(" · ".join([row["id"], ", ".join(row["focuses"]), row["state"], row["position"], evidence]))
    click.echo(f"    {row['text']}")
    for words in row["missing"]:
        click.echo(f"    ✗ {words}")
    for words in row["stale"]:
        click.echo(f"    ! {words}")


@finding.command("show", help=N_("Show one finding: position, evidence on both sides, rivals, what tested it."))
@click.argument("finding_id", metavar="ID")
@format_option("table", "json")
def show_finding(finding_id: str, format_: str) -> None:
    """Show one finding."""
    from qualcode.conclusions.exits import exit_words
    from qualcode.conclusions.finding_text import finding_lines, state_words
    from qualcode.conclusions.states import finding_state
    from qualcode.terms import terms_for

    study = read_study()
    record = study.get(Finding, finding_id)
    state = finding_state(study, record)
    if format_ == "json":
        print_json(_as_json(record, state))
        return
    terms = terms_for(language())
    click.echo(f"{record.id} · {', '.join(record.focuses)} · {state_words(state, terms)}")
    for line in finding_lines(study, record, terms):
        click.echo(line)
    for missing in state.missing:
        click.echo(("✗ " if missing.blocking else "! ") + exit_words(missing))


@finding.command("draft", help=N_("Lay out what is coded under a FOCUS: roles, counts, contrasts, open slots."))
@click.argument("focus", metavar="FOCUS")
@format_option("md", "json")
def draft_finding(focus: str, format_: str) -> None:
    """Assemble the material for a finding."""
    from qualcode.conclusions.draft_text import draft_markdown
    from qualcode.conclusions.findings import draft
    from qualcode.terms import terms_for

    study = read_study()
    material = draft(study, focus)
    if format_ == "json":
        print_json(material)
    else:
        click.echo(draft_markdown(material, terms_for(study.project.language)), nl=False)


@finding.command(
    "evidence",
    help=N_(
        "Add segments for or against a finding, or drop some. SEGMENT is the id of a segment or of a coding (K-12), or "
        "SOURCE: exact quotation."
    ),
)
@click.argument("finding_id", metavar="ID")
@click.option("--for", "for_", multiple=True, metavar="SEGMENT", help=_("Evidence for it."))
@click.option("--against", multiple=True, metavar="SEGMENT", help=_("Evidence against it."))
@click.option("--drop", multiple=True, metavar="SEGMENT", help=_("No longer evidence."))
def change_evidence(finding_id: str, for_: tuple[str, ...], against: tuple[str, ...], drop: tuple[str, ...]) -> None:
    """Add or drop evidence."""
    from qualcode.conclusions.findings import with_evidence

    if not (for_ or against or drop):
        raise click.UsageError(_("Nothing to change: give at least one option."))
    with open_store() as store, store.act("finding evidence") as act:
        segments = Segments(act)
        changed = with_evidence(
            act.study.get(Finding, finding_id),
            for_=segments.resolved(for_),
            against=segments.resolved(against),
            drop=segments.resolved(drop),
        )
        act.put(*segments.new, changed)
    done(
        _("{id}: {n} for it, {m} against it.").format(
            id=finding_id, n=len(changed.evidence_for), m=len(changed.evidence_against)
        )
    )


@finding.command(
    "rival", help=N_("Note a rival explanation with evidence both ways, or add to the one of the same words.")
)
@click.argument("finding_id", metavar="ID")
@click.argument("text")
@click.option("--evidence-for", multiple=True, metavar="SEGMENT", help=_("What speaks for the rival."))
@click.option("--evidence-against", multiple=True, metavar="SEGMENT", help=_("What speaks against it."))
@click.option("--set-aside", default="", metavar="REASON", help=_("Why you set it aside."))
def note_rival(
    finding_id: str, text: str, evidence_for: tuple[str, ...], evidence_against: tuple[str, ...], set_aside: str
) -> None:
    """Note a rival explanation."""
    from qualcode.conclusions.findings import with_rival

    with open_store() as store, store.act("finding rival") as act:
        segments = Segments(act)
        rival = Rival(
            text=text,
            evidence_for=segments.resolved(evidence_for),
            evidence_against=segments.resolved(evidence_against),
            set_aside=set_aside,
        )
        changed = with_rival(act.study.get(Finding, finding_id), rival)
        act.put(*segments.new, changed)
    told = ngettext(
        "{id}: {n} rival explanation on record.", "{id}: {n} rival explanations on record.", len(changed.rivals)
    )
    done(told.format(id=finding_id, n=len(changed.rivals)))


@finding.command(
    "sheet", help=N_("Member-check sheets to print, one Word file an informant: findings, own words, boxes, lines.")
)
@click.argument("finding_ids", metavar="[FINDING]...", nargs=-1)
@click.option("--to", "folder", type=click.Path(path_type=Path), required=True, help=_("Folder for the sheets."))
@click.option("--informant", multiple=True, metavar="ID", help=_("Only for these; else all who speak on it."))
@click.option("--plain", multiple=True, metavar="FINDING=TEXT", help=_("The finding in plain words."))
def write_member_sheets(
    finding_ids: tuple[str, ...], folder: Path, informant: tuple[str, ...], plain: tuple[str, ...]
) -> None:
    """Write sheets."""
    from qualcode.cli._member_check import write_sheets

    words = dict(text.partition("=")[::2] for text in plain)
    write_sheets(folder, finding_ids, informant, words)


@finding.command(
    "answers", help=N_("Take in answers of the member check: filled-in sheets (.docx) or a .csv or .xlsx table.")
)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--date", metavar="DATE", help=_("When they answered (today unless given)."))
def take_member_answers(files: tuple[Path, ...], date: str | None) -> None:
    """Take in answers."""
    from qualcode.cli._member_check import take_answers

    take_answers(files, date)
