"""Readers: one module for each file format, found by its content first and its extension second."""

from __future__ import annotations

from pathlib import PurePath

from qualcode.collection.documents import Reader
from qualcode.errors import UnreadableSource
from qualcode.registry import Registry

READERS: Registry[Reader] = Registry("qualcode.collection.readers", "READER", "reader")
"""The family of readers."""


def reader_for(data: bytes, name: str) -> Reader:
    """The reader of a file with these bytes; ``UnreadableSource`` if there is none."""
    if not data:
        raise UnreadableSource(name, "empty")
    extension = PurePath(name).suffix.lower()
    readers = READERS.load_all()
    own = [reader for reader in readers if extension in reader.extensions]
    for reader in (*own, *(reader for reader in readers if reader not in own)):
        if reader.accepts(data, extension):
            return reader
    raise UnreadableSource(name, "unknown_format", detail=extension)
