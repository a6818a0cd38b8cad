"""``status``, and ``qualcode`` alone: the cycle of the method and where the study stands in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from qualcode.cli._output import format_option, print_json
from qualcode.cli._session import read_study, study_command
from qualcode.i18n import N_, _

if TYPE_CHECKING:
    from qualcode.conclusions.cycle import CycleView, StageStand
    from qualcode.model import Study

# stage: (title, the commands of the stage)
STAGES = {
    "start": (N_("Design"), "init · focus · role · question"),
    "collection": (N_("1 Data collection"), "ingest · source · informant · consent · contact"),
    "reduction": (N_("2 Data reduction"), "codebook · code · memo · event · rate · link"),
    "display": (N_("3 Data display"), "display"),
    "conclusion": (N_("4 Conclusion drawing/verification"), "finding · verify · recommend"),
    "report": (N_("5 Report"), "passage · report"),
}
STATES = {
    "DESIGN": N_("design"),
    "COLLECTED": N_("collected"),
    "PSEUDONYMISED": N_("pseudonymised"),
    "SUMMARISED": N_("summarised"),
    "CODED": N_("coded, first cycle"),
    "CHECK_CODED": N_("check-coded"),
    "PATTERN": N_("pattern codes"),
    "DISPLAYED": N_("displayed"),
    "TENTATIVE": N_("tentative"),
    "VERIFIED": N_("verified"),
    "REPORTED": N_("reported"),
}
BAR = 10
OPEN_SHOWN = 3


def state_word(name: str) -> str:
    """A state of the cycle by its scripted name (``check_coded``), in words; ``draft`` is before the first."""
    return _(STATES[name.upper()]) if name.upper() in STATES else _(name)


@study_command(
    "status", help=N_("Show where the study stands in the cycle: per stage, what exists and what is missing.")
)
@click.option("--all", "everything", is_flag=True, help=_("List everything that is missing."))
@format_option("table", "json")
def status(everything: bool, format_: str) -> None:  # noqa: FBT001 - a command line flag
    """Show the cycle of the study."""
    from qualcode.conclusions.cycle import cycle

    study = read_study()
    view = cycle(study)
    if format_ == "json":
        print_json(view.as_json())
        return
    click.echo(study.project.title)
    click.echo(_("data version {n}").format(n=study.data_version) + "\n")
    for line in _lines(view, most=None if everything else OPEN_SHOWN):
        click.echo(line)


def _lines(view: CycleView, most: int | None) -> Iterator[str]:
    for name, (title, commands) in STAGES.items():
        yield f"{_(title)}   ({commands})"
        records = view.records[name]
        present = [f"{count} {_(kind)}" for kind, count in records.items() if count]
        yield "  " + (", ".join(present) if present else _("nothing yet"))
        for stand in view.of(name):
            yield from _stand_lines(stand, most)
        yield ""
    yield _("The arrows run both ways: go back whenever the data ask for it.")


def _stand_lines(stand: StageStand, most: int | None) -> Iterator[str]:
    from qualcode.conclusions.exits import exit_words

    if not stand.of:
        return
    filled = round(BAR * stand.reached / stand.of)
    bar = "█" * filled + "░" * (BAR - filled)
    yield f"  {bar} {_(STATES[stand.stage.name])}: {stand.reached}/{stand.of}"
    waiting = [one for one in stand.open if one.missing]
    for one in waiting[:most]:
        yield f"      {one.record.partition(':')[2]}: " + "; ".join(exit_words(missing) for missing in one.missing)
    if most is not None and len(waiting) > most:
        yield "      " + _("… and {n} more: qualcode status --all").format(n=len(waiting) - most)


def show_cycle(ctx: click.Context) -> None:
    """What ``qualcode`` alone shows: the cycle; with a study, where it stands; without, how to begin."""
    from qualcode.errors import NoStudy

    click.echo(_(CYCLE))
    try:
        study = read_study()
    except NoStudy:
        click.echo(_("There is no study here yet. See one first: qualcode demo contoh"))
        click.echo(_("Begin your own: qualcode init FOLDER --title TITLE"))
        click.echo(_("All commands: qualcode --help"))
        return
    from qualcode.conclusions.cycle import cycle

    view = cycle(study)
    click.echo(study.project.title)
    for name, (title, _commands) in STAGES.items():
        parts = [f"{_(STATES[stand.stage.name])} {stand.reached}/{stand.of}" for stand in view.of(name) if stand.of]
        click.echo(f"  {_(title):<38}" + (", ".join(parts) or _("nothing yet")))
    click.echo("\n" + _("Nearest: {what}").format(what=_nearest(study, view)))
    click.echo(_("What is missing, and what to type for it: qualcode status"))
    del ctx


def _nearest(study: Study, view: CycleView) -> str:
    """The first thing that a stage still waits for, with the command for it."""
    from qualcode.conclusions.exits import exit_words

    if not study.sources:
        return _("take in a transcript: qualcode ingest FILE")
    waiting = (
        (one.record, missing)
        for name in STAGES
        for stand in view.of(name)
        for one in stand.open
        for missing in one.missing
        if missing.blocking
    )
    for record, missing in waiting:
        kind, _colon, key = record.partition(":")
        return exit_words(missing) if kind == "project" else f"{key}: {exit_words(missing)}"
    return _("every stage is reached; write the chapter: qualcode report bab-4 --to bab-4.docx")


CYCLE = N_("""\
      1 data collection
        ⇅            ⇅
  2 data reduction ⇄ 3 data display
        ⇅            ⇅
  4 conclusion drawing / verification ──► 5 report
""")
