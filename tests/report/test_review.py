"""The supervisor's loop: what goes out as comments, and what a file brings back, once and only once."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from qualcode.cli import root
from qualcode.model import Memo, Passage
from qualcode.report.writers import pdf
from qualcode.storage.store import Store
from tests.report.office import LATE, concluded
from tests.report.returned import Returned

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SLOT = "pembahasan temuan tentang kejujuran"
PROSE = "Pagi hari membaik"
BOOK = "@book{hasibuan2002, author = {Hasibuan, M.}, title = {Manajemen}, year = {2002}, publisher = {Contoh}}\n"


@pytest.fixture
def study(tmp_path: Path) -> Path:
    return concluded().stored(tmp_path / "studi ñ")


def run(study: Path, *args: str, answer: str | None = None) -> Result:
    arguments = ["report", *args, "--study", str(study)]
    return CliRunner().invoke(root, arguments, env={"QUALCODE_LANG": "en"}, input=answer)


def written(study: Path, *options: str) -> Returned:
    path = study / "bab 4.docx"
    assert run(study, "bab-4", "--to", str(path), *options).exit_code == 0
    return Returned(path)


def memos(study: Path) -> list[Memo]:
    with Store.open(study) as store:
        return list(store.study().memos)


def passages(study: Path) -> dict[str, Passage]:
    with Store.open(study) as store:
        return {passage.id: passage for passage in store.study().passages}


def test_open_slots_and_checks_go_out_as_comments_at_their_places(study: Path) -> None:
    word = written(study, "--with-comments").word
    texts = [comment.text for comment in word.comments]
    assert {comment.author for comment in word.comments} == {"qualcode"}
    assert any("qualcode passage write discussion" in text or "passage write" in text for text in texts)
    commented = {
        mark.get(f"{W}id")
        for paragraph in word.element.body.iter(f"{W}p")
        if "[ISI:" in "".join(t.text or "" for t in paragraph.iter(f"{W}t"))
        for mark in paragraph.iter(f"{W}commentRangeStart")
    }
    assert commented
    slots = [
        paragraph
        for paragraph in word.element.body.iter(f"{W}p")
        if any(style.get(f"{W}val") == "Slot" for style in paragraph.iter(f"{W}pStyle"))
    ]
    named = [one for one in slots if "pembahasan temuan" not in "".join(t.text or "" for t in one.iter(f"{W}t"))]
    assert all(one.find(f"{W}commentRangeStart") is not None for one in named)


def test_the_commented_file_is_the_same_every_time(study: Path) -> None:
    path = study / "bab 4.docx"
    written(study, "--with-comments")
    first = path.read_bytes()
    written(study, "--with-comments")
    assert path.read_bytes() == first


def test_a_file_that_nobody_touched_brings_nothing_back(study: Path) -> None:
    written(study, "--with-comments")
    result = json.loads(run(study, "review", str(study / "bab 4.docx"), "--format", "json").stdout)
    assert (result["memos"], result["passages"], result["clashes"], result["lost"]) == ([], [], [], [])
    assert result["chapter"] == "bab-4"


def test_a_comment_becomes_a_memo_on_the_quotation_that_it_stands_on(study: Path) -> None:
    path = written(study).comment(LATE, "Siapa yang mengatakan ini?").save()
    result = run(study, "review", str(path))
    assert result.exit_code == 0, result.output
    assert "Siapa yang mengatakan ini?" in result.stdout
    memo = memos(study)[-1]
    assert (memo.author, memo.date) == ("Pembimbing contoh", "2018-05-02")
    with Store.open(study) as store:
        quoted = {f"segment:{one.id}" for one in store.study().segments.values() if one.quote == LATE}
    assert quoted & set(memo.links)
    assert "focus:DISIPLIN" in memo.links
    assert "bab 4.docx" in memo.text


def test_a_comment_on_a_finding_touches_the_finding(study: Path) -> None:
    path = written(study).comment("Kedisiplinan aparatur masih rendah.", "Terlalu keras.").save()
    run(study, "review", str(path))
    assert "finding:T-01" in memos(study)[-1].links


def test_a_tracked_change_becomes_a_memo_and_changes_no_prose(study: Path) -> None:
    before = passages(study)
    path = written(study).replace(PROSE, "membaik", "lebih tertib").save()
    run(study, "review", str(path), "--yes")
    memo = memos(study)[-1]
    assert "“membaik” → “lebih tertib”" in memo.text
    assert "passage:4.3.DISIPLIN.closing" in memo.links
    assert passages(study) == before


def test_a_second_review_of_the_same_file_adds_nothing_and_undo_takes_the_first_back(study: Path) -> None:
    path = written(study).comment(LATE, "Satu.").comment(LATE, "Satu.").comment(PROSE, "Dua.").save()
    count = len(memos(study))
    run(study, "review", str(path))
    assert len(memos(study)) == count + 3
    result = run(study, "review", str(path))
    assert len(memos(study)) == count + 3
    assert "3 were filed before" in result.stderr
    CliRunner().invoke(root, ["undo", "--study", str(study)])
    assert len(memos(study)) == count


def test_our_own_comments_do_not_come_back(study: Path) -> None:
    path = written(study, "--with-comments").comment(LATE, "Dari pembimbing.").save()
    count = len(memos(study))
    run(study, "review", str(path))
    assert len(memos(study)) == count + 1


def test_prose_typed_into_a_slot_is_asked_for_and_stands_in_the_next_build(study: Path) -> None:
    path = written(study).type_over(SLOT, "Kejujuran soal uang terjaga.", "Janji waktu belum.").save()
    refused = run(study, "review", str(path), answer="n\n")
    assert refused.exit_code == 1
    assert "discussion.JUJUR.discussion" not in passages(study)
    assert run(study, "review", str(path), answer="y\n").exit_code == 0
    passage = passages(study)["discussion.JUJUR.discussion"]
    assert passage.text == "Kejujuran soal uang terjaga.\n\nJanji waktu belum."
    assert (passage.section, passage.slot, passage.focus) == ("discussion", "discussion", "JUJUR")
    again = written(study)
    again.paragraph("Janji waktu belum.")
    assert "passages" in run(study, "review", str(study / "bab 4.docx"), "--format", "json").stdout
    assert json.loads(run(study, "review", str(study / "bab 4.docx"), "--format", "json").stdout)["passages"] == []


def test_who_types_on_in_the_same_file_is_heard_again(study: Path) -> None:
    path = written(study).type_over(SLOT, "Kejujuran soal uang terjaga.").save()
    run(study, "review", str(path), "--yes")
    same = run(study, "review", str(path), "--yes")
    assert "Taken in" not in same.stderr
    assert "discussion.JUJUR.discussion" not in same.stderr
    path = Returned(path).type_over("Kejujuran soal uang terjaga.", "Kejujuran soal uang dan janji.").save()
    run(study, "review", str(path), "--yes")
    assert passages(study)["discussion.JUJUR.discussion"].text == "Kejujuran soal uang dan janji."
    path = Returned(path).type_over(PROSE, "Pagi hari tertib.").save()
    run(study, "review", str(path), "--yes")
    path = Returned(path).type_over("Pagi hari tertib.", "Pagi hari lebih tertib.").save()
    run(study, "review", str(path), "--yes")
    assert passages(study)["4.3.DISIPLIN.closing"].text.startswith("Pagi hari lebih tertib.")


def test_an_older_file_takes_nothing_back(study: Path) -> None:
    older = written(study).save()
    newer = older.rename(older.with_name("lebih baru.docx"))
    older.write_bytes(newer.read_bytes())
    Returned(newer).type_over(SLOT, "Kejujuran terjaga.").type_over(PROSE, "Pagi hari tertib.").save()
    run(study, "review", str(newer), "--yes")
    before = passages(study)
    said = run(study, "review", str(older), "--yes")
    assert passages(study) == before
    assert "Taken in" not in said.stderr


def test_text_typed_behind_the_slot_loses_the_slot(study: Path) -> None:
    file = written(study)
    slot = file.paragraph(SLOT)
    words = "".join(t.text or "" for t in slot.iter(f"{W}t"))
    path = file.type_over(SLOT, f"{words} Sudah ditulis.").save()
    run(study, "review", str(path), "--yes")
    assert passages(study)["discussion.JUJUR.discussion"].text == "Sudah ditulis."


def test_prose_that_was_changed_in_word_comes_back_with_its_position_kept(study: Path) -> None:
    path = written(study).type_over(PROSE, "Pagi hari lebih tertib; *siang* belum.").save()
    run(study, "review", str(path), "--yes")
    passage = passages(study)["4.3.DISIPLIN.closing"]
    assert passage.text == "Pagi hari lebih tertib; *siang* belum.\n\nItu catatan peneliti."


def test_what_changed_on_both_sides_is_left_alone_and_named(study: Path) -> None:
    path = written(study).type_over(PROSE, "Di Word.").save()
    with Store.open(study) as store, store.act("passage write") as act:
        known = act.study.get(Passage, "4.3.DISIPLIN.closing")
        act.put(Passage(id=known.id, section=known.section, slot=known.slot, focus=known.focus, text="Di studi."))
    result = run(study, "review", str(path), "--yes")
    assert "4.3.DISIPLIN.closing" in result.stderr
    assert passages(study)["4.3.DISIPLIN.closing"].text == "Di studi."


def test_citations_in_prose_come_back_as_keys(study: Path) -> None:
    (study / "pustaka.bib").write_text(BOOK, encoding="utf-8")
    with Store.open(study) as store, store.act("passage write") as act:
        known = act.study.get(Passage, "4.5.DISIPLIN")
        text = "Sejalan dengan teori [@hasibuan2002]."
        act.put(Passage(id=known.id, section=known.section, slot="", focus=known.focus, text=text))
    path = written(study).type_over("Sejalan dengan teori", "Cukup sejalan dengan teori (Hasibuan, 2002).").save()
    run(study, "review", str(path), "--yes")
    assert passages(study)["4.5.DISIPLIN"].text == "Cukup sejalan dengan teori [@hasibuan2002]."


NOTED = ("--profile", "uin-catatan-kaki")


def cite(study: Path, text: str) -> None:
    """A passage that cites a work of a library of one."""
    (study / "pustaka.bib").write_text(BOOK, encoding="utf-8")
    with Store.open(study) as store, store.act("passage write") as act:
        act.put(Passage(id="p", section="4.3", slot="closing", focus="JUJUR", text=text))


def test_a_work_cited_in_a_footnote_comes_back_as_its_key(study: Path) -> None:
    cite(study, "Cocok dengan teori [@hasibuan2002], kata peneliti.")
    path = written(study, *NOTED).mend("Cocok dengan", "Kurang cocok dengan").save()
    run(study, "review", str(path), "--yes")
    assert passages(study)["p"].text == "Kurang cocok dengan teori [@hasibuan2002], kata peneliti."


def test_a_file_in_another_layout_is_read_as_it_was_written(study: Path) -> None:
    cite(study, "Cocok dengan teori [@hasibuan2002], kata peneliti.")
    path = written(study, *NOTED).comment("Lurah: +", "Sel ini?").add_to_note("baris 2", " Halaman berapa?").save()
    result = json.loads(run(study, "review", str(path), "--format", "json").stdout)
    assert (result["passages"], result["clashes"], result["lost"]) == ([], [], [])
    cell, note = memos(study)[-2:]
    assert cell.links[0].startswith("finding:T-")
    assert "Halaman berapa?" in note.text


def test_a_footnote_that_was_typed_in_word_is_kept_in_brackets() -> None:
    from qualcode.report.review.footnotes import with_notes
    from qualcode.report.review.reading import NOTE_BEGINS, NOTE_ENDS

    text = f"Satu{NOTE_BEGINS} Hasibuan, Manajemen.{NOTE_ENDS} dua{NOTE_BEGINS} Lihat juga X.{NOTE_ENDS}."
    assert with_notes(text, [("[@h]", " (Hasibuan, Manajemen.)")]) == "Satu[@h] dua (Lihat juga X.)."


def test_a_file_of_another_kind_is_refused_and_changes_nothing(study: Path, tmp_path: Path) -> None:
    import docx

    other = tmp_path / "lain.docx"
    docx.Document().save(str(other))
    (tmp_path / "rusak.docx").write_bytes(b"PK kosong")
    for path in (other, tmp_path / "rusak.docx", tmp_path / "tidak-ada.docx"):
        result = run(study, "review", str(path))
        assert result.exit_code == 1
        assert path.name in result.stderr


def test_the_journal_names_the_review(study: Path) -> None:
    run(study, "review", str(written(study).comment(PROSE, "Baik.").save()))
    with Store.open(study) as store:
        assert store.log(1)[0].command == "report review"


def test_a_slot_that_lost_its_bookmark_is_known_by_its_style_and_heading(study: Path) -> None:
    path = written(study).select_and_type(SLOT, "Semua dipilih, lalu diketik.").save()
    assert run(study, "review", str(path), "--yes").exit_code == 0
    assert passages(study)["discussion.JUJUR.discussion"].text == "Semua dipilih, lalu diketik."


def test_prose_that_lost_its_bookmark_is_named_and_left_alone(study: Path) -> None:
    before = passages(study)
    path = written(study).select_and_type("Pembahasan oleh peneliti.", "Lain.").save()
    result = run(study, "review", str(path), "--yes")
    assert "4.5.DISIPLIN" in result.stderr
    assert passages(study) == before


@pytest.mark.skipif(pdf.office_path() is None, reason="LibreOffice is not installed here")
def test_what_libreoffice_saved_comes_back_too(study: Path, tmp_path: Path) -> None:
    path = written(study).comment(LATE, "Lewat LibreOffice.").replace(PROSE, "membaik", "maju").save()
    Returned(path).type_over(SLOT, "Diketik lalu disimpan.").save()
    out = tmp_path / "keluar"
    subprocess.run(
        [str(pdf.office_path()), f"-env:UserInstallation={(tmp_path / 'office').as_uri()}", "--headless",
         "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(out), str(path)],
        capture_output=True, check=True,
    )  # fmt: skip
    count = len(memos(study))
    result = run(study, "review", str(out / path.name), "--yes")
    assert result.exit_code == 0, result.output
    texts = [memo.text for memo in memos(study)[count:]]
    assert any("Lewat LibreOffice." in text for text in texts)
    assert any("“membaik” → “maju”" in text for text in texts)
    assert passages(study)["discussion.JUJUR.discussion"].text == "Diketik lalu disimpan."
    assert passages(study)["4.3.DISIPLIN.closing"].text.startswith("Pagi hari membaik")
