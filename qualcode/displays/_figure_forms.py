"""How the contents of figures are shown: drawn, told in lines of text, listed in tables, explained by a legend.

A form is found by the name that the content gives (``Content.form``); a new kind of content adds one line.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol

from qualcode.declared import record
from qualcode.terms import terms_for

from ._result import References

if TYPE_CHECKING:
    from qualcode.terms import Terms

    from ._drawing.scene import Scene
    from ._figure import Content, Figure, Panel

FORMS: Mapping[str, str] = {"network": "qualcode.displays._net_form"}
"""Name → module whose ``FORM`` shows contents of that name; third parties name theirs ``package.module``."""


@record
class Room:
    """The page that a drawing is made for, in points: it should be no wider, and no higher."""

    width: float
    height: float


@record
class TableRow:
    """A row of a table under a figure: the key of its mark, its cells, the segments that it leads to."""

    key: str
    cells: tuple[str, ...]
    segments: References = ()


@record
class FigureTable:
    """What a figure shows, in rows: every mark once. The evidence is a column of its own beside ``heads``.

    The first ``kept`` columns always stand; a further one only where a row has something in it.
    """

    title: str
    heads: tuple[str, ...]
    rows: tuple[TableRow, ...]
    kept: int = 2


class Form(Protocol):
    """How contents of one kind are shown. Each takes the content and the words of the document."""

    def scenes(self, content: Any, terms: Terms, room: Room) -> tuple[Scene, ...]:
        """The drawing, in pieces where one page cannot hold it; groups carry the key of their mark."""

    def lines(self, content: Any, terms: Terms, width: int) -> list[str]:
        """The content in lines of text of at most ``width`` characters."""

    def tables(self, content: Any, terms: Terms) -> tuple[FigureTable, ...]:
        """The content in tables: a row for each of its marks."""

    def legend(self, contents: Sequence[Any], terms: Terms) -> dict[str, str]:
        """Sign or kind of line → meaning, of what the contents use."""


def form_of(content: Content) -> Form:
    """The form of a content."""
    form: Form = import_module(FORMS.get(content.form, content.form)).FORM
    return form


def told(panel: Panel, figure: Figure, width: int) -> list[str]:
    """A panel in lines of text."""
    return form_of(panel.content).lines(panel.content, terms_for(figure.language), width)
