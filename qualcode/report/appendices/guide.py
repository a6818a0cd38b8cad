"""The interview guide: each question under its focus, and the roles that it is meant for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.model import GuideQuestion
from qualcode.report.appendices import listing
from qualcode.report.desk import paragraph
from qualcode.report.document import Slot

if TYPE_CHECKING:
    from qualcode.report.desk import Desk
    from qualcode.report.document import Block


def guide(desk: Desk) -> tuple[Block, ...]:
    """The questions by focus in project order, those without a focus last; an open slot where there are none."""
    questions = sorted(desk.study.all(GuideQuestion), key=lambda one: one.order)
    if not questions:
        return (Slot(text=desk.word("slots.guide"), section="guide", slot="questions"),)
    labels = {focus.id: focus.label for focus in desk.study.focuses}
    roles = {role.id: role.label for role in desk.study.roles}
    rows: list[tuple[str, ...]] = []
    for focus in (*labels, None):
        asked = [one for one in questions if (one.focus if one.focus in labels else None) == focus]
        for at, one in enumerate(asked):
            name = labels.get(focus or "", desk.word("no_focus")) if not at else ""
            to = desk.terms.listed([roles.get(role, role) for role in one.roles]) or desk.word("everyone")
            rows.append((str(len(rows) + 1), name, one.text, to))
    table = listing(desk, "guide", ("no", "focus", "question", "asked_of"), rows)
    said = desk.voice.say("appendix.guide", n=desk.counter.number(len(rows)))
    return (*paragraph(desk.claim(said, *(f"question:{one.id}" for one in questions))), table)
