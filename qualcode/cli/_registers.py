"""``verify --all TACTIC`` and ``verify --saturation``: one tactic over every finding, and new codes by source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import click

from qualcode.cli._output import done, print_json, print_rows
from qualcode.i18n import _, language, ngettext

if TYPE_CHECKING:
    from qualcode.model import Study
    from qualcode.terms import Terms

_QUOTE = 60
_WORDS = ("placed", "aspect", "part", "consequence")


def print_register(study: Study, tactic: str, format_: str) -> None:
    """One tactic over every finding: as a register where it has one, else what it computed for each."""
    from qualcode.conclusions.registers import REGISTERS
    from qualcode.conclusions.tactics import named

    name = named(tactic).name
    register = REGISTERS.get(name)
    if register is None:
        _print_computed(study, name, format_)
        return
    rows = register(study)
    if format_ == "json":
        print_json(rows)
        return
    shown = [_worded(row, format_, study) for row in rows]
    if name == "negative-evidence" and format_ == "table":
        for line in _case_lines(shown):
            click.echo(line)
        return
    hidden = ("segment", "source", "start", "end", *(("of",) if format_ == "table" else ()))
    names = [key for key in (rows[0] if rows else ()) if key not in hidden]
    print_rows(shown, {key: _heading(key) for key in names}, format_)


def _case_lines(rows: list[dict[str, Any]]) -> Iterator[str]:
    """The negative-case register as lines: by finding and place, each case with its sign, code and what followed."""
    finding = placed = ""
    for row in rows:
        if row["finding"] != finding:
            finding, placed = row["finding"], ""
            yield finding
        if row["placed"] != placed:
            placed = row["placed"]
            yield f"  {placed}"
        if row["quote"]:
            yield f"    {row['sign'].replace('-', '−') or '·'} “{row['quote']}” ({row['citation']})"
            weighed = _("weighed") if row["weighed"] else _("not weighed")
            yield "      " + " · ".join(filter(None, (", ".join(row["informants"]), weighed, row["consequence"])))


def _heading(key: str) -> str:
    return {
        "placed": _("where it stands"),
        "sign": _("direction"),
        "quote": _("quotation"),
        "weighed": _("weighed"),
        "aspect": _("aspect"),
        "stronger": _("stronger"),
        "weaker": _("weaker"),
        "unknown": _("not recorded"),
        "of": _("of"),
        "part": _("part"),
        "who": _("who"),
        "more_than_half": _("more than half"),
        "citations": _("citations"),
        "new": _("new"),
        "new_codes": _("new codes"),
        "so_far": _("so far"),
        "codings": _("codings"),
        "codes": _("codes"),
    }.get(key, _(key))


def _worded(row: Mapping[str, Any], format_: str, study: Study) -> dict[str, Any]:
    """A row in the interface's words; in a table quotations are shortened and counts have their denominator."""
    from qualcode.conclusions.reading import names_of, shortened
    from qualcode.terms import terms_for

    terms, names = terms_for(language()), names_of(study)
    shown = {key: _word(key, value, terms) for key, value in row.items()}
    if "who" in row:
        shown["who"] = names.get(row["who"], row["who"])
    if format_ == "table":
        if "quote" in row:
            shown["quote"] = shortened(row["quote"], _QUOTE)
        for key in {"n", "stronger", "weaker", "unknown", "so_far"} & set(row):
            shown[key] = terms("conclusions.n_of", n=row[key], of=row["of"])
    return shown


def _word(key: str, value: Any, terms: Terms) -> Any:
    if key not in _WORDS or not value:
        return value
    table = "conclusions.consequence" if key == "consequence" else "conclusions.values"
    return terms(f"{table}.{value}") if terms.has(f"{table}.{value}") else value


def _print_computed(study: Study, name: str, format_: str) -> None:
    from qualcode.cli._tactics_text import tactic_lines
    from qualcode.conclusions.reading import names_of
    from qualcode.conclusions.verifying import examine
    from qualcode.terms import terms_for

    found = [(finding, examine(study, finding, (name,))[0]) for finding in study.findings]
    if format_ == "json":
        print_json([{"finding": finding.id, **one.as_json()} for finding, one in found])
        return
    if format_ != "table":
        raise click.UsageError(_("This tactic has no register of its own; print it as table or json."))
    for finding, one in found:
        click.echo(f"{finding.id}: {finding.text}")
        for line in tactic_lines(one, terms_for(language()), 1, names_of(study)):
            click.echo(f"  {line}")
        click.echo("")


def print_saturation(study: Study, format_: str) -> None:
    """New codes by source in order of collection: a report, never a gate."""
    from qualcode.conclusions.registers import saturation

    rows = saturation(study)
    if format_ == "json":
        print_json(rows)
        return
    if format_ == "table" and not study.codings:
        done(_("Nothing is coded yet: qualcode code add"))
        return
    names = ("source", "date", "codings", "codes", "new", "so_far", "new_codes")
    print_rows([_worded(row, format_, study) for row in rows], {name: _heading(name) for name in names}, format_)
    if format_ == "table":
        quiet = _quiet_at_the_end(rows)
        done(
            ngettext("The last source adds no new code.", "The last {n} sources add no new code.", quiet).format(
                n=quiet
            )
            if quiet
            else _("The last source still adds codes.")
        )
        done(_("Whether the data are saturated is yours to say."))


def _quiet_at_the_end(rows: list[dict[str, Any]]) -> int:
    quiet = 0
    for row in reversed(rows):
        if row["new"]:
            break
        quiet += bool(row["codings"])
    return quiet
