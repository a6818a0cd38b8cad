"""``code``: give codes to segments, take them back, list them, and carry them to and from files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qualcode.cli._filters import filter_options, read_valence
from qualcode.cli._layers import chosen_layers, layers_to_code, own_layer, remark_new_coder
from qualcode.cli._output import done, format_option, print_csv_tables, print_rows, remark
from qualcode.cli._places import range_option
from qualcode.cli._remarks import remark_lost
from qualcode.cli._session import actor, open_store, read_study, yes_option
from qualcode.cli._values import value_of
from qualcode.cli._word_comments import READ, WRITTEN, comments_read, source_written
from qualcode.cli._workbench import CodingGroup
from qualcode.i18n import N_, _, ngettext
from qualcode.model import Directness, Source

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qualcode.model import Study
    from qualcode.reduction.codings import Codings

LISTED = (
    "id", "source", "start", "end", "first_line", "last_line", "quote", "code", "coder", "valence", "directness",
    "about", "informants", "role", "technique", "date", "citation",
)  # fmt: skip
CELLS = tuple({"about": "about_text", "informants": "informants_text"}.get(name, name) for name in LISTED)
"""How each is found for a cell."""

_SHOWN = 60
"""Characters of a quotation that the answer repeats."""


@click.group(
    "code",
    cls=CodingGroup,
    help=N_("Code a SOURCE on the whole screen, or add, remove, list, import, export."),
)
def code() -> None:
    """Group of coding commands."""


@code.command(
    "add", help=N_("Give one or more CODEs to a place of SOURCE, found by characters, lines, block or quotation.")
)
@click.argument("source_id", metavar="SOURCE")
@click.argument("codes", metavar="CODE...", nargs=-1, required=True)
@click.option(
    "--chars", callback=range_option("120:245"), metavar="A:B", help=_("From code point A up to B (B left out).")
)
@click.option("--lines", callback=range_option("14-18"), metavar="A-B", help=_("Lines A to B of the working text."))
@click.option(
    "--numbers",
    callback=range_option("14-18"),
    metavar="A-B",
    help=_("Lines by the numbers that your transcript carries."),
)
@click.option("--block", type=int, metavar="N", help=_("Block N; with --quote, the block that the words stand in."))
@click.option("--quote", metavar="TEXT", help=_("The words as they stand there; they must stand there once."))
@click.option("--coder", default=None, metavar="NAME", help=_("Who codes (else QUALCODE_CODER)."))
@click.option("--round", "round_", type=click.IntRange(min=1), default=1, show_default=True, help=_("Round of coding."))
@click.option(
    "--valence", callback=read_valence, metavar="[+|-|±|0]", help=_("Whether it speaks for, against, both or neither.")
)
@click.option("--intensity", type=click.IntRange(1, 3), help=_("How strongly, from 1 to 3."))
@click.option("--directness", **value_of(Directness), help=_("How the speaker knows."))
@click.option("--dont-know/--knows", default=None, help=_("The informant says that they do not know (TT)."))
@click.option("--about-role", metavar="ROLE", help=_("The role spoken of, if not the speaker's."))
@click.option("--about-informant", metavar="ID", help=_("The informant spoken of or observed."))
@click.option("--about-unit", metavar="UNIT", help=_("The office or desk spoken of."))
@click.option("--about-case", metavar="CASE", help=_("The case spoken of."))
@click.option("--about-period", metavar="PERIOD", help=_("The period spoken of."))
@click.option("--about-date", metavar="DATE", help=_("The date spoken of: 2018, 2018-03 or 2018-03-12."))
@click.option("--note", metavar="TEXT", help=_("A note on this coding."))
def add(source_id: str, codes: tuple[str, ...], coder: str | None, round_: int, **given: Any) -> None:
    """Code a segment."""
    from qualcode.cli._questions import shortened
    from qualcode.collection.positions import blocks_at, line_at, own_line
    from qualcode.reduction.coding import Assignment, apply_codes, place
    from qualcode.reduction.coding_rows import about_of
    from qualcode.storage.store import now

    where = {name: given.pop(name) for name in ("chars", "lines", "numbers", "block", "quote")}
    stated = [name for name, value in where.items() if value is not None]
    if len(stated) != 1 and set(stated) != {"block", "quote"}:
        raise click.UsageError(_("Say where with one of --chars, --lines, --numbers, --block or --quote."))
    about = {name: value for name in list(given) if name.startswith("about_") and (value := given.pop(name))}
    with open_store() as store, store.act("code add") as act:
        study = act.study.within([source_id])
        start, end = place(study, source_id, **where)
        given["about"] = about_of(study, about)
        wanted = [
            Assignment(
                source=source_id,
                start=start,
                end=end,
                code=name,
                coder=coder or actor(),
                round=round_,
                **given,
            )
            for name in codes
        ]
        applied = apply_codes(study, wanted, new_id=act.new_id, at=now())
        remark_new_coder(act.study, [one.coder for one in wanted])
        act.put(*applied.records)
        blocks = blocks_at(study, source_id, start, end)
        line = own_line(study.get(Source, source_id), line_at(study, source_id, start))
        quote = shortened(study.text(source_id)[start:end], _SHOWN)
    for coding in (*applied.added, *applied.changed, *applied.unchanged):
        click.echo(coding.id)
    if not blocks:
        remark(_("This place lies in no block: it is a heading, not data. Take it back with: qualcode undo"))
    elif all(block.irrelevant for block in blocks):
        numbers = " ".join(str(block.number) for block in blocks)
        remark(
            _(
                "This place is marked as not relevant. Take the mark back: qualcode source mark {source} {n} --relevant"
            ).format(source=source_id, n=numbers)
        )
    for coding in applied.added:
        done(
            _("{id}: {code} on {source}, line {line}: “{quote}”").format(
                id=coding.id, code=coding.code, source=source_id, line=line, quote=quote
            )
        )
    for coding in applied.changed:
        done(_("{id}: {code} was there; it now holds what was stated").format(id=coding.id, code=coding.code))
    for coding in applied.unchanged:
        done(_("{id}: {code} was there already").format(id=coding.id, code=coding.code))


@code.command("remove", help=N_("Take codings back by their IDs (see: code list)."))
@click.argument("ids", metavar="ID...", nargs=-1, required=True)
def remove(ids: tuple[str, ...]) -> None:
    """Remove codings."""
    from qualcode.reduction.coding import part_with, remove_codings

    with open_store() as store, store.act("code remove") as act:
        act.remove(*remove_codings(part_with(act.study, ids), ids))
    done(ngettext("{n} coding taken back.", "{n} codings taken back.", len(ids)).format(n=len(ids)))


@code.command(
    "accept",
    help=N_(
        "Make codings that a transcript brought along (coder impor) your own: by their IDs, or all of a SOURCE. "
        "Those that you do not want: code remove."
    ),
)
@click.argument("names", metavar="ID|SOURCE...", nargs=-1, required=True)
@click.option("--coder", default=None, metavar="NAME", help=_("Who codes (else QUALCODE_CODER)."))
def accept(names: tuple[str, ...], coder: str | None) -> None:
    """Accept imported codings."""
    from qualcode.model import IMPORTER, Source
    from qualcode.reduction.written import accept_written
    from qualcode.storage.store import now

    with open_store() as store, store.act("code accept") as act:
        study = act.study
        ids = [
            found
            for name in names
            for found in (
                [
                    one.id
                    for one in study.codings
                    if one.coder == IMPORTER and study.segments[one.segment].source == name
                ]
                if study.find(Source, name)
                else [name]
            )
        ]
        put, removed = accept_written(study, ids, coder=coder or actor(), at=now())
        act.put(*put)
        act.remove(*removed)
    done(ngettext("{n} coding is yours now.", "{n} codings are yours now.", len(put)).format(n=len(put)))


@code.command(
    "list",
    help=N_(
        "List codings, with the filters that every command takes. Where QUALCODE_CODER says who is coding, the table "
        "shows that coder's own layer, so that coders do not see each other's; --coder all shows every one."
    ),
)
@filter_options
@format_option()
def list_(wanted: Any, format_: str) -> None:
    """Print codings."""
    from qualcode.reduction.coding_tables import coding_rows, table
    from qualcode.reduction.filters import coded_by_parts

    study = read_study()
    chosen = chosen_layers(wanted, study)
    remark_lost(study)
    found: Iterable[tuple[Study, Codings]] = coded_by_parts(study, chosen)
    if format_ == "table" and not wanted.coder:
        found = own_layer(found)
    if format_ == "csv":
        print_csv_tables(LISTED, (table(part, some, CELLS) for part, some in found))
        return
    rows = (row for part, some in found for row in coding_rows(part, some))
    headings = {
        "id": _("id"),
        "code": _("code"),
        "valence": "±",
        "quote": _("quotation"),
        "citation": _("citation"),
        "coder": _("coder"),
    }
    print_rows(rows, headings, format_)


@code.command(
    "import",
    help=N_(
        "Take in codings from FILE (.csv, .xlsx, .json, comments of a .docx, lines of a .txt): all, or none "
        "if one is bad."
    ),
)
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--coder", default="", metavar="NAME", help=_("Whose they are, where the file does not say."))
@click.option(
    "--source", default="", metavar="SOURCE", help=_("Whose text a .docx or .txt holds (else found by its words).")
)
@click.option("--skip-bad", is_flag=True, help=_("Take the good rows and list the others."))
@yes_option
def import_(file: Path, coder: str, source: str, *, skip_bad: bool, yes: bool) -> None:
    """Import codings."""
    from qualcode.cli.messages import problem_line
    from qualcode.reduction.coding import apply_codes
    from qualcode.reduction.coding_files import read_codings
    from qualcode.storage.store import now

    with open_store() as store, store.act("code import") as act:
        if file.suffix.lower() in READ:
            rows = comments_read(act.study, file, source=source, coder=coder, skip_bad=skip_bad, yes=yes)
        else:
            rows = read_codings(act.study, file, coder=coder, skip_bad=skip_bad)
        applied = apply_codes(act.study, rows.assignments, new_id=act.new_id, at=now())
        act.put(*applied.records)
        remark_new_coder(act.study, (one.coder for one in rows.assignments))
    for problem in rows.problems:
        remark(problem_line(problem))
    click.echo(
        _("{file}: {added} new codings, {changed} changed, {unchanged} there already, {bad} rows left out.").format(
            file=file.name,
            added=len(applied.added),
            changed=len(applied.changed),
            unchanged=len(applied.unchanged),
            bad=len(rows.problems),
        )
    )


@code.command(
    "export",
    help=N_(
        "Write codings to FILE (.csv, .xlsx, .json), all or those that the filters keep; to a .docx, a source with its "
        "codings as comments; to a .txt, with its codings under numbered lines. Where QUALCODE_CODER says who is "
        "coding, .docx and .txt hold that coder's own layer (--coder all: every one)."
    ),
)
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--clean", is_flag=True, help=_("Into a .docx or .txt the text alone, for a coder who is not to see any codes.")
)
@click.option(
    "--wide",
    type=click.Choice(["segment", "block"]),
    help=_(
        "A row a segment (or each answer and description), a column a code, 1 or 0: for R, SPSS; no valence, no notes."
    ),
)
@filter_options
def export(file: Path, wanted: Any, *, clean: bool, wide: str | None) -> None:
    """Export codings."""
    from qualcode.reduction.coding_files import export_codings

    study = read_study()
    chosen = chosen_layers(wanted, study)
    if file.suffix.lower() in WRITTEN and not wide:
        chosen = layers_to_code(chosen, clean=clean, named=bool(wanted.coder))
        count = source_written(study, file, chosen)
    elif wide and file.suffix.lower() not in (".csv", ".xlsx"):
        raise click.UsageError(_("--wide is for a table: name a .csv or .xlsx."))
    elif clean:
        raise click.UsageError(_("--clean is for a text to code in: name a .docx or .txt."))
    else:
        count = export_codings(study, file, chosen, wide=wide or "")
        if not wanted.source and file.stem in study.by_id(Source):
            remark(
                _("These are the codings of all sources; of {source} alone: --source {source}").format(source=file.stem)
            )
    done(ngettext("{n} coding written to {file}.", "{n} codings written to {file}.", count).format(n=count, file=file))
