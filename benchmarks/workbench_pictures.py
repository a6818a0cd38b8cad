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


async def screen(study: Path, size: tuple[int, int], keys: list[str], *, light: bool = False) -> str:
    """Open the first interview as its busiest coder, press keys, and give the screen as SVG."""
    with Store.open(study) as store:
        layer = layers(store.study(), "W-01")[0][0]
        app = Workbench(Desk(store, layer), "W-01", words, light=light)
        async with app.run_test(size=size) as pilot:
            await pilot.press(*keys)
            return app.export_screenshot().replace("Fira Code", FONT)


def draw(svg: str, to: Path) -> None:
    """Write a screen as PNG."""
    to.write_bytes(bytes(resvg_py.svg_to_bytes(svg_string=svg, width=1100)))


def main() -> None:
    """Draw both pictures; none of the keys writes anything."""
    study, folder = Path(sys.argv[1]), Path(sys.argv[2])
    coded = ["home", *["down"] * 9]
    draw(asyncio.run(screen(study, (120, 40), coded)), folder / "workbench-wide.png")
    light = asyncio.run(screen(study, (80, 24), [*coded, "enter", "h", "a"], light=True))
    draw(light, folder / "workbench-light.png")


if __name__ == "__main__":
    main()
