"""Frequencies and collocations: by example, against a plain recount, and against another implementation of G²."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from math import log2

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nltk.metrics.association import BigramAssocMeasures

from qualcode.errors import UnknownName
from qualcode.model import Block, Consent, Study
from qualcode.reduction.filters import Filter
from qualcode.reduction.searching.collocations import collocations, log_dice, log_likelihood
from qualcode.reduction.searching.evaluation import search
from qualcode.reduction.searching.frequencies import GROUPS, Frequencies, frequencies
from qualcode.reduction.searching.parsing import parse
from qualcode.reduction.searching.query import Unit
from qualcode.reduction.searching.scope import Asked
from tests.reduction.searching.reference import Reference
from tests.reduction.searching.test_evaluation import builder, studies


def counts(found: Frequencies, group: str = "") -> dict[str, int]:
    """Word → how often it occurs, in all or in a group."""
    return {one.word: n for one in found.words if (n := one.of(group).n if group else one.total.n)}


def test_words_are_counted_by_stem_without_function_words_but_with_their_share_of_all() -> None:
    found = frequencies(builder().study())
    disiplin = next(one for one in found.words if one.word == "disiplin")
    assert disiplin.total == (3, pytest.approx(3000 / found.size), 2)
    assert disiplin.forms == ("disiplin",)
    assert found.sources == 3
    assert found.size == 14 + 4 + 10
    assert "di" not in counts(found)
    assert "08" not in counts(found)
    assert counts(frequencies(builder().study(), function=True))["di"] == 1
    assert found.words[0].word in ("disiplin", "lurah")


def test_by_role_by_focus_and_by_who_asks() -> None:
    study = builder().study()
    by_role = frequencies(study, by="role")
    assert by_role.labels == {"Staf": "Staf", "Warga": "Warga"}
    assert by_role.sizes == {"Staf": 14, "Warga": 4}
    assert counts(by_role, "Warga") == {"pelayanan": 1, "baik": 1, "lurah": 1, "ramah": 1}
    everybody = frequencies(study, Asked(speaker="all"), by="informant")
    assert counts(everybody, "interviewer")["disiplin"] == 1
    by_focus = frequencies(study, by="focus")
    assert counts(by_focus, "HAMBAT") == {"alasannya": 1, "hujan": 1}
    assert counts(by_focus, "DISIPLIN")["hujan"] == 1
    assert by_focus.sizes["HAMBAT"] == 2


def test_inside_and_outside_codes_and_filters() -> None:
    study = builder().study()
    assert counts(frequencies(study, Asked(inside=("HAMBAT",)))) == {"alasannya": 1, "hujan": 1}
    outside = counts(frequencies(study, Asked(outside=("DISIPLIN",))))
    assert "hujan" not in outside
    assert outside["disiplin"] == 2
    assert frequencies(study, Asked(filter=Filter(role=("Warga",)))).sources == 1
    with pytest.raises(UnknownName):
        frequencies(study, by="umur")


def test_irrelevant_blocks_and_withdrawn_informants_are_not_counted() -> None:
    made = builder()
    study = made.add(Consent(id="PS-01", informant="I-01", withdrawn_on="2018-05-01")).study()
    assert "hujan" not in counts(frequencies(study, Asked(speaker="all")))
    assert "hujan" not in {one.word for one in collocations(study, search(study, parse("lurah")), least=1)}
    made = builder()
    at = next(
        n for n, one in enumerate(made.records) if isinstance(one, Block) and one.source == "W-02" and one.number == 2
    )
    made.records[at] = replace(made.records[at], irrelevant="salam")  # type: ignore[type-var]
    assert "ramah" in counts(frequencies(made.study()))
    assert "ramah" not in counts(frequencies(made.study(), Asked(relevant=True)))


@settings(max_examples=40, deadline=None)
@given(studies(), st.sampled_from(["", *GROUPS]))
def test_counts_are_those_of_a_plain_recount(study: Study, by: str) -> None:
    reference = Reference(study, "W-01", Unit.BLOCK)
    said = [word for word in reference.words if any(s <= word.start and word.end <= e for s, e in reference.blocks)]
    found = frequencies(study, by=by, function=True)
    assert counts(found) == Counter(word.stem for word in said)
    assert found.size == len(said)
    if by in ("role", "informant", "technique", "source") and said:
        (group,) = found.sizes
        assert counts(found, group) == counts(found)


@given(st.integers(0, 30), st.integers(0, 60), st.integers(0, 300), st.integers(1, 5000))
def test_log_likelihood_is_that_of_nltk(near: int, more_window: int, more_everywhere: int, rest: int) -> None:
    window, everywhere = near + more_window, near + more_everywhere
    size = near + more_window + more_everywhere + rest
    if not window or not everywhere:
        return
    theirs = BigramAssocMeasures.likelihood_ratio(near, (window, everywhere), size)
    assert log_likelihood(near, window, everywhere, size) == pytest.approx(theirs, rel=1e-6, abs=1e-6)


def test_log_dice_has_its_maximum_where_two_words_are_only_found_together() -> None:
    assert log_dice(7, 7, 7) == 14
    assert log_dice(5, 10, 10) == 14 + log2(0.5)


def test_collocations_count_windows_within_the_block() -> None:
    study = builder().study()
    found = {one.word: one for one in collocations(study, search(study, parse("disiplin")), window=2, least=1)}
    assert (found["kerja"].near, found["kerja"].hits, found["kerja"].everywhere) == (1, 1, 1)
    assert found["nomor"].near == 1
    assert "hujan" not in found
    assert "disiplin" not in found
    assert found["kerja"].log_dice == pytest.approx(14 + log2(2 / 4))
    assert found["kerja"].log_likelihood > 0
    assert all(one.log_dice <= 14 for one in found.values())
    assert collocations(study, (), least=1) == ()


@settings(max_examples=40, deadline=None)
@given(studies(), st.sampled_from(("a", "b", '"a b"', "code:K")), st.integers(1, 4))
def test_collocations_never_count_more_than_there_is(study: Study, query: str, window: int) -> None:
    hits = search(study, parse(query))
    for one in collocations(study, hits, window=window, least=1, function=True):
        assert 1 <= one.near <= one.everywhere
        assert 1 <= one.hits <= len(hits)
        assert one.log_dice <= 14
