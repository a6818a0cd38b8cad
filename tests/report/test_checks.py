"""Export checks: what refuses, what is shown, and where."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from qualcode import report
from qualcode.errors import CheckFailed, DigestMismatch, UnknownName
from qualcode.model import (
    Cell,
    Consent,
    Entry,
    EntryKind,
    Passage,
    Privacy,
    Recommendation,
    Source,
    Stage,
    Statement,
    Study,
)
from qualcode.report.check_record import Check, Level
from qualcode.report.check_words import WORDS, check_lines, check_words
from qualcode.report.document import BlockQuotation, Document
from qualcode.report.passages import basis
from tests.builders import LiteralRecords, StudyBuilder
from tests.report.office import LATE, builder, concluded


def found(made: StudyBuilder) -> dict[str, list[str]]:
    """Key → facts of every check."""
    made_study = made.study()
    keys: dict[str, list[str]] = {}
    for one in report.check(made_study, report.build(made_study)):
        keys.setdefault(one.key, []).append(one.what)
    return keys


def tampered() -> tuple[Study, Document]:
    """A chapter, and the study in which a letter of a quoted text was changed since the segment was made."""
    made = concluded()
    source = next(record for record in made.records if isinstance(record, Source) and record.id == "W-03")
    texts = dict(made.texts)
    texts[source.text_digest] = texts[source.text_digest].replace("sering", "jarang")
    changed = Study(LiteralRecords(tuple(made.records), texts))
    return changed, report.build(changed)


def test_a_changed_letter_refuses_and_names_source_segment_and_line() -> None:
    changed, document = tampered()
    first = report.check(changed, document)[0]
    assert (first.level, first.key) == (Level.REFUSE, "quotation_differs")
    with pytest.raises(DigestMismatch) as caught:
        report.approved(changed, document)
    assert (caught.value.source, caught.value.line) == ("W-03", 2)
    assert caught.value.segment == first.what.split()[1]


def test_it_refuses_even_where_the_quotation_is_not_printed() -> None:
    study, document = tampered()
    empty = dataclasses.replace(document, sections=())
    with pytest.raises(DigestMismatch) as raised:
        report.approved(study, empty)
    assert (raised.value.source, raised.value.line) == ("W-03", 2)


def hand_made(who: Consent) -> tuple[Study, Document]:
    """A document that quotes I-03 although the study says that it may not."""
    document = report.build(concluded().study())
    barred = concluded().add(Consent(id="PS-1", informant="I-01"), who)
    return barred.study(), document


@pytest.mark.parametrize(
    ("who", "key"),
    [
        (Consent(id="PS-2", informant="I-02"), "consent_missing"),
        (Consent(id="PS-3", informant="I-03", withdrawn_on="2018-05-01"), "consent_withdrawn"),
    ],
)
def test_words_without_consent_are_never_let_out(who: Consent, key: str) -> None:
    made, document = hand_made(who)
    assert key in {one.key for one in report.check(made, document) if one.refuses and one.what == "I-03"}
    with pytest.raises(CheckFailed) as caught:
        report.approved(made, document)
    assert key in {problem.why for problem in caught.value.problems}


def test_a_study_without_consent_records_is_reminded_once() -> None:
    assert found(concluded())["consent_unrecorded"] == [""]


def test_a_focus_needs_data_a_finding_and_a_discussion() -> None:
    keys = found(concluded().focus("SETIA", "Kesetiaan"))
    assert keys["focus_without_data"] == ["SETIA"]
    assert "SETIA" in keys["focus_without_finding"]
    assert "DISIPLIN" not in keys["focus_without_discussion"]
    assert "JUJUR" in keys["focus_without_discussion"]


def test_a_position_that_drifts_is_shown_with_both_phrases() -> None:
    made = concluded().add(
        Passage(
            id="5.1.DISIPLIN", section="5.1", slot="conclusion", focus="DISIPLIN", text="Sangat rendah.",
            position_phrase="masih sangat rendah", position=1,
        )
    )  # fmt: skip
    (fact,) = found(made)["position_drift"]
    assert "masih sangat rendah" in fact
    assert "T-01" in fact
    assert "masih rendah" in fact


def test_weak_positions_obstacles_and_caveats_without_recommendation_are_listed() -> None:
    keys = found(concluded())
    assert keys["weak_without_recommendation"] == ["DISIPLIN: masih rendah"]
    assert any("HAMBAT-SARPRAS" in fact for fact in keys["obstacle_without_recommendation"])
    assert keys["caveat_without_recommendation"] == ["T-01: jam istirahat tidak terekam mesin"]
    covered = found(
        concluded().add(
            Recommendation(id="SR-01", text="Awasi siang.", findings=("T-01",), factors=("HAMBAT-SARPRAS",)),
            Recommendation(id="SR-02", text="Mengambang."),
        )
    )
    assert not {"weak_without_recommendation", "obstacle_without_recommendation"} & set(covered)
    assert covered["recommendation_unanchored"] == ["SR-02"]


def test_findings_of_one_voice_or_unverified_are_shown() -> None:
    keys = found(concluded())
    assert keys["finding_unverified"] == ["T-02"]
    assert keys["finding_single"] == ["T-02: informant, technique, date"]


def test_open_slots_are_listed_with_their_place() -> None:
    document = report.build(concluded().study())
    checks = report.check(concluded().study(), document)
    places = {one.section for one in checks if one.key == "slot_open"}
    assert {"site history", "data JUJUR closing"} <= places
    assert not any(place.startswith("discussion") for place in places), "named once, as a focus without a discussion"


def test_an_open_slot_names_what_to_type() -> None:
    made = concluded().study()
    written = [check_words(one) for one in report.check(made, report.build(made)) if one.key == "slot_open"]
    assert any("qualcode passage write data --slot closing --focus JUJUR" in line for line in written)
    assert any("qualcode passage write site --slot history" in line for line in written)


def test_open_places_of_tables_are_named_by_table_or_finding() -> None:
    keys = found(concluded())
    assert keys["verdict_open"] == ["T-02"]
    assert keys["cells_open"] == ["4.6: 3"]
    assert "4.6" in keys["reading_open"]
    assert keys["theory_keys"] == ["hasibuan2002"]


def test_the_focus_in_general_is_no_factor_of_its_own() -> None:
    made = concluded().code("W-03", "Loketnya sekarang bagus.", "HAMBAT", "-")
    assert [fact.partition(":")[0] for fact in found(made)["obstacle_without_recommendation"]] == ["HAMBAT-SARPRAS"]


def test_checks_of_one_kind_stand_together_and_say_their_command_once() -> None:
    made = concluded().study()
    lines = check_lines(report.check(made, report.build(made)))
    assert sum("qualcode passage write" in line for line in lines) < 5
    at = next(at for at, line in enumerate(lines) if line.endswith("qualcode passage write"))
    assert lines[at + 1].startswith("    site --slot description: ")


def test_a_cell_written_before_the_data_changed_is_marked_and_listed() -> None:
    made = concluded()
    segment = made.segment("W-03", LATE).id
    made.add(
        Cell(
            display="role-ordered-matrix",
            row="I-03",
            column="DISIPLIN",
            entries=(Entry(kind=EntryKind.SUMMARY, text="menunggu di luar", segments=(segment,)),),
            evidence_digest="lama",
        )
    )
    document = report.build(made.study())
    assert "cells_stale" in {one.key for one in report.check(made.study(), document)}
    assert "menunggu di luar" in report.to_bytes(document, "md").decode()
    assert "basi" in report.to_bytes(document, "md").decode()


def test_prose_written_before_the_data_changed_is_marked_and_listed() -> None:
    made = concluded()
    now = basis(made.study(), focus="JUJUR")
    fresh = Passage(id="p", section="4.3", slot="closing", focus="JUJUR", text="Jujur.", digest=now)
    assert "passage_stale" not in found(concluded().add(fresh))
    changed = concluded().add(fresh).code("W-01", "Tapi belum semua.", "JUJUR", "-")
    assert "passage_stale" in found(changed)
    assert "basi: data berubah sejak bagian p ditulis" in report.to_bytes(report.build(changed.study()), "md").decode()


def test_a_quotation_that_stands_twice_or_alone_is_shown() -> None:
    made = concluded().study()
    document = report.build(made)
    data = document.section("data")
    assert data is not None
    quotation = next(block for block in data.blocks if isinstance(block, BlockQuotation))
    twice = dataclasses.replace(data, blocks=(*data.blocks, quotation, quotation))
    doubled = dataclasses.replace(
        document, sections=tuple(twice if one.key == "data" else one for one in document.sections)
    )
    keys = {one.key for one in report.check(made, doubled)}
    assert {"quotation_twice", "quotation_alone"} <= keys


def test_an_office_of_one_holder_asks_for_a_recorded_choice() -> None:
    assert found(concluded())["role_identifies"] == ["Lurah"]
    made = concluded()
    settled = Privacy(name_offices=True, reason="disetujui")
    made.records[0] = dataclasses.replace(made.records[0], privacy=settled)  # type: ignore[type-var]
    assert "role_identifies" not in found(made)


def test_a_display_that_cannot_be_made_is_said() -> None:
    made = StudyBuilder().focus("SETIA", "Kesetiaan")
    made.sheet("O-01", "Loket dibuka pukul delapan.").code("O-01", "Loket dibuka pukul delapan.", "SETIA", "+")
    assert "display_missing" in found(made)


def test_every_check_has_its_words() -> None:
    keys = set(found(concluded())) | set(found(builder())) | {"quotation_differs", "consent_missing"}
    assert keys <= set(WORDS)
    line = check_words(Check(level=Level.FLAG, key="focus_without_data", what="SETIA", section="data"))
    assert "SETIA" in line
    assert line.startswith("data: ")


def test_nothing_is_written_unless_everything_can_be(tmp_path: Path) -> None:
    made = concluded().study()
    document = report.build(made)
    with pytest.raises(UnknownName) as caught:
        report.write_all(document, (tmp_path / "bab.md", tmp_path / "bab.xyz"))
    assert set(caught.value.known) == {"docx", "html", "json", "md", "odt", "pdf", "tex"}
    assert list(tmp_path.iterdir()) == []
    report.write(document, tmp_path / "laporan ñ" / "BAB.MD")
    assert (tmp_path / "laporan ñ" / "BAB.MD").read_text("utf-8").startswith("# BAB IV")


def test_a_quoted_source_with_a_proposal_is_refused_until_somebody_judged_it() -> None:
    made = StudyBuilder().focus("SETIA", "Kesetiaan").informant("I-01", "Staf")
    made.interview("W-01", "I-01", "P: Siapa?\nI: Loket dijaga Pak Karmindo tiap siang.\nI: Loket buka pagi.")
    made.code("W-01", "Loket buka pagi.", "SETIA", "+")
    assert found(made)["identifiers_found"] == ["W-01: 1"]
    study = made.study()
    with pytest.raises(CheckFailed) as raised:
        report.approved(study, report.build(study))
    assert "Karmindo" not in str(raised.value)
    waived = "nama sudah diizinkan"
    made.add(
        Statement(id="PN-1", record="source:W-01", state=Stage.PSEUDONYMISED, text="", waiver=waived, by="p", at="")
    )
    assert "identifiers_found" not in found(made)


def test_identifiers_ask_for_a_signature_alone_whatever_else_a_source_lacks() -> None:
    made = StudyBuilder().focus("SETIA", "Kesetiaan").informant("I-01", "Staf")
    made.interview("W-01", "I-01", "P: Kapan?\nI: Loket buka pagi.").code("W-01", "Loket buka pagi.", "SETIA", "+")
    assert found(made)["identifiers_open"] == ["W-01"]
    made.add(Statement(id="PN-1", record="source:W-01", state=Stage.PSEUDONYMISED, text="sudah saya baca", by="p"))
    assert "identifiers_open" not in found(made)
