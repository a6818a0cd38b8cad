"""The README tells the truth: its short run prints what it shows, and its two commands are the ones that CI calls."""

from __future__ import annotations

import os
import re
import shlex
from pathlib import Path

import pytest

from tests.conftest import Run

README = Path(__file__).parent.parent / "README.md"


def between(marker: str) -> str:
    found = re.search(rf"<!-- {marker} -->\n(.*?)<!-- end -->", README.read_text("utf-8"), re.DOTALL)
    assert found, marker
    return found.group(1)


def shown_runs() -> list[tuple[str, str]]:
    """(command, output) of every command of the short run."""
    block = between("run").strip().removeprefix("```console").removesuffix("```").strip("\n")
    return [
        (part.split("\n", 1)[0], part.split("\n", 1)[1].rstrip() if "\n" in part else "")
        for part in re.split(r"(?m)^\$ ", block)
        if part.strip()
    ]


@pytest.mark.parametrize(("command", "output"), shown_runs(), ids=[command for command, _ in shown_runs()])
def test_the_short_run_prints_what_it_shows(
    command: str, output: str, run: Run, sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "110")
    monkeypatch.setitem(os.environ, "QUALCODE_STUDY", str(sample))
    name, *arguments = shlex.split(command)
    assert name == "qualcode"
    result = run(*arguments, language="id")
    assert result.returncode == 0, result.stderr
    printed = "\n".join(line.rstrip() for line in result.stdout.splitlines())
    assert printed.strip("\n") == output.strip("\n")


def test_the_two_commands_stand_alone_on_a_line() -> None:
    for marker in ("demo command", "test command"):
        lines = [line for line in between(marker).splitlines() if line.startswith("python ")]
        assert len(lines) == 1, marker


def test_every_file_that_the_readme_names_is_there() -> None:
    for target in re.findall(r"\]\(([\w./-]+)\)", README.read_text("utf-8")):
        assert (README.parent / target).exists(), target
