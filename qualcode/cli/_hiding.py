"""``anonymise apply`` and ``undo``: the work between the proposals, the key and the study."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qualcode.cli._deciding import Chosen
from qualcode.i18n import _

if TYPE_CHECKING:
    from qualcode.collection.identities import Proposal
    from qualcode.collection.identities.key_file import Hidden
    from qualcode.collection.identities.replacing import Masked, Replacement
    from qualcode.model import Source, Study
    from qualcode.storage.store import Act, Store


def passphrase(*, new: bool) -> str:
    """The passphrase of the key, from QUALCODE_KEY_PASSPHRASE or asked for; never shown."""
    given = os.environ.get("QUALCODE_KEY_PASSPHRASE", "")
    if given:
        return given
    asked: str = click.prompt(
        _("Passphrase of the key (nobody can recover it)"), hide_input=True, confirmation_prompt=new, err=True
    )
    return asked


def within(proposals: Sequence[Proposal], sources: Sequence[str]) -> list[Proposal]:
    """The proposals in some sources, and those elsewhere that have the same words; without sources all."""
    own = {(one.kind, one.text) for one in proposals if one.source in sources}
    return [
        one
        for one in proposals
        if not sources or one.source in sources or (":" in one.source and (one.kind, one.text) in own)
    ]


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


def hide(store: Store, chosen: Chosen, key: Path, secret: str) -> tuple[int, ...]:
    """Replace in texts and records, as one act; the texts before it go to the key first.

    The numbers of the entries of the log that hold words of what was replaced: the log is never changed.
    """
    from qualcode import language
    from qualcode.collection.identities import HitKind
    from qualcode.collection.identities.key_file import read_key, write_key
    from qualcode.language import kept as kept_forms
    from qualcode.storage.hiding import HIDE

    standing = read_key(key, secret)
    words = {one.text for one, _answer in chosen}
    told = {one.text for one, _answer in chosen if one.kind is not HitKind.ROLE}
    with store.act(HIDE) as act:
        work, records = _work(act.study, chosen)
        told |= _quotations(act.study, work)
        new = _hidden(act.study, work, chosen)
        known = {(one.digest, one.identities) for one in standing}
        write_key(key, secret, (*standing, *(one for one in new if (one.digest, one.identities) not in known)))
        act.put(*records)
        _write(act, work)
    kept_forms.forget(language.RULES, words)
    store.compact()
    return store.entries_with(told)


def let_stand(store: Store, left: Sequence[Proposal], reason: str) -> int:
    """Let proposals stand with a reason, as one act; how many there are that did not before."""
    from dataclasses import replace

    from qualcode.cli._session import actor
    from qualcode.collection.identities.standing import record_at, waivers
    from qualcode.storage.store import now

    texts: dict[str, list[str]] = {}
    for one in left:
        texts.setdefault(one.source, []).append(one.text)
    with store.act("anonymise waive") as act:
        made = [
            one
            for place, some in texts.items()
            for one in waivers(act.study, record_at(act.study, place), some, reason, (actor(), now()))
        ]
        made = list({(one.record, one.digest): one for one in made}.values())
        act.put(*(replace(one, id=act.new_id("PN")) for one in made))
    return len(made)


def _work(study: Study, chosen: Chosen) -> tuple[list[tuple[Source, Masked]], list[object]]:
    """Each source whose text changes with what it becomes, and the other records that change."""
    from qualcode.collection.identities import HitKind
    from qualcode.collection.identities.replacing import Replacement, masked, refrozen, reworded
    from qualcode.model import ref_to

    made: dict[str, list[Replacement]] = {}
    for one, answer in chosen:
        made.setdefault(one.source, []).append(Replacement(one.start, one.end, answer))
    sources = [source for source in study.sources if source.id in made]
    texts = {source.id: made.pop(source.id) for source in sources}
    changed = reworded(study, made)
    changed |= {ref_to(one): one for one in refrozen(study, {
        one.text: answer for one, answer in chosen if one.kind is not HitKind.ROLE
    })}  # fmt: skip
    work = [(source, masked(study, source, texts[source.id], changed)) for source in sources]
    done = {ref_to(record) for _source, result in work for record in result.records}
    return work, [record for ref, record in changed.items() if ref not in done]


def _quotations(study: Study, work: Sequence[tuple[Source, Masked]]) -> set[str]:
    """Quotations as they were before they changed, which may hold half a word."""
    from qualcode.model import Segment

    now = [record for _source, made in work for record in made.records if isinstance(record, Segment)]
    return {old for one in now if (old := study.get(Segment, one.id).quote) != one.quote}


def _hidden(study: Study, work: Sequence[tuple[Source, Masked]], chosen: Chosen) -> list[Hidden]:
    """The working text and the text as it was read of each source, what was replaced in it, and what elsewhere."""
    from qualcode.collection.identities.key_file import Hidden

    found = []
    for source, _made in work:
        table = dict.fromkeys((answer, one.text) for one, answer in chosen if one.source == source.id)
        found.append(Hidden(source.id, source.text_digest, study.text(source), tuple(table)))
        if source.original_digest != source.text_digest:
            found.append(Hidden(source.id, source.original_digest, study.kept_text(source.original_digest)))
    texts = {source.id for source, _made in work}
    if table := dict.fromkeys((answer, one.text) for one, answer in chosen if one.source not in texts):
        found.append(Hidden("", "", "", tuple(table)))
    return found


def _write(act: Act, work: Sequence[tuple[Source, Masked]]) -> None:
    from qualcode import language
    from qualcode.collection.identities.replacing import counted_anew

    if not work:
        return

    pipeline = language.load()
    for _source, made in work:
        digest = act.put_text(made.text)
        tokens, sentences = pipeline.analyse(made.text, made.stretches)
        records, going = counted_anew(made.records, sentences)
        act.remove(*going)
        act.put(*records)
        act.put_analysis(digest, language.RULES, tokens, sentences)
    act.forget_texts()


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
            if one.digest:
                act.put_text(one.text)
    store.undo()
    study = store.study()
    pipeline = language.load()
    with store.act("anonymise undo") as act:
        act.forget_texts({one.digest for one in texts})
        for source in study.sources:
            if not store.has_analysis(source.text_digest):
                stretches = tuple(Span(block.start, block.end) for block in study.blocks(source.id))
                act.put_analysis(source.text_digest, language.RULES, *pipeline.analyse(study.text(source), stretches))
    return True
