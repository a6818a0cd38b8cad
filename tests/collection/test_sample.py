"""Every file of the shipped sample is read exactly: its header, its turns against the file itself, its places."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from docx import Document

from qualcode import resources
from qualcode.collection.reading import Reading, read_source
from qualcode.model import BlockKind

# What each file holds: layout, technique, date, start, end, the informant's code.
EXPECTED = {
    "W-01": ("turns", "interview", "2018-03-12", "09:00", "10:05", "I-01"),
    "W-02": ("turns", "interview", "2018-03-13", "10:00", "10:50", "I-02"),
    "W-03": ("turns", "interview", "2018-03-13", "13:30", "14:20", "I-03"),
    "W-04": ("question-answer-table", "interview", "2018-03-15", "14:10", "14:55", "I-04"),
    "W-05": ("turns", "interview", "2018-03-16", "10:00", "10:50", "I-05"),
    "W-06": ("turns", "interview", "2018-03-14", "15:00", "15:40", "I-06"),
    "W-07": ("numbered-turns", "interview", "2018-03-14", "16:30", "17:15", "I-07"),
    "W-08": ("turns", "interview", "2018-03-19", "19:40", "20:35", "I-08"),
    "W-09": ("turns", "interview", "2018-03-20", "15:10", "15:50", "I-09"),
    "W-10": ("turns", "interview", "2018-03-22", "09:30", "10:20", "I-10"),
    "W-11": ("turns", "interview", "2018-03-23", "13:45", "14:25", "I-11"),
    "W-12": ("turns", "interview", "2018-04-02", "13:35", "14:20", "I-02"),
    "O-01": ("time-rows", "observation", "2018-03-14", "07:15", "12:00", ""),
    "O-02": ("time-rows", "observation", "2018-03-21", "07:20", "11:30", ""),
    "O-03": ("field-note", "observation", "2018-03-07", "07:25", "12:25", ""),
    "D-01": ("paragraphs", "document", "2017-12-31", "", "", ""),
    "D-02": ("paragraphs", "document", "2018-04-02", "", "", ""),
}
FILES = {path.name[:4]: path for path in resources.shipped("sample").iterdir() if re.match(r"[WOD]-\d\d_", path.name)}
LABEL = re.compile(r"(P|I|T|J|Peneliti|Informan): ?")


@pytest.fixture(scope="module", params=sorted(EXPECTED))
def reading(request: pytest.FixtureRequest) -> Reading:
    return read_source(FILES[request.param])


def test_every_file_of_the_sample_is_looked_at() -> None:
    assert set(FILES) == set(EXPECTED)


def test_layout_and_header(reading: Reading) -> None:
    expected = EXPECTED[reading.file_name[:4]]
    found = (reading.layout, reading.technique, reading.date, reading.start_time, reading.end_time, reading.code)
    assert found == expected
    assert reading.because == "title"
    assert not reading.remarks
    if reading.technique == "interview":
        assert reading.role
        assert reading.place
        assert reading.collector == "Mahasiswa peneliti"


def test_places_are_exact(reading: Reading) -> None:
    lines = reading.text.split("\n")
    assert not reading.line_numbers or len(reading.line_numbers) == len(lines)
    before = 0
    for number, block in enumerate(reading.blocks, 1):
        words = reading.text[block.start : block.end]
        assert block.number == number
        assert before <= block.start < block.end
        assert words == words.strip()
        assert words.split("\n")[0] in lines[block.first_line - 1]
        assert words.split("\n")[-1] in lines[block.last_line - 1]
        assert block.last_line - block.first_line == words.count("\n")
        before = block.end


def spoken(path: Path) -> list[str]:
    """The turns of an interview file, read without the code under test; white space as single spaces."""
    if path.suffix == ".txt":
        body = path.read_text(encoding="utf-8")
    else:
        document = Document(str(path))
        lines = [paragraph.text for paragraph in document.paragraphs]
        for table in document.tables:
            for row in table.rows:
                cells = [cell.text for cell in row.cells]
                if path.name.startswith("W-04"):
                    lines += [f"P: {cells[0]}", f"I: {cells[1]}"]
                elif path.name.startswith("W-07"):
                    lines.append(cells[1])
        body = "\n".join(lines)
    turns: list[str] = []
    for line in body.split("\n"):
        match = LABEL.match(line)
        if match:
            turns.append(line[match.end() :])
        elif turns:
            turns[-1] += " " + line
    return [" ".join(turn.split()) for turn in turns if turn.strip() != "Mahasiswa peneliti"]


def test_the_turns_are_those_of_the_file(reading: Reading) -> None:
    if reading.technique != "interview":
        return
    expected = [turn for turn in spoken(FILES[reading.file_name[:4]]) if turn not in ("Pertanyaan", "Jawaban")]
    assert [" ".join(reading.text[block.start : block.end].split()) for block in reading.blocks] == expected
    kinds = [block.kind for block in reading.blocks]
    assert kinds[::2] == [BlockKind.QUESTION] * len(kinds[::2])
    assert kinds[1::2] == [BlockKind.ANSWER] * len(kinds[1::2])


def test_the_working_text_of_a_text_file_is_the_file(reading: Reading) -> None:
    path = FILES[reading.file_name[:4]]
    if path.suffix == ".txt":
        assert reading.text == reading.original == path.read_text(encoding="utf-8")


def test_the_sheets_and_documents() -> None:
    rows = [block for block in read_source(FILES["O-02"]).blocks if block.kind is BlockKind.DESCRIPTION]
    assert [rows[0].time, rows[-1].time, len(rows)] == ["07.20–07.45", "11.20–11.30", 17]
    note = [block.kind for block in read_source(FILES["O-03"]).blocks]
    assert (note.count(BlockKind.DESCRIPTION), note.count(BlockKind.REFLECTION)) == (7, 3)
    recap = read_source(FILES["D-01"])
    assert "2\tSurat pengantar KK\t949" in [recap.text[block.start : block.end] for block in recap.blocks]
    numbered = read_source(FILES["W-07"])
    assert [number for number in numbered.line_numbers if number] == list(range(1, max(numbered.line_numbers) + 1))
