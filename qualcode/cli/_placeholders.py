"""What stands for a value in usage lines and options (SOURCE, FILE …), in the language of the help beside it."""

from __future__ import annotations

import re

import click

from qualcode.i18n import N_, _

WORDS = (
    N_("ARGS"),
    N_("AXIS"), N_("BLOCK"), N_("CASE"), N_("CHAPTER"), N_("CODE"), N_("CODER"), N_("COLUMN"), N_("COMMAND"),
    N_("CONDITION"), N_("COUNT"), N_("DATE"), N_("DIR"), N_("DISPLAY"), N_("ENTRY"), N_("FILE"), N_("FILES"),
    N_("FINDING"), N_("FOCUS"), N_("INFORMANT"), N_("INTEGER"), N_("ISSUER"), N_("ITEMS"), N_("KIND"), N_("LABEL"),
    N_("MARK"), N_("NAME"), N_("NEW"), N_("NUMBER"), N_("OPTIONS"), N_("PART"), N_("PATH"), N_("PERIOD"), N_("QUERY"),
    N_("REASON"), N_("RECORD"), N_("ROLE"), N_("ROW"), N_("RUN"), N_("SECTION"), N_("SEGMENT"), N_("SITE"),
    N_("SOURCE"), N_("TACTIC"), N_("TECHNIQUE"), N_("TEMPLATE"), N_("TEXT"), N_("UNIT"), N_("VALUE"), N_("VARIABLE"),
    N_("WHO"), N_("WORD"), N_("WORDS"),
)  # fmt: skip
_WORD = re.compile(r"(?<![A-Z_])[A-Z]{2,}(?![A-Z_])")


def put_in_words(command: click.Command) -> None:
    """Put the placeholders of a command into the user's language."""
    command.options_metavar = worded(command.options_metavar or "")
    if isinstance(command, click.Group):
        command.subcommand_metavar = worded(command.subcommand_metavar or "")
    for param in command.params:
        usual = param.metavar or _usual(param)
        param.metavar = worded(usual) if usual else None


def worded(placeholder: str) -> str:
    """A placeholder in the user's language; small letters and ids stay as they are typed."""
    return _WORD.sub(lambda word: _(word[0]), placeholder)


def _usual(param: click.Parameter) -> str | None:
    """What click would put where no placeholder is given; None where it lists the choices."""
    if isinstance(param.type, click.Choice):
        return None
    if isinstance(param, click.Argument):
        name = (param.name or "").upper()
        return (name if param.required else f"[{name}]") + ("" if param.nargs == 1 else "...")
    if isinstance(param.type, click.types.IntParamType):
        return "INTEGER"
    return "PATH" if isinstance(param.type, click.Path) else "TEXT" if param.type is click.STRING else None
