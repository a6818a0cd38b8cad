"""``export``: the study or its codebook for other programs, with a report of what their format cannot hold."""

from __future__ import annotations

from pathlib import Path

import click

from qualcode.cli._output import format_option, remark
from qualcode.cli._session import read_study, study_command
from qualcode.i18n import N_, _

CODEBOOKS = (".qdc",)
PROJECTS = (".qdpx",)


@study_command(
    "export",
    help=N_(
        "Write the study for NVivo, ATLAS.ti, MAXQDA, QualCoder … to FILE.qdpx (texts, codes, codings, cases, memos), "
        "or its codebook to FILE.qdc; then print what the format cannot hold."
    ),
)
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False))
@format_option("table", "json")
def export(file: Path, format_: str) -> None:
    """Export a study or a codebook."""
    from qualcode.cli._exchange import counted, report_losses
    from qualcode.collection.privacy import is_pseudonymised
    from qualcode.errors import UnknownName
    from qualcode.reduction.codebook_writing import write_codebook
    from qualcode.reduction.codebooks import codebook_of
    from qualcode.reduction.project_refi import export_project
    from qualcode.terms import terms_for

    suffix = file.suffix.lower()
    if suffix not in (*PROJECTS, *CODEBOOKS):
        raise UnknownName("format", file.suffix, (*PROJECTS, *CODEBOOKS))
    study = read_study()
    terms = terms_for(study.project.language)
    if suffix in CODEBOOKS:
        losses = write_codebook(codebook_of(study), file, terms)
        counts = {"codes": len(study.codes)}
    else:
        counts, losses = export_project(study, file, terms)
    said = _("{what} written to {file}.").format(what=counted(counts), file=file)
    report_losses(file, counts, losses, said, format_)
    unsigned = [source.id for source in study.sources if not is_pseudonymised(study, source.id)]
    if suffix in PROJECTS and unsigned:
        remark(
            _("Not stated to be pseudonymised: {names}. Read these for names before you give the file away.").format(
                names=", ".join(unsigned)
            )
        )
