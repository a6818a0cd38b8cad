"""The gallery shows what the displays make of the sample today.

After a change that is meant: ``qualcode demo DIR``, then ``python -m tests.displays.gallery DIR``, and look at it.
"""

from __future__ import annotations

from pathlib import Path

import pytest

import qualcode
from qualcode.displays import DISPLAYS
from qualcode.model import Study
from tests.displays.gallery import PAGE, PICTURES, page, pictures, words

RENEW = "qualcode demo DIR; python -m tests.displays.gallery DIR"


@pytest.fixture(scope="module")
def study(sample: Path) -> Study:
    return qualcode.open_study(sample)


def test_the_page_is_what_the_sample_gives(study: Study) -> None:
    assert page(study) == PAGE.read_text(encoding="utf-8"), RENEW


def test_the_pictures_say_what_the_sample_gives(study: Study) -> None:
    drawn = pictures(study)
    assert set(drawn) == {path.name for path in PICTURES.iterdir()}, RENEW
    for name, data in drawn.items():
        assert words(data) == words((PICTURES / name).read_bytes()), f"{name}: {RENEW}"


def test_every_display_can_be_shown_and_stands_on_the_page() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert all(f"`{name}`" in text for name in DISPLAYS.names())
