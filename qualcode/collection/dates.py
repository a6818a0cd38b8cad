"""Dates, weekdays and clock times as Indonesian documents write them; the day always stands before the month."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

_MONTHS = (
    ("januari", "jan", "january"),
    ("februari", "pebruari", "feb", "peb", "february"),
    ("maret", "mar", "mrt", "march"),
    ("april", "apr"),
    ("mei", "may"),
    ("juni", "jun", "june"),
    ("juli", "jul", "july"),
    ("agustus", "agt", "agu", "ags", "agust", "aug", "august"),
    ("september", "sep", "sept"),
    ("oktober", "okt", "oct", "october"),
    ("november", "nopember", "nov", "nop"),
    ("desember", "des", "dec", "december"),
)
_MONTH = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}
_WEEKDAYS = (
    ("senin", "senen", "monday"),
    ("selasa", "tuesday"),
    ("rabu", "rebo", "wednesday"),
    ("kamis", "thursday"),
    ("jumat", "jum'at", "jum’at", "jum`at", "friday"),
    ("sabtu", "saturday"),
    ("minggu", "ahad", "sunday"),
)
_WEEKDAY = {name: number for number, names in enumerate(_WEEKDAYS) for name in names}
_NAMES = "|".join(sorted(_MONTH, key=len, reverse=True))

_ISO = re.compile(r"\b(\d{4})-(\d{1,2})-(\d{1,2})\b")
_NUMERIC = re.compile(r"(?<![\d.,])(\d{1,2})\s*([-/.])\s*(\d{1,2})\s*\2\s*(\d{4}|\d{2})(?!\d)")
_WORDED = re.compile(rf"\b(\d{{1,2}})\s*[-./ ]?\s*({_NAMES})\b\.?,?\s*[-./ ]?\s*(\d{{4}})\b", re.IGNORECASE)
_MONTH_ONLY = re.compile(rf"\b({_NAMES})\b\.?\s*(\d{{4}})\b", re.IGNORECASE)
_YEAR_ONLY = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_DAY_NAME = re.compile(r"[A-Za-z]+(?:['’`][a-z]+)?")
_CLOCK = re.compile(r"(?<![\d.,:])([01]?\d|2[0-4])[.:]([0-5]\d)(?![.:]?\d)")
_CENTURY = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenDate:
    """A date as found: ISO of reduced precision (empty if impossible), and the weekday written beside it, if any.

    ``weekday`` counts from Monday, 0.
    """

    date: str = ""
    weekday: int | None = None
    impossible: bool = False

    @property
    def clashes(self) -> bool:
        """Whether the weekday is not that of the date."""
        return bool(
            self.weekday is not None
            and len(self.date) == len("2018-03-12")
            and dt.date.fromisoformat(self.date).weekday() != self.weekday
        )


def read_date(text: str) -> WrittenDate:
    """The first date in a text; without one, ``date`` is empty."""
    day_names = (_WEEKDAY.get(match.group().casefold()) for match in _DAY_NAME.finditer(text))
    weekday = next((day for day in day_names if day is not None), None)
    for year, month, day in _full_dates(text):
        try:
            return WrittenDate(date=dt.date(year, month, day).isoformat(), weekday=weekday)
        except ValueError:
            return WrittenDate(weekday=weekday, impossible=True)
    worded = _MONTH_ONLY.search(text)
    if worded:
        return WrittenDate(date=f"{worded.group(2)}-{_MONTH[worded.group(1).casefold()]:02}", weekday=weekday)
    year_only = _YEAR_ONLY.search(text)
    return WrittenDate(date=year_only.group(1) if year_only else "", weekday=weekday)


def _full_dates(text: str) -> list[tuple[int, int, int]]:
    iso = _ISO.search(text)
    if iso:
        return [(int(iso.group(1)), int(iso.group(2)), int(iso.group(3)))]
    worded = _WORDED.search(text)
    if worded:
        return [(int(worded.group(3)), _MONTH[worded.group(2).casefold()], int(worded.group(1)))]
    numeric = _NUMERIC.search(text)
    if numeric:
        year = int(numeric.group(4))
        return [(year if year > 99 else _CENTURY + year, int(numeric.group(3)), int(numeric.group(1)))]  # noqa: PLR2004
    return []


def weekday_name(number: int) -> str:
    """The Indonesian name of a weekday (Monday is 0)."""
    return _WEEKDAYS[number][0].capitalize()


def read_times(text: str) -> tuple[str, str]:
    """(start, end) as ``HH:MM``, either empty: ``09.00–10.15 WITA``, ``pukul 9.00 s.d. selesai``."""
    found = [f"{int(match.group(1)):02}:{match.group(2)}" for match in _CLOCK.finditer(text)]
    return (found[0] if found else "", found[1] if len(found) > 1 else "")


def is_partial_date(text: str) -> bool:
    """Whether a text is a year, a month or a day in ISO form (``2018``, ``2018-03``, ``2018-03-12``)."""
    full = text + "-01-01"[len(text) - 4 :] if len(text) in (4, 7) else text
    try:
        return dt.date.fromisoformat(full).isoformat() == full
    except ValueError:
        return False
