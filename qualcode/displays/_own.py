"""Displays of the researcher's own: a YAML file in the study's folder ``displays`` declares one, without Python.

::

    title: Kedisiplinan menurut peran
    rows: role
    columns: code,DISIPLIN,JUJUR
    cell: quotes:2, summary
    order: role-list
    blank: TDT

``rows`` and ``columns`` name an axis and, if wanted, some of its lines; ``cell`` is what ``--cell`` takes.
``display: causal-network`` begins from a shipped matrix, network or chart instead of the free matrix; ``about`` and
``filter`` say what it is about and what it leaves out. The file is called like the display, and goes before a shipped
one of that name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qualcode import displays
from qualcode.collection.written_files import YamlFile, guess
from qualcode.errors import BadFile, Problem, UnknownName
from qualcode.model import Attribute, Study
from qualcode.reduction.filters import FILTER_NAMES
from qualcode.terms import Terms, terms_for

from . import _orders
from ._asked_cells import asked_cell
from ._axes import AXES
from ._lines import picked
from ._matrix import MatrixDisplay
from ._parts import Axis, Order
from ._print import sentence

if TYPE_CHECKING:
    from ._figure_display import FigureDisplay

FOLDER, SUFFIX = "displays", ".yaml"

ORDERS: Mapping[str, Order] = {
    "role-list": _orders.role_list,
    "contact-date": _orders.contact_date,
    "count": _orders.count_desc,
    "focus": _orders.focus,
}
"""Orders that can be asked for by name."""

_WORDS = ("title", "question", "reading", "page")
_KEYS = ("display", *_WORDS, "rules", "about", "filter")
_MATRIX_KEYS = (*_KEYS, "rows", "columns", "cell", "order", "column-order", "blank")


def own_names(study: Study) -> tuple[str, ...]:
    """Names of the displays that the study's folder declares."""
    if study.folder is None:
        return ()
    return tuple(sorted(path.stem for path in (study.folder / FOLDER).glob(f"*{SUFFIX}")))


def declaration(study: Study, name: str) -> MatrixDisplay | FigureDisplay:
    """The declaration of this name: the study's own before the shipped; ``UnknownName`` with all there are.

    ``BadFile`` for a file of the study that declares none.
    """
    own = own_names(study)
    if study.folder is not None and name in own:
        return _read(study.folder / FOLDER / f"{name}{SUFFIX}", study.project.language)
    try:
        return displays.load(name)
    except UnknownName as error:
        raise UnknownName(error.kind, name, (*own, *error.known)) from None


def _read(path: Path, language: str) -> MatrixDisplay | FigureDisplay:
    file = YamlFile(path)
    if not isinstance(file.data, Mapping):
        raise BadFile(path.name, (Problem("not_a_record", 1, ""),))
    problems: list[Problem] = []
    fields: dict[str, Any] = {}
    base: MatrixDisplay | FigureDisplay = displays.load_matrix("matrix")
    for key, value in sorted(file.data.items(), key=lambda one: one[0] != "display"):
        try:
            if key == "display":
                base = displays.load(str(value))
                fields = _words(base, terms_for(language))
            else:
                fields |= _field(base, str(key), value)
        except UnknownName as error:
            at, known = file.line(file.data, key), guess(error.name, error.known) or ", ".join(error.known)
            wrong = "unknown_key" if error.kind == "key" else "bad_value"
            problems.append(Problem(wrong, at, error.name if error.kind == "key" else f"{key}: {error.name}", known))
    if problems:
        raise BadFile(path.name, tuple(sorted(problems, key=lambda one: one.line or 0)))
    return replace(base, **{"title": path.stem, "reading": "", "page": "", **fields, "name": path.stem})


def _words(base: MatrixDisplay | FigureDisplay, terms: Terms) -> dict[str, str]:
    """What a shipped display asks and how it is read, in the study's language."""
    told = {name: sentence(terms, name, base.name, getattr(base, name)) for name in ("question", "reading")}
    return told | {"page": base.page}


def _field(base: MatrixDisplay | FigureDisplay, key: str, value: Any) -> dict[str, Any]:
    """One key of the file as a field of the declaration; ``UnknownName`` of kind *key*, or of what the value names."""
    keys = _MATRIX_KEYS if isinstance(base, MatrixDisplay) else _KEYS
    if key not in keys:
        raise UnknownName("key", key, keys)
    if key == "rules":
        return {key: tuple(map(str, value if isinstance(value, list) else [value]))}
    if key in ("about", "filter"):
        known = FILTER_NAMES if key == "filter" else tuple(one.name for one in base.options)
        return {"parameters" if key == "about" else key: _attributes(key, value, known)}
    text = _text(value)
    if key in ("rows", "columns"):
        return {key: _axis(text)}
    if key == "cell":
        return {key: asked_cell(text)}
    if key in ("order", "column-order"):
        if text not in ORDERS:
            raise UnknownName("order", text, tuple(ORDERS))
        return {key.replace("-", "_"): ORDERS[text]}
    return {key: text}


def _text(value: Any) -> str:
    return ",".join(map(str, value)) if isinstance(value, list) else str(value or "").strip()


def _attributes(kind: str, value: Any, known: tuple[str, ...]) -> tuple[Attribute, ...]:
    """Names with their values; ``UnknownName`` for a name that is none of those known."""
    if not isinstance(value, Mapping):
        raise UnknownName(kind, _text(value), known)
    for name in value:
        if name not in known:
            raise UnknownName(kind, str(name), known)
    return tuple(Attribute(name=str(name), value=_text(one)) for name, one in value.items())


def _axis(text: str) -> Axis:
    """An axis, or some of its lines where they are named after it."""
    name, *lines = (part.strip() for part in text.split(",") if part.strip())
    if name not in AXES:
        raise UnknownName("axis", name, tuple(AXES))
    axis = AXES[name]
    if not lines:
        return axis
    return replace(axis, items=lambda scope: picked((*axis.items(scope), *axis.more(scope)), tuple(lines), "line"))
