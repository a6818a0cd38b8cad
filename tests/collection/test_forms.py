"""Records that people write by hand: YAML and CSV, with every problem named by its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from qualcode.collection.forms import make_records, written_records
from qualcode.collection.typed_text import value_from_text
from qualcode.errors import BadFile, BadValue, Problem
from qualcode.model import (
    Confidence,
    Event,
    Finding,
    Focus,
    Link,
    LinkKind,
    Memo,
    Rating,
    ScaleValue,
    Summary,
    Valence,
    kind_of,
)

KNOWN = {"Focus": {"DISIPLIN"}, "Code": {"DISIPLIN"}, "Informant": {"I-01", "I-02"}, "Source": {"W-01"}}


def read(path: Path, text: str, only: type | None = None) -> tuple[object, ...]:
    path.write_text(text, encoding="utf-8")
    written = written_records(path, kind_of(only) if only else None)
    numbers: dict[str, int] = {}

    def new_id(prefix: str) -> str:
        numbers[prefix] = numbers.get(prefix, 0) + 1
        return f"{prefix}-{numbers[prefix]:02d}"

    quotes = {"W-01: kadang terlambat": "S-01", "W-01: hujan": "S-02"}

    def standing(record_type: type) -> dict[str, object]:
        names = {"S-01", "S-02"} if record_type.__name__ == "Segment" else KNOWN.get(record_type.__name__, set())
        return dict.fromkeys(names)

    return make_records(written, path.name, standing, new_id, lambda written: quotes.get(written, written))


def problems(path: Path, text: str, only: type | None = None) -> tuple[Problem, ...]:
    with pytest.raises(BadFile) as raised:
        read(path, text, only)
    return raised.value.problems


def test_several_kinds_with_quotations_scales_and_references_within_the_file(tmp_path: Path) -> None:
    records = read(
        tmp_path / "temuan.yaml",
        """
focus:
  - id: JUJUR
    label: Kejujuran
    scale: [rendah, cukup, baik]
    weak_at: 1
finding:
  - id: T-01
    focuses: [JUJUR, DISIPLIN]
    text: Kedisiplinan masih rendah.
    position: 1
    confidence: middle
    evidence_for:
      - "W-01: kadang terlambat"
      - {source: W-01, quote: hujan}
    rivals:
      - text: Hujan
        evidence_for: ["W-01: hujan"]
memo:
  text: Terlambat disebut wajar.
  date: 2018-03-14
  links: ["finding:T-01"]
""",
    )
    assert records[0] == Focus(
        id="JUJUR",
        label="Kejujuran",
        scale=(
            ScaleValue(value=1, label="rendah"),
            ScaleValue(value=2, label="cukup"),
            ScaleValue(value=3, label="baik"),
        ),
        weak_at=1,
    )
    finding = records[1]
    assert isinstance(finding, Finding)
    assert finding.evidence_for == ("S-01", "S-02")
    assert finding.rivals[0].evidence_for == ("S-02",)
    assert finding.confidence is Confidence.MIDDLE
    assert records[2] == Memo(id="M-01", text="Terlambat disebut wajar.", date="2018-03-14", links=("finding:T-01",))


def test_every_problem_is_listed_with_its_line_and_a_guess(tmp_path: Path) -> None:
    found = problems(
        tmp_path / "temuan.yaml",
        """finding:
  - id: T-01
    focuses: [DISIPLN]
    text: Rendah.
  - id: T-02
    txet: Rendah.
  - id: T-03
    text: Rendah.
    confidence: agak
    position: dua
""",
    )
    assert [(problem.why, problem.line) for problem in found] == [
        ("unknown_name", 3),
        ("unknown_key", 6),
        ("bad_value", 9),
    ]
    assert found[0].guess == "DISIPLIN"
    assert found[1].guess == "text"


def test_a_csv_of_one_kind_with_lists_and_semicolons_as_delimiter(tmp_path: Path) -> None:
    records = read(
        tmp_path / "hubungan.csv",
        "from;to;kind;sign;asserted_by\ncode:DISIPLIN;code:DISIPLIN;leads_to;-;I-01\n",
        Link,
    )
    assert records == (
        Link(
            id="L-01",
            from_="code:DISIPLIN",
            to="code:DISIPLIN",
            kind=LinkKind.LEADS_TO,
            sign=Valence.NEGATIVE,
            asserted_by=("I-01",),
        ),
    )


def test_a_csv_names_the_line_of_a_bad_cell(tmp_path: Path) -> None:
    found = problems(tmp_path / "peristiwa.csv", "label,kritical\nlistrik padam,ya\n", Event)
    assert found == (Problem("unknown_key", 2, "kritical", "critical"),)


@pytest.mark.parametrize(
    ("record", "field", "text", "expected"),
    [
        (Event, "critical", "ya", True),
        (Event, "segments", "S-01; S-02", ["S-01", "S-02"]),
        (Rating, "values", "3", [3]),
        (Event, "segments", "W-01: ya; begitu; W-02: lain; S-03", ["W-01: ya; begitu", "W-02: lain", "S-03"]),
        (Summary, "items", "salient=a; b", [{"kind": "salient", "text": "a; b"}]),
        (Focus, "scale", "1=rendah; 2=tinggi", [{"value": 1, "label": "rendah"}, {"value": 2, "label": "tinggi"}]),
    ],
)
def test_fields_typed_as_text(record: type, field: str, text: str, expected: object) -> None:
    assert value_from_text(record, field, text) == expected


def test_a_truth_that_is_neither_yes_nor_no_is_refused() -> None:
    with pytest.raises(BadValue):
        value_from_text(Event, "critical", "mungkin")


def test_yaml_that_cannot_be_read_names_its_line(tmp_path: Path) -> None:
    found = problems(tmp_path / "rusak.yaml", "finding:\n  - id: T-01\n   text: x\n")
    assert (found[0].why, found[0].line) == ("yaml", 3)


def test_values_off_their_scale_or_range_are_named(tmp_path: Path) -> None:
    found = problems(
        tmp_path / "batas.yaml",
        """focus:
  - {id: JUJUR, label: Kejujuran, scale: [rendah, tinggi], weak_at: 9}
variable:
  - {id: disiplin, name: Disiplin, values: [rendah, tinggi]}
rating:
  - {subject: "informant:I-01", variable: disiplin, values: [9]}
  - {subject: "informant:I-01", variable: disiplin, values: [1, 2]}
link:
  - {from: "code:DISIPLIN", to: "code:DISIPLIN", kind: leads_to, strength: 99}
finding:
  - {text: x, focuses: [JUJUR], position: 7}
event:
  - {label: x, date: 2018-05, end_date: 2017-01-01}
period:
  - {label: x, start: "2018", end: "2017"}
case:
  - {label: a, informants: [I-01]}
  - {label: b, informants: [I-01]}
""",
    )
    assert [(problem.line, problem.what.split(":")[0]) for problem in found] == [
        (2, "weak_at"),
        (6, "values"),
        (7, "values"),
        (9, "strength"),
        (11, "position"),
        (13, "end_date"),
        (15, "end"),
        (17, "informants"),
        (18, "informants"),
    ]
    assert found[1].guess == "1 rendah, 2 tinggi"


def test_scalars_stay_the_text_that_was_written(tmp_path: Path) -> None:
    (memo,) = read(tmp_path / "memo.yaml", "memo:\n  - {id: 007, text: no, date: 2018-03}\n")
    assert memo == Memo(id="007", text="no", date="2018-03")
