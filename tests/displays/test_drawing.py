"""Drawings: words fit their boxes, lines keep clear of boxes and labels of each other, the same bytes every time."""

from __future__ import annotations

import struct
from xml.etree import ElementTree as ET

from hypothesis import given, settings
from hypothesis import strategies as st

from qualcode.displays._drawing.cutting import MOST_EDGES, strongest
from qualcode.displays._drawing.fonts import fitted, width_of, wrapped
from qualcode.displays._drawing.layers import Arc, Box, Layout, layered, ranked
from qualcode.displays._drawing.networks import scenes
from qualcode.displays._drawing.png import DPI, png
from qualcode.displays._drawing.scene import Group, Line, Mark, Rect, Scene, Words, shifted
from qualcode.displays._drawing.svg import svg
from qualcode.displays._figure_forms import Room
from qualcode.displays._net import Edge, Net, Node
from qualcode.terms import terms_for

LONG = "Kesesuaian-antara-janji-waktu-yang-diucapkan-petugas-dan-waktu-selesainya-surat " * 2


@given(st.text(max_size=140), st.integers(20, 200), st.integers(8, 12))
def test_every_line_fits_the_width_and_no_letter_is_lost(text: str, width: int, size: int) -> None:
    lines = wrapped(text, width, size)
    assert all(width_of(line, size) <= width or len(line) == 1 for line in lines)
    assert "".join(lines).replace(" ", "") == "".join(text.split())


def test_at_most_so_many_lines_and_the_last_says_that_more_follows() -> None:
    lines = wrapped(LONG, 90, 9, most=3)
    assert len(lines) == 3
    assert lines[-1].endswith("…")
    assert all(width_of(line, 9) <= 90 for line in lines)


def test_letters_have_the_widths_of_the_fonts_that_the_drawing_asks_for() -> None:
    assert width_of("Mi", 1000) == 833 + 222
    assert width_of("Mi", 1000, bold=True) == 833 + 278


@st.composite
def networks(draw: st.DrawFn) -> tuple[list[Box], list[Arc]]:
    """A connected network of up to nine boxes, cycles and labels included."""
    count = draw(st.integers(2, 9))
    sizes = st.tuples(st.integers(30, 110), st.integers(14, 60))
    boxes = [Box(id=f"n{at}", width=w, height=h) for at, (w, h) in enumerate(draw(st.tuples(*[sizes] * count)))]
    pairs = [(draw(st.integers(0, at - 1)), at) for at in range(1, count)]
    pairs += draw(st.lists(st.tuples(st.integers(0, count - 1), st.integers(0, count - 1)), max_size=6))
    labels = st.sampled_from([(0, 0), (40, 10), (70, 20)])
    return boxes, [
        Arc(start=f"n{one}", end=f"n{other}", width=w, height=h)
        for one, other in pairs
        if one != other
        for w, h in [draw(labels)]
    ]


@given(networks(), st.booleans())
@settings(max_examples=120, deadline=None)
def test_boxes_and_labels_stand_apart_and_lines_pass_no_box(network: tuple[list[Box], list[Arc]], down: bool) -> None:  # noqa: FBT001
    boxes, arcs = network
    made = layered(boxes, arcs, down=down)
    areas = [(*made.boxes[box.id], box.width, box.height) for box in boxes]
    areas += [(*at, arc.width, arc.height) for at, arc in zip(made.labels, arcs, strict=True) if arc.width]
    for at, one in enumerate(areas):
        assert all(_apart(one, other) for other in areas[at + 1 :])
        assert one[2] / 2 - 0.01 <= one[0] <= made.width - one[2] / 2 + 0.01
        assert one[3] / 2 - 0.01 <= one[1] <= made.height - one[3] / 2 + 0.01
    for arc, curve in zip(arcs, made.curves, strict=True):
        others = [box for box in boxes if box.id not in (arc.start, arc.end)]
        assert not any(_inside(point, made, box) for box in others for point in _along(curve))


def _apart(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return abs(one[0] - other[0]) >= (one[2] + other[2]) / 2 or abs(one[1] - other[1]) >= (one[3] + other[3]) / 2


def _inside(point: tuple[float, float], made: Layout, box: Box) -> bool:
    x, y = made.boxes[box.id]
    return abs(point[0] - x) < box.width / 2 - 0.5 and abs(point[1] - y) < box.height / 2 - 0.5


def _along(curve: tuple[tuple[float, float], ...]) -> list[tuple[float, float]]:
    found = []
    for at in range(0, len(curve) - 3, 3):
        a, b, c, d = curve[at : at + 4]
        for step in range(9):
            t = step / 8
            x, y = (
                a[k] * (1 - t) ** 3 + 3 * b[k] * t * (1 - t) ** 2 + 3 * c[k] * t * t * (1 - t) + d[k] * t**3
                for k in (0, 1)
            )
            found.append((x, y))
    return found


def test_a_cycle_is_condensed_and_an_arc_against_time_is_turned() -> None:
    boxes = [Box(id=name, width=40, height=20) for name in "abc"]
    ranks, turned = ranked(boxes, [Arc(start="a", end="b"), Arc(start="b", end="c"), Arc(start="c", end="a")])
    assert (ranks, turned) == ({"a": 0, "b": 1, "c": 2}, [False, False, True])
    dated = [Box(id="late", width=40, height=20, time="2018-03"), Box(id="early", width=40, height=20, time="2017")]
    ranks, turned = ranked(dated, [Arc(start="late", end="early")])
    assert (ranks, turned) == ({"late": 1, "early": 0}, [True])


def test_a_turned_arc_still_ends_where_it_points() -> None:
    boxes = [Box(id=name, width=40, height=20) for name in "ab"]
    made = layered(boxes, [Arc(start="a", end="b"), Arc(start="b", end="a")])
    there, back = made.curves
    assert there[0][0] < there[-1][0]
    assert back[0][0] > back[-1][0]


def scene() -> Scene:
    """One of every shape."""
    node = Group(
        items=(Rect(x=10, y=10, width=80, height=30, radius=5, fill="hatch"), Words(x=50, y=28, text="Sanksi & <TTP>")),
        title="Sanksi\x00 \x08",
        key="n.code:SANKSI",
    )
    line = Line(points=((90, 25), (110, 25), (120, 60), (140, 60)), curved=True, arrow=True, dash="4 2")
    marks = tuple(
        Mark(x=20 * at, y=70, shape=shape) for at, shape in enumerate(["circle", "square", "diamond", "x"], 1)
    )
    return Scene(width=180, height=90, items=(node, line, *marks), title="Jaringan", description="Uji")


def test_svg_is_well_formed_searchable_and_leads_to_the_segments() -> None:
    text = svg(scene(), lambda key: f"#{key}")
    root = ET.fromstring(text)
    assert "Sanksi & <TTP>" in "".join(root.itertext())
    assert '<a xlink:href="#n.code:SANKSI"' in text
    assert '<pattern id="p-hatch"' in text
    assert text == svg(scene(), lambda key: f"#{key}")


def test_png_has_200_dots_an_inch_and_the_same_bytes_twice() -> None:
    made = png(scene())
    width, height = struct.unpack(">II", made[16:24])
    assert (width, height) == (round(180 / 72 * DPI), round(90 / 72 * DPI))
    assert b"pHYs" in made[:64]
    assert made == png(scene())


def test_a_shifted_scene_keeps_its_groups() -> None:
    (moved, *_rest) = shifted(scene().items, 5, 7)
    assert isinstance(moved, Group)
    assert moved.key == "n.code:SANKSI"
    assert (moved.items[0].x, moved.items[0].y) == (15, 17)  # type: ignore[union-attr]


@given(st.text("abcdefgh ijkl", min_size=1), st.integers(1, 4))
def test_a_name_takes_the_lines_it_may_and_closes_as_it_does(name: str, most: int) -> None:
    name = " ".join(name.split()) or "a"
    lines = fitted(name, 60, 9, most)
    assert 1 <= len(lines) <= most
    assert all(width_of(line, 9) <= 60 for line in lines)
    assert name.endswith(lines[-1].rpartition("…")[2])
    assert "…" in lines[-1] or " ".join(lines) == name or len(name.split()) < len(lines)


def test_names_that_begin_alike_are_told_apart() -> None:
    alike = "Kesesuaian antara janji waktu petugas loket dan waktu selesainya surat yang diminta warga"
    for most in (1, 2, 5):
        assert len({fitted(f"{alike} {n}", 88, 9, most) for n in range(9)}) == 9


def test_a_network_is_drawn_with_its_strongest_links_and_says_how_many_stand_in_the_table() -> None:
    nodes = tuple(Node(id=f"code:{n}", label=f"K{n}", kind="code") for n in range(60))
    edges = tuple(
        Edge(id=f"L-{n}", from_=f"code:{n}", to=f"code:{n + 1}", kind="leads_to", strength=1 + n % 3) for n in range(59)
    )
    net = Net(nodes=nodes, edges=edges)
    kept = strongest(net)
    assert len(kept.edges) == MOST_EDGES
    assert sum(edge.strength == 3 for edge in kept.edges) == sum(edge.strength == 3 for edge in edges)
    assert not any(edge.strength == 1 for edge in kept.edges)
    (page, *_more) = scenes(net, terms_for("id"), Room(width=400, height=500))
    assert page.key["+29"].startswith("hubungan lain")
    assert strongest(kept) == kept
