"""What a scan found is kept without words, never older than what it depends on, and goes with a text that is hidden."""

from __future__ import annotations

import sqlite3
import zlib
from pathlib import Path

import pytest

import qualcode
from qualcode.collection.identities import own, places, scan_study
from qualcode.model import Memo, Source
from qualcode.storage.kept import read, write
from qualcode.storage.store import Store
from tests.builders import StudyBuilder

SPEAKS = "TRANSKRIP\nNama : Karmindo Sutarji\n\nI: Saya jaga dari pagi sampai siang.\n"
TELLS = "TRANSKRIP\n\nI: Yang jaga di sana Sutarji, bukan saya.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    builder = StudyBuilder().informant("I-01", "staf").informant("I-02", "staf")
    return builder.interview("W-01", "I-02", TELLS).stored(tmp_path / "studi")


def found(folder: Path) -> list[tuple[str, str, str]]:
    """Place, words and suggestion of each proposal, by a new reader of the file."""
    return [(one.source, one.text, one.suggestion) for one in scan_study(qualcode.open_study(folder))]


def rows(folder: Path) -> list[tuple[str | None, bytes]]:
    db = sqlite3.connect(folder / "study.qualcode")
    try:
        kept = db.execute("SELECT digest, content FROM kept").fetchall()
    finally:
        db.close()
    return [(digest, zlib.decompress(content)) for digest, content in kept]


def test_an_unchanged_study_is_not_read_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = found(folder)
    monkeypatch.setattr(places, "_scan", None)
    assert found(folder) == before
    assert {len(digest or "") for digest, _content in rows(folder)} == {0, 64}


def test_no_word_of_a_text_is_kept(folder: Path) -> None:
    found(folder)
    assert rows(folder)
    assert not [content for _digest, content in rows(folder) if b"sutarji" in content.lower()]


def test_a_name_that_one_header_gives_is_found_in_texts_scanned_before(folder: Path, tmp_path: Path) -> None:
    assert ("W-01", "Sutarji", "I-01") not in found(folder)
    (tmp_path / "W-02.txt").write_text(SPEAKS, encoding="utf-8")
    added = StudyBuilder().informant("I-01", "staf").interview("W-02", "I-01", SPEAKS).study()
    with Store.open(folder) as store, store.act("ingest") as act:
        act.put_text(added.text("W-02"))
        act.put(*added.all(Source), *added.blocks("W-02"))
    assert ("W-01", "Sutarji", "I-01") in found(folder)
    with Store.open(folder) as store:
        store.undo()
    assert ("W-01", "Sutarji", "I-01") not in found(folder)


def test_what_is_written_later_is_scanned(folder: Path) -> None:
    found(folder)
    with Store.open(folder) as store, store.act("memo add") as act:
        act.put(Memo(id="M-01", text="Tanya lagi Pak Warsidi.", date="2018-03-01"))
    assert [text for place, text, _new in found(folder) if place == "memo:M-01.text"] == ["Warsidi"]


def test_what_other_rules_found_is_found_anew(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found(folder)
    before = {key for key, _content in rows(folder)}
    monkeypatch.setattr(own, "RULES", "other")
    monkeypatch.setattr(places, "RULES", "other")
    found(folder)
    assert {key for key, _content in rows(folder)} == before


def test_a_text_that_goes_takes_what_was_kept_along(folder: Path) -> None:
    found(folder)
    with Store.open(folder) as store:
        study = store.study()
        with store.act("anonymise apply") as act:
            act.remove(*study.blocks("W-01"), study.get(Source, "W-01"))
            act.forget_texts()
    assert rows(folder) == []


def test_what_cannot_be_kept_is_no_trouble() -> None:
    db = sqlite3.connect(":memory:", isolation_level=None)
    db.execute("CREATE TABLE kept (key TEXT PRIMARY KEY, digest TEXT, content BLOB NOT NULL)")
    write(db, (places.Kept("a", None, b"1"),))
    db.execute("PRAGMA query_only = ON")
    write(db, (places.Kept("b", None, b"2"),))
    assert (read(db, "a"), read(db, "b"), db.in_transaction) == (b"1", None, False)
