"""How a change of the codebook is carried out: shown first, asked for where others are concerned, one act."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from qualcode.cli._output import done, format_option, print_flowing, print_json
from qualcode.cli._session import confirm, open_store, yes_option
from qualcode.i18n import _

if TYPE_CHECKING:
    from qualcode.model import Study
    from qualcode.reduction.codebook_redirecting import Lines
    from qualcode.reduction.codebook_revising import Revision
    from qualcode.storage.store import Store

Plan = Callable[["Study", Callable[[str], str], "Lines"], "Revision"]
_TEXTS = ("name", "definition", "include", "exclude", "borderline")


def dry_run_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """``--dry-run``: show alone."""
    return click.option("--dry-run", is_flag=True, help=_("Only show what would change."))(command)


def asking(command: Callable[..., Any]) -> Callable[..., Any]:
    """``--yes``, ``--dry-run`` and ``--format``."""
    for option in (format_option("table", "json"), dry_run_option, yes_option):
        command = option(command)
    return command


def code_fields(command: Callable[..., Any]) -> Callable[..., Any]:
    """The fields of a code as options."""
    options = (
        click.option("--name", metavar="TEXT", help=_("What people read.")),
        click.option("--definition", metavar="TEXT", help=_("When does it hold? So sharp that two people agree.")),
        click.option("--include", metavar="TEXT", help=_("What counts as well.")),
        click.option("--exclude", metavar="TEXT", help=_("What does not, and which code it is then.")),
        click.option("--borderline", metavar="TEXT", help=_("A case on the border, and how it was decided.")),
        click.option("--keywords", multiple=True, metavar="WORDS", help=_("Words that point to it; part them by “;”.")),
        click.option("--examples", multiple=True, metavar="TEXT", help=_("A typical example; repeat for more.")),
        click.option("--level", callback=_in_words, metavar="descriptive|interpretive", help=_("Level of the code.")),
        click.option(
            "--origin", callback=_in_words, metavar="frame|inductive|in_vivo", help=_("Where the code comes from.")
        ),
        click.option("--focus", metavar="FOCUS", help=_("Its focus, where it does not follow from its parent.")),
    )
    for option in reversed(options):
        command = option(command)
    return command


def _in_words(ctx: click.Context, param: click.Parameter, value: str | None) -> Any:
    """A value of a closed vocabulary, as it is scripted or in a word of the interface."""
    from qualcode.model import CodeLevel, CodeOrigin

    if value is None:
        return None
    known: type[CodeLevel | CodeOrigin] = CodeLevel if param.name == "level" else CodeOrigin
    words = {word.casefold(): member for member in known for word in (member.value, _(member.value))}
    if value.casefold() not in words:
        names = ", ".join(member.value for member in known)
        raise click.BadParameter(_("“{value}” is none of {names}").format(value=value, names=names), ctx, param)
    return words[value.casefold()]


def stated(given: dict[str, Any]) -> dict[str, Any]:
    """The fields that were given, lists in their parts."""
    found = {name: value for name, value in given.items() if value is not None and value != ()}
    if "keywords" in found:
        parts = (part.strip() for text in found["keywords"] for part in text.replace(",", ";").split(";"))
        found["keywords"] = tuple(dict.fromkeys(part for part in parts if part))
    if found.get("focus") == "":
        found["focus"] = None
    return found


def carry_out(command: str, plan: Plan, *, yes: bool, dry_run: bool, format_: str = "table", ask: bool = True) -> bool:
    """Show what a change does, ask where others are concerned, and write it as one act; whether it was written."""
    from qualcode.cli._codebook_preview import concerns_others, preview, preview_lines
    from qualcode.displays._code_lines import line_turner

    with open_store() as store:
        study = store.study()
        shown = study.data_version
        lines = line_turner(study)
        ids = UnknownIds()
        revision = plan(study, ids, lines)
        if not revision:
            report: dict[str, Any] = {"command": command, "codes": list(revision.codes), "done": False}
            if format_ == "json":
                print_json(report)
            done(_("Nothing to change: it is so already."))
            return False
        report = preview(study, revision, command, lines)
        if format_ == "table":
            click.echo(f"{command}: {', '.join(revision.codes)}")
            for line in preview_lines(report):
                print_flowing(line)
        if dry_run:
            if format_ == "json":
                print_json(report)
            done(_("Nothing was written (--dry-run)."))
            return False
        if ask and concerns_others(report):
            confirm(_("Change the codebook so?"), yes=yes)
        _write(store, shown, command, revision if not ids.given else plan)
        if format_ == "json":
            print_json(report | {"done": True})
    done(_("Done. Take it back with: qualcode undo"))
    return True


class UnknownIds:
    """Ids for a change that is only looked at; ``given`` counts them."""

    def __init__(self) -> None:
        self.given = 0

    def __call__(self, prefix: str) -> str:
        """Stand for the next id of a prefix."""
        self.given += 1
        return f"{prefix}-?{self.given}"


def _write(store: Store, shown: int, command: str, planned: Revision | Plan) -> None:
    """Write what was shown as one act (planned anew where it makes ids), unless the study is no longer the same."""
    from qualcode.displays._code_lines import line_turner
    from qualcode.errors import StudyChanged

    with store.act(command) as act:
        if act.study.data_version != shown:
            raise StudyChanged(str(store.path))
        revision = planned(act.study, act.new_id, line_turner(act.study)) if callable(planned) else planned
        act.put(*revision.put)
        act.remove(*revision.remove)


def today() -> str:
    """The day of a step in a history."""
    from qualcode.storage.store import now

    return now()[:10]
