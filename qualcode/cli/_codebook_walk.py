"""Going through the segments of a code that is split: one segment, one key; each answer is saved as it is given."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from qualcode.cli._output import done, print_flowing, remark
from qualcode.cli._session import open_store
from qualcode.i18n import _, ngettext

if TYPE_CHECKING:
    from qualcode.model import Study
    from qualcode.storage.store import Store

_KEYS = "123456789abcdefghijklmnoprtvwxyz"
"""Keys of the codes: digits, then letters that mean nothing else."""
_AROUND = 140
"""Code points of text shown before and after a segment."""
_LATER, _BACK, _STOP, _SEVERAL = " s", "u", "q\x1b", "&+"


def undecided_rows(study: Study, code_id: str, coder: str = "") -> list[dict[str, Any]]:
    """What is to be decided, with an empty ``code`` to fill in."""
    from qualcode.collection.citations import citations
    from qualcode.reduction.codebook_splitting import undecided

    cited = citations(study)
    rows = []
    for coding in undecided(study, code_id):
        if coder and coding.coder != coder:
            continue
        segment = study.segments[coding.segment]
        text = study.text(segment.source)
        before, after = around(text, segment.start, segment.end)
        rows.append(
            {
                "id": coding.id,
                "code": "",
                "source": segment.source,
                "line": text.count("\n", 0, segment.start) + 1,
                "start": segment.start,
                "end": segment.end,
                "coder": coding.coder,
                "valence": coding.valence.value if coding.valence else "",
                "quote": segment.quote,
                "context": f"{before}«{segment.quote}»{after}",
                "note": coding.note,
                "citation": cited[segment.id],
            }
        )
    return rows


def around(text: str, start: int, end: int) -> tuple[str, str]:
    """The text before and after a segment, cut between words."""
    before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    if start > _AROUND:
        before = "… " + before.partition(" ")[2]
    if end + _AROUND < len(text):
        after = after.rpartition(" ")[0] + " …"
    return before, after


def show_in_context(text: str, start: int, end: int) -> None:
    """Print a segment between marks, with the text around it."""
    from rich.text import Text

    before, after = around(text, start, end)
    print_flowing(Text.assemble(before, (f"«{text[start:end]}»", "bold"), after))


def walk(code_id: str, parts: tuple[str, ...], coder: str) -> None:
    """Ask for each coding where it goes, until the end or until the researcher stops."""
    if len(parts) > len(_KEYS):
        raise click.UsageError(_("At most {n} codes at once.").format(n=len(_KEYS)))
    with open_store() as store:
        _Walk(store, code_id, parts, coder).go()


def _key() -> str:
    """The next key of the terminal, or of what is fed to the command; empty at the end."""
    if sys.stdin.isatty():
        return click.getchar()
    key = "\n"
    while key in ("\n", "\r"):
        key = sys.stdin.read(1)
    return key


class _Walk:
    """One sitting: what was decided, so that the last answer can be taken back."""

    def __init__(self, store: Store, code_id: str, parts: tuple[str, ...], coder: str) -> None:
        self.store = store
        self.code_id = code_id
        self.parts = parts
        self.keys = dict(zip(_KEYS, parts, strict=False))
        self.rows = undecided_rows(store.study(), code_id, coder)
        self.answered: list[int] = []

    def go(self) -> None:
        """Go through the rows."""
        self._begin()
        at = 0
        while at < len(self.rows):
            self._show(at)
            answer = self._answer()
            if answer is None:
                break
            if answer == _BACK:
                at = self._take_back(at)
                continue
            if answer:
                self._decide({self.rows[at]["id"]: tuple(self.keys[key] for key in answer)})
                self.answered.append(at)
            at += 1
        count = len(self.answered)
        if count:
            text = ngettext(
                "{n} segment decided. Take it back with: qualcode undo",
                "{n} segments decided. Take them back with: qualcode undo {n}",
                count,
            )
            done(text.format(n=count))

    def _begin(self) -> None:
        """Show what the split means beside the codings; nothing is written before the first answer."""
        from qualcode.cli._codebook_changes import UnknownIds, today
        from qualcode.cli._codebook_preview import preview, preview_lines
        from qualcode.displays._code_lines import line_turner
        from qualcode.reduction.codebook_splitting import split_code

        study = self.store.study()
        revision = split_code(study, self.code_id, self.parts, {}, date=today(), new_id=UnknownIds())
        click.echo(f"codebook split: {self.code_id} → {', '.join(self.parts)}")
        for line in preview_lines(preview(study, revision, "codebook split", line_turner(study))):
            print_flowing(line)

    def _show(self, at: int) -> None:
        row = self.rows[at]
        click.echo()
        click.secho(
            f"{at + 1}/{len(self.rows)}  {row['citation']}  {row['coder']} {row['valence']}".rstrip(), bold=True
        )
        show_in_context(self._text(row["source"]), row["start"], row["end"])
        if row["note"]:
            click.echo(_("note: {note}").format(note=row["note"]))
        codes = "  ".join(f"{key} {code}" for key, code in self.keys.items())
        click.echo(f"{codes}  ·  " + _("& several  s later  u back  q stop"))

    def _text(self, source: str) -> str:
        return self.store.study().text(source)

    def _answer(self) -> str | None:
        """Keys of codes, empty for later, ``u`` to go back, None to stop."""
        while True:
            try:
                key = _key()
            except (KeyboardInterrupt, EOFError):
                return None
            if not key or key in _STOP or key in "\x03\x04":
                return None
            if key in self.keys:
                return key
            if key in _LATER:
                return ""
            if key == _BACK:
                return _BACK
            if key in _SEVERAL:
                typed = click.prompt(
                    _("Keys of the codes, one after another"), default="", show_default=False, err=True
                )
                found = "".join(dict.fromkeys(one for one in typed if one in self.keys))
                if found:
                    return found
            remark(_("This key means nothing here."))

    def _decide(self, decisions: dict[str, tuple[str, ...]]) -> None:
        from qualcode.cli._codebook_changes import today
        from qualcode.reduction.codebook_splitting import split_code

        with self.store.act("codebook split") as act:
            revision = split_code(act.study, self.code_id, self.parts, decisions, date=today(), new_id=act.new_id)
            act.put(*revision.put)
            act.remove(*revision.remove)

    def _take_back(self, at: int) -> int:
        if not self.answered:
            remark(_("There is nothing to go back to in this sitting."))
            return at
        self.store.undo()
        return self.answered.pop()
