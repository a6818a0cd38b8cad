"""Reading a query: words and operators, in English or Indonesian, with the place of whatever cannot be read.

Binding, the strongest first: ``NEAR FOLLOWED-BY OVERLAPS INSIDE``, then ``AND NOT`` (words side by side are joined by
AND), then ``OR``. Operators are written in capitals.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from qualcode.errors import BadQuery
from qualcode.reduction.searching.query import (
    ANY,
    BLOCKS_NEAR,
    WORDS_NEAR,
    All,
    Coded,
    Either,
    Match,
    Near,
    Pattern,
    Phrase,
    Placed,
    Query,
    Reach,
    Relation,
    Unit,
    Word,
    gives_segments,
)

OPERATORS: dict[str, str] = {
    "AND": "and", "DAN": "and",
    "OR": "or", "ATAU": "or",
    "NOT": "not", "BUKAN": "not",
    "NEAR": "near", "DEKAT": "near",
    "FOLLOWED BY": "then", "FOLLOWED_BY": "then", "DIIKUTI": "then", "DIIKUTI OLEH": "then", "..": "then",
    "OVERLAPS": "overlaps", "BERIRISAN": "overlaps", "BERIRISAN DENGAN": "overlaps",
    "INSIDE": "inside", "DALAM": "inside", "DI DALAM": "inside",
}  # fmt: skip
"""What is typed → what it does."""

UNITS: dict[str, Unit] = {
    "word": Unit.WORD, "words": Unit.WORD, "kata": Unit.WORD,
    "sentence": Unit.SENTENCE, "sentences": Unit.SENTENCE, "kalimat": Unit.SENTENCE,
    "block": Unit.BLOCK, "blocks": Unit.BLOCK, "blok": Unit.BLOCK, "satuan": Unit.BLOCK,
}  # fmt: skip
PREFIXES: dict[str, str] = {
    "code": "code", "kode": "code", "exact": "exact", "persis": "exact", "regex": "regex", "regexp": "regex",
}  # fmt: skip
MOST_PARTS = 120
"""Words, operators and parentheses of one query."""

_OPERATOR = re.compile(
    r"(FOLLOWED[ _]BY|DIIKUTI(?: OLEH)?|BERIRISAN(?: DENGAN)?|DI DALAM|[A-Z]+|\.\.)(?:/(\w+))?(?=[\s()\"“]|$)",
)
_PREFIX = re.compile(r"([A-Za-z]+):(?=\S)")
_QUOTED = re.compile(r"\"([^\"]*)\"|[“„]([^”“]*)[”“]|'([^']*(?:'\w[^']*)*)'(?=[\s)]|$)")
_BARE = re.compile(r'[^\s()"“”]+')
_WORD = re.compile(r"[\w*?]+(?:[-/.'’:,][\w*?]+)*")


@dataclass(frozen=True, slots=True)
class _Piece:
    """A parenthesis, an operator with its reach, or something to look for; ``at`` is where it begins in the query."""

    kind: str
    text: str
    at: int
    reach: str = ""
    query: Query | None = None


def parse(text: str, known: Callable[[str], bool] = lambda _word: False) -> Query:
    """The query that was typed. ``known`` tells of a string whether it is one stored form (*07.30*, *non-PNS*).

    Raises ``BadQuery`` with the place, counted in code points of ``text``.
    """
    pieces = _pieces(text, known)
    reader = _Reader(text, pieces)
    found = reader.either()
    if reader.next.kind != "end":
        raise BadQuery(text, reader.next.at, "stray" if reader.next.text == ")" else "no_operand", reader.next.text)
    return found


def operators_in_small_letters(text: str) -> tuple[str, ...]:
    """Words of a query that would be operators in capitals."""
    return tuple(word for word in text.split() if word.islower() and word.upper() in OPERATORS and word != "..")


def _pieces(text: str, known: Callable[[str], bool]) -> list[_Piece]:
    found: list[_Piece] = []
    at = 0
    while at < len(text):
        if text[at].isspace():
            at += 1
            continue
        piece, at = _piece(text, at, known)
        found.append(piece)
        if len(found) > MOST_PARTS:
            raise BadQuery(text, piece.at, "too_long")
    if not found:
        raise BadQuery(text, 0, "empty")
    return [*found, _Piece("end", "", len(text))]


def _piece(text: str, at: int, known: Callable[[str], bool]) -> tuple[_Piece, int]:
    if text[at] in "()":
        return _Piece(text[at], text[at], at), at + 1
    operator = _OPERATOR.match(text, at)
    if operator and operator.group(1) in OPERATORS:
        kind = OPERATORS[operator.group(1)]
        return _Piece(kind, operator.group(), at, operator.group(2) or ""), operator.end()
    match, begin = Match.STEM, at
    prefix = _PREFIX.match(text, at)
    if prefix:
        name = PREFIXES.get(prefix.group(1).lower())
        if name is None:
            raise BadQuery(text, at, "unknown_prefix", prefix.group(), tuple(PREFIXES))
        begin = prefix.end()
        if name == "regex":
            return _pattern(text, at, begin)
        if name == "code":
            return _code(text, at, begin)
        match = Match.FORM
    elif text[at] == "=" and len(text) > at + 1:
        match, begin = Match.FORM, at + 1
    return _words(text, at, begin, match, known)


def _pattern(text: str, at: int, begin: int) -> tuple[_Piece, int]:
    """A pattern goes up to its closing quotation mark, or to what is no part of it.

    That is an operator, another thing to look for with a quotation mark or a prefix, a parenthesis it did not open.
    """
    if text[begin] == '"':
        end = text.find('"', begin + 1)
        if end < 0:
            raise BadQuery(text, begin, "unclosed_quote", text[begin:])
        return _Piece("find", text[at : end + 1], at, query=_checked_pattern(text, begin + 1, end)), end + 1
    end, depth, in_class = begin, 0, False
    while end < len(text):
        if text[end].isspace() and not in_class and _begins_another(text, end):
            break
        if text[end] == "\\":
            end += 2
            continue
        if in_class:
            in_class = text[end] != "]"
        elif text[end] == "[":
            in_class = True
        else:
            depth += (text[end] == "(") - (text[end] == ")")
            if depth < 0:
                break
        end += 1
    end = min(end, len(text))
    return _Piece("find", text[at:end], at, query=_checked_pattern(text, begin, end)), end


def _begins_another(text: str, at: int) -> bool:
    """Whether what stands behind this white space is no part of a pattern any more."""
    behind = at + len(text[at:]) - len(text[at:].lstrip())
    operator, prefix = _OPERATOR.match(text, behind), _PREFIX.match(text, behind)
    return (
        behind == len(text)
        or text[behind] in '"“„'
        or (operator is not None and operator.group(1) in OPERATORS)
        or (prefix is not None and prefix.group(1).lower() in PREFIXES)
    )


def _checked_pattern(text: str, begin: int, end: int) -> Pattern:
    expression = text[begin:end]
    try:
        re.compile(expression, re.IGNORECASE | re.MULTILINE)
    except (re.error, OverflowError, RecursionError) as error:
        raise BadQuery(text, begin + (getattr(error, "pos", 0) or 0), "regex", str(getattr(error, "msg", ""))) from None
    if not expression:
        raise BadQuery(text, begin, "empty_quote", text[begin - 1 : end + 1])
    return Pattern(expression)


def _code(text: str, at: int, begin: int) -> tuple[_Piece, int]:
    quoted = _QUOTED.match(text, begin)
    bare = quoted or _BARE.match(text, begin)
    if bare is None:
        raise BadQuery(text, begin, "no_operand", text[at:begin])
    name = _inner(quoted) if quoted else bare.group()
    return _Piece("find", text[at : bare.end()], at, query=Coded(name.strip())), bare.end()


def _words(text: str, at: int, begin: int, match: Match, known: Callable[[str], bool]) -> tuple[_Piece, int]:
    quoted = _QUOTED.match(text, begin)
    if quoted:
        inner, end = _inner(quoted), quoted.end()
    elif text[begin] in '"“„”':
        raise BadQuery(text, begin, "unclosed_quote", text[begin:])
    else:
        bare = _BARE.match(text, begin)
        if bare is None:
            raise BadQuery(text, begin, "no_operand", text[begin : begin + 1])
        inner, end = bare.group(), bare.end()
    words = tuple(word for chunk in inner.split() for word in _words_of(chunk, match, known))
    if not words or all(word.text == ANY for word in words):
        raise BadQuery(text, begin, "empty_quote" if not words else "any_word", text[begin:end])
    while words[0].text == ANY:
        words = words[1:]
    while words[-1].text == ANY:
        words = words[:-1]
    return _Piece("find", text[at:end], at, query=words[0] if len(words) == 1 else Phrase(words)), end


def _inner(quoted: re.Match[str]) -> str:
    return next((group for group in quoted.groups() if group), "")


def _words_of(chunk: str, match: Match, known: Callable[[str], bool]) -> list[Word]:
    """The words of a run without white space: itself where it is a stored form, else what stands between its marks."""
    if known(chunk):
        return [Word(chunk, match)]
    found = []
    for text in _WORD.findall(chunk):
        parts = [text] if known(text) or not re.search(r"[/.:,]", text) else re.findall(r"[\w*?'’-]+", text)
        found += [Word(part, Match.WILD if "*" in part or "?" in part else match) for part in parts]
    return found


class _Reader:
    """Recursive descent over the pieces."""

    def __init__(self, text: str, pieces: list[_Piece]) -> None:
        self._text = text
        self._pieces = pieces
        self._at = 0

    @property
    def next(self) -> _Piece:
        """The piece that comes next."""
        return self._pieces[self._at]

    def _take(self) -> _Piece:
        piece = self.next
        self._at += 1
        return piece

    def either(self) -> Query:
        """Parts joined by OR."""
        parts = [self._all()]
        while self.next.kind == "or":
            self._take()
            parts.append(self._all())
        return parts[0] if len(parts) == 1 else Either(tuple(parts))

    def _all(self) -> Query:
        wanted: list[Query] = []
        unwanted: list[Query] = []
        while True:
            negative = False
            while self.next.kind == "not":
                self._take()
                negative = not negative
            (unwanted if negative else wanted).append(self._beside())
            if self.next.kind == "and":
                self._take()
            elif self.next.kind not in ("not", "find", "("):
                return _joined(wanted, unwanted)

    def _beside(self) -> Query:
        first = self.next
        left = self._one()
        while self.next.kind in ("near", "then", "overlaps", "inside"):
            operator = self._take()
            second = self.next
            right = self._one()
            for side, piece in ((left, first), (right, second)):
                if isinstance(side, All) and not side.wanted:
                    raise BadQuery(self._text, piece.at, "not_beside", operator.text)
            if operator.kind in ("overlaps", "inside"):
                left = Placed(left, Relation[operator.kind.upper()], right)
            else:
                reach = self._reach(operator, segments=gives_segments(left) or gives_segments(right))
                left = Near(left, right, reach, operator.kind == "then")
        return left

    def _reach(self, operator: _Piece, *, segments: bool) -> Reach:
        usual = Reach(BLOCKS_NEAR, Unit.BLOCK) if segments else Reach(WORDS_NEAR, Unit.WORD)
        if not operator.reach:
            return usual
        found = re.fullmatch(r"(\d{0,4})([a-z]*)", operator.reach.lower())
        at = operator.at + operator.text.index("/") + 1
        if not found or (found.group(2) and found.group(2) not in UNITS):
            raise BadQuery(self._text, at, "reach", operator.reach)
        unit = UNITS[found.group(2)] if found.group(2) else usual.unit
        if unit is Unit.WORD and not int(found.group(1) or 0):
            raise BadQuery(self._text, at, "reach", operator.reach)
        return Reach(int(found.group(1) or 0), unit)

    def _one(self) -> Query:
        piece = self._take()
        if piece.query is not None:
            return piece.query
        if piece.kind == "(":
            inner = self.either()
            if self.next.kind != ")":
                raise BadQuery(self._text, piece.at, "unclosed")
            self._take()
            return inner
        if piece.kind == ")":
            raise BadQuery(self._text, piece.at, "stray", piece.text)
        if piece.kind == "not":
            raise BadQuery(self._text, piece.at, "not_beside", piece.text)
        before = self._pieces[self._at - 2].text if self._at > 1 else ""
        raise BadQuery(self._text, piece.at, "no_operand", piece.text or before)


def _joined(wanted: list[Query], unwanted: list[Query]) -> Query:
    """What is wanted and unwanted, that of parts which are joined the same way taken up."""
    if len(wanted) == 1 and not unwanted:
        return wanted[0]
    flat = [part for one in wanted for part in (one.wanted if isinstance(one, All) else (one,))]
    out = [part for one in wanted if isinstance(one, All) for part in one.unwanted]
    for one in unwanted:
        if isinstance(one, All) and not one.wanted and len(one.unwanted) == 1:
            flat.append(one.unwanted[0])
        else:
            out.append(one)
    return All(tuple(flat), tuple(out))
