"""``import``: records of several kinds from one file that a person wrote, and codebooks of other programs."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

from qualcode.cli._output import done, format_option
from qualcode.cli._session import open_store, study_command, yes_option
from qualcode.i18n import N_, _

PROJECTS = (".qdpx", ".qda", ".rqda", ".sqlite3", ".sqlite", ".db")
FORMATS = (".yaml", ".yml", ".qdc", *PROJECTS)


@study_command(
    "import",
    help=N_(
        "Take in FILE: records of several kinds (.yaml: kinds as keys, each with a list of records), or a codebook "
        "(.qdc) or a whole project (.qdpx; the folder .qda of QualCoder; the .sqlite3 of Taguette; the .rqda of RQDA) "
        "of another program, with a report of what was not taken over."
    ),
)
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@yes_option
@format_option("table", "json")
def import_(file: Path, format_: str, *, yes: bool) -> None:
    """Import records, a codebook or a project."""
    from qualcode.errors import UnknownName

    suffix = file.suffix.lower()
    if suffix not in FORMATS:
        raise UnknownName("format", file.suffix, FORMATS)
    if suffix == ".qdc":
        _import_codebook(file, format_, yes=yes)
    elif suffix in PROJECTS:
        from qualcode.cli._project_import import import_project

        import_project(file, format_, yes=yes)
    else:
        _import_records(file)


def _import_codebook(file: Path, format_: str, *, yes: bool) -> None:
    """Codes of another program: what changes is shown, and asked about where codes are there already."""
    from qualcode.cli._exchange import agreed_codes, counted, report_losses
    from qualcode.reduction.codebook_refi_reading import read_refi

    found = read_refi(file)
    with open_store() as store, store.act("import") as act:
        plan = agreed_codes(act.study, found, yes=yes)
        act.put(*plan.put)
    counts = {"codes": sum(change.record.startswith("code:") for change in plan.changes)}
    said = _("{file}: taken in: {what}.").format(file=file.name, what=counted(counts))
    report_losses(file, counts, found.losses, said, format_)


def _import_records(file: Path) -> None:
    """Records that a person wrote."""
    from qualcode.cli._records import import_file
    from qualcode.model import Cell, Statement, Verification, kind_of

    with open_store() as store, store.act("import") as act:
        records = import_file(act, file)
        if cells := tuple(record for record in records if isinstance(record, Cell)):
            from qualcode.displays._kept import bound

            act.put(*bound(store.study(), cells))
        if any(isinstance(record, (Verification, Statement)) for record in records):
            from qualcode.conclusions.tested import stamped

            act.put(*stamped(store.study(), records))
    counts = Counter(kind_of(type(record)).name for record in records)
    taken = ", ".join(f"{count} {_(kind)}" for kind, count in counts.items())
    done(_("{file}: taken in: {what}.").format(file=file.name, what=taken or _("nothing")))
