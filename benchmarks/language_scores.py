"""Scores of the language layer on Universal Dependencies data: ``language_scores.py FILE.jsonl.gz...``.

Each line of a file is one sentence in running order: ``t`` its text, ``k`` the spans of its surface tokens,
``w`` its syntactic words as (token index, form, lemma, part of speech).
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter
from pathlib import Path
from typing import Any

from qualcode.language import Pipeline, load
from qualcode.model import Span

_NO_LEMMA = {"PROPN", "PUNCT", "SYM", "NUM", "X"}


def f1(gold: set[tuple[int, int]], found: set[tuple[int, int]]) -> float:
    """Agreement of two sets of spans."""
    return 2 * len(gold & found) / (len(gold) + len(found))


def running_text(sentences: list[dict[str, Any]]) -> tuple[str, set[tuple[int, int]], set[tuple[int, int]]]:
    """The sentences joined by a space, the spans of their tokens, and their own."""
    text, tokens, spans = "", set(), set()
    for sentence in sentences:
        start = len(text)
        tokens |= {(start + a, start + b) for a, b in sentence["k"]}
        spans.add((start, start + len(sentence["t"])))
        text += sentence["t"] + " "
    return text, tokens, spans


def lemma_accuracy(pipeline: Pipeline, sentences: list[dict[str, Any]], wrong: Counter[tuple[str, str, str]]) -> float:
    """Share of the surface words whose stem is the lemma of their first syntactic word."""
    right = total = 0
    for sentence in sentences:
        first = {word[0]: word for word in reversed(sentence["w"])}
        for index, (_, _, lemma, tag) in first.items():
            if tag in _NO_LEMMA:
                continue
            form = sentence["t"][slice(*sentence["k"][index])]
            tokens, _ = pipeline.analyse(form)
            total += 1
            right += tokens[0].stem == lemma.casefold()
            if tokens[0].stem != lemma.casefold():
                wrong[form.casefold(), lemma, tokens[0].stem] += 1
    return right / total


def main() -> None:
    """Print a line of scores for each file, and with ``--wrong N`` its commonest wrong stems."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--wrong", type=int, default=0)
    options = parser.parse_args()
    pipeline = load()
    for path in options.files:
        with gzip.open(path, "rt", encoding="utf-8") as file:
            sentences = [json.loads(line) for line in file]
        text, tokens, spans = running_text(sentences)
        found, split = pipeline.analyse(text, [Span(0, len(text))])
        wrong: Counter[tuple[str, str, str]] = Counter()
        print(
            f"{path.name}: tokens {f1(tokens, {(t.start, t.end) for t in found}):.4f}, "
            f"sentences {f1(spans, {(s.start, s.end) for s in split}):.4f}, "
            f"lemmas {lemma_accuracy(pipeline, sentences, wrong):.4f}"
        )
        for (form, lemma, stem), count in wrong.most_common(options.wrong):
            print(f"  {count:4} {form}: {lemma}, not {stem}")


if __name__ == "__main__":
    main()
