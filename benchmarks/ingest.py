"""What taking transcripts in costs, beside limits measured in the same run (goals 3, 4, 5, 11 and 12 of performance).

Usage: python benchmarks/ingest.py [FOLDER] [--docs 1000]

FOLDER holds transcripts as .txt; without it, invented ones are written: turns of made-up words, of the length of an
interview. Times are CPU seconds; what counts are the ratios, which hold on other machines too.

- Goal 3: reading, blocks and records without tokens, to reading + hashing + inserting the bytes.
- Goal 4: tokens and stems at the first ingest, to one call of spaCy a turn and 0.3 ms a new form.
- Goal 5: a second ingest of unchanged files, to reading + hashing, start-up apart.
- Goal 11: peak memory of a first and of a second ingest. Goal 12: how the cost grows from a tenth of the files to all.
"""

from __future__ import annotations

import argparse
import hashlib
import math
import os
import random
import resource
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

QUALCODE = [sys.executable, "-m", "qualcode"]
ENVIRONMENT = {**os.environ, "QUALCODE_LANG": "id", "PYTHONUTF8": "1"}
NEW_FORM = 0.0003
TURNS, FORMS = 90, 9_000
_CONSONANTS, _VOWELS = "bcdgjklmnprstwy", "aiu"


def invented(folder: Path, count: int) -> list[Path]:
    """Transcripts of made-up words: some 3,000 words each, of a vocabulary that grows slowly, as real ones do."""
    chance = random.Random(1)  # noqa: S311 - words, no secrets
    syllables = [one + other for one in _CONSONANTS for other in _VOWELS]
    endings = ("", "nya", "kan")
    forms = ["".join(chance.choices(syllables, k=chance.randint(2, 4))) + chance.choice(endings) for _ in range(FORMS)]
    weights = [1 / (rank + 3) for rank in range(FORMS)]
    paths = []
    for number in range(1, count + 1):
        lines = [f"Transkrip Wawancara\nKode : I-{number:03}\nJabatan : Warga\nTanggal : 12 Maret 2018\n"]
        for _ in range(TURNS):
            lines.append("P: " + " ".join(chance.choices(forms, weights, k=8)) + "?")
            lines.append("I: " + " ".join(chance.choices(forms, weights, k=25)) + ".")
        path = folder / f"W-{number:04}.txt"
        path.write_text("\n".join(lines), encoding="utf-8")
        paths.append(path)
    return paths


def cpu(command: list[str]) -> tuple[float, float]:
    """CPU seconds and peak megabytes of a command."""
    probe = (
        "import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL, "
        "stderr=subprocess.DEVNULL); u = resource.getrusage(resource.RUSAGE_CHILDREN); "
        "print(u.ru_utime + u.ru_stime, u.ru_maxrss / 1024)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", probe, *command], check=True, env=ENVIRONMENT, capture_output=True, text=True
    )
    seconds, megabytes = ran.stdout.split()
    return float(seconds), float(megabytes)


def own_cpu() -> float:
    """CPU seconds of this process so far."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def read_and_hash(paths: list[Path]) -> float:
    """CPU seconds to read all files and take their digests."""
    begun = own_cpu()
    for path in paths:
        hashlib.sha256(path.read_bytes()).hexdigest()
    return own_cpu() - begun


def insert(paths: list[Path], folder: Path) -> float:
    """CPU seconds to insert the texts into a table."""
    texts = [(hashlib.sha256(path.read_bytes()).hexdigest(), path.read_text("utf-8")) for path in paths]
    begun = own_cpu()
    with sqlite3.connect(folder / "limit.sqlite") as db:
        db.execute("CREATE TABLE text (digest TEXT PRIMARY KEY, content TEXT)")
        db.executemany("INSERT INTO text VALUES (?, ?)", texts)
    db.close()
    return own_cpu() - begun


def readings(paths: list[Path]) -> tuple[float, list[list[str]]]:
    """(CPU seconds to read every file as a source, its turns)."""
    from qualcode.collection.reading import read_source

    begun, turns = own_cpu(), []
    for path in paths:
        reading = read_source(path)
        turns.append([reading.text[block.start : block.end] for block in reading.blocks])
    return own_cpu() - begun, turns


def analysed(turns: list[list[str]]) -> tuple[float, float, int]:
    """(CPU seconds of our analysis, of spaCy's tokenizer called once a turn, number of forms)."""
    import spacy

    from qualcode import language

    pipeline, tokenizer = language.load(), spacy.blank("id").tokenizer
    for text in turns[0]:
        tokenizer(text)
    begun = own_cpu()
    for texts in turns:
        for text in texts:
            tokenizer(text)
    limit = own_cpu() - begun
    begun, forms = own_cpu(), set()
    for texts in turns:
        tokens, _sentences = pipeline.analyse("\n".join(texts))
        forms.update(token.text.casefold() for token in tokens)
    return own_cpu() - begun, limit, len(forms)


def line(name: str, value: float, limit: float, goal: str) -> None:
    """One row of the report."""
    print(f"{name:<46} {value:7.2f} s = {value / limit:6.2f} × {limit:.2f} s (goal {goal})")


def ingested(paths: list[Path], study: Path) -> tuple[tuple[float, float], tuple[float, float]]:
    """CPU seconds and peak megabytes of a first and of a second ingest of the files into a new study."""
    init = [*QUALCODE, "init", str(study), "--title", "benchmark"]
    subprocess.run(init, check=True, env=ENVIRONMENT, capture_output=True)
    at = ["--technique", "interview", "--study", str(study), "--format", "json"]
    command = [*QUALCODE, "ingest", *map(str, paths), *at]
    first, second = cpu(command), cpu(command)
    each = 1000 * first[0] / len(paths)
    print(f"{len(paths)} transcripts: {first[0]:.2f} s CPU ({each:.1f} ms each), again {second[0]:.2f} s")
    return first, second


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--docs", type=int, default=1_000)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        paths = sorted(given.folder.rglob("*.txt"))[: given.docs] if given.folder else invented(folder, given.docs)
        report(paths, folder)


def report(paths: list[Path], folder: Path) -> None:
    """Measure these files and print the ratios."""
    print(f"{len(paths)} transcripts, {sum(path.stat().st_size for path in paths) / 1e6:.1f} MB\n")
    few = paths[: max(1, len(paths) // 10)]
    (some, some_again), (every, every_again) = ingested(few, folder / "few"), ingested(paths, folder / "all")
    start = cpu([*QUALCODE, "source", "list", "--study", str(folder / "few"), "--format", "json"])[0]
    hashing, inserting = read_and_hash(paths), insert(paths, folder)
    reading, turns = readings(paths)
    ours, spacys, forms = analysed(turns)
    print()
    line("3  reading alone, without tokens and storing", reading, hashing + inserting, "≤ 3")
    line("3  all of the first ingest but the analysis", every[0] - ours - start, hashing + inserting, "≤ 3")
    line("4  tokens and stems, first time", ours, spacys + NEW_FORM * forms, "≤ 1.3")
    beyond = (every_again[0] - some_again[0]) * len(paths) / max(1, len(paths) - len(few))
    line("5  second ingest, less what it costs to start", beyond, hashing, "≤ 2")
    print(f"11 peak memory: {every[1]:.0f} MB with spaCy (goal ≤ 250), {every_again[1]:.0f} MB without (goal ≤ 80)")
    growth = math.log((every[0] - start) / (some[0] - start)) / math.log(len(paths) / len(few))
    print(f"12 growth from a tenth to all: exponent {growth:.3f} (goal ≤ 1.05)")


if __name__ == "__main__":
    main()
