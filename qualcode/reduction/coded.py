"""Codings with what displays, tactics and lists need beside them, derived once for a study.

Whose words a coding holds, which role and time it speaks of, and what its absence means
(method: derived values that displays and tactics share).
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass

from qualcode.collection.positions import blocks_of, speakers
from qualcode.collection.privacy import withdrawn
from qualcode.model import (
    IMPORTER,
    About,
    Block,
    BlockKind,
    Code,
    Coding,
    DataMark,
    Informant,
    Period,
    PeriodScheme,
    Segment,
    Source,
    Study,
    Technique,
    Valence,
)
from qualcode.reduction.asked import Asked, asked, intended
from qualcode.reduction.code_tree import code_order, codes_of_focus, descendants, focus_of, lineage

__all__ = [
    "Asked",
    "CodedSegment",
    "Times",
    "asked",
    "coded",
    "codes_of_focus",
    "descendants",
    "focus_of",
    "informants_on",
    "net_valence",
    "proposed_mark",
]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where words stand: in which blocks of a source, spoken by whom, of which role and time.

    Many codings share one: those in the same blocks of a source with the same *about*. ``counts`` tells whether it
    may be evidence: no words of informants who withdrew their consent, nor what the observer thinks (a memo, no data).
    """

    source: Source
    blocks: tuple[Block, ...]
    informants: tuple[str, ...]
    roles: tuple[str, ...]
    about_role: str | None
    period: str | None
    date: str
    undated: bool
    counts: bool


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a code brings along: itself and every code above it, and the focuses that it belongs to."""

    code: Code
    focuses: tuple[str, ...]
    lineage: frozenset[str]


@dataclass(frozen=True, slots=True)
class CodedSegment:
    """A coding with its segment, source, code and what is derived from them.

    ``informants`` are the speakers of the answers that the segment touches; in an observation or document
    only whom *about* names. ``about_role`` is the role spoken of, where the coding gives one.
    ``period`` is that of *about* if given, else the source's; ``undated`` tells that *about* gives no time.
    ``lineage`` holds the code and every code above it, ``focuses`` what it belongs to.
    """

    coding: Coding
    segment: Segment
    standing: Standing
    meaning: Meaning

    @property
    def source(self) -> Source:
        """The source of the segment."""
        return self.standing.source

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks that the segment touches, in order."""
        return self.standing.blocks

    @property
    def informants(self) -> tuple[str, ...]:
        """The speakers of the answers that the segment touches, or whom *about* names."""
        return self.standing.informants

    @property
    def roles(self) -> tuple[str, ...]:
        """The roles of the informants, each once."""
        return self.standing.roles

    @property
    def about_role(self) -> str | None:
        """The role spoken of, where the coding gives one."""
        return self.standing.about_role

    @property
    def period(self) -> str | None:
        """The period that *about* gives, else that of the source."""
        return self.standing.period

    @property
    def date(self) -> str:
        """The date that *about* gives, else that of the source."""
        return self.standing.date

    @property
    def undated(self) -> bool:
        """Whether *about* gives no time."""
        return self.standing.undated

    @property
    def code(self) -> Code:
        """The code that was given."""
        return self.meaning.code

    @property
    def focuses(self) -> tuple[str, ...]:
        """The focuses that the code belongs to."""
        return self.meaning.focuses

    @property
    def lineage(self) -> frozenset[str]:
        """The code and every code above it."""
        return self.meaning.lineage

    @property
    def technique(self) -> Technique:
        """How the source came about."""
        return self.source.technique

    @property
    def role(self) -> str | None:
        """The speaker's role; None without speakers or with speakers of several roles."""
        return self.roles[0] if len(self.roles) == 1 else None

    @property
    def role_spoken_of(self) -> str | None:
        """The role spoken about where *about* gives it, else the speaker's."""
        return self.about_role or self.role

    @property
    def valence(self) -> Valence | None:
        """The coding's valence."""
        return self.coding.valence


def coded(study: Study) -> tuple[CodedSegment, ...]:
    """Every coding whose words stand in the text, by source, start, end and code in codebook order, then by id."""
    return study.derived(_coded)


def evidence(study: Study) -> tuple[CodedSegment, ...]:
    """The codings that displays and conclusions rest on.

    Those of the coders that the project names, else all but those that a transcript brought along and nobody accepted;
    none of informants who withdrew their consent, and none on what the observer thinks (a memo, and no data).
    """
    return study.derived(_evidence)


def _evidence(study: Study) -> tuple[CodedSegment, ...]:
    coders = study.project.coders
    return tuple(
        one
        for one in coded(study)
        if one.standing.counts and (one.coding.coder in coders if coders else one.coding.coder != IMPORTER)
    )


def net_valence(valences: Iterable[Valence | None]) -> Valence | None:
    """± if any is ± or both signs occur; else + or − if that sign occurs; else 0 if any is 0; else None."""
    found = set(valences)
    if Valence.BOTH in found or {Valence.POSITIVE, Valence.NEGATIVE} <= found:
        return Valence.BOTH
    return next((v for v in (Valence.POSITIVE, Valence.NEGATIVE, Valence.NEUTRAL) if v in found), None)


def proposed_mark(study: Study, informant: str, focus: str) -> DataMark | None:
    """The data mark that the records propose for an informant and a focus, or None.

    ``TT`` where everything coded is flagged *does not know*; nothing where anything else is coded. With
    nothing coded: ``KOS`` if asked, else ``TB`` if no question of the focus is meant for the role, else ``TDT``
    if known to be unasked. Without guide questions or summaries nothing is proposed.
    """
    said = study.derived(_said).get((informant, focus))
    if said is not None:
        return DataMark.DOES_NOT_KNOW if all(coding.dont_know for coding in said) else None
    state = asked(study).get((informant, focus), Asked.UNKNOWN)
    if state is Asked.ASKED:
        return DataMark.MISSING
    if intended(study, informant, focus) is False:
        return DataMark.NOT_APPLICABLE
    return DataMark.NOT_ASKED if state is Asked.NOT_ASKED else None


def informants_on(study: Study, focus: str) -> tuple[str, ...]:
    """Informants who were asked on a focus or speak on it: the N of *n of N*; the others are without data."""
    said = study.derived(_said)
    state = asked(study)
    return tuple(
        person.id
        for person in study.informants
        if (person.id, focus) in said or state.get((person.id, focus)) is Asked.ASKED
    )


def _said(study: Study) -> dict[tuple[str, str], list[Coding]]:
    found: dict[tuple[str, str], list[Coding]] = {}
    for one in evidence(study):
        for focus in one.focuses:
            for informant in one.informants:
                found.setdefault((informant, focus), []).append(one.coding)
    return found


class Times:
    """Finds the period of a date among the calendar periods of a study."""

    def __init__(self, study: Study) -> None:
        self._periods = [p for p in study.all(Period) if p.scheme is PeriodScheme.CALENDAR and (p.start or p.end)]
        self._known: dict[str, str | None] = {}

    def period(self, date: str) -> str | None:
        """The first calendar period that holds the whole of a date of any precision."""
        if date not in self._known:
            self._known[date] = self._found(date)
        return self._known[date]

    def _found(self, date: str) -> str | None:
        first, last = date + "-01-01"[len(date) - 4 :], _last_day(date)
        for period in self._periods:
            if (not period.start or period.start <= first) and (not period.end or last <= _last_day(period.end)):
                return period.id
        return None

    def of(self, about: About | None, source: Source) -> tuple[str | None, str, bool]:
        """(period, date, whether *about* gives no time) of a coding."""
        if about is not None and (about.period or about.date):
            return about.period or self.period(about.date), about.date, False
        return source.period or (self.period(source.date) if source.date else None), source.date, True


def _last_day(date: str) -> str:
    """The last day of a year or month; a day is its own."""
    if len(date) == len("2018"):
        return f"{date}-12-31"
    if len(date) == len("2018-03"):
        return f"{date}-{monthrange(int(date[:4]), int(date[5:]))[1]:02d}"
    return date


def _coded(study: Study) -> tuple[CodedSegment, ...]:
    codes, last = code_order(study), len(study.codes)
    sources = {source.id: at for at, source in enumerate(study.sources)}
    segments = {name: one for name, one in study.segments.items() if not one.lost}
    ranked = sorted((sources[one.source], one.start, one.end, name) for name, one in segments.items())
    ranks = {name: at for at, (*_place, name) in enumerate(ranked)}
    codings = [coding for coding in study.codings if coding.segment in segments]
    codings.sort(key=lambda coding: (ranks[coding.segment], codes.get(coding.code, last), coding.id))
    find = _Standings(study)
    meanings = {code.id: Meaning(code, focus_of(study, code.id), lineage(study, code.id)) for code in study.codes}
    return tuple(
        CodedSegment(coding, segment := segments[coding.segment], find(segment, coding.about), meanings[coding.code])
        for coding in codings
    )


class _Standings:
    """Finds where codings stand; what several share is made once."""

    def __init__(self, study: Study) -> None:
        self._study = study
        self._sources = study.by_id(Source)
        self._roles = {person.id: person.role for person in study.all(Informant)}
        self._times = Times(study)
        self._out = withdrawn(study)
        self._known: dict[object, Standing] = {}
        self._last: tuple[str, tuple[Block, ...]] = ("", ())

    def __call__(self, segment: Segment, about: About | None) -> Standing:
        if self._last[0] != segment.id:
            self._last = segment.id, blocks_of(self._study, segment)
        blocks = self._last[1]
        key = segment.source, blocks[0].number if blocks else None, len(blocks), about
        if key not in self._known:
            self._known[key] = self._made(self._sources[segment.source], blocks, about)
        return self._known[key]

    def _made(self, source: Source, blocks: tuple[Block, ...], about: About | None) -> Standing:
        informants = speakers(source, blocks)
        if about is not None and about.informant and source.technique is not Technique.INTERVIEW:
            informants = (about.informant,)
        about_role = None
        if about is not None:
            about_role = about.role or (self._roles.get(about.informant) if about.informant else None)
        period, date, undated = self._times.of(about, source)
        return Standing(
            source=source,
            blocks=blocks,
            informants=informants,
            roles=tuple(dict.fromkeys(self._roles[person] for person in informants if person in self._roles)),
            about_role=about_role,
            period=period,
            date=date,
            undated=undated,
            counts=self._out.isdisjoint(informants) and not _reflected(blocks),
        )


def _reflected(blocks: tuple[Block, ...]) -> bool:
    return bool(blocks) and all(block.kind is BlockKind.REFLECTION for block in blocks)
