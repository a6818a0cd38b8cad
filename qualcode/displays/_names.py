"""Names in the order in which people count them, and the records that references name."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Mapping
from typing import Any

from qualcode.model import Case, CaseKind, Code, Event, Informant, Role, Study, Unit, Variable

RUN = 3
"""Codes that follow each other and are given by the first and the last."""

SHORT_LABEL = 30
"""Letters up to which a case goes by its label."""


KINDS: Mapping[str, type] = {
    "code": Code,
    "event": Event,
    "variable": Variable,
    "role": Role,
    "informant": Informant,
    "unit": Unit,
    "case": Case,
}
"""What a reference of a link or an option may name."""


def record_of(study: Study, ref: str) -> Any:
    """The record of a reference ``kind:id``, or None."""
    kind, _colon, name = ref.partition(":")
    return study.find(KINDS[kind], name) if kind in KINDS else None


def natural(name: str) -> tuple[tuple[int, str], ...]:
    """A key under which ``I-2`` comes before ``I-10``."""
    parts = re.split(r"(\d+)", name)
    return tuple((int(part), "") if part.isdigit() else (0, part) for part in parts)


def listed_codes(names: Iterable[str], most: int | None = None) -> str:
    """Codes in their order, each once; runs of three and more as ``I-01–I-04``, those beyond ``most`` counted."""

    def number(name: str) -> tuple[str, int]:
        found = re.fullmatch(r"(.*?)(\d+)", name)
        return (found[1], int(found[2])) if found else (name, 0)

    ordered = sorted(dict.fromkeys(names), key=natural)
    told: list[str] = []
    together = itertools.groupby(enumerate(ordered[:most]), lambda one: (number(one[1])[0], number(one[1])[1] - one[0]))
    for _key, some in together:
        run = [name for _at, name in some]
        told += [f"{run[0]}–{run[-1]}"] if len(run) >= RUN else run
    left = len(ordered) - len(ordered[:most])
    return ", ".join((*told, f"+{left}") if left else told)


def case_code(study: Study, name: str) -> str:
    """A case as displays cite it: the code of the informant that it is, else its label, where that is short."""
    case = study.find(Case, name)
    if case is None:
        return name
    if study.project.case_kind is CaseKind.INFORMANT and len(case.informants) == 1:
        return case.informants[0]
    return case.label if case.label and len(case.label) <= SHORT_LABEL else name
