"""The acts of coding at the desk: each is one transaction of the store, journaled and undoable, saved as it is made."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from qualcode.errors import BadValue, DuplicateName, UnknownName
from qualcode.model import (
    Block,
    Code,
    Coding,
    LogEntry,
    Memo,
    MemoType,
    Segment,
    Source,
    Study,
    ref_to,
)
from qualcode.reduction.coding import Applied, Assignment, apply_codes, segment_for
from qualcode.storage.store import Act, Store, now
from qualcode.workbench.page import Layer

if TYPE_CHECKING:
    from qualcode.reduction.suggestion import Suggestion

ACTS = (
    "code add",
    "code set",
    "code remove",
    "codebook add",
    "memo add",
    "memo set",
    "source mark",
    "suggest accept",
    "suggest reject",
)
"""Commands of the journal that the desk writes: these it takes back without asking."""


class Desk:
    """A study open for coding by one layer's coder."""

    def __init__(self, store: Store, layer: Layer) -> None:
        self.store = store
        self.layer = layer

    @property
    def study(self) -> Study:
        """The study as it stands now, also when another process has written."""
        return self.store.study()

    def give(self, source: str, start: int, end: int, codes: Iterable[str], **stated: Any) -> Applied:
        """Give codes to a place; a code that is there already takes on what is stated."""
        with self.store.act("code add") as act:
            return self._give(act, source, start, end, codes, **stated)

    def _give(self, act: Act, source: str, start: int, end: int, codes: Iterable[str], **stated: Any) -> Applied:
        wanted = [
            Assignment(
                source=source,
                start=start,
                end=end,
                code=code,
                coder=self.layer.coder,
                round=self.layer.round,
                **stated,
            )
            for code in codes
        ]
        applied = apply_codes(act.study, wanted, new_id=act.new_id, at=now())
        act.put(*applied.records)
        return applied

    def accept(self, suggestion: Suggestion) -> Applied:
        """Say yes to a suggestion: it becomes a coding of this layer, with the valence that was shown."""
        from qualcode.reduction.suggestion import accept

        with self.store.act("suggest accept") as act:
            answered = accept(act.study, [suggestion], coder=self.layer.coder, new_id=act.new_id, at=now())
            act.put(*answered.records)
        return answered.applied

    def decline(self, suggestion: Suggestion) -> None:
        """Say no to a suggestion, for good."""
        from qualcode.reduction.suggestion import reject

        with self.store.act("suggest reject") as act:
            act.put(*reject(act.study, [suggestion], coder=self.layer.coder, at=now()).records)

    def own(self, study: Study, coding_id: str) -> Coding:
        """A coding of this layer; ``UnknownName`` if it is gone or somebody else's."""
        found = study.find(Coding, coding_id)
        if found is None or Layer(found.coder, found.round) != self.layer:
            raise UnknownName("coding", coding_id)
        return found

    def state(self, coding_id: str, **fields: Any) -> Coding:
        """Set valence, directness, note … of a coding, None and empty values too."""
        with self.store.act("code set") as act:
            changed = replace(self.own(act.study, coding_id), **fields)
            act.put(changed)
        return changed

    def remove(self, coding_id: str) -> Coding:
        """Take a coding back, and its segment where nothing else refers to it."""
        with self.store.act("code remove") as act:
            going = self.own(act.study, coding_id)
            act.remove(going)
            self._leave(act, act.study.segments[going.segment])
        return going

    def recode(self, coding_id: str, code: str) -> Coding:
        """Give a coding another code; what was said about it stays."""
        with self.store.act("code set") as act:
            old = self.own(act.study, coding_id)
            act.study.get(Code, code)
            changed = replace(old, code=code)
            self._refuse_double(act.study, changed)
            act.put(changed)
        return changed

    def resize(self, coding_id: str, start: int, end: int) -> Coding:
        """Lay a coding on another place of its source."""
        with self.store.act("code set") as act:
            old = self.own(act.study, coding_id)
            left = act.study.segments[old.segment]
            segment = segment_for(act.study, left.source, start, end, lambda: act.new_id("S"))
            changed = replace(old, segment=segment.id)
            if changed != old:
                self._refuse_double(act.study, changed)
                act.put(segment, changed)
                self._leave(act, left)
        return changed

    def _leave(self, act: Act, segment: Segment) -> None:
        """Take a segment out where nothing refers to it any more."""
        if not act.referrers(segment):
            act.remove(segment)

    def _refuse_double(self, study: Study, changed: Coding) -> None:
        for other in study.codings:
            same = (other.segment, other.code) == (changed.segment, changed.code)
            if same and other.id != changed.id and Layer(other.coder, other.round) == self.layer:
                raise DuplicateName("coding", other.id)

    def new_code(
        self,
        code: Code,
        source: str,
        start: int,
        end: int,
    ) -> Applied:
        """Add a code to the end of the codebook and give it to a place. ``DuplicateName`` if there is such a code."""
        with self.store.act("codebook add") as act:
            self._add(act, code)
            # The study of this act does not know the code yet: its coding is made beside it.
            segment = segment_for(act.study, source, start, end, lambda: act.new_id("S"))
            coding = Coding(
                id=act.new_id("K"),
                segment=segment.id,
                code=code.id,
                coder=self.layer.coder,
                round=self.layer.round,
                at=now(),
            )
            act.put(segment, coding)
        return Applied(records=(segment, coding), added=(coding,))

    def new_code_instead(self, code: Code, coding_id: str) -> Coding:
        """Add a code to the end of the codebook and give it to a coding instead of its own."""
        with self.store.act("codebook add") as act:
            changed = replace(self.own(act.study, coding_id), code=code.id)
            self._add(act, code)
            act.put(changed)
        return changed

    def _add(self, act: Act, code: Code) -> None:
        if not re.fullmatch(r"\w[\w.\-/]*", code.id):
            raise BadValue("code", code.id)
        known = {one.casefold(): one for one in act.study.by_id(Code)}
        if code.id.casefold() in known:
            raise DuplicateName("code", known[code.id.casefold()])
        parent = act.study.get(Code, known.get(code.parent.casefold(), code.parent)).id if code.parent else None
        order = max((one.order for one in act.study.codes), default=-1) + 1
        act.put(replace(code, parent=parent, order=order))

    def write_memo(  # noqa: PLR0913 - a place and what is written about it
        self, source: str, start: int, end: int, text: str, kind: MemoType, old: Memo | None = None,
        about: str | None = None,
    ) -> Memo:  # fmt: skip
        """Write a memo on a segment, or change one that is there; ``about`` is a code that it speaks of."""
        with self.store.act("memo set" if old else "memo add") as act:
            named = (f"code:{act.study.get(Code, about).id}",) if about else ()
            if old is not None:
                memo = replace(act.study.get(Memo, old.id), text=text, type=kind)
            else:
                segment: Segment = segment_for(act.study, source, start, end, lambda: act.new_id("S"))
                act.put(segment)
                memo = Memo(
                    id=act.new_id("M"),
                    type=kind,
                    author=self.layer.coder,
                    date=now()[:10],
                    text=text,
                    links=(ref_to(segment),),
                )
            memo = replace(memo, links=tuple(dict.fromkeys((*memo.links, *named))))
            act.put(memo)
        return memo

    def mark_irrelevant(self, source: str, numbers: Iterable[int], reason: str) -> None:
        """Mark blocks as not relevant for a reason; an empty reason takes the mark back."""
        with self.store.act("source mark") as act:
            act.study.get(Source, source)
            blocks = [act.study.get(Block, f"{source}#{number}") for number in numbers]
            act.put(*(replace(block, irrelevant=reason.strip()) for block in blocks))

    def upcoming(self, *, redo: bool = False) -> tuple[LogEntry | None, bool]:
        """The act that undo (or redo) would take next, and whether it is one that this coder made at a desk."""
        entry = self.store.next_step(redo=redo)
        own = entry is not None and entry.command in ACTS and entry.actor == self.store.actor
        return entry, own

    def step(self, *, redo: bool = False) -> LogEntry:
        """Undo or redo one act."""
        return (self.store.redo() if redo else self.store.undo())[0]


def code_id_from(words: str) -> str:
    """An id for a code named by these words: capitals, words joined by hyphens."""
    return re.sub(r"[^\w.\-/]+", "-", words.strip()).strip("-_./").upper()[:40]
