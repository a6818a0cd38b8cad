"""``ingest``, ``source`` and ``tokenize`` as the contract has them."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from qualcode.cli import _intake, root
from qualcode.cli._remarks import REMARKS, remark_words
from qualcode.collection import documents
from qualcode.collection.documents import remark
from qualcode.language import RULES
from qualcode.model import Project
from qualcode.storage.store import Store
from tests.collection.word_files import word_file

TURNS = "P: Jam berapa buka?\nI: Jam delapan, kadang\nlewat sedikit.\nP: Sering telat?\nI: Kadang.\n"
HEAD = "Transkrip Wawancara\nNama : Pak Sofyan\nKode : I-07\nJabatan : Lurah\nTanggal : 12 Maret 2018\n\n"


@pytest.fixture
def study(tmp_path: Path) -> Path:
    folder = tmp_path / "studi ñ satu"
    with Store.begin(folder) as act:
        act.put(Project(uuid="00000000-0000-0000-0000-000000000001", title="Uji"))
    return folder


def run(study: Path, *args: object, stdin: bytes | None = None) -> Result:
    environment = {"QUALCODE_LANG": "en", "QUALCODE_STUDY": str(study)}
    return CliRunner().invoke(root, [str(arg) for arg in args], input=stdin, env=environment)


def file(tmp_path: Path, name: str, text: str) -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def test_ingest_as_json(study: Path, tmp_path: Path) -> None:
    path = file(tmp_path, "W-03_lurah.txt", HEAD + TURNS)
    done = run(study, "ingest", path, "--format", "json")
    assert done.exit_code == 0
    (row,) = json.loads(done.stdout)
    assert row == {
        "source": "W-03",
        "path": str(path),
        "technique": "interview",
        "informants": ["I-07"],
        "date": "2018-03-12",
        "blocks": 4,
        "words": 11,
        "warnings": [remark_words(remark("new_role", role="Lurah"))],
    }
    assert "Sofyan" not in done.stderr
    with Store.open(study) as store:
        digest = store.study().get(type(store.study().sources[0]), "W-03").text_digest
        assert store.has_analysis(digest, RULES)
        assert store.study().text("W-03") == HEAD + TURNS
        assert [entry.command for entry in store.log()][-1] == "ingest"


def test_each_file_stands_or_falls_alone(study: Path, tmp_path: Path) -> None:
    good = file(tmp_path, "W-01.txt", TURNS)
    bad = file(tmp_path, "W-02.docx", "no Word file")
    unclear = file(tmp_path, "W-04.txt", "P: Ya.\nI: Ya.\nP: Ya.\nI: Ya.\n")
    done = run(study, "ingest", bad, good, unclear, tmp_path / "W-05.txt", "--format", "json")
    assert done.exit_code == 1
    assert [row["source"] for row in json.loads(done.stdout)] == ["W-01"]
    for word in ("W-02.docx", "W-04.txt", '--speaker "P=interviewer"', "W-05.txt"):
        assert word in done.stderr
    with Store.open(study) as store:
        assert [source.id for source in store.study().sources] == ["W-01"]


@contextmanager
def ordinary_user(*folders: Path) -> Iterator[None]:
    """As a user who may not read everything, though the tests may run as root."""
    if os.name == "nt":
        pytest.skip("no such permissions")
    if os.getuid() != 0:
        yield
        return
    for folder in folders:
        for path in (folder, *folder.rglob("*")):
            os.chown(path, 65534, -1)
    os.setresuid(65534, 65534, 0)
    try:
        yield
    finally:
        os.setresuid(0, 0, 0)


def test_what_cannot_be_read_is_named_in_full_and_the_others_are_in(study: Path, tmp_path: Path) -> None:
    run(study, "ingest", file(tmp_path, "W-09.txt", TURNS.replace("delapan", "tujuh")))  # all modules are loaded
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(study, folder / "studi")
        closed, good = file(folder, "W-02.txt", TURNS + "P: Lagi?\n"), file(folder, "W-01.txt", TURNS)
        closed.chmod(0)
        with ordinary_user(folder):
            done = run(folder / "studi", "ingest", ".", closed, folder / "tiada" / "x.txt", good)
        assert done.exit_code == 1
        assert [line.split(":")[0] for line in done.stdout.splitlines()] == ["W-01"]
        for path in (".", closed, folder / "tiada" / "x.txt"):
            assert f"“{path}”:" in done.stderr
        assert "3 files were not taken in" in done.stderr


def test_results_stand_on_standard_output_and_remarks_beside_it(study: Path, tmp_path: Path) -> None:
    done = run(study, "ingest", file(tmp_path, "W-01.txt", TURNS))
    assert done.stdout == "W-01: W-01.txt, 4 blocks, 11 words\n"
    assert "no date" in done.stderr
    assert "W-01.txt" not in done.stderr


def test_without_pandoc_the_other_files_are_in(study: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypandoc", None)
    word = word_file(tmp_path / "W-02.docx", *TURNS.splitlines())
    done = run(study, "ingest", word, file(tmp_path, "W-01.txt", TURNS))
    assert done.exit_code == 1
    assert "pandoc" in done.stderr
    assert done.stdout.startswith("W-01: ")


def test_a_file_that_is_too_large_is_to_be_split(study: Path, tmp_path: Path) -> None:
    done = run(study, "ingest", file(tmp_path, "W-01.txt", "P: Apa?\nI: " + "kata " * 1_000_001))
    assert "split it into parts" in done.stderr


def test_of_many_files_that_are_in_it_is_said_how_many_were_skipped(study: Path, tmp_path: Path) -> None:
    texts = [file(tmp_path, f"W-{number:02}.txt", HEAD + TURNS * number) for number in range(1, 9)]
    assert run(study, "ingest", *texts).exit_code == 0
    again = run(study, "ingest", *texts, "--format", "json")
    assert again.stderr.count("it was skipped") == 5
    assert "3 more files are in the study already and were skipped." in again.stderr
    rows = json.loads(again.stdout)
    assert [row["source"] for row in rows] == [f"W-{number:02}" for number in range(1, 9)]
    assert all("it was skipped" in row["warnings"][0] for row in rows)


def test_a_file_that_is_in_is_skipped(study: Path, tmp_path: Path) -> None:
    path = file(tmp_path, "W-01.txt", TURNS)
    run(study, "ingest", path)
    with Store.open(study) as store:
        before = store.study().data_version
    again = run(study, "ingest", file(tmp_path, "salinan.txt", TURNS), "--format", "json")
    assert again.exit_code == 0
    assert "W-01.txt" not in again.stderr
    assert "W-01" in again.stderr
    assert [(row["source"], row["blocks"]) for row in json.loads(again.stdout)] == [("W-01", 4)]
    with Store.open(study) as store:
        assert store.study().data_version == before
    changed = run(study, "ingest", file(tmp_path, "W-01.txt", TURNS + "P: Lagi?\n"))
    assert changed.exit_code == 1
    assert "W-01" in changed.stderr


def test_taking_in_what_is_in_loads_no_language_pipeline(study: Path, tmp_path: Path) -> None:
    path = file(tmp_path, "W-01.txt", TURNS)
    run(study, "ingest", path)
    code = (
        "import sys; from qualcode.cli import root;"
        f"root.main(['ingest', {str(path)!r}, '--study', {str(study)!r}], standalone_mode=False);"
        "print({'spacy', 'numpy', 'Sastrawi'} & set(sys.modules))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, encoding="utf-8")
    assert ran.stdout.strip() == "set()"


def test_options(study: Path, tmp_path: Path) -> None:
    unclear = file(tmp_path, "catatan.txt", "P: Ya.\nI: Ya.\nP: Ya.\nI: Ya.\n")
    done = run(
        study, "ingest", unclear, "--technique", "interview", "--speaker", "I=interviewer", "--speaker", "P=I-09",
        "--role", "Warga", "--format", "json",
    )  # fmt: skip
    assert [row["informants"] for row in json.loads(done.stdout)] == [["I-09"]]
    listed = json.loads(run(study, "source", "list", "--format", "json").stdout)
    assert listed[0]["role"] == "warga"
    assert run(study, "ingest", unclear, "--speaker", "I").exit_code == 2
    assert run(study, "ingest", unclear, "--text-column", "x").exit_code == 2
    answers = file(tmp_path, "angket.csv", "id,isi\nR1,Bagus.\nR2,Lama.\n")
    done = run(study, "ingest", answers, "--text-column", "isi", "--id-column", "id", "--format", "json")
    assert [(row["blocks"], row["informants"]) for row in json.loads(done.stdout)] == [(2, ["R1", "R2"])]
    many = file(tmp_path, "angket2.csv", "id,isi\n" + "".join(f"R{n},Ya.\n" for n in range(11, 20)))
    run(study, "ingest", many, "--text-column", "isi", "--id-column", "id")
    assert "R11, R12, R13, … (9)" in " ".join(run(study, "source", "list").stdout.split())


def test_source_list_show_text(study: Path, tmp_path: Path) -> None:
    run(study, "ingest", file(tmp_path, "W-03_lurah.txt", HEAD + TURNS))
    (row,) = json.loads(run(study, "source", "list", "--format", "json").stdout)
    assert set(row) == {
        "id", "technique", "title", "informants", "role", "date", "words", "blocks", "state", "digest",
    }  # fmt: skip
    shown = json.loads(run(study, "source", "show", "W-03", "--format", "json").stdout)
    assert {key: value for key, value in shown.items() if key != "blocks"} == {
        key: value for key, value in row.items() if key != "blocks"
    }
    first, second = shown["blocks"][:2]
    assert first["text"] == "Jam berapa buka?"
    assert (second["number"], second["label"], second["speaker"], second["kind"]) == (2, "I", "informant", "answer")
    assert (second["first_line"], second["last_line"]) == (8, 9)
    text = run(study, "source", "text", "W-03").stdout_bytes.decode()
    assert text == HEAD + TURNS
    assert text[second["start"] : second["end"]] == second["text"]
    assert "8–9" in run(study, "source", "show", "W-03").stdout
    assert run(study, "source", "text", "W-99").exit_code == 1


def test_source_remove_and_undo(study: Path, tmp_path: Path) -> None:
    run(study, "ingest", file(tmp_path, "W-03_lurah.txt", HEAD + TURNS))
    assert run(study, "source", "remove", "W-03").exit_code == 0
    assert json.loads(run(study, "source", "list", "--format", "json").stdout) == []
    assert run(study, "undo").exit_code == 0
    assert json.loads(run(study, "source", "list", "--format", "json").stdout)[0]["blocks"] == 4
    doctor = run(study, "doctor", "--format", "json")
    assert all(check["ok"] for check in json.loads(doctor.stdout))


def test_tokenize(study: Path, tmp_path: Path) -> None:
    text = "Nggak ada bukunya, Bu.\r\nYa ke-2!"
    done = run(study, "tokenize", "-", "--format", "json", stdin=text.encode())
    found = json.loads(done.stdout)
    assert found["text"] == text.replace("\r\n", "\n")
    assert [found["text"][s["start"] : s["end"]] for s in found["sentences"]] == ["Nggak ada bukunya, Bu.", "Ya ke-2!"]
    assert [token["text"] for token in found["tokens"]] == [
        "Nggak",
        "ada",
        "bukunya",
        ",",
        "Bu",
        ".",
        "Ya",
        "ke-2",
        "!",
    ]
    assert found["tokens"][2] == {"start": 10, "end": 17, "text": "bukunya", "norm": "bukunya", "stem": "buku"}
    assert "tidak" in run(study, "tokenize", file(tmp_path, "a.txt", text)).stdout
    said = run(study, "tokenize", "-", "--format", "csv", stdin=b"nggak ngerjain").stdout
    assert "everyday spelling; function word" in said
    assert "spoken affixes; ng- -in" in said
    assert run(study, "tokenize", tmp_path / "missing.txt").exit_code == 1


def test_every_remark_has_words() -> None:
    package = Path(documents.__file__).parent
    source = "".join(path.read_text(encoding="utf-8") for path in package.rglob("*.py"))
    intake = Path(_intake.__file__).read_text(encoding="utf-8")
    made = set(re.findall(r"remark\(\"(\w+)\"", source)) | set(re.findall(r"said\(\"(\w+)\"", intake))
    made |= {"tracked_changes", "comments", "notes", "text_boxes"}
    assert made == set(REMARKS)
