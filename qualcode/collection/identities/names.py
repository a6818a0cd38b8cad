"""Names of people: after a form of address, before a degree, after words such as *bernama*.

A form of address before an office (*Pak Lurah*, *Bu RT*) names a role and is no hit.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby

from qualcode.collection.header_labels import Field, field_of
from qualcode.collection.identities.common import ADDRESSES, OFFICES, ONLY_NAMES, is_common, is_given_name, is_place
from qualcode.collection.identities.hits import Hit, HitKind
from qualcode.language import is_word

CAPITAL_WORD = r"[A-Z][^\W\d_]{0,40}(?:['’\-][^\W\d_]+)?"
_SHORT = r"(?:Muh|Moh|Mohd|Mhd|Abd|Dg|St|Ng|Dt|FX|[A-Z])\."
_NO_CODE = r"(?!\w{0,40}-\d)"
_NAME = (
    rf"(?:{_SHORT}[ ]?){{0,2}}{CAPITAL_WORD}{_NO_CODE}"
    rf"(?:[ ](?:(?:bin|binti|al|van|ni|br\.|boru)[ ])?(?:{_SHORT}|{CAPITAL_WORD}{_NO_CODE})){{0,4}}"
)
RUN_OF_NAMES = r"[A-Z][a-z\u00df-\u024f]+(?: (?:(?:bin|binti) )?[A-Z][a-z\u00df-\u024f]+){0,3}"
"""A run of words with a capital each."""

_DEGREE = (
    r"(?:S\.? ?(?:Sos|Pd|Th|Fil|Pt|Kel|Psi|H|E|IP|Kom|Ag|T|Kep|AP|STP|TP|I|Farm|KM|Si|Hut|P|Tr)"
    r"|M\.? ?(?:Si|Pd|M|AP|H|Kes|Kom|Ag|T|Hum|Sc|A|Psi)|A\.? ?Md|SE|SH|ST|SKM|MM|MSi|Ners|Ph\.? ?D|Lc|OSF|OFM|SVD|SJ|Pr"
    r"|Sp\.? ?[A-Z]{1,3}(?:-[A-Z]+)?)\b\.?"
)


def either(words: Iterable[str]) -> str:
    """One of these words, the longer first, grouped by their first letter: the fastest way for ``re``."""
    grouped = groupby(sorted(set(words), key=lambda word: (word[0], -len(word))), key=lambda word: word[0])
    return "|".join(f"{one}(?:{'|'.join(re.escape(word[1:]) for word in some)})" for one, some in grouped)


_OFFICE = r"(?:(?:[Gg]uru|[Kk]antin|[Hh]aji|[Kk]ades|[Ss]ekdes|[Kk]adus|[Bb]idan|RT|RW)[ ]+)"
_FORM_OF_ADDRESS = rf"(?=[{''.join(sorted({word[0] for word in ADDRESSES}))}])(?:(?:{either(ADDRESSES)})[ ]+)+"
_SMALL = either(word.casefold() for word in ADDRESSES if word.isalpha())
_CALLED = re.compile(rf"(?<![\w.]){_FORM_OF_ADDRESS}(?P<name>{_NAME})")
_CALLED_SMALL = re.compile(rf"(?<![\w.])(?=[a-z])(?:{_SMALL})[ ]+{_OFFICE}?(?=[A-Z])(?P<name>{_NAME})")
_PERSON = """
    pak bapak bpk bu ibu buk mas mbak mba bang kang kak mbah gus ning ust ustad ustadz ustaz ustadzah kiai kyai yai haji
    hajah hj pakde pakdhe bude budhe paklik bulik lik lek wak bidan mantri suster dokter om tante cak teh ceu neng uda
    uni daeng opung koh ko ci cik bung yu mak mang uti romo pendeta pastor usi bli tuan nyai almarhum alm mendiang si
"""
_LOW = re.compile(
    rf"(?<![\w.-])(?P<address>(?:{either((*_PERSON.split(), *_PERSON.title().split()))})\.?[ ]+){_OFFICE}?"
    r"(?=(?P<name>[a-z]{3,}(?: [a-z]{3,}){0,2})(?![\w@]))"
)
"""What may be a name in small letters, after a form of address."""

_YOU = frozenset(("bapak", "ibu", "adik", "kakak", "mama", "tuan", "kak", "mbak", "mas"))

_KIN = """
    bapak ibu ayah istri suami anak cucu adik kakak abang paman bibi nenek kakek sepupu keponakan menantu mertua ipar
    teman temen kawan sahabat pacar mantan tetangga bos atasan majikan ketua wakil staf sekretaris bendahara pendiri
    penggagas notulen pengacara sopir supir satpam petugas kader guru dosen dosbing konselor terapis perawat pengurus
    pengawas penguji pembimbing pendamping pelatih pembina pengasuh koordinator moderator mandor sponsor operator korban
    pelapor pemilik pasien murid siswa santri bungsu sulung marga keluarga almarhum almarhumah mendiang papa mama kades
    sekdes kadus
"""
KINSHIP = either((*_KIN.split(), *_KIN.title().split()))
"""Who somebody is to somebody."""

_OF_WHOM = (
    r"(?:nya|ku|mu|na|ne)?(?: (?:saya|sy|kami|aku|gue|dia|beliau|tunggal|pertama|kedua|paling lama|desa|waktu itu"
    r"|sekarang|dulu|itu))*"
)
_RELATED = re.compile(
    rf"(?<!\w)(?:{KINSHIP}){_OF_WHOM}(?P<apart>,? (?:itu|namanya)|[,:])?[ ]+"
    rf"(?P<name>(?![A-Z]{{2,4}}\b){_NAME}(?:, {_NAME}(?=[,.]| dan | sama ))*)"
)
HONORIFIC = re.compile(_FORM_OF_ADDRESS)
"""Forms of address, as they stand before a name."""

_DEGREES = re.compile(rf", ?{_DEGREE}")
_BEFORE = re.compile(rf"(?<![\w.])(?P<name>{_NAME})$")
"""The name that ends where a degree or *namanya* begins."""

_LONGEST = 120
"""Code points before such a word in which a name is looked for."""

_TOLD = re.compile(
    r"(?i:\b(?:nama (?:(?:lengkap|kecil|samaran|asli|baptis|panggilan|gaul|muda|sekolah|panggung)(?: saya|ku|nya)?|saya"
    r"|beliau)|namanya|bernama|(?:di)?panggil(?:an)?(?:nya)?(?: saya| dia)?|julukan(?:nya)?|alias|papan nama|atas nama"
    rf"|a\.n\.))(?: itu| adalah|:)?[ ]+(?P<name>{_NAME})"
)
_SO_NAMED = re.compile(r" (?:namanya|panggilannya)\b")
_PAIR = re.compile(
    r"^[ \t|]*(?P<label>[^:=|\t\n]{2,40}?)[ \t]*[:=|\t][ \t:=|]*(?P<value>[^\n|]{2,80}?)[ \t|]*$", re.MULTILINE
)
_SHORTEST = 3
_CAPITAL = re.compile(r"(?<!\w)[A-Z]\w*")
_SMALL_WORD = re.compile(r"(?<![\w@./-])[a-z]\w{3,}(?![\w@])")
_MONTHS = frozenset(("mei", "juni", "juli", "agustus", "januari", "maret", "april"))
_LOCAL = frozenset(("desa", "dusun", "kelurahan", "kecamatan", "kampung", "kabupaten", "kota", "nagari", "negeri"))
"""After such a word stands the name of a place."""


def names(text: str, header_end: int) -> Iterator[Hit]:
    """Names of people as the words around them show them; they may overlap.

    ``header_end`` is the offset at which the header ends.
    """
    for pattern in (_CALLED, _CALLED_SMALL, _TOLD):
        for found in pattern.finditer(text):
            yield from _named(text, found.start("name"), found["name"])
    for found in _before(text, _DEGREES, 0):
        yield from _named(text, found.start("name"), found["name"])
    for found in _before(text, _SO_NAMED, header_end):
        yield from _unless_words(text, found.start("name"), found["name"], skip=True)
    for found in _LOW.finditer(text, header_end):
        yield from _in_small_letters(text, found)
    for found in _RELATED.finditer(text, header_end):
        for one in re.finditer(r"[^,]+", found["name"]):
            blanks = len(one.group()) - len(one.group().lstrip())
            start = found.start("name") + one.start() + blanks
            yield from _unless_words(text, start, one.group().lstrip(), skip=bool(found["apart"]))
    yield from header_names(text, header_end)
    for found in pairs(text, header_end):
        if field_of(found["label"]) is Field.COLLECTOR:
            yield from _name_in_field(text, found)


def _before(text: str, cue: re.Pattern[str], start: int) -> Iterator[re.Match[str]]:
    """The name before each place of a cue."""
    for found in cue.finditer(text, start):
        if name := _BEFORE.search(text, max(start, found.start() - _LONGEST), found.start()):
            yield name


def pairs(text: str, header_end: int) -> Iterator[re.Match[str]]:
    """Lines of the header with a ``label`` and a ``value``."""
    return _PAIR.finditer(text, 0, header_end)


def _in_small_letters(text: str, found: re.Match[str]) -> Iterator[Hit]:
    """The first words after a form of address that are names: given names, or no words of the language.

    After one that stands for *you* (*ibu sabar*) a name that is a word too is not sure.
    """
    start = end = found.start("name")
    for word in re.finditer(r"\S+", found["name"]):
        known = is_word(word.group()) and not is_given_name(word.group())
        if known or is_common(word.group()):
            break
        end = start + word.end()
    if end > start:
        first = text[start:end].split(maxsplit=1)[0]
        you = found["address"].split(maxsplit=1)[0].casefold() in _YOU
        sure = not (you and is_given_name(first) and first not in ONLY_NAMES)
        yield Hit(start, end, text[start:end], HitKind.NAME, sure)


def header_names(text: str, header_end: int) -> Iterator[Hit]:
    """What stands in the header's field for the name of the informant, where it is a name and no role or code.

    ``header_end`` is the offset at which the header ends.
    """
    for found in pairs(text, header_end):
        if field_of(found["label"]) is Field.NAME:
            yield from _name_in_field(text, found)


def _name_in_field(text: str, found: re.Match[str]) -> Iterator[Hit]:
    value = found["value"]
    inner = HONORIFIC.match(value)
    skip = inner.end() if inner else 0
    whole = re.match(_NAME, value[skip:])
    if whole and not any(letter.isdigit() for letter in value):
        yield from _named(text, found.start("value") + skip, whole.group())


class KnownNames:
    """Names found elsewhere, in full or in part, looked for with a capital; ``small`` ones without one too.

    ``unsure`` are those that nothing but a capital showed to be names.
    """

    def __init__(self, parts: Iterable[str], small: Iterable[str] = (), unsure: Iterable[str] = ()) -> None:
        self._small = frozenset(small)
        self._unsure = frozenset(unsure)
        self._by_word: dict[str, list[str]] = defaultdict(list)
        for part in sorted(set(parts), key=lambda one: (-len(one), one)):
            if first := _CAPITAL.match(part):
                self._by_word[first.group()].append(part)

    def hits(self, text: str) -> Iterator[Hit]:
        """Each place of such a name as whole words; at one place the longest."""
        end = 0
        for word in _CAPITAL.finditer(text):
            start = word.start()
            for part in self._by_word.get(word.group(), ()) if start >= end else ():
                if text.startswith(part, start) and not text[start + len(part) : start + len(part) + 1].isalnum():
                    end = start + len(part)
                    yield Hit(start, end, part, HitKind.NAME, sure=part not in self._unsure)
                    break
        for word in _SMALL_WORD.finditer(text) if self._small else ():
            if word.group() in self._small:
                yield Hit(word.start(), word.end(), word.group(), HitKind.NAME)


def name_parts(name: str) -> tuple[str, ...]:
    """A name, and each of its words that can stand for it alone; none of one that is a month (*Mei*)."""
    if name.casefold() in _MONTHS:
        return ()
    words = [word for word in name.split() if len(word) >= _SHORTEST and not is_common(word)]
    return tuple(dict.fromkeys((name, *(form for word in words for form in (word, word.capitalize())))))


def _unless_words(text: str, start: int, name: str, *, skip: bool) -> Iterator[Hit]:
    """A name after a word for kin, not sure (or none, if ``skip``) where it begins with a word of the language."""
    first = name.split(maxsplit=1)[0].casefold()
    word = not is_given_name(first) and (is_common(first) or is_word(first, spoken=False))
    if not (word and (skip or HONORIFIC.search(name))):
        yield from _named(text, start, name, sure=not word)


def _named(text: str, start: int, name: str, *, sure: bool = True) -> Iterator[Hit]:
    """The words of a name after the forms of address and offices before it, up to the next office.

    Nothing if what is left names nobody.
    """
    address = HONORIFIC.match(name)
    skip = address.end() if address and address.end() < len(name) else 0
    words = list(re.finditer(r"\S+", name[skip:]))
    start += skip
    before = ""
    while words and _is_office(words[0].group()):
        before = words.pop(0).group().casefold()
    first = words[0].group().casefold() if words else ""
    known = is_place(first) or (is_common(first) and len(first) > _SHORTEST)
    if not words or before in _LOCAL or (known and not is_given_name(first)):
        return
    last = next((at for at, word in enumerate(words) if _is_office(word.group())), len(words)) - 1
    begin, end = start + words[0].start(), start + words[last].end()
    yield Hit(begin, end, text[begin:end], HitKind.NAME, sure)


def _is_office(word: str) -> bool:
    return word.strip(".").casefold() in OFFICES
