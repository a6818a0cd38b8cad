"""The study file: acts are whole, journaled, undoable; trouble is stated."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qualcode.errors import (
    DiskFull,
    NoStudy,
    NothingToUndo,
    StillReferenced,
    StudyBusy,
    StudyDamaged,
    StudyExists,
    StudyReadOnly,
    StudyTooNew,
)
from qualcode.model import (
    KINDS,
    About,
    Code,
    Coding,
    Finding,
    Focus,
    Informant,
    Project,
    Rival,
    Role,
    Segment,
    Source,
    Span,
    Study,
    Technique,
    Token,
    Valence,
)
from qualcode.storage import connection, journal
from qualcode.storage.doctor import examine
from qualcode.storage.store import FILE_NAME, Store, find_study
from tests.builders import digest

TEXT = "P: Bagaimana jam kerja di sini?\nI: Ya kadang terlambat, apalagi kalau hujan 🌧.\n"


def fill(store: Store) -> None:
    with store.act("init") as act:
        act.put(
            Project(uuid="u", title="Uji"), Focus(id="DISIPLIN", label="Kedisiplinan"), Role(id="staf", label="Staf")
        )
    with store.act("ingest") as act:
        text = act.put_text(TEXT)
        act.put_analysis(text, "0", (Token(0, 2, "P:", "p:", "p:"),), (Span(0, 31),))
        act.put(
            Source(
                id="W-01",
                uuid="u1",
                technique=Technique.INTERVIEW,
                informants=("I-01",),
                original_digest=text,
                text_digest=text,
            ),
            Informant(id="I-01", role="staf"),
            Code(id="DISIPLIN", name="Kedisiplinan", focus="DISIPLIN"),
        )


def code_it(store: Store, quote: str = "kadang terlambat") -> None:
    with store.act("code add") as act:
        start = TEXT.index(quote)
        segment = Segment(
            id=act.new_id("S"), source="W-01", start=start, end=start + len(quote), quote=quote, digest=digest(quote)
        )
        coding = Coding(
            id=act.new_id("K"),
            segment=segment.id,
            code="DISIPLIN",
            coder="rani",
            valence=Valence.BOTH,
            about=About(role="staf", date="2018-02"),
        )
        act.put(segment, coding)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    made = Store.create(tmp_path / "penelitian saya ✎")
    fill(made)
    yield made
    made.close()


def all_records(study: Study) -> list[tuple[object, ...]]:
    return [study.all(kind.type) for kind in KINDS]


def test_every_record_comes_back_as_it_was_put(store: Store) -> None:
    code_it(store)
    finding = Finding(
        id="T-01",
        focuses=("DISIPLIN",),
        text="Rendah.",
        position=2,
        evidence_for=("S-01",),
        rivals=(Rival(text="Hujan", evidence_for=("S-01",), set_aside="juga saat cerah"),),
    )
    with store.act("finding add") as act:
        act.put(finding)
    study = store.study()
    assert study.findings == (finding,)
    assert study.codings[0].about == About(role="staf", date="2018-02")
    assert study.codings[0].valence is Valence.BOTH
    assert study.text("W-01") == TEXT


def test_every_kind_has_a_table_with_a_column_a_field(store: Store) -> None:
    db = sqlite3.connect(store.path)
    for kind in KINDS:
        columns = [row[1] for row in db.execute(f'PRAGMA table_info("{kind.name}")')]
        fields = [name.rstrip("_") for name in kind.type.__slots__]
        assert columns == ["n", *fields], kind.name
    db.close()


def test_an_exception_takes_the_whole_act_back(store: Store) -> None:
    before = all_records(store.study())
    with pytest.raises(RuntimeError), store.act("code add") as act:
        act.put(Code(id="BARU", name="Baru"))
        raise RuntimeError
    assert all_records(store.study()) == before
    assert [entry.command for entry in store.log()] == ["init", "ingest"]


def test_undo_and_redo_survive_a_restart_and_restore_exactly(store: Store) -> None:
    before = all_records(store.study())
    code_it(store)
    after = all_records(store.study())
    store.close()
    with Store.open(store.folder) as again:
        assert [entry.command for entry in again.undo()] == ["code add"]
        assert all_records(again.study()) == before
        again.redo()
        assert all_records(again.study()) == after
        with pytest.raises(NothingToUndo):
            again.redo()


def test_a_record_put_twice_in_one_act_is_undone_whole(store: Store) -> None:
    before = all_records(store.study())
    with store.act("import") as act:
        act.put(Code(id="A", name="satu"))
        act.put(Code(id="A", name="dua"))
    after = all_records(store.study())
    store.undo()
    assert all_records(store.study()) == before
    store.redo()
    assert all_records(store.study()) == after


def test_the_view_is_carried_on_by_acts_and_dropped_by_failures_and_other_writers(store: Store) -> None:
    code_it(store)
    view = store.study()
    assert view.codings
    assert store.study() is view
    with pytest.raises(RuntimeError), store.act("fails") as act:
        act.put(Code(id="A", name="A"))
        assert act.study.by_id(Code)
        raise RuntimeError
    assert "A" not in store.study().by_id(Code)
    with Store.open(store.folder) as other, other.act("code add") as act:
        act.put(Code(id="B", name="B"))
    assert "B" in store.study().by_id(Code)
    assert "B" not in view.by_id(Code)


def test_the_next_step_of_undo_and_redo_is_told_before_it_is_taken(store: Store) -> None:
    assert store.next_step(redo=True) is None
    code_it(store)
    upcoming = store.next_step()
    assert upcoming is not None
    assert store.undo() == (upcoming,)
    assert store.next_step(redo=True) == upcoming


def test_sentences_come_back_as_they_were_kept(store: Store) -> None:
    assert store.study().sentences("W-01") == (Span(0, 31),)


def test_a_new_act_after_undo_ends_what_could_be_redone(store: Store) -> None:
    code_it(store)
    store.undo()
    code_it(store, "hujan")
    with pytest.raises(NothingToUndo):
        store.redo()


def test_undo_does_not_go_below_the_act_that_began_the_study(store: Store) -> None:
    assert [entry.command for entry in store.undo(1000)] == ["ingest"]
    with pytest.raises(NothingToUndo):
        store.undo()
    assert store.study().project.title == "Uji"


def test_ids_are_never_used_twice_not_even_after_undo(store: Store) -> None:
    code_it(store)
    store.undo()
    code_it(store)
    assert [segment.id for segment in store.study().all(Segment)] == ["S-02"]


def test_an_id_that_came_with_a_file_is_not_given_again_after_removal(store: Store) -> None:
    with store.act("source remove") as act:
        act.remove(act.study.sources[0])
    with store.act("ingest") as act:
        assert act.new_id("W") == "W-02"


def test_the_journal_holds_before_and_after_and_cannot_be_changed(store: Store) -> None:
    code_it(store)
    with store.act("code set") as act:
        coding = act.study.codings[0]
        act.put(Coding(id=coding.id, segment=coding.segment, code=coding.code, coder="rani", valence=Valence.NEGATIVE))
    change = store.log()[-1].changes[0]
    assert change.before is not None
    assert change.after is not None
    assert (change.before["valence"], change.after["valence"]) == ("±", "-")
    db = sqlite3.connect(store.path)
    with pytest.raises(sqlite3.DatabaseError, match="append-only"):
        db.execute("UPDATE log SET command = 'x'")
    with pytest.raises(sqlite3.DatabaseError, match="append-only"):
        db.execute("DELETE FROM log")
    db.close()


def test_doctor_sees_a_changed_letter_a_lost_id_and_a_changed_journal(store: Store) -> None:
    code_it(store)
    assert all(check.ok for check in examine(store))
    db = sqlite3.connect(store.path)
    db.execute("UPDATE text SET content = replace(content, 'terlambat', 'terlambaT')")
    db.execute("""UPDATE source SET informants = '["I-99"]'""")
    db.execute("DROP TRIGGER log_is_append_only_update")
    db.execute("UPDATE log SET actor = 'orang lain' WHERE number = 1")
    db.commit()
    db.close()
    found = {check.check: check.found for check in examine(store) if not check.ok}
    assert set(found) == {"text_digests", "quotations", "dangling_ids", "journal"}
    assert found["quotations"] == ("S-01 (W-01:2)",)
    assert found["dangling_ids"] == ("source:W-01.informants → I-99",)


def test_what_others_refer_to_cannot_be_removed(store: Store) -> None:
    code_it(store)
    with pytest.raises(StillReferenced) as raised, store.act("code remove") as act:
        act.remove(act.study.get(Code, "DISIPLIN"))
    assert raised.value.by == ("coding:K-01",)


def test_a_second_writer_is_told_that_the_study_is_in_use(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "WAIT_MS", 50)
    with Store.open(store.folder) as other, store.act("long") as act:
        act.put(Code(id="A", name="A"))
        with pytest.raises(StudyBusy), other.act("second"):
            pass


def test_a_study_locked_while_it_is_opened_is_in_use_not_read_only(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "WAIT_MS", 50)
    db = sqlite3.connect(store.path, isolation_level=None)
    db.execute("BEGIN EXCLUSIVE")
    with pytest.raises(StudyBusy):
        Store.open(store.folder)
    db.execute("ROLLBACK")
    db.close()


def test_no_study_an_existing_study_a_newer_one_and_a_file_that_is_none(tmp_path: Path, store: Store) -> None:
    with pytest.raises(NoStudy):
        Store.open(tmp_path)
    with pytest.raises(StudyExists):
        Store.create(store.folder)
    (tmp_path / "x").mkdir()
    (tmp_path / "x" / FILE_NAME).write_bytes(b"bukan basis data, hanya teks" * 50)
    with pytest.raises(StudyDamaged):
        Store.open(tmp_path / "x")
    db = sqlite3.connect(store.path)
    db.execute(f"PRAGMA user_version = {connection.schema_version() + 1}")
    db.close()
    with pytest.raises(StudyTooNew) as raised:
        Store.open(store.folder)
    assert raised.value.version == connection.schema_version() + 1


def test_a_study_of_an_older_version_opens_and_a_copy_is_kept(tmp_path: Path) -> None:
    folder = tmp_path / "lama"
    folder.mkdir()
    db = sqlite3.connect(folder / FILE_NAME, isolation_level=None)
    for statement in connection._statements(connection.migrations()[0].read_text("utf-8")):
        db.execute(statement)
    db.execute("PRAGMA user_version = 1")
    db.execute(f"PRAGMA application_id = {connection.APPLICATION_ID}")
    db.close()
    with Store.open(folder) as opened:
        fill(opened)
        code_it(opened)
        assert [check.check for check in examine(opened) if not check.ok] == []
    assert (folder / f"{FILE_NAME}.v1.bak").is_file()


@pytest.mark.skipif(os.name != "posix", reason="folder permissions of POSIX")
def test_a_read_only_study_can_be_read_but_not_written() -> None:
    folder = Path(tempfile.mkdtemp()) / "hanya baca"
    with Store.create(folder) as made:
        fill(made)
    for path, mode in ((folder / FILE_NAME, 0o444), (folder, 0o555), (folder.parent, 0o755)):
        path.chmod(mode)
    own = os.geteuid()
    if own == 0:
        os.seteuid(65534)  # root may write anything
    try:
        with Store.open(folder) as opened:
            assert opened.study().project.title == "Uji"
            with pytest.raises(StudyReadOnly), opened.act("x") as act:
                act.put(Code(id="A", name="A"))
    finally:
        if own == 0:
            os.seteuid(0)
        folder.chmod(0o755)
        shutil.rmtree(folder.parent)


def test_a_full_disk_is_stated_and_nothing_is_half_written(store: Store) -> None:
    before = all_records(store.study())
    pages = int(store._db.execute("PRAGMA page_count").fetchone()[0])
    store._db.execute(f"PRAGMA max_page_count = {pages + 2}")
    with pytest.raises(DiskFull), store.act("codebook load") as act:
        act.put(*(Code(id=f"X{number}", name="x" * 2000) for number in range(100)))
    assert all_records(store.study()) == before
    assert all(check.ok for check in examine(store))


def test_a_study_that_cannot_be_begun_leaves_no_file(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), Store.begin(tmp_path / "baru") as act:
        act.put(Project(uuid="u", title="Uji"))
        raise RuntimeError
    assert list((tmp_path / "baru").iterdir()) == []


def test_find_study_looks_upwards(store: Store) -> None:
    deep = store.folder / "a" / "b"
    deep.mkdir(parents=True)
    assert find_study(deep) == store.folder.resolve()


KILLED = """
import sys
from pathlib import Path
from qualcode.model import Code
from qualcode.storage.store import Store
store = Store.open(Path(sys.argv[1]))
for number in range(100000):
    with store.act("code add") as act:
        act.put(*(Code(id=f"X{number}-{part}", name="x" * 500) for part in range(20)))
    print(number, flush=True)
"""


def test_kill_at_any_moment_loses_at_most_the_act_in_flight(store: Store) -> None:
    folder = store.folder
    store.close()
    finished = -1
    for after in (1, 3, 7):
        script = KILLED.replace('f"X', f'f"R{after}X')
        child = subprocess.Popen([sys.executable, "-c", script, str(folder)], stdout=subprocess.PIPE, text=True)
        assert child.stdout is not None
        for line in child.stdout:
            finished = int(line)
            if finished >= after:
                break
        child.send_signal(signal.SIGKILL if os.name == "posix" else signal.SIGTERM)
        child.wait()
        child.stdout.close()
        with Store.open(folder) as opened:
            assert all(check.ok for check in examine(opened))
            names = {code.id for code in opened.study().codes}
            assert {f"R{after}X{number}-{part}" for number in range(finished + 1) for part in range(20)} <= names
            assert sum(name.startswith(f"R{after}X") for name in names) % 20 == 0


STEPS = st.lists(st.sampled_from(["code", "set", "remove", "order", "renew", "undo", "redo"]), max_size=14)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_any_sequence_of_acts_leaves_a_sound_study_and_undoing_all_restores_the_start(
    tmp_path_factory: pytest.TempPathFactory, steps: list[str]
) -> None:
    with Store.create(tmp_path_factory.mktemp("acak") / "s") as made:
        fill(made)
        start = all_records(made.study())
        for number, step in enumerate(steps):
            made.study().codings, made.study().by_id(Segment), made.study().codes  # the view that acts carry on
            _do(made, step, number)
            assert all(check.ok for check in examine(made))
            assert all_records(made.study()) == all_records(made.reread())
        while len(journal.stacks(made._db)[0]) > 1:
            made.undo()
        assert all_records(made.study()) == start


def _do(made: Store, step: str, number: int) -> None:
    codings = made.study().codings
    try:
        if step == "code":
            quotes = ["kadang terlambat", "kalau hujan 🌧", "Ya kadang", "apalagi", "terlambat, apalagi"]
            taken = {segment.quote for segment in made.study().all(Segment)}
            free = [quote for quote in quotes if quote not in taken]
            if free:
                code_it(made, free[0])
        elif step == "set" and codings:
            with made.act("code set") as act:
                old = codings[number % len(codings)]
                act.put(
                    Coding(id=old.id, segment=old.segment, code=old.code, coder=old.coder, note=f"catatan {number}")
                )
        elif step == "remove" and codings:
            with made.act("code remove") as act:
                act.remove(codings[number % len(codings)])
        elif step == "order":
            with made.act("codebook load") as act:
                name = f"X{number % 3}"
                act.put(Code(id=name, name=name, order=number % 5))
        elif step == "renew" and codings:
            with made.act("code renew") as act:
                act.remove(codings[0])
                act.put(codings[0])
        elif step == "undo" and len(journal.stacks(made._db)[0]) > 1:
            made.undo()
        elif step == "redo":
            made.redo()
    except NothingToUndo:
        pass


def test_two_threads_of_acts_do_not_corrupt(store: Store) -> None:
    """Two stores on one file, writing in turns, both see a sound study."""
    folder = store.folder
    failures: list[BaseException] = []

    def write(name: str) -> None:
        try:
            with Store.open(folder) as own:
                for number in range(10):
                    with own.act("code add") as act:
                        act.put(Code(id=f"{name}{number}", name=name))
        except BaseException as error:  # noqa: BLE001 - carried to the main thread
            failures.append(error)

    threads = [threading.Thread(target=write, args=(name,)) for name in "AB"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert len(store.study().codes) == 21
    assert all(check.ok for check in examine(store))


def test_the_tokens_of_any_text_come_back(tmp_path: Path) -> None:
    words = ["kadang", "\U0001f600", 'bilang"', "a\x1fb", "a\x00b", "kadang", "é", "\\"]
    tokens = [Token(at, at + len(word), word, word.casefold(), word[:1]) for at, word in enumerate(words)]
    with Store.create(tmp_path / "studi") as store:
        for digest in ("satu", "dua"):  # the forms of the second are there
            with store.act("ingest") as act:
                act.put(Project(uuid=digest, title=digest))
                digest_of = act.put_text(digest)
                act.put_analysis(digest_of, "1", tokens, [Span(0, 3), Span(4, 9)])
            assert list(store.study()._records.tokens(digest_of)) == tokens
            assert list(store.study()._records.sentences(digest_of)) == [Span(0, 3), Span(4, 9)]
