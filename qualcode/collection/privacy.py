"""What may leave the study: text beyond the quoted words only where someone read the scan for identifiers."""

from __future__ import annotations

from qualcode.collection.positions import blocks_of, speakers
from qualcode.model import Consent, Segment, Source, Stage, Statement, Study, ref_to


def withdrawn(study: Study) -> frozenset[str]:
    """Informants who withdrew their consent: their words are no evidence and leave the study no more."""
    return study.derived(_withdrawn)


def _withdrawn(study: Study) -> frozenset[str]:
    return frozenset(consent.informant for consent in study.all(Consent) if consent.withdrawn_on)


def is_withdrawn(study: Study, segment: Segment) -> bool:
    """Whether a segment holds words of somebody who withdrew consent."""
    source = study.get(Source, segment.source)
    return bool(withdrawn(study) and withdrawn(study).intersection(speakers(source, blocks_of(study, segment))))


def is_pseudonymised(study: Study, source: str) -> bool:
    """Whether the researcher stated, for a source or the whole study, that its identifiers are hidden.

    A waiver lets the work go on; it hides nobody and so does not count here.
    """
    targets = {f"source:{source}", ref_to(study.project)}
    return any(
        statement.record in targets and statement.state is Stage.PSEUDONYMISED and statement.text
        for statement in study.all(Statement)
    )


def is_judged(study: Study, source: str) -> bool:
    """Whether the identifiers of a source (or of all) were stated to be hidden, or waived with a reason."""
    return not study.derived(_judged).isdisjoint((f"source:{source}", ref_to(study.project)))


def _judged(study: Study) -> frozenset[str]:
    return frozenset(
        statement.record
        for statement in study.all(Statement)
        if statement.state is Stage.PSEUDONYMISED and (statement.text or statement.waiver) and not statement.of_one_hit
    )
