"""Two coders compared by the command, and what is kept of it."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner, Result

from qualcode.cli import root
from qualcode.model import AgreementRun, Code
from qualcode.storage.store import Store
from tests.builders import StudyBuilder

TURNS = "P: Bagaimana?\nI: Kami datang pagi. Antrean panjang.\nI: Loket satu saja.\nI: Terima kasih.\n"


def study(folder: Path) -> Path:
    built = StudyBuilder().informant("I-01", "warga").interview("W-01", "I-01", TURNS)
    built.interview("W-02", "I-01", "I: Hanya satu yang membaca ini.\n")
    built.add(Code(id="ANTRE", name="Antre"), Code(id="LOKET", name="Loket"))
    built.code("W-01", "Antrean panjang", "ANTRE").code("W-01", "Antrean panjang.", "ANTRE", coder="bayu")
    built.code("W-01", "Loket satu", "LOKET").code("W-01", "Loket satu", "ANTRE", coder="bayu")
    built.code("W-02", "Hanya satu", "ANTRE").code("W-01", "Antrean panjang", "LOKET", round=2)
    return built.stored(folder)


def run(folder: Path, *words: str) -> Result:
    return CliRunner().invoke(root, ["agreement", *words, "--study", str(folder)])


def test_differences_and_figures(tmp_path: Path) -> None:
    folder = study(tmp_path / "s")
    found = json.loads(run(folder, "rani@1", "bayu", "--format", "json").stdout)
    assert found["coded"] == {"rani@1": 2, "bayu": 2}
    assert (found["n"], found["sources"]) == (3, ["W-01"]), "the interview that one coder alone coded is left out"
    by_code = {one["code"]: one for one in found["codes"]}
    assert by_code["ANTRE"]["miles_huberman"] == 0.5
    assert by_code["ANTRE"]["percent"] == 2 / 3
    assert by_code["LOKET"]["miles_huberman"] == 0
    assert [(one["code"], one["coders"]) for one in found["disagreements"]] == [
        ("ANTRE", {"rani@1": False, "bayu": True}),
        ("LOKET", {"rani@1": True, "bayu": False}),
    ]
    finer = json.loads(
        run(folder, "--unit", "character", "rani@1", "bayu", "--code", "ANTRE", "--format", "json").stdout
    )
    text = TURNS
    assert [text[one["start"] : one["end"]] for one in finer["disagreements"]] == [".", "Loket satu"]


def test_the_table_shows_every_coefficient_with_its_interval_and_csv_bare_numbers(tmp_path: Path) -> None:
    built = StudyBuilder().informant("I-01", "warga").add(Code(id="ANTRE", name="Antre"))
    lines = [f"I: Antre panjang nomor {n} sekali." for n in range(40)]
    built.interview("W-01", "I-01", "\n".join(lines))
    for n in range(0, 40, 2):
        built.code("W-01", f"panjang nomor {n} sekali", "ANTRE")
        if n % 8:
            built.code("W-01", f"nomor {n} sekali.", "ANTRE", coder="bayu")
        else:
            built.code("W-01", f"nomor {n + 1} sekali.", "ANTRE", coder="bayu")
    folder = built.stored(tmp_path / "s")
    found = json.loads(run(folder, "rani", "bayu", "--format", "json").stdout)["codes"][0]
    low, high = found["ci"]["u_alpha"]
    assert low < found["u_alpha"] < high < 1
    shown = run(folder, "rani", "bayu").stdout
    both = f"{found['u_alpha']:.2f} ({low:.2f}–{high:.2f})"
    assert both in shown
    assert all(name in shown for name in ("κ", "π", "AC1", "B–P", "uα", "|uα", "cuα"))
    head, every, _code = run(folder, "rani", "bayu", "--format", "csv").stdout.splitlines()
    values = dict(zip(head.split(","), every.split(","), strict=True))
    assert float(values["u_alpha_low"]) == round(low, 3)


def test_differences_are_settled_one_after_another(tmp_path: Path) -> None:
    folder = study(tmp_path / "s")
    assert run(folder, "rani@1", "bayu", "--save").exit_code == 0
    typed = "x\n2\n\nBayu teliti\nu\n1\nPagi bukan antre\ns\n"
    walked = CliRunner().invoke(root, ["agreement", "settle", "A-01", "--study", str(folder)], input=typed)
    assert walked.exit_code == 0, walked.output
    assert "«Loket satu»" in walked.stdout
    with Store.open(folder) as store:
        kept = store.study().all(AgreementRun)[-1].disagreements
        assert [one.resolution for one in kept] == ["rani@1: Pagi bukan antre", ""]
    assert run(folder, "settle", "A-01", "2").exit_code == 2, "a number without whose coding stands"


def test_a_coder_and_a_later_self(tmp_path: Path) -> None:
    folder = study(tmp_path / "s")
    found = json.loads(run(folder, "rani", "--round", "1", "--round", "2", "--format", "json").stdout)
    assert found["coders"] == ["rani@1", "rani@2"]


def test_kept_settled_and_kept_again(tmp_path: Path) -> None:
    folder = study(tmp_path / "s")
    assert run(folder, "rani@1", "bayu", "--save").exit_code == 0
    assert run(folder, "settle", "A-01", "2", "--keep", "rani@1", "--reason", "Bayu melewatinya").exit_code == 0
    assert run(folder, "rani@1", "bayu", "--save").exit_code == 0
    with Store.open(folder) as store:
        last = store.study().all(AgreementRun)[-1]
        assert [one.resolution for one in last.disagreements] == ["", "rani@1: Bayu melewatinya"]
        assert (last.id, last.sources, last.codes[0].both) == ("A-02", ("W-01",), 1)
        assert len(store.undo(3)) == 3
        assert not store.study().all(AgreementRun)


def test_wrong_names_are_said(tmp_path: Path) -> None:
    folder = study(tmp_path / "s")
    for words in (
        ("rani",),
        ("rani", "siti"),
        ("rani", "bayu@7"),
        ("settle", "A-01", "1", "--keep", "x", "--reason", "y"),
    ):
        result = run(folder, *words)
        assert result.exit_code == 1, words
        assert "Traceback" not in result.output


def test_nothing_in_common_is_not_kept(tmp_path: Path) -> None:
    folder = study(tmp_path / "s")
    result = run(folder, "rani", "bayu", "--source", "W-02", "--save")
    assert result.exit_code == 0
    assert (result.stdout, "all of these coders coded" in result.stderr) == ("", True)
    with Store.open(folder) as store:
        assert not store.study().all(AgreementRun)


def test_a_kept_run_holds_what_its_figures_rest_on_and_says_whether_they_still_hold(tmp_path: Path) -> None:
    built = (
        StudyBuilder().informant("I-01", "warga").add(Code(id="ANTRE", name="Antre"), Code(id="LOKET", name="Loket"))
    )
    built.interview("W-01", "I-01", "\n".join(f"I: Antre panjang nomor {n} sekali." for n in range(40)))
    for n in range(0, 40, 2):
        built.code("W-01", f"panjang nomor {n} sekali", "ANTRE")
        built.code("W-01", f"nomor {n + (n % 8 == 0)} sekali.", "ANTRE", coder="bayu")
        built.code("W-01", f"nomor {n} sekali.", "LOKET", coder="bayu")
    folder = built.stored(tmp_path / "s")
    fresh = json.loads(
        run(folder, "rani", "bayu", "--code", "ANTRE", "--unit", "sentence", "--save", "--format", "json").stdout
    )
    kept = json.loads(run(folder, "show", "A-01", "--format", "json").stdout)
    assert (kept["compared"], kept["unit"], kept["filter"]) == (40, "sentence", [{"name": "code", "value": "ANTRE"}])
    (code,) = kept["codes"]
    alpha = next(one for one in code["coefficients"] if one["name"] == "krippendorff_alpha")
    assert [alpha["low"], alpha["high"]] == fresh["codes"][0]["ci"]["krippendorff_alpha"]
    assert code["prevalence"] == fresh["codes"][0]["prevalence"]
    shown = run(folder, "rani", "bayu", "--code", "ANTRE", "--unit", "sentence").stdout
    assert run(folder, "show", "A-01").stdout in shown
    assert "still give these figures" in run(folder, "show", "A-01").stderr
    with Store.open(folder) as store, store.act("code remove") as act:
        act.remove(next(one for one in act.study.codings if one.coder == "bayu" and one.code == "LOKET"))
    assert "still give these figures" in run(folder, "show", "A-01").stderr, "a code that was not compared"
    with Store.open(folder) as store, store.act("code remove") as act:
        act.remove(next(one for one in act.study.codings if one.coder == "bayu" and one.code == "ANTRE"))
    assert "the figures are others" in run(folder, "show", "A-01").stderr
