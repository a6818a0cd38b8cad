"""A picture of the sample's Bab IV for the documentation: ``chapter_pictures.py STUDY FOLDER``, with a sample study.

Needs LibreOffice and pdftoppm (poppler). The chapter is made anew; three of its pages stand side by side: the opening
page, the fullest of the pages from the sixth to the tenth, and the fullest page that lies on its side.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from base64 import b64encode
from dataclasses import dataclass
from pathlib import Path

import resvg_py

DOTS, GAP = 50, 16
EARLY = slice(5, 10)
"""Pages among which the one with quotations is found."""


@dataclass(frozen=True)
class Page:
    """A page: its number, its size in dots, and how dark it is."""

    number: int
    width: int
    height: int
    ink: int


def pages_of(pdf: Path, folder: Path) -> list[Page]:
    """Every page of the chapter, measured on grey pictures."""
    subprocess.run(["pdftoppm", "-gray", "-r", str(DOTS), str(pdf), str(folder / "page")], check=True)
    found = []
    for number, path in enumerate(sorted(folder.glob("page-*.pgm")), 1):
        _, size, _, dots = path.read_bytes().split(b"\n", 3)
        width, height = map(int, size.split())
        found.append(Page(number, width, height, sum(255 - dot for dot in dots)))
    return found


def chosen(pages: list[Page]) -> list[Page]:
    """The pages that are shown."""
    upright = [page for page in pages[EARLY] if page.width < page.height] or pages[:1]
    lying = [page for page in pages if page.width > page.height]
    return [pages[0], max(upright, key=lambda page: page.ink), max(lying or pages, key=lambda page: page.ink)]


def picture(pdf: Path, page: Page) -> str:
    """A page as the address of a PNG."""
    made = subprocess.run(
        ["pdftoppm", "-gray", "-r", str(2 * DOTS), "-png", "-f", str(page.number), "-l", str(page.number), str(pdf)],
        check=True,
        capture_output=True,
    )
    return f"data:image/png;base64,{b64encode(made.stdout).decode()}"


def main() -> None:
    """Draw the picture."""
    study, target = Path(sys.argv[1]), Path(sys.argv[2]) / "bab-4.png"
    with tempfile.TemporaryDirectory() as temporary:
        pdf = Path(temporary) / "bab-4.pdf"
        command = ["-m", "qualcode", "report", "bab-4", "--study", str(study), "--to", str(pdf)]
        subprocess.run([sys.executable, *command], check=True)
        pages = chosen(pages_of(pdf, Path(temporary)))
        at, images = GAP, []
        for page in pages:
            images.append(
                f'<image x="{at}" y="{GAP}" width="{page.width}" height="{page.height}" href="{picture(pdf, page)}"/>'
            )
            at += page.width + GAP
        height = max(page.height for page in pages) + 2 * GAP
        svg = (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{at}" height="{height}">'
            f'<rect width="{at}" height="{height}" fill="#d8d8d8"/>{"".join(images)}</svg>'
        )
        target.write_bytes(bytes(resvg_py.svg_to_bytes(svg_string=svg)))


if __name__ == "__main__":
    main()
