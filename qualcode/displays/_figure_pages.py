"""A figure on pages: its panels below one another under their titles, the key to lines and signs at the end."""

from __future__ import annotations

from dataclasses import replace

from qualcode.terms import terms_for

from ._drawing.fonts import wrapped
from ._drawing.key import key_of
from ._drawing.scene import Item, Scene, Words, keyed, shifted
from ._figure import Figure, Panel
from ._figure_forms import Room, form_of

WHOLE = Room(width=640, height=100_000)
"""One page as wide as A4 on its side between the margins, and as high as it takes."""

TITLE, LINE, APART, EDGE = 10.0, 13.0, 20.0, 2.0
LEAST = 300.0
"""Width that titles may take where the drawing is narrower."""

LOW = 60.0
"""Height of a key that may follow on a page that is full."""

KEY = 400.0
"""Width that the key may take where the drawing is narrower."""


def scene_of(figure: Figure) -> Scene:
    """The drawing of a whole figure on one page."""
    return pages_of(figure, WHOLE)[0]


def pages_of(figure: Figure, room: Room) -> tuple[Scene, ...]:
    """The drawings of a figure, each fit for a page; what is too large for one stands on a page alone."""
    blocks = [block for at, panel in enumerate(figure.panels) for block in _panel(figure, at, panel, room)]
    widest = max(block.width for block in blocks)
    legend = dict(figure.legend)
    for block in blocks:
        legend |= block.key
    width = max(widest, min(room.width, KEY)) - 2 * EDGE
    key = key_of(legend, terms_for(figure.language), width) if legend else None
    pages: list[list[Scene]] = [[]]
    for block in blocks:
        if pages[-1] and _height(pages[-1]) + block.height > room.height:
            pages.append([])
        pages[-1].append(block)
    if key is not None:
        if _height(pages[-1]) + key.height > room.height and (key.height > LOW or len(pages[-1]) > 1):
            pages.append([] if key.height > LOW else [pages[-1].pop()])
        pages[-1].append(key)
    return tuple(_stacked(figure, page) for page in pages)


def _height(page: list[Scene]) -> float:
    """What the drawings of a page take before another."""
    return sum(one.height + APART for one in page)


def _panel(figure: Figure, at: int, panel: Panel, room: Room) -> list[Scene]:
    """The drawings of one panel, its title above the first."""
    scenes = form_of(panel.content).scenes(panel.content, terms_for(figure.language), room)
    first, *more = (keyed(scene, f"{at}.") for scene in scenes)
    if not panel.title:
        return [first, *more]
    titled: list[Item] = []
    y = 0.0
    for line in wrapped(panel.title, max(first.width, LEAST), TITLE, bold=True):
        y += LINE
        titled.append(Words(x=EDGE, y=y - 3, text=line, size=TITLE, bold=True))
    y += 4
    width = max(first.width, LEAST if len(panel.title) > LINE else 0)
    whole = (*titled, *shifted(first.items, 0, y))
    return [replace(first, width=width, height=first.height + y, items=whole), *more]


def _stacked(figure: Figure, scenes: list[Scene]) -> Scene:
    items: list[Item] = []
    y = 0.0
    width = max(scene.width for scene in scenes)
    several = len(figure.panels) > 1
    for scene in scenes:
        items += shifted(scene.items, 0 if several else (width - scene.width) / 2, y)
        y += scene.height + APART
    return Scene(
        width=width,
        height=y - APART,
        items=tuple(items),
        title=figure.title,
        description=f"{figure.question} {figure.caption}",
    )
