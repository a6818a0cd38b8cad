"""The main job from the outside: one command from transcripts to a findings chapter that can be traced back."""

from __future__ import annotations

import html
import json
import re
import sqlite3
import zipfile
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.conftest import Run

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FOCUSES = ["SETIA", "HASIL", "DISIPLIN", "JUJUR", "KERJASAMA", "TGJAWAB", "DUKUNG", "HAMBAT"]


def words(text: str) -> str:
    """A text with its white-space runs as single spaces, as a page shows it."""
    return " ".join(text.split())


def bookmarked(docx: Path) -> dict[str, str]:
    """Bookmark name → the text it encloses, for every bookmark that names a segment."""
    body = ET.fromstring(zipfile.ZipFile(docx).read("word/document.xml"))
    open_names: dict[str, str] = {}
    found: dict[str, str] = {}
    for element in body.iter():
        if element.tag == f"{W}bookmarkStart":
            open_names[element.attrib[f"{W}id"]] = element.attrib[f"{W}name"]
        elif element.tag == f"{W}bookmarkEnd":
            open_names.pop(element.attrib[f"{W}id"], None)
        elif element.tag == f"{W}t":
            for name in open_names.values():
                found[name] = found.get(name, "") + (element.text or "")
    return {name: text for name, text in found.items() if re.search(r"_S_\d+", name)}


def records(run: Run, sample: Path, *command: str) -> list[dict[str, object]]:
    result = run(*command, "--study", sample, "--format", "json")
    assert result.returncode == 0, result.stderr
    loaded: list[dict[str, object]] = json.loads(result.stdout)
    return loaded


def test_the_demo_writes_the_chapter_in_three_formats_and_the_matrices(sample: Path) -> None:
    for name in ("bab-4.docx", "bab-4.md", "bab-4.html", "matriks.xlsx"):
        assert (sample / "reports" / name).stat().st_size > 5_000, name


def test_the_sample_has_the_sources_and_codings_it_promises(run: Run, sample: Path) -> None:
    sources = records(run, sample, "source", "list")
    kinds = Counter(source["technique"] for source in sources)
    assert kinds["interview"] >= 10
    assert kinds["observation"] >= 3
    assert kinds["document"] >= 2
    assert all(1_200 <= int(str(s["words"])) <= 2_500 for s in sources if s["technique"] == "interview")
    codings = records(run, sample, "code", "list")
    assert len(codings) >= 400
    twice = {c["source"] for c in codings if c["coder"] == "bayu"} & {
        c["source"] for c in codings if c["coder"] == "rani"
    }
    assert len(twice) >= 4


def test_every_focus_ends_with_a_finding_that_names_its_position(run: Run, sample: Path) -> None:
    findings = records(run, sample, "finding", "list")
    assert {focus for finding in findings for focus in finding["focuses"]} == set(FOCUSES)  # type: ignore[attr-defined]
    chapter = (sample / "reports" / "bab-4.md").read_text("utf-8")
    for finding in findings:
        if finding["position_phrase"]:
            assert str(finding["position_phrase"]) in chapter


def test_every_quotation_of_the_docx_is_an_exact_substring_of_its_text(run: Run, sample: Path) -> None:
    marks = bookmarked(sample / "reports" / "bab-4.docx")
    assert len(marks) > 60
    texts: dict[str, str] = {}
    for name, text in marks.items():
        match = re.match(r"([WOD])_(\d+)_", name)
        assert match, name
        source = f"{match.group(1)}-{match.group(2)}"
        if source not in texts:
            texts[source] = words(run("source", "text", source, "--study", sample).stdout)
        for piece in re.split(r"\s*\[\.\.\.\]\s*", text.strip().strip('“”"')):
            assert words(piece) in texts[source], f"{name}: {piece}"


def test_a_changed_letter_makes_the_export_refuse_and_name_the_place(run: Run, sample_copy: Path) -> None:
    chapter = sample_copy / "reports" / "bab-4.docx"
    name = next(iter(bookmarked(chapter)))
    segment = "S-" + name.rsplit("_", 1)[1]
    db = sqlite3.connect(sample_copy / "study.qualcode")
    source, quote, digest = db.execute(
        "SELECT segment.source, quote, text_digest FROM segment JOIN source ON source.id = segment.source "
        "WHERE segment.id = ?",
        (segment,),
    ).fetchone()
    content = db.execute("SELECT content FROM text WHERE digest = ?", (digest,)).fetchone()[0]
    changed = content.replace(quote, quote[:3] + ("x" if quote[3] != "x" else "y") + quote[4:])
    db.execute("UPDATE text SET content = ? WHERE digest = ?", (changed, digest))
    db.commit()
    db.close()
    before = chapter.read_bytes()
    result = run("report", "bab-4", "--to", chapter, "--study", sample_copy)
    assert result.returncode == 1
    assert source in result.stderr
    line = changed.count("\n", 0, content.index(quote)) + 1
    assert str(line) in result.stderr
    assert chapter.read_bytes() == before
    shown = run("display", "export", "--to", sample_copy / "semua.html", "--study", sample_copy)
    assert shown.returncode == 1
    assert source in shown.stderr
    assert not (sample_copy / "semua.html").exists()
    assert run("doctor", "--study", sample_copy).returncode == 1


def test_the_sample_is_sound(run: Run, sample: Path) -> None:
    result = run("doctor", "--study", sample, "--format", "json")
    assert result.returncode == 0
    assert all(check["ok"] for check in json.loads(result.stdout))


def test_a_study_without_words_is_told_so_and_mended(run: Run, sample_copy: Path) -> None:
    db = sqlite3.connect(sample_copy / "study.qualcode")
    db.execute("DELETE FROM analysis")
    db.commit()
    db.close()
    told = run("doctor", "--study", sample_copy)
    assert told.returncode == 1
    assert "qualcode doctor --mend" in told.stdout
    assert run("doctor", "--mend", "--study", sample_copy).returncode == 0
    assert run("doctor", "--study", sample_copy).returncode == 0


def test_nobody_who_withdrew_is_quoted_in_any_export(run: Run, sample_copy: Path) -> None:
    assert run("consent", "set", "PS-07", "--withdrawn-on", "2018-06-01", "--study", sample_copy).returncode == 0
    said = [
        block["text"].split()
        for block in json.loads(run("source", "show", "W-07", "--format", "json", "--study", sample_copy).stdout)[
            "blocks"
        ]
        if block["kind"] == "answer"
    ]
    stretches = {" ".join(one[at : at + 5]) for one in said for at in range(len(one) - 4)}
    reports = sample_copy / "reports"
    targets = [part for form in ("html", "md", "docx") for part in ("--to", reports / f"bab-4.{form}")]
    assert run("report", "bab-4", *targets, "--study", sample_copy).returncode == 0
    for form in ("html", "md", "csv", "json", "docx"):
        assert run("display", "export", "--to", reports / f"semua.{form}", "--study", sample_copy).returncode == 0
    assert run("code", "export", reports / "kode.csv", "--study", sample_copy).returncode == 0
    for path in (path for path in reports.iterdir() if path.suffix != ".xlsx"):
        raw = zipfile.ZipFile(path).read("word/document.xml") if path.suffix == ".docx" else path.read_bytes()
        shown = words(html.unescape(re.sub(r"<[^>]+>", " ", raw.decode("utf-8"))))
        assert [one for one in stretches if one in shown] == [], path.name


def test_no_planted_identifier_stands_in_the_chapter_or_the_journal(run: Run, sample: Path) -> None:
    planted = re.compile(r"0000003002|0812-0000|contoh@contoh|RT 00|19900230")
    for path in (sample / "reports").glob("bab-4.*"):
        raw = path.read_bytes() if path.suffix != ".docx" else zipfile.ZipFile(path).read("word/document.xml")
        assert not planted.search(raw.decode("utf-8", "ignore")), path.name
    assert not planted.search(run("log", "--study", sample, "--format", "json").stdout)


def test_the_demo_refuses_a_folder_that_is_not_empty(run: Run, tmp_path: Path) -> None:
    (tmp_path / "milik saya.txt").write_text("jangan disentuh", encoding="utf-8")
    result = run("demo", tmp_path)
    assert result.returncode == 1
    assert str(tmp_path) in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["milik saya.txt"]


def test_all_can_be_taken_back_and_brought_again(run: Run, sample_copy: Path) -> None:
    count = len(records(run, sample_copy, "log"))
    before = records(run, sample_copy, "code", "list")
    assert run("undo", 1000, "--study", sample_copy).returncode == 0
    assert records(run, sample_copy, "code", "list") == []
    assert run("doctor", "--study", sample_copy).returncode == 0
    assert run("redo", count - 1, "--study", sample_copy).returncode == 0
    assert records(run, sample_copy, "code", "list") == before
    assert run("doctor", "--study", sample_copy).returncode == 0


def test_a_demo_that_cannot_be_written_leaves_nothing(run: Run, tmp_path: Path) -> None:
    (tmp_path / "berkas").write_text("bukan folder", encoding="utf-8")
    result = run("demo", tmp_path / "berkas" / "contoh")
    assert result.returncode == 1
    assert "Traceback" not in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["berkas"]


@pytest.mark.parametrize("path", sorted(Path("transcripts/sample").glob("*.txt")), ids=lambda path: path.name)
def test_every_sample_file_says_that_it_is_invented(path: Path) -> None:
    assert "rekaan" in path.read_text("utf-8")[:200]
