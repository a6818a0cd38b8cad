"""Sheets for the member check: one an informant, with findings in plain words and that informant's own quotations.

Nothing of other informants stands in a sheet: a sentence of a finding that names another informant, or an interview
with one, is left out with a visible mark, as are brackets that list them (M&H94 pp. 275-277; V13).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from qualcode.collection.positions import require_exact
from qualcode.collection.privacy import is_judged, withdrawn
from qualcode.conclusions.evidence import Piece, pieces_of, to_quote
from qualcode.conclusions.verifications import member_answers
from qualcode.errors import UnknownName
from qualcode.model import Finding, Informant, Study, Technique

MOST_QUOTATIONS = 4
LEFT_OUT = "[...]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A finding as one informant is asked about it. ``left_out`` counts sentences that name others."""

    finding: str
    text: str
    left_out: int
    quotations: tuple[Piece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """All that one informant is asked; ``unread`` are the sources quoted whose identifiers nobody stated hidden."""

    informant: str
    findings: tuple[Asked, ...]
    unread: tuple[str, ...]


def sheets(
    study: Study,
    findings: Iterable[str],
    *,
    informants: Iterable[str] = (),
    plain: Mapping[str, str] | None = None,
) -> tuple[Sheet, ...]:
    """A sheet for each informant (those named, else all who speak on a finding and were not asked about it yet).

    ``plain`` gives the researcher's own plain words for findings. Raises ``UnknownName`` for an unknown finding or
    informant, or one who withdrew consent; ``DigestMismatch`` where a quotation no longer equals its text.
    """
    chosen = tuple(study.get(Finding, name) for name in findings)
    wanted = tuple(informants)
    out = withdrawn(study)
    for name in wanted:
        study.get(Informant, name)
        if name in out:
            raise UnknownName("informant", name, tuple(one.id for one in study.informants if one.id not in out))
    made = []
    for person in study.informants:
        if person.id in out or (wanted and person.id not in wanted):
            continue
        asked = [one for f in chosen if (one := _asked(study, f, person.id, plain or {}, named=bool(wanted)))]
        if asked:
            used = dict.fromkeys(piece.source for one in asked for piece in one.quotations)
            unread = tuple(source for source in used if not is_judged(study, source))
            made.append(Sheet(informant=person.id, findings=tuple(asked), unread=unread))
    require_exact(
        study, (study.segments[p.segment] for sheet in made for one in sheet.findings for p in one.quotations)
    )
    return tuple(made)


def _asked(study: Study, finding: Finding, who: str, plain: Mapping[str, str], *, named: bool) -> Asked | None:
    own = [
        one for one in pieces_of(study, finding) if one.informants == (who,) and one.technique is Technique.INTERVIEW
    ]
    answered = {answer.informant for answer in member_answers(study, finding)}
    if not named and (not own or who in answered):
        return None
    words = plain.get(finding.id, "").strip()
    text, left_out = (words, 0) if words else in_plain_words(study, finding, who)
    return Asked(finding=finding.id, text=text, left_out=left_out, quotations=to_quote(own, MOST_QUOTATIONS))


def in_plain_words(study: Study, finding: Finding, who: str) -> tuple[str, int]:
    """(the finding without what names other informants, how many sentences were left out)."""
    others = [one.id for one in study.informants if one.id != who]
    others += [
        source.id for source in study.sources if source.technique is Technique.INTERVIEW and source.informants != (who,)
    ]
    if not others:
        return finding.text, 0
    naming = re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, others)) + r")(?![\w-])")
    text = re.sub(
        r"\s*\([^()]*\)", lambda bracket: "" if naming.search(bracket.group()) else bracket.group(), finding.text
    )
    kept, left_out = [], 0
    for sentence in re.split(r"(?<=[.!?])\s+(?=[A-Z“\"(])", text):
        if naming.search(sentence):
            left_out += 1
            kept.append(LEFT_OUT)
        else:
            kept.append(sentence)
    return " ".join(kept), left_out
