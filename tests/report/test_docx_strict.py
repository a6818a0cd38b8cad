"""The Word file by the letter of the schema: order of elements, names that are unique, cells that hold a paragraph."""

from __future__ import annotations

import base64
import dataclasses
import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from qualcode import report
from qualcode.report.document import Column, Document, Figure, HeaderCell, Paragraph, Section, Table, Text
from qualcode.report.numbering import numbered
from qualcode.report.tables import cell
from qualcode.terms import terms_for
from tests.report.office import study

ORDERS = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore widowControl numPr pBdr shd tabs kinsoku spacing ind "
    "contextualSpacing jc outlineLvl rPr sectPr",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike color spacing kern sz szCs highlight u bdr shd vertAlign "
    "rtl cs lang",
    "tblPr": "tblStyle tblStyleRowBandSize tblStyleColBandSize tblW jc tblInd tblBorders shd tblLayout tblCellMar "
    "tblLook",
    "tcPr": "tcW gridSpan vMerge tcBorders shd noWrap tcMar vAlign",
    "sectPr": "headerReference|footerReference footnotePr type pgSz pgMar pgNumType cols titlePg docGrid",
    "style": "name aliases basedOn next link autoRedefine uiPriority semiHidden unhideWhenUsed qFormat rsid pPr rPr "
    "tblPr trPr tcPr tblStylePr",
    "settings": "zoom embedSystemFonts proofState stylePaneFormatFilter doNotTrackMoves defaultTabStop "
    "drawingGridHorizontalSpacing drawingGridVerticalSpacing displayHorizontalDrawingGridEvery "
    "displayVerticalDrawingGridEvery characterSpacingControl savePreviewPicture footnotePr endnotePr compat rsids "
    "mathPr themeFontLang clrSchemeMapping decimalSymbol listSeparator",
}


@cache
def content() -> bytes:
    return report.to_bytes(report.build(study()), "docx")


FIGURE = Figure(
    key="f_1",
    caption="Hubungan",
    image=base64.b64decode(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAG7buVgAAAABJRU5ErkJggg=="
    ),
    lines=("I-01 menegur I-02",),
)


def parts(made: bytes = b"") -> Iterator[tuple[str, Any]]:
    packed = zipfile.ZipFile(io.BytesIO(made or content()))
    for name in packed.namelist():
        if name.startswith("word/") and name.endswith(".xml"):
            yield name, parse_xml(packed.read(name))


def document(made: bytes = b"") -> Any:
    return dict(parts(made))["word/document.xml"]


def local(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


@pytest.mark.parametrize("name", list(ORDERS))
def test_elements_stand_in_the_order_of_the_schema(name: str) -> None:
    place = {part: at for at, group in enumerate(ORDERS[name].split()) for part in group.split("|")}
    for path, root in parts():
        for element in root.iter(qn(f"w:{name}")):
            children = [local(child) for child in element]
            assert set(children) <= set(place), (path, name, set(children) - set(place))
            places = [place[child] for child in children]
            assert places == sorted(places), (path, children)


def test_properties_come_first_and_each_cell_ends_with_a_paragraph() -> None:
    root = document()
    for kind in ("p", "r", "tr", "tc"):
        for element in root.iter(qn(f"w:{kind}")):
            properties = element.find(qn(f"w:{kind}Pr"))
            assert properties is None or element[0] is properties
    assert all(one[-1].tag == qn("w:p") for one in root.iter(qn("w:tc")))


def test_rows_fill_the_grid_of_their_table() -> None:
    for table in document().iter(qn("w:tbl")):
        for row in table.findall(qn("w:tr")):
            spans = [one.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}") for one in row.findall(qn("w:tc"))]
            assert sum(1 if span is None else int(span.get(qn("w:val"))) for span in spans) == len(table.tblGrid)


def test_bookmarks_are_unique_and_closed_and_every_link_has_one() -> None:
    root = document()
    starts = list(root.iter(qn("w:bookmarkStart")))
    names, numbers = [one.get(qn("w:name")) for one in starts], [one.get(qn("w:id")) for one in starts]
    assert len(set(names)) == len(names)
    assert len(set(numbers)) == len(numbers)
    assert sorted(numbers) == sorted(one.get(qn("w:id")) for one in root.iter(qn("w:bookmarkEnd")))
    assert {one.get(qn("w:anchor")) for one in root.iter(qn("w:hyperlink"))} <= set(names)


def test_every_style_that_is_used_is_there() -> None:
    known = {style.get(qn("w:styleId")) for style in dict(parts())["word/styles.xml"].iter(qn("w:style"))}
    used = {
        one.get(qn("w:val")) for kind in ("pStyle", "rStyle", "tblStyle") for one in document().iter(qn(f"w:{kind}"))
    }
    assert used <= known


def test_word_does_not_open_it_as_a_file_of_an_old_version() -> None:
    settings = dict(parts())["word/settings.xml"]
    (mode,) = settings.findall(f"{qn('w:compat')}/{qn('w:compatSetting')}")
    assert (mode.get(qn("w:name")), mode.get(qn("w:val"))) == ("compatibilityMode", "15")


def test_the_label_of_a_caption_is_bold() -> None:
    caption = next(p for p in document().iter(qn("w:p")) if "SEQ Tabel" in "".join(p.itertext()))
    styled = [r for r in caption.iter(qn("w:r")) if r.find(f"{qn('w:rPr')}/{qn('w:rStyle')}") is not None]
    assert "".join(t.text for r in styled for t in r.iter(qn("w:t"))) == "Tabel 4.1"


def test_codes_of_informants_are_not_cut_at_their_hyphen() -> None:
    assert document().findall(f".//{qn('w:noBreakHyphen')}")
    assert "(I-0" not in "".join(t.text or "" for t in document().iter(qn("w:t")))


def test_every_part_is_declared_related_and_there() -> None:
    packed = zipfile.ZipFile(io.BytesIO(content()))
    names = set(packed.namelist())
    assert len(names) == len(packed.namelist())
    types = parse_xml(packed.read("[Content_Types].xml"))
    endings = {one.get("Extension") for one in types if local(one) == "Default"}
    overrides = {str(one.get("PartName")).lstrip("/") for one in types if local(one) == "Override"}
    assert overrides <= names
    assert {name for name in names if name.rpartition(".")[2] not in endings} <= overrides | {"[Content_Types].xml"}
    for name in names:
        if not name.endswith(".rels"):
            continue
        folder = posixpath.dirname(posixpath.dirname(name))
        relations = parse_xml(packed.read(name))
        numbers = [one.get("Id") for one in relations]
        assert len(set(numbers)) == len(numbers)
        inside = [one.get("Target") for one in relations if one.get("TargetMode") != "External"]
        assert {posixpath.normpath(posixpath.join(folder, str(one))).lstrip("/") for one in inside} <= names
        owner = posixpath.join(folder, posixpath.basename(name).removesuffix(".rels"))
        used = set(re.findall(rb'r:(?:id|embed|link)="([^"]+)"', packed.read(owner))) if owner in names else set()
        assert {one.decode() for one in used} <= set(numbers)


def test_pictures_have_numbers_of_their_own_and_words_for_who_cannot_see_them() -> None:
    with_figure = dataclasses.replace(
        with_table("satu"), sections=(Section(key="site", blocks=(FIGURE, dataclasses.replace(FIGURE, key="f_2"))),)
    )
    root = document(report.to_bytes(numbered(with_figure, terms_for("id")), "docx"))
    pictures = [one for one in root.iter() if local(one) == "docPr"]
    assert [one.get("descr") for one in pictures] == ["Hubungan: I-01 menegur I-02"] * 2
    assert len({one.get("id") for one in pictures}) == 2


def test_letters_become_smaller_where_a_word_would_be_cut() -> None:
    cells = tuple(cell((Text("pertanggungjawaban"),)) for _ in range(8))
    base = with_table("satu")
    table = next(block for block in base.blocks() if isinstance(block, Table))
    tight = dataclasses.replace(
        table,
        columns=tuple(Column(share=1 / 8) for _ in range(8)),
        header=(tuple(HeaderCell(text="Isi") for _ in range(8)),),
        rows=(cells,),
    )
    made = dataclasses.replace(base, sections=(Section(key="site", blocks=(tight,)),))
    (found,) = document(report.to_bytes(made, "docx")).iter(qn("w:tbl"))
    assert {one.get(qn("w:val")) for one in found.iter(qn("w:sz"))} == {"14"}
    (usual,) = document(report.to_bytes(base, "docx")).iter(qn("w:tbl"))
    assert list(usual.iter(qn("w:sz"))) == []


def with_table(*rows: str, wide: bool = False, before: int = 1) -> Document:
    """A chapter of some lines and one table of one column."""
    base = report.build(study())
    table = Table(
        key="table_a",
        caption="Contoh",
        columns=(Column(share=1.0),),
        header=((HeaderCell(text="Isi"),),),
        rows=tuple((cell((Text(row),)),) for row in rows),
        wide=wide,
    )
    lines = tuple(Paragraph(runs=(Text(f"Baris {at}."),)) for at in range(before))
    sections = (Section(key="site", blocks=(*lines, table)),)
    return numbered(dataclasses.replace(base, sections=sections, tables=()), terms_for("id"))


def test_only_a_row_taller_than_a_third_of_its_page_may_be_cut() -> None:
    made = report.to_bytes(with_table("pertama", "pendek", "panjang sekali " * 400), "docx")
    (table,) = document(made).iter(qn("w:tbl"))
    kept = [row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in table.findall(qn("w:tr"))]
    assert kept == [True, False, True, False]


def test_no_line_or_two_stand_alone_before_a_page_on_its_side() -> None:
    made = document(report.to_bytes(with_table("pendek", wide=True, before=12), "docx"))
    lines = [p for p in made.iter(qn("w:p")) if "Baris" in "".join(p.itertext())]
    kept = [p.find(f"{qn('w:pPr')}/{qn('w:keepNext')}") is not None for p in lines]
    assert kept == [*[False] * 6, *[True] * 5, False]


def test_tables_on_their_side_that_follow_one_another_share_their_pages() -> None:
    base = with_table("satu", wide=True)
    (section,) = base.sections
    table = section.blocks[-1]
    assert isinstance(table, Table)
    second = dataclasses.replace(table, key="table_b")
    twice = Section(key="site", blocks=(*section.blocks, second))
    made = document(report.to_bytes(dataclasses.replace(base, sections=(twice,)), "docx"))
    turned = [size for size in made.iter(qn("w:pgSz")) if size.get(qn("w:orient")) == "landscape"]
    assert (len(list(made.iter(qn("w:tbl")))), len(turned)) == (2, 1)
