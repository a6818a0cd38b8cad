"""The scan of a study: transcripts, summaries, memos, events, passages, titles and file names.

A name found in one place is looked for in every other; one person gets one suggestion throughout.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, fields, is_dataclass

from qualcode.collection.identities.bare import bare_names
from qualcode.collection.identities.hits import Hit, HitKind, apart
from qualcode.collection.identities.names import header_names, name_parts, names
from qualcode.collection.identities.roles import SingleRoles
from qualcode.collection.identities.scanning import scan_text
from qualcode.model import Event, Memo, Passage, Source, Study, Summary, ref_to

_SUGGESTED = {
    HitKind.EMAIL: "[email]",
    HitKind.NPWP: "[NPWP]",
    HitKind.PHONE: "[telepon]",
    HitKind.NIK: "[NIK]",
    HitKind.KK: "[KK]",
    HitKind.NIP: "[NIP]",
    HitKind.NUMBER: "[nomor]",
    HitKind.BIRTH: "[tempat, tanggal lahir]",
    HitKind.ADDRESS: "[alamat]",
    HitKind.RT_RW: "[RT/RW]",
    HitKind.PLATE: "[pelat nomor]",
    HitKind.SOCIAL: "[akun media sosial]",
}
_WRITTEN: dict[type[object], tuple[str, ...]] = {
    Source: ("title", "place", "others_present", "site", "origin", "file_name"),
    Summary: ("items",),
    Memo: ("text",),
    Event: ("label", "description", "critical_reason", "consequence"),
    Passage: ("text",),
}
_MASKED = re.compile(r"\[(nama|tempat) (\d+)\]")


@dataclass(frozen=True, slots=True)
class Proposal:
    """A hit with its place and what might stand there instead.

    ``source`` is the id of a source, for its text, or ``kind:id.field`` for anything else; ``context`` is for the
    screen alone and is never kept.
    """

    source: str
    start: int
    end: int
    text: str
    kind: HitKind
    suggestion: str
    context: str
    sure: bool = True


def scan_study(study: Study, sources: Collection[str] | None = None) -> tuple[Proposal, ...]:
    """Every proposal in the study, or those in some sources (their texts and their own fields)."""
    texts = list(_texts(study))
    found, roles = _People(study, texts), SingleRoles(study)
    wanted = None if sources is None else set(sources)
    kept: list[Proposal] = []
    for place, text in texts:
        chosen = wanted is None or place in wanted or place.removeprefix("source:").partition(".")[0] in wanted
        header_end = _header_end(study, place, text)
        for hit in apart((*scan_text(text, found.parts, header_end), *roles.hits(text, header_end))):
            suggestion = roles.common(hit) if hit.kind is HitKind.ROLE else found.suggestion(hit)
            if chosen:
                context = " ".join(text[max(0, hit.start - 30) : hit.end + 30].split())
                kept.append(Proposal(place, hit.start, hit.end, hit.text, hit.kind, suggestion, context, hit.sure))
    return tuple(kept)


def _texts(study: Study) -> Iterator[tuple[str, str]]:
    for source in study.sources:
        yield source.id, study.text(source)
    for record_type, fields_ in _WRITTEN.items():
        for record in study.all(record_type):
            for name in fields_:
                for path, text in _strings(getattr(record, name), name):
                    readable = re.sub(r"[_\-]", " ", text) if name == "file_name" else text
                    yield f"{ref_to(record)}.{path}", readable


def _header_end(study: Study, place: str, text: str) -> int:
    """Where the header of a source's text ends: at the line of its first block; 0 for any other text."""
    blocks = study.blocks(place) if study.find(Source, place) else ()
    return text.rfind("\n", 0, blocks[0].start) + 1 if blocks else 0


def _strings(value: object, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        if value:
            yield path, value
    elif isinstance(value, (list, tuple)):
        for number, item in enumerate(value, 1):
            yield from _strings(item, f"{path}.{number}")
    elif is_dataclass(value):
        if hasattr(value, "text"):
            yield from _strings(value.text, f"{path}.text")
        else:
            for field in fields(value):
                yield from _strings(getattr(value, field.name), f"{path}.{field.name}")


def _ordinary(texts: list[tuple[str, str]]) -> frozenset[str]:
    """Words that the study also writes small, and so no names by their capital alone (*Surat*, *Sering*)."""
    small = {word for _, text in texts for word in re.findall(r"(?<![\w@./_-])[a-z]\w+(?![\w@])", text)}
    return frozenset(form for word in small for form in (word.capitalize(), word.upper()))


class _People:
    """Who is named in a study: every name with its short forms, and the one suggestion for each."""

    def __init__(self, study: Study, texts: list[tuple[str, str]]) -> None:
        self._suggested: dict[str, str] = {}
        self._next = {"nama": 0, "tempat": 0}
        full: dict[str, str] = {}
        for place, text in texts:
            for kind, number in _MASKED.findall(text):
                self._next[kind] = max(self._next[kind], int(number))
            header_end = _header_end(study, place, text)
            for hit in (*names(text, header_end), *bare_names(text, header_end)):
                if hit.kind is HitKind.NAME:
                    full.setdefault(hit.text, "")
            source = study.find(Source, place)
            if source and len(source.informants) == 1:
                for hit in header_names(text, header_end):
                    full[hit.text] = source.informants[0]
        self._full = {" ".join(name.casefold().split()): code for name, code in full.items()}
        self.parts = frozenset(part for name in full for part in name_parts(name)) - _ordinary(texts)

    def suggestion(self, hit: Hit) -> str:
        """What might stand instead of a hit: the informant's code, a numbered mask, or what kind of thing it is."""
        if hit.kind not in (HitKind.NAME, HitKind.VILLAGE):
            return _SUGGESTED[hit.kind]
        kind = "nama" if hit.kind is HitKind.NAME else "tempat"
        person = " ".join(hit.text.casefold().split())
        if kind == "nama":
            person = self._whole(person)
            if self._full.get(person):
                return self._full[person]
        key = f"{kind} {person}"
        if key not in self._suggested:
            self._next[kind] += 1
            self._suggested[key] = f"[{kind} {self._next[kind]}]"
        return self._suggested[key]

    def _whole(self, name: str) -> str:
        """The one longer name that holds this one; a short form that fits two people stands for itself."""
        words = set(name.split())
        longer = [full for full in self._full if words < set(full.split())]
        longest = [one for one in longer if not any(set(one.split()) < set(other.split()) for other in longer)]
        return longest[0] if len(longest) == 1 else name
