"""What stands around the text: whose reading it is and how far, the codings here, the codes, the keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import set_cell_size
from rich.text import Text
from textual.widgets import Static

from qualcode.i18n import N_, _, ngettext
from qualcode.model import Code
from qualcode.workbench.codebook_view import matching, offered
from qualcode.workbench.guide import reminders
from qualcode.workbench.page import Placed
from qualcode.workbench.selection import Unit

if TYPE_CHECKING:
    from qualcode.workbench.app import Workbench

HERE_SHOWN = 3
STEPS = {Unit.BLOCK: N_("block"), Unit.SENTENCE: N_("sentence"), Unit.LINE: N_("line"), Unit.WORD: N_("word")}


class Around:
    """Head, codings here, codes, meaning and foot of a workbench."""

    def __init__(self, app: Workbench) -> None:
        self.app = app
        self._there: dict[str, Text] = {}

    def _put(self, where: str, text: Text) -> None:
        """Put a text in its place if another stands there; the places keep their size, so nothing is laid out anew."""
        old = self._there.get(where)
        if old is None or old != text or old.style != text.style:
            self._there[where] = text
            self.app.query_one(where, Static).update(text, layout=False)

    def show(self) -> None:
        """Everything around the text."""
        self._show_head()
        self._show_here()
        self.show_codes()
        self.show_foot()

    def _show_head(self) -> None:
        reading, look = self.app.reading, self.app.look
        source = reading.sheet.source
        done, total = reading.progress
        people = ", ".join(source.informants[:3]) + (" …" if len(source.informants) > 3 else "")  # noqa: PLR2004
        left = Text()
        left.append(source.id, look.style(look.accent, look.surface, bold=True))
        about = " · ".join(filter(None, (people or source.title, source.date)))
        left.append(f"  {about}", look.style(look.soft, look.surface))
        coder = reading.layer.coder + (f" ({reading.layer.round})" if reading.layer.round > 1 else "")
        beside = f" | {reading.beside.coder}" if reading.beside else ""
        step = _("step: {unit}").format(unit=_(STEPS[reading.step]))
        coded = _("coded {n}/{total}").format(n=done, total=total)
        right = f"{step} · {coder}{beside} · {coded}"
        room = self.app.size.width - 2 - len(right) - 2
        left.truncate(max(room, len(source.id)), overflow="ellipsis", pad=True)
        left.append("  " + right, look.style(look.ink, look.surface))
        self._put("#head", left)

    def _show_here(self) -> None:
        reading, look = self.app.reading, self.app.look
        here, current, text = reading.here, reading.current, Text()
        width = max(self.app.query_one("#book").size.width - 2, 20)
        shown = list(here[:HERE_SHOWN])
        if current is not None and current not in shown:
            shown[-1] = current
        for one in shown:
            self._here_line(text, one, width, meant=one is current)
        if len(here) > len(shown):
            more = len(here) - len(shown)
            text.append(
                "  " + ngettext("and {n} more", "and {n} more", more).format(n=more) + "\n",
                look.style(look.soft, look.surface),
            )
        for one in reading.touching(reading.theirs)[:3] if reading.beside else ():
            self._here_line(text, one, width, meant=False, other=True)
        if not text:
            nothing = _("no code here yet") if reading.blocks_here else _("a heading, not data")
            marked = next((block.irrelevant for block in reading.blocks_here if block.irrelevant), "")
            nothing = _("not relevant: {reason}").format(reason=marked) if marked else nothing
            text.append(f" {nothing}\n", look.style(look.soft, look.surface, italic=True))
        memo = reading.memo_here
        if memo is not None:
            line = set_cell_size(f" ✎ {' '.join(memo.text.split())}", width).rstrip()
            text.append(line, look.style(look.accent, look.surface))
        text.rstrip()
        self._put("#here", text)

    def _here_line(self, text: Text, one: Placed, width: int, *, meant: bool, other: bool = False) -> None:
        look, coding = self.app.look, one.coding
        hue = look.hue(self.app.order.get(coding.code, 0))
        flags = {"first-hand": "1", "hearsay": "~", "inference": "?"}
        signs = "".join(
            (
                coding.valence.value.replace("-", "−") if coding.valence else "",
                flags[coding.directness.value] if coding.directness else "",
                " TT" if coding.dont_know else "",
            )
        )
        lead = "┊" if other else "▸" if meant else " "
        name = f"{self.app.marks.get(coding.code, '•')} {coding.code} {signs}" + (f" · {coding.coder}" if other else "")
        style = look.style(hue, look.surface, bold=meant, italic=other)
        text.append(set_cell_size(f"{lead}{name}", width).rstrip() + "\n", style)

    def show_codes(self) -> None:
        """The codes that are offered, or those that fit what is typed."""
        study = self.app.reading.study
        seeking = self.app.focused is self.app.seek
        words = self.app.seek.value if seeking else ""
        if words.strip():
            lines = matching(study, words, self.app.marks)
        else:
            lines = offered(study, self.app.marks, self.app.recent, _("used lately"), _("codebook"))
        self.app.code_list.given = frozenset(one.coding.code for one in self.app.reading.here)
        if seeking or lines != self.app.code_list.lines or self.app.code_list.at is not None:
            self.app.code_list.show(lines, highlight=seeking)
        else:
            self.app.code_list.refresh()
        self.show_meaning()

    def show_meaning(self) -> None:
        """The definition of the code that is meant."""
        code: Code | None = self.app.code_list.chosen
        text = ""
        if code is None and self.app.focused is self.app.seek:
            text = _("No code holds “{words}”. Enter makes a new one.").format(words=self.app.seek.value.strip())
        elif code is None and (current := self.app.reading.current) is not None:
            code = self.app.reading.study.find(Code, current.coding.code)
        if code is not None:
            parts = [code.definition or _("no definition yet")]
            parts.extend([_("Not: {what}").format(what=code.exclude)] if code.exclude else [])
            text = f"{code.name}. " + " ".join(parts)
        look = self.app.look
        self._put("#meaning", Text(text, style=look.style(look.soft, look.surface)))

    def show_foot(self) -> None:
        """The few keys that matter now."""
        look, text = self.app.look, Text(no_wrap=True, overflow="crop")
        state = "coded" if self.app.reading.here else ""
        state = "extend" if self.app.reading.extending else "resize" if self.app.hands.resizing else state
        state = "letter" if self.app.hands.awaiting else state
        state = "search" if self.app.focused is self.app.seek else state
        for key, what in reminders(state):
            text.append(f"{key} ", look.style(look.accent, look.surface, bold=True))
            text.append(f"{what}   ", look.style(look.soft, look.surface))
        self._put("#foot", text)
