"""Where the words of codings stand: spoken by whom, of which role and time, and whether they may be evidence."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from qualcode.collection.privacy import withdrawn
from qualcode.collection.voices import Voice
from qualcode.model import About, Informant, Period, PeriodScheme, Source, Study, Technique


@dataclass(frozen=True, slots=True, eq=False)
class Standing:
    """Where words stand: in which source, spoken by whom, of which role and time.

    Many codings share one: those of the same speakers of a source with the same *about*. ``counts`` tells whether it
    may be evidence: no words of informants who withdrew their consent, nor what the observer thinks (a memo, no data).
    """

    source: Source
    about: About | None
    informants: tuple[str, ...]
    roles: tuple[str, ...]
    about_role: str | None
    period: str | None
    date: str
    undated: bool
    counts: bool


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


def standings(
    study: Study, voices: Sequence[Voice], segments: Sequence[int], abouts: Sequence[About | None]
) -> list[Standing]:
    """Where each coding stands, by the voice of its segment and whom it is about; those alike share one object."""
    make = cache(_Standings(study))
    alone = {key: make(voice, None) for key, voice in dict(zip(map(id, voices), voices, strict=True)).items()}
    of_segments = list(map(alone.__getitem__, map(id, voices)))
    found = list(map(of_segments.__getitem__, segments))
    for row, about in enumerate(abouts):
        if about is not None:
            found[row] = make(voices[segments[row]], about)
    return found


class _Standings:
    """Makes standings from the records of a study."""

    def __init__(self, study: Study) -> None:
        self._sources = study.by_id(Source)
        self._roles = {person.id: person.role for person in study.all(Informant)}
        self._times = Times(study)
        self._out = withdrawn(study)

    def __call__(self, voice: Voice, about: About | None) -> Standing:
        source, informants = self._sources[voice.source], voice.informants
        if about is not None and about.informant and source.technique is not Technique.INTERVIEW:
            informants = (about.informant,)
        about_role = None
        if about is not None:
            about_role = about.role or (self._roles.get(about.informant) if about.informant else None)
        period, date, undated = self._times.of(about, source)
        return Standing(
            source=source,
            about=about,
            informants=informants,
            roles=tuple(dict.fromkeys(self._roles[person] for person in informants if person in self._roles)),
            about_role=about_role,
            period=period,
            date=date,
            undated=undated,
            counts=self._out.isdisjoint(informants) and not voice.reflected,
        )
