"""Pictures of the workbench for the documentation: ``workbench_pictures.py STUDY FOLDER``; STUDY is a sample study."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import resvg_py

from qualcode.cli.messages import words
from qualcode.storage.store import Store
from qualcode.workbench.app import Workbench
from qualcode.workbench.desk import Desk
from qualcode.workbench.page import layers

FONT = "DejaVu Sans Mono"


async def picture(study: Path, to: Path, size: tuple[int, int], keys: list[str], *, light: bool = False) -> None:
    """Open the first interview as its busiest coder, press keys, and draw the screen."""
    with Store.open(study) as store:
        layer = layers(store.study(), "W-01")[0][0]
        app = Workbench(Desk(store, layer), "W-01", words, light=light)
        async with app.run_test(size=size) as pilot:
            await pilot.press(*keys)
            svg = app.export_screenshot().replace("Fira Code", FONT)
        to.write_bytes(bytes(resvg_py.svg_to_bytes(svg_string=svg, width=1100)))


def main() -> None:
    """Draw both pictures; none of the keys writes anything."""
    study, folder = Path(sys.argv[1]), Path(sys.argv[2])
    coded = ["home", *["down"] * 9]
    asyncio.run(picture(study, folder / "workbench-wide.png", (120, 40), coded))
    asyncio.run(picture(study, folder / "workbench-light.png", (80, 24), [*coded, "enter", "h", "a"], light=True))


if __name__ == "__main__":
    main()
