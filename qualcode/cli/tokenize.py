"""``tokenize``: what the language layer makes of a text; for inspection and scripts, needs no study."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from qualcode.cli._output import format_option, print_json, print_rows
from qualcode.i18n import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualcode.model import Span, Token


@click.command(
    "tokenize",
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
    tokens, sentences = language.load().analyse(text)
    if format_ == "json":
        print_json({"text": text, "sentences": _spans(sentences), "tokens": _tokens(tokens)})
        return
    rows = [
        {"sentence": number, **token}
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
    }
    print_rows(rows, headings, format_)


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
