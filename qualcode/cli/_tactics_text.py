"""What ``verify`` prints: a tactic with what it computed and asks, the wall chart, what a finding still lacks."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from qualcode.cli._output import print_json, print_rows
from qualcode.i18n import _, language

if TYPE_CHECKING:
    from qualcode.conclusions.tactics import Ask, Tactic
    from qualcode.conclusions.verifying import Examined, WallRow
    from qualcode.model import Finding, Study
    from qualcode.terms import Terms

_NAME, _CELL = 38, 5
"""Widths of the wall chart in characters: eight findings fit a window of 80."""


def symbol_words() -> dict[str, str]:
    """What each symbol of the wall chart says."""
    return {
        "done": _("applied"),
        "waived": _("waived, with a reason"),
        "open": _("open"),
        "not_applicable": _("the study has no data for it"),
    }


def no_finding() -> str:
    """What a study without a finding is told."""
    return _("There is no finding yet: qualcode finding draft FOCUS lays out the material, finding add keeps one.")


def title(tactic: Tactic, terms: Terms) -> str:
    """The word of a tactic in the interface's language."""
    return terms(tactic.term) if terms.has(tactic.term) else tactic.name


def heading(finding: Finding, study: Study, terms: Terms) -> str:
    """A finding, or another claim, on one line: where it stands and what it says."""
    return f"{where(finding, study, terms)}: {finding.text}"


def where(finding: Finding, study: Study, terms: Terms) -> str:
    """A finding, or another claim, with its focuses and its state; a link has none."""
    from qualcode.conclusions.claims import state_of
    from qualcode.conclusions.finding_text import state_words

    parts = [finding.id, ", ".join(finding.focuses)]
    if not finding.id.startswith("link:"):
        parts.append(state_words(state_of(study, finding), terms))
    return " · ".join(filter(None, parts))


def lacking_lines(study: Study, finding: Finding, *, remarks: bool = True) -> Iterator[str]:
    """What blocks the next state of a finding (✗), and what is worth seeing though it blocks nothing (!)."""
    from qualcode.conclusions.claims import state_of
    from qualcode.conclusions.exits import exit_words
    from qualcode.conclusions.finding_states import displays_since

    state = state_of(study, finding)
    yield from (f"✗ {exit_words(missing)}" for missing in state.next_missing)
    if remarks:
        reached = [one for one in state.missing if not one.blocking and one.stage in state.stages]
        yield from (f"! {exit_words(missing)}" for missing in (*reached, *displays_since(study, finding)))


def tactic_lines(one: Examined, terms: Terms, most: int | None, names: dict[str, str]) -> Iterator[str]:
    """A tactic: its title, what was computed, what was stated, and the questions that are still open."""
    from qualcode.conclusions.finding_text import verification_line
    from qualcode.conclusions.reading import lines
    from qualcode.conclusions.verifying import SYMBOLS

    yield f"{SYMBOLS[one.standing]} {title(one.tactic, terms)} ({one.tactic.name}, {one.tactic.page})"
    if one.standing == "not_applicable":
        yield f"  {one.lacks}"
        return
    yield f"  {one.tactic.question}"
    yield from (f"  {line}" for line in lines(one.computed, terms, most, names))
    for stated in (*one.earlier, *((one.stated,) if one.stated else ())):
        yield f"  {verification_line(stated, terms)}"
    if one.standing == "open":
        yield from (f"  ? {ask.words} {option_of(ask)}" for ask, answer in one.answers if not answer)


def option_of(ask: Ask) -> str:
    """What to type for the answer to a question."""
    options = {
        "reply": f"--reply {ask.name}=…",
        "verdict": "--verdict same|different|specific",
        "result": "--result …",
        "queries": "--query … --hits N --read N",
        "answers": "--informant ID --answer … --agrees|--disagrees --change …",
        "consequence": "--consequence kept|qualified|revised|dropped",
        "propositions": "--if … --then …",
        "evidence_against": "qualcode finding evidence --against …",
        "rivals": "qualcode finding rival …",
    }
    return f"({options[ask.into]})"


def print_wall_chart(rows: tuple[WallRow, ...], format_: str) -> None:
    """Tactic by finding, as wide as the window allows; JSON by finding."""
    from qualcode.conclusions.verifying import SYMBOLS, all_tactics
    from qualcode.terms import terms_for

    if format_ == "json":
        print_json([_row_as_json(row) for row in rows])
        return
    terms = terms_for(language())
    tactics = all_tactics()
    if format_ != "table":
        words = symbol_words() if format_ == "csv" else SYMBOLS
        table = [
            {"number": one.number, "tactic": title(one, terms)}
            | {row.finding.id: words[dict(row.standing)[one.name]] for row in rows}
            for one in tactics
        ]
        headings = {"number": _("no."), "tactic": _("tactic"), **{row.finding.id: row.finding.id for row in rows}}
        print_rows(table, headings, format_)
        return
    for line in _chart(rows, tactics, terms):
        click.echo(line.rstrip())


def _row_as_json(row: WallRow) -> dict[str, Any]:
    return {
        "finding": row.finding.id,
        "state": row.state.name,
        "stale": [one.exit.removesuffix("_since") for one in row.state.stale],
        "tactics": {name: standing == "done" for name, standing in row.standing},
        "standing": {name: standing.value for name, standing in row.standing},
    }


def _chart(rows: tuple[WallRow, ...], tactics: tuple[Tactic, ...], terms: Terms) -> Iterator[str]:
    from qualcode.conclusions.finding_text import state_words
    from qualcode.conclusions.verifying import SYMBOLS

    wide = max(1, (shutil.get_terminal_size().columns - _NAME) // _CELL)
    headings = {"generating": _("Generating meaning"), "testing": _("Testing and confirming")}
    for start in range(0, len(rows), wide):
        some = rows[start : start + wide]
        yield " " * _NAME + "".join(f"{row.finding.id:<{_CELL}}" for row in some)
        group = ""
        for tactic in tactics:
            if tactic.group != group:
                group = tactic.group
                yield headings[group]
            marks = "".join(f"{SYMBOLS[dict(row.standing)[tactic.name]]:<{_CELL}}" for row in some)
            yield f"  {title(tactic, terms)[: _NAME - 3]:<{_NAME - 2}}{marks}"
        yield ""
    for row in rows:
        yield f"{row.finding.id:<6}{state_words(row.state, terms)}"
    yield ""
    words = symbol_words()
    yield "   ".join(f"{sign} {words[standing]}" for standing, sign in SYMBOLS.items())
