"""What only the user can say of a file, asked at a terminal; each answer is an option that could have been typed."""

from __future__ import annotations

import sys
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any

import click

from qualcode.i18n import _, ngettext
from qualcode.model import Speaker, Technique

if TYPE_CHECKING:
    from pathlib import Path

    from qualcode.collection.provisional import Look
    from qualcode.collection.reading import Reading
    from qualcode.errors import NeedsDecision

EXAMPLE = 60
EXAMPLES = 2
Options = dict[str, Any]


def at_terminal() -> bool:
    """Whether somebody sits there to be asked."""
    return sys.stdin.isatty() and sys.stderr.isatty()


class Questions:
    """What was asked of one file; ``said`` are the options that would have answered it."""

    def __init__(self, path: Path, options: Mapping[str, Any], known: Collection[str]) -> None:
        self.options: Options = dict(options)
        self.said: list[str] = []
        self._path = path
        self._known = tuple(known)

    def read(self, *, date: str = "") -> Reading:
        """The file as a reading, after everything was asked that it leaves open; the date only if none is given."""
        from qualcode.collection.reading import read_source
        from qualcode.errors import NeedsDecision

        while True:
            try:
                reading = read_source(self._path, known=self._known, **self.options)
            except NeedsDecision as question:
                self._answer(question)
            else:
                break
        if len(reading.dates) > 1 and not date:
            reading = reading.dated(self._date(reading))
        if self.said:
            click.echo(_("The same by options: {options}").format(options=" ".join(self.said)), err=True)
        return reading

    def _answer(self, question: NeedsDecision) -> None:
        from qualcode.collection.provisional import look

        seen = look(self._path, known=self._known, **self.options)
        click.echo(f"\n“{self._path.name}”", err=True)
        match question.what:
            case "technique":
                self._technique(seen)
            case "turns":
                self._turns(seen)
            case "speakers":
                self._speaker(question.choices[0], seen)
            case _:
                self._informants(question.choices)

    def _technique(self, seen: Look) -> None:
        for words in _first_words(seen.reading, None):
            click.echo(f"  {words}", err=True)
        kinds = tuple(Technique)
        chosen = _choice(_("How did the data come about?"), [_(kind.value) for kind in kinds])
        self.options["technique"] = kinds[chosen]
        self.said.append(f"--technique {kinds[chosen].value}")

    def _turns(self, seen: Look) -> None:
        for words in _first_words(seen.reading, None):
            click.echo(f"  {words}", err=True)
        answers = [("1", Speaker.INTERVIEWER), ("1", Speaker.INFORMANT), ("*", Speaker.INFORMANT)]
        chosen = _choice(
            _("Nothing says who speaks. Who begins?"),
            [
                _("the interviewer, then they alternate"),
                _("the informant, then they alternate"),
                _("one person says all of it"),
            ],
        )
        label, who = answers[chosen]
        self._say(label, who.value)

    def _speaker(self, label: str, seen: Look) -> None:
        from qualcode.collection.provisional import same_label

        own = [block for block in seen.reading.blocks if same_label(block.label, label)]
        count = ngettext("{n} turn", "{n} turns", len(own)).format(n=len(own))
        click.echo(f"  {label} ({count})", err=True)
        for words in _first_words(seen.reading, label):
            click.echo(f"    {words}", err=True)
        kinds = (Speaker.INTERVIEWER, Speaker.INFORMANT)
        chosen = _choice(_("Who is {label}?").format(label=label), [_(kind.value) for kind in kinds])
        self._say(label, kinds[chosen].value)

    def _informants(self, labels: tuple[str, ...]) -> None:
        """Several people answer: each has a code that the study knows, one that is typed, or a new one."""
        from qualcode.collection.speakers import FRESH

        click.echo(_("Several people answer: {labels}.").format(labels=", ".join(labels)), err=True)
        if self._known:
            click.echo(_("Informants of the study: {codes}.").format(codes=", ".join(self._known)), err=True)
        for number, label in enumerate(labels, 1):
            new = _("new")
            code = click.prompt(_("Code of {label}").format(label=label), default=new, err=True).strip()
            if code == new:
                self.options["speakers"] = {**self.options["speakers"], label: f"{FRESH}{number}"}
            else:
                self._say(label, code)

    def _say(self, label: str, who: str) -> None:
        self.options["speakers"] = {**self.options["speakers"], label: who}
        self.said.append(f'--speaker "{label}={who}"' if " " in label else f"--speaker {label}={who}")

    def _date(self, reading: Reading) -> str:
        click.echo(f"\n“{self._path.name}”", err=True)
        chosen = _choice(_("The date in the header is not clear. Which is meant?"), list(reading.dates), default=1)
        self.said.append(f"--date {reading.dates[chosen]}")
        return reading.dates[chosen]


def _choice(question: str, answers: list[str], default: int | None = None) -> int:
    """Which of some answers is chosen, from 0."""
    click.echo(question, err=True)
    for number, answer in enumerate(answers, 1):
        click.echo(f"  {number}  {answer}", err=True)
    chosen: int = click.prompt(
        _("Number"), type=click.IntRange(1, len(answers)), default=default, show_default=default is not None, err=True
    )
    return chosen - 1


def _first_words(reading: Reading, label: str | None) -> list[str]:
    """How the first turns of a label (or of all) begin."""
    from qualcode.collection.provisional import same_label

    own = [block for block in reading.blocks if label is None or same_label(block.label, label)]
    return [f"“{shortened(reading.text[block.start : block.end], EXAMPLE)}”" for block in own[:EXAMPLES]]


def shortened(words: str, length: int) -> str:
    """Words in one line, cut at a length in characters."""
    line = " ".join(words.split())
    return line if len(line) <= length else line[: length - 1].rstrip() + "…"
