"""What a state asks for and what is still open: the exits of the method's states as values (method: states).

An exit is one thing that can be checked by machine. Where it does not hold, a ``Missing`` names it and the
records it concerns; ``exit_words`` says it in the interface's language, with the command that closes it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qualcode.i18n import _
from qualcode.model import Stage, Statement, ref_to

if TYPE_CHECKING:
    from qualcode.model import Study


REFS_SHOWN = 8
"""How many ids ``exit_words`` names; the others are counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """An exit of a stage that does not hold, and the ids it concerns.

    ``blocking`` is False for a remark: worth seeing, but the state is reached without it.
    """

    stage: Stage
    exit: str
    refs: tuple[str, ...] = ()
    blocking: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One stage of one object: what is missing for it, and the stages that must be reached before.

    ``waivable`` says whether a waiver of the researcher stands for the exits.
    """

    stage: Stage
    missing: tuple[Missing, ...] = ()
    after: tuple[Stage, ...] = ()
    waivable: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """Where one object stands: the highest stage it reached, every stage it reached, what is missing.

    ``stated`` holds the researcher's statements and waivers about the record, whatever the machine finds.
    """

    record: str
    stage: Stage | None
    stages: tuple[Stage, ...] = ()
    missing: tuple[Missing, ...] = ()
    stated: tuple[Statement, ...] = ()

    @property
    def name(self) -> str:
        """The stage's name as it is scripted (``tentative``), or ``draft`` before the first."""
        return "draft" if self.stage is None else self.stage.name.lower()

    def missing_for(self, stage: Stage) -> tuple[Missing, ...]:
        """What is missing for one stage."""
        return tuple(missing for missing in self.missing if missing.stage is stage)

    @property
    def stale(self) -> tuple[Missing, ...]:
        """What the record rests on and what has changed since it was tested or signed."""
        return tuple(missing for missing in self.missing if missing.exit.endswith("_since"))

    @property
    def next_missing(self) -> tuple[Missing, ...]:
        """What blocks the first stage that is not reached."""
        first = min((m.stage for m in self.missing if m.blocking and m.stage not in self.stages), default=None)
        return tuple(missing for missing in self.missing if missing.stage is first and missing.blocking)


def missing_if(
    condition: object, stage: Stage, exit_: str, refs: Iterable[str] = (), *, blocking: bool = True
) -> tuple[Missing, ...]:
    """The exit as missing where the condition holds (a list of offenders that is not empty, a true value)."""
    return (Missing(stage=stage, exit=exit_, refs=tuple(refs), blocking=blocking),) if condition else ()


def reach(study: Study, record: str, steps: Iterable[Step]) -> Reached:
    """Where a record stands, given what each of its stages lacks.

    A waiver about the project stands for every object that has the waived stage.
    """
    steps = tuple(steps)
    stages = {step.stage for step in steps}
    general = ref_to(study.project)
    stated = tuple(
        one
        for one in study.all(Statement)
        if not one.of_one_hit
        and (one.record == record or (one.record == general and one.waiver and one.state in stages))
    )
    waived = {statement.state for statement in stated if statement.waiver}
    done: list[Stage] = []
    missing: list[Missing] = []
    for step in steps:
        missing.extend(step.missing)
        holds = not any(one.blocking for one in step.missing) or (step.waivable and step.stage in waived)
        if holds and all(stage in done for stage in step.after):
            done.append(step.stage)
    return Reached(
        record=record,
        stage=max(done, default=None),
        stages=tuple(done),
        missing=tuple(missing),
        stated=stated,
    )


def statement_of(study: Study, record: str, stage: Stage) -> Statement | None:
    """The researcher's latest statement or waiver about a record reaching a stage, or None."""
    stated = (one for one in study.all(Statement) if one.record == record and one.state is stage)
    found = [one for one in stated if (one.text or one.waiver) and not one.of_one_hit]
    return found[-1] if found else None


def exit_words(missing: Missing) -> str:
    """What is missing, in the interface's language, with the command to type next."""
    words = _words().get(missing.exit, missing.exit)
    if not missing.refs:
        return words
    more = len(missing.refs) - REFS_SHOWN
    refs = ", ".join(missing.refs[:REFS_SHOWN]) + (f", … +{more}" if more > 0 else "")
    return f"{words} ({refs})"


def _words() -> dict[str, str]:
    return _design_words() | _source_words() | _code_and_display_words() | _finding_words()


def _design_words() -> dict[str, str]:
    return {
        "focus": _("no research focus yet: qualcode focus add"),
        "focus_question": _("focus without a research question: qualcode focus set"),
        "role": _("no role yet: qualcode role add"),
        "start_code": _("focus without a start code: qualcode codebook load"),
        "consent_form": _("no consent form named: qualcode project set --consent-form"),
        "role_identifies": _(
            "role with one holder identifies a person; record your choice: qualcode project set --privacy"
        ),
    }


def _source_words() -> dict[str, str]:
    return {
        "date": _("no date: qualcode source set SOURCE --date"),
        "header": _("header not complete: qualcode source set"),
        "hash": _("text not fixed by its digest: qualcode doctor"),
        "speakers": _("blocks whose speaker is not mapped: qualcode source set --speaker"),
        "informant": _("no informant: qualcode source set --informants"),
        "consent": _("informant without consent: qualcode consent add"),
        "consent_withdrawn": _("informant who withdrew consent"),
        "permit": _("no permit (qualcode project set --permits) and no public document (qualcode source set --public)"),
        "offsets": _("quotations that differ from the text: qualcode doctor"),
        "scan_read": _("names and numbers not signed as looked for: qualcode state SOURCE --stage 2 --text"),
        "summary": _("no contact or document summary: qualcode contact add"),
        "question_open": _("target question neither answered nor marked as not got: qualcode contact set"),
        "uncoded_block": _("answers neither coded nor marked as not relevant: qualcode code add, or source mark"),
        "codebook_changed": _("codes redefined since the coders were compared: qualcode agreement"),
        "second_coder": _("no comparison of two coders; to go without: qualcode state SOURCE --stage 5 --waive REASON"),
        "disagreement_open": _("disagreement between coders without a resolution: qualcode agreement settle"),
    }


def _code_and_display_words() -> dict[str, str]:
    return {
        "condenses": _("pattern code that gathers fewer than two first-cycle codes: qualcode codebook pattern"),
        "memo": _("pattern code without a memo: qualcode memo add"),
        "definition": _("code without a definition: qualcode codebook set"),
        "two_sources": _("pattern code seen in fewer than two sources"),
        "counter_search": _("no search for counter-instances logged: qualcode verify"),
        "rules": _("display without decision rules: qualcode display rule"),
        "snapshot": _("display not frozen: qualcode display freeze"),
        "notes": _("display without reading notes: qualcode display note"),
        "blank_cell": _("cells with neither entry nor mark: qualcode display write"),
        "cell_without_refs": _("written cells without a reference or mark: qualcode display write"),
        "display_needs": _("display that lacks records: qualcode display explain"),
        "display_unknown": _("display of an unknown type: qualcode display list"),
    }


def _finding_words() -> dict[str, str]:
    return {
        "display_read": _("no display read: qualcode finding set --displays"),
        "display_frozen": _("display read but not frozen: qualcode display freeze"),
        "evidence_for": _("no evidence for it: qualcode finding set --evidence-for"),
        "against_searched": _("evidence against it not searched for: qualcode verify FINDING negative-evidence"),
        "position": _("position not mapped on the scale of its focus: qualcode finding set --position"),
        "triangulation": _("no triangulation with a verdict: qualcode verify FINDING triangulation"),
        "disconfirming": _(
            "no tactic that looks at exceptions was applied (outliers to spurious relations): qualcode verify"
        ),
        "rival": _("no rival explanation noted: qualcode finding rival"),
        "rival_evidence": _(
            "rival explanation without evidence for it, evidence against it, or why it was set aside: "
            "qualcode finding rival"
        ),
        "unweighed": _("evidence against it that was not weighed yet: qualcode verify FINDING negative-evidence"),
        "unsigned": _("reached, not signed by you: qualcode state FINDING --text"),
        "claim_since": _("its words, position or evidence changed since; read it again and sign: qualcode state"),
        "against_since": _("the evidence against it changed since; read it again and sign: qualcode state"),
        "data_since": _("the codings under its focus changed since; read it again and sign: qualcode state"),
        "ratings_since": _("ratings or links about it changed since; read it again and sign: qualcode state"),
        "codebook_since": _("its codes were redefined since; read it again and sign: qualcode state"),
        "displays_since": _("a display that it reads was frozen anew since; read it again and sign: qualcode state"),
        "display_changed": _(
            "display read that differs from how it was frozen: qualcode display freeze, read it again"
        ),
        "member_check": _("neither a member check nor a reason for none: qualcode verify FINDING member-check"),
        "disagreement_kept": _("an informant disagreed and no consequence was stated: qualcode verify"),
        "confidence": _("no confidence stated: qualcode finding set --confidence"),
        "discussion": _("no passage of the chapter discusses it: qualcode passage write"),
        "quotations": _("evidence whose quotation differs from the text: qualcode doctor"),
        "recommendation": _("weak position without a recommendation: qualcode recommend add"),
    }
