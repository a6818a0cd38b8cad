"""What the user said of the files that are taken in, which source a file is meant to be, and how far the work is."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from qualcode.i18n import _

if TYPE_CHECKING:
    from qualcode.model import Source, Study, Technique

SHOW_PROGRESS_FROM = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What the user said of the files: how to read them, and whose words they are."""

    reading: Mapping[str, Any] = field(default_factory=dict)
    date: str = ""
    role: str | None = None
    informant: str | None = None
    codes: Mapping[str, str] = field(default_factory=dict)
    replaces: str = ""
    yes: bool = False
    asks: bool = False
    lines: bool = True

    @property
    def people(self) -> dict[str, str | None]:
        """Role and informant, as ``source_records`` takes them."""
        return {"role": self.role, "informant": self.informant}


def named_source(path: Path, study: Study, wanted: Wanted) -> Source | None:
    """The source of the study that a file is meant to be: the one that is given, or the one its name speaks of."""
    from qualcode.collection.ingest import source_named
    from qualcode.model import Source

    return study.get(Source, wanted.replaces) if wanted.replaces else source_named(path.name, study)


class Standing(NamedTuple):
    """What is told of a source that is in the study already: its fields of these names."""

    id: str
    technique: Technique
    informants: tuple[str, ...]
    date: str
    words: int


def standing(study: Study) -> dict[str, Standing]:
    """The sources by the digests by which a file is known: of its bytes, and of its text as it was read."""
    from qualcode.model import Source

    of_file, of_text, *told = study.columns(Source, "file_digest", "original_digest", *Standing._fields)
    sources = tuple(map(Standing._make, zip(*told, strict=True)))
    return dict(zip((*of_text, *of_file), sources * 2, strict=True))


class Progress:
    """A bar on standard error with the time left, while many files are read; silent for few or without a terminal."""

    def __init__(self, count: int) -> None:
        self._bar: Any = None
        if count >= SHOW_PROGRESS_FROM and sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import Progress as Bar

            self._bar = Bar(console=Console(stderr=True), transient=True, redirect_stdout=sys.stdout.isatty())
            self._task = self._bar.add_task(_("Reading"), total=count)

    def __enter__(self) -> Self:
        if self._bar:
            self._bar.start()
        return self

    def __exit__(self, *_error: object) -> None:
        if self._bar:
            self._bar.stop()

    def advance(self) -> None:
        """One file more."""
        if self._bar:
            self._bar.advance(self._task)

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Without the bar, so that a question can be seen and answered."""
        if self._bar:
            self._bar.stop()
        yield
        if self._bar:
            self._bar.start()
