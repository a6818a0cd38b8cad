"""``words``: how often words occur, for whom and in how many sources; and which words stand near each other."""

from __future__ import annotations

from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qualcode.cli._filters import searched_options
from qualcode.cli._output import console, done, format_option, print_rows, remark
from qualcode.cli._session import DefaultGroup, read_study
from qualcode.i18n import N_, _

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qualcode.model import Study
    from qualcode.reduction.searching.frequencies import Frequencies
    from qualcode.reduction.searching.scope import Asked

_LIST = "frequencies"
_BY = ("role", "informant", "technique", "source", "focus", "code")

_top = click.option(
    "--top", type=click.IntRange(min=1), default=40, show_default=True, help=_("Show the first N; files hold all.")
)
_all_words = click.option("--all-words", is_flag=True, help=_("Function words and numbers too."))


@click.group(
    "words",
    cls=DefaultGroup,
    default=_LIST,
    help=N_("Count words by their stem: frequencies (also by role or focus) and collocations."),
)
def words() -> None:
    """Count words."""


@words.command(_LIST, help=N_("List how often words occur, per 1,000 words too, and in how many sources."))
@click.option(
    "--by", type=click.Choice(_BY), help=_("A column for each role, informant, technique, source, focus or code.")
)
@click.option("--forms", is_flag=True, help=_("Count forms as they stand instead of stems."))
@_all_words
@click.option("--least", type=click.IntRange(min=1), default=1, help=_("Only words that occur at least N times."))
@_top
@searched_options
@format_option()
def list_frequencies(
    asked: Asked,
    path: Path | None,
    *,
    by: str | None,
    forms: bool,
    all_words: bool,
    least: int,
    top: int,
    format_: str,
) -> None:
    """List frequencies."""
    from qualcode.cli._search_words import own_layer
    from qualcode.reduction.searching.frequencies import frequencies

    study = read_study()
    asked = own_layer(study, asked)
    found = frequencies(study, replace(asked, relevant=True), by=by or "", forms=forms, function=all_words)
    kept = replace(found, words=tuple(one for one in found.words if one.total.n >= least))
    if path is not None:
        _write(path, _rows(kept), _headings(kept, ("n", "rate")))
    elif format_ == "json":
        print_rows(_plain(kept), {}, "json")
    elif format_ == "csv":
        print_rows(_rows(kept), _headings(kept, ("n", "rate")), "csv")
    else:
        _print(kept, format_, top)
    _tell(study, asked, kept, by)


def _plain(found: Frequencies) -> list[dict[str, Any]]:
    return [
        {
            "word": one.word,
            **one.total._asdict(),
            "of_sources": found.sources,
            "forms": list(one.forms),
            "by": {group: one.of(group)._asdict() for group in found.labels},
        }
        for one in found.words
    ]


def _rows(found: Frequencies) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = []
    for one in found.words:
        row: dict[str, object] = {"word": one.word, "n": one.total.n, "rate": f"{one.total.per_thousand:.2f}"}
        for group in found.labels:
            count = one.of(group)
            row[f"n:{group}"] = count.n
            row[f"rate:{group}"] = f"{count.per_thousand:.2f}"
            row[f"both:{group}"] = f"{count.n} ({count.per_thousand:.1f})" if count.n else "–"
        row["sources"] = one.total.sources
        row["forms"] = ", ".join(one.forms)
        rows.append(row)
    return rows


def _headings(found: Frequencies, shown: tuple[str, ...]) -> dict[str, str]:
    """Columns; of each group those ``shown``: ``n``, ``rate``, or ``both`` in one."""
    rate = _("per 1,000")
    headings = {"word": _("word"), "n": "n", "rate": rate}
    for group, label in found.labels.items():
        name = _(label) if label == group else label
        names = {"n": f"{name} n", "rate": f"{name} {rate}", "both": name}
        headings |= {f"{kind}:{group}": names[kind] if len(shown) > 1 else name for kind in shown}
    headings["sources"] = _("in sources")
    if not found.labels or "n" in shown:
        headings["forms"] = _("forms")
    return headings


_NARROW, _GAP, _FEWEST = 7, 2, 3
"""Characters that a group's heading is folded to; characters between columns; columns that are always shown."""


def _print(found: Frequencies, format_: str, top: int) -> None:
    """A table; where counts and rates of all groups do not fit beside each other, the rates, and of groups those."""
    if not found.words:
        return
    rows = _rows(replace(found, words=found.words[:top]))
    if format_ == "md" or not found.labels:
        print_rows(rows, _headings(found, ("both",)), format_, whole=("word", "n", "rate", "sources"))
        return
    full = headings = _folded(rows, _headings(found, ("both",)))
    if _width(rows, full) > console().width:
        rates = _headings(found, ("rate",))
        headings = _folded(rows, {key: rates[key] for key in rates if key not in ("rate", "sources")})
    while len(headings) > _FEWEST and _width(rows, headings) > console().width:
        headings.popitem()
    print_rows(rows, headings, format_, whole=list(headings))
    if len(headings) < len(full):
        remark(_("Not everything fits here; counts and all groups: --format csv, or --to FILE.xlsx"))


def _folded(rows: Sequence[Mapping[str, Any]], headings: Mapping[str, str]) -> dict[str, str]:
    """Headings broken to lines, a word each, as wide as their column needs."""
    from textwrap import wrap

    def folded(key: str, heading: str) -> str:
        width = max([_NARROW, *(len(str(row[key])) for row in rows)])
        return "\n".join(part for word in heading.split() for part in wrap(word, width))

    return {key: folded(key, heading) for key, heading in headings.items()}


def _width(rows: Sequence[Mapping[str, Any]], headings: Mapping[str, str]) -> int:
    """How wide a table gets."""
    cells = ([*heading.split("\n"), *(str(row[key]) for row in rows)] for key, heading in headings.items())
    return sum(max(map(len, column)) + _GAP for column in cells)


def _tell(study: Study, asked: Asked, found: Frequencies, by: str | None) -> None:
    from qualcode.cli._search_words import scope_remarks, unread_remark

    if not found.words:
        remark(" ".join(filter(None, (_("No words to count."), unread_remark(study, asked)))))
    else:
        remark(
            _("{types} different words among {size} words of {sources} sources.").format(
                types=len(found.words), size=found.size, sources=found.sources
            )
        )
        if by:
            names = {group: _(label) if label == group else label for group, label in found.labels.items()}
            sizes = "; ".join(f"{names[group]} {size}" for group, size in found.sizes.items())
            remark(_("Words counted: {sizes}. Numbers per 1,000 are of the words of the column.").format(sizes=sizes))
    for sentence in scope_remarks(study, asked):
        remark(sentence)


@words.command("collocations", help=N_("List words that stand near what QUERY finds more often than chance has it."))
@click.argument("query", metavar="QUERY...", nargs=-1, required=True)
@click.option("--window", type=click.IntRange(1, 50), default=5, show_default=True, help=_("Words on either side."))
@click.option("--least", type=click.IntRange(min=1), default=3, show_default=True, help=_("Only words near N times."))
@click.option(
    "--measure",
    type=click.Choice(("logdice", "loglikelihood")),
    default="logdice",
    show_default=True,
    help=_("Order: logDice (Rychlý 2008) or log-likelihood (Dunning 1993)."),
)
@_all_words
@_top
@searched_options
@format_option()
def list_collocations(
    query: tuple[str, ...],
    asked: Asked,
    path: Path | None,
    *,
    window: int,
    least: int,
    measure: str,
    all_words: bool,
    top: int,
    format_: str,
) -> None:
    """List collocations."""
    from qualcode.cli._search_words import own_layer, scope_remarks, searched_as
    from qualcode.cli.search import parsed_query
    from qualcode.reduction.searching.collocations import collocations
    from qualcode.reduction.searching.evaluation import search

    study = read_study()
    asked = replace(own_layer(study, asked), relevant=True)
    parsed = parsed_query(study, " ".join(query))
    hits = search(study, parsed, asked)
    found = collocations(study, hits, asked, window=window, least=least, function=all_words)
    if measure == "loglikelihood":
        found = tuple(sorted(found, key=lambda one: -one.log_likelihood))
    rows = [
        asdict(one) | {"log_dice": round(one.log_dice, 2), "log_likelihood": round(one.log_likelihood, 2)}
        for one in found
    ]
    headings = {
        "word": _("word"),
        "near": _("near"),
        "everywhere": _("everywhere"),
        "sources": _("in sources"),
        "log_dice": "logDice",
        "log_likelihood": "G²",
    }
    if path is not None:
        _write(path, rows, headings)
    elif rows or format_ != "table":
        print_rows(rows if format_ in ("json", "csv") else rows[:top], headings, format_, whole=("word",))
    meant = searched_as(study, parsed)
    remark(
        _("{n} places of {query}; {window} words on either side within a block, at least {least} times.").format(
            n=len(hits), query=meant, window=window, least=least
        )
    )
    for sentence in scope_remarks(study, asked):
        remark(sentence)


def _write(path: Path, rows: Sequence[Mapping[str, Any]], headings: Mapping[str, str]) -> None:
    from qualcode.collection.written_files import write_table

    write_table(path, _("words"), list(headings.values()), [[row[key] for key in headings] for row in rows])
    done(_("Written: {path}").format(path=path))
