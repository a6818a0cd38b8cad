"""Projects of RQDA (``.rqda``): texts, codes, codings with owners, cases; deleted rows stay under another status."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from xml.etree import ElementTree as ET

from qualcode.reduction.codebook_refi_reading import Lost
from qualcode.reduction.project_built import Built, Tables, describe, number, said

NEEDED = frozenset({"source", "freecode", "coding", "codecat", "treecode"})
_Row = Mapping[str, Any]


def rqda_project(tables: Tables, name: str) -> tuple[ET.Element, Lost]:
    """The project as elements of the REFI standard, and what of it has no place there."""
    built, lost = Built(name, "RQDA"), Lost()
    living = {table: tuple(row for row in rows if _lives(row)) for table, rows in tables.items()}
    for row in living.get("project", ()):
        if memo := said(row.get("memo")):
            built.note(memo)
    _codes(built, living, lost)
    texts = _texts(built, living)
    _cases(built, living, texts, lost)
    for row in living.get("journal", ()):
        text = "\n".join(filter(None, (said(row.get("name")), said(row.get("journal")))))
        built.note(text, built.user(said(row.get("owner"))))
    for row in living.get("image", ()):
        lost.add("qdpx_left_media", said(row.get("name")))
    return built.root, lost


def _lives(row: _Row) -> bool:
    """Whether a row was not deleted; tables without a status delete for good."""
    return "status" not in row or number(said(row["status"]).removesuffix(".0")) == 1


def _codes(built: Built, tables: Tables, lost: Lost) -> None:
    """Codes under their category; one in several stands in the first."""
    categories: dict[Any, ET.Element] = {}
    for row in tables["codecat"]:
        given = {"guid": f"cat:{row.get('catid')}", "name": said(row.get("name")), "isCodable": "false"}
        categories[row.get("catid")] = element = ET.SubElement(built.codes(), "Code", given)
        describe(element, row.get("memo"))
    names = {row.get("id"): said(row.get("name")) for row in tables["freecode"]}
    above: dict[Any, Any] = {}
    for row in tables["treecode"]:
        code, category = row.get("cid"), row.get("catid")
        if category in categories and above.setdefault(code, category) != category:
            lost.add("foreign_categories", names.get(code, "–"))
    for row in tables["freecode"]:
        parent = categories.get(above.get(row.get("id")), built.codes())
        given = {"guid": f"code:{row.get('id')}", "name": said(row.get("name")), "color": said(row.get("color"))}
        describe(ET.SubElement(parent, "Code", given), row.get("memo"))


def _texts(built: Built, tables: Tables) -> dict[Any, str]:
    """Id of a source → its text."""
    texts: dict[Any, str] = {}
    for row in tables["source"]:
        text = texts[row.get("id")] = str(row.get("file") or "")
        source = built.text(f"source:{row.get('id')}", said(row.get("name")), text)
        describe(source, row.get("memo"))
        for one in _of(tables, "coding", row.get("id")):
            user = built.user(said(one.get("owner")))
            words = str(one.get("seltext") or "")
            selection = built.selection(source, _place(one, text, words), words, user)
            built.coding(selection, f"code:{one.get('cid')}", user, said(one.get("date")), said(one.get("memo")))
        for one in _of(tables, "annotation", row.get("id")):
            at = max(0, min(_whole(one.get("position")), len(text)))
            line = text.rfind("\n", 0, at) + 1, text.find("\n", at) % (len(text) + 1)
            user = built.user(said(one.get("owner")))
            describe(built.selection(source, line, text[slice(*line)], user), one.get("annotation"))
    return texts


def _of(tables: Tables, name: str, source: object) -> Iterator[_Row]:
    return (row for row in tables.get(name, ()) if row.get("fid") == source)


def _place(row: _Row, text: str, words: str) -> tuple[int, int]:
    """Where a passage stands: as it was counted, or where its words stand alone if others are there."""
    start, end = _whole(row.get("selfirst")), _whole(row.get("selend"))
    if words and text[max(start, 0) : max(end, 0)] != words and text.count(words) == 1:
        start = text.index(words)
        end = start + len(words)
    return start, end


def _id(value: object) -> str:
    """An id as it is compared: some tables keep it as text, some as a number with a point."""
    return said(value).removesuffix(".0")


def _whole(value: object) -> int:
    """A place; they are kept as numbers with a point."""
    return number(said(value).partition(".")[0])


def _cases(built: Built, tables: Tables, texts: Mapping[Any, str], lost: Lost) -> None:
    """Cases with their values and whole sources; values of a file are a case that is named like its source."""
    pairs = (("caseAttr", "caseID"), ("fileAttr", "fileID"))
    for name in dict.fromkeys(said(row.get("variable")) for table, _key in pairs for row in tables.get(table, ())):
        built.add("Variables", "Variable", guid=f"variable:{name}", name=name)
    for row in tables.get("cases", ()):
        case = built.add("Cases", "Case", guid=f"case:{row.get('id')}", name=said(row.get("name")))
        describe(case, row.get("memo"))
        _values(case, tables, *pairs[0], row.get("id"))
        for link in tables.get("caselinkage", ()):
            if link.get("caseid") == row.get("id") and link.get("fid") in texts:
                ET.SubElement(case, "SourceRef", {"targetGUID": f"source:{link['fid']}"})
                if _whole(link.get("selfirst")) > 0 or _whole(link.get("selend")) < len(texts[link["fid"]].rstrip()):
                    lost.add("qdpx_left_case_passages", said(row.get("name")))
    for source in texts:
        if any(_id(row.get("fileID")) == _id(source) for row in tables.get("fileAttr", ())):
            case = built.add("Cases", "Case", guid=f"file:{source}", name="")
            _values(case, tables, *pairs[1], source)
            ET.SubElement(case, "SourceRef", {"targetGUID": f"source:{source}"})


def _values(case: ET.Element, tables: Tables, table: str, key: str, owner: object) -> None:
    for row in tables.get(table, ()):
        if _id(row.get(key)) == _id(owner) and said(row.get("value")):
            value = ET.SubElement(case, "VariableValue")
            ET.SubElement(value, "VariableRef", {"targetGUID": f"variable:{said(row.get('variable'))}"})
            ET.SubElement(value, "TextValue").text = said(row.get("value"))
