"""How a source stands with its identifiers: what the scan still proposes, what was let stand and what was hidden."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from qualcode.collection.identities.places import Proposal, found, proposals_at
from qualcode.collection.identities.written import written
from qualcode.collection.privacy import is_judged, is_pseudonymised
from qualcode.errors import CheckFailed, Problem
from qualcode.model import Source, Stage, Statement, Study, ref_to

_MASK = re.compile(
    r"\[(?:nama|tempat) \d+\]|\[(?:email|NPWP|telepon|NIK|KK|NIP|nomor|alamat|RT/RW|pelat nomor|tempat, tanggal lahir"
    r"|akun media sosial)\]"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Counts of one source. ``judged`` says that the whole of it was signed, or waived with a reason."""

    source: str
    open: int
    waived: int
    hidden: int
    signed: bool
    judged: bool


def hit_digest(record: object, text: str) -> str:
    """What is kept of an identifier that may stand: a digest that holds for its source, or another record, alone."""
    words = " ".join(text.casefold().split())
    salt = record.uuid if isinstance(record, Source) else ref_to(record)
    return hashlib.sha256(f"{salt}\n{words}".encode()).hexdigest()


def record_at(study: Study, place: str) -> object:
    """The record of a place as the scan names it: a source, or what was written into a record (``memo:M-01.text``).

    ``UnknownName`` if it is neither.
    """
    one = written(study).get(place)
    return study.get(Source, place) if one is None else one.record


def proposals(study: Study, place: str) -> tuple[Proposal, ...]:
    """What the scan proposes at a place, in order: number 1 is the first."""
    return proposals_at(study, place)


def open_proposals(study: Study, place: str) -> tuple[Proposal, ...]:
    """Those that were not let stand one by one."""
    return open_among(study, proposals(study, place))


def open_among(study: Study, some: Iterable[Proposal]) -> tuple[Proposal, ...]:
    """Those of some proposals, of any places, that were not let stand one by one."""
    by_place: dict[str, list[Proposal]] = defaultdict(list)
    for one in some:
        by_place[one.source].append(one)
    left = []
    for place, there in by_place.items():
        record = record_at(study, place)
        waived = _waived(study, ref_to(record))
        left += [one for one in there if not waived or hit_digest(record, one.text) not in waived]
    return tuple(left)


def undecided(study: Study, source: str) -> int:
    """How many proposals in the text of a source nobody hid, let stand, signed or waived."""
    if is_judged(study, source) or source not in found(study):
        return 0
    if _waived(study, f"source:{source}"):
        return len(open_proposals(study, source))
    return found(study)[source].proposals


def undecided_words(study: Study, kinds: Collection[str]) -> dict[str, int]:
    """Place → how many sure proposals in what was written into records of some kinds nobody let stand.

    A capital alone is not sure: it may be the author of a book. None where the whole study was signed or waived.
    """
    if is_judged(study, ""):
        return {}
    names = [name for name in found(study) if name.partition(":")[0] in kinds and name in written(study)]
    counts = {name: sum(one.sure for one in open_proposals(study, name)) for name in names}
    return {name: count for name, count in counts.items() if count}


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
    study: Study, record: object, texts: Sequence[str], reason: str, signed: tuple[str, str]
) -> list[Statement]:
    """A statement without its id for each identifier that may stand; none for those that may already.

    ``signed`` is (who, when).
    """
    standing = _waived(study, ref_to(record))
    digests = dict.fromkeys(hit_digest(record, text) for text in texts)
    by, at = signed
    return [
        Statement(id="", record=ref_to(record), state=Stage.PSEUDONYMISED, waiver=reason, by=by, at=at, digest=digest)
        for digest in digests
        if digest not in standing
    ]


def _standing(study: Study, source: Source) -> Standing:
    left = len(open_proposals(study, source.id))
    return Standing(
        source=source.id,
        open=left,
        waived=len(proposals(study, source.id)) - left,
        hidden=len(_MASK.findall(study.text(source))),
        signed=is_pseudonymised(study, source.id),
        judged=is_judged(study, source.id),
    )


def _waived(study: Study, ref: str) -> frozenset[str]:
    return study.derived(_waived_by_record).get(ref, frozenset())


def _waived_by_record(study: Study) -> dict[str, frozenset[str]]:
    waived: dict[str, set[str]] = defaultdict(set)
    for one in study.all(Statement):
        if one.of_one_hit:
            waived[one.record].add(one.digest)
    return {record: frozenset(digests) for record, digests in waived.items()}
