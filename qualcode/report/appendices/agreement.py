"""Coding agreement: each comparison that was kept, code by code, and how differences were settled."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qualcode.collection.citations import citations
from qualcode.displays._print import filter_words
from qualcode.model import AgreementRun
from qualcode.reduction.filters import stored_filter
from qualcode.report.appendices import listing
from qualcode.report.desk import paragraph
from qualcode.report.document import Emphasis, Heading, Text, anchor
from qualcode.report.tables import cell

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from qualcode.model import CodeAgreement, Coefficient
    from qualcode.report.desk import Desk
    from qualcode.report.document import Block, Runs, TableCell

FIGURES = ("miles_huberman", "miles_huberman_with_absence", "cohen_kappa", "conger_kappa", "fleiss_kappa",
           "krippendorff_alpha", "gwet_ac1", "u_alpha")  # fmt: skip
"""Coefficients in the order of the table; a run shows those that it has."""

PAIR = 2
_TWO_CODERS = ("both", "first", "second", "neither")
_MORE_CODERS = ("every_coder", "some_coders", "neither")


def agreement(desk: Desk) -> tuple[Block, ...]:
    """The runs that were kept, each with its figures and differences; nothing where none was."""
    return tuple(block for run in desk.study.all(AgreementRun) for block in _run(desk, run))


def _run(desk: Desk, run: AgreementRun) -> Iterator[Block]:
    title = desk.word("agreement_run", run=run.id, coders=desk.terms.listed(run.coders))
    yield Heading(level=3, text=title, key=anchor("run", run.id))
    yield from paragraph(*(desk.claim(said, f"agreement:{run.id}") for said in _conditions(desk, run)))
    names = [name for name in FIGURES if any(one.name == name for one in run.overall)]
    counted = _TWO_CODERS if len(run.coders) == PAIR else _MORE_CODERS
    none = desk.word("none")
    every: tuple[str | TableCell, ...] = (
        desk.word("all_codes"),
        *[none] * (1 + len(counted)),
        *_figures(desk, run.overall, names),
    )
    rows: list[tuple[str | TableCell, ...]] = [
        (one.code, _share(desk, one), *_counts(desk, run, one), *_figures(desk, one.coefficients, names))
        for one in run.codes
    ]
    header = ("code", "prevalence", *counted, *names)
    caption = desk.word("captions.agreement", run=run.id)
    table = listing(desk, anchor("agreement", run.id), header, [*rows, every], wide=True, caption=caption)
    yield replace(table, notes=tuple(_notes(desk, run, names)))
    yield from _differences(desk, run)


def _conditions(desk: Desk, run: AgreementRun) -> Iterator[Runs]:
    """Without these no figure says anything: who, on what, by which unit and rule, in which version of the codebook."""
    yield desk.voice.say(
        "appendix.agreement",
        daftar=desk.terms.listed(run.coders),
        tgl=desk.terms.date(run.at[:10]),
        n=desk.counter.number(len(run.sources)),
        dok=run.codebook_version or desk.word("none"),
    )
    unit = desk.word(f"units.{run.unit}")
    if run.compared:
        yield desk.voice.say("appendix.agreement_units", satuan=unit, n=desk.terms.number(run.compared))
    else:
        yield desk.voice.say("appendix.agreement_unit", satuan=unit)
    bounded = filter_words(stored_filter(run.filter), desk.terms)
    if bounded:
        yield desk.voice.say("appendix.agreement_filter", isi=bounded)


def _share(desk: Desk, one: CodeAgreement) -> str:
    return desk.word("none") if one.prevalence is None else f"{desk.terms.number(round(one.prevalence * 100))}%"


def _counts(desk: Desk, run: AgreementRun, one: CodeAgreement) -> tuple[str, ...]:
    """Units by who gave the code; of three coders and more, those that some gave it and some did not."""
    if len(run.coders) == PAIR:
        return tuple(map(desk.terms.number, (one.both, one.only_first, one.only_second, one.neither)))
    some = desk.terms.number(run.compared - one.both - one.neither) if run.compared else desk.word("none")
    return desk.terms.number(one.both), some, desk.terms.number(one.neither)


def _figures(desk: Desk, found: Iterable[Coefficient], names: list[str]) -> list[TableCell]:
    """Figures with two decimals, the interval below; a dash where one is undefined."""
    values = {one.name: one for one in found}
    return [_figure(desk, values.get(name)) for name in names]


def _figure(desk: Desk, one: Coefficient | None) -> TableCell:
    if one is None or one.value is None:
        return cell((Text(desk.word("none")),))
    value: Runs = (Text(_decimals(desk, one.value)),)
    if one.low is None or one.high is None:
        return cell(value)
    return cell(value, (Text(f"({_decimals(desk, one.low)}–{_decimals(desk, one.high)})"),))


def _decimals(desk: Desk, value: float) -> str:
    """Two decimals with a true minus sign; what rounds to nothing has none."""
    return desk.terms.number(round(value, 2) + 0.0).replace("-", "−")


def _notes(desk: Desk, run: AgreementRun, names: list[str]) -> Iterator[Runs]:
    """What each coefficient is, by whom and on what it rests; what brackets and dashes mean."""
    told = [desk.word(f"coefficients.{name}") for name in names]
    yield (Emphasis(desk.word("notes.legend")), Text(" " + " ".join((desk.word("coefficients.each_code"), *told))))
    every = [*run.overall, *(one for code in run.codes for one in code.coefficients)]
    if run.draws and any(one.low is not None for one in every):
        yield (Text(desk.word("coefficients.interval", n=desk.terms.number(run.draws))),)
    shown = [one for one in every if one.name in names]
    reasons = dict.fromkeys(one.reason for one in shown if one.value is None and one.reason)
    if reasons:
        words = "; ".join(desk.word(f"undefined.{reason}") for reason in reasons)
        yield (Text(desk.word("coefficients.undefined", reasons=words)),)


def _differences(desk: Desk, run: AgreementRun) -> Iterator[Block]:
    """Where the coders differed and how each difference was settled; those not settled say so."""
    if not run.disagreements:
        return
    codes = citations(desk.study)
    rows = [
        (
            str(at),
            codes.get(one.segment, one.segment),
            one.code,
            desk.terms.listed(one.coders) or desk.word("none"),
            one.resolution or desk.word("unsettled"),
        )
        for at, one in enumerate(run.disagreements, 1)
    ]
    header = ("no", "place", "code", "given_by", "settled")
    caption = desk.word("captions.differences", run=run.id)
    table = listing(desk, anchor("differences", run.id), header, rows, wide=True, caption=caption)
    settled = sum(bool(one.resolution) for one in run.disagreements)
    said = desk.voice.say(
        "appendix.differences",
        tabel=desk.table(table.key),
        n=desk.counter.number(settled, beside=len(rows)),
        N=desk.counter.number(len(rows), beside=settled),
    )
    yield from paragraph(said)
    yield table
