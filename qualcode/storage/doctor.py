"""Is the study sound? Named checks, each with what it found and what mends it (after papis' idea of a check)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from qualcode.model import KINDS, Block, Project, Segment, Source, Study, kind_named
from qualcode.model.kinds import kind_of_ref, ref_to
from qualcode.model.plain import referred_ids
from qualcode.storage import journal, source_columns
from qualcode.storage.connection import stated_problems
from qualcode.storage.store import Store


@dataclass(frozen=True, slots=True)
class Check:
    """One check. ``found`` are the places where it does not hold (none: it is ok)."""

    check: str
    found: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether nothing was found."""
        return not self.found


def examine(store: Store) -> tuple[Check, ...]:
    """Run every check on a study, reading only."""
    study = store.reread()
    checks: dict[str, Callable[[], Iterator[str]]] = {
        "file": lambda: _file(store),
        "project": lambda: iter(() if len(study.all(Project)) == 1 else ("project",)),
        "foreign_keys": lambda: _foreign_keys(store),
        "dangling_ids": lambda: _dangling(study),
        "text_digests": lambda: _digests(study),
        "quotations": lambda: _quotations(study),
        "lost_quotations": lambda: iter(f"{one.id} ({one.source})" for one in study.all(Segment) if one.lost),
        "blocks": lambda: _blocks(study),
        "analysis": lambda: iter(source.id for source in study.sources if not store.has_analysis(source.text_digest)),
        "kept_columns": lambda: _kept_columns(store),
        "journal": lambda: _journal(store),
    }
    return tuple(Check(name, tuple(run())) for name, run in checks.items())


def _file(store: Store) -> Iterator[str]:
    with stated_problems(store.path):
        for (message,) in store._db.execute("PRAGMA quick_check"):  # noqa: SLF001 - same package, reading only
            if message != "ok":
                yield str(message)


def _foreign_keys(store: Store) -> Iterator[str]:
    with stated_problems(store.path):
        for table, row, parent, _number in store._db.execute("PRAGMA foreign_key_check"):  # noqa: SLF001
            yield f"{table}[{row}] → {parent}"


def _dangling(study: Study) -> Iterator[str]:
    for kind in KINDS:
        records: tuple[object, ...] = study.all(kind.type)
        for record in records:
            for path, target, found in referred_ids(record):
                name, _, bare = found.partition(":") if target == "*" else (kind_of_ref(target).name, "", found)
                known = kind_named(name)
                if known is None or bare not in study.by_id(known.type):
                    yield f"{ref_to(record)}.{path} → {found}"


def _digests(study: Study) -> Iterator[str]:
    for source in study.sources:
        text = study.text(source)
        if hashlib.sha256(text.encode()).hexdigest() != source.text_digest:
            yield source.id


def _quotations(study: Study) -> Iterator[str]:
    for source, segments in _by_source(study).items():
        text = study.text(source)
        for segment in segments:
            sound = hashlib.sha256(segment.quote.encode()).hexdigest() == segment.digest
            if not sound or text[segment.start : segment.end] != segment.quote:
                line = text.count("\n", 0, segment.start) + 1
                yield f"{segment.id} ({source}:{line})"


def _by_source(study: Study) -> dict[str, list[Segment]]:
    found: dict[str, list[Segment]] = {}
    for segment in study.all(Segment):
        if segment.lost:
            continue
        found.setdefault(segment.source, []).append(segment)
    return found


def _blocks(study: Study) -> Iterator[str]:
    lengths = {source.id: len(study.text(source)) for source in study.all(Source)}
    ends: dict[str, int] = {}
    for block in study.all(Block):
        if block.start < ends.get(block.source, 0) or block.end > lengths[block.source]:
            yield f"{block.source}#{block.number}"
        ends[block.source] = block.end


def _kept_columns(store: Store) -> Iterator[str]:
    with stated_problems(store.path):
        yield from source_columns.differing(store._db)  # noqa: SLF001


def _journal(store: Store) -> Iterator[str]:
    with stated_problems(store.path):
        broken = journal.broken_link(store._db)  # noqa: SLF001
    if broken is not None:
        yield str(broken)
