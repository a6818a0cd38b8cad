"""Networks: what filters and consents leave of them, the checks, every format, and that all leads to segments."""

from __future__ import annotations

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import pytest
from rich.console import Console

from qualcode import displays
from qualcode.displays._figure import Figure
from qualcode.displays._figure_tables import tables_of
from qualcode.displays._kept import Written, content_of, frozen, write_cell
from qualcode.displays._net import Net
from qualcode.displays._terminal import print_display
from qualcode.displays._writers import WRITERS, fitting
from qualcode.errors import BadValue, DisplayNotReady, UnknownName
from qualcode.model import Attribute, Consent, Display, Link, LinkKind, Technique, Valence
from qualcode.reduction.filters import Filter
from tests.builders import StudyBuilder
from tests.displays.study import FIGURES, whole, whole_builder

LEADS = LinkKind.LEADS_TO


def causes(made: StudyBuilder | None = None, filter: Filter | None = None, **options: str) -> Figure:  # noqa: A002
    """The causal network of the codes of a study."""
    study = (made or whole_builder()).study()
    found = displays.load("causal-network").build(study, filter, options={"nodes": "code"} | options)
    assert isinstance(found, Figure)
    return found


def net(figure: Figure) -> Net:
    content = figure.panels[0].content
    assert isinstance(content, Net)
    return content


def linked(made: StudyBuilder, *pairs: str, **fields: Any) -> StudyBuilder:
    """Links between codes, named ``A B``."""
    for pair in pairs:
        start, end = pair.split()
        number = sum(isinstance(one, Link) for one in made.records) + 1
        given = {"kind": LEADS, "sign": Valence.POSITIVE} | fields
        made.add(Link(id=f"X-{number:02d}", from_=f"code:{start}", to=f"code:{end}", **given))
    return made


def ring() -> StudyBuilder:
    """Two codes that strengthen each other, a third that nobody proves, signs that conflict."""
    made = StudyBuilder().informant("I-01", "Staf")
    for name in ("A", "B", "C"):
        made.focus(name)
    made.interview("W-01", "I-01", "P: Apa?\nI: kalau begini ya begitu")
    proof = {"segments": (made.segment("W-01", "kalau begini ya begitu").id,), "asserted_by": ("I-01",)}
    linked(made, "A B", "B A", **proof)
    return linked(linked(made, "B C"), "B C", sign=Valence.NEGATIVE, **proof)


def test_the_json_has_the_shape_of_the_contract() -> None:
    plain = json.loads(json.dumps(causes().as_json(), ensure_ascii=False))
    assert plain["kind"] == "network"
    assert {"id", "label", "kind"} <= set(plain["nodes"][0])
    edge = next(one for one in plain["edges"] if one["id"] == "L-08")
    names = "from to kind label sign strength effect horizon formal asserted_by segments"
    assert set(names.split()) <= set(edge)
    assert (edge["from"], edge["to"], edge["sign"]) == ("code:SARANA-ALAT", "code:HASIL", "-")
    assert (edge["effect"], edge["horizon"], edge["asserted_by"]) == ("direct", "short", ["I-01"])
    assert {"name", "rules", "legend", "checks", "notes"} <= set(plain)


def test_checks_name_what_has_to_be_looked_at_again() -> None:
    checks = " ".join(causes(ring()).checks)
    assert "tanpa bukti: B → C" in checks
    assert "Tanda berlawanan pada pasangan yang sama: B → C (+, −)" in checks
    assert "tanpa periode" in checks
    assert "A; B" in checks
    assert [node.looped for node in net(causes(ring())).nodes] == [True, True, False]


def test_a_network_whose_edges_are_all_proved_says_so() -> None:
    made = StudyBuilder().informant("I-01", "Staf").focus("A").focus("B")
    made.interview("W-01", "I-01", "P: Apa?\nI: kalau begini ya begitu")
    linked(made, "A B", segments=(made.segment("W-01", "kalau begini ya begitu").id,))
    assert causes(made).checks == ("Tidak ada yang perlu diperiksa lagi.",)


def test_a_filter_leaves_neither_links_nor_segments_nor_people_beyond_it() -> None:
    """Links are kept by who asserts them; what is shown of a kept link is the filter's part alone."""
    made = StudyBuilder().informant("I-01", "Staf").informant("I-02", "Warga").focus("A").focus("B")
    made.interview("W-01", "I-01", "P: Apa?\nI: kata staf").interview("W-02", "I-02", "P: Apa?\nI: kata warga")
    told = tuple(made.segment(source, quote).id for source, quote in (("W-01", "kata staf"), ("W-02", "kata warga")))
    linked(made, "A B", segments=told, asserted_by=("I-01", "I-02"))
    linked(made, "B A", segments=told[1:], asserted_by=("I-02",))
    for given in (Filter(role=("Staf",)), Filter(informant=("I-01",)), Filter(source=("W-01",), role=("Staf",))):
        figure = causes(made, given)
        (edge,) = net(figure).edges
        assert edge.asserted_by == ("I-01",)
        assert {place.source for place in figure.segments} == {"W-01"}
        assert "W-02" not in WRITERS.load("html").render([figure], made.study()).decode()
        assert any(remark.startswith("Saringan") for remark in figure.remarks)
    with pytest.raises(DisplayNotReady):
        causes(made, Filter(technique=(Technique.DOCUMENT,)))


def test_the_filter_that_a_display_keeps_holds_beside_that_of_the_call() -> None:
    made = StudyBuilder().informant("I-01", "Staf").informant("I-02", "Warga").focus("A").focus("B")
    made.interview("W-01", "I-01", "P: Apa?\nI: kata staf").interview("W-02", "I-02", "P: Apa?\nI: kata warga")
    told = tuple(made.segment(source, quote).id for source, quote in (("W-01", "kata staf"), ("W-02", "kata warga")))
    linked(made, "A B", segments=told, asserted_by=("I-01", "I-02"))
    kept = Attribute(name="role", value="Staf")
    made.add(Display(id="causal-network", type="causal-network", filter=(kept,), notes="Dibaca.", rules=("Satu.",)))
    figure = causes(made)
    assert {place.source for place in figure.segments} == {"W-01"}
    assert (figure.notes, figure.rules[0]) == ("Dibaca.", "Satu.")
    (edge,) = net(causes(made, Filter(informant=("I-02",)))).edges
    assert (edge.asserted_by, edge.segments, edge.filtered, edge.unproved) == ((), (), True, False)


@pytest.mark.parametrize("form", WRITERS.names())
def test_who_withdrew_stands_in_no_format(form: str) -> None:
    made = StudyBuilder().informant("I-01", "Staf").informant("I-02", "Warga").focus("A").focus("B").focus("C")
    made.interview("W-01", "I-01", "P: Apa?\nI: kata staf").interview("W-02", "I-02", "P: Apa?\nI: kata warga")
    told = tuple(made.segment(source, quote).id for source, quote in (("W-01", "kata staf"), ("W-02", "kata warga")))
    linked(made, "A B", segments=told, label="bersama")
    linked(made, "B C", segments=told[1:], label="ucapan warga")
    linked(made, "A C", segments=told[:1], label="ucapan bersama", asserted_by=("I-01", "I-02"))
    made.add(Consent(id="PS-01", informant="I-02", withdrawn_on="2018-05-01"))
    figure = causes(made)
    assert [edge.label for edge in net(figure).edges] == ["bersama"]
    assert {place.source for place in figure.segments} == {"W-01"}
    assert any("2 hubungan tidak ditampilkan: persetujuan dicabut" in remark for remark in figure.remarks)
    data = WRITERS.load(form).render([figure], made.study())
    for word in ("W-02", "kata warga", "ucapan", "I-02"):
        assert word.encode() not in data


@pytest.mark.parametrize("name", FIGURES)
def test_everything_in_a_figure_leads_to_its_segments_on_the_page(name: str) -> None:
    study = whole()
    figure = displays.load(name).build(study)
    assert isinstance(figure, Figure)
    page = Links()
    page.feed(WRITERS.load("html").render([figure], study).decode())
    assert page.scripts == 0
    assert {link[1:] for link in page.links} <= page.ids
    rows = [row for table in tables_of(figure) for row in table.rows]
    keys = {f"{at}.{mark.key}" for at, panel in enumerate(figure.panels) for mark in panel.content.marks()}
    assert keys == {row.key for row in rows}
    assert page.cited == [place.citation for row in rows for place in row.segments[:25]]


class Links(HTMLParser):
    """The links inside a page, what can be linked to, and the quotations."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: set[str] = set()
        self.cited: list[str] = []
        self.scripts = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Notes what the tag holds."""
        found = dict(attrs)
        self.ids.add(found.get("id") or "")
        self.scripts += tag == "script"
        if tag == "a":
            self.links.append(found.get("href") or "")
        if tag == "blockquote":
            self.cited.append(found.get("cite") or "")


@pytest.mark.parametrize("name", FIGURES)
@pytest.mark.parametrize("width", [80, 120])
def test_the_text_fits_the_window_and_names_every_label(name: str, width: int) -> None:
    figure = displays.load(name).build(whole())
    console = Console(width=width, file=io.StringIO(), markup=False, highlight=False)
    print_display(figure, console)
    printed = console.file.getvalue()  # type: ignore[attr-defined]
    assert max(map(len, printed.splitlines())) <= width
    flat = " ".join(printed.replace("\n", " ").split())
    assert isinstance(figure, Figure)
    for panel in figure.panels:
        for mark in panel.content.marks() if figure.kind == "network" else ():
            for label in mark.label.split(" → "):
                assert label.split(" – ")[0] in flat


def test_a_graph_file_reads_back_with_all_nodes_and_edges() -> None:
    figure = causes()
    graph = ET.fromstring(WRITERS.load("graphml").render([figure], whole()).decode())
    space = "{http://graphml.graphdrawing.org/xmlns}"
    assert {one.get("id") for one in graph.iter(f"{space}node")} == {node.id for node in net(figure).nodes}
    ends = [(one.get("source"), one.get("target")) for one in graph.iter(f"{space}edge")]
    assert ends == [(edge.from_, edge.to) for edge in net(figure).edges]
    dot = WRITERS.load("dot").render([figure], whole()).decode()
    assert dot.count(" -> ") == len(net(figure).edges)


def test_quotation_marks_and_backslashes_break_no_graph_file() -> None:
    made = ring()
    made.records = [
        replace(one, label='kata "dia" \\ <b>') if isinstance(one, Link) else one  # type: ignore[type-var]
        for one in made.records
    ]
    figure = causes(made)
    assert 'kata \\"dia\\" \\\\ <b>' in WRITERS.load("dot").render([figure], made.study()).decode()
    for form in ("graphml", "svg"):
        ET.fromstring(WRITERS.load(form).render([figure], made.study()).decode())


def test_a_csv_lists_edges_with_their_citations() -> None:
    rows = list(csv.reader(io.StringIO(WRITERS.load("csv").render([causes()], whole()).decode("utf-8-sig"))))
    heads = rows[1]
    assert heads[:3] == ["No.", "Dari", "Ke"]
    assert heads[-1] == "Bukti"


def test_a_workbook_holds_the_picture_before_the_tables() -> None:
    import zipfile

    with zipfile.ZipFile(io.BytesIO(WRITERS.load("xlsx").render([causes()], whole()))) as book:
        names = book.namelist()
        assert [name for name in names if name.startswith("xl/media/")] == ["xl/media/image1.png"]
        sheets = book.read("xl/workbook.xml").decode()
    assert sheets.index('name="Gambar 1"') < sheets.index("Hubungan")


def test_a_tall_figure_stands_in_a_workbook_in_pictures_of_a_page_each() -> None:
    import zipfile

    tall = displays.load("code-heat-map").build(whole())
    with zipfile.ZipFile(io.BytesIO(WRITERS.load("xlsx").render([tall], whole()))) as book:
        drawn = book.read("xl/drawings/drawing1.xml").decode()
        sheet = book.read("xl/worksheets/sheet2.xml").decode()
        index = book.read("xl/worksheets/sheet1.xml").decode()
    heights = [int(one) / 12700 for one in re.findall(r'<a:ext cx="\d+" cy="(\d+)"', drawn)]
    assert all(height <= 741 for height in heights)
    assert sheet.count("<brk ") == len(heights) - 1
    assert "Gambar: " in index


def test_a_format_that_cannot_hold_a_display_is_refused() -> None:
    figure, matrix = causes(), displays.load("role-ordered-matrix").build(whole())
    assert {"svg", "png", "dot", "graphml"} <= set(fitting([figure]))
    assert not {"svg", "png", "dot", "graphml"} & {*fitting([matrix]), *fitting([figure, figure])}


def test_a_figure_is_frozen_and_has_no_cells_to_write() -> None:
    study = whole()
    kept = frozen(study, "jaringan-kausal", snapshot_id="SN-01", at="2018-05-01T10:00:00Z")
    assert kept.display == "causal-network"
    assert kept.content == content_of(displays.load("causal-network").build(study))
    with pytest.raises(BadValue):
        write_cell(study, "causal-network", ("A", "B"), Written(summary="Ada."))
    with pytest.raises(BadValue):
        displays.load("causal-network").build(study, rows="A")
    with pytest.raises(UnknownName):
        displays.load("causal-network").build(study, options={"nodes": "apa"})


LONG = (
    "Kesesuaian antara janji waktu yang diucapkan petugas loket dan waktu selesainya surat "
    "yang diminta oleh warga setempat"
)


def many(codes: int = 200, people: int = 60) -> StudyBuilder:
    """Codes with names of 120 letters, each leading to some of the next; informants who all speak of a few of them."""
    made = StudyBuilder()
    for at in range(people):
        made.informant(f"I-{at:02d}", "Warga")
        made.interview(f"W-{at:02d}", f"I-{at:02d}", f"P: Apa?\nI: satu hal {at} dan dua hal {at} lalu tiga")
    for at in range(codes):
        made.focus(f"K{at}", f"{LONG} {at}")
    for at in range(people):
        said = ((at, f"satu hal {at} dan"), (at + 1, f"hal {at} dan dua"), (at % 7 + 30, f"dua hal {at} lalu"))
        for one, quote in said:
            made.code(f"W-{at:02d}", quote, f"K{one}", "-")
    for at in range(codes - 1):
        who = f"I-{at % people:02d}"
        proof = {"asserted_by": (who,), "segments": (made.segment(f"W-{at % people:02d}", "lalu tiga").id,)}
        linked(made, f"K{at} K{at + 1}", **proof)
        if at % 5 == 0 and at + 3 < codes:
            linked(made, f"K{at} K{at + 3}", **proof)
    return made


@pytest.mark.parametrize("name", ["causal-network", "code-co-occurrence", "code-tree", "cognitive-map", "causal-chain"])
def test_many_codes_long_names_and_many_people_still_give_pages_that_can_be_read(name: str) -> None:
    from qualcode.displays._figure_forms import Room
    from qualcode.displays._figure_pages import pages_of

    study = many(60, 20).study()
    figure = displays.load(name).build(study)
    assert isinstance(figure, Figure)
    room = Room(width=397, height=530)
    for page in pages_of(figure, room):
        assert page.width <= room.width + 4
        assert page.height <= room.height * 1.25
    assert any(LONG in cell for table in tables_of(figure) for row in table.rows for cell in row.cells)


@pytest.mark.parametrize("name", FIGURES)
def test_a_study_of_nothing_but_an_interview_says_what_to_add(name: str) -> None:
    made = StudyBuilder().informant("I-01", "Staf").interview("W-01", "I-01", "P: Apa?\nI: begitu")
    with pytest.raises(DisplayNotReady) as refused:
        displays.load(name).build(made.study())
    assert any("qualcode " in line for line in refused.value.missing)


def test_in_a_context_chart_who_comes_first_in_the_list_of_roles_stands_above() -> None:
    made = StudyBuilder().informant("I-01", "Lurah").informant("I-02", "Tokoh")
    ends = {"from_": "role:Tokoh", "to": "role:Lurah"}
    made.add(Link(id="L-01", kind=LinkKind.WORKS_WITH, formal=False, **ends))
    chart = displays.load("context-chart").build(made.study())
    assert isinstance(chart, Figure)
    (edge,) = net(chart).edges
    assert (edge.from_, edge.to, edge.directed) == ("role:Lurah", "role:Tokoh", False)
