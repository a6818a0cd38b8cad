"""``agreement``: where coders differ, how far they agree, and how each difference was settled."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from qualcode.cli._filters import filter_options
from qualcode.cli._output import done, format_option, print_json, remark
from qualcode.cli._session import DefaultGroup, open_store, read_study
from qualcode.i18n import N_, _

if TYPE_CHECKING:
    from qualcode.reduction.agreement import Comparison

_COMPARE = "compare"


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
    from qualcode.cli._compared import print_compared
    from qualcode.reduction.agreement import compare as compared
    from qualcode.reduction.agreement import layers_of
    from qualcode.reduction.agreement_runs import run_of
    from qualcode.storage.store import now

    study = read_study()
    found = compared(study, layers_of(study, coders, wanted.round), wanted.checked(study), unit)
    if format_ == "json":
        print_json(_plain(found))
    else:
        print_compared(study, found, format_)
    if save and not found.places:
        remark(_("Nothing was kept."))
    elif save:
        with open_store() as store, store.act("agreement") as act:
            run = run_of(act.study, found, wanted.checked(act.study), run_id=act.new_id("A"), at=now())
            act.put(run)
        done(_("Kept as {id}. Settle its differences with: qualcode agreement settle {id}").format(id=run.id))


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
        "coded": dict(zip(coders, found.coded, strict=True)),
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
    """Print kept runs, or the differences of one."""
    from qualcode.cli._kept_runs import print_differences, print_runs
    from qualcode.model import AgreementRun

    study = read_study()
    if run_id is None:
        print_runs(study, format_)
    else:
        print_differences(study, study.get(AgreementRun, run_id), format_)


@agreement.command(
    "show", help=N_("The figures of RUN as they were kept, with what they rest on, and whether they still hold.")
)
@click.argument("run_id", metavar="RUN")
@format_option()
def show(run_id: str, format_: str) -> None:
    """Print what a run found."""
    from qualcode.cli._kept_runs import print_run
    from qualcode.model import AgreementRun

    study = read_study()
    print_run(study, study.get(AgreementRun, run_id), format_)


@agreement.command(
    "settle",
    help=N_(
        "Settle difference NUMBER of RUN and keep the reason; without NUMBER one open difference after another. "
        "No coding is changed."
    ),
)
@click.argument("run_id", metavar="RUN")
@click.argument("numbers", metavar="[NUMBER]...", nargs=-1, type=click.IntRange(min=1))
@click.option("--keep", metavar="CODER|both|neither", help=_("Whose coding stands."))
@click.option("--reason", metavar="TEXT", help=_("Why; kept with the decision."))
def settle(run_id: str, numbers: tuple[int, ...], keep: str | None, reason: str | None) -> None:
    """Keep decisions."""
    from qualcode.cli import _settling

    if bool(numbers) != (keep is not None) or bool(numbers) != (reason is not None):
        raise click.UsageError(_("A NUMBER needs --keep and --reason; without any of them you are asked one by one."))
    with open_store() as store:
        if keep is None or reason is None:
            _settling.walk(store, run_id)
        else:
            _settling.say_left(_settling.settle(store, run_id, numbers, keep, reason))
