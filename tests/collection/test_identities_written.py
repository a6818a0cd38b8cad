"""Words in records: every field that people write is read and replaced; a copy carries nothing of the past."""

from __future__ import annotations

import json
import sqlite3
import zlib
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any, get_args, get_origin

import pytest

from qualcode.collection.identities import scan_study
from qualcode.collection.identities.replacing import Replacement, reworded
from qualcode.collection.identities.written import NO_WORDS, NO_WORDS_HERE, fields_read, written
from qualcode.model.kinds import KINDS, Kind
from qualcode.model.plain import hints, text_fields
from tests.builders import StudyBuilder
from tests.conftest import Run

SAID = "kata Pak Karmindo"
WORDS_OF_NOBODY = {"consent", "segment", "suggestion"}


def filled(hint: Any) -> Any:
    """A value of a type in which every text is ``SAID``."""
    if hint is str:
        return SAID
    if is_dataclass(hint) and isinstance(hint, type):
        return hint(**{field.name: filled(hints(hint)[field.name]) for field in fields(hint)})
    if get_origin(hint) is tuple:
        return (filled(get_args(hint)[0]),)
    if get_args(hint):
        return filled(next(part for part in get_args(hint) if part is not type(None)))
    return next(iter(hint)) if isinstance(hint, type) and hasattr(hint, "__members__") else hint(1)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_text_of_every_record_is_read_and_replaced(kind: Kind) -> None:
    record = replace(filled(kind.type), **{"start": 0, "end": 1} if kind.name == "segment" else {})
    builder = StudyBuilder()
    builder.texts[SAID] = "Tanpa nama."
    study = builder.study() if kind.name == "project" else builder.add(record).study()
    if kind.name == "project":
        study._loaded[kind.type] = (record,)
    places = [name for name, one in written(study).items() if one.record == record]
    assert len(places) == len(fields_read(kind.type)), "one place a field"
    assert {one.source for one in scan_study(study) if one.text == "Karmindo"} >= set(places)
    assert bool(places) != (kind.name in WORDS_OF_NOBODY)
    changed = reworded(study, {name: [Replacement(9, 17, "[nama 1]")] for name in places})
    for one in changed.values():
        left = json.dumps([str(getattr(one, path.split(".")[0])) for path in fields_read(kind.type) if "." not in path])
        assert "Karmindo" not in left


def test_what_is_not_read_is_a_field_of_a_record() -> None:
    paths = {f"{kind.name}.{path}" for kind in KINDS for path in text_fields(kind.type)}
    assert paths >= NO_WORDS_HERE
    assert {part for path in paths for part in path.split(".")} >= NO_WORDS


TEXT = "TRANSKRIP WAWANCARA\nKode : I-01\nJabatan : Staf\n\nP: Siapa?\nI: Pak Karmindo jaga loket.\nI: Loket sepi.\n"
FILES = {
    "kode.yaml": 'codes:\n- {code: JAGA, definition: Penjagaan., examples: ["“Pak Karmindo jaga loket.”"]}\n',
    "catatan.txt": "Tanya lagi Pak Karmindo.",
}


@pytest.fixture
def study(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("QUALCODE_KEY_PASSPHRASE", "kata sandi uji")
    folder = tmp_path / "studi uji"
    (tmp_path / "W-01.txt").write_text(TEXT, encoding="utf-8")
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    for command in (
        ("init", folder, "--title", "Uji"),
        ("ingest", tmp_path / "W-01.txt", "--study", folder),
        ("codebook", "load", tmp_path / "kode.yaml", "--study", folder),
        ("code", "add", "W-01", "JAGA", "--quote", "Pak Karmindo jaga", "--coder", "rani", "--study", folder),
        ("code", "add", "W-01", "JAGA", "--quote", "Loket sepi", "--coder", "rani", "--study", folder),
        ("memo", "add", "--text", "Tanya lagi Pak Karmindo.", "--study", folder),
        ("link", "add", "--from", "code:JAGA", "--to", "informant:I-01", "--kind", "influences", "--label",
         "kata Pak Karmindo", "--study", folder),
    ):  # fmt: skip
        result = run(*command)
        assert result.returncode == 0, result.stderr
    return folder


def everything(folder: Path) -> str:
    """All bytes of the study's files, and what is compressed in its log."""
    parts = [path.read_bytes() for path in folder.rglob("*") if path.is_file()]
    db = sqlite3.connect(folder / "study.qualcode")
    parts += [zlib.decompress(blob) for (blob,) in db.execute("SELECT changes FROM log")]
    db.close()
    return b"\n".join(parts).decode("utf-8", "replace")


def shown(folder: Path, run: Run) -> str:
    """What the commands show of the study."""
    commands = (
        ("source", "text", "W-01"), ("memo", "list"), ("codebook", "show", "--format", "json"), ("code", "list"),
        ("link", "list"),
    )  # fmt: skip
    return "".join(run(*command, "--study", folder).stdout for command in commands)


def test_one_act_replaces_in_texts_quotations_and_notes_and_comes_back(study: Path, tmp_path: Path, run: Run) -> None:
    before, key = shown(study, run), tmp_path / "kunci saya.key"
    assert "Karmindo" in before
    result = run("anonymise", "apply", "--yes", "--key", key, "--study", study)
    assert result.returncode == 0, result.stderr
    after = shown(study, run)
    assert "Karmindo" not in after + result.stderr + result.stdout
    assert "Tanya lagi Pak [nama 1]." in after
    assert "“Pak [nama 1] jaga loket.”" in after
    assert run("doctor", "--study", study).returncode == 0
    assert run("anonymise", "undo", "--key", key, "--study", study).returncode == 0
    assert shown(study, run) == before
    assert run("redo", "--study", study).returncode == 0
    assert shown(study, run) == after


def test_a_copy_holds_none_of_the_words_and_stands_as_the_study_does(study: Path, tmp_path: Path, run: Run) -> None:
    key, copy = tmp_path / "kunci.key", tmp_path / "salinan untuk dosen"
    assert run("anonymise", "apply", "--yes", "--key", key, "--study", study).returncode == 0
    assert "Karmindo" in everything(study), "the log is never changed"
    assert run("anonymise", "copy", copy, "--study", study).returncode == 0
    assert "Karmindo" not in everything(copy)
    assert shown(copy, run) == shown(study, run)
    assert run("doctor", "--study", copy).returncode == 0
    assert run("undo", "--study", copy).returncode == 1
    assert run("memo", "add", "--text", "Lanjut.", "--study", copy).returncode == 0
    assert run("undo", "--study", copy).returncode == 0
    refused = run("anonymise", "copy", copy, "--study", study)
    assert refused.returncode == 1


def test_nothing_of_a_name_stays_in_any_page_after_hiding_undo_and_redo(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, key = tmp_path / "studi uji", tmp_path / "kunci.key"
    (tmp_path / "wawancara_bu_karminah.txt").write_text(TEXT, encoding="utf-8")
    at = ("--study", folder)
    monkeypatch.setenv("QUALCODE_KEY_PASSPHRASE", "kata sandi uji")
    for command in (
        ("init", folder, "--title", "Uji"),
        ("ingest", tmp_path / "wawancara_bu_karminah.txt", *at),
        ("undo", *at),
        ("redo", *at),
        ("anonymise", "apply", "--yes", "--key", key, *at),
        ("anonymise", "undo", "--key", key, *at),
        ("redo", *at),
    ):
        result = run(*command)
        assert result.returncode == 0, result.stderr
        assert "karminah" not in result.stderr.casefold() or command[0] == "ingest"
    assert "karmin" not in everything(folder).casefold()


def test_one_word_of_a_note_may_stand(study: Path, run: Run) -> None:
    at = ("--study", study, "--reason", "tokoh publik")
    assert run("anonymise", "waive", "memo:M-01.text", "--text", "Karmindo", *at).returncode == 0
    assert run("anonymise", "waive", "memo:M-99.text", "--text", "Karmindo", *at).returncode == 1


def test_a_name_in_a_passage_keeps_the_chapter_from_being_written(study: Path, tmp_path: Path, run: Run) -> None:
    at = ("--study", study)
    assert run("state", "source:W-01", "--stage", "2", "--waive", "data uji", *at).returncode == 0
    written_ = run("passage", "write", "4.1", "--text", "Menurut Pak Karmindo, loket sepi.", *at)
    assert written_.returncode == 0, written_.stderr
    refused = run("report", "write", "bab-4", "--to", tmp_path / "bab.md", *at)
    assert refused.returncode == 1
    assert "anonymise waive PLACE" in refused.stderr
    assert "Karmindo" not in refused.stderr
