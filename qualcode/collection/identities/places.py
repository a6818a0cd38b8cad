"""The scan of a study: transcripts, and whatever else people wrote into it.

A name found in one place is looked for in every other; one person gets one suggestion throughout. What was found is
kept as places without words, so that an unchanged study is not read again.
"""

from __future__ import annotations

import hashlib
import json
import re
import zlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from qualcode.collection.identities.hits import Hit, HitKind, apart
from qualcode.collection.identities.own import RULES, OwnHits
from qualcode.collection.identities.people import People
from qualcode.collection.identities.roles import SingleRoles
from qualcode.collection.identities.scanning import readable
from qualcode.collection.identities.written import written
from qualcode.model import Study
from qualcode.model.records import Kept


@dataclass(frozen=True, slots=True)
class Proposal:
    """A hit with its place and what might stand there instead.

    ``source`` is the id of a source, for its text, or ``kind:id.field`` for anything else; ``context`` is for the
    screen alone and is never kept.
    """

    source: str
    start: int
    end: int
    text: str
    kind: HitKind
    suggestion: str
    context: str
    sure: bool = True


class Place(NamedTuple):
    """Where a text stands: the text of a source by its digest, or what is ``written`` in a field.

    ``header_end`` is where the header of a source's text ends: at the line of its first block; 0 for any other text.
    ``informant`` is the one who speaks in the source, if it is one.
    """

    name: str
    digest: str | None
    first_block: int
    informant: str
    written: str

    def text(self, study: Study) -> str:
        """The text."""
        return self.written if self.digest is None else study.kept_text(self.digest)

    def header_end(self, text: str) -> int:
        """The offset at which the header ends, in the text of this place."""
        return text.rfind("\n", 0, self.first_block) + 1


class Rows(NamedTuple):
    """What is proposed at one place: how much in all, and JSON of it.

    A row is start, end, kind, suggestion and whether it is sure; the words themselves are not kept.
    """

    proposals: int
    written: str


def scan_study(study: Study, sources: Collection[str] | None = None) -> tuple[Proposal, ...]:
    """Every proposal in the study, or those in some sources (their texts and their own fields)."""
    wanted = None if sources is None else set(sources)
    return tuple(
        one
        for name in found(study)
        if wanted is None or name in wanted or name.removeprefix("source:").partition(".")[0] in wanted
        for one in proposals_at(study, name)
    )


def proposals_at(study: Study, name: str) -> tuple[Proposal, ...]:
    """What is proposed at one place, in order."""
    rows = found(study).get(name)
    if rows is None:
        return ()
    text = study.derived(_places)[name].text(study)
    return tuple(
        Proposal(name, start, end, text[start:end], HitKind(kind), suggestion, _context(text, start, end), sure)
        for start, end, kind, suggestion, sure in json.loads(rows.written)
    )


def found(study: Study) -> Mapping[str, Rows]:
    """Place → what is proposed there, without the words; a place at which nothing is proposed does not stand here."""
    return study.derived(_found)


def _found(study: Study) -> Mapping[str, Rows]:
    roles = SingleRoles(study)
    places = tuple(study.derived(_places).values())
    researcher = study.project.researcher
    key = hashlib.sha256(repr((RULES, places, roles.words, researcher)).encode()).hexdigest()
    kept = study.kept(key)
    if kept is not None:
        lines = zlib.decompress(kept).splitlines()
        return {
            name: Rows(int(count), written) for name, count, written in (line.decode().split("\t") for line in lines)
        }
    rows = _scan(study, places, roles)
    made = "\n".join(f"{name}\t{count}\t{written}" for name, (count, written) in rows.items())
    study.keep((Kept(key, None, zlib.compress(made.encode(), 1)),))
    return rows


def _scan(study: Study, places: Collection[Place], roles: SingleRoles) -> dict[str, Rows]:
    people, own = People(), OwnHits(study)
    for place in places:
        text = place.text(study)
        header_end = place.header_end(text)
        people.meet(text, own.hits(place.digest, text, header_end), header_end, place.informant)
    own.keep()
    known, researcher = people.known(), study.project.researcher
    made: dict[str, Rows] = {}
    for place in places:
        text = place.text(study)
        header_end = place.header_end(text)
        hits = own.hits(place.digest, text, header_end)
        rows = [
            (hit.start, hit.end, hit.kind.value, _suggestion(people, roles, hit), hit.sure)
            for hit in apart((*hits, *known.hits(text), *_of_roles(roles, place, text, header_end)))
            if not (place.digest is None and _CITED.fullmatch(hit.text))
            and not (hit.text == researcher and (hit.start < header_end or place.name.endswith(".collector")))
        ]
        if rows:
            made[place.name] = Rows(len(rows), json.dumps(rows))
    return made


_CITED = re.compile(r"@[a-z]+(?:19|20)\d\d[a-z]?")
"""The key of a book or an article in the researcher's own words."""

_OF_THE_FRAME = ("role:", "unit:", "informant:", "case:", "source:")
"""Records in which a role is named as what it is; how it is called outside is decided by the study's privacy."""


def _of_roles(roles: SingleRoles, place: Place, text: str, header_end: int) -> Iterable[Hit]:
    return () if place.name.startswith(_OF_THE_FRAME) else roles.hits(text, header_end)


def _suggestion(people: People, roles: SingleRoles, hit: Hit) -> str:
    return roles.common(hit) if hit.kind is HitKind.ROLE else people.suggestion(hit)


def _context(text: str, start: int, end: int) -> str:
    return " ".join(text[max(0, start - 30) : end + 30].split())


def _places(study: Study) -> dict[str, Place]:
    openings = study.openings
    made = {
        source.id: Place(
            name=source.id,
            digest=source.text_digest,
            first_block=openings.get(source.id, 0),
            informant=source.informants[0] if len(source.informants) == 1 else "",
            written="",
        )
        for source in study.sources
    }
    for name, one in written(study).items():
        text = readable(one.text) if one.path == ("file_name",) else one.text
        made[name] = Place(name, None, 0, "", text)
    return made
