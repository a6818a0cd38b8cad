"""Suggestions at the workbench: the next one with its reasons, a yes that codes, a no that lasts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.i18n import _
from qualcode.reduction.suggestion import unsettled
from qualcode.workbench.eyes import Eyes
from qualcode.workbench.reasons import reason
from qualcode.workbench.suggested import Suggested, find_beside

if TYPE_CHECKING:
    from qualcode.reduction.suggestion import Suggestion
    from qualcode.workbench.app import Workbench
    from qualcode.workbench.selection import Selection

WORDS_SHOWN = 3


class Advice(Eyes):
    """What the keys for suggestions do; nothing is written but by a yes or a no."""

    def __init__(self, app: Workbench) -> None:
        super().__init__(app)
        self.proposed: Suggestion | None = None
        self.looking = False
        self._found: Suggested | None = None

    def suggestion(self) -> None:
        """Go to the next suggestion in this source and say what speaks for it."""
        reading = self.app.reading
        if reading.layer.round > 1:
            self.app.say(_("A second round is coded without suggestions: they would repeat the first."))
            return
        source = reading.sheet.source.id
        if self._found is not None and self._found.stand(reading.study, source):
            self._next(self._found)
            return
        self.app.say(_("Looking for suggestions …"))
        if not self.looking:
            self.looking = True
            asked = (source, reading.selection)
            find_beside(
                self.app.desk.store.folder,
                source,
                reading.layer.coder,
                lambda found: self.app.call_later(self._taken_up, found, asked),
            )

    def _taken_up(self, found: Suggested | Exception, asked: tuple[str, Selection]) -> None:
        """Show the first one if the coder still waits for it; who has gone on is not called back."""
        self.looking = False
        reading = self.app.reading
        with self.app.stated():
            if isinstance(found, Exception):
                raise found
            self._found = found
            if asked == (reading.sheet.source.id, reading.selection) and len(self.app.screen_stack) == 1:
                self._next(found)
            else:
                self.app.say(_("Suggestions are ready; s goes to the next one."))

    def _next(self, found: Suggested) -> None:
        reading, every = self.app.reading, found.suggestions
        last = next((n for n, one in enumerate(every) if self.proposed and one.id == self.proposed.id), None)
        if last is None:
            at = next((n for n, one in enumerate(every) if one.end > reading.selection.start), 0)
        else:
            at = last + 1
        around = (*every[at:], *every[:at])
        self.proposed = one = next(unsettled(reading.study, around, found.model, coder=reading.layer.coder), None)
        if one is None:
            self.app.say(_("Nothing is suggested for what is not coded here."))
            return
        reading.select(one.start, one.end)
        self.app.moved()
        self.app.say(self._worded(one, measured=found.model.fitted.measured))

    def accept(self) -> None:
        """Yes to the suggestion that is shown."""
        one = self._shown()
        if one is not None:
            applied = self.app.desk.accept(one)
            self.proposed = None
            self.app.reading.meant = (*applied.added, *applied.changed, *applied.unchanged)[0].id
            self.app.renew()
            self.app.say(_("{code} given; s goes to the next suggestion, u takes it back.").format(code=one.code))

    def decline(self) -> None:
        """No to the suggestion that is shown."""
        one = self._shown()
        if one is not None:
            self.app.desk.decline(one)
            self.proposed = None
            self.app.renew()
            self.app.say(
                _("{code} is not suggested here again; s goes to the next, u takes it back.").format(code=one.code)
            )

    def _shown(self) -> Suggestion | None:
        """The suggestion that is shown, if it still holds and its place is still selected."""
        span, one, study = self.app.reading.selection.span, self.proposed, self.app.desk.study
        if one is None or self._found is None or (span.start, span.end) != (one.start, one.end):
            self.proposed = None
            self.app.say(_("No suggestion is shown; s goes to the next one."))
            return None
        if not any(unsettled(study, [one], self._found.model, coder=self.app.reading.layer.coder)):
            self.proposed = None
            self.app.say(_("This is no longer suggested; s goes to the next one."))
            return None
        return one

    def _worded(self, one: Suggestion, *, measured: bool) -> str:
        sign = f" ({one.valence.value.replace('-', '−')})" if one.valence else ""
        sure = " · " + _("right {n} times of 10").format(n=round(10 * one.score)) if measured else ""
        parts = {part.text.casefold(): part for part in reversed(one.evidence)}
        words = ", ".join(reason(part) for part in list(reversed(parts.values()))[:WORDS_SHOWN])
        return _("{code}{sign}{sure} · a yes, z no · {words}").format(code=one.code, sign=sign, words=words, sure=sure)
