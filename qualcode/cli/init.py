"""``init``: begin a study."""

from __future__ import annotations

import uuid
from pathlib import Path

import click

from qualcode.cli._output import done
from qualcode.cli._session import StudyCommand, actor
from qualcode.i18n import N_, _

START_LISTS = {"id": "kinerja-pelayanan", "en": "service-performance"}
"""The start list of eight focuses in the language of the study."""


@click.command(
    "init",
    cls=StudyCommand,
    help=N_("Begin a study in a new or existing folder, with the eight-focus start list unless another is named."),
)
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--title", required=True, help=_("Title of the study."))
@click.option(
    "--codebook",
    default=None,
    metavar="NAME|FILE",
    help=_("A start list by name (see: qualcode codebook lists), or a codebook file."),
)
@click.option(
    "--language", type=click.Choice(["id", "en"]), default="id", show_default=True, help=_("Of the documents.")
)
def init(folder: Path, title: str, codebook: str | None, language: str) -> None:
    """Make an empty study."""
    from qualcode.model import Project
    from qualcode.reduction.codebook_reading import read_codebook
    from qualcode.reduction.codebooks import find_codebook
    from qualcode.storage.store import Store

    book = read_codebook(find_codebook(codebook or START_LISTS[language]))
    with Store.begin(folder, actor=actor()) as act:
        act.put(Project(uuid=str(uuid.uuid4()), title=title, language=language), *book.focuses, *book.codes)
    click.echo(str(folder))
    done(
        _("A study was begun in {folder}: {focuses} focuses, {codes} codes.").format(
            folder=folder, focuses=len(book.focuses), codes=len(book.codes)
        )
    )
    done(
        _("Next: qualcode ingest TRANSCRIPT... --study {folder}").format(
            folder=f'"{folder}"' if " " in str(folder) else folder
        )
    )
