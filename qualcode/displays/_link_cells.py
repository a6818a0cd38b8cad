"""Recipes of links: what led to a line, what followed in short and long run, the ends and conditions of one link."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from qualcode.model import EntryKind, Horizon, Link, LinkKind, Valence

from ._event_cells import entry
from ._link_axes import record_label
from ._parts import Item, Place, Recipe
from ._result import MatrixEntry

_SIGNS = {Valence.POSITIVE: 0, Valence.BOTH: 1, Valence.NEGATIVE: 2, Valence.NEUTRAL: 3, None: 4}


def _links(meant: Callable[[Place, Link], bool], end: Callable[[Link], str], rule: str) -> Recipe:
    """One entry a link: its sign, the record at its other end, the speaker's words, the condition."""

    def assemble(place: Place) -> Iterable[MatrixEntry]:
        scope = place.scope
        for link in sorted(place.links, key=lambda one: (_SIGNS[one.sign], one.id)):
            if not meant(place, link):
                continue
            label = record_label(scope.study, end(link))
            words = f"{label} ({link.label})" if link.label else label
            if link.condition:
                words = scope.word("entry", "if", words=words, condition=link.condition)
            sign = link.sign.value.replace("-", "−") + " " if link.sign else ""
            yield entry(scope, sign + words, link.segments)

    return Recipe(
        kinds=(EntryKind.SUMMARY,),
        assemble=assemble,
        rules=lambda terms: (terms(f"displays.rule.{rule}"),),
        marked=True,
    )


def consequences(horizon: Horizon) -> Recipe:
    """What links of a horizon say that the row led to; those without one count as short-run."""
    wanted = (horizon, None) if horizon is Horizon.SHORT else (horizon,)
    return _links(lambda _place, link: link.horizon in wanted, lambda link: link.to, "consequences")


def sources_of(place: Place, link: Link) -> bool:
    return _at_row(place.row, link.to) and not _at_row(place.row, link.from_)


def causes() -> Recipe:
    """What links say that leads to the row's code."""
    return _links(sources_of, lambda link: link.from_, "causes")


def changes() -> Recipe:
    """What links say that the row's code leads to."""
    return _links(
        lambda place, link: _at_row(place.row, link.from_) and link.kind in (LinkKind.LEADS_TO, LinkKind.INFLUENCES),
        lambda link: link.to,
        "consequences",
    )


def _at_row(row: Item, ref: str) -> bool:
    return ref == f"code:{row.code}"


def link_end(*, start: bool) -> Recipe:
    """The record at one end of the row's link; what the link rests on is printed at its other end."""

    def words(place: Place, link: Link) -> str:
        label = record_label(place.scope.study, link.from_ if start else link.to)
        return label if start or not link.label else f"{label} ({link.label})"

    return _of_link(words, cited=not start)


def link_condition() -> Recipe:
    """The condition of the row's link."""
    return _of_link(lambda _place, link: link.condition)


def link_voices() -> Recipe:
    """Who asserts the row's link: informants, or the researcher."""
    voices = _of_link(lambda place, link: ", ".join(link.asserted_by) or place.scope.word("entry", "researcher"))
    return replace(voices, marked=True)


def _of_link(words: Callable[[Place, Link], str], *, cited: bool = False) -> Recipe:
    """What ``words`` says of the row's link; nothing where it says nothing."""

    def assemble(place: Place) -> Iterable[MatrixEntry]:
        for link in place.links:
            text = words(place, link)
            if text:
                yield replace(entry(place.scope, text, link.segments), cited=cited)

    return Recipe(kinds=(EntryKind.SUMMARY,), assemble=assemble)
