"""Works that the text cites: theory notes and ``[@key]`` in the researcher's prose, from a .bib or CSL-JSON file.

Pandoc's citeproc sets citations and the list of references in the style of the profile, once for a document, so
that every format holds the same words. The list holds what is cited and nothing else.
"""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qualcode.collection.written_files import decode, read_bytes
from qualcode.errors import BadFile, BadTemplate, Problem
from qualcode.report.document import Citation, Emphasis, Inline, Note, Runs, Text
from qualcode.report.parts import plain

if TYPE_CHECKING:
    from qualcode.model import Study
    from qualcode.report.profile import Profile

NAMES = ("pustaka", "references", "referensi", "library")
"""Names of a CSL-JSON file that holds a study's references; a .bib file may be called anything."""

_ENTRY = re.compile(r"@(?!comment|string|preamble)\w+\s*\{\s*([^,\s{}]+)\s*,", re.IGNORECASE)
_CITED = re.compile(r"\[[^\[\]]*@[\w][^\[\]]*\]|(?<![\w@.])@(?:\{[^{}\s]+\}|\w[\w:.#$%&+?<>~/-]*\w)")
_KEY = re.compile(r"(?<![\w.])-?@\{?(\w(?:[\w:.#$%&+?<>~/-]*\w)?)\}?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """The citations of a study as its profile sets them, and what has been cited so far.

    ``path`` is None where the study has no file of references; then keys are printed as they are.
    """

    path: Path | None = None
    keys: frozenset[str] = frozenset()
    texts: Mapping[str, Runs] = field(default_factory=dict)
    entries: Mapping[str, Runs] = field(default_factory=dict)
    used: dict[str, None] = field(default_factory=dict)
    unknown: dict[str, None] = field(default_factory=dict)

    def note(self, key: str) -> Runs:
        """The citation of one work; its bare key in brackets where the library does not hold it."""
        if key in self.keys:
            return self._set(f"[@{key}]")
        if key and self.path is not None:
            self.unknown[key] = None
        return (Citation(text=key, segments=()),) if key else ()

    def cited(self, prose: str) -> Runs:
        """The researcher's prose with its citations set; everything else stays as it was written."""
        runs: list[Inline] = []
        at = 0
        for found in _CITED.finditer(prose):
            keys = _KEY.findall(found.group())
            missing = [key for key in keys if key not in self.keys]
            if found.group().startswith("[") and self.path is not None:
                self.unknown.update(dict.fromkeys(missing))
            if missing or not keys:
                continue
            runs += [Text(prose[at : found.start()]), *self._set(found.group())]
            at = found.end()
        runs.append(Text(prose[at:]))
        return tuple(run for run in runs if not isinstance(run, Text) or run.text)

    def bibliography(self) -> tuple[Runs, ...]:
        """The works cited so far, in the order of the list."""
        return tuple(runs for key, runs in self.entries.items() if key in self.used)

    def _set(self, raw: str) -> Runs:
        self.used.update(dict.fromkeys(_KEY.findall(raw)))
        return self.texts[raw]


NO_LIBRARY = Library()


def library_file(folder: Path | None) -> Path | None:
    """The file of references in a study's folder: a .bib file, or a CSL-JSON file of a known name."""
    if folder is None:
        return None
    found = sorted(folder.glob("*.bib")) + [path for name in NAMES if (path := folder / f"{name}.json").is_file()]
    return found[0] if found else None


def library_of(study: Study, profile: Profile, path: Path | None) -> Library:
    """The library of a file, with every citation of the study's notes and prose set.

    ``BadFile`` for a file that cannot be read as references.
    """
    if path is None:
        return NO_LIBRARY
    text, _ = decode(read_bytes(path), path.name)
    keys = _keys(text, path)
    raw = [f"[@{note.citation_key}]" for note in study.theory_notes if note.citation_key in keys]
    for passage in study.passages:
        raw += [found for found in _CITED.findall(passage.text) if set(_KEY.findall(found)) <= keys]
    wanted = tuple(dict.fromkeys(raw))
    texts, entries = _processed(wanted, profile, path, study.project.language) if wanted else ({}, {})
    return Library(path=path, keys=keys, texts=texts, entries=entries)


def cited_texts(study: Study, profile: Profile, path: Path | None, prose: str) -> tuple[tuple[str, str], ...]:
    """(as it was written, as it is shown) of every citation in a stretch of prose that the library can set."""
    texts = library_of(study, profile, path).texts if _CITED.search(prose) else {}
    return tuple((raw, plain(texts[raw])) for raw in dict.fromkeys(_CITED.findall(prose)) if raw in texts)


def _keys(text: str, path: Path) -> frozenset[str]:
    if path.suffix.casefold() == ".bib":
        return frozenset(_ENTRY.findall(text))
    try:
        items = json.loads(text)
    except json.JSONDecodeError as error:
        raise BadFile(str(path), (Problem("json", error.lineno, error.msg),)) from None
    if not isinstance(items, list) or not all(isinstance(item, dict) and item.get("id") for item in items):
        raise BadFile(str(path), (Problem("references", None),))
    return frozenset(str(item["id"]) for item in items)


def _processed(
    raw: tuple[str, ...], profile: Profile, path: Path, language: str
) -> tuple[dict[str, Runs], dict[str, Runs]]:
    """Every citation as it stands in the text, and every entry by its key, in the order of the list."""
    from qualcode.report.writers._pandoc import run_pandoc

    with tempfile.TemporaryDirectory(prefix="qualcode-") as folder:
        own = profile.find("style.csl")
        style = own or Path(folder) / "style.csl"
        if own is None:
            style.write_text(_style(profile, language), encoding="utf-8")
        try:
            made = run_pandoc(
                [
                    "--from=markdown-smart",
                    "--to=json",
                    "--citeproc",
                    f"--bibliography={path}",
                    f"--csl={style}",
                    f"--metadata=lang={language}",
                ],
                "\n\n".join(raw),
            )
        except RuntimeError as error:
            line = re.search(r"line (\d+)", str(error))
            problem = Problem("references", int(line[1]) if line else None, str(error).strip().splitlines()[-1])
            raise BadFile(str(path), (problem,)) from None
    blocks = json.loads(made)["blocks"]
    texts = {one: tuple(_runs(block["c"])) for one, block in zip(raw, blocks, strict=False)}
    entries = {
        entry["c"][0][0].removeprefix("ref-"): tuple(run for block in entry["c"][1] for run in _runs(block["c"]))
        for block in blocks
        if block["t"] == "Div"
        for entry in block["c"][1]
    }
    return texts, entries


def _style(profile: Profile, language: str) -> str:
    """The citation style of a profile, made from the shipped template."""
    from jinja2 import Template, TemplateError

    from qualcode.report.writers._pandoc import pandoc_file

    path = pandoc_file("style.csl.j2")
    try:
        template = Template(path.read_text(encoding="utf-8"), trim_blocks=True, lstrip_blocks=True)
        return str(
            template.render(
                style=profile.citation_style,
                language=language,
                and_others=profile.and_others,
                page_word=profile.page_word,
            )
        )
    except TemplateError as error:
        raise BadTemplate(str(path), getattr(error, "lineno", None), str(error)) from None


def _runs(inlines: Iterable[Any]) -> Runs:
    """Pandoc's inlines as ours; neighbouring words are one text."""
    runs: list[Inline] = []
    for run in _each(inlines):
        if isinstance(run, Text) and runs and isinstance(runs[-1], Text):
            runs[-1] = Text(runs[-1].text + run.text)
        else:
            runs.append(run)
    return tuple(runs)


def _each(inlines: Iterable[Any]) -> Iterator[Inline]:
    for inline in inlines:
        kind, content = inline["t"], inline.get("c")
        if kind == "Str":
            yield Text(content)
        elif kind in ("Space", "SoftBreak", "LineBreak"):
            yield Text(" ")
        elif kind in ("Emph", "Strong"):
            yield Emphasis(_words(content), strong=kind == "Strong")
        elif kind == "Note":
            yield Note(runs=tuple(run for block in content for run in _runs(block["c"])))
        elif kind == "Quoted":
            yield from (Text("“"), *_each(content[1]), Text("”"))
        elif kind in ("Cite", "Span", "Link"):
            yield from _each(content[1])
        elif isinstance(content, list):
            yield from _each(content)


def _words(inlines: Iterable[Any]) -> str:
    return "".join(run.text for run in _each(inlines) if isinstance(run, Text | Emphasis))
