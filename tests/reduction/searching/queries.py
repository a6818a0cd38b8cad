"""Queries made at random, as they are typed."""

from __future__ import annotations

from hypothesis import strategies as st

CODES = ("K", "L", "M")

_leaves = st.sampled_from(
    ("a", "b", "a", "b", "c", '"a b"', '"b a"', '"a * b"', "=a", "?", "b*", "code:K", "code:L", "code:M")
)
_OPERATORS = (
    " AND ", " OR ", " NOT ", " ", " NEAR/1 ", " NEAR/3 ", " NEAR/sentence ", " NEAR/block ", " NEAR/1block ",
    " NEAR ", " FOLLOWED BY/2 ", " FOLLOWED BY ", " OVERLAPS ", " INSIDE ",
)  # fmt: skip


def _joined(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.builds(lambda a, operator, b: f"({a}){operator}({b})", inner, st.sampled_from(_OPERATORS), inner)


QUERIES: st.SearchStrategy[str] = st.recursive(_leaves, _joined, max_leaves=3)
