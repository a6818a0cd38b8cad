"""What each field gets of a header line that fills several at once (``Waktu dan tempat : Kamis, 10.00, Balai``)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qualcode.collection.dates import read_date, read_times
from qualcode.collection.header_labels import Field

_OF_TIME = (Field.DATE, Field.TIME)
_SLASH = re.compile(r"\s*(?:\s/\s|(?<!\d)/|/(?!\d))\s*")
_IN = re.compile(r"\b(?:di|bertempat di|at)\s+(?P<place>[^,|;]{3,60})$")
_PLACE = re.compile(
    r"(?:rumah|kantor|balai|ruang(?:an)?|sekolah|kelas|desa|dusun|kelurahan|kampus|pasar|aula|kafe|cafe|warung|taman"
    r"|masjid|mushola|gereja|puskesmas|klinik|gedung|lab|perpustakaan|terminal|stasiun|pelabuhan|pelelangan|teras|pos"
    r"|kediaman|lapangan|halaman|bengkel|sanggar|posyandu|kecamatan|dermaga|pantai|lapas|kos|pendopo|sekretariat|kantin"
    r"|rs|lokasi|tempat|toko|pabrik|sawah|kebun|zoom|google meet)\b",
    re.IGNORECASE,
)
_NO_PLACE = re.compile(
    r".*\b(?:wawancara|transkrip|verbatim|interview|observasi|fgd|diskusi|rekaman|recording)\b.*"
    r"|(?:\d+ ?(?:jam|menit|detik|hours?|mins?|[hms])\b ?)+",
    re.IGNORECASE,
)
_HELD = re.compile(r"\b(?:dilakukan|dilaksanakan|diadakan|berlangsung|bertempat|pada hari)\b", re.IGNORECASE)
_HELD_AT = re.compile(
    r"\b(?:di|bertempat di)\s+(?P<place>[^,.;()]{3,60}?)"
    r"(?=\s+(?:dengan|bersama|pada|oleh|selama|untuk|yang|dan)\b|[,.;(]|$)"
)
_MOST_WORDS = 6
_PIECE = re.compile(r"\s*[,;]\s*")


def shared_value(fields: Sequence[Field], value: str) -> list[tuple[Field, str]]:
    """(field, value) of each field: what tells a day or an hour goes to date and time, the rest to the others.

    Where the others are several and the pieces cannot be told apart, the first of them gets all that is left.
    """
    if len(fields) == 1:
        return [(fields[0], value)]
    of_time = [field for field in fields if field in _OF_TIME]
    others = [field for field in fields if field not in _OF_TIME]
    pieces = [piece for piece in _SLASH.split(value) if piece]
    pieces = [part for piece in pieces for part in (_PIECE.split(piece) if of_time and _tells_time(piece) else [piece])]
    left = [piece for piece in pieces if not (of_time and _tells_time(piece))]
    when = ", ".join(piece for piece in pieces if piece not in left)
    if len(left) == len(others):
        said = list(zip(others, left, strict=True))
    else:
        said = [(others[0], ", ".join(left))] if others and left else []
    return [*((field, when) for field in of_time if when), *said]


def place_beside(text: str) -> str:
    """The place that a line with a day gives, behind *di* or as its one other part; empty if that is not plain."""
    pieces = [piece.strip() for piece in re.split(r"[|;]|,\s", text)]
    left = [one for one in pieces if one and not _tells_time(one) and not _NO_PLACE.fullmatch(one)]
    named = _IN.search(pieces[-1] if pieces else "")
    if named:
        return named.group("place").strip(" .")
    return left[0].strip(" .") if len(left) == 1 and ("|" in text or _PLACE.match(left[0])) else ""


def is_place(text: str) -> bool:
    """Whether a line of its own is a place: it begins with a word for one and is short."""
    return _PLACE.match(text) is not None and len(text.split()) <= _MOST_WORDS


def held_at(sentence: str) -> str | None:
    """The place in a sentence that says when and where something was held; None if it is no such sentence."""
    if not _HELD.search(sentence) or len(read_date(sentence).date) != len("2018-03-12"):
        return None
    found = _HELD_AT.search(sentence)
    return found.group("place").strip() if found else ""


def _tells_time(text: str) -> bool:
    found = read_date(text)
    return bool(found.date or found.impossible or found.weekday is not None or any(read_times(text)))
