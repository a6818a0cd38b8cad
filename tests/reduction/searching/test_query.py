"""Queries: what binds to what, both languages, and errors that point at their place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.errors import BadQuery
from qualcode.reduction.searching.parsing import MOST_PARTS, operators_in_small_letters, parse
from qualcode.reduction.searching.query import ENGLISH, INDONESIAN, gives_segments, leaves, typed
from tests.reduction.searching.queries import QUERIES


def english(text: str) -> str:
    return typed(parse(text))


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("disiplin", "disiplin"),
        ("disiplin kerja", "disiplin AND kerja"),
        ('"disiplin kerja"', '"disiplin kerja"'),
        ("“disiplin kerja”", '"disiplin kerja"'),
        ("'disiplin kerja'", '"disiplin kerja"'),
        ("Jum'at", "Jum'at"),
        ('="disiplin kerja"', '="disiplin kerja"'),
        ("exact:Disiplin", "=Disiplin"),
        ("persis:disiplin =kerja", "=disiplin AND =kerja"),
        ("disiplin*", "disiplin*"),
        ('"tidak * disiplin"', '"tidak * disiplin"'),
        ("dan/atau", '"dan atau"'),
        ("a OR b AND c", "a OR (b AND c)"),
        ("(a OR b) c", "(a OR b) AND c"),
        ("a NOT b", "a NOT b"),
        ("a AND NOT b AND c", "a AND c NOT b"),
        ("NOT NOT a", "a"),
        ("a NOT (b OR c)", "a NOT (b OR c)"),
        ("a (b c)", "a AND b AND c"),
        ("a NEAR b NEAR/3 c", "(a NEAR/10 b) NEAR/3 c"),
        ("a NEAR b AND c", "(a NEAR/10 b) AND c"),
        ("a NEAR/sentence b", "a NEAR/sentence b"),
        ("a DEKAT/2kalimat b", "a NEAR/2sentence b"),
        ("a .. b", "a FOLLOWED BY/10 b"),
        ("a DIIKUTI OLEH/3 b", "a FOLLOWED BY/3 b"),
        ("a DAN b ATAU BUKAN c", "(a AND b) OR (NOT c)"),
        ("code:A AND kode:B", "code:A AND code:B"),
        ("code:A NEAR code:B", "code:A NEAR/2block code:B"),
        ("code:A NEAR/4words code:B", "code:A NEAR/4word code:B"),
        ("code:A OVERLAPS code:B", "code:A OVERLAPS code:B"),
        ("code:A BERIRISAN DENGAN code:B", "code:A OVERLAPS code:B"),
        ("lurah DI DALAM kode:A", "lurah INSIDE code:A"),
        ("regex:pag(i|u)\\b", 'regex:"pag(i|u)\\b"'),
        ("(regex:pag[i)] OR x)", 'regex:"pag[i)]" OR x'),
        ('regex:"jam \\d+"', 'regex:"jam \\d+"'),
        ("regex:jam (\\d+|tujuh) pagi", 'regex:"jam (\\d+|tujuh) pagi"'),
        ("regex:\\d+ menit OR jam", 'regex:"\\d+ menit" OR jam'),
        ("(regex:\\d+ menit) code:A", 'regex:"\\d+ menit" AND code:A'),
        ("regex:[a b]+ code:A", 'regex:"[a b]+" AND code:A'),
        ("and or", "and AND or"),
    ],
)
def test_is_read_as(text: str, meant: str) -> None:
    assert english(text) == meant


def test_a_stored_form_stays_one_word() -> None:
    assert typed(parse("07.30", {"07.30"}.__contains__)) == "07.30"
    assert english("07.30") == '"07 30"'


@pytest.mark.parametrize(
    ("text", "at", "why"),
    [
        ("", 0, "empty"),
        ("   ", 0, "empty"),
        ("a AND (b OR c", 6, "unclosed"),
        ("a)", 1, "stray"),
        (")", 0, "stray"),
        ("a AND", 5, "no_operand"),
        ("OR a", 0, "no_operand"),
        ("a NEAR", 6, "no_operand"),
        ("()", 1, "stray"),
        ('a "b c', 2, "unclosed_quote"),
        ('a ""', 2, "empty_quote"),
        ("a ...", 2, "empty_quote"),
        ("a *", 2, "any_word"),
        ("kod:A", 0, "unknown_prefix"),
        ("regex:(a", 6, "regex"),
        ('x regex:"a(b"', 10, "regex"),
        ("a NEAR/jauh b", 7, "reach"),
        ("a NEAR/0 b", 7, "reach"),
        ("a NEAR NOT b", 7, "not_beside"),
        ("a NEAR (NOT b)", 7, "not_beside"),
        ("a " * (MOST_PARTS + 1), 2 * MOST_PARTS, "too_long"),
        ("(" * (MOST_PARTS + 1), MOST_PARTS, "too_long"),
    ],
)
def test_cannot_be_read(text: str, at: int, why: str) -> None:
    with pytest.raises(BadQuery) as caught:
        parse(text)
    assert (caught.value.at, caught.value.why) == (at, why)


@given(st.text(max_size=40) | st.text(st.sampled_from("ab ()\"*?=:/\\.NOTREADcode'“”regx[]"), max_size=40))
def test_any_text_is_read_or_refused_with_its_place(text: str) -> None:
    refused_at = None
    try:
        found = leaves(parse(text))
    except BadQuery as error:
        refused_at = error.at
    assert found if refused_at is None else 0 <= refused_at <= len(text)


@given(QUERIES)
def test_what_is_shown_can_be_typed_again_in_either_language(text: str) -> None:
    query = parse(text)
    assert parse(typed(query, ENGLISH)) == query
    assert parse(typed(query, INDONESIAN)) == query


def test_what_gives_segments_and_what_gives_words() -> None:
    assert not gives_segments(parse("a code:B"))
    assert gives_segments(parse("code:A code:B"))
    assert gives_segments(parse("a NEAR code:B"))
    assert not gives_segments(parse("a INSIDE code:B"))


def test_operators_in_small_letters_are_noticed() -> None:
    assert operators_in_small_letters("disiplin and (kerja dan x)") == ("and", "dan")
    assert not operators_in_small_letters("disiplin AND x")
