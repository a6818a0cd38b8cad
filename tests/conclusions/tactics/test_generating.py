"""The tactics for generating meaning compute what method.md names, with their denominators."""

from __future__ import annotations

import pytest

from qualcode.conclusions.tactics import (
    chain_of_evidence,
    clustering,
    coherence,
    contrasts,
    counting,
    factoring,
    intervening_variables,
    metaphors,
    partitioning,
    patterns,
    relations,
    subsuming,
)
from qualcode.model import Code, Counted, Finding, FindingKind, Valence
from tests.conclusions.office import discipline, office
from tests.conclusions.tactics.full_study import full_study


def test_patterns_count_people_sources_and_segments_and_pairs() -> None:
    study, finding = full_study()
    found = patterns.compute(study, finding)
    first = found.recurring[0]
    assert (first.code, [(count.n, count.of) for count in first.spread]) == ("DISIPLIN-JAM", [(3, 5), (4, 5), (4, 5)])
    (pair,) = found.together
    assert (pair.code, pair.with_code, pair.on_segments, pair.in_blocks) == ("DISIPLIN-TEMPAT", "HAMBAT-SARPRAS", 1, 1)


def test_clustering_is_average_linkage_of_jaccard_and_ties_go_by_the_codebook() -> None:
    found = {
        "A": frozenset({"I-01", "I-02"}),
        "B": frozenset({"I-01", "I-02"}),
        "C": frozenset({"I-02", "I-03"}),
        "D": frozenset({"I-04"}),
        "E": frozenset({"I-04"}),
    }
    steps = clustering.joined(found)
    assert [(step.codes, step.others, step.likeness) for step in steps] == [
        (("A",), ("B",), 1.0),
        (("D",), ("E",), 1.0),
        (("A", "B"), ("C",), 0.33),
    ]


def test_factoring_reads_the_same_likeness() -> None:
    build = office()
    for who, source in (("I-03", "W-21"), ("I-04", "W-22"), ("I-06", "W-23")):
        build.interview(source, who, "P: Lagi?\nI: Sepi sekali.\nI: Antre panjang.\n")
        build.code(source, "Sepi sekali.", "DISIPLIN-TEMPAT", "-")
        build.code(source, "Antre panjang.", "DISIPLIN-JAM", "-")
    finding = discipline(build)
    (pair,) = factoring.compute(build.add(finding).study(), finding).travelling
    assert (pair.code, pair.with_code, pair.n, pair.of, pair.counted) == (
        "DISIPLIN-JAM",
        "DISIPLIN-TEMPAT",
        3,
        6,
        Counted.VOICES,
    )


def test_counting_has_a_denominator_for_each_thing_counted() -> None:
    study, finding = full_study()
    found = counting.compute(study, finding)
    assert [(one.n, one.of, one.counted) for one in found.all_evidence] == [
        (4, 5, Counted.INFORMANTS),
        (5, 8, Counted.SOURCES),
        (5, 5, Counted.SEGMENTS),
    ]
    signs = {one.valence: [count.n for count in one.spread] for one in found.by_sign}
    assert signs == {Valence.POSITIVE: [2, 2, 2], Valence.NEGATIVE: [2, 3, 3]}


def test_contrasts_put_the_codes_on_which_roles_differ_first() -> None:
    study, finding = full_study()
    (row,) = contrasts.compute(study, finding).code_by_role
    assert (row.code, row.differs) == ("DISIPLIN-JAM", True)
    assert [(one.name, one.valence, one.n, one.of) for one in row.by_role] == [
        ("Lurah", Valence.POSITIVE, 1, 1),
        ("Masyarakat", Valence.BOTH, 2, 4),
    ]


def test_partitioning_names_codes_with_both_signs_and_their_parts() -> None:
    study, finding = full_study()
    found = {one.code: one for one in partitioning.compute(study, finding).divided}
    assert set(found) == {"DISIPLIN", "DISIPLIN-JAM"}
    assert [part.code for part in found["DISIPLIN"].parts] == ["DISIPLIN-JAM", "DISIPLIN-TEMPAT"]
    assert (found["DISIPLIN"].positive, found["DISIPLIN"].negative) == (2, 3)


def test_subsuming_rolls_up_over_the_code_tree() -> None:
    study, finding = full_study()
    (top,) = subsuming.compute(study, finding).classes
    assert (top.code, top.by_itself, top.particulars) == ("DISIPLIN", 0, ("DISIPLIN-JAM", "DISIPLIN-TEMPAT"))
    assert [(count.n, count.of) for count in top.rolled_up] == [(4, 5), (5, 5), (5, 5)]


def test_metaphors_list_in_vivo_codes_and_likening_words() -> None:
    build = office()
    build.interview("W-08", "I-03", "P: Bagaimana?\nI: Kami ini kayak bola.\n")
    build.code("W-08", "Kami ini kayak bola.", "DISIPLIN", "-")
    finding = discipline(build)
    found = metaphors.compute(build.add(finding).study(), finding)
    assert [piece.quote for piece in found.likening] == ["Kami ini kayak bola."]
    study, finding = full_study()
    assert [one.text for one in metaphors.compute(study, finding).in_vivo] == ["belum ada orangnya"]


def test_relations_cross_ratings_and_list_links_with_who_asserts_them() -> None:
    study, finding = full_study()
    found = relations.compute(study, finding)
    assert [(one.variable, one.other_variable) for one in found.crossed] == [
        ("Kehadiran", "Beban"),
        ("Kehadiran", "Jarak"),
    ]
    assert [(cell.n, cell.of) for cell in found.crossed[0].crossings] == [(1, 5), (3, 5), (1, 5)]
    assert [(one.from_what, one.to_what, one.asserted_by) for one in found.links] == [
        ("Beban", "Kehadiran", ("I-02",)),
        ("Jarak", "Kehadiran", ("I-02",)),
    ]


def test_intervening_variable_stands_beside_a_direct_link() -> None:
    study, finding = full_study()
    (path,) = intervening_variables.compute(study, finding).paths
    assert (path.from_what, path.through, path.to_what, path.direct) == ("Jarak", "Beban", "Kehadiran", True)


def test_chain_of_evidence_names_what_no_cell_holds() -> None:
    study, finding = full_study()
    found = chain_of_evidence.compute(study, finding)
    (link,) = found.by_display
    assert (link.snapshot, link.cells, link.n, link.of) == ("SN-01", ("I-03 / DISIPLIN",), 1, 3)
    assert [piece.source for piece in found.in_no_cell] == ["W-05", "O-01"]
    assert (found.no_display, found.not_frozen, found.differing) == (False, (), ())


def test_coherence_names_findings_without_theory_and_leaves_predictions_aside() -> None:
    build = office()
    finding = discipline(build)
    build.add(finding, Finding(id="T-02", kind=FindingKind.PREDICTION, text="Akan membaik."))
    found = coherence.compute(build.study(), finding)
    assert (found.no_theory, found.without_theory) == (True, ("T-01",))


@pytest.mark.parametrize("tactic", [clustering, contrasts, intervening_variables, relations])
def test_what_the_study_lacks_is_told(tactic: object) -> None:
    build = office()
    finding = Finding(id="T-09", focuses=("DUKUNG",), text="Mendukung.")
    study = build.add(finding, Code(id="X", name="X", definition="x")).study()
    assert tactic.TACTIC.lacks(study, finding)  # type: ignore[attr-defined]
