"""Roles that one person holds: who writes *the head of the office* has named somebody."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qualcode.collection.identities.hits import Hit, HitKind
from qualcode.model import Consent, ConsentScope, Role, Study


def held_by_one(study: Study) -> tuple[Role, ...]:
    """Roles whose holders are one in all; none once the researcher recorded why offices may be named.

    Nor those whose informants all agreed to be named by their office.
    """
    if study.project.privacy.reason:
        return ()
    agreed = {one.informant for one in study.all(Consent) if ConsentScope.OFFICE in one.scope and not one.withdrawn_on}
    return tuple(
        role
        for role in study.roles
        if sum(holder.count for holder in role.holders) == 1 and not _all_agreed(study, role, agreed)
    )


def _all_agreed(study: Study, role: Role, agreed: set[str]) -> bool:
    holding = {one.id for one in study.informants if one.role == role.id}
    return bool(holding) and holding <= agreed


class SingleRoles:
    """Finds the labels of such roles in speech; ``common`` is the word that stands there in general use.

    A role without a common word is not proposed: there is nothing to write instead.
    """

    def __init__(self, study: Study) -> None:
        self._common = {
            " ".join(role.label.casefold().split()): role.common
            for role in held_by_one(study)
            if role.common and role.common.casefold() != role.label.casefold()
        }
        labels = sorted(self._common, key=len, reverse=True)
        self._pattern = re.compile(
            rf"(?<!\w)(?:{'|'.join(' +'.join(map(re.escape, label.split())) for label in labels)})(?!\w)",
            re.IGNORECASE,
        )

    @property
    def words(self) -> tuple[tuple[str, str], ...]:
        """(label in small letters, common word) of each, in order."""
        return tuple(sorted(self._common.items()))

    def hits(self, text: str, header_end: int) -> Iterator[Hit]:
        """Each place of such a label after the header, which keeps its fields."""
        if self._common:
            for found in self._pattern.finditer(text, header_end):
                yield Hit(found.start(), found.end(), found.group(), HitKind.ROLE)

    def common(self, hit: Hit) -> str:
        """The role's common word, with a capital where the label has one."""
        word = self._common[" ".join(hit.text.casefold().split())]
        return word[:1].upper() + word[1:] if hit.text[:1].isupper() else word[:1].lower() + word[1:]
