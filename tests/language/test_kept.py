"""Stems kept from one study to the next: the same results, nothing of an informant, never an error."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qualcode.language import RULES, kept, load
from qualcode.language.pipeline import Found
from qualcode.model import Token
from tests.conftest import Run

TEXT = (
    "Pak Karmindo melayani warga, pengurusannya memuaskan. Ibu permana ngerjain 1234 pengurusan;\n"
    "konsep-konsep kebersihan itulah yg dibicarakan ngadiman, marlinda-marlinda dan zarkwonan.\n"
)
WORDS = TEXT.split()


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("QUALCODE_CACHE", str(tmp_path / "simpanan ñ"))
    return tmp_path / "simpanan ñ" / kept.NAME


def run_on(text: str) -> tuple[tuple[Token, ...], int]:
    """What a run of the intake does: the tokens, and how many forms were looked up anew."""
    pipeline = load(kept.known(RULES))
    tokens, _sentences = pipeline.analyse(text)
    kept.keep(RULES, pipeline.found)
    return tokens, len(pipeline.found)


def test_the_next_run_stems_only_what_is_new(file: Path) -> None:
    plain, _sentences = load().analyse(TEXT)
    first, looked_up = run_on(TEXT)
    again, looked_up_again = run_on(TEXT)
    assert plain == first == again
    assert looked_up - looked_up_again == len(kept.known(RULES)) > 4
    assert "penyampaian" not in kept.known(RULES)
    run_on("penyampaian")
    assert kept.known(RULES)["penyampaian"] == ("penyampaian", "sampai")
    assert kept.known(RULES)["pengurusannya"] == ("pengurusannya", "urus")
    assert [one.name for one in file.parent.iterdir()] == [kept.NAME]


def test_only_words_of_the_dictionary_with_affixes_are_kept(file: Path) -> None:
    run_on(TEXT)
    listed = file.read_text(encoding="utf-8")
    assert "kebersihan\tkebersihan\tbersih\n" in listed
    for word in ("karmindo", "permana", "ngadiman", "marlinda", "zarkwon", "1234", "warga"):
        assert word not in listed.casefold()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from([*WORDS, "Pelayanan", "hati2", "NGERJAIN", "temen-temennya"]), max_size=8))
def test_results_are_those_without_what_was_kept(file: Path, words: list[str]) -> None:
    text = " ".join(words)
    assert run_on(text)[0] == _PLAIN.analyse(text)[0]


_PLAIN = load()


def test_other_rules_begin_anew(file: Path) -> None:
    run_on(TEXT)
    assert kept.known("1.old") == {}
    kept.keep("3.new", load_found("kebersihan"))
    assert kept.known("3.new") == {"kebersihan": ("kebersihan", "bersih")}
    assert kept.known(RULES) == {}


def load_found(text: str) -> Mapping[str, Found]:
    pipeline = load()
    pipeline.analyse(text)
    return pipeline.found


@pytest.mark.parametrize(
    "harm",
    [
        lambda whole: whole[: len(whole) // 2],
        lambda whole: whole.replace(b"bersih\n", b"bersah\n"),
        lambda _whole: b"",
        lambda _whole: b"\xff\x00" * 50,
        lambda whole: whole.partition(b"\n")[0] + b"\nrubbish\n",
        lambda _whole: kept._head(RULES, b"one\ttwo\n") + b"\none\ttwo\n",
    ],
)
def test_a_damaged_file_is_remade(file: Path, harm: Callable[[bytes], bytes]) -> None:
    run_on(TEXT)
    sound = file.read_bytes()
    file.write_bytes(harm(sound))
    assert kept.known(RULES) == {}
    run_on(TEXT)
    assert file.read_bytes() == sound


def test_where_nothing_can_be_written_nothing_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "berkas").write_text("no folder", encoding="utf-8")
    monkeypatch.setenv("QUALCODE_CACHE", str(tmp_path / "berkas"))
    tokens, _looked_up = run_on(TEXT)
    assert tokens == _PLAIN.analyse(TEXT)[0]
    kept.forget(RULES, ["kebersihan"])
    (tmp_path / "folder" / kept.NAME).mkdir(parents=True)
    monkeypatch.setenv("QUALCODE_CACHE", str(tmp_path / "folder"))
    run_on(TEXT)
    kept.forget(RULES, ["kebersihan"])
    assert [one.name for one in (tmp_path / "folder").iterdir()] == [kept.NAME]


def test_off_keeps_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUALCODE_CACHE", "OFF")
    for name in ("HOME", "LOCALAPPDATA", "XDG_CACHE_HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(tmp_path))
    assert run_on(TEXT)[1] == run_on(TEXT)[1]
    assert not any(tmp_path.iterdir())


def test_the_folder_is_the_users(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("QUALCODE_CACHE")
    for name in ("HOME", "LOCALAPPDATA", "XDG_CACHE_HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(tmp_path))
    run_on(TEXT)
    (made,) = tmp_path.rglob(kept.NAME)
    assert made.parent.name == "qualcode"


WRITER = """
import sys
from qualcode.language import RULES, kept
from qualcode.language.pipeline import Found
for number in range(40):
    kept.keep(RULES, {sys.argv[1] + "an" + "i" * number: Found(sys.argv[1], sys.argv[1], "", "standard")})
    kept.known(RULES) or sys.exit("half a file was read")
"""


def test_two_writers_leave_a_sound_file(file: Path) -> None:
    both = [subprocess.Popen([sys.executable, "-c", WRITER, root]) for root in ("layan", "lambat")]
    assert [one.wait(60) for one in both] == [0, 0]
    stems = {stem for _norm, stem in kept.known(RULES).values()}
    assert stems  # what one did not know of when it wrote is lost, and stemmed another time
    assert stems <= {"layan", "lambat"}
    assert [one.name for one in file.parent.iterdir()] == [kept.NAME]


def test_ingest_keeps_and_hiding_forgets(tmp_path: Path, run: Run, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUALCODE_KEY_PASSPHRASE", "kata sandi uji")
    text = "TRANSKRIP WAWANCARA\nKode : I-01\nJabatan : Staf\nTanggal : 12-03-2018\n\nP: Siapa?\n"
    text += "I: Pak Pertandingan melayani. Kata orang pertandingan disampaikan.\n"
    (tmp_path / "W-01.txt").write_text(text, encoding="utf-8")
    for name in ("satu", "dua"):
        folder = tmp_path / name
        assert run("init", folder, "--title", "Uji").returncode == 0
        done = run("ingest", tmp_path / "W-01.txt", "--study", folder)
        assert done.returncode == 0, done.stderr
        assert {"melayani", "pertandingan", "disampaikan"} <= kept.known(RULES).keys()
    done = run("anonymise", "apply", "--yes", "--key", tmp_path / "kunci.key", "--study", tmp_path / "dua")
    assert done.returncode == 0, done.stderr
    assert "melayani" in kept.known(RULES)
    assert b"pertanding" not in file.read_bytes()
