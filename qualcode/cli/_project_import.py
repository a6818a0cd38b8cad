"""``import`` of a project of another program: one act, and a report of what was not taken over."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.cli._exchange import agreed_codes, counted, report_losses
from qualcode.cli._session import actor, open_store
from qualcode.i18n import _

if TYPE_CHECKING:
    from qualcode.reduction.codebook_refi_reading import Lost
    from qualcode.reduction.project_refi_reading import FoundProject
    from qualcode.storage.store import Act, Store


def import_project(file: Path, format_: str, *, yes: bool) -> None:
    """Codes, texts, codings, memos and cases of a project."""
    from qualcode.collection.documents import remark
    from qualcode.reduction.codebook_refi_reading import Exchange, Lost
    from qualcode.reduction.project_refi_taking import Coder, case_memos, cases_of, counting_in
    from qualcode.storage.store import now

    found, lost = read_foreign(file), Lost()
    counts = {}
    with open_store() as store, store.act("import") as act:
        plan = agreed_codes(act.study, Exchange(codebook=found.codebook, own=found.own), yes=yes)
        act.put(*plan.put)
        counts["codes"] = sum(change.record.startswith("code:") for change in plan.changes)
        sources, counts["sources"] = _take_sources(store, act, found, lost)
        coder = Coder(store.study(), found, sources, lost)
        coded = coder.coded(act.new_id, fallback=actor(), at=now())
        act.put(*coded.records)
        cases = cases_of(store.study(), found, sources, act.new_id)
        act.put(*cases)
        told = tuple(case_memos(store.study(), found, act.new_id, now()[:10]))
        act.put(*told)
    counts |= {
        "codings": coded.codings,
        "coders": len(coded.coders),
        "memos": coded.memos + len(told),
        "cases": len(cases),
    }
    losses = [*found.losses, *lost.remarks()]
    if not counting_in(found).standard:
        losses.insert(0, remark("qdpx_counting"))
    report_losses(
        file, counts, losses, _("{file}: taken in: {what}.").format(file=file.name, what=counted(counts)), format_
    )


def read_foreign(file: Path) -> FoundProject:
    """A ``.qdpx``, the folder ``.qda`` of QualCoder (or its ``data.qda``), a file of Taguette or RQDA.

    ``BadFile`` for anything else.
    """
    from qualcode.errors import BadFile, Problem
    from qualcode.reduction import project_qualcoder, project_rqda, project_taguette
    from qualcode.reduction.project_refi_reading import built_project, read_project
    from qualcode.storage.foreign import read_tables

    if file.suffix.lower() == ".qdpx":
        return read_project(file)
    tables = read_tables(file / "data.qda" if file.is_dir() else file)
    if tables.keys() >= project_taguette.NEEDED:
        return built_project(*project_taguette.taguette_project(tables, file.name))
    if tables.keys() >= project_rqda.NEEDED:
        return built_project(*project_rqda.rqda_project(tables, file.stem))
    if tables.keys() >= project_qualcoder.NEEDED:
        return built_project(*project_qualcoder.qualcoder_project(tables, file.stem))
    raise BadFile(file.name, (Problem("no_known_project"),))


def _take_sources(store: Store, act: Act, found: FoundProject, lost: Lost) -> tuple[dict[str, str], int]:
    """(source here by its id in the file, how many are new)."""
    from qualcode import language
    from qualcode.language import kept, normalise
    from qualcode.model import Source
    from qualcode.reduction.project_refi_taking import reading_of, source_of

    pipeline, new = None, 0
    sources: dict[str, str] = {}
    standing = {digest: one.id for one in act.study.sources for digest in (one.text_digest, one.original_digest)}
    for text in found.texts:
        if text.text is None:
            continue
        digest = hashlib.sha256(normalise(text.text).encode()).hexdigest()
        if digest not in standing:
            study = act.study.grown(act.written, act.removed)
            reading = reading_of(text, study, lost, own=found.own)
            if reading is None:
                continue
            records = source_of(reading, study, act.new_id)
            act.put_text(reading.original)
            kept_digest = act.put_text(reading.text)
            act.put(*records)
            if not store.has_analysis(kept_digest, language.RULES):
                pipeline = pipeline or language.load(
                    {**kept.known(language.RULES), **store.known_forms(language.RULES)}
                )
                act.put_analysis(kept_digest, language.RULES, *pipeline.analyse(reading.text, reading.stretches))
            standing[digest] = next(one.id for one in records if isinstance(one, Source))
            new += 1
        sources[text.guid] = standing[digest]
    if pipeline is not None:
        kept.keep(language.RULES, pipeline.found)
    return sources, new
