"""A form of the workbench: a few fields to fill in; what was typed is not lost by a slip."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.markup import escape
from rich.text import Text
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Button, Input, Static, TextArea

from qualcode.errors import QualcodeError
from qualcode.i18n import _
from qualcode.workbench.dialogs import FRAME

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult


@dataclass(frozen=True, slots=True)
class Field:
    """One thing to fill in: a line, several lines where ``long``, or one of ``options`` (key, word).

    A value that is ``offered`` goes when something else is typed.
    """

    name: str
    label: str
    value: str = ""
    long: bool = False
    needed: bool = False
    options: tuple[tuple[str, str], ...] = ()
    offered: bool = False


class Pick(Static, can_focus=True):
    """One of a few words, all of them in sight: arrows, or its number."""

    def __init__(self, field: Field) -> None:
        super().__init__(id=f"f-{field.name}", markup=False)
        self.options = field.options
        self.value = field.value or field.options[0][0]

    def on_mount(self) -> None:
        """Show what is picked."""
        self.pick(self.value)

    def pick(self, key: str) -> None:
        """Pick one by its key."""
        self.value = key
        text = Text()
        for number, (one, word) in enumerate(self.options, 1):
            mark = "▸" if one == key else "\u00a0"
            text.append(f"{mark}{number} {word} ".replace(" ", "\u00a0") + " ", "bold" if one == key else "")
        self.update(text)

    def step(self, by: int) -> None:
        """The next one, round and round."""
        keys = [key for key, _word in self.options]
        self.pick(keys[(keys.index(self.value) + by) % len(keys)])

    def on_key(self, event: events.Key) -> None:
        """Arrows and digits pick."""
        by = {"right": 1, "down": 1, "space": 1, "left": -1, "up": -1}.get(event.key)
        if by:
            self.step(by)
        elif event.key.isdecimal() and 0 < int(event.key) <= len(self.options):
            self.pick(self.options[int(event.key) - 1][0])
        else:
            return
        event.stop()

    def on_click(self) -> None:
        """A click picks the next one."""
        self.step(1)


class Form(ModalScreen[None]):
    """Fields to fill in. Enter goes on and at last accepts; Ctrl+S accepts from anywhere, Ctrl+T picks the next option.

    ``write`` takes what was filled in. A problem that it states is shown in the form, which keeps what was typed;
    what was typed is left by a second Esc alone.
    """

    DEFAULT_CSS = FRAME.format(name="Form") + (
        "Form Input, Form Input:focus { border: none; height: 1; padding: 0 1; background: $background; }"
        "Form TextArea, Form TextArea:focus { border: none; height: 4; padding: 0 1; background: $background; }"
        "Form Button { margin: 0 1 0 0; min-width: 12; } Form .buttons { height: 1; }"
        "Form .wrong { color: $error; height: auto; }"
    )
    BINDINGS: ClassVar = [
        Binding("escape", "leave", show=False),
        Binding("ctrl+s", "accept", show=False),
        Binding("ctrl+t", "pick", show=False),
    ]

    def __init__(
        self,
        title: str,
        said: str,
        fields: Sequence[Field],
        write: Callable[[dict[str, str]], None],
        words: Callable[[QualcodeError], str],
    ) -> None:
        super().__init__()
        self.heading = title
        self.said = said
        self.fields = fields
        self.write = write
        self.words = words
        self.leaving = False

    def compose(self) -> ComposeResult:
        """Heading, what is asked, the fields, two buttons."""
        with VerticalScroll(classes="frame", can_focus=False) as frame:
            frame.border_title = escape(self.heading)
            frame.border_subtitle = escape(_("Ctrl+S accepts · Esc leaves"))
            if self.said:
                yield Static(self.said, classes="said", markup=False)
            for field in self.fields:
                yield Static(field.label, markup=False)
                if field.options:
                    yield Pick(field)
                elif field.long:
                    yield TextArea(field.value, id=f"f-{field.name}", soft_wrap=True, tab_behavior="focus")
                else:
                    yield Input(field.value, id=f"f-{field.name}", select_on_focus=field.offered)
            yield Static("", classes="wrong", markup=False)
            with Horizontal(classes="buttons"):
                yield Button(_("Accept"), id="accept", variant="primary", compact=True)
                yield Button(_("Leave"), id="leave", compact=True)

    def on_mount(self) -> None:
        """Begin in the first empty field."""
        first = next((field for field in self.fields if not field.value), self.fields[0])
        self.query_one(f"#f-{first.name}").focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go on to the next field, or accept at the last one."""
        names = [f"f-{field.name}" for field in self.fields]
        at = names.index(event.input.id or names[0])
        if at + 1 < len(names):
            self.query_one(f"#{names[at + 1]}").focus()
        else:
            self.action_accept()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Accept or leave."""
        if event.button.id == "accept":
            self.action_accept()
        else:
            self.dismiss()

    def action_accept(self) -> None:
        """Have written what was filled in, if nothing that is needed is missing."""
        values = {field.name: self._value(field).strip() for field in self.fields}
        for field in self.fields:
            if field.needed and not values[field.name]:
                self._refuse(_("Still missing: {what}").format(what=field.label))
                self.query_one(f"#f-{field.name}").focus()
                return
        try:
            self.write(values)
        except QualcodeError as error:
            self._refuse(self.words(error))
        else:
            self.dismiss()

    def _refuse(self, why: str) -> None:
        wrong = self.query_one(".wrong", Static)
        wrong.update(why)
        self.call_after_refresh(wrong.scroll_visible, animate=False)

    def _value(self, field: Field) -> str:
        if field.options:
            return self.query_one(f"#f-{field.name}", Pick).value
        if field.long:
            return self.query_one(f"#f-{field.name}", TextArea).text
        return self.query_one(f"#f-{field.name}", Input).value

    def action_pick(self) -> None:
        """The next option, from anywhere."""
        for pick in self.query(Pick):
            pick.step(1)

    def action_leave(self) -> None:
        """Leave without a trace; where something was typed, only when asked twice."""
        if self.leaving or all(self._value(field) == field.value for field in self.fields if not field.options):
            self.dismiss()
        else:
            self.leaving = True
            self._refuse(_("What you typed is not saved: Ctrl+S saves it, Esc again leaves it."))
