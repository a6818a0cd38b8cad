"""Codebooks of other programs (``.qdc`` of the REFI standard) read with what of them has no place here."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from qualcode.collection.documents import Remark, remark
from qualcode.collection.written_files import read_bytes
from qualcode.errors import BadFile, Problem
from qualcode.model import Code, CodeLevel, Study
from qualcode.reduction.codebook_refi import BETWEEN, CHOICES, NAMESPACE, ORIGIN, TEXTS, WORDS
from qualcode.reduction.codebooks import Codebook, tree_order
from qualcode.terms import LANGUAGES, terms_for

_HEADING = re.compile(r"\[([^\]]+)\](?: (.*))?")
_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Lost:
    """What of a file has no place here: names by the key of their remark."""

    names: dict[str, list[str]] = field(default_factory=dict)

    def add(self, key: str, name: str) -> None:
        """Note one thing."""
        self.names.setdefault(key, []).append(name)

    def remarks(self) -> tuple[Remark, ...]:
        """One remark a key: how many there are, and the first names, each once."""
        return tuple(
            remark(key, names=", ".join(shown[:_SHOWN]) + (" …" if len(shown) > _SHOWN else ""), count=len(names))
            for key, names in self.names.items()
            for shown in [list(dict.fromkeys(names))]
        )


@dataclass(frozen=True, slots=True)
class Exchange:
    """A codebook read from an exchange file, and what of the file has no place here.

    ``own`` says that qualcode wrote it, so that it holds every field.
    """

    codebook: Codebook
    losses: tuple[Remark, ...] = ()
    own: bool = False


def read_refi(path: Path) -> Exchange:
    """A ``.qdc`` of any program. ``BadFile`` for one that cannot be read or holds no codes."""
    root = _root(path)
    namespace, _brace, name = root.tag.rpartition("}")
    if name != "CodeBook":
        raise BadFile(path.name, (Problem("not_qdc"),))
    found = CodeReading(own=root.get("origin", "").startswith(ORIGIN), origin=root.get("origin", ""))
    for codes in children(root, "Codes"):
        for element in children(codes, "Code"):
            found.take(element, None)
    if not found.codes:
        raise BadFile(path.name, (Problem("no_codes"),))
    if namespace != "{" + NAMESPACE:
        found.lost.add("refi_namespace", namespace.lstrip("{") or "–")
    if not found.own:
        found.nest_by_name()
        for one in (one for sets in children(root, "Sets") for one in children(sets, "Set")):
            found.lost.add("refi_sets_left", one.get("name", ""))
    return Exchange(codebook=found.codebook(), losses=found.lost.remarks(), own=found.own)


def _root(path: Path) -> ET.Element:
    body = read_bytes(path)
    if b"<!DOCTYPE" in body or b"<!ENTITY" in body:
        raise BadFile(path.name, (Problem("not_qdc"),))
    try:
        return ET.fromstring(body)  # noqa: S314 - no document type, hence no entities that could grow
    except ET.ParseError as error:
        raise BadFile(path.name, (Problem("not_qdc", error.position[0]),)) from None


def plain_guid(guid: str | None) -> str:
    """An id as it is compared: some programs put it in braces or in capitals."""
    return (guid or "").strip("{} ").lower()


def children(element: ET.Element, name: str) -> Iterator[ET.Element]:
    """Children of a local name; programs differ in the namespace."""
    return (child for child in element if child.tag.rpartition("}")[2] == name)


class CodeReading:
    """Codes as they are read, with what has no place here; ``by_guid`` gives the ids of codes by those of the file."""

    def __init__(self, *, own: bool, origin: str) -> None:
        self.own = own
        self.origin = origin
        self.codes: dict[str, Code] = {}
        self.by_guid: dict[str, str] = {}
        self.lost = Lost()

    def take(self, element: ET.Element, parent: str | None) -> None:
        """One code and those under it."""
        name = unicodedata.normalize("NFC", element.get("name", "").strip())
        text = "".join(next((child.itertext() for child in children(element, "Description")), iter(())))
        text = unicodedata.normalize("NFC", text)
        fields: dict[str, Any] = _fields(text) if self.own else {"definition": text.strip()}
        if self.own:
            name = name.removesuffix(f" ({fields.get('code')})")
        code_id = fields.pop("code", "") or _id_of(name)
        if not code_id:
            self.lost.add("refi_nameless", element.get("guid", "–"))
            code_id = f"KODE-{len(self.codes) + 1}"
        code_id = self._free(code_id)
        self.codes[code_id] = Code(id=code_id, name=name or code_id, parent=parent, **fields)
        self.by_guid[plain_guid(element.get("guid"))] = code_id
        if element.get("color") and not self.own:
            self.lost.add("refi_colours", code_id)
        if element.get("isCodable", "true").strip() in ("false", "0"):
            self.lost.add("refi_headings", code_id)
        for child in children(element, "Code"):
            self.take(child, code_id)

    def _free(self, code_id: str) -> str:
        """The id, with a number where it is taken (capitals do not tell codes apart)."""
        taken = {name.casefold() for name in self.codes}
        name, number = code_id, 1
        while name.casefold() in taken:
            number += 1
            name = f"{code_id}-{number}"
        return name

    def nest_by_name(self) -> None:
        """Put codes under others where a program writes the path into the name (``a::b``, Taguette: ``a.b``)."""
        signs = ("::", ".") if self.origin.startswith("Taguette") else ("::",)
        by_name = {code.name: code.id for code in self.codes.values() if code.parent is None}
        for code in list(self.codes.values()):
            above, sign = next(((code.name.rpartition(sign)[0], sign) for sign in signs if sign in code.name), ("", ""))
            if code.parent is None and by_name.get(above, code.id) != code.id:
                bare = code.name.rpartition(sign)[2].strip() or code.name
                self.codes[code.id] = replace(code, parent=by_name[above], name=bare)

    def codebook(self) -> Codebook:
        """The codes in the order of their tree; condensed codes that are not in the file are left out."""
        kept = (
            replace(code, condenses=tuple(name for name in code.condenses if name in self.codes))
            for code in self.codes.values()
        )
        return Codebook(codes=tuple(replace(code, order=at) for at, code in enumerate(tree_order(tuple(kept)))))


def _id_of(name: str) -> str:
    return re.sub(r"[^\w.\-/]+", "-", name).strip("-./")


@cache
def _headings() -> Mapping[str, str]:
    """Heading → field, in every language of documents."""
    names = ("code", *TEXTS, "examples", *WORDS, *CHOICES, "focus")
    return {terms_for(language)(f"codebook.{name}"): name for language in LANGUAGES for name in names}


@cache
def _values(name: str) -> Mapping[str, StrEnum]:
    """Word → value of a closed vocabulary, as it is scripted and as documents say it."""
    found = {member.value: member for member in CHOICES[name]}
    if name == "level":
        for language in LANGUAGES:
            found |= {terms_for(language)(f"values.code_level.{member}"): member for member in CodeLevel}
    return found


def _fields(text: str) -> dict[str, Any]:
    """The fields of a description that qualcode wrote; lines without a heading go on with the field before."""
    found: list[tuple[str, str]] = [("definition", "")]
    for line in text.split("\n"):
        heading = _HEADING.fullmatch(line)
        if heading and heading.group(1) in _headings():
            found.append((_headings()[heading.group(1)], heading.group(2) or ""))
        else:
            name, so_far = found[-1]
            found[-1] = (name, f"{so_far}\n{line}" if so_far else line)
    fields: dict[str, Any] = {}
    for name, value in found:
        if name == "examples":
            fields[name] = (*fields.get(name, ()), value)
        elif name in WORDS:
            fields[name] = tuple(filter(None, value.split(BETWEEN)))
        elif name not in CHOICES:
            fields[name] = value
        elif value in _values(name):
            fields[name] = _values(name)[value]
    return fields


def onto(study: Study, exchange: Exchange) -> Codebook:
    """The codes of an exchange file laid upon those of the study: what the file is silent on stays.

    A focus that the study does not have is left out.
    """
    known = {focus.id for focus in study.focuses}
    codes = []
    for code in exchange.codebook.codes:
        old = study.find(Code, code.id)
        if old is not None and not exchange.own:
            definition, parent = code.definition or old.definition, code.parent or old.parent
            codes.append(replace(old, name=code.name, definition=definition, parent=parent))
        else:
            codes.append(replace(code, focus=code.focus if code.focus in known else None))
    return replace(exchange.codebook, codes=tuple(codes))
