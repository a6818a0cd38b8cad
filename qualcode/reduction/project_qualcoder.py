"""Projects of QualCoder (folder ``.qda`` with its ``data.qda``): texts, codes in categories, codings with owners."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from xml.etree import ElementTree as ET

from qualcode.reduction.codebook_refi_reading import Lost
from qualcode.reduction.project_built import Built, Tables, describe, number, said

NEEDED = frozenset({"project", "source", "code_name", "code_text"})
_Row = Mapping[str, Any]
_ROOT = (None, "", 0)


def qualcoder_project(tables: Tables, name: str) -> tuple[ET.Element, Lost]:
    """The project as elements of the REFI standard, and what of it has no place there.

    Columns are taken by their names: versions of the file differ in them.
    """
    built, lost = Built(name, "QualCoder"), Lost()
    for row in tables["project"]:
        if memo := said(row.get("memo")):
            built.note(memo)
    _Codes(built, tables).write()
    texts = _texts(built, tables, lost)
    _cases(built, tables, texts, lost)
    for row in tables.get("journal", ()):
        built.note("\n".join(filter(None, (said(row.get("name")), said(row.get("jentry"))))), _owner(built, row))
    for table, key in (("code_av", "foreign_left_recordings"), ("code_image", "foreign_left_pictures")):
        for row in tables.get(table, ()):
            lost.add(key, said(row.get("memo")) or f"{table} {next(iter(row.values()), '')}")
    for _row in tables.get("graph", ()):
        lost.add("qdpx_left_graphs", said(_row.get("name")) or "–")
    return built.root, lost


def _owner(built: Built, row: _Row) -> str:
    return built.user(said(row.get("owner")))


class _Codes:
    """Categories with the codes and categories in them; a code may stand under a code too."""

    def __init__(self, built: Built, tables: Tables) -> None:
        self._built = built
        self._categories = tables.get("code_cat", ())
        self._codes = tables["code_name"]
        known = {("cat", row["catid"]) for row in self._categories} | {("code", row["cid"]) for row in self._codes}
        self._under: dict[tuple[str, Any], list[tuple[str, _Row]]] = {}
        for kind, row in self._all():
            above = self._above(kind, row)
            self._under.setdefault(above if above in known else ("", None), []).append((kind, row))
        self._written: set[tuple[str, Any]] = set()

    def _all(self) -> Iterator[tuple[str, _Row]]:
        yield from (("cat", row) for row in self._categories)
        yield from (("code", row) for row in self._codes)

    @staticmethod
    def _above(kind: str, row: _Row) -> tuple[str, Any]:
        if kind == "cat":
            return "cat", row.get("supercatid")
        return ("code", row["supercid"]) if row.get("supercid") not in _ROOT else ("cat", row.get("catid"))

    def write(self) -> None:
        """Write all of them; those of a ring, which no root leads to, come at the end."""
        self._write(self._built.codes(), ("", None))
        for kind, row in self._all():
            self._one(self._built.codes(), kind, row)

    def _write(self, parent: ET.Element, above: tuple[str, Any]) -> None:
        for kind, row in self._under.get(above, ()):
            self._one(parent, kind, row)

    def _one(self, parent: ET.Element, kind: str, row: _Row) -> None:
        key = kind, row["catid"] if kind == "cat" else row["cid"]
        if key in self._written:
            return
        self._written.add(key)
        given = {"guid": f"{kind}:{key[1]}", "name": said(row.get("name"))}
        given |= {"isCodable": "false"} if kind == "cat" else {"color": said(row.get("color"))}
        element = ET.SubElement(parent, "Code", given)
        describe(element, row.get("memo"))
        self._write(element, key)


def _texts(built: Built, tables: Tables, lost: Lost) -> dict[Any, str]:
    """Id of a source → its text, for those that have one."""
    texts: dict[Any, str] = {}
    codings, notes = _by_source(tables["code_text"]), _by_source(tables.get("annotation", ()))
    for row in tables["source"]:
        text = row.get("fulltext")
        if not said(text):
            lost.add("qdpx_left_media", said(row.get("name")) or said(row.get("mediapath")))
            continue
        texts[row["id"]] = str(text)
        source = built.text(f"source:{row['id']}", said(row.get("name")), str(text))
        describe(source, row.get("memo"))
        for one in codings.get(row["id"], ()):
            user = _owner(built, one)
            selection = built.selection(
                source, (number(one.get("pos0")), number(one.get("pos1"))), str(one.get("seltext") or ""), user
            )
            built.coding(selection, f"code:{one.get('cid')}", user, said(one.get("date")), said(one.get("memo")))
            if one.get("important"):
                lost.add("foreign_important", f"{said(row.get('name'))}: “{said(one.get('seltext'))[:40]}”")
        for one in notes.get(row["id"], ()):
            place = number(one.get("pos0")), number(one.get("pos1"))
            words = str(text)[slice(*place)] if place[0] >= 0 else ""
            describe(built.selection(source, place, words, _owner(built, one)), one.get("memo"))
    return texts


def _by_source(rows: tuple[_Row, ...]) -> dict[Any, list[_Row]]:
    found: dict[Any, list[_Row]] = {}
    for row in rows:
        found.setdefault(row.get("fid"), []).append(row)
    return found


def _cases(built: Built, tables: Tables, texts: Mapping[Any, str], lost: Lost) -> None:
    """Cases with their values and whole sources; values of a file are a case that is named like its source."""
    names = dict.fromkeys(said(row.get("name")) for row in tables.get("attribute", ()))
    for name in names:
        built.add("Variables", "Variable", guid=f"variable:{name}", name=name)
    for row in tables.get("cases", ()):
        case = built.add("Cases", "Case", guid=f"case:{row['caseid']}", name=said(row.get("name")))
        describe(case, row.get("memo"))
        _values(case, tables, "case", row["caseid"])
        for place in tables.get("case_text", ()):
            if place.get("caseid") != row["caseid"] or place.get("fid") not in texts:
                continue
            length = len(texts[place["fid"]].rstrip())
            whole = number(place.get("pos0")) == 0 and number(place.get("pos1")) >= length - 1
            ET.SubElement(case, "SourceRef", {"targetGUID": f"source:{place['fid']}"})
            if not whole:
                lost.add("qdpx_left_case_passages", said(row.get("name")))
    for source in texts:
        if any(row.get("attr_type") == "file" and row.get("id") == source for row in tables.get("attribute", ())):
            case = built.add("Cases", "Case", guid=f"file:{source}", name="")
            _values(case, tables, "file", source)
            ET.SubElement(case, "SourceRef", {"targetGUID": f"source:{source}"})


def _values(case: ET.Element, tables: Tables, kind: str, owner: object) -> None:
    for row in tables.get("attribute", ()):
        if row.get("attr_type") == kind and row.get("id") == owner and said(row.get("value")):
            value = ET.SubElement(case, "VariableValue")
            ET.SubElement(value, "VariableRef", {"targetGUID": f"variable:{said(row.get('name'))}"})
            ET.SubElement(value, "TextValue").text = said(row.get("value"))
