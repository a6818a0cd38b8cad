"""Tokens and sentences of a text, stored once: three (or two) 32-bit numbers each, compressed."""

from __future__ import annotations

import json
import sqlite3
import sys
import zlib
from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import attrgetter

from qualcode.model.sources import Form, Span, Token, TokenColumns


def known_forms(db: sqlite3.Connection, rules: str) -> Mapping[str, tuple[str, str]]:
    """Form → (normal form, stem) of everything stemmed so far under a version of the rules."""
    rows = db.execute("SELECT form, norm, stem FROM form WHERE rules = ?", (rules,))
    return {form: (norm, stem) for form, norm, stem in rows}


def other_rules(db: sqlite3.Connection, rules: str) -> bool:
    """Whether some form was stemmed under another version of the rules."""
    ends = db.execute("SELECT (SELECT min(rules) FROM form), (SELECT max(rules) FROM form)").fetchone()
    return any(end not in (None, rules) for end in ends)


def renew_forms(db: sqlite3.Connection, rules: str, look: Callable[[str], tuple[str, str]]) -> None:
    """Stem every form under this version of the rules; tokens keep their places, a form keeps one row."""
    kept = dict(db.execute("SELECT form, id FROM form WHERE rules = ?", (rules,)))
    older = db.execute("SELECT id, form FROM form WHERE rules <> ? ORDER BY id", (rules,)).fetchall()
    twice = {number: kept[form] for number, form in older if kept.setdefault(form, number) != number}
    renewed = ((rules, *look(form), number) for number, form in older if number not in twice)
    db.executemany("UPDATE form SET rules = ?, norm = ?, stem = ? WHERE id = ?", renewed)
    if not twice:
        return
    for digest, blob in db.execute("SELECT digest, tokens FROM analysis").fetchall():
        numbers = _unpack(blob)
        numbers[2::3] = array("I", (twice.get(number, number) for number in numbers[2::3]))
        db.execute("UPDATE analysis SET tokens = ? WHERE digest = ?", (_pack(numbers), digest))
    db.executemany("DELETE FROM form WHERE id = ?", ((number,) for number in twice))


def has_analysis(db: sqlite3.Connection, digest: str, rules: str | None = None) -> bool:
    """Whether a text was analysed, under this version of the rules or any."""
    found = db.execute(
        "SELECT 1 FROM analysis WHERE digest = ? AND rules = coalesce(?, rules)", (digest, rules)
    ).fetchone()
    return found is not None


def write_analysis(
    db: sqlite3.Connection, digest: str, rules: str, tokens: Sequence[Token], sentences: Sequence[Span]
) -> None:
    """Store the tokens and sentences of a text, replacing an older analysis."""
    ids = _ids_of(db, rules, {token.text: token for token in tokens})
    texts = (ids[token.text] for token in tokens)
    packed = _pack(map(attrgetter("start"), tokens), map(attrgetter("end"), tokens), texts)
    spans = _pack(map(attrgetter("start"), sentences), map(attrgetter("end"), sentences))
    db.execute(
        "INSERT INTO analysis (digest, rules, tokens, sentences) VALUES (?, ?, ?, ?) ON CONFLICT (digest) "
        "DO UPDATE SET rules = excluded.rules, tokens = excluded.tokens, sentences = excluded.sentences",
        (digest, rules, packed, spans),
    )


def _ids_of(db: sqlite3.Connection, rules: str, forms: Mapping[str, Token]) -> dict[str, int]:
    """Form → its number, of these forms alone, since a study has far more; those that it has not are put in."""
    select = "SELECT form, id FROM form WHERE rules = ? AND form IN (SELECT value FROM json_each(?))"
    found: dict[str, int] = dict(db.execute(select, (rules, json.dumps(list(forms)))))
    new = [(form, token) for form, token in forms.items() if form not in found]
    if new:
        db.executemany(
            "INSERT INTO form (rules, form, norm, stem) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
            ((rules, form, token.norm, token.stem) for form, token in new),
        )
        found.update(db.execute(select, (rules, json.dumps([form for form, _token in new]))))
    for form in forms.keys() - found.keys():  # JSON in SQLite ends at a NUL
        found.update(db.execute("SELECT form, id FROM form WHERE rules = ? AND form = ?", (rules, form)))
    return found


def read_forms(db: sqlite3.Connection) -> Mapping[int, Form]:
    """Number → form, of every version of the rules."""
    rows = db.execute("SELECT id, form, norm, stem FROM form")
    return {number: Form(form, norm, stem) for number, form, norm, stem in rows}


def read_columns(db: sqlite3.Connection, digest: str) -> TokenColumns:
    """The stored tokens of a text as columns; empty if it was never analysed."""
    row = db.execute("SELECT tokens FROM analysis WHERE digest = ?", (digest,)).fetchone()
    numbers = _unpack(row[0]) if row else array("I")
    return TokenColumns(numbers[::3], numbers[1::3], numbers[2::3])


def tokens_of(columns: TokenColumns, forms: Mapping[int, Form]) -> tuple[Token, ...]:
    """The tokens that columns hold."""
    return tuple(Token(start, end, *forms[form]) for start, end, form in zip(*columns, strict=True))


def read_sentences(db: sqlite3.Connection, digest: str) -> tuple[Span, ...]:
    """The stored sentences of a text; none if it was never analysed."""
    row = db.execute("SELECT sentences FROM analysis WHERE digest = ?", (digest,)).fetchone()
    numbers = _unpack(row[0]) if row else array("I")
    return tuple(Span(start, end) for start, end in zip(numbers[::2], numbers[1::2], strict=True))


def _pack(*columns: Iterable[int]) -> bytes:
    """Numbers of columns, row by row. The fastest level is here the smallest, too."""
    read = [array("I", column) for column in columns]
    packed = array("I", bytes(4 * len(read) * len(read[0])))
    for place, column in enumerate(read):
        packed[place :: len(read)] = column
    if sys.byteorder == "big":
        packed.byteswap()
    return zlib.compress(packed.tobytes(), 1)


def _unpack(blob: bytes) -> array[int]:
    numbers = array("I", zlib.decompress(blob))
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
