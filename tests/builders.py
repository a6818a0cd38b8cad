"""Small studies typed in by hand, for tests: records in, a ``Study`` or a stored study out."""

from __future__ import annotations

import hashlib
import re
import uuid
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from qualcode.model import (
    Block,
    BlockKind,
    Code,
    Coding,
    Focus,
    Form,
    Informant,
    Project,
    Role,
    Segment,
    Source,
    Span,
    Speaker,
    Stage,
    Statement,
    Study,
    Technique,
    Token,
    TokenColumns,
    Valence,
)
from qualcode.model.records import Columns, Kept, Records, columns_of
from qualcode.storage.store import Store

R = TypeVar("R")


def digest(text: str) -> str:
    """The digest under which a store keeps a text."""
    return hashlib.sha256(text.encode()).hexdigest()


class LiteralRecords(Records):
    """Records and texts held in memory."""

    def __init__(self, records: tuple[object, ...], texts: Mapping[str, str]) -> None:
        self._records = records
        self._texts = texts
        self._kept: dict[str, bytes] = {}

    def all(self, record_type: type[R]) -> tuple[R, ...]:
        """Records of a type in the order given, ``order`` first where there is one."""
        found = [record for record in self._records if isinstance(record, record_type)]
        return tuple(sorted(found, key=lambda record: getattr(record, "order", 0)))

    def columns(self, record_type: type, names: tuple[str, ...], *, distinct: bool) -> Columns:
        """Fields of them."""
        del distinct
        return columns_of(self.all(record_type), names)

    def text(self, digest: str) -> str:
        """The text with this digest."""
        return self._texts[digest]

    def tokens(self, digest: str) -> tuple[Token, ...]:
        """White-space tokens, their own norm and stem: enough for tests above the language layer."""
        return tuple(
            Token(m.start(), m.end(), m.group(), m.group().casefold(), m.group().casefold())
            for m in re.finditer(r"\w+|[^\w\s]", self._texts[digest])
        )

    def forms(self) -> dict[int, Form]:
        """Every form of the texts, numbered from 0."""
        found = dict.fromkeys(token[2:] for text in sorted(self._texts) for token in self._token_values(text))
        return {number: Form(*form) for number, form in enumerate(found)}

    def token_columns(self, digest: str) -> TokenColumns:
        """The same tokens as columns."""
        numbers = {form: number for number, form in self.forms().items()}
        tokens = self._token_values(digest)
        return TokenColumns([t[0] for t in tokens], [t[1] for t in tokens], [numbers[Form(*t[2:])] for t in tokens])

    def _token_values(self, digest: str) -> list[tuple[int, int, str, str, str]]:
        return [(t.start, t.end, t.text, t.norm, t.stem) for t in self.tokens(digest)]

    def sentences(self, digest: str) -> tuple[Span, ...]:
        """Stretches of a line up to a full stop: enough for tests above the language layer."""
        return tuple(Span(m.start(), m.end()) for m in re.finditer(r"[^\s.][^.\n]*\.?", self._texts[digest]))

    def openings(self) -> dict[str, int]:
        """Source → where its first block begins."""
        found: dict[str, int] = {}
        for block in self.all(Block):
            found[block.source] = min(block.start, found.get(block.source, block.start))
        return found

    def kept(self, key: str) -> bytes | None:
        """What was kept under a key."""
        return self._kept.get(key)

    def keep(self, entries: Iterable[Kept]) -> None:
        """Keep all."""
        self._kept.update((one.key, one.content) for one in entries)

    @property
    def data_version(self) -> int:
        """A fixed number."""
        return 1

    folder = None


class StudyBuilder:
    """Collects records; ``study()`` gives the view."""

    def __init__(self, title: str = "Uji", language: str = "id") -> None:
        self.records: list[object] = [Project(uuid=str(uuid.UUID(int=1)), title=title, language=language)]
        self.texts: dict[str, str] = {}
        self._segments: dict[tuple[str, int, int], Segment] = {}

    def add(self, *records: object) -> StudyBuilder:
        """Any records."""
        self.records.extend(records)
        return self

    def focus(self, focus_id: str, label: str = "", **fields: Any) -> StudyBuilder:
        """A focus and its start code of the same name."""
        order = sum(isinstance(record, Focus) for record in self.records)
        focus = Focus(id=focus_id, label=label or focus_id.title(), order=order, **fields)
        code = Code(id=focus_id, name=focus.label, definition=focus.label, focus=focus_id, order=order)
        return self.add(focus, code)

    def informant(self, informant_id: str, role: str, **fields: Any) -> StudyBuilder:
        """An informant, and the role if it is new."""
        if not any(isinstance(record, Role) and record.id == role for record in self.records):
            order = sum(isinstance(record, Role) for record in self.records)
            self.add(Role(id=role, label=role, common=role.lower(), order=order))
        return self.add(Informant(id=informant_id, role=role, **fields))

    def interview(self, source_id: str, informant: str, turns: str, **fields: Any) -> StudyBuilder:
        """An interview whose turns are lines ``P: …`` (interviewer) and ``I: …`` (informant)."""
        self._source(source_id, turns, Technique.INTERVIEW, (informant,), fields)
        for number, match in enumerate(re.finditer(r"(?m)^([PI]): (.*)$", turns), 1):
            line = turns.count("\n", 0, match.start()) + 1
            asks = match.group(1) == "P"
            self.add(
                Block(
                    source=source_id,
                    number=number,
                    label=match.group(1),
                    speaker=Speaker.INTERVIEWER if asks else Speaker.INFORMANT,
                    informant=None if asks else informant,
                    kind=BlockKind.QUESTION if asks else BlockKind.ANSWER,
                    start=match.start(2),
                    end=match.end(2),
                    first_line=line,
                    last_line=line,
                )
            )
        return self

    def sheet(
        self, source_id: str, text: str, technique: Technique = Technique.OBSERVATION, **fields: Any
    ) -> StudyBuilder:
        """An observation or document, one description block a line."""
        self._source(source_id, text, technique, (), fields)
        for number, match in enumerate(re.finditer(r"(?m)^(.+)$", text), 1):
            line = text.count("\n", 0, match.start()) + 1
            self.add(
                Block(
                    source=source_id,
                    number=number,
                    kind=BlockKind.DESCRIPTION,
                    start=match.start(),
                    end=match.end(),
                    first_line=line,
                    last_line=line,
                )
            )
        return self

    def _source(
        self, source_id: str, text: str, technique: Technique, informants: tuple[str, ...], fields: Any
    ) -> None:
        self.texts[digest(text)] = text
        given = {"date": "2018-03-12", "order": len(self.texts)} | fields
        self.add(
            Source(
                id=source_id,
                uuid=str(uuid.UUID(int=len(self.texts))),
                technique=technique,
                informants=informants,
                original_digest=digest(text),
                text_digest=digest(text),
                words=len(text.split()),
                **given,
            )
        )

    def segment(self, source_id: str, quote: str) -> Segment:
        """The segment of a quotation that stands once in a source."""
        source = next(r for r in self.records if isinstance(r, Source) and r.id == source_id)
        text = self.texts[source.text_digest]
        assert text.count(quote) == 1, f"{quote!r} stands {text.count(quote)} times in {source_id}"
        start = text.index(quote)
        place = (source_id, start, start + len(quote))
        if place not in self._segments:
            made = Segment(
                id=f"S-{len(self._segments) + 1:02d}",
                source=source_id,
                start=start,
                end=place[2],
                quote=quote,
                digest=digest(quote),
            )
            self._segments[place] = made
            self.add(made)
        return self._segments[place]

    def code(
        self, source_id: str, quote: str, code: str, valence: str = "", coder: str = "rani", **fields: Any
    ) -> StudyBuilder:
        """A coding of a quotation."""
        number = sum(isinstance(record, Coding) for record in self.records) + 1
        return self.add(
            Coding(
                id=f"K-{number:02d}",
                segment=self.segment(source_id, quote).id,
                code=code,
                coder=coder,
                valence=Valence(valence) if valence else None,
                **fields,
            )
        )

    def stored(self, folder: Path) -> Path:
        """The study kept in a folder, as a command finds it."""
        with Store.begin(folder) as act:
            for text in self.texts.values():
                act.put_text(text)
            act.put(*self.records)
        return folder

    def pseudonymised(self) -> StudyBuilder:
        """The researcher's statement that identifiers are hidden in the whole study."""
        return self.add(
            Statement(
                id="PN-01", record="project:study", state=Stage.PSEUDONYMISED, text="Nama dan nomor sudah diganti."
            )
        )

    def study(self) -> Study:
        """The study of what was added."""
        return Study(LiteralRecords(tuple(self.records), self.texts))
