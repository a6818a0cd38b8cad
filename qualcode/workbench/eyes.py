"""What the eyes do at the workbench: look for words, go on to what is uncoded, to another source, another layer."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from qualcode.i18n import _, ngettext
from qualcode.model import Source
from qualcode.workbench.dialogs import Choice
from qualcode.workbench.form import Field, Form
from qualcode.workbench.page import Layer, layers, progress

if TYPE_CHECKING:
    from qualcode.workbench.app import Workbench


class Eyes:
    """The looks that keys call; nothing is written."""

    def __init__(self, app: Workbench) -> None:
        self.app = app

    def ask(self, title: str, said: str, fields: Sequence[Field], write: Callable[[dict[str, str]], None]) -> None:
        """Ask for what is written then; a form stays open, with what was typed, until it could be written."""
        self.app.push_screen(Form(title, said, fields, write, self.app.words))

    def uncoded(self) -> None:
        """The next uncoded block."""
        found = self.app.reading.next_uncoded()
        self.app.moved()
        if not found:
            self.app.say(_("Every block is coded or marked as not relevant. o opens another source."))

    def extend(self) -> None:
        """Extend with every step."""
        self.app.reading.extending = not self.app.reading.extending
        self.app.show()

    def find(self) -> None:
        """Find words."""

        def look(values: dict[str, str]) -> None:
            if line := re.fullmatch(r":\s*(\d+)", values["words"]):
                self._to_line(int(line[1]))
                return
            count = self.app.reading.look_for(values["words"])
            self.app.transcript.redraw()
            self._match(1) if count else self.app.moved()
            if not count and values["words"]:
                self.app.say(_("“{words}” does not stand in this source.").format(words=values["words"]))

        self.ask(
            _("Find"),
            "",
            (Field("words", _("Words to find in this source, or :45 for line 45"), self.app.reading.sought),),
            look,
        )

    def _to_line(self, number: int) -> None:
        if not self.app.reading.to_line(number):
            self.app.say(_("There is no line {n} here.").format(n=number))
            return
        self.app.moved()

    def _match(self, by: int) -> None:
        number = self.app.reading.next_match(by)
        self.app.moved()
        total = len(self.app.reading.matches)
        if number:
            self.app.say(
                _("“{words}”: {n} of {total}; g next").format(words=self.app.reading.sought, n=number, total=total)
            )
        else:
            self.app.say(_("Nothing is looked for; f finds."))

    def find_on(self) -> None:
        """The next place."""
        self._match(1)

    def find_back(self) -> None:
        """The place before."""
        self._match(-1)

    def sources(self) -> None:
        """Another source; the next one with uncoded blocks is offered first."""
        study, here = self.app.reading.study, self.app.reading.sheet.source.id
        counts = progress(study, self.app.reading.layer)
        options = [(source.id, source_line(source, *counts[source.id], here=here)) for source in study.sources]
        ids = [source.id for source in study.sources]
        after = [*ids[ids.index(here) + 1 :], *ids[: ids.index(here)]]
        at = next((name for name in after if counts[name][0] < counts[name][1]), here)

        def go(source_id: str | None) -> None:
            if source_id is not None and source_id != self.app.reading.sheet.source.id:
                self.app.reading.go_to(source_id)
                self.app.screen.remove_class("beside")
                self.app.transcript.lay_out()
                self.app.moved()
                self.app.transcript.reveal(centre=True)

        self.app.push_screen(Choice(_("Sources"), "", options, at), go)

    def beside(self) -> None:
        """Another coder's layer, or none."""
        reading = self.app.reading
        if reading.beside is not None:
            self._show_beside(None)
            return
        others = [(layer, n) for layer, n in layers(reading.study, reading.sheet.source.id) if layer != reading.layer]
        if not others:
            self.app.say(_("Nobody else has coded this source."))
            return
        options = [(str(at), layer_line(layer, n)) for at, (layer, n) in enumerate(others)]
        said = _("Code first, look afterwards: two coders agree only if they did not see each other’s codes.")

        def show(key: str | None) -> None:
            if key is not None:
                self._show_beside(others[int(key)][0])

        self.app.push_screen(Choice(_("Whose layer beside mine?"), said, options), show)

    def _show_beside(self, layer: Layer | None) -> None:
        self.app.reading.show_beside(layer)
        self.app.screen.set_class(layer is not None, "beside")
        self.app.transcript.lay_out()
        self.app.moved()
        self.app.say(_("The layer of {coder} is shown at the right.").format(coder=layer.coder) if layer else "")

    def look(self) -> None:
        """Light or dark."""
        self.app.change_look()


def source_line(source: Source, done: int, total: int, *, here: str) -> str:
    """A source in the list: whether it lies on the desk, its id, who speaks, how much of it is coded."""
    about = " · ".join(filter(None, (", ".join(source.informants[:3]) or source.title, source.date)))
    return f"{'▸' if source.id == here else ' '} {source.id:<6} {done:>3}/{total:<4} {about}"


def layer_line(layer: Layer, count: int) -> str:
    """A layer in a list."""
    name = layer.coder + (" · " + _("round {n}").format(n=layer.round) if layer.round > 1 else "")
    return ngettext("{coder}: {n} coding", "{coder}: {n} codings", count).format(coder=name, n=count)
