"""Whose layer is seen: a coder at work sees their own, so that coders code without seeing each other's codes."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from qualcode.cli._output import remark
from qualcode.cli._session import NOBODY_NAMED, actor
from qualcode.i18n import _, ngettext
from qualcode.model import IMPORTER, Coding

if TYPE_CHECKING:
    from qualcode.model import Study
    from qualcode.reduction.codings import Codings
    from qualcode.reduction.filters import Filter

_NOBODY = ("",)
_NEARLY = 0.85
"""How alike two names must be (``difflib``), capitals aside."""


def chosen_layers(wanted: Filter, study: Study) -> Filter:
    """The filter as the study knows its names; ``--coder all`` is every coder."""
    return (replace(wanted, coder=()) if "all" in wanted.coder else wanted).checked(study)


def layers_to_code(chosen: Filter, *, clean: bool, named: bool) -> Filter:
    """What stands in a text to code in: nothing if it is to be ``clean``, the layers ``named``, else one's own."""
    if clean:
        return replace(chosen, coder=_NOBODY)
    who = _at_work()
    if named or not who:
        return chosen
    remark(_("Codes of other coders are left out, so that you code without seeing them: --coder all"))
    return replace(chosen, coder=who)


def remark_new_coder(study: Study, names: Iterable[str]) -> None:
    """Say where a coder of this name begins a layer beside one of nearly the same; ``study`` is as it was before."""
    known = study.distinct(Coding, "coder")
    for name in sorted({*names} - known):
        near = difflib.get_close_matches(name.casefold(), [one.casefold() for one in known], n=1, cutoff=_NEARLY)
        same = next((one for one in sorted(known) if near and one.casefold() == near[0]), "")
        if same:
            remark(
                _(
                    "“{name}” is a new coder beside “{same}”. If they are one: qualcode undo, then with --coder {same}"
                ).format(name=name, same=same)
            )


def _at_work() -> tuple[str, ...]:
    """The layers of the coder at work: their own, and what a transcript brought along; none where nobody says who."""
    who = actor()
    return () if who == NOBODY_NAMED else (who, IMPORTER)


def own_layer(found: Iterable[tuple[Study, Codings]]) -> Iterable[tuple[Study, Codings]]:
    """What the coder at work gave, and what a transcript brought along; all where nobody says who codes."""
    who = _at_work()
    if not who:
        return found
    parts = [(part, some, some.where(lambda one: one.coder in who, "coders")) for part, some in found]
    hidden = sum(len(some) - len(own) for _part, some, own in parts)
    if hidden:
        text = ngettext(
            "{n} coding of others is not shown, so that you code without seeing it: --coder all",
            "{n} codings of others are not shown, so that you code without seeing them: --coder all",
            hidden,
        )
        remark(text.format(n=hidden))
    return [(part, own) for part, _some, own in parts]
