"""What is noted at the workbench beside codes: memos on segments, and blocks that say nothing about any focus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.i18n import _, ngettext
from qualcode.model import MemoType
from qualcode.workbench.form import Field
from qualcode.workbench.stating import Stating

if TYPE_CHECKING:
    from qualcode.workbench.app import Workbench


class Noting(Stating):
    """The acts that write a memo or mark a block; the last reason is offered again."""

    def __init__(self, app: Workbench) -> None:
        super().__init__(app)
        self.last_reason = ""

    def memo(self) -> None:
        """A memo on what is selected, of a kind (M&H94 p. 72); one about a code is linked to the code that is meant."""
        reading = self.app.reading
        old, span, source, current = reading.memo_here, reading.selection.span, reading.sheet.source.id, reading.current

        def written(values: dict[str, str]) -> None:
            kind = MemoType(values["type"])
            about = current.coding.code if current and kind is MemoType.CODE else None
            memo = self.app.desk.write_memo(source, span.start, span.end, values["text"], kind, old, about)
            self.app.renew()
            self.app.say(_("Memo {id} saved ({kind}).").format(id=memo.id, kind=_(kind.value)))

        fields = (
            Field("text", _("What strikes you? What might it mean?"), old.text if old else "", long=True, needed=True),
            Field(
                "type", _("Kind (Ctrl+T)"), (old.type if old else MemoType.CONCEPTUAL).value,
                options=tuple((kind.value, _(kind.value)) for kind in MemoType),
            ),
        )  # fmt: skip
        said = _("A memo is your own thought, dated, beside the data and never in it.")
        self.ask(_("Memo on this segment"), said, fields, written)

    def irrelevant(self) -> None:
        """Mark the blocks here as not relevant, or take the mark back."""
        reading = self.app.reading
        blocks, source = reading.blocks_here, reading.sheet.source.id
        numbers = [block.number for block in blocks]
        if not blocks:
            self.app.say(_("There is no block here."))
            return

        def mark(values: dict[str, str]) -> None:
            self.last_reason = values["reason"]
            self.app.desk.mark_irrelevant(source, numbers, values["reason"])
            self.app.renew()
            self.app.say(_("Marked as not relevant; b takes the mark back."))

        if all(block.irrelevant for block in blocks):
            self.app.desk.mark_irrelevant(source, numbers, "")
            self.app.renew()
            self.app.say(_("No longer marked as not relevant."))
            return
        said = ngettext("Block {first}.", "Blocks {first} to {last}.", len(blocks)).format(
            first=numbers[0], last=numbers[-1]
        )
        reason = Field(
            "reason", _("Why does it say nothing about any focus?"), self.last_reason, needed=True, offered=True
        )
        self.ask(_("Not relevant (tidak relevan)"), said, (reason,), mark)
