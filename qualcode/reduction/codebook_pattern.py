"""Pattern codes (MHS14 ch. 4; M&H94 pp. 69-72): what they gather, the memo that says why, and what is still open."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from qualcode.errors import CannotRevise
from qualcode.model import Code, CodeLevel, Coding, Cycle, Memo, MemoType, Study, Verification
from qualcode.reduction.codebook_revising import Revision, add_code, set_code


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A code that a pattern code gathers: its codings and the sources they stand in."""

    code: str
    codings: int
    sources: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """A pattern code with what carries it."""

    code: Code
    parts: tuple[Part, ...]
    sources: tuple[str, ...]
    memos: tuple[Memo, ...]
    searches: tuple[Verification, ...]


def pattern_code(  # noqa: PLR0913 - the fields of a code and its memo
    study: Study,
    code: Code,
    condenses: Iterable[str],
    *,
    memo: str = "",
    author: str = "",
    date: str,
    new_id: Callable[[str], str],
) -> Revision:
    """A pattern code that gathers these codes, or more codes for one that is there; with ``memo`` a memo on it.

    ``CannotRevise`` for a code of the first cycle.
    """
    names = tuple(dict.fromkeys(study.get(Code, name).id for name in condenses))
    old = study.find(Code, code.id)
    if old is None:
        made = replace(code, condenses=names, level=CodeLevel.PATTERN, cycle=Cycle.SECOND)
        revision = add_code(study, made)
    elif old.cycle is not Cycle.SECOND:
        raise CannotRevise("first_cycle", old.id)
    else:
        stated = {name: value for name in ("name", "definition", "focus") if (value := getattr(code, name))}
        whole = tuple(dict.fromkeys((*old.condenses, *names)))
        revision = set_code(study, old.id, {**stated, "condenses": whole}, date=date)
    if not memo.strip():
        return revision
    kept = Memo(
        id=new_id("M"),
        type=MemoType.CODE,
        author=author,
        date=date,
        text=memo.strip(),
        links=(f"code:{code.id}", *(f"code:{name}" for name in names)),
    )
    return replace(revision, put=(*revision.put, kept))


def pattern_of(study: Study, code_id: str) -> Pattern:
    """What carries a pattern code. ``CannotRevise`` for a code of the first cycle."""
    code = study.get(Code, code_id)
    if code.cycle is not Cycle.SECOND:
        raise CannotRevise("first_cycle", code.id)
    ref = f"code:{code.id}"
    there = {name: _of(study, name) for name in (code.id, *code.condenses)}
    sources = {study.segments[coding.segment].source for some in there.values() for coding in some}
    return Pattern(
        code=code,
        parts=tuple(
            Part(code=name, codings=len(some), sources=len({study.segments[one.segment].source for one in some}))
            for name, some in there.items()
            if name != code.id or some
        ),
        sources=tuple(source.id for source in study.sources if source.id in sources),
        memos=tuple(memo for memo in study.memos if ref in memo.links),
        searches=tuple(one for one in study.verifications if one.target == ref and one.queries),
    )


def _of(study: Study, code_id: str) -> list[Coding]:
    return [coding for coding in study.codings if coding.code == code_id]
