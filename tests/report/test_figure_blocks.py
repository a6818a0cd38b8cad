"""Networks in the chapter: where the researcher worked on them, numbered, pointed to, legible, and in every format."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import pytest

from qualcode import report
from qualcode.model import Consent, ConsentScope, Display, Link, LinkKind, Snapshot
from qualcode.report.document import Document, Figure, Paragraph, Slot
from qualcode.report.layout import lay_out
from qualcode.report.numbering import uncited
from qualcode.report.parts import plain, slots
from qualcode.report.writers import WRITERS
from tests.builders import StudyBuilder

NAME = "causal-network"
PAGE_CM, PAGE_HIGH_CM = 14.0, 22.7


def made(links: int = 2, **fields: object) -> StudyBuilder:
    """A chain of codes, each link told by one informant; the network is kept."""
    office = StudyBuilder().informant("I-01", "Staf", group="aparatur")
    office.add(Consent(id="PS-01", informant="I-01", date="2018-03-01", scope=(ConsentScope.QUOTATION,)))
    said = [f"hal {at} membuat hal {at + 1}" for at in range(links)]
    office.interview("W-01", "I-01", "\n".join(f"P: Apa?\nI: {line}" for line in said))
    for at in range(links + 1):
        office.focus(f"F{at}", f"Hal {at} yang diceritakan staf")
    for at, line in enumerate(said):
        office.code("W-01", line, f"F{at}", "-")
        ends = {"from_": f"code:F{at}", "to": f"code:F{at + 1}", "kind": LinkKind.LEADS_TO}
        office.add(
            Link(id=f"L-{at:02d}", segments=(office.segment("W-01", line).id,), asserted_by=("I-01",), **ends)  # type: ignore[arg-type]
        )
    return office.add(Display(id=NAME, type=NAME, **fields))  # type: ignore[arg-type]


def figures(document: Document) -> list[Figure]:
    return [block for block in document.blocks() if isinstance(block, Figure)]


def test_a_network_that_the_researcher_keeps_is_numbered_listed_and_pointed_to() -> None:
    document = report.build(made(notes="Baca begini.", rules=("Satu aturan.",)).study())
    (figure,) = figures(document)
    assert (figure.number, figure.caption) == ("4.1", "Jaringan kausal: antarkode")
    assert [(one.label, one.key) for one in document.figures] == [("Gambar 4.1", figure.key)]
    assert figure.key not in uncited(document)
    assert any("Gambar 4.1" in plain(b.runs) for b in document.blocks() if isinstance(b, Paragraph))
    notes = " ".join(plain(note) for note in figure.notes)
    assert "Satu aturan." in notes
    assert "Baca begini." in notes
    assert "--about" not in notes
    assert figure.source_line.startswith("Sumber")


def test_a_network_that_was_not_read_yet_has_an_open_slot() -> None:
    document = report.build(made().study())
    assert any(isinstance(slot, Slot) and slot.slot == "reading" for slot in slots(document))


def test_a_network_that_nobody_worked_on_stays_out_and_a_frozen_one_comes_in() -> None:
    office = made()
    office.records = [one for one in office.records if not isinstance(one, Display)]
    assert figures(report.build(office.study())) == []
    office.add(Snapshot(id="SN-01", display=NAME, at="2018-05-01", data_version=1, content="{}"))
    assert len(figures(report.build(office.study()))) == 1


def test_what_cannot_be_drawn_any_more_is_a_remark() -> None:
    office = made()
    office.records = [one for one in office.records if not isinstance(one, Link)]
    document = report.build(office.study())
    assert figures(document) == []
    assert any(NAME in remark for remark in document.remarks)


@pytest.mark.parametrize("links", [2, 7, 14])
def test_a_figure_fits_its_page_and_its_letters_stay_legible(links: int) -> None:
    from qualcode.displays import load
    from qualcode.displays._figure import Figure as Shown
    from qualcode.report.desk import Desk
    from qualcode.report.figure_blocks import POINTS, figure_blocks
    from qualcode.report.profile import load_profile

    study = made(links).study()
    shown = load(NAME).build(study)
    assert isinstance(shown, Shown)
    blocks = figure_blocks(Desk.of(study, load_profile("umum", None)), shown, key="figure_x")
    for block in blocks:
        assert block.width_cm <= (PAGE_HIGH_CM if block.wide else PAGE_CM) + 0.02
        wide, high = size(block.image)
        scale = block.width_cm * POINTS / (wide * 72 / 200)
        assert 8 * scale >= (7.9 if links < 14 else 4)
        assert high * 72 / 200 * scale <= PAGE_HIGH_CM * POINTS


def size(png: bytes) -> tuple[int, int]:
    return int.from_bytes(png[16:20], "big"), int.from_bytes(png[20:24], "big")


def test_a_further_drawing_has_the_number_of_its_figure() -> None:
    from qualcode.report.numbering import numbered
    from qualcode.terms import terms_for

    document = report.build(made().study())
    (figure,) = figures(document)
    further = replace(figure, key="lanjut", continued=True, number="")
    sections = tuple(
        replace(one, blocks=(*one.blocks, further, replace(figure, key="lain", number="")))
        if figure in one.blocks
        else one
        for one in document.sections
    )
    again = numbered(replace(document, sections=sections), terms_for("id"))
    assert [one.number for one in figures(again)] == ["4.1", "4.1", "4.2"]


def test_every_format_holds_the_figure_in_its_way() -> None:
    document = report.build(made(notes="Dibaca.").study())
    (figure,) = figures(document)
    md = lay_out(document, "md")
    assert "[Hal 0 yang diceritakan staf]" in md
    assert "**Gambar 4.1** Jaringan kausal" in md
    assert "DAFTAR GAMBAR" in md
    with zipfile.ZipFile(io.BytesIO(WRITERS.load("docx").to_bytes(document, lay_out(document, "docx")))) as word:
        pictures = [word.read(name) for name in word.namelist() if name.startswith("word/media/")]
        assert pictures == [figure.image]
        assert "SEQ Gambar" in word.read("word/document.xml").decode()
    tex = WRITERS.load("tex").to_bytes(document, lay_out(document, "tex")).decode()
    assert "qualcode display show causal-network" in " ".join(tex.split())
    html = WRITERS.load("html").to_bytes(document, lay_out(document, "html")).decode()
    assert 'src="data:image/png;base64,' in html


def test_words_of_somebody_who_did_not_agree_to_be_quoted_stand_at_no_line() -> None:
    office = made(2)
    office.records = [
        replace(one, label="ucapan staf") if isinstance(one, Link) else one  # type: ignore[type-var]
        for one in office.records
    ]
    assert "ucapan staf" in lay_out(report.build(office.study()), "md")
    office.records = [
        replace(one, scope=(ConsentScope.RECORDING,)) if isinstance(one, Consent) else one  # type: ignore[type-var]
        for one in office.records
    ]
    document = report.build(office.study())
    assert len(figures(document)) == 1
    assert "ucapan staf" not in lay_out(document, "md")
