"""``codebook merge|split``: codes made one, and a code made several by going through its segments."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qualcode.cli._codebook_changes import asking, carry_out, dry_run_option, today
from qualcode.cli._output import format_option, print_rows, remark
from qualcode.cli._session import NOBODY_NAMED, StudyCommand, actor, read_study, yes_option
from qualcode.i18n import N_, _, ngettext

if TYPE_CHECKING:
    from qualcode.model import Study
    from qualcode.reduction.codebook_redirecting import Lines
    from qualcode.reduction.codebook_revising import Revision


_FORM = ("id", "code", "source", "line", "coder", "valence", "quote", "context", "note")


@click.command(
    "merge",
    cls=StudyCommand,
    help=N_(
        "Merge CODEs into one: their codings go over, the old codes stay retired. --into names one of them, another, "
        "or a new code."
    ),
)
@click.argument("codes", metavar="CODE...", nargs=-1, required=True)
@click.option("--into", required=True, metavar="CODE", help=_("The code that stays."))
@click.option("--name", default="", metavar="TEXT", help=_("Name of a new code."))
@click.option("--definition", default="", metavar="TEXT", help=_("Definition of a new code (else both, joined)."))
@click.option(
    "--prefer",
    default="",
    metavar="CODE",
    help=_("Where codings that coincide differ, what this code's coding says counts; the other goes to the note."),
)
@asking
def merge(
    codes: tuple[str, ...],
    into: str,
    name: str,
    definition: str,
    prefer: str,
    *,
    yes: bool,
    dry_run: bool,
    format_: str,
) -> None:
    from qualcode.model import Code
    from qualcode.reduction.codebook_merging import merge_codes

    new = Code(id=into, name=name, definition=definition)
    chosen = _preferred(codes, into, prefer)

    def plan(study: Study, _new: Any, lines: Lines) -> Revision:
        return merge_codes(study, codes, into, date=today(), new=new, prefer=chosen, lines=lines)

    carry_out("codebook merge", plan, yes=yes, dry_run=dry_run, format_=format_)


def _preferred(codes: tuple[str, ...], into: str, prefer: str) -> str:
    """Whose word counts where coinciding codings differ: as typed, or asked at the terminal."""
    import sys

    from qualcode.reduction.codebook_merging import difference_words, differing_codings

    if prefer or not sys.stdin.isatty():
        return prefer
    study = read_study()
    differ = differing_codings(study, (*codes, into))
    if not differ:
        return ""
    remark(
        ngettext(
            "{n} segment carries codings that become one and say different things:",
            "{n} segments carry codings that become one and say different things:",
            len(differ),
        ).format(n=len(differ))
    )
    for one in differ:
        remark(f"  {difference_words(study, one)}")
    names = dict.fromkeys(coding.code for one in differ for coding in one.codings)
    question = _("Whose word counts? What the other says goes to the note")
    return str(click.prompt(question, type=click.Choice(list(names)), err=True))


@click.command(
    "split",
    cls=StudyCommand,
    help=N_(
        "Split a CODE into others by going through its segments, one key each; what waits can be decided later. "
        "With --from, from a filled-in list (--list makes one)."
    ),
)
@click.argument("code_id", metavar="CODE")
@click.argument("more", metavar="[PART]...", nargs=-1)
@click.option(
    "--into", multiple=True, required=True, metavar="PART", help=_("A code that it is split into; others may follow.")
)
@click.option(
    "--from", "file", type=click.Path(path_type=Path), help=_("A .csv or .json with id and code of each coding.")
)
@click.option("--list", "listing", is_flag=True, help=_("Only list what is to be decided."))
@click.option(
    "--coder",
    default="",
    metavar="NAME",
    help=_("Only what this coder coded (else QUALCODE_CODER); all: everybody's."),
)
@yes_option
@dry_run_option
@format_option("table", "json", "csv")
def split(
    code_id: str,
    more: tuple[str, ...],
    into: tuple[str, ...],
    file: Path | None,
    coder: str,
    *,
    listing: bool,
    yes: bool,
    dry_run: bool,
    format_: str,
) -> None:
    """Split a code."""
    from qualcode.reduction.codebook_splitting import read_decisions, split_code

    whose = "" if coder == "all" or (not coder and actor() == NOBODY_NAMED) else coder or actor()
    parts = tuple(dict.fromkeys(name.strip() for one in (*into, *more) for name in one.split(",") if name.strip()))
    if file is not None:

        def plan(study: Study, new_id: Callable[[str], str], _lines: Any) -> Revision:
            return split_code(study, code_id, parts, read_decisions(file), date=today(), new_id=new_id)

        carry_out("codebook split", plan, yes=yes, dry_run=dry_run, format_="json" if format_ == "json" else "table")
        _left_over(code_id)
    elif listing or format_ != "table" or dry_run:
        _list_undecided(code_id, parts, whose, format_)
    else:
        from qualcode.cli._codebook_walk import walk

        walk(code_id, parts, whose)
        _left_over(code_id)


def _list_undecided(code_id: str, parts: tuple[str, ...], coder: str, format_: str) -> None:
    from qualcode.cli._codebook_walk import undecided_rows

    rows = undecided_rows(read_study(), code_id, coder)
    headings = {"id": _("id"), "citation": _("citation"), "quote": _("quotation"), "coder": _("coder")}
    if format_ == "csv":
        headings = {
            name: name for name in ("id", "code", "source", "line", "coder", "valence", "quote", "context", "note")
        }
    print_rows(rows, headings, format_)
    remark(
        _("Write one of {codes} into the column “code” (several with |, empty: later), then: --from FILE").format(
            codes=", ".join(parts)
        )
    )


def _left_over(code_id: str) -> None:
    """How many codings still wait, or that the code is done."""
    from qualcode.model import Code, CodeStatus
    from qualcode.reduction.codebook_splitting import undecided

    study = read_study()
    count = len(undecided(study, code_id))
    if count:
        remark(
            ngettext(
                "{n} coding still stands under {code}; go on with the same command.",
                "{n} codings still stand under {code}; go on with the same command.",
                count,
            ).format(n=count, code=code_id)
        )
    elif study.get(Code, code_id).status is CodeStatus.RETIRED:
        remark(_("Nothing stands under {code} any more; it is retired.").format(code=code_id))


COMMANDS = (merge, split)
