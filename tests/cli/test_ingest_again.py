"""A corrected transcript taken in again: codings are found again by their words, and nothing is lost in silence."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qualcode.cli import root
from qualcode.collection.ingest import source_records
from qualcode.collection.reading import read_source
from qualcode.model import (
    IMPORTER,
    KINDS,
    Block,
    Code,
    Coding,
    Event,
    Finding,
    Informant,
    Memo,
    Project,
    ReviewedSuggestion,
    Role,
    Segment,
    Source,
    Stage,
    Statement,
    ref_to,
)
from qualcode.reduction.coding import Assignment, apply_codes
from qualcode.reduction.correcting import correction
from qualcode.storage.store import Store
from tests.builders import LiteralRecords
from tests.collection.word_files import word_file

TEXT = """Transkrip Wawancara
Kode : I-07
Jabatan : Lurah
Tanggal : 12 Maret 2018

R: Kita mulai dari jam buka.
S: Jam delapan, kadang lewat sedikit kalau hujan.
R: Siapa yang menegor yang telat?
S: Pak Lurah sendiri, tapi tidak pernah keras.
R: Lalu absennya?
S: Masih tanda tangan di buku, belum sidik jari.
"""
CHANGED = (
    TEXT.replace("menegor", "menegur").replace("lewat sedikit", "lewat dikit")
    .replace("Masih tanda tangan di buku, ", "")
    .replace("R: Lalu", "S: Begitu.\nR: Lalu").replace("12 Maret", "13 Maret")
)  # fmt: skip
QUOTES = {"A": "Jam delapan, kadang lewat sedikit", "B": "tidak pernah keras", "C": "Masih tanda tangan di buku"}


@pytest.fixture
def study(tmp_path: Path) -> Path:
    folder = tmp_path / "studi satu"
    with Store.begin(folder) as act:
        act.put(Project(uuid="00000000-0000-0000-0000-000000000001", title="Uji"))
        act.put(Role(id="LUR", label="Lurah"), Informant(id="I-07", role="LUR"))
        act.put(*(Code(id=name, name=name, order=at) for at, name in enumerate("ABC")))
    path = tmp_path / "W-03.txt"
    path.write_text(TEXT, encoding="utf-8")
    assert run(folder, "ingest", path, "--speaker", "R=interviewer").exit_code == 0
    for code, quote in QUOTES.items():
        assert run(folder, "code", "add", "W-03", code, "--quote", quote).exit_code == 0
    run(folder, "source", "mark", "W-03", "2", "--irrelevant", "basa-basi")
    run(folder, "source", "mark", "W-03", "6", "--irrelevant", "sudah ditanya")
    with Store.open(folder) as store, store.act("uji") as act:
        view = act.study
        first, _second, third = view.segments.values()
        block = view.get(Block, "W-03#4")
        act.put(
            Finding(id="T-01", text="Jam kerja longgar.", evidence_for=(first.id,), evidence_against=(third.id,)),
            Event(id="E-01", label="Ganti absen", segments=(third.id,)),
            Statement(id="PN-01", record="source:W-03", state=Stage.PSEUDONYMISED, text="Sudah dibaca."),
            Statement(id="PN-02", record="source:W-03", state=Stage.SUMMARISED, waiver="Tidak perlu."),
            ReviewedSuggestion(
                suggestion="W-03:6:B", coder="peneliti", source="W-03", start=view.get(Block, "W-03#6").start,
                end=view.get(Block, "W-03#6").end, code="B", accepted=False,
            ),
            ReviewedSuggestion(
                suggestion="W-03:4:C", coder="peneliti", source="W-03", start=block.start, end=block.end, code="C",
                accepted=False,
            ),
        )  # fmt: skip
    return folder


def run(study: Path, *args: object, language: str = "en") -> Result:
    environment = {"QUALCODE_LANG": language, "QUALCODE_STUDY": str(study)}
    return CliRunner().invoke(root, [str(arg) for arg in args], env=environment)


def corrected(study: Path, text: str = CHANGED, name: str = "W-03 revisi.txt") -> Path:
    path = study.parent / name
    path.write_text(text, encoding="utf-8")
    return path


def everything(study: Path) -> dict[str, tuple[Any, ...]]:
    with Store.open(study) as store:
        view = store.reread()
        return {kind.name: view.all(kind.type) for kind in KINDS}


def checks(study: Path) -> dict[str, bool]:
    return {row["check"]: row["ok"] for row in json.loads(run(study, "doctor", "--format", "json").stdout)}


def test_what_changes_is_shown_and_nothing_is_written_without_a_yes(study: Path) -> None:
    before = (study / "study.qualcode").read_bytes()
    for more in ((), ("--preview",)):
        done = run(study, "ingest", corrected(study), *more)
        said = done.stdout + done.stderr
        assert done.exit_code == (0 if more else 1)
        assert "S-01 (A) 7: “Jam delapan, kadang lewat sedikit” → 7: “Jam delapan, kadang lewat dikit”" in said
        assert "S-03 (C) 11: “Masih tanda tangan di buku”" in said
        assert "date: 2018-03-12 → 2018-03-13" in said
        assert "rest on changed quotations: event:E-01, finding:T-01" in said
    assert "--yes" in run(study, "ingest", corrected(study)).stderr
    assert (study / "study.qualcode").read_bytes() == before


def test_codings_are_found_again_and_what_is_lost_stays_in_sight(study: Path) -> None:
    before = everything(study)
    done = run(study, "ingest", corrected(study), "--yes", "--format", "json")
    assert done.exit_code == 0
    (row,) = json.loads(done.stdout)
    assert (row["source"], row["blocks"], row["date"]) == ("W-03", 7, "2018-03-13")
    assert [(one["segment"], one["fit"]) for one in row["corrected"]["segments"]] == [
        ("S-01", "doubtful"), ("S-02", "kept"), ("S-03", "lost"),
    ]  # fmt: skip
    assert row["corrected"]["marks_lost"] == [6]
    after = everything(study)
    (old,), (new,) = before["source"], after["source"]
    assert (new.id, new.uuid, new.informants) == (old.id, old.uuid, old.informants)
    assert after["coding"] == before["coding"]
    with Store.open(study) as store:
        view = store.study()
        assert view.text("W-03") == CHANGED
        quotes = [segment.quote for segment in view.segments.values()]
        assert quotes == ["Jam delapan, kadang lewat dikit", "tidak pernah keras", QUOTES["C"]]
        assert [view.text("W-03")[s.start : s.end] for s in view.segments.values()] == [*quotes[:2], ""]
        blocks = view.blocks("W-03")
        assert [(block.speaker.value, block.informant) for block in blocks[:2]] == [
            ("interviewer", None), ("informant", "I-07"),
        ]  # fmt: skip
        assert [(block.number, block.irrelevant) for block in blocks if block.irrelevant] == [(2, "basa-basi")]
        reviews = {one.suggestion: view.text("W-03")[one.start : one.end] for one in view.all(ReviewedSuggestion)}
        assert reviews["W-03:4:C"] == "Pak Lurah sendiri, tapi tidak pernah keras."
        assert reviews["W-03:-:B"] == ""
        assert [one.id for one in view.all(Statement)] == ["PN-02"]
        (memo,) = view.all(Memo)
        assert {"source:W-03", "segment:S-01", "segment:S-03", "finding:T-01"} == set(memo.links)
        assert QUOTES["C"] in memo.text
    assert [name for name, ok in checks(study).items() if not ok] == ["lost_quotations"]
    assert [one["id"] for one in json.loads(run(study, "code", "list", "--format", "json").stdout)] == ["K-01", "K-02"]
    assert "source lost" in run(study, "code", "list").stderr
    (lost,) = json.loads(run(study, "source", "lost", "--format", "json").stdout)
    assert (lost["segment"], lost["quote"], lost["codings"]) == ("S-03", QUOTES["C"], ["K-03"])
    assert run(study, "undo").exit_code == 0
    assert everything(study) == before
    assert run(study, "redo").exit_code == 0
    assert everything(study) == after


def test_a_lost_quotation_gets_a_place_or_goes(study: Path) -> None:
    run(study, "ingest", corrected(study), "--yes")
    assert run(study, "source", "place", "S-02", "--quote", "belum sidik jari").exit_code == 2
    assert run(study, "source", "place", "S-03", "--quote", "tidak pernah keras").exit_code == 2
    assert run(study, "source", "place", "S-03", "--quote", "belum sidik jari").exit_code == 0
    assert all(checks(study).values())
    listed = json.loads(run(study, "code", "list", "--format", "json").stdout)
    assert [(one["code"], one["quote"]) for one in listed][2] == ("C", "belum sidik jari")
    run(study, "undo", 1)
    with Store.open(study) as store, store.act("uji") as act:
        act.remove(act.study.get(Event, "E-01"), act.study.get(Finding, "T-01"), *act.study.memos)
    assert run(study, "code", "remove", "K-03").exit_code == 0
    assert all(checks(study).values())


def test_words_that_come_back_are_found_again(study: Path) -> None:
    run(study, "ingest", corrected(study), "--yes")
    done = run(study, "ingest", corrected(study, CHANGED.replace("belum", QUOTES["C"] + ", belum")), "--yes")
    assert done.exit_code == 0
    assert all(checks(study).values())


def test_another_text_under_the_same_number_is_refused(study: Path) -> None:
    other = "Transkrip Wawancara\n\nP: Apa harganya?\nI: Murah sekali.\nP: Di mana?\nI: Di pasar sana.\n"
    done = run(study, "ingest", corrected(study, other), "--yes")
    assert done.exit_code == 1
    assert "--replaces" in done.stderr
    done = run(study, "ingest", corrected(study, other, "baru.txt"), "--replaces", "W-03", "--yes")
    assert done.exit_code == 0
    assert len(json.loads(run(study, "source", "lost", "--format", "json").stdout)) == 3
    assert run(study, "ingest", corrected(study), study, "--replaces", "W-03").exit_code == 2
    assert run(study, "ingest", corrected(study), "--replaces", "W-99").exit_code == 1


def test_a_file_of_the_same_name_without_a_number(study: Path, tmp_path: Path) -> None:
    path = tmp_path / "ibu warung.txt"
    first = TEXT.replace("Kode : I-07\n", "").replace("R:", "P:").replace("S:", "I:").replace("jam buka.", "jam buka?")
    path.write_text(first, encoding="utf-8")
    run(study, "ingest", path, "--speaker", "P=pewawancara", "--speaker", "I=Informan")
    path.write_text(first.replace("keras", "marah"), encoding="utf-8")
    done = run(study, "ingest", path, "--yes", "--format", "json")
    assert [row["source"] for row in json.loads(done.stdout)] == ["W-04"]
    with Store.open(study) as store:
        assert len(store.study().sources) == 2


def test_a_text_whose_identifiers_were_hidden_is_not_replaced_by_its_file(study: Path) -> None:
    key = study.parent / "kunci" / "kunci.bin"
    key.parent.mkdir()
    named = corrected(study, TEXT.replace("Pak Lurah", "Pak Sofyan"), "W-04.txt")
    run(study, "ingest", named, "--speaker", "R=interviewer")
    environment = {"QUALCODE_LANG": "en", "QUALCODE_STUDY": str(study), "QUALCODE_KEY_PASSPHRASE": "rahasia sekali"}
    done = CliRunner().invoke(root, ["anonymise", "apply", "W-04", "--key", str(key), "--yes"], env=environment)
    assert done.exit_code == 0
    named.write_text(named.read_text(encoding="utf-8").replace("menegor", "menegur"), encoding="utf-8")
    done = run(study, "ingest", named, "--yes")
    assert done.exit_code == 1
    assert "source text" in done.stderr


WORDS = TEXT.split("\n\n", 1)[1].split("\n")[:-1]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_every_record_keeps_its_words_through_random_corrections(tmp_path: Path, data: st.DataObject) -> None:
    """Words change, come or go; whatever quotation survives is the segment's still, and every place fits its text."""
    path = tmp_path / "W-03.txt"
    path.write_text(TEXT, encoding="utf-8")
    numbers: dict[str, int] = {}

    def new_id(prefix: str) -> str:
        numbers[prefix] = numbers.get(prefix, 0) + 1
        return f"{prefix}-{numbers[prefix]:02}"

    said = {"R": "interviewer"}
    base: tuple[object, ...] = (Project(uuid="u", title="Uji"), *(Code(id=name, name=name) for name in "ABC"))
    from qualcode.model import Study

    taken = source_records(read_source(path, speakers=said), Study(LiteralRecords(base, {})), new_id)
    texts = {taken.source.text_digest: TEXT}
    view = Study(LiteralRecords((*base, *taken.records), texts))
    marks = [
        Assignment(source="W-03", start=TEXT.index(quote), end=TEXT.index(quote) + len(quote), code=code, coder="a")
        for code, quote in QUOTES.items()
    ]
    coded = apply_codes(view, marks, new_id=new_id, at="")
    view = Study(LiteralRecords((*base, *taken.records, *coded.records), texts))
    lines = TEXT.split("\n")
    for at in range(5, len(lines)):
        label, _, words = lines[at].partition(": ")
        kept = [data.draw(st.sampled_from([word, word, word, word, word + " eh", "", "anu"])) for word in words.split()]
        lines[at] = f"{label}: {' '.join(filter(None, kept)) or 'Ya.'}" if label else ""
    text = "\n".join(lines)
    path.write_text(text, encoding="utf-8")
    made = correction(read_source(path, speakers=said), view, view.get(Source, "W-03"), new_id)
    segments = [one for one in made.put if isinstance(one, Segment)]
    assert [one.id for one in segments] == sorted(view.segments, key=lambda name: view.segments[name].start)
    for segment in segments:
        old = view.segments[segment.id].quote
        assert segment.lost == (text[segment.start : segment.end] == "")
        assert segment.quote == (old if segment.lost else text[segment.start : segment.end])
        if old in text:
            assert segment.quote == old
            assert text.count(old) > 1 or segment.start == text.index(old)
    assert not [one for one in made.put if isinstance(one, Coding)]
    assert ref_to(made.made.source) == "source:W-03"


def koding(path: Path, rows: list[list[str]]) -> Path:
    return word_file(path, "Transkrip Wawancara", "Kode : I-08", [["No", "Baris", "Transkrip", "Koding"], *rows])


def test_the_column_of_codes_of_a_corrected_file_takes_the_place_of_the_old_one(study: Path, tmp_path: Path) -> None:
    asked, asked_again = ["1", "1", "P: Jam berapa buka?", ""], ["3", "3", "P: Siapa yang menegur?", ""]
    before = [asked, ["2", "2", "I: Delapan.", "A"], asked_again, ["4", "4", "I: Lurah.", "B; baru"]]
    assert run(study, "ingest", koding(tmp_path / "W-04.docx", before)).exit_code == 0
    asked_more = [["5", "5", "P: Lalu?", ""], ["6", "6", "I: Sudah.", "C"]]
    after = [asked, ["2", "2", "I: Delapan.", ""], asked_again, ["4", "4", "I: Lurah sendiri.", "B; baru"], *asked_more]
    koding(tmp_path / "W-04.docx", after)
    result = run(study, "ingest", tmp_path / "W-04.docx", "--yes", "--format", "json")
    assert result.exit_code == 0, result.stderr
    with Store.open(study) as store:
        kept = store.study()
        codings = {
            (one.code, kept.segments[one.segment].quote)
            for one in kept.codings
            if one.coder == IMPORTER and kept.segments[one.segment].source == "W-04"
        }
        waiting = [memo.text for memo in kept.memos if "baru" in memo.text]
    assert codings == {("B", "Lurah sendiri."), ("C", "Sudah.")}
    assert len(waiting) == 1
    assert all(checks(study).values())
