"""The Indonesian tokenizer: spaCy's, with rules of our own. Imported by ``qualcode.language.load`` alone.

spaCy's own Indonesian class cuts words at hyphens and carries 16,000 exceptions to mend that. Here hyphens
never cut, so that a short list of dotted forms is enough and the pipeline is there in a blink.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from spacy.lang.char_classes import (
    CONCAT_QUOTES,
    LIST_ELLIPSES,
    LIST_ICONS,
    LIST_PUNCT,
    LIST_QUOTES,
    PUNCT,
)
from spacy.language import BaseDefaults, Language

from qualcode.language._words import words

_NUMBER = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+,\d+|\d+"
_WHOLE = re.compile(
    rf"""
      Rp\.?\d{{1,3}}(?:\.\d{{3}})+(?:,\d\d|,-)?        # Rp5.000,00: an amount written out in full
    | Rp\.?\d+,(?:00|-)
    | \d{{1,2}}[./-]\d{{1,2}}[./-](?:\d{{4}}|\d\d)     # 12/03/2018
    | (?:[01]?\d|2[0-4])[.:][0-5]\d(?:[.:][0-5]\d)?    # 07.30
    | {_NUMBER}
    | \+?\d{{2,4}}-\d{{3,4}}(?:-\d{{3,5}})+            # a telephone number
    | [A-Z][a-z]?(?:\.[A-Z][A-Za-z]{{0,4}})+\.?        # S.Sos., Ph.D., U.S.
    | [a-z](?:\.[a-z])+\.                              # a.n., s.d.
    | [\w.+-]+@\w[\w-]*(?:\.[\w-]+)*\.[a-z]{{2,}}      # an e-mail address
    | (?:https?://|www\.)\S*[\w/]
    """,
    re.VERBOSE,
)

_LONGEST_CHUNK = 400
"""Code points without white space that are looked at together; no word is longer, and time must stay bounded."""

_MONTHS = "Januari|Februari|Maret|April|Mei|Juni|Juli|Agustus|September|Oktober|November|Desember"
_RANGED = _MONTHS + "|Senin|Selasa|Rabu|Kamis|Jumat|Jum'at|Sabtu|Minggu"

_LETTER = r"[^\W\d_]"
_UPPER = "A-ZÀ-ÖØ-Þ"
_LOWER = "a-zß-öø-ɏ"
"""Latin letters; spaCy's classes, of every script, take longer to compile than all else together."""

_PREFIXES = (
    "``", "§", "%", "=", "—", "–", "/", r"US(?=\$)", r"\+(?![0-9])", "--+",
    rf"-(?=[^\W_]*[{_UPPER}])",
    r"Rp\.(?=\d)", r"Rp(?=\d)", r"No\.(?=\d)",
    *LIST_PUNCT, *LIST_ELLIPSES, *LIST_QUOTES, r"[$£€¥]", *LIST_ICONS,
)  # fmt: skip

_SUFFIXES = (
    *LIST_PUNCT, *LIST_ELLIPSES, *LIST_QUOTES, *LIST_ICONS, "—", "–", "-",
    r"(?<=[0-9])\+", r"(?<=[0-9])%", "[′″]",
    rf"(?<=[0-9{_LOWER}%²\-\+{PUNCT}(?:{CONCAT_QUOTES})])\.",
    rf"(?<=[^\W\d_][{_UPPER}])\.", rf"(?<=-[{_UPPER}])\.",
)  # fmt: skip

_INFIXES = (
    *LIST_ELLIPSES, *LIST_ICONS, "[—–]", "--+",
    r"(?<=[0-9])[+*^-](?=[0-9-])", r"(?<=[0-9]\.[0-9]{3})/(?=[0-9])", rf"-(?=(?:{_RANGED})\b)",
    *(rf"(?<={month})-(?=\d)" for month in _MONTHS.split("|")),
    "(?<=[A-Z][a-z]{3})-(?=[A-Z]{2})", "(?<=[a-z]{5})-(?=[A-Z]{2})",
    "(?<=[0-9])[′″]",
    r"(?<=[0-9])/(?=R[TW]\b)",
    rf"(?<=[{_LOWER}{CONCAT_QUOTES}])\.(?=[{_UPPER}{CONCAT_QUOTES}])",
    rf"(?<={_LETTER}),(?={_LETTER})",
    rf"(?<={_LETTER}{{2}})[/](?={_LETTER}{{2}})",
    rf"(?<=[^\W_])[:<>=](?={_LETTER})",
    r"(?:(?<=[^\W_])|(?<=[.?!)]))[\"“”()](?=[^\W_]|\()",
    rf"(?<={_LETTER})[?!;]+(?={_LETTER})",
)  # fmt: skip


class _Defaults(BaseDefaults):
    tokenizer_exceptions = {form: [{"ORTH": form}] for form in words().dotted}  # noqa: RUF012 - as spaCy declares them
    prefixes = _PREFIXES
    suffixes = _SUFFIXES
    infixes = _INFIXES
    token_match = _WHOLE.fullmatch
    url_match = None
    stop_words: set[str] = set()  # noqa: RUF012


class Indonesian(Language):  # type: ignore[no-untyped-call]  # spaCy's
    """Indonesian as it is written and transcribed; a tokenizer and nothing else."""

    lang = "id"
    Defaults = _Defaults


def pieces() -> Callable[[str], tuple[tuple[int, int, str], ...]]:
    """The function that gives start, end and text of the tokens of a chunk without white space."""
    tokenizer = Indonesian().tokenizer

    def split(chunk: str) -> tuple[tuple[int, int, str], ...]:
        return tuple(
            (at + token.idx, at + token.idx + len(token.text), token.text)
            for at in range(0, len(chunk), _LONGEST_CHUNK)
            for token in tokenizer(chunk[at : at + _LONGEST_CHUNK])
        )

    return split
