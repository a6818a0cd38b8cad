"""Names of people and villages: after a form of address, before a degree, after words such as *bernama*.

A form of address before an office (*Pak Lurah*, *Bu RT*) names a role and is no hit.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby

from qualcode.collection.header_labels import Field, field_of
from qualcode.collection.identities.common import NO_NAMES, is_common, is_given_name
from qualcode.collection.identities.hits import Hit, HitKind
from qualcode.language import is_word

_ADDRESS = (
    "Pak", "Bapak", "Bpk.", "Bu", "Ibu", "Mas", "Mbak", "Mba", "Haji", "Hajah", "H.", "Hj.", "Bang", "Abang", "Kang",
    "Teh", "Cak", "Om", "Tante", "Kak", "Mbah", "Pakde", "Bude", "Sdr.", "Sdri.", "Saudara", "Saudari", "Ustaz",
    "Ustadz", "Ustadzah", "Kiai", "Kyai", "KH.", "K.H.", "Drs.", "Dra.", "Dr.", "dr.", "Ir.", "Prof.", "Nyonya", "Ny.",
    "Mama", "Mamak", "Mak", "Emak", "Papa", "Abah", "Umi", "Paman", "Bibi", "Kakek", "Nenek", "Eyang", "Opa", "Oma",
    "Pak De", "Bu De", "Paklik", "Bulik", "Lik", "Mang", "Ceu", "Neng", "Acil", "Julak", "Daeng", "Dg.", "Cik", "Encik",
    "Koh", "Ko", "Cece", "Uda", "Uni", "Bli", "Mbok", "Tulang", "Inang", "Amang", "Gus", "Ning", "Romo", "Suster",
    "Tuan", "Nona", "Dokter", "Bidan", "Mantri", "Perawat", "AKP", "Iptu", "Ipda", "Aiptu", "Bripka", "Serka", "Kapten",
    "Tn.", "An.", "By.", "Mr.", "Mrs.", "Ms.", "Mr", "Mrs", "Miss", "Madam", "Pdt.", "Pendeta", "Pastor", "Pater",
    "Bruder", "Frater", "Ust.", "Nyai", "Buya", "Habib", "Habibah", "Tuanku", "Tengku", "Tgk.", "Teungku", "Datuak",
    "Datuk", "Dt.", "Etek", "Uwak", "Wak", "Bunda", "Ayah", "Abi", "Ummi", "Aki", "Nini", "Simbok", "Dik", "Adik",
    "Kaka", "Kakak", "Pace", "Mace", "Bapa", "Ama", "Ina", "Tete", "Oom", "Jro", "Jero", "Pedanda", "Ki", "Nyi",
    "Raden", "Den", "R.", "Ng.", "R.Ng.", "KRT.", "Ners", "Ns.", "Zr.", "Sr.", "apt.", "Kompol", "Briptu", "Bripda",
    "Aipda", "Brigadir", "Mayor", "Letnan", "Serma", "Sertu", "Kopral", "Temenggung", "Tumenggung", "Induk", "Apai",
    "Inai", "Puang", "Karaeng", "Petta", "Hajja", "Ompu", "Ompung", "Opung", "Oppung", "Namboru", "Inanguda",
    "Amangboru", "br.", "Boru", "Kades", "Kadus", "Jorong", "Modin", "Carik", "Pak RT", "Pak RW", "Bu RT", "Bu RW",
)  # fmt: skip
_WORD = r"[A-Z][^\W\d_]{0,40}(?:['’\-][^\W\d_]+)?"
_SHORT = r"(?:Muh|Moh|Mohd|Mhd|Abd|Dg|St|Ng|Dt|[A-Z])\."
_NO_CODE = r"(?!\w{0,40}-\d)"
_NAME = (
    rf"(?:{_SHORT}[ ]?){{0,2}}{_WORD}{_NO_CODE}"
    rf"(?:[ ](?:(?:bin|binti|al|van|br\.)[ ])?(?:{_SHORT}|{_WORD}{_NO_CODE})){{0,4}}"
)
RUN_OF_NAMES = r"[A-Z][a-z\u00df-\u024f]+(?: (?:(?:bin|binti) )?[A-Z][a-z\u00df-\u024f]+){0,3}"
"""A run of words with a capital each."""

_DEGREE = (
    r"(?:S\.? ?(?:Sos|Pd|Th|Fil|Pt|Kel|Psi|H|E|IP|Kom|Ag|T|Kep|AP|STP|TP|I|Farm|KM|Si|Hut|P|Tr)"
    r"|M\.? ?(?:Si|Pd|M|AP|H|Kes|Kom|Ag|T|Hum|Sc|A)|A\.? ?Md|SE|SH|ST|SKM|MM|MSi|Ners|Ph\.? ?D|Lc"
    r"|Sp\.? ?[A-Z]{1,3}(?:-[A-Z]+)?)\b\.?"
)


def _either(words: Iterable[str]) -> str:
    """One of these words, the longer first, grouped by their first letter: the fastest way for ``re``."""
    grouped = groupby(sorted(set(words), key=lambda word: (word[0], -len(word))), key=lambda word: word[0])
    return "|".join(f"{one}(?:{'|'.join(re.escape(word[1:]) for word in some)})" for one, some in grouped)


_FORM_OF_ADDRESS = rf"(?=[{''.join(sorted({word[0] for word in _ADDRESS}))}])(?:(?:{_either(_ADDRESS)})[ ]+)+"
_SMALL = _either(word.casefold() for word in _ADDRESS if word.isalpha())
_CALLED = re.compile(rf"(?<![\w.]){_FORM_OF_ADDRESS}(?P<name>{_NAME})")
_CALLED_SMALL = re.compile(rf"(?<![\w.])(?=[a-z])(?:{_SMALL})[ ]+(?=[A-Z])(?P<name>{_NAME})")
_PERSON = (
    "pak bapak bpk bu ibu mas mbak mba bang kang kak mbah gus ning ust ustad ustadz ustaz ustadzah kiai kyai yai haji"
    " hajah hj pakde bude paklik bulik lik wak bidan mantri suster dokter om tante cak teh ceu neng uda daeng opung si"
)
_LOW = re.compile(
    rf"(?<![\w.])(?:{_either((*_PERSON.split(), *_PERSON.title().split()))})\.?[ ]+"
    r"(?=(?P<name>[a-z]{3,}(?: [a-z]{3,}){0,2})(?![\w@]))"
)
"""What may be a name in small letters, after a form of address."""

_KIN = """
    bapak ibu ayah istri suami anak cucu adik kakak abang paman bibi nenek kakek sepupu keponakan menantu mertua ipar
    teman kawan tetangga bos atasan ketua wakil staf sekretaris bendahara pendiri notulen pengacara sopir satpam petugas
    kader guru dosen pengurus pengawas penguji pembimbing moderator korban pelapor pemilik bungsu sulung marga
"""


_KINSHIP = _either((*_KIN.split(), *_KIN.title().split()))
_RELATED = re.compile(
    rf"(?<!\w)(?:{_KINSHIP})(?:nya)?(?: (?:saya|kami|aku|dia|beliau|waktu itu|sekarang|dulu))?[,:]?[ ]+"
    rf"(?P<name>(?![A-Z]{{2,4}}\b){_NAME}(?:, {_NAME}(?=[,.]| dan | sama ))*)"
)
_HONORIFIC = re.compile(_FORM_OF_ADDRESS)
_TITLED = re.compile(rf"(?<![\w.])(?P<name>{_NAME})(?P<degree>(?:, ?{_DEGREE})+)")
_LINE_WITH_COMMA = re.compile(r"^[^,\n]*,.*", re.MULTILINE)
_AFTER_NAME = re.compile(rf", ?{_DEGREE}")
_TOLD = re.compile(
    rf"(?i:\b(?:nama (?:saya|lengkap saya|beliau)|namanya|bernama|panggil(?:an)?(?: saya)?|dipanggil|atas nama|a\.n\.))"
    rf"(?: itu| adalah|:)?[ ]+(?P<name>{_NAME})"
)
_VILLAGE = re.compile(
    r"\b(?:[Dd]esa|[Kk]elurahan|[Dd]usun|[Kk]ampung|[Dd]ukuh|[Nn]agari|[Gg]ampong|[Ll]orong|Banjar|Lingkungan|Kp\.|Ds\.|Dsn\.|Kel\.|Pekon|Kampong|Huta"
    r"|Lembang|Wanua|Negeri|Betang|Padukuhan|Pedukuhan|Jorong)[ ]+"
    rf"(?P<name>{_WORD}(?:[ ]{_WORD}){{0,2}})"
)
_LAND = re.compile(
    rf"\b(?P<name>(?:Sungai|Gunung|Bukit|Tanjung|Teluk|Pulau|Muara|Batu|Handil|Labuan|Labuhan|Lubuk|Rawa|Kebon|Karang)"
    rf"[ ]+{_WORD}(?:[ ]{_WORD})?)"
)
_INSTITUTION = re.compile(
    r"\b(?:(?:TK|PAUD|RA|SD|SMP|SMA|SMK|MI|MTs|MA|SLB)[NKS]?|Madrasah(?: Ibtidaiyah| Tsanawiyah| Aliyah)?|[Pp]esantren"
    r"|[Pp]ondok(?: [Pp]esantren)?|[Pp]uskesmas|[Pp]ustu|[Pp]osyandu|[Mm]asjid|[Mm]usala|[Gg]ereja|[Kk]linik)"
    rf"(?: (?:Negeri|Swasta|Islam|IT|Kristen|Katolik|Terpadu|N))*(?: \d+)?[ ](?P<name>{_WORD}(?:[ ]{_WORD}){{0,2}})"
)
"""Schools, houses of prayer and of health that are few of their name."""

_PLACE_LABEL = re.compile(r"(?i)(?:nama )?(?:desa|kelurahan|dusun|kampung|nagari|gampong|sekolah|asal sekolah)")
_PAIR = re.compile(
    r"^[ \t|]*(?P<label>[^:=|\t\n]{2,40}?)[ \t]*[:=|\t][ \t:=|]*(?P<value>[^\n|]{2,80}?)[ \t|]*$", re.MULTILINE
)
_SHORTEST = 3
_CAPITAL = re.compile(r"(?<!\w)[A-Z]\w*")
_SMALL_WORD = re.compile(r"(?<![\w@./-])[a-z]\w{3,}(?![\w@])")


def names(text: str, header_end: int) -> Iterator[Hit]:
    """Names of people and villages as the words around them show them; they may overlap."""
    with_degrees = [line.span() for line in _LINE_WITH_COMMA.finditer(text) if _AFTER_NAME.search(line.group())]
    lines = [(0, len(text))]
    for pattern, places in ((_CALLED, lines), (_CALLED_SMALL, lines), (_TITLED, with_degrees), (_TOLD, lines)):
        for found in (one for start, end in places for one in pattern.finditer(text, start, end)):
            yield from _named(text, found.start("name"), found["name"], HitKind.NAME)
    for found in _LOW.finditer(text, header_end):
        yield from _in_small_letters(text, found.start("name"), found["name"])
    for found in _RELATED.finditer(text, header_end):
        for one in re.finditer(r"[^,]+", found["name"]):
            blanks = len(one.group()) - len(one.group().lstrip())
            yield from _named(text, found.start("name") + one.start() + blanks, one.group().lstrip(), HitKind.NAME)
    for found in (*_VILLAGE.finditer(text), *_LAND.finditer(text), *_INSTITUTION.finditer(text)):
        yield from _named(text, found.start("name"), found["name"], HitKind.VILLAGE)
    yield from header_names(text, header_end)
    for found in _PAIR.finditer(text, 0, header_end):
        if field_of(found["label"]) is Field.COLLECTOR:
            yield from _name_in_field(text, found)
        elif _PLACE_LABEL.fullmatch(found["label"].strip()):
            yield from _named(text, found.start("value"), found["value"], HitKind.VILLAGE)


def _in_small_letters(text: str, start: int, words: str) -> Iterator[Hit]:
    """The first words after a form of address that are names: given names, or no words of the language."""
    end = start
    for word in re.finditer(r"\S+", words):
        known = is_word(word.group()) and not is_given_name(word.group())
        if known or is_common(word.group()):
            break
        end = start + word.end()
    if end > start:
        yield Hit(start, end, text[start:end], HitKind.NAME)


def header_names(text: str, header_end: int) -> Iterator[Hit]:
    """What stands in the header's field for the name of the informant, where it is a name and no role or code.

    ``header_end`` is the offset at which the header ends.
    """
    for found in _PAIR.finditer(text, 0, header_end):
        if field_of(found["label"]) is Field.NAME:
            yield from _name_in_field(text, found)


def _name_in_field(text: str, found: re.Match[str]) -> Iterator[Hit]:
    value = found["value"]
    inner = _HONORIFIC.match(value)
    skip = inner.end() if inner else 0
    whole = re.match(_NAME, value[skip:])
    if whole and not any(letter.isdigit() for letter in value):
        yield from _named(text, found.start("value") + skip, whole.group(), HitKind.NAME)


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
    """A name, and each of its words that can stand for it alone."""
    words = [word for word in name.split() if len(word) >= _SHORTEST and not is_common(word)]
    return tuple(dict.fromkeys((name, *(form for word in words for form in (word, word.capitalize())))))


def _named(text: str, start: int, name: str, kind: HitKind) -> Iterator[Hit]:
    """The words of a name up to the first that is none; nothing if the first is none."""
    end = start
    for word in re.finditer(r"\S+", name):
        if word.group().strip(".").casefold() in NO_NAMES:
            break
        end = start + word.end()
    if end > start:
        yield Hit(start, end, text[start:end], kind)
