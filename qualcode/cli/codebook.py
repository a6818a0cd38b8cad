"""``codebook``: show, check, load and export the study's codes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from qualcode.cli import _codebook_merging, _codebook_patterns, _codebook_revising
from qualcode.cli._output import done, format_option, print_json, print_rows, remark
from qualcode.cli._session import confirm, open_store, read_study, study_folder, study_group, yes_option
from qualcode.i18n import N_, _, ngettext

if TYPE_CHECKING:
    from qualcode.reduction.codebooks import CodebookChange, Remark


@study_group(
    "codebook", help=N_("The codebook: show, check, revise with its history, load a file or start list, export.")
)
def codebook() -> None:
    """Group of codebook commands."""


@codebook.command("show", help=N_("Show the codes with their definitions, or only CODE and the codes under it."))
@click.argument("codes", metavar="[CODE]...", nargs=-1)
@format_option()
def show(codes: tuple[str, ...], format_: str) -> None:
    """Print codes."""
    from qualcode.model import Code
    from qualcode.reduction.code_tree import depth, lineage
    from qualcode.reduction.codebooks import code_row, tree_order

    study = read_study()
    wanted = {study.get(Code, code).id for code in codes}
    shown = [code for code in tree_order(study.codes) if not wanted or wanted & lineage(study, code.id)]
    rows = [code_row(study, code) for code in shown]
    if format_ == "table":
        rows = [row | {"code": "  " * depth(study, code.id) + code.id} for code, row in zip(shown, rows, strict=True)]
    headings = {"code": _("code"), "name": _("name"), "definition": _("definition")}
    if format_ == "csv":
        headings = {name: name for name in rows[0]} if rows else headings
    print_rows(rows, headings, format_)


@codebook.command("list", help=N_("List the start lists that “load” and “init --codebook” know by name."))
@format_option()
def list_(format_: str) -> None:
    """Print the shipped start lists."""
    from qualcode import resources
    from qualcode.reduction.codebook_reading import read_codebook
    from qualcode.reduction.codebooks import find_codebook

    books = {name: read_codebook(find_codebook(name)) for name in resources.names("codebooks", ".yaml")}
    rows = [
        {"name": name, "title": book.name, "codes": len(book.codes), "focuses": [focus.id for focus in book.focuses]}
        for name, book in books.items()
    ]
    print_rows(rows, {"name": _("name"), "title": _("title"), "codes": _("codes"), "focuses": _("focuses")}, format_)


@codebook.command("check", help=N_("Check a codebook FILE; without one, list what the study's codes need in revision."))
@click.argument("file", metavar="[FILE]", required=False)
@format_option()
def check(file: str | None, format_: str) -> None:
    """Check a file, or the study's codebook."""
    if file is not None:
        _check_file(file)
        return
    from qualcode.reduction.codebooks import check as remarks_on

    study = read_study()
    remarks = remarks_on(study)
    if format_ == "json":
        print_json(remarks)
    elif remarks:
        rows = [{"code": found.code, "remark": _worded(found)} for found in remarks]
        print_rows(rows, {"code": _("code"), "remark": _("remark")}, format_)
    elif study.codings:
        done(_("Nothing to remark: every code is defined, used, and not used nearly everywhere."))
    else:
        done(_("Every code has a definition and an example. Nothing is coded yet, so that their use cannot be judged."))


def _check_file(file: str) -> None:
    from qualcode.reduction.codebook_reading import read_codebook
    from qualcode.reduction.codebooks import find_codebook

    known = _known_here()
    book = read_codebook(find_codebook(file), **known)
    done(
        _("“{file}” is sound: {codes} codes, {focuses} focuses.").format(
            file=file, codes=len(book.codes), focuses=len(book.focuses)
        )
    )


def _known_here() -> dict[str, list[str]]:
    """The codes and focuses of the study, if the command is typed in one: a file may build on them."""
    from qualcode.errors import NoStudy

    try:
        study = read_study()
    except NoStudy:
        return {}
    return {"known_codes": [code.id for code in study.codes], "known_focuses": [focus.id for focus in study.focuses]}


def _worded(found: Remark) -> str:
    return {
        "never_used": _("never used"),
        "nearly_everywhere": _("in {n} of {of} coded blocks: too wide to tell them apart?"),
        "no_definition": _("has no definition"),
        "no_example": _("has no example"),
    }[found.kind.value].format(n=found.n, of=found.of)


@codebook.command(
    "load", help=N_("Add the codes of a FILE or start list to the study, or change those that are there.")
)
@click.argument("file", metavar="FILE|NAME")
@click.option("--replace", is_flag=True, help=_("Remove the codes that are not in the file, unless they are used."))
@yes_option
def load(file: str, *, replace: bool, yes: bool) -> None:
    """Load a codebook."""
    from qualcode.reduction.codebook_reading import read_codebook
    from qualcode.reduction.codebooks import find_codebook, loading
    from qualcode.storage.store import now

    path = find_codebook(file, study_folder())
    with open_store() as store, store.act("codebook load") as act:
        study = act.study
        known = {"known_codes": [code.id for code in study.codes], "known_focuses": [f.id for f in study.focuses]}
        book = read_codebook(path, **({} if replace else known))
        plan = loading(study, book, date=now()[:10], replace_all=replace)
        for change in plan.changes:
            remark(_change_line(change))
        if any(change.what != "added" for change in plan.changes):
            confirm(_("Change the codebook so?"), yes=yes)
        act.put(*plan.put)
        act.remove(*plan.remove)
    count = len(plan.changes)
    done(
        ngettext("{n} change to the codebook.", "{n} changes to the codebook.", count).format(n=count)
        if count
        else _("The codebook is the same already; nothing was changed.")
    )


def _change_line(change: CodebookChange) -> str:
    sign = {"added": "+", "changed": "~", "removed": "-"}[change.what]
    fields = f" ({', '.join(change.fields)})" if change.fields else ""
    return f"{sign} {change.record} {change.name}{fields}"


@codebook.command("export", help=N_("Write the codebook to FILE (.yaml, .csv, .md, .docx)."))
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False))
def export(file: Path) -> None:
    """Export the codebook."""
    from qualcode.reduction.codebook_writing import write_codebook
    from qualcode.reduction.codebooks import codebook_of
    from qualcode.terms import terms_for

    study = read_study()
    write_codebook(codebook_of(study), file, terms_for(study.project.language))
    count = len(study.codes)
    done(ngettext("{n} code written to {file}.", "{n} codes written to {file}.", count).format(n=count, file=file))


for _command in (*_codebook_revising.COMMANDS, *_codebook_merging.COMMANDS, *_codebook_patterns.COMMANDS):
    codebook.add_command(_command)
