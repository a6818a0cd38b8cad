"""Derived values that displays and tactics share: whose words, which time, which sign, what absence means."""

from __future__ import annotations

import pytest

from qualcode.model import (
    About,
    BlockKind,
    Code,
    CodeLevel,
    DataMark,
    GuideQuestion,
    Period,
    Study,
    Summary,
    SummaryItem,
    SummaryItemKind,
    SummaryKind,
    Valence,
)
from qualcode.reduction.coded import (
    Asked,
    asked,
    coded,
    codes_of_focus,
    descendants,
    focus_of,
    informants_on,
    net_valence,
    proposed_mark,
)
from tests.builders import StudyBuilder

TURNS = "P: Jam berapa?\nI: Jam delapan.\nP: Jujur?\nI: Tidak tahu."


def builder() -> StudyBuilder:
    return (
        StudyBuilder()
        .focus("DISIPLIN")
        .focus("JUJUR")
        .informant("I-01", "Lurah")
        .informant("I-02", "Warga")
        .interview("W-01", "I-01", TURNS)
        .interview("W-02", "I-02", TURNS)
    )


def linked(made: StudyBuilder, source: str, question: str, number: int) -> StudyBuilder:
    from dataclasses import replace

    from qualcode.model import Block

    block = next(r for r in made.records if isinstance(r, Block) and (r.source, r.number) == (source, number))
    made.records[made.records.index(block)] = replace(block, question=question)
    return made


def test_the_informant_of_a_coding_speaks_the_answers_it_touches() -> None:
    made = builder().code("W-01", "Jam delapan", "DISIPLIN").code("W-01", "Jujur?", "JUJUR")
    answer, question = coded(made.study())
    assert (answer.informants, answer.role, [b.kind for b in answer.blocks]) == (("I-01",), "Lurah", [BlockKind.ANSWER])
    assert (question.informants, question.role) == ((), None)


def test_an_observation_has_an_informant_only_where_about_names_one() -> None:
    made = builder().sheet("O-01", "Lurah datang.\nLoket kosong.")
    made.code("O-01", "Lurah datang", "DISIPLIN", about=About(informant="I-01")).code(
        "O-01", "Loket kosong", "DISIPLIN"
    )
    named, bare = coded(made.study())
    assert (named.informants, named.about_role, named.role) == (("I-01",), "Lurah", "Lurah")
    assert (bare.informants, bare.about_role) == ((), None)


def test_the_role_spoken_of_is_kept_beside_the_speakers() -> None:
    made = builder().code("W-02", "Jam delapan", "DISIPLIN", about=About(role="Lurah"))
    (one,) = coded(made.study())
    assert (one.role, one.about_role, one.role_spoken_of) == ("Warga", "Lurah", "Lurah")


def test_the_time_is_that_spoken_of_else_the_sources_and_then_undated() -> None:
    made = builder().add(
        Period(id="P16", label="2016", start="2016", end="2016"),
        Period(id="P18", label="2018", start="2018-01", end="2018-12"),
    )
    made.code("W-01", "Jam delapan", "DISIPLIN", about=About(date="2016-05"))
    made.code("W-01", "Tidak tahu", "DISIPLIN").code("W-02", "Jam delapan", "JUJUR", about=About(date="2017"))
    times = [(one.period, one.date, one.undated) for one in coded(made.study())]
    assert times == [("P16", "2016-05", False), ("P18", "2018-03-12", True), (None, "2017", False)]


def test_order_is_source_start_end_then_codebook() -> None:
    made = builder()
    made.code("W-02", "Jam delapan", "JUJUR").code("W-02", "Jam delapan", "DISIPLIN").code(
        "W-01", "Tidak tahu", "JUJUR"
    )
    made.code("W-02", "Jam dela", "JUJUR")
    assert [one.coding.id for one in coded(made.study())] == ["K-03", "K-04", "K-02", "K-01"]


@pytest.mark.parametrize(
    ("signs", "net"),
    [("", None), ("0", "0"), ("+0", "+"), ("-0", "-"), ("+-", "±"), ("±", "±"), ("±+", "±"), ("++", "+")],
)
def test_net_valence(signs: str, net: str | None) -> None:
    assert net_valence(Valence(sign) for sign in signs) == (None if net is None else Valence(net))
    assert net_valence([None]) is None


def tree() -> Study:
    made = StudyBuilder().focus("DISIPLIN").focus("JUJUR")
    made.add(
        Code(id="JAM", name="Jam", parent="DISIPLIN", order=3),
        Code(id="JAM-PAGI", name="Pagi", parent="JAM", order=4),
        Code(id="JANJI", name="Janji", parent="JUJUR", order=5),
        Code(id="SANKSI", name="Sanksi", order=6),
        Code(id="POLA", name="Pola", level=CodeLevel.PATTERN, condenses=("JANJI", "JAM"), order=7),
    )
    return made.study()


def test_focus_comes_down_the_tree_and_pattern_codes_gather_several() -> None:
    study = tree()
    assert focus_of(study, "JAM-PAGI") == ("DISIPLIN",)
    assert focus_of(study, "POLA") == ("DISIPLIN", "JUJUR")
    assert focus_of(study, "SANKSI") == ()
    assert codes_of_focus(study, "JUJUR") == ("JUJUR", "JANJI", "POLA")


def test_descendants_follow_the_tree_and_what_is_condensed() -> None:
    study = tree()
    assert descendants(study, "DISIPLIN") == {"JAM", "JAM-PAGI"}
    assert descendants(study, "POLA") == {"JAM", "JAM-PAGI", "JANJI"}
    assert descendants(study, "SANKSI") == frozenset()


def test_asked_by_guide_questions_linked_to_blocks() -> None:
    made = builder().add(
        GuideQuestion(id="Q-01", text="Jam?", focus="DISIPLIN"), GuideQuestion(id="Q-02", text="?", focus="JUJUR")
    )
    study = linked(made, "W-01", "Q-01", 1).study()
    assert asked(study) == {
        ("I-01", "DISIPLIN"): Asked.ASKED,
        ("I-01", "JUJUR"): Asked.NOT_ASKED,
        ("I-02", "DISIPLIN"): Asked.UNKNOWN,
        ("I-02", "JUJUR"): Asked.UNKNOWN,
    }


def test_asked_by_what_a_summary_says() -> None:
    items = (
        SummaryItem(kind=SummaryItemKind.QUESTION_GOT, text="jam", codes=("DISIPLIN",)),
        SummaryItem(kind=SummaryItemKind.QUESTION_NOT_GOT, text="jujur", codes=("JUJUR",)),
    )
    study = builder().add(Summary(id="R-01", kind=SummaryKind.CONTACT, source="W-01", items=items)).study()
    assert asked(study)["I-01", "DISIPLIN"] is Asked.ASKED
    assert asked(study)["I-01", "JUJUR"] is Asked.NOT_ASKED
    assert asked(study)["I-02", "JUJUR"] is Asked.UNKNOWN


def test_marks_are_proposed_as_the_method_says() -> None:
    made = builder().add(
        GuideQuestion(id="Q-01", text="Jam?", focus="DISIPLIN"),
        GuideQuestion(id="Q-02", text="Jujur?", focus="JUJUR", roles=("Lurah",)),
    )
    linked(made, "W-01", "Q-01", 1)
    linked(made, "W-02", "Q-01", 1)
    made.code("W-02", "Jam delapan", "DISIPLIN", dont_know=True)
    study = made.study()
    assert proposed_mark(study, "I-01", "DISIPLIN") is DataMark.MISSING
    assert proposed_mark(study, "I-01", "JUJUR") is DataMark.NOT_ASKED
    assert proposed_mark(study, "I-02", "DISIPLIN") is DataMark.DOES_NOT_KNOW
    assert proposed_mark(study, "I-02", "JUJUR") is DataMark.NOT_APPLICABLE
    assert informants_on(study, "DISIPLIN") == ("I-01", "I-02")
    assert informants_on(study, "JUJUR") == ()


def test_something_said_needs_no_mark_even_beside_not_knowing() -> None:
    made = builder().code("W-01", "Tidak tahu", "JUJUR", dont_know=True).code("W-01", "Jam delapan", "JUJUR")
    assert proposed_mark(made.study(), "I-01", "JUJUR") is None


def test_nothing_is_proposed_without_questions_or_summaries() -> None:
    assert proposed_mark(builder().study(), "I-01", "JUJUR") is None
