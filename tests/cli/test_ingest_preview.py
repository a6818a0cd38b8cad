"""``ingest --preview`` and what is asked at a terminal."""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from qualcode.cli import root
from qualcode.model import Informant, Project, Role
from qualcode.storage.store import Store

HEAD = (
    "Transkrip Wawancara\nNama : Pak Sofyan\nKode : I-07\nJabatan : Lurah\nTanggal : Selasa, 12-03-2018\n"
    "Pukul : 09.00-10.15\nTempat : Loket\n\n"
)
TURNS = "P: Jam berapa buka?\nI: Jam delapan, kadang\nlewat sedikit.\nP: Sering telat?\nI: Kadang.\n"
SILENT = "R: Kita bicara soal antrean.\nS: Iya, antrenya panjang.\nR: Setiap hari.\nS: Hampir.\n"


@pytest.fixture
def study(tmp_path: Path) -> Path:
    folder = tmp_path / "studi satu"
    with Store.begin(folder) as act:
        act.put(Project(uuid="00000000-0000-0000-0000-000000000001", title="Uji"))
        act.put(Role(id="LUR", label="Lurah", group="aparatur"), Informant(id="I-07", role="LUR", group="aparatur"))
    return folder


def run(study: Path, *args: object) -> Result:
    environment = {"QUALCODE_LANG": "en", "QUALCODE_STUDY": str(study)}
    return CliRunner().invoke(root, ["ingest", *map(str, args)], env=environment)


def file(tmp_path: Path, name: str, text: str) -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_preview_shows_what_would_come_in_and_writes_nothing(study: Path, tmp_path: Path) -> None:
    record = study / "study.qualcode"
    before = record.read_bytes()
    paths = [
        file(tmp_path, "W-03.txt", HEAD + TURNS),
        file(tmp_path, "lain.txt", SILENT),
        file(tmp_path, "kesan.txt", "Kantor sepi.\nCat dindingnya hijau.\n"),
    ]
    done = run(study, *paths, "--preview", "--format", "json")
    assert done.exit_code == 0
    first, second, third = json.loads(done.stdout)
    assert (first["source"], first["technique"], first["because"]) == ("W-03", "interview", "title")
    assert (first["date"], first["dates"]) == ("2018-03-12", ["2018-03-12", "2018-03-13"])
    assert (first["start_time"], first["end_time"], first["place"]) == ("09:00", "10:15", "Loket")
    assert {"label": "Jabatan", "value": "Lurah"} in first["header"]
    assert first["informants"] == [{"id": "I-07", "role": "Lurah", "group": "aparatur", "new": False}]
    assert first["speakers"] == [
        {"label": "P", "speaker": "interviewer", "informant": None, "blocks": 2, "words": 5},
        {"label": "I", "speaker": "informant", "informant": "I-07", "blocks": 2, "words": 6},
    ]
    assert first["first_blocks"][1] == {
        "number": 2, "label": "I", "kind": "answer", "time": "", "first_line": 10, "last_line": 11,
        "text": "Jam delapan, kadang\nlewat sedikit.",
    }  # fmt: skip
    assert first["questions"] == ["Which date is meant: 2018-03-12, 2018-03-13? Say so, for example: --date 2018-03-12"]
    assert [one["speaker"] for one in second["speakers"]] == ["?", "?"]
    assert '--speaker "R=interviewer"' in second["questions"][0]
    assert (third["source"], third["technique"]) == (None, None)
    assert "--technique" in third["questions"][0]
    shown = run(study, *paths, "--preview").stdout
    assert "Sofyan" not in shown + done.stdout + done.stderr
    assert "10–11  I: Jam delapan, kadang lewat sedikit." in shown
    assert "R: not clear yet (2 turns)" in shown
    assert record.read_bytes() == before
    assert sorted(path.name for path in study.iterdir()) == ["study.qualcode"]


def test_a_preview_says_what_cannot_be_read_and_what_is_in(study: Path, tmp_path: Path) -> None:
    path = file(tmp_path, "W-03.txt", HEAD + TURNS)
    run(study, path)
    done = run(study, path, tmp_path / "tiada.txt", "--preview", "--format", "json")
    assert done.exit_code == 1
    assert [(row["source"], row["already"]) for row in json.loads(done.stdout)] == [("W-03", True)]
    assert "tiada.txt" in done.stderr


def test_a_given_date_settles_which_is_meant(study: Path, tmp_path: Path) -> None:
    path = file(tmp_path, "W-03.txt", HEAD + TURNS)
    assert run(study, path, "--date", "kapan saja").exit_code == 2
    assert run(study, path, path, "--date", "13-03-2018").exit_code == 2
    done = run(study, path, "--date", "13 Maret 2018", "--format", "json")
    (row,) = json.loads(done.stdout)
    assert (row["date"], row["warnings"]) == ("2018-03-13", [])


def at_a_terminal(command: list[str], keys: list[str], environment: dict[str, str]) -> str:
    """What a command prints at a terminal where these lines are typed, each after a question."""
    import pty  # there is none on Windows

    ours, theirs = pty.openpty()
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=environment) as process:
        os.close(theirs)
        printed, asked, until = "", 0, time.monotonic() + 60
        while time.monotonic() < until:
            if not select.select([ours], [], [], 0.1)[0]:
                continue
            try:
                data = os.read(ours, 4096)
            except OSError:  # the other end is closed
                break
            if not data:
                break
            printed += data.decode()
            if keys and printed[asked:].rstrip().endswith(":") and printed.endswith(" "):
                asked = len(printed)
                os.write(ours, f"{keys.pop(0)}\n".encode())
        process.wait(10)
    os.close(ours)
    return printed


@pytest.mark.skipif(sys.platform == "win32", reason="no such terminals")
def test_what_is_not_clear_is_asked_at_a_terminal(study: Path, tmp_path: Path) -> None:
    environment = {**os.environ, "QUALCODE_LANG": "en", "QUALCODE_STUDY": str(study), "PYTHONUTF8": "1"}
    unclear = file(tmp_path, "catatan.txt", SILENT)
    dated = file(tmp_path, "W-03.txt", HEAD + TURNS)
    note = file(tmp_path, "kesan.txt", "Kantor sepi.\nCat dindingnya hijau.\n")
    command = [sys.executable, "-m", "qualcode", "ingest", *map(str, (unclear, dated, note))]
    printed = at_a_terminal(command, ["2", "2", "2"], environment)
    for option in ("--speaker R=informant", "--date 2018-03-13", "--technique observation"):
        assert f"The same by options: {option}" in printed
    assert "“Kita bicara soal antrean.”" in printed
    with Store.open(study) as store:
        view = store.study()
        assert [(one.id, one.date) for one in view.sources] == [("W-01", ""), ("W-03", "2018-03-13"), ("O-01", "")]
        assert [block.speaker.value for block in view.blocks("W-01")] == ["informant", "interviewer"] * 2


def test_without_a_terminal_the_option_is_named(study: Path, tmp_path: Path) -> None:
    done = run(study, file(tmp_path, "catatan.txt", SILENT), file(tmp_path, "W-03.txt", HEAD + TURNS))
    assert done.exit_code == 1
    assert '--speaker "R=interviewer"' in done.stderr
    assert "--date" in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="no such signals")
def test_an_ingest_that_was_killed_goes_on_where_it_was(study: Path, tmp_path: Path) -> None:
    paths = [
        file(tmp_path, f"W-{number:03}.txt", HEAD.replace("I-07", f"I-{number:02}") + TURNS * 20 + f"P: Ke-{number}?\n")
        for number in range(1, 41)
    ]
    environment = {**os.environ, "QUALCODE_LANG": "en", "QUALCODE_STUDY": str(study), "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "qualcode", "ingest", *map(str, paths)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment, text=True
    ) as run_:
        assert run_.stdout is not None
        for _ in range(3):  # some are in
            assert run_.stdout.readline()
        run_.kill()
    with Store.open(study) as store:
        standing = {source.id for source in store.study().sources}
    assert 3 <= len(standing) < len(paths)
    done = run(study, *paths, "--format", "json")
    assert done.exit_code == 0
    assert [row["source"] for row in json.loads(done.stdout)] == [f"W-{number:02}" for number in range(1, 41)]
    assert done.stderr.count("it was skipped") == len(standing)
    with Store.open(study) as store:
        view = store.study()
        assert len(view.sources) == len(paths)
        assert all(view.blocks(source.id) and view.tokens(source) for source in view.sources)
