"""``finding``, ``verify`` and ``recommend`` as the contract has them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from qualcode.cli import root
from qualcode.model import Finding, Recommendation, Verification
from qualcode.storage.store import Store
from tests.builders import StudyBuilder
from tests.conclusions.office import DISPLAY, SNAPSHOT, discipline, office


@pytest.fixture
def study(tmp_path: Path) -> Path:
    build = office()
    build.add(DISPLAY, SNAPSHOT, discipline(build))
    return build.stored(tmp_path)


def run(study: Path, *args: str, code: int = 0) -> Result:
    result = CliRunner().invoke(
        root, [*args, "--study", str(study)], env={"QUALCODE_LANG": "en", "QUALCODE_CODER": "rani"}
    )
    assert result.exit_code == code, result.output
    return result


def parsed(study: Path, *args: str) -> Any:
    return json.loads(run(study, *args, "--format", "json").stdout)


def stored(study: Path, record_type: type, record_id: str) -> Any:
    with Store.open(study) as store:
        return store.study().get(record_type, record_id)


def test_finding_list_is_the_records_with_state_and_missing(study: Path) -> None:
    (found,) = parsed(study, "finding", "list")
    assert set(found) >= {"id", "focuses", "text", "position", "evidence_for", "rivals", "confidence"}
    assert found["state"] == "draft"
    assert {"stage": "tentative", "exit": "against_searched", "refs": [], "blocking": True} in found["missing"]
    table = run(study, "finding", "list").stdout
    assert "T-01" in table
    assert "2 for it, 0 against it" in table
    assert "✗ evidence against it not searched for" in table
    header, row = run(study, "finding", "list", "--format", "csv").stdout.splitlines()
    assert header.startswith("id,focuses,text")
    assert row.startswith("T-01,DISIPLIN,")


def test_finding_add_takes_quotations_and_gives_an_id(study: Path) -> None:
    result = run(
        study, "finding", "add", "--text", "Saling menutup.", "--focuses", "KERJASAMA",
        "--evidence-for", 'W-02: "Kami saling menggantikan"', "--position", "4", "--position-phrase", "baik",
    )  # fmt: skip
    assert result.stdout.split() == ["T-02"]
    (segment,) = stored(study, Finding, "T-02").evidence_for
    with Store.open(study) as store:
        assert store.study().segments[segment].quote == "Kami saling menggantikan"


def test_a_quotation_of_a_source_that_there_is_not_is_refused_by_name(study: Path) -> None:
    told = run(study, "finding", "add", "--text", "X.", "--evidence-for", "W-77: Kami", code=1).stderr
    assert "There is no source “W-77”." in told


def test_finding_add_refuses_a_quotation_that_does_not_stand_there(study: Path) -> None:
    run(study, "finding", "add", "--text", "x", "--evidence-for", "W-02: tidak pernah ada", code=1)
    assert [one["id"] for one in parsed(study, "finding", "list")] == ["T-01"]


def test_finding_evidence_adds_moves_and_drops(study: Path) -> None:
    run(study, "finding", "evidence", "T-01", "--against", "W-05: Tidak pernah menunggu, langsung dilayani.")
    finding = stored(study, Finding, "T-01")
    assert len(finding.evidence_against) == 1
    run(study, "finding", "evidence", "T-01", "--drop", finding.evidence_against[0])
    assert stored(study, Finding, "T-01").evidence_against == ()
    run(study, "finding", "evidence", "T-01", "--drop", "S-01", code=1)
    run(study, "finding", "evidence", "T-01", code=2)


def test_a_segment_is_named_by_its_coding_too(study: Path) -> None:
    coding = parsed(study, "code", "list", "--source", "W-05")[0]
    run(study, "finding", "evidence", "T-01", "--against", coding["id"])
    assert stored(study, Finding, "T-01").evidence_against == (coding["segment"],)
    run(study, "finding", "set", "T-01", "--evidence-for", coding["id"], "--evidence-against", "S-01")
    assert stored(study, Finding, "T-01").evidence_for == (coding["segment"],)
    assert "K-999" in run(study, "finding", "evidence", "T-01", "--for", "K-999", code=1).stderr


def test_finding_rival_is_noted_and_grows(study: Path) -> None:
    run(study, "finding", "rival", "T-01", "Hanya hari itu.", "--evidence-for", "W-05: langsung dilayani")
    run(study, "finding", "rival", "T-01", "Hanya hari itu.", "--set-aside", "Dua hari diamati.")
    (rival,) = stored(study, Finding, "T-01").rivals
    assert len(rival.evidence_for) == 1
    assert rival.set_aside == "Dua hari diamati."


def test_finding_show_reads_who_says_what_and_what_is_missing(study: Path) -> None:
    shown = run(study, "finding", "show", "T-01").stdout
    assert "− “Menunggu lama, petugasnya belum ada.” (W/I-03/14-03-2018/b.2)" in shown
    assert "✗" in shown
    assert parsed(study, "finding", "show", "T-01")["state"] == "draft"


def test_finding_set_changes_fields(study: Path) -> None:
    run(study, "finding", "set", "T-01", "--position", "1", "--caveats", "Tidak selalu.")
    finding = stored(study, Finding, "T-01")
    assert (finding.position, finding.caveats) == (1, ("Tidak selalu.",))


def test_finding_draft_prints_the_material_and_stores_nothing(study: Path) -> None:
    assert "## Kutipan yang bertentangan" in run(study, "finding", "draft", "DISIPLIN").stdout
    assert parsed(study, "finding", "draft", "DISIPLIN")["informants_of"] == 5
    assert len(parsed(study, "finding", "list")) == 1


def test_verify_computes_every_tactic_in_the_shape_of_the_contract(study: Path) -> None:
    found = parsed(study, "verify", "T-01")
    assert {"triangulation", "negative-evidence", "rival-explanations", "member-check"} <= {
        one["tactic"] for one in found
    }
    assert all(set(one) >= {"tactic", "computed", "stated", "done"} for one in found)
    assert len(found) == 26
    assert not any(one["done"] for one in found)
    (one,) = parsed(study, "verify", "T-01", "triangulasi")
    assert [stand["name"] for stand in one["computed"]["techniques"]] == ["W", "O"]


def test_verify_reads_well_and_asks(study: Path) -> None:
    shown = run(study, "verify", "T-01", "bukti-negatif").stdout
    assert "○ Negative evidence (negative-evidence, M&H94 p. 271)" in shown
    assert "+ “Tidak pernah menunggu, langsung dilayani.” (W/I-05/22-03-2018/b.2)" in shown
    assert "  ? " in shown


def test_verify_records_what_was_done(study: Path) -> None:
    result = run(
        study, "verify", "T-01", "bukti-negatif", "--done", "Dicari.", "--query", "langsung dilayani", "--hits", "3",
        "--read", "3", "--query", "cepat", "--hits", "0", "--read", "0", "--consequence", "qualified",
        "--date", "2018-04-09",
    )  # fmt: skip
    assert result.stdout.split() == ["V-01"]
    made = stored(study, Verification, "V-01")
    assert (made.tactic, made.target, made.by, made.date) == ("negative-evidence", "finding:T-01", "rani", "2018-04-09")
    assert [(query.query, query.hits, query.read) for query in made.queries] == [
        ("langsung dilayani", 3, 3),
        ("cepat", 0, 0),
    ]
    (one,) = parsed(study, "verify", "T-01", "negative-evidence")
    assert one["done"]
    assert one["stated"]["consequence"] == "qualified"
    assert parsed(study, "finding", "list")[0]["state"] == "tentative"


def test_verify_records_an_answer_and_a_verdict(study: Path) -> None:
    run(study, "verify", "T-01", "member-check", "--informant", "I-01", "--answer", "Sudah membaik.", "--disagrees")
    (answer,) = stored(study, Verification, "V-01").answers
    assert (answer.informant, answer.agrees, answer.answer) == ("I-01", False, "Sudah membaik.")
    assert answer.date
    run(study, "verify", "T-01", "triangulation", "--verdict", "different")
    assert parsed(study, "verify", "T-01", "triangulation")[0]["computed"]["verdict"] == "different"


def test_verify_of_a_pattern_code_is_recorded(study: Path) -> None:
    run(study, "verify", "code:DISIPLIN", "negative-evidence", "--query", "tepat", "--hits", "1", "--read", "1")
    assert stored(study, Verification, "V-01").target == "code:DISIPLIN"


@pytest.mark.parametrize(
    "args",
    [
        ("verify",),
        ("verify", "T-01", "--done", "x"),
        ("verify", "T-01", "member-check", "--answer", "x"),
        ("verify", "T-01", "member-check", "--waive", "x", "--done", "y"),
        ("verify", "T-01", "if-then-tests", "--if", "DISIPLIN"),
        ("verify", "T-01", "patterns", "--reply", "tanpa nama"),
        ("verify", "T-01", "negative-evidence", "--query", "a", "--query", "b", "--hits", "1"),
    ],
)
def test_wrong_usage_is_told_and_records_nothing(study: Path, args: tuple[str, ...]) -> None:
    run(study, *args, code=2)
    with Store.open(study) as store:
        assert store.study().verifications == ()


def test_unknown_tactic_or_finding_is_a_stated_problem(study: Path) -> None:
    assert "sulap" in run(study, "verify", "T-01", "sulap", code=1).stderr
    run(study, "verify", "T-99", code=1)
    run(study, "verify", "T-01", "outliers", "--verdict", "same", code=1)


def test_wall_chart(study: Path) -> None:
    (row,) = parsed(study, "verify", "--all")
    assert (row["finding"], row["state"], row["tactics"]["triangulation"]) == ("T-01", "draft", False)
    chart = run(study, "verify", "--all").stdout
    assert "  Member check                        ○" in chart
    assert max(map(len, chart.splitlines())) <= 80
    run(study, "verify", "T-01", "member-check", "--waive", "Informan sudah pindah.")
    assert "  Member check                        /" in run(study, "verify", "--all").stdout
    (row,) = parsed(study, "verify", "--all")
    assert row["standing"]["member-check"] == "waived"
    assert run(study, "verify", "--all", "--format", "md").stdout.splitlines()[-1] == "| V13 | Member check | / |"
    assert 'V13,Member check,"waived, with a reason"' in run(study, "verify", "--all", "--format", "csv").stdout


def test_recommend_coverage_shows_gaps_and_what_answers_nothing(study: Path) -> None:
    assert run(study, "recommend", "add", "--text", "Genset.", "--factors", "HAMBAT-LISTRIK").stdout.split() == [
        "SR-01"
    ]
    run(study, "recommend", "add", "--text", "Tingkatkan kinerja.")
    found = parsed(study, "recommend", "coverage")
    gaps = [(need["kind"], need["record"]) for need in found["needs"] if need["required"] and not need["covered"]]
    assert gaps == [("weak_focus", "focus:DISIPLIN"), ("obstacle", "code:HAMBAT-SARPRAS")]
    assert found["unanchored"] == ["SR-02"]
    shown = run(study, "recommend", "coverage").stdout
    assert "✗ DISIPLIN: masih rendah → no recommendation" in shown
    assert "✓ HAMBAT-LISTRIK: Listrik → SR-01" in shown
    assert "SR-02 answers neither" in shown
    assert run(study, "recommend", "coverage", "--format", "md").stdout.startswith("| kind |")
    run(study, "recommend", "remove", "SR-02")
    assert parsed(study, "recommend", "list")[0]["factors"] == ["HAMBAT-LISTRIK"]
    assert stored(study, Recommendation, "SR-01").text == "Genset."


def test_the_wall_chart_goes_into_files_with_states_and_the_reasons_of_waivers(study: Path, tmp_path: Path) -> None:
    run(study, "verify", "T-01", "metaphors", "--waive", "Nobody speaks in images.")
    run(study, "verify", "T-01", "counting", "--done", "Counted by informant.")
    path = tmp_path / "wall.md"
    run(study, "verify", "--all", "--to", str(path))
    text = path.read_text("utf-8")
    assert "| Pencacahan | ✓ |" in text
    assert "| Metafora | / |" in text
    assert "Keadaan: rancangan (T-01)." in text
    assert "T-01 · Metafora: ditiadakan: Nobody speaks in images." in text
    for suffix in ("xlsx", "docx", "html"):
        run(study, "verify", "--all", "--to", str(tmp_path / f"wall.{suffix}"))
        assert (tmp_path / f"wall.{suffix}").stat().st_size > 1000
    assert "--to writes the wall chart" in run(study, "verify", "T-01", "--to", str(path), code=2).stderr


def test_a_state_that_is_signed_too_early_is_kept_and_says_what_it_lacks(study: Path) -> None:
    told = run(study, "state", "T-01", "--stage", "9", "--text", "I trust it.").stderr
    assert "the record has not reached this state yet:" in told
    assert "✗ evidence against it not searched for" in told


@pytest.mark.parametrize(
    "command",
    [
        ("verify", "--all"),
        ("verify", "--all", "counting"),
        ("verify", "--all", "--to", "w.md"),
        ("finding", "sheet", "--to", "s"),
    ],
)
def test_a_study_without_findings_hears_how_one_is_made(tmp_path: Path, command: tuple[str, ...]) -> None:
    told = run(office().stored(tmp_path), *command).stderr
    assert "There is no finding yet: qualcode finding draft FOCUS" in told


def test_saturation_before_anything_is_coded_says_so(tmp_path: Path) -> None:
    assert "Nothing is coded yet" in run(StudyBuilder().stored(tmp_path), "verify", "--saturation").stderr
