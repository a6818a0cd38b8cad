"""The wall chart as a matrix, so that every writer of displays can print it: tactics down, findings across.

Symbols say how a tactic stands to a finding; the states of the findings and the reasons of what was waived stand under
the chart, so that its columns stay as narrow as their symbols.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from qualcode.conclusions.finding_text import state_words
from qualcode.conclusions.tactics import Tactic
from qualcode.conclusions.verifications import waived
from qualcode.conclusions.verifying import SYMBOLS, Standing, WallRow, all_tactics
from qualcode.displays._print import words_of
from qualcode.displays._result import Blank, Matrix, MatrixCell, MatrixEntry, MatrixLine, Shown
from qualcode.model import EntryKind, Study
from qualcode.terms import Terms


def wall_matrix(study: Study, rows: Iterable[WallRow], terms: Terms) -> Matrix:
    """The wall chart of some findings as a matrix."""
    rows, tactics = tuple(rows), all_tactics()
    caption = terms(
        "conclusions.wall.caption", version=study.data_version, findings=len(study.findings), tactics=len(tactics)
    )
    return Matrix(
        name="wall-chart",
        title=terms("conclusions.wall.title"),
        caption=caption,
        question=terms("conclusions.wall.question"),
        language=terms.language,
        stub=("", terms("conclusions.wall.tactic")),
        column_stub=(terms("conclusions.wall.finding"),),
        rows=tuple(MatrixLine(id=one.name, label=_title(one, terms), group=_group(one, terms)) for one in tactics),
        columns=tuple(MatrixLine(id=row.finding.id, label=row.finding.id) for row in rows),
        cells=tuple(
            _cell(tactic.name, row, SYMBOLS[dict(row.standing)[tactic.name]]) for tactic in tactics for row in rows
        ),
        legend={sign: terms(f"conclusions.wall.{standing.value}") for standing, sign in SYMBOLS.items()},
        signs={blank: terms(f"displays.blanks.{blank.value}") for blank in Blank},
        words=words_of(terms),
        remarks=(f"{terms('conclusions.wall.state')}: {'; '.join(_states(rows, terms))}.",),
        notes="; ".join(_waivers(study, rows, tactics, terms)) or terms("conclusions.wall.none_waived"),
        data_version=study.data_version,
        informants=Shown(shown=len(study.informants), total=len(study.informants)),
        sources=Shown(shown=len(study.sources), total=len(study.sources)),
    )


def _title(tactic: Tactic, terms: Terms) -> str:
    return terms(tactic.term) if terms.has(tactic.term) else tactic.name


def _group(tactic: Tactic, terms: Terms) -> str:
    return terms(f"conclusions.wall.{tactic.group.value}")


def _cell(line: str, row: WallRow, text: str) -> MatrixCell:
    return MatrixCell(row=line, column=row.finding.id, entries=(MatrixEntry(kind=EntryKind.SYMBOL, text=text),))


def _states(rows: Iterable[WallRow], terms: Terms) -> Iterator[str]:
    """Each state with the findings that are in it: *terverifikasi (T-01, T-03)*."""
    found: dict[str, list[str]] = {}
    for row in rows:
        found.setdefault(state_words(row.state, terms), []).append(row.finding.id)
    return (f"{state} ({', '.join(names)})" for state, names in found.items())


def _waivers(study: Study, rows: Iterable[WallRow], tactics: Iterable[Tactic], terms: Terms) -> Iterator[str]:
    for row in rows:
        for tactic in tactics:
            if dict(row.standing)[tactic.name] is Standing.WAIVED:
                reason = terms("conclusions.waived", reason=waived(study, row.finding, tactic.name))
                yield f"{row.finding.id} · {_title(tactic, terms)}: {reason}"
