"""The labels of headers as Indonesian transcripts and sheets write them, each brought to one field."""

from __future__ import annotations

import re
from enum import StrEnum

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


INFORMANT = r"(?:informan|narasumber|responden|subjek|subyek|partisipan|interviewee)"
_AT = r"(?: (?:wawancara|pengamatan|observasi|pelaksanaan|interview|kegiatan|penelitian))?"
_LABELS: tuple[tuple[Field, str], ...] = (
    (Field.OTHER, r".*\b(?:lahir|ditulis|penulisan|dicatat|cetak)\b.*"),
    (
        Field.NAME,
        rf"(?:nama )?(?:lengkap )?{INFORMANT}(?: ?ke)?(?:[ -]?\d{{1,2}})?|nama(?: lengkap| ?/ ?kode)?",
    ),
    (Field.NAME, r"nama (?:asli|panggilan)|yang diwawancarai|kode ?/ ?nama"),
    (Field.CODE, rf"kode(?: {INFORMANT})?(?: ?/ ?inisial)?|inisial ?/ ?kode|(?:no\.?|nomor) {INFORMANT}"),
    (Field.OTHER, rf"inisial(?: {INFORMANT})?|(?:nip|nik|nim|no\.? hp|telepon|alamat|usia|umur|jenis kelamin|agama)"),
    (Field.ROLE, rf"(?:(?:jabatan|pekerjaan|status|peran|posisi|profesi)(?: {INFORMANT})?(?: ?[/,] ?(?!$)|$))+"),
    (Field.DATE, rf"(?:hari)?(?: ?[,/&-] ?| dan | ?)?(?:tanggal|tgl\.?)(?: ?[/,] ?waktu)?{_AT}|hari{_AT}|date"),
    (Field.TIME, rf"(?:waktu|jam|pukul)(?: ?/ ?(?:waktu|jam|pukul))?{_AT}(?: (?:mulai|selesai))?|mulai|selesai|time"),
    (Field.PLACE, rf"(?:tempat|lokasi)(?: ?/ ?(?:tempat|lokasi))?{_AT}|place"),
    (
        Field.COLLECTOR,
        r"(?:nama )?(?:pewawancara|peneliti|observer|pengamat|interviewer|pencatat|moderator|fasilitator)",
    ),
    (Field.OTHER, r"(?:jumlah )?peserta(?: (?:diskusi|fgd))?|notulis|hadir|yang hadir|durasi"),
    (Field.TITLE, r"judul(?: dokumen)?|nama dokumen|topik|(?:transkrip|hasil) wawancara"),
    (Field.YEAR, r"tahun"),
    (Field.ORIGIN, r"(?:asal|sumber)(?: dokumen| data)?"),
    (Field.SETTING, r"setting|suasana|situasi|latar"),
    (Field.LEGEND, r"keterangan|ket\.?|catatan"),
)
_PATTERNS = tuple((field, re.compile(pattern)) for field, pattern in _LABELS)
LETTERED = re.compile(r"(?P<word>.*\w)\s*\((?P<letter>\w{1,3})\)\s*")
"""A label with the letter that stands for it below: ``Peneliti (P)``."""


def field_of(label: str) -> Field | None:
    """The field that a label names, or None if it is none of the known labels."""
    folded = " ".join(LETTERED.sub(r"\g<word>", label).casefold().split()).strip(" .*-")
    return next((field for field, pattern in _PATTERNS if pattern.fullmatch(folded)), None)


def labels_only_fields(label_key: str) -> bool:
    """Whether a label is a header label and never a speaker's."""
    field = field_of(label_key)
    return field is not None and label_key not in INTERVIEWER_WORDS and label_key not in INFORMANT_WORDS
