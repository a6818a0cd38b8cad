"""A source taken in again from a corrected file: its record, its blocks and its people, under the same ids.

What the researcher said of the source stays; what the header now says otherwise is taken over and told.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from qualcode.collection.documents import Remark
from qualcode.collection.ingest import cases_of, file_name_of, placed_blocks
from qualcode.collection.people import NewId, People
from qualcode.collection.reading import Reading
from qualcode.collection.respondents import with_respondents
from qualcode.collection.speakers import FRESH
from qualcode.model import Block, Source, Speaker, Study

Who = Callable[[int, int], Block | None]
"""The old block whose words stand at ``[start, end)`` of the new text, or None."""

_OF_HEADER = ("date", "start_time", "end_time", "place", "collector", "origin", "title")


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectedSource:
    """The source and its blocks as the corrected file has them; new informants and roles; fields that changed."""

    source: Source
    blocks: tuple[Block, ...]
    people: tuple[object, ...]
    fields: tuple[tuple[str, str, str], ...]
    remarks: tuple[Remark, ...]


def remembered_speakers(study: Study, source: Source) -> dict[str, str]:
    """Label → who it is, as the source was read before."""
    found = {}
    for block in study.blocks(source.id):
        if block.label and block.speaker is Speaker.INTERVIEWER:
            found[block.label] = Speaker.INTERVIEWER.value
        elif block.label and block.speaker is Speaker.INFORMANT:
            found[block.label] = block.informant or Speaker.INFORMANT.value
    return found


def corrected_source(reading: Reading, study: Study, source: Source, who: Who, new_id: NewId) -> CorrectedSource:
    """What a reading of the corrected file makes of a source; ``who`` finds who said the same words before."""
    reading = _with_people(reading, study, who, new_id)
    first = source.informants[0] if source.informants else None
    people = People(reading, study, new_id, role=None, informant=first if _unnamed(reading) else None)
    ids = tuple(dict.fromkeys((*(one for one in source.informants if one in people.ids), *people.ids)))
    new = replace(
        source,
        informants=ids or source.informants,
        file_name=file_name_of(reading, source.id),
        file_digest=reading.file_digest,
        reader=reading.reader,
        layout=reading.layout,
        header=reading.fields,
        original_digest=reading.original_digest,
        line_numbers=reading.line_numbers,
        words=reading.words,
        times=reading.times,
    )
    fields = _changed_fields(reading, source)
    joining = tuple(one for one in ids if one not in source.informants)
    values: dict[str, Any] = {name: value for name, _old, value in fields}
    return CorrectedSource(
        source=replace(new, **values),
        blocks=tuple(placed_blocks(reading.blocks, source.id, ids, reading)),
        people=(*people.new_records, *cases_of(study, joining, source.id, new_id)),
        fields=fields,
        remarks=tuple(dict.fromkeys((*reading.remarks, *people.remarks))),
    )


def _unnamed(reading: Reading) -> bool:
    return any(block.speaker is Speaker.INFORMANT and not block.informant for block in reading.blocks)


def _changed_fields(reading: Reading, source: Source) -> tuple[tuple[str, str, str], ...]:
    """(field, as it is, as the header now has it) of what the corrected header says otherwise than the old one."""
    if reading.fields == source.header:
        return ()
    return tuple(
        (name, str(getattr(source, name)), value)
        for name in _OF_HEADER
        if (value := getattr(reading, name)) and value != getattr(source, name)
    )


def _with_people(reading: Reading, study: Study, who: Who, new_id: NewId) -> Reading:
    """The reading with the informants who said the same words before; a new speaker gets a new code."""
    rows = reading.layout == "rows"
    votes: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    for block in reading.blocks:
        key = block.label if rows else (block.informant or "")
        if (rows or key.startswith(FRESH)) and (old := who(block.start, block.end)) and old.informant:
            votes[key][old.informant, old.label] += 1
    known = {key: counted.most_common(1)[0][0] for key, counted in votes.items()}
    if rows:
        return replace(reading, blocks=_answers(reading, study, known, new_id))
    fresh = dict.fromkeys(block.informant for block in reading.blocks if (block.informant or "").startswith(FRESH))
    codes = {key: known[key][0] if key in known else new_id("I") for key in fresh if key}
    blocks = (replace(block, informant=codes.get(block.informant or "", block.informant)) for block in reading.blocks)
    return replace(reading, blocks=tuple(blocks))


def _answers(reading: Reading, study: Study, known: Mapping[str, tuple[str, str]], new_id: NewId) -> tuple[Block, ...]:
    """The rows of a table of answers: those of known ids as before, the others as at a first ingest."""
    rest, _said = with_respondents(tuple(one for one in reading.blocks if one.label not in known), study, new_id)
    others = {block.number: block for block in rest}
    return tuple(
        replace(block, informant=known[block.label][0], label=known[block.label][1])
        if block.label in known
        else others[block.number]
        for block in reading.blocks
    )
