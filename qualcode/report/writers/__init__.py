"""Output formats, one module each: ``<format>.py`` holds the ``WRITER`` for files ending in ``.<format>``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qualcode.registry import Registry

if TYPE_CHECKING:
    from qualcode.report.document import Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Writer:
    """A format: its name, and how a document that was laid out in Markdown becomes the bytes of a file.

    ``form`` is the format that it is laid out for, where that is another one.
    """

    name: str
    to_bytes: Callable[[Document, str], bytes]
    form: str = ""


WRITERS: Registry[Writer] = Registry("qualcode.report.writers", "WRITER", "report format")
