"""Families of members: one module each, found by file name, loaded when asked for.

A family is a package; a member is a module without a leading underscore; its constant is the thing.
``role_ordered_matrix.py`` is ``role-ordered-matrix`` to the user. Third parties add members by entry
points of a group named like the package (``qualcode.displays``), looked up after the built-in names miss.
"""

from __future__ import annotations

import importlib
import pkgutil
from typing import Generic, TypeVar, cast

from qualcode.errors import UnknownName

T = TypeVar("T")


class Registry(Generic[T]):
    """The members of one family, by name."""

    def __init__(self, package: str, constant: str, kind: str) -> None:
        self.package = package
        self.constant = constant
        self.kind = kind
        self._names: tuple[str, ...] | None = None

    def names(self) -> tuple[str, ...]:
        """Built-in names in alphabetical order; imports the package, not its members."""
        if self._names is None:
            path = importlib.import_module(self.package).__path__
            modules = (info.name for info in pkgutil.iter_modules(path) if not info.name.startswith("_"))
            self._names = tuple(sorted(name.replace("_", "-") for name in modules))
        return self._names

    def added(self) -> tuple[str, ...]:
        """Names that third parties add, in alphabetical order."""
        from importlib.metadata import entry_points

        return tuple(sorted({entry.name for entry in entry_points(group=self.package)} - set(self.names())))

    def load(self, name: str) -> T:
        """One member; ``UnknownName`` with the known names if there is none."""
        if name in self.names():
            module = importlib.import_module(f"{self.package}.{name.replace('-', '_')}")
            return cast("T", getattr(module, self.constant))
        from importlib.metadata import entry_points

        for entry in entry_points(group=self.package, name=name):
            return cast("T", entry.load())
        raise UnknownName(self.kind, name, self.names())

    def load_all(self) -> tuple[T, ...]:
        """Every built-in member, by name."""
        return tuple(self.load(name) for name in self.names())
