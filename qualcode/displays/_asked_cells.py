"""Cells asked for in words: ``count:sources,quotes:2`` as the recipe that fills them."""

from __future__ import annotations

from collections.abc import Callable

from qualcode.errors import UnknownName
from qualcode.model import Counted

from . import _cells as cells
from ._counts import NUMBERS
from ._parts import Recipe

_MOST = 2


KINDS = (
    "count:segments|sources|informants|cases",
    "share:segments|sources|informants|cases",
    "quotes:N|all",
    "valence",
    "presence",
    "words",
    "meetings",
    "summary",
    "explanation",
)
"""What can be asked for, as it is written."""


def asked_cell(text: str) -> Recipe:
    """The recipe of a list of ``KINDS``, each with what it may be told after a colon; ``UnknownName`` if it is none."""
    return cells.combined(*(_recipe(*one.strip().partition(":")[::2]) for one in text.split(",")))


def _recipe(name: str, told: str) -> Recipe:
    if name.strip() not in _RECIPES:
        raise UnknownName("cell", name.strip(), tuple(_RECIPES))
    return _RECIPES[name.strip()](told.strip())


def _counted(told: str) -> Counted:
    known = tuple(one.value for one in NUMBERS)
    if told and told not in known:
        raise UnknownName("cell", told, known)
    return Counted(told or Counted.SEGMENTS)


def _quotes(told: str) -> Recipe:
    if told == "all":
        return cells.quotes(None)
    if told and not (told.isdecimal() and int(told)):
        raise UnknownName("cell", f"quotes:{told}", ("quotes:1", "quotes:2", "quotes:all"))
    return cells.quotes(int(told) if told else _MOST)


_RECIPES: dict[str, Callable[[str], Recipe]] = {
    "count": lambda told: cells.count(_counted(told)),
    "share": lambda told: cells.count(_counted(told), share=True),
    "quotes": _quotes,
    "valence": lambda _told: cells.symbol(),
    "presence": lambda _told: cells.symbol(presence=True),
    "words": lambda _told: cells.word_counts(),
    "meetings": lambda _told: cells.meetings(),
    "summary": lambda _told: cells.summaries(),
    "explanation": lambda _told: cells.explanation(),
}
