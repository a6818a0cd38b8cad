"""``merge``: what was done in a copy of this study, since the two parted, is brought in as one act."""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qualcode.cli._output import done, format_option, print_json, remark
from qualcode.cli._session import confirm, open_store, study_command, yes_option
from qualcode.i18n import N_, _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from qualcode.model.merging import Left, Merged
    from qualcode.storage.store import Act, Store

REASONS = {
    "both": N_("changed in both copies; it stays as it is here"),
    "gone": N_("changed there, removed here"),
    "named": N_("another one of this name was made here"),
    "text": N_("the text was corrected there; take the corrected file in here: qualcode ingest FILE"),
    "lost": N_("its words do not stand here, or more than once"),
    "needs": N_("it rests on {needs}, which is not here"),
    "stays": N_("removed there, but something here rests on it"),
}
_SHOWN = 20


@study_command(
    "merge",
    help=N_(
        "Bring in what was done in COPY, a copy of this study (its folder, or its study.qualcode), since the two "
        "parted: a second coder's codings, memos, transcripts. What both changed stays as it is here and is listed."
    ),
)
@click.argument("copy", metavar="COPY", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help=_("Show what would change only."))
@yes_option
@format_option("table", "json")
def merge(copy: Path, *, dry_run: bool, yes: bool, format_: str) -> None:
    """Merge a copy."""
    from qualcode.model.merging import Left, Why
    from qualcode.model.merging import merge as merged
    from qualcode.storage.parting import MERGE, merged_before, parted_at, remove_unused, touched_since

    with open_store() as store, _opened(copy) as there:
        number = parted_at(store, there)
        touched, earlier = touched_since(there, number), merged_before(store)
        found = merged(store.study(), touched, store.ids_ahead(), earlier)
        if format_ == "table":
            _foretell(found, number, there)
        if dry_run or not (found.put or found.removed):
            _tell(found, found.left, format_)
            return
        if format_ == "table":
            confirm(_("Bring this in?"), yes=yes)
        with store.act(MERGE) as act:
            found = merged(act.study, touched, act.new_id, earlier)
            unread = _bring(act, found, there)
            staying = [ref for ref in remove_unused(act, found.removed) if not ref.startswith("segment:")]
            left = (*found.left, *(Left(ref, Why.STAYS) for ref in staying))
    _tell(found, left, format_)
    done(_("Brought in. To take it back: qualcode undo"))
    if unread:
        remark(
            _("The words of {sources} are not stored yet; find them with: qualcode doctor --mend").format(
                sources=", ".join(unread)
            )
        )


@contextmanager
def _opened(copy: Path) -> Iterator[Store]:
    """The other copy, read from a file of our own, so that nothing of it is touched, whatever its version."""
    from qualcode.errors import NoStudy
    from qualcode.language import RULES, stemmed
    from qualcode.storage.store import FILE_NAME, Store

    path = copy / FILE_NAME if copy.is_dir() else copy
    if not path.is_file():
        raise NoStudy(str(copy))
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        shutil.copyfile(path, Path(folder) / FILE_NAME)
        with Store.open(Path(folder), stems=lambda: (RULES, stemmed)) as there:
            there.folder = path.parent
            yield there


def _bring(act: Act, found: Merged, there: Store) -> list[str]:
    """Write what is carried over, with the texts of new sources; those whose words must still be found."""
    from qualcode.language import RULES

    theirs, unread = there.study(), []
    for source in found.sources:
        for digest in filter(None, {source.original_digest, source.text_digest}):
            act.put_text(theirs.kept_text(digest))
        if there.has_analysis(source.text_digest, RULES):
            act.put_analysis(source.text_digest, RULES, theirs.tokens(source), theirs.sentences(source))
        else:
            unread.append(source.id)
    act.put(*found.put)
    return unread


def _foretell(found: Merged, number: int, there: Store) -> None:
    """What would come in, kind by kind."""
    (parted,) = there.log(len(there.digests()) - number + 1)[:1]
    click.echo(_("The copies parted after act {number} ({at}).").format(number=number, at=parted.at[:10]), err=True)
    for words, records in ((_("new or changed"), found.put), (_("removed"), found.removed)):
        if records:
            click.echo(f"  {words}: {_counted(records)}", err=True)
    if found.known:
        click.echo("  " + _("here already: {n}").format(n=found.known), err=True)
    if not (found.put or found.removed):
        click.echo(_("Nothing to bring in."), err=True)


def _counted(records: Iterable[object]) -> str:
    from qualcode.model.kinds import kind_of

    counts = Counter(kind_of(type(record)).name for record in records)
    return ", ".join(f"{_(kind)} {count}" for kind, count in counts.items())


def _tell(found: Merged, left: tuple[Left, ...], format_: str) -> None:
    """What was not brought in, and why."""
    from qualcode.model.kinds import ref_to

    if format_ == "json":
        print_json(
            {
                "put": [ref_to(one) for one in found.put],
                "removed": [ref_to(one) for one in found.removed],
                "known": found.known,
                "left": [{"ref": one.ref, "why": one.why.value, "needs": one.needs} for one in left],
            }
        )
        return
    if left:
        remark(_("Not brought in ({n}):").format(n=len(left)))
    for one in left[:_SHOWN]:
        kind, _colon, name = one.ref.partition(":")
        remark(f"  {_(kind)} {name}: " + _(REASONS[one.why.value]).format(needs=one.needs))
    if len(left) > _SHOWN:
        remark(_("  … and {n} more: --format json lists all").format(n=len(left) - _SHOWN))
