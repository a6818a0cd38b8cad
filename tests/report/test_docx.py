"""The Word file, by its XML: page, styles, captions, sections, quotations with their place, lasting bytes."""

from __future__ import annotations

import dataclasses
import io
import re
import zipfile
from functools import cache
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from qualcode import report
from qualcode.report.document import Document, Figure, Paragraph, Reference, Section, Table
from qualcode.report.numbering import numbered
from qualcode.report.parts import quotations
from qualcode.report.profile import load_profile
from qualcode.report.writers._docx_xml import style_of
from qualcode.terms import terms_for
from tests.report.office import study

CM = 360_000
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360000002000001e221bc33"
    "0000000049454e44ae426082"
)


@cache
def chapter() -> Document:
    return report.build(study())


@cache
def content() -> bytes:
    return report.to_bytes(chapter(), "docx")


@pytest.fixture
def word() -> Any:
    return docx.Document(io.BytesIO(content()))


def xml(name: str = "word/document.xml", made: bytes = b"") -> str:
    return zipfile.ZipFile(io.BytesIO(made or content())).read(name).decode()


def paragraphs(word: Any, style: str) -> list[str]:
    return [p.text for p in word.paragraphs if p.style.name == style]


def test_every_page_is_a4_with_the_margins_of_the_profile(word: Any) -> None:
    for section in word.sections:
        sides = sorted(round(side / CM, 1) for side in (section.page_width, section.page_height))
        assert sides == [21.0, 29.7]
        margins = (section.left_margin, section.top_margin, section.right_margin, section.bottom_margin)
        assert [round(margin / CM, 1) for margin in margins] == [4.0, 4.0, 3.0, 3.0]


def test_the_font_is_times_new_roman_everywhere_and_no_theme_wins_over_it() -> None:
    styles = xml("word/styles.xml")
    assert not re.search(r"w:(ascii|hAnsi|cs|eastAsia)Theme=", styles)
    named = "".join(re.findall(r"<w:rFonts[^>]*>", styles))
    fonts = set(re.findall(r'w:(?:ascii|hAnsi|eastAsia|cs)="([^"]+)"', named))
    assert fonts <= {"Times New Roman", "Consolas"}
    assert "w:color" not in re.sub(r"<w:(?:top|left|bottom|right|insideH|insideV|shd)\b[^>]*>", "", styles)


def test_body_text_is_justified_indented_and_spaced_as_the_profile_says(word: Any) -> None:
    body = word.styles["Body Text"].paragraph_format
    assert body.line_spacing == 2
    assert round(body.first_line_indent / CM, 2) == 1.25
    assert body.alignment == 3
    assert word.styles["Body Text"].font.size.pt == 12


def test_the_title_is_one_heading_on_two_lines(word: Any) -> None:
    (title,) = [p for p in word.paragraphs if p.style.name == "Heading 1"]
    assert title.text == "BAB IV\nHASIL PENELITIAN DAN PEMBAHASAN"
    style = word.styles["Heading 1"]
    assert (style.paragraph_format.alignment, style.font.bold, style.font.size.pt) == (1, True, 12)
    assert word.paragraphs[0].text == title.text


def test_headings_are_real_headings(word: Any) -> None:
    assert [text.split(" ", 1)[0] for text in paragraphs(word, "Heading 2")] == [
        "4.1",
        "4.2",
        "4.3",
        "4.4",
        "4.5",
        "4.6",
    ]
    assert "4.3.1 Kedisiplinan" in paragraphs(word, "Heading 3")


def test_quotations_are_single_spaced_indented_and_carry_their_code(word: Any) -> None:
    block = word.styles["Block Text"].paragraph_format
    assert (block.line_spacing, round(block.left_indent / CM, 2), block.first_line_indent) == (1, 1.25, 0)
    found = paragraphs(word, "Block Text")
    assert len(found) == sum(1 for one in quotations(chapter()) if hasattr(one, "citation"))
    assert all(re.search(r" \([WOD]/[^)]+\)$", text) for text in found)


def bookmarks(made: str) -> dict[str, str]:
    """Bookmark name → the text that it encloses."""
    names: dict[str, str] = {}
    found: dict[str, str] = {}
    for tag in re.finditer(r"<w:bookmarkStart ([^>]*)/>|<w:bookmarkEnd ([^>]*)/>|<w:t[^>]*>([^<]*)</w:t>", made):
        start, end, text = tag.groups()
        if start:
            name, mark = re.search(r'w:name="([^"]*)"', start), re.search(r'w:id="([^"]*)"', start)
            assert name
            assert mark
            names[mark[1]] = name[1]
        elif end:
            mark = re.search(r'w:id="([^"]*)"', end)
            assert mark
            names.pop(mark[1], None)
        elif text is not None:
            for name_ in names.values():
                found[name_] = found.get(name_, "") + text
    return found


def test_each_quotation_is_bookmarked_with_source_line_and_segment() -> None:
    found = bookmarks(xml())
    made = list(quotations(chapter()))
    assert len({one.place.bookmark for one in made}) == len(made)
    for one in made:
        name = one.place.bookmark
        assert re.fullmatch(r"[A-Za-z]\w{0,39}", name)
        assert name.startswith(f"{one.place.source.replace('-', '_')}_b{one.place.first_line}")
        assert name.endswith(one.place.segment.replace("-", "_"))
        assert found[name].strip("“”") == " ".join(one.text.split())


def test_captions_stand_above_tables_with_a_running_field(word: Any) -> None:
    assert [text.split(" ")[:2] for text in paragraphs(word, "Table Caption")] == [
        ["Tabel", f"4.{number}"] for number in range(1, len(chapter().tables) + 1)
    ]
    body = list(word.element.body)
    tables = [element for element in body if element.tag == qn("w:tbl")]
    for table in tables:
        before = table.getprevious()
        while before.tag != qn("w:p"):
            before = before.getprevious()
        assert before.find(f"{qn('w:pPr')}/{qn('w:pStyle')}").get(qn("w:val")) == "TableCaption"
        assert "SEQ Tabel" in "".join(t.text for t in before.iter(qn("w:instrText")))
    assert len(tables) == len(chapter().tables)
    assert word.styles["Table Caption"].paragraph_format.keep_with_next


def test_header_rows_repeat_and_no_row_is_cut_but_the_first(word: Any) -> None:
    for table in word.tables:
        rows = table._tbl.findall(qn("w:tr"))
        heads = sum(row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in rows)
        kept = [row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in rows]
        assert kept == [at != heads for at in range(len(rows))]
        assert rows[0].find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
        assert rows[-1].find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is None
        assert all(row[0].tag == qn("w:trPr") for row in rows if row.find(qn("w:trPr")) is not None)


def test_cells_are_ten_points_single_spaced_without_indent(word: Any) -> None:
    for name in ("Table Header", "Matrix Cell", "Matrix Quote", "Matrix Number"):
        style = word.styles[name]
        assert (style.font.size.pt, style.paragraph_format.line_spacing) == (10, 1)
        assert not style.paragraph_format.first_line_indent
    used = {p.style.name for table in word.tables for row in table.rows for one in row.cells for p in one.paragraphs}
    assert used <= {"Table Header", "Matrix Cell", "Matrix Quote", "Matrix Number", "Normal"}
    assert "Matrix Number" in used


def test_columns_fill_the_width_of_their_page(word: Any) -> None:
    wide = {block.key for block in chapter().blocks() if isinstance(block, Table) and block.wide}
    keys = [entry.key for entry in chapter().tables]
    for key, table in zip(keys, word.tables, strict=True):
        width = sum(int(column.get(qn("w:w"))) for column in table._tbl.tblGrid.findall(qn("w:gridCol"))) / 567
        assert width == pytest.approx(22.7 if key in wide else 14.0, abs=0.1)


def test_wide_tables_stand_alone_on_landscape_pages_and_the_rest_is_upright(word: Any) -> None:
    wide = [block.key for block in chapter().blocks() if isinstance(block, Table) and block.wide]
    turned = [section for section in word.sections if section.page_width > section.page_height]
    assert wide
    assert 0 < len(turned) <= len(wide)
    assert word.sections[0].page_width < word.sections[0].page_height
    assert word.sections[-1].page_width < word.sections[-1].page_height
    assert "SectionBreak" not in xml()


def test_no_page_is_left_empty_between_sections(word: Any) -> None:
    assert 'w:type="page"' not in xml()
    assert word.styles["List Title"].paragraph_format.page_break_before
    ends = [p for p in word.element.body.findall(qn("w:p")) if p.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is not None]
    for end in ends:
        assert "".join(t.text or "" for t in end.iter(qn("w:t"))).strip()


def test_page_numbers_survive_in_every_section(word: Any) -> None:
    first = word.sections[0]
    assert first.different_first_page_header_footer
    assert "PAGE" in first.first_page_footer._element.xml
    assert first.first_page_footer.paragraphs[0].alignment == 1
    assert "PAGE" not in first.first_page_header._element.xml
    assert "PAGE" in first.header._element.xml
    assert first.header.paragraphs[0].alignment == 2
    for section in list(word.sections)[1:]:
        assert section.header.is_linked_to_previous
        assert section.footer.is_linked_to_previous
        assert not section.different_first_page_header_footer


def test_the_list_of_tables_is_filled_and_points_to_the_pages() -> None:
    made = xml()
    for entry in chapter().tables:
        assert f'<w:hyperlink w:anchor="{entry.key}"' in made
        assert f"PAGEREF {entry.key} " in made
        assert f'w:name="{entry.key}"' in made
    assert made.index("DAFTAR TABEL") > made.index("4.6 Keabsahan Data")
    assert "DAFTAR GAMBAR" not in made


def test_slots_and_marks_are_shaded(word: Any) -> None:
    assert any(text.startswith("[ISI: ") for text in paragraphs(word, "Slot"))
    assert paragraphs(word, "Mark") == ["[DRAF: temuan T-02 belum terverifikasi]"] * 2
    for name in ("Slot", "Mark", "Slot Text"):
        assert word.styles[name].element.find(f".//{qn('w:shd')}").get(qn("w:fill")) not in (None, "auto")


def test_language_title_and_author_are_set(word: Any) -> None:
    properties = word.core_properties
    assert (properties.language, properties.author) == ("id-ID", "Peneliti contoh")
    assert properties.title == "BAB IV HASIL PENELITIAN DAN PEMBAHASAN"
    assert 'w:val="id-ID"' in xml("word/styles.xml")


def test_the_same_document_gives_the_same_bytes() -> None:
    assert report.to_bytes(report.build(study()), "docx") == content()
    packed = zipfile.ZipFile(io.BytesIO(content()))
    assert {entry.date_time for entry in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert "dcterms:created" not in xml("docProps/core.xml")


def test_a_draft_says_so_on_every_page() -> None:
    made = report.to_bytes(dataclasses.replace(chapter(), draft=True), "docx")
    word = docx.Document(io.BytesIO(made))
    first = word.sections[0]
    for header in (first.header, first.first_page_header):
        assert any("DRAF" in paragraph.text for paragraph in header.paragraphs)


def test_a_campus_sets_page_font_rules_and_page_numbers() -> None:
    campus = dataclasses.replace(
        load_profile(),
        paper="17.6x25",
        font_family="Arial",
        font_size_pt=10.0,
        line_spacing=1.15,
        table_rules="three",
        table_caption_align="left",
        chapter_lines=1,
        page_number_first="none",
        page_number_other="bottom_right",
        quote_marks_in_block=True,
        interview_italic=True,
        caption_stop=".",
    )
    made = report.to_bytes(report.build(study(), "bab-4", campus), "docx")
    word = docx.Document(io.BytesIO(made))
    assert round(word.sections[0].page_width / CM, 1) == 17.6
    assert word.styles["Body Text"].font.name == "Arial"
    assert word.paragraphs[0].text == "BAB IV HASIL PENELITIAN DAN PEMBAHASAN"
    assert "PAGE" not in word.sections[0].first_page_footer._element.xml
    assert "PAGE" in word.sections[0].footer._element.xml
    borders = word.styles["Table"].element.find(f"{qn('w:tblPr')}/{qn('w:tblBorders')}")
    assert {edge.tag.rpartition("}")[2] for edge in borders} == {"top", "bottom"}
    quotation = next(p for p in word.paragraphs if p.style.name == "Block Text")
    assert quotation.text.startswith("“")
    assert any(run.italic for run in quotation.runs)
    assert any(text.startswith("Tabel 4.1. ") for text in paragraphs(word, "Table Caption"))


def test_a_figure_stands_above_its_caption_and_in_its_list() -> None:
    base = chapter()
    figure = Figure(key="figure_a", caption="Bagan konteks", image=PIXEL)
    blocks = (Paragraph(runs=(Reference(target="figure_a"),)), figure)
    made = numbered(dataclasses.replace(base, sections=(Section(key="site", blocks=blocks),)), terms_for("id"))
    word = docx.Document(io.BytesIO(report.to_bytes(made, "docx")))
    names = [p.style.name for p in word.paragraphs]
    assert names.index("Captioned Figure") == names.index("Image Caption") - 1
    assert paragraphs(word, "Image Caption") == ["Gambar 4.1 Bagan konteks"]
    assert "DAFTAR GAMBAR" in paragraphs(word, "List Title")
    assert len(word.inline_shapes) == 1


def test_no_mark_of_the_templates_is_left_in_the_text() -> None:
    text = " ".join(re.findall(r"<w:t[^>]*>([^<]*)</w:t>", xml()))
    assert not re.search(r":::|\{[.#=]|\\[A-Za-z(]|custom-style", text)


def test_text_right_below_a_table_stands_off_it() -> None:
    made = report.to_bytes(report.build(study(), "bab-4", "ui-2017"), "docx")
    after = [one.getnext() for one in docx.Document(io.BytesIO(made)).element.body.findall(qn("w:tbl"))]
    spaced = [one.find(f"{qn('w:pPr')}/{qn('w:spacing')}") for one in after if style_of(one) != "TableSource"]
    assert spaced
    assert all(one is not None and int(one.get(qn("w:before"))) >= 200 for one in spaced)


def test_a_small_table_stands_whole_on_one_page(word: Any) -> None:
    small = next(table for table in word.tables if len(table.rows) <= 6)
    assert all(
        one.paragraph_format.keep_with_next for row in small.rows for cell in row.cells for one in cell.paragraphs
    )
