"""``ingest``: transcripts, sheets and documents become sources of the study, each file in its own act."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qualcode.cli._intake import Intake
from qualcode.cli._look_ahead import LookAhead
from qualcode.cli._output import format_option, print_json, remark
from qualcode.cli._questions import at_terminal
from qualcode.cli._session import open_store, study_command, yes_option
from qualcode.cli._values import value_of
from qualcode.cli._wanted import Progress, Wanted
from qualcode.i18n import N_, _, ngettext
from qualcode.model import Technique

if TYPE_CHECKING:
    from qualcode.storage.store import Store


@study_command(
    "ingest",
    help=N_(
        "Take files into the study as sources: interviews, observation sheets, field notes, documents. "
        "Each file stands or falls alone. A file that is in already is skipped: after a stop, type the same again."
    ),
)
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path, readable=False))
@click.option(
    "--technique",
    **value_of(Technique),
    help=_("How the data came about, where title and file name do not say."),
)
@click.option("--role", help=_("Role of the informant (else that of the header)."))
@click.option("--informant", metavar="ID", help=_("Code of the informant (else that of the header)."))
@click.option(
    "--speaker",
    "speakers",
    metavar="LABEL=WHO",
    multiple=True,
    help=_("Who a label is: interviewer, informant, or an informant’s code (P=interviewer)."),
)
@click.option(
    "--code",
    "codes",
    metavar="WORDS=CODE",
    multiple=True,
    help=_("What words of the file’s column of codes (Koding) mean; the codings come in as coder impor."),
)
@click.option("--text-column", metavar="NAME", help=_("Column of a table that holds the answers."))
@click.option(
    "--id-column", metavar="NAME", help=_("Column of a table that says who answered: each id is one informant.")
)
@click.option(
    "--date", metavar="DATE", help=_("Date of the source, where the header gives none or several (one file).")
)
@click.option(
    "--replaces",
    metavar="SOURCE",
    help=_("The file is the corrected text of this source (one file); its codings are found again by their words."),
)
@yes_option
@click.option("--preview", is_flag=True, help=_("Show what would come in, and write nothing."))
@format_option("table", "json")
def ingest(
    files: tuple[Path, ...],
    technique: Technique | None,
    role: str | None,
    informant: str | None,
    speakers: tuple[str, ...],
    codes: tuple[str, ...],
    text_column: str | None,
    id_column: str | None,
    date: str | None,
    replaces: str | None,
    format_: str,
    *,
    yes: bool,
    preview: bool,
) -> None:
    """Take files into the study."""
    options: dict[str, Any] = {
        "technique": technique,
        "speakers": _who(_pairs(speakers, "--speaker", _("write LABEL=interviewer, LABEL=informant or LABEL=ID"))),
        "columns": _columns(text_column, id_column),
    }
    wanted = Wanted(
        reading=options,
        date=_date(date, files),
        role=role,
        informant=informant,
        codes=_pairs(codes, "--code", _("write WORDS=CODE")),
        replaces=replaces or "",
        yes=yes,
        asks=format_ == "table" and not yes and at_terminal(),
        lines=format_ == "table",
    )
    if replaces and len(files) > 1:
        raise click.UsageError(_("--replaces is for one file."))
    with open_store() as store:
        failed = (_look if preview else _take)(store, files, wanted)
    if failed:
        text = ngettext("{n} file was not taken in.", "{n} files were not taken in.", failed)
        if not preview:
            remark(text.format(n=failed))
        sys.exit(1)


def _take(store: Store, files: Sequence[Path], wanted: Wanted) -> int:
    """Take the files in; how many were not."""
    with Progress(len(files)) as progress:
        intake = Intake(store, wanted, progress)
        try:
            for path in files:
                intake.take(path)
                progress.advance()
        except (KeyboardInterrupt, click.Abort):
            intake.tell_skipped()
            intake.stopped(len(files))
            raise
        finally:  # what is in is told, also when the disk is full or the user stops
            intake.keep_forms()
            intake.tell_skipped()
            if not wanted.lines:
                print_json(intake.rows())
    return intake.failed


def _look(store: Store, files: Sequence[Path], wanted: Wanted) -> int:
    """Show what the files would become; how many cannot be read."""
    from qualcode.cli._preview import show

    with Progress(len(files)) as progress:
        intake, ahead = Intake(store, wanted, progress), LookAhead(store)
        for path in files:
            intake.preview(path, ahead)
            progress.advance()
    if wanted.lines:
        show(intake.previews)
        remark(_("Nothing was written. To take it in, type the same without --preview."))
    else:
        print_json([one.row() for one in intake.previews])
    return intake.failed


def _date(given: str | None, files: Sequence[Path]) -> str:
    """A date as people write it, as the ISO date of a source."""
    if not given:
        return ""
    if len(files) > 1:
        raise click.UsageError(_("--date is the date of one file; take the files in one by one."))
    from qualcode.collection.dates import read_date

    found = read_date(given).date
    if not found:
        raise click.BadParameter(_("write a date, for example 12-03-2018 or 2018-03"), param_hint="--date")
    return found


def _pairs(given: Sequence[str], option: str, hint: str) -> dict[str, str]:
    """Options of the form LEFT=RIGHT."""
    found = {}
    for pair in given:
        left, equals, right = pair.rpartition("=")
        if not equals or not left.strip() or not right.strip():
            raise click.BadParameter(hint, param_hint=option)
        found[left.strip()] = right.strip()
    return found


def _who(given: dict[str, str]) -> dict[str, str]:
    from qualcode.collection.speaker_words import meant

    return {label: meant(word) for label, word in given.items()}


def _columns(text_column: str | None, id_column: str | None) -> tuple[str, str] | None:
    if bool(text_column) != bool(id_column):
        raise click.UsageError(_("Give --text-column and --id-column together."))
    return (text_column, id_column) if text_column and id_column else None
