"""qualcode: qualitative data analysis after Miles & Huberman, from transcript to findings chapter.

In a notebook::

    study = qualcode.open_study("skripsi")
    matrix = qualcode.displays.load("role-ordered-matrix").build(study)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from qualcode.model import Study

__version__ = "0.1.0"


def open_study(folder: Path | str) -> Study:
    """The study in a folder, for reading; ``NoStudy`` if there is none."""
    from qualcode.storage.store import Store

    return Store.open(folder).study()
