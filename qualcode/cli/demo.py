"""``demo``: the sample study carried through the whole cycle, by the commands that a researcher would type."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import nullcontext, redirect_stdout
from io import StringIO
from pathlib import Path

import click

from qualcode.cli._output import done
from qualcode.cli._session import WordedCommand
from qualcode.i18n import N_, _

TRANSCRIPTS, FORMS, REPORTS = "transkrip", "berkas", "reports"
PLACES = {".yaml": FORMS, ".csv": FORMS, ".bib": "."}
QUIET = ("agreement",)
"""Commands whose tables would bury what the others say; they are kept in the study."""

DISPLAYS = (
    "data-accounting-log",
    "role-ordered-matrix",
    "conceptually-clustered-matrix",
    "thematic-matrix",
    "effects-matrix",
    "content-analytic-summary-table",
    "context-chart",
    "event-state-network",
    "causal-network",
    "composite-sequence",
)
STEPS = {
    "start": N_("Design: the frame of the study"),
    "collection": N_("1 Data collection: transcripts become sources with blocks, lines and tokens"),
    "reduction": N_("2 Data reduction: codings of two coders, summaries, memos, events, ratings, links"),
    "display": N_("3 Data display: matrices with decision rules, frozen with their reading notes"),
    "conclusion": N_("4 Conclusion drawing and verification: findings with evidence for and against"),
    "report": N_("5 Report: the findings chapter"),
}


@click.command(
    "demo",
    cls=WordedCommand,
    help=_("Make the sample study (invented data) in DIR, a new or empty folder, and write its Bab IV."),
)
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def demo(folder: Path) -> None:
    """Carry the sample study through the cycle."""
    from qualcode.errors import StudyExists

    is_new = not folder.exists()
    if not is_new and (not folder.is_dir() or any(folder.iterdir())):
        raise StudyExists(str(folder), "file")
    try:
        _copy_sample(folder)
        _carry_through(folder)
    except BaseException:  # nothing half made is left behind
        for path in folder.iterdir() if folder.is_dir() else ():
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        if is_new and folder.is_dir():
            folder.rmdir()
        raise
    _look_next(folder)


def _carry_through(folder: Path) -> None:
    from qualcode.cli import root

    stage = ""
    for step, arguments in _commands(folder):
        if step != stage:
            stage = step
            click.echo("\n" + _(STEPS[stage]))
        click.echo("  qualcode " + " ".join(_shown(argument, folder) for argument in arguments))
        study = [] if arguments[0] == "init" else ["--study", str(folder)]
        with redirect_stdout(StringIO()) if arguments[0] in QUIET else nullcontext():
            root.main([*arguments, *study], prog_name="qualcode", standalone_mode=False)


def _copy_sample(folder: Path) -> None:
    from qualcode import resources
    from qualcode.collection.written_files import cannot_write

    try:
        for path in sorted(resources.shipped("sample").iterdir()):
            if path.is_file():
                target = folder / PLACES.get(path.suffix, TRANSCRIPTS) / path.name
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, target)
    except OSError as error:
        raise cannot_write(folder, error) from None


def _commands(folder: Path) -> Iterator[tuple[str, list[str]]]:
    forms, reports = folder / FORMS, folder / REPORTS
    title = _("Sample study (invented)")
    yield "start", ["init", str(folder), "--title", title, "--codebook", str(forms / "buku-kode.yaml")]
    yield "start", ["import", str(forms / "kerangka.yaml")]
    yield "collection", ["import", str(forms / "informan.yaml")]
    yield "collection", ["ingest", *(str(path) for path in sorted((folder / TRANSCRIPTS).iterdir()))]
    yield "collection", ["import", str(forms / "kontak.yaml")]
    yield "reduction", ["code", "import", str(forms / "pengodean.csv")]
    for name in ("satuan", "memo", "peristiwa"):
        yield "reduction", ["import", str(forms / f"{name}.yaml")]
    yield "reduction", ["agreement", "rani", "bayu", "--save"]
    yield "display", ["import", str(forms / "tampilan.yaml")]
    for name in DISPLAYS:
        yield "display", ["display", "freeze", name]
    yield "display", ["display", "export", "--to", str(reports / "matriks.xlsx")]
    yield "conclusion", ["import", str(forms / "temuan.yaml")]
    yield "report", ["import", str(forms / "bagian.yaml")]
    targets = [part for suffix in ("docx", "md", "html") for part in ("--to", str(reports / f"bab-4.{suffix}"))]
    yield "report", ["report", "bab-4", *targets]
    yield "report", ["doctor"]


def _shown(argument: str, folder: Path) -> str:
    text = argument.replace(str(folder), folder.name)
    return f'"{text}"' if " " in text else text


def _look_next(folder: Path) -> None:
    done("")
    done(_("The study is in {folder}. Look at this next:").format(folder=folder))
    done("  " + _("{path}: the findings chapter, for Word").format(path=folder / REPORTS / "bab-4.docx"))
    done("  " + _("{path}: the same, each quotation unfolds its source").format(path=folder / REPORTS / "bab-4.html"))
    done("  " + _("{path}: the matrices, for Excel").format(path=folder / REPORTS / "matriks.xlsx"))
    done("  " + _("qualcode status --study {folder}: where the study stands").format(folder=f'"{folder}"'))
    done("  " + _("qualcode verify T-03 --study {folder}: how a finding was tested").format(folder=f'"{folder}"'))
