"""What the claims of a document rest on: each segment once, with its code, its words and its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.model import Segment
from qualcode.report.document import Ground
from qualcode.report.parts import claims
from qualcode.report.quotes import place_of

if TYPE_CHECKING:
    from qualcode.model import Study
    from qualcode.report.document import Document
    from qualcode.report.quotes import Quotes


def grounds_of(study: Study, quotes: Quotes, document: Document) -> tuple[Ground, ...]:
    """The segments that the claims of a document rest on, each once."""
    named = dict.fromkeys(segment for claim in claims(document) for segment in claim.segments)
    return tuple(_ground(study, quotes, study.get(Segment, segment)) for segment in named)


def _ground(study: Study, quotes: Quotes, segment: Segment) -> Ground:
    barred = bool(quotes.barred(segment.id))
    place = place_of(study, segment)
    return Ground(
        segment=segment.id,
        code=quotes.code(segment.id),
        quote="" if barred else segment.quote,
        source=segment.source,
        line_name=place.line_name,
        start=segment.start,
        end=segment.end,
        withheld=barred,
    )
