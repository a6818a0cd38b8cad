"""How commands print: results to standard output as table, JSON, CSV or Markdown; remarks to standard error."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import click

from qualcode.i18n import _

FORMATS = ("table", "json", "csv", "md")

_TYPED_NEXT = ("id", "name", "code", "source")
"""Columns that people copy into their next command: not broken over lines …"""

_LONGEST_WHOLE = 40
"""… unless a value is longer than this; in characters, half of a narrow window."""

_MANY_COLUMNS = 7
"""Columns from which on they stand closer, so that figures stay whole in a narrow window."""


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

    plain = [to_plain(item) for item in value] if isinstance(value, (list, tuple)) else to_plain(value)
    click.echo(json.dumps(plain, ensure_ascii=False, indent=2))


def print_rows(
    rows: Sequence[Mapping[str, Any]],
    headings: Mapping[str, str],
    format_: str = "table",
    *,
    whole: Sequence[str] = _TYPED_NEXT,
) -> None:
    """Rows of values. ``headings``: key → heading of the columns shown; JSON has every key of the rows.

    ``whole`` are columns whose values are not broken over lines.
    """
    if format_ == "json":
        print_json(list(rows))
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
        _print_table(rows, headings, whole)


def _print_csv(rows: Sequence[Mapping[str, Any]], headings: Mapping[str, str]) -> None:
    import csv
    import io

    from qualcode.collection.written_files import disarmed

    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(headings)
    for row in rows:
        values = (row.get(key) for key in headings)
        writer.writerow([value if isinstance(value, float) else disarmed(_text(value)) for value in values])
    click.echo(out.getvalue(), nl=False)


def _print_table(rows: Sequence[Mapping[str, Any]], headings: Mapping[str, str], kept: Sequence[str]) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    table = Table(box=SIMPLE_HEAD, pad_edge=False, collapse_padding=len(headings) > _MANY_COLUMNS)
    for key, heading in headings.items():
        whole = key in kept and all(len(_text(row.get(key))) <= _LONGEST_WHOLE for row in rows)
        table.add_column(heading, overflow="fold", no_wrap=whole, min_width=max(map(len, heading.split()), default=0))
    for row in rows:
        table.add_row(*(" ".join(_text(row.get(key)).split()) for key in headings))
    console().print(table)


def console() -> Any:
    """A rich console on standard output; never interprets markup or colours words by itself."""
    from rich.console import Console

    return Console(file=sys.stdout, markup=False, highlight=False, emoji=False)


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
