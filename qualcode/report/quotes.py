"""Quotations as the chapter prints them: exact, cited, each once, and none that may not be shown.

A quotation stands at one place of the chapter only: once it is printed, later places cite it.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from qualcode.collection.citations import citations
from qualcode.collection.positions import blocks_of, lines_of, own_line, speakers
from qualcode.collection.privacy import is_pseudonymised
from qualcode.model import Consent, ConsentScope, Segment, Source, Study
from qualcode.report.document import BlockQuotation, Citation, Place, Quoted

CONTEXT = 160
"""Characters of the text around a quotation that a reader can unfold."""


class Quotes:
    """Makes quotations of one document and remembers which text it has printed."""

    def __init__(self, study: Study) -> None:
        self._study = study
        self._codes = citations(study)
        self._printed: dict[str, list[tuple[int, int]]] = {}

    @cached_property
    def _consents(self) -> dict[str, list[Consent]]:
        found: dict[str, list[Consent]] = {}
        for consent in self._study.all(Consent):
            found.setdefault(consent.informant, []).append(consent)
        return found

    def barred(self, segment: str) -> tuple[str, ...]:
        """Informants whose words the segment holds and who did not agree to be quoted.

        Where the study keeps no consent records at all, nobody is barred; the checks say so.
        """
        if not self._consents:
            return ()
        record = self._study.get(Segment, segment)
        source = self._study.get(Source, record.source)
        return tuple(who for who in speakers(source, blocks_of(self._study, record)) if not self._agreed(who))

    def may_quote(self, informant: str) -> bool:
        """Whether an informant agreed to be quoted; True where the study keeps no consent records at all."""
        return not self._consents or self._agreed(informant)

    def _agreed(self, informant: str) -> bool:
        return any(
            not consent.withdrawn_on and (not consent.scope or ConsentScope.QUOTATION in consent.scope)
            for consent in self._consents.get(informant, ())
        )

    def code(self, segment: str) -> str:
        """The citation code of a segment."""
        return self._codes.get(segment, segment)

    def citation(self, segments: Iterable[str]) -> tuple[Citation, ...]:
        """The segments as one citation, or nothing if there are none."""
        known = tuple(dict.fromkeys(segment for segment in segments if segment in self._codes))
        if not known:
            return ()
        return (Citation(text=self.codes(known), segments=known),)

    def codes(self, segments: Iterable[str]) -> str:
        """Codes as one text; neighbours from one source share what names it (*W/I-01/12-03-2018/b.14, b.18*)."""
        parts: list[str] = []
        last: tuple[str, str] | None = None
        for segment in segments:
            code = self._codes[segment]
            named, slash, place = code.rpartition("/")
            source = (self._study.get(Segment, segment).source, named + slash)
            if slash and source == last:
                parts[-1] += f", {place}"
            else:
                parts.append(code)
            last = source
        return "; ".join(parts)

    def printed(self, segment: str) -> bool:
        """Whether this text, or a part of it, stands in the chapter already."""
        record = self._study.get(Segment, segment)
        places = self._printed.get(record.source, ())
        return any(start < record.end and record.start < end for start, end in places)

    def free(self, segment: str) -> bool:
        """Whether the segment may be quoted here: nobody is barred and it does not stand elsewhere."""
        return not self.barred(segment) and not self.printed(segment)

    def block(self, segment: str, attribution: str = "") -> BlockQuotation:
        """The segment as a quotation set apart; it counts as printed from now on."""
        record = self._study.get(Segment, segment)
        return BlockQuotation(
            text=record.quote,
            place=self._print(record),
            citation=Citation(text=self.code(segment), segments=(segment,)),
            attribution=attribution,
        )

    def inline(self, segment: str) -> Quoted:
        """The segment inside a sentence or cell; it counts as printed from now on."""
        record = self._study.get(Segment, segment)
        return Quoted(text=record.quote, place=self._print(record))

    def _print(self, segment: Segment) -> Place:
        self._printed.setdefault(segment.source, []).append((segment.start, segment.end))
        return place_of(self._study, segment)


def place_of(study: Study, segment: Segment) -> Place:
    """Where a segment stands, with the text around it."""
    source = study.get(Source, segment.source)
    text = study.text(source)
    first, last = lines_of(study, segment)
    own = own_line(source, first), own_line(source, last)
    open_ = is_pseudonymised(study, source.id)
    return Place(
        source=source.id,
        segment=segment.id,
        start=segment.start,
        end=segment.end,
        first_line=first,
        last_line=last,
        line_name=str(own[0]) if own[0] == own[1] else f"{own[0]}–{own[1]}",
        source_title=source.title,
        before=_before(text, segment.start) if open_ else "",
        after=_after(text, segment.end) if open_ else "",
        withheld=not open_,
    )


def _before(text: str, start: int) -> str:
    """What stands before a place, from its first word that is not cut in two."""
    found = text[max(0, start - CONTEXT) : start]
    cut = found.find(" ")
    return found if start <= CONTEXT or cut < 0 else found[cut + 1 :]


def _after(text: str, end: int) -> str:
    """What stands after a place, to its last word that is not cut in two."""
    found = text[end : end + CONTEXT]
    cut = found.rfind(" ")
    return found if end + CONTEXT >= len(text) or cut < 0 else found[:cut]
