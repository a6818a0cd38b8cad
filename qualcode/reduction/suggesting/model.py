"""What suggesting knows of a study: the keywords of its codebook and what its codings taught, as plain data."""

from __future__ import annotations

from dataclasses import dataclass

from qualcode.model import Code, CodeStatus, Cycle, Study
from qualcode.reduction.code_tree import descendants
from qualcode.reduction.suggesting.keywords import Keyword, keywords_of, stems_by
from qualcode.reduction.suggesting.reading import known_stems


@dataclass(frozen=True, slots=True)
class Model:
    """``codes`` are those that can be suggested; ``under`` names the codes that count for each."""

    codes: tuple[str, ...]
    keywords: tuple[Keyword, ...]
    under: dict[str, tuple[str, ...]]
    coders: tuple[str, ...] = ()


def suggestible(study: Study) -> tuple[Code, ...]:
    """The active codes of the first cycle, in codebook order."""
    return tuple(code for code in study.codes if code.status is CodeStatus.ACTIVE and code.cycle is Cycle.FIRST)


def from_codebook(study: Study, coders: tuple[str, ...]) -> Model:
    """What the codebook alone tells."""
    codes = suggestible(study)
    stems = stems_by(known_stems(study))
    return Model(
        codes=tuple(code.id for code in codes),
        keywords=tuple(keyword for code in codes for keyword in keywords_of(code, stems)),
        under={code.id: (code.id, *sorted(descendants(study, code.id))) for code in codes},
        coders=coders,
    )
