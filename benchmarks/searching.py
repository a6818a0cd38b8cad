"""CPU seconds of searching and counting, against one read of all stored tokens in the same run; best of two.

Usage: python benchmarks/searching.py STUDY WORD OTHER [CODE]

STUDY is the folder of a study, WORD and OTHER are frequent words of it. What counts are the ratios.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

from qualcode import open_study
from qualcode.model import Study
from qualcode.reduction.searching.collocations import collocations
from qualcode.reduction.searching.evaluation import search
from qualcode.reduction.searching.frequencies import frequencies
from qualcode.reduction.searching.parsing import parse


def cpu(folder: str, work: Callable[[Study], object], times: int = 2) -> float:
    """CPU seconds of some work on a study that was just opened."""
    best = float("inf")
    for _ in range(times):
        study = open_study(folder)
        before = time.process_time()
        work(study)
        best = min(best, time.process_time() - before)
    return best


def main(folder: str, word: str, other: str, code: str = "") -> None:
    """Measure and print."""
    whole = cpu(folder, lambda study: [study.tokens(source) for source in study.sources])
    print(f"one read of all tokens: {whole:.2f} s")

    def line(name: str, work: Callable[[Study], object]) -> None:
        found = cpu(folder, work)
        print(f"{name:<44} {found:6.2f} s  {found / whole:5.2f} × one read")

    queries = [word, f"{word} AND {other}", f"{word} NEAR/5 {other}", f'"{word} {other}"']
    queries += [f"{word[:3]}*", f"NOT {word}", f"regex:{word[:4]}\\w+"]
    queries += [f"code:{code}", f"{word} NOT code:{code}"] if code else []
    for query in queries:
        line(query, lambda study, query=query: search(study, parse(query)))
    line("frequencies by role", lambda study: frequencies(study, by="role"))
    line(f"collocations of {word}", lambda study: collocations(study, search(study, parse(word))))


if __name__ == "__main__":
    main(*sys.argv[1:])
