"""How fast and how safe the workbench is: ``workbench.py [--kills N]``, run from the root of the repository.

A transcript of 20,000 invented words with 1,000 codings is opened under Textual's Pilot at 120 x 40, and every kind of
key is pressed. Pilot waits for the screen to settle; the time of a key that does nothing is shown beside the others.
With ``--kills`` a coder's process is killed (SIGKILL) at random moments that many times while it codes; each act is
acknowledged on a pipe after it has returned, and every acknowledged coding must be in the study.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from qualcode.cli.messages import words
from qualcode.language import load
from qualcode.model import Coding
from qualcode.reduction.coding import Assignment, apply_codes
from qualcode.storage.store import Store, now
from qualcode.workbench.app import Workbench
from qualcode.workbench.desk import Desk
from qualcode.workbench.page import Layer
from tests.builders import StudyBuilder

SAID = (
    "antre petugas kantor pelayanan lama cepat surat ramah kursi loket pagi sore datang menunggu dibantu sabar".split()  # noqa: SIM905
)
KEYS = {
    "nothing (baseline)": ["f12"] * 10,
    "down, up": ["down", "down", "down", "down", "up", "down"],
    "word": ["right", "right", "left", "shift+right"],
    "page, end, home": ["pagedown", "pagedown", "end", "home"],
    "next uncoded": ["space"] * 4,
    "give a code": ["D", "down", "H", "down", "1"],
    "valence": ["+", "-", "v"],
    "undo, redo": ["u", "u", "y", "y"],
    "look for a code": ["enter", "h", "a", "escape"],
    "remove": ["delete"],
}


def made(folder: Path, turns: int = 400, codings: int = 1000) -> Path:
    """A study with one long interview; every answer of 45 words, codings over stretches of 3 to 30 words."""
    dice = random.Random(7)  # noqa: S311 - the same study every time
    lines: list[str] = []
    for _ in range(turns):
        lines.append("P: " + " ".join(dice.choices(SAID, k=5)) + "?")
        said = [" ".join(dice.choices(SAID, k=9)).capitalize() + "." for _ in range(5)]
        lines.append("I: " + " ".join(said))
    text = "\n".join(lines) + "\n"
    builder = StudyBuilder()
    for number in range(36):
        builder.focus("DISIPLIN" if number == 0 else "HAMBAT" if number == 1 else f"KODE-{number}")
    builder.informant("W-1", "Warga").interview("W-01", "W-1", text)
    path = builder.stored(folder / "studi")
    with Store.open(path, "rani") as store:
        source = store.study().sources[0]
        tokens, sentences = load().analyse(text)
        with store.act("tokenize") as act:
            act.put_analysis(source.text_digest, "bench", tokens, sentences)
        answers = [(at, at + len(line)) for at, line in _lines(text) if line.startswith("I: ")]
        codes = [code.id for code in store.study().codes]
        wanted: dict[tuple[int, int], Assignment] = {}
        while len(wanted) < codings:
            start, end = dice.choice(answers[: int(turns * 0.8)])
            begin = dice.randrange(start + 3, end - 40)
            place = (begin, min(end, begin + dice.randrange(20, 200)))
            wanted[place] = Assignment(
                source="W-01", start=place[0], end=place[1], code=dice.choice(codes), coder="rani"
            )
        with store.act("code import") as act:
            act.put(*apply_codes(act.study, list(wanted.values()), new_id=act.new_id, at=now()).records)
    return path


def _lines(text: str) -> list[tuple[int, str]]:
    found, at = [], 0
    for line in text.split("\n"):
        found.append((at, line))
        at += len(line) + 1
    return found


async def keys(folder: Path) -> None:
    """Open, press, print."""
    with Store.open(folder, "rani") as store:
        study = store.study()
        print(f"{study.sources[0].words} words, {len(study.codings)} codings, load average {os.getloadavg()[0]:.1f}")
    with Store.open(folder, "rani") as store:
        begun = time.perf_counter()
        app = Workbench(Desk(store, Layer("rani", 1)), "W-01", words)
        async with app.run_test(size=(120, 40)) as pilot:
            print(f"{'opened':<22} {(time.perf_counter() - begun) * 1000:7.0f} ms")
            for name, pressed in KEYS.items():
                took = []
                for key in pressed:
                    begun = time.perf_counter()
                    await pilot.press(key)
                    took.append((time.perf_counter() - begun) * 1000)
                print(f"{name:<22} {statistics.median(took):7.1f} ms median, {max(took):6.1f} ms worst")


def code_on(folder: Path) -> None:
    """Code without end, and say each coding's id once it is given (the process that is killed)."""
    with Store.open(folder, "rani") as store:
        desk = Desk(store, Layer("rani", 1))
        block = 0
        text = store.study().text("W-01")
        while True:
            block = (block + 7) % (len(text) - 60)
            for one in desk.give("W-01", block, block + 50, ["DISIPLIN"]).added:
                sys.stdout.write(one.id + "\n")
                sys.stdout.flush()


def kills(folder: Path, times: int) -> None:
    """Kill the coder at random moments; nothing that was acknowledged may be missing."""
    dice, accepted = random.Random(11), 0  # noqa: S311 - moments, not secrets
    for _ in range(times):
        with subprocess.Popen(
            [sys.executable, __file__, "--code-on", str(folder)], stdout=subprocess.PIPE, text=True
        ) as coder:
            assert coder.stdout is not None
            first = coder.stdout.readline()
            time.sleep(dice.uniform(0, 0.15))
            coder.send_signal(signal.SIGKILL)
            said = [first.strip(), *(line.strip() for line in coder.stdout if line.endswith("\n"))]
        with Store.open(folder) as store:
            there = store.study().by_id(Coding)
            missing = [one for one in said if one not in there]
            assert not missing, missing
            accepted += len(said)
    print(f"killed {times} times: {accepted} accepted codings, none missing")


def main() -> None:
    """Read the arguments and run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=0)
    parser.add_argument("--code-on", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.code_on:
        code_on(given.code_on)
        return
    with tempfile.TemporaryDirectory() as folder:
        study = made(Path(folder))
        asyncio.run(keys(study))
        if given.kills:
            small = made(Path(folder) / "small", turns=40, codings=20)
            kills(small, given.kills)


if __name__ == "__main__":
    main()
