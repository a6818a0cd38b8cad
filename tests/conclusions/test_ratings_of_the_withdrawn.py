"""Who withdrew consent is no subject of a rating that a test rests on, not even by a code."""

from __future__ import annotations

from qualcode.conclusions.ratings import latest, standing
from qualcode.model import Case, Consent, Rating, ScaleValue, Variable
from tests.builders import StudyBuilder


def test_ratings_of_somebody_who_withdrew_stand_in_no_test() -> None:
    made = StudyBuilder().informant("I-1", "Staf").informant("I-2", "Staf")
    made.add(Variable(id="V-1", name="Disiplin", values=(ScaleValue(value=1, label="rendah"),)))
    made.add(Case(id="KS-1", label="Kasus 1", informants=("I-1",)))
    made.add(*(Rating(id=f"P-{n}", subject=ref, variable="V-1", values=(1,)) for n, ref in enumerate(
        ("informant:I-1", "case:KS-1", "informant:I-2", "role:Staf")
    )))  # fmt: skip
    assert set(latest(made.study(), "V-1")) == {"informant:I-1", "informant:I-2", "role:Staf"}
    study = made.add(Consent(id="PS-1", informant="I-1", withdrawn_on="2018-05")).study()
    assert set(latest(study, "V-1")) == {"informant:I-2", "role:Staf"}
    assert [one.id for one in standing(study)] == ["P-2", "P-3"]
