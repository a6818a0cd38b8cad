"""Files of codings: three ways to say where, all bad rows told, and the way out and back."""

from __future__ import annotations

import tempfile
import unicodedata
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualcode.errors import BadFile, BadValue, DigestMismatch, UnreadableSource
from qualcode.model import About, Consent, Directness, Study, Valence
from qualcode.model.plain import to_plain
from qualcode.reduction.coded import coded, evidence
from qualcode.reduction.coding import Assignment, apply_codes
from qualcode.reduction.coding_files import export_codings, read_codings
from qualcode.reduction.coding_tables import coding_row
from tests.builders import StudyBuilder

TURNS = "P: Jam berapa?\nI: Jam delapan, kadang\nlewat.\nP: Jujur?\nI: Ya jujur."


def builder() -> StudyBuilder:
    made = StudyBuilder().focus("DISIPLIN").focus("JUJUR").informant("I-01", "Lurah")
    return made.interview("W-01", "I-01", TURNS)


def read(folder: Path, text: str, **options: Any) -> tuple[Assignment, ...]:
    file = folder / "kode.csv"
    file.write_text(text, "utf-8")
    return read_codings(builder().study(), file, **options).assignments


def problems(folder: Path, text: str) -> list[tuple[int | None, str, str]]:
    with pytest.raises(BadFile) as caught:
        read(folder, text)
    return [(problem.line, problem.why, problem.guess) for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("source,start,end,code,coder\nW-01,18,21,JUJUR,r", "Jam"),
        ("source,block,code,coder\nW-01,4,JUJUR,r", "Ya jujur."),
        ('source,quote,code,coder\nW-01,"kadang lewat",JUJUR,r', "kadang\nlewat"),
        ("source;block;quote;code;coder\nW-01;2;Jam;JUJUR;r", "Jam"),
        ("source\tstart\tend\tquote\tcode\tcoder\nW-01\t18\t29\tJam  delapan\tJUJUR\tr", "Jam delapan"),
    ],
)
def test_ways_to_say_where(tmp_path: Path, text: str, quote: str) -> None:
    (one,) = read(tmp_path, text)
    assert TURNS[one.start : one.end] == quote
    assert (one.code, one.coder, one.round) == ("JUJUR", "r", 1)


def test_everything_that_a_coding_can_say(tmp_path: Path) -> None:
    text = (
        "source,block,code,coder,round,valence,intensity,directness,dont_know,about_role,about_date,note\n"
        "W-01,4,JUJUR,r,2,−,3,hearsay,ya,lurah,2016-05,'-catatan\n"
    )
    (one,) = read(tmp_path, text)
    assert (one.round, one.valence, one.intensity) == (2, Valence.NEGATIVE, 3)
    assert (one.directness, one.dont_know) == (Directness.HEARSAY, True)
    assert (one.about, one.note) == (About(role="Lurah", date="2016-05"), "-catatan")


def test_every_bad_row_is_told(tmp_path: Path) -> None:
    text = """\
source,start,end,block,quote,code,coder,valence,dont_know,about_role,about_date,intensity,round
W-02,0,5,,,JUJUR,r,,,,,,
W-01,0,5,,,JUJR,r,,,,,,
W-01,0,5,,,JUJUR,,,,,,,
W-01,0,99,,,JUJUR,r,,,,,,
W-01,0,,,,JUJUR,r,,,,,,
W-01,x,5,,,JUJUR,r,,,,,,
W-01,,,9,,JUJUR,r,,,,,,
W-01,,,,,JUJUR,r,,,,,,
W-01,,,,ujur,JUJUR,r,,,,,,
W-01,,,,bohong,JUJUR,r,,,,,,
W-01,18,21,,Jim,JUJUR,r,,,,,,
W-01,18,21,,Jam,JUJUR,r,baik,,,,,
W-01,18,21,,Jam,JUJUR,r,,mungkin,,,,
W-01,18,21,,Jam,JUJUR,r,,,Luruh,,,
W-01,18,21,,Jam,JUJUR,r,,,,12-03-2018,,
W-01,18,21,,Jam,JUJUR,r,,,,,4,
W-01,18,21,,Jam,JUJUR,r,,,,,,dua
"""
    assert problems(tmp_path, text) == [
        (2, "unknown_source", "W-01"),
        (3, "unknown_code", "JUJUR"),
        (4, "missing_value", ""),
        (5, "past_end", ""),
        (6, "missing_value", ""),
        (7, "not_a_number", ""),
        (8, "no_block", ""),
        (9, "missing_value", ""),
        (10, "quote_ambiguous", ""),
        (11, "quote_missing", ""),
        (12, "quote_differs", ""),
        (13, "unknown_value", ""),
        (14, "unknown_value", ""),
        (15, "unknown_role", "lurah"),
        (16, "bad_date", "2018-03-12"),
        (17, "unknown_value", ""),
        (18, "not_a_number", ""),
    ]


def test_a_quotation_that_stands_twice_is_told_with_its_lines(tmp_path: Path) -> None:
    with pytest.raises(BadFile) as caught:
        read(tmp_path, "source,quote,code,coder\nW-01,ujur,JUJUR,r\n")
    assert caught.value.problems[0].what == "ujur (W-01: 4, 5)"


def test_columns_that_lack_or_are_unknown(tmp_path: Path) -> None:
    found = problems(tmp_path, "source,start,codes\nW-01,0,JUJUR\n")
    assert [why for _, why, _ in found] == ["unknown_column", "missing_column", "missing_column", "missing_column"]
    assert (1, "unknown_column", "code") in found


def test_good_rows_alone_where_the_bad_may_be_skipped(tmp_path: Path) -> None:
    file = tmp_path / "kode.csv"
    file.write_text("source,block,code\nW-01,4,JUJUR\nW-01,9,JUJUR\n", "utf-8")
    rows = read_codings(builder().study(), file, coder="r", skip_bad=True)
    assert ([one.coder for one in rows.assignments], [p.line for p in rows.problems]) == (["r"], [3])


def test_files_that_are_none(tmp_path: Path) -> None:
    study = builder().study()
    (tmp_path / "kode.xlsx").write_bytes(b"bukan buku kerja")
    (tmp_path / "kode.json").write_text('{"a": 1}', "utf-8")
    (tmp_path / "rusak.json").write_text("[", "utf-8")
    with pytest.raises(UnreadableSource):
        read_codings(study, tmp_path / "kode.xlsx")
    for name in ("kode.json", "rusak.json"):
        with pytest.raises(BadFile):
            read_codings(study, tmp_path / name)
    with pytest.raises(BadValue):
        read_codings(study, tmp_path / "kode.txt")
    with pytest.raises(BadValue):
        export_codings(study, tmp_path / "kode.txt")


def test_a_coding_is_listed_with_all_its_fields() -> None:
    made = builder().code("W-01", "Jam delapan", "JUJUR", "+", about=About(date="2016"), directness=Directness.HEARSAY)
    study = made.study()
    (one,) = coded(study)
    row = coding_row(study, one)
    assert {name: row[name] for name in to_plain(one.coding)} == to_plain(one.coding)


NOTES = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=20).map(
    lambda text: unicodedata.normalize("NFC", text).strip()
)
PLACES = st.tuples(st.integers(0, len(TURNS) - 2), st.integers(1, 20)).map(
    lambda p: (p[0], min(len(TURNS), p[0] + p[1]))
)
ASSIGNMENTS = st.builds(
    lambda place, **rest: Assignment(source="W-01", start=place[0], end=place[1], **rest),
    PLACES.filter(lambda place: bool(TURNS[place[0] : place[1]].strip())),
    code=st.sampled_from(["DISIPLIN", "JUJUR"]),
    coder=st.sampled_from(["rani", "bayu"]),
    round=st.integers(1, 3),
    valence=st.none() | st.sampled_from(Valence),
    intensity=st.none() | st.integers(1, 3),
    directness=st.none() | st.sampled_from(Directness),
    dont_know=st.booleans(),
    about=st.none() | st.builds(About, role=st.just("Lurah"), date=st.sampled_from(["", "2016", "2017-03"])),
    note=NOTES.filter(lambda note: note and not note.startswith("'")),
)


def coded_study(assignments: list[Assignment]) -> Study:
    made = builder()
    numbers = iter(range(1, 1000))
    applied = apply_codes(made.study(), assignments, new_id=lambda prefix: f"{prefix}-{next(numbers)}", at="")
    return made.add(*applied.records).study()


def said(study: Study) -> set[tuple[object, ...]]:
    places = {s.id: (s.source, s.start, s.end, s.quote) for s in study.segments.values()}
    return {
        (
            *places[c.segment],
            c.code,
            c.coder,
            c.round,
            c.valence,
            c.intensity,
            c.directness,
            c.dont_know,
            c.about,
            c.note,
        )
        for c in study.codings
    }


@settings(max_examples=60, deadline=None)
@given(st.lists(ASSIGNMENTS, max_size=6), st.sampled_from([".csv", ".xlsx", ".json"]))
def test_codings_survive_the_way_out_and_back(assignments: list[Assignment], suffix: str) -> None:
    study = coded_study(assignments)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"kode{suffix}"
        assert export_codings(study, file) == len(study.codings)
        if not assignments and suffix == ".json":
            return
        assert said(coded_study(list(read_codings(builder().study(), file).assignments))) == said(study)


def test_words_of_someone_who_withdrew_stay_in_the_study(tmp_path: Path) -> None:
    made = StudyBuilder().focus("A").informant("I-01", "Staf").informant("I-02", "Staf")
    made.interview("W-01", "I-01", "I: Ya kadang terlambat.").interview("W-02", "I-02", "I: Selalu tepat waktu.")
    made.code("W-01", "kadang terlambat", "A", "-").code("W-02", "Selalu tepat", "A", "+")
    made.add(Consent(id="PS-01", informant="I-01", withdrawn_on="2018-06-01"))
    assert export_codings(made.study(), tmp_path / "k.csv") == 1
    assert "kadang terlambat" not in (tmp_path / "k.csv").read_text("utf-8-sig")
    assert [one.source.id for one in evidence(made.study())] == ["W-02"]


def test_a_quotation_that_no_longer_equals_its_text_is_not_exported(tmp_path: Path) -> None:
    made = (
        StudyBuilder().focus("A").informant("I-01", "Staf").interview("W-01", "I-01", "P: Apa?\nI: Kadang terlambat.")
    )
    made.code("W-01", "Kadang terlambat", "A")
    segment = made.segment("W-01", "Kadang terlambat")
    made.records[made.records.index(segment)] = replace(segment, quote="Kadang terlambaT")
    with pytest.raises(DigestMismatch) as raised:
        export_codings(made.study(), tmp_path / "k.csv")
    assert (raised.value.source, raised.value.line) == ("W-01", 2)
    assert not (tmp_path / "k.csv").exists()


def test_a_large_file_whose_every_name_is_wrong_is_refused_without_looking_for_each(tmp_path: Path) -> None:
    made = StudyBuilder().focus("A")
    for n in range(50):
        made.informant(f"I-{n}", "Staf").interview(f"W-{n}", f"I-{n}", "P: apa?\nI: satu.")
    path = tmp_path / "kode.csv"
    rows = "".join(f"W-{n}x,8,10,A,rani\n" for n in range(10, 20_010))
    path.write_text(f"source,start,end,code,coder\n{rows}", encoding="utf-8")
    with pytest.raises(BadFile) as caught:
        read_codings(made.study(), path)
    assert len(caught.value.problems) == 20_000
    assert caught.value.problems[0].guess == "W-10"
    assert not caught.value.problems[-1].guess
