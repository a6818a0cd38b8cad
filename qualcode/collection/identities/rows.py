"""Names that their shape shows, and names in a row with another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from qualcode.collection.identities.common import is_common
from qualcode.collection.identities.hits import Hit, HitKind
from qualcode.collection.identities.names import RUN_OF_NAMES

_SHAPED = re.compile(
    r"(?<![\w.])(?:(?:I|Ni|Ida|Anak Agung) )?(?:Wayan|Putu|Gede|Made|Kadek|Nyoman|Komang|Ketut|Luh|Gusti|Dewa|Bagus"
    r"|Cokorda|Desak|Nengah|Ngurah|La(?: Ode)?|Wa Ode|Andi|Teuku|Cut|Ambo)(?: [A-Z][a-z]+){1,4}"
)
"""Names that begin with the order of birth, the rank of a house or what stands before every name of a region."""

_AND = re.compile(
    rf"(?:, ?|,? (?:dan|sama|serta|atau|dengan|lalu|terus) )(?:si )?(?P<name>{RUN_OF_NAMES})(?![\w'’@/-])"
)
_AND_BEFORE = re.compile(
    rf"(?<![.?!:…\n] )(?<![\n\w@./-])(?P<name>{RUN_OF_NAMES})(?:,|,? (?:dan|sama|serta|atau)) (?:si )?$"
)
_REACH = 60
"""Code points before a name in which another may stand."""

_SI = re.compile(rf"(?<!\w)(?:[Ss]i|[Ss]ang) (?P<name>{RUN_OF_NAMES})")


def in_shape(text: str) -> Iterator[Hit]:
    """Names that their own shape or the word *si* shows."""
    for found in _SHAPED.finditer(text):
        yield Hit(found.start(), found.end(), found.group(), HitKind.NAME)
    for found in _SI.finditer(text):
        yield Hit(found.start("name"), found.end("name"), found["name"], HitKind.NAME)


def in_a_row(text: str, named: Iterable[Hit], header_end: int) -> Iterator[Hit]:
    """Names that stand in a row with a name: *Rowa, Baco dan Ambo*; what is an office or known to all ends the row."""
    waiting = [hit for hit in named if hit.kind is HitKind.NAME and hit.start >= header_end]
    met = {hit.start for hit in waiting}
    while waiting:
        hit = waiting.pop()
        after = _AND.match(text, hit.end)
        before = _AND_BEFORE.search(text[max(0, hit.start - _REACH) : hit.start])
        for found, at in ((after, 0), (before, max(0, hit.start - _REACH))):
            if found is None or at + found.start("name") in met or _no_name(found["name"]):
                continue
            one = Hit(at + found.start("name"), at + found.end("name"), found["name"], HitKind.NAME, hit.sure)
            met.add(one.start)
            waiting.append(one)
            yield one


def _no_name(run: str) -> bool:
    return any(is_common(word) or word.isupper() for word in run.split())
