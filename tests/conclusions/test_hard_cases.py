"""The hard cases of the method's worked example: each is shown by a check that a person can follow to the text."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qualcode.conclusions import drift
from qualcode.conclusions.coverage import NeedKind, coverage
from qualcode.conclusions.drift import ClashKind, DriftKind, HoleKind
from qualcode.conclusions.states import project_state
from qualcode.conclusions.tactics import named
from qualcode.model import (
    Cell,
    Code,
    Cycle,
    DataMark,
    Entry,
    EntryKind,
    Finding,
    GuideQuestion,
    Holders,
    Passage,
    Recommendation,
    Role,
    Valence,
)
from qualcode.terms import terms_for
from tests.builders import StudyBuilder
from tests.conclusions.office import SCALE, discipline, office


def passage(section: str, **fields: object) -> Passage:
    given: dict[str, object] = {"id": section, "section": section, "slot": "posisi", "text": "Masih rendah."}
    return Passage(**(given | fields))  # type: ignore[arg-type]


# Position drift. Discipline is *masih rendah* in the results and *masih sangat rendah* in the conclusion.


def test_position_drift_between_finding_and_conclusion() -> None:
    build = office()
    build.add(
        discipline(build),
        passage("4.3.1", focus="DISIPLIN", position_phrase="masih rendah", position=2),
        passage("5.1", focus="DISIPLIN", position_phrase="masih sangat rendah", position=1),
    )
    (found,) = drift.position_drift(build.study())
    assert (found.kind, found.section, found.finding) == (DriftKind.VALUE, "5.1", "T-01")
    assert (found.passage_position, found.finding_position) == (1, 2)
    assert (found.passage_phrase, found.finding_phrase) == ("masih sangat rendah", "masih rendah")


def test_another_phrase_without_a_value_cannot_be_compared_and_is_shown() -> None:
    build = office()
    build.add(discipline(build), passage("5.1", finding="T-01", position_phrase="kurang sekali"))
    assert [found.kind for found in drift.position_drift(build.study())] == [DriftKind.UNMAPPED]


def test_the_same_phrase_is_no_drift_whatever_its_capitals() -> None:
    build = office()
    build.add(discipline(build), passage("5.1", finding="T-01", position_phrase="Masih rendah"))
    assert drift.position_drift(build.study()) == ()


def test_position_without_a_finding() -> None:
    study = office().add(passage("5.1", focus="KERJASAMA", position=4)).study()
    assert [found.kind for found in drift.position_drift(study)] == [DriftKind.NO_FINDING]


def test_passage_that_agrees_with_one_of_two_findings_is_no_drift() -> None:
    build = office()
    second = discipline(build, id="T-02", position=3, position_phrase="cukup")
    build.add(discipline(build), second, passage("5.1", focus="DISIPLIN", position=3))
    assert drift.position_drift(build.study()) == ()


# Recommendation gap. The weakest focus has no recommendation; staff *to be improved* is answered by none.


def test_recommendation_gap_of_the_weakest_focus() -> None:
    build = office()
    recruit = Recommendation(id="SR-01", text="Tambah pegawai.", factors=("HAMBAT-SARPRAS", "HAMBAT-LISTRIK"))
    build.add(discipline(build), recruit)
    assert [(need.kind, need.record) for need in coverage(build.study()).gaps] == [
        (NeedKind.WEAK_FOCUS, "focus:DISIPLIN")
    ]


def test_staff_to_be_improved_stands_in_the_list_of_uncovered() -> None:
    (need,) = (n for n in coverage(office().study()).uncovered if n.kind is NeedKind.SUPPORT_AS_NEED)
    assert need.record == "code:DUKUNG-SDM"
    assert need.pieces[0].quote.endswith("masih perlu ditingkatkan.")


def test_caveat_of_honesty_is_listed() -> None:
    build = office().add(Finding(id="T-09", focuses=("KERJASAMA",), text="Baik.", caveats=("Janji meleset.",)))
    assert "Janji meleset." in {need.text for need in coverage(build.study()).uncovered}


# Conflicting evidence between stages. First observation: letters often wrong; later interviews: errors are rare.


def test_conflicting_evidence_between_stages_stays_until_it_is_listed_against() -> None:
    build = StudyBuilder().focus("HASIL", "Hasil kerja").informant("I-01", "Lurah")
    build.sheet("O-01", "Tiga surat diketik ulang karena salah nama.", date="2018-02-01")
    build.interview("W-01", "I-01", "P: Suratnya?\nI: Kesalahan jarang sekali terjadi.\n", date="2018-03-12")
    build.code("O-01", "Tiga surat diketik ulang karena salah nama.", "HASIL", "-")
    build.code("W-01", "Kesalahan jarang sekali terjadi.", "HASIL", "+")
    spoken = build.segment("W-01", "Kesalahan jarang sekali terjadi.").id
    seen = build.segment("O-01", "Tiga surat diketik ulang karena salah nama.").id
    finding = Finding(id="T-01", focuses=("HASIL",), text="Memuaskan.", evidence_for=(spoken,))
    (clash,) = drift.finding_clashes(build.add(finding).study())
    assert (clash.kind, clash.valence, clash.resolved) == (ClashKind.SOURCES, Valence.BOTH, False)
    assert [piece.date for piece in clash.minus] == ["2018-02-01"]

    build.records[-1] = replace(finding, evidence_against=(seen,))
    (clash,) = drift.finding_clashes(build.study())
    assert clash.resolved


def test_agreeing_sources_do_not_clash() -> None:
    build = office()
    segment = build.segment("W-02", "Kami saling menggantikan di loket.").id
    finding = Finding(id="T-01", focuses=("KERJASAMA",), text="Baik.", evidence_for=(segment,))
    assert drift.finding_clashes(build.add(finding).study()) == ()


# Evidence free. Teamwork: the evidence appears in the conclusion alone; residents were not asked.


def test_evidence_free_focus() -> None:
    build = StudyBuilder().focus("SETIA")
    (hole,) = drift.evidence_free(build.study())
    assert (hole.kind, hole.record) == (HoleKind.FOCUS, "focus:SETIA")


def test_evidence_only_in_the_conclusion() -> None:
    build = office()
    elsewhere = build.segment("W-04", "Listrik padam, kami pulang lagi.").id
    build.add(Finding(id="T-01", focuses=("KERJASAMA",), text="Dilaksanakan.", evidence_for=(elsewhere,)))
    holes = [hole for hole in drift.evidence_free(build.study()) if hole.kind is HoleKind.CONCLUSION_ONLY]
    assert [(hole.record, hole.pieces[0].source) for hole in holes] == [("finding:T-01", "W-04")]


def test_finding_without_evidence() -> None:
    build = office().add(Finding(id="T-01", focuses=("KERJASAMA",), text="Baik."))
    assert ("finding:T-01", HoleKind.FINDING) in {(h.record, h.kind) for h in drift.evidence_free(build.study())}


def test_evidence_free_cell_of_a_role_that_was_not_asked() -> None:
    build = office().add(GuideQuestion(id="Q-01", text="Menunggu?", focus="DISIPLIN"))
    build.add(GuideQuestion(id="Q-02", text="Kerja sama?", focus="KERJASAMA"))
    build.records = [
        replace(r, question="Q-01")
        if getattr(r, "label", "") == "P" and r.source in {"W-03", "W-04", "W-05", "W-06"}
        else r  # type: ignore[attr-defined, type-var]
        for r in build.records
    ]
    holes = {(hole.focus, hole.record): hole.mark for hole in drift.evidence_free(build.study()) if hole.role}
    assert holes["KERJASAMA", "role:Masyarakat"] is DataMark.NOT_ASKED
    assert holes["KERJASAMA", "role:Lurah"] is None
    assert ("KERJASAMA", "informant:I-03") not in holes


def test_evidence_free_cell_of_one_informant_of_a_role_that_speaks() -> None:
    holes = {(hole.focus, hole.record): hole.mark for hole in drift.evidence_free(office().study()) if hole.role}
    assert holes["DISIPLIN", "informant:I-06"] is DataMark.DOES_NOT_KNOW
    assert ("DISIPLIN", "role:Masyarakat") not in holes
    assert ("DISIPLIN", "informant:I-03") not in holes


def test_role_without_informants_is_no_hole() -> None:
    study = office().add(Role(id="Tokoh", label="Tokoh", order=9)).study()
    assert "Tokoh" not in {hole.role for hole in drift.evidence_free(study)}


@pytest.mark.parametrize(
    ("cell", "holes"),
    [
        (Cell(display="d", row="r", column="c", entries=(Entry(kind=EntryKind.SUMMARY, text="baik"),)), 1),
        (Cell(display="d", row="r", column="c", entries=(Entry(kind=EntryKind.EXPLANATION, text="sebab"),)), 0),
        (Cell(display="d", row="r", column="c", data_mark=DataMark.NOT_ASKED), 0),
    ],
)
def test_written_cell_without_reference(cell: Cell, holes: int) -> None:
    found = drift.evidence_free(office().add(cell).study())
    assert sum(hole.kind is HoleKind.WRITTEN_CELL for hole in found) == holes


# Truncated text. The conclusion on responsibility is cut off at its start.


def test_truncated_text_at_its_start_and_at_its_end() -> None:
    build = office().add(
        passage("a", text="dan melaksanakan tugas sesuai SOP."),
        passage("b", text="Aparatur melaksanakan tugas sesuai"),
        passage("c", text="Aparatur berkata, “kami siap.”"),
    )
    assert [(cut.record, cut.start, cut.end) for cut in drift.cut_texts(build.study())] == [
        ("passage:a", True, False),
        ("passage:b", False, True),
    ]


# Valence conflict. Facilities support and obstruct; two supports are phrased as needs.


def test_valence_conflict_support_phrased_as_a_need() -> None:
    (clash,) = (c for c in drift.valence_conflicts(office().study()) if c.kind is ClashKind.SUPPORT_AS_NEED)
    assert (clash.records, clash.valence) == (("code:DUKUNG-SDM",), Valence.BOTH)


def test_valence_conflict_of_one_topic_as_support_and_obstacle() -> None:
    build = office()
    build.interview("W-07", "I-02", "P: Alat?\nI: Loketnya baru, enak.\n")
    build.code("W-07", "Loketnya baru, enak.", "DUKUNG-SARPRAS", "+")
    (clash,) = (c for c in drift.valence_conflicts(build.study()) if c.kind is ClashKind.SAME_TOPIC)
    assert clash.records == ("code:DUKUNG-SARPRAS", "code:HAMBAT-SARPRAS")
    assert ([p.source for p in clash.plus], [p.source for p in clash.minus]) == (["W-07"], ["W-02"])


def test_topics_named_apart_meet_under_a_pattern_code() -> None:
    build = office()
    build.interview("W-07", "I-02", "P: Alat?\nI: Loketnya baru, enak.\n")
    build.add(Code(id="DUKUNG-LOKET", name="Loket", parent="DUKUNG", order=30))
    build.code("W-07", "Loketnya baru, enak.", "DUKUNG-LOKET", "+")
    same = [c for c in drift.valence_conflicts(build.study()) if c.kind is ClashKind.SAME_TOPIC]
    assert same == []
    build.add(Code(id="POLA", name="Alat", cycle=Cycle.SECOND, condenses=("DUKUNG-LOKET", "HAMBAT-SARPRAS"), order=40))
    same = [c for c in drift.valence_conflicts(build.study()) if c.kind is ClashKind.SAME_TOPIC]
    assert [clash.records for clash in same] == [("code:DUKUNG-LOKET", "code:HAMBAT-SARPRAS")]


def test_one_segment_coded_as_both() -> None:
    build = office()
    build.code("W-02", "Pegawai itu pendukung, cuma masih perlu ditingkatkan.", "HAMBAT", "-")
    (clash,) = (c for c in drift.valence_conflicts(build.study()) if c.kind is ClashKind.SAME_SEGMENT)
    assert clash.records == ("code:DUKUNG-SDM", "code:HAMBAT")


# Two meanings. Honesty: no fees are taken, promises are not kept.


def test_two_meanings_of_one_code_make_it_a_candidate_for_a_split() -> None:
    build = StudyBuilder().focus("JUJUR", "Kejujuran").informant("I-01", "Warga")
    build.add(Code(id="JUJUR-PUNGLI", name="Pungutan", parent="JUJUR", order=1))
    build.add(Code(id="JUJUR-JANJI", name="Janji", parent="JUJUR", order=2))
    build.interview("W-01", "I-01", "P: Bayar?\nI: Tidak pernah diminta uang.\nI: Janjinya siang, ternyata besok.\n")
    build.code("W-01", "Tidak pernah diminta uang.", "JUJUR-PUNGLI", "+")
    build.code("W-01", "Janjinya siang, ternyata besok.", "JUJUR-JANJI", "-")
    (split,) = drift.split_candidates(build.study())
    assert (split.code, split.plus, split.minus) == ("JUJUR", 1, 1)
    assert split.parts == (("JUJUR-PUNGLI", Valence.POSITIVE), ("JUJUR-JANJI", Valence.NEGATIVE))


# Standing negative evidence. Loyalty: the caveat repeats what the first observation saw.


def test_caveat_repeated_from_the_first_observation() -> None:
    build = StudyBuilder().focus("SETIA", "Kesetiaan", scale=SCALE, weak_at=2).informant("I-01", "Lurah")
    build.sheet("O-01", "Seorang pegawai mengurus warungnya pada jam kerja.", date="2018-02-01")
    build.interview("W-01", "I-01", "P: Setia?\nI: Bekerja tanpa pamrih.\n")
    build.code("O-01", "Seorang pegawai mengurus warungnya pada jam kerja.", "SETIA", "-")
    build.code("W-01", "Bekerja tanpa pamrih.", "SETIA", "+")
    spoken = build.segment("W-01", "Bekerja tanpa pamrih.").id
    finding = Finding(id="T-01", focuses=("SETIA",), text="Baik.", evidence_for=(spoken,), caveats=("Ada warung.",))
    computed = named("negative-evidence").compute(build.add(finding).study(), finding)
    assert [piece.source for piece in computed.opposite] == ["O-01"]
    assert not computed.searched


# Absence of complaint. Responsibility: nobody complained. It is weak evidence: inference, not first-hand.


def test_absence_of_complaint_is_on_the_weaker_side_of_the_profile() -> None:
    build = StudyBuilder().focus("TGJAWAB", "Tanggung jawab").informant("I-01", "Lurah")
    build.interview("W-01", "I-01", "P: Keluhan?\nI: Belum ada keluhan dari kecamatan.\n")
    build.code("W-01", "Belum ada keluhan dari kecamatan.", "TGJAWAB", "+", directness="inference")
    said = build.segment("W-01", "Belum ada keluhan dari kecamatan.").id
    finding = Finding(id="T-01", focuses=("TGJAWAB",), text="Baik.", evidence_for=(said,))
    profile = named("weighting-evidence").compute(build.add(finding).study(), finding)
    first_hand = next(aspect for aspect in profile.aspects if aspect.aspect == "first_hand")
    assert ([p.source for p in first_hand.weaker], first_hand.stronger) == (["W-01"], ())


# Indonesian numbers. Letters issued in 2017 are written 1.128, not 1,128.


def test_indonesian_numbers_in_the_counts_of_a_draft() -> None:
    assert terms_for("id")(
        "conclusions.draft.counts", segments=terms_for("id").number(1128), sources="2", n=1, of=2
    ).startswith("Tersusun dari 1.128 segmen")


def test_role_as_identifier_is_asked_for_in_the_design() -> None:
    """One Lurah per kelurahan: a pseudonym does not hide the holder of an office."""
    build = office()
    build.add(Role(id="Camat", label="Camat", order=9, holders=(Holders(site="kantor", count=1),)))
    (found,) = (one for one in project_state(build.study()).missing if one.exit == "role_identifies")
    assert (found.refs, found.blocking) == (("Camat",), False)
