"""Links as conclusions read them: those about a finding's matter, without what people said who withdrew consent."""

from __future__ import annotations

from dataclasses import replace

from qualcode.collection.privacy import withdrawn
from qualcode.displays._link_axes import record_label
from qualcode.model import Finding, Link, LinkKind, Study, Variable
from qualcode.reduction.coded import codes_of_focus

CAUSAL = (LinkKind.LEADS_TO, LinkKind.INFLUENCES)


def links(study: Study) -> tuple[Link, ...]:
    """Every link; one that only people assert who withdrew their consent is left out."""
    return study.derived(_standing)


def _standing(study: Study) -> tuple[Link, ...]:
    out = withdrawn(study)
    found = []
    for link in study.all(Link):
        kept = tuple(who for who in link.asserted_by if who not in out)
        if kept or not link.asserted_by:
            found.append(replace(link, asserted_by=kept))
    return tuple(found)


def matter_of(study: Study, finding: Finding) -> frozenset[str]:
    """References to what a finding is about: the codes and variables of its focuses."""
    codes = {f"code:{code}" for focus in finding.focuses for code in codes_of_focus(study, focus)}
    return frozenset(codes | {f"variable:{one.id}" for one in study.all(Variable) if one.focus in finding.focuses})


def links_of(study: Study, finding: Finding) -> tuple[Link, ...]:
    """Links that begin or end at what a finding is about."""
    matter = matter_of(study, finding)
    return tuple(link for link in links(study) if matter & set(ends_at(link)))


def causal(study: Study) -> tuple[Link, ...]:
    """Links that say that one thing leads to or influences another."""
    return tuple(link for link in links(study) if link.kind in CAUSAL)


def ends_at(link: Link) -> tuple[str, str]:
    """The two ends of a link, from and to."""
    return link.from_, link.to


def label_of(study: Study, ref: str) -> str:
    """What people read for an end of a link."""
    return record_label(study, ref)
