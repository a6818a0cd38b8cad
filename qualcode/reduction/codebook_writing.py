"""Codebooks written for people and programs: YAML and CSV that can be read again, Markdown and a Word appendix."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from qualcode.collection.documents import Remark
from qualcode.collection.written_files import write_csv, write_whole
from qualcode.errors import BadValue
from qualcode.model import Code, Focus, FocusKind
from qualcode.model.plain import to_plain
from qualcode.reduction.codebook_reading import LIST_MARK
from qualcode.reduction.codebooks import Codebook, tree_order
from qualcode.terms import Terms

FORMATS = (".yaml", ".csv", ".md", ".docx", ".qdc")
_COLUMNS = (
    "code", "name", "parent", "focus", "kind", "level", "definition", "include", "exclude", "keywords", "examples",
    "borderline", "cycle", "origin", "status", "condenses",
)  # fmt: skip
_DEFAULTS = {"origin": "frame", "status": "active"}


def write_codebook(codebook: Codebook, path: Path, terms: Terms) -> tuple[Remark, ...]:
    """Write a codebook in the format that the file's ending names; what the format cannot hold.

    ``BadValue`` for an ending that is none.
    """
    suffix = path.suffix.lower()
    if suffix in (".yaml", ".yml"):
        write_whole(path, as_yaml(codebook).encode())
    elif suffix == ".csv":
        write_csv(path, _COLUMNS, _rows(codebook))
    elif suffix == ".md":
        from qualcode.reduction.codebook_documents import as_markdown

        write_whole(path, as_markdown(codebook, terms).encode())
    elif suffix == ".docx":
        from qualcode.reduction.codebook_documents import as_docx

        write_whole(path, as_docx(codebook, terms))
    elif suffix == ".qdc":
        from qualcode.reduction.codebook_refi import as_refi

        body, losses = as_refi(codebook, terms)
        write_whole(path, body)
        return losses
    else:
        raise BadValue("format", suffix, FORMATS)
    return ()


def _fields(codebook: Codebook, code: Code) -> dict[str, Any]:
    """A code under the keys of a codebook file; ``kind`` stands with the top code of a focus."""
    plain: dict[str, Any] = to_plain(code)
    kinds = {focus.id: focus.kind for focus in codebook.focuses}
    kind = kinds.get(code.focus or "", FocusKind.ASPECT) if code.parent is None else FocusKind.ASPECT
    return plain | {"code": code.id, "kind": "" if kind is FocusKind.ASPECT else kind.value}


def _rows(codebook: Codebook) -> Iterable[list[str]]:
    for code in tree_order(codebook.codes):
        fields = _fields(codebook, code)
        yield [LIST_MARK.join(v) if isinstance(v := fields[name], list) else str(v or "") for name in _COLUMNS]


def as_yaml(codebook: Codebook) -> str:
    """The codebook as YAML with children under their parents; reading it gives the same codes."""
    from ruamel.yaml import YAML

    top: dict[str, Any] = {key: value for key in ("name", "language") if (value := getattr(codebook, key))}
    if focuses := [_focus(focus) for focus in codebook.focuses if _needs_statement(codebook, focus)]:
        top["focuses"] = focuses
    top["codes"] = _nested(codebook)
    yaml = YAML(typ="rt")
    yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.width = 110
    yaml.allow_unicode = True
    out = io.StringIO()
    yaml.dump(top, out)
    return out.getvalue()


def _needs_statement(codebook: Codebook, focus: Focus) -> bool:
    """Whether a focus holds more than its top code says."""
    tops = [code for code in codebook.codes if code.focus == focus.id and code.parent is None]
    own = next((code for code in tops if code.id == focus.id), tops[0] if tops else None)
    return bool(own is None or own.name != focus.label or focus.question or focus.scale or focus.weak_at is not None)


def _focus(focus: Focus) -> dict[str, Any]:
    stated: dict[str, Any] = {"focus": focus.id, "label": focus.label}
    if focus.kind is not FocusKind.ASPECT:
        stated["kind"] = focus.kind.value
    if focus.question:
        stated["question"] = focus.question
    if focus.scale:
        stated["scale"] = {step.value: step.label for step in focus.scale}
    if focus.weak_at is not None:
        stated["weak_at"] = focus.weak_at
    return stated


def _nested(codebook: Codebook) -> list[dict[str, Any]]:
    ids = {code.id for code in codebook.codes}
    made: dict[str, dict[str, Any]] = {}
    tops: list[dict[str, Any]] = []
    for code in tree_order(codebook.codes):
        fields = _fields(codebook, code)
        inside = code.parent in ids
        entry = {
            name: fields[name]
            for name in _COLUMNS
            if fields[name] and _DEFAULTS.get(name) != fields[name] and not (name == "parent" and inside)
        }
        for name in entry.keys() & {"keywords", "condenses"}:
            entry[name] = _on_one_line(entry[name])
        made[code.id] = entry
        if inside:
            made[str(code.parent)].setdefault("children", []).append(entry)
        else:
            tops.append(entry)
    return tops


def _on_one_line(words: list[str]) -> Any:
    """Words between brackets; one that holds more than letters, digits and dashes is quoted."""
    from ruamel.yaml.comments import CommentedSeq
    from ruamel.yaml.scalarstring import DoubleQuotedScalarString

    sequence = CommentedSeq(w if re.fullmatch(r"\w[\w -]*", w) else DoubleQuotedScalarString(w) for w in words)
    sequence.fa.set_flow_style()
    return sequence
