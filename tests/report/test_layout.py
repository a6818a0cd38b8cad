"""Templates: a study's own win, errors name path and line, spans become pipe tables."""

from __future__ import annotations

from pathlib import Path

import pytest

from qualcode import report
from qualcode.errors import BadTemplate
from qualcode.report.document import Column, HeaderCell, Part, Table, TableCell, Text
from qualcode.report.layout import flat_header, flat_rows, kind_of_part, lay_out
from tests.report.office import study


def cell(text: str, **spans: int) -> TableCell:
    return TableCell(parts=(Part(runs=(Text(text),)),), **spans)


def own_template(folder: Path, name: str, text: str) -> Path:
    path = folder / "templates" / "umum" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def laid_out(folder: Path, form: str = "md") -> str:
    return lay_out(report.build(study(), folder=folder), form)


def test_a_part_is_called_like_its_partial() -> None:
    assert kind_of_part(cell("x")) == "table_cell"


def test_a_study_may_keep_its_own_template(tmp_path: Path) -> None:
    own_template(tmp_path, "bab-4.md.j2", "Milik *kami*: {{ document.title | md }}\n")
    assert laid_out(tmp_path) == "Milik *kami*: HASIL PENELITIAN DAN PEMBAHASAN\n"


def test_a_study_may_keep_one_partial_only(tmp_path: Path) -> None:
    own_template(tmp_path, "_partials/slot.md.j2", "<!-- {{ block.text | md }} -->\n")
    text = laid_out(tmp_path)
    assert "<!-- sejarah singkat, visi, dan misi -->" in text
    assert text.startswith("# BAB IV")


def test_a_template_that_cannot_be_read_is_named_with_its_line(tmp_path: Path) -> None:
    path = own_template(tmp_path, "bab-4.md.j2", "\n" * 11 + "{% for x in y\n")
    with pytest.raises(BadTemplate) as caught:
        laid_out(tmp_path)
    assert (caught.value.path, caught.value.line) == (str(path), 12)


def test_a_template_that_cannot_be_filled_is_named_with_its_line(tmp_path: Path) -> None:
    path = own_template(tmp_path, "bab-4.md.j2", "\n" * 11 + "{{ document.judul }}\n")
    with pytest.raises(BadTemplate) as caught:
        laid_out(tmp_path)
    assert (caught.value.path, caught.value.line) == (str(path), 12)
    assert "judul" in caught.value.why


def test_a_missing_partial_is_named(tmp_path: Path) -> None:
    own_template(tmp_path, "bab-4.md.j2", '\n{% include "_partials/tidak_ada.md.j2" %}\n')
    with pytest.raises(BadTemplate) as caught:
        laid_out(tmp_path)
    assert "tidak_ada" in caught.value.why


def test_an_error_of_ours_is_not_taken_for_one_of_the_template() -> None:
    with pytest.raises(AttributeError):
        lay_out(None, "md")  # type: ignore[arg-type]


def test_spans_are_laid_flat() -> None:
    table = Table(
        key="t",
        caption="",
        columns=(Column(share=0.2),) * 4,
        header=(
            (HeaderCell(text="Peran", rows=2), HeaderCell(text="Fokus", columns=3)),
            (HeaderCell(text="A"), HeaderCell(text="B"), HeaderCell(text="C")),
        ),
        rows=((cell("warga", rows=2), cell("1"), cell("2"), cell("3")), (cell("4"), cell("5", columns=2))),
    )
    assert flat_header(table) == ("Peran", "Fokus: A", "Fokus: B", "Fokus: C")
    shown = [["".join(p.runs[0].text for p in one.parts) for one in row] for row in flat_rows(table)]  # type: ignore[union-attr]
    assert shown == [["warga", "1", "2", "3"], ["", "4", "5", ""]]
