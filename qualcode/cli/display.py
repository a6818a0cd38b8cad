"""``display``: which displays can be made, showing them, and what the researcher writes into and beside them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qualcode.cli._display_files import (
    WORD,
    destination,
    rendered,
    require_exact_quotations,
    require_hidden,
    write_displays,
    write_each,
)
from qualcode.cli._filters import filter_options
from qualcode.cli._output import console, done, format_option, print_rows
from qualcode.cli._records import RecordGroup, Segments, import_file, record_group
from qualcode.cli._remarks import remark_lost, remark_options, remark_shown
from qualcode.cli._session import open_store, read_study
from qualcode.i18n import N_, _, ngettext
from qualcode.model import Cell, Display

if TYPE_CHECKING:
    from qualcode.reduction.filters import Filter

display = record_group(
    RecordGroup(
        type=Display,
        name="display",
        help=N_("Displays: list, show, explain; write cells, rules and notes; freeze."),
        shown=("id", "type", "title"),
    )
)

_CUT = (
    click.option(
        "--rows", default="", metavar="AXIS|ID,...", help=_("Rows: an axis (role, informant …), or some rows.")
    ),
    click.option("--columns", default="", metavar="AXIS|ID,...", help=_("Columns: an axis (code, focus …), or some.")),
    click.option(
        "--about",
        multiple=True,
        metavar="NAME=VALUE",
        callback=lambda _ctx, _param, values: _answers(values),
        help=_("What it is about (variable=…, cases=…, event=…); display explain NAME lists the names."),
    ),
)


def _answers(values: tuple[str, ...]) -> dict[str, str]:
    found = {}
    for value in values:
        name, equals, text = value.partition("=")
        if not (equals and name.strip() and text.strip()):
            raise click.BadParameter(_("“{value}” is no NAME=VALUE").format(value=value))
        found[name.strip()] = text.strip()
    return found


def cut_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """``--rows``, ``--columns`` and ``--about``."""
    for option in reversed(_CUT):
        command = option(command)
    return command


@display.command("list", help=N_("List the displays: what each needs, and what the study still lacks for it."))
@format_option()
def list_displays(format_: str) -> None:
    """List displays."""
    from qualcode.displays._listing import listed

    rows = listed(read_study())
    headings = {"name": _("name"), "title": _("title"), "ready": _("ready"), "missing": _("missing")}
    if format_ != "table":
        print_rows(rows, headings, format_)
        return
    print_rows(rows, {key: headings[key] for key in ("name", "ready", "title")})
    lacking: dict[str, list[str]] = {}
    for row in rows:
        for sentence in row["missing"]:
            lacking.setdefault(sentence, []).append(row["name"])
    for sentence, names in lacking.items():
        click.echo(f"{sentence}\n    {', '.join(names)}")


PLAIN = ("table", "csv", "md")
OF_A_FILE = ("html", "svg", "dot", "graphml")
"""Forms that nobody reads on a screen: what is printed goes into a file, and waits for the scan as a file does."""
"""Forms that show what stands in cells and lead no further."""


@display.command("show", help=N_("Show a display, or write it to a file whose extension chooses the format."))
@click.argument("name", metavar="NAME")
@filter_options
@cut_options
@click.option(
    "--cell",
    default="",
    metavar="ENTRY,...",
    help=_("What stands in a cell: count:sources, share, quotes:2, valence, presence, summary, explanation."),
)
@click.option("--transpose", is_flag=True, help=_("Exchange rows and columns."))
@click.option("--hide-empty", is_flag=True, help=_("Leave out rows and columns in which nothing stands."))
@click.option("--until", default="", metavar="DATE", help=_("Only sources of this date or earlier."))
@format_option("table", "json", "csv", "md", "html", "svg", "dot", "graphml")
def show_display(
    name: str,
    wanted: Filter,
    rows: str,
    columns: str,
    about: dict[str, str],
    cell: str,
    *,
    transpose: bool,
    hide_empty: bool,
    until: str,
    format_: str,
) -> None:
    """Show a display."""
    from qualcode.displays._kept import opened, opened_matrix

    path, wanted = destination(wanted, until)
    study = read_study()
    declared, record = opened(study, name)
    if cell:
        from qualcode.displays._asked_cells import asked_cell

        declared = replace(opened_matrix(study, name)[0], cell=asked_cell(cell))
    shown = declared.build(
        study,
        wanted,
        rows=rows,
        columns=columns,
        transpose=transpose,
        hide_empty=hide_empty,
        record=record,
        options=about,
    )
    require_exact_quotations((shown,), study, leads=path is not None or format_ not in PLAIN)
    if path is not None:
        write_displays((shown,), path, study)
    elif format_ == "table":
        from qualcode.displays._terminal import print_display

        print_display(shown, console())
    else:
        if format_ in OF_A_FILE:
            require_hidden((shown,), study)
        click.echo(rendered(shown, format_, study), nl=False)
    remark_shown(shown)
    if format_ == "table" and path is None:
        remark_options(shown.name, [one.name for one in declared.options if one.name not in about])
    remark_lost(study)


_TO_FILE = _(
    "File to write (.md .html .csv .xlsx .docx .json; of a figure also .svg .png .dot .graphml); "
    "a date bounds the sources instead, like --until."
)
for _parameter in show_display.params:
    if isinstance(_parameter, click.Option) and _parameter.name == "to":
        _parameter.help, _parameter.metavar = _TO_FILE, "FILE|DATE"


@display.command(
    "explain", help=N_("Say what a display is for, how to read it, what it needs, and where the literature has it.")
)
@click.argument("name", metavar="NAME")
def explain_display(name: str) -> None:
    """Explain a display."""
    from qualcode.displays._explain import explained
    from qualcode.displays._kept import opened

    study = read_study()
    for line in explained(opened(study, name)[0], study):
        click.echo(line)


@display.command("write", help=N_("Write into a cell: a summary, an explanation, quotations, a rating, or a mark."))
@click.argument("name", metavar="NAME")
@click.argument("row", metavar="ROW")
@click.argument("column", metavar="COLUMN")
@click.option("--summary", default="", metavar="TEXT", help=_("Your summary of what was said."))
@click.option("--explain", "explanation", default="", metavar="TEXT", help=_("Your explanation, set apart."))
@click.option("--mark", default="", metavar="MARK", help=_("TT TDT KOS TB, ? ! T1 ~, + - ± 0 ✓, or a status word."))
@click.option(
    "--quote", "quotes", multiple=True, metavar="SEGMENT", help=_("Quote this segment instead (id, or SOURCE: text).")
)
@click.option("--rating", default="", metavar="ID", help=_("Point to a rating."))
@click.option(
    "--evidence", multiple=True, metavar="SEGMENT", help=_("Segments that the text rests on (else all of the cell).")
)
@cut_options
def write_into_cell(
    name: str,
    row: str,
    column: str,
    *,
    summary: str,
    explanation: str,
    mark: str,
    quotes: tuple[str, ...],
    rating: str,
    evidence: tuple[str, ...],
    rows: str,
    columns: str,
    about: dict[str, str],
) -> None:
    """Write into a cell."""
    from qualcode.cli._session import actor
    from qualcode.displays._kept import Written, write_cell
    from qualcode.displays._work import Cut

    if not (summary or explanation or mark or quotes or rating):
        raise click.UsageError(_("Nothing to write: give --summary, --explain, --mark, --quote or --rating."))
    with open_store() as store, store.act("display write") as act:
        segments = Segments(act)
        named = [[segments.named(one) for one in some] for some in (quotes, evidence)]
        act.put(*segments.new)
        written = Written(
            summary=summary,
            explanation=explanation,
            mark=mark,
            quotes=tuple(named[0]),
            rating=rating,
            segments=tuple(named[1]),
            author=actor(),
        )
        study = store.study() if segments.new else act.study
        kept, cell = write_cell(study, name, (row, column), written, Cut(rows=rows, columns=columns, options=about))
        act.put(kept, cell)
    done(_("Written: {display}, {row} × {column}.").format(display=cell.display, row=cell.row, column=cell.column))


@display.command("mark", help=N_("Mark all cells that are blank without a reason at once: TT, TDT, KOS or TB."))
@click.argument("name", metavar="NAME")
@click.argument("mark", metavar="MARK")
@cut_options
def mark_blanks(name: str, mark: str, *, rows: str, columns: str, about: dict[str, str]) -> None:
    """Mark the blank cells of a display as one act."""
    from qualcode.cli._session import actor
    from qualcode.displays._kept import marked_blanks
    from qualcode.displays._work import Cut

    with open_store() as store, store.act("display mark") as act:
        cut = Cut(rows=rows, columns=columns, options=about)
        kept, cells = marked_blanks(act.study, name, mark, cut, author=actor())
        act.put(*(kept, *cells) if cells else ())
    done(
        ngettext("{display}: {n} cell marked {mark}.", "{display}: {n} cells marked {mark}.", len(cells)).format(
            display=kept.id, n=len(cells), mark=mark.upper()
        )
    )


@display.command(
    "form",
    help=N_("Write the cells of a display into a form to be filled: a spreadsheet (.xlsx) or text (.txt)."),
)
@click.argument("name", metavar="NAME")
@cut_options
@click.option("--to", "path", type=click.Path(path_type=Path), required=True, help=_("File to write (.xlsx, .txt)."))
def form_of_display(name: str, rows: str, columns: str, about: dict[str, str], path: Path) -> None:
    """Write a form."""
    from qualcode.cli._display_forms import write_form
    from qualcode.displays._work import Cut

    cells = write_form(read_study(), name, Cut(rows=rows, columns=columns, options=about), path)
    done(ngettext("{path}: {n} cell.", "{path}: {n} cells.", cells).format(path=path, n=cells))


@display.command("fill", help=N_("Take in a form that was filled; only cells whose words changed are written."))
@click.argument("file", type=click.Path(path_type=Path))
def fill_display(file: Path) -> None:
    """Take in a form."""
    from qualcode.cli._display_forms import take_in

    take_in(file)


@display.command("edit", help=N_("Write into the cells of a display in your text editor."))
@click.argument("name", metavar="NAME")
@cut_options
def edit_display(name: str, rows: str, columns: str, about: dict[str, str]) -> None:
    """Edit a display."""
    from qualcode.cli._display_forms import edit
    from qualcode.displays._work import Cut

    edit(name, Cut(rows=rows, columns=columns, options=about))


@display.command("clear", help=N_("Take back what you wrote into a cell; the machine's part stays."))
@click.argument("name", metavar="NAME")
@click.argument("row", metavar="ROW")
@click.argument("column", metavar="COLUMN")
def clear_cell(name: str, row: str, column: str) -> None:
    """Clear a cell."""
    from qualcode.displays._kept import opened

    with open_store() as store, store.act("display clear") as act:
        act.remove(act.study.get(Cell, f"{opened(act.study, name)[1]}#{row}#{column}"))
    done(_("Cleared: {row} × {column}. Take it back with: qualcode undo").format(row=row, column=column))


@display.command("note", help=N_("Write the reading note of a display, or with --narrative its account."))
@click.argument("name", metavar="NAME")
@click.option("--text", required=True, metavar="TEXT", help=_("What you read in the display."))
@click.option("--narrative", is_flag=True, help=_("Write the account that accompanies it instead."))
def note_display(name: str, text: str, *, narrative: bool) -> None:
    """Write a note."""
    from dataclasses import replace

    from qualcode.displays._kept import record_of

    with open_store() as store, store.act("display note") as act:
        kept = record_of(act.study, name)
        act.put(replace(kept, narrative=text) if narrative else replace(kept, notes=text))
    done(_("Noted: {display}.").format(display=kept.id))


@display.command("rule", help=N_("Add a decision rule: what enters a cell of this display."))
@click.argument("name", metavar="NAME")
@click.option("--text", required=True, metavar="TEXT", help=_("The rule."))
def add_rule(name: str, text: str) -> None:
    """Add a decision rule."""
    from qualcode.displays._kept import record_of, with_rule

    with open_store() as store, store.act("display rule") as act:
        kept = with_rule(record_of(act.study, name), text)
        act.put(kept)
    done(
        ngettext("{display}: {n} decision rule.", "{display}: {n} decision rules.", len(kept.rules)).format(
            display=kept.id, n=len(kept.rules)
        )
    )


@display.command(
    "freeze", help=N_("Keep a display as it stands now, with its rules and notes; findings read frozen displays.")
)
@click.argument("name", metavar="NAME")
@click.option("--with-blanks", is_flag=True, help=_("Freeze although cells are blank without a reason."))
def freeze_display(name: str, *, with_blanks: bool) -> None:
    """Freeze a display."""
    from qualcode.displays._kept import frozen, record_of
    from qualcode.storage.store import now

    with open_store() as store, store.act("display freeze") as act:
        kept = frozen(act.study, name, snapshot_id=act.new_id("SN"), at=now(), with_blanks=with_blanks)
        act.put(record_of(act.study, name), kept)
    click.echo(kept.id)


@display.command(
    "export", help=N_("Write every display that is ready into one file (.xlsx, .docx, .html, .md, .csv, .json).")
)
@click.option("--to", "path", type=click.Path(path_type=Path), required=True, help=_("File to write."))
def export_displays(path: Path) -> None:
    """Export all displays."""
    from qualcode.displays._listing import all_displays, each_display

    study = read_study()
    if path.suffix.lower() != WORD:
        write_each(each_display(study), path, study)
        return
    found = all_displays(study)
    require_exact_quotations(found, study)
    write_displays(found, path, study)


@display.command("import", help=N_("Take in displays and written cells from a .yaml or .csv file."))
@click.argument("file", type=click.Path(path_type=Path))
def import_displays(file: Path) -> None:
    """Import displays and cells; cells are bound to the evidence that they stand on now."""
    from qualcode.displays._kept import bound

    with open_store() as store, store.act("display import") as act:
        records = import_file(act, file)
        act.put(*bound(store.study(), tuple(one for one in records if isinstance(one, Cell))))
    done(ngettext("{n} record taken in.", "{n} records taken in.", len(records)).format(n=len(records)))
