"""How commands print: results to standard output as table, JSON, CSV or Markdown; remarks to standard error."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from json.encoder import encode_basestring
from math import isfinite
from typing import Any, TypeVar

import click

from qualcode.i18n import _

R = TypeVar("R")
_ALONE = json.JSONEncoder(ensure_ascii=False).encode
FORMATS = ("table", "json", "csv", "md")

_TYPED_NEXT = ("id", "name", "code", "source")
"""Columns that people copy into their next command: not broken over lines …"""

_LONGEST_WHOLE = 40
"""… unless a value is longer than this; in characters, half of a narrow window."""

_TOGETHER = 500
"""Rows that are written at a time."""

_MANY_COLUMNS = 7
"""Columns from which on they stand closer, so that figures stay whole in a narrow window."""


_USUAL_WINDOW = 80


def format_option(*formats: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """``--format``; the first of ``formats`` is the default (all four, table first, if none are named)."""
    choices = formats or FORMATS
    return click.option(
        "--format",
        "format_",
        type=click.Choice(choices),
        default=choices[0],
        show_default=True,
        help=_("How to print."),
    )


def print_json(value: object) -> None:
    """A value (records too) as JSON, UTF-8, alone on standard output."""
    from qualcode.model.plain import to_plain

    if isinstance(value, (list, tuple, Iterator)):
        _print_json_items(value)
    else:
        click.echo(json.dumps(to_plain(value), ensure_ascii=False, indent=2))


def _print_json_items(items: Iterable[object]) -> None:
    """A list, as ``json`` writes it with an indent of 2, without ever having all of it in memory."""
    from qualcode.model.plain import to_plain

    before = "[\n  "
    for some in _hundreds(items):
        click.echo(before + ",\n  ".join(_as_json(to_plain(item), "\n  ") for item in some), nl=False)
        before = ",\n  "
    click.echo("[]" if before.startswith("[") else "\n]")


def print_json_lines(items: Iterable[str]) -> None:
    """A list of what is JSON already, an item a line: for lists so long that each sign counts."""
    before = "[\n"
    for some in _hundreds(items):
        click.echo(before + ",\n".join(some), nl=False)
        before = ",\n"
    click.echo("[]" if before.startswith("[") else "\n]")


def _as_json(value: object, line: str) -> str:
    """A plain value, whose further lines begin with ``line``."""
    if type(value) is str:
        return encode_basestring(value)
    if type(value) is int or (type(value) is float and isfinite(value)):
        return repr(value)
    if value is None:
        return "null"
    inner = line + "  "
    if type(value) is dict and value:
        parts = [f"{encode_basestring(key)}: {_as_json(part, inner)}" for key, part in value.items()]
        return "{" + inner + ("," + inner).join(parts) + line + "}"
    if type(value) is list and value:
        return "[" + inner + ("," + inner).join([_as_json(part, inner) for part in value]) + line + "]"
    return _ALONE(value)


def _hundreds(items: Iterable[R]) -> Iterator[list[R]]:
    waiting = iter(items)
    while some := list(islice(waiting, _TOGETHER)):
        yield some


def print_rows(
    rows: Iterable[Mapping[str, Any]],
    headings: Mapping[str, str],
    format_: str = "table",
    *,
    whole: Sequence[str] = _TYPED_NEXT,
) -> None:
    """Rows of values. ``headings``: key → heading of the columns shown; JSON has every key of the rows.

    ``whole`` are columns whose values are not broken over lines.
    """
    if format_ == "json":
        _print_json_items(rows)
    elif format_ == "csv":
        _print_csv(rows, headings)
    elif format_ == "md":
        click.echo("| " + " | ".join(headings.values()) + " |")
        click.echo("|" + "---|" * len(headings))
        for row in rows:
            click.echo(
                "| " + " | ".join(_text(row.get(key)).replace("|", "\\|").replace("\n", " ") for key in headings) + " |"
            )
    else:
        _print_table(list(rows), headings, whole)


def _print_csv(rows: Iterable[Mapping[str, Any]], headings: Mapping[str, str]) -> None:
    import csv
    import io

    from qualcode.collection.written_files import disarmed

    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(headings)
    for some in _hundreds(rows):
        writer.writerows([disarmed(_cell(value)) for value in map(row.get, headings)] for row in some)
        click.echo(out.getvalue(), nl=False)
        out.seek(0)
        out.truncate()
    click.echo(out.getvalue(), nl=False)


def print_csv_tables(names: Sequence[str], tables: Iterable[Sequence[Sequence[object]]]) -> None:
    """A CSV of rows that come as columns, one table after the other."""
    from qualcode.collection.written_files import csv_text

    click.echo(csv_text([[name] for name in names], "\n"), nl=False)
    for one in tables:
        click.echo(csv_text(one, "\n"), nl=False)


def _print_table(rows: Sequence[Mapping[str, Any]], headings: Mapping[str, str], kept: Sequence[str]) -> None:
    from qualcode.cli._table import Column, table_lines

    columns = []
    for key, heading in headings.items():
        texts = [_one_line(_text(row.get(key)), indented=key in kept) for row in rows]
        columns.append(Column(heading, texts, key in kept and max(map(len, texts), default=0) <= _LONGEST_WHOLE))
    gap = 2 if len(headings) > _MANY_COLUMNS else 3
    lines = table_lines(columns, window=_window(), gap=gap, head=lambda text: click.style(text, bold=True))
    click.echo("\n".join(["", *lines, ""]))


def _window() -> int:
    """The width of the window in cells, also where standard output goes through a pager; 80 where there is none."""
    if os.environ.get("COLUMNS", "").isdecimal():
        return int(os.environ["COLUMNS"])
    for stream in (sys.__stdout__, sys.__stderr__, sys.__stdin__):
        try:
            if stream and (columns := os.get_terminal_size(stream.fileno()).columns):
                return columns
        except (OSError, ValueError):
            continue
    return _USUAL_WINDOW


def _one_line(text: str, *, indented: bool) -> str:
    """A text without breaks; the indentation that shows a tree stays."""
    flat = " ".join(text.split())
    return " " * (len(text) - len(text.lstrip(" "))) + flat if indented else flat


def console() -> Any:
    """A rich console on standard output; never interprets markup or colours words by itself."""
    from rich.console import Console

    return Console(file=sys.stdout, markup=False, highlight=False, emoji=False)


def _cell(value: object) -> object:
    return value if type(value) in (str, int, float) else _text(value)


def print_flowing(text: Any) -> None:
    """Words for reading (a string, or rich's text): broken between words at a terminal, elsewhere not at all."""
    if sys.stdout.isatty():
        console().print(text)
    else:
        click.echo(str(text))


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, dict):
        return " ".join(_text(part) for part in value.values() if part not in (None, "", []))
    if isinstance(value, (list, tuple)):
        return ", ".join(_text(item) for item in value)
    return str(value)


def remark(message: str) -> None:
    """Something worth knowing that is no result; to standard error."""
    click.echo(message, err=True)


def done(message: str) -> None:
    """What a command did; to standard error, so that results stand alone."""
    click.echo(message, err=True)
