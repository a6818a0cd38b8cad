"""Filters keep what they name, take labels for ids, and refuse what is not there."""

from __future__ import annotations

from typing import Any

import pytest

from qualcode.errors import BadValue, UnknownName
from qualcode.model import About, Code, Period, Technique, Valence
from qualcode.reduction.coded import coded
from qualcode.reduction.filters import Filter
from tests.builders import StudyBuilder


def builder() -> StudyBuilder:
    made = StudyBuilder().focus("DISIPLIN", "Kedisiplinan").focus("JUJUR")
    made.add(Code(id="JAM", name="Jam", parent="DISIPLIN", order=5), Period(id="P1", label="Awal"))
    made.informant("I-01", "Lurah").informant("I-02", "Warga")
    made.interview("W-01", "I-01", "I: Datang pagi.", period="P1").interview(
        "W-02", "I-02", "I: Jujur saja.", date="2018-04"
    )
    made.sheet("O-01", "Loket kosong.", date="")
    made.code("W-01", "Datang pagi", "JAM", "+").code("W-02", "Jujur", "JUJUR", "-", coder="bayu", round=2)
    return made.code("O-01", "kosong", "DISIPLIN", about=About(informant="I-02"))


@pytest.mark.parametrize(
    ("fields", "kept"),
    [
        ({}, ["K-01", "K-02", "K-03"]),
        ({"code": ("DISIPLIN",)}, ["K-01", "K-03"]),
        ({"code": ("DISIPLIN",), "exact": True}, ["K-03"]),
        ({"focus": ("Kedisiplinan",)}, ["K-01", "K-03"]),
        ({"role": ("warga",)}, ["K-02", "K-03"]),
        ({"informant": ("I-01",)}, ["K-01"]),
        ({"technique": (Technique.OBSERVATION,)}, ["K-03"]),
        ({"source": ("W-01", "W-02")}, ["K-01", "K-02"]),
        ({"period": ("P1",)}, ["K-01"]),
        ({"from_": "2018-03-12"}, ["K-01", "K-02"]),
        ({"from_": "2018-04"}, ["K-02"]),
        ({"to": "2018-03"}, ["K-01"]),
        ({"coder": ("bayu",)}, ["K-02"]),
        ({"round": (2,)}, ["K-02"]),
        ({"valence": (Valence.POSITIVE, Valence.NEGATIVE)}, ["K-01", "K-02"]),
        ({"coder": ("bayu",), "code": ("DISIPLIN",)}, []),
    ],
)
def test_what_is_kept(fields: dict[str, Any], kept: list[str]) -> None:
    study = builder().study()
    wanted = Filter(**fields).checked(study)
    assert [one.coding.id for one in coded(study) if wanted.matches(one)] == kept
    assert bool(wanted) is bool(fields)


@pytest.mark.parametrize(
    "fields", [{"code": ("JAMM",)}, {"focus": ("X",)}, {"coder": ("tidak ada",)}, {"source": ("W-09",)}]
)
def test_unknown_names_are_refused_with_the_known_ones(fields: dict[str, Any]) -> None:
    with pytest.raises(UnknownName) as caught:
        Filter(**fields).checked(builder().study())
    assert caught.value.known


@pytest.mark.parametrize("date", ["12-03-2018", "2018-3", "x"])
def test_a_bound_that_is_no_date_is_refused(date: str) -> None:
    with pytest.raises(BadValue):
        Filter(from_=date).checked(builder().study())


def test_sources_are_taken_by_what_can_be_told_of_them() -> None:
    study = builder().study()
    wanted = Filter(role=("Lurah",), code=("JUJUR",)).checked(study)
    assert [source.id for source in study.sources if wanted.takes(study, source)] == ["W-01"]
