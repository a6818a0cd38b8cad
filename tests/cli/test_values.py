"""Values of closed vocabularies: as they are stored, or in the words of the interface."""

from __future__ import annotations

import gettext
import json
from enum import Enum, StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from qualcode.cli._values import member_of, word_of
from qualcode.i18n import DOMAIN, LOCALE
from qualcode.model import Technique, Verdict, values
from tests.builders import StudyBuilder
from tests.conclusions.office import DISPLAY, SNAPSHOT, discipline, office

if TYPE_CHECKING:
    from tests.conftest import Run

VOCABULARIES = sorted(
    (one for one in vars(values).values() if isinstance(one, type) and issubclass(one, StrEnum) and one is not StrEnum),
    key=lambda one: one.__name__,
)


@pytest.fixture
def study(tmp_path: Path) -> Path:
    build: StudyBuilder = office()
    build.add(DISPLAY, SNAPSHOT, discipline(build))
    return build.stored(tmp_path)


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
def test_no_indonesian_word_names_two_values(vocabulary: type[Enum]) -> None:
    spoken = gettext.translation(DOMAIN, LOCALE, languages=["id"]).gettext
    names = [{str(one.value), spoken(str(one.value))} for one in vocabulary]
    assert sum(map(len, names)) == len(set().union(*names))


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
def test_each_word_that_help_shows_is_taken(vocabulary: type[Enum]) -> None:
    for member in vocabulary:
        assert member_of(vocabulary, word_of(member)) is member
        assert member_of(vocabulary, str(member.value)) is member


def test_what_is_no_value_is_none() -> None:
    assert member_of(Verdict, "") is None
    assert member_of(Technique, "wawan") is None


def test_a_verdict_is_taken_in_indonesian_and_in_english(study: Path, run: Run) -> None:
    given = ("verify", "T-01", "triangulation", "--study", study)
    for word, stored in (("berbeda", "different"), ("same", "same"), ("Spesifik", "specific")):
        made = run(*given, "--verdict", word, language="id")
        assert made.returncode == 0, made.stderr
        shown = json.loads(run(*given, "--format", "json").stdout)
        assert shown[0]["computed"]["verdict"] == stored


def test_a_word_that_is_no_verdict_hears_the_words_that_are(study: Path, run: Run) -> None:
    made = run("verify", "T-01", "triangulation", "--verdict", "beda", "--study", study, language="id")
    assert made.returncode == 2
    assert "sama, berbeda, spesifik" in made.stderr


def test_a_finding_that_names_a_display_which_nobody_froze_hears_how(study: Path, run: Run) -> None:
    made = run("finding", "set", "T-01", "--displays", "effects-matrix", "--study", study)
    assert made.returncode == 1
    assert "qualcode display freeze effects-matrix" in made.stderr


def test_filters_and_records_take_the_words_of_the_interface(study: Path, run: Run) -> None:
    found = [run("code", "list", "--technique", word, "--study", study, language="id").stdout
             for word in ("wawancara", "interview", "W", "w")]  # fmt: skip
    assert found[0]
    assert len(set(found)) == 1
    made = run("finding", "set", "T-01", "--confidence", "tinggi", "--study", study, language="id")
    assert made.returncode == 0, made.stderr
