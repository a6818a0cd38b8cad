"""The people of a table of answers: each id of its id column is one informant, who may have several rows.

An id that is a code (``R01``, ``I-07``) is the informant's code. A number, or an id that says nothing of a person,
stays as the label of the rows, and the informant gets a code of the study. Whatever else is written there may be a
name: it goes into no record, and the code stands in its place.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from qualcode.collection.documents import Remark, remark
from qualcode.collection.respondent_codes import code_form
from qualcode.collection.speaker_words import INFORMANT_WORDS, key_of
from qualcode.model import Block, Study

_SILENT = re.compile(r"\d{1,5}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[B-DF-HJ-NP-TV-Z]{2,4}", re.ASCII)
"""What tells nobody who it is: a short number, a key made by a machine, initials without a vowel."""


def known_codes(study: Study) -> dict[str, str]:
    """The form of each informant's code → the code as the study has it."""
    people = sorted(study.informants, key=lambda person: person.id == code_form(person.id))
    return {form: person.id for person in people if (form := code_form(person.id))}


def with_respondents(
    blocks: tuple[Block, ...], study: Study, new_id: Callable[[str], str], *, informant: str | None = None
) -> tuple[tuple[Block, ...], list[Remark]]:
    """(rows with the informant of each, remarks). Rows without an id are taken as a person each.

    Where one ``informant`` gave all answers, the ids are labels alone.
    """
    if informant is not None:
        return tuple(_labelled(block, informant) for block in blocks), []
    reading = _Respondents(study, new_id, blocks)
    placed = tuple(reading.placed(block) for block in blocks)
    return placed, reading.remarks()


class _Respondents:
    """One pass over the rows of a table."""

    def __init__(self, study: Study, new_id: Callable[[str], str], blocks: tuple[Block, ...]) -> None:
        self._known = known_codes(study)
        self._new_id = new_id
        self._codes: dict[str, str] = {}
        self._written = {form for block in blocks if (form := code_form(block.label))}
        self._hidden: dict[str, None] = {}
        self._without = 0

    def placed(self, block: Block) -> Block:
        """A row with its informant, and with a label that names nobody."""
        label = " ".join(block.label.split())
        if not label:
            self._without += 1
            code = self._fresh()
            return replace(block, informant=code, label=code)
        form = code_form(label)
        key = form or label.casefold()
        if key not in self._codes:
            self._codes[key] = (
                (self._known.get(form) or re.sub(r"[_. ]", "-", label).upper()) if form else self._fresh()
            )
        if form or _says_nothing(label):
            return replace(block, informant=self._codes[key], label=label)
        self._hidden[key] = None
        return replace(block, informant=self._codes[key], label=self._codes[key])

    def _fresh(self) -> str:
        """A code that neither the study nor the table has."""
        code = self._new_id("I")
        while code_form(code) in self._written:
            code = self._new_id("I")
        return code

    def remarks(self) -> list[Remark]:
        """How many people there are, whose ids were replaced, and how many rows have none."""
        found = [remark("respondents", count=len(self._codes) + self._without)]
        if self._hidden:
            found.append(remark("ids_replaced", count=len(self._hidden)))
        if self._without:
            found.append(remark("rows_without_id", count=self._without))
        return found


def _labelled(block: Block, informant: str) -> Block:
    label = " ".join(block.label.split())
    return replace(block, informant=informant, label=label if _says_nothing(label) else informant)


def _says_nothing(label: str) -> bool:
    """Whether an id names nobody."""
    base, number = key_of(label)
    return bool(code_form(label)) or _SILENT.fullmatch(label) is not None or (bool(number) and base in INFORMANT_WORDS)
