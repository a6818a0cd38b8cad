"""Words proposed as keywords: how often they are right, counted as the keyword would be found."""

from __future__ import annotations

import pytest

from qualcode.errors import UnknownName
from qualcode.model import Code
from qualcode.reduction.suggestion import proposed_keywords
from tests.builders import StudyBuilder
from tests.reduction.suggesting.queues import LAMP, WAIT, builder


def test_words_of_the_matter_are_proposed_with_their_record() -> None:
    study = builder(coded=60).study()
    found = proposed_keywords(study, "LISTRIK")
    assert {one.text for one in found if " " not in one.text} <= set(LAMP)
    assert len(found) >= 4
    assert all(one.new <= one.right <= one.stood and one.right * 2 >= one.stood for one in found)
    assert not {one.text for one in found} & {"lampu", *WAIT}


def test_the_record_is_counted_over_passages() -> None:
    made = StudyBuilder().informant("I-01", "Warga").add(
        Code(id="ANTRE", name="Antrean", keywords=("antre",)), Code(id="LAIN", name="Lain", order=1)
    )  # fmt: skip
    lines = [
        "genset, genset mati",
        "genset rusak",
        "antre genset lama",
        "genset hidup",
        "hujan turun",
        "jalan jauh",
        "pasar ramai",
        "ikan segar",
    ]
    made.interview("W-01", "I-01", "\n".join(f"P: Lalu?\nI: {line}" for line in lines))
    for line, code in zip(lines, ("ANTRE",) * 3 + ("LAIN",) * 5, strict=True):
        made.code("W-01", line, code)
    (found,) = proposed_keywords(made.study(), "ANTRE")
    assert (found.text, found.right, found.stood, found.new) == ("genset", 3, 4, 2)


def test_names_of_people_are_not_proposed() -> None:
    made = StudyBuilder().informant("I-01", "Warga").add(
        Code(id="ANTRE", name="Antrean", keywords=("antre",)), Code(id="LAIN", name="Lain", order=1)
    )  # fmt: skip
    lines = ["genset Sudarmo mati", "genset Sudarmo rusak", "Pak Sudarmo di genset", "hujan turun", "jalan jauh"]
    made.interview("W-01", "I-01", "\n".join(f"P: Lalu?\nI: {line}" for line in lines))
    for line, code in zip(lines, ("ANTRE",) * 3 + ("LAIN",) * 2, strict=True):
        made.code("W-01", line, code)
    assert [one.text for one in proposed_keywords(made.study(), "ANTRE")] == ["genset"]


def test_nothing_decided_proposes_nothing_and_no_code_is_an_error() -> None:
    study = builder(coded=0).study()
    assert proposed_keywords(study, "ANTRE") == ()
    with pytest.raises(UnknownName):
        proposed_keywords(study, "ENTAH")
