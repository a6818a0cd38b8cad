"""The file of wordings that stands beside the templates, ``wording.<language>.toml``, which a lecturer can change.

``[[kata]]`` is a word or phrase that is criticised, with what is better; ``[[janji]]`` names a technique of
trustworthiness, with the evidence that a study which used it holds.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from qualcode.collection.written_files import decode, read_bytes
from qualcode.errors import BadTemplate

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_Row = TypeVar("_Row")


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word or phrase that is criticised, and what is better; ``opens`` looks at the beginnings of sentences alone."""

    pattern: re.Pattern[str]
    better: str
    opens: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """A technique as prose names it, and the name of the evidence for it."""

    pattern: re.Pattern[str]
    evidence: str


@cache
def words(path: Path | None) -> tuple[Word, ...]:
    """The criticised words of a file; ``BadTemplate`` with the line where it cannot be read."""

    def word(row: dict[str, Any]) -> Word:
        opens = bool(row.get("awal"))
        return Word(
            pattern=re.compile(row["cari"], 0 if opens else re.IGNORECASE), better=row["lebih_baik"], opens=opens
        )

    return _rows(path, "kata", word)


@cache
def promises(path: Path | None) -> tuple[Promise, ...]:
    """The techniques that a file knows; ``BadTemplate`` with the line where it cannot be read."""

    def promise(row: dict[str, Any]) -> Promise:
        return Promise(pattern=re.compile(row["cari"], re.IGNORECASE), evidence=row["bukti"])

    return _rows(path, "janji", promise)


def _rows(path: Path | None, name: str, make: Callable[[dict[str, Any]], _Row]) -> tuple[_Row, ...]:
    if path is None:
        return ()
    text, _ = decode(read_bytes(path), path.name)
    try:
        return tuple(make(row) for row in tomllib.loads(text).get(name, []))
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        raise BadTemplate(str(path), int(line[1]) if line else None, str(error)) from None
    except re.error as error:
        line_ = next((n for n, row in enumerate(text.splitlines(), 1) if str(error.pattern) in row), None)
        raise BadTemplate(str(path), line_, str(error)) from None
    except (KeyError, TypeError, AttributeError) as error:
        raise BadTemplate(str(path), None, str(error)) from None
