"""Hits in context, and the segments that are made of them."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from qualcode.model import Study
from qualcode.reduction.searching.concordance import concordance, not_yet_coded, widened
from qualcode.reduction.searching.evaluation import Hit, search
from qualcode.reduction.searching.parsing import parse
from qualcode.reduction.searching.query import Unit
from tests.reduction.searching.queries import QUERIES
from tests.reduction.searching.test_evaluation import builder, studies


@settings(max_examples=80, deadline=None)
@given(studies(), QUERIES, st.integers(0, 30))
def test_context_stands_beside_the_match_in_whole_words_and_its_block(study: Study, query: str, most: int) -> None:
    text = study.text("W-01")
    hits = search(study, parse(query))
    for hit, line in zip(hits, concordance(study, hits, most), strict=True):
        before, after = text[: hit.start], text[hit.end :]
        assert line.match == text[hit.start : hit.end]
        assert before.rstrip().endswith(line.left.rstrip())
        assert after.lstrip().startswith(line.right.lstrip())
        assert max(len(line.left), len(line.right)) <= most
        assert "\n" not in line.left + line.right
        assert line.line == before.count("\n") + 1
        words = set(text.replace("\n", " ").split())
        cut = {*line.left.split()[:1], *line.right.split()[-1:]}
        touching = {word for word in cut if before[-1:].strip() or after[:1].strip()}
        assert cut - touching <= words


@settings(max_examples=80, deadline=None)
@given(studies(), QUERIES, st.sampled_from((None, Unit.SENTENCE, Unit.BLOCK)))
def test_segments_hold_their_hits_and_come_once_in_order(study: Study, query: str, unit: Unit | None) -> None:
    hits = search(study, parse(query))
    places = widened(study, hits, unit)
    assert list(places) == sorted(set(places), key=lambda place: (place.start, place.end))
    assert all(any(place.start <= hit.start and hit.end <= place.end for place in places) for hit in hits)
    assert bool(places) == bool(hits)


def test_what_this_coder_coded_so_already_is_told_apart() -> None:
    study = builder().study()
    places = search(study, parse("code:HAMBAT OR nomor"))
    assert [(one.start, one.end) for one in not_yet_coded(study, places, "DISIPLIN", "rani")[1]] == [
        (places[0].start, places[0].end)
    ]
    assert not_yet_coded(study, places, "DISIPLIN", "bayu")[1] == ()
    assert not_yet_coded(study, places, "DISIPLIN", "rani", 2)[1] == ()
    assert not_yet_coded(study, (Hit("W-02", 0, 3),), "HAMBAT", "rani") == ((Hit("W-02", 0, 3),), ())


def test_segments_of_several_sources_keep_the_order_of_the_study() -> None:
    study = builder().study()
    assert [place.source for place in widened(study, search(study, parse("lurah")), Unit.BLOCK)] == [
        "W-01", "W-02", "O-01",
    ]  # fmt: skip
