"""Texts that must not stay readable: taken out of the file with all that was derived from them.

The journal names texts by digest alone, so that it holds nothing of them; undo of such an act needs the text back.
"""

from __future__ import annotations

import re
import sqlite3
import zlib
from array import array
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from qualcode.errors import TextHidden
from qualcode.model.kinds import KINDS
from qualcode.storage import journal, kept
from qualcode.storage.rows import Table, table_of

HIDE = "anonymise apply"
"""The act that replaces identifiers; the texts before it are kept in the researcher's key alone."""


def forget(db: sqlite3.Connection, digests: Collection[str]) -> None:
    """Remove texts, their analysis and the forms that only they had."""
    some = [(digest,) for digest in digests]
    db.executemany("DELETE FROM analysis WHERE digest = ?", some)
    db.executemany("DELETE FROM text WHERE digest = ?", some)
    kept.forget_study(db)
    used: set[int] = set()
    for (blob,) in db.execute("SELECT tokens FROM analysis"):
        numbers = array("I", zlib.decompress(blob))
        used.update(numbers[2::3])
    going = [(number,) for (number,) in db.execute("SELECT id FROM form") if number not in used]
    db.executemany("DELETE FROM form WHERE id = ?", going)


def entries_with(db: sqlite3.Connection, words: Collection[str]) -> tuple[int, ...]:
    """The numbers of the journal entries that hold some of these words."""
    if not words:
        return ()
    some = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    pattern = re.compile(rf"(?:(?<!\w)|(?<=\\n))(?:{some})(?!\w)")
    return tuple(
        number
        for number, blob in db.execute("SELECT number, changes FROM log ORDER BY number")
        if any(map(pattern.search, _strings(blob)))
    )


def _strings(blob: bytes) -> Iterator[str]:
    for _, rows in journal.unpack(blob).values():
        for pair in rows:
            for image in pair:
                yield from (part for part in image or () if isinstance(part, str))


def forget_unnamed(db: sqlite3.Connection, among: Collection[str] | None = None) -> None:
    """Remove the texts, or those among some, that no source names: of ingests taken back, and before a correction."""
    named = "SELECT text_digest FROM source UNION SELECT original_digest FROM source"
    found = [digest for (digest,) in db.execute(f"SELECT digest FROM text WHERE digest NOT IN ({named})")]
    forget(db, found if among is None else set(found).intersection(among))


def after_step(db: sqlite3.Connection, images: journal.Images, *, hides: bool) -> None:
    """After undo or redo: every source has its text, or ``TextHidden``; what is hidden again is forgotten."""
    if db.execute("SELECT 1 FROM log WHERE command = ? LIMIT 1", (HIDE,)).fetchone() is None:
        return
    columns, rows = images.get("source", (("text_digest", "original_digest"), []))
    places = [columns.index(name) for name in ("text_digest", "original_digest")]
    for digest in _digests([after for _, after in rows], places):
        if db.execute("SELECT 1 FROM text WHERE digest = ?", (digest,)).fetchone() is None:
            raise TextHidden
    if hides:
        forget_unnamed(db)


def copy_without_past(db: sqlite3.Connection, target: Path, *, at: str, actor: str) -> None:
    """A copy of a study whose journal begins anew with all that stands in it, so that it holds no earlier words.

    The one entry keeps the number of the last one, to which what was written and frozen refers.
    """
    copy = sqlite3.connect(target, isolation_level=None)
    try:
        db.backup(copy)
        copy.execute("PRAGMA secure_delete = ON")
        copy.execute("BEGIN IMMEDIATE")
        forget_unnamed(copy)
        last = int(copy.execute("SELECT max(number) FROM log").fetchone()[0])
        guards = copy.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'log'"
        ).fetchall()
        for name, _sql in guards:
            copy.execute(f'DROP TRIGGER "{name}"')
        copy.execute("DELETE FROM log")
        journal.append(copy, at=at, actor=actor, command=journal.BEGIN, images=_standing(copy), number=last)
        for _name, sql in guards:
            copy.execute(sql)
        copy.execute("COMMIT")
        copy.execute("VACUUM")
    finally:
        copy.close()


def _standing(db: sqlite3.Connection) -> journal.Images:
    """Every row, as if it had just been put."""
    found: journal.Images = {}
    for kind in KINDS:
        table: Table[object] = table_of(kind.type)
        rows = db.execute(f'SELECT n, {table.quoted} FROM "{kind.name}" ORDER BY n')
        found[kind.name] = (("n", *table.columns), [(None, row) for row in rows])
    return found


def _digests(images: Sequence[journal.Image], places: Sequence[int]) -> set[str]:
    return {str(image[place]) for image in images if image is not None for place in places}
