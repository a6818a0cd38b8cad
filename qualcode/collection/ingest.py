"""From a reading to the records of a source: the source, its blocks, and informant, role and case where they are new.

A real name that the header gives stays in the text alone (hiding it there is the work of *anonymise*): it enters
no record, so that no list, journal or message can show it.
"""

from __future__ import annotations

import hashlib
import re
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import repeat
from pathlib import PurePath

from qualcode.collection.documents import Remark, remark
from qualcode.collection.identities import without_names
from qualcode.collection.people import NewId, People
from qualcode.collection.reading import Reading
from qualcode.collection.reflections import reflection
from qualcode.collection.respondents import with_respondents
from qualcode.collection.speaker_words import is_code, key_of, known_word
from qualcode.collection.speakers import FRESH
from qualcode.declared import varied
from qualcode.errors import UnreadableSource
from qualcode.model import (
    IMPORTER,
    Block,
    BlockKind,
    Case,
    CaseKind,
    Memo,
    MemoType,
    Source,
    Speaker,
    Study,
    ref_to,
)

_NUMBER = re.compile(r"(?P<letter>[WOD])[-_ .]?(?P<number>\d{1,3})(?!\d)", re.IGNORECASE)
_HONORIFICS = frozenset(
    ("bapak", "pak", "ibu", "mas", "mbak", "bang", "kak", "haji", "hajah", "drs", "dra", "sos", "saudara", "saudari")
)
_LEAST_NAME = 3
_INITIALS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What a reading makes: a source, every record to store, and what is to be said about it."""

    source: Source
    records: tuple[object, ...]
    blocks: int
    remarks: tuple[Remark, ...]


def source_records(
    reading: Reading, study: Study, new_id: NewId, *, role: str | None = None, informant: str | None = None
) -> Taken:
    """The records of a reading. ``role`` (id, label or a new one) and ``informant`` (an id) override the header.

    Raises ``UnreadableSource`` (``id_taken``) if the file's number belongs to another text of the study.
    """
    source_id = _source_id(reading, study, new_id)
    if reading.layout == "rows":
        blocks, said = with_respondents(reading.blocks, study, new_id, informant=informant)
        reading = replace(reading, blocks=blocks, remarks=(*reading.remarks, *said))
    reading = _with_codes(reading, new_id)
    people = People(reading, study, new_id, role=role, informant=informant)
    ids = people.ids
    source = Source(
        id=source_id,
        uuid=str(uuid.uuid4()),
        technique=reading.technique,
        title=reading.title,
        session=_contacts(study, ids) + 1,
        date=reading.date,
        start_time=reading.start_time,
        end_time=reading.end_time,
        place=reading.place,
        collector=reading.collector,
        informants=ids,
        contact_number=_contacts(study, ids) + 1 if ids else None,
        language=study.project.language,
        site=study.project.sites[0].id if len(study.project.sites) == 1 else "",
        origin=reading.origin,
        file_name=file_name_of(reading, source_id),
        file_digest=reading.file_digest,
        reader=reading.reader,
        layout=reading.layout,
        header=reading.fields,
        original_digest=reading.original_digest,
        text_digest=_digest(reading.text),
        line_numbers=reading.line_numbers,
        words=reading.words,
        times=reading.times,
        order=max((other.order for other in study.sources), default=0) + 1,
    )
    records = (
        *people.new_records,
        source,
        *cases_of(study, ids, source_id, new_id),
        *placed_blocks(reading.blocks, source_id, ids, reading),
        *reflection_memo(source, reading),
    )
    return Taken(
        source=source,
        records=records,
        blocks=len(reading.blocks),
        remarks=tuple(
            dict.fromkeys(
                (*reading.remarks, *_number_left(reading), *people.remarks, *_unheard(reading, ids), *_thought(reading))
            )
        ),
    )


def reflection_memo(source: Source, reading: Reading) -> tuple[Memo, ...]:
    """What the observer thinks as a memo on the source; it is the researcher's, and no data."""
    text = reflection(reading.blocks, reading.text)
    if not text:
        return ()
    memo = Memo(
        id=own_memo(source.id), type=MemoType.REFLEXIVE, author=source.collector, date=source.date, text=text,
        links=(ref_to(source),),
    )  # fmt: skip
    return (memo,)


def own_memo(source_id: str) -> str:
    """The id of the memo that ingest makes of a source's own reflection."""
    return f"M-{source_id}"


def _thought(reading: Reading) -> list[Remark]:
    count = sum(block.kind is BlockKind.REFLECTION for block in reading.blocks)
    return [remark("reflection", count=count)] if count else []


def _with_codes(reading: Reading, new_id: NewId) -> Reading:
    """The reading with a code of the study for each informant who has none."""
    fresh = list(
        dict.fromkeys(block.informant for block in reading.blocks if (block.informant or "").startswith(FRESH))
    )
    if not fresh:
        return reading
    codes = {placeholder: new_id("I") for placeholder in fresh}
    blocks = tuple(replace(block, informant=codes.get(block.informant, block.informant)) for block in reading.blocks)
    said = remark("people_codes", codes=", ".join(codes.values()))
    return replace(reading, blocks=blocks, remarks=(*reading.remarks, said))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _source_id(reading: Reading, study: Study, new_id: NewId) -> str:
    """The number that the file name gives (``W-03_...``), if its letter is that of the technique; else the next."""
    number = _NUMBER.match(reading.file_name)
    if number is None or number.group("letter").upper() != reading.technique.letter:
        return new_id(reading.technique.letter)
    source_id = _written_id(number)
    if study.find(Source, source_id) is not None:
        raise UnreadableSource(reading.file_name, "id_taken", detail=source_id)
    return source_id


def source_named(file_name: str, study: Study) -> Source | None:
    """The source that a file's name speaks of: by its number (``W-03_…``), else as the file of that name."""
    number = _NUMBER.match(file_name)
    if number is not None:
        return study.find(Source, _written_id(number))
    known = {file_name, without_names(file_name)}
    same = [source for source in study.sources if source.file_name in known]
    return same[0] if len(same) == 1 else None


def _written_id(number: re.Match[str]) -> str:
    return f"{number.group('letter').upper()}-{int(number.group('number')):02}"


def _number_left(reading: Reading) -> list[Remark]:
    """Said of a file whose number has the letter of another technique."""
    number = _NUMBER.match(reading.file_name)
    if number is None or number.group("letter").upper() == reading.technique.letter:
        return []
    return [remark("other_number", number=_written_id(number))]


def _unheard(reading: Reading, ids: tuple[str, ...]) -> list[Remark]:
    """Said where the header names more people than the labels tell apart."""
    if reading.people < 2 or len(ids) != 1:  # noqa: PLR2004
        return []
    return [remark("several_informants", count=reading.people, informant=ids[0])]


def file_name_of(reading: Reading, source_id: str) -> str:
    """The file's name without names, unless it holds part of the informant's: then number and extension are left."""
    words = set(re.findall(r"[^\W\d_]+", reading.file_name.casefold()))
    if words & _name_words(reading):
        return source_id + PurePath(reading.file_name).suffix
    return without_names(reading.file_name)


def _name_words(reading: Reading) -> set[str]:
    """The words of the informants' names, without titles, and without words that only say the role."""
    words = re.findall(r"[^\W\d_]+", " ".join(reading.names).casefold())
    role = set(re.findall(r"[^\W\d_]+", reading.role.casefold()))
    return {word for word in words if len(word) >= _LEAST_NAME and word not in role and word not in _HONORIFICS}


def _contacts(study: Study, ids: tuple[str, ...]) -> int:
    """Interviews with the first of these informants that the study holds."""
    return sum(bool(ids) and ids[0] in source.informants for source in study.sources)


def placed_blocks(blocks: Sequence[Block], source_id: str, ids: tuple[str, ...], reading: Reading) -> list[Block]:
    """Blocks in their source, with their informants, and with no name for a label."""
    first = ids[0] if ids else None
    people = [block.informant or first if block.speaker is Speaker.INFORMANT else None for block in blocks]
    every = {block.label for block in blocks} - {""}
    named = set() if reading.layout == "rows" else {label for label in every if not _neutral(label, reading)}
    labels = [(who or "P") if block.label in named else block.label for block, who in zip(blocks, people, strict=True)]
    return varied(blocks, source=repeat(source_id), informant=people, label=labels)


def _neutral(label: str, reading: Reading) -> bool:
    """Whether a label is a customary word or letter, or initials that are not those of the name."""
    if (
        known_word(key_of(label)[0])
        or is_code(label)
        or not any(character.isalnum() for character in label)
        or re.fullmatch(r"(?:pertanyaan|jawaban|tanya|jawab)\b.*", label.casefold())
    ):
        return True
    initials = {"".join(word[0] for word in re.findall(r"[^\W\d_]+", name.casefold())) for name in reading.names}
    return label.isupper() and len(label) <= _INITIALS and label.casefold() not in initials


def cases_of(study: Study, ids: tuple[str, ...], source_id: str, new_id: NewId) -> Iterator[Case]:
    """Where informants are the cases, each has one, with all sources that it spoke in."""
    if study.project.case_kind is not CaseKind.INFORMANT:
        return
    cases = {person: case for case in reversed(study.all(Case)) for person in case.informants}
    for person in ids:
        standing = cases.get(person)
        if standing is not None:
            yield replace(standing, sources=(*standing.sources, source_id))
        else:
            yield Case(id=new_id("KS"), label=person, informants=(person,), sources=(source_id,))


def source_removal(study: Study, source_id: str) -> tuple[tuple[object, ...], tuple[object, ...]]:
    """(records to remove, records to change) to take a source out with its blocks and memos of ingest."""
    source = study.get(Source, source_id)
    cases = (case for case in study.all(Case) if source_id in case.sources)
    changed = (replace(case, sources=tuple(one for one in case.sources if one != source_id)) for case in cases)
    memos = (memo for memo in study.memos if memo.links == (ref_to(source),) and _of_ingest(memo, source, study))
    return (source, *study.blocks(source_id), *memos), tuple(changed)


def _of_ingest(memo: Memo, source: Source, study: Study) -> bool:
    """Whether a memo is the work of ingest and holds nothing that the researcher wrote since."""
    own = memo.id == own_memo(source.id) and memo.text == reflection(study.blocks(source.id), study.text(source))
    return own or memo.author == IMPORTER
