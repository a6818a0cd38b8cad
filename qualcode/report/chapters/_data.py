"""4.3 Penyajian data: one part a focus, in the order of the research questions; factors come last.

Each part: opening with its N, evidence by role with chosen quotations, observation and documents beside it, one
display, and slots for what the researcher makes of it.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from qualcode import displays
from qualcode.conclusions.evidence import Piece, evidence_of
from qualcode.errors import DisplayNotReady
from qualcode.model import Focus, FocusKind, Technique
from qualcode.reduction.coded import informants_on
from qualcode.reduction.filters import Filter
from qualcode.report.chapters._beside import documents, observations
from qualcode.report.chapters._factors import effects_and_conflicts, factor_table
from qualcode.report.chapters._networks import networks
from qualcode.report.chapters._roles import by_role
from qualcode.report.desk import Desk, listed, paragraph
from qualcode.report.document import Heading, Runs, anchor
from qualcode.report.sentences import lowered
from qualcode.report.tables import caption_of, display_table, with_readings

if TYPE_CHECKING:
    from qualcode.report.document import Block

DISPLAY = "role-ordered-matrix"


def data(desk: Desk) -> tuple[Block, ...]:
    """Every focus in project order, then effects and conflicts of the factors."""
    blocks: list[Block] = [*paragraph(desk.voice.say("how_to_read.lines"))]
    for focus in in_order(desk):
        blocks.extend(_focus(desk, focus))
    blocks.extend(effects_and_conflicts(desk))
    blocks.extend(networks(desk, "data"))
    return with_readings(desk, blocks)


def in_order(desk: Desk) -> tuple[Focus, ...]:
    """Aspects in project order, then supporting, then obstructing factors."""
    rank = {FocusKind.ASPECT: 0, FocusKind.SUPPORT: 1, FocusKind.OBSTACLE: 2}
    return tuple(sorted(desk.study.focuses, key=lambda focus: rank[focus.kind]))


def _focus(desk: Desk, focus: Focus) -> tuple[Block, ...]:
    findings = [finding for finding in desk.study.findings if focus.id in finding.focuses]
    pieces = tuple(
        piece
        for piece in evidence_of(
            desk.study,
            (focus.id,),
            [segment for finding in findings for segment in finding.evidence_for],
            [segment for finding in findings for segment in finding.evidence_against],
        )
        if piece.codes
    )
    spoken = tuple(piece for piece in pieces if piece.technique is Technique.INTERVIEW)
    asked = informants_on(desk.study, focus.id)
    heading = Heading(level=3, text=desk.heading(focus.label), key=anchor("data", focus.id))
    written = desk.passages.take("data", "opening", focus=focus.id)
    opening = (
        heading,
        *(block for passage in written for block in desk.prose(passage)),
        *_opening(desk, focus, pieces, asked),
    )
    if not pieces:
        return (*opening, *by_role(desk, focus, (), asked), *desk.written("data", focus=focus.id))
    return (
        *opening,
        *by_role(desk, focus, spoken, asked),
        *observations(desk, focus, pieces),
        *documents(desk, focus, pieces),
        *desk.slot("data", "interpretation", focus=focus.id, focus_name=lowered(focus.label)),
        *_display(desk, focus),
        *desk.slot("data", _last(focus), focus=focus.id, focus_name=lowered(focus.label)),
        *(desk.slot("data", "closing", focus=focus.id, focus_name=lowered(focus.label)) if _factor(focus) else ()),
    )


def _factor(focus: Focus) -> bool:
    return focus.kind is not FocusKind.ASPECT


def _last(focus: Focus) -> str:
    return "explanation" if _factor(focus) else "closing"


def _opening(desk: Desk, focus: Focus, pieces: tuple[Piece, ...], asked: tuple[str, ...]) -> tuple[Block, ...]:
    """What this part is about, the question it answers, and N: those asked or speaking, said once."""
    name = lowered(focus.label)
    voice = desk.voice
    techniques = [
        desk.terms(f"values.technique.{technique.value}")
        for technique in Technique
        if any(piece.technique is technique for piece in pieces)
    ]
    said = [voice.say("opening.about", focus.id, fokus=name, teknik=listed(desk, techniques))]
    if focus.question.strip():
        said.append(voice.say("opening.question", focus.id, pertanyaan=focus.question.strip()))
    if not pieces:
        said.append(voice.say("opening.none"))
    claimed = [desk.claim(runs, f"focus:{focus.id}") for runs in said]
    return paragraph(*claimed, *(heard(desk, focus, name, asked) if pieces else ()))


def heard(desk: Desk, focus: Focus, name: str, asked: tuple[str, ...]) -> list[Runs]:
    """How many informants were asked or speak, by role, and who was not: the N of all that follows."""
    if not asked:
        return [desk.claim(desk.voice.say("opening.no_interview"), f"focus:{focus.id}")]
    if len(asked) == 1:
        first = desk.voice.say("opening.from_one", fokus=name, daftar=desk.counter.names(desk.people.persons(asked)))
    else:
        roles = listed(desk, _by_role(desk, asked))
        first = desk.voice.say("opening.from", focus.id, fokus=name, N=desk.counter.number(len(asked)), daftar=roles)
    said = [desk.claim(first, f"focus:{focus.id}", *(f"informant:{who}" for who in asked))]
    rest = [person.id for person in desk.study.informants if person.id not in asked]
    if rest:
        without = desk.voice.say("opening.without", focus.id, daftar=desk.counter.names(desk.people.persons(rest)))
        said.append(desk.claim(without, f"focus:{focus.id}", *(f"informant:{who}" for who in rest)))
    return said


def _by_role(desk: Desk, informants: tuple[str, ...]) -> list[str]:
    """Roles in order with how many of each: *Lurah*, *tiga staf*, *seorang tokoh masyarakat*."""
    words = []
    counts = Counter(desk.people.role_of(who) for who in desk.people.in_order(informants))
    for role, n in counts.items():
        word = desk.people.role_word(role)
        if n == 1 and desk.people.held_by_one(role):
            words.append(word)
        else:
            name = "opening.of_role_one" if n == 1 else "opening.of_role"
            words.append(desk.voice.word(name, n=desk.counter.number(n), peran=word))
    return words


def _display(desk: Desk, focus: Focus) -> tuple[Block, ...]:
    """The role-ordered matrix of the focus's codes; for factors, how many name each of them."""
    if _factor(focus):
        return factor_table(desk, focus)
    try:
        matrix = displays.load_matrix(DISPLAY).build(desk.study, Filter(focus=(focus.id,)), terms=desk.terms)
    except DisplayNotReady as error:
        desk.remarks.append(desk.word("display_missing", display=DISPLAY, missing="; ".join(error.missing)))
        return ()
    caption = caption_of(desk, matrix, focus.label)
    table = display_table(desk, matrix, key=anchor("table_data", focus.id), caption=caption, whole=False)
    return (*paragraph(desk.voice.say("transition.table", focus.id, tabel=desk.table(table.key))), table)
