"""The loss report of an exchange with other programs: printed alike by ``import`` and ``export``."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qualcode.cli._output import done, print_json, remark
from qualcode.cli._remarks import remark_words
from qualcode.cli._session import confirm
from qualcode.i18n import N_, _, ngettext

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualcode.collection.documents import Remark
    from qualcode.model import Study
    from qualcode.reduction.codebook_refi_reading import Exchange
    from qualcode.reduction.codebooks import Loading

COUNTED: Mapping[str, str] = {
    "sources": N_("sources"),
    "codes": N_("codes"),
    "codings": N_("codings"),
    "coders": N_("coders"),
    "cases": N_("cases"),
    "memos": N_("memos"),
    "links": N_("links"),
}


def counted(counts: Mapping[str, int]) -> str:
    """How many of each thing, in words."""
    return ", ".join(f"{count} {_(COUNTED[name])}" for name, count in counts.items() if count) or _("nothing")


def agreed_codes(study: Study, found: Exchange, *, yes: bool) -> Loading:
    """What taking in the codes of another program writes; shown, and asked about where codes are there already."""
    from qualcode.reduction.codebook_refi_reading import onto
    from qualcode.reduction.codebooks import loading
    from qualcode.storage.store import now

    plan = loading(study, onto(study, found), date=now()[:10], replace_all=False)
    for change in plan.changes:
        remark(f"{'+' if change.what == 'added' else '~'} {change.record} {change.name}")
    if any(change.what != "added" for change in plan.changes):
        confirm(_("Change the codebook so?"), yes=yes)
    return plan


def report_losses(file: Path, counts: Mapping[str, int], losses: Sequence[Remark], said: str, format_: str) -> None:
    """Say what was done, then the loss report on standard output; as JSON, both together."""
    if format_ == "json":
        plain = [{"key": one.key, "facts": dict(one.facts), "text": remark_words(one)} for one in losses]
        print_json({"file": file.name, "counts": dict(counts), "losses": plain})
        return
    done(said)
    if not losses:
        click.echo(_("Loss report: nothing is lost."))
        return
    title = ngettext("Loss report, {n} point:", "Loss report, {n} points:", len(losses))
    click.echo(title.format(n=len(losses)))
    for one in losses:
        click.echo(f"  - {remark_words(one)}")
