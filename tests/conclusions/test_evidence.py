from __future__ import annotations

from qualcode.conclusions.evidence import Side, carrying, claim_valence, evidence_of, pieces_of, single
from qualcode.model import Consent, Valence
from tests.conclusions.office import discipline, office


def test_evidence_is_what_is_listed_and_what_is_coded_under_the_focus_each_once() -> None:
    build = office()
    against = build.segment("W-05", "Tidak pernah menunggu, langsung dilayani.").id
    finding = discipline(build, evidence_against=(against,))
    sides = {(piece.source, piece.side) for piece in pieces_of(build.add(finding).study(), finding)}
    assert sides == {
        ("W-01", Side.CODED),
        ("W-03", Side.FOR),
        ("W-04", Side.CODED),
        ("W-05", Side.AGAINST),
        ("O-01", Side.FOR),
    }


def test_answers_flagged_does_not_know_are_no_evidence() -> None:
    study = office().study()
    assert "I-06" not in {who for piece in evidence_of(study, ("DISIPLIN",)) for who in piece.informants}


def test_words_of_someone_who_withdrew_are_left_out() -> None:
    study = office().add(Consent(id="PS-01", informant="I-03", withdrawn_on="2018-04-01")).study()
    assert "W-03" not in {piece.source for piece in evidence_of(study, ("DISIPLIN",))}


def test_claim_is_carried_by_pieces_for_it_and_coded_pieces_of_its_sign() -> None:
    build = office()
    finding = discipline(build)
    pieces = pieces_of(build.add(finding).study(), finding)
    assert claim_valence(pieces) is Valence.NEGATIVE
    assert [piece.source for piece in carrying(pieces)] == ["W-03", "W-04", "O-01"]


def test_single_names_what_there_is_only_one_of() -> None:
    study = office().study()
    pieces = evidence_of(study, ("DISIPLIN",))
    assert single(pieces) == ()
    assert single(piece for piece in pieces if piece.source == "W-03") == ("informant", "technique", "date")
    assert single(piece for piece in pieces if piece.source in {"W-03", "W-04"}) == ("technique",)
    assert single(piece for piece in pieces if piece.source in {"W-03", "O-01"}) == ("date",)
    assert single(()) == ()
