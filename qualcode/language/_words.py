"""Word lists typed as running text."""

from __future__ import annotations


def listed(text: str) -> tuple[str, ...]:
    """The words of a text, each once, in order."""
    return tuple(dict.fromkeys(text.split()))
