"""The desk at which a chapter is written: the study, the words, and what was said and quoted so far."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from qualcode.model import Passage, Source, Study, Technique
from qualcode.report.counting import Counter
from qualcode.report.document import (
    Block,
    Citation,
    Claim,
    Field,
    Mark,
    MarkKind,
    Paragraph,
    Quoted,
    Reference,
    Runs,
    Slot,
    Text,
)
from qualcode.report.passages import Passages, is_stale
from qualcode.report.people import People
from qualcode.report.profile import Profile
from qualcode.report.quotes import Quotes
from qualcode.report.sentences import Voice, spaced, titled
from qualcode.terms import Terms, terms_for

if TYPE_CHECKING:
    from qualcode.model import LogEntry
    from qualcode.report.references import Library

PROJECT = "project:study"
"""The record of the study as a whole, on which rests what is counted over all of it."""

CITED = 4
"""Sources that one citation names in full; the others are counted (and kept in the document)."""

CITED_IN_PROSE = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What every part of a chapter is written from.

    ``rules_at`` holds, for each display, its decision rules and the table that prints them; ``cut`` the reading
    of each display that stands in several tables, and the keys of these. ``journal`` gives the audit trail to what
    prints of it; ``printed`` and ``withheld`` are sources that appendices print in full or may not, ``changed`` the
    displays that differ from what was frozen.
    """

    study: Study
    profile: Profile
    terms: Terms
    voice: Voice
    counter: Counter
    people: People
    quotes: Quotes
    passages: Passages
    library: Library
    remarks: list[str] = field(default_factory=list)
    rules_at: dict[str, dict[str, str]] = field(default_factory=dict)
    cut: dict[str, tuple[str, list[str]]] = field(default_factory=dict)
    fields: list[Field] = field(default_factory=list)
    journal: Callable[[], Sequence[LogEntry]] = tuple
    printed: list[str] = field(default_factory=list)
    withheld: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)

    @classmethod
    def of(
        cls,
        study: Study,
        profile: Profile,
        library: Library | None = None,
        usual: Profile | None = None,
        journal: Callable[[], Sequence[LogEntry]] = tuple,
    ) -> Desk:
        """A desk with nothing written yet; ``usual`` numbers the findings chapter, where this is another one."""
        from qualcode.report.references import NO_LIBRARY

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
            passages=Passages(study, (usual or profile).chapter_number, profile.sections),
            library=library or NO_LIBRARY,
            journal=journal,
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
        key = self._field(Field(key="", section=section, slot=slot, focus=focus, finding=finding))
        return (Slot(text=text, section=section, slot=slot, focus=focus, finding=finding, field=key),)

    def written(self, section: str, *, focus: str = "", finding: str = "") -> tuple[Block, ...]:
        """The researcher's prose of a section that names no slot of it; nothing if there is none."""
        found = self.passages.rest(section, focus=focus, finding=finding)
        return tuple(block for passage in found for block in self.prose(passage))

    def prose(self, passage: Passage) -> tuple[Block, ...]:
        """The researcher's words, a paragraph for each stretch between blank lines; a mark first if they are stale."""
        stretches = passage.text.replace("\r\n", "\n").split("\n\n")
        stale = is_stale(self.study, passage)
        mark = (Mark(kind=MarkKind.STALE, text=self.word("stale_prose", passage=passage.id)),) if stale else ()
        key = self._field(
            Field(
                key="",
                section=passage.section,
                slot=passage.slot,
                focus=passage.focus or "",
                finding=passage.finding or "",
                passage=passage.id,
                text=passage.text,
            )
        )
        written = (
            Paragraph(runs=self.library.cited(part.strip()), written=True, field=key)
            for part in stretches
            if part.strip()
        )
        return (*mark, *written)

    def _field(self, found: Field) -> str:
        """The key of a field of the document, which is kept."""
        key = f"F{len(self.fields) + 1}"
        self.fields.append(replace(found, key=key))
        return key

    def claim(self, runs: Runs, *records: str, segments: Iterable[str] = ()) -> Runs:
        """A sentence with what it rests on: the segments that it cites or quotes, and those given; and records."""
        if not runs:
            return ()
        shown = [one for run in runs if isinstance(run, Citation) for one in run.segments]
        shown += [run.place.segment for run in runs if isinstance(run, Quoted)]
        rests = tuple(dict.fromkeys(one for one in (*shown, *segments) if one in self.study.segments))
        return (Claim(runs=runs, segments=rests, records=tuple(dict.fromkeys(records))),)

    def quoted(self, lead: Runs, segment: str, *beside: str) -> tuple[Block, ...]:
        """The sentence before a quotation and the quotation: set apart, or inside the text as the profile wants.

        The sentence rests on the quotation, and on the segments ``beside`` it that it compares it with.
        """
        lead = self.claim(lead, segments=[segment, *beside])
        if self.profile.sets_apart(self.study.segments[segment].quote):
            return (*paragraph(lead), self.quotes.block(segment))
        inside: Runs = (self.quotes.inline(segment), Text(" "), *self.quotes.citation([segment]), Text("."))
        return paragraph(lead, inside)

    def cite(self, segments: Iterable[str]) -> tuple[Citation, ...]:
        """Segments as one citation that names the first few and says how many more there are."""
        cited = self.quotes.citation(segments)
        most = CITED if self.profile.interview_cite == "code" else CITED_IN_PROSE
        if not cited or len(cited[0].segments) <= most:
            return cited
        known = cited[0].segments
        more = self.terms("conclusions.more", n=self.terms.number(len(known) - most + 1))
        return (Citation(text=f"{self.quotes.codes(known[: most - 1])}; {more}", segments=known),)

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
