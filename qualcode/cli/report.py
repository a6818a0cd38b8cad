"""``report``: write a chapter of the study, after its checks, and read one that comes back from Word."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qualcode.cli._output import done, format_option, print_json, remark
from qualcode.cli._reproducing import note, reproduce
from qualcode.cli._review import HELP, review
from qualcode.cli._session import DefaultGroup, open_store
from qualcode.cli._templates import print_template
from qualcode.i18n import N_, _, ngettext

if TYPE_CHECKING:
    from qualcode.model import Study
    from qualcode.report.check_record import Check
    from qualcode.report.document import Document
    from qualcode.report.profile import Profile


@click.group(
    "report",
    cls=DefaultGroup,
    default="write",
    help=N_(
        "Write a chapter (qualcode report bab-4 --to bab-4.docx), or read one that comes back from Word "
        "(qualcode report review bab-4.docx)."
    ),
)
def report() -> None:
    """Group of report commands."""


report.command("review", help=HELP)(review)


@report.command(
    "write",
    help=N_(
        "Write a CHAPTER (bab-4, pembahasan, bab-5, lampiran, ringkasan, artikel) to one or more files; the word "
        "“write” may be left out. The ending of the name decides the format: .docx, .odt, .pdf, .tex, .html, .md, "
        ".json."
    ),
)
@click.argument("chapter", default="bab-4")
@click.option("--to", "targets", multiple=True, type=click.Path(path_type=Path), help=_("File to write; repeatable."))
@click.option("--profile", default="", metavar="NAME", help=_("Layout of a campus (else the study's own)."))
@click.option(
    "--bibliography",
    type=click.Path(path_type=Path, dir_okay=False),
    help=_("Your references, a .bib or CSL-JSON file (else the one in the study's folder)."),
)
@click.option(
    "--style",
    type=click.Path(path_type=Path, dir_okay=False),
    help=_("A Word file of your campus (.docx) whose page, type and styles are taken."),
)
@click.option("--check", "check_only", is_flag=True, help=_("Show the export checks and write nothing."))
@click.option(
    "--force",
    "--draft",
    "draft",
    is_flag=True,
    help=_("Mark every page as a draft, for a chapter that is not done yet."),
)
@click.option(
    "--with-comments",
    is_flag=True,
    help=_("In .docx, write open slots, checks and stale parts as comments (of “qualcode”)."),
)
@click.option(
    "--reproduce",
    "again",
    is_flag=True,
    help=_("Make every file that was written again (of CHAPTER, if named); say what changed, byte for byte, and why."),
)
@click.option(
    "--print-template",
    "template",
    metavar="NAME",
    help=_("Print a template, the sentences or the layout (list: their names); with --to, write it to a file."),
)
@format_option("table", "json")
@click.pass_context
def write(ctx: click.Context, /, chapter: str, targets: tuple[Path, ...], format_: str, **given: Any) -> None:
    """Write, check or reproduce a chapter, or print a template."""
    from qualcode.cli._session import study_folder

    if given["template"]:
        print_template(given["template"], given["profile"], targets)
        return
    if given["again"]:
        named = ctx.get_parameter_source("chapter") is click.core.ParameterSource.COMMANDLINE
        with open_store() as store:
            reproduce(store, study_folder(), [chapter] if named else [], format_)
        return
    _write(chapter, targets, format_, **given)


def _write(chapter: str, targets: tuple[Path, ...], format_: str, **given: Any) -> None:
    """Write a chapter after its checks, or show these alone."""
    from dataclasses import replace

    from qualcode import report as reports
    from qualcode.cli._session import study_folder
    from qualcode.report import remarks
    from qualcode.report.campus_styles import styled

    if not given["check_only"] and not targets:
        raise click.UsageError(_("Name a file with --to FILE.docx, or see the checks with --check."))
    for target in targets:
        reports.known_format(target)
    folder, style, bibliography = study_folder(), given["style"], given["bibliography"]
    with open_store() as store:
        study = store.study()
        profile = styled(study, given["profile"], style, folder) if style else given["profile"]
        document = reports.build(study, chapter, profile, folder=folder, bibliography=bibliography, journal=store.log)
        found = reports.check(study, document)
        if given["check_only"]:
            _show(found, format_)
            return
        document = replace(_approved(study, document, found), draft=given["draft"])
        if given["with_comments"]:
            document = remarks.with_remarks(document, found)
        written = reports.write_all(document, targets)
    note(folder, document, written, chapter, given)
    _tell_layout(document.profile)
    _remind(found, chapter)
    for target in targets:
        done(_("{path}: written.").format(path=target))


def _approved(study: Study, document: Document, found: tuple[Check, ...]) -> Document:
    """The document if its checks let it out; else what forbids it, in words."""
    from qualcode.errors import CheckFailed
    from qualcode.report import approved
    from qualcode.report.check_words import check_lines

    try:
        return approved(study, document)
    except CheckFailed:
        lines = [f"  {line}" for line in check_lines([one for one in found if one.refuses])]
        first = _("Nothing was written; these checks forbid it:")
        raise click.ClickException("\n".join([first, *lines])) from None


def _show(found: tuple[Check, ...], format_: str) -> None:
    """Every check; exit code 1 where one refuses."""
    from qualcode.report.check_words import check_lines

    if format_ == "json":
        print_json([_plain(one) for one in found])
    else:
        for line in check_lines(found):
            click.echo(line)
        if not found:
            click.echo(_("Nothing found."))
    if any(one.refuses for one in found):
        click.get_current_context().exit(1)


def _plain(one: Check) -> dict[str, object]:
    from qualcode.report.check_words import check_words

    place = one.place
    return {
        "level": one.level.value,
        "key": one.key,
        "what": one.what,
        "section": one.section,
        "source": place.source if place else None,
        "segment": place.segment if place else None,
        "line": one.line,
        "message": check_words(one),
    }


def _tell_layout(profile: Profile) -> None:
    """Whose guide the layout follows and how far it is known, on standard error."""
    if not profile.guide:
        return
    words = _("The layout follows {guide} ({year}; seen: {seen}). Hold it against the guide of your year.")
    remark(words.format(guide=profile.guide, year=profile.guide_year, seen=_(profile.seen)))
    if profile.unconfirmed:
        names = ", ".join(profile.unconfirmed)
        remark(_("Not confirmed by that guide: {names}").format(names=names))


def _remind(found: tuple[Check, ...], chapter: str) -> None:
    """What the study has to have first, and how much there is to look at, on standard error."""
    from qualcode.report.check_words import FIRST, check_words

    for one in found:
        if one.key in FIRST:
            remark(check_words(one))
    flags = sum(not one.refuses for one in found)
    if flags:
        remark(
            ngettext(
                "{n} thing to look at: qualcode report {chapter} --check",
                "{n} things to look at: qualcode report {chapter} --check",
                flags,
            ).format(n=flags, chapter=chapter)
        )
