"""``source``: the sources of data that the study holds: list, show, text, set, mark, remove."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from qualcode.cli._output import done, format_option, print_json, print_rows
from qualcode.cli._places import range_option
from qualcode.cli._records import RecordGroup, set_command
from qualcode.cli._session import open_store, read_study, study_group
from qualcode.cli._values import value_of
from qualcode.i18n import N_, _
from qualcode.model import Block, Elicited, GuideQuestion, Role, Source

if TYPE_CHECKING:
    from qualcode.model import Study

MOST_SHOWN = 3


@study_group("source", help=N_("Sources of data: interviews, observations, documents."))
def source() -> None:
    """Sources of data."""


@source.command("list", help=N_("List the sources."))
@format_option()
def list_(format_: str) -> None:
    """List the sources."""
    from qualcode.cli.status import state_word
    from qualcode.conclusions.source_states import stage_names

    study = read_study()
    counts, states = study.block_counts, stage_names(study)
    rows = [_row(study, one, counts.get(one.id, 0), states[one.id]) for one in study.sources]
    if format_ == "table":
        rows = [
            {
                **row,
                "technique": _(row["technique"]),
                "title": row["title"] or _people(study, row),
                "state": _("taken in") if row["state"] == "draft" else state_word(row["state"]),
            }
            for row in rows
        ]
    names: tuple[str, ...] = ("id", "technique", "title", "date", "words", "blocks", "state")
    if format_ in ("csv", "md"):
        names = ("id", "technique", "title", "informants", "role", "date", "words", "blocks", "state", "digest")
    print_rows(
        rows, {name: _(name) for name in names} if format_ == "table" else {name: name for name in names}, format_
    )


@source.command("show", help=N_("Show a source with its blocks and lines."))
@click.argument("source_id", metavar="SOURCE")
@format_option("table", "json")
def show(source_id: str, format_: str) -> None:
    """Show one source."""
    from qualcode.conclusions.source_states import source_state

    study = read_study().within([source_id])
    found = study.get(Source, source_id)
    text = study.text(found)
    blocks = [
        {
            "number": block.number,
            "label": block.label,
            "speaker": block.speaker.value,
            "kind": block.kind.value,
            "start": block.start,
            "end": block.end,
            "first_line": block.first_line,
            "last_line": block.last_line,
            "text": text[block.start : block.end],
            "informant": block.informant,
            "time": block.time,
        }
        for block in study.blocks(found.id)
    ]
    if format_ == "json":
        state = source_state(study, found).name
        print_json({**_row(study, found, 0, state), "blocks": blocks})
        return
    row = _row(study, found, len(blocks), "")
    place = {"place": found.place, "time": "–".join(filter(None, (found.start_time, found.end_time)))}
    shown = {**{key: row[key] for key in ("id", "technique", "title", "informants", "role", "date")}, **place}
    shown["technique"] = _(row["technique"])
    for key, value in shown.items():
        if value:
            click.echo(f"{_(key)}: {', '.join(value) if isinstance(value, list) else value}")
    for block in blocks:
        click.echo("")
        click.echo(_heading(found, block))
        click.echo(block["text"])


@source.command("text", help=N_("Print the working text of a source exactly."))
@click.argument("source_id", metavar="SOURCE")
def text(source_id: str) -> None:
    """Print the working text."""
    text = read_study().text(source_id)
    if sys.stdout.isatty():
        sys.stdout.write(text)
    else:
        sys.stdout.buffer.write(text.encode())


@source.command("remove", help=N_("Remove a source and its blocks; can be undone. Segments must be gone first."))
@click.argument("source_ids", metavar="SOURCE...", nargs=-1, required=True)
def remove(source_ids: tuple[str, ...]) -> None:
    """Remove sources."""
    from qualcode.collection.ingest import source_removal

    with open_store() as store, store.act("source remove") as act:
        for source_id in source_ids:
            going, changed = source_removal(act.study, source_id)
            act.put(*changed)
            act.remove(*going)
    done(_("Removed: {ids}. Take it back with: qualcode undo").format(ids=", ".join(source_ids)))


def _row(study: Study, one: Source, blocks: int, state: str) -> dict[str, Any]:
    from qualcode.model import Informant

    people = [person for name in one.informants if (person := study.find(Informant, name))]
    return {
        "id": one.id,
        "technique": one.technique.value,
        "title": one.title,
        "informants": list(one.informants),
        "role": ", ".join(dict.fromkeys(person.role for person in people)) or None,
        "date": one.date or None,
        "words": one.words,
        "blocks": blocks,
        "state": state,
        "digest": one.text_digest,
    }


def _people(study: Study, row: dict[str, Any]) -> str:
    """Who speaks in a source, as its title: of many the first few and how many there are."""
    shown: list[str] = row["informants"]
    if len(shown) > MOST_SHOWN:
        shown = [*shown[:MOST_SHOWN], f"… ({len(shown)})"]
    roles = [role.label for name in (row["role"] or "").split(", ") if (role := study.find(Role, name))]
    return ", ".join((*shown, *roles))


def _heading(one: Source, block: dict[str, Any]) -> str:
    from qualcode.collection.positions import own_line

    first, last = own_line(one, block["first_line"]), own_line(one, block["last_line"])
    lines = f"{first}" if first == last else f"{first}–{last}"
    head = " ".join(filter(None, (f"[{block['number']}]", block["label"], block["time"])))
    return _("{head} ({kind}, lines {lines})").format(head=head, kind=_(block["kind"]), lines=lines)


_FIELDS = RecordGroup(
    type=Source,
    name="source",
    help="",
    shown=(),
    locked=(
        "id", "uuid", "technique", "file_name", "reader", "layout", "header", "file_digest", "original_digest",
        "text_digest", "line_numbers", "words", "order", "times",
    ),
)  # fmt: skip
source.made_when_asked["set"] = lambda: set_command(_FIELDS)


@source.command(
    "mark",
    help=N_("Mark BLOCKs of SOURCE: not relevant with a reason, their guide question, asked or volunteered."),
)
@click.argument("source_id", metavar="SOURCE")
@click.argument("numbers", metavar="BLOCK...", nargs=-1, required=True, type=int)
@click.option("--irrelevant", metavar="REASON", help=_("Not relevant (tidak relevan), for this reason."))
@click.option("--relevant", is_flag=True, help=_("Take the mark “not relevant” back."))
@click.option("--question", metavar="ID", help=_("The question of the interview guide."))
@click.option("--elicited", **value_of(Elicited), help=_("Asked for, or volunteered."))
def mark(  # noqa: D103 - the help says it
    source_id: str,
    numbers: tuple[int, ...],
    irrelevant: str | None,
    question: str | None,
    elicited: Elicited | None,
    *,
    relevant: bool,
) -> None:
    from dataclasses import replace

    irrelevant = "" if relevant else irrelevant
    given: dict[str, Any] = {"irrelevant": irrelevant, "question": question, "elicited": elicited}
    changes = {name: value for name, value in given.items() if value is not None}
    if not changes:
        raise click.UsageError(_("Nothing to change: give at least one option."))
    with open_store() as store, store.act("source mark") as act:
        one = act.study.get(Source, source_id)
        if question:
            act.study.get(GuideQuestion, question)
        act.put(*(replace(act.study.get(Block, f"{one.id}#{number}"), **changes) for number in numbers))
    done(_("{source}: blocks marked: {numbers}.").format(source=source_id, numbers=", ".join(map(str, numbers))))


@source.command(
    "lost",
    help=N_(
        "List the quotations that lost their place when a corrected transcript was taken in. They count as no evidence "
        "until they have one again (source place) or their codings are taken back (code remove)."
    ),
)
@click.argument("source_ids", metavar="[SOURCE]...", nargs=-1)
@format_option()
def lost(source_ids: tuple[str, ...], format_: str) -> None:
    """List lost segments."""
    from qualcode.collection.positions import line_at
    from qualcode.model import Coding

    study = read_study()
    wanted = {study.get(Source, name).id for name in source_ids} or {one.id for one in study.sources}
    codings: dict[str, list[Coding]] = {}
    for coding in study.codings:
        codings.setdefault(coding.segment, []).append(coding)
    rows = [
        {
            "segment": segment.id,
            "source": segment.source,
            "line": line_at(study, segment.source, segment.start),
            "quote": segment.quote,
            "codes": list(dict.fromkeys(coding.code for coding in codings.get(segment.id, ()))),
            "codings": [coding.id for coding in codings.get(segment.id, ())],
        }
        for segment in study.segments.values()
        if segment.lost and segment.source in wanted
    ]
    headings = {"segment": _("segment"), "source": _("source"), "line": _("near line"), "quote": _("quotation")}
    print_rows(rows, {**headings, "codes": _("codes"), "codings": _("codings")}, format_)
    if rows and format_ == "table":
        done(_("Give one a place: qualcode source place SEGMENT --quote TEXT. Or: qualcode code remove CODING"))


@source.command("place", help=N_("Give a SEGMENT whose words were lost a place in its source again."))
@click.argument("segment_id", metavar="SEGMENT")
@click.option(
    "--chars", callback=range_option("120:245"), metavar="A:B", help=_("From code point A up to B (B left out).")
)
@click.option("--lines", callback=range_option("14-18"), metavar="A-B", help=_("Lines A to B of the working text."))
@click.option("--block", type=int, metavar="N", help=_("Block N; with --quote, the block that the words stand in."))
@click.option("--quote", metavar="TEXT", help=_("The words as they stand there; they must stand there once."))
def place(segment_id: str, **where: Any) -> None:
    """Place a lost segment."""
    from qualcode.model import Segment
    from qualcode.reduction.correcting import replaced
    from qualcode.reduction.placing import place as found

    if not any(value is not None for value in where.values()):
        raise click.UsageError(_("Say where with one of --chars, --lines, --block or --quote."))
    with open_store() as store, store.act("source place") as act:
        segment = act.study.get(Segment, segment_id)
        if not segment.lost:
            raise click.UsageError(_("{segment} has its place; nothing was changed.").format(segment=segment_id))
        start, end = found(act.study, segment.source, **where)
        if any((one.source, one.start, one.end) == (segment.source, start, end) for one in act.study.all(Segment)):
            raise click.UsageError(
                _("Another segment stands at this place; code that one, and take the lost codings back: code remove")
            )
        act.put(replaced(act.study, segment, start, end))
    done(_("{segment}: {source} {start}:{end}").format(segment=segment_id, source=segment.source, start=start, end=end))
