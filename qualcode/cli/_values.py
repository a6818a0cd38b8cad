"""Values of closed vocabularies on the command line: as they are stored, or in a word of the interface."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from qualcode.i18n import _

if TYPE_CHECKING:
    from enum import Enum


def word_of(member: Enum) -> str:
    """The word of the interface for a value, typed without quotation marks: ``dari-orang-lain``."""
    return _(str(member.value)).replace(" ", "-")


def member_of(vocabulary: type[Enum], text: str) -> Enum | None:
    """The member that a stored value or a word of the interface names; spaces, ``-`` and ``_`` are alike."""
    written = {str(member.value): member for member in vocabulary}
    spoken = {_key(name): member for member in vocabulary for name in (str(member.value), _(str(member.value)))}
    return written.get(text) or spoken.get(_key(text))


def _key(text: str) -> str:
    return " ".join(text.casefold().replace("_", " ").replace("-", " ").split())


def value_of(vocabulary: type[Enum]) -> dict[str, Any]:
    """What makes an option take one value of a vocabulary, which the command receives as its member."""

    def read(ctx: click.Context, param: click.Parameter, value: str | None) -> Enum | None:
        return None if value is None else chosen(vocabulary, value, ctx, param)

    return {"callback": read, "metavar": f"[{choice_words(vocabulary)}]"}


def chosen(vocabulary: type[Enum], text: str, ctx: click.Context, param: click.Parameter) -> Enum:
    """The member that a text names; a stated problem with every choice where it names none."""
    member = member_of(vocabulary, text)
    if member is None:
        choices = choice_words(vocabulary).replace("|", ", ")
        raise click.BadParameter(_("“{value}” is none of {choices}").format(value=text, choices=choices), ctx, param)
    return member


def choice_words(vocabulary: type[Enum]) -> str:
    """The words of a vocabulary, parted by ``|``."""
    return "|".join(word_of(member) for member in vocabulary)
