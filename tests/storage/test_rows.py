"""Whatever a record can hold comes back from its row as it was: every kind, every field, by generated values."""

from __future__ import annotations

import types
from dataclasses import is_dataclass
from enum import Enum
from typing import Any, Union, get_args, get_origin

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qualcode.model import KINDS, Kind, id_of
from qualcode.model.plain import from_plain, hints, to_plain
from qualcode.storage.store import Store

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=12)


def values(hint: Any) -> st.SearchStrategy[Any]:
    """Any value of a field's type."""
    if get_origin(hint) in (Union, types.UnionType):
        return st.none() | values(next(part for part in get_args(hint) if part is not types.NoneType))
    if get_origin(hint) is tuple:
        return st.lists(values(get_args(hint)[0]), max_size=2).map(tuple)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return st.sampled_from(list(hint))
    if is_dataclass(hint):
        return records(hint)  # type: ignore[arg-type]
    return {
        str: TEXT,
        bool: st.booleans(),
        int: st.integers(0, 2**40),
        float: st.floats(0, 1),
    }[hint]


def records(record_type: type, **fixed: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Any record of a type."""
    return st.builds(record_type, **({name: values(hint) for name, hint in hints(record_type).items()} | fixed))


def of_kind(kind: Kind) -> st.SearchStrategy[Any]:
    fixed: dict[str, st.SearchStrategy[Any]] = {}
    if kind.name == "project":
        fixed["id"] = st.just("study")
    if "start" in hints(kind.type) and kind.name in ("segment", "block"):
        fixed |= {"start": st.just(0), "end": st.integers(1, 9)}
    return records(kind.type, **fixed)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_record_survives_its_row_and_its_plain_form(
    kind: Kind, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    record = data.draw(of_kind(kind))
    assert from_plain(kind.type, to_plain(record)) == record
    with Store.create(tmp_path_factory.mktemp("baris") / "s") as store:
        store._db.execute("PRAGMA foreign_keys = OFF")
        with store.act("put") as act:
            act.put(record)
        stored = store.study().by_id(kind.type)
        assert dict(stored) == {id_of(record): record}
        names = tuple(hints(kind.type))
        assert store.study().columns(kind.type, *names) == tuple((getattr(record, name),) for name in names)
        assert store.study().distinct(kind.type, names[-1]) == {getattr(record, names[-1])}
        store.undo()
        assert store.study().all(kind.type) == ()
        store.redo()
        assert store.study().all(kind.type) == (record,)
