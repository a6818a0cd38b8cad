"""Export checks in the interface's language: what was found, and what to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.i18n import N_, _

if TYPE_CHECKING:
    from qualcode.report.checks import Check

WORDS: dict[str, str] = {
    "quotation_differs": N_("a quotation differs from its text; look with: qualcode doctor"),
    "consent_missing": N_("a quotation of an informant without consent: qualcode consent add"),
    "consent_withdrawn": N_("a quotation of an informant who withdrew consent"),
    "consent_unrecorded": N_("no consent is recorded for any informant: qualcode consent add"),
    "consent_left_out": N_("left out for want of consent to be quoted: qualcode consent add"),
    "quotation_twice": N_("a quotation stands twice"),
    "quotation_alone": N_("two quotations with nothing between them"),
    "source_undated": N_("a quoted source has no date: qualcode source set"),
    "identifiers_open": N_("identifiers not checked and signed: qualcode state source:ID --stage 2 --text TEXT"),
    "speaker_unknown": N_("a quotation whose speaker is not known: qualcode source set --speaker"),
    "role_identifies": N_("a role with one holder names a person; record your choice in the study's privacy"),
    "focus_without_data": N_("a focus without data: qualcode code add"),
    "focus_without_finding": N_("a focus without a finding: qualcode finding add"),
    "focus_without_discussion": N_("a focus without a discussion: qualcode passage write discussion --focus FOCUS"),
    "finding_unverified": N_("a finding that is not verified; it is marked as a draft: qualcode verify FINDING"),
    "finding_single": N_("only one informant, technique or date carries the finding (T1)"),
    "finding_conflict": N_("sources conflict and no evidence against is listed: qualcode finding show FINDING"),
    "position_drift": N_("a passage states another position than its finding"),
    "passage_cut": N_("a passage looks cut off"),
    "weak_without_recommendation": N_("a weak focus without a recommendation: qualcode recommend add"),
    "obstacle_without_recommendation": N_("an obstacle without a recommendation: qualcode recommend add"),
    "need_without_recommendation": N_("a support that is put as a need, without a recommendation"),
    "caveat_without_recommendation": N_("a caveat that no recommendation answers"),
    "recommendation_unanchored": N_("a recommendation that answers no finding or factor"),
    "slot_open": N_("still to be written: qualcode passage write"),
    "cells_stale": N_("cells written before the data changed: qualcode display write"),
    "passage_stale": N_("prose written before the data changed: qualcode passage write"),
    "table_uncited": N_("a table that no text mentions before it"),
    "display_missing": N_("a display cannot be made yet"),
    "passage_unplaced": N_("a passage that has no place in the chapter; check its section, focus and finding"),
}


def check_words(check: Check) -> str:
    """One check as one line: where, what, and what to do."""
    place = ""
    if check.place is not None:
        place = _("{source}, line {line}: ").format(source=check.place.source, line=check.place.line_name)
    elif check.section:
        place = f"{check.section}: "
    what = f" ({check.what})" if check.what else ""
    return f"{place}{_(WORDS.get(check.key, check.key))}{what}"
