"""What observations and documents show beside the interviews, and whether their signs agree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.collection.positions import blocks_of
from qualcode.conclusions.evidence import Piece, grouped, net
from qualcode.model import Focus, Segment, Source, Technique, Valence
from qualcode.report.chapters._figures import figure_table_key, figures_of
from qualcode.report.chapters._roles import choose, matter
from qualcode.report.desk import Desk, paragraph
from qualcode.report.sentences import lowered

if TYPE_CHECKING:
    from qualcode.report.document import Block, Runs

SIGNS = (Valence.POSITIVE, Valence.NEGATIVE)


def observations(desk: Desk, focus: Focus, pieces: tuple[Piece, ...]) -> tuple[Block, ...]:
    """Each observation with data on the focus, quoted, and in how many of all there are any."""
    made = desk.sources(Technique.OBSERVATION)
    seen = tuple(piece for piece in pieces if piece.technique is Technique.OBSERVATION)
    name = lowered(focus.label)
    if not made:
        return paragraph(desk.claim(desk.voice.say("observation.none_made", focus.id, fokus=name), f"focus:{focus.id}"))
    if not seen:
        return paragraph(desk.claim(desk.voice.say("observation.none_coded", focus.id), f"focus:{focus.id}"))
    return (
        *paragraph(_times(desk, name, seen, len(made))),
        *_quoted(desk, focus, seen, "observation"),
        *paragraph(*_agreeing(desk, pieces, seen, "observation")),
    )


def _times(desk: Desk, name: str, seen: tuple[Piece, ...], of: int) -> Runs:
    n = len({piece.source for piece in seen})
    kind = "observation.times_only" if of == 1 else "observation.times_all" if n == of else "observation.times"
    first = {piece.source: piece.segment for piece in reversed(seen)}
    said = desk.voice.say(
        kind,
        n=desk.counter.number(n, beside=of),
        N=desk.counter.number(of, beside=n),
        fokus=name,
        sit=desk.quotes.citation(first[source] for source in dict.fromkeys(piece.source for piece in seen)),
    )
    return desk.claim(said, segments=[piece.segment for piece in seen])


def documents(desk: Desk, focus: Focus, pieces: tuple[Piece, ...]) -> tuple[Block, ...]:
    """Each document with data on the focus, quoted; a study without documents says nothing of them."""
    if not desk.sources(Technique.DOCUMENT):
        return ()
    found = tuple(piece for piece in pieces if piece.technique is Technique.DOCUMENT)
    if not found:
        return paragraph(desk.claim(desk.voice.say("document.none_coded", focus.id), f"focus:{focus.id}"))
    figures = [row for source in desk.sources(Technique.DOCUMENT) for row in figures_of(desk, source)]
    shown = {segment for row in figures for segment in row.segments}
    return (
        *paragraph(*_tabled(desk, focus, [piece for piece in found if piece.segment in shown])),
        *_quoted(desk, focus, tuple(piece for piece in found if piece.segment not in shown), "document"),
        *paragraph(*_agreeing(desk, pieces, found, "document")),
    )


def _tabled(desk: Desk, focus: Focus, pieces: list[Piece]) -> list[Runs]:
    """Figures that stand in a table of the chapter are pointed to, not quoted row by row."""
    if "site" not in desk.profile.sections:
        return []
    said = []
    for source, some in grouped(pieces, lambda one: (one.source,)).items():
        record = desk.study.get(Source, source)
        said.append(
            desk.claim(
                desk.voice.say(
                    "document.figures",
                    dok=record.title or source,
                    hal=_matter(desk, focus, some[0]),
                    tabel=desk.table(figure_table_key(record)),
                    sit=desk.cite(piece.segment for piece in some),
                )
            )
        )
    return said


def _quoted(desk: Desk, focus: Focus, pieces: tuple[Piece, ...], family: str) -> tuple[Block, ...]:
    blocks: list[Block] = []
    for source, some in grouped(pieces, lambda one: (one.source,)).items():
        for at, piece in enumerate(choose(desk, some, contrast=True)):
            slots = _slots(desk, focus, desk.study.get(Source, source), piece)
            kind = f"{family}.lead_in_more" if at else f"{family}.lead_in"
            blocks.extend(desk.quoted(desk.voice.introduce(kind, focus.id, **slots), piece.segment))
    return tuple(blocks)


def _slots(desk: Desk, focus: Focus, source: Source, piece: Piece) -> dict[str, str]:
    """Place, date and time of an observation; title of a document; what the piece is about."""
    segment = desk.study.get(Segment, piece.segment)
    times = [block.time for block in blocks_of(desk.study, segment) if block.time]
    return {
        "hal": _matter(desk, focus, piece),
        "tempat": _place(source),
        "dok": source.title or source.id,
        "tgl": desk.terms.date(source.date) if source.date else desk.word("undated"),
        "jam": times[0] if times else "",
    }


def _place(source: Source) -> str:
    """Where an observation was made, inside a sentence: an apposition is closed by its comma."""
    place = lowered(source.place or source.title or source.id)
    return f"{place}," if "," in place else place


def _matter(desk: Desk, focus: Focus, piece: Piece) -> str:
    own = [code for code in piece.codes if code != focus.id]
    return matter(desk, focus, (own or list(piece.codes))[0])


def _agreeing(desk: Desk, pieces: tuple[Piece, ...], seen: tuple[Piece, ...], family: str) -> list[Runs]:
    """Roles whose net sign is that of these pieces, and roles with the opposite one; ± is neither."""
    sign = net(seen)
    if sign not in SIGNS:
        return []
    spoken = [piece for piece in pieces if piece.technique is Technique.INTERVIEW]
    of_role = grouped(spoken, lambda one: dict.fromkeys(desk.people.role_of(who) for who in one.informants))
    nets = {role.id: net(of_role[role.id]) for role in desk.study.roles if role.id in of_role}
    said: list[Runs] = []
    for kind, roles in (
        ("with", [role for role, of in nets.items() if of is sign]),
        ("against", [role for role, of in nets.items() if of in SIGNS and of is not sign]),
    ):
        if roles:
            words = desk.terms.listed([desk.people.role_word(role) for role in roles])
            compared = [piece.segment for role in roles for piece in of_role[role]]
            sentence = desk.voice.say(f"{family}.{kind}", daftar=words)
            said.append(desk.claim(sentence, segments=[*(piece.segment for piece in seen), *compared]))
    return said
