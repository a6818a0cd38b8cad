"""A figure as one drawing: its panels below one another under their titles."""

from __future__ import annotations

from qualcode.displays._drawing.fonts import wrapped
from qualcode.displays._drawing.scene import Item, Scene, Words, shifted
from qualcode.displays._figure import Figure
from qualcode.displays._figure_forms import Room, drawn

ROOM = Room(width=640, height=100_000)
"""As wide as a page of A4 on its side between the margins, and as high as it takes."""

TITLE, LINE, APART = 10.0, 13.0, 20.0


def scene_of(figure: Figure, room: Room = ROOM) -> Scene:
    """The drawing of a whole figure."""
    items: list[Item] = []
    width, y = 0.0, 0.0
    last = -1
    for one in drawn(figure, room):
        scene = one.scene
        if one.title and one.panel != last:
            for line in wrapped(one.title, max(scene.width, 300.0), TITLE, bold=True):
                y += LINE
                items.append(Words(x=2, y=y - 3, text=line, size=TITLE, bold=True))
            y += 4
        last = one.panel
        items += shifted(scene.items, 0, y)
        width, y = max(width, scene.width), y + scene.height + APART
    description = f"{figure.question} {figure.caption}"
    return Scene(width=width, height=y - APART, items=tuple(items), title=figure.title, description=description)
