"""What commands share: the study they work on, who acts, and confirmation.

``@study_command()`` and ``@study_group()`` give a command the ``--study`` option of the contract;
``open_store()`` opens the study that was meant.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qualcode.cli._placeholders import put_in_words, worded
from qualcode.i18n import _

if TYPE_CHECKING:
    from qualcode.model import Study
    from qualcode.storage.store import Store


NOBODY_NAMED = "peneliti"
"""Who acts where nobody says so: the neutral word for the researcher."""


def _remember_study(ctx: click.Context, _param: click.Parameter, value: str | None) -> None:
    if value is not None:
        ctx.find_root().obj = value


def _study_option() -> click.Option:
    return click.Option(
        ["--study"],
        type=click.Path(),
        metavar=worded("DIR"),
        expose_value=False,
        is_eager=True,
        callback=_remember_study,
        help=_("Folder of the study (else QUALCODE_STUDY, else the nearest above)."),
    )


class WordedCommand(click.Command):
    """A command whose help and placeholders are translated."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        if kwargs.get("help"):
            kwargs["help"] = _(kwargs["help"])
        super().__init__(*args, **kwargs)
        put_in_words(self)


class StudyCommand(WordedCommand):
    """A command that works on a study and so takes ``--study`` and ``--yes``."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.params.append(_study_option())
        if all(param.name != "yes" for param in self.params):
            self.params.append(click.Option(["--yes"], is_flag=True, expose_value=False, hidden=True))


class StudyGroup(click.Group):
    """A group of such commands; those ``made_when_asked`` for are built when one calls them or asks for all."""

    command_class = StudyCommand
    group_class = type

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        if kwargs.get("help"):
            kwargs["help"] = _(kwargs["help"])
        super().__init__(*args, **kwargs)
        self.made_when_asked: dict[str, Callable[[], click.Command]] = {}
        put_in_words(self)
        self.params.append(_study_option())

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands."""
        del ctx
        return sorted({*self.commands, *self.made_when_asked})

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """The command of a name; where there is none, all are made, so that the nearest can be proposed."""
        if name not in self.commands:
            for one in {name} & self.made_when_asked.keys() or self.made_when_asked.keys() - self.commands.keys():
                self.add_command(self.made_when_asked[one](), one)
        return super().get_command(ctx, name)


class DefaultGroup(StudyGroup):
    """A group whose command ``default`` is meant where none is named: ``agreement rani bayu``, ``suggest W-03``."""

    def __init__(self, *args: Any, default: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._default = default

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the word that is left out, behind the study, unless another command or help is asked for."""
        at = 0
        while args[at : at + 1] and args[at].partition("=")[0] == "--study":
            at += 1 if "=" in args[at] else 2
        if args[at : at + 1] not in [[word] for word in (*self.commands, "-h", "--help")]:
            args = [*args[:at], self._default, *args[at:]]
        return super().parse_args(ctx, args)


def study_command(name: str | None = None, **attrs: Any) -> Callable[[Callable[..., Any]], StudyCommand]:
    """``click.command`` for a command that works on a study."""
    return click.command(name, cls=StudyCommand, **attrs)


def study_group(name: str | None = None, **attrs: Any) -> Callable[[Callable[..., Any]], StudyGroup]:
    """``click.group`` for commands that work on a study."""
    return click.group(name, cls=StudyGroup, **attrs)


def actor() -> str:
    """Who acts: QUALCODE_CODER, else the neutral word for the researcher; never the computer's user name."""
    return os.environ.get("QUALCODE_CODER", "").strip() or NOBODY_NAMED


def today() -> str:
    """The date here and now, ISO."""
    from datetime import UTC, datetime

    return datetime.now(UTC).astimezone().date().isoformat()


def study_folder() -> Path:
    """The folder of the study that was meant."""
    from qualcode.storage.store import FILE_NAME, find_study

    ctx = click.get_current_context()
    given = ctx.find_root().obj or os.environ.get("QUALCODE_STUDY")
    if not given:
        return find_study(Path.cwd())
    from qualcode.errors import NoStudy

    folder = Path(given)
    folder = folder.parent if folder.name == FILE_NAME else folder
    if not (folder / FILE_NAME).is_file():
        raise NoStudy(str(folder))
    return folder


def open_store() -> Store:
    """The store of the study that was meant, as a context manager."""
    from qualcode.storage.store import Store

    folder = study_folder()

    def stems() -> tuple[str, Callable[[str], tuple[str, str]]]:
        """What finds words by the present rules; what others found is found anew when it is needed."""
        from qualcode.language import own_words

        own = own_words.read(folder)
        return own.rules, own.stemmed

    return Store.open(folder, actor=actor(), stems=stems)


def read_study() -> Study:
    """The study that was meant, for reading; closed when the command ends."""
    store = open_store()
    click.get_current_context().call_on_close(store.close)
    return store.study()


def yes_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """``--yes``: answer every confirmation."""
    return click.option("--yes", is_flag=True, help=_("Answer every confirmation with yes."))(command)


YES, NO = ("y", "ya", "yes"), ("", "n", "t", "no", "tidak")
"""What answers a question at the terminal, in either language; Enter alone is no."""


def said_yes(question: str) -> bool:
    """Ask until it is answered with yes or no; the end of what is typed ends the command."""
    choices = _("[y/N]")
    while True:
        answer = str(click.prompt(f"{question} {choices}", default="", show_default=False, err=True)).strip().casefold()
        if answer in (*YES, *NO):
            return answer in YES
        click.echo(_("Please answer y or n."), err=True)


def confirm(question: str, *, yes: bool) -> None:
    """Ask before something that changes much; ends the command quietly if the answer is no."""
    if not yes and not said_yes(question):
        raise click.Abort
