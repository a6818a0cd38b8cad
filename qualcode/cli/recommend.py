"""``recommend``: advice with the findings and factors that it answers; ``coverage`` shows what it leaves."""

from __future__ import annotations

import click

from qualcode.cli._output import format_option, print_json, print_rows
from qualcode.cli._records import RecordGroup, record_group
from qualcode.cli._session import read_study
from qualcode.i18n import N_, _
from qualcode.model import Recommendation
from qualcode.model.plain import to_plain

recommend = record_group(
    RecordGroup(
        type=Recommendation,
        name="recommend",
        help=N_("Recommendations: text, addressee, and the findings and factors that each answers."),
        shown=("id", "text", "addressee", "findings", "factors"),
    )
)


@recommend.command(
    "coverage",
    help=N_("What asks for a recommendation, which one answers it, and what is left without."),
)
@format_option()
def show_coverage(format_: str) -> None:
    """Show what is covered and what is not."""
    from qualcode.conclusions.coverage import coverage
    from qualcode.conclusions.reading import shortened
    from qualcode.terms import terms_for

    study = read_study()
    found = coverage(study)
    if format_ == "json":
        needs = [{**to_plain(need), "covered": need.covered} for need in found.needs]
        print_json({"needs": needs, "unanchored": [one.id for one in found.unanchored]})
        return
    terms = terms_for(study.project.language)
    open_ = {True: _("NONE, needed"), False: _("none")}
    rows = [
        {
            "kind": terms(f"conclusions.need.{need.kind}"),
            "record": need.record.partition(":")[2],
            "text": shortened(need.text),
            "recommendations": ", ".join(need.recommendations) or open_[need.required],
            "evidence": len(need.pieces) or "",
        }
        for need in found.needs
    ]
    headings = {
        "kind": _("what"),
        "record": _("record"),
        "text": _("text"),
        "recommendations": _("answered by"),
        "evidence": _("segments"),
    }
    print_rows(rows, headings, format_)
    if format_ == "table":
        for one in found.unanchored:
            click.echo(_("{id} answers neither a finding nor a factor.").format(id=one.id))
