"""One run of ``ingest`` over several files: each is read, asked about where it must be, and stored in its own act."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import click

from qualcode.cli._output import done, remark
from qualcode.cli._remarks import remark_words
from qualcode.i18n import _, ngettext

if TYPE_CHECKING:
    from qualcode.cli._preview import Already, Preview
    from qualcode.collection.ingest import Taken
    from qualcode.collection.reading import Reading
    from qualcode.language import Pipeline
    from qualcode.model import Source
    from qualcode.storage.store import Store

SHOW_PROGRESS_FROM = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What the user said of the files: how to read them, and whose words they are."""

    reading: Mapping[str, Any] = field(default_factory=dict)
    date: str = ""
    role: str | None = None
    informant: str | None = None
    asks: bool = False
    lines: bool = True

    @property
    def people(self) -> dict[str, str | None]:
        """Role and informant, as ``source_records`` takes them."""
        return {"role": self.role, "informant": self.informant}


class Progress:
    """A bar on standard error with the time left, while many files are read; silent for few or without a terminal."""

    def __init__(self, count: int) -> None:
        self._bar: Any = None
        if count >= SHOW_PROGRESS_FROM and sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import Progress as Bar

            self._bar = Bar(console=Console(stderr=True), transient=True, redirect_stdout=sys.stdout.isatty())
            self._task = self._bar.add_task(_("Reading"), total=count)

    def __enter__(self) -> Self:
        if self._bar:
            self._bar.start()
        return self

    def __exit__(self, *_error: object) -> None:
        if self._bar:
            self._bar.stop()

    def advance(self) -> None:
        """One file more."""
        if self._bar:
            self._bar.advance(self._task)

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Without the bar, so that a question can be seen and answered."""
        if self._bar:
            self._bar.stop()
        yield
        if self._bar:
            self._bar.start()


class Intake:
    """What was taken in, what could be, and how many files were not."""

    def __init__(self, store: Store, wanted: Wanted, progress: Progress) -> None:
        self.taken: list[dict[str, object]] = []
        self.previews: list[Preview | Already] = []
        self.failed = 0
        self._store = store
        self._wanted = wanted
        self._progress = progress
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
        with self._told(path):
            self._take(path)

    def preview(self, path: Path, ahead: LookAhead) -> None:
        """Look at one file, or say why it cannot be read."""
        with self._told(path):
            found = ahead.preview(path, self._wanted)
            self.previews.append(found)

    @contextmanager
    def _told(self, path: Path) -> Iterator[None]:
        """What a file is refused for is said, and the next one has its turn."""
        from qualcode.cli.messages import words
        from qualcode.errors import MissingProgram, NeedsDecision, UnknownName, UnreadableSource

        try:
            yield
        except (UnreadableSource, NeedsDecision, UnknownName, MissingProgram) as error:
            self.failed += 1
            if isinstance(error, (UnreadableSource, NeedsDecision)):
                error.path = str(path)
            remark(words(error))

    def _take(self, path: Path) -> None:
        from qualcode.collection.reading import file_digest

        copy = self._standing(file_digest(path))
        if copy is None:
            reading = self._read(path)
            copy = self._standing(reading.original_digest)
        if copy is not None:
            self._skip(path, copy)
            return
        taken = self._store_one(reading)
        if self._copies is not None:
            self._copies |= dict.fromkeys(_digests(taken.source), taken.source)
        self._say(path, taken)

    def _read(self, path: Path) -> Reading:
        from qualcode.cli._questions import Questions
        from qualcode.collection.reading import read_source

        known = [one.id for one in self._store.study().informants]
        if self._wanted.asks:
            with self._progress.paused():
                reading = Questions(path, self._wanted.reading, known).read(date=self._wanted.date)
        else:
            reading = read_source(path, known=known, **self._wanted.reading)
        return reading.dated(self._wanted.date) if self._wanted.date else reading

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
            taken = source_records(reading, act.study, act.new_id, **self._wanted.people)
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
        (click.echo if self._wanted.lines else done)(line)
        for warning in warnings:
            remark(f"  {warning}")

    def stopped(self, count: int) -> None:
        """Said when the user stops in the middle: what is in stays in."""
        text = ngettext(
            "Stopped: {n} of {count} files is done. Type the same command again to go on; what is in is skipped.",
            "Stopped: {n} of {count} files are done. Type the same command again to go on; what is in is skipped.",
            len(self.taken),
        )
        remark(text.format(n=len(self.taken), count=count))


class LookAhead:
    """The study as it would be after each file of a preview; nothing of it is stored."""

    def __init__(self, store: Store) -> None:
        self._study = store.study()
        self._new_id = store.ids_ahead()
        self._copies = {digest: source.id for source in self._study.sources for digest in _digests(source)}

    def preview(self, path: Path, wanted: Wanted) -> Preview | Already:
        """What a file would become after those before it. Raises what reading it raises."""
        from qualcode.cli._preview import Already, Preview
        from qualcode.cli.messages import words
        from qualcode.collection.ingest import source_records
        from qualcode.collection.provisional import look

        seen = look(path, known=[one.id for one in self._study.informants], **wanted.reading)
        reading = seen.reading.dated(wanted.date) if wanted.date else seen.reading
        copy = self._copies.get(reading.file_digest) or self._copies.get(reading.original_digest)
        if copy:
            return Already(path=path, source=copy)
        taken = source_records(reading, self._study, self._new_id, **wanted.people)
        for question in seen.questions:
            question.path = path.name
        found = Preview(
            path=path, look=seen, taken=taken, study=self._study, warnings=tuple(map(remark_words, taken.remarks)),
            questions=(*map(words, seen.questions), *_date_question(reading)),
        )  # fmt: skip
        for kind in {type(record) for record in taken.records}:
            self._study.all(kind)
        self._study = self._study.grown(taken.records, ())
        return found


def _date_question(reading: Reading) -> tuple[str, ...]:
    if len(reading.dates) < 2:  # noqa: PLR2004
        return ()
    said = _("Which date is meant: {dates}? Say so, for example: --date {first}")
    return (said.format(dates=", ".join(reading.dates), first=reading.dates[0]),)


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
