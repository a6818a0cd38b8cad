"""A codebook file is read whole, and every problem is told with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from qualcode import resources
from qualcode.errors import BadFile
from qualcode.model import Code, CodeLevel, CodeOrigin, Cycle, FocusKind, ScaleValue
from qualcode.reduction.codebook_reading import read_codebook
from qualcode.reduction.codebooks import Codebook

GOOD = """\
name: Contoh
language: id
focuses:
  - {focus: DISIPLIN, question: Bagaimana?, scale: [rendah, cukup, baik], weak_at: 1}
codes:
  - code: DISIPLIN
    name: Kedisiplinan
    focus: DISIPLIN
    level: interpretif
    definition: Menepati aturan.
    keywords: telat, tepat waktu; absen
    children:
      - id: DISIPLIN-JAM
        label: Jam kerja
        level: deskriptif
        definition: >-
          Datang dan pulang
          menurut jam.
        examples: Datang jam 9, jam kantor jam 8.
        origin: in vivo
  - code: DUKUNG
    definition: Yang menolong.
    focus: DUKUNG
    kind: pendukung
  - code: POLA
    definition: Pola.
    condenses: [DISIPLIN-JAM, DUKUNG]
"""


def read(folder: Path, text: str, **known: tuple[str, ...]) -> Codebook:
    file = folder / "buku.yaml"
    file.write_text(text, "utf-8")
    return read_codebook(file, **known)


def problems(folder: Path, text: str, **known: tuple[str, ...]) -> list[tuple[int | None, str, str, str]]:
    with pytest.raises(BadFile) as caught:
        read(folder, text, **known)
    return [(found.line, found.why, found.what, found.guess) for found in caught.value.problems]


def test_a_good_file(tmp_path: Path) -> None:
    book = read(tmp_path, GOOD.replace("interpretif", "interpretatif"))
    codes = {code.id: code for code in book.codes}
    assert list(codes) == ["DISIPLIN", "DISIPLIN-JAM", "DUKUNG", "POLA"]
    assert [code.order for code in book.codes] == [0, 1, 2, 3]
    assert codes["DISIPLIN"].keywords == ("telat", "tepat waktu", "absen")
    assert codes["DISIPLIN-JAM"] == Code(
        id="DISIPLIN-JAM",
        name="Jam kerja",
        definition="Datang dan pulang menurut jam.",
        examples=("Datang jam 9, jam kantor jam 8.",),
        level=CodeLevel.DESCRIPTIVE,
        origin=CodeOrigin.IN_VIVO,
        parent="DISIPLIN",
        order=1,
    )
    assert (codes["POLA"].level, codes["POLA"].cycle) == (CodeLevel.PATTERN, Cycle.SECOND)
    first, second = book.focuses
    assert (first.id, first.label, first.order, first.weak_at) == ("DISIPLIN", "Kedisiplinan", 0, 1)
    assert first.scale[2] == ScaleValue(value=3, label="baik")
    assert (second.id, second.label, second.kind, second.order) == ("DUKUNG", "DUKUNG", FocusKind.SUPPORT, 1)


def test_all_problems_are_told_at_once_with_line_and_guess(tmp_path: Path) -> None:
    text = """\
nama: Contoh
codes:
  - code: DISIPLIN
    definision: Menepati aturan.
    level: diskriptif
  - code: JAM KERJA
    definition: Jam.
  - code: JUJUR
    definition: Jujur.
    parent: DISIPLN
    condenses: [JUJR]
  - code: JUJUR
    definition: Lagi.
  - name: Tanpa kode
    definition: Ada.
  - code: ANAK
    definition: Anak.
    parent: JUJUR
    focus: JUJUR
    keywords: {a: b}
  - 12
"""
    assert problems(tmp_path, text) == [
        (1, "unknown_key", "nama", "name"),
        (3, "missing_key", "definition (DISIPLIN)", ""),
        (4, "unknown_key", "definision", "definition"),
        (5, "unknown_value", "level: diskriptif (descriptive, interpretive, pattern)", "descriptive"),
        (6, "bad_id", "JAM KERJA", "JAM-KERJA"),
        (10, "unknown_parent", "DISIPLN", "DISIPLIN"),
        (11, "unknown_condensed", "JUJR", "JUJUR"),
        (12, "duplicate_code", "JUJUR", ""),
        (14, "missing_key", "code", ""),
        (19, "unknown_focus", "JUJUR", ""),
        (20, "needs_text", "keywords", ""),
        (21, "not_a_code", "12", ""),
    ]


def test_a_circle_of_parents_is_told_once(tmp_path: Path) -> None:
    text = "codes:\n" + "".join(
        f"  - code: {code}\n    definition: x\n    parent: {parent}\n" for code, parent in ("AB", "BC", "CA", "DA")
    )
    assert problems(tmp_path, text) == [(4, "parent_cycle", "A → B → C → A", "")]


def test_a_child_cannot_name_another_parent(tmp_path: Path) -> None:
    text = """\
codes:
  - code: A
    definition: x
    children:
      - {code: B, definition: x, parent: C}
  - {code: C, definition: x}
"""
    assert problems(tmp_path, text) == [(5, "parent_twice", "C", "A")]


def test_codes_of_the_study_may_be_referred_to(tmp_path: Path) -> None:
    text = "codes:\n  - {code: B, definition: x, parent: A, focus: F}\n"
    assert [found[1] for found in problems(tmp_path, text)] == ["unknown_parent"]
    (code,) = read(tmp_path, text, known_codes=("A",), known_focuses=("F",)).codes
    assert (code.parent, code.focus) == ("A", "F")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "empty"),
        ("codes: []\n", "no_codes"),
        ("hanya teks\n", "no_codes"),
        ("codes: [\n", "yaml"),
        ("a: 1\na: 2\n", "yaml"),
    ],
)
def test_a_file_that_is_no_codebook(tmp_path: Path, text: str, why: str) -> None:
    assert why in [found[1] for found in problems(tmp_path, text)]


def test_words_that_yaml_could_take_for_something_else_stay_text(tmp_path: Path) -> None:
    (code,) = read(tmp_path, "codes:\n  - {code: 12, name: no, definition: 1.5, keywords: [ya, 2016, on]}\n").codes
    assert (code.id, code.name, code.definition, code.keywords) == ("12", "no", "1.5", ("ya", "2016", "on"))


def test_a_csv_with_problems_names_its_lines(tmp_path: Path) -> None:
    file = tmp_path / "buku.csv"
    file.write_text("code,definition,parent,levl\nA,x,,\nB,,Z,\n", "utf-8")
    with pytest.raises(BadFile) as caught:
        read_codebook(file)
    assert [(p.line, p.why) for p in caught.value.problems] == [
        (1, "unknown_column"),
        (3, "missing_key"),
        (3, "unknown_parent"),
    ]


@pytest.mark.parametrize("name", resources.names("codebooks", ".yaml"))
def test_shipped_start_lists_are_sound(name: str) -> None:
    book = read_codebook(resources.shipped("codebooks") / f"{name}.yaml")
    assert book.focuses
    assert all(code.definition for code in book.codes)
