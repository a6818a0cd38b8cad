"""A comparison of coders in words: the differences first, then the figures with what they rest on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from qualcode.cli._output import print_rows, remark
from qualcode.i18n import N_, _

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qualcode.model import Study
    from qualcode.reduction.agreement import Comparison, Differing
    from qualcode.reduction.agreement_coefficients import Figure

_REASONS = {
    "no_variation": N_("undefined: no variation"),
    "not_applied": N_("undefined: nobody gave the code"),
    "no_units": N_("undefined: no unit that all coders covered"),
    "no_pairs": N_("undefined: no unit with two answers"),
    "overlap": N_("undefined: codes of one coder overlap; see each code, or choose some that do not with --code"),
}
_SHOWN = {
    "miles_huberman": N_("M&H, where given"),
    "miles_huberman_with_absence": N_("M&H, with absence"),
    "cohen_kappa": "κ",
    "conger_kappa": "κ (Conger)",
    "fleiss_kappa": "κ (Fleiss)",
    "scott_pi": "π",
    "holsti": "Holsti",
    "gwet_ac1": "AC1",
    "brennan_prediger": "B–P",
    "krippendorff_alpha": "α",
    "u_alpha": "uα",
    "bar_u_alpha": "|uα",
    "cu_alpha": "cuα",
}
_KAPPAS = ("cohen_kappa", "conger_kappa", "fleiss_kappa")
_SHORT = {"miles_huberman": "M&H"}
_LIST_QUOTE = 70


@dataclass(frozen=True, slots=True)
class Line:
    """A code, or all of them, with the mean share of units that have it (None where not kept) and its figures."""

    name: str
    prevalence: float | None
    figures: Mapping[str, Figure]


def print_compared(study: Study, found: Comparison, format_: str) -> None:
    """The differences, then the figures; with the conditions under which they hold."""
    if not found.places:
        remark(_("There is no answer or description in sources that all of these coders coded."))
        return
    lines = _lines(found)
    if format_ != "csv":
        _print_differences(study, found, format_)
        click.echo()
    print_figures(lines, format_)
    remark(
        _(
            "Unit: {unit} (a segment that touches it counts); coders: {coders}; n = {n}; sources: {sources}; "
            "codebook {book}."
        )
        .format(
            unit=_(found.unit), coders=", ".join(layer.name for layer in found.layers), n=len(found.places),
            sources=", ".join(found.sources) or "-", book=found.codebook_version,
        )
    )  # fmt: skip
    from qualcode.reduction.agreement_coefficients import DRAWS

    counts = ", ".join(f"{layer.name} {n}" for layer, n in zip(found.layers, found.coded, strict=True))
    remark(_("Units that were given any code: {counts}.").format(counts=counts))
    explain(lines, DRAWS, format_)
    remark(
        _(
            "Miles & Huberman (1994, p. 64) expect not much more than 70 % at first and around 90 % in the end. "
            "What a figure means here is yours to say."
        )
    )


def print_figures(lines: Sequence[Line], format_: str) -> None:
    """The figures of all codes together and of each; in a narrow window those that are asked for most."""
    if format_ == "table":
        _print_overall(lines[0].figures)
        _print_codes(lines)
    else:
        _print_wide(lines, format_)


def explain(lines: Sequence[Line], draws: int, format_: str) -> None:
    """What the brackets and the dashes mean."""
    figures = [figure for line in lines for figure in line.figures.values()]
    if any(figure.interval for figure in figures):
        remark(
            _(
                "In brackets: the middle 95 % of {n} draws of blocks with replacement; none where the code is too rare "
                "for one."
            ).format(n=draws)
        )
    for reason in sorted({figure.reason for figure in figures if figure.reason}):
        remark("– : " + _(_REASONS[reason]))
    if format_ == "table":
        remark(_("Every coefficient of each code: --format csv, or json."))


def _print_differences(study: Study, found: Comparison, format_: str) -> None:
    """Where the coders differ; of two, who did not give the code goes without saying."""
    rows = [_difference(study, found, number, one) for number, one in enumerate(found.disagreements, 1)]
    headings = {"number": _("no."), "citation": _("citation"), "quote": _("quotation"), "code": _("code")}
    headings["gave"] = _("gave it")
    if len(found.layers) > 2:  # noqa: PLR2004 - a pair
        headings["not"] = _("did not")
    if format_ == "table":
        rows = [row | {"quote": _cut(row["quote"])} for row in rows]
    print_rows(rows, headings, format_, whole=("number", "code", "gave"))


def _cut(quote: str) -> str:
    """A quotation short enough for a list."""
    flat = " ".join(quote.split())
    return flat if len(flat) <= _LIST_QUOTE else flat[:_LIST_QUOTE].rpartition(" ")[0] + " …"


def _lines(found: Comparison) -> list[Line]:
    every = Line(_("all codes"), found.prevalence, found.overall)
    return [every, *(Line(one.code, one.prevalence, one.figures) for one in found.codes)]


def _print_overall(overall: Mapping[str, Figure]) -> None:
    """Every coefficient over all codes."""
    rows = [
        {"what": _(_SHOWN[name]) if name in _SHOWN else name.replace("u_alpha", "uα"), "value": _shown(figure, 2)}
        for name, figure in overall.items()
        if name in _SHOWN or (figure.value is not None and name.endswith("u_alpha"))
    ]
    print_rows(rows, {"what": _("all codes"), "value": _("value (interval)")}, whole=("what", "value"))


def _print_codes(lines: Sequence[Line]) -> None:
    """Each code on one line of a narrow window: how often, and the figures that are asked for most."""
    overall, *codes = lines
    kappa = next((name for name in _KAPPAS if name in overall.figures), "")
    asked = ("miles_huberman", kappa, "krippendorff_alpha", "u_alpha")
    shown = [name for name in asked if name in overall.figures]
    rows = [
        {"code": one.name, "prevalence": _share(one.prevalence)}
        | {name: _shown(one.figures[name], 2, interval="alpha" in name) for name in shown if name in one.figures}
        for one in codes
    ]
    headings = {"code": _("code"), "prevalence": "%"} | {name: _SHORT.get(name) or _(_SHOWN[name]) for name in shown}
    print_rows(rows, headings, whole=("code", *shown))


def _print_wide(lines: Sequence[Line], format_: str) -> None:
    """Every coefficient of every code; in CSV bare numbers, the ends of the interval beside each."""
    bare = format_ == "csv"
    shown = {name: _(word) for name, word in _SHOWN.items() if name in lines[0].figures}
    headings: dict[str, str] = {"code": _("code"), "prevalence": _("prevalence")}
    for name, word in shown.items():
        headings |= {name: word} | ({f"{name}_low": "", f"{name}_high": ""} if bare else {})
    rows = []
    for line in lines:
        row: dict[str, Any] = {"code": line.name, "prevalence": _share(line.prevalence)}
        for name in (name for name in shown if name in line.figures):
            figure = line.figures[name]
            ends = zip((name, f"{name}_low", f"{name}_high"), (figure.value, *(figure.interval or ())), strict=False)
            row |= {key: _bare(value) for key, value in ends} if bare else {name: _shown(figure, 3)}
        rows.append(row)
    print_rows(rows, headings, format_)


def _share(prevalence: float | None) -> str:
    return "–" if prevalence is None else f"{prevalence:.0%}"


def _bare(value: float | None) -> float | None:
    return None if value is None else round(value, 3) + 0.0


def _shown(figure: Figure, digits: int, *, interval: bool = True) -> str:
    """A figure with its interval; a dash where it is undefined."""
    value = _number(figure.value, digits)
    if not interval or figure.interval is None:
        return value
    low, high = (_number(end, digits) for end in figure.interval)
    return f"{value} ({low}–{high})"


def _number(value: float | None, digits: int) -> str:
    return "–" if value is None else f"{round(value, digits) + 0.0:.{digits}f}".replace("-", "−")


def _difference(study: Study, found: Comparison, number: int, one: Differing) -> dict[str, Any]:
    from qualcode.collection.citations import citations

    return {
        "number": number,
        "citation": citations(study)[one.segments[0]],
        "quote": study.segments[one.segments[0]].quote,
        "code": one.code,
        "gave": list(one.gave),
        "not": [layer.name for layer in found.layers if layer.name not in one.gave],
    }
