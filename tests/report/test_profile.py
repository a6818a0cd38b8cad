"""Profiles: the base values, what a study overrides, and errors with line and guess."""

from __future__ import annotations

from pathlib import Path

import pytest

from qualcode.errors import BadFile, UnknownName
from qualcode.report.profile import load_profile, profile_names


def own(folder: Path, name: str, text: str) -> Path:
    path = folder / "templates" / name / "profile.toml"
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_the_base_has_the_values_of_the_method() -> None:
    base = load_profile()
    margins = (base.margin_left_cm, base.margin_top_cm, base.margin_right_cm, base.margin_bottom_cm)
    assert margins == (4.0, 4.0, 3.0, 3.0)
    assert (base.font_family, base.font_size_pt, base.line_spacing) == ("Times New Roman", 12.0, 2.0)
    assert base.seen == "convention"
    assert base.text_width_cm == pytest.approx(14.0)


def test_a_campus_states_only_what_differs(tmp_path: Path) -> None:
    own(tmp_path, "kampus", 'guide = "Pedoman contoh"\npaper = "17.6x25"\nline_spacing = 1.15\nchapter_number = 3\n')
    campus = load_profile("kampus", tmp_path)
    assert (campus.line_spacing, campus.chapter_number, campus.page_cm) == (1.15, 3, (17.6, 25.0))
    assert campus.font_family == "Times New Roman"
    assert "kampus" in profile_names(tmp_path)


def test_a_study_overrides_the_base_itself(tmp_path: Path) -> None:
    own(tmp_path, "umum", "line_spacing = 1.5\n")
    assert load_profile("umum", tmp_path).line_spacing == 1.5


def test_an_unknown_key_is_named_with_its_line_and_a_guess(tmp_path: Path) -> None:
    path = own(tmp_path, "kampus", "# catatan\nline_spacin = 1.5\n")
    with pytest.raises(BadFile) as caught:
        load_profile("kampus", tmp_path)
    (problem,) = caught.value.problems
    assert (problem.why, problem.line, problem.what, problem.guess) == ("unknown_key", 2, "line_spacin", "line_spacing")
    assert caught.value.path == str(path)


@pytest.mark.parametrize(
    "line",
    [
        'heading_scheme = "huruf"',
        "font_size_pt = true",
        'chapter_number = "empat"',
        'sections = ["data", "x"]',
        'paper = "b5"',
    ],
)
def test_an_unknown_value_is_named_with_its_line(tmp_path: Path, line: str) -> None:
    own(tmp_path, "kampus", f"\n{line}\n")
    with pytest.raises(BadFile) as caught:
        load_profile("kampus", tmp_path)
    assert [(problem.why, problem.line) for problem in caught.value.problems] == [("bad_value", 2)]


def test_a_file_that_is_no_toml_is_named_with_its_line(tmp_path: Path) -> None:
    own(tmp_path, "kampus", "paper = \n")
    with pytest.raises(BadFile) as caught:
        load_profile("kampus", tmp_path)
    assert caught.value.problems[0].line == 1


def test_an_unknown_profile_names_those_that_are_there() -> None:
    with pytest.raises(UnknownName) as caught:
        load_profile("kampus-lain")
    assert "umum" in caught.value.known
