"""JSON: the document as data, for scripts: every sentence with what it rests on, every quotation with its place."""

from __future__ import annotations

import json
from base64 import b64encode
from dataclasses import fields, is_dataclass
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qualcode.report.layout import kind_of_part
from qualcode.report.writers import Writer

if TYPE_CHECKING:
    from qualcode.report.document import Document


def _to_bytes(document: Document, _laid_out: str) -> bytes:
    """The document model as it is; each part names its kind, the profile stands by its name."""
    return json.dumps(_plain(document), ensure_ascii=False, indent=1).encode()


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        parts = {f.name: _plain(getattr(value, f.name)) for f in fields(value) if f.name != "profile"}
        if hasattr(value, "profile"):
            parts["profile"] = value.profile.name
        return {"kind": kind_of_part(value)} | parts
    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    if isinstance(value, bytes):
        return b64encode(value).decode()
    if isinstance(value, Enum):
        return value.value
    return str(value) if isinstance(value, Path) else value


WRITER = Writer(name="json", to_bytes=_to_bytes)
