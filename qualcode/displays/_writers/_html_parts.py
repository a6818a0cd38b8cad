"""What pages show of every display: segments in their context, the legend, what stands under it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from qualcode.displays._context import context_of
from qualcode.displays._figure import Figure
from qualcode.displays._result import Matrix, Reference
from qualcode.displays._writers._around import around
from qualcode.model import Study

MOST_CONTEXTS = 25
"""Segments of one entry that open in context; the others are counted."""


def contexts(places: Sequence[Reference], words: Mapping[str, str], study: Study) -> str:
    """Segments in their context; beyond the most that open, how many there are."""
    inside = "".join(context(place, words, study) for place in places[:MOST_CONTEXTS])
    if len(places) > MOST_CONTEXTS:
        inside += f"<p>{escape(words['more_segments'].format(count=len(places) - MOST_CONTEXTS))}</p>"
    return inside


def context(place: Reference, words: Mapping[str, str], study: Study) -> str:
    """A segment in its context, with its citation."""
    found = context_of(study, place)
    lines = words["context"].format(lines=found.lines)
    reason = "gone" if found.gone else "withheld" if found.withheld else ""
    withheld = f" · {words[reason]}" if reason else ""
    return (
        f'<blockquote cite="{escape(place.citation)}">{escape(found.before)}<mark>{escape(found.quote)}</mark>'
        f'{escape(found.after)}\n<span class="citation">{escape(place.citation)} · {escape(found.source)}, '
        f"{escape(lines)}{escape(withheld)}</span></blockquote>"
    )


def legend(shown: Matrix | Figure) -> str:
    """The legend of a display."""
    if not shown.legend:
        return ""
    items = "".join(f"<dt>{escape(sign)}</dt><dd>{escape(text)}</dd>" for sign, text in shown.legend.items())
    return f"<h2>{escape(shown.words['legend'])}</h2><dl>{items}</dl>\n"


def notes(shown: Matrix | Figure) -> str:
    """What stands under a display, each under its heading."""
    return "".join(
        f"<h2>{escape(heading)}</h2><ul>{''.join(f'<li>{escape(text)}</li>' for text in texts)}</ul>\n"
        for heading, texts in around(shown)
    )
