"""Where a walk of ``verify`` stands: what it shows, asks and keeps; its order of questions is in ``_walking``."""

from __future__ import annotations

import shutil
import sys
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import click

from qualcode.cli._session import actor, today
from qualcode.i18n import _, language
from qualcode.model import Finding

if TYPE_CHECKING:
    from qualcode.conclusions.tactics import Ask, Tactic
    from qualcode.conclusions.verifying import Applied
    from qualcode.model import Proposition, Study
    from qualcode.storage.store import Act, Store

_HANGING = 2
NEXT, BACK, MORE, WAIVE, STOP = ">", "<", "?", "/", "q"


class Leave(Exception):
    """The researcher leaves the question: to the next tactic, one answer back, or for today."""

    def __init__(self, how: str) -> None:
        super().__init__(how)
        self.how = how


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the walk: of a tactic, or of the finding itself (``tactic`` is None)."""

    tactic: Tactic | None
    ask: Ask


@dataclass(slots=True)
class Walk:
    """Where the walk stands: the open study, the finding, and the acts that this walk made.

    ``again`` names tactics whose questions are put though they were answered before.
    """

    store: Store
    finding_id: str
    made: list[tuple[int, int]] = field(default_factory=list)
    at: int = 0
    again: frozenset[str] = frozenset()

    @property
    def study(self) -> Study:
        """The study as it is now."""
        return self.store.study()

    @property
    def finding(self) -> Finding:
        """The finding as it is now, or the claim of the code, display or link that is tested."""
        from qualcode.conclusions.claims import claim_of

        return claim_of(self.study, self.finding_id)

    def act(self, change: Callable[[Act], object]) -> None:
        """One act in the journal, remembered so that it can be taken back."""
        with self.store.act("verify") as act:
            change(act)
        self.made.append((self.store.study().data_version, self.at))

    def say(self, tactic: str, applied: Applied) -> None:
        """Keep what was just said of a tactic."""
        from qualcode.conclusions.claims import claim_of
        from qualcode.conclusions.verifying import continued

        def change(act: Act) -> None:
            finding = claim_of(act.study, self.finding_id)
            act.put(continued(act.study, finding, tactic, applied, new_id=act.new_id, by=actor(), date=today()))

        self.act(change)

    def back(self) -> int:
        """Take back the last answer of this walk; the place of its question."""
        number, at = self.made.pop()
        last = self.store.next_step()
        if last is None or last.number != number:
            click.echo(_("Something else was done since; take it back with: qualcode undo"))
            return self.at
        self.store.undo()
        click.echo(_("Taken back."))
        return at


def tell(line: str) -> None:
    """A line; at a terminal it is broken between words, what follows indented under it."""
    if not sys.stdout.isatty():
        click.echo(line)
        return
    width = shutil.get_terminal_size().columns
    hanging = " " * (len(line) - len(line.lstrip()) + _HANGING)
    for part in textwrap.wrap(line, width, subsequent_indent=hanging, drop_whitespace=True) or [""]:
        click.echo(part)


def asked(prompt: str = "") -> str:
    """One line typed by the researcher; raises ``Leave`` for the signs that lead elsewhere."""
    text: str = click.prompt(prompt, default="", show_default=False, prompt_suffix="> ")
    text = text.strip()
    if text in (NEXT, BACK, MORE) or text.casefold() == STOP:
        raise Leave(text.casefold())
    return text


def tried_lines(study: Study, proposition: Proposition) -> Iterator[str]:
    """A proposition tried on the cases, as lines; raises what ``tried`` raises."""
    from qualcode.conclusions.propositions import tried
    from qualcode.terms import terms_for

    terms = terms_for(language())
    found = tried(study, proposition)
    yield found.text
    for one in found.outcomes:
        word = terms(f"conclusions.values.{one.name}")
        count = terms("conclusions.n_of", n=one.n, of=one.of)
        yield f"  {word}: {count}" + (f" · {', '.join(one.subjects)}" if one.subjects else "")
