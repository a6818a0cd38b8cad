"""One run of ``ingest`` over several files: each is read, asked about where it must be, and stored in its own act."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qualcode.cli._output import done, remark
from qualcode.cli._remarks import remark_words
from qualcode.cli._wanted import Progress, Standing, Wanted, named_source, standing
from qualcode.i18n import _, ngettext

if TYPE_CHECKING:
    from qualcode.cli._look_ahead import LookAhead
    from qualcode.cli._preview import Already, Corrected, Preview
    from qualcode.collection.documents import Remark
    from qualcode.collection.ingest import Taken
    from qualcode.collection.reading import Reading
    from qualcode.language import Pipeline
    from qualcode.model import Source
    from qualcode.storage.store import Act, Store

FEW_SKIPPED = 5
"""Files that are in the study already and are named one by one; of more it is said how many."""


class Intake:
    """What was taken in, what could be, and how many files were not."""

    def __init__(self, store: Store, wanted: Wanted, progress: Progress) -> None:
        self.taken: list[dict[str, object]] = []
        self.previews: list[Preview | Already | Corrected] = []
        self.failed = 0
        self._store = store
        self._wanted = wanted
        self._progress = progress
        self._pipeline: Pipeline | None = None
        self._copies: dict[str, Standing] | None = None
        self._skipped: list[str] = []

    def rows(self) -> list[dict[str, object]]:
        """What was taken in or was there already, as the contract has it."""
        unknown = [row for row in self.taken if row["blocks"] is None]
        counts = self._store.study().block_counts if unknown else {}
        for row in unknown:
            row["blocks"] = counts.get(str(row["source"]), 0)
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
        from qualcode.errors import MissingProgram, NeedsDecision, UnknownName, UnreadableSource

        try:
            yield
        except (UnreadableSource, NeedsDecision, UnknownName, MissingProgram) as error:
            from qualcode.cli.messages import words

            self.failed += 1
            if isinstance(error, (UnreadableSource, NeedsDecision)):
                error.path = str(path)
            remark(words(error))

    def _take(self, path: Path) -> None:
        from qualcode.collection.written_files import file_digest

        copy = self._standing(file_digest(path))
        if copy is None:
            named = named_source(path, self._store.study(), self._wanted)
            reading = self._read(path, named)
            copy = self._standing(reading.original_digest)
        if copy is not None:
            if self._wanted.codes and self._more_codes(path, copy):
                return
            self._skip(path, copy)
            return
        if named is not None and self._is_correction(reading, named):
            self._correct(path, reading, named)
            return
        taken = self._store_one(reading)
        self._know(taken.source)
        self._say(path, taken)

    def _read(self, path: Path, named: Source | None) -> Reading:
        from qualcode.cli._questions import Questions
        from qualcode.collection.reading import read_source

        known = [one.id for one in self._store.study().informants]
        options = dict(self._wanted.reading) if named is None else self._as_before(path, named, known)
        if self._wanted.asks:
            with self._progress.paused():
                reading = Questions(path, options, known).read(date=self._wanted.date)
        else:
            reading = read_source(path, known=known, **options)
        return reading.dated(self._wanted.date) if self._wanted.date else reading

    def _as_before(self, path: Path, named: Source, known: list[str]) -> dict[str, Any]:
        """How to read the corrected file of a source: what the user said of its speakers is not asked again."""
        from qualcode.collection.correcting import remembered_speakers
        from qualcode.collection.reading import read_source
        from qualcode.errors import NeedsDecision

        options = {**self._wanted.reading, "technique": self._wanted.reading["technique"] or named.technique}
        try:
            read_source(path, known=known, **options)
        except NeedsDecision as question:
            before = remembered_speakers(self._store.study(), named)
            said = {label: before[label] for label in question.choices if label in before}
            options["speakers"] = said | dict(options["speakers"])
        return options

    def _is_correction(self, reading: Reading, named: Source) -> bool:
        from qualcode.cli._corrected import is_correction

        return bool(self._wanted.replaces) or is_correction(reading, self._store.study(), named)

    def _correct(self, path: Path, reading: Reading, source: Source) -> None:
        """Show what the corrected text changes, ask, and write all of it as one act."""
        from qualcode.cli import _corrected
        from qualcode.errors import UnreadableSource
        from qualcode.language import RULES

        if not self._wanted.replaces and _corrected.was_hidden(self._store, source):
            raise UnreadableSource(str(path), "text_hidden", detail=source.id)
        with self._store.act("ingest") as act:
            made = _corrected.planned(act, reading, source)
            with self._progress.paused():
                if not _corrected.agreed(_corrected.shown(made, path), yes=self._wanted.yes, asks=self._wanted.asks):
                    raise UnreadableSource(str(path), "text_changed", detail=source.id)
            act.put_text(reading.original)
            digest = act.put_text(reading.text)
            act.put(*made.put)
            act.remove(*made.remove)
            if not self._store.has_analysis(digest, RULES):
                act.put_analysis(digest, RULES, *self._loaded().analyse(reading.text, reading.stretches))
            codes = self._written_codes(act, reading, made.made.source, corrected=True)
        self._know(made.made.source)
        said = [remark_words(one) for one in (*made.made.remarks, *codes)]
        for line in said:
            remark(f"  {line}")
        row = _row(path, made.made.source, len(made.made.blocks), said)
        self.taken.append({**row, "corrected": _corrected.as_json(made)})
        line = _("{source}: the corrected text is in; take it back with: qualcode undo").format(source=source.id)
        (click.echo if self._wanted.lines else done)(line)

    def _know(self, source: Source) -> None:
        if self._copies is not None:
            found = Standing._make(getattr(source, name) for name in Standing._fields)
            self._copies |= dict.fromkeys((source.file_digest, source.original_digest), found)

    def _standing(self, digest: str) -> Standing | None:
        """The source that was read from the same file or the same original text, or None."""
        if self._copies is None:
            self._copies = standing(self._store.study())
        return self._copies.get(digest)

    def _skip(self, path: Path, copy: Standing) -> None:
        said = _("“{file}” is in the study already as {source}; it was skipped.").format(file=path.name, source=copy.id)
        self._skipped.append(said)
        self.taken.append(_row(path, copy, None, [said]))

    def tell_skipped(self) -> None:
        """Which files were in the study already: each of a few, of many how many there were."""
        for said in self._skipped[:FEW_SKIPPED]:
            remark(said)
        if more := len(self._skipped[FEW_SKIPPED:]):
            text = ngettext(
                "{n} more file is in the study already and was skipped.",
                "{n} more files are in the study already and were skipped.",
                more,
            )
            remark(text.format(n=more))
        self._skipped = []

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
            said = self._written_codes(act, reading, taken.source)
        return replace(taken, remarks=(*taken.remarks, *said))

    def _written_codes(self, act: Act, reading: Reading, source: Source, *, corrected: bool = False) -> list[Remark]:
        """The codes that the file's own table gives, by coder *impor*; what was done is said."""
        if not reading.codes:
            return []
        from qualcode.collection.documents import remark as said
        from qualcode.reduction.written import CodeColumn, take_written
        from qualcode.storage.store import now

        study = act.study.grown(act.written, act.removed)
        column = CodeColumn(source=source, cells=reading.codes, meant=self._wanted.codes, corrected=corrected)
        made = take_written(study, column, new_id=act.new_id, at=now())
        act.put(*made.put)
        act.remove(*made.remove)
        found = [said("codes_taken", count=made.added)] if made.added else []
        if made.unknown:
            words = ", ".join(f"{word} ({count})" for word, count in made.unknown)
            found.append(said("codes_unknown", words=words, first=made.unknown[0][0]))
        return found

    def _more_codes(self, path: Path, copy: Standing) -> bool:
        """Codes of a file that is in already, now that the user says what they mean; False if it gives none."""
        from qualcode.model import Source

        source = self._store.study().get(Source, copy.id)
        reading = self._read(path, source)
        if not reading.codes or reading.text != self._store.study().text(source):
            return False
        with self._store.act("ingest") as act:
            said = [remark_words(one) for one in self._written_codes(act, reading, source)]
        self.taken.append(_row(path, source, None, said))
        for one in said:
            remark(f"{source.id}: {one}")
        return True

    def _loaded(self) -> Pipeline:
        if self._pipeline is None:
            from qualcode import language
            from qualcode.language import kept

            rules = language.RULES
            self._pipeline = language.load({**kept.known(rules), **self._store.known_forms(rules)})
        return self._pipeline

    def keep_forms(self) -> None:
        """Keep what was stemmed for the next study on this machine."""
        if self._pipeline is not None:
            from qualcode import language
            from qualcode.language import kept

            kept.keep(language.RULES, self._pipeline.found)

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


def _row(path: Path, source: Source | Standing, blocks: int | None, warnings: list[str]) -> dict[str, object]:
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
