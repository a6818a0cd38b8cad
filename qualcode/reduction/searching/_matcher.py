"""Matches one pattern over many texts: JSON in, JSON out. Run by ``patterns`` as a process of its own."""

import json
import re
import sys


def found_in(expression: str, texts: list[str], most: int) -> list[tuple[int, int, int]] | None:
    """(number of the text, start, end) of everything found that is not empty; None where it is more than ``most``."""
    pattern = re.compile(expression, re.IGNORECASE | re.MULTILINE)
    found: list[tuple[int, int, int]] = []
    for number, text in enumerate(texts):
        for match in pattern.finditer(text):
            if match.end() > match.start():
                found.append((number, match.start(), match.end()))
                if len(found) > most:
                    return None
    return found


if __name__ == "__main__":
    asked = json.loads(sys.stdin.buffer.read())
    json.dump(found_in(asked["expression"], asked["texts"], asked["most"]), sys.stdout)
