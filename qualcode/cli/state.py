"""``state``: the statements that only the researcher can make, signed and dated, or waived with a reason."""

from __future__ import annotations

import click

from qualcode.cli._output import done, format_option, print_rows
from qualcode.cli._session import actor, open_store, read_study, study_command
from qualcode.i18n import N_, _
from qualcode.model import Stage, Statement, kind_named
from qualcode.model.plain import to_plain


@study_command(
    "state",
    help=N_(
        "Sign a statement that a record has reached a state of the cycle (method: last column), "
        "or waive it with a reason. Without a RECORD, list what was signed."
    ),
)
@click.argument("record", required=False, metavar="[RECORD]")
@click.option("--stage", type=click.IntRange(0, 10), help=_("The state of the cycle, 0 to 10."))
@click.option("--text", help=_("Your statement."))
@click.option("--waive", metavar="REASON", help=_("Go without, for this reason."))
@format_option()
def state(record: str | None, stage: int | None, text: str | None, waive: str | None, format_: str) -> None:
    """Sign, waive or list."""
    if record is None:
        rows = [to_plain(statement) for statement in read_study().all(Statement)]
        headings = {name: _(name) for name in ("id", "record", "state", "text", "waiver", "by", "at")}
        print_rows(rows, headings, format_)
        return
    if (text is None) == (waive is None):
        raise click.UsageError(_("Give either --text or --waive."))
    with open_store() as store, store.act("state") as act:
        ref = _resolved(act.study, record)
        from qualcode.storage.store import now

        statement = Statement(
            id=act.new_id("PN"),
            record=ref,
            state=Stage(stage) if stage is not None else _next_stage(ref),
            text=text or "",
            waiver=waive or "",
            by=actor(),
            at=now(),
        )
        from qualcode.conclusions.tested import stamped

        act.put(*stamped(act.study, (statement,)))
    done(_("{id}: signed for {record}, state {stage}.").format(id=statement.id, record=ref, stage=int(statement.state)))
    if statement.text and ref.partition(":")[0] in ("finding", "code", "display"):
        _tell_lacking(ref, statement.state)


def _tell_lacking(ref: str, stage: Stage) -> None:
    """What a state that was signed still lacks."""
    from qualcode.conclusions.claims import claim_of, state_of
    from qualcode.conclusions.exits import exit_words

    study = read_study()
    reached = state_of(study, claim_of(study, ref))
    if stage not in reached.stages:
        done(_("The statement is kept; the record has not reached this state yet:"))
        for missing in reached.next_missing:
            done(f"✗ {exit_words(missing)}")


def _resolved(study: object, record: str) -> str:
    """``kind:id`` of a record given by its id alone or in full."""
    from qualcode.errors import UnknownName
    from qualcode.model import KINDS, Study

    assert isinstance(study, Study)
    kind, sign, bare = record.partition(":")
    if sign and (known := kind_named(kind)):
        study.get(known.type, bare)
        return record
    for candidate in KINDS:
        if candidate.key == ("id",) and record in study.by_id(candidate.type):
            return f"{candidate.name}:{record}"
    raise UnknownName("record", record)


def _next_stage(ref: str) -> Stage:
    """The state that a statement about this kind of record is usually about."""
    usual = {"project": 0, "source": 3, "code": 6, "display": 7, "snapshot": 7, "finding": 9, "agreement": 5}
    return Stage(usual.get(ref.partition(":")[0], 0))
