"""Fills that stay apart in black and white, each under the name by which it is called in words."""

from __future__ import annotations

from collections.abc import Mapping

FILLS: Mapping[str, str] = {
    "black": "#333",
    "white": "#fff",
    "hatch": "hatch",
    "grey": "#bbb",
    "dots": "dots",
    "cross": "cross",
    "back": "back",
    "upright": "bars",
    "level": "lines",
    "dark": "#777",
}
"""Name (a word of ``displays.chart.fill``) → fill of a shape, in the order in which series take them."""

NAMES = tuple(FILLS)


def named(number: int) -> str:
    """The name of the fill of a series; beyond the last they begin anew."""
    return NAMES[number % len(NAMES)]
