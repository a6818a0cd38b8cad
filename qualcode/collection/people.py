"""Informants and roles of a reading: those that the study knows, and those that are new to it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from qualcode.collection.documents import Remark, remark
from qualcode.collection.reading import Reading
from qualcode.collection.respondents import known_codes
from qualcode.model import Informant, Role, Speaker, Study, Technique
from qualcode.terms import terms_for

NewId = Callable[[str], str]
"""Gives the next free id of a prefix (``W``, ``I``, ``KS``)."""

_CODE = re.compile(r"(?P<letters>[A-Za-z]{1,4})[-. ]?(?P<number>\d{1,3})")
_NO_ROLE = "belum-diisi"


class People:
    """The informants of a reading in order: the header's own, then those named by ``--speaker``.

    ``ids`` are their codes; ``new_records`` the roles and informants that the study does not hold yet.
    """

    def __init__(
        self, reading: Reading, study: Study, new_id: NewId, *, role: str | None, informant: str | None
    ) -> None:
        self.remarks: list[Remark] = []
        self.new_records: list[object] = []
        self._study = study
        self._given = role
        self._meant: Role | None = None
        self._role = role or reading.role or self._named_by_role(reading.names)
        self.ids = self._ids(reading, new_id, informant)
        for person in self.ids:
            self._person(person)

    def _ids(self, reading: Reading, new_id: NewId, informant: str | None) -> tuple[str, ...]:
        named = dict.fromkeys(block.informant for block in reading.blocks if block.informant)
        unnamed = any(block.speaker is Speaker.INFORMANT and not block.informant for block in reading.blocks)
        own = informant
        if own is None and reading.technique is Technique.INTERVIEW and (unnamed or not named):
            own = self._code(reading) or self._free(new_id)
        return tuple(dict.fromkeys(filter(None, (own, *named))))

    def _named_by_role(self, names: tuple[str, ...]) -> str:
        """The role, where the header names the informant by nothing else (``Informan : Sekretaris Lurah``)."""
        folded = {" ".join(name.casefold().split()) for name in names}
        return next(
            (role.label for role in self._study.roles if folded & {role.id.casefold(), role.label.casefold()}), ""
        )

    def _code(self, reading: Reading) -> str | None:
        """The informant's code of the header (``I-07``, ``i7``), or None; initials are no code."""
        match = _CODE.fullmatch(reading.code.strip())
        if match:
            code = f"{match.group('letters').upper()}-{int(match.group('number')):02}"
            return known_codes(self._study).get(code, code)
        if reading.code:
            self.remarks.append(remark("bad_code"))
        return None

    def _free(self, new_id: NewId) -> str:
        found = new_id("I")
        self.remarks.append(remark("new_code", informant=found))
        return found

    def _person(self, person: str) -> None:
        """A known informant keeps the role on record; what the header calls the job of one changes nothing."""
        known = self._study.find(Informant, person)
        if known is None:
            if self._meant is None:
                self._meant = self._role_of(self._role) if self._role else self._slot()
                if self._study.find(Role, self._meant.id) is None:
                    self.new_records.append(self._meant)
            self.new_records.append(Informant(id=person, role=self._meant.id, group=self._meant.group))
        elif self._given and self._role_of(self._given).id != known.role:
            self.remarks.append(remark("other_role", informant=person, role=known.role))

    def _role_of(self, written: str) -> Role:
        """The role of the role list that is meant: the same words, or those that it begins with; else a new one.

        ``Staf loket pelayanan`` is the role *Staf*, ``Ketua RT (tokoh masyarakat)`` the role *Tokoh masyarakat*.
        """
        whole = " ".join(written.split())
        parts = [" ".join(part.split()) for part in re.split(r"[/,;()]", written) if part.strip()]
        roles = self._study.roles
        names = {name.casefold(): role for role in roles for name in (role.id, role.label, role.common) if name}
        for part in (whole, *parts):
            if part.casefold() in names:
                return names[part.casefold()]
        for part in parts:
            begun = [name for name in names if part.casefold().startswith(f"{name} ")]
            if begun:
                found = names[max(begun, key=len)]
                self.remarks.append(remark("role_taken_as", written=whole, role=found.label))
                return found
        label = parts[0] if parts else whole
        self.remarks.append(remark("new_role", role=label))
        return Role(id=_slug(label), label=label, common=label[:1].lower() + label[1:], order=self._last_order() + 1)

    def _slot(self) -> Role:
        """The role of an informant whose role nobody wrote yet: a visible slot."""
        standing = self._study.find(Role, _NO_ROLE)
        label = terms_for(self._study.project.language)("collection.role_slot")
        return standing or Role(id=_NO_ROLE, label=label, order=self._last_order() + 1)

    def _last_order(self) -> int:
        return max((role.order for role in self._study.roles), default=-1)


def _slug(label: str) -> str:
    plain = unicodedata.normalize("NFKD", label.casefold()).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", plain)) or "peran"
