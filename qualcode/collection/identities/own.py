"""What each text shows by itself, found once and kept with the text as places without words."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from zlib import compress, crc32, decompress

from qualcode.collection import header_labels
from qualcode.collection.identities.bare import bare_names, small_names
from qualcode.collection.identities.common import FILE, KNOWN_TO_ALL
from qualcode.collection.identities.hits import Hit, HitKind
from qualcode.collection.identities.localities import localities
from qualcode.collection.identities.names import names
from qualcode.collection.identities.numbers import numbers
from qualcode.collection.identities.rows import in_a_row, in_shape
from qualcode.language import RULES as LANGUAGE_RULES
from qualcode.model import Study
from qualcode.model.records import Kept

_FILES = (Path(header_labels.__file__), FILE, *sorted(Path(__file__).parent.glob("*.py")))
RULES = f"{LANGUAGE_RULES}.{crc32(b''.join(path.read_bytes() for path in _FILES)):08x}"
"""Version of the rules: what was found under another is found anew."""

_KINDS = tuple(HitKind)


def own_hits(text: str, header_end: int, *, spoken: bool = True) -> tuple[Hit, ...]:
    """Numbers, places, names and lone capitals as they stand; they may overlap.

    In what the researcher wrote (not ``spoken``) no name is sure by itself: authors are named there.
    """
    places = tuple(localities(text, header_end))
    named = (*names(text, header_end), *in_shape(text), *small_names(text, header_end))
    lone = [
        hit if spoken else replace(hit, sure=False)
        for hit in bare_names(text, header_end)
        if not any(hit.start < place.end and place.start < hit.end for place in places)
    ]
    people = (*named, *lone, *in_a_row(text, (*named, *lone), header_end))
    public = [found.span() for found in KNOWN_TO_ALL.finditer(text)]
    told = (hit for hit in people if not any(start <= hit.start < end for start, end in public))
    return (*numbers(text), *places, *told)


class OwnHits:
    """Reads what was kept, finds what was not; ``keep`` keeps what was found."""

    def __init__(self, study: Study) -> None:
        self._study = study
        self._new: list[Kept] = []
        self._packed: dict[tuple[str, int], bytes] = {}

    def hits(self, digest: str | None, text: str, header_end: int) -> tuple[Hit, ...]:
        """The hits of a text; one without a digest is short and not kept."""
        if digest is None:
            return own_hits(text, header_end, spoken=False)
        packed = self._packed.get((digest, header_end))
        if packed is None:
            key = f"{digest}.{header_end}.{RULES}"
            packed = self._study.kept(key)
            if packed is None:
                packed = _pack(own_hits(text, header_end))
                self._new.append(Kept(key, digest, packed))
            self._packed[digest, header_end] = packed
        return _unpack(packed, text)

    def keep(self) -> None:
        """Keep what was found since the last time."""
        self._study.keep(self._new)
        self._new = []


def _pack(hits: tuple[Hit, ...]) -> bytes:
    flat = (number for hit in hits for number in (hit.start, hit.end, _KINDS.index(hit.kind), hit.sure))
    return compress(",".join(str(int(number)) for number in flat).encode(), 1)


def _unpack(packed: bytes, text: str) -> tuple[Hit, ...]:
    numbers = [int(number) for number in decompress(packed).split(b",") if number]
    fours = zip(*(numbers[at::4] for at in range(4)), strict=True)
    return tuple(Hit(start, end, text[start:end], _KINDS[kind], bool(sure)) for start, end, kind, sure in fours)
