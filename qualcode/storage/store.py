"""The study on disk: opened, read as a ``Study``, changed by acts that are whole, journaled and undoable."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Self, TypeVar

from qualcode.errors import NoStudy, NothingToUndo, StudyExists, StudyReadOnly
from qualcode.model.journal import LogEntry
from qualcode.model.study import Study
from qualcode.storage import analysis, hiding, journal, source_columns
from qualcode.storage.act import Act
from qualcode.storage.connection import connect, stated_problems, unwaiting
from qualcode.storage.records import StoredRecords, stepped

R = TypeVar("R")
Stems = Callable[[], tuple[str, Callable[[str], tuple[str, str]]]]
"""Gives the version of the rules for stems, and what finds the normal form and the stem of a form by them."""

FILE_NAME = "study.qualcode"


def find_study(start: Path) -> Path:
    """The folder of the study at ``start`` or the nearest one above it; ``NoStudy`` if there is none."""
    for folder in (start.resolve(), *start.resolve().parents):
        if (folder / FILE_NAME).is_file():
            return folder
    raise NoStudy(str(start))


class Store:
    """A study's file. Use as a context manager; ``study()`` reads, ``act()`` writes."""

    def __init__(self, folder: Path, db: sqlite3.Connection, actor: str, stems: Stems | None = None) -> None:
        self.folder = folder
        self.actor = actor
        self._stems = stems
        self._db = db
        self._view: tuple[int, Study] | None = None

    @property
    def path(self) -> Path:
        """The file of record."""
        return self.folder / FILE_NAME

    @classmethod
    def open(cls, folder: Path | str, actor: str = "peneliti", stems: Stems | None = None) -> Store:
        """The study in a folder, migrated if an older version made it.

        With ``stems``, forms that were stemmed under other rules are stemmed anew before words are first read.
        """
        folder = Path(folder)
        path = folder / FILE_NAME
        if not path.is_file():
            raise NoStudy(str(folder))
        return cls(folder, connect(path), actor, stems)

    @classmethod
    def create(cls, folder: Path, actor: str = "peneliti") -> Store:
        """An empty study file in a new or existing folder; ``StudyExists`` if one is there."""
        path = folder / FILE_NAME
        if path.exists():
            raise StudyExists(str(folder))
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except (FileExistsError, NotADirectoryError):
            raise StudyExists(str(folder), "file") from None
        except OSError:
            raise StudyReadOnly(str(folder)) from None
        try:
            return cls(folder, connect(path, create=True), actor)
        except BaseException:
            path.unlink(missing_ok=True)
            raise

    @classmethod
    @contextmanager
    def begin(cls, folder: Path, actor: str = "peneliti") -> Iterator[Act]:
        """The first act of a new study; if it fails, no file is left behind."""
        store = cls.create(folder, actor)
        try:
            with store.act(journal.BEGIN) as act:
                yield act
        except BaseException:
            store.close()
            store.path.unlink(missing_ok=True)
            raise
        store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; a store that was closed is of no more use."""
        self._db.close()

    def study(self) -> Study:
        """The study as it stands now; the same view as long as nothing was written."""
        return self.reread() if self._db.in_transaction else self._current()

    def reread(self) -> Study:
        """The study as it stands in the file, whatever was read before."""
        return Study(StoredRecords(self._db, self.path, self._renew_stems))

    def _renew_stems(self) -> None:
        """Once: whatever keeps the file from being written, the stems of before are good enough to read."""
        if self._stems is None:
            return
        rules, look = self._stems()
        self._stems = None
        if not analysis.other_rules(self._db, rules):
            return
        if self._db.in_transaction:
            analysis.renew_forms(self._db, rules, look)
            return
        with suppress(sqlite3.OperationalError), unwaiting(self._db), self._transaction():
            analysis.renew_forms(self._db, rules, look)

    def _current(self) -> Study:
        version = StoredRecords(self._db, self.path).data_version
        if self._view is None or self._view[0] != version:
            self._view = version, self.reread()
        return self._view[1]

    def ids_ahead(self) -> Callable[[str], str]:
        """Gives the ids that the next act would give, for a look ahead: nothing is written or used up."""
        return Act(self._db, self._current()).new_id

    @contextmanager
    def act(self, command: str) -> Iterator[Act]:
        """One act: everything put and removed inside becomes one transaction and one journal entry.

        An exception takes all of it back. An act that changes nothing leaves no entry.
        """
        with stated_problems(self.path), self._transaction():
            act = Act(self._db, self._current())
            yield act
            act.keep_numbers()
            if act.images:
                number = journal.append(self._db, at=now(), actor=self.actor, command=command, images=act.images)
                source_columns.forget_touched(self._db, act.images)
        if act.images:
            self._view = None if act.renewed else (number, act.study.grown(act.written, act.removed))

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._db.execute("COMMIT")
        except BaseException:
            self._view = None  # it may have read what is now taken back
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")
            raise

    def undo(self, count: int = 1) -> tuple[LogEntry, ...]:
        """Take back the last ``count`` acts, newest first; the entries taken back."""
        return self._step(count, redo=False)

    def redo(self, count: int = 1) -> tuple[LogEntry, ...]:
        """Bring back the last ``count`` acts that were undone; the entries brought back."""
        return self._step(count, redo=True)

    def _step(self, count: int, *, redo: bool) -> tuple[LogEntry, ...]:
        numbers: list[int] = []
        with stated_problems(self.path), self._transaction():
            view: Study | None = self._current()
            done, undone = journal.stacks(self._db)
            source = undone if redo else done
            if not source:
                raise NothingToUndo(redo)
            for number in reversed(source[-count:]):
                blob, command = self._db.execute(
                    "SELECT changes, command FROM log WHERE number = ?", (number,)
                ).fetchone()
                images = journal.unpack(blob) if redo else journal.inverse(journal.unpack(blob))
                self._db.execute("PRAGMA defer_foreign_keys = ON")
                for kind, (columns, rows) in images.items():
                    journal.apply(self._db, kind, columns, rows)
                step = {"redoes": number} if redo else {"undoes": number}
                last = journal.append(self._db, at=now(), actor=self.actor, command=command, images=images, **step)
                source_columns.forget_touched(self._db, images)
                hiding.after_step(self._db, images, hides=redo and command == hiding.HIDE)
                view = None if view is None or command == hiding.HIDE else stepped(view, images)
                numbers.append(number)
            entries = journal.entries_numbered(self._db, numbers)
        self._view = None if view is None else (last, view)
        return entries

    def next_step(self, *, redo: bool = False) -> LogEntry | None:
        """The act that undo (or redo) would take next, or None."""
        with stated_problems(self.path):
            done, undone = journal.stacks(self._db)
            return next(iter(journal.entries_numbered(self._db, (undone if redo else done)[-1:])), None)

    def log(self, limit: int | None = None) -> tuple[LogEntry, ...]:
        """The last journal entries, or all, oldest first."""
        with stated_problems(self.path):
            return journal.entries(self._db, limit)

    def log_of(self, command: str) -> tuple[LogEntry, ...]:
        """The journal entries of one command, oldest first; what undid or redid them is left out."""
        with stated_problems(self.path):
            numbers = self._db.execute(
                "SELECT number FROM log WHERE command = ? AND undoes IS NULL AND redoes IS NULL ORDER BY number",
                (command,),
            )
            return journal.entries_numbered(self._db, [number for (number,) in numbers.fetchall()])

    def digests(self) -> tuple[str, ...]:
        """The digest of every journal entry, oldest first; copies of a study begin alike."""
        with stated_problems(self.path):
            return tuple(row[0] for row in self._db.execute("SELECT digest FROM log ORDER BY number"))

    def compact(self) -> None:
        """Rewrite the file so that nothing removed stays in its free pages."""
        with stated_problems(self.path):
            self._db.execute("VACUUM")

    def forget_columns(self) -> None:
        """Take away what is kept for counting and listing: it is made again when it is read."""
        with stated_problems(self.path):
            source_columns.forget(self._db)

    def entries_with(self, words: Collection[str]) -> tuple[int, ...]:
        """The numbers of the journal entries that hold some of these words."""
        with stated_problems(self.path):
            return hiding.entries_with(self._db, words)

    def copy_without_past(self, folder: Path) -> None:
        """A copy of the study in a new folder, with a journal that begins anew; ``StudyExists`` if one is there."""
        target = folder / FILE_NAME
        Store.create(folder, self.actor).close()
        target.unlink()
        try:
            with stated_problems(target):
                hiding.copy_without_past(self._db, target, at=now(), actor=self.actor)
        except BaseException:
            target.unlink(missing_ok=True)
            raise

    def known_forms(self, rules: str) -> Mapping[str, tuple[str, str]]:
        """Form → (normal form, stem) of everything stemmed so far under a version of the rules."""
        with stated_problems(self.path):
            self._renew_stems()
            return analysis.known_forms(self._db, rules)

    def has_analysis(self, digest: str, rules: str | None = None) -> bool:
        """Whether a text was analysed, under this version of the rules or any."""
        return analysis.has_analysis(self._db, digest, rules)


def now() -> str:
    """The present moment in UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


__all__ = ["FILE_NAME", "Act", "Store", "find_study"]
