"""How good suggestions are: ``suggestions.py [FOLDER] [--seeds N]``, from the root of the repository.

FOLDER holds coded texts that are not part of the project: ``NAME.csv`` (doc_id, text), ``NAME_gold.jsonl`` (codes and
valence of each) and ``codebook_NAME.yaml``. A fifth of the texts, by the SHA-256 of their ids, is the test part:
nothing is chosen by it. The others are coded in growing samples, drawn anew for every seed. Beside ours stand the
codebook's keywords as they are written, by their stems within a window, and a plain logistic regression by
scikit-learn on the same stems (at the cut that is best for it on the test part itself).

The interviews are ours and invented: those of the sample study and those in ``suggestion_corpora``, each with a
codebook; their coded answers teach, the others are scored, parent codes only. ``small_firms`` and ``clinic`` were
written to be scored alone: no weight was fitted on them. By the reviews of cars one number was chosen and the list of
judging words was enlarged.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import mean
from typing import Any

import numpy as np

import qualcode
from qualcode.model import Code, Coding, Cycle, ReviewedSuggestion, Segment, Source, Study, Valence
from qualcode.reduction.suggesting.columns import OWN
from qualcode.reduction.suggesting.features import ROOT, SAID
from qualcode.reduction.suggesting.model import Model
from qualcode.reduction.suggesting.reading import read
from qualcode.reduction.suggesting.scoring import Scored
from qualcode.reduction.suggesting.solver import Array
from qualcode.reduction.suggesting.units import Unit, UnitKind
from qualcode.reduction.suggestion import learn

SIZES = (0, 20, 50, 100, 200, 500)
MANY = 80
SIGNS = {"pos": Valence.POSITIVE, "neg": Valence.NEGATIVE, "mix": Valence.BOTH}
WHERE = Path(__file__).parent


@dataclass(frozen=True)
class Task:
    """A study without codings, its units with their codes, and which of them may be coded and which are scored."""

    name: str
    study: Study
    codes: tuple[str, ...]
    units: Sequence[Unit]
    gold: Sequence[Mapping[str, Valence | None]]
    pool: Sequence[int]
    test: Sequence[int]

    def coded(self, chosen: Sequence[int]) -> Study:
        """The study with the codings of these units."""
        segments, codings = [], []
        for at in chosen:
            unit = self.units[at]
            text = self.study.text(unit.source)[unit.start : unit.end]
            place = {"source": unit.source, "start": unit.start, "end": unit.end}
            segments.append(
                Segment(id=f"X-{at}", **place, quote=text, digest=hashlib.sha256(text.encode()).hexdigest())
            )
            codings += [
                Coding(id=f"X-{at}-{code}", segment=f"X-{at}", code=code, coder="x", valence=valence)
                for code, valence in sorted(self.gold[at].items())
            ]
        project = replace(self.study.project, coders=("x",))
        return self.study.grown([project, *segments, *codings], [])

    def labels(self, which: Sequence[int]) -> Array:
        """Unit × code."""
        return np.array([[code in self.gold[at] for code in self.codes] for at in which], dtype=float)


def command(*arguments: str) -> None:
    """A command of the program, in a process of its own."""
    subprocess.run([sys.executable, "-m", "qualcode", *arguments], check=True, capture_output=True)


def read_and_scored(study: Study, source: Source, model: Model) -> Scored:
    """The units of a source, scored."""
    return Scored(model, read(study, source, UnitKind.BLOCK, model.finder), study.text(source))


def scored(task: Task, model: Model) -> tuple[Array, Array, Array, list[Any]]:
    """Scores, choices, states of the keywords and rows of every unit, for the task's codes."""
    at = [model.codes.index(code) for code in task.codes]
    parts: dict[str, Scored] = {}
    rows, found = [], []
    for source in task.study.sources:
        parts[source.id] = one = read_and_scored(task.study, source, model)
        found.append((one.scores[:, at], one.chosen[:, at], one.states[:, at]))
        rows += [one.units.stems(at) for at in range(len(one.units))]
    scores, chosen, states = (np.vstack(one) for one in zip(*found, strict=True))
    return scores, chosen, states, rows


def valences(task: Task, model: Model) -> str:
    """How often the valence proposed for a code that applies is the one that was given."""
    at = {(unit.source, unit.block): number for number, unit in enumerate(task.units)}
    right = count = 0
    test = set(task.test or task.pool)
    for source in task.study.sources:
        one = read_and_scored(task.study, source, model)
        for order, unit in enumerate(one.reading.units):
            number = at[unit.source, unit.block]
            for code, given in task.gold[number].items() if number in test else ():
                if given:
                    right, count = right + (one.valence(order, code) is given), count + 1
    return f"{right / count:.3f}" if count else "-"


def f1(chosen: Array, labels: Array) -> tuple[float, float]:
    """Micro and macro F1."""
    right, count = (chosen * labels).sum(0), chosen.sum(0) + labels.sum(0)
    used = labels.sum(0) > 0
    return 2 * right.sum() / count.sum(), float((2 * right / np.maximum(1, count))[used].mean())


def to_read(scores: Array, labels: Array, share: float = 0.9) -> float:
    """The share of unit × code pairs, best first, that holds 90 % of the codings."""
    found = np.cumsum(labels.ravel()[np.argsort(-scores.ravel(), kind="stable")])
    return float(np.searchsorted(found, share * labels.sum()) + 1) / labels.size


def plain_regression(rows: Sequence[Any], labels: Array, taught: Sequence[int], test: Sequence[int]) -> Array:
    """Scikit-learn's logistic regression on stem TF-IDF."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression

    words = [[stem for stem in row[OWN] if " " not in stem] for row in rows]
    found = TfidfVectorizer(analyzer=list, sublinear_tf=True, min_df=2).fit_transform(words)
    scores = np.zeros((len(test), labels.shape[1]))
    for at in range(labels.shape[1]):
        if 0 < labels[taught, at].sum() < len(taught):
            fitted = LogisticRegression(C=10, max_iter=500).fit(found[taught], labels[taught, at])
            scores[:, at] = fitted.predict_proba(found[test])[:, 1]
    return scores


def best_f1(scores: Array, labels: Array) -> tuple[float, float]:
    """F1 at the cut that is best for these very units."""
    return max(f1(scores >= cut, labels) for cut in np.arange(0.05, 0.8, 0.025))


def exact(task: Task, model: Model, test: Sequence[int]) -> Array:
    """Keywords as they are written, as whole words."""
    codes = task.study.by_id(Code)
    found = np.zeros((len(test), len(task.codes)))
    for at, code in enumerate(task.codes):
        words = [word for name in model.under[code] for word in (codes[name].keywords or (codes[name].name,))]
        pattern = re.compile("|".join(rf"\b{re.escape(word.casefold())}\b" for word in words))
        for row, number in enumerate(test):
            unit = task.units[number]
            text = task.study.text(unit.source)[unit.start : unit.end].casefold()
            found[row, at] = bool(pattern.search(text))
    return found


def show(name: str, values: Sequence[tuple[float, ...]], note: str = "") -> None:
    """A line of the table: micro F1, macro F1, pairs to read."""
    micro, macro, *rest = (mean(part) for part in zip(*values, strict=True))
    print(f"| {name:44} | {micro:.3f} / {macro:.3f} | {' '.join(f'{one:.2f}' for one in rest):5} | {note}", flush=True)


def report(task: Task, sizes: Sequence[int], seeds: int) -> None:
    """The table of one task."""
    print(f"\n{task.name}: {len(task.pool)} to be coded, {len(task.test)} scored, {len(task.codes)} codes")
    print(f"| {'':44} | micro / macro | read  |")
    first = task.test or task.pool
    labels, base = task.labels(first), learn(task.coded([]))
    _, _, states, rows = scored(task, base)
    states = states[first]
    show("keywords as they are written", [f1(exact(task, base, first), labels)])
    show("… by their stems, phrases in a window", [f1((states == SAID) | (states == ROOT), labels)])
    show("keywords as we find them", [f1(states == SAID, labels)])
    everything = task.labels(range(len(task.units)))
    for size in (*sizes, *((len(task.pool),) if task.test else ())):
        ours, plain, better, took = [], [], [], 0.0
        for seed in range(seeds if 0 < size < len(task.pool) else 1):
            pool = list(task.pool)
            random.Random(seed).shuffle(pool)  # noqa: S311 - the same samples every time
            taught = sorted(pool[:size])
            test = task.test or sorted(pool[size:])
            began = time.process_time()
            model = learn(task.coded(taught))
            took += time.process_time() - began
            scores, chosen, states, _ = scored(task, model)
            wanted = everything[test]
            ours.append((*f1(chosen[test], wanted), to_read(scores[test], wanted)))
            better.append(ours[-1][0] - f1(states[test] == SAID, wanted)[0])
            if taught:
                found = plain_regression(rows, everything, taught, test)
                plain.append((*best_f1(found, wanted), to_read(found, wanted)))
        note = f"{took / len(ours):.1f} s; against the keywords alone {min(better):+.3f} to {max(better):+.3f}"
        show(f"ours, {size} coded", ours, note)
        if size in (0, 50, len(task.pool)) and (task.test or not size) and any(any(one.values()) for one in task.gold):
            print(f"|   valence: {valences(task, model)} (of {'no' if not size else 'the last sample of'} codings)")
        if plain:
            show(f"logistic regression, {size} coded", plain)


def reviews(folder: Path, name: str, where: Path) -> Task:
    """Texts of a table, one unit each."""
    study = where / name
    command("init", str(study), "--title", name)
    command("codebook", "load", str(folder / f"codebook_{name}.yaml"), "--replace", "--yes", "--study", str(study))
    table = ("--text-column", "text", "--id-column", "doc_id", "--technique", "interview")
    command("ingest", str(folder / f"{name}.csv"), *table, "--study", str(study))
    lines = (folder / f"{name}_gold.jsonl").read_text("utf-8").splitlines()
    gold = {
        one["doc_id"]: {code: SIGNS[sign] for code, sign in one["valence"].items()} for one in map(json.loads, lines)
    }
    opened = qualcode.open_study(study)
    (source,) = opened.sources
    labels = {block.number: block.label for block in opened.blocks(source.id)}
    units = read(opened, source, UnitKind.BLOCK, learn(opened).finder).units
    ids = [labels[unit.block] for unit in units]
    held = [int(hashlib.sha256(one.encode()).hexdigest(), 16) % 5 == 0 for one in ids]
    return Task(
        name,
        opened,
        tuple(code.id for code in opened.codes),
        units,
        [gold[one] for one in ids],
        [at for at, out in enumerate(held) if not out],
        [at for at, out in enumerate(held) if out],
    )


def sample(where: Path) -> Task:
    """The answers of the sample study, with the parent codes that its first coder gave."""
    command("demo", str(where / "sample"))
    opened = qualcode.open_study(where / "sample")
    tops = {code.id: code.id for code in opened.codes if code.parent is None and code.cycle is Cycle.FIRST}
    for code in opened.codes:
        if code.parent in tops:
            tops[code.id] = tops[code.parent]
    given: dict[str, list[tuple[Segment, str]]] = {}
    for coding in opened.codings:
        place = opened.segments[coding.segment]
        if coding.coder == "rani" and coding.code in tops:
            given.setdefault(place.source, []).append((place, tops[coding.code]))
    bare = opened.grown([], [*opened.codings, *opened.all(ReviewedSuggestion)])
    finder = learn(bare).finder
    units = [unit for one in bare.sources for unit in read(bare, one, UnitKind.BLOCK, finder).units]
    gold: list[Mapping[str, Valence | None]] = [
        {code: None for place, code in given.get(unit.source, ()) if place.start < unit.end and place.end > unit.start}
        for unit in units
    ]
    return Task(
        "interviews of the sample", bare, tuple(dict.fromkeys(tops.values())), units, gold, range(len(units)), ()
    )


def begun(file: Path, where: Path) -> tuple[Path, tuple[str, ...], list[str]]:
    """A study with the codebook of a file beside this script, its codes, and the other parts of the file."""
    parts = re.split(r"(?m)^= (.*)\n", file.read_text("utf-8"))[1:]
    study, codebook = where / file.stem, where / f"{file.stem}.csv"
    rows = [[cell.strip() for cell in line.split("|")] for line in parts[1].strip().splitlines()]
    with codebook.open("w", encoding="utf-8", newline="") as out:
        table = csv.writer(out)
        table.writerow(("code", "name", "definition", "include", "exclude", "keywords", "examples"))
        table.writerows([*row[:5], row[5].replace(", ", " | "), row[6]] for row in rows)
    command("init", str(study), "--title", file.stem)
    command("codebook", "load", str(codebook), "--replace", "--yes", "--study", str(study))
    return study, tuple(row[0] for row in rows), parts


def invented_reviews(file: Path, where: Path) -> Task:
    """Invented texts of a line each, which end with their codes and valences."""
    study, codes, parts = begun(file, where)
    found = re.findall(r"(?m)^(.*) \[(.*)\]$", parts[3])
    texts = where / f"{file.stem}-texts.csv"
    with texts.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([("doc_id", "text"), *((at, text) for at, (text, _) in enumerate(found))])
    table = ("--text-column", "text", "--id-column", "doc_id", "--technique", "interview")
    command("ingest", str(texts), *table, "--study", str(study))
    opened = qualcode.open_study(study)
    (source,) = opened.sources
    units = read(opened, source, UnitKind.BLOCK, learn(opened).finder).units
    gold = [{one[:-1]: Valence(one[-1]) for one in given.split(",")} for _, given in found]
    return Task(file.stem, opened, codes, units, gold, range(len(units)), ())


def invented(file: Path, where: Path) -> Task:
    """The invented interviews of a file beside this script: a codebook, then answers that end with their codes."""
    study, codes, parts = begun(file, where)
    gold: list[Mapping[str, Valence | None]] = []
    for name, turns in zip(parts[2::2], parts[3::2], strict=True):
        gold += [dict.fromkeys(filter(None, codes.split(","))) for codes in re.findall(r"(?m)^I: .*\[(.*)\]$", turns)]
        transcript = where / f"{name}.txt"
        transcript.write_text(f"Kode: {name}\nTanggal: 01-03-2018\n\n" + re.sub(r" \[.*\]", "", turns), "utf-8")
        speakers = ("--speaker", "P=interviewer", "--speaker", "I=informant")
        command("ingest", str(transcript), "--technique", "interview", *speakers, "--study", str(study))
    opened = qualcode.open_study(study)
    finder = learn(opened).finder
    units = [unit for one in opened.sources for unit in read(opened, one, UnitKind.BLOCK, finder).units]
    if len(units) != len(gold):
        raise SystemExit(f"{file.name}: {len(units)} answers, {len(gold)} expected")
    return Task(file.stem, opened, codes, units, gold, range(len(units)), ())


def main() -> None:
    """Print the tables."""
    reader = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    reader.add_argument("folder", nargs="?", type=Path)
    reader.add_argument("--seeds", type=int, default=5)
    chosen = reader.parse_args()
    with tempfile.TemporaryDirectory() as where:
        for file in sorted((WHERE / "suggestion_corpora").glob("*.txt")):
            task = invented(file, Path(where))
            report(task, (0, 60 if len(task.units) > MANY else 40), chosen.seeds)
        report(invented_reviews(WHERE / "suggestion_corpora" / "cars.reviews", Path(where)), (0, 50, 100), chosen.seeds)
        report(sample(Path(where)), (0, 60, 200, 300), chosen.seeds)
        if chosen.folder:
            for file in sorted(chosen.folder.glob("codebook_*.yaml")):
                task = reviews(chosen.folder, file.stem.removeprefix("codebook_"), Path(where))
                report(task, SIZES, chosen.seeds)


if __name__ == "__main__":
    main()
