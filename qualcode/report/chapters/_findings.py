"""4.4 Temuan penelitian: what the researcher concluded, with its grounds, limits and what speaks against it.

Verified findings (state 9 or higher) stand as findings; others are listed as drafts with a visible mark.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qualcode.conclusions.evidence import Piece, Side, carrying, pieces_of, single
from qualcode.conclusions.verifications import searched_against
from qualcode.model import Finding, FindingKind, Focus, Segment, Technique
from qualcode.report.chapters._data import in_order
from qualcode.report.chapters._discussion import on_focus
from qualcode.report.chapters._grounds import findings_on, verified
from qualcode.report.desk import Desk, paragraph
from qualcode.report.document import Emphasis, Heading, Mark, MarkKind, Runs, Table, Text, anchor
from qualcode.report.sentences import lowered, sentence
from qualcode.report.tables import cell, plain_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from qualcode.report.document import Block

TWO, THREE = 2, 3


def findings(desk: Desk) -> tuple[Block, ...]:
    """The table of findings, then one part a focus in the order of the data; findings of no focus last."""
    blocks: list[Block] = []
    table = findings_table(desk)
    if table is not None:
        blocks += [*paragraph(desk.voice.say("finding.table", tabel=desk.table(table.key))), table]
    for focus in in_order(desk):
        blocks.extend(_focus(desk, focus))
    loose = [one for one in desk.study.findings if not any(desk.study.find(Focus, f) for f in one.focuses)]
    for finding in loose:
        blocks.extend(_finding(desk, finding, None))
    return tuple(blocks)


def _focus(desk: Desk, focus: Focus) -> tuple[Block, ...]:
    found = findings_on(desk.study, focus)
    heading = Heading(level=3, text=desk.heading(focus.label), key=anchor("finding", focus.id))
    if not found:
        return (
            heading,
            *paragraph(desk.claim(desk.voice.say("finding.none"), f"focus:{focus.id}")),
            *desk.slot("findings", "wording", focus=focus.id, focus_name=lowered(focus.label)),
        )
    blocks = [block for finding in found for block in _finding(desk, finding, focus)]
    return (heading, *blocks, *desk.written("findings", focus=focus.id), *_discussed(desk, focus))


def _discussed(desk: Desk, focus: Focus) -> tuple[Block, ...]:
    """The discussion of a focus under its findings, where the profile wants it there."""
    if desk.profile.discussion != "per_focus":
        return ()
    heading = Heading(level=4, text=desk.word("titles.discussion"), key=anchor("discussion", focus.id))
    return (heading, *on_focus(desk, focus, recall=""))


def _finding(desk: Desk, finding: Finding, focus: Focus | None) -> tuple[Block, ...]:
    return (*grounded(desk, finding, focus), *desk.written("findings", finding=finding.id))


def grounded(desk: Desk, finding: Finding, focus: Focus | None) -> tuple[Block, ...]:
    """The researcher's words, then what they rest on; a mark first where it is not verified."""
    mark: tuple[Block, ...] = ()
    if not verified(desk.study, finding):
        mark = (Mark(kind=MarkKind.UNVERIFIED, text=desk.word("unverified", finding=finding.id)),)
    pieces = pieces_of(desk.study, finding)
    words: Runs = (Text(sentence(finding.text)),)
    about = f"finding:{finding.id}"
    grounds = [piece.segment for piece in pieces if piece.side is Side.FOR]

    def claimed(said: list[Runs], segments: Iterable[str] = ()) -> Iterator[Runs]:
        return (desk.claim(runs, about, segments=segments) for runs in said)

    return (
        *mark,
        *paragraph(*claimed([words, *_position(desk, finding, focus)], grounds)),
        *paragraph(*claimed(_support(desk, finding, pieces), grounds)),
        *paragraph(*claimed(_against(desk, finding), finding.evidence_against), *claimed(_caveats(desk, finding))),
    )


def _position(desk: Desk, finding: Finding, focus: Focus | None) -> list[Runs]:
    if not finding.position_phrase:
        return []
    name = "finding.position_verified" if verified(desk.study, finding) else "finding.position"
    label = lowered(focus.label) if focus else desk.word("this_matter")
    return [desk.voice.say(name, finding.id, fokus=label, posisi=finding.position_phrase)]


def _support(desk: Desk, finding: Finding, pieces: tuple[Piece, ...]) -> list[Runs]:
    grounds = [piece for piece in pieces if piece.side is Side.FOR]
    if not grounds:
        return [desk.voice.say("finding.support_none")]
    name = "finding.support" if len(grounds) > 1 else "finding.support_one"
    cited = desk.cite(piece.segment for piece in grounds)
    said = [desk.voice.say(name, finding.id, n=desk.counter.number(len(grounds)), sit=cited)]
    said.append(_techniques(desk, grounds))
    if "informant" in single(carrying(pieces)):
        voices = {who for piece in grounds for who in piece.informants}
        said += [desk.voice.say("finding.single_informant", kode=desk.people.code(who)) for who in sorted(voices)]
    return said


def _techniques(desk: Desk, grounds: Iterable[Piece]) -> Runs:
    """By how many of the study's techniques a finding is supported."""
    used = [technique for technique in Technique if any(piece.technique is technique for piece in grounds)]
    of = sum(bool(desk.sources(technique)) for technique in Technique)
    words = desk.terms.listed([desk.terms(f"values.technique.{technique.value}") for technique in used])
    if len(used) == 1:
        return desk.voice.say("finding.techniques_one", daftar=words)
    name = {TWO: "two", THREE: "three"}[len(used)] if len(used) == of else "some"
    n, total = desk.counter.number(len(used)), desk.counter.number(of)
    return desk.voice.say(f"finding.techniques_{name}", daftar=words, n=n, N=total)


def _against(desk: Desk, finding: Finding) -> list[Runs]:
    """The negative evidence by number, or that none was found, or that none was looked for."""
    against = [segment for segment in finding.evidence_against if desk.study.find(Segment, segment)]
    if not against:
        searched = searched_against(desk.study, finding)
        return [desk.voice.say("finding.against_none" if searched else "finding.against_unsearched")]
    name = {1: "one", TWO: "two"}.get(len(against), "many")
    cited = desk.cite(against)
    return [desk.voice.say(f"finding.against_{name}", n=desk.counter.number(len(against)), sit=cited)]


def _caveats(desk: Desk, finding: Finding) -> list[Runs]:
    if not finding.caveats:
        return []
    texts = [caveat.strip().rstrip(".") for caveat in finding.caveats]
    name = "finding.caveat" if len(texts) == 1 else "finding.caveats"
    return [desk.voice.say(name, isi="; ".join(texts))]


def findings_table(desk: Desk) -> Table | None:
    """Every finding with its position, grounds and state, by focus; None where nothing was found yet."""
    if not any(one.kind is FindingKind.FINDING for one in desk.study.findings):
        return None
    rows = []
    for focus in in_order(desk):
        for finding in findings_on(desk.study, focus):
            pieces = [piece for piece in pieces_of(desk.study, finding) if piece.side is Side.FOR]
            about, against = f"finding:{finding.id}", finding.evidence_against
            state = "verified" if verified(desk.study, finding) else "draft"
            grounds: Runs = (Text(desk.word("grounds", **grounds_counted(desk, pieces))),)
            rows.append(
                (
                    f"{focus.label} ({finding.id})",
                    cell(desk.claim((Text(finding.position_phrase or desk.word("none")),), about)),
                    cell(desk.claim(grounds, about, segments=[piece.segment for piece in pieces])),
                    cell(desk.claim((Text(str(len(against))),), about, segments=against)),
                    cell(desk.claim((Text(desk.word(f"state.{state}")),), about)),
                )
            )
    header = ("focus_finding", "position", "grounds", "against", "state")
    letters = "; ".join(f"{one.letter} {desk.terms(f'values.technique.{one.value}')}" for one in Technique)
    legend: Runs = (Emphasis(desk.word("notes.legend")), Text(f" {letters}; {desk.word('notes.findings')}."))
    return replace(plain_table(desk, key="findings", header=header, rows=rows), notes=(legend,))


def grounds_counted(desk: Desk, pieces: list[Piece]) -> dict[str, str]:
    """How many data, from how many informants, by which techniques, as words of a table."""
    people = {who for piece in pieces for who in piece.informants}
    letters = [technique.letter for technique in Technique if any(p.technique is technique for p in pieces)]
    number = desk.terms.number
    return {"segments": number(len(pieces)), "informants": number(len(people)), "techniques": ", ".join(letters) or "–"}
