"""The codings of a study as columns: what counts them makes no record, what reads them makes the records it reads.

A field of all codings is a column; a row is a place in it. They are read from the records, in the order in which they
were made, or from what is kept of each source (``kept_columns``), source by source.
"""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from qualcode.collection.positions import blocks_of, lines_of
from qualcode.collection.voices import Touched, touched, voices
from qualcode.declared import value
from qualcode.model import About, Block, Code, Coding, Directness, Segment, Source, Study, Technique, Valence
from qualcode.model.records import Columns
from qualcode.reduction.code_tree import code_order, focus_of, lineage
from qualcode.reduction.standing import Standing, standings


@value
class Meaning:
    """What a code brings along: itself and every code above it, and the focuses that it belongs to."""

    code: Code
    focuses: tuple[str, ...]
    lineage: frozenset[str]


@dataclass(frozen=True, slots=True)
class CodedSegment:
    """A coding with its segment, source, code and what is derived from them, each found when it is asked for.

    ``informants`` are the speakers of the answers that the segment touches; in an observation or document
    only whom *about* names. ``about_role`` is the role spoken of, where the coding gives one.
    ``period`` is that of *about* if given, else the source's; ``undated`` tells that *about* gives no time.
    ``lineage`` holds the code and every code above it, ``focuses`` what it belongs to.
    """

    columns: CodingColumns = field(repr=False)
    row: int

    @property
    def coding(self) -> Coding:
        """The record of the coding."""
        return self.columns.codings[self.row]

    @property
    def segment(self) -> Segment:
        """The record of the segment."""
        return self.columns.segment_records[self.columns.segments[self.row]]

    @property
    def segment_id(self) -> str:
        """The id of the segment."""
        return self.columns.names[self.columns.segments[self.row]]

    @property
    def quote(self) -> str:
        """The words of the segment."""
        return self.columns.quotes[self.place]

    @property
    def stretch(self) -> tuple[str, int, int]:
        """The source of the segment, its start and its end (code points, half-open)."""
        columns, place = self.columns, self.place
        return columns.places[place], columns.starts[place], columns.ends[place]

    @property
    def directness(self) -> Directness | None:
        """How near the speaker stood to what is told."""
        return self.columns.directness[self.row]

    @property
    def place(self) -> int:
        """The place of the segment among the columns."""
        return self.columns.segments[self.row]

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks that the segment touches, in order."""
        return blocks_of(self.columns.study, self.segment)

    @property
    def source(self) -> Source:
        """The source of the segment."""
        return self.columns.source_records[self.columns.sources[self.row]]

    @property
    def standing(self) -> Standing:
        """Where the words stand."""
        return self.columns.standings[self.row]

    @property
    def about(self) -> About | None:
        """Whom and when the words speak of."""
        return self.columns.abouts[self.row]

    @property
    def informants(self) -> tuple[str, ...]:
        """The speakers of the answers that the segment touches, or whom *about* names."""
        return self.standing.informants

    @property
    def roles(self) -> tuple[str, ...]:
        """The roles of the informants, each once."""
        return self.standing.roles

    @property
    def about_role(self) -> str | None:
        """The role spoken of, where the coding gives one."""
        return self.standing.about_role

    @property
    def period(self) -> str | None:
        """The period that *about* gives, else that of the source."""
        return self.standing.period

    @property
    def date(self) -> str:
        """The date that *about* gives, else that of the source."""
        return self.standing.date

    @property
    def undated(self) -> bool:
        """Whether *about* gives no time."""
        return self.standing.undated

    @property
    def code(self) -> Code:
        """The code that was given."""
        return self.columns.meanings[self.columns.codes[self.row]].code

    @property
    def focuses(self) -> tuple[str, ...]:
        """The focuses that the code belongs to."""
        return self.columns.meanings[self.columns.codes[self.row]].focuses

    @property
    def lineage(self) -> frozenset[str]:
        """The code and every code above it."""
        return self.columns.meanings[self.columns.codes[self.row]].lineage

    @property
    def technique(self) -> Technique:
        """How the source came about."""
        return self.source.technique

    @property
    def role(self) -> str | None:
        """The speaker's role; None without speakers or with speakers of several roles."""
        return self.roles[0] if len(self.roles) == 1 else None

    @property
    def role_spoken_of(self) -> str | None:
        """The role spoken about where *about* gives it, else the speaker's."""
        return self.about_role or self.role

    @property
    def coder(self) -> str:
        """Who gave the code."""
        return self.columns.coders[self.row]

    @property
    def silent(self) -> bool:
        """Whether the coding says *does not know*."""
        return self.columns.silent[self.row]

    @property
    def round(self) -> int:
        """The round of coding."""
        return self.columns.rounds[self.row]

    @property
    def valence(self) -> Valence | None:
        """The coding's valence."""
        return self.columns.valences[self.row]


class CodingColumns:
    """Every coding of a study; ``rows`` are those whose words stand in the text.

    ``segments`` are places in ``names`` (ids), ``places`` (source), ``starts`` and ``ends`` (code points, half-open).
    """

    def __init__(self, study: Study) -> None:
        self.study = study
        self.every = range(len(self.segments))
        self.rows: Sequence[int] = self._standing()

    def _standing(self) -> Sequence[int]:
        lost = {at for at, (start, end) in enumerate(zip(self.starts, self.ends, strict=True)) if start == end}
        return [row for row in self.every if self.segments[row] not in lost] if lost else self.every

    @cached_property
    def _given(self) -> Columns:
        return self.study.columns(Coding, "segment", "code", "coder", "dont_know", "about")

    @cached_property
    def _stretches(self) -> Columns:
        return self.study.columns(Segment, "id", "source", "start", "end")

    @cached_property
    def segments(self) -> Sequence[int]:
        """The place of the segment of each coding."""
        numbers = {name: at for at, name in enumerate(self.names)}
        return array("I", map(numbers.__getitem__, self._given[0]))

    @cached_property
    def codes(self) -> Sequence[str]:
        """The code of each coding."""
        return self._given[1]

    @cached_property
    def coders(self) -> Sequence[str]:
        """Who gave each coding."""
        return self._given[2]

    @cached_property
    def silent(self) -> Sequence[bool]:
        """Whether each coding says *does not know*."""
        return self._given[3]

    @cached_property
    def abouts(self) -> Sequence[About | None]:
        """Whom and when each coding speaks of."""
        return self._given[4]

    @cached_property
    def names(self) -> Sequence[str]:
        """The ids of the segments."""
        return self._stretches[0]

    @cached_property
    def places(self) -> Sequence[str]:
        """The source of each segment."""
        return self._stretches[1]

    @cached_property
    def starts(self) -> Sequence[int]:
        """Where each segment starts."""
        return array("I", self._stretches[2])

    @cached_property
    def ends(self) -> Sequence[int]:
        """Where each segment ends."""
        return array("I", self._stretches[3])

    @cached_property
    def ids(self) -> Sequence[str]:
        """The ids of the codings."""
        return self.study.columns(Coding, "id")[0]

    @cached_property
    def directness(self) -> Sequence[Directness | None]:
        """How near the speaker of each coding stood."""
        return self.study.columns(Coding, "directness")[0]

    @cached_property
    def rounds(self) -> Sequence[int]:
        """The round of each coding."""
        return self.study.columns(Coding, "round")[0]

    @cached_property
    def valences(self) -> Sequence[Valence | None]:
        """The valence of each coding."""
        return self.study.columns(Coding, "valence")[0]

    @cached_property
    def quotes(self) -> Sequence[str]:
        """The words of each segment."""
        return self.study.columns(Segment, "quote")[0]

    @cached_property
    def lines(self) -> tuple[Sequence[int], Sequence[int]]:
        """The first and the last line of each segment, from 1."""
        found = [lines_of(self.study, segment) for segment in self.segment_records]
        return array("I", (first for first, _last in found)), array("I", (last for _first, last in found))

    @cached_property
    def intensities(self) -> Sequence[int | None]:
        """How strongly each coding says what it says, from 1 to 3."""
        return self.study.columns(Coding, "intensity")[0]

    @cached_property
    def codings(self) -> Sequence[Coding]:
        """The records of the codings."""
        return self.study.codings

    @cached_property
    def segment_records(self) -> Sequence[Segment]:
        """The records of the segments, in the order of ``names``."""
        return self.study.all(Segment)

    @cached_property
    def source_records(self) -> Mapping[str, Source]:
        """The records of the sources by id."""
        return self.study.by_id(Source)

    @cached_property
    def sources(self) -> Sequence[str]:
        """The source of each coding."""
        return tuple(map(self.places.__getitem__, self.segments))

    @cached_property
    def touched(self) -> Touched:
        """The blocks that each segment touches."""
        return touched(self.study, zip(self.places, self.starts, self.ends, strict=True))

    @cached_property
    def standings(self) -> Sequence[Standing]:
        """Where the words of each coding stand."""
        return standings(self.study, voices(self.study, self.places, self.touched), self.segments, self.abouts)

    @cached_property
    def meanings(self) -> dict[str, Meaning]:
        """What each code brings along."""
        study = self.study
        return {one.id: Meaning(one, focus_of(study, one.id), lineage(study, one.id)) for one in study.codes}

    @cached_property
    def anyone_silent(self) -> bool:
        """Whether any coding says *does not know*."""
        return any(self.silent)

    @cached_property
    def in_text(self) -> Sequence[int]:
        """The places of the segments by source, start and end, then by id."""
        order = {source.id: at for at, source in enumerate(self.study.sources)}
        sources = map(order.__getitem__, self.places)
        found = sorted(zip(sources, self.starts, self.ends, self.names, range(len(self.names)), strict=True))
        return array("I", (at for *_place, at in found))

    @cached_property
    def ordered(self) -> Sequence[int]:
        """The rows by source, start, end and code in codebook order, then by id."""
        codes, last = code_order(self.study), len(self.study.codes)
        ranks = array("I", [0]) * len(self.names)
        for rank, at in enumerate(self.in_text):
            ranks[at] = rank
        orders = {code: codes.get(code, last) for code in set(self.codes)}
        keys = map(ranks.__getitem__, self.segments), map(orders.__getitem__, self.codes), self.ids
        found = array("I", (row for *_key, row in sorted(zip(*keys, self.every, strict=True))))
        return found if self.rows is self.every else array("I", filter(set(self.rows).__contains__, found))

    @cached_property
    def ranks(self) -> Sequence[int]:
        """The place of each row among ``ordered``."""
        found = array("I", [0]) * len(self.segments)
        for rank, row in enumerate(self.ordered):
            found[row] = rank
        return found
