"""The loss report of an exchange with other programs: printed alike by ``import`` and ``export``."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qualcode.cli._output import done, print_json
from qualcode.cli._remarks import remark_words
from qualcode.i18n import N_, _, ngettext

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualcode.collection.documents import Remark

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
