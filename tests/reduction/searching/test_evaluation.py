"""What is found: by example, and for random texts and queries the same as by a slow and obvious evaluator."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualcode.errors import BadValue, SlowPattern, UnknownName
from qualcode.model import Code, Coding, Consent, Segment, Study
from qualcode.reduction.filters import Filter
from qualcode.reduction.searching.evaluation import search
from qualcode.reduction.searching.parsing import parse
from qualcode.reduction.searching.patterns import places_of
from qualcode.reduction.searching.query import Unit
from qualcode.reduction.searching.scope import Asked
from tests.builders import StudyBuilder, digest
from tests.reduction.searching.queries import CODES, QUERIES
from tests.reduction.searching.reference import Reference

FIRST = """\
P: Bagaimana disiplin di sini?
I: Disiplin kerja masih rendah. Sering terlambat, alasannya hujan.
P: Siapa yang menegur?
I: Lurah menegur. Disiplin itu nomor satu.
"""
SECOND = """\
P: Kalau pelayanan?
I: Pelayanan baik, lurah ramah.
"""


def builder() -> StudyBuilder:
    made = StudyBuilder().focus("DISIPLIN").focus("HAMBAT")
    made.add(Code(id="DISIPLIN-JAM", name="Jam", parent="DISIPLIN", order=9))
    made.informant("I-01", "Staf").informant("I-02", "Warga")
    made.interview("W-01", "I-01", FIRST).interview("W-02", "I-02", SECOND)
    made.sheet("O-01", "Pukul 08.00 lurah belum datang.\nDisiplin tertulis di dinding.\n")
    made.code("W-01", "Disiplin kerja masih rendah.", "DISIPLIN", "-")
    made.code("W-01", "Sering terlambat, alasannya hujan.", "DISIPLIN-JAM", "-")
    made.code("W-01", "alasannya hujan", "HAMBAT", "-")
    made.code("W-01", "Lurah menegur.", "DISIPLIN", "+", coder="bayu")
    return made


def found(query: str, study: Study | None = None, within: Unit = Unit.BLOCK, **asked: object) -> list[str]:
    """The matches, each with its source."""
    study = study or builder().study()
    hits = search(study, parse(query), Asked(**asked), within=within)  # type: ignore[arg-type]
    return [f"{hit.source} {study.text(hit.source)[hit.start : hit.end]}" for hit in hits]


@pytest.mark.parametrize(
    ("query", "matches"),
    [
        ("disiplin", ["W-01 Disiplin", "W-01 Disiplin", "O-01 Disiplin"]),
        ('"disiplin kerja"', ["W-01 Disiplin kerja"]),
        ('"terlambat alasannya"', ["W-01 terlambat, alasannya"]),
        ('"rendah sering"', []),
        ('"disiplin * nomor"', ["W-01 Disiplin itu nomor"]),
        ("lurah AND disiplin", ["W-01 Lurah", "W-01 Disiplin"]),
        ("disiplin NOT lurah", ["W-01 Disiplin", "O-01 Disiplin"]),
        ("rendah NEAR/3 terlambat", ["W-01 rendah. Sering terlambat"]),
        ("rendah NEAR/1 terlambat", []),
        ("rendah NEAR/sentence terlambat", []),
        ("terlambat NEAR/2 disiplin", []),
        ("hujan FOLLOWED BY lurah", []),
        ("hujan FOLLOWED BY/2block lurah", ["W-01 hujan.\nP: Siapa yang menegur?\nI: Lurah"]),
        ("lurah FOLLOWED BY/2block hujan", []),
        ("ter*", ["W-01 terlambat", "O-01 tertulis"]),
        ("=terlambat", ["W-01 terlambat"]),
        ("kode:HAMBAT", ["W-01 alasannya hujan"]),
        ("code:disiplin AND code:HAMBAT", ["W-01 alasannya hujan"]),
        ("code:DISIPLIN OVERLAPS code:HAMBAT", ["W-01 Sering terlambat, alasannya hujan."]),
        ("code:HAMBAT INSIDE code:DISIPLIN-JAM", ["W-01 alasannya hujan"]),
        ("code:HAMBAT NOT code:DISIPLIN", []),
        ("code:DISIPLIN NOT code:HAMBAT", ["W-01 Disiplin kerja masih rendah.", "W-01 Lurah menegur."]),
        ("code:DISIPLIN NOT lurah NOT hujan", ["W-01 Disiplin kerja masih rendah."]),
        ("disiplin AND code:DISIPLIN", ["W-01 Disiplin"]),
        ("disiplin NOT code:DISIPLIN", ["W-01 Disiplin", "O-01 Disiplin"]),
        (
            "code:HAMBAT FOLLOWED BY code:DISIPLIN",
            ["W-01 alasannya hujan.\nP: Siapa yang menegur?\nI: Lurah menegur."],
        ),
        ("code:HAMBAT FOLLOWED BY/1 code:DISIPLIN", []),
        ("regex:lur.h", ["W-01 Lurah", "W-02 lurah", "O-01 lurah"]),
        ('regex:"^Pukul \\d+"', ["O-01 Pukul 08"]),
        ("regex:x*", []),
        ("NOT (disiplin OR lurah)", []),
        ("NOT disiplin", ["W-02 Pelayanan baik, lurah ramah.", "O-01 Pukul 08.00 lurah belum datang."]),
    ],
)
def test_finds(query: str, matches: list[str]) -> None:
    assert found(query) == matches


@pytest.mark.parametrize("query", ["kerjasama", "Kerjasama", '"kerja sama"'])
def test_what_is_written_as_one_word_or_two_is_found_as_both(query: str) -> None:
    text = "P: Kenapa?\nI: Kerja sama kami baik. Sering kerjasama. Kerja saya sama.\n"
    study = StudyBuilder().informant("I-01", "Staf").interview("W-01", "I-01", text).study()
    assert found(query, study) == ["W-01 Kerja sama", "W-01 kerjasama"]
    assert found('="kerja sama"', study) == ["W-01 Kerja sama"]


def test_what_and_looks_within() -> None:
    assert found("rendah terlambat", within=Unit.SENTENCE) == []
    assert found("rendah terlambat") == ["W-01 rendah", "W-01 terlambat"]
    assert found("rendah lurah", within=Unit.SOURCE) == ["W-01 rendah", "W-01 Lurah"]


def test_by_who_speaks() -> None:
    assert found("disiplin", speaker="interviewer") == ["W-01 disiplin"]
    assert len(found("disiplin", speaker="semua")) == 4
    assert found("lurah", speaker="I-02") == found("lurah", speaker="i-02") == ["W-02 lurah"]
    assert found("lurah", filter=Filter(role=("Warga",))) == ["W-02 lurah"]
    assert found("lurah", filter=Filter(informant=("I-01",)), speaker="all") == ["W-01 Lurah"]
    with pytest.raises(BadValue):
        found("lurah", speaker="I-99")


def test_inside_and_outside_codes() -> None:
    assert found("disiplin", inside=("DISIPLIN",)) == ["W-01 Disiplin"]
    assert found("hujan", inside=("DISIPLIN",)) == ["W-01 hujan"]
    assert found("hujan", inside=("DISIPLIN",), filter=Filter(exact=True)) == []
    assert found("disiplin", outside=("DISIPLIN",)) == ["W-01 Disiplin", "O-01 Disiplin"]
    assert found("lurah", filter=Filter(focus=("DISIPLIN",))) == ["W-01 Lurah"]
    assert found("lurah", filter=Filter(focus=("DISIPLIN",), coder=("rani",))) == []
    with pytest.raises(UnknownName):
        found("disiplin", inside=("DISPLIN",))
    with pytest.raises(UnknownName):
        found("code:DISPLIN")


def test_only_the_coders_of_the_project_count_unless_others_are_named() -> None:
    made = builder()
    made.records[0] = replace(made.records[0], coders=("rani",))  # type: ignore[type-var]
    assert "W-01 Lurah menegur." not in found("code:DISIPLIN", made.study())
    assert found("code:DISIPLIN", made.study(), filter=Filter(coder=("bayu",))) == ["W-01 Lurah menegur."]


def test_words_of_a_withdrawn_informant_are_never_found() -> None:
    study = builder().add(Consent(id="PS-01", informant="I-01", withdrawn_on="2018-05-01")).study()
    queries = ("disiplin", "code:DISIPLIN", "regex:lurah", "NOT pelayanan", "disiplin OR lurah", '"disiplin kerja"')
    for query in queries:
        for speaker in ("", "all", "I-01"):
            assert not any(
                "rendah" in one or "menegur." in one or "hujan" in one for one in found(query, study, speaker=speaker)
            ), (query, speaker)


def test_a_pattern_that_takes_too_long_is_stopped() -> None:
    began = time.monotonic()
    with pytest.raises(SlowPattern):
        places_of("(a+)+$", [("W-01", 0, "a" * 60 + "b")], seconds=0.5)
    assert time.monotonic() - began < 5


def test_an_empty_study_has_nothing() -> None:
    assert found("disiplin", StudyBuilder().study()) == []


_TURN = st.lists(st.sampled_from(("a", "b", "a", "b", "c", ".", ",")), min_size=1, max_size=8).map(" ".join)
_TURNS = st.lists(st.tuples(st.sampled_from("IPI"), _TURN), min_size=1, max_size=5)


@st.composite
def studies(draw: st.DrawFn) -> Study:
    """One interview with random turns and segments; code M stands under L."""
    text = "\n".join(f"{label}: {turn}" for label, turn in draw(_TURNS)) + "\n"
    made = StudyBuilder().informant("I-01", "Staf")
    for order, code in enumerate(CODES):
        made.add(Code(id=code, name=code, parent="L" if code == "M" else None, order=order))
    made.interview("W-01", "I-01", text)
    places = st.tuples(st.integers(0, len(text) - 1), st.integers(1, 15), st.sampled_from(CODES))
    for number, (start, length, code) in enumerate(draw(st.lists(places, min_size=1, max_size=6))):
        end = min(len(text), start + length)
        quote = text[start:end]
        made.add(
            Segment(id=f"S-{number}", source="W-01", start=start, end=end, quote=quote, digest=digest(quote)),
            Coding(id=f"K-{number}", segment=f"S-{number}", code=code, coder="rani"),
        )
    return made.study()


@settings(max_examples=300, deadline=None)
@given(studies(), QUERIES, st.sampled_from((Unit.BLOCK, Unit.SENTENCE, Unit.SOURCE)))
def test_finds_what_the_slow_evaluator_finds(study: Study, query: str, within: Unit) -> None:
    tree = parse(query)
    hits = search(study, tree, within=within)
    assert [(hit.start, hit.end) for hit in hits] == sorted(Reference(study, "W-01", within).places(tree))
