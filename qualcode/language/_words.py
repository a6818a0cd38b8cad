"""The word lists of ``words.txt``, the one place to add an exception, read once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("words.txt")

_SECTION = re.compile(r"\[([^\]:]+)(?::[^\]]*)?\]")


@dataclass(frozen=True, slots=True)
class Words:
    """What ``words.txt`` holds, section by section; tables map the form to what it becomes."""

    before_names: frozenset[str]
    before_more: frozenset[str]
    may_end: frozenset[str]
    functions: frozenset[str]
    openers: frozenset[str]
    respected: frozenset[str]
    regional: frozenset[str]
    foreign: frozenset[str]
    names: frozenset[str]
    spellings: dict[str, str]
    together: dict[str, str]
    roots: frozenset[str]
    stems: dict[str, str]
    preferred: frozenset[str]
    nasals: dict[str, str]

    @property
    def dotted(self) -> tuple[str, ...]:
        """Every form whose full stop belongs to it, in order."""
        return tuple(sorted(self.before_names | self.before_more | self.may_end))

    @property
    def kept(self) -> frozenset[str]:
        """Words that no rule takes apart, in lower case."""
        return self.regional | self.foreign | self.names


@cache
def words() -> Words:
    """The lists, read from the file at the first call."""
    sections = _sections(FILE.read_text(encoding="utf-8"))
    functions = _listed(sections["function words"])
    together = _table(sections["two words"])
    return Words(
        before_names=_listed(sections["titles"]),
        before_more=_listed(sections["short forms that go on"]),
        may_end=_listed(sections["short forms that may end"]),
        functions=functions,
        openers=functions | _listed(sections["sentence openers"]),
        respected=_listed(sections["capitals of respect"]),
        regional=_listed(sections["regional"]),
        foreign=_listed(sections["foreign"]),
        names=frozenset(name.casefold() for name in _listed(sections["names"])),
        spellings=_table(sections["spellings"]),
        together=together,
        roots=_listed(sections["roots"]) | {one for one in together if one.isalpha()},
        stems=_table(sections["stems"]),
        preferred=_listed(sections["preferred"]),
        nasals=_table(sections["nasals"]),
    )


def _sections(text: str) -> dict[str, list[str]]:
    sections: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in text.splitlines():
        heading = _SECTION.fullmatch(line.strip())
        if heading:
            lines = sections.setdefault(heading.group(1).strip(), [])
        elif line.strip() and not line.startswith("#"):
            lines.append(line)
    return sections


def _listed(lines: list[str]) -> frozenset[str]:
    return frozenset(word for line in lines for word in line.split())


def _table(lines: list[str]) -> dict[str, str]:
    pairs = (line.split(":", 1) for line in lines)
    return {form: standard.strip() for standard, forms in pairs for form in forms.split()}
