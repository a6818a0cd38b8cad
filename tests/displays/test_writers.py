"""Writers: the same cells in every format, nothing that runs, nothing that is lost."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook
from rich.console import Console

from qualcode import displays
from qualcode.displays._result import Matrix
from qualcode.displays._terminal import print_matrix
from qualcode.displays._text import cell_text
from qualcode.displays._writers import WRITERS, write_file
from qualcode.errors import UnknownName
from qualcode.model import Code, Study
from tests.builders import StudyBuilder
from tests.displays.study import MATRICES, sample, whole

NAME = "role-ordered-matrix"
FORMULA = '=HYPERLINK("http://contoh.invalid","klik")'


def dangerous() -> Study:
    made = StudyBuilder("=1+1").focus("A", "=cmd|' /C calc'!A0").informant("I-01", "@Staf")
    made.add(Code(id="A-1", name="-2+3", parent="A"))
    made.interview("W-01", "I-01", f"P: Apa?\nI: {FORMULA} <b>&amp; | *tebal* `kode`</b>")
    return made.code("W-01", FORMULA, "A", "+").code("W-01", "<b>&amp; | *tebal* `kode`</b>", "A-1", "-").study()


def build(study: Study, name: str = NAME) -> Matrix:
    return displays.load_matrix(name).build(study)


def test_a_csv_opens_without_formulas_and_keeps_every_cell() -> None:
    study = dangerous()
    data = WRITERS.load("csv").render([build(study)], study)
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    for row in rows:
        for value in row:
            assert len(value) < 2 or value[0] not in "=+-@\t\r"
    assert any(FORMULA in value for row in rows for value in row)


def test_a_workbook_reads_back_as_the_matrix(tmp_path: Path) -> None:
    study = whole()
    matrices = [displays.load(name).build(study) for name in MATRICES]
    write_file(matrices, tmp_path / "semua.xlsx", study)
    book = CalamineWorkbook.from_path(str(tmp_path / "semua.xlsx"))
    assert book.sheet_names[0] == "Daftar matriks"
    assert len(book.sheet_names) == len(matrices) + 1
    for at, matrix in enumerate(matrices, 1):
        rows = book.get_sheet_by_index(at).to_python()
        top = 4 if matrix.column_groups else 3
        stub = len(matrix.stub)
        assert rows[top - 1][:stub] == list(matrix.stub)
        for row, (line, cells) in zip(rows[top:], matrix.lines(), strict=False):
            assert row[stub - 1] == line.label
            assert row[stub : stub + len(cells)] == [cell_text(cell, matrix) for cell in cells]


def test_a_workbook_holds_formulas_as_text_and_links_nowhere(tmp_path: Path) -> None:
    import zipfile

    study = dangerous()
    write_file([build(study), build(study)], tmp_path / "a.xlsx", study)
    with zipfile.ZipFile(tmp_path / "a.xlsx") as archive:
        sheets = {name: archive.read(name).decode() for name in archive.namelist() if "worksheets/sheet" in name}
        everything = "".join(archive.read(name).decode() for name in archive.namelist())
    assert not [name for name, xml in sheets.items() if "<f>" in xml]
    assert "TargetMode" not in everything
    last = sheets["xl/worksheets/sheet2.xml"]
    assert 'orientation="landscape"' in last
    assert 'paperSize="9"' in last
    assert 'state="frozen"' in last
    assert "customHeight" in last


def test_words_that_look_like_marks_of_rich_text_stay_words(tmp_path: Path) -> None:
    made = StudyBuilder().focus("A", "<r><t>fokus</t></r>").informant("I-01", "Staf")
    study = made.interview("W-01", "I-01", "P: Apa?\nI: surat").code("W-01", "surat", "A").study()
    write_file([build(study, "matrix")], tmp_path / "a.xlsx", study)
    rows = CalamineWorkbook.from_path(str(tmp_path / "a.xlsx")).get_sheet_by_index(0).to_python()
    assert any("<r><t>fokus</t></r>" in str(value) for row in rows for value in row)


def test_every_line_of_a_cell_has_room() -> None:
    from qualcode.displays._writers._sheet_sizes import lines

    codes = "; ".join(f"W/I-0{n}/12-03-2018/b.{n}{n}" for n in range(1, 8))
    assert lines(codes, 28) == 7
    assert lines("Tindakan, dukungan, atau pelaku", 15) == 3


@pytest.fixture(scope="module")
def wide() -> Matrix:
    """A matrix with long cells and more columns than a page holds."""
    made = StudyBuilder().informant("I-01", "Staf").informant("I-02", "Warga")
    talk = "kami menunggu sampai siang karena petugas loket belum datang dan kursinya kosong " * 3
    said = [f"hal ke-{number:02d} ialah {talk}selesai" for number in range(12)]
    for at, person in enumerate(("I-01", "I-02"), 1):
        made.interview(f"W-{at}", person, "\n".join(f"P: Apa?\nI: {answer}" for answer in said))
    for number, answer in enumerate(said):
        made.focus(f"A{number}", f"Fokus {number}")
        made.code("W-1", answer, f"A{number}", "+").code("W-2", answer[: 90 + number], f"A{number}")
    return build(made.study())


def test_a_sheet_is_printed_in_pages_that_can_be_read(wide: Matrix) -> None:
    import zipfile

    with zipfile.ZipFile(io.BytesIO(WRITERS.load("xlsx").render([wide], dangerous()))) as archive:
        sheet, book = (archive.read(f"xl/{name}.xml").decode() for name in ("worksheets/sheet1", "workbook"))
        styles = archive.read("xl/styles.xml").decode()
    breaks = [int(at) for at in re.findall(r'<brk id="(\d+)"', sheet.partition("<colBreaks")[2])]
    columns = [float(w) for low, high, w in re.findall(r'<col min="(\d+)" max="(\d+)" width="([\d.]+)"', sheet)
               for _ in range(int(low), int(high) + 1)]  # fmt: skip
    assert len(columns) == len(wide.stub) + len(wide.columns)
    assert 'scale="80"' in sheet
    assert "fitToPage" not in sheet
    names = sum(columns[: len(wide.stub)])
    for start, end in zip((len(wide.stub), *breaks), (*breaks, len(columns)), strict=True):
        assert names + sum(columns[start:end]) <= 180
        assert end - start > 1
    assert re.search(r"Print_Titles[^>]*>[^<]*\$A:\$B,[^<]*\$3:\$3<", book)
    assert set(re.findall(r'<name val="([^"]+)"', styles)) == {"Times New Roman"}


def test_rows_of_a_sheet_are_as_high_as_their_text(wide: Matrix) -> None:
    from math import ceil

    from qualcode.displays._writers._sheet_sizes import row_height, sizes_of

    sizes = sizes_of(wide)
    for row, cells in wide.lines():
        texts = [cell_text(cell, wide) for cell in cells]
        height = row_height(sizes, (row.group, row.label), [text.split("\n") for text in texts])
        for text, width in zip(texts, sizes.cells, strict=True):
            assert ceil(len(text) / (width * 1.2)) * 11.5 <= height
        assert height < 409


@pytest.mark.parametrize("form", ["csv", "html", "json", "md", "xlsx"])
@pytest.mark.parametrize("names", [(NAME,), ("causal-network",), (NAME, "causal-network", "matrix")])
def test_displays_that_are_made_while_they_are_written_give_the_same_file(form: str, names: tuple[str, ...]) -> None:
    study, render = whole(), WRITERS.load(form).render
    made = render((displays.load(name).build(study) for name in names), study)
    assert made == render([displays.load(name).build(study) for name in names], study)


def test_a_page_heads_each_cell_on_a_narrow_screen_and_leads_back_to_the_list() -> None:
    study = sample()
    names = ("conceptually-clustered-matrix", NAME)
    text = WRITERS.load("html").render([build(study, name) for name in names], study).decode()
    for matrix in (build(study, name) for name in names):
        for column in matrix.columns:
            heading = f"{column.group}: {column.label}" if column.group else column.label
            assert f'data-column="{heading}"' in text
    page = Page()
    page.feed(text)
    assert page.fetched == [*(f"#{name}" for name in names), "#index", "#index"]
    assert 'id="index"' in text
    assert 'rowspan="2">Staf<' in text


def test_a_page_gives_room_to_running_text_and_to_names_that_are_sentences() -> None:
    study = whole()
    named = build(study, "triangulation-table")
    long = replace(named, rows=tuple(replace(row, label=f"{row.label} " + "Begitu terus. " * 9) for row in named.rows))
    page = WRITERS.load("html").render([long], study).decode()
    assert ' long">' in page
    assert "<td class=text" in page
    assert "<td class=text" not in WRITERS.load("html").render([build(study, "matrix")], study).decode()


def test_sheets_of_equal_or_forbidden_names_are_told_apart(tmp_path: Path) -> None:
    study = sample()
    matrix = replace(build(study), title="Aturan [a]: sebuah judul yang jauh lebih panjang dari batasnya")
    write_file([matrix, matrix], tmp_path / "b.xlsx", study)
    names = CalamineWorkbook.from_path(str(tmp_path / "b.xlsx")).sheet_names
    assert len(set(names)) == 3
    assert all(len(name) <= 31 for name in names)


class Page(HTMLParser):
    """Collects tags and what they fetch."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.fetched: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the tag and what it points to."""
        self.tags.append(tag)
        self.fetched += [value or "" for key, value in attrs if key in ("src", "href", "srcset") and value]

    def handle_data(self, data: str) -> None:
        """Keep the text."""
        self.text += data


def test_a_page_is_one_file_without_scripts_that_opens_segments_in_context() -> None:
    study = sample()
    page = Page()
    page.feed(WRITERS.load("html").render([build(study)], study).decode())
    assert page.fetched == []
    assert not {"script", "link", "img", "iframe"} & set(page.tags)
    assert "details" in page.tags
    assert "I: Nggak pernah saya lihat, *sumpah* [tertawa]." in page.text
    assert "W-02, baris 6" in page.text


def test_a_page_shows_text_as_text() -> None:
    study = dangerous()
    page = Page()
    page.feed(WRITERS.load("html").render([build(study)], study).decode())
    assert "b" not in page.tags
    assert "<b>&amp; | *tebal* `kode`</b>" in page.text


def test_a_page_shows_nothing_around_the_words_of_a_text_that_is_not_pseudonymised() -> None:
    made = StudyBuilder().focus("A").informant("I-01", "Staf")
    made.interview("W-01", "I-01", "P: Siapa?\nI: Bu Ratih tetangga saya, kadang terlambat.").code(
        "W-01", "kadang terlambat", "A", "-"
    )
    closed, open_ = made.study(), made.pseudonymised().study()
    assert "Bu Ratih" not in WRITERS.load("html").render([build(closed)], closed).decode()
    assert "Bu Ratih" in WRITERS.load("html").render([build(open_)], open_).decode()


def test_markdown_takes_nothing_for_markup() -> None:
    study = dangerous()
    text = WRITERS.load("md").render([build(study)], study).decode()
    assert r"\<b\>&amp; \| \*tebal\* \`kode\`\</b\>" in text
    table = [line for line in text.splitlines() if line.startswith(("| ", "|-"))]
    widths = {len(re.findall(r"(?<!\\)\|", line)) for line in table}
    assert len(widths) == 1


def test_json_is_one_object_or_a_list() -> None:
    study = sample()
    one = json.loads(WRITERS.load("json").render([build(study)], study))
    two = json.loads(WRITERS.load("json").render([build(study), build(study, "effects-matrix")], study))
    assert one["name"] == NAME
    assert [matrix["name"] for matrix in two] == [NAME, "effects-matrix"]


@pytest.mark.parametrize("name", WRITERS.names())
def test_a_writer_is_called_like_its_file_and_gives_the_same_bytes(name: str) -> None:
    writer = WRITERS.load(name)
    assert writer.name == name
    for shown in (NAME, "causal-network"):
        one, again = displays.load(shown).build(whole()), displays.load(shown).build(whole())
        if one.kind in writer.kinds:
            assert writer.render([one], whole()) == writer.render([again], whole())


def test_an_unknown_extension_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(UnknownName):
        write_file([build(sample())], tmp_path / "a.pdfx", sample())
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("width", [40, 80, 200])
def test_the_terminal_table_fits_the_window_and_loses_nothing(width: int) -> None:
    matrix = build(sample(), "conceptually-clustered-matrix")
    console = Console(width=width, file=io.StringIO(), markup=False, highlight=False)
    print_matrix(matrix, console)
    printed = console.file.getvalue()  # type: ignore[attr-defined]
    assert max(map(len, printed.splitlines())) <= width
    words = set(printed.split())
    for column in matrix.columns if width > 40 else ():
        assert set(column.label.split()) <= words
    assert "KOS" in words
