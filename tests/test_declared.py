"""Records are dataclasses to whoever uses them, though their methods are made when one is first called for."""

from __future__ import annotations

import copy
import pickle
import subprocess
import sys
from dataclasses import FrozenInstanceError, fields, is_dataclass, replace

import pytest

from qualcode.declared import record, stated, value


@record
class Visit:
    """A record with a field that is needed and one that is not."""

    place: str
    people: tuple[str, ...] = ()


@value
class Stretch:
    """A record given in order."""

    start: int
    end: int = 0


@stated
class Closed(Exception):
    """A problem with a fact."""

    door: str


def test_records_are_alike_when_their_fields_are() -> None:
    assert Visit(place="kantor") == Visit(place="kantor", people=())
    assert Visit(place="kantor") != Visit(place="pasar")
    assert Visit(place="kantor") != Stretch(1)
    assert len({Visit(place="kantor"), Visit(place="kantor"), Visit(place="pasar")}) == 2


def test_the_first_call_of_any_method_makes_them_all() -> None:
    @value
    class Fresh:
        number: int

    made = object.__new__(Fresh)
    made.__setstate__([3])  # type: ignore[attr-defined]
    assert repr(made).endswith("Fresh(number=3)")
    assert made == Fresh(3)


def test_a_record_never_changes() -> None:
    visit = Visit(place="kantor")
    for change in (lambda: setattr(visit, "place", "pasar"), lambda: delattr(visit, "place")):
        with pytest.raises(FrozenInstanceError):
            change()
    with pytest.raises(FrozenInstanceError):
        visit.other = 1  # type: ignore[attr-defined]
    assert not hasattr(visit, "__dict__")


def test_a_field_that_is_needed_is_asked_for() -> None:
    with pytest.raises(TypeError, match="place"):
        Visit()  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        Visit("kantor")  # type: ignore[misc]
    assert Stretch(1, end=2) == Stretch(1, 2)


def test_records_are_dataclasses() -> None:
    assert is_dataclass(Visit)
    assert [(one.name, one.default) for one in fields(Stretch)][1] == ("end", 0)
    assert replace(Visit(place="kantor"), people=("I-01",)) == Visit(place="kantor", people=("I-01",))


def test_records_go_through_copy_and_pickle() -> None:
    visit = Visit(place="kantor", people=("I-01",))
    assert pickle.loads(pickle.dumps(visit)) == copy.copy(visit) == visit  # noqa: S301 - our own bytes


def test_a_stated_problem_keeps_its_facts() -> None:
    with pytest.raises(Closed) as caught:
        raise Closed("depan")
    assert caught.value.door == "depan"
    assert caught.value == Closed("depan")
    caught.value.door = "belakang"


USED_AT_ONCE = 2
"""A kind (of record) and who holds an office unless a project says otherwise are made at once."""

PROBE = """
import dataclasses, enum, pathlib, re, sys, typing
written = []
sys.addaudithook(lambda event, facts: event == "compile" and facts[1] == "<string>" and written.append(facts[0]))
import qualcode.errors, qualcode.model
print(len([source for source in written if source and (b"__create_fn__" in source or b"__init__" in source)]))
"""


def test_importing_all_kinds_of_record_writes_the_methods_of_no_more_than_are_made_then() -> None:
    run = subprocess.run([sys.executable, "-c", PROBE], capture_output=True, text=True, check=True)
    assert int(run.stdout) <= USED_AT_ONCE
