"""The researcher's part of a display as a form: out as a spreadsheet or plain text, filled, and back in."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from qualcode.cli import root
from qualcode.displays._fill import FIELDS, Form, FormCell
from qualcode.displays._fill_files import read_form, rendered
from qualcode.terms import terms_for
from tests.builders import StudyBuilder

NAME = "role-ordered-matrix"
EDITOR = """\
import pathlib, sys
path = pathlib.Path(sys.argv[1])
text = path.read_text("utf-8")
if "bagus" in text:
    text = text.replace("tanda: bagus", "tanda: ?")
else:
    text = text.replace("ringkasan:", "ringkasan: Ya.", 1).replace("tanda:", "tanda: bagus", 1)
path.write_text(text, "utf-8")
"""


@pytest.fixture
def study(tmp_path: Path) -> Path:
    made = StudyBuilder().focus("A").focus("B")
    made.informant("I-1", "Lurah").interview("W-1", "I-1", "P: jam?\nI: Jam masuk diatur.\nI: Ada uang rokok.")
    made.code("W-1", "Jam masuk diatur.", "A", "+").code("W-1", "Ada uang rokok.", "B", "-")
    return made.stored(tmp_path / "studi saya")


def ran(study: Path, *args: str, code: int = 0, **env: str) -> str:
    result = CliRunner().invoke(root, ["display", *args, "--study", str(study)], env={"QUALCODE_LANG": "en", **env})
    assert result.exit_code == code, result.output
    return result.output.strip()


def written(study: Path, row: str, column: str) -> list[tuple[str, str]]:
    shown = CliRunner().invoke(root, ["display", "show", NAME, "--format", "json", "--study", str(study)])
    cell = next(one for one in json.loads(shown.stdout)["cells"] if (one["row"], one["column"]) == (row, column))
    marks = [("mark", mark) for mark in (cell["data_mark"], *cell["evidence_marks"]) if mark and cell["written"]]
    return [(entry["kind"], entry["text"]) for entry in cell["entries"] if entry["kind"] in "sx"] + marks


def changed(folder: Path, change: Callable[[str], str]) -> str:
    path = folder / "isian.txt"
    path.write_text(change(path.read_text("utf-8")), "utf-8")
    return str(path)


def test_plain_text_goes_out_and_comes_back(study: Path, tmp_path: Path) -> None:
    ran(study, "form", NAME, "--to", str(tmp_path / "isian.txt"))
    assert "“Jam masuk diatur.” (W/I-1" in (tmp_path / "isian.txt").read_text("utf-8")
    assert ran(study, "fill", str(tmp_path / "isian.txt")) == "0 cells written; nothing differs."
    path = changed(
        tmp_path,
        lambda old: old.replace("ringkasan:", "ringkasan: Diatur: mesin\nsidik jari.", 1).replace(
            "tanda:", "tanda: ? T1", 1
        ),
    )
    assert ran(study, "fill", path) == "1 cell written."
    assert written(study, "I-1", "A") == [("s", "Diatur: mesin sidik jari."), ("mark", "?"), ("mark", "T1")]
    assert ran(study, "fill", path) == "0 cells written; nothing differs."


def test_what_is_emptied_is_taken_back_and_undo_restores_it(study: Path, tmp_path: Path) -> None:
    ran(study, "write", NAME, "I-1", "B", "--summary", "Ada yang memberi.")
    ran(study, "form", NAME, "--to", str(tmp_path / "isian.txt"))
    path = changed(tmp_path, lambda old: old.replace(" Ada yang memberi.", ""))
    assert ran(study, "fill", path) == "0 cells written, 1 cleared."
    assert written(study, "I-1", "B") == []
    CliRunner().invoke(root, ["undo", "--study", str(study)])
    assert written(study, "I-1", "B") == [("s", "Ada yang memberi.")]


@pytest.mark.parametrize("suffix", ["txt", "xlsx"])
def test_what_was_written_since_a_form_went_out_stays(study: Path, tmp_path: Path, suffix: str) -> None:
    form = str(tmp_path / f"isian.{suffix}")
    ran(study, "form", NAME, "--to", form)
    ran(study, "write", NAME, "I-1", "B", "--summary", "Ada yang memberi.")
    told = ran(study, "fill", form)
    assert told.splitlines()[0] == "0 cells written."
    assert "I-1 × B" in told
    assert written(study, "I-1", "B") == [("s", "Ada yang memberi.")]


def test_a_cell_that_was_changed_in_the_form_is_what_the_form_says(study: Path, tmp_path: Path) -> None:
    ran(study, "form", NAME, "--to", str(tmp_path / "isian.txt"))
    for text in ("Diatur.", "Diatur mesin."):
        path = changed(tmp_path, lambda old, text=text: old.replace("ringkasan:", f"ringkasan: {text}", 1))  # type: ignore[misc]
        assert ran(study, "fill", path) == "1 cell written."
    assert written(study, "I-1", "A") == [("s", "Diatur mesin. Diatur.")]


def test_a_spreadsheet_comes_back_with_what_was_typed(study: Path, tmp_path: Path) -> None:
    ran(study, "form", NAME, "--to", str(tmp_path / "isian.xlsx"))
    sheet = CalamineWorkbook.from_path(str(tmp_path / "isian.xlsx")).get_sheet_by_index(0).to_python()
    head = [str(value) for value in sheet[0]]
    assert head[:3] == ["penyajian", "baris", "kolom"]
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    page = book.add_worksheet()
    for at, row in enumerate(sheet):
        page.write_row(at, 0, row)
    page.write(1, head.index("ringkasan"), "Diatur.")
    page.write(2, head.index("tanda"), "KOS")
    book.close()
    (tmp_path / "isian.xlsx").write_bytes(out.getvalue())
    assert ran(study, "fill", str(tmp_path / "isian.xlsx")) == "2 cells written."
    assert written(study, "I-1", "A") == [("s", "Diatur.")]
    assert written(study, "I-1", "B") == [("mark", "KOS")]


def test_every_problem_is_listed_and_nothing_is_written(study: Path, tmp_path: Path) -> None:
    ran(study, "form", NAME, "--to", str(tmp_path / "isian.txt"))

    def spoil(old: str) -> str:
        old = old.replace("tanda:", "tanda: bagus", 1).replace(f"{NAME} | I-1 | B", f"{NAME} | I-9 | B")
        return old.replace("ringkasan:", "ringkasan: Ya.")

    told = ran(study, "fill", changed(tmp_path, spoil), code=1)
    assert "2 problems" in told
    assert "bagus" in told
    assert "I-9" in told
    assert written(study, "I-1", "A") == []


def test_evidence_that_changed_meanwhile_makes_the_cell_stale(study: Path, tmp_path: Path) -> None:
    ran(study, "form", NAME, "--to", str(tmp_path / "isian.txt"))
    CliRunner().invoke(root, ["code", "add", "W-1", "A", "--quote", "masuk", "--study", str(study)])
    ran(study, "fill", changed(tmp_path, lambda old: old.replace("ringkasan:", "ringkasan: Diatur.", 1)))
    assert "1 written cell is stale" in ran(study, "show", NAME)


def test_the_editor_fills_and_a_form_that_is_wrong_is_kept(study: Path, tmp_path: Path) -> None:
    (tmp_path / "editor.py").write_text(EDITOR, "utf-8")
    command = f'"{sys.executable}" "{tmp_path / "editor.py"}"'
    assert "display edit" in ran(study, "edit", NAME, code=1, EDITOR=command, VISUAL=command)
    assert ran(study, "edit", NAME, EDITOR=command, VISUAL=command) == "1 cell written."
    assert written(study, "I-1", "A") == [("s", "Ya."), ("mark", "?")]
    assert not list(study.glob(".isian*"))


def test_another_file_is_refused_with_what_to_type(study: Path, tmp_path: Path) -> None:
    (tmp_path / "lain.txt").write_text("Halo.", "utf-8")
    assert "display form" in ran(study, "fill", str(tmp_path / "lain.txt"), code=1)
    assert ".xlsx" in ran(study, "fill", str(tmp_path / "lain.pdf"), code=1)


texts = st.text(st.characters(blacklist_categories=("C", "Zl", "Zp")), max_size=30).map(
    lambda text: " ".join(text.split())
)
cells = st.builds(
    FormCell,
    display=st.just(NAME),
    row=st.sampled_from(("I-1", "Tokoh masyarakat")),
    column=st.sampled_from(("A", "A/own")),
    labels=st.tuples(texts, texts),
    evidence=texts,
    written=st.fixed_dictionaries(dict.fromkeys(FIELDS, texts)),
    basis=st.just("0123456789ab"),
)


@given(st.lists(cells, min_size=1, max_size=4), st.sampled_from((".txt", ".xlsx")), st.sampled_from(("id", "en")))
@settings(deadline=None)
def test_what_goes_out_comes_back(
    tmp_path_factory: pytest.TempPathFactory, some: list[FormCell], suffix: str, language: str
) -> None:
    path = tmp_path_factory.mktemp("isian") / f"isian{suffix}"
    path.write_bytes(rendered(Form(title="Judul", cells=tuple(some)), suffix, terms_for(language)))
    back = read_form(path)
    assert [(one.row, one.column, one.basis) for one in back] == [(one.row, one.column, one.basis) for one in some]
    assert [dict(one.written) for one in back] == [dict(one.written) for one in some]
