"""What the text on trustworthiness promises, held against what the study holds: examiners look for the outcome.

The techniques and their words stand in ``wording.<language>.toml`` beside the templates (``[[janji]]``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from qualcode.conclusions.verifications import member_answers, searched_against, triangulated
from qualcode.errors import BadTemplate
from qualcode.model import AgreementRun, Summary, SummaryKind
from qualcode.report.check_record import Check, flagged
from qualcode.report.prose_checks import sentences
from qualcode.report.wording import promises

if TYPE_CHECKING:
    from qualcode.model import Study
    from qualcode.report.document import Document

SECTION = "trustworthiness"
_DENIED = {"id": ("tidak", "belum", "tanpa"), "en": ("not", "no", "without")}
"""Words of a sentence that says that a technique was left out."""


def promised(study: Study, document: Document) -> Iterator[Check]:
    """Techniques that the text on trustworthiness says were used and of which the study holds nothing."""
    if document.section(SECTION) is None:
        return
    path = document.profile.find(f"wording.{document.language}.toml")
    known = promises(path)
    for promise in known:
        if promise.evidence not in EVIDENCE:
            raise BadTemplate(str(path), None, f"bukti = {promise.evidence!r}: {', '.join(EVIDENCE)}")
    denied = _DENIED[document.language]
    for passage in study.passages:
        if passage.section != SECTION:
            continue
        told = [one for one in sentences(passage.text) if not set(denied) & set(one.casefold().split())]
        for promise in known:
            found = next(filter(None, map(promise.pattern.search, told)), None)
            if found and not EVIDENCE[promise.evidence](study):
                yield flagged("technique_unrecorded", f"{passage.id}: “{found.group()}”", SECTION)


def _came_back(study: Study) -> bool:
    """Whether somebody was met more than once, or a place observed more than once."""
    met = Counter(person for source in study.sources for person in source.informants)
    again = any(source.contact_number and source.contact_number > 1 for source in study.sources)
    places = Counter(source.place for source in study.sources if not source.informants and source.place)
    return again or any(count > 1 for count in (*met.values(), *places.values()))


EVIDENCE: dict[str, Callable[[Study], bool]] = {
    "triangulasi": lambda study: any(triangulated(study, one) for one in study.findings),
    "waktu": lambda study: len({source.date for source in study.sources if source.date}) > 1,
    "peneliti": lambda study: bool(study.all(AgreementRun)),
    "teori": lambda study: bool(study.theory_notes),
    "kasus-negatif": lambda study: any(searched_against(study, one) for one in study.findings),
    "pengecekan-anggota": lambda study: any(member_answers(study, one) for one in study.findings),
    "sejawat": lambda study: (
        bool(study.all(AgreementRun)) or any(one.kind is SummaryKind.MEETING for one in study.all(Summary))
    ),
    "perpanjangan": _came_back,
}
"""The evidence that a ``[[janji]]`` can name, and whether a study holds it."""
