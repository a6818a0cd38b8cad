"""Names that stand alone: with a capital where no sentence begins (or as a sentence), and no word of the language.

They are the least sure of the proposals: a place or a firm may be among them. What is known to everybody names nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from qualcode.collection.identities.hits import Hit, HitKind
from qualcode.collection.identities.names import NO_NAMES
from qualcode.language import is_word

_WORD = r"[A-Z][a-z\u00df-\u024f]+(?:['’][a-z]+)?"
_RUN = re.compile(rf"(?<![\w'’@./-]){_WORD}(?: (?:{_WORD}|[A-Z]\.(?= ?[A-Z])))*(?![\w@])")
_SHORTEST = 3
_ALONE = re.compile(r"[.,](?:[ \n]|$)")
"""What stands after a word that is a sentence of its own, or the first of a list."""

_BEFORE = re.compile(r"(?:^|[.!?…:\n\t|(\[“\"'‘]|\. ?\)|[-–—] )[ \t\"“'(\[]*$")
"""What stands before the first word of a sentence, a line, a cell or a quotation."""

_PLACE = re.compile(r"(?i)\b(?:di|ke|dari|desa|dusun|kampung|dukuh|banjar|pasar|sdn?|pustu|lingkungan)(?: \d+)? $")
_WORDS = """
    indonesia jawa sumatera sumatra kalimantan sulawesi papua bali lombok sumbawa flores timor maluku ambon madura
    aceh riau jambi bengkulu lampung banten jakarta bandung semarang surabaya yogyakarta jogja medan padang palembang
    makassar manado samarinda balikpapan bontang kutai banjarmasin pontianak kupang mataram denpasar malaysia singapura
    arab saudi mekah makkah madinah belanda jepang cina tiongkok korea taiwan hongkong amerika inggris eropa asia
    instagram facebook whatsapp telegram youtube tiktok twitter google gmail yahoo zoom excel word powerpoint windows
    android samsung nokia alfamart indomaret honda yamaha suzuki toyota bank mandiri kaltim bpjs askes jamkesmas
    posyandu puskesmas pustu polindes poskesdes bumdes karangtaruna paud sppt simpeg dapodik kemenag kemendagri
    islam kristen katolik hindu buddha budha konghucu muslim muslimah allah tuhan yesus alquran quran injil
    ramadan ramadhan idul fitri adha natal lebaran nyepi waisak maulid pancasila insyaallah masyaallah hehe haha hmm
    senin selasa rabu kamis jumat sabtu minggu januari februari pebruari maret april mei juni juli agustus september
    oktober november nopember desember
"""
_KNOWN = frozenset(_WORDS.split())


def bare_names(text: str, header_end: int) -> Iterator[Hit]:
    """Capitalised words in the midst of sentences that are no words of the language, as names or, after *di*, places.

    ``header_end`` is the offset at which the header ends: its fields are read by their labels. Of several words in a
    row it is enough that one is unknown.
    """
    for run in _RUN.finditer(text, header_end):
        words = list(re.finditer(r"\S+", run.group()))
        begins = _BEFORE.search(text[max(header_end, run.start() - 12) : run.start()])
        if begins and not (len(words) == 1 and _ALONE.match(text, run.end())):
            words = words[1:]
        while words and _common(words[0].group()):
            words = words[1:]
        while words and _common(words[-1].group()):
            words = words[:-1]
        if any(_unknown(word.group().casefold()) for word in words):
            start, end = run.start() + words[0].start(), run.start() + words[-1].end()
            place = _PLACE.search(text[max(0, start - 14) : start])
            yield Hit(start, end, text[start:end], HitKind.VILLAGE if place else HitKind.NAME)


@cache
def _unknown(word: str) -> bool:
    return len(word) >= _SHORTEST and not is_word(word)


def _common(word: str) -> bool:
    """Whether a word names nobody: known to everybody, an office, or a form of address."""
    bare = word.strip(".").casefold()
    return bare in _KNOWN or bare in NO_NAMES
