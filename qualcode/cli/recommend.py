"""``recommend``: advice with the findings and factors that it answers; ``coverage`` shows what it leaves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from qualcode.cli._output import format_option, print_json, print_rows
from qualcode.cli._records import RecordGroup, record_group
from qualcode.cli._session import read_study
from qualcode.i18n import N_, _, language
from qualcode.model import Recommendation
from qualcode.model.plain import to_plain

if TYPE_CHECKING:
    from qualcode.conclusions.coverage import Coverage

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
    terms = terms_for(language())
    rows = [
        {
            "kind": terms(f"conclusions.need.{need.kind}"),
            "record": need.record.partition(":")[2],
            "text": shortened(need.text),
            "recommendations": need.recommendations,
            "needed": need.required,
            "segments": len(need.pieces),
        }
        for need in found.needs
    ]
    if format_ == "table":
        for line in _lines(found, rows):
            click.echo(line)
        return
    print_rows(rows, {name: _(name) for name in rows[0]} if rows else {}, format_)


def _lines(found: Coverage, rows: list[dict[str, Any]]) -> Iterator[str]:
    """Needs by kind: ✗ what must have a recommendation and has none, · what may go without, ✓ what is answered."""
    kind = None
    for row in rows:
        if row["kind"] != kind:
            kind = row["kind"]
            yield f"{kind[:1].upper()}{kind[1:]}"
        answered = ", ".join(row["recommendations"]) or (_("no recommendation") if row["needed"] else _("not covered"))
        sign = "✓" if row["recommendations"] else "✗" if row["needed"] else "·"
        yield f"  {sign} {row['record']}: {row['text']} → {answered}"
    for one in found.unanchored:
        yield _("{id} answers neither a finding nor a factor.").format(id=one.id)
