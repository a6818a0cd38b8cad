"""A look at a file before anything is decided: what would be asked of the user, and what comes out meanwhile."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from qualcode.collection.reading import Reading, read_source
from qualcode.collection.speaker_words import key_of
from qualcode.errors import NeedsDecision
from qualcode.model import Block, Speaker, Technique

_NOTHING: Mapping[str, str] = {}
_FIRST_VOICE = "1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A reading that stands on made-up answers to ``questions``, and must not be stored while there is one."""

    reading: Reading
    questions: tuple[NeedsDecision, ...]

    def unsettled(self, block: Block) -> bool:
        """Whether it is still to be said who speaks a block."""
        for question in self.questions:
            if question.what == "turns" and block.speaker is not Speaker.NONE:
                return True
            if question.what in ("speakers", "informants") and any(
                same_label(block.label, choice) for choice in question.choices
            ):
                return True
        return False


def same_label(label: str, other: str) -> bool:
    """Whether two writings are of one speaker's label (``P1`` and ``p 1``)."""
    return key_of(label) == key_of(other)


def look(
    path: Path,
    *,
    technique: Technique | None = None,
    speakers: Mapping[str, str] = _NOTHING,
    columns: tuple[str, str] | None = None,
    known: Collection[str] = (),
) -> Look:
    """A file as ``read_source`` reads it; where that asks, the question is noted and the reading goes on.

    Raises ``UnreadableSource``; and ``NeedsDecision`` where no answer would let it go on.
    """
    said = dict(speakers)
    questions: list[NeedsDecision] = []
    while True:
        try:
            reading = read_source(path, technique=technique, speakers=said, columns=columns, known=known)
        except NeedsDecision as question:
            if question.what in {one.what for one in questions}:
                raise
            questions.append(question)
            match question.what:
                case "technique":
                    technique = Technique.DOCUMENT
                case "turns":
                    said[_FIRST_VOICE] = Speaker.INTERVIEWER.value
                case _:
                    said |= dict.fromkeys(question.choices, Speaker.INFORMANT.value)
        else:
            return Look(reading=reading, questions=tuple(questions))
