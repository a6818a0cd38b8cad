"""Replacing identifiers: texts and places move together, the study keeps nothing, the key gives all back."""

from __future__ import annotations

import json
import sqlite3
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.collection.identities import scan_study
from qualcode.collection.identities.key_file import read_key
from qualcode.collection.identities.replacing import Replacement, masked
from qualcode.errors import BadKey
from qualcode.model import Block, Segment, Source
from qualcode.storage.store import Store
from tests.builders import StudyBuilder
from tests.conftest import Run

TEXT = (
    "TRANSKRIP WAWANCARA\nKode : I-01\nJabatan : Staf\nTanggal : 12-03-2018\n\n"
    "P: Siapa yang jaga?\nI: Pak Karmindo, HP 0812-0000-0000.\nP: Kalau siang?\nI: Siang kosong, Karmindo pulang.\n"
)
SECRETS = ("Karmindo", "0812-0000-0000")


@pytest.fixture
def study(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("QUALCODE_KEY_PASSPHRASE", "kata sandi uji")
    folder = tmp_path / "studi uji"
    assert run("init", folder, "--title", "Uji").returncode == 0
    (tmp_path / "W-01.txt").write_text(TEXT, encoding="utf-8")
    assert run("ingest", tmp_path / "W-01.txt", "--study", folder).returncode == 0
    return folder


def everything(folder: Path) -> str:
    """All bytes of the study's files, and everything compressed in its tables."""
    parts = [path.read_bytes() for path in folder.rglob("*") if path.is_file()]
    with sqlite3.connect(folder / "study.qualcode") as db:
        parts += [zlib.decompress(blob) for (blob,) in db.execute("SELECT changes FROM log")]
    db.close()
    return b"\n".join(parts).decode("utf-8", "replace").casefold()


def test_nothing_of_what_was_hidden_stays_in_the_study(study: Path, tmp_path: Path, run: Run) -> None:
    assert all(secret.casefold() in everything(study) for secret in SECRETS)
    result = run("anonymise", "apply", "--yes", "--key", tmp_path / "kunci.key", "--study", study)
    assert result.returncode == 0, result.stderr
    assert not [secret for secret in SECRETS if secret.casefold() in everything(study) + result.stderr.casefold()]
    text = run("source", "text", "W-01", "--study", study).stdout
    assert "I: Pak [nama 1], HP [telepon].\n" in text
    assert "Siang kosong, [nama 1] pulang." in text
    assert text.count("\n") == TEXT.count("\n")
    assert run("doctor", "--study", study).returncode == 0
    blocks = json.loads(run("source", "show", "W-01", "--format", "json", "--study", study).stdout)["blocks"]
    assert [block["text"] for block in blocks][1:3] == ["Pak [nama 1], HP [telepon].", "Kalau siang?"]
    assert "Karmindo" not in (tmp_path / "kunci.key").read_bytes().decode("latin-1")


def test_undo_needs_the_key_and_redo_hides_again(study: Path, tmp_path: Path, run: Run) -> None:
    key = tmp_path / "kunci.key"
    assert run("anonymise", "apply", "--yes", "--key", key, "--study", study).returncode == 0
    refused = run("undo", "--study", study)
    assert refused.returncode == 1
    assert "anonymise undo" in refused.stderr
    assert run("anonymise", "undo", "--key", key, "--study", study).returncode == 0
    assert "Pak Karmindo" in run("source", "text", "W-01", "--study", study).stdout
    assert run("doctor", "--study", study).returncode == 0
    assert run("redo", "--study", study).returncode == 0
    assert "Karmindo" not in run("source", "text", "W-01", "--study", study).stdout
    assert run("doctor", "--study", study).returncode == 0
    assert not [secret for secret in SECRETS if secret.casefold() in everything(study)]


def test_segments_follow(study: Path, tmp_path: Path, run: Run) -> None:
    at, key = ("--study", study), tmp_path / "kunci.key"
    assert run("event", "add", "--label", "kosong", "--segments", 'W-01: "Siang kosong"', *at).returncode == 0
    assert run("anonymise", "apply", "--yes", "--key", key, *at).returncode == 0
    assert run("doctor", *at).returncode == 0


def test_a_quotation_changes_with_its_text_and_the_entry_that_holds_the_words_is_told(
    study: Path, tmp_path: Path, run: Run
) -> None:
    at, key = ("--study", study), tmp_path / "kunci.key"
    for quote in ("Pak Karmindo", "I: Pak Karm"):
        assert run("event", "add", "--label", "jaga", "--segments", f'W-01: "{quote}"', *at).returncode == 0
    result = run("anonymise", "apply", "--yes", "--key", key, *at)
    assert result.returncode == 0
    assert "3, 4, 5" in " ".join(result.stderr.split()), "the two quotations, and the act that replaced them"
    assert "Karmindo" not in result.stderr
    assert "I: Pak [nama 1], HP [telepon]." in run("source", "text", "W-01", *at).stdout
    assert "Karm" not in run("event", "list", "--format", "json", *at).stdout
    assert run("doctor", *at).returncode == 0
    with Store.open(study) as store:
        assert [one.quote for one in store.study().all(Segment)] == ["Pak [nama 1]", "I: Pak [nama 1]"]
    assert run("anonymise", "undo", "--key", key, *at).returncode == 0
    with Store.open(study) as store:
        assert [one.quote for one in store.study().all(Segment)] == ["Pak Karmindo", "I: Pak Karm"]
    assert run("doctor", *at).returncode == 0


def test_segments_that_would_meet_refuse_all(study: Path, tmp_path: Path, run: Run) -> None:
    at, key = ("--study", study), tmp_path / "kunci.key"
    for quote in ("Pak Karm", "Pak Karmin"):
        assert run("event", "add", "--label", "jaga", "--segments", f'W-01: "{quote}"', *at).returncode == 0
    refused = run("anonymise", "apply", "--yes", "--key", key, *at)
    assert refused.returncode == 1
    assert "S-01, S-02" in refused.stderr
    assert not key.exists()


def test_an_edited_list_decides(study: Path, tmp_path: Path, run: Run) -> None:
    listed = run("anonymise", "scan", "--format", "csv", "--study", study).stdout
    rows = [line.replace("[nama 1]", "[penjaga]") for line in listed.splitlines() if "0812" not in line]
    (tmp_path / "usulan.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    result = run(
        "anonymise", "apply", "--replace", tmp_path / "usulan.csv", "--key", tmp_path / "k.key", "--study", study
    )
    assert result.returncode == 0, result.stderr
    text = run("source", "text", "W-01", "--study", study).stdout
    assert "Pak [penjaga], HP 0812-0000-0000." in text


def test_the_key_lies_outside_and_opens_with_its_passphrase_alone(
    study: Path, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    inside = run("anonymise", "apply", "--yes", "--key", study / "kunci.key", "--study", study)
    assert inside.returncode == 1
    assert not (study / "kunci.key").exists()
    key = tmp_path / "kunci.key"
    assert run("anonymise", "apply", "--yes", "--key", key, "--study", study).returncode == 0
    with pytest.raises(BadKey):
        read_key(key, "bukan")
    (first, *_rest) = read_key(key, "kata sandi uji")
    assert ("[nama 1]", "Karmindo") in first.identities
    monkeypatch.setenv("QUALCODE_KEY_PASSPHRASE", "bukan")
    assert run("anonymise", "undo", "--key", key, "--study", study).returncode == 1


@given(st.data())
def test_every_place_outside_moves_exactly(data: st.DataObject) -> None:
    turn = data.draw(st.text(alphabet="ab cé😀", min_size=4, max_size=30))
    text = f"P: {turn}\nI: {turn}"
    cuts = sorted(data.draw(st.sets(st.integers(3, 2 + len(turn)), min_size=2, max_size=6)))
    pairs = list(zip(cuts[::2], cuts[1::2], strict=False))
    made = [Replacement(start, end, data.draw(st.sampled_from(("", "[nama 1]", "x")))) for start, end in pairs]
    builder = StudyBuilder().informant("I-01", "staf").interview("W-01", "I-01", text)
    start = text.index("\nI: ") + 4
    end = data.draw(st.integers(start + 1, len(text)))
    quote = text[start:end]
    builder.add(Segment(id="S-01", source="W-01", start=start, end=end, quote=quote, digest=""))
    study = builder.study()
    found = masked(study, study.get(Source, "W-01"), made, {})
    segment = next(one for one in found.records if isinstance(one, Segment))
    assert found.text[segment.start : segment.end] == quote
    answer = [one for one in found.records if isinstance(one, Block)][-1]
    assert found.text[answer.start : answer.end] == turn
    assert found.text.count("\n") == 1


HOME = (
    "TRANSKRIP WAWANCARA\nKode : I-01\nJabatan : Kepala Seksi (0812-0000-0000)\nTanggal : 12-03-2018\n"
    "Tempat : Rumah Pak Karmindo, Jl. Kenari No. 3\n\nP: Siapa?\nI: Saya jaga.\n"
)


def test_no_identifier_of_a_header_enters_a_record_or_the_journal(tmp_path: Path, run: Run) -> None:
    folder = tmp_path / "studi"
    assert run("init", folder, "--title", "Uji").returncode == 0
    (tmp_path / "W-01.txt").write_text(HOME, encoding="utf-8")
    taken = run("ingest", tmp_path / "W-01.txt", "--study", folder)
    assert taken.returncode == 0
    assert "header" in taken.stderr
    with sqlite3.connect(folder / "study.qualcode") as db:
        journal = b"".join(zlib.decompress(blob) for (blob,) in db.execute("SELECT changes FROM log")).decode()
    db.close()
    assert not [secret for secret in ("Karmindo", "Kenari", "0812") if secret in journal]
    shown = run("source", "show", "W-01", "--study", folder).stdout
    assert "Rumah Pak [nama], [alamat]" in shown
    assert "Rumah Pak Karmindo, Jl. Kenari No. 3" in run("source", "text", "W-01", "--study", folder).stdout


def test_status_and_single_waivers(study: Path, tmp_path: Path, run: Run) -> None:
    at = ("--study", study)

    def standing() -> dict[str, object]:
        return json.loads(run("anonymise", "status", "--format", "json", *at).stdout)[0]

    assert standing() == {"source": "W-01", "open": 3, "waived": 0, "hidden": 0, "signed": False, "judged": False}
    telling = run("anonymise", "waive", "W-01", "2", "--reason", "nomor 0812-0000-0000 kantor", *at)
    assert telling.returncode == 2
    assert run("anonymise", "waive", "W-01", "9", "--reason", "salah", *at).returncode == 2
    assert run("anonymise", "waive", "W-01", "2", "--reason", "nomor kantor, umum", *at).returncode == 0
    assert (standing()["open"], standing()["waived"]) == (2, 1)
    assert run("anonymise", "waive", "W-01", "--text", "Karmindo", "--reason", "tokoh publik", *at).returncode == 0
    assert standing() == {"source": "W-01", "open": 0, "waived": 3, "hidden": 0, "signed": False, "judged": False}
    with sqlite3.connect(study / "study.qualcode") as db:
        journal = b"".join(zlib.decompress(blob) for (blob,) in db.execute("SELECT changes FROM log")).decode()
    db.close()
    assert "Karmindo" not in journal
    assert run("undo", *at).returncode == 0
    key = tmp_path / "kunci.key"
    assert run("anonymise", "apply", "--yes", "--key", key, *at).returncode == 0
    assert (standing()["open"], standing()["waived"], standing()["hidden"]) == (0, 1, 2)


def test_a_list_for_excel_comes_back(study: Path, tmp_path: Path, run: Run) -> None:
    at = ("--study", study)
    inside = run("anonymise", "scan", "--to", study / "usulan.xlsx", *at)
    assert inside.returncode == 2
    assert not (study / "usulan.xlsx").exists()
    assert run("anonymise", "scan", "--to", tmp_path / "usulan.xlsx", *at).returncode == 0
    replaced = run("anonymise", "apply", "--replace", tmp_path / "usulan.xlsx", "--key", tmp_path / "k.key", *at)
    assert replaced.returncode == 0, replaced.stderr
    assert "I: Pak [nama 1], HP [telepon]." in run("source", "text", "W-01", *at).stdout


def test_a_display_with_quotations_leaves_in_no_file_while_proposals_are_open(
    study: Path, tmp_path: Path, run: Run
) -> None:
    at = ("--study", study)
    (tmp_path / "kode.yaml").write_text("codes:\n- {code: JAGA, definition: Penjagaan.}\n", encoding="utf-8")
    assert run("codebook", "load", tmp_path / "kode.yaml", *at).returncode == 0
    assert run("code", "add", "W-01", "JAGA", "--quote", "Siang kosong", "--coder", "rani", *at).returncode == 0
    show = ("display", "show", "matrix", "--rows", "code", "--columns", "source", "--cell", "quotes")
    for file in ("a.html", "a.csv"):
        refused = run(*show, "--to", tmp_path / file, *at)
        assert refused.returncode == 1, refused.stdout + refused.stderr
        assert "anonymise scan" in refused.stderr
        assert not (tmp_path / file).exists()
    assert run(*show, *at).returncode == 0
    assert run(*show, "--format", "html", *at).returncode == 1, "what is printed goes into a file"
    assert run("state", "source:W-01", "--stage", "2", "--waive", "data uji", *at).returncode == 0
    assert run(*show, "--to", tmp_path / "a.html", *at).returncode == 0


def test_one_question_decides_for_a_person_and_what_is_left_may_stand_with_a_reason(
    study: Path, tmp_path: Path, run: Run
) -> None:
    at = ("--study", study)
    asked = run("anonymise", "apply", "--key", tmp_path / "k.key", *at, stdin="-\ny\nkarena Karmindo\nsudah setuju\n")
    assert asked.returncode == 0, asked.stderr
    assert "1/2  Karmindo (2 times: W-01)" in asked.stderr
    text = run("source", "text", "W-01", *at).stdout
    assert "I: Pak Karmindo, HP [telepon].\n" in text
    status = json.loads(run("anonymise", "status", "--format", "json", *at).stdout)
    assert [(one["open"], one["waived"], one["hidden"]) for one in status] == [(0, 2, 1)]
    again = run("anonymise", "apply", "--yes", "--key", tmp_path / "k.key", *at)
    assert "Nothing was replaced." in again.stdout + again.stderr
    assert "Karmindo" in run("source", "text", "W-01", *at).stdout


def test_who_stops_keeps_what_was_decided(study: Path, tmp_path: Path, run: Run) -> None:
    done = run("anonymise", "apply", "--key", tmp_path / "k.key", "--study", study, stdin="Pak Ali\nq\n")
    assert done.returncode == 0, done.stderr
    assert "Still open: 1." in done.stderr
    assert "Siang kosong, Pak Ali pulang." in run("source", "text", "W-01", "--study", study).stdout


def test_a_name_that_is_a_month_changes_no_date(tmp_path: Path) -> None:
    builder = StudyBuilder().informant("I-01", "warga")
    builder.interview(
        "W-01", "I-01", "Tanggal : 14 Mei 2019\nKode : I-01\n\nP: Siapa?\nI: Ci Mei yang jaga, bulan Mei."
    )
    found = [(one.text, one.start) for one in scan_study(builder.study())]
    assert [text for text, _start in found] == ["Mei"]
    assert found[0][1] > 40
