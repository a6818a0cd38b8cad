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
    likely = (f"{place}{name}{ending}" for place in ("", "_partials/") for ending in ("", ".md.j2"))
    found = next((one for one in likely if one in known), None)
    if found is None:
        raise UnknownName("template", name, tuple(sorted(known)))
    name = found
    own = folder / "templates" / (profile.name if name == "profile.toml" else BASE) / name
    targets = tuple(_file_for(target, own, folder / "templates") for target in targets)
    if targets:
        for target in targets:
            target.parent.mkdir(parents=True, exist_ok=True)
            write_whole(target, known[name].read_bytes())
            done(_("{path}: written.").format(path=target))
    else:
        click.echo(known[name].read_text(encoding="utf-8"), nl=False)
    if known[name] != own and own.resolve() not in (target.resolve() for target in targets):
        remark(_("A version of your own at {path} would be used instead; write it there with --to.").format(path=own))


def _file_for(target: Path, own: Path, templates: Path) -> Path:
    """Where a file goes that is sent to a folder: to its own place among the study's templates, else by its name."""
    if target.suffix and not target.is_dir():
        return target
    return own if target.resolve() == templates.resolve() else target / own.name


def _files(folders: tuple[Path, ...]) -> Iterator[tuple[str, Path]]:
    """(name, file) of the files that are used: of several with one name, the last given wins, which is the first."""
    for folder in reversed(folders):
        if folder.is_dir():
            for path in sorted(folder.rglob("*")):
                if path.is_file():
                    yield path.relative_to(folder).as_posix(), path
