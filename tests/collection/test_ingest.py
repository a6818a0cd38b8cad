"""From a reading to records: ids, informants, roles, cases; and no name in any of them."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.collection.blocks import blocks_of, turns, voiced
from qualcode.collection.ingest import Taken, source_records, source_removal
from qualcode.collection.lines import Line
from qualcode.collection.openings import find_openings
from qualcode.collection.reading import read_source
from qualcode.collection.speakers import Voice
from qualcode.errors import UnreadableSource
from qualcode.model import Block, Case, CaseKind, Informant, Memo, MemoType, Project, Role, Source, Speaker, Study
from qualcode.model.plain import to_plain
from tests.builders import LiteralRecords, StudyBuilder

HEAD = "Transkrip Wawancara\nNama : Pak Sofyan Arifin\nKode : I-07\nJabatan : Staf loket\nTanggal : 12 Maret 2018\n\n"
TURNS = "P: Jam berapa buka?\nI: Jam delapan.\nP: Sering telat?\nI: Kadang.\n"


def ids() -> Callable[[str], str]:
    counters: dict[str, itertools.count[int]] = {}
    return lambda prefix: f"{prefix}-{next(counters.setdefault(prefix, itertools.count(1))):02}"


def take(tmp_path: Path, text: str, name: str = "W-03_loket.txt", study: Study | None = None, **options: str) -> Taken:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return source_records(read_source(path), study or StudyBuilder().study(), ids(), **options)


def only(taken: Taken, kind: type) -> list[object]:
    return [record for record in taken.records if isinstance(record, kind)]


def with_roles(*labels: str) -> StudyBuilder:
    builder = StudyBuilder()
    for order, label in enumerate(labels):
        builder.add(Role(id=label[:3].upper(), label=label, common=label.lower(), order=order, group="aparatur"))
    return builder


def test_the_source_and_its_blocks(tmp_path: Path) -> None:
    taken = take(tmp_path, HEAD + TURNS)
    source = taken.source
    assert (source.id, source.date, source.informants, source.file_name) == (
        "W-03",
        "2018-03-12",
        ("I-07",),
        "W-03_loket.txt",
    )
    assert (source.reader, source.layout, source.session, source.contact_number) == ("txt", "turns", 1, 1)
    assert source.words == 8
    blocks = only(taken, Block)
    assert [(block.source, block.informant) for block in blocks if isinstance(block, Block)] == [
        ("W-03", None),
        ("W-03", "I-07"),
        ("W-03", None),
        ("W-03", "I-07"),
    ]


def test_the_number_is_that_of_the_file_or_the_next(tmp_path: Path) -> None:
    assert take(tmp_path, TURNS, "w3 loket.txt").source.id == "W-03"
    assert take(tmp_path, TURNS, "wawancara.txt").source.id == "W-01"
    assert take(tmp_path, TURNS, "W0001.txt").source.id == "W-01"
    observed = take(tmp_path, "LEMBAR OBSERVASI\n\n07.15 | Buka\n07.20 | Antre\n", "W-03_loket.txt")
    assert observed.source.id == "O-01"
    assert [dict(one.facts) for one in observed.remarks if one.key == "other_number"] == [{"number": "W-03"}]


def test_a_number_that_another_text_has_is_refused(tmp_path: Path) -> None:
    study = StudyBuilder().informant("I-01", "Lurah").interview("W-03", "I-01", TURNS).study()
    with pytest.raises(UnreadableSource) as caught:
        take(tmp_path, HEAD + TURNS, study=study)
    assert (caught.value.why, caught.value.detail) == ("id_taken", "W-03")


@pytest.mark.parametrize(
    ("written", "role"),
    [
        ("lurah", "LUR"),
        ("Staf loket pelayanan", "STA"),
        ("Ketua RT (tokoh masyarakat)", "TOK"),
        ("Masyarakat / pedagang kecil", "MAS"),
        ("Sekretaris Lurah", "sekretaris-lurah"),
        ("Operator SIP (tenaga kontrak)", "operator-sip"),
    ],
)
def test_roles(tmp_path: Path, written: str, role: str) -> None:
    study = with_roles("Lurah", "Staf", "Masyarakat", "Tokoh masyarakat").study()
    taken = take(tmp_path, HEAD.replace("Staf loket", written) + TURNS, study=study)
    (person,) = only(taken, Informant)
    assert isinstance(person, Informant)
    assert person.role == role
    assert bool(only(taken, Role)) == (role == role.lower())
    assert person.group == ("" if only(taken, Role) else "aparatur")


def test_a_given_role_and_informant_win(tmp_path: Path) -> None:
    taken = take(tmp_path, HEAD + TURNS, role="Masyarakat", informant="I-09", study=with_roles("Masyarakat").study())
    assert only(taken, Informant) == [Informant(id="I-09", role="MAS", group="aparatur")]
    assert only(taken, Role) == []


def test_without_a_role_there_is_a_visible_slot(tmp_path: Path) -> None:
    (role,) = only(take(tmp_path, TURNS), Role)
    assert isinstance(role, Role)
    assert role.label.startswith("[ISI:")


def test_an_informant_named_by_role_alone_and_a_marital_status(tmp_path: Path) -> None:
    study = with_roles("Lurah").study()
    (person,) = only(take(tmp_path, "Informan : Lurah\nStatus : Menikah\n\n" + TURNS, study=study), Informant)
    assert isinstance(person, Informant)
    assert person.role == "LUR"
    taken = take(tmp_path, "Status : Menikah\nPekerjaan : Nelayan\n\n" + TURNS)
    assert [role.label for role in only(taken, Role) if isinstance(role, Role)] == ["Nelayan"]


def test_a_known_informant_keeps_the_role_and_gets_a_second_contact(tmp_path: Path) -> None:
    builder = StudyBuilder().informant("I-07", "Lurah").interview("W-01", "I-07", TURNS)
    builder.add(Case(id="KS-05", label="I-07", informants=("I-07",), sources=("W-01",)))
    taken = take(tmp_path, HEAD + TURNS + "P: Lagi?\n", study=builder.study())
    assert only(taken, Informant) == []
    assert only(taken, Role) == []
    assert (taken.source.session, taken.source.contact_number) == (2, 2)
    (case,) = only(taken, Case)
    assert isinstance(case, Case)
    assert (case.id, case.sources) == ("KS-05", ("W-01", "W-03"))


def test_cases_only_where_informants_are_the_cases(tmp_path: Path) -> None:
    assert only(take(tmp_path, HEAD + TURNS), Case) == [
        Case(id="KS-01", label="I-07", informants=("I-07",), sources=("W-03",))
    ]
    builder = StudyBuilder()
    project = builder.records[0]
    assert isinstance(project, Project)
    builder.records[0] = replace(project, case_kind=CaseKind.SITE)
    assert only(take(tmp_path, HEAD + TURNS, study=builder.study()), Case) == []


def test_no_record_and_no_remark_holds_the_name(tmp_path: Path) -> None:
    named = "Narasumber : Pak Sofyan Arifin\nNIP : 19900230 201502 1 001\nPewawancara : Rani\nJabatan : Lurah\n\n"
    text = (
        f"Transkrip Wawancara dengan Pak Sofyan\n{named}Rani: Apa kabar?\nPak Sofyan: Baik.\nRani: Ya?\n"
        "Pak Sofyan: Ya.\n"
    )
    taken = take(tmp_path, text, "W-03_Pak Sofyan.txt")
    stored = repr([to_plain(record) for record in taken.records]) + repr(taken.remarks)
    assert "sofyan" not in stored.casefold()
    assert "arifin" not in stored.casefold()
    assert "19900230" not in stored
    assert taken.source.file_name == "W-03.txt"
    assert [block.label for block in only(taken, Block) if isinstance(block, Block)] == ["P", "I-01", "P", "I-01"]


def test_a_header_with_more_people_than_labels_is_said(tmp_path: Path) -> None:
    for head in ("Informan : I-77 dan I-78", "Informan 1 : Pak Sofyan\nInforman 2 : Bu Tini"):
        taken = take(tmp_path, f"Transkrip Wawancara\n{head}\n\n{TURNS}")
        (said,) = (dict(one.facts) for one in taken.remarks if one.key == "several_informants")
        assert said == {"count": "2", "informant": taken.source.informants[0]}
    assert not [one for one in take(tmp_path, HEAD + TURNS).remarks if one.key == "several_informants"]


def answers(tmp_path: Path, rows: str, study: Study | None = None, **options: str) -> Taken:
    path = tmp_path / "angket.csv"
    path.write_text("id;isi\n" + rows, encoding="utf-8")
    return source_records(read_source(path, columns=("isi", "id")), study or StudyBuilder().study(), ids(), **options)


def who(taken: Taken) -> list[tuple[str, str | None]]:
    return [(block.label, block.informant) for block in only(taken, Block) if isinstance(block, Block)]


def test_each_id_of_a_table_is_one_informant(tmp_path: Path) -> None:
    taken = answers(tmp_path, "R01;Bagus.\nR02;Lama.\nr-1;Antre.\nI-07;Cepat.\n", role="Warga")
    assert who(taken) == [("R01", "R01"), ("R02", "R02"), ("r-1", "R01"), ("I-07", "I-07")]
    assert taken.source.informants == ("R01", "R02", "I-07")
    assert only(taken, Informant) == [Informant(id=code, role="warga") for code in ("R01", "R02", "I-07")]
    assert [case.informants for case in only(taken, Case) if isinstance(case, Case)] == [("R01",), ("R02",), ("I-07",)]
    assert [dict(one.facts) for one in taken.remarks if one.key == "respondents"] == [{"count": "3"}]
    (slot,) = only(answers(tmp_path, "R01;Bagus.\nR02;Lama.\n"), Role)
    assert isinstance(slot, Role)
    assert slot.label.startswith("[ISI:")


def test_ids_of_a_table_that_are_numbers_keep_their_label_and_get_a_code(tmp_path: Path) -> None:
    taken = answers(tmp_path, "1;Bagus.\nI-01;Lama.\n2;Antre.\n1;Ya.\nResponden 12;Ya.\n")
    assert who(taken) == [
        ("1", "I-02"), ("I-01", "I-01"), ("2", "I-03"), ("1", "I-02"), ("Responden 12", "I-04"),
    ]  # fmt: skip


def test_names_in_the_id_column_of_a_table_enter_no_record(tmp_path: Path) -> None:
    names = ("Bu Tini", "BUDI", "tini2018", "7371010101900001", "a@surel.id", "Budi1988")
    taken = answers(tmp_path, "".join(f"{name};Bagus.\n" for name in (*names, "bu  tini")))
    assert who(taken) == [(f"I-{n:02}", f"I-{n:02}") for n in (1, 2, 3, 4, 5, 6, 1)]
    stored = (repr([to_plain(record) for record in taken.records]) + repr(taken.remarks)).casefold()
    assert not [name for name in names if name.casefold() in stored]
    assert [dict(one.facts) for one in taken.remarks if one.key == "ids_replaced"] == [{"count": "6"}]


def test_rows_without_an_id_are_said(tmp_path: Path) -> None:
    taken = answers(tmp_path, "R1;Bagus.\n;Lama.\n;Antre.\n")
    assert who(taken) == [("R1", "R1"), ("I-01", "I-01"), ("I-02", "I-02")]
    assert [dict(one.facts) for one in taken.remarks if one.key == "rows_without_id"] == [{"count": "2"}]


def test_a_table_of_one_informants_answers(tmp_path: Path) -> None:
    taken = answers(tmp_path, "1;Bagus.\n2;Lama.\n", informant="I-05")
    assert (who(taken), taken.source.informants) == ([("1", "I-05"), ("2", "I-05")], ("I-05",))


def test_a_respondent_who_is_interviewed_later_is_known_by_the_code(tmp_path: Path) -> None:
    study = StudyBuilder().informant("R01", "Warga").study()
    assert only(answers(tmp_path, "R-1;Bagus.\n", study=study), Informant) == []
    assert take(tmp_path, "Kode : R01\n\n" + TURNS, study=study).source.informants == ("R01",)


def test_removal_takes_blocks_and_frees_cases(tmp_path: Path) -> None:
    taken = take(tmp_path, HEAD + TURNS)
    study = StudyBuilder().add(*taken.records).study()
    going, changed = source_removal(study, "W-03")
    assert [type(record) for record in going] == [Source, Block, Block, Block, Block]
    assert [case.sources for case in changed if isinstance(case, Case)] == [()]


SPEECH = st.text(st.sampled_from("ab é.?\u0301🙂\n"), max_size=12)


@given(st.lists(st.tuples(st.sampled_from(["P: ", "I:", "  P :\t", "I: "]), SPEECH), min_size=1, max_size=8))
def test_blocks_are_exact_whatever_is_said(said: list[tuple[str, str]]) -> None:
    text = "\n".join(label + speech for label, speech in said)
    lines = [Line(text=line, paragraph=number) for number, line in enumerate(text.split("\n"))]
    openings = find_openings(lines, fields=frozenset(), given={})
    voices = {"p": Voice(Speaker.INTERVIEWER), "i": Voice(Speaker.INFORMANT)}
    blocks = list(blocks_of(lines, list(voiced(list(turns(lines, openings, (0, len(lines)))), voices))))
    assert [text[block.start : block.end] for block in blocks] == [
        speech.strip() for _, speech in said if speech.strip()
    ]
    assert all(text.count("\n", 0, block.start) + 1 == block.first_line for block in blocks)


def test_what_the_observer_thinks_is_a_memo_on_the_source(tmp_path: Path) -> None:
    text = (
        "Catatan Lapangan No. 1\nTanggal : 7 Maret 2018\nPengamat : Mahasiswa\n\nDeskriptif:\nHari ini ramai.\n\n"
        "OC: Saya ragu.\n\nListrik padam.\n\nReflektif:\nPerlu ditanyakan.\n"
    )
    taken = take(tmp_path, text, "catatan.txt")
    (memo,) = only(taken, Memo)
    assert memo == Memo(
        id="M-O-01", type=MemoType.REFLEXIVE, author="Mahasiswa", date="2018-03-07",
        text="Saya ragu.\n\nPerlu ditanyakan.", links=("source:O-01",),
    )  # fmt: skip
    assert taken.source.words == 5
    study = Study(LiteralRecords(taken.records, {taken.source.text_digest: text}))
    assert memo in source_removal(study, "O-01")[0]
    written = (replace(memo, text="Sudah saya tanyakan."), *(one for one in taken.records if one != memo))
    study = Study(LiteralRecords(written, {taken.source.text_digest: text}))
    assert not [one for one in source_removal(study, "O-01")[0] if isinstance(one, Memo)]
