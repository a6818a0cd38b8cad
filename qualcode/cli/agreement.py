"""``agreement``: where coders differ, how far they agree, and how each difference was settled."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from qualcode.cli._filters import filter_options
from qualcode.cli._output import done, format_option, print_json, print_rows, remark
from qualcode.cli._session import DefaultGroup, open_store, read_study
from qualcode.i18n import N_, _, ngettext

if TYPE_CHECKING:
    from qualcode.model import Study
    from qualcode.reduction.agreement import Comparison, Differing

_COMPARE = "compare"
_REASONS = {
    "no_variation": N_("undefined: no variation"),
    "not_applied": N_("undefined: nobody gave the code"),
    "no_units": N_("undefined: no unit that all coders covered"),
    "no_pairs": N_("undefined: no unit with two answers"),
    "overlap": N_("undefined: codes of one coder overlap; see each code"),
}
_SHOWN = {
    "miles_huberman": N_("M&H, where given"),
    "miles_huberman_with_absence": N_("M&H, with absence"),
    "cohen_kappa": "κ",
    "conger_kappa": "κ (Conger)",
    "fleiss_kappa": "κ (Fleiss)",
    "scott_pi": "π",
    "gwet_ac1": "AC1",
    "brennan_prediger": "B–P",
    "krippendorff_alpha": "α",
    "u_alpha": "uα",
}


@click.group(
    "agreement",
    cls=DefaultGroup,
    default=_COMPARE,
    help=N_(
        "Compare coders: qualcode agreement CODER CODER... One coder against a later self: CODER@1 CODER@2. "
        "Differences first, then the figures."
    ),
)
def agreement() -> None:
    """Group of agreement commands."""


@agreement.command(_COMPARE, help=N_("Compare CODERs (the word “compare” may be left out)."))
@click.argument("coders", metavar="CODER...", nargs=-1, required=True)
@click.option(
    "--unit", type=click.Choice(["block", "sentence", "character"]), default="block", show_default=True,
    help=_("What is compared: each answer or description, each sentence, or each character."),
)  # fmt: skip
@click.option("--save", is_flag=True, help=_("Keep the comparison in the study, so that differences can be settled."))
@filter_options
@format_option()
def compare(coders: tuple[str, ...], unit: str, save: bool, wanted: Any, format_: str) -> None:  # noqa: FBT001 - a flag
    """Print, and keep if asked."""
    from qualcode.reduction.agreement import compare as compared
    from qualcode.reduction.agreement import layers_of, run_of
    from qualcode.storage.store import now

    study = read_study()
    found = compared(study, layers_of(study, coders, wanted.round), wanted.checked(study), unit)
    if format_ == "json":
        print_json(_plain(found))
    else:
        _print(study, found, format_)
    if save and not found.places:
        remark(_("Nothing was kept: there is no answer or description in sources that all of these coders coded."))
    elif save:
        with open_store() as store, store.act("agreement") as act:
            run = run_of(act.study, found, run_id=act.new_id("A"), at=now())
            act.put(run)
        done(_("Kept as {id}. Settle with: qualcode agreement settle {id} NUMBER --keep …").format(id=run.id))


def _print(study: Study, found: Comparison, format_: str) -> None:
    """The differences, then the figures; with the conditions under which they hold."""
    rows = [_difference(study, found, number, one) for number, one in enumerate(found.disagreements, 1)]
    headings = {"number": _("no."), "citation": _("citation"), "quote": _("quotation"), "code": _("code")}
    if format_ != "csv":
        print_rows(rows, headings | {"gave": _("gave it"), "not": _("did not")}, format_)
        click.echo()
    names = ["overall", *(one.code for one in found.codes)]
    of = [(found.overall, found.prevalence), *((one.figures, one.prevalence) for one in found.codes)]
    digits = 2 if format_ == "table" else 3
    shown = {name: _(word) for name, word in _SHOWN.items() if name in found.overall}
    table = [
        {"code": _("all codes") if name == "overall" else name, "prevalence": f"{share:.0%}"}
        | {key: _shown(figures[key].value, digits) for key in shown if key in figures}
        for name, (figures, share) in zip(names, of, strict=True)
    ]
    print_rows(table, {"code": _("code"), "prevalence": _("prevalence")} | shown, format_)
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
    why = sorted({f.reason for figures, _share in of for f in figures.values() if f.reason})
    for reason in why:
        remark("– : " + _(_REASONS[reason]))
    remark(
        _(
            "Miles & Huberman (1994, p. 64) expect not much more than 70 % at first and around 90 % in the end. "
            "What a figure means here is yours to say."
        )
    )


def _shown(value: float | None, digits: int) -> str:
    return "–" if value is None else f"{value:.{digits}f}"


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


def _plain(found: Comparison) -> dict[str, Any]:
    def of(figures: Any, share: float) -> dict[str, Any]:
        return {
            "prevalence": share,
            **{name: figure.value for name, figure in figures.items()},
            "ci": {name: list(figure.interval) for name, figure in figures.items() if figure.interval},
            "undefined": {name: figure.reason for name, figure in figures.items() if figure.value is None},
        }

    coders = [layer.name for layer in found.layers]
    return {
        "unit": found.unit,
        "match": "touches",
        "n": len(found.places),
        "coders": coders,
        "sources": list(found.sources),
        "codebook_version": found.codebook_version,
        "codes": [{"code": one.code} | of(one.figures, one.prevalence) for one in found.codes],
        "overall": of(found.overall, found.prevalence),
        "disagreements": [
            {
                "source": one.place.source,
                "start": one.place.start,
                "end": one.place.end,
                "code": one.code,
                "coders": {name: name in one.gave for name in coders},
            }
            for one in found.disagreements
        ],
    }


@agreement.command("list", help=N_("Kept comparisons, or with RUN its differences and how they were settled."))
@click.argument("run_id", metavar="[RUN]", required=False)
@format_option()
def list_(run_id: str | None, format_: str) -> None:
    """Print kept runs."""
    from qualcode.collection.citations import citations
    from qualcode.model import AgreementRun

    study = read_study()
    if run_id is None:
        rows = [
            {"id": run.id, "at": run.at, "coders": run.coders, "unit": run.unit, "differences": len(run.disagreements),
             "open": sum(not one.resolution for one in run.disagreements)}
            for run in study.all(AgreementRun)
        ]  # fmt: skip
        headings = {"id": _("id"), "at": _("when"), "coders": _("coders"), "unit": _("unit")}
        print_rows(rows, headings | {"differences": _("differences"), "open": _("open")}, format_)
        return
    places = citations(study)
    rows = [
        {"number": n, "citation": places[d.segment], "quote": study.segments[d.segment].quote, "code": d.code,
         "gave": d.coders, "settled": d.resolution}
        for n, d in enumerate(study.get(AgreementRun, run_id).disagreements, 1)
    ]  # fmt: skip
    headings = {"number": _("no."), "citation": _("citation"), "quote": _("quotation"), "code": _("code")}
    print_rows(rows, headings | {"gave": _("gave it"), "settled": _("settled")}, format_)


@agreement.command("settle", help=N_("Settle difference NUMBER of RUN and keep the reason. No coding is changed."))
@click.argument("run_id", metavar="RUN")
@click.argument("numbers", metavar="NUMBER...", nargs=-1, required=True, type=click.IntRange(min=1))
@click.option("--keep", required=True, metavar="CODER|both|neither", help=_("Whose coding stands."))
@click.option("--reason", required=True, metavar="TEXT", help=_("Why; kept with the decision."))
def settle(run_id: str, numbers: tuple[int, ...], keep: str, reason: str) -> None:
    """Keep decisions."""
    from dataclasses import replace

    from qualcode.errors import BadValue
    from qualcode.model import AgreementRun

    with open_store() as store, store.act("agreement settle") as act:
        run = act.study.get(AgreementRun, run_id)
        if keep not in (*run.coders, "both", "neither"):
            raise BadValue("keep", keep, (*run.coders, "both", "neither"))
        if not reason.strip():
            raise BadValue("reason", reason)
        if max(numbers) > len(run.disagreements):
            raise BadValue("number", str(max(numbers)), (f"1–{len(run.disagreements)}",))
        decided = list(run.disagreements)
        for number in numbers:
            decided[number - 1] = replace(decided[number - 1], resolution=f"{keep}: {reason.strip()}")
        act.put(replace(run, disagreements=tuple(decided)))
    left = sum(not one.resolution for one in decided)
    done(ngettext("Settled; {n} difference still open.", "Settled; {n} differences still open.", left).format(n=left))
    remark(_("The codings stay as they are; change them with: qualcode code add, qualcode code remove."))
