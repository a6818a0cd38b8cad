"""Writers of displays, one file a format: displays and their study in, the bytes of a file out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.collection.written_files import write_whole
from qualcode.registry import Registry

if TYPE_CHECKING:
    from qualcode.displays._figure import Figure
    from qualcode.displays._result import Matrix
    from qualcode.displays._writers._writer import DisplayWriter
    from qualcode.model import Study

WRITERS: Registry[DisplayWriter] = Registry("qualcode.displays._writers", "WRITER", "format")
"""Every format by name, which is also its file extension."""


def fitting(displays: Sequence[Matrix | Figure]) -> tuple[str, ...]:
    """The formats that can hold these displays in one file."""
    kinds = {shown.kind for shown in displays}
    writers = WRITERS.load_all()
    return tuple(one.name for one in writers if kinds <= set(one.kinds) and (len(displays) == 1 or not one.single))


def write_file(displays: Sequence[Matrix | Figure], path: Path, study: Study) -> None:
    """Write displays into one file whose extension chooses the format, whole or not at all.

    Raises ``UnknownName`` for an extension that no writer has, ``CannotWrite`` where the file cannot be written.
    """
    write_whole(path, WRITERS.load(path.suffix.lower().lstrip(".")).render(displays, study))
