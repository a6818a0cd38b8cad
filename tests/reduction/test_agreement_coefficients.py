"""Coefficients of agreement against worked examples of the literature, other libraries, and their own properties."""

from __future__ import annotations

import json
from itertools import chain, repeat
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualcode.reduction.agreement_coefficients import figures, tally
from qualcode.reduction.agreement_unitizing import unitizing


def from_table(*rows: tuple[int, ...]) -> list[tuple[int, int]]:
    cells = ((a, b, often) for a, row in enumerate(rows) for b, often in enumerate(row))
    return list(chain.from_iterable(repeat((a, b), often) for a, b, often in cells))


@pytest.mark.parametrize(
    ("units", "expected"),
    [
        # Cohen (1960), p. 37
        (from_table((25, 12, 3), (13, 2, 15), (12, 16, 2)), {"percent": 0.29, "cohen_kappa": -0.0923}),
        # Artstein & Poesio (2008), table 1
        (
            from_table((20, 10), (20, 50)),
            {"percent": 0.7, "brennan_prediger": 0.4, "scott_pi": 0.3407, "cohen_kappa": 0.3478},
        ),
        # Gwet (2008), skewed shares: κ falls, AC1 stays
        (from_table((80, 7), (8, 5)), {"percent": 0.85, "gwet_ac1": 0.808, "cohen_kappa": 0.3144}),
        # Krippendorff (2011), part A
        (from_table((5, 3), (1, 1)), {"krippendorff_alpha": 0.0952, "percent": 0.6}),
    ],
)
def test_published_examples(units: list[tuple[int, int]], expected: dict[str, float]) -> None:
    found = figures(tally(units), draws=0)
    for name, value in expected.items():
        assert found[name].value == pytest.approx(value, abs=1e-4), name


CASES = json.loads((Path(__file__).parent / "agreement_cases.json").read_text("utf-8"))
"""Values from the literature and from other programs, with their sources and the tolerance of their print."""


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_reference_values(case: dict[str, Any]) -> None:
    if "segments" in case:
        found = unitizing([[tuple(one) for one in own] for own in case["segments"]], case["length"])
    else:
        units = case.get("units") or from_table(*case["table"])
        found = figures(tally(units, case.get("categories", ()), applied=1), draws=0)
    for name, (value, tolerance) in case["expected"].items():
        assert found[name].value == (None if value is None else pytest.approx(value, abs=tolerance)), name


def test_four_coders_with_missing_answers() -> None:
    """The table of Gwet (2014), p. 120; α as in Krippendorff (2011), part C."""
    coders = ("123321412...", "1233224125..", ".33323422513", "12332441251.")
    units = [tuple(None if answer == "." else answer for answer in unit) for unit in zip(*coders, strict=True)]
    found = figures(tally(units), draws=0)
    assert found["krippendorff_alpha"].value == pytest.approx(0.743, abs=6e-4)
    assert found["fleiss_kappa"].value == pytest.approx(0.76117, abs=1e-5)
    assert found["conger_kappa"].value == pytest.approx(0.76282, abs=1e-5)
    assert found["gwet_ac1"].value == pytest.approx(0.77544, abs=1e-5)
    assert found["brennan_prediger"].value == pytest.approx(0.77273, abs=1e-5)


def test_miles_huberman_is_agreements_by_agreements_and_disagreements() -> None:
    found = figures(tally([(1, 1)] * 27 + [(1, 0)] * 3 + [(0, 0)] * 70, (0, 1), applied=1))
    assert found["miles_huberman"].value == pytest.approx(27 / 30)
    assert found["miles_huberman_with_absence"].value == pytest.approx(97 / 100)


def test_miles_huberman_in_both_readings() -> None:
    """Forty blocks: both 6, only the first 2, only the second 1, neither 31."""
    found = figures(tally(from_table((31, 1), (2, 6)), (0, 1), applied=1))
    assert found["miles_huberman"].value == pytest.approx(6 / 9)
    assert found["miles_huberman_with_absence"].value == pytest.approx(37 / 40)
    assert found["holsti"].value == pytest.approx(12 / 15)
    low, high = found["cohen_kappa"].interval or (0, 0)
    assert low < 0.754 < high <= 1
    assert found == figures(tally(from_table((31, 1), (2, 6)), (0, 1), applied=1)), "the same data, the same interval"


def test_undefined_is_said() -> None:
    constant = figures(tally([("x", "x")] * 10))
    assert (constant["cohen_kappa"].value, constant["cohen_kappa"].reason) == (None, "no_variation")
    assert constant["krippendorff_alpha"].value is None
    assert figures(tally([(0, 0)] * 5, (0, 1), applied=1))["miles_huberman"].reason == "not_applied"
    assert figures(tally([]))["percent"].reason == "no_units"
    assert figures(tally([("x", None)]))["percent"].reason == "no_pairs"


answers = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=2, max_size=30)


@given(answers)
@settings(max_examples=60, deadline=None)
def test_as_other_libraries_say(units: list[tuple[int, int]]) -> None:
    from nltk.metrics.agreement import AnnotationTask
    from sklearn.metrics import cohen_kappa_score

    if len({value for unit in units for value in unit}) == 1:
        return
    found = figures(tally(units), draws=0)
    task = AnnotationTask([(c, u, value) for u, unit in enumerate(units) for c, value in enumerate(unit)])
    assert found["scott_pi"].value == pytest.approx(task.pi())
    assert found["krippendorff_alpha"].value == pytest.approx(task.alpha())
    if found["cohen_kappa"].value is not None:
        assert found["cohen_kappa"].value == pytest.approx(cohen_kappa_score(*zip(*units, strict=True)))


@given(answers, st.permutations(range(4)))
@settings(max_examples=60, deadline=None)
def test_neither_the_order_of_coders_nor_the_names_of_codes_matter(
    units: list[tuple[int, int]], names: list[int]
) -> None:
    plain = figures(tally(units), draws=0)
    for other in ([(b, a) for a, b in units], [(names[a], names[b]) for a, b in units]):
        changed = figures(tally(other), draws=0)
        assert {n: f.value for n, f in changed.items()} == pytest.approx({n: f.value for n, f in plain.items()})


@given(st.lists(st.integers(0, 3), min_size=2, max_size=30), st.integers(2, 4))
@settings(max_examples=40, deadline=None)
def test_identical_coders_agree_wholly_or_leave_it_undefined(values: list[int], coders: int) -> None:
    for figure in figures(tally([(value,) * coders for value in values]), draws=0).values():
        assert figure.value is None or figure.value == pytest.approx(1)


def test_segments_drawn_freely() -> None:
    first = [(10, 30, "A"), (60, 80, "A")]
    assert unitizing([first, [(12, 34, "A"), (60, 75, "A")]], 100)["u_alpha"].value == pytest.approx(0.777, abs=5e-4)
    apart = unitizing([[(10, 30, "A")], [(50, 70, "A")]], 100)
    assert apart["u_alpha"].value == pytest.approx(-0.220, abs=5e-4)
    assert unitizing([first, first], 100)["u_alpha"].value == 1
    assert unitizing([[], []], 100)["u_alpha"].reason == "no_variation"
    assert unitizing([[(0, 9, "A"), (5, 12, "B")], first], 100)["u_alpha"].reason == "overlap"


def atoms_alpha(coders: list[list[tuple[int, int, str]]], length: int) -> float | None:
    """uα by its plain meaning: every pair of (coder, character) but pairs inside one unit."""
    line = [
        (next(((v, (n, a)) for a, b, v in own if a <= at < b), (None, (n, at, "gap"))), at, n)
        for n, own in enumerate(coders)
        for at in range(length)
    ]
    differing = [(x[0][0] != y[0][0]) for x in line for y in line if x[0][1] != y[0][1]]
    here = [(x[0][0] != y[0][0]) for x in line for y in line if x[1] == y[1] and x[2] != y[2]]
    expected = sum(differing) / len(differing)
    return 1 - (sum(here) / len(here)) / expected if expected else None


cuts = st.lists(st.integers(0, 14), min_size=2, max_size=6, unique=True).map(sorted)


@given(cuts, cuts)
@settings(max_examples=40, deadline=None)
def test_unitizing_alpha_is_what_all_pairs_of_characters_give(one: list[int], other: list[int]) -> None:
    def sections(cut: list[int]) -> list[tuple[int, int, str]]:
        return [(a, b, "AB"[at % 2]) for at, (a, b) in enumerate(zip(cut[::2], cut[1::2], strict=False))]

    found = unitizing([sections(one), sections(other)], 14)
    assert found["u_alpha"].value == pytest.approx(atoms_alpha([sections(one), sections(other)], 14))
    back = unitizing([sections(other), sections(one)], 14)
    assert {n: f.value for n, f in back.items()} == pytest.approx({n: f.value for n, f in found.items()})


def test_the_interval_of_unitizing_alpha_draws_stretches_that_no_section_crosses() -> None:
    coders = [
        [(at, at + 6, "A") for at in range(0, 400, 20)],
        [(at + (at % 3), at + 6, "A") for at in range(0, 400, 20) if at % 80],
    ]
    whole = unitizing(coders, 400)
    assert whole["u_alpha"].interval is None
    cut = unitizing(coders, 400, range(0, 400, 20))
    assert cut["u_alpha"].value == pytest.approx(whole["u_alpha"].value)
    low, high = cut["u_alpha"].interval or (1, 0)
    assert low < (cut["u_alpha"].value or 0) < high
    assert unitizing(coders, 400, range(0, 400, 20)) == cut, "the same data give the same interval"
    over = [[*coders[0][:-1], (300, 400, "A")], coders[1]]
    assert unitizing(over, 400, [340])["u_alpha"].interval is None, "a bound inside a section cuts nothing"
    alike = unitizing([coders[0], coders[0]], 400, range(0, 400, 20))
    assert alike["u_alpha"].interval == (1, 1)


@given(cuts, cuts, st.lists(st.integers(1, 13), max_size=5))
@settings(max_examples=40, deadline=None)
def test_where_the_continuum_is_cut_changes_no_value(one: list[int], other: list[int], bounds: list[int]) -> None:
    def sections(cut: list[int]) -> list[tuple[int, int, str]]:
        return [(a, b, "AB"[at % 2]) for at, (a, b) in enumerate(zip(cut[::2], cut[1::2], strict=False))]

    coders = [sections(one), sections(other)]
    whole = {n: f.value for n, f in unitizing(coders, 14).items()}
    assert {n: f.value for n, f in unitizing(coders, 14, bounds).items()} == pytest.approx(whole)
