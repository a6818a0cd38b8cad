"""4.6 Keabsahan data: triangulation, member checks and every verification; what was not done is said plainly."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.conclusions.tactics import TACTICS, canonical, in_order
from qualcode.conclusions.tactics import triangulation as triangulating
from qualcode.conclusions.verifications import member_answers, reason_for_no_member_check, says_something, standing
from qualcode.model import AgreementRun, Finding, FindingKind, MemberAnswer, Verification
from qualcode.report.chapters._site import span
from qualcode.report.chapters._standards import standards
from qualcode.report.columns import columns_for
from qualcode.report.desk import PROJECT, Desk, paragraph
from qualcode.report.document import HeaderCell, Part, Runs, Slot, Table, TableCell, Text
from qualcode.report.sentences import lowered
from qualcode.report.tables import cell, plain_table, room, source_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qualcode.conclusions.tactics.triangulation import Stand, Triangulation
    from qualcode.report.document import Block

TRIANGULATION = "table_triangulation"
EXPECTED = ("triangulation", "negative-evidence", "rival-explanations", "member-check")
"""Tactics that a reader of the chapter looks for: where one was not used, the text says so."""


def trustworthiness(desk: Desk) -> tuple[Block, ...]:
    """What was done to test the findings, and what was not."""
    findings = tuple(one for one in desk.study.findings if one.kind is FindingKind.FINDING)
    rows = [triangulating.compute(desk.study, finding) for finding in findings]
    tables = (*([_triangulation_table(desk, rows)] if rows else []), *_log(desk))
    return (
        *desk.slot("trustworthiness", "procedure"),
        *paragraph(*_triangulation(desk, rows)),
        *paragraph(*_members(desk, findings)),
        *paragraph(*_logged(desk, tables), *_agreement(desk), *_not_done(desk)),
        *tables,
        *standards(desk),
    )


def _triangulation(desk: Desk, rows: list[Triangulation]) -> list[Runs]:
    if not rows:
        return [desk.claim(desk.voice.say("trustworthiness.no_triangulation"), PROJECT)]
    said = [desk.voice.say("trustworthiness.triangulation", tabel=desk.table(TRIANGULATION))]
    open_ = [row.finding for row in rows if row.verdict is None]
    if open_:
        unjudged = desk.voice.say("trustworthiness.unjudged", daftar=desk.terms.listed(open_))
        said.append(desk.claim(unjudged, *(f"finding:{name}" for name in open_)))
    dates = {source.date for source in desk.study.sources if source.date}
    if len(dates) == 1:
        once = desk.voice.say("trustworthiness.time_none", tgl=desk.terms.date(next(iter(dates))))
        said.append(desk.claim(once, *(f"source:{source.id}" for source in desk.study.sources)))
    return said


def _triangulation_table(desk: Desk, rows: list[Triangulation]) -> Table:
    names = ("finding", "by_source", "by_technique", "by_time", "verdict", "follow_up")
    heads = (tuple(HeaderCell(text=desk.word(f"heads.{name}")) for name in names),)
    body = tuple(_triangulation_row(desk, row) for row in rows)
    return Table(
        key=TRIANGULATION,
        caption=desk.word("captions.triangulation"),
        columns=columns_for(
            heads, body, stubs=1, room_cm=room(desk, wide=True), letter_cm=desk.profile.table_letter_cm
        ),
        header=heads,
        rows=body,
        notes=((Text(desk.word("notes.triangulation")),),),
        source_line=source_line(desk),
        wide=True,
    )


def _triangulation_row(desk: Desk, row: Triangulation) -> tuple[TableCell, ...]:
    name, about = f"{row.finding} {row.mark}".strip(), f"finding:{row.finding}"
    timed = [piece.segment for stand in row.times for piece in stand.pieces]
    verdict: Runs = (Slot(text=desk.word("slots.verdict"), slot="verdict", finding=row.finding),)
    if row.verdict is not None:
        verdict = desk.claim((Text(desk.terms(f"values.verdict.{row.verdict.value}")),), about)
    return (
        _cell([(Text(name),)]),
        _cell(_stands(desk, about, row.sources, of_people=True)),
        _cell(_stands(desk, about, row.techniques, of_people=False)),
        _cell([desk.claim((Text(_times(desk, row.times)),), about, segments=timed)]),
        _cell([verdict]),
        _cell([desk.claim((Text(row.follow_up or desk.word("none")),), about)]),
    )


def _cell(parts: Iterable[Runs]) -> TableCell:
    return TableCell(parts=tuple(Part(runs=runs) for runs in parts))


def _stands(desk: Desk, about: str, stands: tuple[Stand, ...], *, of_people: bool) -> list[Runs]:
    """Each role or technique with its sign and how many carry it; a dash for none."""
    lines: list[Runs] = []
    for stand in stands:
        sign = stand.valence.value.replace("-", "−") if stand.valence else "–"
        label = stand.label if of_people else desk.terms(f"values.technique.{stand.label}")
        count = f"{stand.n}/{stand.of}" if of_people else str(stand.n)
        said: Runs = (Text(f"{label}: {sign} ({count})"),)
        lines.append(desk.claim(said, about, segments=[piece.segment for piece in stand.pieces]))
    return lines or [(Text(desk.word("none")),)]


def _times(desk: Desk, stands: tuple[Stand, ...]) -> str:
    dates = sorted(stand.name for stand in stands if stand.name)
    if not dates:
        return desk.word("none")
    return desk.word("times", n=desk.terms.number(len(dates)), dates=span(desk, dates[0], dates[-1]))


def _members(desk: Desk, findings: tuple[Finding, ...]) -> list[Runs]:
    """Findings taken back to informants with their answers; reasons where not; the rest by name."""
    said: list[Runs] = []
    left: list[str] = []
    checked: list[tuple[Finding, tuple[MemberAnswer, ...]]] = []
    for finding in findings:
        answers = member_answers(desk.study, finding)
        reason = reason_for_no_member_check(desk.study, finding).strip().rstrip(".")
        if answers:
            checked.append((finding, answers))
        elif reason:
            said.append(desk.voice.say("trustworthiness.no_member_because", kode=finding.id, isi=lowered(reason)))
        else:
            left.append(finding.id)
    done = [f"finding:{finding.id}" for finding, _ in checked]
    said = [desk.claim(runs, *done) for runs in [*_checked(desk, checked, len(findings)), *said]]
    if left and said:
        partly = desk.voice.say("trustworthiness.member_partly", daftar=desk.terms.listed(left))
        said.append(desk.claim(partly, *(f"finding:{name}" for name in left)))
    elif not said:
        none = desk.voice.say("trustworthiness.no_member")
        said.append(desk.claim(none, *(f"finding:{name}" for name in left)))
    return said


def _checked(desk: Desk, checked: list[tuple[Finding, tuple[MemberAnswer, ...]]], of: int) -> list[Runs]:
    """Which findings were taken back, when, and by how many of those asked each was confirmed."""
    if not checked:
        return []
    dates = sorted({answer.date for _, answers in checked for answer in answers if answer.date})
    kind = "_single" if of == 1 else "_every" if of == len(checked) else ""
    said = [
        desk.voice.say(
            f"trustworthiness.member{kind}{'_dated' if dates else ''}",
            n=desk.counter.number(len(checked), beside=of),
            N=desk.counter.number(of, beside=len(checked)),
            tgl=span(desk, dates[0], dates[-1]) if dates else "",
            daftar=desk.terms.listed([finding.id for finding, _ in checked]),
        )
    ]
    agreed = [(finding, answers) for finding, answers in checked if all(one.agrees is True for one in answers)]
    if agreed:
        words = [_confirmed(desk, finding, len(answers)) for finding, answers in agreed]
        said.append(desk.voice.say("trustworthiness.member_agreed", daftar=desk.terms.listed(words)))
    said += [_partly(desk, finding, answers) for finding, answers in checked if (finding, answers) not in agreed]
    return said


def _confirmed(desk: Desk, finding: Finding, n: int) -> str:
    name = "trustworthiness.member_persons_one" if n == 1 else "trustworthiness.member_persons"
    persons = desk.voice.word(name, n=desk.counter.number(n))
    return desk.voice.word("trustworthiness.member_of", kode=finding.id, n=persons)


def _partly(desk: Desk, finding: Finding, answers: tuple[MemberAnswer, ...]) -> Runs:
    n, of = sum(answer.agrees is True for answer in answers), len(answers)
    name = "trustworthiness.member_partial" if n else "trustworthiness.member_none"
    return desk.voice.say(
        name,
        kode=finding.id,
        n=desk.counter.number(n, beside=of),
        N=desk.counter.number(of, beside=n),
    )


def _logged(desk: Desk, tables: tuple[Table, ...]) -> list[Runs]:
    log = [table for table in tables if table.key != TRIANGULATION]
    said = [desk.voice.say("trustworthiness.log", tabel=desk.table(table.key)) for table in log]
    return said or [desk.claim(desk.voice.say("trustworthiness.no_log"), PROJECT)]


def _log(desk: Desk) -> tuple[Table, ...]:
    """Every verification of a finding: tactic, date, what was done, result and consequence."""
    done = [one for one in standing(desk.study) if one.target.startswith("finding:") and says_something(one)]
    if not done:
        return ()
    rows = [_verification(desk, one) for one in sorted(done, key=lambda one: (one.target, one.date, one.id))]
    header = ("finding", "tactic", "date", "done", "result", "consequence")
    return (plain_table(desk, key="verifications", header=header, rows=rows, wide=True),)


def _verification(desk: Desk, one: Verification) -> tuple[str | TableCell, ...]:
    nothing = desk.word("none")
    return (
        cell(desk.claim((Text(one.target.partition(":")[2]),), one.target, f"verification:{one.id}")),
        _tactic(desk, one.tactic),
        desk.terms.date(one.date) if one.date else desk.word("undated"),
        one.done or _asked(desk, one) or _replied(one) or nothing,
        one.result or (desk.word("waived", reason=one.waiver.rstrip(".")) if one.waiver else nothing),
        desk.terms(f"conclusions.consequence.{one.consequence.value}") if one.consequence else nothing,
    )


def _asked(desk: Desk, verification: Verification) -> str:
    """Whom a member check asked, where the researcher says no more of what was done."""
    codes = [desk.people.code(answer.informant) for answer in verification.answers]
    return desk.word("asked", informants=desk.terms.listed(list(dict.fromkeys(codes)))) if codes else ""


def _replied(one: Verification) -> str:
    """What the researcher answered to the tactic's questions, and the propositions tried."""
    tried = [f"{proposition.if_} → {proposition.then}" for proposition in one.propositions]
    return " ".join([*(f"{text}." for text in tried), *(reply.text for reply in one.replies)])


def _tactic(desk: Desk, name: str) -> str:
    """The word of a tactic: that of the author whom the profile follows, where he has one, else M&H's."""
    own = f"chapter.techniques.{desk.profile.validity_terms}.{canonical(name)}"
    term = own if desk.terms.has(own) else f"conclusions.tactics.{canonical(name)}"
    return desk.terms(term) if desk.terms.has(term) else name


def _agreement(desk: Desk) -> list[Runs]:
    runs = desk.study.all(AgreementRun)
    if not runs:
        return [desk.claim(desk.voice.say("trustworthiness.no_agreement"), PROJECT)]
    last = runs[-1]
    count = len(last.sources) or len(desk.study.sources)
    coders, n = desk.terms.listed(last.coders), desk.counter.number(count)
    said = desk.voice.counted("trustworthiness.agreement", count, daftar=coders, n=n)
    return [desk.claim(said, f"agreement:{last.id}")]


def _not_done(desk: Desk) -> list[Runs]:
    """Tactics that a reader expects and that were applied to no finding at all."""
    findings = desk.study.findings
    left = [name for name in EXPECTED if not any(TACTICS.load(name).done(desk.study, one) for one in findings)]
    if not left:
        return []
    words = [lowered(_tactic(desk, name)) for name in in_order(left)]
    said = desk.voice.say("trustworthiness.not_done", daftar=desk.terms.listed(words))
    return [desk.claim(said, *(f"finding:{one.id}" for one in findings))]
