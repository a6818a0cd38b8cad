"""The scan of one text."""

from __future__ import annotations

import re
from collections.abc import Iterable

from qualcode.collection.identities.bare import bare_names
from qualcode.collection.identities.common import is_common
from qualcode.collection.identities.hits import Hit, HitKind, apart
from qualcode.collection.identities.localities import localities
from qualcode.collection.identities.names import KnownNames, name_parts, names
from qualcode.collection.identities.numbers import numbers
from qualcode.collection.identities.own import own_hits
from qualcode.language import is_word


def scan_text(text: str, known_names: Iterable[str] = (), header_end: int = 0) -> tuple[Hit, ...]:
    """Identifiers in a text in order, none overlapping; offsets in code points, half-open.

    ``known_names`` are names and short forms found elsewhere in the study; ``header_end`` the offset at which the
    header ends (0 where a text has none).
    """
    return apart((*own_hits(text, header_end), *KnownNames(known_names).hits(text)))


_HOME = re.compile(r"(?i)\b(?:rumah|kediaman|kos|kontrakan)(?:nya)? $")
_OFFICE = re.compile(
    r"(?i)\b(?:kantor|kelurahan|kecamatan|dinas|balai|sekolah|sdn?|smpn?|sman?|puskesmas|rumah sakit)\b"
)
"""Where such a word stands, an address is that of an office."""

_KEPT_IN_FIELDS = (HitKind.VILLAGE, HitKind.RT_RW)
"""Kinds that may stand in a field of a record: a place is cited by them."""


def without_identifiers(field: str, known_names: Iterable[str] = ()) -> str:
    """A field of a header as a record may keep it: what tells who somebody is gives way to its kind in brackets."""
    kept, at = "", 0
    parts = [part for name in known_names for part in name_parts(name)]
    homes = (hit for hit in bare_names(field, 0) if _HOME.search(field[: hit.start]))
    for hit in apart(
        (*numbers(field), *names(field, 0), *localities(field, 0), *KnownNames(parts).hits(field), *homes)
    ):
        if hit.kind not in _KEPT_IN_FIELDS and not (hit.kind is HitKind.ADDRESS and _OFFICE.search(field)):
            kept += field[at : hit.start] + f"[{_MASKS.get(hit.kind, 'nomor')}]"
            at = hit.end
    return kept + field[at:]


def without_names(file_name: str) -> str:
    """A file's name as a record may keep it: names and numbers of people give way to their kind in brackets."""
    kept, at = "", 0
    for hit in scan_text(readable(file_name)):
        if hit.kind not in _KEPT_IN_FIELDS:
            kept += file_name[at : hit.start] + f"[{_MASKS.get(hit.kind, 'nomor')}]"
            at = hit.end
    return kept + file_name[at:]


def readable(file_name: str) -> str:
    """A file's name with spaces between its words, and a capital where one is no word; as long as it was."""
    return re.sub(r"(?<![\w.])[a-z]{4,}(?![\w@])", _with_capital, re.sub(r"[_\-]", " ", file_name))


def _with_capital(found: re.Match[str]) -> str:
    word = found.group()
    return word if is_word(word) or is_common(word) else word.capitalize()


_MASKS = {
    HitKind.NAME: "nama",
    HitKind.ADDRESS: "alamat",
    HitKind.PHONE: "telepon",
    HitKind.EMAIL: "email",
    HitKind.BIRTH: "tempat, tanggal lahir",
    HitKind.SOCIAL: "akun media sosial",
    HitKind.PLATE: "pelat nomor",
}
