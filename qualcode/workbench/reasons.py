"""The words that speak for a suggestion, as they are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.i18n import _

if TYPE_CHECKING:
    from qualcode.reduction.suggestion import Evidence


def reason(part: Evidence) -> str:
    """The words with where they stand if that is not the text alone, and how often a keyword was right so far."""
    if part.why == "question":
        return _("question: “{words}”").format(words=part.text)
    if part.why == "codebook":
        return _("in the definition: “{words}”").format(words=part.text)
    if part.why == "related":
        return _("goes with the definition: “{words}”").format(words=part.text)
    if part.why == "before":
        return _("said before: “{words}”").format(words=part.text)
    if part.why == "after":
        return _("said after: “{words}”").format(words=part.text)
    said = f"“{part.text}”"
    return said + " " + _("({right} of {count})").format(right=part.right, count=part.stood) if part.stood else said
