"""From ten claims and quotations taken at random back to the words in the transcripts: in Word, HTML and JSON.

The walk uses nothing of the document model: it opens the file as a stranger would, and the study for its texts.
"""

from __future__ import annotations

import io
import json
import random
import re
import zipfile
from html import unescape
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from qualcode import report
from qualcode.model import Segment, Study
from tests.report.office import study

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
P = "{urn:qualcode:provenance:1}"
TEN = 10


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


@pytest.mark.parametrize("chapter", ["bab-4", "artikel", "ringkasan"])
def test_ten_claims_and_quotations_of_a_word_file_lead_back_to_the_text(made: Study, chapter: str) -> None:
    with zipfile.ZipFile(io.BytesIO(written(made, chapter, "docx"))) as packed:
        text = bookmarked(ET.fromstring(packed.read("word/document.xml")))
        provenance = ET.fromstring(packed.read("customXml/item1.xml"))
        assert b"customXml" in packed.read("word/_rels/document.xml.rels")
    places = {one.get("id"): one for one in provenance.findall(f"{P}segment")}
    rows = [*provenance.findall(f"{P}claim"), *provenance.findall(f"{P}quotation")]
    grounded = [row for row in rows if row.get("segments")]
    for row in random.sample(grounded, min(TEN, len(grounded))):
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


def test_ten_claims_of_a_page_unfold_into_the_words_of_the_text(made: Study) -> None:
    page = written(made, "bab-4", "html").decode()
    items = re.findall(
        r'<li data-claim="(K\d+)" data-segments="([^"]*)" data-records="([^"]*)">(.*?)</ul></li>', page, re.DOTALL
    )
    grounded = [item for item in items if item[1]]
    assert len(grounded) >= TEN
    for key, segments, _records, body in random.sample(grounded, TEN):
        assert f'id="{key}"' in page
        shown = [unescape(quote) for quote in re.findall(r"“(.*?)”</li>", body, re.DOTALL)]
        quotes = [made.get(Segment, segment).quote for segment in segments.split()]
        assert shown == [" ".join(quote.split()) for quote in quotes[: len(shown)]]
        for segment in segments.split():
            record = made.get(Segment, segment)
            assert_said(made, record.source, record.start, record.end, segment)


def walk(node: Any, kind: str) -> list[dict[str, Any]]:
    """Every object of a kind in a JSON document."""
    if isinstance(node, list):
        return [found for one in node for found in walk(one, kind)]
    if not isinstance(node, dict):
        return []
    own = [node] if node.get("kind") == kind else []
    return own + [found for one in node.values() for found in walk(one, kind)]


@pytest.mark.parametrize("chapter", ["bab-4", "bab-5", "artikel"])
def test_ten_claims_of_json_lead_to_source_and_offsets(made: Study, chapter: str) -> None:
    document = json.loads(written(made, chapter, "json"))
    grounds = {one["segment"]: one for one in document["grounds"]}
    found = [claim for claim in walk(document["sections"], "claim") if claim["segments"]]
    for claim in random.sample(found, min(TEN, len(found))):
        for segment in claim["segments"]:
            place = grounds[segment]
            assert assert_said(made, place["source"], place["start"], place["end"], segment) == place["quote"]
    assert all(claim["records"] or claim["segments"] for claim in walk(document["sections"], "claim"))


def test_every_counted_sentence_is_a_claim(made: Study) -> None:
    counted = re.compile(r"\b(informan|data|keterangan|temuan|fokus|wawancara|pengamatan|dokumen)\b")
    number = re.compile(
        r"\b(\d+|seorang|satu|dua|tiga|empat|lima|enam|kedua|ketiga|semua)\b (?:dari|informan|data|temuan|ket)"
    )
    for chapter in ("bab-4", "bab-5", "ringkasan", "artikel"):
        for section in json.loads(written(made, chapter, "json"))["sections"]:
            for block in section["blocks"]:
                if block["kind"] != "paragraph" or block["written"]:
                    continue
                bare = "".join(run["text"] for run in block["runs"] if run["kind"] == "text")
                for sentence in re.split(r"(?<=[.!?]) ", bare):
                    assert not (counted.search(sentence) and number.search(sentence)), sentence
