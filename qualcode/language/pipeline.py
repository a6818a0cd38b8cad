"""The pipeline: a text's tokens with normal form and stem, and its sentences, all as exact spans."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from qualcode.language._sentences import Word, sentences_of, stretches_of
from qualcode.model import Span, Token

_CHUNK = re.compile(r"Rp(?=\d{1,3}(?:\.\d{3})+ (?:per|ribu|juta|miliar|triliun)\b)|\S+")
"""What stands without white space; the sign before a number that goes on in words is apart (``Rp`` ``9.000 per``)."""

Piece = tuple[int, int, str]
"""Start and end of a token within its chunk, and its text."""


@dataclass(frozen=True, slots=True)
class Found:
    """What became of a form, and why: the rules are those of ``Norms`` and ``Stemmer``; affixes as ``di-``, ``-in``."""

    norm: str
    stem: str
    norm_rule: str
    stem_rule: str
    affixes: tuple[str, ...] = ()


class Pipeline:
    """Analyses texts; keeps each white-space chunk's tokens and each form's normal form and stem.

    ``known`` gives form → (normal form, stem) found by the same rules in earlier runs; ``forms`` what is known now.
    """

    def __init__(
        self,
        pieces: Callable[[str], tuple[Piece, ...]],
        look: Callable[[str], Found],
        known: Mapping[str, tuple[str, str]],
    ) -> None:
        self._pieces = pieces
        self._look = look
        self._chunks: dict[str, tuple[Piece, ...]] = {}
        self._forms: dict[str, tuple[str, str]] = dict(known)
        self._found: dict[str, Found] = {}

    @property
    def forms(self) -> Mapping[str, tuple[str, str]]:
        """Form → (normal form, stem) of every form met or given."""
        return self._forms

    @property
    def found(self) -> Mapping[str, Found]:
        """What became of each form that was met and had not been given."""
        return self._found

    def analyse(self, text: str, stretches: Iterable[Span] = ()) -> tuple[tuple[Token, ...], tuple[Span, ...]]:
        """The tokens and sentences of a normalised text.

        No sentence crosses a line end, except within one of the ``stretches`` (in order, not overlapping), where
        lines are those of a wrapped paragraph.
        """
        tokens = self._tokens(text)
        starts = [token.start for token in tokens]
        sentences: list[Span] = []
        for stretch in stretches_of(text, stretches):
            first, last = bisect_left(starts, stretch.start), bisect_left(starts, stretch.end)
            words: list[Word] = [(token.start, token.end, token.text) for token in tokens[first:last]]
            sentences.extend(sentences_of(words))
        return tokens, tuple(sentences)

    def _tokens(self, text: str) -> tuple[Token, ...]:
        chunks, forms = self._chunks, self._forms
        tokens: list[Token] = []
        for match in _CHUNK.finditer(text):
            chunk, at = match.group(), match.start()
            pieces = chunks.get(chunk)
            if pieces is None:
                pieces = chunks[chunk] = self._pieces(chunk)
            for start, end, form in pieces:
                found = forms.get(form)
                if found is None:
                    found = forms[form] = self._form(form)
                tokens.append(Token(at + start, at + end, form, *found))
        return tuple(tokens)

    def _form(self, form: str) -> tuple[str, str]:
        found = self._found[form] = self._look(form)
        return found.norm, found.stem

    def explain(self, form: str) -> Found:
        """The normal form and the stem of a form, with the rules that led to them."""
        return self._look(form)
