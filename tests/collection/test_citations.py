"""Citation codes: each resolves to one segment, by the study's template."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.collection.citations import citations, formatted_date, lines_of, source_code
from qualcode.errors import BadValue
from qualcode.model import Attribute, CitationTemplate, Privacy, Project, Segment, Source, Study, Technique
from qualcode.terms import terms_for
from tests.builders import StudyBuilder, digest

ID = terms_for("id")
TURNS = "P: Jam berapa?\nI: Jam delapan, kadang lewat,\nkadang tepat.\n\nP: Lalu?\nI: Tidak tahu."


def builder() -> StudyBuilder:
    return (
        StudyBuilder()
        .focus("DISIPLIN")
        .informant("I-03", "LRH", attributes=(Attribute(name="jenis kelamin", value="L"),))
        .interview("W-01", "I-03", TURNS)
    )


def with_project(
    made: StudyBuilder, technique: Technique = Technique.INTERVIEW, template: str = "", **fields: object
) -> Study:
    project = next(record for record in made.records if isinstance(record, Project))
    templates = (CitationTemplate(technique=technique, template=template),) if template else ()
    made.records[made.records.index(project)] = replace(project, citations=templates, **fields)  # type: ignore[arg-type]
    return made.study()


def code_of(study: Study, segment: Segment) -> str:
    return citations(study)[segment.id]


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("", "W/I-03/12-03-2018/b.2–3"),
        ("{technique}/{role}/{date:DD-MM-YYYY}/b.{line}", "W/LRH/12-03-2018/b.2–3"),
        ("W{session}.{informant}.{attribute:jenis kelamin}.{date:DDMMYYYY}.J{number}", "W1.I-03.L.12032018.J1"),
        ("CHW: {informant}, {session}, {number}", "CHW: I-03, 1, 1"),
        ("Wawancara dengan {label}, {date:D MMMM YYYY}", "Wawancara dengan I-03, 12 Maret 2018"),
        ("Wawancara {informant}, {date:D MMMM YYYY}, baris {line}", "Wawancara I-03, 12 Maret 2018, baris 2–3"),
    ],
)
def test_styles_of_the_method(template: str, expected: str) -> None:
    made = builder()
    segment = made.segment("W-01", "kadang lewat,\nkadang tepat")
    assert code_of(with_project(made, template=template), segment) == expected


def test_observations_and_documents_have_their_own_templates() -> None:
    made = builder()
    made.sheet("O-01", "Loket tutup.", place="Loket, Jl. Contoh No. 0", date="2018-03-14")
    made.sheet("D-01", "Surat 1.128", Technique.DOCUMENT, title="Rekap surat", date="2017")
    segments = made.segment("O-01", "Loket tutup"), made.segment("D-01", "1.128")
    study = made.study()
    assert [code_of(study, segment) for segment in segments] == ["O/Loket/14-03-2018", "D/Rekap surat/2017"]


def test_a_group_interview_cites_who_speaks() -> None:
    made = builder().informant("I-04", "WRG")
    made.interview("W-02", "I-04", "I: Saya setuju.", date="2018-04-01")
    source = next(r for r in made.records if isinstance(r, Source) and r.id == "W-02")
    made.records[made.records.index(source)] = replace(source, informants=("I-03", "I-04"))
    segment = made.segment("W-02", "setuju")
    study = made.study()
    assert code_of(study, segment) == "W/I-04/01-04-2018/b.1"
    assert source_code(study, "W-02", ID) == "W/I-03+I-04/01-04-2018"


def test_segments_of_one_line_get_letters_and_several_of_a_sheet_get_lines() -> None:
    made = builder().sheet("O-01", "Loket tutup, kursi penuh.\nLoket buka.", place="Loket")
    one, two = made.segment("W-01", "Jam delapan"), made.segment("W-01", "kadang lewat")
    first, second = made.segment("O-01", "Loket tutup"), made.segment("O-01", "Loket buka")
    study = made.study()
    assert [code_of(study, s) for s in (one, two)] == ["W/I-03/12-03-2018/b.2a", "W/I-03/12-03-2018/b.2b"]
    assert [code_of(study, s) for s in (first, second)] == ["O/Loket/12-03-2018/b.1", "O/Loket/12-03-2018/b.2"]


def test_sources_of_one_informant_and_day_are_told_apart() -> None:
    made = builder().interview("W-02", "I-03", TURNS)
    one, two = made.segment("W-01", "Jam delapan"), made.segment("W-02", "Jam delapan")
    study = made.study()
    assert [code_of(study, s) for s in (one, two)] == ["W/I-03/12-03-2018/W-01/b.2", "W/I-03/12-03-2018/W-02/b.2"]
    assert source_code(study, "W-02", ID) == "W/I-03/12-03-2018/W-02"


def test_the_users_own_line_numbers_are_cited() -> None:
    made = builder().interview("W-02", "I-03", TURNS, date="2018-05-02", line_numbers=(0, 10, 0, 0, 15, 0))
    one, two = made.segment("W-02", "kadang lewat,\nkadang tepat"), made.segment("W-02", "Tidak tahu")
    study = made.study()
    assert [code_of(study, s) for s in (one, two)] == ["W/I-03/02-05-2018/b.10–11", "W/I-03/02-05-2018/b.16"]


def test_label_follows_the_privacy_profile() -> None:
    made = builder().informant("I-04", "WRG").informant("I-05", "WRG")
    made.interview("W-02", "I-04", "I: Ya.")
    alone, shared = made.segment("W-01", "Jam delapan"), made.segment("W-02", "Ya")
    study = with_project(made, template="Wawancara dengan {label}", privacy=Privacy(label="role"))
    assert code_of(study, alone) == "Wawancara dengan LRH"
    assert code_of(study, shared) == "Wawancara dengan WRG (I-04)"


@pytest.mark.parametrize(
    "template", ["{tehnik}/{date}", "{technique}/{date:}}", "{line:D}", "{attribute}", "{date:abc}", "{technique"]
)
def test_a_template_that_cannot_be_is_refused(template: str) -> None:
    made = builder()
    made.segment("W-01", "Jam delapan")
    with pytest.raises(BadValue):
        citations(with_project(made, template=template))


@pytest.mark.parametrize(
    ("date", "form", "expected"),
    [
        ("2018-03-02", "DD-MM-YYYY", "02-03-2018"),
        ("2018-03", "DD-MM-YYYY", "03-2018"),
        ("2018", "DD-MM-YYYY", "2018"),
        ("2018", "YYYY-MM-DD", "2018"),
        ("2018-03-02", "D MMMM YYYY", "2 Maret 2018"),
        ("2018-03-02", "D.M.YY", "2.3.18"),
        ("", "YYYY", "t.t."),
    ],
)
def test_dates_of_any_precision(date: str, form: str, expected: str) -> None:
    assert formatted_date(date, form, ID) == expected


@given(
    st.lists(st.tuples(st.integers(0, 70), st.integers(1, 30)), max_size=25),
    st.sampled_from(["", "{technique}", "{role}.J{number}"]),
)
def test_no_two_segments_share_a_code(places: list[tuple[int, int]], template: str) -> None:
    made = builder().interview("W-02", "I-03", TURNS)
    for number, (start, length) in enumerate(dict.fromkeys(places)):
        quote = TURNS[start : start + length]
        made.add(
            Segment(
                id=f"S-{number}",
                source=("W-01", "W-02")[number % 2],
                start=start,
                end=start + length,
                quote=quote,
                digest=digest(quote),
            )
        )
    found = citations(with_project(made, template=template))
    assert len(found) == len(set(found.values())) == len(dict.fromkeys(places))


def test_lines_follow_from_offsets() -> None:
    made = builder()
    one, over, last = (made.segment("W-01", q) for q in ("Jam delapan", "lewat,\nkadang tepat.\n", "Tidak tahu."))
    study = made.study()
    assert [lines_of(study, s) for s in (one, over, last)] == [(2, 2), (2, 3), (6, 6)]
