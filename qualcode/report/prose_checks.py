"""What examiners criticise in prose: words of a list, mentions that lead nowhere, sentences twice, too much quoted.

Only what the researcher wrote is read; quoted speech is never touched. The words stand in ``wording.<language>.toml``
beside the templates, so that a lecturer can change them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

from qualcode.report.check_record import Check, flagged
from qualcode.report.document import BlockQuotation, Heading, ListItems, Paragraph, Quoted
from qualcode.report.numbering import roman
from qualcode.report.parts import opened, plain
from qualcode.report.wording import words
from qualcode.terms import terms_for

if TYPE_CHECKING:
    from qualcode.model import Study
    from qualcode.report.document import Document
    from qualcode.report.wording import Word

_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
_SENTENCE = re.compile(r"[^.!?]+(?:[.!?](?=\S)[^.!?]*)*[.!?]*")
"""A sentence ends at a stop before white space: *07.30* and *2.880* stay whole."""

LONG = 40
"""Letters from which on a sentence that stands twice is no chance."""

HALF, MANY = 0.5, 400
"""Share of quoted words from which on a section is flagged, and how many words it has at least."""


def worded(study: Study, document: Document) -> Iterator[Check]:
    """Criticised words in prose, findings, limits and recommendations, each once a text, with what is better."""
    criticised = words(document.profile.find(f"wording.{document.language}.toml"))
    for record, text in _written(study):
        said = _QUOTED.sub(lambda found: " " * len(found.group()), text)
        for word in criticised:
            found = next(iter(_found(word, said)), "")
            if found:
                yield flagged("wording", f"{record}: “{found}” → {word.better}")


def mentions(study: Study, document: Document) -> Iterator[Check]:
    """Tables, figures and sections that prose mentions by number and that this document does not have."""
    terms = terms_for(document.language)
    known = {entry.label.casefold() for entry in (*document.tables, *document.figures)}
    known |= {
        terms("report.subchapter", number=block.number.rstrip(".")).casefold()
        for block in document.blocks()
        if isinstance(block, Heading) and block.number
    }
    pattern = _numbered(document)
    for block in document.blocks():
        if isinstance(block, Paragraph) and block.written:
            for found in pattern.findall(plain(block.runs)):
                if found.casefold() not in known:
                    yield flagged("mention_unknown", found)
    del study


def _numbered(document: Document) -> re.Pattern[str]:
    """What a mention of a table, figure or section of this chapter looks like, by the numbers of the layout."""
    terms, profile = terms_for(document.language), document.profile
    captions = "|".join(re.escape(terms(f"report.{name}")) for name in ("table", "figure"))
    chapter = profile.chapter_number
    number = re.escape(profile.caption_number.format(chapter=chapter, ROMAN=roman(chapter), n="\0"))
    counted, sections = number.replace("\0", r"\d+"), re.escape(terms("report.subchapter", number="").strip())
    return re.compile(rf"\b(?:(?:{captions}) {counted}|{sections} {chapter}(?:\.\d+)+)\b", re.IGNORECASE)


def repeated(study: Study, document: Document) -> Iterator[Check]:
    """Sentences of the researcher that stand in two passages: a discussion that says the results again."""
    del document
    at: dict[str, list[str]] = defaultdict(list)
    for passage in study.passages:
        for sentence in dict.fromkeys(sentences(passage.text)):
            key = " ".join(sentence.casefold().split())
            if len(key) >= LONG:
                at[key].append(passage.id)
    for sentence, passages in at.items():
        if len(passages) > 1:
            yield flagged("sentence_twice", f"{', '.join(passages)}: “{sentence[:60]}…”")


def keyed(study: Study, document: Document) -> Iterator[Check]:
    """Keys of works that prose names as they are: a key is printed as author and year only as ``[@key]``."""
    del document
    for key in dict.fromkeys(note.citation_key for note in study.theory_notes if note.citation_key):
        bare = re.compile(rf"(?<![\w@-]){re.escape(key)}(?![\w-])")
        for passage in study.passages:
            if bare.search(passage.text):
                yield flagged("key_bare", f"{passage.id}: {key} → [@{key}]")


def quoted_share(study: Study, document: Document) -> Iterator[Check]:
    """Sections of which more than half the words are quoted."""
    del study
    name, quoted, all_ = "", 0, 0
    for block in (*document.blocks(), Heading(level=2, text="")):
        if isinstance(block, Heading):
            if all_ >= MANY and quoted / all_ > HALF:
                yield flagged("quoted_share", f"{name}: {quoted * 100 // all_} %")
            name, quoted, all_ = f"{block.number} {block.text}".strip(), 0, 0
        elif isinstance(block, BlockQuotation):
            quoted += len(block.text.split())
            all_ += len(block.text.split())
        elif isinstance(block, Paragraph | ListItems):
            runs = (block.runs,) if isinstance(block, Paragraph) else block.items
            all_ += sum(len(plain(one).split()) for one in runs)
            quoted += sum(len(run.text.split()) for one in runs for run in opened(one) if isinstance(run, Quoted))


def sentences(text: str) -> list[str]:
    """The sentences of a text; *07.30* and *2.880* stay whole."""
    return list(_SENTENCE.findall(text))


def _found(word: Word, text: str) -> Iterator[str]:
    if not word.opens:
        yield from (found.group() for found in word.pattern.finditer(text))
        return
    for sentence in sentences(text):
        found = word.pattern.match(sentence.lstrip())
        if found:
            yield " ".join(sentence.split())[:30]


def _written(study: Study) -> Iterator[tuple[str, str]]:
    """(record, text) of everything that the researcher wrote and that is printed."""
    for passage in study.passages:
        yield passage.id, passage.text
    for finding in study.findings:
        yield finding.id, " ".join((finding.text, *finding.caveats))
    for one in study.recommendations:
        yield one.id, one.text
