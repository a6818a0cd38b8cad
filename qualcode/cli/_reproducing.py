"""``report --reproduce``: every file that was written is made again; what changed, byte for byte, and why."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qualcode.cli._output import done, print_json, remark
from qualcode.i18n import N_, _, ngettext

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualcode.model import Study
    from qualcode.report.builds import Build, Comparison
    from qualcode.report.document import Document
    from qualcode.storage.store import Store

LINES_SHOWN, LINE_SHOWN = 8, 100
"""Changed lines that are shown of a file, and letters of each."""

CAUSES = {
    "program": N_("another version of qualcode"),
    "templates": N_("templates or styles of your own"),
    "references": N_("your file of references"),
}


def note(folder: Path, document: Document, written: Sequence[tuple[Path, bytes]], chapter: str, given: Any) -> None:
    """Put written files on the study's list of builds; a folder that may not be written only loses the list."""
    from qualcode.errors import CannotWrite, StudyReadOnly
    from qualcode.report.builds import Build, noted, relative, write_builds

    builds = []
    for path, content in written:
        build = Build(
            path=relative(path, folder),
            chapter=chapter,
            profile=given["profile"],
            bibliography=str(given["bibliography"].resolve()) if given["bibliography"] else "",
            style=str(given["style"].resolve()) if given["style"] else "",
            draft=given["draft"],
            comments=given["with_comments"],
        )
        builds.append(noted(build, document, content, folder))
    try:
        write_builds(folder, builds)
    except (CannotWrite, StudyReadOnly):
        remark(_("The list of builds (reports/builds.json) cannot be written; --reproduce will not know these files."))


def reproduce(store: Store, folder: Path, only: Sequence[str], format_: str) -> None:
    """Rebuild what the list of builds names (``only`` these chapters, if any are named)."""
    from qualcode.collection.written_files import write_whole
    from qualcode.report.builds import Outcome, compared, read_builds, write_builds

    study, journal = store.study(), store.log()
    builds = [one for one in read_builds(folder) if not only or one.chapter in only]
    if not builds:
        raise click.ClickException(_("Nothing was written yet. Write a chapter first: qualcode report bab-4 --to FILE"))
    found: list[Comparison] = []
    documents: dict[Build, Document] = {}
    for build in builds:
        recipe = replace(build, path="", digest="", data_version=0)
        if recipe not in documents:
            documents[recipe] = document_of(study, build, folder, store)
        content = _bytes(documents[recipe], build)
        found.append(compared(build, documents[recipe], content, folder, journal))
    for one in found:
        if one.outcome in (Outcome.CHANGED, Outcome.MISSING):
            write_whole(one.build.file(folder), one.content)
    write_builds(folder, [one.build for one in found if one.outcome is not Outcome.EDITED])
    if format_ == "json":
        print_json([_plain(one) for one in found])
    else:
        for one in found:
            _tell(one)


def document_of(study: Study, build: Build, folder: Path, store: Store) -> Document:
    """The document of a build as the study gives it now, if its checks let it out."""
    from qualcode import report as reports
    from qualcode.report import remarks
    from qualcode.report.campus_styles import styled

    profile: Any = build.profile
    if build.style:
        profile = styled(study, build.profile, Path(build.style), folder)
    document = reports.build(
        study,
        build.chapter,
        profile,
        folder=folder,
        bibliography=Path(build.bibliography) if build.bibliography else None,
        journal=store.log,
    )
    checks = reports.check(study, document)
    document = replace(reports.approved(study, document), draft=build.draft)
    return remarks.with_remarks(document, checks) if build.comments else document


def _bytes(document: Document, build: Build) -> bytes:
    from qualcode import report as reports

    return reports.to_bytes(document, reports.known_format(Path(build.path)))


def _tell(one: Comparison) -> None:
    from qualcode.report.builds import Outcome

    path, size, before = one.build.path, len(one.content), one.size_before
    if one.outcome is Outcome.SAME:
        done(_("{path}: the same, byte for byte ({n} bytes).").format(path=path, n=size))
        return
    if one.outcome is Outcome.MISSING:
        done(_("{path}: was gone; written again.").format(path=path))
        return
    if one.outcome is Outcome.EDITED:
        remark(
            _(
                "{path}: was changed outside of qualcode since it was written, and is left as it is. Take in what was "
                "typed with: qualcode report review {path}; or delete the file and type this again."
            ).format(path=path)
        )
    else:
        first = _("{path}: written again; {before} bytes became {after}, from byte {at} on.")
        done(first.format(path=path, before=before, after=size, at=one.at))
    _tell_lines(one)
    _tell_why(one)


def _tell_lines(one: Comparison) -> None:
    for line in one.lines[:LINES_SHOWN]:
        for sign, text in (("-", line.before), ("+", line.after)):
            if text:
                click.echo(f"    {sign} " + (text if len(text) <= LINE_SHOWN else f"{text[:LINE_SHOWN]}…"))
    rest = len(one.lines) - LINES_SHOWN
    if rest > 0:
        click.echo("    " + ngettext("… and {n} more line", "… and {n} more lines", rest).format(n=rest))


def _tell_why(one: Comparison) -> None:
    """The acts since the file was written, and what else changed."""
    for name, first, last, records in one.acts:
        numbers = str(first) if first == last else f"{first}–{last}"
        words = ngettext(
            "because of {act} (entry {numbers}, {n} record)",
            "because of {act} (entry {numbers}, {n} records)",
            records,
        )
        click.echo("    " + words.format(act=name, numbers=numbers, n=records))
    for cause in one.causes:
        click.echo("    " + _("because of {cause}").format(cause=_(CAUSES[cause])))
    if not one.acts and not one.causes:
        click.echo("    " + _("no act since, same templates and references: the file itself was changed"))


def _plain(one: Comparison) -> dict[str, Any]:
    return {
        "path": one.build.path,
        "chapter": one.build.chapter,
        "outcome": one.outcome.value,
        "bytes_before": one.size_before,
        "bytes": len(one.content),
        "first_difference": one.at,
        "sha256": one.build.digest,
        "lines": [{"before": line.before, "after": line.after} for line in one.lines],
        "acts": [dict(zip(("act", "first", "last", "records"), act, strict=True)) for act in one.acts],
        "causes": list(one.causes),
    }
