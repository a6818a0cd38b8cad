"""How a source stands with its identifiers: what the scan still proposes, what was let stand and what was hidden."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from qualcode.collection.identities.hits import HitKind
from qualcode.collection.identities.places import Proposal, found, proposals_at
from qualcode.collection.privacy import is_judged, is_pseudonymised
from qualcode.errors import CheckFailed, Problem
from qualcode.model import Source, Stage, Statement, Study, ref_to

_MASK = re.compile(r"\[(?:nama|tempat) \d+\]|\[(?:email|NPWP|telepon|NIK|KK|NIP|nomor|alamat|RT/RW|pelat nomor)\]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Counts of one source. ``judged`` says that the whole of it was signed, or waived with a reason."""

    source: str
    open: int
    waived: int
    hidden: int
    signed: bool
    judged: bool


def hit_digest(source: Source, text: str) -> str:
    """What is kept of an identifier that may stand: a digest that holds for its source alone."""
    words = " ".join(text.casefold().split())
    return hashlib.sha256(f"{source.uuid}\n{words}".encode()).hexdigest()


def proposals(study: Study, source: str) -> tuple[Proposal, ...]:
    """What the scan proposes in the text of a source, in order: number 1 is the first."""
    return proposals_at(study, source)


def open_proposals(study: Study, source: str) -> tuple[Proposal, ...]:
    """Those that were not let stand one by one; roles, on which the study decides once, are not among them."""
    waived = _waived(study, source)
    record = study.get(Source, source)
    return tuple(one for one in _of_people(study, source) if hit_digest(record, one.text) not in waived)


def _of_people(study: Study, source: str) -> tuple[Proposal, ...]:
    return tuple(one for one in proposals(study, source) if one.kind is not HitKind.ROLE)


def undecided(study: Study, source: str) -> int:
    """How many proposals in a source nobody hid, let stand, signed or waived."""
    if source not in found(study) or is_judged(study, source):
        return 0
    if _waived(study, source):
        return len(open_proposals(study, source))
    return found(study)[source].of_people


def require_decided(study: Study, sources: Iterable[str], target: str) -> None:
    """Raise ``CheckFailed`` where a file with words of these sources may tell who somebody is."""
    left = {name: undecided(study, name) for name in dict.fromkeys(sources)}
    problems = [Problem("identifiers_found", None, f"{name}: {n}") for name, n in left.items() if n]
    if problems:
        raise CheckFailed(target, tuple(problems))


def standings(study: Study) -> tuple[Standing, ...]:
    """Every source in order."""
    return tuple(_standing(study, source) for source in study.sources)


def waivers(
    study: Study, source: Source, texts: Sequence[str], reason: str, signed: tuple[str, str]
) -> list[Statement]:
    """A statement without its id for each identifier that may stand; none for those that may already.

    ``signed`` is (who, when).
    """
    standing = _waived(study, source.id)
    digests = dict.fromkeys(hit_digest(source, text) for text in texts)
    by, at = signed
    return [
        Statement(id="", record=ref_to(source), state=Stage.PSEUDONYMISED, waiver=reason, by=by, at=at, digest=digest)
        for digest in digests
        if digest not in standing
    ]


def _standing(study: Study, source: Source) -> Standing:
    left = len(open_proposals(study, source.id))
    return Standing(
        source=source.id,
        open=left,
        waived=len(_of_people(study, source.id)) - left,
        hidden=len(_MASK.findall(study.text(source))),
        signed=is_pseudonymised(study, source.id),
        judged=is_judged(study, source.id),
    )


def _waived(study: Study, source: str) -> frozenset[str]:
    return study.derived(_waived_by_record).get(f"source:{source}", frozenset())


def _waived_by_record(study: Study) -> dict[str, frozenset[str]]:
    waived: dict[str, set[str]] = defaultdict(set)
    for one in study.all(Statement):
        if one.of_one_hit:
            waived[one.record].add(one.digest)
    return {record: frozenset(digests) for record, digests in waived.items()}
