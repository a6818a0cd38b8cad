"""Codes that a transcript brings along (its *Koding* column) as codings by coder *impor*, to accept or to take back.

They are suggestions of whoever wrote them: no evidence, until the researcher makes them their own. What is no code of
the codebook stays in a memo, with its lines, until somebody says what it means.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from qualcode.collection.ingest import own_memo
from qualcode.collection.positions import line_at, own_line
from qualcode.collection.written_codes import WrittenCodes
from qualcode.errors import UnknownName
from qualcode.model import IMPORTER, Code, CodeStatus, Coding, Memo, MemoType, Segment, Source, Study, Valence, ref_to
from qualcode.reduction.coding import Assignment, apply_codes, remove_codings
from qualcode.terms import terms_for

NewId = Callable[[str], str]
_BULLET = re.compile(r"^[\s\-–•*]*(?:\(?\d{1,2}[.)]\s*)?")
_SIGN = re.compile(r"\s*(?:\((?P<inside>\+/-|[+±−–-])\)|(?P<bare>[+±−-]))$")
_SIGNS = {"+": Valence.POSITIVE, "±": Valence.BOTH, "+/-": Valence.BOTH}
_MOST_WORDS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What written codes make: records to put and to remove, how many codings, and the words that are no code."""

    put: tuple[object, ...]
    remove: tuple[object, ...]
    added: int
    unknown: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeColumn:
    """The cells of a source's column of codes, and what the user says that words of it mean (words → code).

    ``corrected`` says that the column takes the place of an older one: codings by *impor* that a cell does not give
    any more go, where all its words are codes.
    """

    source: Source
    cells: Sequence[WrittenCodes]
    meant: Mapping[str, str]
    corrected: bool = False


def take_written(study: Study, column: CodeColumn, *, new_id: NewId, at: str) -> Written:
    """The codings of a column of codes; ``at`` is the moment of new ones.

    Raises ``UnknownName`` where the user means a code that is not there.
    """
    source, meant = column.source, column.meant
    known = _known(study)
    for code in meant.values():
        if _folded(code) not in known:
            raise UnknownName("code", code, tuple(one.id for one in study.codes))
    known |= {_folded(words): known[_folded(code)] for words, code in meant.items()}
    segments = study.segments
    places = ((segments[one.segment], one) for one in study.codings if one.coder != IMPORTER)
    own = {(at.start, at.end, one.code) for at, one in places if at.source == source.id}
    assignments: list[Assignment] = []
    unknown: dict[str, list[WrittenCodes]] = {}
    given: dict[tuple[int, int], set[str | None]] = {}
    for cell in column.cells:
        for words in parted(cell.written, known):
            found, valence = _code_of(words, known)
            given.setdefault((cell.start, cell.end), set()).add(found)
            if found is None:
                unknown.setdefault(words, []).append(cell)
                continue
            if (cell.start, cell.end, found) not in own:
                one = Assignment(source=source.id, start=cell.start, end=cell.end, code=found, coder=IMPORTER)
                assignments.append(replace(one, valence=valence))
    applied = apply_codes(study, assignments, new_id=new_id, at=at)
    put, remove = _memo(study, source, unknown, at[:10])
    return Written(
        put=(*applied.records, *put),
        remove=(*remove, *(_stale(study, source, given) if column.corrected else ())),
        added=len(applied.added),
        unknown=tuple((words, len(places)) for words, places in unknown.items()),
    )


def _stale(
    study: Study, source: Source, given: Mapping[tuple[int, int], Collection[str | None]]
) -> tuple[Coding | Segment, ...]:
    """The codings by *impor* of a source whose cell gives other codes now, all of them known."""
    segments = study.segments
    imported = ((one, segments[one.segment]) for one in study.codings if one.coder == IMPORTER)
    codes = ((one, given.get((at.start, at.end), ())) for one, at in imported if at.source == source.id)
    return remove_codings(study, [one.id for one, now in codes if now and None not in now and one.code not in now])


def _known(study: Study) -> dict[str, str]:
    """Code by what people write for it: its id or its name, in any case, with spaces, hyphens or underscores."""
    active = [code for code in study.all(Code) if code.status is CodeStatus.ACTIVE]
    return {_folded(name): code.id for code in reversed(active) for name in (code.name, code.id)}


def _folded(words: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", words.casefold()))


def parted(written: str, known: Collection[str]) -> list[str]:
    """The labels of a cell: one a line or between semicolons; between commas where all parts are short or known."""
    found: list[str] = []
    for line in re.split(r"[\n;|]+", written):
        whole = _BULLET.sub("", line).strip(" .:\t\"“”'")
        parts = [part.strip(" .:\t\"“”'") for part in re.split(r",|\s/\s", whole)]
        short = all(len(part.split()) <= _MOST_WORDS or _folded(part) in known for part in parts)
        found += parts if _folded(whole) not in known and len(parts) > 1 and short else [whole]
    return list(dict.fromkeys(filter(None, found)))


def _code_of(words: str, known: Mapping[str, str]) -> tuple[str | None, Valence | None]:
    sign = _SIGN.search(words)
    written = (sign.group("inside") or sign.group("bare")) if sign else ""
    bare = words[: sign.start()] if sign else words
    return known.get(_folded(bare)), (_SIGNS.get(written, Valence.NEGATIVE) if written else None)


def _memo(
    study: Study, source: Source, unknown: Mapping[str, list[WrittenCodes]], date: str
) -> tuple[tuple[Memo, ...], tuple[Memo, ...]]:
    """(memo to put, memo to remove): the list of what is still to be decided, kept up to date."""
    term = terms_for(study.project.language)
    memo_id = f"{own_memo(source.id)}-koding"
    standing = study.find(Memo, memo_id)
    if not unknown:
        return (), (standing,) if standing else ()
    lines = [term("collection.codes_open", source=source.id)]
    for words, cells in unknown.items():
        places = dict.fromkeys(own_line(source, line_at(study, source.id, cell.start)) for cell in cells)
        lines.append(term("collection.code_open", words=words, lines=", ".join(map(str, places))))
    text = "\n".join(lines)
    if standing is not None:
        return (replace(standing, text=text),), ()
    memo = Memo(id=memo_id, type=MemoType.CODE, author=IMPORTER, date=date, text=text, links=(ref_to(source),))
    return (memo,), ()


def accept_written(
    study: Study, ids: Iterable[str], *, coder: str, at: str
) -> tuple[tuple[Coding, ...], tuple[Coding | Segment, ...]]:
    """(codings to put, records to remove): codings by *impor* that the researcher makes their own.

    One that the researcher gave already only goes. ``UnknownName`` for an id that is no coding by *impor*.
    """
    imported = {one.id: one for one in study.codings if one.coder == IMPORTER}
    own = {(one.segment, one.code, one.round) for one in study.codings if one.coder == coder}
    put, doubled = [], []
    for name in dict.fromkeys(ids):
        if name not in imported:
            raise UnknownName("coding", name, tuple(imported))
        one = imported[name]
        if (one.segment, one.code, one.round) in own:
            doubled.append(name)
        else:
            put.append(replace(one, coder=coder, at=at))
    return tuple(put), remove_codings(study, doubled)
