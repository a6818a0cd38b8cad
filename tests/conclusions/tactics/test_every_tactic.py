"""What holds for every tactic: name, words, questions, a golden reading, plain values."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from qualcode.conclusions.reading import lines
from qualcode.conclusions.tactics import OF_THE_METHOD, TACTICS, Group, canonical, in_order, named
from qualcode.conclusions.verifying import Standing, all_tactics, examine
from qualcode.errors import UnknownName
from qualcode.model import Finding
from qualcode.terms import terms_for
from tests.builders import StudyBuilder
from tests.conclusions.goldens import assert_golden
from tests.conclusions.tactics.full_study import full_study

NUMBERS = dict(zip(OF_THE_METHOD, [f"{part}{n}" for part in "GV" for n in range(1, 14)], strict=True))
GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize("name", TACTICS.names())
def test_declares_itself(name: str) -> None:
    tactic = TACTICS.load(name)
    assert tactic.name == name
    assert tactic.number == NUMBERS[name]
    assert tactic.group is (Group.TESTING if tactic.number[0] == "V" else Group.GENERATING)
    assert tactic.page.startswith("M&H94")
    assert tactic.question
    assert len({ask.name for ask in tactic.asks}) == len(tactic.asks) > 0
    assert any(ask.needed for ask in tactic.asks)
    for language in ("id", "en"):
        assert terms_for(language).has(tactic.term), language


@pytest.mark.parametrize("name", TACTICS.names())
def test_reads_like_its_golden(name: str) -> None:
    study, finding = full_study()
    tactic = TACTICS.load(name)
    text = [f"# {terms_for('id')(tactic.term)}", "", *lines(tactic.compute(study, finding), terms_for("id")), ""]
    assert_golden(GOLDEN / f"{name}.md", "\n".join(text))


@pytest.mark.parametrize("name", TACTICS.names())
def test_computes_on_an_empty_study_and_is_not_done(name: str) -> None:
    finding = Finding(id="T-01", focuses=("DISIPLIN",), text="Rendah.")
    study = StudyBuilder().focus("DISIPLIN").add(finding).study()
    (examined,) = examine(study, finding, (name,))
    assert not examined.done
    assert examined.standing in (Standing.OPEN, Standing.NOT_APPLICABLE)
    assert bool(examined.lacks) is (examined.standing is Standing.NOT_APPLICABLE)
    plain = examined.as_json()
    assert plain["stated"] is None
    json.dumps(plain)
    list(lines(examined.computed, terms_for("en")))


def test_indonesian_names_and_any_spelling_are_accepted() -> None:
    for given, name in (
        ("triangulasi", "triangulation"),
        ("bukti-negatif", "negative-evidence"),
        ("Penjelasan tandingan", "rival-explanations"),
        ("member_check", "member-check"),
        ("Member check", "member-check"),
        ("uji jika-maka", "if-then-tests"),
    ):
        assert canonical(given) == name
    assert named("penjelasan-tandingan").name == "rival-explanations"


def test_unknown_tactic_names_the_known_ones() -> None:
    with pytest.raises(UnknownName) as caught:
        named("sulap")
    assert "triangulation" in caught.value.known


def test_order_is_that_of_the_book() -> None:
    assert len(OF_THE_METHOD) == 26
    assert in_order(["zzz", "member-check", "triangulation"]) == ["triangulation", "member-check", "zzz"]
    assert [tactic.name for tactic in all_tactics()] == list(OF_THE_METHOD)
