"""Stage 3, penyajian data: displays after Miles & Huberman, one file each, declared over a shared vocabulary.

``load(name)`` gives a display by its English or Indonesian name; ``display.build(study)`` its matrix or figure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.errors import UnknownName
from qualcode.registry import Registry

if TYPE_CHECKING:
    from qualcode.displays._figure_display import FigureDisplay
    from qualcode.displays._matrix import MatrixDisplay
    from qualcode.terms import Terms

DISPLAYS: Registry[MatrixDisplay | FigureDisplay] = Registry("qualcode.displays", "DISPLAY", "display")
"""Every display by name; a display is loaded when it is asked for."""


def load(name: str) -> MatrixDisplay | FigureDisplay:
    """A display by its English name or any name that the terms know; ``UnknownName`` if there is none."""
    return DISPLAYS.load(canonical(name))


def load_matrix(name: str) -> MatrixDisplay:
    """A display that is a matrix; ``BadValue`` with the matrices there are for one that is a figure."""
    from qualcode.displays._matrix import MatrixDisplay
    from qualcode.errors import BadValue

    found = load(name)
    if not isinstance(found, MatrixDisplay):
        raise BadValue("matrix", name, tuple(one.name for one in DISPLAYS.load_all() if one.kind == "matrix"))
    return found


def canonical(name: str) -> str:
    """The English name of a display that is called otherwise (``matriks-tata-peran``); unknown names stay."""
    from qualcode.terms import LANGUAGES, terms_for

    wanted = name.strip().casefold().replace(" ", "-").replace("_", "-")
    known = DISPLAYS.names()
    if wanted in known:
        return wanted
    for language in LANGUAGES:
        for display in known:
            if wanted in aliases(display, terms_for(language)):
                return display
    return name


def aliases(display: str, terms: Terms) -> tuple[str, ...]:
    """Other names of a display in a language."""
    try:
        return terms.several(f"displays.aliases.{display}")
    except UnknownName:
        return ()
