"""A findings chapter of a large study: 60 informants, 8 focuses of 1,500 codings each, 40 findings; time and memory.

Usage: python benchmarks/large_chapter.py [docx|md …]

The study is invented, made in a temporary folder, and written by the command itself in a process of its own. Goal: the
chapter in Word under a minute and 300 MB (the peak is that of the program; pandoc, which it calls, is shown beside it).
"""

from __future__ import annotations

import hashlib
import os
import random
import subprocess
import sys
import tempfile
import time
import uuid
from pathlib import Path

from qualcode.model import (
    Block,
    BlockKind,
    Code,
    Coding,
    Directness,
    Finding,
    Focus,
    Informant,
    Project,
    Role,
    Segment,
    Source,
    Speaker,
    Stage,
    Statement,
    Technique,
    Valence,
)
from qualcode.storage.store import Store

PEOPLE, FOCUSES, CODES, PER_FOCUS, FINDINGS = 60, 8, 5, 1500, 40
WORDS = ("loket", "surat", "antre", "pegawai", "warga", "jam", "pagi", "siang", "lama", "cepat", "rapi", "salah")
PROBE = (
    "import resource, subprocess, sys, time; start = time.monotonic(); "
    "done = subprocess.run(sys.argv[1:], capture_output=True, text=True); "
    "print(done.stderr[-300:] if done.returncode else '', end=''); "
    "used = resource.getrusage(resource.RUSAGE_CHILDREN); "
    "print(f'{time.monotonic() - start:.1f} {used.ru_utime + used.ru_stime:.1f} {used.ru_maxrss / 1024:.0f}')"
)


def records(chance: random.Random) -> tuple[list[object], dict[str, str]]:
    """Every record of the study, and the texts by digest."""
    made: list[object] = [
        Project(uuid=str(uuid.UUID(int=7)), title="Beban uji (rekaan)"),
        Statement(id="PN-01", record="project:study", state=Stage.PSEUDONYMISED, text="Rekaan seluruhnya."),
    ]
    made += [Role(id=f"P{n}", label=f"Peran {n}", common=f"peran {n}", order=n) for n in range(6)]
    for at in range(FOCUSES):
        focus = f"FOKUS{at}"
        made += [
            Focus(id=focus, label=f"Fokus {at}", order=at, question=f"Bagaimana fokus {at}?"),
            Code(id=focus, name=f"Fokus {at}", definition="Rekaan.", focus=focus, order=10 * at),
        ]
        made += [
            Code(id=f"{focus}-{n}", name=f"hal {at} {n}", definition="Rekaan.", parent=focus, order=10 * at + n)
            for n in range(1, CODES)
        ]
    made += [Informant(id=f"I-{n:02d}", role=f"P{n % 6}") for n in range(1, PEOPLE + 1)]
    texts: dict[str, str] = {}
    for n in range(1, PEOPLE + 1):
        _interview(made, texts, chance, n)
    segments = [one.id for one in made if isinstance(one, Segment)]
    made += [
        Finding(
            id=f"T-{n:02d}",
            focuses=(f"FOKUS{n % FOCUSES}",),
            text=f"Temuan rekaan {n}.",
            position_phrase="cukup baik",
            evidence_for=tuple(chance.sample(segments, 30)),
            evidence_against=tuple(chance.sample(segments, 8)),
            caveats=("hanya rekaan",),
        )
        for n in range(1, FINDINGS + 1)
    ]
    return made, texts


def _interview(made: list[object], texts: dict[str, str], chance: random.Random, n: int) -> None:
    """One interview with its blocks, and its share of the segments and codings of every focus."""
    source, lines, blocks, at = f"W-{n:02d}", [], [], 0
    for turn in range(1, 241):
        speech = " ".join(chance.choices(WORDS, k=chance.randint(8, 25))) + "."
        label = "P: " if turn % 2 else "I: "
        blocks.append((turn, at + 3, at + 3 + len(speech)))
        lines.append(label + speech)
        at += len(lines[-1]) + 1
    text = "\n".join(lines)
    key = hashlib.sha256(text.encode()).hexdigest()
    texts[key] = text
    made.append(
        Source(
            id=source, uuid=str(uuid.UUID(int=1000 + n)), technique=Technique.INTERVIEW, informants=(f"I-{n:02d}",),
            date=f"2018-03-{1 + n % 28:02d}", order=n, original_digest=key, text_digest=key, words=len(text.split()),
        )
    )  # fmt: skip
    made += [
        Block(
            source=source, number=turn, label="P" if turn % 2 else "I", informant=None if turn % 2 else f"I-{n:02d}",
            speaker=Speaker.INTERVIEWER if turn % 2 else Speaker.INFORMANT,
            kind=BlockKind.QUESTION if turn % 2 else BlockKind.ANSWER, start=start, end=end, first_line=turn,
            last_line=turn,
        )
        for turn, start, end in blocks
    ]  # fmt: skip
    answers = [one for one in blocks if one[0] % 2 == 0]
    known: dict[tuple[int, int], str] = {}
    for focus in range(FOCUSES):
        for share in range(PER_FOCUS // PEOPLE):
            _, start, end = chance.choice(answers)
            cut = text.find(" ", start + chance.randint(20, 40))
            end = cut if start < cut < end else end
            name = known.get((start, end), f"S-{n}{focus}{share:03d}")
            if (start, end) not in known:
                known[start, end] = name
                quote = text[start:end]
                digest = hashlib.sha256(quote.encode()).hexdigest()
                made.append(Segment(id=name, source=source, start=start, end=end, quote=quote, digest=digest))
            code = f"FOKUS{focus}" + (f"-{chance.randint(1, CODES - 1)}" if chance.random() < 0.9 else "")
            made.append(
                Coding(
                    id=f"K-{n}{focus}{share:03d}", segment=name, code=code, coder="rani",
                    valence=chance.choice(list(Valence)), directness=chance.choice(list(Directness)),
                )
            )  # fmt: skip


def main(forms: list[str]) -> None:
    """Make the study and measure."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "studi"
        made, texts = records(random.Random(7))  # noqa: S311 - invented data
        start = time.monotonic()
        with Store.begin(folder) as act:
            for text in texts.values():
                act.put_text(text)
            act.put(*made)
        codings = sum(isinstance(one, Coding) for one in made)
        print(f"study: {PEOPLE} informants, {codings} codings, {FINDINGS} findings, {time.monotonic() - start:.1f} s")
        for form in forms:
            command = [sys.executable, "-m", "qualcode", "report", "bab-4", "--study", str(folder), "--to",
                       str(folder / f"bab-4.{form}")]  # fmt: skip
            done = subprocess.run([sys.executable, "-c", PROBE, *command], capture_output=True, text=True, check=True,
                                  env={**os.environ, "PYTHONUTF8": "1"})  # fmt: skip
            print(f"bab-4.{form}: wall s, CPU s, peak MB of the largest process: {done.stdout.strip()}")


if __name__ == "__main__":
    main(sys.argv[1:] or ["md", "docx"])
