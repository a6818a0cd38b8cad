"""Each case that method.md §13 says a tool should have shown is shown on the sample study, by a command.

The names of the tests are those of the table's rows and of its last line.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from qualcode.cli import root


def said(study: Path, *arguments: str) -> str:
    """What a command prints; it must succeed."""
    result = CliRunner().invoke(root, [*arguments, "--study", str(study)])
    assert result.exit_code == 0, result.output
    return result.stdout


def parsed(study: Path, *arguments: str) -> Any:
    return json.loads(said(study, *arguments, "--format", "json"))


def tactic(study: Path, finding: str, name: str) -> Any:
    (found,) = parsed(study, "verify", finding, name)
    return found["computed"]


def checked(study: Path) -> list[tuple[str, str]]:
    """(key, what) of every export check of the findings chapter."""
    return [(one["key"], one["what"]) for one in parsed(study, "report", "bab-4", "--check")]


@pytest.fixture(scope="module")
def checks(sample: Path) -> list[tuple[str, str]]:
    return checked(sample)


@pytest.fixture(scope="module")
def chapter(sample: Path) -> str:
    return (sample / "reports" / "bab-4.md").read_text("utf-8")


def test_kesetiaan_negative_evidence_of_the_observation_stands(sample: Path, chapter: str) -> None:
    cases = [row for row in parsed(sample, "verify", "--all", "negative-evidence") if row["finding"] == "T-01"]
    observed = [row for row in cases if row["source"].startswith("O-") and row["placed"] == "against"]
    assert observed
    assert observed[0]["weighed"]
    assert observed[0]["quote"] in chapter
    (finding,) = [one for one in parsed(sample, "finding", "list") if one["id"] == "T-01"]
    assert "sebagian pegawai membagi waktu kantor dengan urusan di luar" in finding["caveats"]


def test_hasil_kerja_conflict_between_stages_stays_unresolved_until_evidence_against_is_listed(
    sample: Path, sample_copy: Path, checks: list[tuple[str, str]]
) -> None:
    marks = {
        mark
        for cell in parsed(sample, "display", "show", "role-ordered-matrix", "--focus", "HASIL")["cells"]
        for mark in cell["evidence_marks"]
    }
    assert "!" in marks
    assert "finding_conflict" not in {key for key, _what in checks}
    against = next(one for one in parsed(sample_copy, "finding", "list") if one["id"] == "T-02")["evidence_against"]
    said(sample_copy, "finding", "evidence", "T-02", *(part for one in against for part in ("--drop", one)))
    assert [what[:4] for key, what in checked(sample_copy) if key == "finding_conflict"] == ["T-02"]


def test_kedisiplinan_position_drifts_between_sections(checks: list[tuple[str, str]]) -> None:
    (drift,) = [what for key, what in checks if key == "position_drift"]
    assert "“masih sangat rendah” ≠ T-03: “masih rendah”" in drift


def test_kedisiplinan_the_weakest_focus_has_no_recommendation(sample: Path, checks: list[tuple[str, str]]) -> None:
    needs = parsed(sample, "recommend", "coverage")["needs"]
    weak = [(need["record"], need["covered"]) for need in needs if need["kind"] == "weak_focus"]
    assert weak == [("focus:DISIPLIN", False)]
    assert "weak_without_recommendation" in {key for key, _what in checks}
    assert "recommendation" in {one["exit"] for one in parsed(sample, "finding", "show", "T-03")["missing"]}


def test_kejujuran_two_meanings_ask_for_partitioning(sample: Path) -> None:
    divided = {one["code"]: one for one in tactic(sample, "T-04", "memecah variabel")["divided"]}
    parts = {part["code"]: part["valence"] for part in divided["JUJUR"]["parts"]}
    assert {"JUJUR-PUNGLI", "JUJUR-JANJI"} <= set(parts)
    assert divided["JUJUR"]["positive"] > 0
    assert divided["JUJUR"]["negative"] > 0


def test_kerjasama_evidence_that_appears_only_in_the_conclusion(sample_copy: Path) -> None:
    said(sample_copy, "focus", "add", "GOTONG", "--label", "Gotong royong", "--question", "Bagaimana?")
    said(
        sample_copy, "finding", "add", "T-20", "--focuses", "GOTONG", "--text", "Gotong royong berjalan.",
        "--evidence-for", "W-01: Kedisiplinan kita ini masih rendah lah.",
    )  # fmt: skip
    assert [one["source"] for one in tactic(sample_copy, "T-20", "rantai bukti")["uncoded"]] == ["W-01"]
    shown = checked(sample_copy)
    assert ("evidence_only_concluded", "T-20") in shown
    assert ("focus_without_data", "GOTONG") in shown


def test_tanggung_jawab_a_text_that_is_cut_off_at_its_start(checks: list[tuple[str, str]]) -> None:
    assert ("passage_cut", "5.1.TGJAWAB.conclusion") in checks


def test_tanggung_jawab_absence_of_complaint_is_asked_about_as_weak_evidence(sample: Path) -> None:
    (found,) = parsed(sample, "verify", "T-06", "menimbang bukti")
    (ask,) = [one for one in found["asks"] if one["name"] == "absence"]
    assert "no complaint" in ask["words"]
    assert not ask["answered"]
    aspects = {one["aspect"]: one for one in found["computed"]["aspects"]}
    assert aspects["behaviour_seen"]["weaker"]


def test_faktor_pendukung_supports_phrased_as_needs(sample: Path, chapter: str) -> None:
    needs = parsed(sample, "recommend", "coverage")["needs"]
    assert {"code:DUKUNG-SDM", "code:DUKUNG-GEDUNG"} <= {
        need["record"] for need in needs if need["kind"] == "support_as_need" and not need["covered"]
    }
    assert "Pendukung yang disampaikan pula sebagai kebutuhan, yakni bangunan dan ruang" in chapter


def test_faktor_penghambat_the_same_topic_supports_and_obstructs(sample: Path, chapter: str) -> None:
    assert (
        "Hal yang sama disebut sebagai pendukung (sarana dan peralatan yang membantu) dan sebagai penghambat" in chapter
    )
    entries = [
        entry["text"]
        for cell in parsed(sample, "display", "show", "effects-matrix")["cells"]
        for entry in cell["entries"]
    ]
    assert any("±" in text for text in entries)


def test_recommendation_gaps_are_listed_and_nothing_else_is_called_one(sample: Path) -> None:
    found = parsed(sample, "recommend", "coverage")
    gaps = {need["record"] for need in found["needs"] if need["required"] and not need["covered"]}
    assert gaps == {"focus:DISIPLIN", "code:HAMBAT-BERKAS"}
    covered = {need["record"] for need in found["needs"] if need["covered"]}
    assert {"code:HAMBAT-LISTRIK", "code:HAMBAT-SARPRAS", "code:HAMBAT-JARINGAN", "code:HAMBAT-SDM"} <= covered


def test_indonesian_numbers_are_read_and_written_with_the_dot_of_thousands(chapter: str) -> None:
    assert "| 1 | Surat pengantar KTP | 1.128 |" in chapter
    assert "Jumlah seluruhnya | 2.880 |" in chapter


def test_a_role_that_one_person_holds_identifies_and_the_choice_is_recorded(sample_copy: Path, tmp_path: Path) -> None:
    project = parsed(sample_copy, "project", "show")
    assert "jabatan menunjuk orangnya" in project["privacy"]["reason"]
    assert "role_identifies" not in {key for key, _what in checked(sample_copy)}
    form = tmp_path / "terbuka.yaml"
    form.write_text('project:\n  - id: study\n    privacy: {label: code, name_offices: false, reason: ""}\n', "utf-8")
    said(sample_copy, "import", str(form))
    assert {"Lurah", "Sekretaris Lurah"} <= {what for key, what in checked(sample_copy) if key == "role_identifies"}
