"""The office study with what every tactic looks at: ratings, surprises, memos, periods, sites, answers, rivals."""

from __future__ import annotations

import json
from dataclasses import replace

from qualcode.model import (
    AgreementRun,
    Block,
    Code,
    CodeOrigin,
    Consequence,
    Elicited,
    Finding,
    Link,
    LinkKind,
    MemberAnswer,
    Memo,
    MemoType,
    Period,
    Proposition,
    Query,
    Rating,
    Rival,
    Setting,
    Snapshot,
    Source,
    Study,
    Summary,
    SummaryItem,
    SummaryItemKind,
    SummaryKind,
    TheoryNote,
    Trust,
    Valence,
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
        *_rated(),
        *_linked(waits),
        Snapshot(id="SN-01", display="role-ordered-matrix", at="2018-05-01", data_version=1, content=_frozen(waits)),
        AgreementRun(id="A-01", at="2018-05-01", coders=("rani", "bayu"), sources=("W-03",)),
    )
    build.code("W-03", "Menunggu lama, petugasnya belum ada.", "HAMBAT-SARPRAS", "-")
    return build.study(), finding


def _rated() -> list[object]:
    """Five people rated on attendance, workload and distance; the two others go with attendance alike."""
    load, distance = (
        Variable(id=name, name=name.title(), values=SCALE, rule="diceritakan") for name in ("beban", "jarak")
    )
    levels = {"I-01": (4, 1), "I-02": (2, 3), "I-03": (3, 2), "I-04": (3, 2), "I-05": (3, 2)}
    ratings: list[object] = [load, distance]
    for number, (who, (present, busy)) in enumerate(levels.items()):
        if who not in ("I-01", "I-02"):
            ratings.append(
                Rating(id=f"N-{3 + number}", subject=f"informant:{who}", variable="hadir", values=(present,))
            )
        for at, name in enumerate(("beban", "jarak"), 1):
            made = Rating(id=f"N-{at}{number}", subject=f"informant:{who}", variable=name, values=(busy,))
            ratings.append(made)
    return ratings


def _linked(waits: str) -> list[object]:
    ends = (
        ("variable:beban", "variable:hadir"),
        ("variable:jarak", "variable:beban"),
        ("variable:jarak", "variable:hadir"),
    )
    return [
        Link(
            id=f"L-{n}",
            from_=a,
            to=b,
            kind=LinkKind.INFLUENCES,
            sign=Valence.NEGATIVE,
            asserted_by=("I-02",),
            segments=(waits,),
        )
        for n, (a, b) in enumerate(ends, 1)
    ]


def _frozen(waits: str) -> str:
    """The one cell of a frozen display that the finding's chain of evidence needs."""
    entry = {"kind": "q", "text": "Menunggu lama, petugasnya belum ada.", "segments": [{"segment": waits}]}
    return json.dumps({"cells": [{"row": "I-03", "column": "DISIPLIN", "entries": [entry]}]})


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
        if isinstance(record, Code) and record.id == "DISIPLIN-TEMPAT":
            return replace(record, name="belum ada orangnya", origin=CodeOrigin.IN_VIVO)
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
            id="V-04",
            tactic="if-then-tests",
            target=target,
            propositions=(
                Proposition(if_="beban>=3", then="hadir<=2"),
                Proposition(if_="DISIPLIN-JAM:+", then="hadir>=3"),
                Proposition(if_="cuaca=1", then="hadir>=3"),
            ),
        ),
        Verification(
            id="V-03", tactic="member-check", target=target, answers=answers, consequence=Consequence.QUALIFIED
        ),
    )
