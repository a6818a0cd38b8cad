"""``import`` of databases of Taguette, QualCoder, RQDA: the same words and people, losses told, nothing written."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.model import Case, Code, Coding, Memo, Segment, Study
from qualcode.reduction.project_taguette import Page
from qualcode.storage.store import Store
from tests.builders import StudyBuilder
from tests.cli.test_code import run

TAGUETTE = """
CREATE TABLE projects (id INTEGER, name TEXT, description TEXT);
CREATE TABLE documents (id INTEGER, project_id INTEGER, name TEXT, description TEXT, contents TEXT);
CREATE TABLE tags (id INTEGER, project_id INTEGER, path TEXT, description TEXT);
CREATE TABLE highlights (id INTEGER, document_id INTEGER, start_offset INTEGER, end_offset INTEGER, snippet TEXT);
CREATE TABLE highlight_tags (highlight_id INTEGER, tag_id INTEGER);
CREATE TABLE commands (id INTEGER, user_login TEXT, payload TEXT);
INSERT INTO projects VALUES (1, 'Loket', 'Data rekaan');
INSERT INTO tags VALUES (1, 1, 'hambat.alat', 'Alat rusak'), (2, 1, 'hambat', ''), (3, 1, 'jam', '');
INSERT INTO documents VALUES (7, 1, 'Wawancara 1', 'pagi',
  '<p>P: Bagaimana loketnya?</p>\n<p>I: Antre 🙏 <b>lama</b> &amp; panas.</p><ul><li>I: Kipas mati</li>'
  || '<li>I: Buka siang</li></ul>');
"""
CONCATENATED = "P: Bagaimana loketnya?\nI: Antre 🙏 lama & panas.I: Kipas matiI: Buka siang"

QUALCODER = """
CREATE TABLE project (databaseversion TEXT, memo TEXT);
CREATE TABLE source (id INTEGER, name TEXT, fulltext TEXT, mediapath TEXT, memo TEXT);
CREATE TABLE code_cat (catid INTEGER, name TEXT, memo TEXT, supercatid INTEGER);
CREATE TABLE code_name (cid INTEGER, name TEXT, memo TEXT, catid INTEGER, supercid INTEGER, color TEXT);
CREATE TABLE code_text (cid INTEGER, fid INTEGER, seltext TEXT, pos0 INTEGER, pos1 INTEGER, owner TEXT, date TEXT,
  memo TEXT, important INTEGER);
CREATE TABLE annotation (fid INTEGER, pos0 INTEGER, pos1 INTEGER, memo TEXT, owner TEXT);
CREATE TABLE cases (caseid INTEGER, name TEXT, memo TEXT);
CREATE TABLE case_text (caseid INTEGER, fid INTEGER, pos0 INTEGER, pos1 INTEGER);
CREATE TABLE attribute (name TEXT, attr_type TEXT, value TEXT, id INTEGER);
CREATE TABLE journal (name TEXT, jentry TEXT, owner TEXT);
CREATE TABLE code_av (avid INTEGER, memo TEXT);
INSERT INTO project VALUES ('v8', '');
INSERT INTO code_cat VALUES (1, 'Hambatan', '', NULL), (2, 'Alat', '', 1);
INSERT INTO code_name VALUES (5, 'Kipas', 'Kipas rusak', 2, NULL, '#fff'), (6, 'Kipas tua', '', NULL, 5, '#fff'),
  (7, 'Antre', '', NULL, NULL, '#fff');
INSERT INTO source VALUES (1, 'W 1.txt', 'P: Apa?' || char(10) || 'I: Antre 🙏 lama, kipas mati.', NULL, 'ramai'),
  (2, 'rekaman.mp3', NULL, '/audio/rekaman.mp3', '');
INSERT INTO code_text VALUES (5, 1, 'kipas mati', 25, 35, 'ani', '2018-03-12 08:00:00', 'panas', NULL),
  (6, 1, 'kipas mati', 25, 35, 'budi', '', '', 1), (7, 1, 'Antre', 11, 16, 'ani', '', '', NULL),
  (99, 1, 'lama', 19, 23, 'ani', '', '', NULL),
  (7, 1, 'x', 400, 401, 'ani', '', '', NULL), (7, 1, '', NULL, NULL, 'ani', '', '', 0);
INSERT INTO annotation VALUES (1, 19, 23, 'selama apa?', 'budi');
INSERT INTO cases VALUES (1, 'Warga', 'tetap');
INSERT INTO case_text VALUES (1, 1, 0, 36);
INSERT INTO attribute VALUES ('Usia', 'case', '42', 1), ('Tempat', 'file', 'loket', 1);
INSERT INTO journal VALUES ('Hari 1', 'Hujan.', 'ani');
INSERT INTO code_av VALUES (1, 'tawa');
"""


RQDA = """
CREATE TABLE project (databaseversion TEXT, memo TEXT);
CREATE TABLE source (name TEXT, id INTEGER, file TEXT, memo TEXT, status INTEGER);
CREATE TABLE freecode (name TEXT, memo TEXT, id INTEGER, color TEXT, status INTEGER);
CREATE TABLE codecat (name TEXT, catid INTEGER, memo TEXT, status INTEGER);
CREATE TABLE treecode (cid INTEGER, catid INTEGER, status INTEGER);
CREATE TABLE coding (cid INTEGER, fid INTEGER, seltext TEXT, selfirst REAL, selend REAL, owner TEXT, date TEXT,
  memo TEXT, status INTEGER);
CREATE TABLE annotation (fid INTEGER, position INTEGER, annotation TEXT, owner TEXT, status INTEGER);
CREATE TABLE cases (name TEXT, memo TEXT, id INTEGER, status INTEGER);
CREATE TABLE caselinkage (caseid INTEGER, fid INTEGER, selfirst REAL, selend REAL, status INTEGER);
CREATE TABLE caseAttr (variable TEXT, value TEXT, caseID TEXT, status INTEGER);
CREATE TABLE fileAttr (variable TEXT, value TEXT, fileID TEXT, status INTEGER);
CREATE TABLE journal (name TEXT, journal TEXT, owner TEXT, status INTEGER);
INSERT INTO project VALUES ('0.2.2', 'rekaan');
INSERT INTO source VALUES ('W 1', 1, 'P: Apa?' || char(10) || 'I: Antre 🙏 lama, kipas mati.', '', 1),
  ('lama', 2, 'dihapus', '', -1);
INSERT INTO codecat VALUES ('Alat', 1, '', 1), ('Waktu', 2, '', 1);
INSERT INTO freecode VALUES ('Kipas', 'rusak', 5, '', 1), ('Antre', '', 6, '', 1), ('Gone', '', 7, '', 0);
INSERT INTO treecode VALUES (5, 1, 1), (6, 2, 1), (6, 1, 1);
INSERT INTO coding VALUES (5, 1, 'kipas mati', 25.0, 35.0, 'ani', '', 'panas', 1),
  (6, 1, 'Antre', 15.0, 20.0, 'budi', '', '', 1), (5, 1, 'lama', 19.0, 23.0, 'ani', '', '', -1);
INSERT INTO annotation VALUES (1, 12, 'ramai', 'ani', 1);
INSERT INTO cases VALUES ('Warga', '', 1, 1);
INSERT INTO caselinkage VALUES (1, 1, 0.0, 36.0, 1);
INSERT INTO caseAttr VALUES ('Usia', '42', '1', 1), ('Usia', '50', '1', -1);
"""


@pytest.fixture
def study(tmp_path: Path) -> Path:
    return StudyBuilder().stored(tmp_path / "penelitian")


def database(path: Path, script: str, *more: tuple[str, tuple[object, ...]]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(path)) as db:
        db.executescript(script)
        for statement, values in more:
            db.execute(statement, values)
        db.commit()
    return path


def taguette(path: Path) -> Path:
    rows = []
    for number, (words, tags, who) in enumerate(
        (("lama & panas", (1, 3), "ani"), ("Kipas mati", (1,), "budi"), ("siang", (), ""), ("🙏", (3,), "")), 1
    ):
        start = len(CONCATENATED[: CONCATENATED.index(words)].encode())
        place = (number, start, start + len(words.encode()))
        rows.append(("INSERT INTO highlights VALUES (?, 7, ?, ?, '')", place))
        rows += [("INSERT INTO highlight_tags VALUES (?, ?)", (number, tag)) for tag in tags]
        payload = json.dumps({"type": "highlight_add", "highlight_id": number})
        rows += [("INSERT INTO commands VALUES (?, ?, ?)", (number, who, payload))] if who else []
    rows.append(("INSERT INTO commands VALUES (90, 'siti', 'bukan json')", ()))
    return database(path, TAGUETTE, *rows)  # type: ignore[arg-type]


def codings(made: Study) -> list[tuple[str, str, str]]:
    return [(made.segments[one.segment].quote, one.code, one.coder) for one in made.codings]


def imported(study: Path, file: Path) -> tuple[Study, dict[str, str]]:
    result = run(study, "import", str(file), "--format", "json")
    assert result.exit_code == 0, result.output
    told = json.loads(result.stdout)["losses"]
    with Store.open(study) as store:
        made = store.study()
        for kind in (Case, Code, Coding, Memo, Segment):
            made.by_id(kind)
    return made, {one["key"]: one["text"] for one in told}


def test_highlights_of_taguette_come_in_at_their_words(study: Path, tmp_path: Path) -> None:
    file = taguette(tmp_path / "proyek.sqlite3")
    before = hashlib.sha256(file.read_bytes()).hexdigest()
    made, losses = imported(study, file)
    assert codings(made) == [
        ("lama & panas", "hambat.alat", "ani"),
        ("lama & panas", "jam", "ani"),
        ("Kipas mati", "hambat.alat", "budi"),
        ("🙏", "jam", "rani"),
    ]
    alat = next(code for code in made.codes if code.id == "hambat.alat")
    assert (alat.name, alat.parent, alat.definition) == ("alat", "hambat", "Alat rusak")
    assert sorted(memo.text for memo in made.memos) == ["Data rekaan", "pagi"]
    assert "siang" in losses["foreign_uncoded"]
    assert hashlib.sha256(file.read_bytes()).hexdigest() == before
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith("proyek")] == ["proyek.sqlite3"]


def test_a_second_import_adds_nothing(study: Path, tmp_path: Path) -> None:
    file = taguette(tmp_path / "proyek.sqlite3")
    first, _ = imported(study, file)
    again, _ = imported(study, file)
    assert (codings(again), len(again.memos)) == (codings(first), len(first.memos))


@given(
    st.lists(st.lists(st.text("ab é🙏&", min_size=1, max_size=5), min_size=1, max_size=3), min_size=1, max_size=4),
    st.data(),
)
def test_bytes_of_the_text_nodes_are_found_whatever_stands_between(
    paragraphs: list[list[str]], data: st.DataObject
) -> None:
    html = "".join(
        "<p>" + "".join(f"<i>{part.replace('&', '&amp;')}</i>" for part in parts) + "</p>" for parts in paragraphs
    )
    text = "".join(part for parts in paragraphs for part in parts)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    page = Page(html)
    place = page.place(len(text[:start].encode()), len(text[:end].encode()))
    found = page.text[slice(*place)]
    assert found.replace("\n", "") == text[start:end]
    assert found.strip("\n") == found


def test_a_project_of_qualcoder_comes_in_with_its_people(study: Path, tmp_path: Path) -> None:
    folder = database(tmp_path / "proyek.qda" / "data.qda", QUALCODER).parent
    made, losses = imported(study, folder)
    assert codings(made) == [
        ("kipas mati", "Kipas", "ani"), ("kipas mati", "Kipas-tua", "budi"), ("Antre", "Antre", "ani"),
    ]  # fmt: skip
    parents = {code.id: code.parent for code in made.codes}
    assert parents == {"Hambatan": None, "Alat": "Hambatan", "Kipas": "Alat", "Kipas-tua": "Kipas", "Antre": None}
    assert [(one.note, one.at) for one in made.codings if one.code == "Kipas"] == [("panas", "2018-03-12T08:00:00")]
    assert {(memo.text, memo.author) for memo in made.memos} == {
        ("selama apa?", "budi"), ("Hari 1\nHujan.", ""), ("ramai", ""), ("tetap", ""),
    }  # fmt: skip
    values = {one.name: (case.label, one.value) for case in made.all(Case) for one in case.attributes}
    assert values == {"Usia": ("Warga", "42"), "Tempat": ("W 1.txt", "loket")}
    assert set(losses) >= {
        "qdpx_left_media", "foreign_important", "qdpx_no_code", "qdpx_not_placed", "foreign_left_recordings",
        "refi_colours",
    }  # fmt: skip
    assert imported(study, folder / "data.qda")[0].codings == made.codings


def test_a_project_of_rqda_comes_in_without_what_was_deleted(study: Path, tmp_path: Path) -> None:
    made, losses = imported(study, database(tmp_path / "proyek.rqda", RQDA))
    assert sorted(codings(made)) == [("Antre", "Antre", "budi"), ("kipas mati", "Kipas", "ani")]
    assert {code.id: code.parent for code in made.codes} == {
        "Alat": None, "Waktu": None, "Kipas": "Alat", "Antre": "Waktu",
    }  # fmt: skip
    assert {memo.text for memo in made.memos} == {"rekaan", "ramai"}
    assert [case.label for case in made.all(Case) if case.sources] == ["I-01", "Warga"]
    assert [one.value for case in made.all(Case) for one in case.attributes] == ["42"]
    assert "Antre" in losses["foreign_categories"]


@pytest.mark.parametrize(
    ("name", "script", "said"),
    [
        ("lain.sqlite3", "CREATE TABLE orang (nama TEXT);", "no database of QualCoder, Taguette or RQDA"),
        ("dua.sqlite3", f"{TAGUETTE} INSERT INTO projects VALUES (2, 'Pasar', '');", "Loket, Pasar"),  # noqa: S608 - a fixture
    ],
)
def test_what_is_no_single_project_is_refused_in_words(
    study: Path, tmp_path: Path, name: str, script: str, said: str
) -> None:
    result = run(study, "import", str(database(tmp_path / name, script)))
    assert (result.exit_code, said in result.output) == (1, True), result.output


def test_files_that_are_no_database_and_folders_without_one(study: Path, tmp_path: Path) -> None:
    (tmp_path / "x.sqlite3").write_bytes(b"PK\x03\x04 bukan basis data" * 100)
    (tmp_path / "kosong.qda").mkdir()
    cut = taguette(tmp_path / "rusak.sqlite3")
    cut.write_bytes(cut.read_bytes()[:5000])
    for name in ("x.sqlite3", "kosong.qda", "rusak.sqlite3"):
        result = run(study, "import", str(tmp_path / name))
        assert result.exit_code == 1, result.output
        assert "Traceback" not in result.output
