"""``anonymise``: find what may tell who somebody is; every hit is a proposal for the researcher to judge."""

from __future__ import annotations

import click

from qualcode.cli._output import format_option, print_rows, remark
from qualcode.cli._session import read_study, study_group
from qualcode.i18n import N_, _, ngettext

KINDS = {
    "email": N_("e-mail"),
    "npwp": "NPWP",
    "phone": N_("telephone"),
    "nik": "NIK",
    "kk": "KK",
    "nip": "NIP",
    "number": N_("number"),
    "birth": N_("birth"),
    "address": N_("address"),
    "rt_rw": "RT/RW",
    "plate": N_("number plate"),
    "social": N_("social media"),
    "name": N_("name"),
    "village": N_("village"),
}

HEADINGS = {
    "source": N_("source"),
    "kind": N_("kind"),
    "text": N_("text"),
    "suggestion": N_("suggestion"),
    "context": N_("context"),
}


@study_group("anonymise", help=N_("Identifiers of people: find names, numbers and addresses."))
def anonymise() -> None:
    """Identifiers of people."""


@anonymise.command(
    "scan",
    help=N_(
        "Find names, NIK, NIP, telephone numbers, addresses and the like in SOURCEs, or in everything that the study "
        "holds. Every hit is a proposal; the list goes to the screen and is kept nowhere."
    ),
)
@click.argument("source_ids", metavar="[SOURCE]...", nargs=-1)
@format_option()
def scan(source_ids: tuple[str, ...], format_: str) -> None:
    """List proposals."""
    from qualcode.collection.identities import scan_study
    from qualcode.model import Source

    study = read_study()
    for name in source_ids:
        study.get(Source, name)
    found = scan_study(study, source_ids or None)
    names = ("source", "start", "end", "text", "kind", "suggestion")
    rows = [{name: getattr(one, name) for name in names} | {"kind": one.kind.value} for one in found]
    if format_ != "table":
        print_rows(rows, {name: name for name in names}, format_)
        return
    shown = [
        row | {"kind": _(KINDS[one.kind.value]), "context": one.context} for row, one in zip(rows, found, strict=True)
    ]
    if shown:
        print_rows(shown, {name: _(heading) for name, heading in HEADINGS.items()})
    remark(ngettext("{n} proposal.", "{n} proposals.", len(found)).format(n=len(found)))
    remark(_("No scan finds everything: read each source once yourself before you sign that identifiers are hidden."))
    alone = [role.label for role in study.roles if sum(holder.count for holder in role.holders) == 1]
    if alone:
        remark(_("Roles that one person holds, and that so name somebody: {roles}.").format(roles=", ".join(alone)))
