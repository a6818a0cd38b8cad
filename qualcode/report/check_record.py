"""One thing that an export check found."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from qualcode.report.document import Place


class Level(StrEnum):
    """Whether a check forbids the export or only shows something."""

    REFUSE = "refuse"
    FLAG = "flag"


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing found: ``what`` are its facts (ids, phrases), ``place`` a quotation's, ``section`` the chapter's.

    ``then`` is what the command that the check names is to be followed by; ``anchor`` the bookmark of the place in the
    document, where it is no quotation.
    """

    level: Level
    key: str
    what: str = ""
    place: Place | None = None
    section: str = ""
    then: str = ""
    anchor: str = ""

    @property
    def refuses(self) -> bool:
        """Whether the export is forbidden."""
        return self.level is Level.REFUSE

    @property
    def line(self) -> int | None:
        """The line of the source, for a check about a quotation."""
        return self.place.first_line if self.place else None


def flagged(key: str, what: str = "", section: str = "", then: str = "", *, anchor: str = "") -> Check:
    """Something to look at, which forbids nothing."""
    return Check(level=Level.FLAG, key=key, what=what, section=section, then=then, anchor=anchor)
