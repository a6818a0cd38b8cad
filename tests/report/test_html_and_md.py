"""The HTML page stands alone and unfolds its quotations; the Markdown is plain."""

from __future__ import annotations

import html
import re
from functools import cache
from html.parser import HTMLParser

from qualcode import report
from qualcode.report.document import Document
from qualcode.report.parts import quotations
from qualcode.report.writers import WRITERS
from tests.report.office import study

VOID = {"meta", "col", "br", "img", "hr", "link", "input"}


@cache
def chapter() -> Document:
    return report.build(study())


@cache
def page() -> str:
    return report.to_bytes(chapter(), "html").decode()


class Balanced(HTMLParser):
    """Collects tags that are closed in another order than opened, and addresses that are fetched."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.fetched: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remember an opened tag and what it fetches."""
        if tag not in VOID:
            self.open.append(tag)
        self.fetched += [
            value or "" for name, value in attrs if name in ("src", "href") and not str(value).startswith("#")
        ]

    def handle_endtag(self, tag: str) -> None:
        """Compare a closed tag with the one opened last."""
        if tag not in VOID and (not self.open or self.open.pop() != tag):
            self.wrong.append(tag)


def test_a_writer_is_called_like_its_file() -> None:
    assert set(WRITERS.names()) == {"docx", "html", "json", "md", "odt", "pdf", "tex"}
    assert [WRITERS.load(name).name for name in WRITERS.names()] == list(WRITERS.names())


def test_the_page_is_whole_and_fetches_nothing() -> None:
    reader = Balanced()
    reader.feed(page())
    assert reader.wrong == []
    assert reader.open == []
    assert reader.fetched == []
    assert not re.search(r"@import|url\(|<script", page())
    assert '<html lang="id">' in page()


def test_every_quotation_unfolds_its_source_lines_and_context() -> None:
    for one in quotations(chapter()):
        text = html.escape(" ".join(one.text.split()), quote=True)
        assert f'id="{one.place.bookmark}"' in page()
        assert f"<mark>{text}</mark>" in page()
        assert f"{one.place.source}" in page()
        assert f"baris {one.place.line_name}" in page()
    assert page().count('<details class="context"') + page().count('<details class="quoted"') == len(
        list(quotations(chapter()))
    )


def test_the_title_stands_on_two_lines() -> None:
    title = re.search(r"<h1[^>]*>(.*?)</h1>", page(), re.DOTALL)
    assert title
    assert re.sub(r"\s*<br\s*/?>\s*", "|", title[1]) == "BAB IV|HASIL PENELITIAN DAN PEMBAHASAN"


def test_mentions_lead_to_their_tables_and_headings() -> None:
    targets = set(re.findall(r'href="#([^"]+)"', page()))
    assert targets
    assert targets <= set(re.findall(r'id="([^"]+)"', page()))


def test_the_same_document_gives_the_same_page() -> None:
    assert report.to_bytes(report.build(study()), "html").decode() == page()


def test_markdown_is_plain() -> None:
    text = report.to_bytes(chapter(), "md").decode()
    assert not re.search(r"^:::|\{[.#=]|<div|<span|custom-style", text, re.MULTILINE)
    assert "\n\n\n" not in text
    for row in re.findall(r"^\|.*$", text, re.MULTILINE):
        assert row.rstrip().endswith("|")
    for one in quotations(chapter()):
        assert " ".join(one.text.split()) in text.replace("\\", "")


def test_the_page_begins_with_its_contents() -> None:
    contents = page().split('<nav class="contents">', 1)[1].split("</nav>", 1)[0]
    linked = re.findall(r'href="#([^"]+)">([^<]+)<', contents)
    assert ("data_DISIPLIN", "4.3.1 Kedisiplinan") in linked
    assert len(linked) == len(re.findall(r"<h[23]\b", page()))
    assert all(f'id="{key}"' in page() for key, _ in linked)
