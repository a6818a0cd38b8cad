"""Every display: a file of its name, a docstring, words in both languages, and a golden that a person has read.

After a change that is meant, renew the goldens with ``QUALCODE_RENEW=1`` and read the difference.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from qualcode import displays
from qualcode.displays import DISPLAYS
from qualcode.displays._print import rule_words
from qualcode.displays._writers import WRITERS
from qualcode.model import DataMark
from qualcode.terms import terms_for
from tests.displays.study import sample, whole

GOLDEN = Path(__file__).parent / "golden"
NAMES = DISPLAYS.names()


@pytest.mark.parametrize("name", NAMES)
def test_a_display_is_called_like_its_file_and_explains_itself(name: str) -> None:
    display = DISPLAYS.load(name)
    module = __import__(f"qualcode.displays.{name.replace('-', '_')}", fromlist=["DISPLAY"])
    assert display.name == name
    assert "M&H94" in (module.__doc__ or "")
    assert display.question.endswith("?")
    assert display.reading
    assert display.page
    assert display.needs


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("name", NAMES)
def test_a_display_has_its_words_in_both_languages(name: str, language: str) -> None:
    display, terms = DISPLAYS.load(name), terms_for(language)
    assert all(terms.has(f"displays.{family}.{name}") for family in ("title", "question", "reading"))
    assert all(terms.has(f"displays.rule.{rule}") for rule in display.rules)
    assert display.blank in ("error", *DataMark) or terms.has(f"displays.blank.{display.blank}")


@pytest.mark.parametrize("name", NAMES)
def test_english_words_are_those_of_the_declaration(name: str) -> None:
    display, terms = DISPLAYS.load(name), terms_for("en")
    assert terms(f"displays.question.{name}") == display.question
    assert terms(f"displays.reading.{name}") == display.reading


@pytest.mark.parametrize("name", NAMES)
def test_a_display_prints_as_its_golden(name: str) -> None:
    study = whole()
    text = WRITERS.load("md").render([displays.load(name).build(study)], study).decode()
    golden = GOLDEN / f"{name}.md"
    if os.environ.get("QUALCODE_RENEW"):
        golden.write_text(text, encoding="utf-8", newline="\n")
    assert text == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("alias", "name"),
    [
        ("matriks-tata-peran", "role-ordered-matrix"),
        ("Matriks Tematik", "thematic-matrix"),
        ("lembar-kecukupan-data", "data-accounting-log"),
        ("data-accounting-sheet", "data-accounting-log"),
        ("matriks-efek", "effects-matrix"),
        ("tabel-ringkasan-isi", "content-analytic-summary-table"),
        ("matriks-terkelompok-konseptual", "conceptually-clustered-matrix"),
    ],
)
def test_a_display_answers_to_its_other_names(alias: str, name: str) -> None:
    assert displays.load(alias).name == name


def test_every_rule_that_a_cell_prints_is_worded() -> None:
    for language in ("id", "en"):
        for name in NAMES:
            matrix = DISPLAYS.load(name).build(whole(language))
            assert matrix.rules
            assert not [rule for rule in matrix.rules if "displays." in rule or "_" in rule]
    assert rule_words(terms_for("id"), "A rule of a third party.") == "A rule of a third party."


def test_a_display_of_an_english_study_is_english() -> None:
    matrix = displays.load("role-ordered-matrix").build(sample("en"))
    assert matrix.title == "Role-ordered matrix"
    assert matrix.stub == ("Role", "Informant")
    assert matrix.legend["−"] == "hinders"
