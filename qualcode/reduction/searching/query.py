"""What is looked for, as a tree; ``typed`` gives what can be typed for it again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

ANY = "*"
"""A word of a phrase that may be any."""


class Match(StrEnum):
    """How a word is matched: by its stem, by the form as it stands, or by a form with ``*`` and ``?`` in it."""

    STEM = "stem"
    FORM = "form"
    WILD = "wild"


@dataclass(frozen=True, slots=True)
class Word:
    """One word."""

    text: str
    match: Match = Match.STEM


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words one after another, in one sentence; marks between them do not count."""

    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Pattern:
    """A regular expression over the text of a block, without regard to case."""

    expression: str


@dataclass(frozen=True, slots=True)
class Coded:
    """The segments of a code, and of those under it."""

    code: str


class Unit(StrEnum):
    """What distance is counted in, and what AND and NOT look within."""

    WORD = "word"
    SENTENCE = "sentence"
    BLOCK = "block"
    SOURCE = "source"


@dataclass(frozen=True, slots=True)
class Reach:
    """At most ``n`` units from one to the other: 1 is the next word, 0 the same sentence or block."""

    n: int
    unit: Unit


WORDS_NEAR, BLOCKS_NEAR = 10, 2
"""Reach where none is given: ten words; between codes two blocks, an answer and the next one."""


@dataclass(frozen=True, slots=True)
class Near:
    """Two things not further apart than ``reach``; ``ordered`` where the second comes after the first."""

    left: Query
    right: Query
    reach: Reach
    ordered: bool = False


class Relation(StrEnum):
    """How the place of one thing lies to that of another."""

    OVERLAPS = "overlaps"
    INSIDE = "inside"


@dataclass(frozen=True, slots=True)
class Placed:
    """What lies to something else in a relation."""

    left: Query
    relation: Relation
    right: Query


@dataclass(frozen=True, slots=True)
class All:
    """Every one of ``wanted`` and none of ``unwanted``, in the same unit or (with codes) at the same place."""

    wanted: tuple[Query, ...]
    unwanted: tuple[Query, ...] = ()


@dataclass(frozen=True, slots=True)
class Either:
    """Any of ``parts``."""

    parts: tuple[Query, ...]


Query = Word | Phrase | Pattern | Coded | Near | Placed | All | Either
Leaf = Word | Phrase | Pattern | Coded


ENGLISH = {"and": "AND", "or": "OR", "not": "NOT", "near": "NEAR", "then": "FOLLOWED BY",
           "overlaps": "OVERLAPS", "inside": "INSIDE", "code": "code", "word": "word", "sentence": "sentence",
           "block": "block"}  # fmt: skip
INDONESIAN = {"and": "DAN", "or": "ATAU", "not": "BUKAN", "near": "DEKAT", "then": "DIIKUTI",
              "overlaps": "BERIRISAN", "inside": "DALAM", "code": "kode", "word": "kata", "sentence": "kalimat",
              "block": "satuan"}  # fmt: skip


def typed(query: Query, names: Mapping[str, str] = ENGLISH, word: Callable[[Word], str] = lambda one: one.text) -> str:
    """What can be typed for a query; ``word`` says how a word is shown, such as by its stem."""

    def part(one: Query) -> str:
        found = typed(one, names, word)
        return found if isinstance(one, Leaf) else f"({found})"

    if isinstance(query, Leaf):
        return _leaf(query, names, word)
    if isinstance(query, Near):
        operator = names["then" if query.ordered else "near"] + _reach(query, names)
        return f"{part(query.left)} {operator} {part(query.right)}"
    if isinstance(query, Placed):
        return f"{part(query.left)} {names[query.relation.value]} {part(query.right)}"
    if isinstance(query, Either):
        return f" {names['or']} ".join(map(part, query.parts))
    wanted = f" {names['and']} ".join(map(part, query.wanted))
    return " ".join(filter(None, (wanted, *(f"{names['not']} {part(one)}" for one in query.unwanted))))


def _leaf(query: Leaf, names: Mapping[str, str], word: Callable[[Word], str]) -> str:
    if isinstance(query, Word):
        return f"={query.text}" if query.match is Match.FORM else word(query)
    if isinstance(query, Phrase):
        exact = any(one.match is Match.FORM for one in query.words)
        shown = " ".join(one.text if exact else word(one) for one in query.words)
        return f'{"=" if exact else ""}"{shown}"'
    return f'regex:"{query.expression}"' if isinstance(query, Pattern) else f"{names['code']}:{query.code}"


def _reach(query: Near, names: Mapping[str, str]) -> str:
    unit = "" if query.reach.unit is Unit.WORD and not gives_segments(query) else names[query.reach.unit.value]
    return f"/{query.reach.n or ''}{unit}"


def leaves(query: Query) -> tuple[Leaf, ...]:
    """What is looked for at the ends of the tree, each once, in the order typed."""
    if isinstance(query, (Near, Placed)):
        found = (*leaves(query.left), *leaves(query.right))
    elif isinstance(query, All):
        found = tuple(leaf for part in (*query.wanted, *query.unwanted) for leaf in leaves(part))
    elif isinstance(query, Either):
        found = tuple(leaf for part in query.parts for leaf in leaves(part))
    else:
        found = (query,)
    return tuple(dict.fromkeys(found))


def gives_segments(query: Query) -> bool:
    """Whether what is found are segments (or whole units) rather than words."""
    if isinstance(query, Coded):
        return True
    if isinstance(query, Near):
        return gives_segments(query.left) or gives_segments(query.right)
    if isinstance(query, Placed):
        return gives_segments(query.left)
    if isinstance(query, All):
        return all(map(gives_segments, query.wanted))
    return isinstance(query, Either) and any(map(gives_segments, query.parts))
