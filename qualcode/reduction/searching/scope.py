"""What text is searched: which blocks of which sources, by who speaks; never what a withdrawn informant said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from qualcode.collection.positions import blocks_at, speakers
from qualcode.collection.privacy import withdrawn
from qualcode.errors import BadValue, UnknownName
from qualcode.model import Block, Code, Informant, Source, Speaker, Study
from qualcode.reduction.code_tree import descendants
from qualcode.reduction.coded import CodedSegment, coded
from qualcode.reduction.filters import Filter

INTERVIEWER, INFORMANTS, EVERYBODY = "interviewer", "informant", "all"
SPEAKERS = {
    "interviewer": INTERVIEWER, "pewawancara": INTERVIEWER, "peneliti": INTERVIEWER,
    "informant": INFORMANTS, "informan": INFORMANTS,
    "all": EVERYBODY, "semua": EVERYBODY,
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is searched. An empty field narrows nothing.

    ``speaker`` is ``interviewer``, ``informant`` (everything but the interviewer's words), ``all`` or an informant's
    id; empty is ``informant``. ``inside`` and ``outside`` are codes, with those under them unless ``filter.exact``.
    ``relevant`` leaves out blocks that were marked as not relevant. ``coders`` are those whose codings count where the
    filter names none (else those that the project names, else all).
    """

    filter: Filter = field(default_factory=Filter)
    speaker: str = ""
    inside: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()
    relevant: bool = False
    coders: tuple[str, ...] = ()


class Scope:
    """The blocks and codings that a search may touch."""

    def __init__(self, study: Study, asked: Asked) -> None:
        self.study = study
        named = replace(asked.filter, code=(*asked.inside, *asked.outside)).checked(study)
        count = len(asked.inside)
        self.filter = replace(named, code=())
        self._speaker = _speaker(study, asked.speaker)
        self._relevant = asked.relevant
        self._coders = () if self.filter.coder else asked.coders or study.project.coders
        self.says_who = bool(asked.speaker)
        self.inside = self.codes(named.code[:count])
        self.outside = self.codes(named.code[count:])
        self._withdrawn = withdrawn(study)
        self._codings: dict[str, list[CodedSegment]] | None = None

    def codes(self, names: tuple[str, ...]) -> frozenset[str]:
        """These codes and, unless only they are meant, the codes under them."""
        exact = self.filter.exact
        return frozenset(name for code in names for name in (code, *(() if exact else descendants(self.study, code))))

    def code(self, name: str) -> frozenset[str]:
        """A code as a query names it, with the codes under it; ``UnknownName`` if there is none."""
        return self.codes(Filter(code=(name,)).checked(self.study).code)

    def sources(self) -> Iterator[Source]:
        """The sources that the filter takes, in order."""
        return (source for source in self.study.sources if self.filter.takes(self.study, source))

    def blocks(self, source: Source) -> tuple[Block, ...]:
        """The blocks of a source whose words are searched, in order."""
        blocks = sorted(self.study.blocks(source.id), key=lambda block: (block.start, block.number))
        return tuple(block for block in blocks if self._is_searched(source, block))

    def _is_searched(self, source: Source, block: Block) -> bool:
        who = speakers(source, (block,))
        if self._withdrawn.intersection(who) or (self._relevant and block.irrelevant):
            return False
        asks = block.speaker is Speaker.INTERVIEWER
        if self._speaker == INTERVIEWER:
            return asks
        if asks:
            return self._speaker == EVERYBODY and not (self.filter.role or self.filter.informant)
        if self._speaker not in (INFORMANTS, EVERYBODY) and self._speaker not in who:
            return False
        return self._by_filter(who)

    def _by_filter(self, who: tuple[str, ...]) -> bool:
        roles = [person.role for name in who if (person := self.study.find(Informant, name))]
        return (not self.filter.informant or any(name in who for name in self.filter.informant)) and (
            not self.filter.role or any(role in roles for role in self.filter.role)
        )

    def codings(self, source: str) -> list[CodedSegment]:
        """The codings of a source that count: of the coders asked for, else of those that the project names."""
        if self._codings is None:
            self._codings = {}
            coders = self._coders
            for one in coded(self.study):
                if (not coders or one.coding.coder in coders) and self.filter.matches(one) and self._may_show(one):
                    self._codings.setdefault(one.source.id, []).append(one)
        return self._codings.get(source, [])

    def _may_show(self, one: CodedSegment) -> bool:
        if self._withdrawn.intersection(one.informants):
            return False
        return not self.says_who or any(
            self._is_searched(one.source, block)
            for block in blocks_at(self.study, one.source.id, one.segment.start, one.segment.end)
        )

    def segments(self, source: str, codes: frozenset[str]) -> list[tuple[int, int]]:
        """Where a source is coded with any of these codes: each place once, in order."""
        return sorted({(o.segment.start, o.segment.end) for o in self.codings(source) if o.coding.code in codes})

    @property
    def required(self) -> frozenset[str]:
        """The codes in whose segments hits have to lie: those named, else any where the filter asks for codings."""
        wanted = self.filter
        if self.inside or self.outside or not (wanted.focus or wanted.coder or wanted.round or wanted.valence):
            return self.inside
        return frozenset(self.study.by_id(Code))

    def stretches(self, source: Source) -> Iterator[tuple[int, int, Block]]:
        """What is counted of a source: its searched blocks, or what of them lies inside and not outside the codes."""
        inside = joined(self.segments(source.id, self.required)) if self.required else None
        outside = joined(self.segments(source.id, self.outside)) if self.outside else []
        for block in self.blocks(source):
            parts = [(block.start, block.end)] if inside is None else cut(inside, block.start, block.end)
            for start, end in parts:
                for left, right in gaps(cut(outside, start, end), start, end):
                    yield left, right, block


def joined(places: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Places in order, those that touch each other made one."""
    found: list[tuple[int, int]] = []
    for start, end in places:
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return found


def cut(places: list[tuple[int, int]], start: int, end: int) -> list[tuple[int, int]]:
    """What of places lies within ``[start, end)``."""
    return [(max(left, start), min(right, end)) for left, right in places if left < end and right > start]


def gaps(places: list[tuple[int, int]], start: int, end: int) -> Iterator[tuple[int, int]]:
    """What of ``[start, end)`` lies in none of the places, which are in order."""
    for left, right in places:
        if left > start:
            yield start, left
        start = max(start, right)
    if start < end:
        yield start, end


def _speaker(study: Study, name: str) -> str:
    if not name:
        return INFORMANTS
    if name.casefold() in SPEAKERS:
        return SPEAKERS[name.casefold()]
    try:
        return Filter(informant=(name,)).checked(study).informant[0]
    except UnknownName:
        raise BadValue("speaker", name, (INTERVIEWER, INFORMANTS, EVERYBODY, *study.by_id(Informant))) from None
