"""Ratios of qualcode's costs to limits measured in the same run; CPU seconds of whole processes, best of several.

Usage: python benchmarks/ratios.py FOLDER

FOLDER holds transcripts as .txt and, optionally, codings as codings.csv (source,start,end,code,coder, offsets in the
working texts) with their codebook.yaml. A study is made in a temporary folder. Absolute times are for orientation;
what counts are the ratios: they hold on other machines too.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

QUALCODE = [sys.executable, "-m", "qualcode"]
ENVIRONMENT = {**os.environ, "QUALCODE_LANG": "id", "PYTHONUTF8": "1"}


def cpu(command: list[str], times: int = 5) -> float:
    """CPU seconds (user and system) of a command, the best of several runs."""
    best = float("inf")
    for _ in range(times):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, check=True, env=ENVIRONMENT, capture_output=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        best = min(best, after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime)
    return best


def peak_megabytes(command: list[str]) -> float:
    """Peak resident memory of a command."""
    probe = (
        "import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True, capture_output=True); "
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    run = subprocess.run(
        [sys.executable, "-c", probe, *command], check=True, env=ENVIRONMENT, capture_output=True, text=True
    )
    return int(run.stdout) / 1024


def line(name: str, value: float, limit: float, goal: str) -> None:
    """One row of the report."""
    print(f"{name:<52} {value:8.3f} s  {value / limit:6.2f} × limit   (goal {goal})")


def read_and_hash(paths: list[Path]) -> list[str]:
    """A command that reads all files and takes their digests: the floor of any import."""
    code = "import hashlib, sys; [hashlib.sha256(open(path, 'rb').read()).hexdigest() for path in sys.argv[1:]]"
    return [sys.executable, "-I", "-c", code, *map(str, paths)]


FLOOR_OF_AUTOCODING = r"""
import re, sqlite3, sys
texts = [open(path, encoding="utf-8").read() for path in sys.argv[2:]]
lists = re.findall(r"keywords: \[(.*?)\]", open(sys.argv[1], encoding="utf-8").read())[:8]
found = []
for code, words in enumerate(lists):
    pattern = re.compile("|".join(r"\b" + re.escape(word) + r"\b" for word in re.findall('"(.*?)"', words)), re.I)
    found += [(at, hit.start(), hit.end(), code) for at, text in enumerate(texts) for hit in pattern.finditer(text)]
database = sqlite3.connect(":memory:")
database.execute("CREATE TABLE coding (text, start, end, code)")
database.executemany("INSERT INTO coding VALUES (?, ?, ?, ?)", found)
"""


def regexes_and_insert(paths: list[Path], book: Path) -> list[str]:
    """A command that looks for the keywords of eight codes, a pass each, and inserts what it finds."""
    return [sys.executable, "-I", "-c", FLOOR_OF_AUTOCODING, str(book), *map(str, paths)]


def main(folder: Path) -> None:
    """Measure and print."""
    paths = sorted(folder.rglob("*.txt"))
    with tempfile.TemporaryDirectory() as temporary:
        study = Path(temporary) / "study"
        book = folder / "codebook.yaml"
        start = [*QUALCODE, "init", str(study), "--title", "benchmark"]
        subprocess.run(start + (["--codebook", str(book)] if book.exists() else []), check=True, env=ENVIRONMENT)
        ingest = [*QUALCODE, "ingest", *map(str, paths), "--technique", "interview", "--study", str(study)]
        print(f"{len(paths)} transcripts, {sum(path.stat().st_size for path in paths) / 1e6:.1f} MB\n")

        click_alone = cpu([sys.executable, "-I", "-c", "import click"])
        first = cpu(ingest, times=1)
        print(f"first ingest: {first:.2f} s CPU, {1000 * first / len(paths):.1f} ms a transcript")
        if book.exists():
            suggest = [*QUALCODE, "suggest", "--study", str(study), "--format", "json"]
            limit = cpu(regexes_and_insert(paths, book), times=1)
            line("suggestions for all, nothing coded", cpu(suggest, times=1), limit, "≤ 1.5, start-up apart")
            print(f"their peak memory: {peak_megabytes(suggest):.0f} MB")
        codings = folder / "codings.csv"
        if codings.exists():
            load = cpu([*QUALCODE, "code", "import", str(codings), "--study", str(study)], times=1)
            rows = sum(1 for _ in codings.open(encoding="utf-8")) - 1
            print(f"codings: {rows} rows, {load:.2f} s CPU, {1e6 * load / max(rows, 1):.1f} µs a row")
        print()
        line("--help", cpu([*QUALCODE, "--help"]), click_alone, "≤ 1.5")
        at = ["--study", str(study)]
        line(
            "memo list (a trivial listing)",
            cpu([*QUALCODE, "memo", "list", *at, "--format", "json"]),
            click_alone,
            "≤ 2",
        )
        line("second ingest of unchanged files", cpu(ingest, times=3), cpu(read_and_hash(paths)), "≤ 2, start-up apart")
        shown = [*QUALCODE, "display", "show", "content-analytic-summary-table", *at, "--format", "csv"]
        print(f"\ncontent-analytic summary table: {cpu(shown, times=3):.2f} s, {peak_megabytes(shown):.0f} MB")
        print(f"source list: {cpu([*QUALCODE, 'source', 'list', *at], times=3):.2f} s")
        print(f"doctor: {cpu([*QUALCODE, 'doctor', *at], times=3):.2f} s")
        print(f"peak memory of a listing: {peak_megabytes([*QUALCODE, 'code', 'list', *at, '--format', 'csv']):.0f} MB")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
