"""What a figure may show of a study: the scope of a display, and the filters and consents that bound every segment.

A matrix looks at evidence cell by cell; a figure follows records to their segments. A segment is shown only if the
display's own filter and that of the call both mean it, and if nobody who speaks it withdrew consent.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from qualcode.collection.positions import blocks_of, speakers
from qualcode.collection.privacy import is_withdrawn, withdrawn
from qualcode.model import Event, Informant, Link, Segment, Source, Study
from qualcode.reduction.codings import CodedSegment, Codings
from qualcode.reduction.filters import Filter
from qualcode.terms import Terms

from ._meant import people_of
from ._parts import Evidence, Scope
from ._quotes import reference
from ._result import Reference


@dataclass(frozen=True, kw_only=True)
class Sight:
    """The study as one figure sees it. ``filters`` are the display's own and the call's, each to be met.

    Without slots, so that what is asked for at every node is found once.
    """

    scope: Scope
    filters: tuple[Filter, ...]

    @property
    def study(self) -> Study:
        """The study."""
        return self.scope.study

    @property
    def terms(self) -> Terms:
        """The words of the document."""
        return self.scope.terms

    @property
    def seen(self) -> Codings:
        """The codings that both filters keep; none that say *does not know*."""
        return self.scope.seen.telling

    @cached_property
    def codings(self) -> tuple[CodedSegment, ...]:
        """The same as coded segments."""
        return tuple(self.seen)

    @cached_property
    def said(self) -> Mapping[str, tuple[str, ...]]:
        """Code → the segments of it and of the codes under it."""
        found: dict[str, dict[str, None]] = {}
        for one in self.codings:
            for code in one.lineage:
                found.setdefault(code, {})[one.segment_id] = None
        return {code: tuple(names) for code, names in found.items()}

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """The links that both filters keep and that no withdrawn consent touches."""
        return tuple(one for one in self.scope.links if self._kept(one) and not is_barred(self.study, one))

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """The events that both filters keep."""
        return tuple(one for one in self.scope.events if self._kept(one))

    def told(self, names: Iterable[str]) -> tuple[Reference, ...]:
        """Segments by id as references, each once: those that may be shown and that both filters mean."""
        known = (self.study.segments[name] for name in dict.fromkeys(names) if name in self.study.segments)
        return tuple(reference(self.study, one) for one in known if self._shows(one))

    def people(self, names: Iterable[str]) -> tuple[str, ...]:
        """Informants by id whom both filters mean."""
        found = [person for name in names if (person := self.study.find(Informant, name)) is not None]
        return tuple(one.id for one in found if all(_meant(one.id, one.role, given) for given in self.filters))

    def _kept(self, one: Evidence) -> bool:
        return self.scope.kept is None or self.scope.kept(one)

    def _shows(self, segment: Segment) -> bool:
        if is_withdrawn(self.study, segment):
            return False
        source = self.study.get(Source, segment.source)
        return all(self._of_source(source, given) and self._said(source, segment, given) for given in self.filters)

    def _of_source(self, source: Source, given: Filter) -> bool:
        bounds = Filter(technique=given.technique, source=given.source, from_=given.from_, to=given.to)
        return not bounds or bounds.takes(self.study, source)

    def _said(self, source: Source, segment: Segment, given: Filter) -> bool:
        """Whether somebody whom the filter means speaks the segment."""
        if not (given.role or given.informant):
            return True
        known = (self.study.find(Informant, name) for name in speakers(source, blocks_of(self.study, segment)))
        return any(one is not None and _meant(one.id, one.role, given) for one in known)


def _meant(person: str, role: str, given: Filter) -> bool:
    return (not given.informant or person in given.informant) and (not given.role or role in given.role)


def is_barred(study: Study, link: Link) -> bool:
    """Whether a withdrawn consent bars a link: who asserts it, an end that stands for that person, or all its words."""
    out = withdrawn(study)
    if not out:
        return False
    return (
        bool(out.intersection(link.asserted_by))
        or any(_is_gone(study, ref) for ref in (link.from_, link.to))
        or all_gone(study, link.segments)
    )


def _is_gone(study: Study, ref: str) -> bool:
    """Whether a record stands for somebody who withdrew: the informant, the case, an event of theirs."""
    kind, _, name = ref.partition(":")
    if kind in ("informant", "case"):
        return bool(withdrawn(study).intersection(people_of(study, (ref,))[0]))
    event = study.find(Event, name) if kind == "event" else None
    return event is not None and is_barred_event(study, event)


def is_barred_event(study: Study, event: Event) -> bool:
    """Whether an event is that of somebody who withdrew: its case, all its people, or all words that tell of it."""
    out = withdrawn(study)
    case = people_of(study, (f"case:{event.case}",))[0] if event.case else ()
    actors = people_of(study, event.actors)[0]
    alone = bool(actors) and all(ref.startswith(("informant:", "case:")) for ref in event.actors)
    return bool(out.intersection(case)) or (alone and out.issuperset(actors)) or all_gone(study, event.segments)


def all_gone(study: Study, names: Iterable[str]) -> bool:
    """Whether there are segments and all hold words of people who withdrew."""
    known = [study.segments[name] for name in names if name in study.segments]
    return bool(known) and all(is_withdrawn(study, one) for one in known)


def barred(study: Study, meant: Callable[[Link], bool]) -> int:
    """How many links of some sort a withdrawn consent bars."""
    return sum(meant(link) and is_barred(study, link) for link in study.all(Link)) if withdrawn(study) else 0
