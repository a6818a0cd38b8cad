"""The keys of the workbench: one table, from which the screen acts, the guide explains and the foot reminds."""

from __future__ import annotations

from dataclasses import dataclass

from qualcode.i18n import N_


@dataclass(frozen=True, slots=True)
class Key:
    """Keys that do the same: as Textual or the character names them, and as people read them."""

    keys: tuple[str, ...]
    action: str
    shown: str
    what: str


GROUPS: tuple[tuple[str, tuple[Key, ...]], ...] = (
    (
        N_("Move"),
        (
            Key(("up", "k"), "back", "↑", N_("the one before")),
            Key(("down", "j"), "on", "↓", N_("the next one")),
            Key(("right", "l"), "word_on", "→", N_("by words: into the selection, then on")),
            Key(("left", "h"), "word_back", "←", N_("by words, back")),
            Key(("tab",), "smaller", "Tab", N_("size of step: block, sentence, line, word")),
            Key(("shift+tab",), "larger", "Shift+Tab", N_("the same, the other way round")),
            Key(("space",), "uncoded", N_("Space"), N_("next uncoded block")),
            Key(("pageup",), "page_up", "PgUp", N_("a page up")),
            Key(("pagedown",), "page_down", "PgDn", N_("a page down")),
            Key(("home", "ctrl+home"), "first", "Home", N_("to the beginning")),
            Key(("end", "ctrl+end"), "last", "End", N_("to the end")),
            Key(("o",), "sources", "o", N_("another source; Enter: the next one to be coded")),
        ),
    ),
    (
        N_("Select"),
        (
            Key(("shift+down",), "grow_on", "Shift+↓", N_("take the next one in")),
            Key(("shift+up",), "grow_back", "Shift+↑", N_("take the one before in, or give the last one up")),
            Key(("shift+right",), "grow_word_on", "Shift+→", N_("a word more")),
            Key(("shift+left",), "grow_word_back", "Shift+←", N_("a word less")),
            Key(("x",), "extend", "x", N_("extend with every step, until Esc")),
            Key((",",), "start_back", ", .", N_("begin a word earlier, later")),
            Key((".",), "start_on", "", ""),
            Key(("<",), "end_back", "< >", N_("end a word earlier, later")),
            Key((">",), "end_on", "", ""),
            Key((), "", N_("mouse"), N_("click: one unit; drag: exactly what you draw over")),
        ),
    ),
    (
        N_("Code"),
        (
            Key(("enter", "c"), "codes", "Enter", N_("look for a code, Enter gives it; also a new one")),
            Key((), "", "A–Z", N_("the code with this letter")),
            Key((";",), "small_letter", "; a–z", N_("the code with this small letter, where there are more than 26")),
            Key((), "", "1–9", N_("a code used lately")),
            Key(("n",), "new_code", "n", N_("new code with its definition")),
            Key(("i",), "in_vivo", "i", N_("code in the informant’s own words (in vivo)")),
            Key(("m",), "memo", "m", N_("memo on this segment, of a kind")),
            Key(
                ("b",), "irrelevant", "b", N_("block not relevant, with the reason (Enter: the last); b takes it back")
            ),
        ),
    ),
    (
        N_("Suggestions"),
        (
            Key(("s",), "suggestion", "s", N_("go to the next suggestion, with the words that speak for it")),
            Key(("a",), "accept", "a", N_("yes: it becomes a coding of yours")),
            Key(("z",), "decline", "z", N_("no: it is not suggested to you again")),
        ),
    ),
    (
        N_("The coding here"),
        (
            Key(("]",), "here_on", "[ ]", N_("which of the codings here")),
            Key(("[",), "here_back", "", ""),
            Key(("+", "="), "positive", "+ -", N_("valence: for, against")),
            Key(("-",), "negative", "", ""),
            Key(("*",), "both", "* 0", N_("valence: both, neither")),
            Key(("0",), "neutral", "", ""),
            Key(("v",), "valence", "v", N_("valence: the next one, at last none")),
            Key(("d",), "directness", "d", N_("first-hand, hearsay, inference, not stated")),
            Key(("t",), "dont_know", "t", N_("the informant does not know (TT), or does")),
            Key(("e",), "recode", "e", N_("another code instead")),
            Key(("r",), "resize", "r", N_("lay it on what is selected: again r after selecting")),
            Key(("delete", "backspace"), "remove", "Del", N_("take the coding back")),
        ),
    ),
    (
        N_("Look"),
        (
            Key(("f", "/", "ctrl+f"), "find", "f", N_("find words, or go to a line (:45)")),
            Key(("g", "f3"), "find_on", "g", N_("next place")),
            Key(("shift+f3",), "find_back", "Shift+F3", N_("place before")),
            Key(("p",), "beside", "p", N_("another coder’s layer beside mine, or hide it")),
            Key(("f2",), "look", "F2", N_("light or dark")),
        ),
    ),
    (
        N_("Safe"),
        (
            Key(("u", "ctrl+z"), "undo", "u", N_("undo, as often as you like, also tomorrow")),
            Key(("y", "ctrl+y"), "redo", "y", N_("redo")),
            Key(("escape",), "calm", "Esc", N_("stop extending, leave a dialog")),
            Key(("f1", "?"), "guide", "F1", N_("this guide")),
            Key(("q", "ctrl+q", "ctrl+c"), "leave", "q", N_("leave; everything is saved already")),
        ),
    ),
)

ACTIONS: dict[str, str] = {name: key.action for _, keys in GROUPS for key in keys for name in key.keys}
