"""``doctor``: whether the study is sound, and what the work needs is installed."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from qualcode.cli._output import format_option, print_json
from qualcode.cli._session import open_store, study_command
from qualcode.i18n import N_, _

if TYPE_CHECKING:
    from qualcode.storage.store import Store

TITLES = {
    "file": N_("The file is whole"),
    "project": N_("The study has its own record"),
    "foreign_keys": N_("Every reference in a column leads to a record"),
    "dangling_ids": N_("Every id in a list leads to a record"),
    "text_digests": N_("Every text is the one that was taken in"),
    "quotations": N_("Every quotation equals its text"),
    "lost_quotations": N_("Every quotation has kept its place when its text was corrected"),
    "blocks": N_("Blocks lie within their texts, in order"),
    "analysis": N_("Every text has its words and sentences"),
    "kept_columns": N_("What is kept for counting is what the records say"),
    "journal": N_("The journal is unbroken"),
    "libreoffice": N_("LibreOffice for PDF (optional)"),
}
FIXES = {
    "file": N_("Restore a copy of study.qualcode, or the .bak file beside it."),
    "project": N_("Restore a copy of study.qualcode."),
    "foreign_keys": N_("Take back the last acts with: qualcode undo"),
    "dangling_ids": N_("Correct these records, or take back the last acts with: qualcode undo"),
    "text_digests": N_("The text was changed outside qualcode; restore a copy of study.qualcode."),
    "quotations": N_("The text or the quotation was changed outside qualcode; restore a copy of study.qualcode."),
    "lost_quotations": N_("See what stood there and give it a place again: qualcode source lost"),
    "blocks": N_("Take the source in again: qualcode source remove, then qualcode ingest"),
    "analysis": N_("Find them now with: qualcode doctor --mend"),
    "kept_columns": N_("Make it anew with: qualcode doctor --mend"),
    "journal": N_("The journal was changed outside qualcode; restore a copy of study.qualcode."),
}
SHOWN = 10


@study_command("doctor", help=N_("Check that the study is sound; exit code 1 if anything is not."))
@click.option(
    "--mend",
    is_flag=True,
    help=_(
        "Find words and sentences anew where there are none, or where an older version of the program found them; "
        "make what is kept for counting anew."
    ),
)
@format_option("table", "json")
def doctor(mend: bool, format_: str) -> None:  # noqa: FBT001 - a command line flag
    """Examine the study."""
    from qualcode.storage.doctor import examine

    with open_store() as store:
        if mend:
            store.forget_columns()
            _analyse(store)
        checks = examine(store)
    rows = [
        {
            "check": check.check,
            "ok": check.ok,
            "message": _(TITLES[check.check]) + ("" if check.ok else ": " + ", ".join(check.found[:SHOWN])),
            "fix": "" if check.ok else _(FIXES[check.check]),
        }
        for check in checks
    ]
    if format_ == "json":
        print_json(rows)
    else:
        for row in rows:
            click.echo(f"{'✓' if row['ok'] else '✗'} {row['message']}")
            if row["fix"]:
                click.echo(f"    {row['fix']}")
        from qualcode.report.writers.pdf import office_path

        click.echo(f"{'✓' if office_path() else '–'} {_(TITLES['libreoffice'])}")
    if not all(row["ok"] for row in rows):
        sys.exit(1)


def _analyse(store: Store) -> None:
    """Find the words and sentences of every text that has none, or only those of an older version of the rules."""
    from qualcode import language
    from qualcode.model import Span

    study = store.study()
    missing = [source for source in study.sources if not store.has_analysis(source.text_digest, language.RULES)]
    if not missing:
        return
    pipeline = language.load(store.known_forms(language.RULES))
    with store.act("doctor mend") as act:
        for source in missing:
            stretches = tuple(Span(block.start, block.end) for block in study.blocks(source.id))
            tokens, sentences = pipeline.analyse(study.text(source), stretches)
            act.put_analysis(source.text_digest, language.RULES, tokens, sentences)
