"""``passage``: the researcher's own prose for the slots of a chapter; never changed by the program."""

from __future__ import annotations

import re
import sys

import click

from qualcode.cli._output import done, format_option, print_json, print_rows
from qualcode.cli._session import open_store, read_study, study_group
from qualcode.i18n import N_, _
from qualcode.model import Passage
from qualcode.model.plain import to_plain

SECTIONS = ("4.1", "4.2", "4.3", "4.4", "4.5", "4.6", "5.1", "5.2")


@study_group("passage", help=N_("Your own prose for the slots of a chapter."))
def passage() -> None:
    """Group."""


@passage.command("list", help=N_("List what is written."))
@format_option()
def list_(format_: str) -> None:
    """List passages."""
    rows = [to_plain(record) for record in read_study().passages]
    names = ("id", "section", "slot", "focus", "position_phrase", "text")
    print_rows(rows, {name: _(name.replace("_", " ")) for name in names}, format_)


@passage.command("show", help=N_("Print the prose of a section (or of one passage by its id)."))
@click.argument("section")
@format_option("table", "json")
def show(section: str, format_: str) -> None:
    """Show a section's passages."""
    study = read_study()
    found = [p for p in study.passages if section in (p.section, p.id)]
    if not found:
        from qualcode.errors import UnknownName

        raise UnknownName("passage", section, tuple(sorted({p.section for p in study.passages})))
    if format_ == "json":
        print_json(found)
        return
    for record in found:
        click.echo(f"[{record.id}] {record.text}\n")


@passage.command("write", help=N_("Write the prose of a slot; without --text it is read from standard input."))
@click.argument("section")
@click.option("--slot", default="closing", show_default=True, help=_("Which slot of the section."))
@click.option("--focus", help=_("The focus the passage belongs to."))
@click.option("--finding", help=_("The finding the passage states."))
@click.option("--text", help=_("The prose."))
@click.option("--position-phrase", default="", help=_("The position as you word it."))
@click.option("--position", type=int, help=_("Its value on the focus's scale."))
def write(
    section: str,
    slot: str,
    focus: str | None,
    finding: str | None,
    text: str | None,
    position_phrase: str,
    position: int | None,
) -> None:
    """Write a passage."""
    from qualcode.errors import UnknownName
    from qualcode.model import Finding, Focus
    from qualcode.report.passages import SLOTS, basis

    if section not in SLOTS and not re.fullmatch(r"[45](\.\d+)+", section):
        raise UnknownName("section", section, (*SLOTS, *SECTIONS))
    prose = (text if text is not None else sys.stdin.read()).strip()
    with open_store() as store, store.act("passage write") as act:
        if focus:
            act.study.get(Focus, focus)
        if finding:
            act.study.get(Finding, finding)
        record = Passage(
            id=".".join(part for part in (section, focus, slot) if part),
            section=section,
            slot=slot,
            focus=focus,
            finding=finding,
            text=prose,
            position_phrase=position_phrase,
            position=position,
            digest=basis(act.study, focus=focus, finding=finding),
        )
        act.put(record)
    done(_("{id}: written.").format(id=record.id))
