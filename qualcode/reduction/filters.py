"""The filters that lists, displays and searches share: which codings, and which sources, are meant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, replace
from typing import Any

from qualcode.collection.citation_kin import TOGETHER, batches
from qualcode.collection.dates import is_partial_date
from qualcode.declared import record
from qualcode.errors import BadValue, UnknownName
from qualcode.model import Attribute, Code, Coding, Focus, Informant, Period, Role, Source, Study, Technique, Valence
from qualcode.model.plain import from_plain, to_plain
from qualcode.reduction.code_tree import focus_of, lineage
from qualcode.reduction.codings import CodedSegment, Codings, all_codings


@record
class Filter:
    """What to keep; an empty field keeps everything, several values of one field mean any of them.

    ``code`` takes the codes under it along unless ``exact``. ``from_`` and ``to`` bound the source's date,
    both included, at the precision given; ``period`` is the time spoken of where *about* gives one, else the
    source's. ``role`` and ``informant`` are those who speak (in an observation or document: whom *about* names).
    """

    focus: tuple[str, ...] = ()
    code: tuple[str, ...] = ()
    exact: bool = False
    role: tuple[str, ...] = ()
    informant: tuple[str, ...] = ()
    technique: tuple[Technique, ...] = ()
    source: tuple[str, ...] = ()
    period: tuple[str, ...] = ()
    from_: str = ""
    to: str = ""
    coder: tuple[str, ...] = ()
    round: tuple[int, ...] = ()
    valence: tuple[Valence, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything is filtered at all."""
        return any(getattr(self, field.name) for field in fields(self))

    def matches(self, one: CodedSegment) -> bool:
        """Whether a coding is meant."""
        return (
            self._holds_source(one.source)
            and (not self.code or one.code.id in self.code or (not self.exact and _meet(self.code, one.lineage)))
            and (not self.focus or _meet(self.focus, one.focuses))
            and (not self.role or _meet(self.role, one.roles))
            and (not self.informant or _meet(self.informant, one.informants))
            and (not self.period or one.period in self.period)
            and (not self.coder or one.coder in self.coder)
            and (not self.round or one.round in self.round)
            and (not self.valence or one.valence in self.valence)
        )

    def bounded(self, codings: Codings) -> Codings:
        """Those of some codings that are meant."""
        asked = {
            "sources": self.source or self.technique or self.from_ or self.to,
            "codes": self.code or self.focus,
            "standings": self.role or self.informant or self.period,
            "coders": self.coder,
            "rounds": self.round,
            "valences": self.valence,
        }
        return codings.where(self.matches, *(name for name, wanted in asked.items() if wanted)) if self else codings

    def takes(self, study: Study, source: Source) -> bool:
        """Whether a source is meant, by what can be told of it as a whole; codes and coders are left aside."""
        roles = [person.role for name in source.informants if (person := study.find(Informant, name))]
        return (
            self._holds_source(source)
            and (not self.role or _meet(self.role, roles))
            and (not self.informant or _meet(self.informant, source.informants))
            and (not self.period or source.period in self.period)
        )

    def codes(self, study: Study) -> frozenset[str] | None:
        """The codes that are meant, those under them included unless ``exact``; None where any code is."""
        if not self.code and not self.focus:
            return None
        return frozenset(
            code.id
            for code in study.codes
            if (not self.code or code.id in self.code or (not self.exact and _meet(self.code, lineage(study, code.id))))
            and (not self.focus or _meet(self.focus, focus_of(study, code.id)))
        )

    def sources(self, study: Study) -> tuple[str, ...]:
        """The sources in which something that is meant can stand, in the order of the study."""
        codes = self.codes(study)
        coded = None if codes is None else study.coded_sources(codes)
        return tuple(one.id for one in study.sources if self._holds_source(one) and (coded is None or one.id in coded))

    def checked(self, study: Study) -> Filter:
        """The same filter with role and focus labels turned into ids; ``UnknownName`` for what is not there."""
        coders = tuple(dict.fromkeys(study.columns(Coding, "coder")[0])) if self.coder else ()
        for bound, name in ((self.from_, "from"), (self.to, "to")):
            _check_date(bound, name)
        for name in self.coder:
            if name not in coders:
                raise UnknownName("coder", name, coders)
        return replace(
            self,
            focus=_ids(study, Focus, self.focus),
            code=_ids(study, Code, self.code),
            role=_ids(study, Role, self.role),
            informant=_ids(study, Informant, self.informant),
            source=_ids(study, Source, self.source),
            period=_ids(study, Period, self.period),
        )

    def _holds_source(self, source: Source) -> bool:
        return (
            (not self.source or source.id in self.source)
            and (not self.technique or source.technique in self.technique)
            and (not self.from_ or _not_before(source.date, self.from_))
            and (not self.to or _not_after(source.date, self.to))
        )


FILTER_NAMES = tuple(field.name.rstrip("_") for field in fields(Filter))
"""What a filter that is kept can bound."""


def stored_filter(attributes: tuple[Attribute, ...]) -> Filter:
    """The filter that a record keeps as name and value (values of one name parted by commas)."""
    known = {field.name.rstrip("_"): field.name for field in fields(Filter)}
    values: dict[str, object] = {}
    for attribute in attributes:
        if attribute.name not in known:
            raise BadValue("filter", attribute.name, tuple(known))
        values[attribute.name] = _filter_value(attribute)
    return from_plain(Filter, values)


def _filter_value(attribute: Attribute) -> object:
    """A stored value in the plain form of its field."""
    if attribute.name == "exact":
        return attribute.value.casefold() in ("1", "true", "yes", "ya")
    if attribute.name in ("from", "to"):
        return attribute.value
    parts = [part.strip() for part in attribute.value.split(",") if part.strip()]
    return [int(part) if part.isdecimal() else part for part in parts] if attribute.name == "round" else parts


def kept_filter(chosen: Filter) -> tuple[Attribute, ...]:
    """A filter as a record keeps it: what ``stored_filter`` reads."""
    return tuple(
        Attribute(name=name, value=",".join(map(str, value)) if isinstance(value, list) else str(value))
        for name, value in to_plain(chosen).items()
        if value
    )


def coded_by_parts(study: Study, wanted: Filter, *, together: int = TOGETHER) -> Iterator[tuple[Study, Codings]]:
    """The codings that are wanted, in the order of ``coded``, some sources at a time, each with its part of the study.

    The words of a large study so never stand in memory together, and what is not wanted is not read.
    """
    codes = wanted.codes(study)
    for read, sources in batches(study, wanted.sources(study), together=together):
        part = study.within(read, codes=codes)
        found = wanted.bounded(all_codings(part))
        yield part, found if len(sources) == len(read) else Filter(source=sources).bounded(found)


def _meet(wanted: Iterable[str], there: Iterable[str]) -> bool:
    return any(name in there for name in wanted)


def _not_before(date: str, bound: str) -> bool:
    shared = min(len(date), len(bound))
    return bool(date) and date[:shared] >= bound[:shared]


def _not_after(date: str, bound: str) -> bool:
    shared = min(len(date), len(bound))
    return bool(date) and date[:shared] <= bound[:shared]


def _check_date(bound: str, name: str) -> None:
    if bound and not is_partial_date(bound):
        raise BadValue(name, bound, ("2018", "2018-03", "2018-03-12"))


def _ids(study: Study, record_type: type, names: tuple[str, ...]) -> tuple[str, ...]:
    """Ids of records named by id or, without regard to case, by id or label."""
    if not names:
        return ()
    records: Mapping[str, Any] = study.by_id(record_type)
    by_word = {record_id.casefold(): record_id for record_id in records}
    if record_type in (Role, Focus, Period):
        for record_id, record in records.items():
            by_word.setdefault(record.label.casefold(), record_id)
    return tuple(
        name if name in records else by_word.get(name.casefold()) or study.get(record_type, name).id for name in names
    )
