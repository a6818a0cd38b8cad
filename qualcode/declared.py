"""Records declared by their fields, whose methods are made when one is first called for.

``dataclasses`` writes and compiles the source of six methods a class when a module is imported: half a millisecond
each, for some eighty classes of which a command uses few. To ``fields`` and ``replace`` these are dataclasses all
the same.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import MISSING, FrozenInstanceError, dataclass, field, fields, make_dataclass
from itertools import repeat
from operator import attrgetter
from typing import Any, NoReturn, TypeVar, dataclass_transform

T = TypeVar("T")
Column = Iterable[Any]

_BARE: dict[str, bool] = {"init": False, "repr": False, "eq": False}
_RECORD = ("__repr__", "__eq__", "__hash__", "__getstate__", "__setstate__")
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


def filled(made: type[T], count: int, columns: Iterable[tuple[str, Column]]) -> list[T]:
    """So many records of a frozen type, from a column of values for each field: as ``__init__`` does it, but in C."""
    new: Any = made.__new__
    records: list[T] = list(map(new, repeat(made, count)))
    for name, column in columns:
        deque(map(getattr(made, name).__set__, records, column), maxlen=0)
    return records


def varied(records: Sequence[T], **columns: Column) -> list[T]:
    """Records of one frozen type with other values in some fields, each a column of as many values."""
    if not records:
        return []
    made = type(records[0])
    names = (one.name for one in fields(made))  # type: ignore[arg-type]
    return filled(made, len(records), ((name, columns.get(name, map(attrgetter(name), records))) for name in names))


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

    def stand_in(name: str, complete: Callable[[], None]) -> Callable[..., Any]:
        def method(self: object, *given: object, **named: object) -> Any:
            complete()
            return getattr(made, name)(self, *given, **named)

        return method

    for name in methods:
        setattr(made, name, stand_in(name, complete))
    if options.get("frozen"):
        made.__init__ = stand_in("__init__", lambda: _fill_slots(made))  # type: ignore[method-assign]
    return made


def _fill_slots(made: type) -> None:
    """Give a class an ``__init__`` that fills its slots, for half of what ``object.__setattr__`` costs a field."""
    filled = fields(made)
    names: dict[str, object] = {f"_fill_{one.name}": made.__dict__[one.name].__set__ for one in filled}
    names |= {f"_else_{one.name}": one.default for one in filled if one.default is not MISSING}
    taken = (one.name if one.default is MISSING else f"{one.name}=_else_{one.name}" for one in filled)
    by_name = ["*"] if any(one.kw_only for one in filled) else []
    body = "".join(f"    _fill_{one.name}(self, {one.name})\n" for one in filled)
    source = f"def __init__({', '.join(['self', *by_name, *taken])}):\n{body or '    pass'}"
    exec(source, names)  # noqa: S102 - made of the names of fields alone
    made.__init__ = names["__init__"]  # type: ignore[misc]
