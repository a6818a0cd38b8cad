"""What each change of the codebook writes; every place in which a code is named."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from qualcode.displays._code_lines import line_turner
from qualcode.errors import (
    BadFile,
    BadValue,
    CannotRevise,
    CodeCycle,
    CodingsDiffer,
    StillReferenced,
    UnknownName,
)
from qualcode.model import (
    KINDS,
    AgreementRun,
    Attribute,
    Axis,
    AxisGroup,
    AxisItem,
    Cell,
    Code,
    CodeAgreement,
    CodeStatus,
    Coding,
    Cycle,
    DataMark,
    Disagreement,
    Display,
    Entry,
    EntryKind,
    Event,
    EvidenceMark,
    Link,
    LinkKind,
    Memo,
    Proposition,
    Rating,
    Recommendation,
    ReviewedSuggestion,
    ScaleValue,
    Segment,
    Stage,
    Statement,
    Study,
    Summary,
    SummaryItem,
    SummaryItemKind,
    SummaryKind,
    Variable,
    Verification,
    id_of,
    kind_of,
    ref_to,
)
from qualcode.model.plain import references
from qualcode.model.redirecting import redirected
from qualcode.reduction.code_tree import focus_of
from qualcode.reduction.codebook_impact import foreseen, impact_of, use_of
from qualcode.reduction.codebook_merging import circular_links, merge_codes
from qualcode.reduction.codebook_revising import (
    Revision,
    add_code,
    move_code,
    remove_codes,
    rename_code,
    retire_codes,
    set_code,
)
from qualcode.reduction.codebook_splitting import read_decisions, split_code, undecided
from tests.builders import StudyBuilder

DAY = "2018-04-01"


def builder() -> StudyBuilder:
    made = StudyBuilder().focus("DISIPLIN").focus("JUJUR").informant("I-01", "Lurah")
    made.add(
        Code(id="JAM", name="Jam", definition="Jam.", parent="DISIPLIN", order=5, keywords=("jam",)),
        Code(id="TEMPAT", name="Tempat", definition="Tempat.", parent="DISIPLIN", order=6, keywords=("loket",)),
        Code(id="DALAM", name="Dalam", definition="Dalam.", parent="JAM", order=7),
        Code(id="POLA", name="Pola", cycle=Cycle.SECOND, condenses=("JAM", "TEMPAT"), order=8),
    )
    return made.interview("W-01", "I-01", "I: Datang pagi.\nI: Pulang sore.\nI: Jujur.\nI: Baik.")


def summary(text: str, row: str, column: str, display: str = "role-ordered-matrix", **fields: object) -> Cell:
    entries = (Entry(kind=EntryKind.SUMMARY, text=text),) if text else ()
    return Cell(display=display, row=row, column=column, entries=entries, **fields)  # type: ignore[arg-type]


def named() -> StudyBuilder:
    """JAM named by every record that can name a code, at every place."""
    made = builder().code("W-01", "Datang pagi", "JAM")
    segment = made.segment("W-01", "Datang pagi").id
    return made.add(
        Code(id="LAMA", name="Lama", order=9, status=CodeStatus.RETIRED),
        ReviewedSuggestion(
            suggestion="W-01:2:JAM", coder="rani", source="W-01", start=0, end=1, code="JAM", accepted=True
        ),
        Event(id="E-01", label="x", actors=("informant:I-01",)),
        Summary(
            id="R-01", kind=SummaryKind.CONTACT,
            items=(SummaryItem(kind=SummaryItemKind.SALIENT, text="x", codes=("JUJUR", "JAM")),),
        ),
        Memo(id="M-01", text="JAM dan DALAM terlalu dekat.", links=("code:JAM",)),
        Variable(id="sikap", name="Sikap", values=(ScaleValue(value=1, label="rendah"),)),
        Rating(id="N-01", subject="informant:I-01", code="JAM", variable="sikap", values=(1,)),
        Rating(id="N-02", subject="code:JAM", variable="sikap", values=(1,)),
        Link(id="L-01", from_="code:JAM", to="code:TEMPAT", kind=LinkKind.LEADS_TO),
        Display(
            id="kelompok", type="conceptually-clustered-matrix",
            columns=Axis(
                name="cluster", items=("WAKTU/JAM",), groups=(AxisGroup(label="WAKTU", items=("JAM", "TEMPAT")),),
                added=(AxisItem(id="JAM-x", label="y"),),
            ),
            filter=(Attribute(name="code", value="JAM, TEMPAT"), Attribute(name="role", value="JAM")),
            parameters=(Attribute(name="of", value="JAM"), Attribute(name="other", value="JAM")),
        ),
        Display(id="role-ordered-matrix", type="role-ordered-matrix", columns=Axis(name="code", items=("JAM",))),
        Display(id="data-accounting-log", type="data-accounting-log"),
        summary("a", "I-01", "JAM"),
        summary("b", "JAM/own", "I-01", "content-analytic-summary-table"),
        summary("c", "I-01", "WAKTU/JAM", "kelompok"),
        summary("d", "JAM", "side", "effects-matrix"),
        summary("e", "I-01", "JAM", "data-accounting-log"),
        Recommendation(id="SR-01", text="x", factors=("JAM",)),
        Verification(
            id="V-01", tactic="if-then", target="code:JAM",
            propositions=(Proposition(if_="JAM:-", then="sikap>=1"), Proposition(if_="JAMAN", then=" JAM")),
        ),
        Statement(id="PN-01", record="code:JAM", state=Stage.PATTERN, text="Ya."),
        AgreementRun(
            id="A-01", at="", coders=("rani", "bayu"), codes=(CodeAgreement(code="JAM"),),
            disagreements=(Disagreement(segment=segment, code="JAM"),),
        ),
    )  # fmt: skip


def after(study: Study, revision: Revision) -> Study:
    return foreseen(study, revision)


def test_every_kind_that_can_name_a_code_is_in_the_study_of_these_tests() -> None:
    study = named().study()
    can = {kind.type for kind in KINDS if {ref for _, ref in references(kind.type)} & {"Code", "*"}}
    there = {kind_of(type(record)).type for record in named().records}
    assert can <= there | {Coding}, can - there
    assert study.codings


def test_renaming_turns_every_reference_and_every_plain_name() -> None:
    study = named().study()
    revision = rename_code(study, "JAM", "WAKTU", date=DAY, lines=line_turner(study))
    then = after(study, revision)
    assert then.find(Code, "JAM") is None
    assert then.get(Code, "WAKTU").definition == "Jam."
    assert then.get(Code, "DALAM").parent == "WAKTU"
    assert then.get(Code, "POLA").condenses == ("WAKTU", "TEMPAT")
    assert [coding.code for coding in then.codings] == ["WAKTU"]
    assert [(one.suggestion, one.code) for one in then.all(ReviewedSuggestion)] == [("W-01:2:WAKTU", "WAKTU")]
    assert then.get(Summary, "R-01").items[0].codes == ("JUJUR", "WAKTU")
    assert then.get(Memo, "M-01").links == ("code:WAKTU",)
    assert then.get(Memo, "M-01").text == "JAM dan DALAM terlalu dekat."
    assert (then.get(Rating, "N-01").code, then.get(Rating, "N-02").subject) == ("WAKTU", "code:WAKTU")
    assert then.get(Link, "L-01").from_ == "code:WAKTU"
    assert then.get(Recommendation, "SR-01").factors == ("WAKTU",)
    assert then.get(Verification, "V-01").target == "code:WAKTU"
    sides = [(one.if_, one.then) for one in then.get(Verification, "V-01").propositions]
    assert sides == [("WAKTU:-", "sikap>=1"), ("JAMAN", "WAKTU")]
    assert then.get(Statement, "PN-01").record == "code:WAKTU"
    run = then.get(AgreementRun, "A-01")
    assert (run.codes[0].code, run.disagreements[0].code) == ("WAKTU", "WAKTU")


def test_renaming_turns_lines_filters_and_cells_of_displays_but_no_focus_of_the_same_name() -> None:
    study = named().study()
    then = after(study, rename_code(study, "JAM", "PUKUL", date=DAY, lines=line_turner(study)))
    kept = then.get(Display, "kelompok")
    assert kept.columns is not None
    assert kept.columns.items == ("WAKTU/PUKUL",)
    assert kept.columns.groups[0].items == ("PUKUL", "TEMPAT")
    assert kept.columns.added[0].id == "JAM-x"
    assert [one.value for one in kept.filter] == ["PUKUL,TEMPAT", "JAM"]
    assert [one.value for one in kept.parameters] == ["PUKUL", "JAM"]
    other = then.get(Display, "role-ordered-matrix").columns
    assert other is not None
    assert other.items == ("PUKUL",)
    cells = {(cell.display, cell.row, cell.column): cell.entries[0].text for cell in then.all(Cell)}
    assert cells == {
        ("role-ordered-matrix", "I-01", "PUKUL"): "a",
        ("content-analytic-summary-table", "PUKUL/own", "I-01"): "b",
        ("kelompok", "I-01", "WAKTU/PUKUL"): "c",
        ("effects-matrix", "PUKUL", "side"): "d",
        ("data-accounting-log", "I-01", "JAM"): "e",
    }


def test_references_of_other_kinds_with_the_same_id_stay() -> None:
    memo = Memo(id="M-01", text="", links=("focus:JAM", "code:JAM", "code:WAKTU"))
    assert redirected(memo, {"code:JAM": "code:WAKTU"}).links == ("focus:JAM", "code:WAKTU")
    assert redirected(memo, {"code:LAIN": "code:WAKTU"}) is memo


@pytest.mark.parametrize(("new", "error"), [("TEMPAT", CannotRevise), ("tempat", CannotRevise), ("dua kata", BadValue)])
def test_a_code_is_not_renamed_to_one_that_is_there_or_to_no_id(new: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        rename_code(builder().study(), "JAM", new, date=DAY)


def test_capitals_alone_can_be_changed() -> None:
    study = builder().study()
    then = after(study, rename_code(study, "JAM", "Jam", date=DAY))
    assert [code.id for code in then.codes if code.id.casefold() == "jam"] == ["Jam"]


def test_merged_codes_stay_retired_and_their_codings_children_and_references_go_over() -> None:
    study = named().study()
    then = after(study, merge_codes(study, ["JAM", "TEMPAT"], "TEMPAT", date=DAY, lines=line_turner(study)))
    old, kept = then.get(Code, "JAM"), then.get(Code, "TEMPAT")
    assert (old.status, old.history[-1].kind, old.history[-1].others) == (CodeStatus.RETIRED, "merged", ("TEMPAT",))
    assert kept.keywords == ("loket", "jam")
    assert kept.history[-1].note == "JAM"
    assert then.get(Code, "DALAM").parent == "TEMPAT"
    assert then.get(Code, "POLA").condenses == ("TEMPAT",)
    assert [coding.code for coding in then.codings] == ["TEMPAT"]
    assert then.get(Memo, "M-01").links == ("code:TEMPAT",)
    assert then.get(Recommendation, "SR-01").factors == ("TEMPAT",)
    assert {cell.column for cell in then.all(Cell) if cell.display == "role-ordered-matrix"} == {"TEMPAT"}


def test_what_was_done_with_a_merged_code_stays_with_it() -> None:
    study = named().study()
    revision = merge_codes(study, ["JAM"], "TEMPAT", date=DAY, lines=line_turner(study))
    then = after(study, revision)
    assert then.get(AgreementRun, "A-01") == study.get(AgreementRun, "A-01")
    assert then.get(Verification, "V-01").target == "code:JAM"
    assert then.get(Statement, "PN-01").record == "code:JAM"
    assert circular_links(study, revision) == ("L-01",)


def test_codings_that_coincide_become_one_with_both_notes_and_what_only_one_says() -> None:
    made = builder()
    made.code("W-01", "Jujur", "JAM", note="satu", intensity=2).code("W-01", "Jujur", "TEMPAT", "+", note="dua")
    made.code("W-01", "Jujur", "TEMPAT", coder="bayu").add(Memo(id="M-01", text="x", links=("coding:K-01",)))
    study = made.study()
    revision = merge_codes(study, ["JAM"], "TEMPAT", date=DAY)
    then = after(study, revision)
    assert revision.joined == (("K-02", "K-01"),)
    kept = then.get(Coding, "K-02")
    assert (kept.code, kept.note, kept.valence, kept.intensity) == ("TEMPAT", "dua\nsatu", "+", 2)
    assert [coding.id for coding in then.codings] == ["K-02", "K-03"]
    assert then.get(Memo, "M-01").links == ("coding:K-02",)


def test_codings_that_differ_are_refused_until_somebody_says_whose_word_counts() -> None:
    made = builder().code("W-01", "Jujur", "JAM", "-").code("W-01", "Jujur", "TEMPAT", "+")
    study = made.study()
    with pytest.raises(CodingsDiffer) as error:
        merge_codes(study, ["JAM"], "TEMPAT", date=DAY)
    assert error.value.places == ("W-01:3 “Jujur” (rani) JAM: valence -; TEMPAT: valence +",)
    kept = after(study, merge_codes(study, ["JAM"], "TEMPAT", date=DAY, prefer="JAM")).get(Coding, "K-02")
    assert (kept.valence, kept.note) == ("-", "[TEMPAT: valence +]")
    kept = after(study, merge_codes(study, ["JAM"], "TEMPAT", date=DAY, prefer="TEMPAT")).get(Coding, "K-02")
    assert (kept.valence, kept.note) == ("+", "[JAM: valence -]")


def test_a_target_under_a_merged_code_is_lifted_first() -> None:
    study = builder().study()
    then = after(study, merge_codes(study, ["JAM"], "DALAM", date=DAY))
    assert then.get(Code, "DALAM").parent == "DISIPLIN"
    then = after(study, merge_codes(study, ["DISIPLIN"], "DALAM", date=DAY))
    assert then.get(Code, "DALAM").parent is None
    assert {then.get(Code, name).parent for name in ("JAM", "TEMPAT")} == {"DALAM"}


def test_a_new_target_is_made_of_what_the_merged_codes_say() -> None:
    study = builder().study()
    made = after(study, merge_codes(study, ["JAM", "TEMPAT"], "HADIR", date=DAY)).get(Code, "HADIR")
    assert (made.definition, made.parent, made.keywords) == ("Jam.\nTempat.", "DISIPLIN", ("jam", "loket"))
    across = builder().study()
    made = after(across, merge_codes(across, ["JAM", "JUJUR"], "CAMPUR", date=DAY)).get(Code, "CAMPUR")
    assert (made.parent, made.focus) == (None, None)


def test_codes_of_different_cycles_are_not_merged_or_put_under_each_other() -> None:
    study = builder().study()
    for attempt in (
        lambda: merge_codes(study, ["JAM"], "POLA", date=DAY),
        lambda: move_code(study, "JAM", under="POLA", date=DAY),
        lambda: add_code(study, Code(id="BARU", name="x", parent="POLA")),
    ):
        with pytest.raises(CannotRevise):
            attempt()


def test_written_cells_that_meet_are_joined_and_a_mark_that_gives_way_is_named() -> None:
    made = builder().add(
        summary("jam", "I-01", "JAM", author="rani", evidence_marks=(EvidenceMark.SINGLE,)),
        summary("tempat", "I-01", "TEMPAT", author="bayu", evidence_marks=(EvidenceMark.INFERENCE,)),
        summary("", "I-02", "JAM", data_mark=DataMark.NOT_ASKED),
        summary("isi", "I-02", "TEMPAT"),
    )
    study = made.study()
    revision = merge_codes(study, ["JAM"], "TEMPAT", date=DAY, lines=line_turner(study))
    cells = {id_of(cell): cell for cell in after(study, revision).all(Cell)}
    whole = cells["role-ordered-matrix#I-01#TEMPAT"]
    assert [entry.text for entry in whole.entries] == ["tempat", "jam"]
    assert whole.evidence_marks == (EvidenceMark.INFERENCE, EvidenceMark.SINGLE)
    assert whole.author == "bayu, rani"
    assert set(revision.cells) == set(cells)
    assert revision.dropped == (("role-ordered-matrix#I-02#TEMPAT", "TDT"),)


def test_a_split_goes_on_later_and_retires_the_code_when_nothing_waits() -> None:
    made = builder().code("W-01", "Pulang sore", "DALAM").code("W-01", "Datang pagi", "DALAM", note="n")
    study = made.study()
    assert [coding.id for coding in undecided(study, "DALAM")] == ["K-02", "K-01"]
    ids = iter(("K-90", "K-91"))
    new_id = lambda _prefix: next(ids)  # noqa: E731 - as short as it is
    first = after(
        study, split_code(study, "DALAM", ["PAGI", "SORE"], {"K-02": ("PAGI", "SORE")}, date=DAY, new_id=new_id)
    )
    assert {(one.id, one.code, one.note) for one in first.codings} == {
        ("K-01", "DALAM", ""),
        ("K-02", "PAGI", "n"),
        ("K-90", "SORE", "n"),
    }
    assert first.get(Code, "PAGI").parent == "JAM"
    assert (first.get(Code, "DALAM").status, first.get(Code, "DALAM").history[-1].others) == (
        "active",
        ("PAGI", "SORE"),
    )
    last = after(first, split_code(first, "DALAM", ["PAGI", "SORE"], {"K-01": ("SORE",)}, date=DAY, new_id=new_id))
    assert last.get(Code, "DALAM").status is CodeStatus.RETIRED
    assert [step.kind for step in last.get(Code, "DALAM").history] == ["split", "retired"]


def test_a_split_widens_what_pattern_codes_gather_and_spares_a_code_with_children() -> None:
    made = builder().code("W-01", "Pulang sore", "JAM")
    study = made.study()
    then = after(study, split_code(study, "JAM", ["DALAM"], {"K-01": ("DALAM",)}, date=DAY, new_id=str))
    assert then.get(Code, "JAM").status is CodeStatus.ACTIVE
    assert then.get(Code, "POLA").condenses == ("JAM", "DALAM", "TEMPAT")
    study = made.code("W-01", "Baik", "TEMPAT").study()
    then = after(study, split_code(study, "TEMPAT", ["LUAR"], {"K-02": ("LUAR",)}, date=DAY, new_id=str))
    assert then.get(Code, "TEMPAT").status is CodeStatus.RETIRED
    assert then.get(Code, "POLA").condenses == ("JAM", "LUAR")


def test_a_split_joins_what_stands_there_and_refuses_what_is_not_meant() -> None:
    made = builder().code("W-01", "Baik", "JAM", "-", note="a").code("W-01", "Baik", "TEMPAT", "+", note="b")
    study = made.study()
    then = after(study, split_code(study, "JAM", ["TEMPAT"], {"K-01": ("TEMPAT",)}, date=DAY, new_id=str))
    (kept,) = then.codings
    assert (kept.id, kept.valence, kept.note) == ("K-02", "+", "b\na\n[JAM: valence -]")
    with pytest.raises(UnknownName):
        split_code(study, "JAM", ["TEMPAT"], {"K-01": ("JUJUR",)}, date=DAY, new_id=str)
    with pytest.raises(UnknownName):
        split_code(study, "JAM", ["TEMPAT"], {"K-02": ("TEMPAT",)}, date=DAY, new_id=str)
    with pytest.raises(CannotRevise):
        split_code(study, "JAM", ["JAM"], {}, date=DAY, new_id=str)


def test_decisions_are_read_from_csv_and_json(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("id;code;quote\nK-01;A|B;x\nK-02;;y\n", encoding="utf-8")
    (tmp_path / "a.json").write_text('[{"id": "K-01", "code": "A, B"}, {"id": "K-02"}]', encoding="utf-8")
    for name in ("a.csv", "a.json"):
        assert read_decisions(tmp_path / name) == {"K-01": ("A", "B")}
    (tmp_path / "b.csv").write_text("id;kode\nK-01;A\n", encoding="utf-8")
    with pytest.raises(BadFile):
        read_decisions(tmp_path / "b.csv")


def test_a_move_takes_the_children_along_and_the_focus_follows() -> None:
    study = builder().study()
    revision = move_code(study, "JAM", under="JUJUR", date=DAY)
    then = after(study, revision)
    assert [one.id for one in revision.put if isinstance(one, Code)] == ["JAM"]
    assert (focus_of(then, "JAM"), focus_of(then, "DALAM")) == (("JUJUR",), ("JUJUR",))
    changes = {(one.code, one.field): (one.before, one.after) for one in impact_of(study, revision).fields}
    assert changes["DALAM", "focus"] == (["DISIPLIN"], ["JUJUR"])
    assert then.get(Code, "JAM").history[-1].note == "DISIPLIN → JUJUR"


def test_a_move_beside_a_code_puts_it_there() -> None:
    study = builder().study()
    then = after(study, move_code(study, "TEMPAT", before="JAM", date=DAY))
    assert [code.id for code in then.codes] == ["DISIPLIN", "TEMPAT", "JAM", "DALAM", "JUJUR", "POLA"]
    then = after(study, move_code(study, "DALAM", after="DISIPLIN", date=DAY))
    assert then.get(Code, "DALAM").parent is None


@pytest.mark.parametrize("under", ["JAM", "DALAM"])
def test_a_code_does_not_come_under_itself(under: str) -> None:
    with pytest.raises(CodeCycle):
        move_code(builder().study(), "JAM", under=under, date=DAY)


def test_a_used_code_is_not_taken_out_and_a_new_one_is() -> None:
    study = named().study()
    with pytest.raises(StillReferenced) as error:
        remove_codes(study, ["JAM"])
    assert {"coding:K-01", "memo:M-01", "code:DALAM", "code:POLA"} <= set(error.value.by)
    assert [ref_to(one) for one in remove_codes(study, ["LAMA"]).remove] == ["code:LAMA"]


def test_nothing_is_written_where_nothing_changes() -> None:
    study = builder().study()
    assert not set_code(study, "JAM", {"definition": "Jam."}, date=DAY)
    assert not move_code(study, "JAM", under="DISIPLIN", date=DAY)
    assert not retire_codes(after(study, retire_codes(study, ["JAM"], date=DAY)), ["JAM"], date=DAY)


def test_the_use_of_a_code_is_counted_and_its_name_found_in_prose() -> None:
    made = named().code("W-01", "Jujur", "JAM", coder="bayu")
    use = use_of(made.study(), ["JAM"], line_turner(made.study()))
    assert use.codings == {"rani": 1, "bayu": 1}
    assert use.sources == ("W-01",)
    assert use.words == ("memo:M-01",)
    assert {"cell:effects-matrix#JAM#side", "display:kelompok", "agreement:A-01"} <= set(use.naming)
    assert "cell:data-accounting-log#I-01#JAM" not in use.naming


def test_a_foreseen_study_reads_texts_and_keeps_order() -> None:
    study = builder().study()
    first = study.codes[0]
    then = after(study, Revision(codes=(), put=(replace(first, order=99),)))
    assert then.codes[-1].id == first.id
    assert then.text("W-01") == study.text("W-01")
    assert then.tokens("W-01") == study.tokens("W-01")
    assert then.sentences("W-01") == study.sentences("W-01")
    assert then.data_version == study.data_version
    assert then.all(Segment) == study.all(Segment)
