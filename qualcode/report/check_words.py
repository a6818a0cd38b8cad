"""Export checks in the interface's language: what was found, and what to do about it."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from qualcode.i18n import N_, _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualcode.report.check_record import Check

FIRST = ("no_sources", "no_codings", "no_informants", "one_informant", "consent_unrecorded")
"""Checks that are said whenever a chapter is written: what a study has to have before anything else."""

WORDS: dict[str, str] = {
    "no_sources": N_("the study has no data yet, so the chapter is made of open slots: qualcode ingest FILE..."),
    "no_codings": N_("nothing is coded yet, so the chapter can show no data: qualcode code SOURCE"),
    "no_informants": N_("no informant is recorded: qualcode informant add ID --role ROLE"),
    "one_informant": N_(
        "the study has one informant: nothing can be counted or compared between people; say in the text why one is "
        "enough, or hear others"
    ),
    "quotation_differs": N_("a quotation differs from its text; look with: qualcode doctor"),
    "consent_missing": N_("a quotation of an informant without consent: qualcode consent add --informant ID"),
    "consent_withdrawn": N_("a quotation of an informant who withdrew consent"),
    "consent_unrecorded": N_("no consent is recorded for any informant: qualcode consent add"),
    "consent_left_out": N_("left out for want of consent to be quoted: qualcode consent add --informant ID"),
    "quotation_twice": N_("a quotation stands twice"),
    "quotation_alone": N_("two quotations with nothing between them"),
    "quotation_unfollowed": N_("a part closes with a quotation; write after it what it shows: qualcode passage write"),
    "source_before_permit": N_(
        "a quoted source is older than the permit; check its date: qualcode source set ID --date DATE"
    ),
    "source_after_permit": N_(
        "a quoted source is later than the permit allows; check its date, or record the new permit"
    ),
    "source_weekday": N_(
        "the weekday in the header of a source is not that of its date; look the day up, then: qualcode source set ID "
        "--date DATE, or mend the transcript and take it in again"
    ),
    "finding_without_focus": N_(
        "a finding that belongs to no focus, so that no section shows it: qualcode finding set ID --focuses FOCUS"
    ),
    "code_without_focus": N_(
        "codings of a code that belongs to no focus, so that no section shows them; give the code a focus (qualcode "
        "codebook set CODE --focus FOCUS), or code what they touch under its focus too"
    ),
    "technique_unrecorded": N_(
        "your text on trustworthiness names a technique of which the study holds no record; record what you did "
        "(qualcode verify FINDING TACTIC --done TEXT), or take the technique out"
    ),
    "focus_without_conclusion": N_(
        "a focus without a conclusion: qualcode passage write 5.1 --slot conclusion --focus FOCUS"
    ),
    "finding_without_theory": N_("a finding whose discussion cites no theory: qualcode theory add --finding FINDING"),
    "finding_unopposed": N_(
        "a finding with neither a rival explanation nor negative evidence: qualcode verify FINDING negative-evidence"
    ),
    "one_voice_generalised": N_(
        "one informant carries the finding, yet it speaks of many: qualcode finding set ID --text"
    ),
    "member_check_undated": N_("an answer of a member check has no date: qualcode verify FINDING member-check"),
    "and_others_mixed": N_("another form of “et al.” than the layout has: qualcode passage write"),
    "reference_twice": N_("a work stands twice in the list of references; join the two in your library"),
    "mention_unknown": N_("your prose mentions a table, figure or section that is not there; mend its number"),
    "sentence_twice": N_("the same sentence in two passages; the discussion should not repeat the results"),
    "quoted_share": N_("more than half of the words of a section are quoted; say what they show"),
    "wording": N_("a wording that examiners criticise, and what is better (your list: templates/umum/wording.id.toml)"),
    "source_undated": N_("a quoted source has no date: qualcode source set ID --date DATE"),
    "identifiers_found": N_(
        "identifiers may stand open in a quoted source (qualcode anonymise status); look with: qualcode anonymise "
        "scan ID; then hide them "
        "(qualcode anonymise apply ID), let single ones stand (qualcode anonymise waive ID NUMBER --reason REASON), "
        "or sign or waive the whole: qualcode state source:ID --stage 2 --waive REASON"
    ),
    "identifiers_written": N_(
        "identifiers may stand open in what you wrote yourself (qualcode anonymise scan); change it, or let "
        "them stand: qualcode anonymise waive PLACE --text TEXT --reason REASON"
    ),
    "identifiers_in_memo": N_(
        "identifiers may stand open in a memo that leaves with the project; change it, or sign or waive for the whole "
        "study: qualcode state project:study --stage 2 --waive REASON"
    ),
    "identifiers_open": N_("identifiers not checked and signed: qualcode state source:ID --stage 2 --text TEXT"),
    "transcript_withheld": N_(
        "a source is not appended; hide its identifiers (qualcode anonymise apply ID) and sign: "
        "qualcode state source:ID --stage 2 --text TEXT; or record the consent: qualcode consent add --informant ID"
    ),
    "identifiers_remain": N_(
        "a source is appended in full, and the scan still proposes identifiers in it: qualcode anonymise scan ID"
    ),
    "display_changed": N_("a display differs from what was frozen; read it again, then: qualcode display freeze NAME"),
    "speaker_unknown": N_("a quotation whose speaker is not known: qualcode ingest FILE --speaker LABEL=WHO"),
    "role_identifies": N_(
        "a role with one holder names a person; record your choice: "
        """qualcode project set study --privacy '{"name_offices": true, "reason": "REASON"}'"""
    ),
    "focus_without_data": N_("a focus without data: qualcode code add"),
    "focus_without_finding": N_("a focus without a finding: qualcode finding add --focuses FOCUS"),
    "focus_without_discussion": N_("a focus without a discussion: qualcode passage write discussion --focus FOCUS"),
    "finding_stale": N_("what the finding rests on has changed since: qualcode finding show, then sign it anew"),
    "finding_unverified": N_("a finding that is not verified; it is marked as a draft: qualcode verify FINDING"),
    "finding_single": N_(
        "only one informant, technique or date carries the finding (T1): qualcode finding show FINDING"
    ),
    "evidence_only_concluded": N_(
        "evidence appears only in the conclusion, none of it is coded under the focus: qualcode code add"
    ),
    "finding_conflict": N_("sources conflict and no evidence against is listed: qualcode finding show FINDING"),
    "position_drift": N_(
        "a passage states another position than its finding: qualcode passage write --position-phrase"
    ),
    "passage_cut": N_("a passage looks cut off: qualcode passage show ID"),
    "weak_without_recommendation": N_(
        "a weak focus without a recommendation: qualcode recommend add --findings FINDING"
    ),
    "obstacle_without_recommendation": N_(
        "an obstacle without a recommendation: qualcode recommend add --factors CODE"
    ),
    "need_without_recommendation": N_(
        "a support put as a need, without a recommendation: qualcode recommend add --factors CODE"
    ),
    "caveat_without_recommendation": N_("caveats that no recommendation answers: qualcode recommend coverage"),
    "recommendation_unanchored": N_(
        "a recommendation that answers no finding or factor: qualcode recommend set ID --findings FINDING"
    ),
    "slot_open": N_("still to be written: qualcode passage write"),
    "verdict_open": N_("triangulation without your verdict: qualcode verify FINDING triangulation --verdict VERDICT"),
    "cells_open": N_("empty cells that need an entry or a mark, by table: qualcode display write"),
    "reading_open": N_("a display without your reading note, by table: qualcode display note"),
    "theory_keys": N_(
        "theory is cited by the keys of its notes; put your references as a .bib file (from Zotero or Mendeley) in the "
        "study's folder"
    ),
    "key_bare": N_("your prose names a work by its key; put it as [@key]: qualcode passage write"),
    "reference_unknown": N_("a work is cited that your file of references does not hold; add it, or mend the key"),
    "cells_stale": N_("cells written before the data changed: qualcode display write"),
    "passage_stale": N_("prose written before the data changed: qualcode passage write"),
    "table_uncited": N_("a table that no text mentions before it; mention it in your prose or template"),
    "too_long": N_("a document longer than it may be, in pages; shorten your prose, findings or limits"),
    "display_missing": N_("a display cannot be made yet: qualcode display list"),
    "passage_unplaced": N_("a passage that has no place in the chapter; check its section, focus and finding"),
}

SHORT = 24
"""Letters of facts that may stand on one line."""


def check_lines(checks: Sequence[Check]) -> list[str]:
    """Checks as lines for a reader: what several have in common is said once, their facts stand below it."""
    lines: list[str] = []
    for key, group in groupby(checks, key=lambda one: (one.refuses, one.key)):
        some = list(group)
        mark = _("refuses") if key[0] else _("look at")
        if len(some) == 1:
            lines.append(f"[{mark}] {check_words(some[0])}")
            continue
        lines.append(f"[{mark}] {_(WORDS.get(key[1], key[1]))}")
        facts = list(dict.fromkeys(_fact(one) for one in some))
        short = all(len(fact) <= SHORT for fact in facts)
        lines += [f"    {', '.join(facts)}"] if short else [f"    {fact}" for fact in facts]
    return lines


def _fact(check: Check) -> str:
    if check.then:
        return f"{check.then}: {check.what}"
    return f"{_place(check)}{check.what}" if check.place is not None else check.what


def check_words(check: Check) -> str:
    """One check as one line: where, what, and what to do."""
    then = f" {check.then}" if check.then else ""
    what = f" ({check.what})" if check.what else ""
    return f"{_place(check)}{_(WORDS.get(check.key, check.key))}{then}{what}"


def _place(check: Check) -> str:
    if check.place is not None:
        return _("{source}, line {line}: ").format(source=check.place.source, line=check.place.line_name)
    return f"{check.section}: " if check.section and not check.then else ""
