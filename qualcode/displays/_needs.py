"""What displays need: records, the field that matters, and the act that fills it.

A need is checked on the study; where it is not met, its sentence names record, field and command.
"""

from __future__ import annotations

from collections.abc import Callable

from qualcode.declared import record
from qualcode.i18n import N_, _
from qualcode.model import (
    Case,
    CodeOrigin,
    Coding,
    Event,
    Focus,
    FocusKind,
    Informant,
    Link,
    LinkKind,
    Period,
    Rating,
    Source,
    Study,
    Summary,
    SummaryKind,
    Variable,
    VariableKind,
    Verification,
)
from qualcode.reduction.codings import all_codings

from ._code_axes import is_pattern
from ._theme_cells import NEGATIVE_EVIDENCE


@record
class Need:
    """A record's field that a display rests on, what it gives, and the command that fills it."""

    field: str
    gives: str
    act: str
    met: Callable[[Study], bool]

    def sentence(self) -> str:
        """What is missing, in the interface language."""
        return _("{field}: {gives} is missing; type: {act}").format(field=self.field, gives=_(self.gives), act=self.act)


def missing(needs: tuple[Need, ...], study: Study) -> tuple[str, ...]:
    """Sentences of the needs that a study does not meet."""
    return tuple(need.sentence() for need in needs if not need.met(study))


sources = Need(
    field="Source.date",
    gives=N_("a source of data"),
    act="qualcode ingest FILE",
    met=lambda study: bool(study.all(Source)),
)

informants = Need(
    field="Informant.role",
    gives=N_("an informant with a role"),
    act="qualcode informant add",
    met=lambda study: any(person.role for person in study.all(Informant)),
)

focuses = Need(
    field="Focus.label",
    gives=N_("a research focus"),
    act="qualcode focus add",
    met=lambda study: bool(study.all(Focus)),
)

codes = Need(
    field="Code.definition",
    gives=N_("a code of the first cycle"),
    act="qualcode codebook load FILE",
    met=lambda study: any(not is_pattern(code) for code in study.codes),
)

codings = Need(
    field="Coding.code",
    gives=N_("a coded segment"),
    act="qualcode code add SOURCE CODE --quote TEXT",
    met=lambda study: bool(study.distinct(Coding, "coder")),
)

spoken_codings = Need(
    field="Block.informant",
    gives=N_("a coded segment in an informant's words"),
    act="qualcode ingest FILE --speaker LABEL=informant",
    met=lambda study: any(one.informants for one in all_codings(study).column("standings")),
)

pattern_codes = Need(
    field="Code.condenses",
    gives=N_("a pattern code with the codes that it gathers"),
    act="qualcode codebook load FILE (cycle: second, condenses: [...])",
    met=lambda study: any(is_pattern(code) and code.condenses for code in study.codes),
)

theme_memos = Need(
    field="Memo.links",
    gives=N_("a memo on a pattern code"),
    act="qualcode memo add --links code:CODE --text TEXT",
    met=lambda study: _any_theme(study, {ref for memo in study.memos for ref in memo.links}),
)

negative_search = Need(
    field="Verification.queries",
    gives=N_("a search for counter-instances on a pattern code"),
    act="qualcode verify code:CODE negative-evidence",
    met=lambda study: _any_theme(
        study, {one.target for one in study.all(Verification) if one.tactic == NEGATIVE_EVIDENCE}
    ),
)

effect_links = Need(
    field="Link.effect",
    gives=N_("a link that leads to or influences something, with its class of effect"),
    act="qualcode link add --from code:CODE --to code:CODE --kind leads_to --effect direct",
    met=lambda study: any(
        link.effect is not None and link.kind in (LinkKind.LEADS_TO, LinkKind.INFLUENCES) for link in study.all(Link)
    ),
)

causal_links = Need(
    field="Link.kind",
    gives=N_("a link between variables, codes or events that leads to or influences something"),
    act="qualcode link add --from variable:ID --to variable:ID --kind influences",
    met=lambda study: any(
        link.kind in (LinkKind.LEADS_TO, LinkKind.INFLUENCES)
        and all(ref.startswith(("variable:", "code:", "event:")) for ref in (link.from_, link.to))
        for link in study.all(Link)
    ),
)


def _joins(*ends: str) -> Callable[[Link], bool]:
    """Whether both ends of a link are of some kinds of record."""
    return lambda link: all(ref.partition(":")[0] in ends for ref in (link.from_, link.to))


causal_events = Need(
    field="Link.kind",
    gives=N_("a link between events or states that leads to something"),
    act="qualcode link add --from event:ID --to event:ID --kind leads_to",
    met=lambda study: any(
        link.kind in (LinkKind.LEADS_TO, LinkKind.INFLUENCES) and _joins("event")(link) for link in study.all(Link)
    ),
)

relations = Need(
    field="Link.kind",
    gives=N_("a relation between roles, informants or units: authority, working together, serving"),
    act="qualcode link add --from role:ID --to role:ID --kind authority_over",
    met=lambda study: any(
        link.kind in (LinkKind.AUTHORITY_OVER, LinkKind.WORKS_WITH, LinkKind.SERVES)
        and _joins("role", "informant", "unit")(link)
        for link in study.all(Link)
    ),
)

asserted_links = Need(
    field="Link.asserted_by",
    gives=N_("a link between codes, variables or events that an informant asserts"),
    act="qualcode link add --from code:CODE --to code:CODE --kind leads_to --asserted-by ID",
    met=lambda study: any(link.asserted_by and _joins("code", "variable", "event")(link) for link in study.all(Link)),
)

case_links = Need(
    field="Link.case",
    gives=N_("a link that leads to or influences something in a case, or that people of a case assert"),
    act="qualcode link set ID --case CASE",
    met=lambda study: any(_of_a_case(study, link) for link in study.all(Link)),
)

in_vivo_codes = Need(
    field="Code.origin",
    gives=N_("a code that is an informant's own term"),
    act="qualcode codebook load FILE (origin: in_vivo)",
    met=lambda study: any(code.origin is CodeOrigin.IN_VIVO for code in study.codes),
)

components = Need(
    field="Variable.parent",
    gives=N_("a variable or a code with components"),
    act="qualcode variable add --parent VARIABLE",
    met=lambda study: any(code.parent for code in study.codes) or any(one.parent for one in study.all(Variable)),
)

periods = Need(
    field="Period.label",
    gives=N_("a period"),
    act="qualcode period add",
    met=lambda study: bool(study.all(Period)),
)

dated = Need(
    field="Coding.about",
    gives=N_("a coding or an event with the time that it is about"),
    act="qualcode event add --period PERIOD",
    met=lambda study: (
        any(one.period or one.date for one in study.all(Event))
        or any(one.about is not None and (one.about.period or one.about.date) for one in study.codings)
    ),
)

events = Need(
    field="Event.label",
    gives=N_("an event"),
    act="qualcode event add",
    met=lambda study: bool(study.all(Event)),
)

critical = Need(
    field="Event.critical",
    gives=N_("a critical event with its reason"),
    act="qualcode event set ID --critical --critical-reason TEXT",
    met=lambda study: any(one.critical for one in study.all(Event)),
)

case_events = Need(
    field="Event.case",
    gives=N_("an event of a case"),
    act="qualcode event set ID --case CASE",
    met=lambda study: any(one.case or one.actors for one in study.all(Event)),
)

sequences = Need(
    field="Event.sequence",
    gives=N_("an event with its place in a sequence"),
    act="qualcode event set ID --sequence N",
    met=lambda study: any(one.sequence is not None and one.case for one in study.all(Event)),
)

horizons = Need(
    field="Link.horizon",
    gives=N_("a link of short or long run"),
    act="qualcode link set ID --horizon short",
    met=lambda study: any(link.horizon is not None for link in study.all(Link)),
)

conditions = Need(
    field="Link.condition",
    gives=N_("a link that precedes something, with its condition"),
    act="qualcode link add --from event:ID --to event:ID --kind precedes --condition TEXT",
    met=lambda study: any(link.condition or link.kind is LinkKind.PRECEDES for link in study.all(Link)),
)

strains = Need(
    field="Focus.kind",
    gives=N_("a focus of obstructing factors with codes"),
    act="qualcode focus set FOCUS --kind obstacle",
    met=lambda study: any(one.kind is FocusKind.OBSTACLE for one in study.focuses),
)

two_cases = Need(
    field="Case.informants",
    gives=N_("two cases or informants"),
    act="qualcode case add",
    met=lambda study: len(study.all(Case) or study.informants) > 1,
)

variables = Need(
    field="Variable.values",
    gives=N_("a variable with its scale and rule"),
    act="qualcode variable add",
    met=lambda study: bool(study.all(Variable)),
)

two_variables = Need(
    field="Variable.values",
    gives=N_("two ordinal variables"),
    act="qualcode variable add",
    met=lambda study: sum(one.kind is VariableKind.ORDINAL for one in study.all(Variable)) > 1,
)

case_ratings = Need(
    field="Rating.subject",
    gives=N_("a rating of a case or informant"),
    act="qualcode rate add --subject informant:ID --variable VARIABLE --values N",
    met=lambda study: any(one.subject.startswith(("case:", "informant:")) for one in study.all(Rating)),
)

interim = Need(
    field="Summary.kind",
    gives=N_("an interim summary of a focus"),
    act="qualcode contact add --kind interim --focus FOCUS",
    met=lambda study: any(one.kind is SummaryKind.INTERIM and one.focus for one in study.all(Summary)),
)

findings = Need(
    field="Finding.evidence_for",
    gives=N_("a finding with its evidence"),
    act="qualcode finding add",
    met=lambda study: bool(study.findings),
)


def _of_a_case(study: Study, link: Link) -> bool:
    people = {name for case in study.all(Case) for name in case.informants}
    causal = link.kind in (LinkKind.LEADS_TO, LinkKind.INFLUENCES)
    return causal and bool(link.case or people.intersection(link.asserted_by))


def _any_theme(study: Study, refs: set[str]) -> bool:
    return any(f"code:{code.id}" in refs for code in study.codes if is_pattern(code))
