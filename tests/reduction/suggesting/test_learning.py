"""What codings teach: that it helps, that it never does worse than the keywords, and who may teach."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qualcode.model import Block, Code, Coding, Consent, ConsentForm, Informant, ReviewedSuggestion, Study
from qualcode.reduction.suggesting.folds import folds_of
from qualcode.reduction.suggesting.learning import Fitted
from qualcode.reduction.suggestion import learn, reject, suggest_for
from tests.builders import StudyBuilder
from tests.reduction.suggesting.queues import answers, builder, truth

NOW = "2018-03-12T00:00:00Z"


def numbers(fitted: Fitted) -> tuple[object, ...]:
    weights = fitted.weights
    return (weights.weak.tobytes(), tuple(weights.columns), weights.values.tobytes(), fitted.cut, fitted.slope)


def f1(study: Study, sources: tuple[str, ...], seed: int = 1) -> tuple[float, float]:
    """F1 of what is suggested, and of the keywords alone, over whole sources."""
    model, expected = learn(study), truth(seed=seed)
    found = [one for name in sources for one in suggest_for(study, name, model, everything=True)]
    gold = {(source, block, code) for (source, block), codes in expected.items() if source in sources for code in codes}

    def score(said: set[tuple[str, int, str]]) -> float:
        return 2 * len(said & gold) / (len(said) + len(gold))

    keywords = {
        (one.source, one.block, one.code) for one in found if any(part.why == "keyword" for part in one.evidence)
    }
    return score({(one.source, one.block, one.code) for one in found if one.suggested}), score(keywords)


def test_codings_teach_words_that_are_no_keywords() -> None:
    study = builder(coded=48).study()
    model = learn(study)
    assert model.fitted.measured
    assert not model.fitted.keywords_only
    learned, keywords = f1(study, ("W-05",))
    assert learned > keywords + 0.15
    text = study.text("W-05")
    found = suggest_for(study, "W-05", model)
    words = {part.text for one in found if one.code == "LISTRIK" for part in one.evidence if part.why == "learned"}
    assert words & {"gelap", "genset", "padam", "kabel", "gardu", "senter", "redup", "korslet"}
    assert all(text[part.start : part.end] == part.text for one in found for part in one.evidence)


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("coded", [0, 32, 48])
def test_it_is_never_worse_than_the_keywords(coded: int, seed: int) -> None:
    learned, keywords = f1(builder(coded=coded, seed=seed).study(), ("W-05",), seed)
    assert learned >= keywords


def test_where_the_keywords_are_always_right_they_decide() -> None:
    made = builder(coded=0, sources=14)
    for source in range(1, 15):
        for at, (text, _) in enumerate(answers(12, 100 + source)):
            for code, word in (("ANTRE", "antre"), ("LISTRIK", "lampu")):
                if word in text:
                    made.code(f"W-{source:02d}", f"{source}.{at} {text}.", code)
    fitted = learn(made.study()).fitted
    assert fitted.measured
    assert fitted.keywords_only
    assert {one.id for one in suggest_for(made.study(), "W-01")} == set()


def test_the_same_study_gives_the_same_numbers() -> None:
    assert numbers(learn(builder().study()).fitted) == numbers(learn(builder().study()).fitted)


def test_scores_promise_what_holds() -> None:
    study = builder(coded=48).study()
    gold = truth()
    found = suggest_for(study, "W-05", learn(study), everything=True)
    right = sum(one.code in gold[one.source, one.block] for one in found)
    assert sum(one.score for one in found) == pytest.approx(right, abs=4)
    assert max(one.score for one in found) < 0.98


def test_little_taught_is_not_measured_and_no_score_is_high() -> None:
    study = builder(coded=6).study()
    model = learn(study)
    assert not model.fitted.measured
    assert max(one.score for one in suggest_for(study, "W-05", model, everything=True)) < 0.9


def test_other_coders_never_teach() -> None:
    study = builder(coded=0).add(*_codings_by("bayu")).study()
    alone = builder(coded=0).study()
    assert numbers(learn(study, coders=("rani",)).fitted) == numbers(learn(alone, coders=("rani",)).fitted)
    assert learn(study, coders=("bayu",)).fitted.units > 0


def _codings_by(coder: str) -> list[object]:
    made = builder(coded=48)
    return [replace(one, coder=coder) if isinstance(one, Coding) else one for one in made.records[-200:] if _kept(one)]


def _kept(record: object) -> bool:
    return type(record).__name__ in ("Coding", "Segment")


def test_words_of_who_withdrew_never_teach() -> None:
    made = builder(coded=48)
    gone = Consent(id="PS-01", informant="I-01", form=ConsentForm.SIGNED, date="2018-03-01", withdrawn_on="2018-04-01")
    model = learn(made.add(gone).study())
    assert model.fitted.units == 0
    assert not model.fitted.weights.spread.words


def test_what_was_rejected_teaches_and_tells_no_more_than_was_asked() -> None:
    made = builder(coded=0)
    wrong = [one.id for one in suggest_for(made.study(), "W-01", everything=True) if one.code == "ANTRE"]
    made.add(*reject(made.study(), wrong, coder="rani", at=NOW).records)
    model = learn(made.study())
    assert model.fitted.units == len(wrong)
    stood = {keyword.code: model.record(keyword) for keyword in model.keywords}
    assert stood["ANTRE"][0] == 0
    assert stood["ANTRE"][1] > 0
    assert stood["LISTRIK"] == (0, 0)


def test_accepted_suggestions_alone_say_nothing_of_other_codes() -> None:
    made = builder(coded=3)
    coded = [one for one in made.records if isinstance(one, Coding)]
    segments = {one.id: one for one in made.study().segments.values()}
    for one in coded:
        place = segments[one.segment]
        made.add(
            ReviewedSuggestion(
                suggestion=f"{place.source}:2:{one.code}", coder="rani", source=place.source, start=place.start,
                end=place.end, code=one.code, accepted=True,
            )
        )  # fmt: skip
    assert all(stood == right for right, stood in learn(made.study()).records)


def test_blocks_without_relevance_neither_teach_nor_get_suggestions() -> None:
    made = builder(coded=12)
    made.records = [
        replace(one, irrelevant="basa-basi") if isinstance(one, Block) and one.number == 2 else one
        for one in made.records
    ]
    study = made.study()
    assert learn(study).fitted.units == learn(builder(coded=12).study()).fitted.units - 1
    assert not any(one.block == 2 for one in suggest_for(study, "W-01", everything=True))


def test_codes_that_were_never_given_count_as_open_and_not_as_denied() -> None:
    made = builder(coded=48).add(Code(id="BARU", name="Baru", keywords=("pasar",), order=9))
    model = learn(made.study())
    assert [model.record(one) for one in model.keywords if one.code == "BARU"] == [(0, 0)]
    known = {one.code: model.record(one)[1] for one in model.keywords}
    assert known["ANTRE"] > 0


def test_keywords_have_a_record() -> None:
    made = StudyBuilder().informant("I-01", "Warga")
    made.add(Code(id="ANTRE", name="Antrean", keywords=("antre",)), Code(id="LAIN", name="Lain", order=1))
    turns = "\n".join(f"P: Lalu?\nI: {n} kami antre di depan." for n in range(4))
    made.interview("W-01", "I-01", turns)
    for n in range(2):
        made.code("W-01", f"{n} kami antre di depan.", "ANTRE")
    made.code("W-01", "2 kami antre di depan.", "LAIN")
    model = learn(made.study())
    assert [model.record(one) for one in model.keywords if one.code == "ANTRE"] == [(2, 3)]
    found = [one for one in suggest_for(made.study(), "W-01", model) if one.code == "ANTRE"]
    assert [one.block for one in found] == [6, 8]
    assert [(part.text, part.right, part.stood) for part in found[0].evidence] == [("antre", 2, 3)]


def test_folds_are_whole_sources_where_there_are_three() -> None:
    groups = ["W-01"] * 10 + ["W-02"] * 8 + ["W-03"] * 3 + ["W-04"]
    folds = folds_of(groups, apart=False).tolist()
    assert all(len({fold for fold, group in zip(folds, groups, strict=True) if group == name}) == 1 for name in groups)
    assert len(set(folds)) == 4
    two = folds_of(["W-01"] * 6 + ["W-02"] * 4, apart=False).tolist()
    assert two == sorted(two)
    assert folds_of(["W-01"] * 6, apart=True).tolist() == [0, 1, 2, 3, 4, 0]


def test_an_empty_study_has_nothing_to_learn_or_to_say() -> None:
    made = StudyBuilder().informant("I-01", "Warga").interview("W-01", "I-01", "P: Lalu?\nI: Begitulah.")
    study = made.study()
    assert learn(study).codes == ()
    assert suggest_for(study, "W-01", everything=True) == ()
    assert [one.id for one in study.all(Informant)] == ["I-01"]


def test_in_texts_that_stand_alone_it_counts_what_is_said_of_what() -> None:
    """The same words everywhere: only the clause tells whether the room or the towel smells."""
    made = StudyBuilder().informant("I-01", "Tamu")
    made.add(
        Code(id="BAU", name="Bau", keywords=("bau",), order=0),
        Code(id="LINEN", name="Linen", keywords=("handuk",), order=1),
    )
    smells: dict[str, bool] = {}
    fillers = "agak sangat rada sungguh benar cukup lumayan terlalu".split()  # noqa: SIM905
    for number in range(90):
        room = number % 2 == 0
        how, what = fillers[number // 4 % 8], ("kamar", "handuk") if room else ("handuk", "kamar")
        source = f"W-{number:02d}"
        clauses = [f"{what[0]} itu {how} bau", f"{what[1]} itu {how} bagus"]
        text = f"I: {', jalannya ramai, '.join(clauses if number % 4 < 2 else reversed(clauses))}."
        made.interview(source, "I-01", text)
        smells[source] = room
        if number < 70:
            made.code(source, text[3:], "LINEN")
            if room:
                made.code(source, text[3:], "BAU")
    study = made.study()
    model = learn(study)
    assert not model.fitted.keywords_only
    for source in list(smells)[70:]:
        assert ("BAU" in {one.code for one in suggest_for(study, source, model)}) is smells[source]
