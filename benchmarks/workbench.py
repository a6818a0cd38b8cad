"""How fast the workbench is: ``workbench.py``, run from the root of the repository.

A transcript of 20,000 invented words with 1,000 codings is opened under Textual's Pilot at 120 x 40, and every kind of
key is pressed. Three times are shown for each: *screen*, from the key event until the last part of the screen that it
changed was painted; *work*, the processor time spent on it (Textual paints at most 60 times a second, so a screen may
wait up to 17 ms idle); *pilot*, what ``pilot.press`` takes, which looks every 20 ms whether the program is at rest,
twice: it cannot say less than 40, nor less than 60 for a key that does anything.
"""

from __future__ import annotations

import asyncio
import os
import random
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

from textual import events
from textual.pilot import Pilot

from qualcode.cli.messages import words
from qualcode.language import load
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
    "nothing (baseline)": ["f12"] * 5,
    "down, up": ["down", "down", "down", "down", "up", "down"],
    "word": ["right", "right", "left", "shift+right"],
    "page, end, home": ["pagedown", "pagedown", "end", "home"],
    "next uncoded": ["space"] * 4,
    "give a code": ["D", "down", "H", "down", "1"],
    "valence": ["+", "-", "v"],
    "undo": ["u"] * 4,
    "redo": ["y"] * 4,
    "remove": ["delete"],
    "undo of it": ["u"],
    "extend": ["x", "down", "shift+down", "escape"],
    "look for a code": ["enter", "h", "a", "m", "escape"],
    "find": ["f", *"antre", "enter"],
    "find on": ["g", "g", "g"],
    "suggestions asked": ["s"],
}


class Timed(Workbench):
    """The workbench, with the moments of the last key and of the last painting."""

    key_at = painted_at = 0.0

    async def on_event(self, event: events.Event) -> None:
        """A key has come."""
        if isinstance(event, events.Key):
            self.key_at, self.painted_at = time.perf_counter(), 0.0
        await super().on_event(event)

    def _display(self, screen: Any, renderable: Any) -> None:
        super()._display(screen, renderable)
        self.painted_at = time.perf_counter()


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
        app = Timed(Desk(store, Layer("rani", 1)), "W-01", words)
        async with app.run_test(size=(120, 40)) as pilot:
            print(f"{'opened':<20} {(time.perf_counter() - begun) * 1000:5.0f} ms")
            print(f"{'median (worst), ms':<20} {'screen':>14} {'work':>14} {'pilot':>14}")
            for name, pressed in KEYS.items():
                await pilot.pause()
                took = [await timed(app, pilot, key) for key in pressed]
                shown = (f"{statistics.median(each):6.1f} ({max(each):5.1f})" for each in zip(*took, strict=True))
                print(f"{name:<20} " + " ".join(shown))


async def timed(app: Timed, pilot: Pilot[None], key: str) -> tuple[float, float, float]:
    """Milliseconds of one key: until the screen was painted, of work, and until the Pilot was content."""
    begun, work = time.perf_counter(), time.process_time()
    await pilot.press(key)
    ended = time.perf_counter()
    work = time.process_time() - work
    screen = max(app.painted_at - app.key_at, 0.0)
    return screen * 1000, work * 1000, (ended - begun) * 1000


def main() -> None:
    """Make the study and press the keys."""
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(keys(made(Path(folder))))


if __name__ == "__main__":
    main()
