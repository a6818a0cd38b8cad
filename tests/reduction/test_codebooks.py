"""Version, remarks for revision, and what loading a codebook would change."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qualcode.errors import StillReferenced, UnknownName
from qualcode.model import Code, CodeStatus, Focus, FocusKind
from qualcode.reduction.codebook_use import CodeUse, use_of_codes
from qualcode.reduction.codebooks import (
    Codebook,
    RemarkKind,
    check,
    codebook_of,
    codebook_version,
    find_codebook,
    loading,
)
from tests.builders import StudyBuilder


def builder() -> StudyBuilder:
    made = StudyBuilder().focus("DISIPLIN").focus("JUJUR").informant("I-01", "Lurah")
    made.add(Code(id="JAM", name="Jam", definition="Jam.", parent="DISIPLIN", order=5, examples=("x",)))
    return made.interview("W-01", "I-01", "I: Datang pagi.\nI: Pulang sore.\nI: Jujur.\nI: Baik.")


def test_the_version_changes_with_meaning_alone() -> None:
    made = builder()
    before = codebook_version(made.study())
    code = next(r for r in made.records if isinstance(r, Code) and r.id == "JAM")
    made.records[made.records.index(code)] = replace(code, order=9)
    assert codebook_version(made.study()) == before
    made.records[-1 if made.records[-1] is code else made.records.index(replace(code, order=9))] = replace(
        code, definition="Lain."
    )
    assert codebook_version(made.study()) != before


def test_remarks_name_unused_wide_and_undefined_codes() -> None:
    made = builder().add(
        Code(id="KOSONG", name="Kosong", order=6), Code(id="LAMA", name="x", order=7, status=CodeStatus.RETIRED)
    )
    made.code("W-01", "Datang pagi", "JAM").code("W-01", "Pulang sore", "JAM").code("W-01", "Baik", "JAM")
    remarks = [(remark.kind, remark.code, remark.n, remark.of) for remark in check(made.study())]
    assert remarks == [
        (RemarkKind.NEVER_USED, "JUJUR", None, None),
        (RemarkKind.NEVER_USED, "KOSONG", None, None),
        (RemarkKind.NEARLY_EVERYWHERE, "JAM", 3, 3),
        (RemarkKind.NO_DEFINITION, "KOSONG", None, None),
        (RemarkKind.NO_EXAMPLE, "DISIPLIN", None, None),
        (RemarkKind.NO_EXAMPLE, "JUJUR", None, None),
        (RemarkKind.NO_EXAMPLE, "KOSONG", None, None),
    ]


def test_half_of_the_coded_blocks_is_not_yet_nearly_everywhere() -> None:
    made = builder().code("W-01", "Datang pagi", "JAM").code("W-01", "Jujur", "JUJUR")
    assert RemarkKind.NEARLY_EVERYWHERE not in {remark.kind for remark in check(made.study())}


def test_loading_adds_changes_and_keeps_the_rest() -> None:
    study = builder().study()
    book = Codebook(
        codes=(
            Code(id="JAM", name="Jam kerja", definition="Jam.", parent="DISIPLIN", examples=("x",)),
            Code(id="BARU", name="Baru", definition="Baru."),
        ),
        focuses=(Focus(id="JUJUR", label="Lain", kind=FocusKind.SUPPORT),),
    )
    plan = loading(study, book, date="2018-05-01")
    assert [(c.what, c.record, c.fields) for c in plan.changes] == [
        ("changed", "focus:JUJUR", ("kind",)),
        ("changed", "code:JAM", ("name",)),
        ("added", "code:BARU", ()),
    ]
    jam = next(record for record in plan.put if record.id == "JAM")
    assert isinstance(jam, Code)
    assert [(step.date, step.kind) for step in jam.history] == [("2018-05-01", "renamed")]
    assert (jam.order, plan.remove) == (5, ())


def test_loading_what_is_there_changes_nothing() -> None:
    study = builder().study()
    plan = loading(study, codebook_of(study), date="2018-05-01")
    assert (plan.put, plan.changes) == ((), ())


def test_replacing_removes_unused_codes_and_refuses_used_ones() -> None:
    made = builder()
    book = Codebook(codes=(Code(id="DISIPLIN", name="D", definition="x"),))
    assert {code.id for code in loading(made.study(), book, date="2018", replace_all=True).remove} == {"JUJUR", "JAM"}
    made.code("W-01", "Datang pagi", "JAM")
    with pytest.raises(StillReferenced) as caught:
        loading(made.study(), book, date="2018", replace_all=True)
    assert (caught.value.record, caught.value.by) == ("code:JAM", ("coding:K-01",))


def test_start_lists_by_name() -> None:
    assert find_codebook("umum").name == "umum.yaml"
    with pytest.raises(UnknownName) as caught:
        find_codebook("umumm")
    assert "umum" in caught.value.known


def test_the_use_of_codes_is_counted_with_denominators() -> None:
    made = builder().informant("I-02", "Staf").interview("W-02", "I-02", "I: Siang.\nI: Malam.")
    made.code("W-01", "Datang pagi", "JAM").code("W-01", "Datang pagi", "DISIPLIN").code("W-02", "Siang", "JAM")
    found = use_of_codes(made.study())
    assert (found.sources, found.informants, found.blocks, found.coders) == (2, 2, 2, ())
    top, under = found.codes["DISIPLIN"], found.codes["JAM"]
    assert (top.own, top.own_sources, top.codings, top.sources, top.informants, top.blocks) == (1, 1, 3, 2, 2, 2)
    assert (under.own, under.codings, under.sources, under.blocks) == (2, 2, 2, 2)
    assert found.codes["JUJUR"] == CodeUse(code="JUJUR")
