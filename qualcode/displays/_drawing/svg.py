"""SVG of a scene: searchable words, a title on everything, the same bytes for the same scene."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from html import escape

from .fonts import FAMILY, width_of
from .scene import Group, Item, Line, Mark, Point, Rect, Scene, Words

MM = 25.4 / 72
PATTERNS = {
    "hatch": '<path d="M0 6L6 0" stroke="#000" stroke-width=".9"/>',
    "back": '<path d="M0 0L6 6" stroke="#000" stroke-width=".9"/>',
    "dots": '<circle cx="3" cy="3" r="1.1" fill="#000"/>',
    "lines": '<path d="M0 3H6" stroke="#000" stroke-width=".9"/>',
    "cross": '<path d="M0 3H6M3 0V6" stroke="#000" stroke-width=".7"/>',
    "bars": '<path d="M3 0V6" stroke="#000" stroke-width="1.2"/>',
}
"""Fills that stay apart in black and white."""

HEAD, SPREAD = 6.5, 2.8
NEAR = 0.01
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


_NOTHING: Mapping[str, str] = {}


def svg(scene: Scene, link: Callable[[str], str] | None = None, proof: Mapping[str, str] = _NOTHING) -> str:
    """The drawing as SVG, sized in millimetres; ``link`` gives the address of a group's key, ``proof`` its evidence."""
    body: list[str] = []
    for item in scene.items:
        _draw(item, body, link, proof)
    text = "".join(body)
    used = [name for name in PATTERNS if f"url(#p-{name})" in text]
    patterns = "".join(
        f'<pattern id="p-{name}" width="6" height="6" patternUnits="userSpaceOnUse"><rect width="6" height="6" '
        f'fill="#fff"/>{PATTERNS[name]}</pattern>'
        for name in used
    )
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" role="img" '
        f'width="{_n(scene.width * MM)}mm" height="{_n(scene.height * MM)}mm" '
        f'viewBox="0 0 {_n(scene.width)} {_n(scene.height)}" font-family="{FAMILY}">\n'
        f"<title>{plain(scene.title)}</title>\n<desc>{plain(scene.description)}</desc>\n"
        + (f"<defs>{patterns}</defs>\n" if patterns else "")
        + f'<rect width="{_n(scene.width)}" height="{_n(scene.height)}" fill="#fff"/>\n{text}</svg>\n'
    )


def plain(text: str) -> str:
    """Text for XML, without what XML cannot hold."""
    return escape(_CONTROL.sub(" ", text))


def _n(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") if value else "0"


def _draw(item: Item, out: list[str], link: Callable[[str], str] | None, proof: Mapping[str, str]) -> None:
    if isinstance(item, Group):
        address = link(item.key) if link is not None and item.key else ""
        opened = f'<a xlink:href="{escape(address)}" href="{escape(address)}">' if address else "<g>"
        title = " · ".join(filter(None, (item.title, proof.get(item.key, "")))) if item.title else ""
        out.append(opened + (f"<title>{plain(title)}</title>" if title else "") + "\n")
        for inner in item.items:
            _draw(inner, out, link, proof)
        out.append("</a>\n" if address else "</g>\n")
    elif isinstance(item, Rect):
        out.append(_rect(item))
    elif isinstance(item, Line):
        out.append(_line(item))
    elif isinstance(item, Mark):
        out.append(_mark(item))
    else:
        out.append(_words(item))


def _fill(name: str) -> str:
    return f"url(#p-{name})" if name in PATTERNS else name


def _rect(one: Rect) -> str:
    edge = f' stroke="#000" stroke-width="{_n(one.stroke)}"' if one.stroke else ""
    dash = f' stroke-dasharray="{one.dash}"' if one.dash else ""
    round_ = f' rx="{_n(one.radius)}"' if one.radius else ""
    return (
        f'<rect x="{_n(one.x)}" y="{_n(one.y)}" width="{_n(one.width)}" height="{_n(one.height)}"{round_} '
        f'fill="{_fill(one.fill)}"{edge}{dash}/>\n'
    )


def _mark(one: Mark) -> str:
    x, y, r = one.x, one.y, one.size
    style = f'fill="{one.fill}" stroke="#000" stroke-width=".8"'
    if one.shape == "circle":
        return f'<circle cx="{_n(x)}" cy="{_n(y)}" r="{_n(r)}" {style}/>\n'
    if one.shape == "square":
        return f'<rect x="{_n(x - r)}" y="{_n(y - r)}" width="{_n(2 * r)}" height="{_n(2 * r)}" {style}/>\n'
    if one.shape == "diamond":
        corners = ((x, y - r), (x + r, y), (x, y + r), (x - r, y))
        return f'<path d="M{"L".join(_at(corner) for corner in corners)}Z" {style}/>\n'
    return (
        f'<path d="M{_at((x - r, y - r))}L{_at((x + r, y + r))}M{_at((x - r, y + r))}L{_at((x + r, y - r))}" '
        'fill="none" stroke="#000" stroke-width="1.2"/>\n'
    )


def _at(point: Point) -> str:
    return f"{_n(point[0])} {_n(point[1])}"


def _line(one: Line) -> str:
    points = list(one.points)
    heads = ""
    size = HEAD * (0.8 + 0.15 * one.stroke)
    if one.arrow:
        heads += _headed(points, size, one.grey)
    if one.back:
        points.reverse()
        heads += _headed(points, size, one.grey)
        points.reverse()
    if one.curved:
        path = f"M{_at(points[0])}" + "".join(
            f"C{_at(points[at])} {_at(points[at + 1])} {_at(points[at + 2])}" for at in range(1, len(points) - 2, 3)
        )
    else:
        path = "M" + "L".join(_at(point) for point in points)
    dash = f' stroke-dasharray="{one.dash}"' if one.dash else ""
    return f'<path d="{path}" fill="none" stroke="{one.grey}" stroke-width="{_n(one.stroke)}"{dash}/>\n{heads}'


def _headed(points: list[Point], size: float, grey: str) -> str:
    """The head at the last point; the points there give way to where the head begins."""
    tip = points[-1]
    before = next((point for point in reversed(points) if math.dist(point, tip) > NEAR), tip)
    head, base = _head(before, tip, size, grey)
    for at in range(len(points) - 1, -1, -1):
        if math.dist(points[at], tip) > NEAR:
            break
        points[at] = base
    return head


def _head(before: Point, tip: Point, size: float, grey: str) -> tuple[str, Point]:
    """The head of an arrow, and the point where its line ends so that the tip stays sharp."""
    dx, dy = tip[0] - before[0], tip[1] - before[1]
    length = math.hypot(dx, dy) or 1.0
    ux, uy = dx / length, dy / length
    base = (tip[0] - ux * size, tip[1] - uy * size)
    spread = SPREAD * size / HEAD
    left, right = (
        (base[0] - uy * spread, base[1] + ux * spread),
        (base[0] + uy * spread, base[1] - ux * spread),
    )
    return f'<path d="M{_at(tip)}L{_at(left)}L{_at(right)}Z" fill="{grey}"/>\n', base


def _words(one: Words) -> str:
    anchor = f' text-anchor="{one.anchor}"' if one.anchor != "start" else ""
    weight = ' font-weight="bold"' if one.bold else ""
    slant = ' font-style="italic"' if one.italic else ""
    turn = f' transform="rotate(-90 {_n(one.x)} {_n(one.y)})"' if one.turned else ""
    length = width_of(one.text, one.size, bold=one.bold)
    fit = f' textLength="{_n(length)}" lengthAdjust="spacingAndGlyphs"' if len(one.text) > 1 else ""
    fill = f' fill="{one.grey}"' if one.grey != "#000" else ""
    return (
        f'<text x="{_n(one.x)}" y="{_n(one.y)}" font-size="{_n(one.size)}"{anchor}{weight}{slant}{fill}{turn}{fit}>'
        f"{plain(one.text)}</text>\n"
    )
