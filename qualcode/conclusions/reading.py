"""What was computed and stated, as lines that a person reads: who says what, with citation codes and short quotes.

Words come from ``terms`` in the study's language. A tactic's record is laid out by its fields, so a new tactic
needs no line here: tables of rows, pieces under them, single values; labels are ``conclusions.labels.<field>``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any

from qualcode.conclusions.evidence import Piece, Side
from qualcode.model import Query, Valence
from qualcode.terms import Terms

QUOTE = 110
MOST = 4
SIGN = {Valence.POSITIVE: "+", Valence.NEGATIVE: "−", Valence.BOTH: "±", Valence.NEUTRAL: "0"}
_SIDES = {Side.FOR: "evidence_for", Side.AGAINST: "evidence_against"}
_PLAIN = ("text", "informant", "role", "label", "position")
_INDENT = "  "


def shortened(quote: str, limit: int = QUOTE) -> str:
    """A quotation on one line, cut at a word with ``[...]`` where it is longer than ``limit`` code points."""
    line = " ".join(quote.split())
    if len(line) <= limit:
        return line
    cut = line[: limit - len(" [...]")]
    return cut.rsplit(" ", 1)[0].rstrip(" ,;:") + " [...]"


def sign(valence: Valence | None) -> str:
    """A valence as it is printed; a dot where there is none."""
    return "·" if valence is None else SIGN[valence]


def piece_line(piece: Piece, limit: int = QUOTE) -> str:
    """One piece: sign, quotation, citation code."""
    return f"{sign(piece.valence)} “{shortened(piece.quote, limit)}” ({piece.citation})"


def lines(computed: object, terms: Terms, most: int | None = MOST) -> Iterator[str]:
    """A tactic's computed record as lines; at most ``most`` pieces under a row (all if None).

    A piece is quoted where it first stands; later it is named by its citation code.
    """
    reader = _Reader(terms, most)
    for field in fields(computed):  # type: ignore[arg-type]
        yield from reader.part(field.name, getattr(computed, field.name))


class _Reader:
    def __init__(self, terms: Terms, most: int | None) -> None:
        self.terms = terms
        self.most = most
        self.quoted: set[str] = set()

    def part(self, name: str, value: Any) -> Iterator[str]:
        """One field of a record: a table, pieces, or a value."""
        if value in (None, "", (), False):
            if isinstance(value, tuple):
                yield f"{self.label(name)}: {self.terms('conclusions.nothing')}"
            return
        if isinstance(value, tuple) and isinstance(value[0], Piece):
            yield f"{self.label(name)}: {len(value)}"
            yield from self.pieces(value, _INDENT)
        elif isinstance(value, tuple) and is_dataclass(value[0]):
            yield f"{self.label(name)}:"
            for row in value:
                yield from self.row(row)
        elif name != "finding":
            yield self.label(name) if value is True else f"{self.label(name)}: {self.value(name, value)}"

    def row(self, row: object) -> Iterator[str]:
        """A row: its plain values on one line, its pieces under it."""
        names = [field.name for field in fields(row)]  # type: ignore[arg-type]
        values = {name: getattr(row, name) for name in names}
        yield f"{_INDENT}• " + " · ".join(filter(None, self.values(values)))
        held = {n: v for n, v in values.items() if isinstance(v, tuple) and v and isinstance(v[0], Piece)}
        for name, some in held.items():
            if len(held) > 1 or name != "pieces":
                yield f"{_INDENT * 2}{self.label(name)}: {len(some)}"
            yield from self.pieces(some, _INDENT * 3)
        for name, inner in values.items():
            if isinstance(inner, tuple) and inner and is_dataclass(inner[0]) and not isinstance(inner[0], Piece):
                yield f"{_INDENT * 2}{self.label(name)}:"
                for one in inner:
                    yield from (_INDENT * 2 + line for line in self.row(one))

    def values(self, values: dict[str, Any]) -> Iterator[str]:
        """The plain values of a row; ``n`` and ``of`` together, a name only where there is no label for it."""
        for name, value in values.items():
            if name == "of" or value in (None, "", (), False) or (name == "name" and values.get("label")):
                continue
            if name == "n" and values.get("of") is not None:
                yield self.terms("conclusions.n_of", n=value, of=values["of"])
            elif isinstance(value, tuple) and (is_dataclass(value[0]) or isinstance(value[0], Piece)):
                continue
            elif value is True and name != "agrees":
                yield self.label(name)
            else:
                text = self.value(name, value)
                labelled = self.terms.has(f"conclusions.labels.{name}") and name not in _PLAIN
                yield f"{self.label(name)} {text}" if labelled else text
        if values.get("agrees") is False:
            yield self.terms("conclusions.disagrees")

    def value(self, name: str, value: Any) -> str:
        """One value in words."""
        if isinstance(value, Query):
            return self.terms("conclusions.query", query=value.query, hits=value.hits, read=value.read)
        if isinstance(value, Valence):
            return SIGN[value]
        if name == "agrees":
            return self.terms("conclusions.agrees")
        if isinstance(value, tuple):
            return ", ".join(self.value(name, one) for one in value)
        text = str(value.value) if isinstance(value, Enum) else str(value)
        for table in (f"conclusions.values.{text}", f"values.{name}.{text}", f"values.technique.{text}"):
            if text.replace("_", "").replace("-", "").isalnum() and self.terms.has(table):
                return self.terms(table)
        return text

    def label(self, name: str) -> str:
        """The word of a field; one without a word (of another's tactic) is its name."""
        dotted = f"conclusions.labels.{name}"
        return self.terms(dotted) if self.terms.has(dotted) else name.replace("_", " ")

    def pieces(self, pieces: Iterable[Piece], indent: str) -> Iterator[str]:
        """Pieces not yet quoted line by line, the others by their codes."""
        pieces = tuple(pieces)
        fresh = [piece for piece in pieces if piece.segment not in self.quoted][: self.most]
        self.quoted.update(piece.segment for piece in fresh)
        for piece in fresh:
            side = f" [{self.label(_SIDES[piece.side])}]" if piece.side in _SIDES else ""
            yield f"{indent}{piece_line(piece)}{side}"
        rest = [piece for piece in pieces if piece not in fresh]
        if rest:
            some = rest if self.most is None else rest[: self.most * 2]
            more = len(rest) - len(some)
            tail = "; " + self.terms("conclusions.more", n=more) if more else ""
            yield indent + self.terms("conclusions.also", codes="; ".join(piece.citation for piece in some)) + tail
