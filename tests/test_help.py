"""Every command of the table can be loaded and explains itself, in both languages."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from typing import cast

import click
import pytest
from click.testing import CliRunner

from qualcode.cli import COMMANDS, STAGES, root
from qualcode.cli._placeholders import WORDS


def every_command() -> list[tuple[str, ...]]:
    """Paths of every command and subcommand."""
    found: list[tuple[str, ...]] = []
    context = click.Context(root)
    for name in COMMANDS:
        command = root.get_command(context, name)
        assert command is not None
        found.append((name,))
        if isinstance(command, click.Group):
            found.extend((name, sub) for sub in command.list_commands(context))
    return found


@pytest.mark.parametrize("path", every_command(), ids=" ".join)
def test_command_has_help(path: tuple[str, ...]) -> None:
    result = CliRunner().invoke(root, [*path, "--help"])
    assert result.exit_code == 0, result.output
    body = result.output.split("\n\n")
    assert len(body) > 1, result.output
    assert body[1].strip(), f"{path} has no help text"


@pytest.mark.parametrize("path", every_command(), ids=" ".join)
def test_every_option_says_what_it_is_for(path: tuple[str, ...]) -> None:
    context, command = click.Context(root), cast("click.Command", root)
    for name in path:
        found = cast("click.Group", command).get_command(context, name)
        assert found is not None
        command = found
    options = [one for one in command.params if isinstance(one, click.Option) and not one.hidden]
    assert [one.name for one in options if not one.help] == []


USAGES = """
from tests.test_help import every_command
from click.testing import CliRunner
from qualcode.cli import root
for path in every_command():
    print(CliRunner().invoke(root, [*path, "--help"]).output.split("\\n\\n")[0])
"""


def test_usage_names_its_values_in_indonesian() -> None:
    environment = {**os.environ, "QUALCODE_LANG": "id", "PYTHONPATH": os.pathsep.join(sys.path)}
    shown = subprocess.run([sys.executable, "-c", USAGES], env=environment, capture_output=True, text=True, check=True)
    assert shown.stdout.count("[OPSI]") == len(every_command())
    same = {"LABEL", "UNIT"}
    assert set(re.findall(r"[A-Z]{2,}", shown.stdout)).isdisjoint({*WORDS} - same)


def test_help_groups_commands_by_stage_of_the_method() -> None:
    output = CliRunner().invoke(root, ["--help"]).output
    places = [output.index(name + "  ") for name in ("ingest", "codebook", "display", "finding", "report")]
    assert places == sorted(places)
    assert {stage for _, stage, _ in COMMANDS.values()} == {name for name, _ in STAGES}


def test_an_unknown_command_is_refused_with_a_guess() -> None:
    result = CliRunner().invoke(root, ["reprot"])
    assert result.exit_code == 2
    assert "report" in result.output


def test_options_of_the_contract_are_there() -> None:
    for path in every_command():
        if path[0] in ("demo", "init", "tokenize") or (len(path) == 1 and path[0] in ("code", "codebook", "display")):
            continue
        output = CliRunner().invoke(root, [*path, "--help"]).output
        assert "--study" in output, path
