"""The appendices of a small study: what each holds, what is never printed, and how the pages lie."""

from __future__ import annotations

import dataclasses
import io
import os
import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from qualcode import report
from qualcode.displays._kept import frozen
from qualcode.model import (
    AgreementRun,
    Attribute,
    Change,
    CodeAgreement,
    CodeChange,
    Coefficient,
    Consent,
    ConsentScope,
    Disagreement,
    GuideQuestion,
    LogEntry,
    Source,
    Statement,
    Study,
)
from qualcode.model.kinds import KINDS
from qualcode.report.check_words import WORDS
from qualcode.report.document import Document, Heading, Mark, Slot, Table, anchor
from qualcode.report.layout import lay_out
from qualcode.report.parts import plain, runs_of
from qualcode.terms import terms_for
from tests.builders import StudyBuilder, digest
from tests.report.office import LATE, concluded

GOLDEN = Path(__file__).parent / "golden"
JOURNAL = (
    LogEntry(number=1, at="2018-03-01T08:00:00Z", actor="rani", command="init"),
    LogEntry(
        number=2,
        at="2018-03-12T08:00:00Z",
        actor="rani",
        command="code add",
        changes=(Change(kind="segment", key="S-01", before=None, after={}),
                 Change(kind="coding", key="K-01", before=None, after={})),
    ),
    LogEntry(
        number=3,
        at="2018-03-12T09:00:00Z",
        actor="rani",
        command="code add",
        changes=(Change(kind="coding", key="K-02", before=None, after={}),),
    ),
    LogEntry(number=4, at="2018-03-12T09:05:00Z", actor="rani", command="code add", undoes=3, digest="ab" * 32),
)  # fmt: skip


def builder(language: str = "id") -> StudyBuilder:
    build = concluded(language)
    codes = {record.id: at for at, record in enumerate(build.records) if getattr(record, "definition", None)}
    at = codes["DISIPLIN-JAM"]
    build.records[at] = dataclasses.replace(
        build.records[at],  # type: ignore[type-var]
        include="Jam datang atau pulang disebut.",
        exclude="Ketiadaan di tempat pada jam kerja.",
        examples=("Kami sudah duduk dari tadi.",),
        history=(CodeChange(date="2018-03-20", kind="rename", note="semula JAM"),),
    )
    late = build.segment("W-03", LATE).id
    build.add(
        GuideQuestion(id="Q-02", text="Apa yang menghambat pelayanan?", focus="HAMBAT", order=2, roles=("LRH", "STF")),
        GuideQuestion(id="Q-01", text="Bagaimana jam masuk di kantor ini?", focus="DISIPLIN", order=1),
        AgreementRun(
            id="A-01",
            at="2018-04-01T10:00:00Z",
            coders=("rani", "bayu"),
            sources=("W-03",),
            codebook_version="3",
            codes=(
                CodeAgreement(
                    code="DISIPLIN-JAM", both=1, only_first=1, neither=2,
                    coefficients=(Coefficient(name="cohen_kappa", value=0.5, low=-0.25, high=1.0),), prevalence=0.375,
                ),
            ),
            overall=(
                Coefficient(name="cohen_kappa", value=0.5), Coefficient(name="u_alpha", reason="no_variation"),
            ),
            compared=4, filter=(Attribute(name="focus", value="DISIPLIN"),), draws=1000,
            disagreements=(
                Disagreement(segment=late, code="JUJUR", coders=("rani",), resolution="dipertahankan"),
                Disagreement(segment=late, code="DISIPLIN", coders=("bayu",)),
            ),
        ),
    )  # fmt: skip
    return build


def study(language: str = "id") -> Study:
    """The small study with one display frozen as it stands."""
    build = builder(language)
    build.records = [record for record in build.records if getattr(record, "id", "") != "SN-01"]
    made = build.study()
    build.add(frozen(made, "role-ordered-matrix", snapshot_id="SN-01", at="2018-04-05T10:00:00", with_blanks=True))
    return build.study()


def appendices(made: Study, journal: Sequence[LogEntry] = JOURNAL) -> Document:
    return report.build(made, "lampiran", journal=lambda: journal)


def table(document: Document, key: str) -> list[list[str]]:
    found = next(block for block in document.blocks() if isinstance(block, Table) and block.key == key)
    return [[" / ".join(plain(part.runs) for part in cell.parts) for cell in row] for row in found.rows]


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_whole_document(language: str) -> None:
    path = GOLDEN / f"lampiran.{language}.md"
    text = lay_out(appendices(study(language)), "md")
    if os.environ.get("QUALCODE_RENEW"):
        path.write_text(text, encoding="utf-8", newline="\n")
    assert text == path.read_text(encoding="utf-8")


def test_appendices_are_numbered_and_listed() -> None:
    document = appendices(study())
    titles = [block.number for block in document.blocks() if isinstance(block, Heading) and block.level == 2]
    assert titles == [f"Lampiran {number}." for number in range(1, len(titles) + 1)]
    assert [entry.label for entry in document.appendices] == titles


def test_an_appendix_for_which_there_is_nothing_is_left_out_and_the_numbers_close_up() -> None:
    build = StudyBuilder().focus("HASIL").informant("I-01", "LRH")
    document = report.build(build.study(), "lampiran")
    assert [section.key for section in document.sections] == ["guide", "codebook"]
    assert isinstance(document.sections[0].blocks[1], Slot)


def test_questions_stand_under_their_focus_in_project_order() -> None:
    rows = table(appendices(study()), "table_guide")
    assert [row[2] for row in rows] == ["Bagaimana jam masuk di kantor ini?", "Apa yang menghambat pelayanan?"]
    assert [row[3] for row in rows] == ["semua informan", "Lurah dan Staf"]


def test_a_transcript_has_every_line_with_its_number_and_the_codes_that_begin_in_it() -> None:
    made = study()
    lines = table(appendices(made), anchor("lines", "W-03"))
    text = made.text("W-03").split("\n")
    assert [row[0] for row in lines] == [str(n) for n, line in enumerate(text, 1) if line.strip()]
    assert [strip_marks(row[1]) for row in lines] == [line for line in text if line.strip()]
    late = next(row for row in lines if "loket" in row[1].casefold())
    assert late[2].startswith("¹ DISIPLIN-JAM (−)")
    assert "¹[" in late[1]
    assert "]¹" in late[1]


def strip_marks(text: str) -> str:
    return re.sub(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]+\[|\][⁰¹²³⁴⁵⁶⁷⁸⁹]+", "", text)


def test_segments_that_overlap_open_and_close_where_they_begin_and_end() -> None:
    build = (
        StudyBuilder().focus("HASIL").informant("I-01", "LRH").interview("W-01", "I-01", "P: Apa?\nI: satu dua tiga")
    )
    build.code("W-01", "satu dua", "HASIL").code("W-01", "dua tiga", "HASIL").pseudonymised()
    build.add(Statement(id="PN-01", record="project:study", state=2, text="Dibaca."))  # type: ignore[arg-type]
    rows = table(report.build(build.study(), "lampiran"), anchor("lines", "W-01"))
    assert rows[1][1] == "I: ¹[satu ²[dua]¹ tiga]²"


def test_a_second_coder_s_layer_is_not_printed() -> None:
    build = builder()
    build.code("W-03", LATE, "JUJUR", "-", coder="bayu")
    build.records[0] = dataclasses.replace(build.records[0], coders=("rani",))  # type: ignore[type-var]
    rows = table(appendices(build.study()), anchor("lines", "W-03"))
    assert [row[2] for row in rows if "DISIPLIN-JAM" in row[2]] == ["¹ DISIPLIN-JAM (−)"]


def test_a_source_whose_identifiers_nobody_stated_to_be_hidden_is_named_and_not_printed() -> None:
    build = builder()
    build.records = [record for record in build.records if not isinstance(record, Statement)]
    document = appendices(build.study())
    assert document.printed == ()
    assert "W-03" in document.withheld
    assert not any(isinstance(block, Table) and block.key.startswith("lines_") for block in document.blocks())
    marks = [run.text for block in document.blocks() for run in runs_of(block) if isinstance(run, Mark)]
    assert any("W-03" in mark and "tersamarkan" in mark for mark in marks)
    assert "transcript_withheld" in {one.key for one in report.check(build.study(), document)}


def test_who_did_not_agree_to_be_quoted_is_not_printed() -> None:
    build = builder()
    everyone = ("I-01", "I-02", "I-04", "I-05")
    build.add(
        *(Consent(id=f"PS-{who}", informant=who, scope=(ConsentScope.QUOTATION,)) for who in everyone),
        Consent(id="PS-09", informant="I-03", scope=(ConsentScope.QUOTATION,), withdrawn_on="2018-04-01"),
    )
    document = appendices(build.study())
    assert "W-03" in document.withheld
    assert "W-01" in document.printed
    assert "duduk di luar" not in lay_out(document, "md")


def test_identifiers_that_the_scan_still_proposes_in_a_printed_source_are_flagged() -> None:
    build = builder()
    at = next(n for n, one in enumerate(build.records) if isinstance(one, Source) and one.id == "W-04")
    text = "P: Nomornya?\nI: 0812-0000-0000, telepon saja."
    build.texts[digest(text)] = text
    build.records[at] = dataclasses.replace(build.records[at], text_digest=digest(text))  # type: ignore[type-var]
    made = build.study()
    found = [one for one in report.check(made, appendices(made)) if one.key == "identifiers_remain"]
    assert [one.what for one in found] == ["W-04: 1"]


def test_a_display_says_when_it_was_frozen_and_whether_the_data_changed_since() -> None:
    made = study()
    assert appendices(made).changed == ()
    assert "belum berubah" in lay_out(appendices(made), "md")
    build = builder()
    changed = appendices(build.study())
    assert changed.changed == ("role-ordered-matrix",)
    assert "display_changed" in {one.key for one in report.check(build.study(), changed)}


def test_the_audit_trail_is_summed_up_by_day_person_and_act() -> None:
    rows = table(appendices(study()), "table_audit_trail")
    assert rows == [
        ["1", "1 Maret 2018", "rani", "init", "–"],
        ["2–3", "12 Maret 2018", "rani", "code add", "1 segmen, 2 pengodean"],
        ["4", "12 Maret 2018", "rani", "code add (dibatalkan)", "–"],
    ]


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_kind_of_record_has_a_word(language: str) -> None:
    assert all(terms_for(language).has(f"kinds.{kind.name}") for kind in KINDS)


def test_agreement_shows_counts_figures_and_how_differences_were_settled() -> None:
    document = appendices(study())
    figures = table(document, next(b.key for b in document.blocks() if isinstance(b, Table) and "A-01" in b.caption))
    assert figures[0] == ["DISIPLIN-JAM", "38%", "1", "1", "0", "2", "0,50 / (−0,25–1,00)", "–"]
    assert figures[1][0] == "Semua kode"
    differences = lay_out(document, "md")
    assert "dipertahankan" in differences
    assert "belum disepakati" in differences


def test_agreement_of_three_coders_counts_those_that_some_gave() -> None:
    build = builder()
    run = next(one for one in build.records if isinstance(one, AgreementRun))
    build.records[build.records.index(run)] = dataclasses.replace(
        run,
        coders=("rani", "bayu", "siti"),
        compared=10,
        codes=(CodeAgreement(code="DISIPLIN-JAM", both=2, neither=5, prevalence=0.4),),
    )
    document = appendices(build.study())
    shown = next(b for b in document.blocks() if isinstance(b, Table) and "A-01" in b.caption)
    assert [cell.text for cell in shown.header[0]][2:5] == ["Semua pengode", "Sebagian pengode", "Tidak satu pun"]
    assert table(document, shown.key)[0][:5] == ["DISIPLIN-JAM", "40%", "2", "3", "5"]


def test_wide_appendices_lie_on_their_side_from_their_heading_on() -> None:
    import docx

    content = report.to_bytes(appendices(study()), "docx")
    word = docx.Document(io.BytesIO(content))
    sides = [section.orientation for section in word.sections]
    assert set(sides) == {0, 1}
    body = word.element.body
    names = [p.text for p in word.paragraphs if p.style.name == "Heading 2"]
    assert names[0] == "Lampiran 1. Pedoman Wawancara"
    assert word.styles["Heading 2"].paragraph_format.page_break_before
    from docx.oxml.ns import qn

    targets = {mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))}
    links = {link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))}
    assert links <= targets
    assert all(mark.getparent().tag != qn("w:body") for mark in body.iter(qn("w:bookmarkStart")))


def test_no_cell_is_without_a_paragraph_of_its_table() -> None:
    import docx

    word = docx.Document(io.BytesIO(report.to_bytes(appendices(study()), "docx")))
    styles = {p.style.name for t in word.tables for row in t.rows for cell in row.cells for p in cell.paragraphs}
    assert styles <= {"Matrix Cell", "Matrix Quote", "Matrix Number", "Table Header"}


def test_every_check_of_appendices_is_worded() -> None:
    assert {"transcript_withheld", "identifiers_remain", "display_changed"} <= set(WORDS)
