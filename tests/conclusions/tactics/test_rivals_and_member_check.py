from __future__ import annotations

from qualcode.conclusions.tactics import member_check, rival_explanations
from qualcode.model import MemberAnswer, Rival, Stage, Statement, Verification
from tests.conclusions.office import discipline, office


def test_rival_lists_its_missing_parts() -> None:
    build = office()
    segment = build.segment("W-05", "Tidak pernah menunggu, langsung dilayani.").id
    finding = discipline(build, rivals=(Rival(text="Hujan.", evidence_for=(segment,)),))
    computed = rival_explanations.compute(build.study(), finding)
    assert computed.rivals[0].missing == ("evidence_against", "set_aside")
    assert [piece.source for piece in computed.rivals[0].evidence_for] == ["W-05"]
    assert rival_explanations.compute(build.study(), discipline(build)).none


def test_rivals_are_done_when_complete_or_when_the_weighing_is_recorded() -> None:
    build = office()
    segment = build.segment("W-05", "Tidak pernah menunggu, langsung dilayani.").id
    whole = Rival(text="Hujan.", evidence_for=(segment,), evidence_against=(segment,), set_aside="Cerah.")
    study = build.study()
    assert not rival_explanations.done(study, discipline(build))
    assert rival_explanations.done(study, discipline(build, rivals=(whole,)))
    half = discipline(build, rivals=(whole, Rival(text="Libur.")))
    assert not rival_explanations.done(study, half)
    build.add(Verification(id="V-01", tactic="rival-explanations", target="finding:T-01", done="Ditimbang."))
    assert rival_explanations.done(build.study(), half)
    assert not rival_explanations.done(build.study(), discipline(build))


def test_member_check_covers_roles_and_keeps_dissent() -> None:
    build = office()
    finding = discipline(build)
    answers = (
        MemberAnswer(informant="I-03", date="2018-04-10", agrees=True, answer="Ya."),
        MemberAnswer(informant="I-01", date="2018-04-11", agrees=False, answer="Tidak.", change="Dibatasi."),
    )
    build.add(Verification(id="V-01", tactic="member-check", target="finding:T-01", answers=answers))
    computed = member_check.compute(build.study(), finding)
    assert [(one.informant, one.role, one.agrees) for one in computed.answers] == [
        ("I-03", "Masyarakat", True),
        ("I-01", "Lurah", False),
    ]
    assert {one.role: (one.n, one.of) for one in computed.coverage} == {
        "Lurah": (1, 1),
        "Staf": (0, 1),
        "Masyarakat": (1, 4),
    }
    assert computed.disagreeing == ("I-01",)
    assert member_check.TACTIC.done(build.study(), finding)


def test_reason_for_none_shows_only_without_answers() -> None:
    build = office()
    finding = discipline(build)
    build.add(Statement(id="PN-01", record="finding:T-01", state=Stage.VERIFIED, waiver="Informan pindah."))
    assert member_check.compute(build.study(), finding).reason_for_none == "Informan pindah."
    assert member_check.TACTIC.done(build.study(), finding)
    answer = MemberAnswer(informant="I-03", agrees=True)
    build.add(Verification(id="V-01", tactic="member-check", target="finding:T-01", answers=(answer,)))
    assert member_check.compute(build.study(), finding).reason_for_none == ""
