"""The office study with what every tactic looks at: ratings, surprises, memos, periods, sites, answers, rivals."""

from __future__ import annotations

from dataclasses import replace

from qualcode.model import (
    AgreementRun,
    Block,
    Consequence,
    Elicited,
    Finding,
    MemberAnswer,
    Memo,
    MemoType,
    Period,
    Query,
    Rating,
    Rival,
    Setting,
    Source,
    Study,
    Summary,
    SummaryItem,
    SummaryItemKind,
    SummaryKind,
    TheoryNote,
    Trust,
    Variable,
    Verdict,
    Verification,
)
from tests.builders import StudyBuilder
from tests.conclusions.office import SCALE, discipline, office


def full_study() -> tuple[Study, Finding]:
    """A study in which every tactic has something to show, and its finding on discipline."""
    build = office()
    waits = build.segment("W-03", "Menunggu lama, petugasnya belum ada.").id
    served = build.segment("W-05", "Tidak pernah menunggu, langsung dilayani.").id
    rivals = (
        Rival(text="Hanya hari itu.", evidence_for=(served,), evidence_against=(waits,), set_aside="Dua hari diamati."),
        Rival(text="Karena hujan."),
    )
    finding = discipline(build, evidence_against=(served,), rivals=rivals, caveats=("Tidak selalu.",))
    _fieldwork(build)
    _verifications(build)
    build.add(
        finding,
        Variable(id="hadir", name="Kehadiran", focus="DISIPLIN", values=SCALE, rule="menurut rekap"),
        Rating(id="N-01", subject="informant:I-01", variable="hadir", values=(4,)),
        Rating(id="N-02", subject="informant:I-02", variable="hadir", values=(2,), segments=(waits,)),
        TheoryNote(id="TN-01", citation_key="contoh2018", claim="Disiplin dan layanan.", finding="T-01"),
        AgreementRun(id="A-01", at="2018-05-01", coders=("rani", "bayu"), sources=("W-03",)),
    )
    return build.study(), finding


def _fieldwork(build: StudyBuilder) -> None:
    contact = {
        "W-01": {"contact_number": 1, "setting": Setting.FORMAL, "trust": Trust.MIDDLE, "period": "PR-01"},
        "W-03": {"contact_number": 2, "setting": Setting.INFORMAL, "trust": Trust.HIGH, "period": "PR-01"},
        "W-04": {"others_present": "tetangga", "period": "PR-02"},
        "O-01": {"site": "loket", "period": "PR-01"},
    }
    elicited = {"W-03": Elicited.VOLUNTEERED, "W-04": Elicited.PROMPTED}

    def placed(record: object) -> object:
        if isinstance(record, Source):
            return replace(record, **contact.get(record.id, {}))  # type: ignore[arg-type]
        if isinstance(record, Block) and record.source in elicited:
            return replace(record, elicited=elicited[record.source])
        return record

    build.records = [placed(record) for record in build.records]
    surprising = SummaryItem(
        kind=SummaryItemKind.SURPRISING, text="Ada yang tak pernah antre.", codes=("DISIPLIN-JAM",)
    )
    build.add(
        Period(id="PR-01", label="Minggu pertama", order=1),
        Period(id="PR-02", label="Minggu kedua", order=2),
        Memo(id="M-01", type=MemoType.REFLEXIVE, text="Saya dianggap dari inspektorat."),
        Summary(id="R-01", kind=SummaryKind.CONTACT, source="W-05", items=(surprising,)),
        Summary(
            id="R-02",
            kind=SummaryKind.CONTACT,
            source="W-01",
            items=(replace(surprising, text="Lurah tahu jamnya.", followed_up="W-02"),),
        ),
    )


def _verifications(build: StudyBuilder) -> None:
    answers = (
        MemberAnswer(informant="I-03", date="2018-04-10", agrees=True, answer="Ya, begitu."),
        MemberAnswer(informant="I-01", date="2018-04-11", agrees=False, answer="Sudah membaik.", change="Dibatasi."),
    )
    target = "finding:T-01"
    build.add(
        Verification(
            id="V-01",
            tactic="triangulation",
            target=target,
            verdict=Verdict.DIFFERENT,
            result="Dibawa ke member check.",
        ),
        Verification(
            id="V-02",
            tactic="negative-evidence",
            target=target,
            date="2018-04-09",
            queries=(Query(query="langsung dilayani", hits=3, read=3),),
        ),
        Verification(
            id="V-03", tactic="member-check", target=target, answers=answers, consequence=Consequence.QUALIFIED
        ),
    )
