"""The material for a finding as Markdown: tables of counts, quotations with citation codes, open slots."""

from __future__ import annotations

from collections.abc import Iterator

from qualcode.conclusions.evidence import Piece
from qualcode.conclusions.findings import Draft, RolePosition
from qualcode.conclusions.reading import quoted, sign
from qualcode.terms import Terms

_LONG = 260


def draft_markdown(draft: Draft, terms: Terms) -> str:
    """The material in the study's language; what only the researcher can fill in is a visible slot."""
    return "\n".join([*_head(draft, terms), *_evidence(draft, terms), *_slots(draft, terms), ""])


def _word(terms: Terms, name: str, **values: object) -> str:
    return terms(f"conclusions.draft.{name}", **values)


def _quoted(piece: Piece, terms: Terms) -> str:
    """A piece with its sign as code: a bare + would begin a list in Markdown."""
    return f"`{sign(piece.valence)}` {quoted(piece, terms, _LONG)}"


def _head(draft: Draft, terms: Terms) -> Iterator[str]:
    yield f"# {_word(terms, 'title', focus=draft.label)}"
    yield ""
    yield _word(terms, "question", question=draft.question or _word(terms, "no_question"))
    yield ""
    yield _word(
        terms,
        "counts",
        segments=terms.number(draft.segments),
        sources=terms.number(draft.sources),
        n=terms.number(draft.informants),
        of=terms.number(draft.informants_of),
    )
    if draft.single:
        what = terms.listed([terms(f"conclusions.values.{name}") for name in draft.single])
        yield _word(terms, "single", what=what)
    if draft.findings:
        yield _word(terms, "standing", findings=", ".join(draft.findings))
    yield ""


def _evidence(draft: Draft, terms: Terms) -> Iterator[str]:
    if draft.roles:
        yield from _table(draft, terms)
    if not draft.segments:
        yield _word(terms, "empty")
        yield ""
        return
    yield f"## {_word(terms, 'quotations')}"
    yield ""
    for role in draft.roles:
        if role.quotations:
            yield f"**{role.label}**"
            yield ""
            yield from (f"- {_quoted(piece, terms)}" for piece in role.quotations)
            yield ""
    if draft.beside:
        yield f"## {_word(terms, 'beside')}"
        yield ""
        yield from (f"- {_quoted(piece, terms)}" for piece in draft.beside)
        yield ""
    yield f"## {_word(terms, 'contrasts')}"
    yield ""
    for number, pair in enumerate(draft.contrasts, 1):
        yield f"{number}. {_quoted(pair.plus, terms)}"
        yield f"   {_quoted(pair.minus, terms)}"
    if not draft.contrasts:
        yield _word(terms, "no_contrast")
    yield ""


def _table(draft: Draft, terms: Terms) -> Iterator[str]:
    heads = [_word(terms, "heading_role"), _word(terms, "heading_informants"), "+", "−", "±"]
    heads += [_word(terms, name) for name in ("heading_other", "heading_net", "heading_silent")]
    yield f"## {_word(terms, 'roles')}"
    yield ""
    yield "| " + " | ".join(heads) + " |"
    yield "|---" * len(heads) + "|"
    yield from ("| " + " | ".join(_row(role, terms)) + " |" for role in draft.roles)
    yield ""


def _row(role: RolePosition, terms: Terms) -> list[str]:
    silent = [who + (f" `{mark}`" if mark else "") for who, mark in role.silent]
    counts = [terms("conclusions.n_of", n=role.n, of=role.of)] + [
        str(count) for count in (role.plus, role.minus, role.both, role.other)
    ]
    return [role.label, *counts, sign(role.valence), ", ".join(silent) or "–"]


def _slots(draft: Draft, terms: Terms) -> Iterator[str]:
    yield f"## {_word(terms, 'slots')}"
    yield ""
    scale = terms.listed([f"{step.value} {step.label}" for step in draft.scale], "or")
    for slot in draft.slots:
        name = slot if slot != "position" or draft.scale else "position_free"
        yield "- " + terms(f"conclusions.slots.{name}", **({"scale": scale} if name == "position" else {}))
