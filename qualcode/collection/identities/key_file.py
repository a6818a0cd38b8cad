"""The key: an encrypted file outside the study that holds what was hidden, for the researcher alone.

scrypt turns the passphrase into a key, Fernet (AES-128-CBC with HMAC-SHA256) encrypts. Each line of what is encrypted
is one text as it was, with the table pseudonym ↔ identity.
"""

from __future__ import annotations

import base64
import json
import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.errors import BadKey

if TYPE_CHECKING:
    from cryptography.fernet import Fernet

_MARK = b"qualcode-key-1\n"
_SALT = 16


@dataclass(frozen=True, slots=True)
class Hidden:
    """A text as it was before identifiers were replaced, under its digest, and what was replaced in it."""

    source: str
    digest: str
    text: str
    identities: tuple[tuple[str, str], ...] = ()


def key_place(path: Path, study_folder: Path) -> Path:
    """The path of a key file; ``BadKey`` if it lies in the study's folder or where there is no folder."""
    place = path.resolve()
    if place.is_relative_to(study_folder.resolve()):
        raise BadKey(path.name, "inside")
    if not place.parent.is_dir() or place.is_dir():
        raise BadKey(path.name, "no_folder")
    return place


def read_key(path: Path, passphrase: str) -> tuple[Hidden, ...]:
    """What a key file holds; nothing if there is none yet. ``BadKey`` if the passphrase does not open it."""
    if not path.exists():
        return ()
    from cryptography.fernet import InvalidToken

    data = path.read_bytes()
    if not data.startswith(_MARK):
        raise BadKey(path.name, "no_key")
    body = data[len(_MARK) :]
    try:
        plain = _cipher(passphrase, body[:_SALT]).decrypt(body[_SALT:])
    except InvalidToken:
        raise BadKey(path.name, "passphrase") from None
    return tuple(
        Hidden(one["source"], one["digest"], one["text"], tuple((a, b) for a, b in one["identities"]))
        for one in json.loads(plain)
    )


def write_key(path: Path, passphrase: str, hidden: Sequence[Hidden]) -> None:
    """Write a key file, whole or not at all."""
    salt = os.urandom(_SALT)
    token = _cipher(passphrase, salt).encrypt(json.dumps([asdict(one) for one in hidden]).encode())
    beside = path.with_name(path.name + ".tmp")
    try:
        with beside.open("wb") as file:
            file.write(_MARK + salt + token)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError:
        raise BadKey(path.name, "no_folder") from None


def _cipher(passphrase: str, salt: bytes) -> Fernet:
    from cryptography.fernet import Fernet
    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

    key = Scrypt(salt=salt, length=32, n=2**15, r=8, p=1).derive(passphrase.encode())
    return Fernet(base64.urlsafe_b64encode(key))
