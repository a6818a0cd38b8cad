"""Writers of matrices, one file a format: matrices and their study in, the bytes of a file out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.collection.written_files import write_whole
from qualcode.registry import Registry

if TYPE_CHECKING:
    from qualcode.displays._result import Matrix
    from qualcode.displays._writers._writer import MatrixWriter
    from qualcode.model import Study

WRITERS: Registry[MatrixWriter] = Registry("qualcode.displays._writers", "WRITER", "format")
"""Every format by name, which is also its file extension."""


def write_matrices(matrices: Sequence[Matrix], path: Path, study: Study) -> None:
    """Write matrices into one file whose extension chooses the format, whole or not at all.

    Raises ``UnknownName`` for an extension that no writer has, ``CannotWrite`` where the file cannot be written.
    """
    write_whole(path, WRITERS.load(path.suffix.lower().lstrip(".")).render(matrices, study))
