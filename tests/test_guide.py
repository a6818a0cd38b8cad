"""The Indonesian guide tells the truth: its commands run one after another, and answer what it shows."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from tests.conftest import Run

GUIDE = (Path(__file__).parent.parent / "docs" / "panduan.md").read_text("utf-8")


def told() -> list[tuple[str, list[str]]]:
    """(command, lines that the guide shows of its answer), in order."""
    found: list[tuple[str, list[str]]] = []
    for block in re.findall(r"```console\n(.*?)```", GUIDE, re.DOTALL):
        for line in block.splitlines():
            if line.startswith("$ "):
                found.append((line[2:], []))
            else:
                found[-1][1].append(line.removesuffix("…").rstrip())
    return found


def test_the_guide_can_be_typed_from_beginning_to_end(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, text in re.findall(r"<!-- berkas: (\S+) -->\n```text\n(.*?)```", GUIDE, re.DOTALL):
        (tmp_path / name).write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("QUALCODE_KEY_PASSPHRASE", "kata sandi")
    monkeypatch.setenv("COLUMNS", "120")
    for command, shown in told():
        name, *arguments = shlex.split(command)
        if name == "cd":
            monkeypatch.chdir(arguments[0])
            continue
        result = run(*arguments, language="id")
        output = result.stdout + result.stderr
        assert result.returncode == 0, f"{command}\n{output}"
        answer = [line.rstrip() for line in output.splitlines()]
        for line in shown:
            assert any(one.startswith(line) for one in answer), f"{command}\n{line}\n---\n{output}"
    assert (tmp_path / "skripsi" / "bab-4.docx").stat().st_size > 0


def test_every_page_that_the_guide_names_is_there() -> None:
    for target in re.findall(r"\]\(([\w./-]+)\)", GUIDE):
        assert (Path(__file__).parent.parent / "docs" / target).exists(), target
