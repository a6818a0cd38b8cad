"""Files with words of informants wait for a decision on identifiers; a terminal obeys no transcript."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.cli._screen import harmless
from qualcode.collection.identities import HitKind, scan_text
from tests.conftest import Run

TEXT = (
    "TRANSKRIP WAWANCARA\nKode : I-01\nJabatan : Staf\nTanggal : 12-03-2018\n\n"
    "P: Siapa yang jaga?\nI: Loket dijaga tiap pagi. Lalu Pak Karmindo datang.\nP: Kalau siang?\n"
    "I: Siang loket kosong sampai sore, kata lurah.\nI: Pagi loket buka lagi, lurah juga ada.\n"
)
CODES = 'codes:\n- {code: JAGA, definition: Penjagaan., examples: ["“Loket dijaga tiap pagi.”"]}\n'


@pytest.fixture
def study(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("QUALCODE_KEY_PASSPHRASE", "kata sandi uji")
    folder = tmp_path / "studi uji"
    (tmp_path / "W-01.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "kode.yaml").write_text(CODES, encoding="utf-8")
    for command in (
        ("init", folder, "--title", "Uji"),
        ("ingest", tmp_path / "W-01.txt", "--study", folder),
        ("codebook", "load", tmp_path / "kode.yaml", "--study", folder),
        ("code", "add", "W-01", "JAGA", "--quote", "Loket dijaga tiap pagi", "--coder", "rani", "--study", folder),
        ("code", "add", "W-01", "JAGA", "--quote", "loket kosong sampai sore", "--coder", "rani", "--study", folder),
    ):
        result = run(*command)
        assert result.returncode == 0, result.stderr
    return folder


def test_no_file_with_words_of_a_source_leaves_while_proposals_are_open(study: Path, tmp_path: Path, run: Run) -> None:
    at, out = ("--study", study), tmp_path / "keluar"
    out.mkdir()
    exports = [("code", "export", out / f"W-01.{form}") for form in ("csv", "xlsx", "json", "docx", "txt")]
    exports += [("search", "loket", "--to", out / "cari.csv"), ("codebook", "export", out / "buku.md")]
    for export in exports:
        refused = run(*export, *at)
        assert refused.returncode == 1, export
        assert "anonymise status" in refused.stderr
        assert "Karmindo" not in refused.stderr
    assert list(out.iterdir()) == []
    for screen in (("code", "list"), ("search", "loket"), ("codebook", "show")):
        assert run(*screen, *at).returncode == 0
    assert run("anonymise", "waive", "W-01", "--text", "Karmindo", "--reason", "tokoh publik", *at).returncode == 0
    for export in exports:
        assert run(*export, *at).returncode == 0, export
    assert len(list(out.iterdir())) == len(exports)
    back = run("code", "import", out / "W-01.docx", *at)
    assert back.returncode == 0, back.stderr


def test_a_codebook_without_words_of_informants_goes_out(study: Path, tmp_path: Path, run: Run) -> None:
    assert run("codebook", "set", "JAGA", "--examples", "Jam buka.", "--yes", "--study", study).returncode == 0
    assert run("codebook", "export", tmp_path / "buku.md", "--study", study).returncode == 0


def test_codings_before_and_after_what_is_replaced_follow_and_come_back(study: Path, tmp_path: Path, run: Run) -> None:
    at, key = ("--study", study), tmp_path / "kunci.key"
    before = json.loads(run("code", "list", "--format", "json", *at).stdout)
    assert run("anonymise", "apply", "--yes", "--key", key, *at).returncode == 0
    text = run("source", "text", "W-01", *at).stdout
    assert "Karmindo" not in text
    after = json.loads(run("code", "list", "--format", "json", *at).stdout)
    assert [text[one["start"] : one["end"]] for one in after] == [one["quote"] for one in before]
    assert after[0] == before[0]
    assert after[1]["start"] == before[1]["start"] + len("[nama 1]") - len("Karmindo")
    assert run("doctor", *at).returncode == 0
    assert run("anonymise", "undo", "--key", key, *at).returncode == 0
    assert run("source", "text", "W-01", *at).stdout == TEXT
    assert json.loads(run("code", "list", "--format", "json", *at).stdout) == before
    assert run("doctor", *at).returncode == 0


def test_a_role_that_one_person_holds_is_proposed_with_its_common_word(study: Path, tmp_path: Path, run: Run) -> None:
    at, key = ("--study", study), tmp_path / "kunci.key"
    given = ("--label", "Lurah", "--common", "pimpinan", "--holders", "Uji=1")
    taken = run("role", "add", "Lurah", *given, *at)
    assert taken.returncode == 0, taken.stderr
    assert run("code", "add", "W-01", "JAGA", "--quote", "sore, kata lurah", "--coder", "rani", *at).returncode == 0
    rows = json.loads(run("anonymise", "scan", "W-01", "--format", "json", *at).stdout)
    found = [row for row in rows if row["kind"] == "role"]
    assert [(row["text"], row["suggestion"]) for row in found] == [("lurah", "pimpinan")] * 2
    assert json.loads(run("anonymise", "status", "--format", "json", *at).stdout)[0]["open"] == 3
    assert run("anonymise", "apply", "--yes", "--key", key, *at).returncode == 0
    text = run("source", "text", "W-01", *at).stdout
    assert "sore, kata pimpinan" in text
    assert json.loads(run("code", "list", "--format", "json", *at).stdout)[-1]["quote"] == "sore, kata pimpinan"
    assert "buka lagi, pimpinan juga ada" in text
    assert run("doctor", *at).returncode == 0


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("000000300212007", HitKind.NIK),
        ("00000030021200007", HitKind.NIK),
        ("0O00003OO2120007", HitKind.NIK),
        ("00000030o2l200I7", HitKind.NIK),
        ("00.0000. 300212. 0007", HitKind.NIK),
        ("000000  300212  0007", HitKind.NIK),
        ("19900230 201502 1 01", HitKind.NIP),
        ("1990023020150210001", HitKind.NIP),
        ("l9900230 2O15O2 1 001", HitKind.NIP),
    ],
)
def test_mistyped_numbers_are_proposed_with_less_certainty(typed: str, kind: HitKind) -> None:
    text = f"Nomornya {typed}, begitu."
    (hit,) = scan_text(text)
    assert (hit.text, hit.kind, hit.sure) == (typed, kind, False)


@pytest.mark.parametrize(
    "text",
    ["dari 12-03-2018 - 14-03-2018 ya", "antara 1.000.000  2.000.000  3.500.000 rupiah", "nilai 2016 2017 2018 2019"],
)
def test_dates_amounts_and_years_are_no_mistyped_numbers(text: str) -> None:
    assert scan_text(text) == ()


def test_right_numbers_stay_sure() -> None:
    assert [hit.sure for hit in scan_text("NIK 0000003002120007 dan 19900230 201502 1 001")] == [True, True]


@given(st.text(alphabet=st.characters(codec="utf-8")))
def test_a_terminal_gets_no_control_character(text: str) -> None:
    shown = harmless(text.replace("m", ""))
    assert not {chr(code) for code in (*range(32), *range(127, 160))} - set("\t\n\r") & set(shown)
    assert len(shown) == len(text.replace("m", ""))


def test_colour_stays_and_titles_clipboards_and_hidden_text_do_not() -> None:
    for style in ("1;36", "1;2;7", "0", "38;5;8", "2;48;2;8;8;8", "90", ""):
        assert harmless(f"\x1b[{style}mtebal\x1b[0m") == f"\x1b[{style}mtebal\x1b[0m", style
    assert harmless("\x1b[1;8mgelap") == "␛[1;8mgelap"
    assert harmless("\x1b]0;judul\x07 \x1b[8mgelap \x1b[2J") == "␛]0;judul␇ ␛[8mgelap ␛[2J"


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
@pytest.mark.parametrize("command", [("source", "show", "W-09"), ("source", "text", "W-09"), ("search", "loket")])
def test_commands_show_signs_on_a_terminal(command: tuple[str, ...], tmp_path: Path, study: Path, run: Run) -> None:
    import pty

    said = TEXT.replace("Loket dijaga", "Loket \x1b]0;judul\x07merah \x1b[2J dijaga")
    (tmp_path / "W-09.txt").write_text(said, encoding="utf-8")
    assert run("ingest", tmp_path / "W-09.txt", "--study", study).returncode == 0
    leader, follower = pty.openpty()
    arguments = [sys.executable, "-m", "qualcode", *command, "--study", str(study)]
    with subprocess.Popen(arguments, stdout=follower, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL) as process:
        os.close(follower)
        shown = b""
        try:
            while part := os.read(leader, 65536):
                shown += part
        except OSError:
            pass
        assert process.wait() == 0
    os.close(leader)
    text = shown.decode("utf-8")
    assert "␛]0;judul" in text
    assert text.count("␛") == 2 * text.count("␛]0;judul"), "the program's own styles are obeyed"
    assert "\x1b]" not in text
    assert "\x1b[2J" not in text
    assert "\x07" not in text
