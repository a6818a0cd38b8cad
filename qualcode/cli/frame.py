"""Command groups of the records that people write, each built when it is called.

The frame (focus, role, unit, period, case, question, informant, consent), what is written during reduction
(memo, event, variable, rate, link) and theory notes: same six commands, options named after the fields.
"""

from __future__ import annotations

import click

from qualcode import model
from qualcode.cli._records import RecordGroup, record_group
from qualcode.i18n import N_

GROUPS = {
    declared.name: declared
    for declared in (
        RecordGroup(
            type=model.Project,
            name="project",
            help=N_("The study's own record, with the id “study”: title, sites, citation templates, permits, privacy."),
            shown=("title", "researcher", "language", "case_kind", "thesis_profile"),
        ),
        RecordGroup(
            type=model.Focus,
            name="focus",
            help=N_("Research focuses: question, kind, and the scale on which a finding takes its position."),
            shown=("id", "label", "kind", "question", "weak_at"),
        ),
        RecordGroup(
            type=model.Role,
            name="role",
            help=N_("Roles of informants in their order; a role with one holder identifies that person."),
            shown=("id", "label", "group", "order"),
        ),
        RecordGroup(
            type=model.Unit,
            name="unit",
            help=N_("Offices, desks and groups, and what belongs under what."),
            shown=("id", "label", "parent", "site"),
        ),
        RecordGroup(
            type=model.Period,
            name="period",
            help=N_("Periods that displays use as columns: calendar, time of day, or phase."),
            shown=("id", "label", "scheme", "start", "end"),
        ),
        RecordGroup(
            type=model.Case,
            name="case",
            help=N_("Cases: sites, units or informants, with their attributes."),
            shown=("id", "label", "kind", "informants", "sources"),
        ),
        RecordGroup(
            type=model.GuideQuestion,
            name="question",
            help=N_("Questions of the interview guide, their focus and the roles they are meant for."),
            shown=("id", "text", "focus", "roles"),
        ),
        RecordGroup(
            type=model.Informant,
            name="informant",
            help=N_("Informants, known by a code; the identity is never kept in the study."),
            shown=("id", "role", "group", "key", "selection_reason"),
        ),
        RecordGroup(
            type=model.Consent,
            name="consent",
            help=N_("Consent after explanation: form, date, scope, and withdrawal."),
            shown=("id", "informant", "form", "date", "scope", "withdrawn_on"),
        ),
        RecordGroup(
            type=model.Summary,
            name="contact",
            help=N_("Contact summaries and document summaries, written soon after the contact."),
            shown=("id", "kind", "source", "date", "author"),
        ),
        RecordGroup(
            type=model.Memo,
            name="memo",
            help=N_("Memos: dated ideas, never mixed into data text."),
            shown=("id", "type", "date", "text", "links"),
        ),
        RecordGroup(
            type=model.Event,
            name="event",
            help=N_("Events and lasting states with their dates, actors and evidence."),
            shown=("id", "label", "kind", "date", "locus", "critical"),
        ),
        RecordGroup(
            type=model.Variable,
            name="variable",
            help=N_("Variables that are rated, with ordered values and a written rule."),
            shown=("id", "name", "kind", "values", "rule"),
        ),
        RecordGroup(
            type=model.Rating,
            name="rate",
            help=N_("Ratings: your value for a subject on a variable, with rule and evidence."),
            shown=("id", "subject", "variable", "values", "confidence"),
        ),
        RecordGroup(
            type=model.Link,
            name="link",
            help=N_("Links between codes, events, variables, roles: what leads to, influences or serves what."),
            shown=("id", "from", "to", "kind", "sign", "asserted_by"),
        ),
        RecordGroup(
            type=model.TheoryNote,
            name="theory",
            help=N_("Theory notes: a claim of the literature and how it stands to a finding."),
            shown=("id", "citation_key", "claim", "finding", "relation"),
        ),
    )
}


def __getattr__(name: str) -> click.Command:
    """The command group of a name, built on demand."""
    if name not in GROUPS:
        raise AttributeError(name)
    return record_group(GROUPS[name])
