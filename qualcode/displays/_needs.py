"""What displays need: records, the field that matters, and the act that fills it.

A need is checked on the study; where it is not met, its sentence names record, field and command.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from qualcode.collection.positions import blocks_of, speakers
from qualcode.i18n import N_, _
from qualcode.model import Coding, Focus, Informant, Link, LinkKind, Source, Study, Technique, Verification

from ._code_axes import is_pattern
from ._theme_cells import NEGATIVE_EVIDENCE


@dataclass(frozen=True, slots=True, kw_only=True)
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
    met=lambda study: bool(study.codings),
)

spoken_codings = Need(
    field="Block.informant",
    gives=N_("a coded segment in an informant's words"),
    act="qualcode ingest FILE --speaker LABEL=informant",
    met=lambda study: any(_someone_s(study, coding) for coding in study.codings),
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


def _someone_s(study: Study, coding: Coding) -> bool:
    """Whether a coding holds an informant's words: looked up one by one, since the first that does is enough."""
    segment = study.segments[coding.segment]
    source = study.get(Source, segment.source)
    if coding.about is not None and coding.about.informant and source.technique is not Technique.INTERVIEW:
        return True
    return bool(speakers(source, blocks_of(study, segment)))


def _any_theme(study: Study, refs: set[str]) -> bool:
    return any(f"code:{code.id}" in refs for code in study.codes if is_pattern(code))
