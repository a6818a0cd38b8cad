"""Displays and lists of a large study against limits measured in the same run; CPU seconds, best of several.

Usage: python benchmarks/displays.py STUDY [SMALLER]

STUDY is the folder of a study with many sources and codings (``ingest.py`` says how to make one). With a SMALLER one
of the same make, the exponent with which each cost grows from it to STUDY is printed too. What is kept for counting is
written to the studies; what a command costs that finds nothing kept is printed beside. The limits are the
least that the same question costs with the same records in memory: a GROUP BY over an index, one sweep over sorted
codings, one read of sliced text. Start-up is that of Python with click and sqlite3, and is taken off both sides; beside
it stands the ratio where the start-up of qualcode itself (a listing of nothing) is taken off.
"""

from __future__ import annotations

import csv
import io
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from itertools import zip_longest
from math import log
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from ratios import QUALCODE, cpu, peak_megabytes

Row = tuple[str, str, str, int, int]


def best(work: Callable[[], object], times: int = 3) -> float:
    """CPU seconds of a function in this process."""
    found = []
    for _ in range(times):
        start = time.process_time()
        work()
        found.append(time.process_time() - start)
    return min(found)


def codings(study: Path) -> list[Row]:
    """(source, code, segment, start, end) of every coding, as they stand in the file."""
    with sqlite3.connect(f"file:{study / 'study.qualcode'}?mode=ro", uri=True) as db:
        return db.execute(
            "SELECT s.source, c.code, s.id, s.start, s.end FROM coding c JOIN segment s ON s.id = c.segment"
        ).fetchall()


def texts(study: Path) -> dict[str, str]:
    """The working text of each source."""
    with sqlite3.connect(f"file:{study / 'study.qualcode'}?mode=ro", uri=True) as db:
        return dict(db.execute("SELECT s.id, t.content FROM source s JOIN text t ON t.digest = s.text_digest"))


def grouped(rows: list[Row]) -> Callable[[], object]:
    """A matrix code by source: GROUP BY over an index."""
    db = sqlite3.connect(":memory:")
    db.execute("CREATE TABLE c (source TEXT, code TEXT)")
    db.executemany("INSERT INTO c VALUES (?, ?)", ((row[0], row[1]) for row in rows))
    db.execute("CREATE INDEX i ON c (code, source)")
    return lambda: db.execute("SELECT code, source, count(*) FROM c GROUP BY code, source").fetchall()


def swept(rows: list[Row]) -> Callable[[], object]:
    """Pairs of codes that overlap: one sweep over sorted codings."""

    def sweep() -> object:
        found: dict[tuple[str, str], int] = {}
        still: list[Row] = []
        for row in sorted(rows, key=lambda one: (one[0], one[3])):
            still = [one for one in still if one[0] == row[0] and one[4] > row[3]]
            for one in still:
                pair = (one[1], row[1])
                found[pair] = found.get(pair, 0) + 1
            still.append(row)
        return found

    return sweep


def sliced(rows: list[Row], words: dict[str, str]) -> Callable[[], object]:
    """Codings with their text as CSV, cut in Python."""

    def write() -> object:
        out = io.StringIO()
        csv.writer(out).writerows((*row, words[row[0]][row[3] : row[4]]) for row in rows)
        return out.getvalue()

    return write


def commands(study: Path, code: str, out: Path) -> dict[str, list[str]]:
    """What is measured, by name."""
    at = ["--study", str(study)]
    return {
        "7  matrix code by source": [
            *QUALCODE,
            "display",
            "show",
            "matrix",
            "--rows",
            "source",
            "--columns",
            "code",
            "--cell",
            "count",
            *at,
            "--format",
            "csv",
        ],
        "8  codes that overlap": [*QUALCODE, "display", "show", "code-by-code-matrix", *at, "--format", "csv"],
        "9  segments of one code": [*QUALCODE, "code", "list", "--code", code, "--exact", *at, "--format", "csv"],
        "10 all codings as CSV": [*QUALCODE, "code", "list", "--coder", "all", *at, "--format", "csv"],
        "   the whole gallery": [sys.executable, str(Path(__file__).with_name("gallery.py")), str(study), str(out)],
    }


def first_read(study: Path, command: list[str]) -> float:
    """CPU seconds of a command that finds nothing kept for counting, better of two."""
    found = []
    for _ in range(2):
        with sqlite3.connect(study / "study.qualcode") as db:
            db.execute("DELETE FROM source_columns")
        db.close()
        found.append(cpu(command, times=1))
    return min(found)


def main(study: Path, smaller: Path | None = None) -> None:
    """Measure and print."""
    rows, words = codings(study), texts(study)
    print(f"{len(words)} sources, {len(rows)} codings\n")
    start = cpu([sys.executable, "-I", "-c", "import click, sqlite3, json"])
    own_start = cpu([*QUALCODE, "memo", "list", "--study", str(study), "--format", "json"]) - start
    print(f"start-up: {start:.3f} s, of a listing of nothing {own_start:.3f} s more\n")
    code = Counter(row[1] for row in rows).most_common(1)[0][0]
    mine = [row for row in rows if row[1] == code]
    limits = (
        (grouped(rows), "3"),
        (swept(rows), "2"),
        (sliced(mine, words), "3"),
        (sliced(rows, words), "2"),
    )
    with tempfile.TemporaryDirectory() as temporary:
        measured = commands(study, code, Path(temporary))
        at_less = commands(smaller, code, Path(temporary)) if smaller is not None else {}
        for (name, command), limit in zip_longest(measured.items(), limits):
            first = first_read(study, command) - start
            taken = cpu(command, times=3) - start
            told = f"{name:<28} {taken:6.2f} s (first {first:.2f} s)"
            if limit is not None:
                floor = best(limit[0])
                own = (taken - own_start) / floor
                told += f", limit {floor:5.3f} s, {taken / floor:6.1f} x (goal {limit[1]}), {own:5.1f} x of its own"
            told += f", {peak_megabytes(command):.0f} MB"
            if smaller is not None:
                less = cpu(at_less[name], times=3) - start
                times = log(len(words) / len(texts(smaller)))
                told += f", exponent {log(taken / less) / times:.2f}"
                if less > own_start:
                    told += f", {log((taken - own_start) / (less - own_start)) / times:.2f} of its own"
            print(told)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:3]))
