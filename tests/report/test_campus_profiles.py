"""Campus profiles: what each is known to differ in, and what a chapter becomes by it."""

from __future__ import annotations

import io
from dataclasses import replace

import docx
import pytest

from qualcode import report
from qualcode.report.document import BlockQuotation, Heading, Paragraph
from qualcode.report.layout import lay_out
from qualcode.report.parts import plain
from qualcode.report.profile import load_profile, profile_names
from tests.report.office import study

SHIPPED = ("ipb-2025", "ui-2017", "uin-catatan-kaki", "unhas-2023", "unmul")


def headings(profile: str, chapter: str = "bab-4") -> list[str]:
    document = report.build(study(), chapter, profile)
    return [f"{block.number} {block.text}" for block in document.blocks() if isinstance(block, Heading)]


def test_the_base_and_five_campuses_are_shipped_each_with_its_guide_and_year() -> None:
    assert set(profile_names()) == {"umum", *SHIPPED}
    for name in SHIPPED:
        profile = load_profile(name)
        assert profile.guide
        assert profile.guide_year
        assert profile.seen != "convention"
        assert profile.unconfirmed


def test_lines_are_counted_by_the_mean_letter() -> None:
    """A4 with Times 12 takes 79 letters a line, B5 with Arial 10 takes 80 (measured on Indonesian prose)."""
    assert abs(load_profile().letters_per_line - 79) <= 1
    assert abs(load_profile("unhas-2023").letters_per_line - 80) <= 1


def test_letters_head_the_sections_where_the_guide_wants_them() -> None:
    found = headings("uin-catatan-kaki")
    assert found[:3] == ["A. Gambaran Umum Lokasi Penelitian", "B. Profil Informan", "C. Paparan Data"]
    assert found[3] == "1. Kedisiplinan"
    assert not any(one.endswith("Pembahasan") for one in found)
    assert headings("uin-catatan-kaki", "pembahasan")[0] == "A. Kedisiplinan"


def test_a_discussion_may_stand_under_each_finding() -> None:
    found = headings("ui-2017")
    at = found.index("4.4 Temuan Penelitian dan Pembahasan")
    assert found[at + 1 : at + 3] == ["4.4.1 Kedisiplinan", "4.4.1.1 Pembahasan"]


def test_results_are_chapter_three_at_unhas_and_tables_are_counted_through() -> None:
    text = lay_out(report.build(study(), "bab-4", "unhas-2023"), "md")
    assert text.startswith("# BAB III HASIL DAN PEMBAHASAN")
    assert "**Tabel 1.** " in text
    assert report.build(study(), "bab-5", "unhas-2023").label == "BAB IV"


def test_sources_are_cited_in_footnotes_behind_the_stop() -> None:
    text = lay_out(report.build(study(), "bab-4", "uin-catatan-kaki"), "md")
    assert "^[Wawancara dengan I-01, " in text
    assert ".”.^[" not in text
    assert " ^[Wawancara" not in "\n".join(line for line in text.splitlines() if not line.startswith("|"))


def test_short_quotations_stand_in_the_text_where_the_profile_says_so() -> None:
    profile = replace(load_profile(), interview_block="as_quote")
    document = report.build(study(), "bab-4", profile)
    assert not any(isinstance(block, BlockQuotation) for block in document.blocks())
    paragraphs = [plain(block.runs) for block in document.blocks() if isinstance(block, Paragraph)]
    assert any("“Sejak ada mesin sidik jari orang datang lebih pagi.” (W/I-01/" in text for text in paragraphs)


@pytest.mark.parametrize("name", SHIPPED)
def test_every_profile_gives_a_word_file_of_its_page(name: str) -> None:
    profile = load_profile(name)
    word = docx.Document(io.BytesIO(report.to_bytes(report.build(study(), "bab-4", name), "docx")))
    assert round(word.sections[0].left_margin.cm, 2) == profile.margin_left_cm
    assert word.styles["Body Text"].font.name == profile.font_family
    assert word.styles["Body Text"].paragraph_format.line_spacing == profile.line_spacing
    assert word.settings.odd_and_even_pages_header_footer == profile.duplex
    footer = " ".join(p.text for p in word.sections[0].footer.paragraphs)
    assert profile.footer_text in footer
