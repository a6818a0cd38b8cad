"""What is said about a coding at the workbench: valence, directness, what the informant does not know."""

from __future__ import annotations

from qualcode.i18n import _
from qualcode.model import Coding, Directness, Valence
from qualcode.workbench.proposing import Advice

NEXT_VALENCE = (None, Valence.POSITIVE, Valence.NEGATIVE, Valence.BOTH, Valence.NEUTRAL)
NEXT_DIRECTNESS = (None, Directness.FIRST_HAND, Directness.HEARSAY, Directness.INFERENCE)


class Stating(Advice):
    """The acts that state something about the coding that is meant."""

    def _current(self) -> Coding | None:
        current = self.app.reading.current
        if current is None:
            self.app.say(_("No code stands here. Enter gives one."))
        return current.coding if current else None

    def _changed(self, coding: Coding, said: str) -> None:
        self.app.reading.meant = coding.id
        self.app.renew()
        self.app.say(said)

    def _state(self, coding: Coding, field: str, value: object, said: str) -> None:
        self._changed(self.app.desk.state(coding.id, **{field: value}), said)

    def _set_valence(self, valence: Valence | None) -> None:
        coding = self._current()
        if coding is not None:
            sign = valence.value.replace("-", "−") if valence else _("none")
            self._state(coding, "valence", valence, _("{code}: valence {sign}").format(code=coding.code, sign=sign))

    def positive(self) -> None:
        """Speaks for."""
        self._set_valence(Valence.POSITIVE)

    def negative(self) -> None:
        """Speaks against."""
        self._set_valence(Valence.NEGATIVE)

    def both(self) -> None:
        """Speaks for and against."""
        self._set_valence(Valence.BOTH)

    def neutral(self) -> None:
        """Speaks neither for nor against."""
        self._set_valence(Valence.NEUTRAL)

    def valence(self) -> None:
        """The next valence, at last none."""
        coding = self._current()
        if coding is not None:
            self._set_valence(NEXT_VALENCE[(NEXT_VALENCE.index(coding.valence) + 1) % len(NEXT_VALENCE)])

    def directness(self) -> None:
        """How the speaker knows: the next answer, at last none."""
        coding = self._current()
        if coding is not None:
            following = NEXT_DIRECTNESS[(NEXT_DIRECTNESS.index(coding.directness) + 1) % len(NEXT_DIRECTNESS)]
            known = _(following.value) if following else _("not stated")
            self._state(coding, "directness", following, _("{code}: {known}").format(code=coding.code, known=known))

    def dont_know(self) -> None:
        """The informant does not know, or does."""
        coding = self._current()
        if coding is not None:
            said = (
                _("{code}: the informant knows") if coding.dont_know else _("{code}: the informant does not know (TT)")
            )
            self._state(coding, "dont_know", not coding.dont_know, said.format(code=coding.code))
