"""What a change of the codebook will do, as plain values and as lines that people read before they say yes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from qualcode.i18n import _, ngettext

if TYPE_CHECKING:
    from qualcode.model import Study
    from qualcode.reduction.codebook_redirecting import Lines
    from qualcode.reduction.codebook_revising import Revision

_SHOWN = 6
_WIDE = 60


def preview(study: Study, revision: Revision, command: str, lines: Lines) -> dict[str, Any]:
    """Everything that a revision changes, and how its codes are used now."""
    from qualcode.displays._staleness import seen_changes
    from qualcode.reduction.codebook_impact import foreseen, impact_of, use_of
    from qualcode.reduction.codebook_merging import circular_links

    impact = impact_of(study, revision)
    use = use_of(study, [code for code in revision.codes if code in study.by_id(_code())], lines)
    seen = seen_changes(study, foreseen(study, revision), mover(lines, revision)) if _moves_evidence(revision) else ()
    return {
        "command": command,
        "codes": list(revision.codes),
        "fields": [
            {"code": one.code, "field": one.field, "before": one.before, "after": one.after} for one in impact.fields
        ],
        "use": {
            "codings": sum(use.codings.values()),
            "coders": dict(use.codings),
            "sources": list(use.sources),
            "findings": list(use.findings),
            "naming": _by_kind(use.naming),
            "words": list(use.words),
        },
        "added": {kind: list(ids) for kind, ids in impact.added.items()},
        "changed": {kind: list(ids) for kind, ids in impact.changed.items()},
        "removed": {kind: list(ids) for kind, ids in impact.removed.items()},
        "joined": [{"kept": kept, "gone": gone} for kept, gone in revision.joined],
        "cells_joined": list(revision.cells),
        "marks_dropped": [{"cell": cell, "mark": mark} for cell, mark in revision.dropped],
        "circular_links": list(circular_links(study, revision)),
        "stale": {one.display: [list(place) for place in one.stale] for one in seen if one.stale},
        "unseen": {one.display: one.unseen for one in seen if one.unseen},
        "frozen": [one.display for one in seen if one.frozen],
        "done": False,
    }


def _code() -> type:
    from qualcode.model import Code

    return Code


def mover(lines: Lines, revision: Revision) -> Any:
    """(display, (row, column)) → where the cell stands after the revision."""

    def moved(display: str, place: tuple[str, str]) -> tuple[str, str]:
        row, column = place
        return lines(display, "row", row, revision.moved), lines(display, "column", column, revision.moved)

    return moved


def _moves_evidence(revision: Revision) -> bool:
    """Whether displays can look different: only a wording of definition or examples cannot change them."""
    from qualcode.model import Code

    return any(not isinstance(one, Code) for one in (*revision.put, *revision.remove)) or bool(
        {step.kind for one in revision.put if isinstance(one, Code) for step in one.history[-1:]} - {"redefined"}
    )


def _by_kind(refs: Iterable[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for ref in refs:
        kind, _colon, name = ref.partition(":")
        found.setdefault(kind, []).append(name)
    return found


def concerns_others(report: Mapping[str, Any]) -> bool:
    """Whether more than the code's own record is concerned, so that it is right to ask first."""
    others = [kind for part in ("added", "changed", "removed") for kind in report[part] if kind != "code"]
    return bool(
        others or report["use"]["codings"] or report["use"]["naming"] or len(report["changed"].get("code", ())) > 1
    )


def preview_lines(report: Mapping[str, Any]) -> Iterator[str]:
    """The report as lines."""
    for one in report["fields"]:
        yield f"  {one['code']}  {_(one['field'])}: {_change(one['before'], one['after'])}"
    for part, words in (("added", _("new")), ("changed", _("changed")), ("removed", _("taken out"))):
        if some := _counted(report[part], without=("code",) if part == "changed" else ()):
            yield f"  {words}: {some}"
    yield from _use_lines(report["use"])
    yield from _joined_lines(report)
    yield from _display_lines(report)


def _use_lines(use: Mapping[str, Any]) -> Iterator[str]:
    if use["codings"]:
        coders = ", ".join(f"{coder} {n}" for coder, n in use["coders"].items())
        text = ngettext(
            "used now: {n} coding ({coders}); sources: {m} ({names})",
            "used now: {n} codings ({coders}); sources: {m} ({names})",
            use["codings"],
        )
        yield "  " + text.format(n=use["codings"], coders=coders, m=len(use["sources"]), names=_some(use["sources"]))
    if use["findings"]:
        yield "  " + _("findings whose evidence carries it: {names}").format(names=_some(use["findings"]))
    if use["naming"]:
        yield "  " + _("named by: {names}").format(names=_counted(use["naming"]))
    if use["words"]:
        yield "  " + _("in your own words, which stay as they are: {names}").format(names=_some(use["words"]))


def _joined_lines(report: Mapping[str, Any]) -> Iterator[str]:
    if report["joined"]:
        some = _some([f"{one['gone']} → {one['kept']}" for one in report["joined"]])
        yield "  " + _("codings that coincide become one, their notes joined: {names}").format(names=some)
    if report["cells_joined"]:
        yield "  " + _("written cells that come to stand in one place are joined: {names}").format(
            names=_some(report["cells_joined"])
        )
    for one in report["marks_dropped"]:
        yield "  " + _("the mark {mark} of {cell} gives way to what is written there").format(**one)
    if report["circular_links"]:
        yield "  " + _("links that then begin and end in the same code; look at them: {names}").format(
            names=_some(report["circular_links"])
        )


def _display_lines(report: Mapping[str, Any]) -> Iterator[str]:
    for display, places in report["stale"].items():
        text = ngettext(
            "{display}: {n} written cell becomes stale, its evidence changes ({places})",
            "{display}: {n} written cells become stale, their evidence changes ({places})",
            len(places),
        )
        yield "  " + text.format(
            display=display, n=len(places), places=_some([f"{row} × {column}" for row, column in places])
        )
    for display, n in report["unseen"].items():
        text = ngettext(
            "{display}: {n} written cell no longer shows; its line is gone",
            "{display}: {n} written cells no longer show; their line is gone",
            n,
        )
        yield "  " + text.format(display=display, n=n)
    if report["frozen"]:
        yield "  " + _("frozen before and now different; freeze again after reading: {names}").format(
            names=_some(report["frozen"])
        )


def _counted(kinds: Mapping[str, Sequence[str]], without: tuple[str, ...] = ()) -> str:
    """Kinds with their number and the first ids; cells by the display that they stand in."""
    parts = []
    for kind, ids in kinds.items():
        if kind not in without:
            names = list(dict.fromkeys(name.partition("#")[0] for name in ids)) if kind == "cell" else ids
            parts.append(f"{_(kind)} {len(ids)} ({_some(names)})")
    return "; ".join(parts)


def _some(names: Sequence[str]) -> str:
    more = f", … +{len(names) - _SHOWN}" if len(names) > _SHOWN else ""
    return ", ".join(names[:_SHOWN]) + more


def _change(before: Any, after: Any) -> str:
    """Before → after; of lists only what comes and what goes."""
    if isinstance(before, list) and isinstance(after, list):
        parts = [f"+ {item}" for item in after if item not in before]
        parts += [f"− {item}" for item in before if item not in after]
        return _short("; ".join(parts))
    return f"{_short(_word(before))} → {_short(_word(after))}"


def _word(value: Any) -> str:
    return _(str(value)) if value in CHOICES else str(value or "–")


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _WIDE else text[: _WIDE - 1] + "…"


CHOICES = frozenset(
    ("active", "retired", "descriptive", "interpretive", "pattern", "first", "second", "frame", "inductive", "in_vivo")
)
