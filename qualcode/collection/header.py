"""The header (*kop*) of a source: ``Label : value`` lines in any order, their variants brought to one field.

A header line may be a line or paragraph, a row of a table, or a label with its value on the next line. The real
name that a header may give is read only so that it can be kept out of the records.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from qualcode.collection.dates import read_date
from qualcode.collection.header_labels import INFORMANT, Field, Labelled, field_of, fields_of, labelled
from qualcode.collection.header_lines import ends_sentence, is_title, of_own_label, unlabelled
from qualcode.collection.header_values import shared_value
from qualcode.collection.legends import legend_in, legend_of_labels
from qualcode.collection.lines import Line, Where
from qualcode.collection.offices import is_office
from qualcode.collection.opening_forms import Opening
from qualcode.collection.speaker_words import INTERVIEWER_WORDS, key_of
from qualcode.model import Speaker

_CODED = re.compile(rf"(?P<label>(?i:{INFORMANT}))\s+(?P<code>[A-Z]{{1,3}}-\d{{1,3}})")
"""``Informan I-14 : Pedagang``."""

_BETWEEN_FIELDS = re.compile(r"[;|,][ \t]*(?=[^\W\d_][\w /.()]{1,28}[ \t]*[:：])")
_MOST_FIELDS = 12
_TOP = 12

_POINT = re.compile(r"[ \t]*(?:\d{1,2}[.)]|[-•*])[ \t]")
_WORD = re.compile(r"[^\W\d_]*")
_MOST_WORDS = 9
_MOST_FREE = 3
_MOST_EXPLAINED = 5
_NO_FIELDS = {Field.OTHER, Field.LEGEND, Field.TITLE}
_MOST_TITLES = 3
_LONGEST = 1000
_GREETINGS = frozenset(
    (
        "assalamualaikum", "assalamu", "selamat", "permisi", "halo", "hai", "pagi", "siang", "sore", "malam", "iya",
        "ya", "baik", "maaf", "terima", "silakan", "jadi", "oke",
    )
)  # fmt: skip


def _spoken(value: str) -> bool:
    """Whether words after a label are said by somebody, and do not fill a field."""
    if len(value.split(None, _MOST_WORDS)) > _MOST_WORDS or ends_sentence(value):
        return True
    first = _WORD.match(value)
    return first is not None and first.group().casefold() in _GREETINGS


@dataclass(frozen=True, slots=True, kw_only=True)
class HeaderField:
    """A field as written, and the lines that hold it."""

    field: Field
    label: str
    value: str
    line: int
    last_line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """The fields of a header, its title lines, its legend (label key → speaker), and where the body begins."""

    fields: tuple[HeaderField, ...]
    titles: tuple[str, ...]
    legend: dict[str, Speaker]
    body: int

    def value(self, field: Field) -> str:
        """The first value of a field that is not empty."""
        return next((found.value for found in self.fields if found.field is field and found.value), "")

    def values(self, field: Field) -> str:
        """All values of a field, joined (``Hari : Senin`` and ``Tanggal : 12-03-2018``)."""
        return ", ".join(found.value for found in self.fields if found.field is field and found.value)


def _cells(line: Line) -> bool:
    return line.where is not Where.TEXT or "\t" in line.text or " | " in line.text


def fields_in(line: Line) -> list[tuple[Field, str]]:
    """The fields of a header that a line fills by itself, each with its value; of a line of speech none."""
    pair = labelled(line.plain) if len(line.text) <= _LONGEST and line.where in (Where.TEXT, Where.ROW) else None
    fields = fields_of(pair.label) if pair and pair.value else ()
    if pair is None or _NO_FIELDS.issuperset(fields) or _spoken(pair.value):
        return []
    return shared_value(fields, pair.value)


def read_header(lines: Sequence[Line], openings: Sequence[Opening], opens_body: Callable[[Line], bool]) -> Header:
    """The header at the top of a document. ``opens_body`` says where turns, rows or parts begin for sure."""
    by_line = {opening.line: opening for opening in openings}
    reading = _HeaderReading(lines, by_line)
    index = free = 0
    while index < len(lines) and free <= _MOST_FREE:
        line = lines[index]
        if line.blank or line.where is Where.FIELD:
            index += 1
            continue
        if len(line.text) > _LONGEST or opens_body(line) or reading.turn_begins(index):
            break
        taken = reading.take(index)
        if taken:
            free, index = 0, taken
        else:
            if reading.fields and _tells(line.plain):
                break
            free += bool(reading.fields)
            index += 1
    return reading.header()


def _tells(text: str) -> bool:
    """Whether a line is a sentence of some length, as no header has it below its first field."""
    return len(text.split()) >= _MOST_WORDS and ends_sentence(text)


class _HeaderReading:
    """The state of one pass over the top of a document."""

    def __init__(self, lines: Sequence[Line], openings: dict[int, Opening]) -> None:
        self.lines = lines
        self.openings = openings
        self.turns = Counter(opening.key for opening in openings.values())
        self.fields: list[HeaderField] = []
        self.titles: list[str] = []
        self.legend: dict[str, Speaker] = {}
        self.body = 0
        self.legend_ends = -2

    def header(self) -> Header:
        return Header(fields=tuple(self.fields), titles=tuple(self.titles), legend=self.legend, body=self.body)

    def take(self, index: int) -> int:
        """Take the line as title, legend or field; the index after what was taken, or 0."""
        text = self.lines[index].plain.strip()
        pair = labelled(self.lines[index].plain)
        fields = self._fields(pair, index) if pair else ()
        coded = _CODED.fullmatch(pair.label.strip()) if pair else None
        if coded:
            self._field(Field.CODE, coded.group("label"), coded.group("code"), index, index)
            fields = (Field.NAME,)
        if self._who_is_who(index):
            self.legend[self.openings[index].key + self.openings[index].number] = Speaker.INFORMANT
        if self._legend(text) or self._of_legend(index) or self._who_is_who(index):
            self.legend_ends = index
            return self._taken(index + 1)
        if pair and fields and (pair.value or self.lines[index].where is Where.ROW):
            return self._labelled(fields, pair, index)
        apart = self._apart(index, text.rstrip(": "))
        if apart:
            return apart
        if is_title(text) and len(self.titles) < _MOST_TITLES and not _cells(self.lines[index]):
            self.titles.append(text)
            return self._taken(index + 1)
        if pair and self.fields and pair.value and ":" in self.lines[index].text and self._short_label(pair):
            for field, label, value in of_own_label(pair.label.strip(), pair.value):
                self._field(field, label, value, index, index)
            return index + 1
        return self._without_label(index, text)

    def _fields(self, pair: Labelled, index: int) -> tuple[Field, ...]:
        """The fields that a line's label names, as written or as the speaker's word that is meant by it."""
        opening = self.openings.get(index)
        meant = field_of(opening.key) if opening else None
        return fields_of(pair.label) or ((meant,) if meant else ())

    def _labelled(self, fields: tuple[Field, ...], pair: Labelled, index: int) -> int:
        """Take a field; or the several that a line holds (``Nama : …; Jabatan : …``, ``Waktu dan tempat : …``)."""
        more = [labelled(part) for part in _BETWEEN_FIELDS.split(self.lines[index].plain, _MOST_FIELDS)]
        found = [(fields_of(one.label), one) for one in more if one and one.value]
        if len(found) < len(more) or not all(known for known, _ in found):
            found = [(fields, pair)]
        for known, one in found:
            if known == (Field.PLACE,) and len(read_date(one.value).date) == len("2018-03-12"):
                known = (Field.PLACE, Field.DATE)  # noqa: PLW2901
            self.legend.update(legend_of_labels([one.label]))
            for field, value in shared_value(known or fields, one.value):
                self._field(field, one.label, value, index, index)
        return index + 1

    def _without_label(self, index: int, text: str) -> int:
        """A date, or who is asked, in a line of its own near the top; the index after it, or 0."""
        if index > _TOP or self.lines[index].where is not Where.TEXT:
            return 0
        above = (self.fields[-1].field if self.fields else Field.TITLE) if self.body == index > 0 else None
        said = unlabelled(text, above)
        for field, label, value in said:
            if field is Field.TITLE:
                self.titles.append(value)
            else:
                self._field(field, label, value, index, index)
        return self._taken(index + 1) if said else 0

    @staticmethod
    def _short_label(pair: Labelled) -> bool:
        label = pair.label.strip()
        return label[:1].isupper() and len(label.split()) <= 4  # noqa: PLR2004

    def _taken(self, following: int) -> int:
        self.body = following
        return following

    def _field(self, field: Field, label: str, value: str, first: int, last: int) -> int:
        self.fields.append(
            HeaderField(field=field, label=" ".join(label.split()), value=value.strip(), line=first, last_line=last)
        )
        return self._taken(last + 1)

    def _apart(self, index: int, label: str) -> int:
        """A label with its value on the next line that is not blank; 0 if this is none."""
        field = field_of(label)
        following = next((i for i in range(index + 1, len(self.lines)) if self.lines[i].plain.strip(" \t:")), None)
        if field in (None, Field.LEGEND, Field.TITLE) or following is None or self.turn_begins(following):
            return 0
        value = self.lines[following].text.strip(" \t:")
        pair = labelled(self.lines[following].plain)
        if field_of(value) or (pair and field_of(pair.label)) or len(value.split()) > _MOST_WORDS:
            return self._field(field, label, "", index, index)
        return self._field(field, label, value, index, following)

    def _legend(self, text: str) -> bool:
        found = legend_in(text)
        self.legend.update(found)
        return bool(found)

    def _of_legend(self, index: int) -> bool:
        """Whether a line right below a legend's goes on with it: ``N2 : Pedagang``, a label and a few words."""
        opening = self.openings.get(index)
        if opening is None or index - 1 != self.legend_ends or opening.key in self.legend:
            return False
        words = self.lines[index].text[opening.at :].split()
        return 0 < len(words) <= _MOST_EXPLAINED and not _spoken(" ".join(words))

    def _who_is_who(self, index: int) -> bool:
        """Whether a line tells who a label is by what the person does, and speaks below: ``R1 : Nelayan``."""
        opening = self.openings.get(index)
        if opening is None or field_of(opening.label) or not is_office(self.lines[index].text[opening.at :].strip()):
            return False
        beside = [one for at in (index - 1, index + 1) if (one := self.openings.get(at)) is not None]
        return any(
            one.key + one.number != opening.key + opening.number
            and is_office(self.lines[one.line].text[one.at :].strip())
            for one in beside
        )

    def turn_begins(self, index: int) -> bool:
        """Whether a line that may open a turn does, and is no header line (``Peneliti : Mahasiswa``)."""
        opening = self.openings.get(index)
        known = self._of_legend(index) or self._who_is_who(index)
        if opening is None or known or legend_in(self.lines[index].text.strip()):
            return False
        field = field_of(opening.key) or field_of(opening.label)
        value = self._paragraph_from(index, opening.at)
        again = any(found.field is field and key_of(found.label)[1] == opening.number for found in self.fields)
        if field is not None and self._lists_speakers(value):
            return False
        if field is None or again or _spoken(value):
            return True
        if not value:
            following = next((line.text for line in self.lines[index + 1 :] if line.plain.strip(" \t:")), "")
            if field is Field.OTHER and _POINT.match(following):
                return False
            return _spoken(following.strip()) or not any(found.last_line > found.line for found in self.fields)
        return self._followed_by_other_speaker(index, opening)

    def _lists_speakers(self, value: str) -> bool:
        """Whether words hold the labels of several who speak below: ``Peserta : OT1 (ibu), OT2 (bapak)``."""
        labels = {one.label for one in self.openings.values() if re.search(r"\d", one.label)}
        return len(labels & set(re.findall(r"\w+", value))) > 1

    def _paragraph_from(self, index: int, at: int) -> str:
        """The words of a paragraph from a place of its first line on, beyond line ends made by hand."""
        own = self.lines[index].paragraph
        texts = [self.lines[index].text[at:]]
        for line in self.lines[index + 1 :]:
            pair = labelled(line.plain)
            if line.paragraph != own or line.where is not Where.TEXT or line.blank or (pair and field_of(pair.label)):
                break
            texts.append(line.text)
        return " ".join(texts).strip()

    def _followed_by_other_speaker(self, index: int, opening: Opening) -> bool:
        """Whether the next filled line is a turn of another speaker: then this was no field but a short turn."""
        if opening.key not in INTERVIEWER_WORDS or self.turns[opening.key] == 1:
            return False
        following = next((i for i in range(index + 1, len(self.lines)) if not self.lines[i].blank), None)
        other = self.openings.get(following) if following is not None else None
        if other is None or other.key == opening.key:
            return False
        return ends_sentence(self.lines[other.line].text)
