"""``import``: records of several kinds from one file that a person wrote."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

from qualcode.cli._output import done
from qualcode.cli._session import open_store, study_command
from qualcode.i18n import N_, _

FORMATS = (".yaml", ".yml")


@study_command(
    "import",
    help=N_("Take in records of several kinds from a .yaml FILE: kinds as keys, each with a list of records."),
)
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
def import_(file: Path) -> None:
    """Import a file of records."""
    from qualcode.cli._records import import_file
    from qualcode.errors import UnknownName
    from qualcode.model import Cell, Statement, Verification, kind_of

    if file.suffix.lower() not in FORMATS:
        raise UnknownName("format", file.suffix, FORMATS)
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
