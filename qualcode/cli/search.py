"""``search``: places in the texts by words, phrases, patterns and codes; shown in context, or coded after a preview."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qualcode.cli._concordance import COLUMNS, SORTS, WIDE, print_aligned, print_wrapped
from qualcode.cli._filters import searched_options
from qualcode.cli._output import done, format_option, print_json, print_rows, remark
from qualcode.cli._session import actor, confirm, open_store, read_study, study_command, yes_option
from qualcode.i18n import N_, _, ngettext

if TYPE_CHECKING:
    from qualcode.model import Study
    from qualcode.reduction.filters import Filter
    from qualcode.reduction.searching.concordance import Line
    from qualcode.reduction.searching.evaluation import Hit
    from qualcode.reduction.searching.query import Query
    from qualcode.reduction.searching.scope import Asked


_WIDEST = 400
"""Characters on either side of a match that the widest window shows."""


@study_command(
    "search",
    help=N_(
        'Find QUERY in the texts: words by their stem, "phrases", disiplin*, =form, regex:PATTERN, code:CODE, joined '
        "by AND, OR, NOT, NEAR/10, FOLLOWED BY, OVERLAPS, INSIDE (DAN, ATAU, BUKAN, DEKAT, DIIKUTI, BERIRISAN, DALAM). "
        "Put the query into quotation marks."
    ),
)
@click.argument("query", metavar="QUERY...", nargs=-1, required=True)
@click.option("--phrase", is_flag=True, help=_("Take the whole QUERY as a phrase."))
@click.option(
    "--within",
    type=click.Choice(("block", "sentence", "source")),
    default="block",
    show_default=True,
    help=_("What AND and NOT between words look within."),
)
@searched_options
@click.option(
    "--context",
    type=click.IntRange(0, 2000),
    metavar="N",
    help=_("Characters on either side (else as wide as it goes)."),
)
@click.option(
    "--sort", type=click.Choice(tuple(SORTS)), default="place", show_default=True, help=_("Order of the lines.")
)
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help=_("Show the first N lines only."))
@click.option(
    "--code",
    metavar="CODE",
    help=_("Code what was found, after a preview; --coder, --round and --valence are then those of the new codings."),
)
@click.option(
    "--unit",
    type=click.Choice(("match", "sentence", "block")),
    default="match",
    show_default=True,
    help=_("What is coded: the match, or the sentence or block around it."),
)
@yes_option
@format_option("table", "json", "csv")
def search(
    query: tuple[str, ...],
    *,
    asked: Asked,
    path: Path | None,
    phrase: bool,
    within: str,
    context: int | None,
    sort: str,
    limit: int | None,
    code: str | None,
    unit: str,
    yes: bool,
    format_: str,
) -> None:
    """Search."""
    from qualcode.cli._search_words import own_layer
    from qualcode.reduction.searching.concordance import concordance
    from qualcode.reduction.searching.evaluation import search as find
    from qualcode.reduction.searching.query import Unit, gives_segments

    study = read_study()
    given = asked.filter
    if code is not None:
        asked = replace(asked, filter=replace(given, coder=(), round=(), valence=()))
    asked = own_layer(study, asked)
    typed = " ".join(query)
    parsed = parsed_query(study, typed, phrase=phrase)
    hits = find(study, parsed, asked, within=Unit(within))
    if code is not None:
        _code(study, hits, code, unit, given, yes=yes, format_=format_)
        _tell(study, typed, parsed, hits, asked, within)
        return
    segments = gives_segments(parsed)
    lines = concordance(study, hits, _around(context, segments=segments, format_=format_), cited=segments)
    shown = sorted(lines, key=SORTS[sort])[:limit]
    if path is not None:
        _write(study, path, shown)
    elif format_ == "json":
        print_json(shown)
    elif format_ == "csv":
        print_rows([_row(line) for line in shown], {name: name for name in COLUMNS}, "csv")
    elif shown:
        (print_wrapped if context or segments else print_aligned)(shown)
    _tell(study, typed, parsed, hits, asked, within)


def _around(context: int | None, *, segments: bool, format_: str) -> int:
    """How much stands around a match: as asked; else none beside segments, and on the screen what fits the window."""
    from qualcode.reduction.searching.concordance import CONTEXT

    if context is not None:
        return context
    if format_ != "table":
        return CONTEXT
    return 0 if segments else _WIDEST


def parsed_query(study: Study, typed: str, *, phrase: bool = False) -> Query:
    """The query that was typed, its words known by the study's texts."""
    from qualcode.reduction.searching.parsing import parse
    from qualcode.reduction.searching.vocabulary import vocabulary

    return parse(f"“{typed}”" if phrase else typed, vocabulary(study).__contains__)


def _tell(study: Study, typed: str, query: Query, hits: tuple[Hit, ...], asked: Asked, within: str) -> None:
    """What was searched, for what, and how much was found."""
    from qualcode.cli._search_words import scope_remarks, searched_as, unknown_words, unread_remark
    from qualcode.collection.positions import blocks_at
    from qualcode.reduction.searching.parsing import operators_in_small_letters
    from qualcode.reduction.searching.scope import Scope

    meant = searched_as(study, query)
    if not hits:
        count = sum(1 for _source in Scope(study, asked).sources())
        remark(
            ngettext(
                "Nothing found in {n} source. Searched for: {query}",
                "Nothing found in {n} sources. Searched for: {query}",
                count,
            ).format(n=count, query=meant)
        )
        unread = unread_remark(study, asked)
        if unread:
            remark(unread)
        else:
            for sentence in unknown_words(study, query):
                remark(sentence)
        small = operators_in_small_letters(typed)
        if small:
            remark(_("Operators are written in capitals: {words}.").format(words=" ".join(small).upper()))
    else:
        blocks = {(h.source, b.number) for h in hits for b in blocks_at(study, h.source, h.start, h.end)}
        remark(
            ngettext(
                "{n} place in {blocks} blocks of {sources} sources. Searched for: {query}",
                "{n} places in {blocks} blocks of {sources} sources. Searched for: {query}",
                len(hits),
            ).format(n=len(hits), blocks=len(blocks), sources=len({h.source for h in hits}), query=meant)
        )
    for sentence in scope_remarks(study, asked):
        remark(sentence)
    if _only_side_by_side(typed):
        where = {"block": _("the same block"), "sentence": _("the same sentence"), "source": _("the same source")}
        remark(_("Words side by side were looked for in {unit}; as a phrase: --phrase").format(unit=where[within]))


def _only_side_by_side(typed: str) -> bool:
    return len(typed.split()) > 1 and all(word.isalnum() and not word.isupper() for word in typed.split())


def _row(line: Line) -> dict[str, object]:
    return {
        name: " ".join(value.split()) if isinstance(value := getattr(line, name), str) else value for name in COLUMNS
    }


def _write(study: Study, path: Path, lines: list[Line]) -> None:
    """A file of the lines; what stands around a match only from sources whose identifiers are hidden."""
    from qualcode.collection.identities.standing import require_decided
    from qualcode.collection.privacy import is_pseudonymised
    from qualcode.collection.written_files import write_table

    require_decided(study, (line.source for line in lines), path.name)

    open_sources = {name for name in {line.source for line in lines} if not is_pseudonymised(study, name)}
    bare = {"left": "", "right": ""}
    rows = [list((_row(line) | (bare if line.source in open_sources else {})).values()) for line in lines]
    write_table(path, "konkordansi", COLUMNS, rows, WIDE)
    done(_("Written: {path}").format(path=path))
    if open_sources:
        remark(
            _(
                "Only the matches were written, not what stands around them, for sources whose identifiers are not "
                "stated to be hidden: {sources}. See: qualcode anonymise scan"
            ).format(sources=", ".join(sorted(open_sources)))
        )


def _code(study: Study, hits: tuple[Hit, ...], code: str, unit: str, given: Filter, *, yes: bool, format_: str) -> None:
    """Show what would be coded, ask, and code it in one act."""
    from qualcode.model import Code
    from qualcode.reduction.coding import Assignment, apply_codes, require_offered
    from qualcode.reduction.filters import Filter
    from qualcode.reduction.searching.concordance import not_yet_coded, widened
    from qualcode.reduction.searching.query import Unit
    from qualcode.storage.store import now

    if max(len(given.coder), len(given.round), len(given.valence)) > 1:
        raise click.UsageError(_("With --code, give --coder, --round and --valence once at most."))
    coder = given.coder[0] if given.coder else actor()
    round_ = given.round[0] if given.round else 1
    name = Filter(code=(code,)).checked(study).code[0]
    require_offered(study.get(Code, name))
    places = widened(study, hits, None if unit == "match" else Unit(unit))
    new, old = not_yet_coded(study, places, name, coder, round_)
    if old:
        remark(
            ngettext(
                "{n} place already has {code} by {coder} and is left out.",
                "{n} places already have {code} by {coder} and are left out.",
                len(old),
            ).format(n=len(old), code=name, coder=coder)
        )
    if not new:
        remark(_("Nothing to code."))
        return
    if format_ == "table":
        _preview(study, new)
    question = ngettext("Give {code} to this {n} segment?", "Give {code} to these {n} segments?", len(new)).format(
        code=name, n=len(new)
    )
    confirm(question, yes=yes)
    with open_store() as store, store.act("search") as act:
        if act.study.data_version != study.data_version:
            raise click.ClickException(_("The study was changed meanwhile; nothing was coded. Type the command again."))
        valence = given.valence[0] if given.valence else None
        assignments = [
            Assignment(source=p.source, start=p.start, end=p.end, code=name, coder=coder, round=round_, valence=valence)
            for p in new
        ]
        applied = apply_codes(act.study, assignments, new_id=act.new_id, at=now())
        act.put(*applied.records)
    if format_ == "json":
        print_json(
            [{"id": one.id, "segment": one.segment, "code": one.code, "coder": one.coder} for one in applied.added]
        )
    count = len(applied.added)
    done(
        ngettext(
            "{count} coding added. To take it back: qualcode undo",
            "{count} codings added. To take them back: qualcode undo",
            count,
        ).format(count=count)
    )


def _preview(study: Study, places: tuple[Hit, ...]) -> None:
    from qualcode.reduction.searching.concordance import concordance

    rows = [
        {"source": f"{line.source}:{line.line}", "speaker": line.speaker, "match": line.match}
        for line in concordance(study, places, 0)
    ]
    print_rows(rows, {"source": _("place"), "speaker": _("speaker"), "match": _("segment to code")})
