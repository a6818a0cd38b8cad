"""Codebooks in the exchange format of the REFI standard (``.qdc``), which NVivo, ATLAS.ti, MAXQDA and others read.

The format holds a name, a description, a colour and the tree. What qualcode holds beyond stands in the description
under headings in brackets, where people can read it and qualcode finds it again; what has no place is told as a loss.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from xml.etree import ElementTree as ET

from qualcode.collection.documents import Remark, remark
from qualcode.model import Code, CodeLevel, CodeOrigin, CodeStatus, Cycle
from qualcode.reduction.codebooks import Codebook, tree_order
from qualcode.terms import Terms

NAMESPACE = "urn:QDA-XML:codebook:1.0"
ORIGIN = "qualcode"
TEXTS = ("include", "exclude", "borderline")
WORDS = ("keywords", "condenses")
BETWEEN = "; "
CHOICES: Mapping[str, type[StrEnum]] = {
    "level": CodeLevel,
    "cycle": Cycle,
    "origin": CodeOrigin,
    "status": CodeStatus,
}
_DEFAULTS = Code(id="", name="")
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SPACE_OF_IDS = uuid.UUID("6f6e2f5a-1c83-5d0b-9d1e-3a2f0c4b7e11")
"""Under which the lasting ids of codes are made, from the study's and the code's own."""


def as_refi(codebook: Codebook, terms: Terms) -> tuple[bytes, tuple[Remark, ...]]:
    """The codebook as ``.qdc``, and what the format cannot hold as its own."""
    ET.register_namespace("", NAMESPACE)
    root = ET.Element(f"{{{NAMESPACE}}}CodeBook", {"origin": ORIGIN})
    top = ET.SubElement(root, f"{{{NAMESPACE}}}Codes")
    codes = tree_order(codebook.codes)
    names = names_of(codes)
    made: dict[str, ET.Element] = {}
    for code in codes:
        above = made.get(code.parent or "", top)
        guid = guid_of(codebook, code.id)
        made[code.id] = ET.SubElement(
            above, f"{{{NAMESPACE}}}Code", {"guid": guid, "name": names[code.id], "isCodable": "true"}
        )
        # The schema wants the description before the codes under it.
        ET.SubElement(made[code.id], f"{{{NAMESPACE}}}Description").text = xml_text(described(code, terms))
    patterns = [code for code in codes if code.condenses]
    if patterns:
        _write_sets(root, codebook, patterns, names, set(made))
    ET.indent(root, " ")
    body = b'<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, encoding="utf-8") + b"\n"
    return body, tuple(losses_of_writing(codebook))


def _write_sets(
    root: ET.Element, codebook: Codebook, patterns: Iterable[Code], names: Mapping[str, str], there: set[str]
) -> None:
    """Pattern codes as sets too, which other programs show as groups of codes."""
    sets = ET.SubElement(root, f"{{{NAMESPACE}}}Sets")
    for code in patterns:
        one = ET.SubElement(
            sets, f"{{{NAMESPACE}}}Set", {"guid": guid_of(codebook, f"{code.id}#set"), "name": names[code.id]}
        )
        for name in code.condenses:
            if name in there:
                ET.SubElement(one, f"{{{NAMESPACE}}}MemberCode", {"guid": guid_of(codebook, name)})


def guid_of(codebook: Codebook, name: str) -> str:
    """The lasting id of a code in exchange files, the same in every export of one study."""
    return str(uuid.uuid5(_SPACE_OF_IDS, f"{codebook.uuid or codebook.name}/{name}"))


def names_of(codes: Iterable[Code]) -> dict[str, str]:
    """Names that are one among those beside them; a name that stands twice takes the id along."""
    seen: dict[tuple[str | None, str], int] = {}
    some = tuple(codes)
    for code in some:
        key = (code.parent, code.name.casefold())
        seen[key] = seen.get(key, 0) + 1
    return {
        code.id: xml_text(code.name if seen[code.parent, code.name.casefold()] == 1 else f"{code.name} ({code.id})")
        for code in some
    }


def described(code: Code, terms: Terms) -> str:
    """The description of a code: its definition, then every other field under its heading."""
    found = [("code", code.id)]
    found += [(name, value) for name in TEXTS if (value := getattr(code, name))]
    found += [("examples", value) for value in code.examples]
    found += [(name, BETWEEN.join(values)) for name in WORDS if (values := getattr(code, name))]
    for name in (*CHOICES, "focus"):
        value = getattr(code, name)
        if value not in (None, getattr(_DEFAULTS, name)):
            found.append((name, terms(f"values.code_level.{value}") if name == "level" else str(value)))
    lines = [f"[{terms(f'codebook.{name}')}] {value}" for name, value in found]
    return "\n".join([code.definition, *lines] if code.definition else lines)


def xml_text(text: str) -> str:
    """The text without the characters that XML cannot hold."""
    return _NOT_XML.sub("", text)


def losses_of_writing(codebook: Codebook) -> Iterator[Remark]:
    """What of a codebook has no place of its own in exchange files."""
    codes = codebook.codes
    held = [code for code in codes if any(getattr(code, name) for name in (*TEXTS, "examples", *WORDS))]
    if held:
        yield remark("refi_description", count=len(held))
    if any(code.level is not CodeLevel.DESCRIPTIVE or code.focus or code.cycle is Cycle.SECOND for code in codes):
        yield remark("refi_levels")
    if patterns := [code.id for code in codes if code.condenses]:
        yield remark("refi_sets_written", names=", ".join(patterns))
    if retired := [code.id for code in codes if code.status is CodeStatus.RETIRED]:
        yield remark("refi_retired", names=", ".join(retired))
    if any(code.history for code in codes):
        yield remark("refi_history")
    if any(focus.question or focus.scale for focus in codebook.focuses):
        yield remark("refi_focuses")
