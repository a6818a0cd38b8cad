"""Names that stand alone: with a capital where no sentence begins (or as a sentence), and no word of the language.

They are the least sure of the proposals: a place or a firm may be among them. What is known to everybody names nobody.
A name that many people bear and that is no word (*Sumarmi*, *Felix*) is sure, with a capital, wherever it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from qualcode.collection.identities.common import ONLY_NAMES, is_common, is_given_name, is_place
from qualcode.collection.identities.hits import Hit, HitKind
from qualcode.collection.identities.names import KINSHIP
from qualcode.language import is_word

_WORD = r"[A-Z][a-z\u00df-\u024f]+(?:['’][a-z]+)?"
_RUN = re.compile(rf"(?<![\w'’@./-]){_WORD}(?: (?:(?:bin|binti|boru) )?(?:{_WORD}|[A-Z]\.(?= ?[A-Z])))*(?![\w@])")
_WORDS = re.compile(r"\S+")
_SHORTEST = 3
_REACH = 24
"""Code points before a name in small letters in which stands what calls for it."""

_LEAST_ALONE = 5
"""Letters of a name that is looked for in small letters though nothing before it calls for one."""

_ALONE = re.compile(r"[.,:](?:[ \n]|$)")
"""What stands after a word that is a sentence of its own, the first of a list, or who speaks."""

_DONE_BY_PEOPLE = (
    "bilang|yang|marah|datang|ikut|kerja|tinggal|pegang|suka|nangis|kuliah|sama|dan|anaknya|orangnya|panggil|pulang|pergi"
    "|lari|jatuh|pindah|diam"
)
_TELLING_OF_ONE = re.compile(rf" (?:{_DONE_BY_PEOPLE})\b")
"""What stands after a name even if the name is a word too."""

_TELLING = re.compile(
    rf" (?:{_DONE_BY_PEOPLE}|tidak|nggak|ndak|gak|ga|juga|sendiri|itu|sudah|udah|punya|jadi|malah|mau|mulai|dapat|dapet"
    r"|jual|bikin|bantu|masih|dulu|sekarang|pernah|selalu|sering|biasanya|bisa|harus|lagi|cuma|hanya|memang|pun|naik|kena|belum"
    r"|baru|tahu|tau|sakit|(?:me|ber|di|ter|nge|ny|ng)[a-z]{3,})\b"
)
"""What stands after somebody of whom a sentence tells."""

_BEFORE = re.compile(r"(?:^|[.?!…:\n\t|()\[\]“\"'‘]|[-–—] )[ \t\"“'(\[]*$")
"""What stands before the first word of a sentence, a line, a cell or a quotation."""

_PLACE = re.compile(
    r"(?i)\b(?:di|ke|dari|asal|asli|orang|desa|dusun|kampung|dukuh|banjar|pasar|sdn?|pustu|lingkungan)(?: \d+)? $"
)
_CALLED = frozenset(("Pak", "Bapak", "Bu", "Ibu", "Mas", "Mbak", "Mak", "Mbah", "Bang", "Kang"))
_SMALL = re.compile(r"[a-z]{3,}")
_SMALL_NAME = re.compile(r"(?<![\w@./-])[a-z]{3,}(?![\w@]|[./-]\w)")
_KIN = rf"(?:{KINSHIP})(?:nya|ku|mu)?(?: saya| sy| aku| gue)?"
_CALLS = re.compile(
    r"(?:\b(?:sama|ama|bareng|si|sang|namanya|bernama|nama|nama saya|panggil|an|a\.n\.?|atas nama|dan|dari|punya|oleh"
    rf"|mas|mbak|tempat|rumah|{_KIN})|,) $"
)
"""What stands before a name in small letters."""

_CALLS_SURELY = re.compile(rf"\b(?:sama|ama|bareng|si|namanya|bernama|panggil|an|atas nama|{_KIN}) $")
"""What does so in a text without capitals, where a name is one that no list holds."""

_SENTENCES = re.compile(r"(?:[.?!]|^\w{1,4} ?:) (?P<first>[^\W\d_])", re.MULTILINE)


def bare_names(text: str, header_end: int) -> Iterator[Hit]:
    """Capitalised words in the midst of sentences that are no words of the language, as names or, after *di*, places.

    ``header_end`` is the offset at which the header ends: its fields are read by their labels. Of several words in a
    row it is enough that one is unknown.
    """
    for run in _RUN.finditer(text, header_end):
        if not any(map(_strange, run.group().casefold().split())):
            continue
        words = list(_WORDS.finditer(run.group()))
        begins = _BEFORE.search(text[max(header_end, run.start() - 12) : run.start()])
        if begins and not _may_begin(words, text, run.end()):
            words = words[1:]
        words = _without_common(words)
        if any(_strange(word.group().casefold()) for word in words):
            start, end = run.start() + words[0].start(), run.start() + words[-1].end()
            place = bool(_PLACE.search(text[max(0, start - 14) : start]))
            if not (place and all(is_place(word.group()) for word in words)):
                kind = HitKind.VILLAGE if place else HitKind.NAME
                sure = any(_is_only_name(word.group().casefold()) for word in words)
                yield Hit(start, end, text[start:end], kind, sure=sure)


def _without_common(words: list[re.Match[str]]) -> list[re.Match[str]]:
    """The words behind a form of address and between what names nobody (*Muhammad* stays before *Tahir*)."""
    last = max((at for at, word in enumerate(words) if word.group() in _CALLED), default=-1)
    words = words[last + 1 :]

    def goes(word: re.Match[str]) -> bool:
        return is_common(word.group()) and (len(words) == 1 or not is_given_name(word.group().casefold()))

    while words and goes(words[0]):
        words = words[1:]
    while words and goes(words[-1]):
        words = words[:-1]
    return words


def small_names(text: str, header_end: int) -> Iterator[Hit]:
    """Names in small letters: those that are no words, sure if they stand after *sama*, *namanya*, a comma, kin.

    In a text whose sentences begin small, also others after such a word that are no words of the language.
    """
    small = _is_small(text, header_end)
    if not small and ONLY_NAMES.isdisjoint(_SMALL.findall(text, header_end)):
        return
    for word in _SMALL_NAME.finditer(text, header_end):
        name = word.group()
        if name in ONLY_NAMES:
            called = _CALLS.search(text, max(header_end, word.start() - _REACH), word.start())
            if called or len(name) >= _LEAST_ALONE:
                yield Hit(word.start(), word.end(), name, HitKind.NAME, sure=bool(called))
        elif (
            small
            and len(name) > _SHORTEST
            and _unknown(name)
            and _CALLS_SURELY.search(text, max(header_end, word.start() - _REACH), word.start())
        ):
            yield Hit(word.start(), word.end(), name, HitKind.NAME, sure=False)


def _is_small(text: str, header_end: int) -> bool:
    """Whether most sentences begin without a capital, as in a chat."""
    firsts = [found["first"] for found in _SENTENCES.finditer(text, header_end)]
    return 2 * sum(map(str.islower, firsts)) > len(firsts)


def _may_begin(words: Sequence[re.Match[str]], text: str, end: int) -> bool:
    """Whether the first word of a sentence may be a name: no word of the language, alone or before another capital."""
    first = words[0].group().casefold()
    if _is_only_name(first):
        return True
    if not _unknown(first):
        return False
    if len(words) == 1:
        if is_given_name(first):
            return bool(_TELLING_OF_ONE.match(text, end))
        return bool(_ALONE.match(text, end) or _TELLING.match(text, end))
    return not is_common(words[1].group())


def _is_only_name(word: str) -> bool:
    return len(word) > _SHORTEST and word in ONLY_NAMES


@cache
def _unknown(word: str) -> bool:
    """Whether a word is a name or none of the language, *nge-*, *-in* and *-nya* of speech apart (*kosnya*)."""
    if is_given_name(word):
        return True
    if len(word) < _SHORTEST or is_common(word) or is_word(word) or word.startswith("ketidak"):
        return False
    bases = (word.removeprefix("nge").removesuffix("in").removesuffix("nya"), *_without_ending(word))
    return not any(is_word(base, spoken=False) or is_common(base) for base in bases)


@cache
def _strange(word: str) -> bool:
    """Whether a word with a capital in the midst of a sentence may be a name: the rules of speech do not count."""
    return _unknown(word) or (len(word) >= _SHORTEST and not is_common(word) and not is_word(word, spoken=False))


def _without_ending(word: str) -> Iterator[str]:
    """A word without what regional speech puts at its end (*awalna*, *anaknyo*, *ibune*, *sudahmi*)."""
    for ending in ("nyo", "na", "ne", "ku", "mi", "mo", "ji", "ki", "ta"):
        if word.endswith(ending) and len(word) - len(ending) > _SHORTEST:
            yield word.removesuffix(ending)
