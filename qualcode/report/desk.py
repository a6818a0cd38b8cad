"""The desk at which a chapter is written: the study, the words, and what was said and quoted so far."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from qualcode.model import Passage, Source, Study, Technique
from qualcode.report.counting import Counter
from qualcode.report.document import Block, Citation, Mark, MarkKind, Paragraph, Reference, Runs, Slot, Text
from qualcode.report.passages import Passages, is_stale
from qualcode.report.people import People
from qualcode.report.profile import Profile
from qualcode.report.quotes import Quotes
from qualcode.report.sentences import Voice, spaced, titled
from qualcode.terms import Terms, terms_for

CITED = 4
"""Sources that one citation names in full; the others are counted (and kept in the document)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What every part of a chapter is written from.

    ``rules_at`` holds, for each display, its decision rules and the table that prints them; ``cut`` the reading
    of each display that stands in several tables, and the keys of these.
    """

    study: Study
    profile: Profile
    terms: Terms
    voice: Voice
    counter: Counter
    people: People
    quotes: Quotes
    passages: Passages
    remarks: list[str] = field(default_factory=list)
    rules_at: dict[str, dict[str, str]] = field(default_factory=dict)
    cut: dict[str, tuple[str, list[str]]] = field(default_factory=dict)

    @classmethod
    def of(cls, study: Study, profile: Profile) -> Desk:
        """A desk with nothing written yet."""
        language = study.project.language
        terms = terms_for(language)
        voice = Voice(profile, language)
        return cls(
            study=study,
            profile=profile,
            terms=terms,
            voice=voice,
            counter=Counter(voice, terms, profile.number_words),
            people=People(study),
            quotes=Quotes(study),
            passages=Passages(study, profile.chapter_number, profile.sections),
        )

    def word(self, name: str, /, **values: object) -> str:
        """A word of the chapter in the document's language."""
        return self.terms(f"chapter.{name}", **values)

    def slot(
        self, section: str, slot: str, *, focus: str = "", finding: str = "", **values: object
    ) -> tuple[Block, ...]:
        """The researcher's prose of a slot, or the open slot naming what is to be written."""
        found = self.passages.take(section, slot, focus=focus, finding=finding)
        if found:
            return tuple(block for passage in found for block in self.prose(passage))
        text = self.word(f"slots.{section}.{slot}", **values)
        return (Slot(text=text, section=section, slot=slot, focus=focus, finding=finding),)

    def written(self, section: str, *, focus: str = "", finding: str = "") -> tuple[Block, ...]:
        """The researcher's prose of a section that names no slot of it; nothing if there is none."""
        found = self.passages.rest(section, focus=focus, finding=finding)
        return tuple(block for passage in found for block in self.prose(passage))

    def prose(self, passage: Passage) -> tuple[Block, ...]:
        """The researcher's words, a paragraph for each stretch between blank lines; a mark first if they are stale."""
        stretches = passage.text.replace("\r\n", "\n").split("\n\n")
        stale = is_stale(self.study, passage)
        mark = (Mark(kind=MarkKind.STALE, text=self.word("stale_prose", passage=passage.id)),) if stale else ()
        written = (Paragraph(runs=(Text(part.strip()),), written=True) for part in stretches if part.strip())
        return (*mark, *written)

    def cite(self, segments: Iterable[str]) -> tuple[Citation, ...]:
        """Segments as one citation that names the first few and says how many more there are."""
        cited = self.quotes.citation(segments)
        if not cited or len(cited[0].segments) <= CITED:
            return cited
        known = cited[0].segments
        more = self.terms("conclusions.more", n=self.terms.number(len(known) - CITED + 1))
        return (Citation(text=f"{self.quotes.codes(known[: CITED - 1])}; {more}", segments=known),)

    def sources(self, technique: Technique) -> tuple[Source, ...]:
        """The sources of one technique, in order of collection."""
        return tuple(source for source in self.study.sources if source.technique is technique)

    def heading(self, label: str) -> str:
        """A label as a heading, with the capitals of a title."""
        return titled(label, self.terms.several("chapter.small_words"))

    def counted(self, technique: Technique, count: int) -> str:
        """So many sources of a technique: *satu dokumen*, *tiga pengamatan*."""
        if count == 1:
            return self.word(f"sources.{technique.value}_one")
        return self.word(f"sources.{technique.value}", n=self.counter.number(count))

    def table(self, key: str) -> Reference:
        """A mention of a table."""
        return Reference(target=key)


def paragraph(*sentences: Runs) -> tuple[Paragraph, ...]:
    """Sentences as one paragraph; nothing if there are none."""
    runs = spaced(*sentences)
    return (Paragraph(runs=runs),) if runs else ()


def listed(desk: Desk, items: Sequence[str]) -> str:
    """Items as one phrase in the document's language."""
    return desk.terms.listed(list(dict.fromkeys(items)))
