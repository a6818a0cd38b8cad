"""The codebook: definition, use and examples of every code, in its tree; and what became of codes since."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from qualcode.model import Code, CodeChange, CodeStatus
from qualcode.reduction.code_tree import depth
from qualcode.reduction.codebooks import tree_order
from qualcode.reduction.coded import evidence
from qualcode.report.appendices import listing, text
from qualcode.report.desk import paragraph
from qualcode.report.document import Emphasis, Text
from qualcode.report.tables import parts

if TYPE_CHECKING:
    from qualcode.report.desk import Desk
    from qualcode.report.document import Block, Runs, TableCell

INDENT = "· "
"""What each step down the tree puts before a code."""


def codebook(desk: Desk) -> tuple[Block, ...]:
    """Every code with its definition, its use, its examples and how often it was given; then the changes to it."""
    codes = tree_order(desk.study.codes)
    if not codes:
        return ()
    given = Counter(one.code.id for one in evidence(desk.study))
    rows = [(_name(desk, code), _meaning(desk, code), _use(desk, code), _examples(code), _count(desk, given[code.id]))
            for code in codes]  # fmt: skip
    table = listing(desk, "codebook", ("code", "definition", "use", "examples", "count"), rows, wide=True)
    said = desk.voice.say("appendix.codebook", n=desk.terms.number(len(codes)), tabel=desk.table(table.key))
    return (*paragraph(desk.claim(said, *(f"code:{code.id}" for code in codes))), table, *_history(desk))


def _name(desk: Desk, code: Code) -> TableCell:
    steps = INDENT * depth(desk.study, code.id)
    state = desk.terms(f"values.code_level.{code.level.value}")
    if code.status is CodeStatus.RETIRED:
        state = f"{state}; {desk.terms('codebook.retired')}"
    name = text(code.name) if code.name != code.id else ()
    return parts((Text(steps), Emphasis(code.id, strong=True)) if steps else (Emphasis(code.id, strong=True),), name,
                 (Emphasis(state),))  # fmt: skip


def _meaning(desk: Desk, code: Code) -> TableCell:
    return parts(text(code.definition or desk.word("none")))


def _use(desk: Desk, code: Code) -> TableCell:
    """When the code is given and when not; borderline cases, and the codes that it condenses."""
    words = {
        "include": code.include,
        "exclude": code.exclude,
        "borderline": code.borderline,
        "condenses": ", ".join(code.condenses),
    }
    said: list[Runs] = [(Emphasis(f"{desk.terms(f'codebook.{name}')}:"), Text(f" {value}"))
                        for name, value in words.items() if value]  # fmt: skip
    return parts(*said) if said else parts(text(desk.word("none")))


def _examples(code: Code) -> TableCell:
    return parts(*map(text, code.examples)) if code.examples else parts(text("–"))


def _count(desk: Desk, given: int) -> str:
    return desk.terms.number(given)


def _change(desk: Desk, change: CodeChange) -> str:
    """What was done, in the words of the document."""
    key = f"values.code_change.{change.kind}"
    return desk.terms(key) if desk.terms.has(key) else change.kind


def _history(desk: Desk) -> tuple[Block, ...]:
    """What was done to codes since they were made, oldest first; nothing where nothing was."""
    changes = sorted(
        ((change.date, code.id, change) for code in desk.study.codes for change in code.history),
        key=lambda found: found[:2],
    )
    if not changes:
        return ()
    rows = [
        (
            desk.terms.date(date) if date else desk.word("undated"),
            code,
            _change(desk, change),
            change.note or ", ".join(change.others) or desk.word("none"),
        )
        for date, code, change in changes
    ]
    table = listing(desk, "code_history", ("date", "code", "change", "reason"), rows, wide=True)
    return (*paragraph(desk.voice.say("appendix.code_history", tabel=desk.table(table.key))), table)
