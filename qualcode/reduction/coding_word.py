"""Codings that people gave as comments in Word, in the document that the tool wrote or any other with the same text."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from qualcode.collection.positions import line_at
from qualcode.errors import BadFile, Problem
from qualcode.model import Source, Study
from qualcode.reduction.coding import Assignment
from qualcode.reduction.coding_rows import COLUMNS, read_rows
from qualcode.reduction.coding_text import read_text
from qualcode.reduction.coding_word_lines import CommentReader
from qualcode.reduction.coding_word_matching import Found, Matching, agreement
from qualcode.reduction.coding_word_reading import View, WordComment, WordFile, read_word
from qualcode.reduction.placing import place, without_label

LEAST_AGREEMENT = 0.5
"""Runs of three words that a document and a source share at least, to be taken for the same text."""

_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Placed:
    """A coding, and where it is placed by most of its words only (``exact`` is false), what was commented on."""

    assignment: Assignment
    anchor: str
    exact: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class WordCodings:
    """What the comments of a document gave.

    ``commands`` holds for every problem what to type instead (empty where nothing can be typed); ``remarks`` are
    (author, text) of comments that name no code.
    """

    source: str
    placed: tuple[Placed, ...]
    problems: tuple[Problem, ...]
    commands: tuple[str, ...]
    remarks: tuple[tuple[str, str], ...]


def read_word_codings(study: Study, path: Path, *, source: str = "", coder: str = "") -> WordCodings:
    """The codings in the comments of a ``.docx`` or under the lines of a ``.txt``.

    Their author is the coder, ``coder`` where there is none.

    ``source`` says whose text it is; without it, the source whose text agrees best. ``BadFile`` for a document that
    agrees with no source or holds no comments, ``UnreadableSource`` for one that cannot be read.
    """
    document = read_text(path) if path.suffix.lower() == ".txt" else read_word(path)
    if not document.comments:
        raise BadFile(path.name, (Problem("no_comments"),))
    chosen = study.get(Source, source).id if source else _source_of(study, document, path)
    return _Gathering(study, chosen, document, coder).codings()


def _source_of(study: Study, document: WordFile, path: Path) -> str:
    best = max(
        (
            (
                max(agreement(view.text, study.text(source)) for view in document.views),
                path.stem == source.id,
                source.id,
            )
            for source in study.all(Source)
        ),
        default=(0.0, False, ""),
    )
    if best[0] < LEAST_AGREEMENT:
        raise BadFile(path.name, (Problem("no_such_text"),))
    return best[2]


@dataclass(slots=True)
class _Gathering:
    """Goes through the comments of one document."""

    study: Study
    source: str
    document: WordFile
    coder: str
    placed: list[Placed] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    commands: list[str] = field(default_factory=list)
    remarks: list[tuple[str, str]] = field(default_factory=list)

    def codings(self) -> WordCodings:
        reader = CommentReader(self.study)
        text = self.study.text(self.study.get(Source, self.source))
        matchings = [(view, Matching(view.text, text)) for view in self.document.views]
        for at, comment in enumerate(self.document.comments):
            where, anchor = self._place(matchings, at)
            if where and where.exact and comment.whole:
                first, last = (line_at(self.study, self.source, at) for at in (where.start, where.end - 1))
                where = Found(*place(self.study, self.source, lines=(first, last)), exact=True)
            elif where:
                where = replace(where, start=without_label(self.study, self.source, where.start, where.end))
            notes: list[str] = []
            for reply in comment.replies:
                if reader.read(reply.text).said:
                    self._take(reply, reader, where, anchor, [])
                elif reply.text.strip():
                    notes.append(f"{reply.author}: {reply.text.strip()}" if reply.author else reply.text.strip())
            self._take(comment, reader, where, anchor, notes)
        return WordCodings(
            source=self.source,
            placed=tuple(self.placed),
            problems=tuple(self.problems),
            commands=tuple(self.commands),
            remarks=tuple(self.remarks),
        )

    @staticmethod
    def _place(matchings: list[tuple[View, Matching]], at: int) -> tuple[Found | None, str]:
        """The first exact place of a comment in the views, else the first place, and the words it stands on."""
        found = [matching.find(*view.anchors[at]) for view, matching in matchings]
        view = next((view for view, _ in matchings if view.text[slice(*view.anchors[at])].strip()), matchings[0][0])
        place = next((one for one in found if one and one.exact), next((one for one in found if one), None))
        return place, view.text[slice(*view.anchors[at])]

    def _take(
        self, comment: WordComment, reader: CommentReader, where: Found | None, anchor: str, notes: list[str]
    ) -> None:
        understood = reader.read(comment.text)
        coder = comment.author or self.coder
        for word, meant in understood.unknown:
            self._left(Problem("unknown_code", None, f"{_told(coder, anchor)} {word}", meant), "")
        if not understood.said and not understood.unknown:
            self.remarks.append((coder, "\n".join([comment.text.strip(), *notes])))
        for said in understood.said:
            exactly = {"start", "end"} <= said.fields.keys()
            if where is None and not exactly:
                self._left(Problem("comment_unplaced", None, f"{_told(coder, anchor)} {said.code}"), "")
                self.commands[-1] = self._command(said.code, coder, said.fields, said.note)
                continue
            note = "\n".join(part for part in (said.note, *notes) if part)
            strange = [name for name in said.fields if name not in COLUMNS]
            if strange:
                self._left(Problem("unknown_column", None, f"{_told(coder, anchor)} {strange[0]}"), "")
                continue
            row = {**({"start": str(where.start), "end": str(where.end)} if where else {}), **said.fields, "note": note}
            rows = read_rows(self.study, [(0, {**row, "source": self.source, "code": said.code, "coder": coder})])
            for problem in rows.problems:
                self._left(Problem(problem.why, None, f"{_told(coder, anchor)} {problem.what}", problem.guess), "")
            self.placed += [
                Placed(one, anchor, exactly or (where is not None and where.exact)) for one in rows.assignments
            ]

    def _left(self, problem: Problem, command: str) -> None:
        self.problems.append(problem)
        self.commands.append(command)

    def _command(self, code: str, coder: str, fields: Mapping[str, str], note: str) -> str:
        given = {"coder": coder, **fields, "note": note}
        options = " ".join(
            f"--{name.replace('_', '-')} {_quoted(value)}"
            for name, value in given.items()
            if value and name in COLUMNS and name not in ("start", "end", "dont_know")
        )
        return f"qualcode code add {self.source} {code} --lines A-B {options}".rstrip()


def _quoted(value: str) -> str:
    """A word for the command line, quoted so that every shell takes it where it can."""
    return value if shlex.quote(value) == value else '"' + value.replace('"', "'").replace("\n", " ") + '"'


def _told(coder: str, anchor: str) -> str:
    """Who commented on what, short enough for a line."""
    words = " ".join(anchor.split())
    return f"{coder or '?'}, “{words if len(words) <= _SHOWN else words[: _SHOWN - 1] + '…'}”:"
