"""Which sources must be seen together, so that in a part of a study quotations are cited as in the whole.

A code is made unique among all that begin alike, and the codes of most sources begin like those of no other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from qualcode.collection.citations import stems
from qualcode.model import Study

TOGETHER = 100
"""Sources that are read at a time: enough to be quick, few enough for little memory."""


def kin(study: Study) -> Mapping[str, tuple[str, ...]]:
    """Source → the sources, itself included, whose quotations could be cited alike."""
    return study.whole.derived(_kin)


def batches(
    study: Study, sources: Iterable[str], *, together: int = TOGETHER
) -> Iterator[tuple[frozenset[str], tuple[str, ...]]]:
    """Some sources at a time, in the order given, each time with (first) all kin of theirs.

    A batch has ``together`` sources, their kin among them, and more where kin cannot be parted.
    """
    among = kin(study)
    batch: list[str] = []
    seen: set[str] = set()
    for source in sources:
        if len(seen) >= together and source not in seen:
            yield frozenset(seen), tuple(batch)
            batch, seen = [], set()
        batch.append(source)
        seen.update(among[source])
    if batch:
        yield frozenset(seen), tuple(batch)


def _kin(study: Study) -> dict[str, tuple[str, ...]]:
    """Sources are kin where one's code begins with the other's, and so are the kin of these."""
    groups: dict[str, list[str]] = {source.id: [source.id] for source in study.sources}
    first: tuple[str, str] | None = None
    for stem, source in sorted((stem, source) for source, some in stems(study).items() for stem in some):
        if first is None or not stem.startswith(first[0]):
            first = stem, source
        elif groups[source] is not groups[first[1]]:
            joined, added = groups[first[1]], groups[source]
            joined.extend(added)
            groups.update(dict.fromkeys(added, joined))
    return {source: tuple(group) for source, group in groups.items()}
