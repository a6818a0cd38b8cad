"""How informants and roles are called in the chapter: by role and code, as the privacy profile allows.

Capitals follow EYD V: an office that one known person holds is written as its name (*Lurah menyatakan*), a role
of several in lower case (*staf*).
"""

from __future__ import annotations

from collections.abc import Iterable

from qualcode.model import Informant, Role, Study
from qualcode.report.counting import Person


class People:
    """The informants of a study as persons of a sentence."""

    def __init__(self, study: Study) -> None:
        self._study = study
        self._roles = {role.id: role for role in study.roles}
        self._order = {role.id: at for at, role in enumerate(study.roles)}

    def code(self, informant: str) -> str:
        """The code, or the pseudonym where the privacy profile says so."""
        person = self._study.find(Informant, informant)
        if person is not None and self._study.project.privacy.label == "pseudonym":
            names = (a.value for a in person.attributes if a.name in ("pseudonym", "nama samaran"))
            return next(names, informant)
        return informant

    def role_of(self, informant: str) -> str:
        """The id of an informant's role; empty for an unknown informant."""
        person = self._study.find(Informant, informant)
        return person.role if person else ""

    def role_word(self, role_id: str) -> str:
        """A role inside a sentence: as a name where one person holds it, else in its common form."""
        role = self._roles.get(role_id)
        if role is None:
            return role_id
        return role.label if _one_holder(role) else role.common or role.label

    def held_by_one(self, role_id: str) -> bool:
        """Whether the role names one person, so that it needs no number."""
        role = self._roles.get(role_id)
        return role is not None and _one_holder(role)

    def person(self, informant: str) -> Person:
        """An informant as a person of a sentence."""
        return Person(code=self.code(informant), role=self.role_word(self.role_of(informant)))

    def persons(self, informants: Iterable[str]) -> tuple[Person, ...]:
        """Informants as persons, in the order of the role list, then by code."""
        return tuple(self.person(informant) for informant in self.in_order(informants))

    def in_order(self, informants: Iterable[str]) -> tuple[str, ...]:
        """Informants each once, in the order of the role list, then by code."""
        last = len(self._order)
        return tuple(sorted(set(informants), key=lambda one: (self._order.get(self.role_of(one), last), one)))


def _one_holder(role: Role) -> bool:
    """Whether one person holds the role; where holders are not recorded, only the role's own label can tell."""
    if role.holders:
        return sum(holder.count for holder in role.holders) == 1
    return not role.common
