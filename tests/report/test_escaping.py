"""What was said reaches the page as itself, whatever signs it holds."""

from __future__ import annotations

import html

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualcode.report.escaping import for_html, for_pandoc, for_reading, one_line
from qualcode.report.writers._pandoc import run_pandoc

NASTY = (
    "1. Bukan daftar", "a) juga bukan", "# bukan judul", "> bukan kutipan", "- butir", "+ plus", "* bintang *",
    "@nama bukan sitasi", "[ISI: bukan slot](http://x)", "<b>bukan tebal</b> &amp; &lt;", "a|b|c", "`kode`", "~~x~~",
    "$x^2$", 'Rp10.000 -- "katanya" ...', "100% \\ akhir\\", "::: bukan div :::",
    "  spasi   banyak ", "😀 emoji :smile:",
    "| baris | tabel |", "--- ", "===", "^1", "[^1]: catatan", "{#id .kelas}", "(@) contoh",
    "%judul", "_garis_ bawah__",
    "12) dua belas", "I. romawi", "'petik' \"ganda\"", "http://contoh.invalid/a_b_c", "\u00a0nbsp\u00a0",
)  # fmt: skip
TEXT = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Cn"), exclude_characters="\ufeff"), min_size=1, max_size=40
)


def shown(escaped: list[str], reader: str) -> list[str]:
    """Escaped texts as pandoc reads them, each its own paragraph."""
    source = "\n\n".join(f"x {text} x" for text in escaped)
    plain = run_pandoc([f"--from={reader}", "--to=plain", "--wrap=none"], source).decode()
    return [" ".join(part.split()) for part in plain.strip("\n").split("\n\n")]


def started(escaped: list[str], reader: str) -> list[str]:
    """The same with each text at the start of its paragraph, where lists and headings begin."""
    source = "\n\n".join(escaped)
    plain = run_pandoc([f"--from={reader}", "--to=plain", "--wrap=none"], source).decode()
    return [" ".join(part.split()) for part in plain.strip("\n").split("\n\n")]


def words(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("text", NASTY)
def test_signs_of_markdown_are_only_signs(text: str) -> None:
    assert started([for_pandoc(text).strip()], "markdown-smart+raw_attribute") == [words(text)]


@settings(max_examples=12, deadline=None)
@given(st.lists(TEXT, min_size=1, max_size=60))
def test_any_text_survives_pandoc_as_itself(texts: list[str]) -> None:
    escaped = [for_pandoc(text) for text in texts]
    assert shown(escaped, "markdown-smart+raw_attribute") == [words(f"x {text} x") for text in texts]


@settings(max_examples=12, deadline=None)
@given(st.lists(TEXT.filter(lambda text: text.strip()), min_size=1, max_size=60))
def test_any_text_that_opens_a_paragraph_survives_pandoc_as_itself(texts: list[str]) -> None:
    escaped = [for_pandoc(text.strip()) for text in texts]
    assert started(escaped, "markdown-smart+raw_attribute") == [words(text) for text in texts]


@pytest.mark.parametrize("text", NASTY)
def test_the_readable_form_is_literal_too(text: str) -> None:
    assert started([for_reading(text.strip())], "commonmark+strikeout+pipe_tables") == [words(text)]


def test_the_readable_form_leaves_plain_prose_alone() -> None:
    text = "4.1 Kesetiaan (baik), pukul 07.30–16.00; 48,2 persen: I-01 & I-02."
    assert for_reading(text) == text


@given(TEXT)
def test_html_gives_the_text_back(text: str) -> None:
    assert html.unescape(for_html(text)) == one_line(text)
    assert not set("<>`") & set(for_html(text))


def test_what_xml_cannot_hold_becomes_a_space() -> None:
    assert one_line("a\x00b\x0bc\nd\te") == "a b c d e"
