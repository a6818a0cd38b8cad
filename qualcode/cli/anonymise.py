"""``anonymise``: find what may tell who somebody is; every hit is a proposal for the researcher to judge."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from qualcode.cli._output import done, format_option, print_rows, remark
from qualcode.cli._session import open_store, read_study, study_group, yes_option
from qualcode.i18n import N_, _, ngettext

if TYPE_CHECKING:
    from qualcode.model import Study

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
    "village": N_("place"),
    "role": N_("role"),
}

_SHOWN = 12
"""Numbers of entries that a remark lists."""

HEADINGS = {
    "source": N_("source"),
    "no": N_("no."),
    "kind": N_("kind"),
    "text": N_("text"),
    "suggestion": N_("suggestion"),
    "context": N_("context"),
}


@study_group("anonymise", help=N_("Identifiers of people: find names, numbers and addresses, and replace them."))
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
@click.option(
    "--to",
    "file",
    type=click.Path(path_type=Path),
    help=_("Write the list to a .xlsx or .csv outside the study, to read it in Excel and give it to apply --replace."),
)
@format_option()
def scan(source_ids: tuple[str, ...], file: Path | None, format_: str) -> None:
    """List proposals."""
    from qualcode.cli import _hiding
    from qualcode.collection.identities import scan_study
    from qualcode.model import Source

    study = read_study()
    for name in source_ids:
        study.get(Source, name)
    found = scan_study(study, source_ids or None)
    if file is not None:
        _hiding.write_list(found, file)
        done(ngettext("{n} proposal.", "{n} proposals.", len(found)).format(n=len(found)))
        remark(_("“{file}” holds identifiers: delete it when you have read it.").format(file=file.name))
        return
    names = ("source", "start", "end", "text", "kind", "suggestion", "sure")
    rows = [{name: getattr(one, name) for name in names} | {"kind": one.kind.value} for one in found]
    if format_ != "table":
        print_rows(rows, {name: name for name in names}, format_)
        return
    numbers = _hiding.numbered(found)
    shown = [
        row | {"no": number, "kind": _(KINDS[one.kind.value]) + ("" if one.sure else " ?"), "context": one.context}
        for row, one, number in zip(rows, found, numbers, strict=True)
    ]
    if shown:
        print_rows(shown, {name: _(heading) for name, heading in HEADINGS.items()})
    remark(ngettext("{n} proposal.", "{n} proposals.", len(found)).format(n=len(found)))
    remark(_("No scan finds everything: read each source once yourself before you sign that identifiers are hidden."))
    _remark_roles(study)


def _remark_roles(study: Study) -> None:
    """Roles that name somebody, and one among them for which nothing could be proposed."""
    from qualcode.collection.identities.roles import held_by_one

    alone = held_by_one(study)
    if alone:
        labels = ", ".join(role.label for role in alone)
        remark(_("Roles that one person holds, and that so name somebody: {roles}.").format(roles=labels))
    if bare := [role for role in alone if not role.common]:
        remark(
            _("For a proposal give the common word: qualcode role set {id} --common WORD").format(id=f'"{bare[0].id}"')
        )


@anonymise.command(
    "apply",
    help=N_(
        "Replace identifiers, asking for each: in SOURCEs and wherever else the study writes the same words, or in all "
        "of it. What was there goes, encrypted, to your key, a file outside the study. Do it before coding: the log "
        "keeps what was quoted and written before."
    ),
)
@click.argument("source_ids", metavar="[SOURCE]...", nargs=-1)
@click.option(
    "--key",
    "key_file",
    required=True,
    type=click.Path(path_type=Path),
    help=_("The key, a file outside the study's folder; made if new."),
)
@click.option(
    "--replace",
    "replace_file",
    type=click.Path(path_type=Path),
    help=_("An edited list of scan --to FILE (or --format csv): what to write instead."),
)
@yes_option
def apply(source_ids: tuple[str, ...], key_file: Path, replace_file: Path | None, yes: bool) -> None:  # noqa: FBT001 - a command line flag
    """Replace identifiers."""
    from qualcode.cli import _deciding, _hiding
    from qualcode.collection.identities import scan_study
    from qualcode.collection.identities.key_file import key_place
    from qualcode.collection.identities.standing import open_among
    from qualcode.model import Source

    with open_store() as store:
        study = store.study()
        key = key_place(key_file, store.folder)
        for name in source_ids:
            study.get(Source, name)
        found = _hiding.within(scan_study(study), source_ids)
        if replace_file:
            decided = _deciding.from_file(found, replace_file)
        else:
            found = list(open_among(study, found))
            decided = _deciding.choose(found, yes=yes)
        chosen, reason = decided.chosen, _deciding.reason_to_stand(decided.left)
        entries: tuple[int, ...] = ()
        if chosen:
            entries = _hiding.hide(store, chosen, key, _hiding.passphrase(new=not key.exists()))
            if any(store.folder.glob("*.bak")):
                remark(_("An older copy of the study (.bak) in its folder still holds the texts: delete it."))
        if reason:
            _hiding.let_stand(store, decided.left, reason)
    if not chosen:
        done(_("Nothing was replaced."))
        return
    done(ngettext("{n} place replaced.", "{n} places replaced.", len(chosen)).format(n=len(chosen)))
    if entries:
        remark(
            _(
                "Nothing that qualcode shows or writes holds these words now. Entries {entries} of the log do (coded "
                "quotations, notes, a header): the log is never changed, so who gets the file of the study can read "
                "them. Hand on a copy without them: qualcode anonymise copy FOLDER"
            ).format(entries=_shortened(entries))
        )
    if left := len(found) - len(chosen) - (len(decided.left) if reason else 0):
        remark(
            _(
                "Still open: {n}. Let them stand (anonymise waive), or read the source and sign it "
                "(qualcode state SOURCE --stage 2)."
            ).format(n=left)
        )
    done(_("Keep the key and its passphrase apart from the study, and keep the transcript files themselves safe."))


def _shortened(entries: tuple[int, ...]) -> str:
    shown = ", ".join(map(str, entries[:_SHOWN]))
    return shown + (_(" and {n} more").format(n=len(entries) - _SHOWN) if len(entries) > _SHOWN else "")


@anonymise.command(
    "copy",
    help=N_(
        "Write the study as it stands into a new FOLDER, with a log that begins there: nothing of what was hidden or "
        "changed before can be read in it. Keep the study itself, whose log is your audit trail."
    ),
)
@click.argument("folder", metavar="FOLDER", type=click.Path(path_type=Path))
def copy(folder: Path) -> None:
    """Copy without the log."""
    with open_store() as store:
        store.copy_without_past(folder)
    done(_("Copied to {folder}. Undo goes back no further than this copy.").format(folder=folder))


STANDING = {
    "source": N_("source"),
    "open": N_("open"),
    "waived": N_("let stand"),
    "hidden": N_("hidden"),
    "signed": N_("signed"),
}


@anonymise.command(
    "status",
    help=N_(
        "How each source stands: proposals that are open, let stand, hidden, and whether you signed that it is done."
    ),
)
@format_option()
def status(format_: str) -> None:
    """List sources with counts."""
    from dataclasses import asdict

    from qualcode.collection.identities.standing import standings

    found = standings(read_study())
    rows = [asdict(one) for one in found]
    if format_ != "table":
        print_rows(rows, {name: name for name in (*STANDING, "judged")}, format_)
        return
    said = {True: _("yes"), False: _("no")}
    shown = [
        row | {"signed": _("waived") if one.judged and not one.signed else said[one.signed]}
        for row, one in zip(rows, found, strict=True)
    ]
    print_rows(shown, {name: _(heading) for name, heading in STANDING.items()})
    if any(one.open and not one.judged for one in found):
        remark(_("Next: qualcode anonymise scan SOURCE, then apply; what names nobody may stand: anonymise waive."))


@anonymise.command(
    "waive",
    help=N_(
        "Let single proposals of SOURCE (or another PLACE as the scan lists it: memo:M-01.text) stand, with a reason: "
        "those with the NUMBERs of the scan, or one TEXT wherever it stands there. The study keeps a digest, no words."
    ),
)
@click.argument("source_id", metavar="SOURCE")
@click.argument("numbers", metavar="[NUMBER]...", nargs=-1, type=click.IntRange(1))
@click.option("--text", metavar="TEXT", help=_("The words, instead of numbers."))
@click.option("--reason", required=True, help=_("Why they may stand; do not write the words themselves."))
def waive(source_id: str, numbers: tuple[int, ...], text: str | None, reason: str) -> None:
    """Let proposals stand."""
    from qualcode.cli import _hiding
    from qualcode.collection.identities.standing import proposals, record_at

    if bool(numbers) == bool(text):
        raise click.UsageError(_("Give either the numbers of the scan or --text."))
    with open_store() as store:
        study = store.study()
        record_at(study, source_id)
        found = proposals(study, source_id)
        if numbers and max(numbers) > len(found):
            raise click.UsageError(_("The scan of {source} has {n} proposals.").format(source=source_id, n=len(found)))
        wanted = [found[number - 1] for number in numbers] or [one for one in found if one.text == text]
        if not wanted:
            raise click.UsageError(_("The scan of {source} does not propose these words.").format(source=source_id))
        if not reason.strip() or any(one.text.casefold() in reason.casefold() for one in wanted):
            raise click.UsageError(_("Give a reason that does not hold the words themselves."))
        made = _hiding.let_stand(store, wanted, " ".join(reason.split()))
    done(ngettext("{n} identifier may stand.", "{n} identifiers may stand.", made).format(n=made))


@anonymise.command("undo", help=N_("Take back the last act if it was apply, with the texts that the key holds."))
@click.option("--key", "key_file", required=True, type=click.Path(path_type=Path), help=_("The key that apply wrote."))
def undo(key_file: Path) -> None:
    """Take replacing back."""
    from qualcode.cli import _hiding
    from qualcode.collection.identities.key_file import key_place

    with open_store() as store:
        key = key_place(key_file, store.folder)
        if not _hiding.unhide(store, key, _hiding.passphrase(new=False)):
            raise click.UsageError(_("The last act replaced no identifiers; take it back with: qualcode undo"))
    done(_("Taken back: the texts are as they were."))
