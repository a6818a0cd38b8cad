"""Stems kept from one study to the next: a small file in the user's cache folder, remade whenever it is not sound.

It holds dictionary words with affixes and nothing else: forms in lower case that the rules for standard Indonesian lead
to a known root, in the order of the alphabet. A name, an unknown word, a number, or a form that only the rules for
spoken Indonesian explain (they take some names apart) never enters it; nor does it say from which study a word came.

``QUALCODE_CACHE=FOLDER`` puts the file elsewhere, ``QUALCODE_CACHE=off`` does without it. Whatever is wrong with file
or folder, nothing is said and no error raised: the words are stemmed again.
"""

from __future__ import annotations

import os
import re
import sys
import tempfile
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from zlib import crc32

from qualcode.language.pipeline import Found

Forms = dict[str, tuple[str, str]]
"""Form → (normal form, stem)."""

NAME = "forms.txt"
MOST = 50_000
"""Forms that the file holds at most; it stays below two megabytes."""

_FORM = re.compile(r"[a-z]+(?:-[a-z]+)*")
_LONGEST = 40
_LARGEST = 8_000_000
_WORD = re.compile(r"[^\W\d_]{3,}")


def known(rules: str) -> Forms:
    """What earlier runs kept under this version of the rules; empty where there is nothing sound to read."""
    path = _path()
    return _read(path, rules) if path else {}


def keep(rules: str, found: Mapping[str, Found]) -> None:
    """Add to the file what may be kept of the forms found now.

    Of two processes that write at once the later one wins; what it did not know of is stemmed and kept another time.
    """
    path = _path()
    new = _lasting(found) if path else {}
    if path is None or not new:
        return
    forms = _read(path, rules)
    before = len(forms)
    for form, pair in new.items():
        if len(forms) >= MOST:
            break
        forms.setdefault(form, pair)
    if len(forms) > before:
        _write(path, rules, forms)


def forget(rules: str, texts: Iterable[str]) -> None:
    """Take out every form that begins with a word of these texts: identifiers that were hidden from a study."""
    path = _path()
    if path is None:
        return
    words = tuple({word for text in texts for word in _WORD.findall(text.casefold())})
    forms = _read(path, rules)
    left = {form: pair for form, pair in forms.items() if not form.startswith(words)}
    if forms and len(left) == len(forms):
        return
    if not left or not _write(path, rules, left):
        with suppress(OSError):
            path.unlink()


def _lasting(found: Mapping[str, Found]) -> Forms:
    """Of forms found, those that are dictionary words with affixes; a root itself is not worth keeping."""
    from qualcode.language._forms import is_root

    return {
        form: (one.norm, one.stem)
        for form, one in found.items()
        if one.stem_rule == "standard"
        and len(form) <= _LONGEST
        and all(map(_FORM.fullmatch, (form, one.norm, one.stem)))
        and is_root(one.stem)
    }


def _path() -> Path | None:
    """The file, or None where nothing is to be kept or no folder is known."""
    asked = os.environ.get("QUALCODE_CACHE", "").strip()
    if asked.casefold() == "off":
        return None
    if asked:
        return Path(asked) / NAME
    with suppress(RuntimeError):  # a user without a home folder
        return _user_folder() / "qualcode" / NAME
    return None


def _user_folder() -> Path:
    """Where the platform has programs keep what they can make again."""
    if sys.platform == "win32":
        named, usual = os.environ.get("LOCALAPPDATA", ""), Path("AppData", "Local")
    elif sys.platform == "darwin":
        named, usual = "", Path("Library", "Caches")
    else:
        named, usual = os.environ.get("XDG_CACHE_HOME", ""), Path(".cache")
    return Path(named) if Path(named).is_absolute() else Path.home() / usual


def _read(path: Path, rules: str) -> Forms:
    """The forms of a file; none if it is missing, of other rules, or does not equal its checksum."""
    try:
        if path.stat().st_size > _LARGEST:
            return {}
        head, _, body = path.read_bytes().partition(b"\n")
        if head != _head(rules, body):
            return {}
        rows = (line.split("\t") for line in body.decode("ascii").splitlines())
        return {form: (norm, stem) for form, norm, stem in rows}
    except (OSError, ValueError):
        return {}


def _write(path: Path, rules: str, forms: Forms) -> bool:
    """Put a whole file in the place of the old one, so that nobody reads half of one; False if it cannot be."""
    body = "".join(f"{form}\t{norm}\t{stem}\n" for form, (norm, stem) in sorted(forms.items())).encode("ascii")
    made: Path | None = None
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f"{NAME}.", delete=False) as file:
            made = Path(file.name)
            file.write(_head(rules, body) + b"\n" + body)
        made.replace(path)
    except OSError:
        if made is not None:
            with suppress(OSError):
                made.unlink()
        return False
    return True


def _head(rules: str, body: bytes) -> bytes:
    return f"qualcode forms 1, rules {rules}, checksum {crc32(body):08x}".encode("ascii")
