"""``codebook``: show, check, load and export the study's codes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qualcode.cli import _codebook_merging, _codebook_patterns, _codebook_revising
from qualcode.cli._output import done, format_option, print_json, print_rows, remark
from qualcode.cli._session import WordedCommand, confirm, open_store, read_study, study_folder, study_group, yes_option
from qualcode.i18n import N_, _, ngettext

if TYPE_CHECKING:
    from qualcode.collection.documents import Remark as Loss
    from qualcode.model import Study
    from qualcode.reduction.codebooks import Codebook, CodebookChange, Remark


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


@codebook.command("lists", help=N_("List the start lists that “load” and “init --codebook” know by name."))
@format_option()
def lists(format_: str) -> None:
    """Print the shipped start lists."""
    from qualcode import resources
    from qualcode.reduction.codebook_reading import read_codebook
    from qualcode.reduction.codebooks import find_codebook

    books = {name: read_codebook(find_codebook(name)) for name in resources.names("codebooks", ".yaml")}
    rows = [
        {
            "name": name,
            "title": book.name,
            "language": book.language,
            "codes": len(book.codes),
            "focuses": [focus.id for focus in book.focuses],
        }
        for name, book in books.items()
    ]
    headings = {"name": _("name"), "title": _("title"), "language": _("language"), "codes": _("codes")}
    print_rows(rows, headings | {"focuses": _("focuses")}, format_)


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
    rows = [{"code": found.code, "remark": _worded(found)} for found in remarks]
    patterns = list(_open_patterns(study))
    if format_ == "json":
        plain = [{"kind": one.kind.value, "code": one.code, "n": one.n, "of": one.of} for one in remarks]
        print_json([*plain, *({"kind": kind, "code": code, "n": None, "of": None} for code, kind, _words in patterns)])
    elif remarks or patterns:
        rows += [{"code": code, "remark": words} for code, _kind, words in patterns]
        print_rows(rows, {"code": _("code"), "remark": _("remark")}, format_)
    elif study.codings:
        done(_("Nothing to remark: every code is defined, used, and not used nearly everywhere."))
    else:
        done(_("Every code has a definition and an example. Nothing is coded yet, so that their use cannot be judged."))


def _open_patterns(study: Study) -> Iterator[tuple[str, str, str]]:
    """(pattern code, what is open, in words): memo, definition, sources, search for counter-instances."""
    from qualcode.conclusions.exits import exit_words
    from qualcode.conclusions.states import code_state
    from qualcode.model import CodeStatus, Cycle

    for code in study.codes:
        if code.cycle is Cycle.SECOND and code.status is CodeStatus.ACTIVE:
            for missing in code_state(study, code).missing:
                yield code.id, missing.exit, exit_words(missing)


@codebook.command(
    "use",
    help=N_(
        "How each code is used, with those under it: codings, sources, informants and coded blocks, each with its "
        "denominator; what is never used or nearly everywhere is marked."
    ),
)
@format_option()
def use(format_: str) -> None:
    """Print how codes are used."""
    from dataclasses import asdict

    from qualcode.model import CodeStatus
    from qualcode.reduction.code_tree import depth
    from qualcode.reduction.codebook_use import use_of_codes
    from qualcode.reduction.codebooks import check as remarks_on
    from qualcode.reduction.codebooks import tree_order

    study = read_study()
    found = use_of_codes(study)
    marks = {one.code: one for one in remarks_on(study) if one.kind.value in ("never_used", "nearly_everywhere")}
    codes = [
        code for code in tree_order(study.codes) if code.status is CodeStatus.ACTIVE or found.codes[code.id].codings
    ]
    if format_ == "json":
        totals = {"all_sources": found.sources, "all_informants": found.informants, "all_blocks": found.blocks}
        print_json(
            [
                asdict(found.codes[code.id])
                | totals
                | {"remark": marks[code.id].kind.value if code.id in marks else None}
                for code in codes
            ]
        )
        return
    rows = []
    for code in codes:
        one = found.codes[code.id]
        rows.append(
            {
                "code": ("  " * depth(study, code.id) if format_ == "table" else "") + code.id,
                "codings": one.codings,
                "own": one.own,
                "sources": f"{one.sources}/{found.sources}",
                "informants": f"{one.informants}/{found.informants}",
                "blocks": f"{one.blocks}/{found.blocks}",
                "remark": _worded(marks[code.id]) if code.id in marks else _("retired") * (code.status == "retired"),
            }
        )
    headings = {"code": _("code"), "codings": _("codings"), "own": _("itself"), "sources": _("sources")}
    headings |= {"informants": _("informants"), "blocks": _("blocks")}
    if format_ != "table" or any(row["remark"] for row in rows):  # an empty column would take the room of the codes
        headings["remark"] = _("remark")
    print_rows(rows, headings, format_)
    coders = ", ".join(found.coders) or _("all coders")
    remark(
        _("Counted from the codings of {coders}; blocks are answers and descriptions that are coded.").format(
            coders=coders
        )
    )


def _check_file(file: str) -> None:
    from qualcode.reduction.codebook_reading import read_codebook
    from qualcode.reduction.codebooks import find_codebook

    path = find_codebook(file)
    if path.suffix.lower() == ".qdc":
        from qualcode.reduction.codebook_refi_reading import read_refi

        found = read_refi(path)
        book = found.codebook
        _told(found.losses)
    else:
        book = read_codebook(path, **_known_here())
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
    from qualcode.reduction.codebooks import find_codebook, loading
    from qualcode.storage.store import now

    path = find_codebook(file, study_folder())
    with open_store() as store, store.act("codebook load") as act:
        study = act.study
        book = _read(study, path, alone=replace)
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


def _read(study: Study, path: Path, *, alone: bool) -> Codebook:
    """The codebook of a file; ``alone``: it may not build on what the study has."""
    from qualcode.reduction.codebook_reading import read_codebook

    if path.suffix.lower() == ".qdc":
        from qualcode.reduction.codebook_refi_reading import onto, read_refi

        found = read_refi(path)
        _told(found.losses)
        return onto(study, found)
    known = {"known_codes": [code.id for code in study.codes], "known_focuses": [f.id for f in study.focuses]}
    return read_codebook(path, **({} if alone else known))


def _change_line(change: CodebookChange) -> str:
    sign = {"added": "+", "changed": "~", "removed": "-"}[change.what]
    fields = f" ({', '.join(change.fields)})" if change.fields else ""
    return f"{sign} {change.record} {change.name}{fields}"


@codebook.command("export", help=N_("Write the codebook to FILE (.yaml, .csv, .md, .docx, .qdc)."))
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False))
def export(file: Path) -> None:
    """Export the codebook."""
    from qualcode.collection.identities.standing import require_decided
    from qualcode.reduction.codebook_examples import sources_of_examples
    from qualcode.reduction.codebook_writing import write_codebook
    from qualcode.reduction.codebooks import codebook_of
    from qualcode.terms import terms_for

    study = read_study()
    require_decided(study, sources_of_examples(study), file.name)
    losses = write_codebook(codebook_of(study), file, terms_for(study.project.language))
    count = len(study.codes)
    done(ngettext("{n} code written to {file}.", "{n} codes written to {file}.", count).format(n=count, file=file))
    _told(losses)


def _told(losses: tuple[Loss, ...]) -> None:
    """What another format cannot hold."""
    from qualcode.cli._remarks import remark_words

    for loss in losses:
        remark(f"  {remark_words(loss)}")


codebook.add_command(WordedCommand("list", callback=lists.callback, params=lists.params, hidden=True))
for _command in (*_codebook_revising.COMMANDS, *_codebook_merging.COMMANDS, *_codebook_patterns.COMMANDS):
    codebook.add_command(_command)
