"""Supporting and obstructing factors: how many name each, what is said to come of them, where signs conflict."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode import displays
from qualcode.conclusions.clashes import Clash, ClashKind, valence_conflicts
from qualcode.conclusions.evidence import coded_under
from qualcode.displays._result import Matrix
from qualcode.errors import DisplayNotReady
from qualcode.model import Code, Focus, FocusKind
from qualcode.reduction.filters import Filter
from qualcode.report.desk import Desk, paragraph
from qualcode.report.document import Heading, ListItems, Runs, Text, anchor
from qualcode.report.sentences import lowered
from qualcode.report.tables import caption_of, display_table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qualcode.report.document import Block

COUNTS, EFFECTS = "content-analytic-summary-table", "effects-matrix"


def _built(desk: Desk, name: str, focuses: tuple[str, ...]) -> Matrix | None:
    try:
        return displays.load_matrix(name).build(desk.study, Filter(focus=focuses), terms=desk.terms)
    except DisplayNotReady as error:
        desk.remarks.append(desk.word("display_missing", display=name, missing="; ".join(error.missing)))
        return None


def factor_table(desk: Desk, focus: Focus) -> tuple[Block, ...]:
    """How many informants of each group name each factor of a focus (D18)."""
    matrix = _built(desk, COUNTS, (focus.id,))
    if matrix is None:
        return ()
    caption = caption_of(desk, matrix, focus.label)
    table = display_table(desk, matrix, key=anchor("table_data", focus.id), caption=caption, whole=False)
    return (*paragraph(desk.voice.say("transition.factor_table", focus.id, tabel=desk.table(table.key))), table)


def effects_and_conflicts(desk: Desk) -> tuple[Block, ...]:
    """What supports and obstructs at once, then what is said to come of the factors (D12); nothing without data."""
    if not coded_under(desk.study, (focus.id for focus in desk.study.focuses if focus.kind is not FocusKind.ASPECT)):
        return ()
    heading = Heading(level=3, text=desk.word("titles.effects"), key="data_effects")
    matrix = _built(desk, EFFECTS, ())
    conflicts = _conflicts(desk)
    if matrix is None:
        return (heading, *conflicts)
    table = display_table(desk, matrix, key="table_effects", caption=caption_of(desk, matrix))
    return (heading, *conflicts, *paragraph(desk.voice.say("transition.effects", tabel=desk.table(table.key))), table)


def _conflicts(desk: Desk) -> tuple[Block, ...]:
    conflicts = valence_conflicts(desk.study)
    if not conflicts:
        focuses = [f"focus:{focus.id}" for focus in desk.study.focuses if focus.kind is not FocusKind.ASPECT]
        return paragraph(desk.claim(desk.voice.say("transition.no_conflict"), *focuses))
    together: dict[tuple[ClashKind, tuple[str, ...]], list[Clash]] = {}
    for clash in conflicts:
        about = clash.records if clash.kind is ClashKind.SAME_SEGMENT else clash.records[:1]
        together.setdefault((clash.kind, about), []).append(clash)
    return (
        *paragraph(desk.voice.say("transition.conflict")),
        ListItems(
            items=tuple(
                desk.claim(_conflict(desk, some), *(record for clash in some for record in clash.records))
                for some in together.values()
            )
        ),
        *desk.slot("data", "conflicts"),
    )


def _conflict(desk: Desk, clashes: list[Clash]) -> Runs:
    """Conflicts about one thing: what it is, and the sources on both sides."""
    first = clashes[0]
    slots = {"name": _names(desk, first.records[:1]), "names": _names(desk, first.records)}
    slots["others"] = _names(desk, [record for clash in clashes for record in clash.records[1:]])
    plus = desk.cite(piece.segment for clash in clashes for piece in clash.plus)
    minus = desk.cite(piece.segment for clash in clashes for piece in clash.minus)
    runs: list[Runs] = [(Text(desk.word(f"conflicts.{first.kind.value}", **slots)),)]
    if first.kind is ClashKind.SAME_SEGMENT:
        return (*runs[0], Text(" "), *plus, Text("."))
    if plus == minus:
        name = desk.word(f"conflicts.{first.kind.value}", **slots).rstrip(":")
        return (Text(f"{name}, {desk.word('conflicts.both')} "), *plus, Text("."))
    said = [(desk.word(f"conflicts.{name}"), cited) for name, cited in (("plus", plus), ("minus", minus)) if cited]
    for at, (word, cited) in enumerate(said):
        runs.append((Text(f"{', ' if at else ' '}{word} "), *cited))
    return (*(run for part in runs for run in part), Text("."))


def _names(desk: Desk, records: Iterable[str]) -> str:
    """The codes of records by name, as one phrase; their own commas set apart by semicolons."""
    codes = [desk.study.get(Code, record.partition(":")[2]) for record in records]
    names = list(dict.fromkeys(lowered(code.name) for code in codes))
    return "; ".join(names) if any("," in name for name in names) else desk.terms.listed(names)
