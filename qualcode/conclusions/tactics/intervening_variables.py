"""Finding intervening variables: what may stand between two things that are said to hang together (M&H94 p. 258; G11).

A path of two links beside a direct one, or instead of one; whether the middle term is plausible is the
researcher's to say.
"""

from __future__ import annotations

from dataclasses import dataclass

from qualcode.conclusions.links import causal, label_of, matter_of
from qualcode.conclusions.tactics import Ask, Group, Tactic
from qualcode.i18n import _
from qualcode.model import Finding, Link, Study, Valence


@dataclass(frozen=True, slots=True, kw_only=True)
class Between:
    """From one thing through another to a third; ``direct`` says whether somebody also asserts the direct link.

    ``signs`` are those of the two links; ``asserted_by`` whoever asserts one of them.
    """

    from_what: str
    through: str
    to_what: str
    direct: bool
    signs: tuple[Valence, ...]
    asserted_by: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Intervening:
    """Paths through one middle term that touch the finding's matter; those beside a direct link first."""

    paths: tuple[Between, ...]


def compute(study: Study, finding: Finding) -> Intervening:
    """Paths of two causal links through, from or to what the finding is about."""
    matter = matter_of(study, finding)
    found: dict[tuple[str, str, str], list[Link]] = {}
    out: dict[str, list[Link]] = {}
    for link in causal(study):
        out.setdefault(link.from_, []).append(link)
    for first in causal(study):
        for second in out.get(first.to, ()):
            path = (first.from_, first.to, second.to)
            if len(set(path)) == len(path) and matter & set(path):
                found.setdefault(path, []).extend((first, second))
    direct = {(link.from_, link.to) for link in causal(study)}
    rows = [_row(study, path, some, direct=(path[0], path[2]) in direct) for path, some in found.items()]
    return Intervening(paths=tuple(sorted(rows, key=lambda row: not row.direct)))


def _row(study: Study, path: tuple[str, str, str], links: list[Link], *, direct: bool) -> Between:
    start, middle, end = (label_of(study, ref) for ref in path)
    once = list({link.id: link for link in links}.values())
    return Between(
        from_what=start,
        through=middle,
        to_what=end,
        direct=direct,
        signs=tuple(link.sign for link in once if link.sign),
        asserted_by=tuple(dict.fromkeys(who for link in once for who in link.asserted_by)),
    )


def _lacks(study: Study, finding: Finding) -> str:
    return "" if compute(study, finding).paths else _("no two links in a row about it: qualcode link")


TACTIC = Tactic(
    name="intervening-variables",
    number="G11",
    group=Group.GENERATING,
    page="M&H94 p. 258",
    question=_("What could stand between the two?"),
    compute=compute,
    asks=(Ask(name="middle", words=_("Which middle term is plausible, and where in the data does it show?")),),
    lacks=_lacks,
)
