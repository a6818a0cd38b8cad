"""What F1 says: the stage of the method first, then every key; and the few keys that matter now."""

from __future__ import annotations

from rich.console import Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from qualcode.i18n import N_, _
from qualcode.workbench.keys import GROUPS
from qualcode.workbench.look import Look

METHOD: tuple[tuple[str, str], ...] = (
    (
        N_("Where you are in the method"),
        N_(
            "Data reduction (condensation), first cycle of coding. A code is a label for meaning, given to a "
            "piece of text of any size that carries one meaning: a word, a sentence, a whole answer (M&H94 p. "
            "56). Several codes may stand on one piece."
        ),
    ),
    (
        N_("How to go about it"),
        N_(
            "Read a block to its end before you code it. Ask of each code: does its definition hold here? The "
            "definition stands at the lower right. Where no code fits, make a new one with a definition that "
            "another person could apply (n), or take the informant’s own words (i). Where an idea comes, write "
            "it down at once as a memo (m); it never mixes with the data (M&H94 p. 72). What says nothing about "
            "any focus is marked as not relevant, with the reason (b), so that nothing is left out in silence."
        ),
    ),
    (
        N_("When is it done?"),
        N_(
            "When every answer is coded or marked as not relevant; the top line counts them. Then a second "
            "coder, or you yourself some days later, codes a part anew without looking: layers of others are "
            "hidden until you ask for them (p). What you code is yours to decide; the program never adds a code "
            "by itself."
        ),
    ),
    (
        N_("What you see"),
        N_(
            "At the left the line number, the speaker, and stripes: each coding has a letter, a shape and a "
            "colour; the sign behind the letter is its valence (+ for, − against, ± both, 0 neither). Crossed-"
            "out text is marked as not relevant. Each act is saved the moment you make it."
        ),
    ),
)


def stage(look: Look) -> Group:
    """Where one is in the method and how to go about it."""
    parts: list[Text | Padding] = []
    for heading, text in METHOD:
        parts.append(Text(_(heading), style=look.style(look.accent, look.surface, bold=True)))
        parts.append(Padding(Text(_(text), style=look.style(ground=look.surface)), (0, 0, 1, 0)))
    return Group(*parts)


def keys(look: Look) -> Group:
    """Every key with what it does."""
    parts: list[Text | Padding] = []
    for heading, some in GROUPS:
        parts.append(Text(_(heading), style=look.style(look.accent, look.surface, bold=True)))
        table = Table.grid(padding=(0, 2))
        table.add_column(min_width=9, style=look.style(look.ink, look.surface, bold=True))
        table.add_column(style=look.style(look.soft, look.surface))
        for key in some:
            if key.what:
                table.add_row(_(key.shown), _(key.what))
        parts.append(Padding(table, (0, 0, 1, 0)))
    return Group(*parts)


def reminders(state: str) -> tuple[tuple[str, str], ...]:
    """(key, what it does) of what is needed now."""
    if state == "search":
        return (("↑↓", _("choose")), ("Enter", _("give")), ("Esc", _("back")))
    if state == "extend":
        return (("↑↓←→", _("extend")), ("Enter", _("give a code")), ("Esc", _("stop extending")))
    if state == "letter":
        return (("a–z", _("the code with this small letter")), ("Esc", _("leave it")))
    if state == "resize":
        return (("r", _("lay it here")), ("Esc", _("leave it")))
    common = (("F1", _("explains")), ("↑↓", _("move")), ("Tab", _("step")), ("Enter", _("give a code")))
    if state == "coded":
        return (*common, ("+ −", _("valence")), ("Del", _("remove")), ("u", _("undo")))
    return (*common, (_("Space"), _("uncoded")), ("b", _("not relevant")))
