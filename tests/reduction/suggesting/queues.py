"""Invented answers about waiting and about lamps: most hold no keyword, but words that go with the matter."""

from __future__ import annotations

import random

from qualcode.model import Code
from tests.builders import StudyBuilder

TALK = "waktu itu saya memang dari rumah pagi sekali bersama tetangga naik angkot lewat pasar".split()  # noqa: SIM905
WAIT = "duduk bangku berdiri barisan nomor giliran panjang lelah".split()  # noqa: SIM905
LAMP = "gelap genset padam kabel gardu senter redup korslet".split()  # noqa: SIM905
KEYWORDS = {"ANTRE": "antre", "LISTRIK": "lampu"}


def answers(count: int, seed: int) -> list[tuple[str, set[str]]]:
    """Answers with their codes; one in four holds the keyword of its code, one in ten that of the other."""
    dice = random.Random(seed)  # noqa: S311 - the same every time
    found = []
    for number in range(count):
        code, cues = (("ANTRE", WAIT), ("LISTRIK", LAMP), ("", TALK))[number % 3]
        words = dice.sample(TALK, 5) + dice.sample(cues, 3)
        if code and dice.random() < 0.25:
            words.append(KEYWORDS[code])
        if dice.random() < 0.1:
            words.append(KEYWORDS["LISTRIK" if code == "ANTRE" else "ANTRE"])
        dice.shuffle(words)
        found.append((" ".join(words), {code} - {""}))
    return found


def builder(coded: int = 40, sources: int = 5, each: int = 12, seed: int = 1) -> StudyBuilder:
    """Interviews of these answers, the first ``coded`` of them coded."""
    made = StudyBuilder().informant("I-01", "Warga")
    made.add(
        Code(id="ANTRE", name="Antrean", keywords=("antre",), order=0),
        Code(id="LISTRIK", name="Listrik", keywords=("lampu",), order=1),
    )
    left = coded
    for number in range(1, sources + 1):
        given = answers(each, seed * 100 + number)
        turns = "\n".join(f"P: Lalu?\nI: {number}.{at} {text}." for at, (text, _) in enumerate(given))
        made.interview(f"W-{number:02d}", "I-01", turns)
        for at, (text, codes) in enumerate(given):
            left -= 1
            for code in codes if left >= 0 else ():
                made.code(f"W-{number:02d}", f"{number}.{at} {text}.", code)
    return made


def truth(sources: int = 5, each: int = 12, seed: int = 1) -> dict[tuple[str, int], set[str]]:
    """Source and block → codes."""
    return {
        (f"W-{number:02d}", 2 * at + 2): codes
        for number in range(1, sources + 1)
        for at, (_, codes) in enumerate(answers(each, seed * 100 + number))
    }
