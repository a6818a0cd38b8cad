"""Text from transcripts made safe for Markdown and HTML: what was said is shown, never obeyed."""

from __future__ import annotations

import html
import re

_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
_ACTIVE = re.compile(r"([\\`*_\[\]<>|~^$])")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_LINE_START = re.compile(r"^(#{1,6}(?=\s|$)|[+=:-](?=\s|$)|\d+(?=[.)](?:\s|$))|-{2,}|={2,})")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff\ud800-\udfff]")


def one_line(text: str) -> str:
    """Text without characters that XML cannot hold, every stretch of white space made one space."""
    return re.sub(r"\s+", " ", _NOT_XML.sub(" ", text))


def for_pandoc(text: str) -> str:
    """Text as literal pandoc Markdown: every ASCII punctuation mark is escaped."""
    return _PUNCTUATION.sub(r"\\\1", one_line(text))


def for_reading(text: str) -> str:
    """Text as literal Markdown that stays pleasant to read: only what would act is escaped."""
    escaped = _ENTITY.sub(r"\\&", _ACTIVE.sub(r"\\\1", one_line(text)))
    return _LINE_START.sub(_start, escaped)


def _start(match: re.Match[str]) -> str:
    sign = match.group()
    return f"{sign}\\" if sign.isdigit() else f"\\{sign}"


def for_html(text: str) -> str:
    """Text as literal HTML, safe inside a fenced raw block."""
    return html.escape(one_line(text), quote=True).replace("`", "&#96;")
