"""Recall and precision of the scan for identifiers: ``identity_scores.py [--misses]``.

In the transcripts of ``identifiers/``, all invented, with impossible numbers, what identifies somebody stands in double
braces with its kind: ``{{name:Karmindo}}``. Each is taken into a study of its own and scanned by the commands. A mark
counts as found if proposals cover its letters and digits, forms of address and degrees apart; a proposal is right if it
touches a mark. Files with an odd number may be read while rules are mended, those with an even number are only scored.
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
from pathlib import Path

FOLDER = Path(__file__).parent / "identifiers"
_MARK = re.compile(r"\{\{(?P<kind>\w+):(?P<text>[^{}]*)\}\}")
_BESIDE = re.compile(
    r"\b(?:Pak|Bapak|Bpk|Bapa|Bu|Ibu|Mbak|Mas|Bang|Kang|Kak|Kaka|Dik|Lik|Om|Oma|Mak|Mama|Mamak|Mbah|Mbok|Bunda|Paman"
    r"|Teh|Ceu|Mang|Neng|Uni|Etek|Tuan|Tn|Nyonya|Ny|Nona|An|Mr|Miss|Sdri?|Haji|Hajja|Hj?|R|Ng|KRT|Drs?|dr|Ir|Prof|Ners|Zr|apt"
    r"|Ustadz|Gus|Nyai|Buya|Tuanku|Datuak|Dt|Pdt|Romo|Pater|Suster|Pedanda|Jro|Daeng|Puang|Karaeng|Amang|Inang|br|Tulang"
    r"|Ompu|Apai|Induk|Temenggung|Pace|Mace|Bidan|Mantri|Bripka|Aiptu|Ipda|Kades|Kadus|RT|Den|De|Desa|Bos|olahraga)\b\.?"
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


def proposed(name: str, text: str) -> list[dict[str, object]]:
    """What the scan proposes in the text of a transcript that stands alone in its study."""
    with tempfile.TemporaryDirectory() as folder:
        study, file = Path(folder) / "studi", Path(folder) / "naskah.txt"
        file.write_text(text, encoding="utf-8")
        technique = "observation" if "CATATAN LAPANGAN" in text else "interview"
        labels = dict.fromkeys(_ASKS, "interviewer") | {one: f"I-{at:02}" for at, one in enumerate(_ANSWERS, 1)}
        speech = text.partition("\n\n")[2]
        said = [f"--speaker={one}={who}" for one, who in labels.items() if re.search(rf"(?m)^{one}\d*\s*:", speech)]
        qualcode("init", study, "--title", "Uji")
        qualcode("ingest", file, "--technique", technique, *said, "--study", study)
        rows = json.loads(qualcode("anonymise", "scan", "--format", "json", "--study", study))
    if not rows:
        raise SystemExit(f"{name}: nothing came in")
    return [row for row in rows if re.fullmatch(r"[WOD]-\d+", str(row["source"]))]


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


def main() -> None:
    """Print recall by kind and precision, for the files read and those only scored."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--misses", action="store_true", help="list what was missed or wrongly proposed, of those read")
    options = parser.parse_args()
    for part, parity in (("read", 1), ("only scored", 0)):
        found: Counter[str] = Counter()
        total: Counter[str] = Counter()
        right = wrong = 0
        for path in sorted(FOLDER.glob("*.txt")):
            if int(path.name.split("-")[0]) % 2 != parity:
                continue
            text, marks = unmarked(path.read_text(encoding="utf-8"))
            rows = proposed(path.name, text)
            gone = list(missed(text, marks, rows))
            total.update(kind for _, _, kind in marks)
            found.update(kind for _, _, kind in marks)
            found.subtract(kind for _, _, kind in gone)
            bad = [
                row
                for row in rows
                if not any(int(str(row["start"])) < end and start < int(str(row["end"])) for start, end, _ in marks)
            ]
            right, wrong = right + len(rows) - len(bad), wrong + len(bad)
            if options.misses and parity:
                for start, end, kind in gone:
                    print(
                        f"{path.name} missed {kind}: {text[max(0, start - 25) : start]!r}",
                        f"[{text[start:end]}]{text[end : end + 12]!r}",
                    )
                for row in bad:
                    print(f"{path.name} wrong {row['kind']}: {row['text']}")
        each = ", ".join(f"{kind} {found[kind]}/{count}" for kind, count in sorted(total.items()))
        print(f"{part}: recall {found.total() / total.total():.3f} ({each}); precision {right / (right + wrong):.3f}")


if __name__ == "__main__":
    main()
