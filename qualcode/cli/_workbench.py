"""``qualcode code SOURCE``: open a source for coding on the whole screen; ``qualcode code`` asks which one."""

from __future__ import annotations

import difflib
import os
import re
import sys
from typing import TYPE_CHECKING, Any

import click

from qualcode.cli._output import remark
from qualcode.cli._session import StudyCommand, StudyGroup, open_store
from qualcode.i18n import N_, _, ngettext

if TYPE_CHECKING:
    from qualcode.model import Study

LISTED = 20


class CodingGroup(StudyGroup):
    """The coding commands; a word that is none of them is the source to open, no word at all asks which."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs |= {"invoke_without_command": True, "subcommand_metavar": "SOURCE | COMMAND [ARGS]..."}
        super().__init__(*args, **kwargs)
        self.add_command(open_)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Take a word that is no command for a source, unless it is nearly a command."""
        if not args or args[0] in self.commands or args[0].startswith("-"):
            return super().resolve_command(ctx, args)
        near = difflib.get_close_matches(args[0], self.commands, n=1, cutoff=0.6)
        if near and not re.match(r"[a-z]+-\d", args[0], re.IGNORECASE):
            ctx.fail(
                _("There is no command “{name}”.").format(name=args[0])
                + _(" Did you mean: qualcode {name}").format(name=f"code {near[0]}")
            )
        return "open", open_, args

    def invoke(self, ctx: click.Context) -> Any:
        """Ask for a source where none is named."""
        found = super().invoke(ctx)
        if ctx.invoked_subcommand is None:
            ctx.invoke(open_)
        return found


def _in_terminal() -> bool:
    return sys.stdin.isatty() and sys.stderr.isatty()


@click.command("open", cls=StudyCommand, help=N_("Open SOURCE for coding on the whole screen (qualcode code SOURCE)."))
@click.argument("source_id", metavar="[SOURCE]", required=False)
@click.option("--coder", metavar="NAME", help=_("Who codes (else QUALCODE_CODER)."))
@click.option("--round", "round_", type=click.IntRange(min=1), default=1, show_default=True, help=_("Round of coding."))
@click.option("--light", is_flag=True, help=_("Dark letters on a light ground (F2 changes it)."))
def open_(source_id: str | None = None, coder: str | None = None, round_: int = 1, *, light: bool = False) -> None:
    """Open the workbench."""
    from qualcode.cli.messages import words
    from qualcode.model import Source
    from qualcode.workbench import open_workbench

    with open_store() as store:
        study = store.study()
        if not study.sources:
            raise click.ClickException(_("There is no source to code yet. Take one in with: qualcode ingest FILE"))
        if source_id is not None:
            known = {name.casefold(): name for name in study.by_id(Source)}
            source_id = study.get(Source, known.get(source_id.casefold(), source_id)).id
        if not _in_terminal():
            _without_terminal(study, source_id)
            return
        named = coder or os.environ.get("QUALCODE_CODER", "").strip() or _ask_coder(study)
        store.actor = _as_known(study, named)
        source_id = source_id or _ask_source(study)
        open_workbench(store, source_id, coder=store.actor, round_=round_, words=words, light=light)


def _without_terminal(study: Study, source_id: str | None) -> None:
    """Without a terminal: say so, or list what could be opened."""
    if source_id is not None:
        raise click.ClickException(
            _(
                "Coding on the whole screen needs a terminal. Code with: qualcode code add {source} CODE --lines A-B"
            ).format(source=source_id)
        )
    for source in study.sources:
        click.echo(_source_line(study, source.id))
    remark(_("Open one with: qualcode code SOURCE"))


def _source_line(study: Study, source_id: str) -> str:
    from qualcode.model import Source

    source = study.get(Source, source_id)
    about = " · ".join(filter(None, (", ".join(source.informants[:3]) or source.title, source.date)))
    return f"{source_id}  {about}".rstrip()


def _ask_coder(study: Study) -> str:
    """Who codes: the only one there is, or whom the person at the keyboard says they are."""
    from qualcode.cli._session import actor
    from qualcode.workbench.page import layers

    counts: dict[str, int] = {}
    for layer, count in layers(study):
        counts[layer.coder] = counts.get(layer.coder, 0) + count
    if not counts or set(counts) == {actor()}:
        return actor()
    names = list(counts)
    click.echo(_("Who codes? Each coder has a layer; another’s stays hidden until you ask for it."), err=True)
    for at, name in enumerate(names, 1):
        said = ngettext("{n} coding", "{n} codings", counts[name]).format(n=counts[name])
        click.echo(f"  {at}  {name} ({said})", err=True)
    answer = str(click.prompt(_("Number, or your name"), default="1", err=True)).strip()
    return names[int(answer) - 1] if answer.isdecimal() and 0 < int(answer) <= len(names) else answer


def _as_known(study: Study, name: str) -> str:
    """A coder's name as it stands in the study already: ``Rani`` does not begin a second layer beside ``rani``."""
    known = {coding.coder for coding in study.codings}
    if name in known:
        return name
    return next((one for one in sorted(known) if one.casefold() == name.casefold()), name)


def _ask_source(study: Study) -> str:
    """Which source."""
    from qualcode.model import Source

    names = [source.id for source in study.sources]
    for at, name in enumerate(names[:LISTED], 1):
        click.echo(f"{at:>4}  {_source_line(study, name)}", err=True)
    if len(names) > LISTED:
        click.echo(_("      … and {n} more: type the id").format(n=len(names) - LISTED), err=True)
    answer = str(click.prompt(_("Which source (number or id)"), default="1", err=True)).strip()
    if answer.isdecimal() and 0 < int(answer) <= len(names):
        return names[int(answer) - 1]
    return study.get(Source, answer.upper()).id
