"""What the columns of a table hold, by their headings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from enum import StrEnum

from qualcode.collection.dates import read_date
from qualcode.collection.documents import Table
from qualcode.collection.header_labels import INFORMANT
from qualcode.collection.offices import is_office
from qualcode.collection.speaker_words import COUNTED_ANSWERS, INFORMANT_WORDS, PERSONS, is_code, key_of, known_word


class Column(StrEnum):
    """What a column of a table holds, by its heading."""

    NUMBER = "number"
    LINE = "line"
    SPEAKER = "speaker"
    QUESTION = "question"
    ANSWER = "answer"
    SPEECH = "speech"
    TIME = "time"
    CODES = "codes"
    CODING = "coding"
    ASPECT = "aspect"
    OTHER = "other"


_SPOKEN = r"transkrip|verbatim|wawancara|percakapan|dialog|transcript|tuturan|ucapan|ujaran|utterance|speech"
_HEADINGS: tuple[tuple[Column, str], ...] = (
    (Column.LINE, r"(?:no\.?|nomor)?\s*baris|line(?: no\.?)?"),
    (Column.NUMBER, r"no\.?|nomor|nmr|#|no\.? urut"),
    (Column.SPEAKER, r"pelaku|pembicara|penutur|speaker|subjek|p\s*/\s*i|i\s*/\s*p|nama|name|inisial|aktor|tokoh"),
    (Column.SPEECH, r"(?:daftar )?(?:pertanyaan|tanya|question)s?\s*(?:dan|&|/|and|-)\s*(?:jawaban|jawab|answer)s?"),
    (
        Column.QUESTION,
        (
            r"(?:daftar |butir |uraian |isi |item |pokok |aspek )?(?:pertanyaan|tanya)\b.*|penanya|peneliti"
            r"|pewawancara|question|q|p|t"
        ),
    ),
    (Column.ANSWER, r"(?:jawaban|jawab|answer)\b.*|penjawab|informan|narasumber|responden|a|j|i"),
    (
        Column.SPEECH,
        (
            rf"(?:isi |uraian |hasil |teks |kutipan |petikan |cuplikan )?(?:{_SPOKEN})\b.*|kutipan|petikan|uraian"
            r"|teks|text|isi|narasi"
        ),
    ),
    (Column.TIME, r"(?:waktu|jam|pukul|time|start|menit|timestamp|timecode)\b.*"),
    (Column.CODES, r"(?:(?:open|axial|selective|hasil|label) )?(?:koding|pengkodean|pengodean|coding|kode|codes?)\b.*"),
    (
        Column.ASPECT,
        r"(?:aspek|unsur|indikator|komponen|hal|objek|obyek|sasaran|kriteria|butir|item|aspect)\b.*|(?:yang )?diamati",
    ),
    (
        Column.CODING,
        (
            r"(?:tema|reduksi|kategori|sub ?tema|interpretasi|analisis|makna|keterangan|ket\.?|kata kunci|refleksi"
            r"|catatan)\b.*"
        ),
    ),
)
_PATTERNS = tuple((column, re.compile(pattern, re.IGNORECASE)) for column, pattern in _HEADINGS)
_INFORMANT = re.compile(rf"{INFORMANT}(?:\d{{1,2}}|[a-h])", re.IGNORECASE)
_OF_INFORMANT = re.compile(rf"kode {INFORMANT}", re.IGNORECASE)
_LONGEST_HEADING, _LONGEST_LABEL = 5, 12
_CITATION = re.compile(r"[A-Z]{1,3}\d*(?:[./][\w.-]+){2,}")
"""A citation code (``W1.A.L.12092015.J2``, ``W/LRH/12-03-2018``): it says where words come from, not what they mean."""


def column_of(heading: str) -> Column:
    """What a column of this heading holds."""
    text = " ".join(heading.split()).strip(" :*")
    return next((column for column, pattern in _PATTERNS if pattern.fullmatch(text)), Column.OTHER)


def columns_of(table: Table) -> list[Column]:
    """What each column of a table holds; a column of codes whose cells are people's or sources' codes holds none."""
    columns = [column_of(cell) for cell in table.rows[0]]
    for place, column in enumerate(columns):
        if column is Column.TIME and _days(row[place] for row in table.rows[1:]):
            columns[place] = Column.OTHER  # when a form was sent
    for place, column in enumerate(columns):
        cells = [row[place].strip() for row in table.rows[1:] if row[place].strip()]
        if column is Column.CODES and cells and all(is_code(cell) or _CITATION.fullmatch(cell) for cell in cells):
            of_people = _OF_INFORMANT.fullmatch(" ".join(table.rows[0][place].split()))
            columns[place] = Column.SPEAKER if of_people else Column.CODING
        if column is Column.CODES and Column.SPEECH in columns and _speakers(cells):
            columns[place] = Column.SPEAKER
    for place, column in enumerate(columns):
        head = table.rows[0][place].strip()
        if column in (Column.QUESTION, Column.ANSWER) and any(row[place].strip() == head for row in table.rows[1:]):
            columns[place] = Column.OTHER  # who speaks stands beside each row
    if Column.QUESTION not in columns:
        columns = _with_speakers(table.rows[0], columns)
    if Column.QUESTION in columns:
        return _of_informants(table.rows[0], columns)
    return columns


def _with_speakers(headings: Sequence[str], columns: list[Column]) -> list[Column]:
    """Columns of a table without questions: *Informan* beside what is said (*Kutipan*, *Jawaban*) names who says it."""
    answers = {place: _people(headings[place]) for place, column in enumerate(columns) if column is Column.ANSWER}
    if len(set(answers.values())) > 1:
        columns = [Column.SPEECH if answers.get(place) is False else column for place, column in enumerate(columns)]
    if Column.SPEECH in columns:
        columns = [Column.SPEAKER if column is Column.ANSWER else column for column in columns]
    return columns


def _people(heading: str) -> bool:
    """Whether a heading is that of who answers, and not of what is answered."""
    word = key_of(heading)[0]
    return word in INFORMANT_WORDS - COUNTED_ANSWERS


def _speakers(cells: Sequence[str]) -> bool:
    """Whether cells under *Kode* hold who speaks: few short labels over and over, one of them a known one."""
    labels = {" ".join(cell.split()).strip(" :") for cell in cells}
    few = len(labels) > 1 and 2 * len(labels) <= len(cells) and all(len(label) <= _LONGEST_LABEL for label in labels)
    return few and any(known_word(key_of(label)[0]) for label in labels)


def _days(cells: Iterable[str]) -> bool:
    """Whether cells hold days, and no hours alone."""
    filled = [cell for cell in cells if cell.strip()]
    return bool(filled) and 2 * sum(len(read_date(cell).date) == len("2018-03-12") for cell in filled) > len(filled)


def without_marks_alone(table: Table) -> Table:
    """A table without the columns that hold nothing but colons."""
    kept = [
        place
        for place in range(len(table.rows[0]))
        if any(row[place].strip() not in ("", ":") for row in table.rows)
        or not any(row[place].strip() for row in table.rows)
    ]
    if len(kept) == len(table.rows[0]) or not kept:
        return table
    return Table(rows=tuple(tuple(row[place] for place in kept) for row in table.rows))


def with_one_heading(table: Table) -> Table:
    """A table whose headings run over two rows (*Pelaksanaan* above *Ya* and *Tidak*) with one; else as it is.

    The second row fills what the first leaves blank, and stands below one heading of the first at least.
    """
    if len(table.rows) < 3:  # noqa: PLR2004
        return table
    first, second = table.rows[:2]
    filled = [place for place, cell in enumerate(second) if cell.strip()]
    below_blank = [place for place in filled if not first[place].strip() or first[place] == first[place - 1]]
    known = sum(column_of(cell) is not Column.OTHER for cell in first if cell.strip())
    words = max((len(cell.split()) for cell in second), default=0)
    if not (len(filled) > 1 and below_blank and known > 1 and words < _LONGEST_HEADING and not second[0].strip()):
        return table
    return Table(rows=(tuple(under or above for above, under in zip(first, second, strict=True)), *table.rows[2:]))


def _somebody(heading: str) -> bool:
    """Whether a heading names one who answers: by an office or an honorific."""
    first = heading.split(maxsplit=1)[0].casefold().rstrip(".") if heading.strip() else ""
    return is_office(" ".join(heading.split())) or first in PERSONS


def _of_informants(heads: Sequence[str], columns: Sequence[Column]) -> list[Column]:
    """The columns of a table of questions: beside one of answers, *Informan* is who gives them; else each is one.

    Where no heading speaks of answers, a column of what the interview gave, or the only one left, holds them.
    """
    words = ["".join(re.sub(r"\(.*\)", "", head).casefold().split()) for head in heads]
    if any(word.startswith("jawab") for word in words):
        return [
            Column.SPEAKER if column is Column.ANSWER and not word.startswith(("jawab", "answer")) else column
            for word, column in zip(words, columns, strict=True)
        ]
    asked = any("pertanyaan" in word or "question" in word for word in words)
    found = [
        Column.ANSWER
        if column is Column.OTHER and (is_code(head) or _INFORMANT.fullmatch(word) or (asked and _somebody(head)))
        else column
        for head, word, column in zip(heads, words, columns, strict=True)
    ]
    for wanted in (Column.SPEECH, Column.OTHER) if asked else ():
        if Column.ANSWER not in found and found.count(wanted) == 1:
            found[found.index(wanted)] = Column.ANSWER
    return found
