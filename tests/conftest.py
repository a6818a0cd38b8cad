"""The sample study, made once a test run by the command that a user types."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

os.environ["QUALCODE_LANG"] = "en"
"""Tests that run commands in this process read English; the language is chosen when the package is imported."""
os.environ["QUALCODE_CACHE"] = "off"
"""No test reads or writes what the user of this machine keeps of earlier studies."""

settings.register_profile("same", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("other", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("other" if os.environ.get("QUALCODE_LONG") else "same")
"""Every run tries the same examples, on a busy machine too; ``QUALCODE_LONG=1`` looks for others."""

Run = Callable[..., subprocess.CompletedProcess[str]]


def qualcode(*arguments: object, language: str = "en", stdin: str | None = None) -> subprocess.CompletedProcess[str]:
    """Run the command as a user does; texts in English unless asked otherwise."""
    return subprocess.run(
        [sys.executable, "-m", "qualcode", *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        input=stdin,
        env={**os.environ, "QUALCODE_LANG": language, "PYTHONUTF8": "1"},
    )


@pytest.fixture(scope="session")
def run() -> Run:
    """The ``qualcode`` command."""
    return qualcode


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the sample study; read it, do not change it (see ``sample_copy``)."""
    folder = tmp_path_factory.mktemp("penelitian ñ") / "studi contoh"
    made = qualcode("demo", folder)
    assert made.returncode == 0, made.stdout + made.stderr
    return folder


@pytest.fixture
def sample_copy(sample: Path, tmp_path: Path) -> Path:
    """A copy of the sample study that a test may change."""
    folder = tmp_path / "salinan studi"
    shutil.copytree(sample, folder)
    return folder
