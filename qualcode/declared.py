"""Records declared by their fields, whose methods are made when one is first called for.

``dataclasses`` writes and compiles the source of six methods a class when a module is imported: half a millisecond
each, for some eighty classes of which a command uses few. To ``fields`` and ``replace`` these are dataclasses all
the same.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import FrozenInstanceError, dataclass, field, fields, make_dataclass
from typing import Any, NoReturn, TypeVar, dataclass_transform

T = TypeVar("T")

_BARE: dict[str, bool] = {"init": False, "repr": False, "eq": False}
_RECORD = ("__init__", "__repr__", "__eq__", "__hash__", "__getstate__", "__setstate__")
_STATED = ("__init__", "__repr__", "__eq__")


@dataclass_transform(frozen_default=True, kw_only_default=True)
def record(declared: type[T]) -> type[T]:
    """A frozen record whose fields are given by name."""
    return _frozen(dataclass(slots=True, kw_only=True, **_BARE)(declared))


@dataclass_transform(frozen_default=True)
def value(declared: type[T]) -> type[T]:
    """A frozen record whose fields may be given in their order."""
    return _frozen(dataclass(slots=True, **_BARE)(declared))


@dataclass_transform()
def stated(declared: type[T]) -> type[T]:
    """An exception that carries facts as its fields."""
    return _completed_later(dataclass(**_BARE)(declared), _STATED)


def _frozen(made: type[T]) -> type[T]:
    made.__setattr__ = made.__delattr__ = _refused  # type: ignore[method-assign]
    return _completed_later(made, _RECORD, frozen=True, slots=True)


def _refused(self: object, name: str, value: object = None) -> NoReturn:
    del self, value
    raise FrozenInstanceError(name)


def _completed_later(made: type[T], methods: tuple[str, ...], **options: bool) -> type[T]:
    """The class with stand-ins for its methods; the first that is called takes those of a dataclass of its fields."""

    def complete() -> None:
        likeness = [(one.name, one.type, field(default=one.default, kw_only=one.kw_only)) for one in fields(made)]  # type: ignore[arg-type]
        twin = make_dataclass(made.__name__, likeness, **options)  # type: ignore[arg-type]
        for name in methods:
            setattr(made, name, getattr(twin, name))

    def stand_in(name: str) -> Callable[..., Any]:
        def method(self: object, *given: object, **named: object) -> Any:
            complete()
            return getattr(made, name)(self, *given, **named)

        return method

    for name in methods:
        setattr(made, name, stand_in(name))
    return made
