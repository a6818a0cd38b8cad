"""Elements of WordprocessingML, put where the schema wants them."""

from __future__ import annotations

from typing import Any

ORDER: dict[str, tuple[str, ...]] = {
    "w:rPr": (
        "rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "color", "spacing", "kern",
        "sz", "szCs", "highlight", "u", "bdr", "shd", "vertAlign", "rtl", "cs", "lang",
    ),
    "w:pPr": (
        "pStyle", "keepNext", "keepLines", "pageBreakBefore", "widowControl", "numPr", "suppressLineNumbers",
        "pBdr", "shd", "tabs", "spacing", "ind", "contextualSpacing", "jc", "outlineLvl", "rPr", "sectPr",
    ),
    "w:tblPr": (
        "tblStyle", "tblpPr", "tblOverlap", "tblStyleRowBandSize", "tblStyleColBandSize", "tblW", "jc",
        "tblCellSpacing", "tblInd", "tblBorders", "shd", "tblLayout", "tblCellMar", "tblLook",
    ),
    "w:trPr": ("cantSplit", "tblHeader", "jc"),
    "w:tcPr": ("tcW", "gridSpan", "vMerge", "tcBorders", "shd", "noWrap", "tcMar", "vAlign"),
    "w:style": (
        "name", "aliases", "basedOn", "next", "link", "uiPriority", "semiHidden", "unhideWhenUsed", "qFormat",
        "rsid", "pPr", "rPr", "tblPr", "trPr", "tcPr", "tblStylePr",
    ),
    "w:tblStylePr": ("pPr", "rPr", "tblPr", "trPr", "tcPr"),
    "w:sectPr": (
        "headerReference", "footerReference", "type", "pgSz", "pgMar", "pgNumType", "cols", "titlePg", "docGrid",
    ),
    "w:settings": (
        "writeProtection", "view", "zoom", "removePersonalInformation", "mirrorMargins", "updateFields",
        "defaultTabStop", "evenAndOddHeaders", "footnotePr", "endnotePr", "compat", "rsids", "mathPr", "themeFontLang",
    ),
}  # fmt: skip


def child(parent: Any, *names: str) -> Any:
    """The element at a path of names under a parent, made in schema order where it is missing."""
    for name in names:
        parent = _child(parent, name)
    return parent


def _child(parent: Any, name: str) -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    found = parent.find(qn(name))
    if found is not None:
        return found
    made = OxmlElement(name)
    insert_ordered(parent, made)
    return made


def insert_ordered(parent: Any, made: Any) -> None:
    """Put an element among its siblings as the schema orders them; unknown ones go last."""
    order = ORDER.get(_prefixed(parent), ())
    name = _local(made)
    if name not in order:
        parent.append(made)
        return
    place = order.index(name)
    for at, sibling in enumerate(parent):
        if _local(sibling) in order and order.index(_local(sibling)) > place:
            parent.insert(at, made)
            return
    parent.append(made)


def style_of(paragraph: Any) -> str:
    """The id of a paragraph's style; empty where it names none."""
    from docx.oxml.ns import qn

    style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    return "" if style is None else str(style.get(qn("w:val")))


def put_first(parent: Any, name: str) -> None:
    """Move the properties of an element before everything else in it."""
    from docx.oxml.ns import qn

    properties = parent.find(qn(name))
    parent.remove(properties)
    parent.insert(0, properties)


def set_borders(borders: Any, edges: tuple[str, ...], size: int = 4) -> None:
    """Single rules on the edges given (eighths of a point), none elsewhere."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for edge in list(borders):
        borders.remove(edge)
    for edge in edges:
        rule = OxmlElement(f"w:{edge}")
        for name, value in (("val", "single"), ("sz", str(size)), ("space", "0"), ("color", "000000")):
            rule.set(qn(f"w:{name}"), value)
        borders.append(rule)


def _local(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _prefixed(element: Any) -> str:
    return f"w:{_local(element)}"
