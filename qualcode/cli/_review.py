"""``report review``: a chapter that comes back from Word, its comments as memos and its typed prose as passages."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qualcode.cli._output import done, format_option, print_json, remark
from qualcode.cli._session import confirm, open_store, study_folder, yes_option
from qualcode.i18n import N_, _, ngettext

if TYPE_CHECKING:
    from qualcode.model import Memo, Passage
    from qualcode.report.review.filing import Review
    from qualcode.storage.store import Store

SHOWN = 300
"""Letters of a text that are printed before it is cut."""

HELP = N_(
    "Read a chapter (.docx) that comes back from Word: comments and tracked changes become memos on what they touch, "
    "prose that you typed into it becomes passages. A second time, nothing is added twice."
)


@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@yes_option
@format_option("table", "json")
def review(file: Path, yes: bool, format_: str) -> None:  # noqa: FBT001 - a command line flag
    """File memos, then ask for prose."""
    from qualcode.report.review import review as reviewed

    with open_store() as store:
        found = reviewed(store.study(), file, study_folder(), journal=store.log)
        memos = _file_memos(store, found)
        if format_ == "json":
            print_json(_plain(found, memos))
        else:
            _tell(found, memos)
        if found.passages:
            _take_prose(store, found.passages, yes=yes, quiet=format_ == "json")


def _file_memos(store: Store, found: Review) -> tuple[Memo, ...]:
    """The memos as they were kept, in one act."""
    from qualcode.report.review import COMMAND

    if not found.memos:
        return ()
    with store.act(COMMAND) as act:
        memos = tuple(replace(memo, id=act.new_id("M")) for memo in found.memos)
        act.put(*memos)
    return memos


def _tell(found: Review, memos: tuple[Memo, ...]) -> None:
    for memo in memos:
        head = " · ".join(part for part in (memo.id, memo.author, memo.date, ", ".join(memo.links)) if part)
        click.echo(f"{head}\n    " + memo.text.replace("\n", "\n    "))
    done(
        ngettext("{n} remark filed as a memo.", "{n} remarks filed as memos.", len(memos)).format(n=len(memos))
        + (" " + _("{n} were filed before.").format(n=found.known) if found.known else "")
        + (" " + _("Take back with: qualcode undo") if memos else "")
    )
    for name in found.clashes:
        remark(
            _(
                "{name}: changed in Word and in the study since the file was written, or holding footnotes; left as it "
                "is. Compare, then type: qualcode passage write"
            ).format(name=name)
        )
    if found.lost:
        names = ", ".join(found.lost)
        remark(_("No longer in the file, and left as they are in the study: {names}").format(names=names))


def _take_prose(store: Store, passages: tuple[Passage, ...], *, yes: bool, quiet: bool) -> None:
    """Show what was typed, and keep it if the answer is yes."""
    from qualcode.report.review import COMMAND

    if not quiet:
        click.echo(_("Typed in Word:"))
        for passage in passages:
            text = passage.text if len(passage.text) <= SHOWN else f"{passage.text[:SHOWN]}…"
            click.echo(f"  {passage.id}\n    " + text.replace("\n", "\n    "))
    question = ngettext("Take {n} passage into the study?", "Take {n} passages into the study?", len(passages)).format(
        n=len(passages)
    )
    confirm(question, yes=yes)
    with store.act(COMMAND) as act:
        act.put(*passages)
    done(_("Taken in: {names}").format(names=", ".join(passage.id for passage in passages)))


def _plain(found: Review, memos: tuple[Memo, ...]) -> dict[str, Any]:
    from qualcode.model.plain import to_plain

    return {
        "chapter": found.chapter,
        "memos": [to_plain(memo) for memo in memos],
        "known": found.known,
        "passages": [to_plain(passage) for passage in found.passages],
        "clashes": list(found.clashes),
        "lost": list(found.lost),
    }
