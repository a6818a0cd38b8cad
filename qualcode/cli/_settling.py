"""Settling where coders differed: whose coding stands and why, one difference after another or by number."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from qualcode.cli._codebook_walk import show_in_context
from qualcode.cli._output import done, print_flowing, remark
from qualcode.errors import BadValue
from qualcode.i18n import _, ngettext
from qualcode.model import AgreementRun, Code

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualcode.model import Disagreement
    from qualcode.storage.store import Store

BOTH, NEITHER = "both", "neither"
_LATER, _BACK, _STOP = "s", "u", "q"


def settle(store: Store, run_id: str, numbers: Sequence[int], keep: str, reason: str) -> int:
    """Keep whose coding stands in these differences (from 1) of a run, and why; how many are still open."""
    with store.act("agreement settle") as act:
        run = act.study.get(AgreementRun, run_id)
        if keep not in (*run.coders, BOTH, NEITHER):
            raise BadValue("--keep", keep, (*run.coders, BOTH, NEITHER))
        if not reason.strip():
            raise BadValue("--reason", reason)
        if max(numbers) > len(run.disagreements):
            raise BadValue("number", str(max(numbers)), (f"1–{len(run.disagreements)}",))
        decided = list(run.disagreements)
        for number in numbers:
            decided[number - 1] = replace(decided[number - 1], resolution=f"{keep}: {reason.strip()}")
        act.put(replace(run, disagreements=tuple(decided)))
    return sum(not one.resolution for one in decided)


def say_left(left: int) -> None:
    """How many differences are open, and that no coding was changed."""
    done(ngettext("Settled; {n} difference still open.", "Settled; {n} differences still open.", left).format(n=left))
    remark(_("The codings stay as they are; change them with: qualcode code add, qualcode code remove."))


def walk(store: Store, run_id: str) -> None:
    """Ask for each open difference of a run, until the end or until the researchers stop."""
    run = store.study().get(AgreementRun, run_id)
    todo = [number for number, one in enumerate(run.disagreements, 1) if not one.resolution]
    if not todo:
        done(_("Every difference of {id} is settled.").format(id=run_id))
        return
    keys = {str(at): name for at, name in enumerate(run.coders, 1)} | {"b": BOTH, "n": NEITHER}
    settled: list[int] = []
    left, at = len(todo), 0
    while at < len(todo):
        _show(store, run.disagreements[todo[at] - 1], f"{at + 1}/{len(todo)}", keys)
        key = _asked(_("Whose coding stands"), (*keys, _LATER, _BACK, _STOP))
        if key in (None, _STOP):
            break
        if key == _BACK:
            if settled:
                at = settled.pop()
                store.undo()
                left += 1
            else:
                remark(_("There is nothing to go back to in this sitting."))
            continue
        if key in keys:
            reason = _asked(_("Why (kept with the decision)"))
            if reason is None:
                break
            left = settle(store, run_id, [todo[at]], keys[key], reason)
            settled.append(at)
        at += 1
    if settled:
        say_left(left)


def _show(store: Store, one: Disagreement, place: str, keys: dict[str, str]) -> None:
    """A difference in its context: who gave which code, what the code means, what can be answered."""
    from qualcode.collection.citations import citations

    study = store.study()
    segment = study.segments[one.segment]
    code = study.get(Code, one.code)
    click.echo()
    click.secho(f"{place}  {citations(study)[segment.id]}  {one.code}: {', '.join(one.coders)}", bold=True)
    show_in_context(study.text(segment.source), segment.start, segment.end)
    print_flowing(f"{code.id}: {code.definition or _('no definition yet')}")
    named = {BOTH: _("both"), NEITHER: _("neither")}
    click.echo(
        "  ".join(f"{key} {named.get(name, name)}" for key, name in keys.items())
        + "  ·  "
        + _("s later  u back  q stop")
    )


def _asked(question: str, choices: Sequence[str] = ()) -> str | None:
    """An answer that is not empty, one of the choices where there are some; None at the end of what is typed."""
    while True:
        click.echo(f"{question}: ", nl=False, err=True)
        typed = sys.stdin.readline()
        if not typed:
            return None
        answer = typed.strip()
        if answer and (not choices or answer in choices):
            return answer
        remark(_("One of: {choices}").format(choices=" ".join(choices)) if choices else _("A reason is needed."))
