"""Displays and lists of a large study against limits measured in the same run; CPU seconds, best of several.

Usage: python benchmarks/displays.py STUDY

STUDY is the folder of a study with many sources and codings (``ingest.py`` says how to make one). The limits are the
least that the same question costs with the same records in memory: a GROUP BY over an index, one sweep over sorted
codings, one read of sliced text. Start-up is that of Python with click and sqlite3, and is taken off both sides.
"""

from __future__ import annotations

import csv
import io
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
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


def main(study: Path) -> None:
    """Measure and print."""
    rows, words = codings(study), texts(study)
    print(f"{len(words)} sources, {len(rows)} codings\n")
    start = cpu([sys.executable, "-I", "-c", "import click, sqlite3, json"])
    code = max({row[1] for row in rows}, key=lambda name: sum(row[1] == name for row in rows))
    mine = [row for row in rows if row[1] == code]
    at = ["--study", str(study)]
    with tempfile.TemporaryDirectory() as temporary:
        out = Path(temporary)
        matrix = [*QUALCODE, "display", "show", "matrix", "--rows", "source", *at, "--format", "csv"]
        by_code = [*QUALCODE, "display", "show", "code-by-code-matrix", *at, "--format", "csv"]
        listed = [*QUALCODE, "code", "list", "--code", code, "--exact", *at, "--format", "csv"]
        exported = [*QUALCODE, "code", "export", str(out / "codings.csv"), *at]
        gallery = [*QUALCODE, "display", "export", "--to", str(out / "all.xlsx"), *at]
        cases = (
            ("7  matrix code by source", matrix, grouped(rows), "3"),
            ("8  codes that overlap", by_code, swept(rows), "2"),
            (f"9  {len(mine)} segments of one code", listed, sliced(mine, words), "3"),
            ("10 all codings as CSV", exported, sliced(rows, words), "2"),
        )
        for name, command, limit, goal in cases:
            least, taken = best(limit), cpu(command, times=2) - start
            told = f"{taken:6.2f} s, limit {least:5.3f} s, {taken / least:6.1f} x (goal {goal})"
            print(f"{name:<34} {told}, {peak_megabytes(command):.0f} MB")
        print(f"\nevery display as a workbook: {cpu(gallery, times=1):.1f} s, {peak_megabytes(gallery):.0f} MB")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
