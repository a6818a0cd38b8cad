"""Expected texts kept as Markdown files beside the tests; QUALCODE_WRITE_GOLDENS=1 writes them anew."""

from __future__ import annotations

import os
from pathlib import Path


def assert_golden(path: Path, text: str) -> None:
    """The text equals the file."""
    if os.environ.get("QUALCODE_WRITE_GOLDENS"):
        path.write_text(text, encoding="utf-8", newline="\n")
    assert text == path.read_text(encoding="utf-8"), f"differs from {path.name}"
