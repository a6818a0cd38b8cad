"""Every family: a member is a module, called like its file, that explains itself; a stranger finds its place too."""

from __future__ import annotations

import importlib
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any

import pytest

from qualcode.collection.readers import READERS
from qualcode.conclusions.tactics import TACTICS
from qualcode.displays import DISPLAYS
from qualcode.errors import UnknownName
from qualcode.registry import Registry
from qualcode.report.writers import WRITERS

FAMILIES: tuple[Registry[Any], ...] = (READERS, DISPLAYS, TACTICS, WRITERS)
MEMBERS = [(family, name) for family in FAMILIES for name in family.names()]


@pytest.mark.parametrize(("family", "name"), MEMBERS, ids=[f"{family.kind} {name}" for family, name in MEMBERS])
def test_a_member_is_called_like_its_file_and_explains_itself(family: Registry[Any], name: str) -> None:
    module = importlib.import_module(f"{family.package}.{name.replace('-', '_')}")
    assert getattr(module, family.constant).name == name
    assert len(module.__doc__ or "") > 20
    public = [key for key, value in vars(module).items() if key.isupper() and type(value) is type(family.load(name))]
    assert public == [family.constant]


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.kind)
def test_an_unknown_name_is_answered_with_the_known_ones(family: Registry[Any]) -> None:
    with pytest.raises(UnknownName) as raised:
        family.load("tidak-ada")
    assert raised.value.known == family.names()


def test_a_third_party_adds_a_member_by_entry_point(monkeypatch: pytest.MonkeyPatch) -> None:
    def entry_points(*, group: str, name: str) -> list[EntryPoint]:
        found = EntryPoint("matriks-kampus", "qualcode.displays.role_ordered_matrix:DISPLAY", "qualcode.displays")
        return [found] if (group, name) == (found.group, found.name) else []

    monkeypatch.setattr("importlib.metadata.entry_points", entry_points)
    assert DISPLAYS.load("matriks-kampus") is DISPLAYS.load("role-ordered-matrix")


def test_every_module_says_what_it_is_for_and_stays_readable() -> None:
    package = Path(importlib.import_module("qualcode").__file__ or "").parent
    for path in package.rglob("*.py"):
        text = path.read_text("utf-8")
        assert text.lstrip().startswith('"""'), path
        assert text.count("\n") <= 400, f"{path} is too long to be read in one go"
        assert path.stem not in {"utils", "helpers", "manager", "handler", "data", "info"}, path
