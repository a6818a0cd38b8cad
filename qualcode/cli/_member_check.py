"""Sheets of the member check and the answers that come back: ``finding sheet`` and ``finding answers``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qualcode.cli._output import done
from qualcode.cli._session import actor, open_store, read_study, today
from qualcode.i18n import _, ngettext
from qualcode.model import Finding, MemberAnswer

if TYPE_CHECKING:
    from qualcode.conclusions.member_word import Given
    from qualcode.model import Study
    from qualcode.storage.store import Act


def write_sheets(
    folder: Path, findings: Iterable[str], informants: Iterable[str] = (), plain: Mapping[str, str] | None = None
) -> None:
    """One Word file an informant, into a folder."""
    from qualcode.cli._tactics_text import no_finding
    from qualcode.conclusions.member_sheets import sheets
    from qualcode.conclusions.member_word import write_sheet

    study = read_study()
    chosen = tuple(findings) or tuple(one.id for one in study.findings)
    if not chosen:
        done(no_finding())
        return
    made = sheets(study, chosen, informants=informants, plain=plain)
    for sheet in made:
        path = folder / f"member-check_{sheet.informant}.docx"
        write_sheet(study, sheet, path)
        click.echo(str(path))
    for finding in dict.fromkeys(one.finding for sheet in made for one in sheet.findings if one.left_out):
        done(
            _("{finding}: sentences that name other informants are left out ([...]); say it in plain words:").format(
                finding=finding
            )
            + f' --plain "{finding}=…"'
        )
    unread = sorted({source for sheet in made for source in sheet.unread})
    if unread:
        done(
            _(
                "Look through the quotations for names before you print: nobody signed that these are hidden: {sources}"
            ).format(sources=", ".join(unread))
        )
    if not made:
        done(_("Nobody is left to ask: all who speak on it have answered. Name somebody: --informant ID"))


def take_answers(files: Iterable[Path], date: str | None) -> None:
    """Answers of filled-in sheets or tables, all of them in one act or none."""
    from qualcode.conclusions.member_answers import read_answers

    with open_store() as store:
        with store.act("finding answers") as act:
            given = [one for path in files for one in read_answers(act.study, path)]
            findings = list(dict.fromkeys(one.finding for one in given))
            for finding in findings:
                _keep(act, finding, [one for one in given if one.finding == finding], date)
        done(ngettext("{n} answer taken in.", "{n} answers taken in.", len(given)).format(n=len(given)))
        for finding in findings:
            _tell(store.study(), finding, [one for one in given if one.finding == finding])


def _tell(study: Study, finding: str, given: list[Given]) -> None:
    """Who did not agree, and what the finding still lacks."""
    from qualcode.cli._tactics_text import lacking_lines

    against = ", ".join(one.informant for one in given if one.agrees is False)
    if against:
        told = _("{finding}: {names} did not agree; the disagreement is kept.")
        done(told.format(finding=finding, names=against))
    for line in lacking_lines(study, study.get(Finding, finding), remarks=False):
        done(f"{finding} {line}")


def _keep(act: Act, finding_id: str, given: list[Given], date: str | None) -> None:
    from qualcode.conclusions.verifying import Applied, continued

    finding = act.study.get(Finding, finding_id)
    day = date or today()
    answers = tuple(
        MemberAnswer(
            informant=one.informant, date=one.date or day, agrees=one.agrees, answer=one.answer, change=one.change
        )
        for one in given
    )
    applied = Applied(answers=answers)
    act.put(continued(act.study, finding, "member-check", applied, new_id=act.new_id, by=actor(), date=day))
