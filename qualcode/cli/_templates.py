"""``report --print-template``: what shapes a chapter, to be kept and changed in the study's own folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from qualcode.cli._output import done, remark
from qualcode.cli._session import read_study, study_folder
from qualcode.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LIST = "list"


def print_template(name: str, profile_name: str, targets: tuple[Path, ...]) -> None:
    """Print a file of a profile as it is used now, or the names of all; with targets, write it there."""
    from qualcode.collection.written_files import write_whole
    from qualcode.errors import UnknownName
    from qualcode.report.profile import BASE, load_profile

    folder = study_folder()
    profile = load_profile(profile_name or read_study().project.thesis_profile, folder)
    known = dict(_files(profile.folders))
    if name == LIST:
        for one in sorted(known):
            click.echo(one)
        return
    name = f"_partials/{name}" if f"_partials/{name}" in known else name
    if name not in known:
        raise UnknownName("template", name, tuple(sorted(known)))
    if targets:
        for target in targets:
            write_whole(target, known[name].read_bytes())
            done(_("{path}: written.").format(path=target))
    else:
        click.echo(known[name].read_text(encoding="utf-8"), nl=False)
    own = folder / "templates" / (profile.name if name == "profile.toml" else BASE) / name
    if known[name] != own and own.resolve() not in (target.resolve() for target in targets):
        remark(_("A version of your own at {path} would be used instead; write it there with --to.").format(path=own))


def _files(folders: tuple[Path, ...]) -> Iterator[tuple[str, Path]]:
    """(name, file) of the files that are used: of several with one name, the last given wins, which is the first."""
    for folder in reversed(folders):
        if folder.is_dir():
            for path in sorted(folder.rglob("*")):
                if path.is_file():
                    yield path.relative_to(folder).as_posix(), path
