"""The encoding of text formats: UTF-8 is taken as it is, whatever else was found out is said."""

from __future__ import annotations

import json
from typing import Any

from qualcode.collection.documents import Remark, remark
from qualcode.collection.written_files import decode
from qualcode.errors import UnreadableSource


def decoded(data: bytes, name: str, declared: str = "") -> tuple[str, tuple[Remark, ...]]:
    """(text, what is said of its encoding). ``declared`` is what the file says of itself; believed where it fits."""
    if declared and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode(declared), ()
        except (LookupError, UnicodeDecodeError):
            pass  # the bytes themselves are looked at instead
    text, encoding = decode(data, name)
    return text, () if encoding == "utf-8" else (remark("encoding", encoding=encoding),)


def without_halves(text: str) -> str:
    """The text with surrogates in pairs joined, lone ones (half a character) as U+FFFD, and without NUL."""
    if text.isascii():
        return text.replace("\x00", "")
    return text.replace("\x00", "").encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def json_of(data: bytes, name: str, most: int) -> tuple[Any, tuple[Remark, ...]]:
    """(what a JSON file of at most ``most`` bytes holds, what is said of its encoding)."""
    if len(data) > most:
        raise UnreadableSource(name, "too_large", detail=f"{len(data) / 1e6:.0f} MB > {most / 1e6:.0f} MB")
    text, remarks = decoded(data, name)
    try:
        return json.loads(text), remarks
    except (ValueError, RecursionError):
        raise UnreadableSource(name, "json") from None
