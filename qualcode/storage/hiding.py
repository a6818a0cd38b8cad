"""Texts that must not stay readable: taken out of the file with all that was derived from them.

The journal names texts by digest alone, so that it holds nothing of them; undo of such an act needs the text back.
"""

from __future__ import annotations

import re
import sqlite3
import zlib
from array import array
from collections.abc import Collection, Iterator, Sequence

from qualcode.errors import TextHidden
from qualcode.storage import journal, kept

HIDE = "anonymise apply"
"""The act that replaces identifiers; the texts before it are kept in the researcher's key alone."""


def forget(db: sqlite3.Connection, digests: Collection[str]) -> None:
    """Remove texts, their analysis and the forms that only they had."""
    db.execute("PRAGMA secure_delete = ON")
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


def journaled(db: sqlite3.Connection, words: Collection[str]) -> frozenset[str]:
    """Those of these words that stand in the journal already, alone or within another of them."""
    if not words:
        return frozenset()
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(words, key=len, reverse=True)))})(?!\w)")
    found: set[str] = set()
    for (blob,) in db.execute("SELECT changes FROM log"):
        for string in _strings(blob):
            found.update(pattern.findall(string))
    return frozenset(word for word in words if any(word in one for one in found))


def _strings(blob: bytes) -> Iterator[str]:
    for _, rows in journal.unpack(blob).values():
        for pair in rows:
            for image in pair:
                yield from (part for part in image or () if isinstance(part, str))


def after_step(db: sqlite3.Connection, images: journal.Images, *, redo: bool) -> None:
    """After undo or redo of hiding: every source has its text, or ``TextHidden``; what is hidden again is forgotten."""
    columns, rows = images["source"]
    places = [columns.index(name) for name in ("text_digest", "original_digest")]
    now = _digests([after for _, after in rows], places)
    for digest in now:
        if db.execute("SELECT 1 FROM text WHERE digest = ?", (digest,)).fetchone() is None:
            raise TextHidden
    if redo:
        forget(db, _digests([before for before, _ in rows], places) - now)


def _digests(images: Sequence[journal.Image], places: Sequence[int]) -> set[str]:
    return {str(image[place]) for image in images if image is not None for place in places}
