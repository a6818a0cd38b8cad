"""What is suggested in a source, found beside the keys by a thread with a connection of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from qualcode.model import Block, Code, Coding, ReviewedSuggestion, Source, Study
from qualcode.storage.store import Store

if TYPE_CHECKING:
    from qualcode.reduction.suggestion import Model, Suggestion

LEARN_AGAIN = 25
"""Codings more or fewer after which what they teach is learned anew."""


@dataclass(frozen=True, slots=True)
class Suggested:
    """Suggestions for one source in the order of the text, the surest of a place first, and what they rest on."""

    model: Model
    suggestions: tuple[Suggestion, ...]
    source: Source
    blocks: tuple[Block, ...]
    codes: tuple[Code, ...]
    settled: frozenset[str]

    def stand(self, study: Study, source_id: str) -> bool:
        """Whether they still are what would be suggested there, but for what was settled since."""
        known = _settled(study)
        return (
            self.source == study.get(Source, source_id)
            and self.blocks == study.blocks(source_id)
            and self.codes == study.codes
            and self.settled <= known
            and len(known) - len(self.settled) < LEARN_AGAIN
        )


def _settled(study: Study) -> frozenset[str]:
    return frozenset((*study.by_id(Coding), *study.by_id(ReviewedSuggestion)))


def find(folder: Path, source_id: str, coder: str) -> Suggested:
    """Learn from what is coded, and find what is suggested in a source to a coder."""
    from qualcode.reduction.suggestion import learn, suggest_for

    with Store.open(folder) as store:
        study = store.study()
        alone = () if not study.project.coders or coder in study.project.coders else (coder,)
        model = learn(study, coders=alone)
        found = suggest_for(study, source_id, model, coder=coder)
        return Suggested(
            model,
            tuple(sorted(found, key=lambda one: (one.start, -one.score, one.code))),
            study.get(Source, source_id),
            study.blocks(source_id),
            study.codes,
            _settled(study),
        )


def find_beside(folder: Path, source_id: str, coder: str, ready: Callable[[Suggested | Exception], object]) -> None:
    """Find them while the keys go on; ``ready`` is called in the thread, with what was found or what went wrong."""

    def look() -> None:
        try:
            found: Suggested | Exception = find(folder, source_id, coder)
        except Exception as error:  # noqa: BLE001 - raised again where it is taken up
            found = error
        ready(found)

    Thread(target=look, daemon=True).start()
