"""Shipped data (start lists, sample, templates, terms) and the study's own files that override it."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).resolve().parent
_TOP = {"codebooks": "codebooks", "sample": "transcripts/sample", "templates": "reports/templates"}


def shipped(kind: str) -> Path:
    """The folder of shipped ``codebooks``, ``sample`` or ``templates``, in a checkout or an installed package."""
    checkout = _HERE.parent / _TOP[kind]
    if (_HERE.parent / "pyproject.toml").is_file() and checkout.is_dir():
        return checkout
    return _HERE / "data" / kind


def lookup(kind: str, name: str, study_folder: Path | None = None) -> Path | None:
    """A file of this kind: the study's own first, then the shipped one; None if neither is there."""
    for folder in ([study_folder / kind] if study_folder else []) + [shipped(kind)]:
        if (folder / name).is_file():
            return folder / name
    return None


def names(kind: str, suffix: str) -> tuple[str, ...]:
    """Names (without suffix) of the shipped files of a kind."""
    return tuple(sorted(path.name.removesuffix(suffix) for path in shipped(kind).glob(f"*{suffix}")))
