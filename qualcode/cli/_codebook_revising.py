"""``codebook add|set|rename|move|retire|remove``: each shows first what will change, and asks."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from qualcode.cli._codebook_changes import asking, carry_out, code_fields, stated, today
from qualcode.cli._output import remark
from qualcode.cli._session import StudyCommand, read_study
from qualcode.i18n import N_, _

if TYPE_CHECKING:
    from qualcode.model import Study
    from qualcode.reduction.codebook_redirecting import Lines
    from qualcode.reduction.codebook_revising import Revision


@click.command("add", cls=StudyCommand, help=N_("Add a code at the end of the codebook."))
@click.argument("code_id", metavar="CODE")
@code_fields
@click.option("--parent", metavar="CODE", help=_("The code that it stands under."))
@asking
def add(code_id: str, parent: str | None, *, yes: bool, dry_run: bool, format_: str, **given: Any) -> None:
    """Add a code."""
    from qualcode.model import Code, CodeOrigin
    from qualcode.reduction.codebook_revising import add_code

    values = {"name": code_id, "origin": CodeOrigin.INDUCTIVE} | stated(given)
    code = Code(id=code_id, parent=parent, **values)
    carry_out(
        "codebook add", lambda study, _new, _lines: add_code(study, code), yes=yes, dry_run=dry_run, format_=format_,
        ask=False,
    )  # fmt: skip
    if not code.definition and not dry_run:
        remark(_("It has no definition yet: qualcode codebook set {code} --definition TEXT").format(code=code_id))


@click.command(
    "set", cls=StudyCommand, help=N_("Change fields of a CODE: definition, what to include and exclude, examples …")
)
@click.argument("code_id", metavar="CODE")
@code_fields
@click.option("--add-keywords", multiple=True, metavar="WORDS", help=_("Keywords beside those that it has."))
@click.option("--add-examples", multiple=True, metavar="TEXT", help=_("Examples beside those that it has."))
@asking
def set_(
    code_id: str,
    add_keywords: tuple[str, ...],
    add_examples: tuple[str, ...],
    *,
    yes: bool,
    dry_run: bool,
    format_: str,
    **given: Any,
) -> None:
    from qualcode.model import Code
    from qualcode.reduction.codebook_revising import set_code

    values = stated(given)
    more = stated({"keywords": add_keywords, "examples": add_examples})
    if not values and not more:
        raise click.UsageError(_("Nothing to change: give at least one option."))

    def plan(study: Study, _new: Any, _lines: Any) -> Revision:
        old = study.get(Code, code_id)
        wider = {name: tuple(dict.fromkeys((*values.get(name, getattr(old, name)), *more[name]))) for name in more}
        return set_code(study, code_id, values | wider, date=today())

    carry_out("codebook set", plan, yes=yes, dry_run=dry_run, format_=format_)


@click.command(
    "rename",
    cls=StudyCommand,
    help=N_("Give a CODE another id, another name, or both; everything that names it goes along."),
)
@click.argument("code_id", metavar="CODE")
@click.argument("new_id", metavar="[NEW]", required=False, default="")
@click.option("--name", default="", metavar="TEXT", help=_("What people read."))
@asking
def rename(code_id: str, new_id: str, name: str, *, yes: bool, dry_run: bool, format_: str) -> None:
    from qualcode.reduction.codebook_revising import rename_code

    if not new_id and not name:
        raise click.UsageError(_("Say the new id, or the new name with --name."))

    def plan(study: Study, _new: Any, lines: Lines) -> Revision:
        revision = rename_code(study, code_id, new_id, name=name, date=today(), lines=lines)
        return _bound_again(study, revision, lines)

    carry_out("codebook rename", plan, yes=yes, dry_run=dry_run, format_=format_)


def _bound_again(study: Study, revision: Revision, lines: Lines) -> Revision:
    """The revision with cells bound to the same evidence under its new names: a renaming makes nothing stale."""
    from qualcode.cli._codebook_preview import mover
    from qualcode.displays._staleness import rebound
    from qualcode.model import Cell, Link, id_of

    if not any(isinstance(one, Link) for one in revision.put):
        return revision
    from qualcode.reduction.codebook_impact import foreseen

    cells = {id_of(cell): cell for cell in rebound(study, foreseen(study, revision), mover(lines, revision))}
    put = [cells.pop(id_of(one), one) if isinstance(one, Cell) else one for one in revision.put]
    return replace(revision, put=(*put, *cells.values()))


@click.command(
    "move", cls=StudyCommand, help=N_("Move a CODE, and what stands under it, to another place in the tree.")
)
@click.argument("code_id", metavar="CODE")
@click.option("--under", metavar="CODE", help=_("Its new parent."))
@click.option("--top", is_flag=True, help=_("Under no code."))
@click.option("--before", default="", metavar="CODE", help=_("Right before this code, under the same parent."))
@click.option("--after", default="", metavar="CODE", help=_("Right after this code, under the same parent."))
@asking
def move(code_id: str, *, yes: bool, dry_run: bool, format_: str, **where: Any) -> None:
    from qualcode.reduction.codebook_revising import move_code

    places = [name for name in ("under", "top", "before", "after") if where[name]]
    if not places or len(set(places) & {"under", "top"}) > 1 or len(set(places) & {"before", "after"}) > 1:
        raise click.UsageError(_("Say where: --under CODE, --top, --before CODE or --after CODE."))
    carry_out(
        "codebook move",
        lambda study, _new, _lines: move_code(study, code_id, date=today(), **where),
        yes=yes, dry_run=dry_run, format_=format_,
    )  # fmt: skip


@click.command(
    "retire",
    cls=StudyCommand,
    help=N_("Offer CODEs no longer; the codings that they have stay and can be read. --reopen takes it back."),
)
@click.argument("codes", metavar="CODE...", nargs=-1, required=True)
@click.option("--reason", default="", metavar="TEXT", help=_("Why; kept in its history."))
@click.option("--with-children", is_flag=True, help=_("And the codes under them."))
@click.option("--reopen", is_flag=True, help=_("Offer retired codes again."))
@asking
def retire(
    codes: tuple[str, ...], reason: str, *, with_children: bool, reopen: bool, yes: bool, dry_run: bool, format_: str
) -> None:
    from qualcode.model import Code
    from qualcode.reduction.code_tree import parented
    from qualcode.reduction.codebook_revising import reopen_codes, retire_codes

    def plan(study: Study, _new: Any, _lines: Any) -> Revision:
        under = [name for code in codes for name in parented(study, study.get(Code, code).id)] if with_children else []
        change = reopen_codes if reopen else retire_codes
        return change(study, (*codes, *under), date=today(), reason=reason)

    carry_out("codebook retire", plan, yes=yes, dry_run=dry_run, format_=format_)
    study = read_study()
    active = [name for code in codes for name in parented(study, code) if study.get(Code, name).status == "active"]
    if active and not reopen and not dry_run:
        remark(
            _("Codes under it stay in use: {codes}. Move them, or retire them too with --with-children.").format(
                codes=", ".join(active)
            )
        )


@click.command(
    "remove", cls=StudyCommand, help=N_("Take out CODEs that nothing uses or names; others can be retired or merged.")
)
@click.argument("codes", metavar="CODE...", nargs=-1, required=True)
@asking
def remove(codes: tuple[str, ...], *, yes: bool, dry_run: bool, format_: str) -> None:
    from qualcode.reduction.codebook_revising import remove_codes

    carry_out(
        "codebook remove",
        lambda study, _new, _lines: remove_codes(study, codes),
        yes=yes, dry_run=dry_run, format_=format_,
    )  # fmt: skip


COMMANDS = (add, set_, rename, move, retire, remove)
