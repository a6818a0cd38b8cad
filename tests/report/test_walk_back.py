"""From every claim and quotation back to the words in the transcripts: in Word, HTML and JSON.

The walk uses nothing of the document model: it opens the file as a stranger would, and the study for its texts.
"""

from __future__ import annotations

import io
import json
import re
import tomllib
import zipfile
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from qualcode import report
from qualcode.displays import DISPLAYS
from qualcode.model import Segment, Study
from qualcode.model.kinds import KINDS
from qualcode.report.layout import GROUNDS_SHOWN
from qualcode.report.profile import load_profile
from tests.report.office import study

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
P = "{urn:qualcode:provenance:1}"
CHAPTERS = ("bab-4", "bab-5", "ringkasan", "artikel")
PROJECT = "project:study"
ANNOUNCING = (
    ("how_to_read", "lines"),
    ("transition", "conflict"),
    ("recommendation", "lead"),
    ("recommendation", "none"),
)
"""Sentences that say what follows and claim nothing."""


@pytest.fixture(scope="module")
def made() -> Study:
    return study()


def written(made: Study, chapter: str, form: str) -> bytes:
    return report.to_bytes(report.build(made, chapter), form)


def assert_said(made: Study, source: str, start: int, end: int, segment: str) -> str:
    """The words at a place of a text, which are those of its segment."""
    words = made.text(source)[start:end]
    record = made.get(Segment, segment)
    assert (record.source, record.start, record.end, record.quote) == (source, start, end, words)
    return words


def bookmarked(tree: ET.Element) -> dict[str, str]:
    """Bookmark → the words that it spans."""
    found: dict[str, list[str]] = {}
    open_: dict[str, str] = {}
    for element in tree.iter():
        if element.tag == f"{W}bookmarkStart":
            open_[str(element.get(f"{W}id"))] = str(element.get(f"{W}name"))
            found[str(element.get(f"{W}name"))] = []
        elif element.tag == f"{W}bookmarkEnd":
            open_.pop(str(element.get(f"{W}id")), None)
        elif element.tag in (f"{W}t", f"{W}noBreakHyphen"):
            for name in open_.values():
                found[name].append(element.text or "-")
    return {name: "".join(parts) for name, parts in found.items()}


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_every_claim_and_quotation_of_a_word_file_leads_back_to_the_text(made: Study, chapter: str) -> None:
    with zipfile.ZipFile(io.BytesIO(written(made, chapter, "docx"))) as packed:
        text = bookmarked(ET.fromstring(packed.read("word/document.xml")))
        provenance = ET.fromstring(packed.read("customXml/item1.xml"))
        assert b"customXml" in packed.read("word/_rels/document.xml.rels")
    places = {one.get("id"): one for one in provenance.findall(f"{P}segment")}
    rows = [*provenance.findall(f"{P}claim"), *provenance.findall(f"{P}quotation")]
    assert rows
    for row in rows:
        name = str(row.get("bookmark"))
        assert text[name].strip(), name
        for segment in str(row.get("segments")).split():
            place = places[segment]
            start, end = int(str(place.get("start"))), int(str(place.get("end")))
            words = assert_said(made, str(place.get("source")), start, end, segment)
            if row.tag == f"{P}quotation":
                assert text[name].strip("“”") == words


def test_the_provenance_of_a_word_file_holds_nobody_s_words(made: Study) -> None:
    with zipfile.ZipFile(io.BytesIO(written(made, "bab-4", "docx"))) as packed:
        part = packed.read("customXml/item1.xml").decode()
    assert not [one.quote for one in made.segments.values() if one.quote in part]


class Page(HTMLParser):
    """Claims of a page with what they rest on, and the words of segments that unfold in it."""

    def __init__(self) -> None:
        super().__init__()
        self.claims: dict[str, tuple[str, str]] = {}
        self.said: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A claim says on what it rests."""
        values = {name: value or "" for name, value in attrs}
        if values.get("class") == "claim":
            assert tag in ("span", "details")
            self.claims[values["id"]] = (values["data-segments"], values["data-records"])

    def handle_data(self, data: str) -> None:
        """Everything that is read on the page."""
        self.said.append(data)


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_every_claim_of_a_page_unfolds_into_the_words_of_the_text(made: Study, chapter: str) -> None:
    page = Page()
    page.feed(written(made, chapter, "html").decode())
    document = json.loads(written(made, chapter, "json"))
    known = {claim["key"]: claim for claim in walk(document["sections"], "claim")}
    assert page.claims == {key: (" ".join(one["segments"]), " ".join(one["records"])) for key, one in known.items()}
    words = " ".join(" ".join(page.said).split())
    for segments, _records in page.claims.values():
        for segment in segments.split()[:GROUNDS_SHOWN]:
            assert " ".join(made.get(Segment, segment).quote.split()) in words


SHOWN = {"claim": "", "reference": "▲"}


def announced() -> list[str]:
    """The sentences of the list above, one by one."""
    text = Path(str(load_profile().find("sentences.id.toml"))).read_text(encoding="utf-8")
    patterns = [line for one, two in ANNOUNCING for line in tomllib.loads(text)[one][two]]
    return [part.strip() for line in patterns for part in re.split(r"(?<=[.!?]) ", line)]


def walk(node: Any, kind: str) -> list[dict[str, Any]]:
    """Every object of a kind in a JSON document."""
    if isinstance(node, list):
        return [found for one in node for found in walk(one, kind)]
    if not isinstance(node, dict):
        return []
    own = [node] if node.get("kind") == kind else []
    return own + [found for one in node.values() for found in walk(one, kind)]


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_every_claim_of_json_leads_to_source_offsets_and_records(made: Study, chapter: str) -> None:
    document = json.loads(written(made, chapter, "json"))
    grounds = {one["segment"]: one for one in document["grounds"]}
    records = {f"{kind.name}:{getattr(one, kind.key[0])}" for kind in KINDS for one in made.all(kind.type)}
    claims = walk(document["sections"], "claim")
    assert claims
    for claim in claims:
        assert claim["records"] or claim["segments"]
        assert [name for name in claim["records"] if name not in records | {PROJECT} and not is_display(name)] == []
        for segment in claim["segments"]:
            place = grounds[segment]
            assert assert_said(made, place["source"], place["start"], place["end"], segment) == place["quote"]


def is_display(record: str) -> bool:
    """A display that is made anew from the data needs no record."""
    kind, _, name = record.partition(":")
    return kind == "display" and name in DISPLAYS.names()


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_every_sentence_of_the_program_is_a_claim_or_points_to_a_table(made: Study, chapter: str) -> None:
    for section in json.loads(written(made, chapter, "json"))["sections"]:
        for block in section["blocks"]:
            if block["kind"] != "paragraph" or block["written"]:
                continue
            bare = "".join(SHOWN.get(run["kind"], run.get("text", "")) for run in block["runs"])
            sentences = [one.strip() for one in re.split(r"(?<=[.!?]) ", bare) if one.strip()]
            assert not [one for one in sentences if one not in announced() and "▲" not in one]
            assert not re.search(r"\d", "".join(one for one in sentences if one not in announced()))


def test_every_number_of_a_table_of_counts_unfolds_into_what_was_counted(made: Study) -> None:
    counted = 0
    for table in walk(json.loads(written(made, "bab-4", "json"))["sections"], "table"):
        for row in table["rows"]:
            for part in (part for one in row for part in one["parts"]):
                bare = "".join(run["text"] for run in part["runs"] if run["kind"] == "text")
                assert not re.search(r"\d+ (?:dari|data|informan)", bare), bare
                counted += any(run["kind"] == "claim" and re.search(r"\d", str(run["runs"])) for run in part["runs"])
    assert counted
