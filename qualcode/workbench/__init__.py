"""The full-screen coding view: a transcript, its stripes and the codebook; the only importer of textual."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qualcode.errors import QualcodeError
    from qualcode.storage.store import Store


def open_workbench(  # noqa: PLR0913 - what is opened, for whom, and how it looks
    store: Store,
    source: str,
    *,
    coder: str,
    words: Callable[[QualcodeError], str],
    round_: int = 1,
    light: bool = False,
) -> None:
    """Open a source for coding and return when the coder leaves. ``words`` says stated problems in their language."""
    from qualcode.workbench.app import Workbench
    from qualcode.workbench.desk import Desk
    from qualcode.workbench.page import Layer

    Workbench(Desk(store, Layer(coder, round_)), source, words, light=light).run()
