"""What networks are made of: the links between variables, codes or events, and what they can be asked to be about."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from qualcode.model import Link, Study

from ._figure import Panel
from ._figure_display import Found
from ._net import Net
from ._net_checks import causal_checks
from ._nets import CAUSAL, barred_remark, between, links_between, net_of
from ._options import Option
from ._sight import Sight

ENDS = {"variable": ("variable",), "code": ("code",), "event": ("event",), "all": ("variable", "code", "event")}
"""What a causal network can join → the kinds of record at both ends of its links."""


def _most_told(study: Study) -> str:
    """Variables if any are linked, as the method has it; else codes; else whatever is linked."""

    def linked(ends: Sequence[str]) -> bool:
        meant = between(study, CAUSAL, ends)
        return any(meant(link) for link in study.all(Link))

    return next((name for name in ("variable", "code") if linked(ENDS[name])), "all")


nodes = Option(name="nodes", known=lambda _study: {name: name for name in ENDS}, chosen=_most_told, usual=True)


def causes(sight: Sight) -> Found:
    """One network of all links that lead to or influence something."""
    ends = ENDS[sight.scope.options["nodes"]]
    net = net_of(sight, links_between(sight, CAUSAL, ends))
    return _found(sight, net, between(sight.study, CAUSAL, ends))


def _found(sight: Sight, net: Net, meant: Callable[[Link], bool]) -> Found:
    rules = (
        (sight.terms("displays.rule.latest_ratings"),)
        if any(node.kind == "variable" and node.note for node in net.nodes)
        else ()
    )
    return Found(
        panels=(Panel(content=net),) if net.edges else (),
        checks=causal_checks(sight, net),
        remarks=barred_remark(sight, meant),
        rules=rules,
    )
