"""The findings chapter of a small study: what stands where, what is said, and what is never said."""

from __future__ import annotations

import dataclasses
import os
import re
from pathlib import Path

import pytest

from qualcode import report
from qualcode.errors import UnknownName
from qualcode.model import (
    Attribute,
    Consent,
    ConsentScope,
    Directness,
    Display,
    FocusKind,
    Informant,
    MemberAnswer,
    Passage,
    Privacy,
    Role,
    Statement,
    Study,
    Verification,
)
from qualcode.report.document import BlockQuotation, Document, Heading, Mark, Paragraph, Slot, Table
from qualcode.report.layout import lay_out
from qualcode.report.parts import plain, quotations, runs_of, slots
from qualcode.report.quotes import Quotes
from tests.builders import StudyBuilder
from tests.report.office import EARLY, LATE, STILL, builder, concluded, study

GOLDEN = Path(__file__).parent / "golden"


def markdown(made: Study) -> str:
    return lay_out(report.build(made), "md")


def part(document: Document, key: str) -> list[object]:
    """The blocks from the heading with this key to the next heading."""
    blocks = list(document.blocks())
    start = next(at for at, block in enumerate(blocks) if isinstance(block, Heading) and block.key == key)
    rest = blocks[start + 1 :]
    end = next((at for at, block in enumerate(rest) if isinstance(block, Heading)), len(rest))
    return list(rest[:end])


def words(document: Document, key: str) -> str:
    return " ".join(plain(block.runs) for block in part(document, key) if isinstance(block, Paragraph))


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_whole_chapter(language: str) -> None:
    path = GOLDEN / f"bab-4.{language}.md"
    text = markdown(study(language))
    if os.environ.get("QUALCODE_RENEW"):
        path.write_text(text, encoding="utf-8", newline="\n")
    assert text == path.read_text("utf-8")


def test_the_same_study_gives_the_same_document() -> None:
    assert report.build(study()) == report.build(study())


def test_every_quotation_is_exact_and_stands_once() -> None:
    made = study()
    found = list(quotations(report.build(made)))
    assert len(found) > 8
    for quotation in found:
        place = quotation.place
        assert made.text(place.source)[place.start : place.end] == quotation.text
        assert place.first_line == made.text(place.source).count("\n", 0, place.start) + 1
    assert len({quotation.place.segment for quotation in found}) == len(found)


def test_a_quotation_shows_the_text_around_it() -> None:
    quotation = next(one for one in quotations(report.build(study())) if one.text == EARLY)
    assert quotation.place.before.endswith("I: ")
    assert quotation.place.after.startswith(" Tapi belum semua.")


def test_the_text_around_is_withheld_while_nobody_read_the_scan_for_identifiers() -> None:
    made = builder()
    made.records = [record for record in made.records if not isinstance(record, Statement)]
    place = next(quotations(report.build(made.study()))).place
    assert (place.before, place.after, place.withheld) == ("", "", True)
    page = report.to_bytes(report.build(made.study()), "html").decode()
    assert "Kalimat di sekitarnya tidak ditampilkan" in page
    assert "<mark>" not in page


def test_focuses_come_in_project_order_with_the_same_parts_in_each_section() -> None:
    document = report.build(study())
    keys = [block.key for block in document.blocks() if isinstance(block, Heading) and block.level == 3]
    order = ["DISIPLIN", "JUJUR", "DUKUNG", "HAMBAT"]
    for section in ("data", "finding", "discussion"):
        assert [key for key in keys if key.startswith(f"{section}_") and key != "data_effects"] == [
            f"{section}_{focus}" for focus in order
        ]


def test_roles_speak_in_the_order_of_the_role_list_and_a_contrast_is_shown() -> None:
    said = [block.text for block in part(report.build(study()), "data_DISIPLIN") if isinstance(block, BlockQuotation)]
    assert said[:4] == [
        EARLY,
        STILL,
        "Saya antar anak dulu, jadi kadang terlambat.",
        LATE,
    ]


def test_people_are_compared_by_all_they_say_on_a_matter_not_by_one_quotation() -> None:
    text = words(report.build(study()), "data_DISIPLIN")
    assert "Lurah (I-01) juga menyatakan hal yang berbeda" in text or "memberikan keterangan yang berbeda" in text
    assert "dengan keterangan Lurah" not in text
    alike = builder().code("W-02", "P: Jam masuk?", "JUJUR-JANJI", "-").study()
    assert "dengan keterangan" not in words(report.build(alike), "data_JUJUR")


def test_words_stand_before_and_after_each_quotation() -> None:
    for section in report.build(study()).sections:
        for before, block, after in zip(section.blocks, section.blocks[1:], section.blocks[2:], strict=False):
            if isinstance(block, BlockQuotation):
                assert isinstance(before, Paragraph)
                assert isinstance(after, Paragraph | Slot)


def test_counts_stand_against_those_asked_and_silence_is_said() -> None:
    text = words(report.build(study()), "data_DISIPLIN")
    assert re.search(r"(lima informan yang ditanyai|berjumlah lima orang)", text)
    assert "yaitu Lurah, seorang staf, dan tiga warga" in text
    assert re.search(r"[Dd]ua dari tiga informan, yakni warga \(I-03 dan I-04\),", text)
    assert "Warga (I-05) menyatakan tidak mengetahui perihal kedisiplinan." in text
    assert "Seorang informan lainnya tidak memberikan keterangan yang bertanda." in text


def test_a_second_coder_does_not_count_a_statement_twice() -> None:
    assert words(report.build(study()), "data_DISIPLIN").count("W/I-03/14-03-2018/b.2") <= 2


def test_observations_and_documents_stand_beside_the_interviews() -> None:
    document = report.build(study())
    text = words(document, "data_DISIPLIN")
    assert "emua pengamatan (dua kali)" in text
    assert "sejalan dengan" in text
    assert "Catatan pengamatan tidak memuat data yang dikode pada fokus ini." in words(document, "data_JUJUR")


def test_figures_of_a_document_become_a_table_that_the_data_point_to() -> None:
    document = report.build(study())
    table = next(b for b in document.blocks() if isinstance(b, Table) and b.key.startswith("table_figures_D_01"))
    assert [[plain(one.parts[0].runs) for one in row] for row in table.rows] == [
        ["1", "Surat pengantar KTP", "1.128"],
        ["2", "Surat pengantar KK", "949"],
    ]
    assert f"tercantum pada Tabel {table.number}" in words(document, "data_DISIPLIN")


def test_a_quotation_of_the_text_is_cited_in_the_matrix() -> None:
    table = next(b for b in part(report.build(study()), "data_DISIPLIN") if isinstance(b, Table))
    assert "dikutip pada uraian" in " ".join(plain(p.runs) for row in table.rows for one in row for p in one.parts)


def test_prose_of_the_researcher_stands_word_for_word_in_its_slot() -> None:
    document = report.build(study())
    written = [plain(b.runs) for b in document.blocks() if isinstance(b, Paragraph) and b.written]
    assert written == ["Pagi hari membaik; *siang* belum.", "Itu catatan peneliti.", "Pembahasan oleh peneliti."]
    assert "\\*siang\\*" in lay_out(document, "md")
    open_ = {(slot.section, slot.focus, slot.slot) for slot in slots(document)}
    assert ("data", "DISIPLIN", "closing") not in open_
    assert ("discussion", "DISIPLIN", "discussion") not in open_
    assert ("data", "JUJUR", "closing") in open_


@pytest.mark.parametrize(
    ("section", "slot", "focus", "finding"),
    [
        ("4.5", "", "JUJUR", None),
        ("4.5.2", "discussion", "JUJUR", None),
        ("discussion", "closing", None, "T-02"),
        ("4.5", "discussion", "JUJUR", "T-02"),
    ],
)
def test_prose_finds_its_place_by_number_or_name_focus_or_finding(
    section: str, slot: str, focus: str | None, finding: str | None
) -> None:
    made = concluded().add(
        Passage(id="p", section=section, slot=slot, focus=focus, finding=finding, text="Ditulis peneliti.")
    )
    assert "Ditulis peneliti." in words(report.build(made.study()), "discussion_JUJUR")


def test_prose_without_a_place_is_reported_not_lost_in_silence() -> None:
    made = concluded().add(Passage(id="p", section="4.3", slot="closing", focus=None, finding="T-99", text="Nyasar."))
    document = report.build(made.study())
    assert document.unplaced == ("p",)
    assert "passage_unplaced" in {one.key for one in report.check(made.study(), document)}


def test_prose_of_another_chapter_stays_out() -> None:
    made = concluded().add(Passage(id="p", section="5.1", slot="conclusion", focus="JUJUR", text="Simpulan."))
    document = report.build(made.study())
    assert document.unplaced == ()
    assert "Simpulan." not in lay_out(document, "md")


def test_a_finding_stands_with_its_position_grounds_limits_and_negative_evidence() -> None:
    text = words(report.build(study()), "finding_DISIPLIN")
    assert "Kedisiplinan aparatur masih rendah." in text
    assert "dirumuskan sebagai masih rendah" in text
    assert "W/I-03/14-03-2018/b.2" in text
    assert re.search(r"dua (dari|di antara) tiga teknik", text)
    assert "Satu data tidak sesuai dengan temuan ini (W/I-01/12-03-2018/b.2a)." in text
    assert "jam istirahat tidak terekam mesin" in text


def test_what_is_not_verified_carries_a_visible_mark() -> None:
    document = report.build(study())
    assert any(isinstance(block, Mark) and "T-02" in block.text for block in part(document, "finding_JUJUR"))
    assert not any(isinstance(block, Mark) for block in part(document, "finding_DISIPLIN"))
    assert "belum dicari" in words(document, "finding_JUJUR")


def test_the_discussion_holds_theory_rivals_and_negative_evidence() -> None:
    text = words(report.build(study()), "discussion_DISIPLIN")
    assert "sejalan dengan pernyataan bahwa disiplin dipengaruhi teladan pimpinan (hasibuan2002)" in text
    assert "penjelasan tandingan" in text.casefold()
    assert "Yang terlambat bukan yang bertugas ganda." in text
    assert "Subbab 4.4.1" in text


def test_what_was_not_done_is_said_plainly() -> None:
    text = words(report.build(builder().study()), "trustworthiness")
    assert "Triangulasi belum dilakukan" in text
    assert "Pengecekan anggota (member check) belum dilakukan." in text
    assert "Belum ada pemeriksaan temuan yang tercatat." in text
    assert "Kesepakatan antarpengode belum diperiksa." in text
    assert "triangulasi, bukti negatif, penjelasan tandingan, dan member check" in text


def test_member_checks_are_counted() -> None:
    text = words(report.build(study()), "trustworthiness")
    assert (
        "Pengecekan anggota (member check) dilakukan pada 10–12 April 2018 atas satu dari dua temuan, yakni T-01."
        in text
    )
    assert "Semua informan yang ditanya membenarkan temuan T-01 (dua orang)." in text or (
        "Temuan T-01 (dua orang) dibenarkan oleh semua informan yang ditanya." in text
    )


def test_a_member_check_that_not_all_confirm_says_how_many_do() -> None:
    made = concluded().add(
        Verification(
            id="V-04",
            tactic="member-check",
            target="finding:T-02",
            date="2018-04-13",
            answers=(
                MemberAnswer(informant="I-01", date="2018-04-13", agrees=True),
                MemberAnswer(informant="I-03", date="2018-04-13", agrees=False),
                MemberAnswer(informant="I-04", date="2018-04-13"),
            ),
        )
    )
    text = words(report.build(made.study()), "trustworthiness")
    assert "atas semua temuan, yakni T-01 dan T-02." in text
    assert "emuan T-02 dibenarkan oleh satu dari tiga informan yang ditanya." in text


def test_hearsay_is_introduced_and_counted_as_hearsay() -> None:
    told = "Kata orang loketnya kosong tiap siang."
    made = StudyBuilder().focus("DISIPLIN", "Kedisiplinan")
    made.informant("I-01", "Warga").informant("I-02", "Warga")
    made.interview("W-01", "I-01", f"P: Siang?\nI: {told}\n").interview("W-02", "I-02", "P: Siang?\nI: Ada orangnya.\n")
    made.code("W-01", told, "DISIPLIN", "-", directness=Directness.HEARSAY)
    made.code("W-02", "Ada orangnya.", "DISIPLIN", "+", directness=Directness.FIRST_HAND)
    blocks = part(report.build(made.study()), "data_DISIPLIN")
    at = next(at for at, block in enumerate(blocks) if isinstance(block, BlockQuotation) and block.text == told)
    lead_in = blocks[at - 1]
    assert isinstance(lead_in, Paragraph)
    assert re.search(r"dari orang lain|tidak mengalaminya sendiri", plain(lead_in.runs))
    text = words(report.build(made.study()), "data_DISIPLIN")
    assert re.search(r"Keterangan [Ww]arga \(I-01\) seluruhnya berasal dari orang lain\.", text)


def test_the_reading_of_a_display_stands_once_under_the_last_of_its_tables() -> None:
    made = concluded().add(
        Display(id="role-ordered-matrix", type="role-ordered-matrix", notes="Kolom dibaca ke bawah.")
    )
    tables = [
        b for b in report.build(made.study()).blocks() if isinstance(b, Table) and b.key.startswith("table_data_")
    ]
    notes = {table.key: " ".join(plain(note) for note in table.notes) for table in tables}
    assert "Kolom dibaca ke bawah." not in notes["table_data_DISIPLIN"]
    first, last = tables[0].number, tables[1].number
    assert f"Catatan pembacaan (Tabel {first} dan Tabel {last}): Kolom dibaca ke bawah." in notes["table_data_JUJUR"]


def test_codes_of_one_source_share_what_names_it() -> None:
    made = builder().study()
    quotes = Quotes(made)
    (cited,) = quotes.citation([one.id for one in made.segments.values() if one.source in ("W-01", "W-02")][:4])
    assert re.fullmatch(r"W/I-01/12-03-2018/b\.\w+(, b\.\w+)+(; W/I-02/\S+)?", cited.text), cited.text
    assert len(cited.segments) == 4


def test_words_of_someone_without_consent_stay_out() -> None:
    made = concluded().add(
        *(Consent(id=f"PS-{n}", informant=f"I-0{n}", scope=(ConsentScope.QUOTATION,)) for n in (1, 2, 4, 5)),
        Consent(id="PS-3", informant="I-03", scope=(ConsentScope.RECORDING,)),
    )
    document = report.build(made.study())
    assert not any(quotation.place.source == "W-03" for quotation in quotations(document))
    assert LATE not in lay_out(document, "md")
    assert "consent_left_out" in {one.key for one in report.check(made.study(), document)}


def test_words_of_someone_who_withdrew_stay_out_and_are_not_counted() -> None:
    made = concluded().add(
        *(Consent(id=f"PS-{n}", informant=f"I-0{n}") for n in (1, 2, 3, 5)),
        Consent(id="PS-4", informant="I-04", withdrawn_on="2018-05-01"),
    )
    document = report.build(made.study())
    assert "hampir dua jam" not in lay_out(document, "md")
    assert "W/I-04" not in words(document, "data_DISIPLIN")


def test_an_empty_study_gives_a_chapter_of_slots() -> None:
    text = markdown(StudyBuilder().study())
    assert text.startswith("# BAB IV HASIL PENELITIAN DAN PEMBAHASAN")
    assert "Informan penelitian belum tercatat." in text
    assert "DAFTAR TABEL" not in text


def test_nothing_is_denied_where_nothing_was_coded() -> None:
    made = StudyBuilder().focus("DUKUNG", "Faktor pendukung", kind=FocusKind.SUPPORT).informant("I-01", "Lurah")
    assert "Tidak ditemukan" not in markdown(made.study())


def test_a_focus_without_data_says_so() -> None:
    text = markdown(StudyBuilder().focus("SETIA", "Kesetiaan").informant("I-01", "Lurah").study())
    assert "Fokus ini belum memiliki data yang dikode." in text
    part = text[text.index("### 4.3.1 Kesetiaan") : text.index("## 4.4")]
    assert "Tabel" not in part
    assert "ISI" not in part


def test_prose_on_a_focus_without_data_still_stands_there() -> None:
    made = StudyBuilder().focus("SETIA", "Kesetiaan").informant("I-01", "Lurah")
    made.add(Passage(id="p", section="4.3", slot="interpretation", focus="SETIA", text="Belum sempat ditanyakan."))
    assert "Belum sempat ditanyakan." in markdown(made.study())


def test_a_role_that_was_quoted_elsewhere_is_named_where_it_is_counted() -> None:
    made = StudyBuilder().focus("A", "Kerja sama").focus("B", "Dukungan")
    made.add(Role(id="STF", label="Staf", common="staf"))
    for at in (1, 2):
        said = f"Kami saling menggantikan di loket nomor {at}."
        made.informant(f"I-0{at}", "STF").interview(f"W-0{at}", f"I-0{at}", f"P: Bagaimana?\nI: {said}\n")
        made.code(f"W-0{at}", said, "A", "+").code(f"W-0{at}", said, "B", "+")
    text = markdown(made.study())
    part = text[text.index("4.3.2 Dukungan") :]
    assert re.search(r"(Pada peran|Di kalangan) staf, kedua informan memberikan keterangan positif", part)
    assert "peran ini" not in part


def test_a_study_of_one_informant_names_that_one() -> None:
    made = StudyBuilder().focus("SETIA", "Kesetiaan").informant("I-01", "Lurah")
    made.interview("W-01", "I-01", "P: Setia?\nI: Setia sekali semuanya di sini.\n")
    text = markdown(made.code("W-01", "Setia sekali semuanya di sini.", "SETIA", "+").study())
    assert re.search(r"[Hh]anya (berasal dari )?lurah \(I-01\)", text)
    assert "seorang dari satu" not in text


def test_pseudonyms_are_used_where_privacy_asks_for_them() -> None:
    made = builder()
    made.records[0] = dataclasses.replace(made.records[0], privacy=Privacy(label="pseudonym"))  # type: ignore[type-var]
    for at, record in enumerate(made.records):
        if isinstance(record, Informant) and record.id == "I-01":
            made.records[at] = dataclasses.replace(record, attributes=(Attribute(name="nama samaran", value="Damar"),))
    assert "Lurah (Damar)" in markdown(made.study())


def test_an_unknown_chapter_names_those_that_are_there() -> None:
    with pytest.raises(UnknownName) as caught:
        report.build(study(), "bab-9")
    assert "bab-4" in caught.value.known


def test_tables_are_mentioned_before_they_appear() -> None:
    document = report.build(study())
    assert "table_uncited" not in {one.key for one in report.check(study(), document)}


def test_no_sentence_of_the_machine_opens_with_a_digit_or_names_a_majority() -> None:
    document = report.build(study())
    for block in document.blocks():
        if isinstance(block, Paragraph) and not block.written:
            text = plain(block.runs)
            assert not re.search(r"(?:^|\. )\d", text), text
            assert not re.search(r"mayoritas|sebagian besar", text)
    assert all(run for block in document.blocks() for run in runs_of(block))
