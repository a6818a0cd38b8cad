"""How a place in a source is typed: two whole numbers joined by a sign."""

from __future__ import annotations

import re
from collections.abc import Callable

import click

from qualcode.i18n import _


def range_option(example: str) -> Callable[[click.Context, click.Parameter, str | None], tuple[int, int] | None]:
    """Read two whole numbers joined like those of the example; one line alone is from itself to itself."""
    mark = ":" if ":" in example else "-–"

    def read(ctx: click.Context, param: click.Parameter, value: str | None) -> tuple[int, int] | None:
        if value is None:
            return None
        found = re.fullmatch(rf"(\d+)(?:[{mark}](\d+))?", value.strip())
        if not found or (found.group(2) is None and mark == ":"):
            message = _("“{value}” should look like {example}").format(value=value, example=example)
            raise click.BadParameter(message, ctx, param)
        return int(found.group(1)), int(found.group(2) or found.group(1))

    return read
