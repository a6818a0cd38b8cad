"""Identifiers that are numbers or have a fixed form: NIK, NIP, telephone, RT/RW, birth, plates; contacts with them.

No number has to be valid: a mistyped NIK tells as much as a right one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from qualcode.collection.identities.contacts import CONTACTS, Form
from qualcode.collection.identities.hits import Hit, HitKind

_MONTH = (
    r"(?:Jan(?:uari)?|[FP]eb(?:ruari)?|Mar(?:et)?|Apr(?:il)?|Mei|Juni?|Juli?|Ag(?:us|u|t)?(?:tus)?|Sept?(?:ember)?|Okt(?:ober)?"
    r"|No[vp](?:ember)?|Des(?:ember)?)"
)
_DATE = rf"\d{{1,2}}[ ./-](?:\d{{1,2}}|{_MONTH})[ ./-]\d{{2,4}}"
_RUN = re.compile(r"(?<![\d+])\d(?:[ .\-]?\d){11,}(?!\d)")
_LIKE_DIGIT = "OoQDlI|"
_TYPED = re.compile(rf"(?<![\w+])[\d{_LIKE_DIGIT}](?:[ .\-]{{0,2}}[\d{_LIKE_DIGIT}]){{14,18}}(?!\w)")
"""Fifteen to nineteen digits, or letters typed for them, also with two spaces or a stop and a space between."""

_MOST_LETTERS = 4
_BORN = re.compile(r"19[3-9]\d|20[01]\d")
"""How the year in a NIP begins."""

_NO_IDENTIFIER = re.compile(
    r"(?:(?:\d{1,2}[-.]\d{1,2}[-.](?:\d{4}|\d{2})|\d{4}[-.]\d{2}[-.]\d{2}|\d{1,2}\.\d{2}|\d{1,3}(?:\.\d{3})+"
    r"|(?:19|20)\d\d)(?:[ -]|$))+"
)
_MOBILE = re.compile(r"(?<![\d.])(?:\+ ?62|62|0)[ .\-]?8(?:[ .\-]?\d|(?<=\d) - (?=\d)\d){7,11}(?!\d)")
_GROUPED = re.compile(r"(?<![\d.\-/])0\d{2,3}(?:[ .\-]\d{2,4}){2,3}(?![\d/\-]|\.\d)")
_CALLED_BY = re.compile(
    r"(?i)(?:\b(?:telepon|telp|tlp|hp|wa|whatsapp|kontak)(?:nya)?\b[^\d\n]{0,30}|\d (?:atau|dan|sama) )$"
)
"""What stands before a number that nothing else shows to be a telephone."""
_LANDLINE = re.compile(
    r"(?:\(0\d{2,3}\)[ .\-]?\d{2,4}[ .\-]?\d{2,5}|(?<![\d.\-])0\d{2,3}-\d{3,4}-?\d{2,5})(?!-?\d)"
    r"(?:,? ?(?i:ext|eks|ekstensi|pesawat)\.? ?\d{1,4})?"
)
_CUED = re.compile(
    r"\b(?=[rnkbps])(?P<cue>rekening|no\.? ?rek|norek|rek|NIM|NPM|NISN?|NIDN|NUPTK|NIP|NIK|KTP|KK|BPJS|paspor|SIM"
    r"|nomor surat|SK|RM|PIRT|NIB|STR|SIP|(?:nomor|no\.?) "
    r"(?:perkara|anggota|induk|lambung|pelanggan|peserta|rangka|mesin|RM|rekam medis|kartu)(?:nya| saya)?)\b"
    r"[^\d\n.?!]{0,20}?(?P<number>(?:\b[A-Z] ?)?\d[\d ./\-]{2,}\d)",
    re.IGNORECASE,
)
_BANK = re.compile(
    r"\b(?=[BbMmDdCcOoGgSs])(?i:BCA|BRI|BNI|BTN|BSI|BJB|Mandiri|Danamon|CIMB|Dana|OVO|Go-?pay|ShopeePay)\b[^\d\n.?!]{0,16}?"
    r"(?P<value>\d(?:[ .\-]{0,2}\d){6,})(?!\d)"
)
_BANKS = frozenset(
    ("bca", "bri", "bni", "btn", "bsi", "bjb", "mandiri", "danamon", "cimb", "dana", "ovo", "gopay", "go", "shopeepay")
)
_WORDS = re.compile(r"[^\W_]+")
_OF_ONE = re.compile(r"(?i)(?:nomor |no\.? ?)(?:RM|rekam medis)")
"""Cues after which no date stands."""

_LETTER_NUMBER = re.compile(
    r"(?<![\w/])(?=[A-Z.\-]{0,60}/?\d)[A-Z\d.\-]{1,60}+(?:/[A-Za-z\d.\-]+)+(?: [A-Z]{2} [A-Z][a-z]{2})?(?![\w/])"
)
_NIK, _NIP = 16, 18
"""Digits of each."""

_NPWP = re.compile(r"(?<!\d)\d{2}\.\d{3}\.\d{3}\.\d-\d{3}\.\d{3}(?!\d)")
_KK = re.compile(r"\b(?:KK|kartu keluarga)\b[^\d\n]{0,25}$", re.IGNORECASE)
_RT_SAID = (
    r"[Rr][TtWw] (?i:(?:nol |kosong )?"
    r"(?:satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh|sebelas)(?: belas)?)"
)
_RT = r"R\.?[TW]\.?[ .:]{0,2}\d{1,3}"
_BIRTH_CUE = re.compile(
    r"\b(?:(?:tempat(?: ?[,/&] ?| dan | )?)?(?:tanggal |tgl\.? ?)lahir|tempat lahir|ttl)\b[ \t]*[:=|][ \t|]*"
    r"(?P<value>[^\n|]{4,60})",
    re.IGNORECASE,
)
_BIRTH = re.compile(
    rf"\b(?i:lahir(?:nya)?|kelahiran)(?: saja| saya| dia| beliau)?(?: di)?"
    rf"(?P<value>(?: [A-Z]\w+){{0,2}}[, ]+(?:pada )?(?:tanggal |tgl\.? )?{_DATE})"
)
_COUNT = (
    r"(?:(?:nol|se(?:puluh|belas|ratus|ribu)|satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|puluh|belas|ratus|ribu)"
    r"\b ?)+"
)
_BORN_ON = re.compile(
    r"\b(?i:(?:ke)?lahir(?:an|nya)?|ultah(?:nya)?|ulang tahun(?:nya)?)\b[^\d\n.?!:]{0,40}?"
    rf"(?P<value>(?:tahun {_COUNT},? )?(?:tanggal |tgl\.? )?(?:{_DATE}"
    rf"|\b{_COUNT}{_MONTH}(?:(?: tahun)? (?:{_COUNT}|\d{{2,4}}))?)(?!\d))"
)
"""A date near birth, in figures or in words."""

_PLATE = re.compile(r"(?<![\w/-])(?P<letters>[A-Z]{1,2})[ -]?(?:\d{2,4}[ -][A-Z]{1,3}|\d[ -][A-Z]{2,3})(?![\w/-])")
_PLATE_CUE = re.compile(
    r"(?i:\b(?:pelat|plat|nopol|nomor polisi))[^\d\n]{0,12}?(?P<value>\b[A-Z]{1,2} ?\d{1,4}(?: ?[A-Z]{1,3})?)\b"
)
_NO_PLATE = frozenset(("PP", "UU", "NO", "RT", "RW", "SK", "KB", "MB", "GB", "HP", "TV", "PT", "CV", "SD"))
_MANY_DIGITS = re.compile(r"\d(?:[^\d\n]{0,14}\d){5,}(?=(?P<after>[^\d\n]{0,16}))")
"""Where alone a telephone or a longer number can stand: six digits or more, with no more between two of them …"""

_BEFORE_DIGITS = re.compile(r"[^\d\n]{0,16}$")
"""… and what may belong to it around them: a bracket, a plus, letters typed for digits."""

_WITH_SLASH = re.compile(r"^[^/\n]*/.*", re.MULTILINE)
_DIGIT = r"(?:nol|kosong|satu|dua|tiga|empat|lima|enam|tujuh|delapan|lapan|sembilan)"
_SPOKEN = re.compile(rf"[NnKk](?i:ol|osong)(?:[ ,.\-]{{1,3}}(?i:{_DIGIT})){{6,}}\b")
"""A telephone number that is read out digit by digit."""

_FORMS: tuple[Form, ...] = (
    *CONTACTS,
    (HitKind.PHONE, "nol kosong", _SPOKEN),
    (HitKind.RT_RW, "", re.compile(rf"\b{_RT}(?:[ ,/\-]{{0,3}}(?:{_RT}|\d{{1,3}}))?(?!\d)")),
    (HitKind.RT_RW, "rt rw", re.compile(rf"\b{_RT_SAID}(?:[ ,/]{{1,3}}{_RT_SAID})?\b")),
    (HitKind.BIRTH, "lahir ttl", _BIRTH_CUE),
    (HitKind.BIRTH, "lahir lahirnya kelahiran", _BIRTH),
    (HitKind.BIRTH, "lahir lahirnya kelahiran ultah ultahnya ulang", _BORN_ON),
    (HitKind.PLATE, "plat platnya pelat pelatnya nopol nopolnya polisi", _PLATE_CUE),
)


def numbers(text: str) -> Iterator[Hit]:
    """Every identifier of a fixed form; they may overlap."""
    small = text.casefold()
    words = frozenset(_WORDS.findall(small))
    for kind, cues, pattern in _FORMS:
        if not cues or any(cue in (words if cue.isalnum() else small) for cue in cues.split()):
            yield from (_hit(found, kind) for found in pattern.finditer(text))
    near = [(_begin(text, digits.start()), digits.end("after")) for digits in _MANY_DIGITS.finditer(text)]
    for kind, pattern in ((HitKind.NPWP, _NPWP), (HitKind.PHONE, _LANDLINE)):
        yield from (_hit(found, kind) for found in _within(pattern, text, near))
    yield from _runs(text, near)
    yield from _mistyped(text, near)
    yield from _cued(text, words)
    for found in _PLATE.finditer(text):
        if found["letters"] not in _NO_PLATE:
            yield _hit(found, HitKind.PLATE)
    for found in _within(_LETTER_NUMBER, text, [line.span() for line in _WITH_SLASH.finditer(text)]):
        if found.group().count("/") > 1 and any(letter.isalpha() for letter in found.group()):
            yield _hit(found, HitKind.NUMBER)


def _cued(text: str, words: frozenset[str]) -> Iterator[Hit]:
    """Numbers that a word before them shows: an account, a card, a certificate."""
    for found in () if _BANKS.isdisjoint(words) else _BANK.finditer(text):
        if not _reads_otherwise(found["value"]):
            yield _hit(found, HitKind.NUMBER)
    for found in _CUED.finditer(text):
        number = found["number"]
        dated = _reads_otherwise(number) or re.fullmatch(_DATE, number)
        if _OF_ONE.match(found["cue"]) or not dated:
            yield Hit(found.start("number"), found.end("number"), number, _kind_of_cue(found["cue"]))


def _begin(text: str, at: int) -> int:
    before = _BEFORE_DIGITS.search(text, max(0, at - 16), at)
    return before.start() if before else at


def _within(pattern: re.Pattern[str], text: str, places: Iterable[tuple[int, int]]) -> Iterator[re.Match[str]]:
    for start, end in places:
        yield from pattern.finditer(text, start, end)


def _runs(text: str, near: Sequence[tuple[int, int]]) -> Iterator[Hit]:
    """Long runs of digits, telephone numbers among them, that are no dates, clock times or amounts."""
    for found in _within(_MOBILE, text, near):
        if not _reads_otherwise(found.group()):
            yield _hit(found, HitKind.PHONE)
    for found in _within(_GROUPED, text, near):
        if _CALLED_BY.search(text, max(0, found.start() - 45), found.start()):
            yield _hit(found, HitKind.PHONE)
    for found in _within(_RUN, text, near):
        if not _reads_otherwise(found.group()):
            yield _hit(found, _kind_of_run(text, found))


def _mistyped(text: str, near: Sequence[tuple[int, int]]) -> Iterator[Hit]:
    """Numbers that were meant as NIK, KK or NIP: a digit short or long, letters for digits, spaces and stops.

    Of seventeen digits the first four tell the two apart: a NIP begins with a year of birth.
    """
    for found in _within(_TYPED, text, near):
        run = found.group()
        marks = re.sub(r"[ .\-]", "", run)
        letters = sum(not mark.isdigit() for mark in marks)
        plain = re.sub(r"[ .]*-[ .]*", "-", re.sub(r" +", " ", run))
        if letters > _MOST_LETTERS or _reads_otherwise(plain):
            continue
        as_digits = marks.translate(str.maketrans(_LIKE_DIGIT, "0000111"))
        nip = len(marks) > _NIK + 1 or (len(marks) == _NIK + 1 and _BORN.match(as_digits))
        kind = HitKind.NIP if nip else HitKind.NIK
        if kind is HitKind.NIK and _KK.search(text, max(0, found.start() - 45), found.start()):
            kind = HitKind.KK
        if letters or len(marks) not in (_NIK, _NIP) or not _RUN.fullmatch(run):
            yield Hit(found.start(), found.end(), run, kind, sure=False)


def _reads_otherwise(run: str) -> bool:
    """Whether a run of digits is nothing but dates, years, clock times or amounts."""
    return bool(_NO_IDENTIFIER.fullmatch(run))


def _kind_of_run(text: str, found: re.Match[str]) -> HitKind:
    """By its length: 16 digits are a NIK (or a KK where the words before say so), 18 a NIP."""
    digits = sum(letter.isdigit() for letter in found.group())
    if digits == _NIP:
        return HitKind.NIP
    if digits == _NIK:
        return HitKind.KK if _KK.search(text, max(0, found.start() - 45), found.start()) else HitKind.NIK
    return HitKind.NUMBER


def _kind_of_cue(cue: str) -> HitKind:
    return {"nip": HitKind.NIP, "nik": HitKind.NIK, "ktp": HitKind.NIK, "kk": HitKind.KK}.get(
        cue.casefold(), HitKind.NUMBER
    )


def _hit(found: re.Match[str], kind: HitKind) -> Hit:
    """The group ``value`` of a match, or all of it, without the spaces and stops around it."""
    name: str | int = "value" if "value" in found.re.groupindex else 0
    whole = found.group(name)
    body = whole.strip(" \t,;.")
    start = found.start(name) + whole.index(body)
    return Hit(start, start + len(body), body, kind)
