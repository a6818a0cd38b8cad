"""Looking at a part of a display changes nothing in it: a written cell is stale in every view or in none."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from qualcode import displays
from qualcode.displays._axes import AXES
from qualcode.displays._kept import Written, write_cell
from qualcode.displays._result import Matrix, MatrixLine
from qualcode.errors import BadValue, DisplayNotReady, UnknownName
from qualcode.model import (
    About,
    Attribute,
    Axis,
    AxisGroup,
    AxisItem,
    Case,
    Code,
    Coding,
    Cycle,
    Display,
    EffectClass,
    Link,
    LinkKind,
    Period,
    Study,
    Technique,
    Valence,
)
from qualcode.reduction.filters import Filter
from tests.builders import StudyBuilder
from tests.displays.study import MATRICES

ROLES, GROUPS, CODERS = ("Lurah", "Staf", "Warga"), ("Staf", "Warga", "kantor"), ("rani", "bayu")
PEOPLE, SOURCES = tuple(f"I-{n}" for n in range(1, 6)), (*(f"W-{n}" for n in range(1, 6)), "O-1")
CODES = ("A", "A-1", "A-1-X", "A-2", "B", "B-1", "POLA")
CASES, PERIODS = ("KS-1", "KS-2"), ("lalu", "kini")
WORDS = ("satu", "dua", "tiga", "empat")


def some(names: tuple[Any, ...]) -> st.SearchStrategy[tuple[Any, ...]]:
    """Nothing half of the time, else one or two of the names."""
    return st.just(()) | any_of(names)


def any_of(names: tuple[Any, ...]) -> st.SearchStrategy[tuple[Any, ...]]:
    """One or two of the names."""
    return st.lists(st.sampled_from(names), min_size=1, max_size=2, unique=True).map(tuple)


FIELDS: dict[str, st.SearchStrategy[Any]] = {
    "focus": any_of(("A", "B")),
    "code": any_of(CODES) | st.just(("A-1-X",)),
    "role": any_of(ROLES),
    "informant": any_of(PEOPLE),
    "technique": any_of((Technique.INTERVIEW, Technique.OBSERVATION)),
    "source": any_of(SOURCES),
    "period": any_of(PERIODS),
    "from_": st.just("2018-03"),
    "to": st.just("2018-03-02"),
    "coder": any_of(CODERS),
    "round": any_of((1, 2)),
    "valence": any_of(tuple(Valence)),
}
filters = st.lists(st.sampled_from(tuple(FIELDS)), min_size=1, max_size=2, unique=True).flatmap(
    lambda names: st.builds(Filter, exact=st.booleans(), **{name: FIELDS[name] for name in names})
)

codings = st.lists(
    st.builds(
        Coding,
        id=st.just(""),
        segment=st.tuples(st.sampled_from(SOURCES), st.sampled_from(WORDS)),  # named when the study is made
        code=st.sampled_from(CODES),
        coder=st.sampled_from(CODERS),
        round=st.sampled_from((1, 2)),
        valence=st.none() | st.sampled_from(tuple(Valence)),
        dont_know=st.sampled_from((False, False, False, True)),
        about=st.none()
        | st.builds(About, role=st.none() | st.sampled_from(ROLES), case=st.none() | st.sampled_from(CASES)),
    ),
    min_size=4,
    max_size=14,
)

links = st.lists(
    st.builds(
        Link,
        id=st.just(""),
        from_=st.sampled_from(("code:A-2", "code:B")),
        to=st.sampled_from(("code:A", "code:B-1")),
        kind=st.just(LinkKind.LEADS_TO),
        effect=st.sampled_from(tuple(EffectClass)),
        asserted_by=some(PEOPLE),
    ),
    max_size=4,
)

kept = st.builds(
    Display,
    id=st.just("baca"),
    type=st.sampled_from(MATRICES),
    rows=st.none()
    | st.builds(
        Axis,
        name=st.sampled_from(("", "informant", "role", "group", "case")),
        added=any_of(tuple(AxisItem(id=f"tambah-{role}", label=f"Semua {role}", group=role) for role in ("", *ROLES))),
    ),
    columns=st.none()
    | st.builds(
        Axis,
        name=st.sampled_from(("", "code", "cluster", "category")),
        groups=some((AxisGroup(label="SATU", items=("A-1", "B")), AxisGroup(label="DUA", items=("B", "A-2")))),
        added=some((AxisItem(id="kumpul", label="Kumpulan", group="SATU"),)),
    ),
    filter=some(
        (
            Attribute(name="role", value="Staf,Warga"),
            Attribute(name="coder", value="rani"),
            Attribute(name="code", value="A"),
        )
    ),
)


@st.composite
def studies(draw: st.DrawFn) -> StudyBuilder:
    made = StudyBuilder()
    made.records[0] = replace(made.records[0], coders=draw(st.sampled_from(((), ("rani",)))))  # type: ignore[type-var]
    made.focus("A").focus("B").add(
        Code(id="A-1", name="A satu", parent="A", order=1),
        Code(id="A-1-X", name="A satu x", parent="A-1", order=2),
        Code(id="A-2", name="A dua", parent="A", order=3),
        Code(id="B-1", name="B satu", parent="B", order=4),
        Code(id="POLA", name="Pola", cycle=Cycle.SECOND, condenses=("A-1", "B"), order=5),
        Period(id="lalu", label="Lalu", start="2018-02", end="2018-02"),
        Period(id="kini", label="Kini", start="2018-03", end="2018-03"),
    )
    for at, person in enumerate(PEOPLE, 1):
        made.informant(person, draw(st.sampled_from(ROLES)), group=draw(st.sampled_from(("", *GROUPS))))
        date = draw(st.sampled_from(("", "2018-02", "2018-03-01", "2018-03-09")))
        made.interview(f"W-{at}", person, f"P: apa?\nI: {' '.join(WORDS)}", date=date)
    made.sheet("O-1", " ".join(WORDS))
    if draw(st.booleans()):
        made.add(*(Case(id=name, label=name, informants=draw(some(PEOPLE))) for name in CASES))
    else:
        made.add(
            *(Case(id=name, label=name, informants=(person,)) for name, person in zip(CASES, PEOPLE, strict=False))
        )
    for at, one in enumerate(draw(codings), 1):
        made.add(replace(one, id=f"K-{at}", segment=made.segment(*one.segment).id))
    return made.add(*(replace(one, id=f"L-{at}") for at, one in enumerate(draw(links), 1)))


def built(study: Study, **options: Any) -> Matrix | None:
    """The kept display as one call sees it, if there is anything to see."""
    record = study.get(Display, "baca")
    try:
        return displays.load(record.type).build(study, record="baca", **options)
    except (BadValue, DisplayNotReady, UnknownName):
        return None


@st.composite
def calls(draw: st.DrawFn, whole: Matrix) -> dict[str, Any]:
    """A filter, and cuts by axis, by some of the lines, or by both."""

    def cut(lines: tuple[MatrixLine, ...]) -> st.SearchStrategy[str]:
        added = tuple(line.id for line in lines if line.id.startswith(("tambah", "kumpul"))) or (lines[0].id,)
        names = st.tuples(some(added), any_of(tuple(line.id for line in lines))).map(
            lambda found: ",".join(sum(found, ()))
        )
        return st.one_of(
            st.just(""), st.just(""), names, st.sampled_from(("A-1-X", "POLA")), st.sampled_from(tuple(AXES))
        )

    return {
        "filter": draw(st.none() | filters),
        "rows": draw(cut(whole.rows)),
        "columns": draw(cut(whole.columns)),
        "transpose": draw(st.booleans()),
        "hide_empty": draw(st.booleans()),
    }


def with_cells(data: st.DataObject, made: StudyBuilder) -> Matrix | None:
    """The display with some of its cells written and bound, as it shows by itself."""
    made.add(data.draw(kept))
    study = made.study()
    whole = built(study)
    if whole is None:
        return None
    places = [(cell.row, cell.column) for cell in whole.cells]
    rare = [(row.id, "A-1-X") for row in whole.rows]  # a code that is no column by itself, and what is added by hand
    rare += [(row, column) for row, column in places if row.startswith("tambah") or column == "kumpul"]
    written = st.lists(st.sampled_from(places) | st.sampled_from(rare), min_size=1, max_size=6, unique=True)
    for at in data.draw(written):
        try:
            made.add(write_cell(study, "baca", at, Written(summary="Dibaca."))[1])
        except UnknownName:
            continue
    return built(made.study())


@given(st.data())
@settings(max_examples=250, deadline=None)
def test_no_call_makes_a_written_cell_stale(data: st.DataObject) -> None:
    made = data.draw(studies())
    whole = with_cells(data, made)
    if whole is None:
        return
    assert whole.stale == ()
    study = made.study()
    for _ in range(4):
        seen = built(study, **data.draw(calls(whole)))
        assert seen is None or seen.stale == ()


@given(st.data())
@settings(max_examples=100, deadline=None)
def test_no_call_hides_that_a_written_cell_is_stale(data: st.DataObject) -> None:
    made = data.draw(studies())
    whole = with_cells(data, made)
    if whole is None:
        return
    made.code(data.draw(st.sampled_from(SOURCES)), "dua tiga", data.draw(st.sampled_from(CODES)), "-")
    study = made.study()
    now = built(study)
    assert now is not None
    stale = {(cell.row, cell.column): cell.stale for cell in now.cells if cell.written}
    for _ in range(4):
        call = data.draw(calls(whole))
        seen = built(study, **call)
        for cell in seen.cells if seen is not None else ():
            place = (cell.column, cell.row) if call["transpose"] else (cell.row, cell.column)
            if cell.written and place in stale:
                assert cell.stale is stale[place]
