"""What is printed with a display: title, caption, decision rules, the legend of what is used, what is not shown."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from qualcode.model import (
    Case,
    Code,
    Counted,
    DataMark,
    Display,
    EntryKind,
    Event,
    EvidenceMark,
    Focus,
    Link,
    Rating,
    Valence,
    Variable,
)
from qualcode.reduction.filters import Filter
from qualcode.terms import Terms

from ._cells import PRESENT
from ._declaration import Declaration, blank_mark
from ._event_cells import KEY
from ._gather import Held
from ._lines import Lines
from ._names import case_code, record_of
from ._options import Asked, Option
from ._parts import Item, Scope
from ._quotes import sources_of
from ._result import Blank, Matrix, MatrixCell, MatrixLine, Shown
from ._work import Work
from ._written import outside

SIGNS: Mapping[str, str] = {sign.value: sign.value.replace("-", "−") for sign in Valence}
"""Stored sign → the sign as it is printed."""

_HEADINGS = (
    "legend", "rules", "notes", "narrative", "remarks", "to_fill", "question", "index", "back", "context", "withheld",
    "gone", "more_segments", "row", "column", "entry", "sheet", "title", "checks", "evidence", "close", "picture",
)  # fmt: skip


def finished(work: Work, rows: tuple[Item, ...], columns: tuple[Item, ...], cells: tuple[MatrixCell, ...]) -> Matrix:
    """The matrix with everything that is printed around its cells."""
    display, record, scope = work.display, work.record, work.scope
    terms = scope.terms
    informants, sources = _shown(scope, (*rows, *columns), cells)
    declared = record.blank if record is not None and record.blank else _declared(display, terms)
    return Matrix(
        name=record.id if record is not None else display.name,
        title=title_of(display, record, scope),
        caption=caption_of(scope, informants, sources),
        question=sentence(terms, "question", display.name, display.question),
        language=terms.language,
        stub=_stub(work.rows, rows, terms),
        column_stub=_stub(work.columns, columns, terms),
        rows=tuple(_line(item) for item in rows),
        columns=tuple(_line(item) for item in columns),
        cells=cells,
        rules=tuple(_rules(work, columns, cells)),
        legend=legend(cells, terms, declared),
        signs={blank: terms(f"displays.blanks.{blank.value}") for blank in Blank},
        words=words_of(terms),
        blank=declared,
        notes=record.notes if record is not None else "",
        narrative=record.narrative if record is not None else "",
        remarks=tuple(_remarks(work, cells)),
        data_version=scope.study.data_version,
        informants=informants,
        sources=sources,
    )


def words_of(terms: Terms) -> dict[str, str]:
    """The headings that writers print."""
    words = {name: terms(f"displays.heading.{name}") for name in _HEADINGS}
    return words | {"stale_sign": terms("displays.legend.stale_sign")}


def title_of(display: Asked, record: Display | None, scope: Scope) -> str:
    """The researcher's title, else the display's name in the study's language with the focuses in question."""
    if record is not None and record.title:
        return record.title
    title = sentence(scope.terms, "title", display.name, display.title or display.name.replace("-", " ").capitalize())
    focuses = [scope.study.get(Focus, name).label for name in scope.filter.focus]
    titled = [one for at, one in enumerate(display.options) if not at or one.titled]
    about = [label for one in titled if (label := option_words(scope, one.name))]
    named = [*about, *focuses]
    return f"{title}: {scope.terms.listed(named)}" if named else title


def option_words(scope: Scope, option: str) -> str:
    """What a display is about, in words; cases and informants by their codes."""
    found = []
    for name in filter(None, scope.options.get(option, "").split(",")):
        if scope.study.find(Case, name) is not None:
            found.append(case_code(scope.study, name))
            continue
        kinds = (Variable, Code) if option != "event" else (Event,)
        found_as = next((one for kind in kinds if (one := scope.study.find(kind, name)) is not None), None)
        record: Any = record_of(scope.study, name) or found_as
        way, _colon, number = name.partition(":")
        word = getattr(record, "name", "") or getattr(record, "label", "")
        found.append(
            word or scope.word("answer", way, n=number) if scope.terms.has(f"displays.answer.{way}") else word or name
        )
    return scope.terms.listed(found)


def sentence(terms: Terms, family: str, name: str, otherwise: str) -> str:
    """The words of a display in the language, else those of its declaration."""
    key = f"displays.{family}.{name}"
    return terms(key) if terms.has(key) else otherwise


def rule_words(terms: Terms, rule: str) -> str:
    """A declared rule in the language; a rule that is no known word is printed as it stands."""
    return sentence(terms, "rule", rule, rule)


def legend(cells: Iterable[MatrixCell], terms: Terms, declared: str) -> dict[str, str]:
    """Sign → meaning of every sign that the cells use, in the order of the method."""
    cells = tuple(cells)
    texts = {entry.text for cell in cells for entry in cell.entries if entry.kind is EntryKind.SYMBOL}
    summaries = [entry.text for cell in cells for entry in cell.entries if entry.kind is EntryKind.SUMMARY]
    effects = {text[0] for text in summaries if text[1:2] == " "}
    signs = {SIGNS[v.value]: v for v in Valence if v.value in texts or SIGNS[v.value] in effects}
    found = {sign: terms(f"values.valence.{v.value}") for sign, v in signs.items()}
    if PRESENT in texts:
        found[PRESENT] = terms("displays.legend.present")
    if any(text.endswith(f" {KEY}") for text in summaries):
        found[KEY] = terms("displays.legend.key")
    kinds = {entry.kind for cell in cells for entry in cell.entries}
    for kind in (EntryKind.QUOTATION, EntryKind.SUMMARY, EntryKind.EXPLANATION):
        if kind in kinds:
            found[kind.value] = terms(f"displays.legend.{kind.value}")
    marks = {cell.data_mark for cell in cells if cell.data_mark is not None}
    found |= {m.value: terms(f"values.data_mark.{m.value}") for m in DataMark if m in marks}
    evidence = {mark for cell in cells for mark in cell.evidence_marks}
    found |= {m.value: terms(f"values.evidence_mark.{m.value}") for m in EvidenceMark if m in evidence}
    blanks = {cell.blank for cell in cells}
    if Blank.DECLARED in blanks:
        found[terms("displays.blanks.declared")] = declared
    if Blank.FILTERED in blanks:
        found[terms("displays.blanks.filtered")] = terms("displays.legend.filtered")
    if any(cell.stale for cell in cells):
        found[terms("displays.legend.stale_sign")] = terms("displays.legend.stale")
    return found


def _declared(display: Declaration, terms: Terms) -> str:
    return (
        ""
        if display.blank == "error" or blank_mark(display) is not None
        else sentence(terms, "blank", display.blank, display.blank)
    )


def _line(item: Item) -> MatrixLine:
    return MatrixLine(id=item.id, label=item.label, group=item.group)


def _stub(lines: Lines, items: tuple[Item, ...], terms: Terms) -> tuple[str, ...]:
    """Headings of the columns that name the lines: one, or two where lines stand under headings."""
    names = lines.axis.stub if any(item.group for item in items) else lines.axis.stub[-1:]
    words = tuple(sentence(terms, "stub", name, name) for name in names)
    return ("", *words) if any(item.group for item in items) and len(words) == 1 else words


def caption_of(scope: Scope, informants: Shown, sources: Shown) -> str:
    """Data version, and how many informants and sources the display shows of all."""
    terms = scope.terms
    return terms(
        "displays.caption",
        version=scope.study.data_version,
        informants=terms.number(informants.total),
        sources=terms.number(sources.total),
        shown=terms.number(informants.shown),
        shown_sources=terms.number(sources.shown),
    )


def _shown(scope: Scope, lines: tuple[Item, ...], cells: tuple[MatrixCell, ...]) -> tuple[Shown, Shown]:
    led_to = {id(entry.segments): entry.segments for cell in cells for entry in cell.entries}
    sources = {name for some in led_to.values() for name in sources_of(some)}
    people = {who for line in lines for who in line.informants}
    if any(entry.counted is Counted.WORDS for cell in cells for entry in cell.entries):
        sources |= _read(scope, lines, people)
    if not people:
        people = set(scope.seen.where(lambda one: one.source.id in sources, "sources").informants)
    study = scope.study
    known = {person.id for person in study.informants}
    return Shown(shown=len(people & known), total=len(known)), Shown(shown=len(sources), total=len(study.sources))


def _read(scope: Scope, lines: tuple[Item, ...], people: set[str]) -> set[str]:
    """The sources whose words are counted: those of the lines, else those in which their people speak, else all."""
    named = {name for line in lines for name in line.sources}
    return named or {one.id for one in scope.sources if not people or people.intersection(one.informants)}


def _rules(work: Work, columns: tuple[Item, ...], cells: tuple[MatrixCell, ...]) -> Iterable[str]:
    """The researcher's rules, then the display's, then those of axes, recipes, marks and choice, each once."""
    display, record, terms = work.display, work.record, work.scope.terms
    found = list(record.rules) if record is not None else []
    found += [rule_words(terms, rule) for rule in display.rules]
    found += option_rules(display.options, work.scope, work.stated)
    found += [rule for side in (work.rows, work.columns) for rule in side.axis.rules(terms)]
    recipes = [column.recipe or display.cell for column in columns] or [display.cell]
    found += [rule for recipe in recipes for rule in recipe.rules(terms)]
    marks = {mark for cell in cells for mark in cell.evidence_marks}
    found += [terms(f"displays.rule.mark_{mark.name.lower()}") for mark in EvidenceMark if mark in marks]
    if blank_mark(display) is not None:
        found.append(terms("displays.rule.blank_marked", mark=display.blank))
    elif any(cell.proposed for cell in cells):
        found.append(terms("displays.rule.proposed"))
    if record is not None:
        found += [text for text in (record.case_choice, record.order_rule) if text]
    return dict.fromkeys(found)


def option_rules(options: Iterable[Option], scope: Scope, stated: Collection[str]) -> Iterable[str]:
    """What the display is about, who chose it, and the rules of the variables that it names."""
    terms = scope.terms
    for option in options:
        value = option_words(scope, option.name)
        if value:
            name = "option" if option.usual or option.name in stated else "option_chosen"
            word = scope.word("option", option.name)
            yield terms(f"displays.rule.{name}", option=word, value=value)
    for value in dict.fromkeys(scope.options.values()):
        variable = scope.study.find(Variable, value)
        if variable is not None and variable.rule:
            yield terms("displays.rule.scale_rule", variable=variable.name, rule=variable.rule)


def _remarks(work: Work, cells: tuple[MatrixCell, ...]) -> Iterable[str]:
    scope, terms = work.scope, work.scope.terms
    partial = any(side.chosen or side.axis.partial for side in (work.rows, work.columns))
    unplaced = Held() if partial else work.gathered.unplaced
    kept = filter_words(scope.filter, scope.terms)
    if kept:
        yield terms("displays.remark.filter", filter=kept)
    if work.emptied:
        yield terms("displays.remark.emptied", lines=", ".join(line.label for line in work.emptied))
    codings = scope.codings.some(unplaced.rows).telling
    if codings:
        sources = sorted(codings.sources)
        yield terms("displays.remark.unplaced", count=terms.number(len(codings)), sources=_few(sources))
    for kind, name in ((Link, "links"), (Event, "events"), (Rating, "ratings")):
        ids = [one.id for one in unplaced.records if isinstance(one, kind)]
        if ids:
            yield terms(f"displays.remark.unplaced_{name}", count=terms.number(len(ids)), **{name: _few(ids)})
    for remark in work.display.remarks:
        yield from remark(scope)
    beyond = () if work.narrowed else outside(work.written, ((cell.row, cell.column) for cell in cells))
    if beyond:
        places = _few([f"{row} × {column}" for row, column in beyond])
        yield terms("displays.remark.outside", count=terms.number(len(beyond)), places=places)


def _few(names: list[str], most: int = 8) -> str:
    return ", ".join(names[:most]) + (", …" if len(names) > most else "")


def filter_words(wanted: Filter, terms: Terms) -> str:
    """The filter in words; nothing where there is none."""
    found = []
    for name in ("focus", "code", "role", "informant", "technique", "source", "period", "coder", "valence"):
        values = getattr(wanted, name)
        if values:
            word = sentence(terms, "filter", name, name)
            found.append(
                f"{word} {', '.join(str(value.value if hasattr(value, 'value') else value) for value in values)}"
            )
    if wanted.from_ or wanted.to:
        word = sentence(terms, "filter", "date", "date")
        found.append(f"{word} {wanted.from_ or '…'}–{wanted.to or '…'}")
    return "; ".join(found)
