"""Coders compared: which units count, who gave which code where, how far they agree, where they differ.

Units are the answers and descriptions (or their sentences) of sources that every coder coded; what is marked as not
relevant is left out. A coder gave a code to a unit when one of the coder's segments touches it.
Miles & Huberman (1994), p. 64.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from qualcode.collection.positions import blocks_at
from qualcode.errors import BadValue, UnknownName
from qualcode.model import (
    Block,
    BlockKind,
    Informant,
    Source,
    Study,
)
from qualcode.reduction.agreement_coefficients import PAIR, Figure, Tally, figures
from qualcode.reduction.agreement_sections import Sections, wanted
from qualcode.reduction.code_tree import code_order
from qualcode.reduction.codebooks import codebook_version
from qualcode.reduction.coded import CodedSegment, coded
from qualcode.reduction.filters import Filter

UNITS = ("block", "sentence", "character")
MATCH = "touches"


@dataclass(frozen=True, slots=True)
class Layer:
    """One coder's codings, of one round or of all."""

    coder: str
    round: int | None = None

    @property
    def name(self) -> str:
        """``rani`` or ``rani@2``."""
        return self.coder if self.round is None else f"{self.coder}@{self.round}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A unit: ``[start, end)`` of a source, in the block that is drawn as a whole."""

    source: str
    block: int
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Differing:
    """A unit where some layers gave a code and others did not; ``segments`` are those of the ones that did."""

    place: Place
    code: str
    gave: tuple[str, ...]
    segments: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OfCode:
    """One code: how many units each pattern of layers holds, the mean share of units that have it, coefficients."""

    code: str
    patterns: Mapping[int, int]
    prevalence: float
    figures: Mapping[str, Figure]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What was compared and what came of it; ``coded`` counts for each layer the units that it gave any code."""

    layers: tuple[Layer, ...]
    unit: str
    sources: tuple[str, ...]
    places: tuple[Place, ...]
    coded: tuple[int, ...]
    codes: tuple[OfCode, ...]
    overall: Mapping[str, Figure]
    prevalence: float
    disagreements: tuple[Differing, ...]
    codebook_version: str


def layers_of(study: Study, names: Sequence[str], rounds: Sequence[int] = ()) -> tuple[Layer, ...]:
    """Coders by name, ``NAME@ROUND`` or one name with several rounds; at least two layers."""
    wanted: list[Layer] = []
    for name in names:
        coder, at, number = name.rpartition("@")
        if at and not number.isdigit():
            raise BadValue("round", name, ("rani@1",))
        own: list[int | None] = [int(number)] if at else list(rounds) or [None]
        wanted.extend(Layer(coder if at else name, one) for one in own)
    known = tuple(dict.fromkeys(coding.coder for coding in study.codings))
    there = {(coding.coder, coding.round) for coding in study.codings}
    for layer in wanted:
        if layer.coder not in known:
            raise UnknownName("coder", layer.coder, known)
        if layer.round is not None and (layer.coder, layer.round) not in there:
            raise UnknownName("coder", layer.name, tuple(f"{coder}@{number}" for coder, number in sorted(there)))
    layers = tuple(dict.fromkeys(wanted))
    if len(layers) < PAIR:
        raise BadValue("coders", " ".join(names), ("rani bayu", "rani@1 rani@2"))
    return layers


def compare(study: Study, layers: Sequence[Layer], chosen: Filter, unit: str = "block") -> Comparison:
    """Compare layers on the units that all of them covered; ``chosen`` says which sources, speakers and codes."""
    given = [[one for one in coded(study) if _in_layer(one, layer)] for layer in layers]
    covered = set.intersection(*({one.source.id for one in own} for own in given))
    sources = tuple(s for s in study.sources if s.id in covered and chosen.takes(study, s))
    places = tuple(place for source in sources for place in _places(study, source, chosen, unit))
    gave = _gave(study, given, places, chosen)
    order = code_order(study)
    groups = {key: at for at, key in enumerate(dict.fromkeys((p.source, p.block) for p in places))}
    tallies = {code: _tally(gave[code], places, groups, len(layers)) for code in sorted(gave, key=order.__getitem__)}
    spans = Sections(study, places, given, chosen)
    drawn_freely = spans.figures(tallies)
    codes = tuple(_of_code(code, tally, gave[code], len(places), drawn_freely[code]) for code, tally in tallies.items())
    overall = dict(figures(_pooled(tallies.values(), len(layers)))) | drawn_freely[""]
    differing = tuple(_differing(places, gave, layers))
    return Comparison(
        layers=tuple(layers),
        unit=unit,
        sources=tuple(source.id for source in sources),
        places=places,
        coded=tuple(
            len({at for units in gave.values() for at, who in units.items() if layer in who})
            for layer in range(len(layers))
        ),
        codes=codes,
        overall=overall,
        prevalence=sum(one.prevalence for one in codes) / len(codes) if codes else 0.0,
        disagreements=_joined(differing) if unit == "character" else differing,
        codebook_version=codebook_version(study),
    )


def _in_layer(one: CodedSegment, layer: Layer) -> bool:
    return one.coding.coder == layer.coder and layer.round in (None, one.coding.round)


def _places(study: Study, source: Source, chosen: Filter, unit: str) -> Iterator[Place]:
    sentences = study.sentences(source) if unit == "sentence" else ()
    for block in study.blocks(source.id):
        if block.kind not in (BlockKind.ANSWER, BlockKind.DESCRIPTION) or block.irrelevant:
            continue
        if not _spoken_by(study, block, chosen):
            continue
        spans = [(s.start, s.end) for s in sentences if s.start < block.end and s.end > block.start]
        if unit == "character":
            spans = [(at, at + 1) for at in range(block.start, block.end)]
        for start, end in spans or [(block.start, block.end)]:
            inner = max(start, block.start), min(end, block.end)
            yield Place(source=source.id, block=block.number, start=inner[0], end=inner[1])


def _spoken_by(study: Study, block: Block, chosen: Filter) -> bool:
    if block.informant is None:
        return True
    person = study.find(Informant, block.informant)
    return (not chosen.informant or block.informant in chosen.informant) and (
        not chosen.role or (person is not None and person.role in chosen.role)
    )


_Gave = dict[str, dict[int, dict[int, str]]]


def _gave(study: Study, given: Sequence[Sequence[CodedSegment]], places: Sequence[Place], chosen: Filter) -> _Gave:
    """Code → unit → layer → the first segment by which the layer gave the code to the unit."""
    of_block: dict[tuple[str, int], list[int]] = defaultdict(list)
    for at, place in enumerate(places):
        of_block[place.source, place.block].append(at)
    found: _Gave = defaultdict(lambda: defaultdict(dict))
    for layer, own in enumerate(given):
        for one in own:
            if not wanted(one, chosen):
                continue
            segment = one.segment
            for block in blocks_at(study, segment.source, segment.start, segment.end):
                for at in of_block[segment.source, block.number]:
                    if places[at].start < segment.end and places[at].end > segment.start:
                        found[one.coding.code][at].setdefault(layer, segment.id)
    return found


def _pattern(layers: Iterable[int]) -> int:
    return sum(1 << layer for layer in layers)


def _tally(
    of_code: Mapping[int, Mapping[int, str]],
    places: Sequence[Place],
    groups: Mapping[tuple[str, int], int],
    layers: int,
) -> Tally:
    import numpy as np

    counts = np.zeros((len(groups), 1 << layers))
    for at, place in enumerate(places):
        counts[groups[place.source, place.block], _pattern(of_code.get(at, ()))] += 1
    return Tally(_answers(layers), counts, 2, 1)


def _answers(layers: int) -> list[list[int]]:
    return [[pattern >> layer & 1 for layer in range(layers)] for pattern in range(1 << layers)]


def _pooled(tallies: Iterable[Tally], layers: int) -> Tally:
    """All codes in one table, each unit counted once for each code that anybody used."""
    together = [tally.counts for tally in tallies]
    return Tally(_answers(layers), sum(together[1:], together[0]), 2, 1) if together else Tally((), [], 2, 1)


def _of_code(
    code: str, tally: Tally, units: Mapping[int, Mapping[int, str]], n: int, spans: Mapping[str, Figure]
) -> OfCode:
    patterns = {at: int(count) for at, count in enumerate(tally.counts.sum(axis=0)) if count}
    given = sum(len(layers) for layers in units.values())
    return OfCode(
        code=code,
        patterns=patterns,
        prevalence=given / (n * len(tally.patterns[0])),
        figures={**figures(tally), "u_alpha": spans["u_alpha"]},
    )


def _differing(places: Sequence[Place], gave: _Gave, layers: Sequence[Layer]) -> Iterator[Differing]:
    found = [(at, code) for code, units in gave.items() for at, who in units.items() if len(who) < len(layers)]
    for at, code in sorted(found):
        who = gave[code][at]
        yield Differing(
            place=places[at],
            code=code,
            gave=tuple(layers[layer].name for layer in sorted(who)),
            segments=tuple(who[layer] for layer in sorted(who)),
        )


def _joined(characters: Iterable[Differing]) -> tuple[Differing, ...]:
    """Differing characters as stretches, in order of place."""
    stretches: dict[tuple[str, int, str], list[Differing]] = {}
    for one in characters:
        own = stretches.setdefault((one.place.source, one.place.block, one.code), [])
        if own and own[-1].place.end == one.place.start and own[-1].segments == one.segments:
            own[-1] = replace(one, place=replace(one.place, start=own[-1].place.start))
        else:
            own.append(one)
    return tuple(one for own in stretches.values() for one in own)
