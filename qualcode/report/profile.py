"""Layouts of a campus guide: small TOML files, each stating what differs from ``umum``.

A study's own folder ``templates/`` overrides the shipped profiles file by file. An unknown key or value
is an error with its line and a guess.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields, replace
from pathlib import Path
from typing import Any

from qualcode.collection.written_files import decode, guess, read_bytes
from qualcode.errors import BadFile, Problem, UnknownName
from qualcode.i18n import N_
from qualcode.resources import shipped

BASE = "umum"
SECTIONS = ("site", "informants", "data", "findings", "discussion", "trustworthiness")
TITLED = (*SECTIONS, "effects", "conclusions", "recommendations")
CORNERS = (
    "bottom_left", "bottom_center", "bottom_right", "bottom_outer", "top_left", "top_center", "top_right", "top_outer",
    "none",
)  # fmt: skip
LETTERS = ("bold", "regular", "italic")
LISTS = {"sections": SECTIONS, "unconfirmed": ()}
LETTER_CM_PER_POINT = {"Arial": 0.01638}
"""Mean width of a letter of running Indonesian text in cm for each point of its size; Times is the default."""
TIMES_LETTER_CM = 0.01477
WIDE_LETTERS = 1.25
"""How much wider than the mean the letters of a short word may be."""
CHOICES: dict[str, tuple[object, ...]] = {
    "seen": (N_("convention"), N_("template"), N_("excerpt"), N_("guide")),
    "page_number_first": CORNERS,
    "page_number_other": CORNERS,
    "chapter_numeral": ("roman", "arabic"),
    "chapter_lines": (1, 2),
    "heading_scheme": ("decimal", "letters"),
    "heading2_style": LETTERS,
    "heading3_style": LETTERS,
    "caption_bold": ("label", "all", "none"),
    "table_caption_align": ("center", "left"),
    "figure_caption_align": ("center", "left"),
    "table_rules": ("grid", "three"),
    "source_line": ("below", "caption", "none"),
    "quote_block_unit": ("lines", "words"),
    "interview_block": ("always", "as_quote"),
    "interview_cite": ("code", "prose", "footnote"),
    "citation_style": ("apa-7", "apa-6", "footnote"),
    "discussion": ("separate", "per_focus", "next_chapter"),
    "validity_place": ("chapter", "appendix"),
    "validity_terms": ("miles_huberman", "sugiyono", "moleong"),
    "lead_in_stop": (".", ":"),
    "number_words": ("below_10", "eyd"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """The values of one layout; lengths in centimetres, type sizes in points.

    ``folders`` are searched in this order for templates and sentences; ``styles`` is the Word file of a campus whose
    styles are taken, if any.
    """

    name: str
    folders: tuple[Path, ...] = ()
    guide: str = ""
    guide_year: str = ""
    seen: str = "convention"
    unconfirmed: tuple[str, ...] = ()
    paper: str
    margin_left_cm: float
    margin_top_cm: float
    margin_right_cm: float
    margin_bottom_cm: float
    chapter_top_margin_cm: float
    duplex: bool
    footer_text: str
    page_number_first: str
    page_number_other: str
    font_family: str
    font_size_pt: float
    line_spacing: float
    first_line_indent_cm: float
    indent_after_heading: bool
    chapter_number: int
    chapter_numeral: str
    chapter_label: str
    chapter_lines: int
    chapter_title: str
    chapter_size_pt: float
    heading_scheme: str
    heading_final_stop: bool
    heading_depth: int
    heading2_style: str
    heading3_style: str
    sections: tuple[str, ...]
    caption_number: str
    caption_stop: str
    caption_bold: str
    caption_size_pt: float
    caption_hanging: bool
    table_caption_align: str
    figure_caption_align: str
    table_rules: str
    table_font_pt: float
    table_spacing: float
    source_line: str
    source_text: str
    quote_indent_left_cm: float
    quote_indent_right_cm: float
    quote_spacing: float
    quote_marks_in_block: bool
    quote_block_from: int
    quote_block_unit: str
    interview_block: str
    interview_italic: bool
    interview_cite: str
    footnote_size_pt: float
    lead_in_stop: str
    quotations_per_role: int
    number_words: str
    foreign_italic: bool
    citation_style: str
    and_others: str
    page_word: str
    bibliography_title: str
    bibliography_spacing: float
    bibliography_gap: float
    bibliography_hanging_cm: float
    discussion: str
    validity_place: str
    validity_terms: str
    titles: tuple[tuple[str, str], ...] = ()
    styles: Path | None = None

    @property
    def page_cm(self) -> tuple[float, float]:
        """Width and height of the upright page."""
        if self.paper == "a4":
            return 21.0, 29.7
        width, height = self.paper.split("x")
        return float(width), float(height)

    @property
    def text_width_cm(self) -> float:
        """Width of the text on an upright page."""
        return self.page_cm[0] - self.margin_left_cm - self.margin_right_cm

    @property
    def letters_per_line(self) -> int:
        """Letters of running text that a line of the body takes, by the mean width of a letter."""
        return int(self.text_width_cm / (self._letter_cm * self.font_size_pt))

    @property
    def table_letter_cm(self) -> float:
        """Width of a letter of a table, with room for words of wide letters."""
        return self._letter_cm * self.table_font_pt * WIDE_LETTERS

    @property
    def _letter_cm(self) -> float:
        return LETTER_CM_PER_POINT.get(self.font_family, TIMES_LETTER_CM)

    def sets_apart(self, quotation: str) -> bool:
        """Whether a quotation is so long that it stands apart: its words, or the lines that it would take."""
        if self.interview_block == "always":
            return True
        words = len(quotation.split())
        lines = -(-len(quotation) // self.letters_per_line)
        return (words if self.quote_block_unit == "words" else lines) >= self.quote_block_from

    def title(self, section: str) -> str:
        """The profile's own name for a section; empty where the usual one stands."""
        return dict(self.titles).get(section, "")

    def find(self, name: str) -> Path | None:
        """The first file of this name among the profile's folders, or None."""
        return next((folder / name for folder in self.folders if (folder / name).is_file()), None)


def profile_names(study_folder: Path | None = None) -> tuple[str, ...]:
    """Names of the profiles that are shipped or stand in the study's folder."""
    tops = [shipped("templates"), *([study_folder / "templates"] if study_folder else [])]
    return tuple(sorted({path.parent.name for top in tops for path in top.glob("*/profile.toml")}))


def load_profile(name: str = BASE, study_folder: Path | None = None) -> Profile:
    """A profile by name, over the values of ``umum``; ``UnknownName`` with the known names."""
    if name not in profile_names(study_folder):
        raise UnknownName("profile", name, profile_names(study_folder))
    tops = [*([study_folder / "templates"] if study_folder else []), shipped("templates")]
    folders = tuple(top / part for part in dict.fromkeys((name, BASE)) for top in tops)
    values: dict[str, Any] = {}
    for folder in reversed(folders):
        if (folder / "profile.toml").is_file():
            values |= _read(folder / "profile.toml")
    return replace(Profile(**{"name": name, **values}), folders=folders)


def _read(path: Path) -> dict[str, Any]:
    text, _ = decode(read_bytes(path), path.name)
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        raise BadFile(str(path), (Problem("toml", int(line[1]) if line else None, str(error)),)) from None
    return _checked(values, path, text)


def _checked(values: Mapping[str, Any], path: Path, text: str) -> dict[str, Any]:
    known = {f.name: f for f in fields(Profile) if f.name not in ("name", "folders", "styles")}
    problems: list[Problem] = []
    checked: dict[str, Any] = {}
    for key, value in values.items():
        line = next((n for n, row in enumerate(text.splitlines(), 1) if row.partition("=")[0].strip() == key), None)
        if key not in known:
            problems.append(Problem("unknown_key", line, key, guess(key, known)))
        elif (good := _value(key, value)) is MISSING:
            choices = [str(choice) for choice in CHOICES.get(key, ())]
            problems.append(Problem("bad_value", line, f"{key} = {value}", guess(str(value), choices)))
        else:
            checked[key] = good
    if problems:
        raise BadFile(str(path), tuple(problems))
    return checked


def _value(key: str, value: object) -> object:
    """The value as the field takes it, or MISSING if it cannot."""
    if key in CHOICES:
        return value if value in CHOICES[key] else MISSING
    if key in LISTS:
        known = LISTS[key] or tuple(f.name for f in fields(Profile))
        good = isinstance(value, list) and all(part in known for part in value)
        return tuple(value) if good and isinstance(value, list) else MISSING
    if key == "titles":
        good = isinstance(value, dict) and all(part in TITLED and isinstance(value[part], str) for part in value)
        return tuple(value.items()) if good and isinstance(value, dict) else MISSING
    if key == "paper":
        return value if re.fullmatch(r"a4|[\d.]+x[\d.]+", str(value)) else MISSING
    kind = next(str(f.type) for f in fields(Profile) if f.name == key)
    kinds: dict[str, tuple[type, ...]] = {"float": (int, float), "int": (int,), "bool": (bool,), "str": (str,)}
    if not isinstance(value, kinds[kind]) or (isinstance(value, bool) and kind != "bool"):
        return MISSING
    return float(value) if kind == "float" and isinstance(value, int) else value
