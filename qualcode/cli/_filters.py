"""The filters of the contract as options, the same for every command that lists or shows codings."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

import click

from qualcode.cli._values import choice_words, chosen
from qualcode.i18n import _
from qualcode.model import Technique, Valence

_VALENCES = {"−": "-", "–": "-", "+-": "±", "+/-": "±"}


def _each(value: Any, read: Callable[[str], Any]) -> Any:
    """Read the value of an option, or each of several."""
    if isinstance(value, tuple):
        return tuple(read(one) for one in value)
    return None if value is None else read(value)


def read_valence(ctx: click.Context, param: click.Parameter, value: Any) -> Any:
    """Make ``+``, ``-``, ``±`` or ``0`` a valence; a typographic minus and ``+-`` are understood."""

    def read(sign: str) -> Valence:
        try:
            return Valence(_VALENCES.get(sign, sign))
        except ValueError:
            raise click.BadParameter(_("“{value}” is none of + - ± 0").format(value=sign), ctx, param) from None

    return _each(value, read)


def read_technique(ctx: click.Context, param: click.Parameter, value: Any) -> Any:
    """Make a word or letter (W, O, D) a technique."""
    letters: dict[str, Any] = {technique.letter: technique for technique in Technique}
    return _each(value, lambda word: letters.get(word.upper()) or chosen(Technique, word, ctx, param))


_OPTIONS = (
    click.option("--code", multiple=True, metavar="CODE", help=_("Only this code and the codes under it.")),
    click.option("--exact", is_flag=True, help=_("Leave out the codes under those of --code.")),
    click.option("--focus", multiple=True, metavar="FOCUS", help=_("Only codes of this focus.")),
    click.option("--source", multiple=True, metavar="SOURCE", help=_("Only this source.")),
    click.option("--informant", multiple=True, metavar="ID", help=_("Only what this informant says.")),
    click.option("--role", multiple=True, metavar="ROLE", help=_("Only what informants in this role say.")),
    click.option(
        "--technique",
        multiple=True,
        callback=read_technique,
        metavar=f"[{choice_words(Technique)}]",
        help=_("Only sources of this technique."),
    ),
    click.option("--coder", multiple=True, metavar="NAME", help=_("Only what this coder coded.")),
    click.option("--round", multiple=True, type=int, metavar="N", help=_("Only this round of coding.")),
    click.option("--from", "from_", default="", metavar="DATE", help=_("Only sources of this date or later.")),
    click.option("--to", default="", metavar="DATE", help=_("Only sources of this date or earlier.")),
    click.option("--period", multiple=True, metavar="PERIOD", help=_("Only what concerns this period.")),
    click.option(
        "--valence", multiple=True, callback=read_valence, metavar="[+|-|±|0]", help=_("Only codings of this valence.")
    ),
)
_NAMES = (
    "code", "exact", "focus", "source", "informant", "role", "technique", "coder", "round", "from_", "to", "period",
    "valence",
)  # fmt: skip


def filter_options(command: Callable[..., Any] | None = None, *, without: tuple[str, ...] = ()) -> Callable[..., Any]:
    """Give a command the filters; it receives them as ``wanted``, a ``Filter`` still to be ``checked(study)``.

    A command whose own argument has the name of a filter (``source``) names that argument otherwise, or goes
    ``without`` that filter.
    """
    if command is None:
        return lambda later: filter_options(later, without=without)
    run = command
    names = [name for name in _NAMES if name not in without]

    @wraps(run)
    def with_filter(*args: Any, **values: Any) -> Any:
        from qualcode.reduction.filters import Filter

        wanted = Filter(**{name: values.pop(name) for name in names})
        return run(*args, wanted=wanted, **values)

    for name, option in reversed(tuple(zip(_NAMES, _OPTIONS, strict=True))):
        if name in names:
            with_filter = option(with_filter)
    return with_filter


_SEARCHED = (
    click.option(
        "--speaker",
        default="",
        metavar="[informant|interviewer|all|ID]",
        help=_("Whose words (else everything but the interviewer's)."),
    ),
    click.option("--in", "inside", multiple=True, metavar="CODE", help=_("Only inside segments of this code.")),
    click.option("--not-in", "outside", multiple=True, metavar="CODE", help=_("Only outside segments of this code.")),
    click.option("--exact", is_flag=True, help=_("Leave out the codes under those that are named.")),
    click.option("--until", default="", metavar="DATE", help=_("Only sources of this date or earlier.")),
)


def searched_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """What text is searched or counted; the command receives it as ``asked``, and the file of ``--to`` as ``path``.

    ``--to`` is a file here, unless it reads as a date.
    """

    @wraps(command)
    def with_asked(*args: Any, wanted: Any, **values: Any) -> Any:
        from dataclasses import replace

        from qualcode.cli._display_files import destination
        from qualcode.reduction.searching.scope import Asked

        path, wanted = destination(replace(wanted, exact=values.pop("exact")), values.pop("until"))
        where = {name: values.pop(name) for name in ("speaker", "inside", "outside")}
        return command(*args, asked=Asked(filter=wanted, **where), path=path, **values)

    with_filters = filter_options(with_asked, without=("code", "exact"))
    for option in reversed(_SEARCHED):
        with_filters = option(with_filters)
    return with_filters
