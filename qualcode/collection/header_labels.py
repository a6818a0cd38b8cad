"""The labels of headers as Indonesian transcripts and sheets write them, each brought to one field."""

from __future__ import annotations

import re
from difflib import get_close_matches
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from qualcode.collection.offices import is_office
from qualcode.collection.speaker_words import INFORMANT_WORDS, INTERVIEWER_WORDS


class Field(StrEnum):
    """Fields of a header."""

    NAME = "name"
    CODE = "code"
    ROLE = "role"
    DATE = "date"
    TIME = "time"
    PLACE = "place"
    COLLECTOR = "collector"
    TITLE = "title"
    YEAR = "year"
    ORIGIN = "origin"
    SETTING = "setting"
    LEGEND = "legend"
    OTHER = "other"


INFORMANT = r"(?:informan|informant|nara ?sumber|responden|respondent|subjek|subyek|partisipan|participant|interviewee)"
_AT = (
    r"(?: (?:wawancara|pengamatan|observasi|pelaksanaan|kegiatan|penelitian"
    r"|(?:of )?(?:the )?(?:interview|observation)))?"
)
_ON = r"(?:(?:interview|observation) )?"
_OFFICE = r"jabatan|pekerjaan|kerja|status|peran|posisi|profesi|role|position|occupation|profession|job(?: title)?"
_LABELS: tuple[tuple[Field, str], ...] = (
    (Field.OTHER, r".*\b(?:lahir|ditulis|penulisan|dicatat|disusun|cetak|birth|written|transcribed)\b.*"),
    (
        Field.NAME,
        (
            rf"(?:nama )?(?:lengkap )?{INFORMANT}(?: (?:kunci|utama|pendukung|tambahan|ahli))?"
            r"(?: ?ke)?(?:[ -]?\d{1,2})?|nama(?: lengkap| ?/ ?kode)?"
            rf"|(?:full )?name(?: of (?:the )?{INFORMANT})?|{INFORMANT}(?:['’]?s)? name|pseudonym"
        ),
    ),
    (
        Field.NAME,
        (
            r"terwawancara|nama terwawancara|nama \(?(?:asli|panggilan|samaran|inisial)\)?|(?:orang )?yang diwawancarai"
            r"|kode ?/ ?nama|person interviewed"
        ),
    ),
    (
        Field.CODE,
        (
            rf"kode(?: {INFORMANT})?(?: ?/ ?inisial)?|inisial ?/ ?kode|(?:no\.?|nomor|id) {INFORMANT}"
            rf"|(?:{INFORMANT} )?(?:code|id)|{INFORMANT} (?:no\.?|number)"
        ),
    ),
    (
        Field.OTHER,
        (
            rf"inisial(?: {INFORMANT})?|(?:ttl|t\.t\.l\.?|nip|nik|nim|no\.? hp|telepon|alamat|usia|umur"
            r"|jenis kelamin|agama)|initials?|age|sex|gender|address|religion|education|phone(?: number)?"
            r"|organi[sz]ation|institution"
        ),
    ),
    (Field.ROLE, rf"(?:(?:{_OFFICE})(?: {INFORMANT})?(?: ?[/,] ?(?!$)|$))+"),
    (Field.DATE, rf"(?:hari)?(?: ?[,/&-] ?| dan | ?)?(?:tanggal|tgl\.?)(?: ?[/,] ?waktu)?{_AT}|hari{_AT}"),
    (Field.DATE, rf"{_ON}(?:day|date)(?: ?(?:[,/&]|and) ?date)?{_AT}|(?:date )?(?:recorded|observed)(?: on)?"),
    (Field.TIME, rf"(?:waktu|jam|pukul|pkl\.?)(?: ?/ ?(?:waktu|jam|pukul))?{_AT}(?: (?:mulai|selesai))?|mulai|selesai"),
    (Field.TIME, rf"{_ON}(?:(?:start|end|starting|ending|finish) )?time{_AT}|(?:started|ended|start|end)(?: at)?"),
    (
        Field.PLACE,
        rf"(?:tempat|lokasi|tmpt?\.?)(?: ?/ ?(?:tempat|lokasi))?{_AT}|{_ON}(?:place|location|venue|site){_AT}",
    ),
    (
        Field.COLLECTOR,
        (
            r"(?:nama |name of (?:the )?)?(?:pewawancara|peneliti|observer|pengamat|interviewer|pencatat|moderator"
            r"|fasilitator|researcher|facilitator)(?:[ -]?\d{1,2})?|(?:interviewed|observed|diwawancarai) (?:by|oleh)"
        ),
    ),
    (Field.OTHER, r"(?:jumlah )?peserta(?: (?:diskusi|fgd))?|notulis|hadir|yang hadir|durasi|duration|mode|language"),
    (
        Field.TITLE,
        r"judul(?: dokumen)?|nama dokumen|topik|perihal|hal|subject|(?:(?:transkrip|hasil) )?wawancara|topic|title",
    ),
    (Field.YEAR, r"tahun|year"),
    (Field.ORIGIN, r"(?:asal|sumber)(?: dokumen| data)?"),
    (Field.SETTING, r"setting|suasana|situasi|latar"),
    (Field.LEGEND, r"keterangan|ket\.?|catatan|legend|notes?|key"),
)
_LABEL = re.compile(
    r"[ \t|]*(?:[-•*][ \t]+|\d{1,2}[.)][ \t]+)?(?P<label>[^:：=\t|;]{1,40}?)[ \t]*(?:[:：=|;]|\t| {3,})[ \t:：=|;]*"
)
_PATTERNS = tuple((field, re.compile(pattern)) for field, pattern in _LABELS)
_OFTEN_MISSPELT = (
    "informan", "narasumber", "responden", "jabatan", "pekerjaan", "profesi", "tanggal", "tempat", "lokasi", "waktu",
    "pewawancara", "peneliti",
)  # fmt: skip
_ALIKE = 0.9
_AND = re.compile(r"\s*(?:[/,&+]|\bdan\b|\band\b)\s*", re.IGNORECASE)
_LONGEST, _CACHED = 80, 4096
LETTERED = re.compile(r"(?P<word>.*\w)\s*\((?P<letter>\w{1,3}(?:[-. ]?\d{1,3})?)\)\s*")
"""A label with the letter that stands for it below: ``Peneliti (P)``."""


class Labelled(NamedTuple):
    """A label at the head of a line, and what stands behind the sign after it."""

    label: str
    value: str


def labelled(text: str) -> Labelled | None:
    """The label of a line with its value; None without a sign between them."""
    match = _LABEL.match(text)
    return Labelled(match.group("label"), text[match.end() :].rstrip(" \t|")) if match else None


@lru_cache(_CACHED)
def field_of(label: str) -> Field | None:
    """The field that a label names, or None if it is none of the known labels."""
    if len(label) > _LONGEST or "?" in label:
        return None
    folded = " ".join(LETTERED.sub(r"\g<word>", label).casefold().split()).strip(" .*-")
    found = next((field for field, pattern in _PATTERNS if pattern.fullmatch(folded)), None)
    if found is None and folded.startswith("nama ") and is_office(folded.removeprefix("nama ")):
        return Field.NAME
    if found is None and len(folded) > 4 and folded.isalpha():  # noqa: PLR2004
        meant = get_close_matches(folded, _OFTEN_MISSPELT, 1, _ALIKE)
        return field_of(meant[0]) if meant else None
    return found


@lru_cache(_CACHED)
def fields_of(label: str) -> tuple[Field, ...]:
    """The fields that a label names, in order: one, or the several of ``Waktu dan tempat``; none if it is unknown."""
    one = field_of(label)
    if one is not None or len(label) > _LONGEST:
        return (one,) if one else ()
    parts = [field_of(part) for part in _AND.split(LETTERED.sub(r"\g<word>", label))]
    return tuple(dict.fromkeys(field for field in parts if field)) if all(parts) else ()


def labels_only_fields(label_key: str) -> bool:
    """Whether a label is a header label and never a speaker's."""
    return bool(fields_of(label_key)) and label_key not in INTERVIEWER_WORDS and label_key not in INFORMANT_WORDS
