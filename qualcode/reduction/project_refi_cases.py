"""Cases, informants, attributes and ratings as cases and variables of the REFI standard."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from xml.etree import ElementTree as ET

from qualcode.model import Case, CaseKind, Informant, Rating, Role, Source, Study, Unit, Variable, ref_to
from qualcode.reduction.codebook_refi import xml_text
from qualcode.terms import Terms

NAMESPACE = "urn:QDA-XML:project:1.0"


def tag(name: str) -> str:
    """The full name of an element."""
    return f"{{{NAMESPACE}}}{name}"


@dataclass(slots=True)
class _Case:
    """A case as it is written: its name, its values by the name of the variable, its sources."""

    guid: str
    name: str
    sources: tuple[str, ...]
    values: dict[str, str] = field(default_factory=dict)


class Cases:
    """What becomes cases and variables; those who withdrew their consent become none.

    ``guids`` gives the id of the case of every case and informant (``informant:I-01``). ``rated`` are the ratings
    that found a place.
    """

    def __init__(
        self,
        study: Study,
        terms: Terms,
        guid: Callable[[str], str],
        sources: Iterable[Source],
        out: frozenset[str],
    ) -> None:
        self._study = study
        self._terms = terms
        self._guid = guid
        self._sources = {source.id: source for source in sources}
        self._out = out
        self.cases: list[_Case] = []
        self.guids: dict[str, str] = {}
        self.rated: set[str] = set()
        self._variables: dict[str, str] = {}
        by_ref: dict[str, _Case] = {}
        for case in study.all(Case):
            self._take_case(case, by_ref)
        for informant in study.informants:
            if informant.id not in out:
                self._take_informant(informant, by_ref)
        self._take_ratings(by_ref)
        self.guids = {ref: case.guid for ref, case in by_ref.items()}
        self._of_sources = {source.id: self._facts(source) for source in self._sources.values()}

    def _take_case(self, case: Case, by_ref: dict[str, _Case]) -> None:
        if case.informants and self._out.issuperset(case.informants):
            return
        sources = tuple(name for name in case.sources if name in self._sources)
        made = _Case(self._guid(f"case:{case.id}"), case.label, sources)
        for one in case.attributes:
            self._set(made.values, one.name, one.value)
        self.cases.append(made)
        by_ref[ref_to(case)] = made
        if case.kind is CaseKind.INFORMANT and len(case.informants) == 1:
            by_ref[f"informant:{case.informants[0]}"] = made

    def _take_informant(self, informant: Informant, by_ref: dict[str, _Case]) -> None:
        made = by_ref.get(ref_to(informant))
        if made is None:
            sources = tuple(one.id for one in self._sources.values() if informant.id in one.informants)
            made = by_ref[ref_to(informant)] = _Case(self._guid(ref_to(informant)), informant.id, sources)
            self.cases.append(made)
        role, unit = self._study.find(Role, informant.role), self._study.find(Unit, informant.unit or "")
        self._set(made.values, self._terms("displays.stub.role"), role.label if role else informant.role)
        self._set(made.values, self._terms("exchange.unit"), unit.label if unit else "")
        self._set(made.values, self._terms("displays.stub.group"), informant.group)
        for one in informant.attributes:
            self._set(made.values, one.name, one.value)

    def _take_ratings(self, by_ref: dict[str, _Case]) -> None:
        """Ratings as one whole number each; one of a code or with several values has no place."""
        for rating in self._study.all(Rating):
            made, variable = by_ref.get(rating.subject), self._study.find(Variable, rating.variable)
            plain = rating.code is None and len(rating.values) == 1
            if made is None or variable is None or not plain:
                continue
            name = f"{variable.id} {variable.name}" + (f" ({rating.period})" if rating.period else "")
            if self._set(made.values, name, str(rating.values[0]), "Integer"):
                self.rated.add(rating.id)

    def _set(self, values: dict[str, str], name: str, value: str, kind: str = "Text") -> bool:
        """Give a value to a variable that has none yet and is of this type; whether it found a place."""
        free = bool(name and value) and name not in values and self._variables.setdefault(name, kind) == kind
        if free:
            values[name] = value
        return free

    def _facts(self, source: Source) -> dict[str, str]:
        """Technique and date of a source."""
        facts: dict[str, str] = {}
        self._set(facts, self._terms("displays.stub.technique"), self._terms(f"values.technique.{source.technique}"))
        self._set(facts, self._terms("exchange.date"), source.date)
        return facts

    def write(self, root: ET.Element) -> None:
        """Variables and cases, in this order."""
        if self._variables:
            variables = ET.SubElement(root, tag("Variables"))
            for name, kind in self._variables.items():
                given = {"guid": self._guid(f"variable:{name}"), "name": xml_text(name), "typeOfVariable": kind}
                ET.SubElement(variables, tag("Variable"), given)
        if self.cases:
            cases = ET.SubElement(root, tag("Cases"))
            for case in self.cases:
                one = ET.SubElement(cases, tag("Case"), {"guid": case.guid, "name": xml_text(case.name)})
                self._write(one, case.values)
                for source in case.sources:
                    ET.SubElement(one, tag("SourceRef"), {"targetGUID": self._guid(f"source:{source}")})

    def write_values(self, element: ET.Element, source: Source) -> None:
        """The variables of a source."""
        self._write(element, self._of_sources[source.id])

    def _write(self, element: ET.Element, values: dict[str, str]) -> None:
        for name, value in values.items():
            one = ET.SubElement(element, tag("VariableValue"))
            ET.SubElement(one, tag("VariableRef"), {"targetGUID": self._guid(f"variable:{name}")})
            ET.SubElement(one, tag(f"{self._variables[name]}Value")).text = xml_text(value)
