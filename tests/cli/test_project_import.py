"""``import`` of projects (``.qdpx``): what other programs wrote comes in at the same words, and losses are told."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from qualcode.model import Study
from qualcode.storage.store import Store
from tests.builders import StudyBuilder
from tests.cli.test_code import run
from tests.reduction.test_project_refi import builder

TEXT = "P: Jam berapa buka?\nI: Jam delapan 🙏, kadang lewat sedikit.\nP: Jujur?\nI: Jujur, élok. Ya jujur.\n"
CODES = """<CodeBook><Codes><Code guid="{C1}" name="Jam kerja" isCodable="true" color="#FF0000">
<Code guid="c2" name="Datang" isCodable="true"/></Code></Codes></CodeBook>"""


def packed(path: Path, project: str, **texts: bytes) -> Path:
    """A project as another program packs it: its own name for the file, a folder with a capital."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("Proyek saya.QDE", f'<Project xmlns="urn:QDA-XML:project:1.0" name="x">{project}</Project>')
        for name, content in texts.items():
            archive.writestr(f"Sources/{name.upper()}.TXT", content)
    return path


def selection(text: str, words: str, codings: str, *, windows: bool = False) -> str:
    """A passage as the standard counts it, or as NVivo for Windows does: UTF-16 units of text with CRLF."""
    before = text[: text.index(words)].replace("\n", "\r\n") if windows else text[: text.index(words)]
    size = (lambda part: len(part.encode("utf-16-le")) // 2) if windows else len
    start, end = size(before), size(before) + size(words)
    place = f'guid="s" startPosition="{start}" endPosition="{end}"'
    return f"<PlainTextSelection {place}>{codings}</PlainTextSelection>"


def coding(code: str, user: str = "", note: str = "") -> str:
    by = f' creatingUser="{user}"' if user else ""
    return f'<Coding guid="k"{by}><CodeRef targetGUID="{code}"/>{note}</Coding>'


def codings(study: Study) -> list[tuple[str, str, str]]:
    return [(study.segments[one.segment].quote, one.code, one.coder) for one in study.codings]


@pytest.fixture
def other(tmp_path: Path) -> Path:
    return StudyBuilder().stored(tmp_path / "penelitian baru")


def test_what_qualcode_writes_comes_back_word_for_word(tmp_path: Path, other: Path) -> None:
    first = builder().stored(tmp_path / "lama")
    file = str(tmp_path / "untuk dibawa.qdpx")
    assert run(first, "export", file).exit_code == 0
    result = run(other, "import", file)
    assert result.exit_code == 0, result.output
    with Store.open(first) as store, Store.open(other) as copy:
        old, new = store.study(), copy.study()
        assert [new.text(one) for one in new.sources] == [old.text(one) for one in old.sources]
        assert [one.id for one in new.sources] == ["W-01"]
        assert sorted(codings(new)) == sorted(codings(old))
        assert [one.note for one in new.codings if one.note] == ["sering?"]
        assert {one.id for one in new.codes} == {one.id for one in old.codes}
    assert "✗" not in run(other, "doctor").output
    again = run(other, "import", file, "--yes")
    assert "taken in: nothing" in again.stderr
    assert run(other, "undo").exit_code == 0
    with Store.open(other) as copy:
        assert not copy.study().sources
        assert not copy.study().codings


@pytest.mark.parametrize("windows", [False, True])
def test_a_project_of_another_program(tmp_path: Path, other: Path, *, windows: bool) -> None:
    marks = "".join(
        (
            selection(TEXT, "delapan 🙏, kadang", coding("C1", "U1") + coding("{C2}", "U1"), windows=windows),
            selection(TEXT, "Ya jujur", coding("c1", "u2", '<NoteRef targetGUID="n1"/>'), windows=windows),
            selection(TEXT, "sedikit", "<Description>ragu</Description>", windows=windows),
        )
    )
    project = (
        '<Users><User guid="u1" name="ani"/><User guid="U2" name="budi"/></Users>'
        + CODES
        + '<Sources><TextSource guid="t" name="Wawancara pagi" plainTextPath="internal://a.txt">'
        + marks
        + '</TextSource><PictureSource guid="p" name="foto.jpg" path="internal://p.jpg"/></Sources>'
        '<Notes><Note guid="N1"><PlainTextContent>tegas sekali</PlainTextContent></Note></Notes>'
    )
    body = b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode() if windows else TEXT.encode()
    result = run(other, "import", str(packed(tmp_path / "a.qdpx", project, a=body)), "--format", "json")
    assert result.exit_code == 0, result.output
    told = json.loads(result.stdout)
    assert told["counts"] == {"codes": 2, "sources": 1, "codings": 3, "coders": 2, "memos": 1, "cases": 0}
    assert {one["key"] for one in told["losses"]} == {"refi_colours", "qdpx_left_media"} | (
        {"qdpx_counting"} if windows else set()
    )
    with Store.open(other) as store:
        study = store.study()
        assert codings(study) == [
            ("delapan 🙏, kadang", "Jam-kerja", "ani"),
            ("delapan 🙏, kadang", "Datang", "ani"),
            ("Ya jujur", "Jam-kerja", "budi"),
        ]
        assert study.codings[2].note == "tegas sekali"
        (memo,) = study.memos
        assert memo.text == "ragu"
        assert study.segments[memo.links[0].removeprefix("segment:")].quote == "sedikit"
        assert [block.speaker for block in study.blocks("W-01")] == ["interviewer", "informant"] * 2
    assert "✗" not in run(other, "doctor").output


def test_what_cannot_be_placed_is_listed_and_nothing_is_shortened(tmp_path: Path, other: Path) -> None:
    beyond = (
        '<PlainTextSelection guid="s" startPosition="5" endPosition="4000">' + coding("c2") + "</PlainTextSelection>"
    )
    project = (
        CODES
        + '<Sources><TextSource guid="t" name="Wawancara" plainTextPath="relative:///x/a.txt">'
        + beyond
        + selection(TEXT, "Ya jujur", coding("bukan-kode"))
        + '</TextSource><TextSource guid="u" name="Hilang" plainTextPath="internal://tiada.txt">'
        + selection(TEXT, "Ya jujur", coding("c2"))
        + "</TextSource></Sources>"
    )
    result = run(other, "import", str(packed(tmp_path / "a.qdpx", project, a=TEXT.encode())))
    assert result.exit_code == 0, result.output
    assert "outside their text or hold nothing were left out (1): Wawancara 5–4000" in result.stdout
    assert "whose code is not in the file were left out (1)" in result.stdout
    assert "whose text is not in the file were left out, with their codings (1): Hilang" in result.stdout
    assert "Codings in sources that were left out (1): Hilang" in result.stdout


@pytest.mark.parametrize("kind", ["no_zip", "no_project", "two", "entities", "bomb"])
def test_a_file_that_is_no_sound_project_is_refused(tmp_path: Path, other: Path, kind: str) -> None:
    file = tmp_path / "a.qdpx"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        if kind in ("two", "no_project"):
            archive.writestr("a.qde", "<Project/>" if kind == "two" else "<Lain/>")
        if kind == "two":
            archive.writestr("b.qde", "<Project/>")
        if kind == "entities":
            archive.writestr("a.qde", '<!DOCTYPE Project [<!ENTITY a "aaaa">]><Project>&a;</Project>')
        if kind == "bomb":
            archive.writestr("a.qde", "<Project/>")
            archive.writestr("sources/a.txt", b"0" * 60_000_000)
    if kind == "no_zip":
        file.write_bytes(b"bukan zip")
    result = run(other, "import", str(file))
    assert result.exit_code == 1
    assert "a.qdpx" in result.stderr
    with Store.open(other) as store:
        assert not store.study().codes
