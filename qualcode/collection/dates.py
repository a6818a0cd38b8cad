"""Dates, weekdays and clock times as Indonesian documents write them; the day always stands before the month."""

from __future__ import annotations

import datetime as dt
import re

from qualcode.declared import record

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

_NUMERALS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_ROMAN = {name: n for n, name in enumerate(_NUMERALS, 1)}

_ISO = re.compile(r"\b(\d{4})-(\d{1,2})-(\d{1,2})\b")
_NUMERIC = re.compile(r"(?<![\d.,])(\d{1,2})\s*([-/.])\s*(\d{1,2})\s*\2\s*(\d{4}|['’‘`]?\d{2})(?!\d)")
_MONTH_YEAR = (
    rf"(?P<month>{_NAMES})(?![a-z])\.?,?\s*[-./ ]?\s*(?:(?:tahun|thn\.?)\s+)?(?P<year>\d{{4}}|['’‘`]\d\d)(?!\d)"
)
_TO = r"(?:-|–|—|&|dan|s\.?\s?/?d\.?|sampai|hingga)"
_WORDED = re.compile(
    rf"(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of\b)?\s*(?P<until>{_TO}\s*\d{{1,2}}\s*)?"
    rf"[-./ ]?\s*(?:(?:bulan|bln\.?)\s+)?{_MONTH_YEAR}",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(
    rf"\b(?P<month>{_NAMES})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s*,\s*(?P<year>\d{{4}})\b", re.IGNORECASE
)
_ROMAN_MONTH = re.compile(
    r"(?<!\d)(?P<day>\d{1,2})\s*[-./ ]\s*(?P<month>[ivx]{1,4})\s*[-./ ]\s*(?P<year>\d{4})(?!\d)", re.IGNORECASE
)
_MONTH_ONLY = re.compile(rf"\b({_NAMES})\b\.?\s*(\d{{4}})\b", re.IGNORECASE)
_YEAR_ONLY = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_DAY_NAME = re.compile(r"[A-Za-z]+(?:['’`][a-z]+)?")
_CLOCK = re.compile(
    r"(?<![\d.,:])(?P<named>(?:pukul|pkl\.?|jam)\s*)?(?P<half>setengah\s+)?(?P<hour>[01]?\d|2[0-4])"
    r"(?:[.:](?P<minute>[0-5]\d)(?::[0-5]\d)?)?(?![.,:]?\d)(?:\s*(?:WIB|WITA|WIT)\b)?"
    r"(?:\s*(?P<part>pagi|siang|sore|petang|malam|[ap]\.?m)\b)?",
    re.IGNORECASE,
)
_BETWEEN = re.compile(rf"\s*{_TO}\s*", re.IGNORECASE)
_LATER = {"siang": (1, 6), "sore": (1, 7), "petang": (1, 7), "malam": (6, 11), "pm": (1, 11)}
"""Hours that a part of the day moves to the afternoon or evening (``jam 2 siang`` is 14:00)."""

_CENTURY = 2000


@record
class WrittenDate:
    """A date as found: ISO of reduced precision (empty if impossible), and the weekday written beside it, if any.

    ``weekday`` counts from Monday, 0. ``days`` are the days where more than this, the first, are written.
    """

    date: str = ""
    weekday: int | None = None
    impossible: bool = False
    days: tuple[str, ...] = ()

    @property
    def several(self) -> bool:
        """Whether more days than one are written."""
        return len(self.days) > 1

    @property
    def clashes(self) -> bool:
        """Whether the weekday is not that of the date."""
        return bool(
            self.weekday is not None
            and len(self.date) == len("2018-03-12")
            and dt.date.fromisoformat(self.date).weekday() != self.weekday
        )

    def meant(self) -> tuple[str, ...]:
        """The days that may be meant: all that are written; or beside the written one those that its weekday fits.

        These are the nearest day of that name, and the one with day and month exchanged.
        """
        if self.several or not self.clashes:
            return self.days or ((self.date,) if self.date else ())
        day = dt.date.fromisoformat(self.date)
        shift = ((self.weekday or 0) - day.weekday() + 3) % 7 - 3
        fitting = [day + dt.timedelta(days=shift)]
        if day.day <= 12:  # noqa: PLR2004 - months
            exchanged = day.replace(month=day.day, day=day.month)
            fitting += [exchanged] if exchanged.weekday() == self.weekday else []
        return (self.date, *(one.isoformat() for one in fitting))


def read_date(text: str) -> WrittenDate:
    """The first date in a text; without one, ``date`` is empty."""
    day_names = (_WEEKDAY.get(match.group().casefold()) for match in _DAY_NAME.finditer(text))
    weekday = next((day for day in day_names if day is not None), None)
    found = _full_dates(text)
    if found:
        days = tuple(filter(None, map(_iso_day, found)))
        if _iso_day(found[0]) is None:
            return WrittenDate(weekday=weekday, impossible=True)
        return WrittenDate(date=days[0], weekday=weekday, days=days if len(days) > 1 else ())
    worded = _MONTH_ONLY.search(text)
    if worded:
        return WrittenDate(date=f"{worded.group(2)}-{_MONTH[worded.group(1).casefold()]:02}", weekday=weekday)
    year_only = _YEAR_ONLY.search(text)
    return WrittenDate(date=year_only.group(1) if year_only else "", weekday=weekday)


def _iso_day(parts: tuple[int, int, int]) -> str | None:
    try:
        return dt.date(*parts).isoformat()
    except ValueError:
        return None


def _full_dates(text: str) -> list[tuple[int, int, int]]:
    """The dates of the first form that is met, each once, as year, month and day; of a range both ends."""
    found = [(int(one.group(1)), int(one.group(2)), int(one.group(3))) for one in _ISO.finditer(text)]
    for pattern, months in ((_WORDED, _MONTH), (_MONTH_FIRST, _MONTH), (_ROMAN_MONTH, _ROMAN)):
        if found:
            break
        for match in pattern.finditer(text):
            month = months.get(match.group("month").casefold())
            if month is None:
                continue
            year = _year(match.group("year"))
            found.append((year, month, int(match.group("day"))))
            last = re.search(r"\d+", match.groupdict().get("until") or "")
            found += [(year, month, int(last.group()))] if last else []
    if not found:
        found = [(_year(one.group(4)), int(one.group(3)), int(one.group(1))) for one in _NUMERIC.finditer(text)]
    return list(dict.fromkeys(found))


def _year(written: str) -> int:
    year = int(written.lstrip("'’‘`"))
    return year if year > 99 else _CENTURY + year  # noqa: PLR2004


def weekday_name(number: int) -> str:
    """The Indonesian name of a weekday (Monday is 0)."""
    return _WEEKDAYS[number][0].capitalize()


def read_times(text: str) -> tuple[str, str]:
    """(start, end) as ``HH:MM``, either empty: ``09.00–10.15 WITA``, ``pukul 9 pagi``, ``jam 7–8.30 malam``.

    An hour alone is a time where *pukul*, *jam*, a part of the day or the other end of a range says so; a range has one
    part of the day where only its end names one.
    """
    matches = list(_CLOCK.finditer(text))
    certain = [any(match.group("named", "minute", "part")) for match in matches]
    found: list[int] = []
    for place, match in enumerate(matches):
        following = place + 1 < len(matches) and _joined(text, match, matches[place + 1])
        before = place > 0 and _joined(text, matches[place - 1], match)
        if not (certain[place] or (following and certain[place + 1]) or (before and certain[place - 1])):
            continue
        part = match.group("part") or (matches[place + 1].group("part") if following else "") or ""
        found.append(_minutes(match, part.casefold().replace(".", "")))
    times = [f"{minutes // 60 % 24:02}:{minutes % 60:02}" for minutes in found]
    return (times[0] if times else "", times[1] if len(times) > 1 else "")


def _joined(text: str, first: re.Match[str], second: re.Match[str]) -> bool:
    return _BETWEEN.fullmatch(text, first.end(), second.start()) is not None


def _minutes(match: re.Match[str], part: str) -> int:
    """Minutes after midnight; *setengah 9* is half past eight."""
    hour, minute = int(match.group("hour")), int(match.group("minute") or 0)
    first, last = _LATER.get(part, (0, -1))
    hour += 12 if first <= hour <= last else 0
    if part in ("malam", "am") and hour == 12:  # noqa: PLR2004
        hour = 0
    return hour * 60 + minute - (30 if match.group("half") else 0)


def is_partial_date(text: str) -> bool:
    """Whether a text is a year, a month or a day in ISO form (``2018``, ``2018-03``, ``2018-03-12``)."""
    full = text + "-01-01"[len(text) - 4 :] if len(text) in (4, 7) else text
    try:
        return dt.date.fromisoformat(full).isoformat() == full
    except ValueError:
        return False
