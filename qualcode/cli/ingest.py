"""``ingest``: transcripts, sheets and documents become sources of the study, each file in its own act."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qualcode.cli._output import done, format_option, print_json, remark
from qualcode.cli._remarks import remark_words
from qualcode.cli._session import open_store, study_command
from qualcode.i18n import N_, _, ngettext
from qualcode.model import Technique

if TYPE_CHECKING:
    from qualcode.collection.ingest import Taken
    from qualcode.collection.reading import Reading
    from qualcode.language import Pipeline
    from qualcode.model import Source
    from qualcode.storage.store import Store

SHOW_PROGRESS_FROM = 4


@study_command(
    "ingest",
    help=N_(
        "Take files into the study as sources: interviews, observation sheets, field notes, documents. "
        "Each file stands or falls alone. A file that is in already is skipped."
    ),
)
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path, readable=False))
@click.option(
    "--technique",
    type=click.Choice([technique.value for technique in Technique]),
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
@click.option("--text-column", metavar="NAME", help=_("Column of a table that holds the answers."))
@click.option(
    "--id-column", metavar="NAME", help=_("Column of a table that says who answered: each id is one informant.")
)
@format_option("table", "json")
def ingest(
    files: tuple[Path, ...],
    technique: str | None,
    role: str | None,
    informant: str | None,
    speakers: tuple[str, ...],
    text_column: str | None,
    id_column: str | None,
    format_: str,
) -> None:
    """Take files into the study."""
    options: dict[str, Any] = {
        "technique": Technique(technique) if technique else None,
        "speakers": _speakers(speakers),
        "columns": _columns(text_column, id_column),
    }
    with open_store() as store:
        intake = _Intake(store, options, role, informant, lines=format_ == "table")
        try:
            with _progress(len(files)) as advance:
                for path in files:
                    intake.take(path)
                    advance()
        finally:  # what is in is told, also when the disk is full or the user stops
            if format_ == "json":
                print_json(intake.rows())
    if intake.failed:
        text = ngettext("{n} file was not taken in.", "{n} files were not taken in.", intake.failed)
        remark(text.format(n=intake.failed))
        sys.exit(1)


def _speakers(given: Sequence[str]) -> dict[str, str]:
    found = {}
    for pair in given:
        label, equals, who = pair.rpartition("=")
        if not equals or not label.strip() or not who.strip():
            raise click.BadParameter(_("write LABEL=interviewer, LABEL=informant or LABEL=ID"), param_hint="--speaker")
        found[label.strip()] = who.strip()
    return found


def _columns(text_column: str | None, id_column: str | None) -> tuple[str, str] | None:
    if bool(text_column) != bool(id_column):
        raise click.UsageError(_("Give --text-column and --id-column together."))
    return (text_column, id_column) if text_column and id_column else None


@contextmanager
def _progress(count: int) -> Iterator[Any]:
    """A bar on standard error while many files are read."""
    if count < SHOW_PROGRESS_FROM or not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True, redirect_stdout=sys.stdout.isatty()) as progress:
        task = progress.add_task(_("Reading"), total=count)
        yield lambda: progress.advance(task)


class _Intake:
    """One run over several files: what was taken in, and how many were not."""

    def __init__(
        self, store: Store, options: Mapping[str, Any], role: str | None, informant: str | None, *, lines: bool
    ) -> None:
        self.taken: list[dict[str, object]] = []
        self.failed = 0
        self._store = store
        self._options = options
        self._role = role
        self._informant = informant
        self._lines = lines
        self._pipeline: Pipeline | None = None
        self._copies: dict[str, Source] | None = None

    def rows(self) -> list[dict[str, object]]:
        """What was taken in or was there already, as the contract has it."""
        study = self._store.study()
        for row in self.taken:
            if row["blocks"] is None:
                row["blocks"] = len(study.blocks(str(row["source"])))
        return self.taken

    def take(self, path: Path) -> None:
        """Take one file in, or say why not."""
        from qualcode.cli.messages import words
        from qualcode.collection.reading import file_digest, read_source
        from qualcode.errors import MissingProgram, NeedsDecision, UnknownName, UnreadableSource

        try:
            copy = self._standing(file_digest(path))
            if copy is None:
                reading = read_source(path, known=[one.id for one in self._store.study().informants], **self._options)
                copy = self._standing(reading.original_digest)
            if copy is not None:
                self._skip(path, copy)
                return
            taken = self._store_one(reading)
        except (UnreadableSource, NeedsDecision, UnknownName, MissingProgram) as error:
            self.failed += 1
            if isinstance(error, (UnreadableSource, NeedsDecision)):
                error.path = str(path)
            remark(words(error))
            return
        if self._copies is not None:
            self._copies |= dict.fromkeys(_digests(taken.source), taken.source)
        self._say(path, taken)

    def _standing(self, digest: str) -> Source | None:
        """The source that was read from the same file or the same original text, or None."""
        if self._copies is None:
            sources = self._store.study().sources
            self._copies = {digest: source for source in sources for digest in _digests(source)}
        return self._copies.get(digest)

    def _skip(self, path: Path, copy: Source) -> None:
        said = _("“{file}” is in the study already as {source}; it was skipped.").format(file=path.name, source=copy.id)
        remark(said)
        self.taken.append(_row(path, copy, None, [said]))

    def _store_one(self, reading: Reading) -> Taken:
        from qualcode.collection.ingest import source_records
        from qualcode.language import RULES

        with self._store.act("ingest") as act:
            taken = source_records(reading, act.study, act.new_id, role=self._role, informant=self._informant)
            act.put_text(reading.original)
            digest = act.put_text(reading.text)
            act.put(*taken.records)
            if not self._store.has_analysis(digest, RULES):
                tokens, sentences = self._loaded().analyse(reading.text, reading.stretches)
                act.put_analysis(digest, RULES, tokens, sentences)
        return taken

    def _loaded(self) -> Pipeline:
        if self._pipeline is None:
            from qualcode import language

            self._pipeline = language.load(self._store.known_forms(language.RULES))
        return self._pipeline

    def _say(self, path: Path, taken: Taken) -> None:
        source = taken.source
        warnings = [remark_words(one) for one in taken.remarks]
        self.taken.append(_row(path, source, taken.blocks, warnings))
        line = _("{source}: {file}, {blocks} blocks, {words} words").format(
            source=source.id, file=source.file_name, blocks=taken.blocks, words=source.words
        )
        (click.echo if self._lines else done)(line)
        for warning in warnings:
            remark(f"  {warning}")


def _digests(source: Source) -> tuple[str, str]:
    return source.file_digest, source.original_digest


def _row(path: Path, source: Source, blocks: int | None, warnings: list[str]) -> dict[str, object]:
    return {
        "source": source.id,
        "path": str(path),
        "technique": source.technique.value,
        "informants": list(source.informants),
        "date": source.date or None,
        "blocks": blocks,
        "words": source.words,
        "warnings": warnings,
    }
