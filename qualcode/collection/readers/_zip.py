"""What a Word or Excel file is inside, looked at before any parser sees it."""

from __future__ import annotations

import io
import re
import zipfile

from qualcode.errors import UnreadableSource

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MOST_UNPACKED = 300_000_000
MOST_OF_ONE_PART = 60_000_000
"""Bytes of a part of XML; a transcript of a thousand pages has about 10 MB."""

MOST_RATIO = 400
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def open_office_file(data: bytes, name: str, main_part: str, why: str) -> zipfile.ZipFile:
    """The package of an office file, sound and of bounded size; ``why`` is the key if it is none."""
    if data.startswith(OLE):
        raise UnreadableSource(name, "encrypted" if _ENCRYPTED in data else "old_doc")
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
        infos = package.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError):
        raise UnreadableSource(name, why) from None
    if main_part not in package.namelist():
        raise UnreadableSource(name, why)
    unpacked = sum(info.file_size for info in infos)
    xml = max((info.file_size for info in infos if info.filename.endswith((".xml", ".rels"))), default=0)
    if unpacked > MOST_UNPACKED or xml > MOST_OF_ONE_PART or unpacked > MOST_RATIO * max(len(data), 50_000):
        raise UnreadableSource(name, "too_large", detail=f"{unpacked / 1e6:.0f} MB")
    return package


def read_part(package: zipfile.ZipFile, part: str, name: str, why: str) -> bytes:
    """The bytes of a part of a package, empty if it is not there; never more than it declares."""
    if part not in package.namelist():
        return b""
    try:
        with package.open(part) as file:
            content = file.read(MOST_OF_ONE_PART + 1)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, OSError, ValueError):
        raise UnreadableSource(name, why) from None
    if len(content) > MOST_OF_ONE_PART:
        raise UnreadableSource(name, "too_large", detail=f"> {MOST_OF_ONE_PART / 1e6:.0f} MB")
    if re.search(rb"<!(?:DOCTYPE|ENTITY)", content[:4096]):
        raise UnreadableSource(name, why)
    return content
