r"""Text in is text out: what ``source text`` gives back of a file, format by format, character by character.

Kept is, of every format, each character in NFC, with line ends as ``\n``. What a format does not mean is not kept:

- docx, odt, rtf, html: how many spaces stand together, and those at the ends of a paragraph; html: that a tab is none;
- vtt, srt, Whisper: the same, of white space of any kind, and where a line of a caption ends; oTranscribe: that a
  blank does not break;
- csv, xlsx, ods: white space at the ends of a cell;
- md: its marks, unless a backslash says that they are text;
- tables of sheets: the mark of a checklist, in whose place its heading stands, and the number of its row;
- pdf: line ends within a paragraph, a hyphen at a line's end before a small letter, running heads, ligatures;
- control characters, but in plain text.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from qualcode.collection.reading import read_source
from qualcode.language import normalise
from qualcode.model import Technique
from tests.collection.readers.written import paragraphs_in, pdf, rows_in
from tests.conftest import Run

ODD = "abcZéñ.,;?!\"'“”()[]{}<>&*_#~`|\\/-–%=+@^$😀\u0301\u200d\u200f\u202e\u00ad\ufeffـسक्ष中𝒜\ufb01Å"
WIDE = "\u00a0\u2003\u2028"
CHARACTERS = st.sampled_from(ODD) | st.characters(exclude_categories=("C", "Z"))
"""Letters, marks and signs of all scripts; what makes right-to-left, joins or is not seen among them."""


def lines(more: str) -> st.SearchStrategy[list[str]]:
    one = st.text(CHARACTERS | st.sampled_from(more), max_size=30).map(lambda text: f"x{text}x")
    return st.lists(one, min_size=1, max_size=4)


def property_of(examples: int) -> settings:
    return settings(max_examples=examples, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def text_of(folder: Path, suffix: str, data: bytes) -> str:
    """The text that a source of these bytes has."""
    path = folder / f"a{suffix}"
    path.write_bytes(data)
    return read_source(path, technique=Technique.DOCUMENT).text


@pytest.mark.parametrize("suffix", [".txt", ".md"])
@given(written=lines(" \t" + WIDE), end=st.sampled_from(["\n", "\r\n", "\r"]))
@property_of(60)
def test_lines(tmp_path: Path, suffix: str, written: list[str], end: str) -> None:
    data = paragraphs_in(suffix, written).replace(b"\n", end.encode())
    assert text_of(tmp_path, suffix, data) == normalise("\n".join(written))


@pytest.mark.parametrize("suffix", [".docx", ".odt", ".rtf", ".html"])
@given(written=lines(" \t" + WIDE))
@example(written=["x\U0002f800x", "x\t\tx \t x"])
@property_of(8)
def test_paragraphs(tmp_path: Path, suffix: str, written: list[str]) -> None:
    blanks = "[ \t]+" if suffix == ".html" else " +"
    kept = "\n".join(re.sub(blanks, " ", line) for line in written)
    assert text_of(tmp_path, suffix, paragraphs_in(suffix, written)) == normalise(kept)


@pytest.mark.parametrize("suffix", [".vtt", ".srt", ".json"])
@given(written=lines(" " + WIDE))
@property_of(40)
def test_captions(tmp_path: Path, suffix: str, written: list[str]) -> None:
    written = [re.sub("[:：]", ".", line) for line in written]  # a word before a colon may be a speaker's name
    found = text_of(tmp_path, suffix, paragraphs_in(suffix, written))
    assert found.split() == normalise(" ".join(written)).split()
    assert not re.search(r"\s\s", found)


@given(written=lines(" " + WIDE))
@property_of(40)
def test_otranscribe(tmp_path: Path, written: list[str]) -> None:
    kept = normalise("\n".join(written)).replace("\u00a0", " ")
    assert text_of(tmp_path, ".otr", paragraphs_in(".otr", written)) == kept


def same_cells(folder: Path, suffix: str, written: list[str]) -> None:
    rows = [["No", "Jawaban"], *([str(number), cell] for number, cell in enumerate(written, 1))]
    path = folder / f"a{suffix}"
    path.write_bytes(rows_in(suffix, rows))
    reading = read_source(path, columns=("Jawaban", "No"))
    found = [reading.text[block.start : block.end] for block in reading.blocks]
    assert found == [normalise(cell) for cell in written]


@given(written=lines(" \n" + WIDE))
@property_of(40)
def test_cells_of_csv(tmp_path: Path, written: list[str]) -> None:
    same_cells(tmp_path, ".csv", written)


@given(written=lines(" \t"))
@property_of(40)
def test_cells_of_a_table_in_markdown(tmp_path: Path, written: list[str]) -> None:
    cells = paragraphs_in(".md", written).decode().split("\n")
    rows = [f"| {number} | {cell} |" for number, cell in enumerate(cells, 1)]
    data = "\n".join(["| Butiran | Rincian |", "|---|---|", *rows]).encode()
    kept = [f"{number}\t{normalise(cell)}" for number, cell in enumerate(written, 1)]
    assert text_of(tmp_path, ".md", data).split("\n")[1:] == kept


@pytest.mark.parametrize("suffix", [".xlsx", ".ods"])
@given(written=lines(" \n" + WIDE))
@property_of(5)
def test_cells_of_workbooks(tmp_path: Path, suffix: str, written: list[str]) -> None:
    same_cells(tmp_path, suffix, written)


PDF_WORDS = st.lists(st.text(st.sampled_from("abcdeéñxyz.,?“”–()/%"), min_size=1, max_size=9), min_size=1, max_size=40)


@given(words=PDF_WORDS, width=st.integers(1, 9))
@property_of(8)
def test_pdf_keeps_the_words_in_order(tmp_path: Path, words: list[str], width: int) -> None:
    said = [f"x{word}x" for word in words]
    page = [" ".join(said[at : at + width]) for at in range(0, len(said), width)]
    assert text_of(tmp_path, ".pdf", pdf([page], tmp_path)).split() == said


def test_the_command_gives_it_back(tmp_path: Path, run: Run) -> None:
    said = "Pe\u0301tugas “baik” \u200fـ 👩\u200d👩\u200d👧 a > b & c * d_e_f {g} \\h 𝒜x"
    folder = tmp_path / "studi"
    assert run("init", folder, "--title", "Uji").returncode == 0
    suffixes = (".txt", ".docx", ".rtf", ".vtt")
    files = [tmp_path / f"a{suffix}" for suffix in suffixes]
    for file in files:
        file.write_bytes(paragraphs_in(file.suffix, [said, file.suffix]))
    taken = run("ingest", *files, "--technique", "document", "--study", folder)
    assert taken.returncode == 0, taken.stderr
    for number in range(1, len(files) + 1):
        assert normalise(said) in run("source", "text", f"D-{number:02}", "--study", folder).stdout.replace("\n", " ")
