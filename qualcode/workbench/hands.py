"""What the hands do at the workbench: give codes, take them back, say more about them, and ask where it is needed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from qualcode.collection.positions import own_line
from qualcode.i18n import _
from qualcode.model import Code, CodeOrigin, Coding, LogEntry, on_the_clock
from qualcode.reduction.coding import Applied
from qualcode.workbench.desk import code_id_from
from qualcode.workbench.dialogs import Choice
from qualcode.workbench.form import Field
from qualcode.workbench.noting import Noting

if TYPE_CHECKING:
    from qualcode.workbench.app import Workbench


class Hands(Noting):
    """The acts that keys call; each is saved before the screen shows it."""

    def __init__(self, app: Workbench) -> None:
        super().__init__(app)
        self.resizing: str | None = None
        self.recoding: str | None = None
        self.awaiting = False

    # Giving codes

    def give(self, codes: Sequence[str]) -> None:
        """Give codes to what is selected."""
        reading = self.app.reading
        span = reading.selection.span
        applied = self.app.desk.give(reading.sheet.source.id, span.start, span.end, codes)
        self._given(applied)

    def _given(self, applied: Applied) -> None:
        reading = self.app.reading
        there = bool(applied.unchanged) and not applied.added
        coding = (*applied.added, *applied.changed, *applied.unchanged)[0]
        reading.extending = False
        reading.meant = coding.id
        self.app.renew()
        if not self.app.transcript.seen():
            self.app.transcript.reveal(centre=True)
        if there:
            self.app.say(_("{code} was there already.").format(code=coding.code))
        elif not reading.blocks_here:
            self.app.say(_("{code}: but this is a heading, not data. u takes it back.").format(code=coding.code))
        elif all(block.irrelevant for block in reading.blocks_here):
            said = _("{code} given on what is marked as not relevant; b takes the mark back.")
            self.app.say(said.format(code=coding.code))
        else:
            self.app.say(_("{code} given, saved as {id}.").format(code=coding.code, id=coding.id))

    def give_recent(self, number: int) -> None:
        """The code under a digit."""
        if number <= len(self.app.recent):
            self.give([self.app.recent[number - 1]])
        else:
            self.app.say(_("No code stands under {key} yet.").format(key=number))

    def small_letter(self) -> None:
        """Wait for the small letter of a code."""
        self.awaiting = True
        self.app.show()

    def give_letter(self, letter: str) -> None:
        """The code under a letter."""
        code = next((code for code, mark in self.app.marks.items() if mark == letter), None)
        if code is None:
            self.app.say(_("No code has the letter {key}.").format(key=letter))
        else:
            self.give([code])

    def codes(self) -> None:
        """Look for a code."""
        self.app.enter_seek()

    def take(self, code: Code | None, words: str) -> None:
        """Give the code that was found, or make a new one of the words."""
        recoding = self.recoding
        self.app.leave_seek()
        if code is None:
            if words.strip():
                self._ask_code(code_id_from(words), words.strip(), CodeOrigin.INDUCTIVE, recoding)
        elif recoding is not None:
            self._recoded(self.app.desk.recode(recoding, code.id))
        else:
            self.give([code.id])

    def _recoded(self, changed: Coding) -> None:
        self._changed(changed, _("{id} is now {code}.").format(id=changed.id, code=changed.code))

    def new_code(self) -> None:
        """A new code with its definition, given to what is selected."""
        self._ask_code("", "", CodeOrigin.INDUCTIVE)

    def in_vivo(self) -> None:
        """A code in the informant's own words."""
        reading = self.app.reading
        words = " ".join(reading.sheet.text[reading.selection.start : reading.selection.end].split())
        self._ask_code(code_id_from(" ".join(re.findall(r"\w+", words)[:4])), f"“{words[:60]}”", CodeOrigin.IN_VIVO)

    def _ask_code(self, code_id: str, name: str, origin: CodeOrigin, instead_of: str | None = None) -> None:
        """Ask for a new code, given to what is selected or ``instead_of`` the code of a coding."""
        reading = self.app.reading
        span, source = reading.selection.span, reading.sheet.source.id
        quoted = " ".join(reading.sheet.text[span.start : span.end].split())
        current = reading.current
        above = (
            self.app.reading.study.find(Code, current.coding.code)
            if current and origin is not CodeOrigin.IN_VIVO
            else None
        )

        def made(values: dict[str, str]) -> None:
            code = Code(
                id=code_id_from(values["code"]),
                name=values["name"] or values["code"],
                definition=values["definition"],
                parent=values["parent"] or None,
                origin=origin,
            )
            if instead_of is None:
                self._given(self.app.desk.new_code(code, source, span.start, span.end))
            else:
                self._recoded(self.app.desk.new_code_instead(code, instead_of))

        fields = (
            Field("code", _("Code (short, in capitals)"), code_id, needed=True),
            Field("name", _("Name"), name),
            Field("definition", _("Definition: when does it hold, when not?"), long=True),
            Field("parent", _("Under which code (may stay empty)"), (above.parent or "") if above else ""),
        )
        said = _("For: “{quote}”").format(quote=quoted if len(quoted) < 140 else quoted[:138] + " …")  # noqa: PLR2004
        self.ask(_("New code"), said, fields, made)

    # The coding here

    def recode(self) -> None:
        """Another code instead."""
        coding = self._current()
        if coding is not None:
            self.app.enter_seek()
            self.app.seek.placeholder = _("instead of {code}").format(code=coding.code)
            self.recoding = coding.id

    def resize(self) -> None:
        """Lay a coding on another place: r, select, r."""
        if self.resizing is None:
            coding = self._current()
            if coding is not None:
                self.resizing = coding.id
                current = self.app.reading.current
                if current is not None:
                    self.app.reading.select(current.start, current.end)
                self.app.moved()
                self.app.say(_("Select where {code} should lie, then r; Esc leaves it.").format(code=coding.code))
            return
        going, self.resizing = self.resizing, None
        span = self.app.reading.selection.span
        coding = self.app.desk.resize(going, span.start, span.end)
        self._changed(coding, _("{code} lies here now.").format(code=coding.code))

    def remove(self) -> None:
        """Take the coding back."""
        coding = self._current()
        if coding is not None:
            self.app.desk.remove(coding.id)
            self.app.renew()
            self.app.say(_("{code} taken back; u brings it again.").format(code=coding.code))

    # Safe

    def undo(self) -> None:
        """Take the last act back."""
        self._step(redo=False)

    def redo(self) -> None:
        """Bring it again."""
        self._step(redo=True)

    def _step(self, *, redo: bool) -> None:
        entry, own = self.app.desk.upcoming(redo=redo)

        def go(answer: str | None) -> None:
            if answer == "yes":
                with self.app.stated():
                    self._stepped(self.app.desk.step(redo=redo), redo=redo)

        if entry is None or own:
            go("yes")
            return
        said = _("The last act was not made here: {act} ({who}, {when}).").format(
            act=entry.command, who=entry.actor, when=on_the_clock(entry.at)
        )
        options = (("no", _("Leave it")), ("yes", _("Bring it again") if redo else _("Take it back all the same")))
        self.app.push_screen(Choice(_("Undo") if not redo else _("Redo"), said, options), go)

    def _stepped(self, entry: LogEntry, *, redo: bool) -> None:
        self.app.renew()
        where = self._go_where(entry)
        said = _("Brought again: {what}") if redo else _("Taken back: {what}")
        self.app.say(said.format(what=" ".join(filter(None, (act_words(entry), where)))))

    def _go_where(self, entry: LogEntry) -> str:
        """Select the place that an act was about, if it is in this source; the line in words."""
        reading = self.app.reading
        segments = reading.study.segments
        for change in entry.changes:
            image = change.after or change.before or {}
            if change.kind == "coding" and (segment := segments.get(str(image.get("segment")))) is not None:
                start, end, source = segment.start, segment.end, segment.source
            elif change.kind in ("segment", "block"):
                start, end, source = int(str(image["start"])), int(str(image["end"])), str(image["source"])
            else:
                continue
            if source == reading.sheet.source.id:
                reading.select(start, end)
                self.app.moved()
                line = own_line(reading.sheet.source, reading.sheet.line_of(start))
                return _("(line {n})").format(n=line)
            return f"({source})"
        return ""

    def calm(self) -> None:
        """Stop extending or resizing; from a stretch back to a unit."""
        reading = self.app.reading
        if not reading.extending and self.resizing is None and reading.sought:
            reading.look_for("")
            self.app.transcript.redraw()
        reading.extending, self.resizing = False, None
        self.app.moved()

    def guide(self) -> None:
        """The guide."""
        self.app.show_guide()

    def leave(self) -> None:
        """Leave; everything is saved."""
        self.app.exit()


def act_words(entry: LogEntry) -> str:
    """What an act did, in a few words: its codes, else what it was about, else its command."""
    images = [(change.kind, change.after or change.before or {}) for change in entry.changes]
    codes = list(dict.fromkeys(str(image["code"]) for kind, image in images if kind in ("coding", "suggestion")))
    if codes:
        return ", ".join(codes[:3]) + (" …" if len(codes) > 3 else "")  # noqa: PLR2004
    memo = next((str(image["id"]) for kind, image in images if kind == "memo"), None)
    if memo is not None:
        return _("memo {id}").format(id=memo)
    return _("mark “not relevant”") if entry.command == "source mark" else entry.command
