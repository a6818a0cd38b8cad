"""The executive summary and the article: what stands in them, on what it rests, and how long it may become."""

from __future__ import annotations

import dataclasses
import io
import os
from pathlib import Path

import pytest

from qualcode import report
from qualcode.model import Finding, Passage, Recommendation
from qualcode.report.document import BlockQuotation, Heading, Mark, Paragraph, Table
from qualcode.report.layout import lay_out
from qualcode.report.lengths import pages_of
from qualcode.report.parts import claims, plain
from tests.builders import StudyBuilder
from tests.report.office import concluded, study

GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize("chapter", ["ringkasan", "artikel"])
@pytest.mark.parametrize("language", ["id", "en"])
def test_the_whole_document(chapter: str, language: str) -> None:
    path = GOLDEN / f"{chapter}.{language}.md"
    text = lay_out(report.build(study(language), chapter), "md")
    if os.environ.get("QUALCODE_RENEW"):
        path.write_text(text, encoding="utf-8", newline="\n")
    assert text == path.read_text(encoding="utf-8")


def test_the_summary_takes_the_first_sentence_of_a_finding_and_all_of_its_limits() -> None:
    build = concluded()
    at = next(n for n, one in enumerate(build.records) if isinstance(one, Finding) and one.id == "T-01")
    build.records[at] = dataclasses.replace(
        build.records[at],  # type: ignore[type-var]
        text="Jam 07.30 tidak ditaati. Sebabnya dibahas kemudian.",
        caveats=("satu", "dua"),
    )
    document = report.build(build.study(), "ringkasan")
    table = next(block for block in document.blocks() if isinstance(block, Table))
    cells = [[plain(part.runs) for part in cell.parts] for cell in table.rows[0]]
    assert cells[1] == ["Jam 07.30 tidak ditaati."]
    assert cells[3] == ["satu", "dua"]


def test_every_row_of_the_summary_rests_on_the_evidence_of_its_finding() -> None:
    document = report.build(study(), "ringkasan")
    found = [claim for claim in claims(document) if "finding:T-01" in claim.records and claim.segments]
    assert found
    assert all(segment in {ground.segment for ground in document.grounds} for one in found for segment in one.segments)


def test_a_finding_that_is_not_verified_is_marked_in_both() -> None:
    assert "temuan T-02 belum terverifikasi" in lay_out(report.build(study(), "ringkasan"), "md")
    marks = [block.text for block in report.build(study(), "artikel").blocks() if isinstance(block, Mark)]
    assert any("T-02" in mark for mark in marks)


def test_prose_of_the_article_fills_its_slot() -> None:
    build = concluded()
    build.add(Passage(id="a.1", section="article", slot="discussion", focus="DISIPLIN", text="Kata peneliti."))
    document = report.build(build.study(), "artikel")
    assert any(isinstance(b, Paragraph) and b.written and plain(b.runs) == "Kata peneliti." for b in document.blocks())
    assert document.unplaced == ()


def test_the_article_quotes_at_most_one_voice_a_finding() -> None:
    blocks = list(report.build(study(), "artikel").blocks())
    starts = [at for at, block in enumerate(blocks) if isinstance(block, Heading)]
    for start, end in zip(starts, [*starts[1:], len(blocks)], strict=True):
        assert sum(isinstance(block, BlockQuotation) for block in blocks[start:end]) <= 1


def test_a_summary_that_is_too_long_is_flagged() -> None:
    build = concluded()
    assert "too_long" not in {one.key for one in report.check(study(), report.build(study(), "ringkasan"))}
    build.add(*(Recommendation(id=f"SR-{n:02d}", text="Kata " * 60) for n in range(40)))
    made = build.study()
    document = report.build(made, "ringkasan")
    assert pages_of(document) > 2.5
    assert "too_long" in {one.key for one in report.check(made, document)}


def test_an_empty_study_gives_slots_and_no_table() -> None:
    for chapter in ("ringkasan", "artikel"):
        text = lay_out(report.build(StudyBuilder().study(), chapter), "md")
        assert "[ISI:" in text
        assert "|" not in text


def test_neither_has_a_list_of_tables() -> None:
    import docx

    word = docx.Document(io.BytesIO(report.to_bytes(report.build(study(), "ringkasan"), "docx")))
    assert all(paragraph.style.name != "List Title" for paragraph in word.paragraphs)
