"""The screen of the workbench: what lies where, which key does what, and what is shown after each act."""

from __future__ import annotations

import gc
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.app import App
from textual.containers import Horizontal, Vertical
from textual.widgets import Input, Static

from qualcode.errors import QualcodeError
from qualcode.i18n import _
from qualcode.model import Code, CodeStatus, Study
from qualcode.workbench.around import Around
from qualcode.workbench.codebook_view import CodeList
from qualcode.workbench.desk import Desk
from qualcode.workbench.feet import Feet
from qualcode.workbench.guide import keys, stage
from qualcode.workbench.hands import Hands
from qualcode.workbench.keys import ACTIONS
from qualcode.workbench.look import DARK, LIGHT
from qualcode.workbench.page import recent
from qualcode.workbench.reading import Reading
from qualcode.workbench.stripes import letters
from qualcode.workbench.transcript import Transcript

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

LOOK_AGAIN = 2.0
"""Seconds after which the study is looked at again: another process may have written."""

PANEL_FROM = 64


class Workbench(App[None]):
    """A transcript, its stripes and the codebook; every act goes through the desk."""

    ENABLE_COMMAND_PALETTE = False
    CSS = """
    Screen { layers: base; }
    #head, #note, #foot { height: 1; padding: 0 1; }
    #head { background: $surface; }
    #foot { background: $surface; }
    #book { width: 28; background: $surface; padding: 0 0 0 1; }
    #here { height: 5; }
    .beside #here { height: 8; }
    #seek { height: 1; border: none; padding: 0; background: $background; }
    #seek:focus { border: none; }
    CodeList { height: 1fr; background: $surface; }
    #meaning { height: 6; color: $secondary; padding: 0 1 0 0; }
    .wide #book { width: 40; }
    .wide #meaning { height: 9; }
    .small #book { display: none; }
    .small.seeking #book { display: block; width: 100%; }
    .small.seeking Transcript, .small.seeking #here { display: none; }
    """
    BINDINGS: ClassVar = []

    def __init__(
        self, desk: Desk, source_id: str, words: Callable[[QualcodeError], str], *, light: bool = False
    ) -> None:
        super().__init__()
        self.title = "qualcode"
        self.desk = desk
        self.words = words
        self.reading = Reading(desk.study, source_id, desk.layer)
        self.look = replace(LIGHT if light else DARK, mono=self.no_color)
        self.feet = Feet(self)
        self.hands = Hands(self)
        self.around = Around(self)
        self.marks: dict[str, str] = {}
        self.order: dict[str, int] = {}
        self.recent: tuple[str, ...] = ()
        self.state = ""
        self._version = self.reading.study.data_version
        self._name_codes()

    def _name_codes(self) -> None:
        codes = self.reading.study.codes
        active = [code for code in codes if code.status is CodeStatus.ACTIVE]
        self.marks = letters(active, self.marks)
        self.order.update({code.id: at for at, code in enumerate(codes)})
        self.recent = recent(self.reading.study, self.desk.layer, 9, self.recent)

    def compose(self) -> ComposeResult:
        """Head, transcript and codebook, note, foot."""
        self.transcript = Transcript(self.reading, self.look, self.marks, self.order)
        self.code_list = CodeList(self.look, self.order)
        self.seek = Input(placeholder=_("Enter: look for a code"), id="seek", compact=True, select_on_focus=False)
        yield Static(id="head", markup=False)
        with Horizontal(id="desk"):
            yield self.transcript
            with Vertical(id="book"):
                yield Static(id="here", markup=False)
                yield self.seek
                yield self.code_list
                yield Static(id="meaning", markup=False)
        yield Static(id="note", markup=False)
        yield Static(id="foot", markup=False)

    def on_mount(self) -> None:
        """Show the first uncoded block, and where to begin."""
        for look in (DARK, LIGHT):
            self.register_theme(look.theme())
        self.theme = self.look.name
        self.seek.can_focus = False
        self.set_focus(self.transcript)
        self._fit(self.size.width)
        self.show()
        self.set_interval(LOOK_AGAIN, self.look_again)
        self.call_after_refresh(gc.freeze)  # the texts and tokens stay: searching them for garbage would hold up keys
        self.call_after_refresh(self.transcript.reveal, centre=True)
        if not self.reading.mine:
            self.say(_("↓ goes on, Enter gives a code, u takes it back; F1 explains. Nothing can be lost."))

    def on_resize(self, event: events.Resize) -> None:
        """Fit the codebook beside the text, or before it where the screen is small."""
        self._fit(event.size.width)
        self.show()

    def _fit(self, width: int) -> None:
        self.screen.set_class(width < PANEL_FROM, "small")
        self.screen.set_class(width >= 104, "wide")  # noqa: PLR2004 - room for the names of codes

    # Keys

    async def on_event(self, event: events.Event) -> None:
        """Let the keys of the table come before Textual's own where the transcript has the focus."""
        from textual import events as kinds

        if isinstance(event, kinds.Key) and len(self.screen_stack) == 1:
            handled = self._seek_key(event) if self.focused is self.seek else self._key(event)
            if handled:
                return
        await super().on_event(event)

    def _key(self, event: events.Key) -> bool:
        name = event.character if event.is_printable and event.character else event.key
        name = "space" if name == " " else name
        awaiting, self.hands.awaiting = self.hands.awaiting, False
        with self.stated():
            if awaiting:
                self.show()
            if awaiting and len(name) == 1 and name.isalpha():
                self.hands.give_letter(name)
            elif len(name) == 1 and name in "123456789":
                self.hands.give_recent(int(name))
            elif len(name) == 1 and name.isalpha() and name.isupper():
                self.hands.give_letter(name)
            elif name in ACTIONS:
                self.act(ACTIONS[name])
            else:
                return False
        return True

    def _seek_key(self, event: events.Key) -> bool:
        if event.key in ("up", "down"):
            self.code_list.step(1 if event.key == "down" else -1)
            self.around.show_meaning()
        elif event.key == "escape":
            self.leave_seek()
        elif event.key == "enter":
            with self.stated():
                self.hands.take(self.code_list.chosen, self.seek.value)
        elif event.key == "tab":
            self.code_list.step(1)
            self.around.show_meaning()
        else:
            return False
        return True

    def stated(self) -> Stated:
        """Stated problems become a note at the foot, never a traceback."""
        return Stated(self)

    def act(self, action: str) -> None:
        """Do what a key of the table asks."""
        if not self.feet.go(action):
            getattr(self.hands, action)()

    def on_transcript_pointed(self, event: Transcript.Pointed) -> None:
        """The mouse chose a unit or drew over a stretch."""
        if event.end is None:
            self.reading.select_at(event.start)
        else:
            self.reading.select(event.start, event.end)
        if self.focused is self.seek:
            self.leave_seek()
        self.moved(follow=False)

    def on_code_list_picked(self, event: CodeList.Picked) -> None:
        """A code was clicked: as if it had been looked for, where one was being looked for."""
        with self.stated():
            if self.focused is self.seek:
                self.hands.take(self.reading.study.find(Code, event.code), "")
            else:
                self.hands.give([event.code])

    # Looking for a code

    def enter_seek(self) -> None:
        """Begin to look for a code."""
        self.seek.can_focus = True
        self.seek.value = ""
        self.screen.add_class("seeking")
        self.set_focus(self.seek)
        self.around.show_codes()
        self.around.show_foot()

    def leave_seek(self) -> None:
        """Back to the text."""
        self.hands.recoding = None
        self.seek.value = ""
        self.seek.placeholder = _("Enter: look for a code")
        self.screen.remove_class("seeking")
        self.set_focus(self.transcript)
        self.seek.can_focus = False
        self.show()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow the codes as one types."""
        if event.input is self.seek and self.focused is self.seek:
            self.around.show_codes()

    # Showing

    def look_again(self) -> None:
        """Take up what another process has written."""
        try:
            study = self.desk.study
        except QualcodeError:
            return
        if study.data_version != self._version:
            self.renew(study)
            self.say(_("The study has changed elsewhere; this is how it stands now."))

    def renew(self, study: Study | None = None) -> None:
        """Show the study after an act."""
        study = study or self.desk.study
        self._version = study.data_version
        if self.reading.renew(study):
            self.transcript.lay_out()
        self._name_codes()
        self.transcript.marks, self.transcript.order = self.marks, self.order
        self.transcript.stripe()
        self.show()

    def moved(self, *, follow: bool = True) -> None:
        """Show where the selection has gone."""
        self.say("")
        self.transcript.follow()
        if follow:
            self.transcript.reveal()
        self.show()

    def say(self, text: str, *, wrong: bool = False) -> None:
        """A note above the foot."""
        look = self.look
        style = look.style(look.hues[0] if wrong else look.soft, bold=wrong)
        said = Text(text, style=style, no_wrap=True, overflow="ellipsis")
        self.query_one("#note", Static).update(said, layout=False)

    def tell(self, error: QualcodeError) -> None:
        """A stated problem, in full, to be read and closed."""
        from qualcode.workbench.dialogs import Guide

        with suppress(QualcodeError):  # the study may be locked still
            self.renew()
        self.push_screen(Guide(_("This could not be done"), Text(self.words(error))))

    def show(self) -> None:
        """Everything around the text."""
        self.around.show()

    def show_guide(self) -> None:
        """The guide of F1."""
        from qualcode.workbench.dialogs import Guide

        title, other = _("Coding: the stage and the keys"), _("stage, keys")
        self.push_screen(Guide(title, stage(self.look), keys(self.look), other=other))

    def change_look(self) -> None:
        """Light or dark."""
        self.look = replace(LIGHT if self.look.dark else DARK, mono=self.no_color)
        self.theme = self.look.name
        self.transcript.look = self.code_list.look = self.look
        self.transcript.redraw()
        self.show()


class Stated:
    """A context in which a stated problem is told on the screen."""

    def __init__(self, app: Workbench) -> None:
        self.app = app

    def __enter__(self) -> None:
        """Nothing to prepare."""

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> bool:
        """Word a stated problem; let a defect through."""
        if isinstance(error, QualcodeError):
            self.app.tell(error)
            return True
        return False
