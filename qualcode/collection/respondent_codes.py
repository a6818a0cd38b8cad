"""How people write the codes of informants and respondents, and what two writings of one have in common."""

from __future__ import annotations

import re

_CODE = re.compile(r"(?P<letters>[A-Za-z]{1,2}|[A-Z]{3,4}|[Rr]esp|[Ii]nf)[-_. ]?(?P<number>\d{1,4})")


def code_form(code: str) -> str:
    """What two writings of a code have in common (``R01``, ``r-1``); empty if it is no code."""
    match = _CODE.fullmatch(code.strip())
    return f"{match.group('letters').upper()}-{int(match.group('number')):02}" if match else ""
