"""The encoding of text formats: UTF-8 is taken as it is, whatever else was found out is said."""

from __future__ import annotations

from qualcode.collection.documents import Remark, remark
from qualcode.collection.written_files import decode


def decoded(data: bytes, name: str, declared: str = "") -> tuple[str, tuple[Remark, ...]]:
    """(text, what is said of its encoding). ``declared`` is what the file says of itself; believed where it fits."""
    if declared and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode(declared), ()
        except (LookupError, UnicodeDecodeError):
            pass  # the bytes themselves are looked at instead
    text, encoding = decode(data, name)
    return text, () if encoding == "utf-8" else (remark("encoding", encoding=encoding),)
