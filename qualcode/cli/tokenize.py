"""``tokenize``: what the language layer makes of a text; for inspection and scripts, needs no study."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from qualcode.cli._output import format_option, print_json, print_rows
from qualcode.cli._session import WordedCommand
from qualcode.i18n import N_, _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualcode.language.own_words import OwnWords
    from qualcode.language.pipeline import Pipeline
    from qualcode.model import Span, Token

_RULES = {
    "spelling": N_("everyday spelling"),
    "twice": N_("2 read as the word again"),
    "drawn": N_("drawn-out letters"),
    "function": N_("function word, left whole"),
    "kept": N_("name, regional or foreign word, left whole"),
    "unknown": N_("not in the word list, left whole"),
    "clitic": N_("only what hangs on it taken off"),
    "listed": N_("from the list of exceptions"),
    "standard": N_("affixes"),
    "spoken": N_("spoken affixes"),
    "repeated": N_("reduplication"),
    "bare": N_("unknown word: only what is sure taken off"),
}
"""What the rules of the language layer did to a word, in words; a root and a mark need none."""

OWN = N_("from words.txt of this study")


@click.command(
    "tokenize",
    cls=WordedCommand,
    help=_(
        "Show sentences, tokens, normal forms and stems of a text file or of standard input. "
        "Offsets count code points of the text, from 0."
    ),
)
@click.argument("file", metavar="[FILE|-]", default="-", type=click.Path(allow_dash=True))
@format_option()
def tokenize(file: str, format_: str) -> None:
    """Show what the language layer makes of a text."""
    from qualcode import language

    text = language.normalise(_text(file))
    pipeline = language.load()
    tokens, sentences = pipeline.analyse(text)
    own = _own_words()
    tokens = tuple(_by_own_words(own, token) for token in tokens)
    if format_ == "json":
        print_json({"text": text, "sentences": _spans(sentences), "tokens": _tokens(tokens)})
        return

    rows = [
        {"sentence": number, **token, "why": _why(own, pipeline, str(token["text"]))}
        for number, sentence in enumerate(sentences, 1)
        for token in _tokens([t for t in tokens if sentence.start <= t.start < sentence.end])
    ]
    headings = {
        "sentence": _("sentence"),
        "start": _("start"),
        "end": _("end"),
        "text": _("text"),
        "norm": _("normal form"),
        "stem": _("stem"),
        "why": _("why"),
    }
    print_rows(rows, headings, format_)


def _by_own_words(own: OwnWords, token: Token) -> Token:
    from dataclasses import replace

    if not own.get(token.text):
        return token
    norm, stem = own.stemmed(token.text)
    return replace(token, norm=norm, stem=stem)


def _own_words() -> OwnWords:
    """Those of the study in which the command is given, if it is given in one."""
    from qualcode.cli._session import study_folder
    from qualcode.errors import NoStudy
    from qualcode.language import own_words

    try:
        return own_words.read(study_folder())
    except NoStudy:
        return own_words.OwnWords()


def _why(own: OwnWords, pipeline: Pipeline, form: str) -> str:
    """The rules that led to a normal form and a stem, and the affixes taken off."""
    if own.get(form):
        return _(OWN)
    found = pipeline.explain(form)
    said = [_(_RULES[rule]) for rule in (found.norm_rule, found.stem_rule) if rule in _RULES]
    if found.affixes:
        said.append(" ".join(found.affixes))
    return "; ".join(said)


def _text(file: str) -> str:
    from pathlib import Path

    from qualcode.collection.written_files import decode, read_bytes

    if file == "-":
        data, name = sys.stdin.buffer.read(), "-"
    else:
        data, name = read_bytes(Path(file)), Path(file).name
    return decode(data, name)[0]


def _spans(spans: Sequence[Span]) -> list[dict[str, int]]:
    return [{"start": span.start, "end": span.end} for span in spans]


def _tokens(tokens: Sequence[Token]) -> list[dict[str, object]]:
    return [
        {"start": token.start, "end": token.end, "text": token.text, "norm": token.norm, "stem": token.stem}
        for token in tokens
    ]
