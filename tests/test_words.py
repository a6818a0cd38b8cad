"""The interface speaks both languages: every message is translated, and the compiled catalogue is fresh."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from babel.messages import Catalog, extract, mofile, pofile

from qualcode import i18n
from qualcode.cli import _words, frame, messages
from qualcode.model import KINDS
from qualcode.terms import LANGUAGES, Terms

PACKAGE = Path(i18n.__file__).parent
CATALOGUE = PACKAGE / "locale" / "id" / "LC_MESSAGES"
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2)}


def messages_in_source() -> dict[object, str]:
    """Every marked message of the package, with a place where it stands."""
    found: dict[object, str] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        with path.open("rb") as file:
            for line, message, _comments, _context in extract.extract("python", file, KEYWORDS, []):
                if message and message != "":
                    found.setdefault(message, f"{path.relative_to(PACKAGE)}:{line}")
    return found


def indonesian() -> Catalog:
    with (CATALOGUE / "qualcode.po").open("rb") as file:
        return pofile.read_po(file, locale="id")


def texts_of(catalogue: Catalog) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Message (with its plural) → translation; the header, which names the compiler, left out."""

    def several(text: str | Sequence[str]) -> tuple[str, ...]:
        return (text,) if isinstance(text, str) else tuple(text)

    return {several(one.id): several(one.string) for one in catalogue if one.id}


def test_every_message_has_an_indonesian_translation() -> None:
    catalogue = indonesian()
    missing = []
    for message, place in messages_in_source().items():
        entry = catalogue.get(message if isinstance(message, str) else message[0])
        if entry is None or not entry.string or entry.fuzzy:
            missing.append(f"{place}: {message}")
    assert missing == []


def test_a_translation_keeps_the_slots_of_its_message() -> None:
    wrong = []
    for entry in indonesian():
        texts = [entry.string] if isinstance(entry.string, str) else list(entry.string)
        wanted = set(re.findall(r"\{(\w+)\}", " ".join([entry.id] if isinstance(entry.id, str) else entry.id)))
        wrong += [text for text in texts if text and set(re.findall(r"\{(\w+)\}", text)) - wanted]
    assert wrong == []


def test_the_compiled_catalogue_is_that_of_the_source() -> None:
    with (CATALOGUE / "qualcode.mo").open("rb") as file:
        compiled = mofile.read_mo(file)
    assert texts_of(compiled) == texts_of(indonesian())


def test_every_kind_and_every_shown_field_is_a_word_of_the_interface() -> None:
    assert {kind.name for kind in KINDS} <= set(_words.KIND_WORDS)
    shown = {field.replace("_", " ") for group in frame.GROUPS.values() for field in group.shown}
    assert shown <= set(_words.KIND_WORDS + _words.FIELD_WORDS)


def test_every_error_is_worded() -> None:
    from qualcode import errors

    stated = {
        cls for cls in vars(errors).values() if isinstance(cls, type) and issubclass(cls, errors.QualcodeError)
    } - {errors.QualcodeError}
    assert stated == set(messages._WORDING)


@pytest.mark.parametrize("language", LANGUAGES)
def test_terms_of_both_languages_have_the_same_names(language: str) -> None:
    def names(words: object, path: str = "") -> set[str]:
        if isinstance(words, dict):
            return {name for key, part in words.items() for name in names(part, f"{path}.{key}")}
        return {path}

    own, other = Terms(language), Terms("id")
    assert names(own._words) == names(other._words)
