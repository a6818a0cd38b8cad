"""Lines of a header that carry no label of their own: titles, days, hours, places, sentences on when and where."""

from __future__ import annotations

import re

from qualcode.collection.dates import read_date
from qualcode.collection.header_labels import INFORMANT, Field
from qualcode.collection.header_values import held_at, is_place, place_beside
from qualcode.collection.offices import is_office

_TITLE = re.compile(
    r"\W*(?:(?:lampiran|hasil|transkrip|verbatim|pedoman|lembar|catatan|daftar|rekam(?:an)?|rekap\w*|dokumen\w*|notulen\w*|laporan|surat)\b"
    r"|wawancara\b|observasi\b|pengamatan\b|field ?notes?\b|interview\b).{0,100}",
    re.IGNORECASE,
)
_UNLABELLED = re.compile(
    rf"(?P<label>{INFORMANT}(?: ?\d{{1,2}})?)\s*[(/–-]\s*(?P<value>[^()]{{2,60}}?)\)?", re.IGNORECASE
)
"""``Informan 3 (Warga)`` in a line of its own."""

_PLACE_BELOW = re.compile(r"(?:bertempat )?di (?P<place>[^,;]{3,60})(?:,.{0,30}\d.{0,30})?", re.IGNORECASE)
"""Where it was, in a line of its own below the title or the day."""

_HELD = re.compile(
    r"(?:pelaksanaan|kegiatan|sesi|pertemuan|jadwal|wawancara|observasi|pengamatan|direkam|rekaman|dibuat|created|recorded)\b.*",
    re.IGNORECASE,
)
"""Labels of the writer's own under which a day may stand."""

_HOUR = re.compile(r"(?:pukul|jam|pkl\.?)\s*\d{1,2}[.:]\d\d\b.{0,30}", re.IGNORECASE)
_HOURS = re.compile(
    r"\d{1,2}[.:]\d\d\s*(?:[-–—]|s\.?\s?/?d\.?|sampai)\s*(?:\d{1,2}[.:]\d\d|selesai)(?: WIB| WITA| WIT)?", re.IGNORECASE
)
_MOST_DATED = 15
_END = re.compile(r"(?:[?!…]|\.\.|(?<![A-Z])(?<!\b[A-Z][a-z])(?<!\b[A-Z][a-z]{2})\.)$")
_CLOSING = '"”’)]'
_LAST = 8
"""Code points that tell how a text ends."""


_WHEN = (Field.DATE, Field.TIME)
Said = tuple[Field, str, str]
"""A field, its label as written, its value."""


def is_title(text: str) -> bool:
    """Whether a line is a title such as *Transkrip Wawancara*."""
    return text.strip()[:1] not in "([" and bool(_TITLE.fullmatch(text.strip())) and not ends_sentence(text)


def ends_sentence(text: str) -> bool:
    """Whether a text ends as a sentence does, and not in an abbreviation."""
    return _END.search(text.rstrip().rstrip(_CLOSING)[-_LAST:]) is not None


def unlabelled(text: str, above: Field | None) -> list[Said]:
    """The fields that a line without a label fills; ``above`` is the field right above it, or None."""
    if ends_sentence(text) or held_at(text) is not None:
        return _held(text)
    below = _PLACE_BELOW.fullmatch(text)
    if below and above in (Field.TITLE, *_WHEN):
        return [(Field.PLACE, "", below.group("place"))]
    asked = _UNLABELLED.fullmatch(text)
    if asked:
        return [(Field.NAME, asked.group("label"), asked.group("value"))]
    if _HOUR.fullmatch(text) or _HOURS.fullmatch(text):
        return [(Field.TIME, "", text)]
    return [(Field.PLACE, "", text)] if above in _WHEN and is_place(text) else _dated(text)


def of_own_label(label: str, value: str) -> list[Said]:
    """The fields of a line with a label of the writer's own; under ``Pelaksanaan`` may stand a day and a place."""
    if not _full_day(value) or not _HELD.fullmatch(label):
        return [(Field.OTHER, label, value)]
    return [*_place(place_beside(value)), (Field.DATE, label, value)]


def _held(text: str) -> list[Said]:
    """A sentence that says when and where the data were collected; another one is no part of a header."""
    place = held_at(text)
    return [] if place is None else [(Field.TITLE, "", text), *_place(place), (Field.DATE, "", text)]


def _dated(text: str) -> list[Said]:
    """A line with a day, and perhaps with title, office and place beside it."""
    if len(text.split()) > _MOST_DATED or not _full_day(text):
        return []
    titles = [piece for piece in map(str.strip, re.split(r"[|;]|,\s", text)) if is_title(piece)][:1]
    offices = filter(is_office, map(str.strip, re.split(r"[|;,()]", text)))
    return [
        *((Field.TITLE, "", title) for title in titles),
        *_place(place_beside(text)),
        *((Field.ROLE, "", office) for office in offices),
        (Field.DATE, "", text),
    ]


def _place(place: str) -> list[Said]:
    return [(Field.PLACE, "", place)] if place else []


def _full_day(text: str) -> bool:
    return len(read_date(text).date) == len("2018-03-12")
