"""What a tool should have shown of the seed study (method: worked example), case by case on the sample."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest

from qualcode import report
from qualcode.collection.privacy import is_judged
from qualcode.conclusions.clashes import ClashKind, finding_clashes, valence_conflicts
from qualcode.conclusions.coverage import NeedKind, coverage
from qualcode.conclusions.tactics import TACTICS
from qualcode.model import Code, Finding, Passage, Privacy, Project, Study, Valence
from qualcode.report.check_record import Check
from qualcode.report.document import Document
from qualcode.report.layout import lay_out
from qualcode.storage.store import Store
from tests.builders import StudyBuilder


@pytest.fixture(scope="module")
def study(sample: Path) -> Iterator[Study]:
    with Store.open(sample) as store:
        yield store.study()


@pytest.fixture(scope="module")
def chapter(study: Study, sample: Path) -> Document:
    return report.build(study, "bab-4", folder=sample)


@pytest.fixture(scope="module")
def text(chapter: Document) -> str:
    return lay_out(chapter, "md")


@pytest.fixture(scope="module")
def checks(study: Study, chapter: Document) -> tuple[Check, ...]:
    return report.check(study, chapter)


def facts(checks: tuple[Check, ...], key: str) -> list[str]:
    return [one.what for one in checks if one.key == key]


def test_kesetiaan_the_caveat_of_the_first_observation_stands_as_negative_evidence(study: Study, text: str) -> None:
    finding = study.get(Finding, "T-01")
    assert finding.evidence_against
    assert any("membagi waktu" in caveat for caveat in finding.caveats)
    assert finding.caveats[0] in text
    computed = TACTICS.load("negative-evidence").compute(study, finding)
    assert computed.claim is Valence.POSITIVE


def test_hasil_kerja_letters_with_errors_conflict_with_errors_are_rare(study: Study) -> None:
    clash = next(one for one in finding_clashes(study) if one.records[0] == "finding:T-02")
    assert clash.resolved, "the sample lists the contrary observation as evidence against"
    finding = study.get(Finding, "T-02")
    bare = dataclasses.replace(finding, evidence_against=())
    shorn = study.grown([bare], [])
    assert not next(one for one in finding_clashes(shorn) if one.records[0] == "finding:T-02").resolved
    assert "T-02" in facts(report.check(shorn, report.build(shorn, "bab-4")), "finding_conflict")


def test_kedisiplinan_the_position_shifts_between_sections(checks: tuple[Check, ...]) -> None:
    shifted = facts(checks, "position_drift")
    assert any("masih sangat rendah" in one and "T-03: “masih rendah”" in one for one in shifted)


def test_kedisiplinan_the_weakest_focus_has_no_recommendation(checks: tuple[Check, ...]) -> None:
    assert any(one.startswith("DISIPLIN") for one in facts(checks, "weak_without_recommendation"))


def test_kejujuran_has_two_meanings_that_ask_to_be_told_apart(study: Study) -> None:
    assert {"JUJUR-PUNGLI", "JUJUR-JANJI"} <= {code.id for code in study.all(Code)}
    computed = TACTICS.load("partitioning").compute(study, study.get(Finding, "T-04"))
    assert any(divided.code == "JUJUR" and divided.positive and divided.negative for divided in computed.divided)


def test_kerja_sama_evidence_in_the_conclusion_alone_is_missed(checks: tuple[Check, ...]) -> None:
    assert "KERJASAMA" not in facts(checks, "focus_without_data")
    build = StudyBuilder().focus("KERJASAMA", "Kerja sama").informant("I-01", "LRH")
    build.add(Passage(id="5.1.K", section="5.1", slot="conclusion", focus="KERJASAMA", text="Berjalan setiap hari."))
    made = build.study()
    assert facts(report.check(made, report.build(made)), "focus_without_data") == ["KERJASAMA"]
    build.focus("DISIPLIN", "Kedisiplinan")
    build.interview("W-01", "I-01", "P: Bagaimana?\nI: Kami saling menggantikan di loket.\n")
    build.code("W-01", "Kami saling menggantikan di loket.", "DISIPLIN", "+")
    cited = (build.segment("W-01", "Kami saling menggantikan di loket.").id,)
    build.add(Finding(id="T-01", focuses=("KERJASAMA",), text="Kerja sama baik.", evidence_for=cited))
    concluded = build.study()
    assert facts(report.check(concluded, report.build(concluded)), "evidence_only_concluded") == ["T-01"]


def test_tanggung_jawab_a_conclusion_that_is_cut_off_is_noticed(checks: tuple[Check, ...]) -> None:
    assert "5.1.TGJAWAB.conclusion" in facts(checks, "passage_cut")


def test_tanggung_jawab_absence_of_complaint_is_shown_as_weak_evidence(study: Study) -> None:
    computed = TACTICS.load("weighting-evidence").compute(study, study.get(Finding, "T-06"))
    assert any(aspect.weaker for aspect in computed.aspects)
    asked = {ask.name: ask for ask in TACTICS.load("weighting-evidence").asks}
    assert asked["absence"].needed, "no complaint is weighed before the evidence counts as weighed"


def test_faktor_pendukung_two_supports_are_phrased_as_needs(study: Study, checks: tuple[Check, ...]) -> None:
    needs = {need.record for need in coverage(study).needs if need.kind is NeedKind.SUPPORT_AS_NEED}
    assert {"code:DUKUNG-SDM", "code:DUKUNG-GEDUNG"} <= needs
    assert any(one.startswith("DUKUNG-SDM") for one in facts(checks, "need_without_recommendation"))


def test_faktor_penghambat_the_same_topic_is_support_and_obstacle(study: Study, text: str) -> None:
    assert any(one.kind is ClashKind.SAME_TOPIC for one in valence_conflicts(study))
    assert "Hal yang sama disebut sebagai pendukung (sarana dan peralatan" in text


def test_numbers_are_written_as_indonesian_writes_them(text: str) -> None:
    assert "1.128" in text
    assert "2.880" in text
    assert "1,128" not in text


def test_a_role_of_one_holder_names_a_person_unless_that_was_decided(study: Study, checks: tuple[Check, ...]) -> None:
    assert facts(checks, "role_identifies") == []
    project = study.all(Project)[0]
    undecided = study.grown([dataclasses.replace(project, privacy=Privacy())], [])
    named = facts(report.check(undecided, report.build(undecided, "bab-4")), "role_identifies")
    assert {"Lurah", "Sekretaris Lurah"} <= set(named)
    assert is_judged(study, "W-01")


def test_every_focus_and_factor_that_has_no_recommendation_is_named(checks: tuple[Check, ...]) -> None:
    uncovered = facts(checks, "caveat_without_recommendation")
    assert {one.partition(":")[0] for one in uncovered} >= {"T-01", "T-03", "T-04"}
    assert facts(checks, "obstacle_without_recommendation")
