"""States 0 to 7: project, sources, pattern codes, displays."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qualcode.conclusions.exits import Missing, exit_words
from qualcode.conclusions.source_states import stage_names
from qualcode.conclusions.states import code_state, display_state, project_state, source_state
from qualcode.model import (
    AgreementRun,
    Block,
    Cell,
    Code,
    Consent,
    Cycle,
    Disagreement,
    Display,
    Entry,
    EntryKind,
    Focus,
    GuideQuestion,
    Holders,
    Memo,
    Permit,
    Privacy,
    Project,
    Query,
    Role,
    Segment,
    Source,
    Stage,
    Statement,
    Study,
    Summary,
    SummaryItem,
    SummaryItemKind,
    SummaryKind,
    Verification,
)
from tests.builders import StudyBuilder


def changed(build: StudyBuilder, record_type: type, record_id: str, **fields: object) -> StudyBuilder:
    """The builder with one record changed."""
    build.records = [
        replace(r, **fields) if isinstance(r, record_type) and r.id == record_id else r  # type: ignore[attr-defined, type-var]
        for r in build.records
    ]
    return build


def exits(study: Study, source: str, stage: Stage) -> dict[str, tuple[str, ...]]:
    state = source_state(study, study.get(Source, source))
    return {one.exit: one.refs for one in state.missing_for(stage) if one.blocking}


def interview() -> StudyBuilder:
    """One interview with its header complete and consent given."""
    build = StudyBuilder().focus("DISIPLIN", question="Bagaimana?").informant("I-01", "Staf")
    build.interview("W-01", "I-01", "P: Jam kerja?\nI: Terlambat.\nI: Hujan.\n", place="Kantor", collector="Peneliti")
    return build.add(Consent(id="PS-01", informant="I-01", date="2018-03-01"))


# Project
def test_design_is_reached_with_focus_role_start_code_and_consent_form() -> None:
    build = changed(interview(), Project, "study", consent_form="lembar persetujuan")
    state = project_state(build.study())
    assert (state.stage, state.missing) == (Stage.DESIGN, ())


def test_an_empty_project_lacks_them() -> None:
    missing = {one.exit for one in project_state(StudyBuilder().study()).missing}
    assert missing == {"focus", "role", "consent_form"}


def test_a_focus_without_question_or_start_code_is_named() -> None:
    study = interview().add(Focus(id="JUJUR", label="Kejujuran", order=5)).study()
    refs = {one.exit: one.refs for one in project_state(study).missing}
    assert refs["focus_question"] == refs["start_code"] == ("JUJUR",)


def test_role_with_one_holder_identifies_until_the_choice_is_recorded() -> None:
    lurah = Role(id="Lurah", label="Lurah", holders=(Holders(site="kantor", count=1),))
    build = interview().add(lurah)
    assert [(m.refs, m.blocking) for m in project_state(build.study()).missing if m.exit == "role_identifies"] == [
        (("Lurah",), False)
    ]
    changed(build, Project, "study", privacy=Privacy(name_offices=True, reason="setuju disebut jabatannya"))
    assert "role_identifies" not in {m.exit for m in project_state(build.study()).missing}


# Collected
def test_complete_interview_is_collected() -> None:
    state = source_state(interview().study(), interview().study().get(Source, "W-01"))
    assert state.stage is Stage.COLLECTED


@pytest.mark.parametrize(
    ("fields", "lacks"),
    [
        ({"date": ""}, {"date": ()}),
        ({"place": ""}, {"header": ("place",)}),
        ({"collector": "", "place": ""}, {"header": ("place", "collector")}),
        ({"original_digest": ""}, {"hash": ()}),
    ],
)
def test_each_header_exit_blocks(fields: dict[str, object], lacks: dict[str, tuple[str, ...]]) -> None:
    assert exits(changed(interview(), Source, "W-01", **fields).study(), "W-01", Stage.COLLECTED) == lacks


def test_unmapped_speaker_blocks_in_a_group() -> None:
    build = changed(interview(), Source, "W-01", informants=("I-01", "I-02")).informant("I-02", "Staf")
    build.add(Consent(id="PS-02", informant="I-02"))
    build.records = [replace(r, informant=None) if isinstance(r, Block) and r.number == 3 else r for r in build.records]
    assert exits(build.study(), "W-01", Stage.COLLECTED) == {"speakers": ("3",)}


def test_consent_of_everyone_who_speaks() -> None:
    build = interview()
    build.records = [r for r in build.records if not isinstance(r, Consent)]
    assert exits(build.study(), "W-01", Stage.COLLECTED) == {"consent": ("I-01",)}
    build.add(Consent(id="PS-01", informant="I-01", withdrawn_on="2018-05-01"))
    assert exits(build.study(), "W-01", Stage.COLLECTED) == {"consent_withdrawn": ("I-01",)}


def test_observation_rests_on_a_permit_and_a_public_document_on_none() -> None:
    build = StudyBuilder().sheet("O-01", "Loket dibuka.", place="Loket", collector="Peneliti", site="kantor")
    assert exits(build.study(), "O-01", Stage.COLLECTED) == {"permit": ()}
    changed(build, Project, "study", permits=(Permit(issuer="Kesbangpol", site="lain"),))
    assert exits(build.study(), "O-01", Stage.COLLECTED) == {"permit": ()}
    changed(build, Project, "study", permits=(Permit(issuer="Kesbangpol", site="kantor"),))
    assert exits(build.study(), "O-01", Stage.COLLECTED) == {}
    changed(build, Project, "study", permits=())
    changed(build, Source, "O-01", public=True)
    assert exits(build.study(), "O-01", Stage.COLLECTED) == {}


def test_a_waiver_with_a_reason_stands_for_the_exits() -> None:
    build = changed(interview(), Source, "W-01", date="")
    study = build.add(
        Statement(id="PN-01", record="source:W-01", state=Stage.COLLECTED, waiver="Tak tercatat.")
    ).study()
    state = source_state(study, study.get(Source, "W-01"))
    assert state.stage is Stage.COLLECTED
    assert [one.waiver for one in state.stated] == ["Tak tercatat."]
    assert "date" in {one.exit for one in state.missing}


# Later states of a source
def test_pseudonymised_needs_the_signed_scan_and_true_offsets() -> None:
    build = interview()
    assert exits(build.study(), "W-01", Stage.PSEUDONYMISED) == {"scan_read": ()}
    build.add(Statement(id="PN-01", record="source:W-01", state=Stage.PSEUDONYMISED, text="Pindaian dibaca."))
    assert exits(build.study(), "W-01", Stage.PSEUDONYMISED) == {}
    build.add(Segment(id="S-09", source="W-01", start=0, end=3, quote="xxx", digest=""))
    assert exits(build.study(), "W-01", Stage.PSEUDONYMISED) == {"offsets": ("S-09",)}


def test_summary_must_settle_every_target_question() -> None:
    build = interview().add(
        GuideQuestion(id="Q-01", text="Bagaimana jam kerja?", focus="DISIPLIN"),
        GuideQuestion(id="Q-02", text="Untuk warga saja?", roles=("Masyarakat",)),
    )
    assert exits(build.study(), "W-01", Stage.SUMMARISED) == {"summary": ()}
    build.add(Summary(id="R-01", kind=SummaryKind.CONTACT, source="W-01"))
    assert exits(build.study(), "W-01", Stage.SUMMARISED) == {"question_open": ("Q-01",)}


@pytest.mark.parametrize(
    "item",
    [
        SummaryItem(kind=SummaryItemKind.QUESTION_NOT_GOT, text="Belum sempat", codes=("DISIPLIN",)),
        SummaryItem(kind=SummaryItemKind.QUESTION_GOT, text="Q-01: terlambat karena hujan"),
    ],
)
def test_a_point_got_or_not_got_settles_a_question(item: SummaryItem) -> None:
    build = interview().add(GuideQuestion(id="Q-01", text="Bagaimana jam kerja?", focus="DISIPLIN"))
    build.add(Summary(id="R-01", kind=SummaryKind.CONTACT, source="W-01", items=(item,)))
    assert exits(build.study(), "W-01", Stage.SUMMARISED) == {}


def test_coded_when_every_answer_is_coded_or_not_relevant() -> None:
    build = interview().code("W-01", "Terlambat.", "DISIPLIN")
    assert exits(build.study(), "W-01", Stage.CODED) == {"uncoded_block": ("3",)}
    build.records = [
        replace(r, irrelevant="cuaca") if isinstance(r, Block) and r.number == 3 else r for r in build.records
    ]
    study = build.study()
    assert exits(study, "W-01", Stage.CODED) == {}
    assert source_state(study, study.get(Source, "W-01")).stage is Stage.CODED


def test_check_coded_needs_a_run_and_settled_disagreements() -> None:
    build = interview().code("W-01", "Terlambat.", "DISIPLIN").code("W-01", "Hujan.", "DISIPLIN")
    assert exits(build.study(), "W-01", Stage.CHECK_CODED) == {"second_coder": ()}
    open_ = Disagreement(segment="S-01", code="DISIPLIN", coders=("rani", "bayu"))
    run = AgreementRun(id="A-01", at="2018-05-01", coders=("rani", "bayu"), disagreements=(open_,))
    build.add(run)
    assert exits(build.study(), "W-01", Stage.CHECK_CODED) == {"disagreement_open": ("S-01",)}
    changed(build, AgreementRun, "A-01", disagreements=(replace(open_, resolution="ikut rani"),))
    study = build.study()
    assert source_state(study, study.get(Source, "W-01")).stage is Stage.CHECK_CODED


def test_pattern_code_needs_parts_memo_definition_two_sources_and_a_logged_search() -> None:
    build = interview().code("W-01", "Terlambat.", "DISIPLIN")
    build.add(Code(id="POLA", name="Pola", cycle=Cycle.SECOND, condenses=("DISIPLIN",)))
    study = build.study()
    lacking = {one.exit for one in code_state(study, study.get(Code, "POLA")).missing}
    assert lacking == {"condenses", "memo", "definition", "two_sources", "counter_search"}

    build.interview("W-02", "I-01", "P: Lagi?\nI: Menunggu.\n").code("W-02", "Menunggu.", "CUACA")
    build.add(Code(id="CUACA", name="Cuaca"), Memo(id="M-01", text="Dua hal.", links=("code:POLA",)))
    changed(build, Code, "POLA", condenses=("DISIPLIN", "CUACA"), definition="Menunggu karena telat.")
    search = Query(query="tepat waktu", hits=1, read=1)
    build.add(Verification(id="V-01", tactic="negative-evidence", target="code:POLA", queries=(search,)))
    study = build.study()
    assert code_state(study, study.get(Code, "POLA")).stage is Stage.PATTERN
    assert code_state(study, study.get(Code, "DISIPLIN")).stage is None


def test_display_names_its_unexplained_cells_and_entries_without_reference() -> None:
    build = interview().code("W-01", "Terlambat.", "DISIPLIN").informant("I-02", "Warga")
    build.add(Display(id="role-ordered-matrix", type="role-ordered-matrix"))
    study = build.study()
    state = display_state(study, study.all(Display)[0])
    assert state.stage is None
    assert any(one.exit == "blank_cell" and "I-02/DISIPLIN" in one.refs for one in state.missing)
    assert {one.exit for one in state.missing if not one.blocking} == {"notes", "snapshot"}

    entry = Entry(kind=EntryKind.SUMMARY, text="tidak hadir")
    build.add(Cell(display="role-ordered-matrix", row="I-02", column="DISIPLIN", entries=(entry,)))
    study = build.study()
    lacking = {one.exit: one.refs for one in display_state(study, study.all(Display)[0]).missing if one.blocking}
    assert lacking == {"cell_without_refs": ("I-02/DISIPLIN",)}


def test_display_of_an_unknown_type_says_so() -> None:
    build = interview().add(Display(id="peta", type="peta-harta"))
    study = build.study()
    assert "display_unknown" in {one.exit for one in display_state(study, study.all(Display)[0]).missing}


def test_every_exit_has_words() -> None:
    from qualcode.conclusions.exits import _words

    missing = Missing(stage=Stage.COLLECTED, exit="consent", refs=("I-01", "I-02"))
    assert exit_words(missing).endswith("(I-01, I-02)")
    assert exit_words(replace(missing, refs=tuple("abcdefghij"))).endswith("(a, b, c, d, e, f, g, h, … +2)")
    for name in _used_exits():
        assert name in _words(), name


def _used_exits() -> set[str]:
    import re
    from pathlib import Path

    import qualcode.conclusions

    folder = Path(qualcode.conclusions.__file__).parent
    text = "".join(path.read_text(encoding="utf-8") for path in folder.glob("*states.py"))
    found = set(re.findall(r'stage, "([a-z_]+)"|Stage\.[A-Z_]+, "([a-z_]+)"|exit_="([a-z_]+)"', text))
    names = {name for groups in found for name in groups if name}
    assert len(names) > 30
    return names


def test_waiver_about_the_project_stands_for_every_source() -> None:
    """Check-coding may be waived for the whole study; findings stay as they are."""
    build = interview().code("W-01", "Terlambat.", "DISIPLIN").code("W-01", "Hujan.", "DISIPLIN")
    build.add(Statement(id="PN-01", record="project:study", state=Stage.CHECK_CODED, waiver="Satu pengode saja."))
    study = build.study()
    state = source_state(study, study.get(Source, "W-01"))
    assert state.stage is Stage.CHECK_CODED
    assert [one.id for one in state.stated] == ["PN-01"]
    assert [one.exit for one in state.missing_for(Stage.CHECK_CODED)] == ["second_coder"]


def test_a_list_names_the_states_that_each_source_is_found_in() -> None:
    build = changed(interview(), Project, "study", consent_form="lembar persetujuan")
    build.interview("W-02", "I-01", "P: Jam kerja?\nI: Terlambat.", date="", place="Kantor", collector="Peneliti")
    build.interview("W-03", "I-01", "P: Lalu?\nI: Hujan.\nI: Banjir.", place="Kantor", collector="Peneliti")
    build.code("W-01", "Terlambat.", "DISIPLIN").code("W-01", "Hujan.", "DISIPLIN").code("W-03", "Hujan.", "DISIPLIN")
    study = build.study()
    names = stage_names(study)
    assert names == {one.id: source_state(study, one).name for one in study.sources}
    assert names == {"W-01": "coded", "W-02": "draft", "W-03": "collected"}
