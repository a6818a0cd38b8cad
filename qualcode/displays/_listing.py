"""Which displays there are: what each needs and lacks, and all that can be built."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from qualcode import displays
from qualcode.errors import BadFile, DisplayNotReady
from qualcode.i18n import _
from qualcode.model import Display, Study
from qualcode.terms import terms_for

from ._kept import opened
from ._own import declaration, own_names
from ._print import sentence

if TYPE_CHECKING:
    from ._figure import Figure
    from ._figure_display import FigureDisplay
    from ._matrix import MatrixDisplay
    from ._result import Matrix


def _declared() -> tuple[str, ...]:
    """The program's displays, then those of other packages."""
    return (*displays.DISPLAYS.names(), *displays.DISPLAYS.added())


def listed(study: Study) -> list[dict[str, Any]]:
    """What each display needs and whether the study has it; displays that the researcher keeps come last."""
    declared, rows = [], []
    for name in dict.fromkeys((*_declared(), *own_names(study))):
        try:
            one = declaration(study, name)
        except BadFile as unreadable:
            rows.append(_unreadable(name, unreadable))
            continue
        declared.append(one)
        rows.append(_listed(study, one, one.name, ""))
    known = {one.name: one for one in declared}
    kept = (record for record in study.all(Display) if record.id not in known and record.type in known)
    return [*rows, *(_listed(study, known[record.type], record.id, record.title) for record in kept)]


def _unreadable(name: str, error: BadFile) -> dict[str, Any]:
    """A display of the researcher's own whose file cannot be read, as one that is not ready."""
    lacks = _("{file} cannot be used; what is wrong with it says: qualcode display show {name}")
    return {
        "name": name,
        "kind": "matrix",
        "title": name,
        "needs": [],
        "ready": False,
        "missing": [lacks.format(file=f"displays/{error.path}", name=name)],
    }


def _listed(study: Study, declared: MatrixDisplay | FigureDisplay, name: str, title: str) -> dict[str, Any]:
    missing = declared.missing(study)
    own = study.find(Display, name)
    words = sentence(terms_for(study.project.language), "title", declared.name, declared.title or declared.name)
    return {
        "name": name,
        "kind": declared.kind,
        "title": title or (own.title if own is not None and own.title else words),
        "needs": [need.field for need in declared.needs],
        "ready": not missing,
        "missing": list(missing),
    }


def all_displays(study: Study) -> tuple[Matrix | Figure, ...]:
    """Every display that can be built, those that the researcher keeps under other names included."""
    return tuple(each_display(study))


def each_display(study: Study) -> Iterator[Matrix | Figure]:
    """The same one after the other, each built when it is asked for."""
    names = (*_declared(), *own_names(study), *(one.id for one in study.all(Display)))
    for name in dict.fromkeys(names):
        declared, record_id = opened(study, name)
        try:
            yield declared.build(study, record=record_id)
        except DisplayNotReady:
            continue
