"""Merging codes: their codings go to one code, the old ones stay retired and say where they went.

What was done with a merged code while it was itself (comparisons of coders, verifications, signed statements) stays
with it; everything else that names it goes along. Codings that coincide become one, and nothing they say is lost.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from qualcode.errors import BadValue, CannotRevise, CodingsDiffer
from qualcode.i18n import _
from qualcode.model import KINDS, Code, CodeStatus, Coding, Link, Study, ref_to
from qualcode.model.plain import to_plain
from qualcode.reduction.code_tree import focus_of
from qualcode.reduction.codebook_redirecting import OLD_TIMES, Lines, Redirection, as_they_are, redirect, turned
from qualcode.reduction.codebook_revising import Revision, check_id, next_order, step

_SAID = ("valence", "intensity", "directness", "dont_know", "about")


@dataclass(frozen=True, slots=True, kw_only=True)
class Differing:
    """Codings of one segment, coder and round that become one and differ in ``fields``."""

    segment: str
    coder: str
    round: int
    codings: tuple[Coding, ...]
    fields: tuple[str, ...]


def merge_codes(  # noqa: PLR0913 - what the researcher decides
    study: Study,
    codes: Iterable[str],
    into: str,
    *,
    date: str,
    new: Code | None = None,
    prefer: str = "",
    lines: Lines = as_they_are,
) -> Revision:
    """Codes merged into one, which may be one of them, another, or ``new``.

    ``prefer`` names the code whose coding decides where coinciding codings differ; what the other said goes to the
    note. Without it such codings raise ``CodingsDiffer``. ``CannotRevise`` for codes of different cycles.
    """
    target, merged = _meant(study, codes, into, new)
    to = {code.id: into for code in merged}
    if prefer and prefer not in {*to, into}:
        raise BadValue("prefer", prefer, (*to, into))
    put, gone = _codings(study, to, prefer)
    codings = {old.id: kept for old, kept in gone}
    found = redirect(study, Redirection(codes=to, codings=codings, lines=lines, leave=(Code, Coding, *OLD_TIMES)))
    past = redirect(study, Redirection(codes={}, codings=codings, leave=_all_but(OLD_TIMES)))
    return Revision(
        codes=tuple(dict.fromkeys((*to, into))),
        put=(*_codes(study, target, merged, date), *put, *found.put, *past.put),
        remove=(*found.remove, *(old for old, _kept in gone)),
        moved=to,
        joined=tuple((kept, old.id) for old, kept in gone),
        cells=found.joined,
        dropped=found.dropped,
    )


def _all_but(types: tuple[type, ...]) -> tuple[type, ...]:
    return tuple(kind.type for kind in KINDS if kind.type not in types)


def _meant(study: Study, codes: Iterable[str], into: str, new: Code | None) -> tuple[Code, tuple[Code, ...]]:
    """(the code that stays, those that go into it)."""
    named = tuple(dict.fromkeys(study.get(Code, name) for name in codes))
    target = study.find(Code, into)
    merged = tuple(code for code in named if code.id != into)
    if target is None:
        check_id(study, into)
        target = _made_of(study, into, merged, new)
    if not merged:
        raise CannotRevise("nothing_to_merge", into)
    if target.status is CodeStatus.RETIRED:
        raise CannotRevise("retired", into)
    if all(_went_into(study, code, into) for code in merged):
        raise CannotRevise("merged_already", into, tuple(code.id for code in merged))
    others = tuple(code.id for code in merged if code.cycle is not target.cycle)
    if others:
        raise CannotRevise("other_cycle", into, others)
    return target, merged


def _went_into(study: Study, code: Code, into: str) -> bool:
    """Whether a code has gone into another before and nothing was coded with it since."""
    last = code.history[-1] if code.history else None
    gone = code.status is CodeStatus.RETIRED and last is not None and into in last.others
    return gone and code.id not in study.distinct(Coding, "code")


def _made_of(study: Study, code_id: str, merged: tuple[Code, ...], new: Code | None) -> Code:
    """A new code of what the merged ones say; what ``new`` states goes before."""
    if not merged:
        raise CannotRevise("nothing_to_merge", code_id)

    def shared(name: str) -> Any:
        values = {getattr(code, name) for code in merged}
        return values.pop() if len(values) == 1 else None

    def texts(name: str) -> str:
        return "\n".join(dict.fromkeys(text for code in merged if (text := getattr(code, name).strip())))

    stated = new or Code(id=code_id, name="")
    return replace(
        merged[0],
        id=code_id,
        name=stated.name or code_id,
        definition=stated.definition or texts("definition"),
        include=stated.include or texts("include"),
        exclude=stated.exclude or texts("exclude"),
        borderline=texts("borderline"),
        keywords=(),
        examples=(),
        condenses=(),
        parent=shared("parent"),
        focus=shared("focus") or (_shared_focus(study, merged) if shared("parent") is None else None),
        status=CodeStatus.ACTIVE,
        order=next_order(study),
        history=(),
    )


def _shared_focus(study: Study, merged: tuple[Code, ...]) -> str | None:
    focuses = {focus_of(study, code.id) for code in merged}
    only = focuses.pop() if len(focuses) == 1 else ()
    return only[0] if len(only) == 1 else None


def _codes(study: Study, target: Code, merged: tuple[Code, ...], date: str) -> tuple[Code, ...]:
    """The target with what goes over, the merged codes retired, and the codes that stood under or were condensed."""
    to = {code.id: target.id for code in merged}
    names = ", ".join(to)
    parts = (target, *merged)

    def gathered(name: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(item for code in parts for item in getattr(code, name)))

    target = replace(
        target,
        parent=_lifted(study, target, to),
        keywords=gathered("keywords"),
        examples=gathered("examples"),
        condenses=tuple(name for name in gathered("condenses") if name not in {*to, target.id}),
    )
    found = [step(target, "gathered", date, names)]
    for code in study.codes:
        if code.id == target.id:
            continue
        if code.id in to:
            retired = replace(code, status=CodeStatus.RETIRED)
            found.append(step(retired, "merged", date, others=(target.id,)))
            continue
        new: Any = turned(study, replace(code, history=()), Redirection(codes=to))
        new = replace(new, history=code.history)
        if new.parent != code.parent:
            new = step(new, "moved", date, f"{code.parent} → {new.parent}")
        if new != code:
            found.append(new)
    return tuple(found)


def _lifted(study: Study, target: Code, merged: Mapping[str, str]) -> str | None:
    """The parent of the target once the codes merged into it are gone from above it."""
    path: list[str] = []
    above = target.parent
    while above is not None and above not in path:
        path.append(above)
        above = study.get(Code, above).parent
    under = [at for at, name in enumerate(path) if name in merged]
    if not under:
        return target.parent
    return next((name for name in path[under[-1] + 1 :] if name != target.id), None)


def _codings(study: Study, to: Mapping[str, str], prefer: str) -> tuple[list[Coding], list[tuple[Coding, str]]]:
    """(codings to put, codings that go with the id of the one that each became)."""
    into = next(iter(to.values()))
    alike = _alike(study, {*to, into})
    differ = [one for some in alike if (one := _differing(some)) is not None]
    if differ and not prefer:
        raise CodingsDiffer(tuple(difference_words(study, one) for one in differ))
    put: list[Coding] = []
    gone: list[tuple[Coding, str]] = []
    for some in alike:
        kept = next((one for one in some if one.code == into), some[0])
        whole = joined_coding(some, kept, into, prefer)
        if whole != kept:
            put.append(whole)
        gone.extend((one, kept.id) for one in some if one is not kept)
    return put, gone


def differing_codings(study: Study, codes: Iterable[str]) -> tuple[Differing, ...]:
    """Codings under these codes that would become one and differ."""
    return tuple(one for some in _alike(study, set(codes)) if (one := _differing(some)) is not None)


def _alike(study: Study, codes: Collection[str]) -> list[list[Coding]]:
    """Codings under these codes, those of one segment, coder and round together."""
    alike: dict[tuple[str, str, int], list[Coding]] = {}
    for coding in study.codings:
        if coding.code in codes:
            alike.setdefault((coding.segment, coding.coder, coding.round), []).append(coding)
    return list(alike.values())


def _differing(some: list[Coding]) -> Differing | None:
    fields = tuple(name for name in _SAID if len({_stated(one, name) for one in some} - {None}) > 1)
    if "dont_know" not in fields and len({one.dont_know for one in some}) > 1:
        fields = (*fields, "dont_know")
    if not fields:
        return None
    first = some[0]
    return Differing(segment=first.segment, coder=first.coder, round=first.round, codings=tuple(some), fields=fields)


def _stated(coding: Coding, name: str) -> Any:
    """What a coding says in a field, None where it says nothing."""
    value = getattr(coding, name)
    return None if value in (None, False) else value


def difference_words(study: Study, one: Differing) -> str:
    """A difference as a line: place, quotation, and what each code's coding says."""
    segment = study.segments[one.segment]
    said = "; ".join(f"{coding.code}: {said_of(coding, one.fields)}" for coding in one.codings)
    quote = " ".join(segment.quote.split())
    line = study.text(segment.source).count("\n", 0, segment.start) + 1
    return f"{segment.source}:{line} “{quote[:60]}{'…' if len(quote) > 60 else ''}” ({one.coder}) {said}"  # noqa: PLR2004


def said_of(coding: Coding, fields: Iterable[str]) -> str:
    """What a coding says in some fields, in words; a dash where it says nothing."""
    found = []
    for name in fields:
        value = to_plain(getattr(coding, name))
        if isinstance(value, dict):
            value = " ".join(f"{key}={part}" for key, part in value.items() if part)
        elif isinstance(value, bool):
            value = _("yes") if value else None
        found.append(f"{_(name.replace('_', ' '))} {value or '–'}")
    return ", ".join(found)


def joined_coding(some: list[Coding], kept: Coding, into: str, prefer: str) -> Coding:
    """One coding of several that coincide: what only one says is taken over, notes are joined."""
    if len(some) == 1:
        return replace(kept, code=into)
    difference = _differing(some)
    fields = difference.fields if difference else ()
    first = sorted(some, key=lambda one: (one.code != prefer, one is not kept, some.index(one)))
    said: dict[str, Any] = {}
    for name in _SAID:
        values = [value for one in first if (value := _stated(one, name)) is not None]
        said[name] = values[0] if values else (False if name == "dont_know" else None)
    if "dont_know" in fields:
        said["dont_know"] = first[0].dont_know
    notes = [note for one in (kept, *(one for one in some if one is not kept)) if (note := one.note.strip())]
    notes += [f"[{one.code}: {said_of(one, fields)}]" for one in first[1:] if fields]
    return replace(
        kept,
        code=into,
        at=min((one.at for one in some if one.at), default=kept.at),
        note="\n".join(dict.fromkeys(notes)),
        **said,
    )


def circular_links(study: Study, revision: Revision) -> tuple[str, ...]:
    """Links that a merge makes begin and end in the same code; the researcher has to look at them."""
    return tuple(
        ref_to(one).partition(":")[2]
        for one in revision.put
        if isinstance(one, Link) and one.from_ == one.to and study.get(Link, one.id).from_ != study.get(Link, one.id).to
    )
