"""The material for a finding, and changes of its evidence."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.conclusions.draft_text import draft_markdown
from qualcode.conclusions.finding_text import finding_lines
from qualcode.conclusions.findings import SLOTS, draft, with_evidence, with_rival
from qualcode.conclusions.reading import lines, shortened
from qualcode.errors import UnknownName
from qualcode.model import Finding, Recommendation, Rival, Valence
from qualcode.terms import terms_for
from tests.builders import StudyBuilder
from tests.conclusions.goldens import assert_golden
from tests.conclusions.office import discipline, office
from tests.conclusions.tactics.full_study import full_study

GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize("language", ["id", "en"])
def test_draft_reads_like_its_golden(language: str) -> None:
    build = office()
    study = build.add(discipline(build)).study()
    assert_golden(GOLDEN / f"draft_{language}.md", draft_markdown(draft(study, "DISIPLIN"), terms_for(language)))


def test_draft_never_concludes() -> None:
    build = office()
    study = build.add(discipline(build)).study()
    material = draft(study, "DISIPLIN")
    assert material.slots == SLOTS
    text = draft_markdown(material, terms_for("id"))
    assert text.count("[ISI:") == len(SLOTS)
    assert "Kedisiplinan aparatur masih rendah" not in text
    assert not hasattr(material, "position")


def test_counts_name_their_denominator() -> None:
    material = draft(office().study(), "DISIPLIN")
    assert (material.informants, material.informants_of, material.sources, material.segments) == (4, 5, 5, 5)
    by_role = {role.role: role for role in material.roles}
    residents = by_role["Masyarakat"]
    assert (residents.n, residents.of, residents.plus, residents.minus, residents.both) == (3, 4, 1, 2, 0)
    assert [who for who, _ in residents.silent] == ["I-06"]
    assert by_role["Staf"].n == by_role["Staf"].of == 0


def test_quotes_first_hand_before_hearsay_and_one_of_each_sign() -> None:
    residents = next(role for role in draft(office().study(), "DISIPLIN").roles if role.role == "Masyarakat")
    assert [(piece.source, piece.valence) for piece in residents.quotations] == [
        ("W-03", Valence.NEGATIVE),
        ("W-05", Valence.POSITIVE),
    ]


def test_contrasts_pair_different_voices_on_the_same_code() -> None:
    pairs = draft(office().study(), "DISIPLIN").contrasts
    assert [(pair.plus.source, pair.minus.source) for pair in pairs] == [("W-01", "W-04"), ("W-05", "O-01")]
    assert all(set(pair.plus.codes) & set(pair.minus.codes) for pair in pairs)


def test_draft_of_an_empty_focus_has_slots_and_says_that_nothing_is_coded() -> None:
    text = draft_markdown(draft(StudyBuilder().focus("SETIA").study(), "SETIA"), terms_for("id"))
    assert "Belum ada segmen yang dikode pada fokus ini." in text
    assert "[ISI: pertanyaan penelitian]" in text
    assert text.count("[ISI:") == len(SLOTS) + 1


def test_unknown_focus_is_named() -> None:
    with pytest.raises(UnknownName):
        draft(office().study(), "TIDAK-ADA")


def test_finding_reads_like_its_golden() -> None:
    study, finding = full_study()
    text = ["# T-01", "", *finding_lines(study, finding, terms_for("id")), ""]
    assert_golden(GOLDEN / "finding_id.md", "\n".join(text))


def test_finding_shows_what_answers_it() -> None:
    build = office()
    finding = discipline(build)
    build.add(finding, Recommendation(id="SR-01", text="Jadwal.", findings=("T-01",)))
    assert "Dijawab saran: SR-01" in list(finding_lines(build.study(), finding, terms_for("id")))


def test_segment_stands_on_one_side_only() -> None:
    finding = Finding(id="T-01", text="Rendah.", evidence_for=("S-01", "S-02"), evidence_against=("S-03",))
    moved = with_evidence(finding, against=("S-01",), for_=("S-03", "S-04"))
    assert moved.evidence_for == ("S-02", "S-03", "S-04")
    assert moved.evidence_against == ("S-01",)
    assert with_evidence(finding, drop=("S-02", "S-03")).evidence_for == ("S-01",)


def test_dropping_what_is_no_evidence_names_what_is() -> None:
    with pytest.raises(UnknownName) as caught:
        with_evidence(Finding(id="T-01", text="Rendah.", evidence_for=("S-01",)), drop=("S-09",))
    assert caught.value.known == ("S-01",)


def test_rival_of_the_same_words_grows() -> None:
    finding = with_rival(Finding(id="T-01", text="Rendah."), Rival(text="Hujan.", evidence_for=("S-01",)))
    grown = with_rival(finding, Rival(text="Hujan.", evidence_against=("S-02",), set_aside="Cerah."))
    assert grown.rivals == (
        Rival(text="Hujan.", evidence_for=("S-01",), evidence_against=("S-02",), set_aside="Cerah."),
    )
    assert len(with_rival(grown, Rival(text="Libur.")).rivals) == 2


@given(st.text(max_size=400), st.integers(min_value=20, max_value=200))
def test_shortened_keeps_within_its_limit_and_begins_like_the_quotation(quote: str, limit: int) -> None:
    short = shortened(quote, limit)
    assert len(short) <= limit
    assert "\n" not in short
    whole = " ".join(quote.split())
    assert whole.startswith(short.removesuffix(" [...]").removesuffix("[...]").rstrip())


def test_a_piece_is_quoted_once_and_named_by_its_code_afterwards() -> None:
    from qualcode.conclusions.tactics import named

    study, finding = full_study()
    text = "\n".join(lines(named("triangulation").compute(study, finding), terms_for("id"), None))
    assert text.count("Menunggu lama, petugasnya belum ada.") == 1
    assert text.count("W/I-03/14-03-2018/b.2") == 3


def test_a_tactic_of_someone_else_is_laid_out_by_its_fields() -> None:
    from dataclasses import dataclass

    @dataclass(frozen=True)
    class Row:
        name: str
        strange_field: int

    @dataclass(frozen=True)
    class Computed:
        own_table: tuple[Row, ...]

    assert list(lines(Computed(own_table=(Row("a", 0),)), terms_for("id"))) == ["own table:", "  • a · 0"]
