"""Laws that the tactics' numbers keep on any study: parts add up, and less data never counts more."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qualcode.conclusions.evidence import Side, pieces_of
from qualcode.conclusions.propositions import tried
from qualcode.conclusions.registers import saturation
from qualcode.conclusions.tactics import (
    counting,
    negative_evidence,
    outliers,
    replication,
    representativeness,
    triangulation,
    weighting_evidence,
)
from qualcode.model import Code, Finding, Proposition, Study
from tests.builders import StudyBuilder

CODES = ("LAYANAN-CEPAT", "LAYANAN-RAMAH", "LAIN")
SIGNS = ("+", "-", "±", "0", None)


@dataclass(frozen=True)
class Said:
    """One informant: the role, and for each answer its codes with their signs, and the side it was put on."""

    role: str
    answers: tuple[tuple[str, str | None, str], ...]


PEOPLE = st.lists(
    st.builds(
        Said,
        role=st.sampled_from(("Staf", "Warga")),
        answers=st.lists(
            st.tuples(st.sampled_from(CODES), st.sampled_from(SIGNS), st.sampled_from(("for", "against", "", ""))),
            max_size=3,
        ).map(tuple),
    ),
    min_size=1,
    max_size=6,
)
few = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def studied(people: list[Said], without: int | None = None) -> tuple[Study, Finding]:
    """The study of these people, or of all but one, whose source is then not there; and a finding on it."""
    build = StudyBuilder("Rekaan").focus("LAYANAN", "Pelayanan").focus("LAIN", "Lain-lain")
    for name in CODES[:2]:
        build.add(Code(id=name, name=name, definition=name, parent="LAYANAN", order=20))
    sides: dict[str, list[str]] = {"for": [], "against": [], "": []}
    for number, said in enumerate(people, 1):
        build.informant(f"I-{number:02d}", said.role)
        if number == without:
            continue
        lines = [f"Jawaban {at} dari orang {number}." for at in range(len(said.answers))]
        text = "P: Bagaimana?\n" + "".join(f"I: {line}\n" for line in lines)
        build.interview(f"W-{number:02d}", f"I-{number:02d}", text, date=f"2018-03-{number:02d}")
        for line, (code, sign, side) in zip(lines, said.answers, strict=True):
            build.code(f"W-{number:02d}", line, code, sign)
            sides[side].append(build.segment(f"W-{number:02d}", line).id)
    finding = Finding(
        id="T-01", focuses=("LAYANAN",), text="Rekaan.", evidence_for=tuple(sides["for"]),
        evidence_against=tuple(sides["against"]),
    )  # fmt: skip
    return build.add(finding).study(), finding


@few
@given(PEOPLE)
def test_the_parts_of_the_evidence_add_up_to_all_of_it(people: list[Said]) -> None:
    study, finding = studied(people)
    pieces = pieces_of(study, finding)
    placed = [piece for piece in pieces if piece.side is not Side.CODED]
    assert len(placed) == len(finding.evidence_for) + len(finding.evidence_against) <= len(pieces)
    for aspect in weighting_evidence.compute(study, finding).aspects:
        assert len(aspect.stronger) + len(aspect.weaker) + len(aspect.unknown) == len(pieces)
    counted = counting.compute(study, finding)
    for at, all_ in enumerate(counted.all_evidence):
        assert sum(sign.spread[at].n for sign in counted.by_sign) == all_.n <= all_.of
    shares = representativeness.compute(study, finding)
    assert sum(share.n for share in shares.informants) == len(pieces), "each piece is of one voice here"
    assert len(shares.dominant) <= 1
    negative = negative_evidence.compute(study, finding)
    assert not {piece.segment for piece in negative.opposite} & {piece.segment for piece in placed}
    halves = replication.compute(study, finding).halves
    assert sum(half.segments for half in halves) == len(pieces)


@few
@given(PEOPLE, st.data())
def test_without_a_source_no_count_is_higher(people: list[Said], data: st.DataObject) -> None:
    gone = data.draw(st.integers(1, len(people)))
    before, after = studied(people), studied(people, without=gone)
    assert len(pieces_of(*after)) <= len(pieces_of(*before))
    for name in ("sources", "techniques", "times"):
        least = {one.name: one.n for one in getattr(triangulation.compute(*before), name)}
        for stand in getattr(triangulation.compute(*after), name):
            assert stand.n <= least[stand.name]
            assert stand.of is None or stand.n <= stand.of
    some, more = (counting.compute(*one).all_evidence for one in (after, before))
    assert all(less.n <= full.n for less, full in zip(some, more, strict=False))
    codes = [[row["so_far"] for row in saturation(study)] for study, _ in (after, before)]
    assert max(codes[0], default=0) <= max(codes[1], default=0)
    assert codes[1] == sorted(codes[1]), "codes so far never fall"


@few
@given(PEOPLE)
def test_an_outlier_differs_from_most_of_its_role_and_an_if_then_table_places_everybody_once(
    people: list[Said],
) -> None:
    study, finding = studied(people)
    found = outliers.compute(study, finding)
    for one in found.outliers:
        assert one.of >= 2, "the role has three with data"
        assert 2 * one.n > one.of + 1
        assert one.role not in found.too_few
    table = tried(study, Proposition(if_="LAYANAN-CEPAT", then="LAYANAN-RAMAH:+"))
    subjects = [subject for outcome in table.outcomes for subject in outcome.subjects]
    assert len(subjects) == len(set(subjects)) == table.outcomes[0].of
    assert all(outcome.n == len(outcome.subjects) for outcome in table.outcomes)
