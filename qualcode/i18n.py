"""The interface's language: gettext, Indonesian complete, English as the source.

``QUALCODE_LANG`` (id or en) decides; else the locale where it says English or Indonesian; else Indonesian.
Words of produced documents are not here but in ``qualcode.terms``.
"""

from __future__ import annotations

import gettext
import os
import sys
from functools import cache

DOMAIN = "qualcode"
LOCALE = os.path.join(os.path.dirname(os.path.realpath(__file__)), "locale")  # noqa: PTH118, PTH120 - lighter


@cache
def language() -> str:
    """The interface language, ``id`` or ``en``."""
    asked = os.environ.get("QUALCODE_LANG", "").lower()[:2]
    if asked in ("id", "en"):
        return asked
    return "en" if _locale_name().lower().startswith("en") else "id"


def _locale_name() -> str:
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if os.environ.get(variable):
            return os.environ[variable]
    if sys.platform == "win32":
        import locale

        locale.setlocale(locale.LC_CTYPE, "")
        return locale.getlocale(locale.LC_CTYPE)[0] or ""
    return ""


@cache
def _catalogue() -> gettext.NullTranslations:
    return gettext.translation(DOMAIN, LOCALE, languages=[language()], fallback=True)


def speak() -> None:
    """Let click's own strings come from our catalogue too; called once by the command line."""
    os.environ["LANGUAGE"] = language()
    gettext.bindtextdomain(DOMAIN, LOCALE)
    gettext.textdomain(DOMAIN)


def _(message: str) -> str:
    """The message in the interface language."""
    return _catalogue().gettext(message) if message else message


def N_(message: str) -> str:  # noqa: N802 - the name that gettext's tools know
    """Mark a message that is translated later, where it is shown."""
    return message


def ngettext(singular: str, plural: str, number: int) -> str:
    """The message for a number of things."""
    return _catalogue().ngettext(singular, plural, number)
