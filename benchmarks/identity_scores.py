"""Recall and precision of the scan for identifiers: ``identity_scores.py [--misses]``.

In the transcripts of ``identifiers/``, all invented, with impossible numbers, what identifies somebody stands in double
braces with its kind: ``{{name:Karmindo}}``. Each is taken into a study of its own and scanned by the commands. A mark
counts as found if proposals cover its letters and digits, forms of address and degrees apart; a proposal is right if it
touches a mark. What stands in braces as ``free`` (a district, a firm) may be proposed or not. Files with an odd number
may be read while rules are mended, those with an even number are only scored.
With ``--rare`` every word of a marked name that the scan lists as a name gives way to one like it that nobody lists, so
that what is scored is what the words around a name tell.
A file may hold several short transcripts, each after a line with ``=====`` and its file name, which may be marked too.
"""

from __future__ import annotations

import argparse
import json
import re
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from click.testing import CliRunner

from qualcode.cli import root
from qualcode.collection.identities import without_names
from qualcode.collection.identities.common import ADDRESSES, is_given_name

FOLDER = Path(__file__).parent / "identifiers"
_MARK = re.compile(r"\{\{(?P<kind>\w+):(?P<text>[^{}]*)\}\}")
_BESIDE = re.compile(
    rf"\b(?i:{'|'.join(sorted({re.escape(word.strip('.')) for word in ADDRESSES}, key=len, reverse=True))}"
    r"|Kasi|RT|Desa|Guru|dukuh|lorong|olahraga|boru)\b\.?"
    r"|,? ?\b(?:[SM]\. ?[A-Z][A-Za-z]{0,3}|M\.P|SE|SKM|Sp\.PD-KGH|Sp\.EM|Ph\.D|A\.Md|OSF|Pr)\b\.?"
)
"""What may stand with a name and need not be covered."""

Mark = tuple[int, int, str]
Row = dict[str, object]
_ASKS = ("P", "Peneliti", "T", "A", "Moderator", "P1")
_ANSWERS = ("Peserta", "I", "HT", "J", "B", "Neneng", "Iis", "Cucu", "Entin", "J1")


def unmarked(marked: str) -> tuple[str, list[Mark]]:
    """(the text, start, end and kind of each identifier in it)."""
    text, marks, at = "", [], 0
    for found in _MARK.finditer(marked):
        text += marked[at : found.start()]
        marks.append((len(text), len(text) + len(found["text"]), found["kind"]))
        text += found["text"]
        at = found.end()
    return text + marked[at:], marks


_LIKE = str.maketrans("bcdfghjklmnpqrstvwyz", "dkgvpbyltnmsqlknrwdj")
_LISTED = re.compile(r"[^\W\d_]{3,}")


def rare(marked: str) -> str:
    """A marked text with names like those in it that no list holds."""
    return _MARK.sub(
        lambda mark: _LISTED.sub(_rare_word, mark.group()) if mark["kind"] == "name" else mark.group(), marked
    )


def _rare_word(found: re.Match[str]) -> str:
    word = found.group()
    if not is_given_name(word.casefold()):
        return word
    first = word[0].casefold().translate(_LIKE)
    return (first.upper() if word[0].isupper() else first) + word[1:].translate(_LIKE)


def transcripts(path: Path) -> Iterator[tuple[str, str]]:
    """(file name, marked text) of each transcript in a file."""
    for part in re.split(r"(?m)^=====", path.read_text(encoding="utf-8")):
        name, _line, text = part.partition("\n") if part.startswith(" ") else ("naskah.txt", "", part)
        if text:
            yield name.strip(), text


def proposed(name: str, text: str, file_name: str) -> tuple[list[Row], list[Row]]:
    """What the scan proposes in a transcript alone in its study, and what ingest leaves out of its file name."""
    with tempfile.TemporaryDirectory() as folder:
        study, file = Path(folder) / "studi", Path(folder) / file_name
        file.write_text(text, encoding="utf-8")
        technique = "observation" if re.search("CATATAN (OBSERVASI )?LAPANGAN", text) else "interview"
        labels = dict.fromkeys(_ASKS, "interviewer") | {one: f"I-{at:02}" for at, one in enumerate(_ANSWERS, 1)}
        speech = text.partition("\n\n")[2]
        said = [f"--speaker={one}={who}" for one, who in labels.items() if re.search(rf"(?m)^{one}\d*\s*:", speech)]
        qualcode("init", study, "--title", "Uji")
        qualcode("ingest", file, "--technique", technique, *said, "--study", study)
        rows = json.loads(qualcode("anonymise", "scan", "--format", "json", "--study", study))
        kept = json.loads(qualcode("source", "list", "--format", "json", "--study", study))
    if not kept:
        raise SystemExit(f"{name}: nothing came in")
    of_text = [row for row in rows if re.fullmatch(r"[WOD]-\d+", str(row["source"]))]
    return of_text, _left_out(file_name, without_names(file_name))


def _left_out(file_name: str, kept: str) -> list[Row]:
    """The parts of a file name that the study does not keep, as proposals."""
    pattern = "(.+?)".join(map(re.escape, re.split(r"\[[^\]]+\]", kept)))
    found = re.fullmatch(pattern, file_name)
    if found is None:
        raise SystemExit(f"{kept} is not made of {file_name}")
    spans = (found.span(number) for number in range(1, len(found.groups()) + 1))
    return [{"start": start, "end": end, "kind": "name", "text": file_name[start:end]} for start, end in spans]


def qualcode(*arguments: object) -> str:
    """The output of a command."""
    ran = CliRunner().invoke(root, list(map(str, arguments)), prog_name="qualcode")
    if ran.exit_code:
        raise SystemExit(ran.output)
    return ran.stdout


def missed(text: str, marks: list[Mark], rows: list[Row]) -> Iterator[Mark]:
    """The marks that no proposals cover."""
    covered = {at for row in rows for at in range(int(str(row["start"])), int(str(row["end"])))}
    for start, end, kind in marks:
        beside = {start + at for one in _BESIDE.finditer(text[start:end]) for at in range(*one.span())}
        letters = {at for at in range(start, end) if text[at].isalnum()}
        if letters - covered - (beside if kind in ("name", "village", "address") else set()) or not letters & covered:
            yield start, end, kind


def _touches(row: Row, marks: list[Mark]) -> bool:
    return any(int(str(row["start"])) < end and start < int(str(row["end"])) for start, end, _ in marks)


class Scores:
    """Counts over some files."""

    def __init__(self) -> None:
        self.found: Counter[str] = Counter()
        self.total: Counter[str] = Counter()
        self.right: Counter[str] = Counter()
        self.wrong: Counter[str] = Counter()
        self.words = 0

    def add(self, text: str, marks: list[Mark], rows: list[Row]) -> tuple[list[Mark], list[Row]]:
        """Count one text; what was missed in it and what was proposed wrongly."""
        free = [mark for mark in marks if mark[2] == "free"]
        told = [mark for mark in marks if mark[2] != "free"]
        gone = list(missed(text, told, rows))
        self.words += len(text.split())
        self.total.update(kind for _, _, kind in told)
        self.found.update(kind for _, _, kind in told)
        self.found.subtract(kind for _, _, kind in gone)
        bad = []
        for row in rows:
            if _touches(row, told):
                self.right[_sureness(row)] += 1
            elif not _touches(row, free):
                self.wrong[_sureness(row)] += 1
                bad.append(row)
        return gone, bad

    def __str__(self) -> str:
        """Recall with its kinds, precision, that of sure proposals alone, and what the unsure ones were."""
        each = ", ".join(f"{kind} {self.found[kind]}/{count}" for kind, count in sorted(self.total.items()))
        sure = self.right["sure"] / (self.right["sure"] + self.wrong["sure"])
        precision = self.right.total() / (self.right.total() + self.wrong.total())
        return (
            f"recall {self.found.total() / self.total.total():.3f} ({each}); precision {precision:.3f}, "
            f"of sure ones {sure:.3f}; unsure {self.right['unsure']} right, {self.wrong['unsure']} wrong, "
            f"in {self.words} words"
        )


def _sureness(row: Row) -> str:
    return "sure" if row.get("sure", True) else "unsure"


def _list(name: str, text: str, gone: list[Mark], bad: list[Row]) -> None:
    for start, end, kind in gone:
        print(f"{name} missed {kind}: {text[max(0, start - 25) : start]!r} [{text[start:end]}]{text[end : end + 12]!r}")
    for row in bad:
        print(f"{name} wrong {row['kind']} ({_sureness(row)}): {row['text']}")


def main() -> None:
    """Print recall by kind and precision, for the files read and those only scored."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="*", help="names of the files, as a pattern (19-*)")
    parser.add_argument("--misses", action="store_true", help="list what was missed or wrongly proposed, of those read")
    parser.add_argument("--rare", action="store_true", help="with names that no list holds")
    options = parser.parse_args()
    for part, parity in (("read", 1), ("only scored", 0)):
        scores = Scores()
        for path in sorted(FOLDER.glob(f"{options.only}.txt")):
            if int(path.name.split("-")[0]) % 2 != parity:
                continue
            for file_name, marked in transcripts(path):
                change = rare if options.rare else str
                (text, marks), (title, in_title) = unmarked(change(marked)), unmarked(change(file_name))
                rows, of_title = proposed(path.name, text, title)
                for words, told, said in ((text, marks, rows), (title, in_title, of_title)):
                    gone, bad = scores.add(words, told, said)
                    if options.misses and parity:
                        _list(path.name, words, gone, bad)
        if scores.total:
            print(f"{part}: {scores}")


if __name__ == "__main__":
    main()
