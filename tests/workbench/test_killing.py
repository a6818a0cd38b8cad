"""What the screen called saved is in the study, whenever the workbench was killed."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from qualcode.model import Coding
from qualcode.storage.doctor import examine
from qualcode.storage.store import Store
from tests.builders import StudyBuilder


@pytest.mark.skipif(os.name != "posix", reason="needs a pseudo-terminal")
def test_what_was_shown_as_saved_outlives_a_kill(tmp_path: Path) -> None:
    from tests.workbench.killing import killed_once

    builder = StudyBuilder().focus("DISIPLIN").focus("HAMBAT").informant("W-1", "Warga")
    builder.interview("W-01", "W-1", "P: Lalu?\nI: Kami antre lama.\n" * 300)
    folder = builder.stored(tmp_path / "studi saya")
    with Store.open(folder) as begun, begun.act("tokenize") as act:
        for name in builder.texts:
            act.put_analysis(name, "uji", (), ())
    dice = random.Random(5)  # noqa: S311 - moments, not secrets
    for _ in range(2):
        accepted = killed_once(folder, dice)
        with Store.open(folder) as store:
            assert accepted
            assert accepted <= store.study().by_id(Coding).keys()
            assert [check for check in examine(store) if not check.ok] == []
