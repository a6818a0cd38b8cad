"""``anonymise apply`` and ``undo``: the work between the proposals, the key and the study."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qualcode.i18n import _, ngettext

if TYPE_CHECKING:
    from qualcode.collection.identities import Proposal
    from qualcode.collection.identities.key_file import Hidden
    from qualcode.collection.identities.replacing import Masked, Replacement
    from qualcode.model import Source, Study
    from qualcode.storage.store import Act, Store

Chosen = list[tuple["Proposal", str]]


def passphrase(*, new: bool) -> str:
    """The passphrase of the key, from QUALCODE_KEY_PASSPHRASE or asked for; never shown."""
    given = os.environ.get("QUALCODE_KEY_PASSPHRASE", "")
    if given:
        return given
    asked: str = click.prompt(
        _("Passphrase of the key (nobody can recover it)"), hide_input=True, confirmation_prompt=new, err=True
    )
    return asked


def choose(proposals: Sequence[Proposal], *, yes: bool) -> Chosen:
    """Ask for each distinct identifier what to write instead; ``-`` leaves it as it is."""
    if yes:
        return [(one, one.suggestion) for one in proposals]
    answers: dict[tuple[str, str], str] = {}
    for one in proposals:
        if (one.text, one.suggestion) not in answers:
            same = sum((other.text, other.suggestion) == (one.text, one.suggestion) for other in proposals)
            click.echo(f"\n{one.source}: … {one.context} …", err=True)
            question = ngettext(
                "{text} ({n} time); write instead (- leaves it)",
                "{text} ({n} times); write instead (- leaves it)",
                same,
            )
            answer = click.prompt(question.format(text=one.text, n=same), default=one.suggestion, err=True)
            answers[one.text, one.suggestion] = " ".join(answer.split())
    chosen = [(one, answers[one.text, one.suggestion]) for one in proposals]
    return [(one, answer) for one, answer in chosen if answer != "-"]


def from_file(proposals: Sequence[Proposal], path: Path) -> Chosen:
    """What an edited list of ``scan --format csv`` says; rows that were deleted or left empty change nothing."""
    from qualcode.collection.written_files import read_csv, read_xlsx

    _headings, rows = (read_xlsx if path.suffix.lower() == ".xlsx" else read_csv)(path)
    written = {
        (row.get("source", ""), row.get("start", ""), row.get("end", "")): " ".join(row.get("suggestion", "").split())
        for _line, row in rows
    }
    chosen = [(one, written.get((one.source, str(one.start), str(one.end)), "")) for one in proposals]
    return [(one, answer) for one, answer in chosen if answer]


def numbered(proposals: Sequence[Proposal]) -> list[int]:
    """The number of each proposal within its source, from 1."""
    counts: dict[str, int] = {}
    numbers = []
    for one in proposals:
        counts[one.source] = counts.get(one.source, 0) + 1
        numbers.append(counts[one.source])
    return numbers


def write_list(proposals: Sequence[Proposal], path: Path) -> None:
    """The proposals as a table for reading and editing, outside the study's folder."""
    from qualcode.cli._session import study_folder
    from qualcode.collection.written_files import write_table

    if path.resolve().is_relative_to(study_folder().resolve()):
        raise click.BadParameter(
            _("the list holds identifiers; name a file outside the study's folder"), param_hint="--to"
        )
    names = ("source", "no", "kind", "text", "suggestion", "context", "start", "end")
    rows = [
        (
            one.source,
            number,
            one.kind.value + ("" if one.sure else " ?"),
            one.text,
            one.suggestion,
            one.context,
            one.start,
            one.end,
        )
        for one, number in zip(proposals, numbered(proposals), strict=True)
    ]
    write_table(path, "usulan", names, rows, {"text": 30, "suggestion": 20, "context": 60})


def hide(store: Store, chosen: Chosen, key: Path, secret: str) -> tuple[int, Chosen]:
    """Replace in the texts, as one act; the texts before it go to the key first.

    How many places were replaced, and those left as they are because the journal holds their words already.
    Raises ``HiddenTooLate`` where a segment cuts through a word; then nothing is written.
    """
    from qualcode import language
    from qualcode.collection.identities.key_file import read_key, write_key
    from qualcode.errors import HiddenTooLate
    from qualcode.language import kept as kept_forms
    from qualcode.storage.hiding import HIDE

    standing = read_key(key, secret)
    with store.act(HIDE) as act:
        written = act.journaled({one.text for one, _answer in chosen})
        late = [pair for pair in chosen if _too_late(act.study, pair[0], written)]
        chosen = [pair for pair in chosen if pair not in late]
        work = [(source, _masked(act.study, source, chosen)) for source in _sources(act.study, chosen)]
        touched = tuple(name for _source, made in work for name in made.touched)
        if touched:
            raise HiddenTooLate(touched)
        if work:
            kept = {one.digest for one in standing}
            new = [one for one in _hidden(act.study, work, chosen) if one.digest not in kept]
            write_key(key, secret, (*standing, *new))
            _write(act, work)
    kept_forms.forget(language.RULES, (one.text for one, _answer in chosen))
    store.compact()
    return len(chosen), late


def _too_late(study: Study, one: Proposal, written: frozenset[str]) -> bool:
    """Whether the journal holds the words; those of a role it always does, so that only a quotation of it counts."""
    from qualcode.collection.identities import HitKind
    from qualcode.model import Segment

    if one.kind is not HitKind.ROLE:
        return one.text in written
    quoted = (segment for segment in study.all(Segment) if segment.source == one.source and not segment.lost)
    return any(segment.start < one.end and one.start < segment.end for segment in quoted)


def _sources(study: Study, chosen: Chosen) -> tuple[Source, ...]:
    named = {one.source for one, _answer in chosen}
    return tuple(source for source in study.sources if source.id in named)


def _masked(study: Study, source: Source, chosen: Chosen) -> Masked:
    from qualcode.collection.identities.replacing import Replacement, masked

    made: list[Replacement] = [
        Replacement(one.start, one.end, answer) for one, answer in chosen if one.source == source.id
    ]
    return masked(study, source, made)


def _hidden(study: Study, work: Sequence[tuple[Source, Masked]], chosen: Chosen) -> list[Hidden]:
    """The working text and the text as it was read of each source, with what was replaced."""
    from qualcode.collection.identities.key_file import Hidden

    found = []
    for source, _made in work:
        table = dict.fromkeys((answer, one.text) for one, answer in chosen if one.source == source.id)
        found.append(Hidden(source.id, source.text_digest, study.text(source), tuple(table)))
        if source.original_digest != source.text_digest:
            found.append(Hidden(source.id, source.original_digest, study.kept_text(source.original_digest)))
    return found


def _write(act: Act, work: Sequence[tuple[Source, Masked]]) -> None:
    from qualcode import language

    pipeline = language.load()
    changing = {source.id for source, _made in work}
    staying = {
        digest
        for source in act.study.sources
        if source.id not in changing
        for digest in (source.text_digest, source.original_digest)
    }
    going = {digest for source, _made in work for digest in (source.text_digest, source.original_digest)}
    for _source, made in work:
        digest = act.put_text(made.text)
        act.put(*made.records)
        act.put_analysis(digest, language.RULES, *pipeline.analyse(made.text, made.stretches))
    act.forget_texts(going - staying)


def unhide(store: Store, key: Path, secret: str) -> bool:
    """Take the last act back if it hid identifiers, with the texts of the key; False if it did not."""
    from qualcode import language
    from qualcode.collection.identities.key_file import read_key
    from qualcode.model import Span
    from qualcode.storage.hiding import HIDE

    last = store.next_step()
    if last is None or last.command != HIDE:
        return False
    texts = read_key(key, secret)
    with store.act("anonymise undo") as act:
        for one in texts:
            act.put_text(one.text)
    store.undo()
    study = store.study()
    pipeline = language.load()
    named = {digest for source in study.sources for digest in (source.text_digest, source.original_digest)}
    with store.act("anonymise undo") as act:
        act.forget_texts({one.digest for one in texts} - named)
        for source in study.sources:
            if not store.has_analysis(source.text_digest):
                stretches = tuple(Span(block.start, block.end) for block in study.blocks(source.id))
                act.put_analysis(source.text_digest, language.RULES, *pipeline.analyse(study.text(source), stretches))
    return True
