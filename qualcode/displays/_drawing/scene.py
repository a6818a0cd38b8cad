"""A scene: what a figure is drawn of, in points from the upper left corner."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeAlias

Point: TypeAlias = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rect:
    """A box; ``radius`` rounds its corners, ``fill`` is a grey or the name of a pattern (``hatch``, ``dots`` …)."""

    x: float
    y: float
    width: float
    height: float
    radius: float = 0.0
    fill: str = "none"
    stroke: float = 0.8
    dash: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line through points; ``curved`` joins each second to fourth point as the handles and end of a curve.

    ``arrow`` puts a head at its end, ``back`` one at its start.
    """

    points: tuple[Point, ...]
    stroke: float = 0.8
    dash: str = ""
    grey: str = "#000"
    curved: bool = False
    arrow: bool = False
    back: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A point: a circle, square, diamond or cross of a size."""

    x: float
    y: float
    size: float = 3.0
    shape: str = "circle"
    fill: str = "#000"


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A line of text on its base line; ``anchor`` is start, middle or end."""

    x: float
    y: float
    text: str
    size: float = 9.0
    anchor: str = "start"
    bold: bool = False
    italic: bool = False
    turned: bool = False
    grey: str = "#000"


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Shapes that stand for one thing: ``title`` says what, ``key`` names the place that it leads to."""

    items: tuple[Item, ...]
    title: str = ""
    key: str = ""


Item: TypeAlias = Rect | Line | Mark | Words | Group


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A drawing of a width and height in points; ``key`` is what its key says beside the legend of its figure."""

    width: float
    height: float
    items: tuple[Item, ...]
    title: str = ""
    description: str = ""
    key: Mapping[str, str] = field(default_factory=dict)


def shifted(items: Iterable[Item], dx: float, dy: float) -> tuple[Item, ...]:
    """Shapes moved to the right and down."""
    return tuple(_moved(item, dx, dy) for item in items)


def _moved(item: Item, dx: float, dy: float) -> Item:
    if isinstance(item, Group):
        return replace(item, items=shifted(item.items, dx, dy))
    if isinstance(item, Line):
        return replace(item, points=tuple((x + dx, y + dy) for x, y in item.points))
    return replace(item, x=item.x + dx, y=item.y + dy)


def keyed(scene: Scene, prefix: str) -> Scene:
    """The scene with a prefix before the key of every group that has one."""
    return replace(scene, items=tuple(_prefixed(item, prefix) for item in scene.items))


def _prefixed(item: Item, prefix: str) -> Item:
    if not isinstance(item, Group):
        return item
    inner = tuple(_prefixed(one, prefix) for one in item.items)
    return replace(item, items=inner, key=prefix + item.key if item.key else "")
