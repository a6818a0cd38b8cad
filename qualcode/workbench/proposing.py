"""Suggestions at the workbench: the next one with its reasons, a yes that codes, a no that lasts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.i18n import _
from qualcode.workbench.eyes import Eyes
from qualcode.workbench.reasons import reason

if TYPE_CHECKING:
    from qualcode.reduction.suggestion import Model, Suggestion
    from qualcode.workbench.app import Workbench

LEARN_AGAIN = 25
"""Codings more or fewer after which what they teach is learned anew."""
WORDS_SHOWN = 3


class Advice(Eyes):
    """What the keys for suggestions do; nothing is written but by a yes or a no."""

    def __init__(self, app: Workbench) -> None:
        super().__init__(app)
        self.proposed: Suggestion | None = None
        self._model: Model | None = None
        self._codings = 0
        self._found: tuple[tuple[str, int], list[Suggestion]] | None = None

    def suggestion(self) -> None:
        """Go to the next suggestion in this source and say what speaks for it."""
        if self.app.reading.layer.round > 1:
            self.app.say(_("A second round is coded without suggestions: they would repeat the first."))
            return
        self.app.say(_("Looking for suggestions …"))
        self.app.call_after_refresh(self._next)

    def _next(self) -> None:
        with self.app.stated():
            found, reading = self._suggestions(), self.app.reading
            if not found:
                self.proposed = None
                self.app.say(_("Nothing is suggested for what is not coded here."))
                return
            at = next((n for n, one in enumerate(found) if self.proposed and one.id == self.proposed.id), None)
            if at is None:
                ahead = (n for n, one in enumerate(found) if one.end > reading.selection.start)
                at = next(ahead, 0) - 1
            self.proposed = one = found[(at + 1) % len(found)]
            reading.select(one.start, one.end)
            self.app.moved()
            self.app.say(self._worded(one))

    def accept(self) -> None:
        """Yes to the suggestion that is shown."""
        one = self._shown()
        if one is not None:
            applied = self.app.desk.accept(one.id, self._model)
            self.proposed = None
            self.app.reading.meant = (*applied.added, *applied.changed, *applied.unchanged)[0].id
            self.app.renew()
            self.app.say(_("{code} given; s goes to the next suggestion, u takes it back.").format(code=one.code))

    def decline(self) -> None:
        """No to the suggestion that is shown."""
        one = self._shown()
        if one is not None:
            self.app.desk.decline(one.id, self._model)
            self.proposed = None
            self.app.renew()
            self.app.say(
                _("{code} is not suggested here again; s goes to the next, u takes it back.").format(code=one.code)
            )

    def _shown(self) -> Suggestion | None:
        """The suggestion that is shown, if it still holds and its place is still selected."""
        span, one = self.app.reading.selection.span, self.proposed
        if one is None or (span.start, span.end) != (one.start, one.end):
            self.proposed = None
            self.app.say(_("No suggestion is shown; s goes to the next one."))
            return None
        if one.id not in {other.id for other in self._suggestions()}:
            self.proposed = None
            self.app.say(_("This is no longer suggested; s goes to the next one."))
            return None
        return one

    def _suggestions(self) -> list[Suggestion]:
        """What is suggested in this source to this coder, in the order of the text, the surest of a place first."""
        from qualcode.reduction.suggestion import learn, suggest_for

        reading, study = self.app.reading, self.app.desk.study
        source, coder = reading.sheet.source.id, reading.layer.coder
        state = (source, study.data_version)
        if self._found is None or self._found[0] != state:
            if self._model is None or abs(len(study.codings) - self._codings) >= LEARN_AGAIN:
                alone = () if not study.project.coders or coder in study.project.coders else (coder,)
                self._model, self._codings = learn(study, coders=alone), len(study.codings)
            found = suggest_for(study, source, self._model, coder=coder)
            self._found = state, sorted(found, key=lambda one: (one.start, -one.score, one.code))
        return self._found[1]

    def _worded(self, one: Suggestion) -> str:
        measured = self._model is not None and self._model.fitted.measured
        sign = f" ({one.valence.value.replace('-', '−')})" if one.valence else ""
        sure = " · " + _("right {n} times of 10").format(n=round(10 * one.score)) if measured else ""
        parts = {part.text.casefold(): part for part in reversed(one.evidence)}
        words = ", ".join(reason(part) for part in list(reversed(parts.values()))[:WORDS_SHOWN])
        return _("{code}{sign}{sure} · a yes, z no · {words}").format(code=one.code, sign=sign, words=words, sure=sure)
