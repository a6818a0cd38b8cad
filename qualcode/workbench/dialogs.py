"""Dialogs of the workbench: a thing to choose, the guide. Esc leaves without a trace."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from rich.markup import escape
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from qualcode.i18n import _

if TYPE_CHECKING:
    from textual.app import ComposeResult

FRAME = """
{name} {{ align: center middle; background: $background 60%; }}
{name} > .frame {{
    width: 90%; max-width: 76; height: auto; max-height: 90%;
    border: round $primary; background: $surface; padding: 0 2; border-title-color: $primary;
    border-subtitle-color: $secondary;
}}
{name} .said {{ color: $secondary; width: 100%; height: auto; }}
"""


class Choice(ModalScreen[str | None]):
    """One of several things: (key, line). What is typed narrows the list where it is long."""

    DEFAULT_CSS = FRAME.format(name="Choice") + (
        "Choice OptionList { height: auto; max-height: 16; background: $surface; padding: 0; }"
        "Choice OptionList, Choice OptionList:focus { border: none; }"
        "Choice Input, Choice Input:focus { border: none; height: 1; padding: 0 1; background: $background; }"
    )
    BINDINGS: ClassVar = [
        Binding("escape", "leave", show=False),
        Binding("down", "step(1)", show=False, priority=True),
        Binding("up", "step(-1)", show=False, priority=True),
    ]
    LONG = 12

    def __init__(self, title: str, said: str, options: Sequence[tuple[str, str]], at: str = "") -> None:
        super().__init__()
        self.heading = title
        self.said = said
        self.options = options
        self.first = at

    def compose(self) -> ComposeResult:
        """Heading, what is asked, a line to narrow a long list, the list."""
        with Vertical(classes="frame") as frame:
            frame.border_title = escape(self.heading)
            frame.border_subtitle = escape(_("↑↓ Enter chooses · Esc leaves"))
            if self.said:
                yield Static(self.said, classes="said", markup=False)
            if len(self.options) > self.LONG:
                yield Input(placeholder=_("type to narrow the list"))
            yield OptionList(*self._listed(""), markup=False)

    def _listed(self, words: str) -> list[Option]:
        parts = words.casefold().split()
        return [
            Option(line, id=f"o{at}")
            for at, (_key, line) in enumerate(self.options)
            if all(part in line.casefold() for part in parts)
        ]

    def on_mount(self) -> None:
        """Highlight where one is."""
        keys = [key for key, _line in self.options]
        list_ = self.query_one(OptionList)
        list_.highlighted = keys.index(self.first) if self.first in keys else 0
        (self.query_one(Input) if len(self.options) > self.LONG else list_).focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow the list."""
        list_ = self.query_one(OptionList)
        list_.clear_options()
        list_.add_options(self._listed(event.value))
        list_.highlighted = 0 if list_.option_count else None

    def on_input_submitted(self) -> None:
        """Choose what is highlighted."""
        self.query_one(OptionList).action_select()

    def action_step(self, by: int) -> None:
        """Go through the list, also from the line above it."""
        list_ = self.query_one(OptionList)
        if by > 0:
            list_.action_cursor_down()
        else:
            list_.action_cursor_up()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Give back what was chosen."""
        self.dismiss(self.options[int((event.option.id or "o0")[1:])][0])

    def action_leave(self) -> None:
        """Leave without a choice."""
        self.dismiss(None)


class Guide(ModalScreen[None]):
    """Texts to read, one behind the other by Tab: the stage of the method, the keys."""

    DEFAULT_CSS = FRAME.format(name="Guide") + "Guide > .frame { max-width: 84; }"
    BINDINGS: ClassVar = [
        Binding("escape,q,enter,f1,question_mark,space", "leave", show=False),
        Binding("tab,shift+tab", "other", show=False),
        Binding("down,j", "scroll(1)", show=False),
        Binding("up,k", "scroll(-1)", show=False),
    ]

    def __init__(self, title: str, *texts: object, other: str = "") -> None:
        super().__init__()
        self.heading = title
        self.texts = texts
        self.other = other
        self.at = 0

    def compose(self) -> ComposeResult:
        """The text in a frame that scrolls."""
        with VerticalScroll(classes="frame") as frame:
            frame.border_title = escape(self.heading)
            said = _("↑↓ scroll · Esc leaves")
            frame.border_subtitle = escape(f"Tab {self.other} · {said}" if self.other else said)
            yield Static(self.texts[0], markup=False)  # type: ignore[arg-type]

    def on_mount(self) -> None:
        """Let the arrows scroll at once."""
        self.query_one(VerticalScroll).focus()

    def action_other(self) -> None:
        """The next text, from its beginning."""
        self.at = (self.at + 1) % len(self.texts)
        self.query_one(Static).update(self.texts[self.at])  # type: ignore[arg-type]
        self.query_one(VerticalScroll).scroll_home(animate=False)

    def action_scroll(self, by: int) -> None:
        """Scroll by a line."""
        self.query_one(VerticalScroll).scroll_relative(y=by, animate=False)

    def action_leave(self) -> None:
        """Back to the text."""
        self.dismiss(None)
