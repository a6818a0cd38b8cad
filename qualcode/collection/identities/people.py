"""Who is named in a study: every name with its short forms, and the one suggestion for each."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from qualcode.collection.identities.hits import Hit, HitKind
from qualcode.collection.identities.names import KnownNames, header_names, name_parts
from qualcode.language import is_word

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
_MASKED = re.compile(r"\[(nama|tempat) (\d+)\]")
_SMALL = re.compile(r"(?<![\w@./_-])[a-z]\w+(?![\w@])")


class People:
    """Met text by text; ``known`` and ``suggestion`` are for when all were met."""

    def __init__(self) -> None:
        self._codes: dict[str, str] = {}
        self._small: set[str] = set()
        self._sure: set[str] = set()
        self._suggested: dict[str, str] = {}
        self._next = {"nama": 0, "tempat": 0}
        self._full: dict[str, str] = {}
        self._holding: dict[str, set[str]] = defaultdict(set)

    def meet(self, text: str, hits: Iterable[Hit], header_end: int, informant: str) -> None:
        """Take the names of a text; ``informant`` is who speaks in it, if it is one."""
        self._small.update(_SMALL.findall(text))
        for kind, number in _MASKED.findall(text):
            self._next[kind] = max(self._next[kind], int(number))
        for hit in hits:
            if hit.kind is HitKind.NAME:
                self._codes.setdefault(hit.text, "")
                if hit.sure:
                    self._sure.add(hit.text)
        if informant:
            for hit in header_names(text, header_end):
                self._codes[hit.text] = informant
                self._sure.add(hit.text)

    def known(self) -> KnownNames:
        """Every name and short form that was met.

        Without those that the study also writes small: they are no names by their capital alone (*Surat*, *Sering*).
        A sure name that is no word of the language is looked for in small letters too.
        """
        self._full = {_plain(name): code for name, code in self._codes.items()}
        for name in self._full:
            for word in name.split():
                self._holding[word].add(name)
        parts = {part for name in self._codes for part in name_parts(name)}
        sure = {part for name in self._sure for part in name_parts(name)}
        small = {part for part in map(str.casefold, sure) if part in self._small and not is_word(part)}
        ordinary = {form for word in self._small - small for form in (word.capitalize(), word.upper())}
        return KnownNames(parts - ordinary, small, parts - sure)

    def suggestion(self, hit: Hit) -> str:
        """What might stand instead of a hit: the informant's code, a numbered mask, or what kind of thing it is."""
        if hit.kind not in (HitKind.NAME, HitKind.VILLAGE):
            return _SUGGESTED[hit.kind]
        kind = "nama" if hit.kind is HitKind.NAME else "tempat"
        key = f"{kind} {_plain(hit.text)}"
        if key not in self._suggested:
            self._suggested[key] = self._new_suggestion(kind, _plain(hit.text))
        return self._suggested[key]

    def _new_suggestion(self, kind: str, written: str) -> str:
        person = self._whole(written) if kind == "nama" else written
        if kind == "nama" and self._full.get(person):
            return self._full[person]
        key = f"{kind} {person}"
        if key not in self._suggested:
            self._next[kind] += 1
            self._suggested[key] = f"[{kind} {self._next[kind]}]"
        return self._suggested[key]

    def _whole(self, name: str) -> str:
        """The one longer name that holds this one; a short form that fits two people stands for itself."""
        words = set(name.split())
        longer = set.intersection(*(self._holding.get(word, set()) for word in words)) - {name} if words else set()
        longest = max(longer, key=lambda one: len(set(one.split())), default=name)
        whole = set(longest.split())
        return longest if all(set(one.split()) < whole for one in longer if one != longest) else name


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())
