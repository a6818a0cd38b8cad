"""Pandoc as a separate program: the one that pypandoc_binary brings along, else one on the path."""

from __future__ import annotations

import subprocess
from functools import cache
from pathlib import Path

from qualcode.errors import MissingProgram
from qualcode.resources import shipped

MARKDOWN = "--from=markdown-smart+raw_attribute-implicit_figures"
"""What the templates are written in: quotation marks stay as they are, and the words of a picture are no caption."""


@cache
def pandoc_path() -> str:
    """The pandoc program; ``MissingProgram`` with how to install it."""
    try:
        import pypandoc

        return str(pypandoc.get_pandoc_path())
    except (ImportError, OSError):
        raise MissingProgram("pandoc", "report", "pip install pypandoc_binary") from None


def run_pandoc(arguments: list[str], text: str, folder: Path | None = None) -> bytes:
    """Pandoc's output for a text on its standard input; no files are read but those named.

    Files that it writes beside its output go into ``folder``.
    """
    done = subprocess.run(  # noqa: S603 - a fixed program, arguments of our own
        [pandoc_path(), *arguments], input=text.encode(), capture_output=True, check=False, cwd=folder
    )
    if done.returncode != 0:
        raise RuntimeError(done.stderr.decode(errors="replace"))
    return done.stdout


def pandoc_file(name: str) -> Path:
    """A filter or page that ships with the templates."""
    return shipped("templates") / "_pandoc" / name
