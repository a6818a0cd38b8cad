"""What lists and exports of a large study cost, beside limits measured in the same run (goals 1, 2, 9, 10 and 11).

Usage: python benchmarks/listing.py STUDY [--code CODE]

STUDY is the folder of a study with codings; nothing but what is kept for counting is written to it. Times are CPU
seconds of whole processes, the best of several; what counts are the ratios, which hold on other machines too.

- Goals 1 and 2: ``--help`` and lists of records, to importing click.
- Goal 9: one code's segments with their text, to reading and slicing them. Goal 10: all codings as CSV, to the same.
- Goal 11: peak memory of each.
"""

from __future__ import annotations

import argparse
import csv
import io
import resource
import sqlite3
import sys
from collections import Counter
from pathlib import Path

from ratios import QUALCODE, cpu, peak_megabytes

_CODINGS = 'SELECT s.source, s.start, s."end", c.code, c.coder FROM coding c JOIN segment s ON s.id = c.segment'
_TEXTS = "SELECT s.id, t.content FROM source s JOIN text t ON t.digest = s.text_digest"


def sliced(path: Path, code: str | None) -> float:
    """CPU seconds to read the codings (of a code) and the texts, to slice the quotations and to write them as CSV."""

    def used() -> float:
        usage = resource.getrusage(resource.RUSAGE_SELF)
        return usage.ru_utime + usage.ru_stime

    begun = used()
    with sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True) as db:
        texts = dict(db.execute(_TEXTS))
        rows = db.execute(_CODINGS + (" WHERE c.code = ?" if code else ""), (code,) if code else ())
        writer = csv.writer(io.StringIO())
        for source, start, end, *rest in rows:
            writer.writerow((source, start, end, *rest, texts[source][start:end]))
    return used() - begun


def line(name: str, command: list[str], limit: float, goal: str, start: float = 0.0) -> None:
    """One row of the report; ``start`` is what it costs to start, and is taken off."""
    seconds = cpu(command, times=3)
    ratio = (seconds - start) / limit
    print(f"{name:<34} {seconds:7.3f} s  {ratio:6.2f} × {limit:.3f} s (goal {goal}) {peak_megabytes(command):6.0f} MB")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("study", type=Path)
    parser.add_argument("--code", default="")
    given = parser.parse_args()
    path = given.study / "study.qualcode"
    with sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True) as db:
        codes = Counter(dict(db.execute("SELECT code, count(*) FROM coding GROUP BY code")))
    code = given.code or codes.most_common(1)[0][0]
    print(f"{codes.total()} codings; {code}: {codes[code]}\n")
    at = ["--study", str(given.study)]
    click_alone = cpu([sys.executable, "-I", "-c", "import click"])
    line("1  --help", [*QUALCODE, "--help"], click_alone, "≤ 1.5")
    memos = [*QUALCODE, "memo", "list", *at, "--format", "json"]
    start = cpu(memos)
    line("2  memo list", memos, click_alone, "≤ 2")
    line("2  source list", [*QUALCODE, "source", "list", *at, "--format", "json"], click_alone, "≤ 2")
    of_one = [*QUALCODE, "code", "list", "--code", code, "--exact", *at, "--format", "json"]
    line("9  code list --code, less the start", of_one, sliced(path, code), "≤ 3", start)
    of_all = [*QUALCODE, "code", "list", *at, "--format", "csv"]
    line("10 code list as CSV, less the start", of_all, sliced(path, None), "≤ 2", start)


if __name__ == "__main__":
    main()
