"""Recall and precision of the scan for identifiers: ``identity_scores.py [--misses]``.

In the transcripts of ``identifiers/``, all invented, with impossible numbers, what identifies somebody stands in double
braces with its kind: ``{{name:Karmindo}}``. Each is taken into a study of its own and scanned by the commands. A mark
counts as found if proposals cover its letters and digits, forms of address and degrees apart; a proposal is right if it
touches a mark. Files with an odd number may be read while rules are mended, those with an even number are only scored.
A file may hold several short transcripts, each after a line with ``=====`` and its file name, which may be marked too.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path

from qualcode.collection.identities import without_names

FOLDER = Path(__file__).parent / "identifiers"
_MARK = re.compile(r"\{\{(?P<kind>\w+):(?P<text>[^{}]*)\}\}")
_BESIDE = re.compile(
    r"\b(?i:Pak|Bapak|Bpk|Bapa|Bu|Ibu|Mbak|Mas|Bang|Kang|Kak|Kaka|Dik|Lik|Om|Oma|Mak|Mama|Mamak|Mbah|Mbok|Bunda|Paman"
    r"|Teh|Ceu|Mang|Neng|Uni|Etek|Tuan|Tn|Nyonya|Ny|Nona|An|Mr|Miss|Sdri?|Haji|Hajja|Hj?|R|Ng|KRT|Drs?|dr|Ir|Prof|Ners|Zr|apt"
    r"|Ustadz|Gus|Nyai|Buya|Tuanku|Datuak|Dt|Pdt|Romo|Pater|Suster|Pedanda|Jro|Daeng|Puang|Karaeng|Amang|Inang|br|Tulang"
    r"|Ompu|Opung|Yai|Wak|Bidan|Guru|dukuh|drg|Aipda|Kasi|Sekdes|Pakde|Ust|Ibu|Apai|Induk|Temenggung|Pace|Mace|Bidan|Mantri|Bripka|Aiptu|Ipda|Kades|Kadus|RT|Den|De|Desa|Bos|olahraga)\b\.?"
    r"|,? ?\b(?:[SM]\.? ?[A-Z][A-Za-z]{0,3}|M\.P|SE|SKM|Sp\.PD-KGH|Ph\.D|A\.Md)\b\.?"
)
"""What may stand with a name and need not be covered."""

_ASKS = ("P", "Peneliti", "T", "A", "Moderator", "P1")
_ANSWERS = ("Peserta", "I", "HT", "J", "B", "Neneng", "Iis", "Cucu", "Entin", "J1")


def unmarked(marked: str) -> tuple[str, list[tuple[int, int, str]]]:
    """(the text, start, end and kind of each identifier in it)."""
    text, marks, at = "", [], 0
    for found in _MARK.finditer(marked):
        text += marked[at : found.start()]
        marks.append((len(text), len(text) + len(found["text"]), found["kind"]))
        text += found["text"]
        at = found.end()
    return text + marked[at:], marks


def transcripts(path: Path) -> Iterator[tuple[str, str]]:
    """(file name, marked text) of each transcript in a file."""
    for part in re.split(r"(?m)^=====", path.read_text(encoding="utf-8")):
        name, _line, text = part.partition("\n") if part.startswith(" ") else ("naskah.txt", "", part)
        if text:
            yield name.strip(), text


def proposed(name: str, text: str, file_name: str) -> tuple[list[dict[str, object]], list[dict[str, object]]]:
    """What the scan proposes in a transcript alone in its study, and what ingest leaves out of its file name."""
    with tempfile.TemporaryDirectory() as folder:
        study, file = Path(folder) / "studi", Path(folder) / file_name
        file.write_text(text, encoding="utf-8")
        technique = "observation" if "CATATAN LAPANGAN" in text else "interview"
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


def _left_out(file_name: str, kept: str) -> list[dict[str, object]]:
    """The parts of a file name that the study does not keep, as proposals."""
    matches = SequenceMatcher(None, file_name, kept, autojunk=False).get_opcodes()
    return [
        {"start": start, "end": end, "kind": "name", "text": file_name[start:end]}
        for tag, start, end, _at, _until in matches
        if tag in ("replace", "delete")
    ]


def qualcode(*arguments: object) -> str:
    """The output of a command."""
    command = [sys.executable, "-m", "qualcode", *map(str, arguments)]
    ran = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    if ran.returncode:
        raise SystemExit(ran.stderr)
    return ran.stdout


def missed(
    text: str, marks: list[tuple[int, int, str]], rows: list[dict[str, object]]
) -> Iterator[tuple[int, int, str]]:
    """The marks that no proposals cover."""
    covered = {at for row in rows for at in range(int(str(row["start"])), int(str(row["end"])))}
    for start, end, kind in marks:
        beside = {start + at for one in _BESIDE.finditer(text[start:end]) for at in range(*one.span())}
        letters = {at for at in range(start, end) if text[at].isalnum()}
        if letters - covered - (beside if kind == "name" else set()) or not letters & covered:
            yield start, end, kind


def _touches(row: dict[str, object], marks: list[tuple[int, int, str]]) -> bool:
    return any(int(str(row["start"])) < end and start < int(str(row["end"])) for start, end, _ in marks)


def _list(name: str, text: str, gone: list[tuple[int, int, str]], bad: list[dict[str, object]]) -> None:
    for start, end, kind in gone:
        print(f"{name} missed {kind}: {text[max(0, start - 25) : start]!r} [{text[start:end]}]{text[end : end + 12]!r}")
    for row in bad:
        print(f"{name} wrong {row['kind']}: {row['text']}")


def main() -> None:
    """Print recall by kind and precision, for the files read and those only scored."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="*", help="names of the files, as a pattern (19-*)")
    parser.add_argument("--misses", action="store_true", help="list what was missed or wrongly proposed, of those read")
    options = parser.parse_args()
    for part, parity in (("read", 1), ("only scored", 0)):
        found: Counter[str] = Counter()
        total: Counter[str] = Counter()
        right = wrong = 0
        for path in sorted(FOLDER.glob(f"{options.only}.txt")):
            if int(path.name.split("-")[0]) % 2 != parity:
                continue
            for file_name, marked in transcripts(path):
                (text, marks), (title, in_title) = unmarked(marked), unmarked(file_name)
                rows, of_title = proposed(path.name, text, title)
                for words, told, said in ((text, marks, rows), (title, in_title, of_title)):
                    gone = list(missed(words, told, said))
                    bad = [row for row in said if not _touches(row, told)]
                    total.update(kind for _, _, kind in told)
                    found.update(kind for _, _, kind in told)
                    found.subtract(kind for _, _, kind in gone)
                    right, wrong = right + len(said) - len(bad), wrong + len(bad)
                    if options.misses and parity:
                        _list(path.name, words, gone, bad)
        each = ", ".join(f"{kind} {found[kind]}/{count}" for kind, count in sorted(total.items()))
        if total:
            print(
                f"{part}: recall {found.total() / total.total():.3f} ({each}); precision {right / (right + wrong):.3f}"
            )


if __name__ == "__main__":
    main()
