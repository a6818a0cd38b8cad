"""The frame of a study: what is asked, where, of whom, and with whose permission."""

from __future__ import annotations

from qualcode.declared import record
from qualcode.model.values import (
    CaseId,
    CaseKind,
    ConsentForm,
    ConsentScope,
    FocusId,
    FocusKind,
    InformantId,
    PartialDate,
    PeriodScheme,
    RoleId,
    SourceId,
    Technique,
    UnitId,
)


@record
class Attribute:
    """A named value of a case, informant or display parameter."""

    name: str
    value: str


@record
class ScaleValue:
    """One step of an ordered scale: its number and the label that people read."""

    value: int
    label: str


@record
class Site:
    """A place of study."""

    id: str
    label: str
    description: str = ""


@record
class Permit:
    """A research permit; observations and documents rest on it."""

    issuer: str
    date: PartialDate = ""
    valid_until: PartialDate = ""
    site: str = ""
    note: str = ""


@record
class CitationTemplate:
    """How quotations from sources of one technique are cited in the chapter."""

    technique: Technique
    template: str


@record
class Privacy:
    """How informants are called in what leaves the study, and why an office may be named."""

    label: str = "code"
    name_offices: bool = False
    reason: str = ""


@record
class Project:
    """The study itself; there is one record, with the id ``study``.

    ``coders`` names whose codings are the evidence; the others serve agreement alone. Empty: everyone's.
    """

    id: str = "study"
    uuid: str
    title: str
    language: str = "id"
    researcher: str = ""
    sites: tuple[Site, ...] = ()
    case_kind: CaseKind = CaseKind.INFORMANT
    citations: tuple[CitationTemplate, ...] = ()
    thesis_profile: str = "umum"
    privacy: Privacy = Privacy()
    permits: tuple[Permit, ...] = ()
    consent_form: str = ""
    coders: tuple[str, ...] = ()


@record
class Focus:
    """A research focus with its question and its position scale.

    ``weak_at`` is the scale value at or below which the position counts as weak (lemah).
    """

    id: str
    label: str
    order: int = 0
    kind: FocusKind = FocusKind.ASPECT
    question: str = ""
    scale: tuple[ScaleValue, ...] = ()
    weak_at: int | None = None


@record
class Holders:
    """How many people hold a role at a site; one holder makes the role an identifier."""

    site: str
    count: int


@record
class Role:
    """A role in the project's role list, in its order.

    ``label`` is written where the role stands for its one known holder, ``common`` in general use.
    """

    id: str
    label: str
    common: str = ""
    order: int = 0
    group: str = ""
    holders: tuple[Holders, ...] = ()


@record
class Unit:
    """An office, desk or group (context chart D2); not the tree of cases."""

    id: str
    label: str
    parent: UnitId | None = None
    site: str = ""


@record
class Period:
    """A stretch of time that a display can use as a column."""

    id: str
    label: str
    order: int = 0
    scheme: PeriodScheme = PeriodScheme.CALENDAR
    start: str = ""
    end: str = ""


@record
class Case:
    """A case (site, unit or informant) with its informants and sources."""

    id: str
    label: str
    kind: CaseKind = CaseKind.INFORMANT
    parent: CaseId | None = None
    attributes: tuple[Attribute, ...] = ()
    informants: tuple[InformantId, ...] = ()
    sources: tuple[SourceId, ...] = ()


@record
class Informant:
    """A person who speaks, known by a code; the identity is kept outside the study."""

    id: str
    role: RoleId
    unit: UnitId | None = None
    group: str = ""
    key: bool = False
    attributes: tuple[Attribute, ...] = ()
    closeness: str = ""
    selection_reason: str = ""


@record
class Consent:
    """One informant's consent after explanation, its scope, and its withdrawal if any."""

    id: str
    informant: InformantId
    form: ConsentForm = ConsentForm.SIGNED
    date: PartialDate = ""
    scope: tuple[ConsentScope, ...] = ()
    withdrawn_on: PartialDate = ""


@record
class GuideQuestion:
    """A question of the interview guide and the roles that it is meant for."""

    id: str
    text: str
    focus: FocusId | None = None
    roles: tuple[RoleId, ...] = ()
    order: int = 0
