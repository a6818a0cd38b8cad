"""The layers' sections on one continuum, the blocks that count laid end to end: what unitizing coefficients rest on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from qualcode.collection.positions import blocks_at
from qualcode.reduction.agreement_unitizing import unitizing_each

if TYPE_CHECKING:
    from qualcode.model import Study
    from qualcode.reduction.agreement import Place
    from qualcode.reduction.agreement_coefficients import Figure
    from qualcode.reduction.coded import CodedSegment
    from qualcode.reduction.filters import Filter


def wanted(one: CodedSegment, chosen: Filter) -> bool:
    """Whether the filter takes a coding by its code, focus and valence."""
    by_code = (
        not chosen.code
        or one.coding.code in chosen.code
        or (not chosen.exact and not one.lineage.isdisjoint(chosen.code))
    )
    return (
        by_code
        and (not chosen.focus or not set(chosen.focus).isdisjoint(one.focuses))
        and (not chosen.valence or one.coding.valence in chosen.valence)
    )


class Sections:
    """The layers' sections on one continuum: the blocks that count, end to end."""

    def __init__(
        self, study: Study, places: Sequence[Place], given: Sequence[Sequence[CodedSegment]], chosen: Filter
    ) -> None:
        bounds: dict[tuple[str, int], tuple[int, int]] = {}
        for place in places:
            old = bounds.get((place.source, place.block), (place.start, place.end))
            bounds[place.source, place.block] = min(old[0], place.start), max(old[1], place.end)
        begins: dict[tuple[str, int], int] = {}
        self.length = 0
        self.begins: list[int] = []
        for key, (start, end) in bounds.items():
            begins[key] = self.length
            self.begins.append(self.length)
            self.length += end - start
        self.layers: list[list[tuple[int, int, str]]] = [[] for _ in given]
        for layer, own in enumerate(given):
            for one in (one for one in own if wanted(one, chosen)):
                for block in blocks_at(study, one.segment.source, one.segment.start, one.segment.end):
                    key = (one.segment.source, block.number)
                    if key in bounds:
                        start, end = bounds[key]
                        first, last = max(start, one.segment.start), min(end, one.segment.end)
                        shift = begins[key] - start
                        self.layers[layer].append((first + shift, last + shift, one.coding.code))

    def figures(self, codes: Iterable[str]) -> dict[str, dict[str, Figure]]:
        """The unitizing family of each code, and under "" of all codes, where no coder's codes overlap."""
        of_code: dict[str, list[list[tuple[int, int, str]]]] = {code: [[] for _ in self.layers] for code in codes}
        for layer, own in enumerate(self.layers):
            for section in own:
                if section[2] in of_code:
                    of_code[section[2]][layer].append(section)
        return unitizing_each({"": self.layers, **of_code}, self.length, self.begins)
