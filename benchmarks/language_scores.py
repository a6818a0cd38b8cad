"""Scores of the language layer: ``language_scores.py FOLDER`` with Universal Dependencies data and spoken forms.

Each line of a file is one sentence in running order: ``t`` its text, ``k`` the spans of its surface tokens,
``w`` its syntactic words as (token index, form, lemma, part of speech). The first half of each file may be read
while rules are written, the second is only scored; likewise the forms of ``spoken_forms.txt`` by their CRC-32.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zlib import crc32

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


def spoken(pipeline: Pipeline) -> Iterator[tuple[str, int, float]]:
    """For the forms read and those only scored: how many, and the share whose stem is the root that is given."""
    lines = (Path(__file__).parent / "spoken_forms.txt").read_text(encoding="utf-8").splitlines()
    pairs = dict(line.split() for line in lines if line and not line.startswith("#"))
    for part, parity in (("read", 0), ("only scored", 1)):
        half = {form: root for form, root in pairs.items() if crc32(form.encode()) % 2 == parity}
        right = sum("".join(t.stem for t in pipeline.analyse(form)[0]) == root for form, root in half.items())
        yield part, len(half), right / len(half)


def main() -> None:
    """Print a line of scores for each half of each file, with ``--wrong N`` the commonest wrong stems of those read."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--wrong", type=int, default=0)
    options = parser.parse_args()
    pipeline = load()
    for path in sorted(options.folder.glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as file:
            sentences = [json.loads(line) for line in file]
        middle = len(sentences) // 2
        for name, part in (("read", sentences[:middle]), ("only scored", sentences[middle:])):
            text, tokens, spans = running_text(part)
            found, split = pipeline.analyse(text, [Span(0, len(text))])
            wrong: Counter[tuple[str, str, str]] = Counter()
            print(
                f"{path.name}, {name}: tokens {f1(tokens, {(t.start, t.end) for t in found}):.4f}, "
                f"sentences {f1(spans, {(s.start, s.end) for s in split}):.4f}, "
                f"lemmas {lemma_accuracy(pipeline, part, wrong):.4f}"
            )
            for (form, lemma, stem), count in wrong.most_common(options.wrong if name == "read" else 0):
                print(f"  {count:4} {form}: {lemma}, not {stem}")
    for name, count, share in spoken(pipeline):
        print(f"spoken forms, {name} ({count}): {share:.3f}")


if __name__ == "__main__":
    main()
