"""What was computed and stated, as lines that a person reads: who says what, with citation codes and short quotes.

Words come from ``terms`` in the study's language. A tactic's record is laid out by its fields, so a new tactic
needs no line here: tables of rows, pieces under them, single values; labels are ``conclusions.labels.<field>``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any

from qualcode.conclusions.evidence import Count, Piece, Side, to_quote
from qualcode.model import Counted, Period, Query, Study, Valence
from qualcode.terms import Terms

QUOTE = 110
MOST = 4
ROWS = 8
SIGN = {Valence.POSITIVE: "+", Valence.NEGATIVE: "−", Valence.BOTH: "±", Valence.NEUTRAL: "0"}
_SIDES = {Side.FOR: "evidence_for", Side.AGAINST: "evidence_against"}
_PLAIN = ("text", "informant", "role", "label", "position")
_DATE = re.compile(r"\d{4}(-\d{2}){0,2}")
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


def piece_line(piece: Piece, terms: Terms, limit: int = QUOTE) -> str:
    """One piece: sign, quotation, citation code, and the time it speaks of where that is another."""
    return f"{sign(piece.valence)} {quoted(piece, terms, limit)}"


def quoted(piece: Piece, terms: Terms, limit: int = QUOTE) -> str:
    """A piece's quotation with its citation code and the time it speaks of where that is another."""
    about = "; " + terms("conclusions.about", time=time_words(piece.about, terms)) if piece.about else ""
    return f"“{shortened(piece.quote, limit)}” ({piece.citation}{about})"


def time_words(time: str, terms: Terms) -> str:
    """A date in words; the id of a period as it is."""
    return terms.date(time) if _DATE.fullmatch(time) else time


def lines(
    computed: object, terms: Terms, most: int | None = MOST, names: Mapping[str, str] | None = None
) -> Iterator[str]:
    """A tactic's computed record as lines; at most ``most`` pieces under a row (all if None), and rows in proportion.

    A piece is quoted where it first stands; later, or where it overlaps one that was quoted, it is named by its
    citation code. ``names`` gives the words for ids of roles, periods and the like.
    """
    reader = _Reader(terms, most, names or {})
    for field in fields(computed):  # type: ignore[arg-type]
        yield from reader.part(field.name, getattr(computed, field.name))


def _nothing(value: object) -> bool:
    return value is None or value is False or value in ("", ())


def _is_table(value: object) -> bool:
    """Rows that are laid out under their own: neither pieces nor counts, which stand on the line."""
    return (
        isinstance(value, tuple) and bool(value) and is_dataclass(value[0]) and not isinstance(value[0], (Piece, Count))
    )


def names_of(study: Study) -> dict[str, str]:
    """Words for the ids of roles and periods."""
    roles = {role.id: role.label for role in study.roles if role.label}
    return roles | {period.id: period.label for period in study.all(Period) if period.label}


class _Reader:
    def __init__(self, terms: Terms, most: int | None, names: Mapping[str, str]) -> None:
        self.terms = terms
        self.most = most
        self.names = names
        self.quoted: list[Piece] = []

    def part(self, name: str, value: Any) -> Iterator[str]:
        """One field of a record: a table, pieces, or a value."""
        if _nothing(value):
            if isinstance(value, tuple):
                yield f"{self.label(name)}: {self.terms('conclusions.nothing')}"
        elif isinstance(value, tuple) and isinstance(value[0], Piece):
            yield f"{self.label(name)}: {len(value)}"
            yield from self.pieces(value, _INDENT)
        elif isinstance(value, tuple) and isinstance(value[0], Count):
            yield f"{self.label(name)}: {self.value(name, value)}"
        elif isinstance(value, tuple) and is_dataclass(value[0]):
            yield f"{self.label(name)}:"
            shown = value if self.most is None else value[: ROWS * self.most]
            for row in shown:
                yield from self.row(row)
            if len(value) > len(shown):
                yield f"{_INDENT}• {self.terms('conclusions.more', n=len(value) - len(shown))}"
        elif name != "finding":
            yield self.label(name) if value is True else f"{self.label(name)}: {self.value(name, value)}"

    def row(self, row: object) -> Iterator[str]:
        """A row: its plain values on one line, its pieces under it; of unknown ones only how many."""
        if isinstance(row, Query):
            yield f"{_INDENT}• {self.value('query', row)}"
            return
        names = [field.name for field in fields(row)]  # type: ignore[arg-type]
        values = {name: getattr(row, name) for name in names}
        yield f"{_INDENT}• " + " · ".join(filter(None, self.values(values)))
        held = {n: v for n, v in values.items() if isinstance(v, tuple) and v and isinstance(v[0], Piece)}
        for name, some in held.items():
            if len(held) > 1 or name != "pieces":
                yield f"{_INDENT * 2}{self.label(name)}: {len(some)}"
            if name != "unknown":
                yield from self.pieces(some, _INDENT * 3)
        for name, inner in values.items():
            if _is_table(inner):
                yield f"{_INDENT * 2}{self.label(name)}:"
                for one in inner:
                    yield from (_INDENT * 2 + line for line in self.row(one))

    def values(self, values: dict[str, Any]) -> Iterator[str]:
        """The plain values of a row; ``n``, ``of`` and what is counted together, an id only where it has no label."""
        for name, value in values.items():
            if name in ("of", "counted") or _nothing(value) or (name in ("name", "role") and values.get("label")):
                continue
            if name == "n":
                yield self.count(value, values.get("of"), values.get("counted"))
            elif _is_table(value) or (isinstance(value, tuple) and isinstance(value[0], Piece)):
                continue
            elif value is True and name != "agrees":
                yield self.label(name)
            else:
                text = self.value(name, value)
                labelled = self.terms.has(f"conclusions.labels.{name}") and name not in _PLAIN
                yield f"{self.label(name)} {text}" if labelled else text
        if values.get("agrees") is False:
            yield self.terms("conclusions.disagrees")

    def count(self, n: int, of: int | None, counted: Counted | None) -> str:
        """A count with its denominator and what it counts."""
        number = str(n) if of is None else self.terms("conclusions.n_of", n=n, of=of)
        one = "counted_one" if n == 1 and of is None else "counted"
        return f"{number} {self.terms(f'values.{one}.{counted}')}" if counted else number

    def value(self, name: str, value: Any) -> str:
        """One value in words."""
        if isinstance(value, Query):
            return self.terms("conclusions.query", query=value.query, hits=value.hits, read=value.read)
        if isinstance(value, Count):
            return self.count(value.n, value.of, value.counted)
        if isinstance(value, float):
            return self.terms.number(value)
        if isinstance(value, tuple):
            return ", ".join(self.value(name, one) for one in value)
        if isinstance(value, Valence):
            return SIGN[value]
        text = str(value.value) if isinstance(value, Enum) else str(value)
        return self.terms("conclusions.agrees") if name == "agrees" else self.word(name, text)

    def word(self, name: str, text: str) -> str:
        """The word of a stored value where there is one; a date in words."""
        if text in self.names:
            return self.names[text]
        if name in ("name", "label", "date"):
            text = time_words(text, self.terms)
        own = "conclusions.tactics" if name == "applied" else "conclusions.values"
        tables = (f"{own}.{text}", f"values.{name}.{text}", f"values.technique.{text}")
        plain = text.replace("_", "").replace("-", "").isalnum()
        return next((self.terms(word) for word in tables if plain and self.terms.has(word)), text)

    def label(self, name: str) -> str:
        """The word of a field; one without a word (of another's tactic) is its name."""
        dotted = f"conclusions.labels.{name}"
        return self.terms(dotted) if self.terms.has(dotted) else name.replace("_", " ")

    def pieces(self, pieces: Iterable[Piece], indent: str) -> Iterator[str]:
        """Pieces not yet quoted line by line, the others by their codes."""
        pieces = tuple(pieces)
        fresh = to_quote(pieces, self.most, self.quoted)
        self.quoted.extend(fresh)
        for piece in fresh:
            side = f" [{self.label(_SIDES[piece.side])}]" if piece.side in _SIDES else ""
            yield f"{indent}{piece_line(piece, self.terms)}{side}"
        rest = [piece for piece in pieces if piece not in fresh]
        if rest:
            some = rest if self.most is None else rest[: self.most * 2]
            more = len(rest) - len(some)
            tail = "; " + self.terms("conclusions.more", n=more) if more else ""
            yield indent + self.terms("conclusions.also", codes="; ".join(piece.citation for piece in some)) + tail
