"""The researcher's prose and where it belongs: a section of the chapter, a slot, a focus or finding.

A section goes by its key (``data``) or by its number in the profile (``4.3``). Prose whose slot the section does
not have stands at the section's end; nothing that was written is left out.
"""

from __future__ import annotations

import hashlib

from qualcode.conclusions.evidence import evidence_of
from qualcode.model import Finding, Passage, Study
from qualcode.report.profile import SECTIONS

SLOTS: dict[str, tuple[str, ...]] = {
    "site": ("description", "history", "map"),
    "informants": ("selection",),
    "data": ("opening", "interpretation", "explanation", "conflicts", "closing"),
    "findings": ("wording",),
    "discussion": ("discussion",),
    "trustworthiness": (
        "credibility",
        "transferability",
        "dependability",
        "confirmability",
        "utilization",
        "procedure",
    ),
    "conclusions": ("opening", "conclusion"),
    "recommendations": ("opening", "limits", "advice"),
    "summary": ("background", "closing"),
    "article": ("opening", "discussion"),
}
"""The slots of each section; the last of them is the section's main slot."""

NUMBERS = {
    **{f"4.{at}": key for at, key in enumerate(SECTIONS, 1)},
    "5.1": "conclusions",
    "5.2": "recommendations",
}
"""The usual numbers of the sections (method: the findings chapter), which hold in every profile."""

USUAL = (4, 5)
"""Numbers of the chapters of findings and conclusions; a profile that uses them numbers its own sections."""

MAIN = {"site": "description", "data": "closing"}


def main_slot(section: str) -> str:
    """The slot that prose of a section fills when it names none of the section's slots."""
    return MAIN.get(section, SLOTS[section][-1])


def basis(study: Study, *, focus: str | None = None, finding: str | None = None) -> str:
    """The digest of what prose on a focus or finding is written on: its findings, and the evidence under it.

    Kept in ``Passage.digest`` when the prose is written; where it differs later, the prose is stale.
    """
    named = study.find(Finding, finding)
    focuses = (focus,) if focus else named.focuses if named else ()
    findings = [one for one in study.findings if one.id == finding or set(focuses) & set(one.focuses)]
    said = [f"{one.id}|{one.text}|{one.position_phrase}|{one.position}" for one in findings]
    pieces = [
        f"{piece.segment}|{piece.quote}|{piece.valence}|{','.join(piece.codes)}|{piece.side}"
        for piece in evidence_of(
            study,
            focuses,
            [segment for one in findings for segment in one.evidence_for],
            [segment for one in findings for segment in one.evidence_against],
        )
    ]
    return hashlib.sha256("\n".join([*said, *pieces]).encode()).hexdigest()


def is_stale(study: Study, passage: Passage) -> bool:
    """Whether what a passage was written on has changed since; prose without a digest is never stale."""
    return bool(passage.digest) and passage.digest != basis(study, focus=passage.focus, finding=passage.finding)


class Passages:
    """The passages of a study, handed out once each."""

    def __init__(self, study: Study, chapter: int, sections: tuple[str, ...]) -> None:
        own = {f"{chapter}.{at}": key for at, key in enumerate(sections, 1)}
        self._numbers = own | NUMBERS if chapter not in USUAL else own | NUMBERS | own
        self._findings = study.by_id(Finding)
        self._waiting = {passage.id: passage for passage in study.passages if passage.text.strip()}

    def take(self, section: str, slot: str, *, focus: str = "", finding: str = "") -> tuple[Passage, ...]:
        """The passages of this slot, not to be had again."""
        found = [
            passage
            for passage in self._waiting.values()
            if self._belongs(passage, section, focus, finding) and self._slot(passage, section) == slot
        ]
        return self._handed(found)

    def rest(self, section: str, *, focus: str = "", finding: str = "") -> tuple[Passage, ...]:
        """What is left for this part of a section."""
        return self._handed([p for p in self._waiting.values() if self._belongs(p, section, focus, finding)])

    def unplaced(self, sections: tuple[str, ...]) -> tuple[Passage, ...]:
        """Passages of these sections that found no place in them."""
        return tuple(passage for passage in self._waiting.values() if self._section(passage) in sections)

    def _handed(self, found: list[Passage]) -> tuple[Passage, ...]:
        for passage in found:
            del self._waiting[passage.id]
        return tuple(found)

    def _section(self, passage: Passage) -> str:
        """The key of a passage's section; a deeper number (``4.3.1``) counts for the section above it."""
        name = passage.section.strip().casefold().rstrip(".")
        while name and name not in self._numbers and "." in name:
            name = name.rpartition(".")[0]
        return self._numbers.get(name, name)

    def _slot(self, passage: Passage, section: str) -> str:
        return passage.slot if passage.slot in SLOTS[section] else main_slot(section)

    def _belongs(self, passage: Passage, section: str, focus: str, finding: str) -> bool:
        if self._section(passage) != section:
            return False
        named = self._findings.get(passage.finding or "")
        if finding:
            return passage.finding == finding
        if passage.focus or (named and focus):
            return focus == passage.focus or bool(named and focus in named.focuses)
        return not focus and not passage.finding
