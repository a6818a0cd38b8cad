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
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import count, groupby
from operator import attrgetter

from qualcode.collection.positions import block_bounds, blocks_of, line_at, lines_of, own_line, speakers
from qualcode.errors import BadValue
from qualcode.model import Block, BlockKind, Informant, Role, Segment, Source, Study, Technique
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


@dataclass(frozen=True, slots=True)
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


class _Filler:
    """Fills the fields that a source and its speakers give; those of the place stay as they are."""

    def __init__(self, study: Study, terms: Terms) -> None:
        self._study = study
        self._terms = terms
        self._templates = study.derived(_templates)

    def pieces(self, source: Source, persons: tuple[str, ...]) -> list[str]:
        def fill(match: re.Match[str]) -> str:
            name, form = match.group(1), match.group(2) or ""
            if name in _OF_THE_PLACE:
                return match.group()
            if name in _OF_PERSONS:
                return self._of_persons(name, form, persons) or source.title or source.id
            return self._of_source(source, name, form)

        return [_FIELD.sub(fill, piece) for piece in self._templates[source.technique].pieces]

    def source_pieces(self, source: Source) -> list[str]:
        """The pieces that do not name a place in the source."""
        places = self._templates[source.technique].places
        pieces = self.pieces(source, source.informants)
        return [piece for piece, place in zip(pieces, places, strict=True) if not place]

    def _of_source(self, source: Source, name: str, form: str) -> str:
        """The value of a field of the source; an empty place or title gives the other, then the id."""
        if name == "date":
            return formatted_date(source.date, form or "DD-MM-YYYY", self._terms)
        place = source.place.partition(",")[0].strip()
        return {
            "technique": source.technique.letter,
            "session": str(source.session),
            "place": place or source.title or source.id,
            "title": source.title or place or source.id,
        }[name]

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


def _source_codes(study: Study) -> dict[str, tuple[str, bool]]:
    """Of each source: its code without a place, and whether the source's id is needed to tell it apart."""
    terms = terms_for(study.project.language)
    templates = study.derived(_templates)
    filler = _Filler(study, terms)
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
    codes: dict[str, str] = {}
    with_line: dict[str, str] = {}
    parts = Counter[str]()
    for part in _parts(study):
        writer = _Writer(part, terms_for(study.project.language))
        own = _without_line(writer, part)
        codes |= own
        parts.update(set(own.values()))
        with_line |= _with_line(writer, part, own, _shared(own))
    if between := {code for code, times in parts.items() if times > 1}:
        for part in _parts(study):
            writer = _Writer(part, terms_for(study.project.language))
            with_line |= _with_line(writer, part, codes, between)
    return _lettered(codes | with_line)


def _without_line(writer: _Writer, part: Study) -> dict[str, str]:
    order = {source.id: at for at, source in enumerate(part.sources)}
    segments = sorted(part.segments.values(), key=lambda s: (order.get(s.source, 0), s.start, s.end, s.id))
    return dict(writer.codes(segments))


def _with_line(writer: _Writer, part: Study, codes: Mapping[str, str], shared: Collection[str]) -> dict[str, str]:
    """The codes of those segments that share one, with the line where the template does not give it anyway."""
    some = (one for one in part.segments.values() if codes[one.id] in shared and not writer.says_line(one))
    return dict(writer.codes(some, with_line=True))


def _parts(study: Study) -> Iterator[Study]:
    """The study in parts of some sources each, in their order; a part of a study as it is."""
    if study is not study.whole:
        yield study
        return
    yield from study.parts([source.id for source in study.sources])


def stems(study: Study) -> dict[str, set[str]]:
    """Source → what the codes of its quotations can begin with: all but the place, for whoever may speak there."""
    speaking: dict[str, set[str]] = {source.id: set() for source in study.sources}
    for source, informant in study.combinations(Block, "source", "informant"):
        if informant:
            speaking[source].add(informant)
    writer = _Writer(study, terms_for(study.project.language))
    found = {}
    for record in study.sources:
        voices = {record.informants, tuple(speaking[record.id]) or record.informants}
        if len(speaking[record.id].union(record.informants)) > 1:
            part = study.within((record.id,))
            spoken = (speakers(record, blocks_of(part, segment)) for segment in part.segments.values())
            voices = {persons or record.informants for persons in spoken}
        found[record.id] = {writer.stem(record, persons) for persons in voices}
    return found


def _shared(codes: Mapping[str, str]) -> set[str]:
    return {code for code, times in Counter(codes.values()).items() if times > 1}


def _lettered(codes: Mapping[str, str]) -> dict[str, str]:
    shared = _shared(codes)
    taken = set(codes.values())
    letters: dict[str, Iterator[str]] = {}
    unique: dict[str, str] = {}
    for segment, code in codes.items():
        if code in shared:
            series = letters.setdefault(code, _letters())
            unique[segment] = next(found for letter in series if (found := code + letter) not in taken)
            taken.add(unique[segment])
        else:
            unique[segment] = code
    return unique


def _letters() -> Iterator[str]:
    for number in count(1):
        text, rest = "", number
        while rest:
            rest, at = divmod(rest - 1, 26)
            text = chr(ord("a") + at) + text
        yield text


class _Writer:
    """Writes codes of segments; what those in the same blocks of a source share is filled in once."""

    def __init__(self, study: Study, terms: Terms) -> None:
        self._study = study
        self._terms = terms
        self._filler = _Filler(study, terms)
        self._sources = study.by_id(Source)
        self._templates = study.derived(_templates)
        self._filled: dict[tuple[str, tuple[str, ...]], str] = {}
        self._answers: dict[str, dict[int, int]] = {}

    def says_line(self, segment: Segment) -> bool:
        """Whether the template gives the line anyway."""
        return self._templates[self._sources[segment.source].technique].says_line

    def stem(self, source: Source, persons: tuple[str, ...]) -> str:
        """What a code begins with, up to the place in the source."""
        return _PLACE.split(self._fill(source, persons), maxsplit=1)[0]

    def codes(self, segments: Iterable[Segment], *, with_line: bool = False) -> Iterator[tuple[str, str]]:
        """(segment id, its code); ``with_line`` adds the line to codes that do not say it."""
        for name, some in groupby(segments, attrgetter("source")):
            source = self._sources[name]
            added = self._line_piece(source) if with_line else ""
            blocks, starts, ends = block_bounds(self._study, name)
            known: dict[tuple[int, int], str] = {}
            for segment in some:
                touched = bisect_right(ends, segment.start), bisect_left(starts, segment.end)
                code = known.get(touched)
                if code is None:
                    code = known[touched] = self._at(source, blocks[slice(*touched)]) + added
                yield segment.id, code.replace("{line}", self._line(source, segment)) if "{line}" in code else code

    def _at(self, source: Source, blocks: tuple[Block, ...]) -> str:
        """The code of whatever stands in these blocks, but for the line."""
        persons = speakers(source, blocks) or source.informants
        if (source.id, persons) not in self._filled:
            self._filled[source.id, persons] = self._fill(source, persons)
        filled = self._filled[source.id, persons]
        return filled.replace("{number}", self._number(source, blocks)) if "{number}" in filled else filled

    def _fill(self, source: Source, persons: tuple[str, ...]) -> str:
        template = self._templates[source.technique]
        pieces = self._filler.pieces(source, persons)
        if self._study.whole.derived(_source_codes)[source.id][1]:
            last = max((at for at, place in enumerate(template.places) if not place), default=-1)
            pieces.insert(last + 1, source.id)
        return template.separator.join(pieces)

    def _line_piece(self, source: Source) -> str:
        """What adds the line to a code that does not say it."""
        separator = self._templates[source.technique].separator
        word = "citations.prose_line" if separator == ", " else "citations.line"
        return separator + self._terms(word, line="{line}")

    def _line(self, source: Source, segment: Segment) -> str:
        first, last = lines_of(self._study, segment)
        if source.line_numbers:
            one_line = first == last
            first = own_line(source, first)
            last = first if one_line else own_line(source, last)
        return str(first) if first == last else f"{first}–{last}"

    def _number(self, source: Source, blocks: tuple[Block, ...]) -> str:
        if not blocks:
            return "0"
        if source.id not in self._answers:
            answers = [b.number for b in self._study.blocks(source.id) if b.kind is BlockKind.ANSWER]
            self._answers[source.id] = {number: at for at, number in enumerate(answers, 1)}
        answer = next((block for block in blocks if block.number in self._answers[source.id]), None)
        return str(self._answers[source.id][answer.number] if answer else blocks[0].number)
