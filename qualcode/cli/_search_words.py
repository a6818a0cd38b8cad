"""What a search says: why a query cannot be read and where, what was searched, and for what."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qualcode.cli._session import NOBODY_NAMED, actor
from qualcode.collection.written_files import guess
from qualcode.i18n import N_, _, language
from qualcode.model import IMPORTER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qualcode.errors import BadQuery, SlowPattern
    from qualcode.model import Study
    from qualcode.reduction.searching.query import Query
    from qualcode.reduction.searching.scope import Asked

QUERY_REASONS = {
    "empty": N_("There is nothing to look for. Type a word: qualcode search disiplin"),
    "stray": N_("this parenthesis closes nothing; take it out, or open one before it"),
    "unclosed": N_("this parenthesis is not closed; put ) where it ends"),
    "no_operand": N_('something to look for is missing here: a word, a "phrase", code:CODE or regex:PATTERN'),
    "unclosed_quote": N_("this quotation mark is not closed; put one where the phrase ends"),
    "empty_quote": N_("nothing stands here that could be found: no letter and no digit"),
    "any_word": N_('* alone is any word; put it between the words of a phrase: "tidak * disiplin"'),
    "unknown_prefix": N_('this is none of code: exact: regex:. A colon that belongs to the text: "in quotation marks"'),
    "regex": N_("this regular expression cannot be read ({what})"),
    "reach": N_("this is no distance; type for example NEAR/10 (words), NEAR/2block or NEAR/sentence"),
    "not_beside": N_("NOT cannot stand beside NEAR, FOLLOWED BY, OVERLAPS or INSIDE; type: (A NEAR B) NOT C"),
    "too_long": N_("the query is too long from here on; search in two steps"),
}
_WIDEST = 60
"""Characters of a query that are shown around the place."""


def bad_query(error: BadQuery) -> str:
    """The query with a mark under the place, why it cannot be read, and what was probably meant."""
    if error.why == "empty":
        return _(QUERY_REASONS[error.why])
    start = max(0, error.at - _WIDEST // 2) if len(error.query) > _WIDEST else 0
    shown = " ".join(error.query[start : start + _WIDEST].splitlines()).expandtabs(1)
    why = _(QUERY_REASONS[error.why]).format(what=error.what)
    near = guess(error.what.rstrip(":"), error.known) if error.known else ""
    more = " " + _("(did you mean: {guess}?)").format(guess=near + ":") if near else ""
    mark = " " * (error.at - start) + "^"
    return _("The query cannot be read here:") + f"\n  {shown}\n  {mark}\n{why}{more}"


def slow_pattern(error: SlowPattern) -> str:
    """What to do about a regular expression that takes too long or finds too much."""
    if error.why == "many":
        return _("“{pattern}” finds more than {limit} places; make it narrower.").format(
            pattern=error.pattern, limit=error.limit
        )
    return _(
        "“{pattern}” was stopped after {limit} seconds. Repetitions within repetitions, such as (a+)+, take too long; "
        "write it more simply, or narrow the search with --source."
    ).format(pattern=error.pattern, limit=error.limit)


def searched_as(study: Study, query: Query) -> str:
    """The query as it was understood: words by their stems, operators in the interface's language."""
    from qualcode.reduction.searching.query import ENGLISH, INDONESIAN, typed
    from qualcode.reduction.searching.vocabulary import vocabulary

    return typed(query, INDONESIAN if language() == "id" else ENGLISH, vocabulary(study).looked_for)


def unknown_words(study: Study, query: Query) -> Iterator[str]:
    """Which words of a query stand in no text, with what was probably meant."""
    from qualcode.reduction.searching.query import Match, Phrase, Word, leaves
    from qualcode.reduction.searching.vocabulary import vocabulary

    words = vocabulary(study)
    for leaf in leaves(query):
        for word in (leaf,) if isinstance(leaf, Word) else leaf.words if isinstance(leaf, Phrase) else ():
            if word.match is Match.WILD or words.numbers(word):
                continue
            near = words.likely(word)
            yield (
                _("“{word}” stands in no text; did you mean “{guess}”?").format(word=word.text, guess=near)
                if near
                else _("“{word}” stands in no text.").format(word=word.text)
            )


def own_layer(study: Study, asked: Asked) -> Asked:
    """What is asked, a second coder's own codings alone: others' are seen where they are named, or with ``all``."""
    wanted = asked.filter
    if "all" in wanted.coder:
        return replace(asked, filter=replace(wanted, coder=()), coders=tuple({one.coder for one in study.codings}))
    who = actor()
    blind = not wanted.coder and who != NOBODY_NAMED and who not in study.project.coders
    return replace(asked, coders=(who, IMPORTER)) if blind else asked


def scope_remarks(study: Study, asked: Asked) -> Iterator[str]:
    """Whose words were searched, and whose were not."""
    from qualcode.collection.privacy import withdrawn

    yield speaker_words(asked.speaker)
    if withdrawn(study):
        yield _("Words of informants who withdrew their consent are left out.")


def unread_remark(study: Study, asked: Asked) -> str:
    """What to do where nothing was found because nothing, or not everything, could be read."""
    from qualcode.reduction.searching.scope import Scope

    if not study.sources:
        return _("There is no source yet. Take in a transcript: qualcode ingest FILE")
    sources = Scope(study, asked).sources()
    unread = [one.id for one in sources if one.words and not study.token_columns(one).starts]
    if not unread:
        return ""
    return _("The words of {sources} are not stored yet; find them with: qualcode doctor --mend").format(
        sources=", ".join(unread[:8])
    )


def speaker_words(speaker: str) -> str:
    """Whose words were searched."""
    from qualcode.reduction.searching.scope import EVERYBODY, INTERVIEWER, SPEAKERS

    who = SPEAKERS.get(speaker.casefold(), "") if speaker else ""
    if who == INTERVIEWER:
        return _("Searched: the interviewer's words.")
    if who == EVERYBODY:
        return _("Searched: everybody's words.")
    if speaker and not who:
        return _("Searched: the words of {who}.").format(who=speaker)
    return _("Searched: everything but the interviewer's words (those too: --speaker all).")
