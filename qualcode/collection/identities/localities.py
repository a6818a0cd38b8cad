"""Names of villages, schools, houses of prayer, groups and firms: places that are few of their name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qualcode.collection.identities.common import OFFICES, is_common, is_place
from qualcode.collection.identities.hits import Hit, HitKind
from qualcode.collection.identities.names import CAPITAL_WORD, HONORIFIC, either, pairs

_RUN = rf"{CAPITAL_WORD}(?:[ ]{CAPITAL_WORD}){{0,3}}"
_SMALL_OR_NOT = "desa kelurahan dusun kampung dukuh nagari gampong lorong lingkungan"
_VILLAGE_WORDS = (
    *_SMALL_OR_NOT.split(), *_SMALL_OR_NOT.title().split(), "Banjar", "Kp.", "Ds.", "Dsn.", "Kel.", "Pekon", "Kampong",
    "Huta", "Lembang", "Wanua", "Negeri", "Betang", "Padukuhan", "Pedukuhan", "Jorong", "Subak", "Ohoi", "Soa",
)  # fmt: skip
_VILLAGE = re.compile(rf"(?<!\w)(?<![Ww]ali )(?:{either(_VILLAGE_WORDS)})[ ]+(?P<name>{_RUN})")
_LAND = re.compile(
    r"\b(?P<name>(?:Sungai|Sei|Long|Loa|Tumbang|Ujung|Kuala|Lumban|Wae|Gunung|Bukit|Tanjung|Teluk|Pulau|Muara|Batu|Handil|Labuan|Labuhan|Lubuk|Rawa|Kebon|Karang)"
    rf"[ ]+(?P<own>{CAPITAL_WORD}(?:[ ]{CAPITAL_WORD})?))"
)
_SCHOOL = tuple(
    kind + of
    for kind in ("TK", "PAUD", "RA", "KB", "SD", "SMP", "SMA", "SMK", "MI", "MTs", "MA", "SLB")
    for of in ("", "N", "K", "S")
)
_HOUSES = """
    pesantren pondok puskesmas pustu posyandu masjid musala mushola langgar surau gereja paroki stasi klinik pura vihara
    klenteng panti sanggar yayasan koperasi paguyuban toko warung kios lapo apotek bengkel salon
"""
_HOUSE = either(
    (*_SCHOOL, *_HOUSES.split(), *_HOUSES.title().split(), "Madrasah", "KSP", "KUD", "KWT", "Kelompok Tani")
)
_INSTITUTION = re.compile(
    rf"(?<!\w)(?:{_HOUSE})(?: (?:Negeri|Swasta|Islam|IT|Inpres|Kristen|Katolik|Terpadu|N|YPK|Ibtidaiyah|Tsanawiyah"
    rf"|Aliyah|[Pp]esantren|[Aa]suhan))*(?: \d+)?[ ](?P<name>{_RUN})"
)
"""Schools, houses of prayer and of health, groups and shops that are few of their name."""

_NUMBERED = re.compile(
    rf"(?<!\w)(?P<name>(?:{either(_SCHOOL)})(?: (?:Negeri|Islam|Inpres))?"
    rf"(?: (?!Negeri|Islam|Inpres){CAPITAL_WORD}){{1,2}} \d{{1,3}})\b(?! (?:[A-Z]|orang|tahun))"
)
"""A school known by its number: *SDN Kebonagung 2*."""

_KINDS = (
    "toko warung sanggar kelompok kapal perahu pondok sekolah yayasan koperasi usaha kampung desa dusun grup paguyuban"
)
_SO_NAMED = re.compile(
    rf"(?<!\w)(?:{either((*_KINDS.split(), *_KINDS.title().split()))})(?:nya|ku)?(?: (?:kami|saya|kita|itu|tani))?,?"
    rf" (?:namanya |bernama |itu )?(?P<name>{_RUN})"
)
_FIRM = re.compile(
    rf"\b(?:PT|CV|UD|PO|RS|RSU|RSIA|RSUD|RSUP|Hotel|Perumahan|Pasar|GKI|GKJ|HKBP|GMIM|GPM|GMIT)\.? (?P<name>{_RUN})"
)
"""Firms, hospitals, markets: often of many people, and so not sure."""

_SHORT_FORM = 5
"""Letters of a word in capitals that names no place (*grup WA*)."""

_LABEL = re.compile(r"(?i)(?:nama )?(?:desa|kelurahan|dusun|kampung|nagari|gampong|sekolah|asal sekolah)")


def localities(text: str, header_end: int) -> Iterator[Hit]:
    """Names of places as the word before them shows them; they may overlap. ``header_end``: where the header ends."""
    for pattern, sure in ((_VILLAGE, True), (_INSTITUTION, True), (_SO_NAMED, True), (_FIRM, False)):
        for found in pattern.finditer(text):
            yield from _local(text, found.start("name"), found["name"], sure=sure)
    for found in _LAND.finditer(text):
        if not is_place(found["own"]):
            yield from _local(text, found.start("name"), found["name"])
    for found in _NUMBERED.finditer(text):
        yield Hit(found.start("name"), found.end("name"), found["name"], HitKind.VILLAGE)
    for found in pairs(text, header_end):
        if _LABEL.fullmatch(found["label"].strip()):
            yield from _local(text, found.start("value"), found["value"])


def _local(text: str, start: int, name: str, *, sure: bool = True) -> Iterator[Hit]:
    """The words of a name up to the first that is none; nothing if none of them is one, or it is one of a person.

    *warung Mak Ijah* names a person, as does *Wali Nagari* with what follows.
    """
    end = start
    if HONORIFIC.match(name):
        return
    for word in re.finditer(r"\S+", name):
        short = len(word.group()) <= _SHORT_FORM and word.group().isupper()
        if short or word.group().strip(".").casefold() in OFFICES:
            break
        end = start + word.end()
    if end > start and not all(map(is_common, text[start:end].split())):
        yield Hit(start, end, text[start:end], HitKind.VILLAGE, sure)
