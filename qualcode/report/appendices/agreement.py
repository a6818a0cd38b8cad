"""Coding agreement: each comparison that was kept, code by code, and how differences were settled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.collection.citations import citations
from qualcode.model import AgreementRun
from qualcode.report.appendices import listing
from qualcode.report.desk import paragraph
from qualcode.report.document import Heading, anchor

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from qualcode.model import Coefficient
    from qualcode.report.desk import Desk
    from qualcode.report.document import Block

FIGURES = ("miles_huberman", "cohen_kappa", "conger_kappa", "fleiss_kappa", "scott_pi", "krippendorff_alpha",
           "gwet_ac1", "u_alpha")  # fmt: skip
"""Coefficients in the order of the table; a run shows those that it has."""


def agreement(desk: Desk) -> tuple[Block, ...]:
    """The runs that were kept, each with its figures and differences; nothing where none was."""
    return tuple(block for run in desk.study.all(AgreementRun) for block in _run(desk, run))


def _run(desk: Desk, run: AgreementRun) -> Iterator[Block]:
    date = desk.terms.date(run.at[:10])
    title = desk.word("agreement_run", run=run.id, coders=desk.terms.listed(run.coders))
    yield Heading(level=3, text=title, key=anchor("run", run.id))
    said = desk.voice.say(
        "appendix.agreement",
        daftar=desk.terms.listed(run.coders),
        tgl=date,
        n=desk.counter.number(len(run.sources)),
        satuan=desk.word(f"units.{run.unit}"),
        dok=run.codebook_version or desk.word("none"),
    )
    yield from paragraph(desk.claim(said, f"agreement:{run.id}"))
    names = [name for name in FIGURES if any(one.name == name for one in run.overall)]
    every = (desk.word("all_codes"), *[desk.word("none")] * 4, *_figures(desk, run.overall, names))
    rows = [
        (one.code, *map(desk.terms.number, (one.both, one.only_first, one.only_second, one.neither)),
         *_figures(desk, one.coefficients, names))
        for one in run.codes
    ]  # fmt: skip
    header = ("code", "both", "first", "second", "neither", *names)
    caption = desk.word("captions.agreement", run=run.id)
    yield listing(desk, anchor("agreement", run.id), header, [*rows, every], wide=True, caption=caption)
    yield from _differences(desk, run)


def _figures(desk: Desk, found: Iterable[Coefficient], names: list[str]) -> list[str]:
    """Figures with two decimals; a dash where one is undefined."""
    values = {one.name: one.value for one in found}
    return [desk.word("none") if (value := values.get(name)) is None else _figure(desk, value) for name in names]


def _figure(desk: Desk, value: float) -> str:
    """Two decimals with a true minus sign; what rounds to nothing has none."""
    return desk.terms.number(round(value, 2) + 0.0).replace("-", "−")


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
