from __future__ import annotations

import json

from qualcode.conclusions.cycle import COMMAND_STAGES, cycle
from qualcode.model import Stage
from tests.builders import StudyBuilder
from tests.conclusions.office import discipline, office


def test_every_state_of_the_method_stands_under_one_command_stage() -> None:
    assert sorted(stage for some in COMMAND_STAGES.values() for stage in some) == list(Stage)


def test_an_empty_study_shows_what_is_missing_and_counts_nothing() -> None:
    view = cycle(StudyBuilder().study())
    design = view.of("start")[0]
    assert (design.reached, design.of) == (0, 1)
    assert {one.exit for one in design.open[0].missing} == {"focus", "role", "consent_form"}
    assert [stand.of for stand in view.of("collection")] == [0, 0, 0]


def test_counts_objects_per_state_and_names_what_each_open_one_lacks() -> None:
    build = office()
    view = cycle(build.add(discipline(build)).study())
    collected = view.of("collection")[0]
    assert (collected.reached, collected.of) == (0, 8)
    assert [one.record for one in collected.open][:2] == ["source:W-01", "source:W-02"]
    tentative = view.of("conclusion")[0]
    assert (tentative.reached, tentative.of) == (0, 1)
    assert [missing.exit for missing in tentative.open[0].missing] == ["against_searched"]
    assert view.records["collection"]["source"] == 8
    assert view.records["conclusion"]["finding"] == 1


def test_json_is_plain_and_has_every_stage() -> None:
    plain = json.loads(json.dumps(cycle(office().study()).as_json()))
    assert [stage["stage"] for stage in plain] == list(COMMAND_STAGES)
    assert [state["number"] for stage in plain for state in stage["states"]] == list(range(11))
