"""The study as one display sees it: two filters, and what they leave of codings, links, codes and people.

The filter that a display keeps decides what its cells rest on; the filter of one call only narrows the view,
so that looking at a part never makes a written cell look stale.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace

from qualcode.collection.privacy import withdrawn
from qualcode.model import Code, CodeStatus, Event, Informant, Link, Rating, Source, Study
from qualcode.reduction.code_tree import codes_of_focus, descendants
from qualcode.reduction.codings import CodedSegment, Codings, all_codings, evidence_codings
from qualcode.reduction.filters import Filter
from qualcode.terms import Terms

from ._meant import event_meant, people_of, rating_meant
from ._parts import Evidence, Scope


def own_scope(study: Study, own: Filter, terms: Terms) -> Scope:
    """The scope under the display's own filter (checked against the study)."""
    out = withdrawn(study)
    links = (link for link in study.all(Link) if not out.intersection(link.asserted_by))
    return Scope(
        study=study,
        terms=terms,
        filter=own,
        codings=(codings := _codings(study, own, everyone=bool(own.coder))),
        seen=codings,
        base=codings,
        links=tuple(link for link in links if _link_meant(link, own, study)),
        events=tuple(event for event in study.all(Event) if event_meant(event, own, study)),
        ratings=tuple(
            one
            for one in study.all(Rating)
            if not out.intersection(people_of(study, (one.subject,))[0]) and rating_meant(one, own, study)
        ),
        kept=None,
        codes=_codes(study, own),
        informants=tuple(person for person in _informants(study, own) if person.id not in out),
        sources=tuple(source for source in study.sources if own.takes(study, source)),
    )


def seen(whole: Scope, own: Filter, given: Filter) -> Scope:
    """What the filter of a call (checked) lets see of the scope under the display's own: lines of both alone.

    A call that asks for coders sees those too on whom the study does not rest.
    """
    study, everyone = whole.study, bool(given.coder and not own.coder)
    codes, people = {one.id for one in _codes(study, given)}, {one.id for one in _informants(study, given)}
    codings = _codings(study, own, everyone=True) if everyone else whole.codings
    shown = given.bounded(codings)
    of_all_codes = replace(given, code=(), focus=(), exact=False)
    return replace(
        whole,
        filter=narrowed(own, given),
        codings=codings,
        seen=shown,
        base=of_all_codes.bounded(codings) if given.code or given.focus else shown,
        kept=_keeper(given, study),
        codes=tuple(code for code in whole.codes if code.id in codes),
        informants=tuple(person for person in whole.informants if person.id in people),
        sources=tuple(source for source in whole.sources if given.takes(study, source)),
    )


def narrowed(own: Filter, given: Filter) -> Filter:
    """One filter to name and to choose lines by: each field of the call's filter goes before the display's own."""
    values = {field.name: getattr(given, field.name) or getattr(own, field.name) for field in fields(Filter)}
    return Filter(**values)


def _codings(study: Study, own: Filter, *, everyone: bool) -> Codings:
    """The codings that the display's own filter keeps: the study's evidence, or those of every coder."""
    if not everyone:
        return own.bounded(evidence_codings(study))
    found, out = own.bounded(all_codings(study)), withdrawn(study)
    return found.where(lambda one: not out.intersection(one.informants), "standings") if out else found


def _keeper(given: Filter, study: Study) -> Callable[[Evidence], bool]:
    def keeps(one: Evidence) -> bool:
        if isinstance(one, CodedSegment):
            return given.matches(one)
        if isinstance(one, Link):
            return _link_meant(one, given, study)
        return event_meant(one, given, study) if isinstance(one, Event) else rating_meant(one, given, study)

    return keeps


def _codes(study: Study, both: Filter) -> tuple[Code, ...]:
    """Active codes that the filter means, those under a named code included unless exact."""
    meant: set[str] | None = None
    if both.focus:
        meant = {code for focus in both.focus for code in codes_of_focus(study, focus)}
    if both.code:
        under = set() if both.exact else {code for name in both.code for code in descendants(study, name)}
        named = set(both.code) | under
        meant = named if meant is None else meant & named
    active = (code for code in study.codes if code.status is not CodeStatus.RETIRED)
    return tuple(code for code in active if meant is None or code.id in meant)


def _informants(study: Study, both: Filter) -> tuple[Informant, ...]:
    sources = (source for source in study.sources if both.takes(study, source))
    bound = bool(both.source or both.from_ or both.to)
    present = {name for source in sources for name in source.informants} if bound else set()
    return tuple(
        person
        for person in study.informants
        if (not both.role or person.role in both.role)
        and (not both.informant or person.id in both.informant)
        and (not bound or person.id in present)
    )


def _link_meant(link: Link, wanted: Filter, study: Study) -> bool:
    """Whether a link is meant: by the codes at its ends, who asserts it, its period, its sign, its segments."""
    if not wanted:
        return True
    people = [person for name in link.asserted_by if (person := study.find(Informant, name))]
    sources = [study.find(Source, study.segments[name].source) for name in link.segments if name in study.segments]
    sought = Filter(technique=wanted.technique, source=wanted.source, from_=wanted.from_, to=wanted.to)
    return (
        (not (wanted.focus or wanted.code) or _touches(link, wanted, study))
        and (not wanted.role or any(person.role in wanted.role for person in people))
        and (not wanted.informant or any(person.id in wanted.informant for person in people))
        and (not wanted.period or link.period in wanted.period)
        and (not wanted.valence or link.sign in wanted.valence)
        and (not sought or any(source is not None and sought.takes(study, source) for source in sources))
    )


def _touches(link: Link, wanted: Filter, study: Study) -> bool:
    meant = {f"code:{code.id}" for code in _codes(study, wanted)}
    return link.from_ in meant or link.to in meant
