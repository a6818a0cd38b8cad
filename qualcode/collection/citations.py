"""Citation codes of quotations, by the study's template per technique (method: quotation codes in Bab IV).

A template holds fields in braces: ``{technique}/{informant}/{date:DD-MM-YYYY}/b.{line}``. Fields are
``technique`` (letter), ``role``, ``informant`` (codes), ``label`` (by the privacy profile), ``date`` (with a
format of ``D DD M MM MMMM YY YYYY``), ``line`` (the user's own numbers, ``14–18``), ``session``,
``place`` (up to its first comma), ``title``, ``number`` (of the answer, or of the block) and ``attribute:NAME`` of
the informant.
Every segment gets a code of its own: where the template does not tell two apart, source, line, then a letter do.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from qualcode.collection.places import Places, places
from qualcode.collection.positions import line_at, lines_of, own_line, speakers
from qualcode.collection.voices import speaking as speaking_in
from qualcode.declared import value
from qualcode.errors import BadValue
from qualcode.model import Informant, Role, Source, Study, Technique
from qualcode.model.source_columns import Said
from qualcode.terms import Terms, terms_for

__all__ = ["DEFAULTS", "FIELDS", "citations", "formatted_date", "line_at", "lines_of", "person_label", "source_code"]

DEFAULTS: Mapping[Technique, str] = {
    Technique.INTERVIEW: "{technique}/{informant}/{date:DD-MM-YYYY}/b.{line}",
    Technique.OBSERVATION: "{technique}/{place}/{date:DD-MM-YYYY}",
    Technique.DOCUMENT: "{technique}/{title}/{date:YYYY}",
}
FIELDS = (
    "technique", "role", "informant", "label", "date", "line", "session", "place", "title", "number", "attribute",
)  # fmt: skip

_FIELD = re.compile(r"\{([a-z_]+)(?::([^{}]*))?\}")
_DATE_PART = re.compile(r"YYYY|YY|MMMM|MM|M|DD|D")
_OF_THE_PLACE = {"line", "number"}
_PLACE = re.compile(r"\{(?:line|number)\}")
_OF_PERSONS = {"informant", "role", "label", "attribute"}


@value
class _Template:
    """A template cut into pieces at its separator; ``places`` tells which pieces name the place in the source."""

    separator: str
    pieces: tuple[str, ...]
    places: tuple[bool, ...]

    @property
    def says_line(self) -> bool:
        return any("{line}" in piece for piece in self.pieces)


def _parsed(template: str) -> _Template:
    left_over = _FIELD.sub("", template)
    if "{" in left_over or "}" in left_over:
        raise BadValue("citations.template", template, FIELDS)
    for name, form in _FIELD.findall(template):
        takes_form = name in ("date", "attribute")
        if name not in FIELDS or (form and not takes_form) or (name == "attribute" and not form):
            raise BadValue("citations.template", name if name not in FIELDS else template, FIELDS)
        if name == "date" and form and not _DATE_PART.search(form):
            raise BadValue("citations.template", template, ("DD-MM-YYYY", "D MMMM YYYY", "YYYY"))
    separator = next((mark for mark in ("/", ", ", ".") if mark in template), "/")
    pieces = tuple(template.split(separator))
    places = tuple(any(name in _OF_THE_PLACE for name, _ in _FIELD.findall(piece)) for piece in pieces)
    return _Template(separator, pieces, places)


def _templates(study: Study) -> dict[Technique, _Template]:
    own = {given.technique: given.template for given in study.project.citations if given.template}
    return {technique: _parsed(own.get(technique, default)) for technique, default in DEFAULTS.items()}


@cache
def formatted_date(date: str, form: str, terms: Terms) -> str:
    """An ISO date of any precision in a format such as ``DD-MM-YYYY``; parts that the date lacks fall away.

    A source without a date says so (``t.t.``, ``n.d.``).
    """
    if not date:
        return terms("citations.undated")
    year, month, day = [*date.split("-"), "", ""][:3]
    values = {"YYYY": year, "YY": year[-2:]}
    if month:
        values |= {"MM": month, "M": str(int(month)), "MMMM": terms.several("dates.months")[int(month) - 1]}
    if day:
        values |= {"DD": day, "D": str(int(day))}
    found = list(_DATE_PART.finditer(form))
    written = "" if not found else form[: found[0].start()]
    ends = [*(match.start() for match in found[1:]), len(form)]
    for match, end in zip(found, ends, strict=True):
        if match.group() in values:
            written += values[match.group()] + form[match.end() : end]
    if any(match.group() not in values for match in found):
        written = written.rstrip(" -/.,")
    return written if written.strip() else year


def person_label(study: Study, informant: str) -> str:
    """How an informant is called in what leaves the study, by its privacy profile: code, role or pseudonym.

    By role, an informant who shares it with others of the study is told apart by the code.
    """
    person = study.find(Informant, informant)
    if person is None:
        return informant
    if study.project.privacy.label == "role":
        role = study.find(Role, person.role)
        alone = sum(other.role == person.role for other in study.informants) == 1
        label = role.label if role else person.role
        return label if alone else f"{label} ({informant})"
    if study.project.privacy.label == "pseudonym":
        return next((a.value for a in person.attributes if a.name in ("pseudonym", "nama samaran")), informant)
    return informant


@cache
def _fields(piece: str) -> tuple[tuple[str, str, str], ...]:
    """(text before, name, form) of each field of a piece of a template, and at the end the text behind them."""
    parts = [part or "" for part in _FIELD.split(piece)]
    return (*zip(parts[::3], parts[1::3], parts[2::3], strict=False), (parts[-1], "", ""))


class _Filler:
    """Fills the fields that a source and its speakers give; those of the place stay as they are."""

    def __init__(self, study: Study, terms: Terms) -> None:
        self._study = study
        self._terms = terms
        self._templates = study.derived(_templates)
        self._known: dict[tuple[str, tuple[str, ...]], list[str]] = {}

    def pieces(self, source: Source, persons: tuple[str, ...]) -> list[str]:
        """The pieces of the template, those of the place as they are."""
        key = source.id, persons
        if key not in self._known:
            pieces = self._templates[source.technique].pieces
            self._known[key] = ["".join(self._filled(piece, source, persons)) for piece in pieces]
        return list(self._known[key])

    def _filled(self, piece: str, source: Source, persons: tuple[str, ...]) -> Iterator[str]:
        for before, name, form in _fields(piece):
            yield before
            if name in _OF_THE_PLACE:
                yield f"{{{name}}}"
            elif name in _OF_PERSONS:
                yield self._of_persons(name, form, persons) or source.title or source.id
            elif name:
                yield self._of_source(source, name, form)

    def source_pieces(self, source: Source) -> list[str]:
        """The pieces that do not name a place in the source."""
        places = self._templates[source.technique].places
        pieces = self.pieces(source, source.informants)
        return [piece for piece, place in zip(pieces, places, strict=True) if not place]

    def _of_source(self, source: Source, name: str, form: str) -> str:
        """The value of a field of the source; an empty place or title gives the other, then the id."""
        if name == "date":
            return formatted_date(source.date, form or "DD-MM-YYYY", self._terms)
        if name == "technique":
            return source.technique.letter
        if name == "session":
            return str(source.session)
        place = source.place.partition(",")[0].strip()
        return (place or source.title if name == "place" else source.title or place) or source.id

    def _of_persons(self, name: str, form: str, persons: tuple[str, ...]) -> str:
        known = [found for person in persons if (found := self._study.find(Informant, person))]
        if name == "informant":
            parts = persons
        elif name == "label":
            parts = tuple(person_label(self._study, person) for person in persons)
        elif name == "role":
            parts = tuple(person.role for person in known)
        else:
            parts = tuple(a.value for person in known for a in person.attributes if a.name == form) or ("-",)
        return "+".join(dict.fromkeys(part for part in parts if part))


def _own_filler(study: Study) -> _Filler:
    """In the study's language."""
    return _Filler(study, terms_for(study.project.language))


def _source_codes(study: Study) -> dict[str, tuple[str, bool]]:
    """Of each source: its code without a place, and whether the source's id is needed to tell it apart."""
    templates, filler = study.derived(_templates), study.derived(_own_filler)
    plain = {s.id: templates[s.technique].separator.join(filler.source_pieces(s)) for s in study.sources}
    often = Counter(plain.values())
    return {source: (code, often[code] > 1) for source, code in plain.items()}


def source_code(study: Study, source: Source | str, terms: Terms) -> str:
    """The citation code of a whole source, without a place in it; no two sources share one."""
    record = study.get(Source, source) if isinstance(source, str) else source
    template = study.derived(_templates)[record.technique]
    kept = _Filler(study, terms).source_pieces(record)
    if study.whole.derived(_source_codes)[record.id][1]:
        kept.append(record.id)
    return template.separator.join(kept)


def citations(study: Study) -> Mapping[str, str]:
    """Segment id → citation code, in the study's language; every segment has a code of its own.

    In a part of a study they are those of the whole where it has the ``citation_kin`` of its sources.
    """
    return study.derived(_citations)


def _citations(study: Study) -> dict[str, str]:
    writer = study.whole.derived(_Writer)
    codes: dict[str, str] = {}
    named: dict[str, Sequence[str]] = {}
    for place in places(study):
        named[place.source.id] = place.names
        codes.update(zip(place.names, writer.codes(place), strict=True))
    shared = _shared(codes)
    again = [source for source, names in named.items() if any(codes[name] in shared for name in names)]
    if not again:
        return codes
    with_line: dict[str, str] = {}
    for place in places(study, again):
        if not writer.says_line(place.source):
            lined = zip(place.names, writer.codes(place, with_line=True), strict=True)
            with_line.update((name, code) for name, code in lined if codes[name] in shared)
    return _lettered(codes | with_line)


def stems(study: Study) -> dict[str, set[str]]:
    """Source → what the codes of its quotations can begin with: all but the place, for whoever may speak there."""
    speaking: dict[str, set[str]] = {source.id: set() for source in study.sources}
    for source, informant in speaking_in(study):
        if informant:
            speaking[source].add(informant)
    writer = study.whole.derived(_Writer)
    found = {}
    several = []
    for record in study.sources:
        voices = {record.informants, tuple(speaking[record.id]) or record.informants}
        found[record.id] = {writer.stem(record, persons) for persons in voices}
        if len(speaking[record.id].union(record.informants)) > 1:
            several.append(record.id)
    for place in places(study, several) if several else ():
        found[place.source.id] = {
            writer.stem(place.source, speakers(place.source, place.said(*touched)) or place.source.informants)
            for touched in set(place.touched)
        }
    return found


def _shared(codes: Mapping[str, str]) -> set[str]:
    if len(set(codes.values())) == len(codes):
        return set()
    return {code for code, times in Counter(codes.values()).items() if times > 1}


def _lettered(codes: Mapping[str, str]) -> dict[str, str]:
    shared = _shared(codes)
    taken = set(codes.values())
    last: dict[str, int] = {}
    unique = dict(codes)
    for segment, code in codes.items() if shared else ():
        if code in shared:
            number = last.get(code, 0) + 1
            while (found := code + _letters(number)) in taken:
                number += 1
            last[code], unique[segment] = number, found
            taken.add(found)
    return unique


@cache
def _letters(number: int) -> str:
    """The letters of a number: a, b, and so on to z, then aa, ab."""
    rest, at = divmod(number - 1, 26)
    return (_letters(rest) if rest else "") + chr(ord("a") + at)


class _Writer:
    """Writes codes of segments; what those in the same blocks of a source share is filled in once."""

    def __init__(self, study: Study) -> None:
        self._terms = terms_for(study.project.language)
        self._filler = study.derived(_own_filler)
        self._templates = study.derived(_templates)
        self._needs_id = {source: needs for source, (_code, needs) in study.derived(_source_codes).items()}
        self._filled: dict[tuple[str, tuple[str, ...]], str] = {}

    def says_line(self, source: Source) -> bool:
        """Whether the template gives the line anyway."""
        return self._templates[source.technique].says_line

    def stem(self, source: Source, persons: tuple[str, ...]) -> str:
        """What a code begins with, up to the place in the source."""
        return _PLACE.split(self._fill(source, persons), maxsplit=1)[0]

    def codes(self, place: Places, *, with_line: bool = False) -> list[str]:
        """The code of each segment of a source; ``with_line`` adds the line to codes that do not say it."""
        added = self._line_piece(place.source) if with_line else ""
        by_voices: dict[tuple[Said, ...], str] = {}
        known: dict[tuple[int, int], str] = {}
        for touched in dict.fromkeys(place.touched):
            said = place.said(*touched)
            if said not in by_voices:
                by_voices[said] = self._of(place.source, said) + added
            code = by_voices[said]
            known[touched] = code.replace("{number}", _number(place, touched)) if "{number}" in code else code
        found = map(known.__getitem__, place.touched)
        if not any("{line}" in code for code in by_voices.values()):
            return list(found)
        return [code.replace("{line}", line) for code, line in zip(found, _lines(place), strict=True)]

    def _of(self, source: Source, said: tuple[Said, ...]) -> str:
        """The code of whatever stands in such blocks, but for the line and the number."""
        persons = speakers(source, said) or source.informants
        if (source.id, persons) not in self._filled:
            self._filled[source.id, persons] = self._fill(source, persons)
        return self._filled[source.id, persons]

    def _fill(self, source: Source, persons: tuple[str, ...]) -> str:
        template = self._templates[source.technique]
        pieces = self._filler.pieces(source, persons)
        if self._needs_id[source.id]:
            last = max((at for at, place in enumerate(template.places) if not place), default=-1)
            pieces.insert(last + 1, source.id)
        return template.separator.join(pieces)

    def _line_piece(self, source: Source) -> str:
        """What adds the line to a code that does not say it."""
        separator = self._templates[source.technique].separator
        word = "citations.prose_line" if separator == ", " else "citations.line"
        return separator + self._terms(word, line="{line}")


def _lines(place: Places) -> Iterator[str]:
    """The lines that each segment stands on, by the user's own numbers."""
    source = place.source
    for first, last in place.lines:
        if source.line_numbers:
            one_line, first = first == last, own_line(source, first)  # noqa: PLW2901 - as the user counts them
            last = first if one_line else own_line(source, last)  # noqa: PLW2901
        yield str(first) if first == last else f"{first}–{last}"


def _number(place: Places, touched: tuple[int, int]) -> str:
    numbers = place.numbers(*touched)
    answer = next((place.answers[number] for number in numbers if number in place.answers), None)
    return str(numbers[0] if numbers else 0) if answer is None else str(answer)
