"""Kept comparisons of coders: which there are, what each found, and whether it would find the same today."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qualcode.cli._compared import Line, explain, print_figures
from qualcode.cli._output import print_json, print_rows, remark
from qualcode.errors import QualcodeError
from qualcode.i18n import _
from qualcode.model import AgreementRun, on_the_clock

if TYPE_CHECKING:
    from qualcode.model import Study


def print_runs(study: Study, format_: str) -> None:
    """Every run in a line."""
    rows: list[dict[str, Any]] = [
        {"id": run.id, "at": run.at, "coders": run.coders, "unit": run.unit, "differences": len(run.disagreements),
         "open": sum(not one.resolution for one in run.disagreements)}
        for run in study.all(AgreementRun)
    ]  # fmt: skip
    if format_ != "json":
        rows = [row | {"at": on_the_clock(str(row["at"]))[:16], "unit": _(str(row["unit"]))} for row in rows]
    headings = {"id": _("id"), "at": _("time"), "coders": _("coders"), "unit": _("unit of comparison")}
    print_rows(rows, headings | {"differences": _("differences"), "open": _("open")}, format_)


def print_differences(study: Study, run: AgreementRun, format_: str) -> None:
    """The differences of a run, and how each was settled."""
    from qualcode.collection.citations import citations

    places = citations(study)
    rows = [
        {"number": n, "citation": places[d.segment], "quote": study.segments[d.segment].quote, "code": d.code,
         "gave": d.coders, "settled": d.resolution}
        for n, d in enumerate(run.disagreements, 1)
    ]  # fmt: skip
    headings = {"number": _("no."), "citation": _("citation"), "quote": _("quotation"), "code": _("code")}
    print_rows(rows, headings | {"gave": _("gave it"), "settled": _("settled")}, format_)


def print_run(study: Study, run: AgreementRun, format_: str) -> None:
    """The figures of a run as they were kept, with what they rest on, and whether the codings still give them."""
    from qualcode.model.plain import to_plain
    from qualcode.reduction.agreement_runs import figures_of

    if format_ == "json":
        print_json(to_plain(run))
        return
    lines = [
        Line(_("all codes"), None, figures_of(run.overall)),
        *(Line(one.code, one.prevalence, figures_of(one.coefficients)) for one in run.codes),
    ]
    print_figures(lines, format_)
    bounded = " ".join(f"--{one.name} {one.value}" for one in run.filter) or _("everything")
    said = _(
        "{id}, {at}. Unit: {unit} (a segment that touches it counts); coders: {coders}; n = {n}; sources: {sources}; "
        "compared: {bounded}; codebook {book}."
    )
    remark(
        said.format(
            id=run.id, at=on_the_clock(run.at)[:16], unit=_(run.unit), coders=", ".join(run.coders),
            n=run.compared or "–", sources=", ".join(run.sources) or "-", bounded=bounded, book=run.codebook_version,
        )
    )  # fmt: skip
    explain(lines, run.draws, format_)
    remark(_still(study, run))


def _still(study: Study, run: AgreementRun) -> str:
    """Whether the codings as they stand now give the figures that were kept."""
    from qualcode.reduction.agreement_runs import compared_again, same_figures

    if not run.draws:
        return _("Kept by an earlier version, without intervals: compare again with --save for a run that has them.")
    try:
        same = same_figures(run, compared_again(study, run))
    except QualcodeError:
        same = False
    if same:
        return _("Compared again now: the codings still give these figures.")
    return _("Compared again now, the figures are others: codings, blocks or codes have changed since.")
