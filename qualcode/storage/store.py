"""The study on disk: opened, read as a ``Study``, changed by acts that are whole, journaled and undoable."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Self, TypeVar

from qualcode.errors import NoStudy, NothingToUndo, StillReferenced, StudyExists, StudyReadOnly, UnknownName
from qualcode.model.journal import LogEntry
from qualcode.model.kinds import KINDS, id_of, ref_to
from qualcode.model.sources import Span, Token
from qualcode.model.study import Study
from qualcode.model.values import Technique
from qualcode.storage import analysis, hiding, journal, source_columns
from qualcode.storage.connection import connect, stated_problems
from qualcode.storage.records import StoredRecords, stepped
from qualcode.storage.referring import referrers
from qualcode.storage.rows import Row, Table, table_of

R = TypeVar("R")
FILE_NAME = "study.qualcode"
_PREFIXES = {kind.prefix: kind.name for kind in KINDS if kind.prefix} | dict.fromkeys(
    (technique.letter for technique in Technique), "source"
)
_NUMBERED = re.compile(r"([A-Z]+)-([0-9]+)")


def find_study(start: Path) -> Path:
    """The folder of the study at ``start`` or the nearest one above it; ``NoStudy`` if there is none."""
    for folder in (start.resolve(), *start.resolve().parents):
        if (folder / FILE_NAME).is_file():
            return folder
    raise NoStudy(str(start))


class Store:
    """A study's file. Use as a context manager; ``study()`` reads, ``act()`` writes."""

    def __init__(self, folder: Path, db: sqlite3.Connection, actor: str) -> None:
        self.folder = folder
        self.actor = actor
        self._db = db
        self._view: tuple[int, Study] | None = None

    @property
    def path(self) -> Path:
        """The file of record."""
        return self.folder / FILE_NAME

    @classmethod
    def open(cls, folder: Path | str, actor: str = "peneliti") -> Store:
        """The study in a folder, migrated if an older version made it."""
        folder = Path(folder)
        path = folder / FILE_NAME
        if not path.is_file():
            raise NoStudy(str(folder))
        return cls(folder, connect(path), actor)

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
        return Study(StoredRecords(self._db, self.path))

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
        return analysis.known_forms(self._db, rules)

    def has_analysis(self, digest: str, rules: str | None = None) -> bool:
        """Whether a text was analysed, under this version of the rules or any."""
        return analysis.has_analysis(self._db, digest, rules)


class Act:
    """What one act does. ``study`` is the view at its start; ``images`` what changed so far.

    ``written`` and ``removed`` are the records put and removed; ``renewed`` says that something was put after it
    had been removed, and so stands at another place.
    """

    def __init__(self, db: sqlite3.Connection, study: Study) -> None:
        self.study = study
        self.images: journal.Images = {}
        self.written: list[object] = []
        self.removed: list[object] = []
        self.renewed = False
        self._db = db
        self._numbers: dict[str, int] = {}

    def put(self, *records: object) -> None:
        """Add records, or replace those with the same key; unchanged ones leave no trace."""
        self.written.extend(records)
        self.renewed = self.renewed or bool(
            self.removed and {ref_to(one) for one in self.removed} & set(map(ref_to, records))
        )
        for record_type, some in _by_type(records).items():
            self._put_type(record_type, some)

    def _put_type(self, record_type: type, records: Sequence[object]) -> None:
        table: Table[object] = table_of(record_type)
        keys = table.keys(records)
        before = self._rows_of(record_type, keys)
        highest = int(self._db.execute(f'SELECT coalesce(max(n), 0) FROM "{table.kind.name}"').fetchone()[0])
        rows: list[Row] = []
        changed = self._changed(table.kind.name, table.columns)
        before_these = len(changed)
        for key, values in zip(keys, table.to_rows(records), strict=True):
            old = before.get(key)
            if old is None:
                highest += 1
            after = (old[0] if old else highest, *values)
            if old != after:
                changed.append((old, after))
                rows.append(after)
                before[key] = after
        self._make_room(table, changed[before_these:])
        self._db.executemany(table.upsert, rows)
        self._forget_if_empty(table.kind.name)

    def _make_room(self, table: Table[object], changed: Sequence[tuple[journal.Image, journal.Image]]) -> None:
        """Take out the rows that change together, so that one may come to stand where another stood."""
        going = [(old[0],) for old, _new in changed if old is not None]
        if len(going) > 1:
            self._db.execute("PRAGMA defer_foreign_keys = ON")
            self._db.executemany(f'DELETE FROM "{table.kind.name}" WHERE n = ?', going)

    def remove(self, *records: object) -> None:
        """Remove records. ``StillReferenced`` if one that stays refers to one of them."""
        going = {ref_to(record) for record in records}
        for record in records:
            by = tuple(ref for ref in self.referrers(record) if ref not in going)
            if by:
                raise StillReferenced(ref_to(record), by)
        self._db.execute("PRAGMA defer_foreign_keys = ON")
        for record_type, some in _by_type(records).items():
            table: Table[object] = table_of(record_type)
            keys = table.keys(some)
            rows = self._rows_of(record_type, keys)
            for record, key in zip(some, keys, strict=True):
                if key not in rows:
                    raise UnknownName(table.kind.name, id_of(record))
                self._changed(table.kind.name, table.columns).append((rows[key], None))
                self._db.execute(f'DELETE FROM "{table.kind.name}" WHERE n = ?', (rows.pop(key)[0],))
        self.removed.extend(records)

    def referrers(self, record: object) -> tuple[str, ...]:
        """``kind:id`` of every stored record that refers to this one."""
        return tuple(referrers(self._db, record))

    def new_id(self, prefix: str, width: int = 2) -> str:
        """The next id of a prefix (``T-12``); no number is ever given twice, nor one that stands in the study."""
        if prefix not in self._numbers:
            self._numbers[prefix] = max(self._last_id(prefix), self._highest_standing(prefix))
        self._numbers[prefix] += 1
        return f"{prefix}-{self._numbers[prefix]:0{width}d}"

    def keep_numbers(self) -> None:
        """Remember the last numbers given, also those of ids that came with a file."""
        for kind, (columns, rows) in self.images.items():
            ids = (str(after[columns.index("id")]) for _before, after in rows if after and "id" in columns)
            for prefix, number in (found.groups() for found in map(_NUMBERED.match, ids) if found):
                if _PREFIXES.get(prefix) == kind:
                    self._numbers[prefix] = max(self._numbers.get(prefix, 0), int(number))
        self._db.executemany(
            "INSERT INTO last_id (prefix, number) VALUES (?, ?) "
            "ON CONFLICT (prefix) DO UPDATE SET number = max(number, excluded.number)",
            self._numbers.items(),
        )

    def _last_id(self, prefix: str) -> int:
        row = self._db.execute("SELECT number FROM last_id WHERE prefix = ?", (prefix,)).fetchone()
        return int(row[0]) if row else 0

    def _highest_standing(self, prefix: str) -> int:
        row = self._db.execute(
            f'SELECT coalesce(max(CAST(substr(id, ?) AS INTEGER)), 0) FROM "{_PREFIXES[prefix]}" WHERE id GLOB ?',
            (len(prefix) + 2, f"{prefix}-[0-9]*"),
        ).fetchone()
        return int(row[0])

    def put_text(self, text: str) -> str:
        """Keep a text; its digest (SHA-256 of its UTF-8 bytes)."""
        import hashlib

        digest = hashlib.sha256(text.encode()).hexdigest()
        self._db.execute("INSERT INTO text (digest, content) VALUES (?, ?) ON CONFLICT DO NOTHING", (digest, text))
        return digest

    def forget_texts(self, among: Collection[str] | None = None) -> None:
        """Remove the texts (or those among some) that no source names now, and what was derived from them."""
        hiding.forget_unnamed(self._db, among)

    def put_analysis(self, digest: str, rules: str, tokens: Sequence[Token], sentences: Sequence[Span]) -> None:
        """Keep the tokens and sentences of a text."""
        analysis.write_analysis(self._db, digest, rules, tokens, sentences)

    def _rows_of(self, record_type: type, keys: Sequence[Row]) -> dict[Row, Row]:
        """The rows with these keys, read by the first part of the key alone, so that one statement serves all."""
        table: Table[object] = table_of(record_type)
        wanted = frozenset(keys)
        places = [position + 1 for position in table.key_positions]
        head = table.columns[table.key_positions[0]]
        rows = self._db.execute(
            f'SELECT n, {table.quoted} FROM "{table.kind.name}" WHERE "{head}" IN (SELECT value FROM json_each(?))',
            (json.dumps(list({key[0] for key in wanted})),),
        )
        return {key: row for row in rows if (key := tuple(row[place] for place in places)) in wanted}

    def _changed(self, kind: str, columns: tuple[str, ...]) -> list[tuple[journal.Image, journal.Image]]:
        return self.images.setdefault(kind, (("n", *columns), []))[1]

    def _forget_if_empty(self, kind: str) -> None:
        if not self.images[kind][1]:
            del self.images[kind]


def _by_type(records: Iterable[object]) -> dict[type, list[object]]:
    found: dict[type, list[object]] = {}
    for record in records:
        found.setdefault(type(record), []).append(record)
    return found


def now() -> str:
    """The present moment in UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


__all__ = ["FILE_NAME", "Act", "Store", "find_study"]
