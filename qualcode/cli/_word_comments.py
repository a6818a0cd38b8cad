"""Codings as comments in Word or under lines of a text: what was understood is shown before it is taken in."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qualcode.cli._output import remark
from qualcode.cli._session import confirm
from qualcode.i18n import _

if TYPE_CHECKING:
    from qualcode.model import Study
    from qualcode.reduction.coding_rows import Rows
    from qualcode.reduction.coding_word import Placed, WordCodings

WRITTEN = (".docx", ".txt")
READ = (*WRITTEN, ".docm")
_SHOWN = 60


def source_written(study: Study, file: Path, wanted: Any) -> int:
    """Write the source that ``--source`` or the name of the file says; how many codings were written."""
    from qualcode.collection.identities.standing import require_decided
    from qualcode.collection.privacy import is_pseudonymised
    from qualcode.model import Source
    from qualcode.reduction.coding_text import export_text
    from qualcode.reduction.coding_word_writing import export_word

    if len(wanted.source) > 1 or (not wanted.source and file.stem not in study.by_id(Source)):
        raise click.UsageError(
            _("Such a file holds one source. Name it: qualcode code export {file} --source W-01").format(file=file.name)
        )
    source = wanted.source[0] if wanted.source else file.stem
    require_decided(study, (source,), file.name)
    write = export_text if file.suffix.lower() == ".txt" else export_word
    count = write(study, file, source, wanted)
    if not is_pseudonymised(study, source):
        remark(
            _("{source} is not stated to be pseudonymised: read it for names before you give the file away.").format(
                source=source
            )
        )
    return count


def comments_read(study: Study, file: Path, *, source: str, coder: str, skip_bad: bool, yes: bool) -> Rows:
    """The codings of the comments, shown and asked for at a terminal.

    Raises ``BadFile`` for comments that cannot be placed unless ``skip_bad``; those placed by most of their words
    only count among these unless someone says yes.
    """
    from qualcode.errors import BadFile, Problem
    from qualcode.reduction.coding_rows import Rows
    from qualcode.reduction.coding_word import read_word_codings

    found = read_word_codings(study, file, source=source, coder=coder)
    asks = sys.stdin.isatty() and not yes
    _show(study, found, file, everything=asks)
    nearly = () if asks or yes else tuple(one for one in found.placed if not one.exact)
    problems = (
        *found.problems,
        *(Problem("comment_nearly", None, f"{one.assignment.code}, “{_short(one.anchor)}”") for one in nearly),
    )
    if problems and not skip_bad:
        raise BadFile(file.name, problems)
    if found.placed:
        confirm(_("Take these codings in?"), yes=not asks)
    return Rows(tuple(one.assignment for one in found.placed if one not in nearly), problems)


def _show(study: Study, found: WordCodings, file: Path, *, everything: bool) -> None:
    """What was understood: at a terminal all of it, else what needs a look."""
    remark(_("{file} holds the text of {source}.").format(file=file.name, source=found.source))
    for one in found.placed:
        if everything or not one.exact:
            remark(_line(study, one))
    for author, text in found.remarks:
        remark(
            _("Not taken in, names no code: {author}: {text}").format(author=author or "?", text=" ".join(text.split()))
        )
    commands = [command for command in found.commands if command]
    if commands:
        remark(_("What could not be placed can be coded by its lines (put them for A-B):"))
    for command in commands:
        remark("  " + command)


def _line(study: Study, one: Placed) -> str:
    from qualcode.model import Source

    given = one.assignment
    sign = given.valence.value if given.valence else ""
    sign = " (0)" if sign == "0" else sign
    there = "" if one.exact else f" → “{_short(study.text(study.get(Source, given.source))[given.start : given.end])}”"
    return f"  {'=' if one.exact else '≈'} {given.code}{sign} @{given.coder} “{_short(one.anchor)}”{there}"


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _SHOWN else words[: _SHOWN - 1] + "…"
