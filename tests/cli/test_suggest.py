"""``suggest`` as the contract has it: listed with its evidence, accepted into a coding, rejected for good."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from qualcode.cli import root
from tests.builders import StudyBuilder
from tests.displays.study import builder

KEYS = {"id", "source", "block", "start", "end", "code", "score", "suggested", "valence", "evidence"}


@pytest.fixture
def study(tmp_path: Path) -> Path:
    return builder().stored(tmp_path / "studi saya")


def run(study: Path, *args: str, coder: str = "rani") -> Result:
    return CliRunner().invoke(
        root, [*args, "--study", str(study)], env={"QUALCODE_LANG": "en", "QUALCODE_CODER": coder}
    )


def listed(study: Path, *args: str) -> list[dict[str, Any]]:
    result = run(study, "suggest", *args, "--format", "json")
    assert result.exit_code == 0, result.output
    found: list[dict[str, Any]] = json.loads(result.stdout)
    return found


def test_every_unit_and_code_can_be_scored_best_first(study: Path) -> None:
    found = listed(study, "--all")
    assert found
    assert set(found[0]) == KEYS
    assert [one["score"] for one in found] == sorted((one["score"] for one in found), reverse=True)


def test_yes_makes_one_coding_and_no_lasts_until_it_is_taken_back(study: Path) -> None:
    every = listed(study, "--all")
    chosen = every[-1]
    before = json.loads(run(study, "code", "list", "--format", "json").stdout)
    accepted = run(study, "suggest", "accept", chosen["id"])
    assert accepted.exit_code == 0, accepted.output
    after = json.loads(run(study, "code", "list", "--format", "json").stdout)
    new = [one for one in after if one["id"] not in {old["id"] for old in before}]
    assert [(one["source"], one["code"], one["coder"]) for one in new] == [(chosen["source"], chosen["code"], "rani")]
    assert run(study, "undo").exit_code == 0
    assert json.loads(run(study, "code", "list", "--format", "json").stdout) == before


def test_what_was_rejected_stays_away_until_that_is_taken_back(study: Path, tmp_path: Path) -> None:
    file = tmp_path / "W-77.txt"
    file.write_text("Kode: I-01\nTanggal: 12-03-2018\n\nP: Bagaimana?\nI: Kedisiplinan itu nomor satu.\n", "utf-8")
    given = run(study, "ingest", str(file), "--speaker", "P=interviewer", "--speaker", "I=informant")
    assert given.exit_code == 0, given.output
    shown = listed(study, "W-77")[0]
    assert (shown["code"], shown["evidence"][0]["text"]) == ("DISIPLIN", "Kedisiplinan")
    assert shown["evidence"]
    assert run(study, "suggest", "reject", shown["id"]).exit_code == 0
    assert shown["id"] not in {one["id"] for one in listed(study)}
    again = run(study, "suggest", "reject", shown["id"], shown["id"])
    assert again.exit_code == 0
    assert "0 suggestions rejected" in again.stderr
    run(study, "undo")
    assert shown["id"] in {one["id"] for one in listed(study)}


def test_a_name_that_is_no_suggestion_changes_nothing(study: Path) -> None:
    result = run(study, "suggest", "accept", "W-99:1:NO")
    assert result.exit_code == 1
    assert "W-99:1:NO" in result.stderr


@pytest.mark.parametrize("rest", [(), ("--format", "json"), ("list",), ("--unit", "sentence")])
def test_the_study_may_be_named_before_all_else(study: Path, rest: tuple[str, ...]) -> None:
    for named in (("--study", str(study)), (f"--study={study}",)):
        result = CliRunner().invoke(root, ["suggest", *named, *rest], env={"QUALCODE_LANG": "en"})
        assert result.exit_code == 0, result.output


def test_a_second_coder_sees_no_gap_where_another_coded(study: Path, tmp_path: Path) -> None:
    file = tmp_path / "W-77.txt"
    file.write_text("Kode: I-01\nTanggal: 12-03-2018\n\nP: Bagaimana?\nI: Kedisiplinan itu nomor satu.\n", "utf-8")
    run(study, "ingest", str(file), "--speaker", "P=interviewer", "--speaker", "I=informant")
    (mine,) = listed(study, "W-77")
    assert run(study, "suggest", "accept", mine["id"]).exit_code == 0
    assert listed(study, "W-77") == []
    second = run(study, "suggest", "W-77", "--format", "json", coder="dewi")
    assert [one["id"] for one in json.loads(second.stdout)] == [mine["id"]]


def test_a_yes_takes_the_valence_that_is_shown_or_the_one_that_is_given(study: Path, tmp_path: Path) -> None:
    file = tmp_path / "W-77.txt"
    turns = "P: Bagaimana?\nI: Kedisiplinan itu kurang.\nP: Lalu?\nI: Kedisiplinan sekarang bagus.\n"
    file.write_text(f"Kode: I-01\nTanggal: 12-03-2018\n\n{turns}", "utf-8")
    run(study, "ingest", str(file), "--speaker", "P=interviewer", "--speaker", "I=informant")
    found = {one["block"]: one for one in listed(study, "W-77")}
    assert [found[2]["valence"], found[4]["valence"]] == ["-", "+"]
    assert run(study, "suggest", "accept", found[2]["id"]).exit_code == 0
    assert run(study, "suggest", "accept", found[4]["id"], "--valence", "none").exit_code == 0
    codings = json.loads(run(study, "code", "list", "--source", "W-77", "--format", "json").stdout)
    assert [one["valence"] for one in codings] == ["-", None]


def test_nothing_measured_is_said_so_and_the_json_stays_as_it_was(study: Path, tmp_path: Path) -> None:
    file = tmp_path / "W-77.txt"
    file.write_text("Kode: I-01\nTanggal: 12-03-2018\n\nP: Bagaimana?\nI: Kedisiplinan itu nomor satu.\n", "utf-8")
    run(study, "ingest", str(file), "--speaker", "P=interviewer", "--speaker", "I=informant")
    shown = run(study, "suggest", "W-77")
    assert "too little is coded" in shown.stderr
    assert "?" in shown.stdout
    (found,) = listed(study, "W-77")
    assert [(part["text"], set(part)) for part in found["evidence"]] == [
        ("Kedisiplinan", {"start", "end", "text", "why"})
    ]


def test_words_for_the_codebook_come_in_by_one_act_that_can_be_taken_back(study: Path) -> None:
    def keywords() -> list[str]:
        shown = json.loads(run(study, "codebook", "show", "--format", "json").stdout)
        found: list[str] = next(code["keywords"] for code in shown if code["code"] == "DISIPLIN")
        return found

    before = keywords()
    assert run(study, "suggest", "keywords", "DISIPLIN").exit_code == 0
    given = run(
        study, "suggest", "keywords", "DISIPLIN", "--add", "terlambat", "--add", "jam masuk", "--add", "terlambat"
    )
    assert given.exit_code == 0, given.output
    assert given.stdout.split("\n")[:2] == ["terlambat", "jam masuk"]
    assert keywords() == [*before, "terlambat", "jam masuk"]
    assert run(study, "undo").exit_code == 0
    assert keywords() == before
    assert run(study, "suggest", "keywords", "ENTAH").exit_code == 1


def test_where_nothing_can_be_proposed_it_says_what_is_missing(tmp_path: Path) -> None:
    StudyBuilder().stored(tmp_path / "bare")
    assert "qualcode ingest" in run(tmp_path / "bare", "suggest").stderr
    StudyBuilder().informant("I-01", "Lurah").interview("W-01", "I-01", "P: Lalu?\nI: Sudah.").stored(tmp_path / "text")
    assert "qualcode codebook add" in run(tmp_path / "text", "suggest").stderr


def test_what_is_no_suggestion_is_answered_with_where_they_are_listed(study: Path) -> None:
    assert "qualcode suggest W-01" in run(study, "suggest", "accept", "W-01:999:X").stderr
