"""A chapter in Word as a supervisor and a researcher leave it: comments, tracked changes, typed prose."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import docx
from docx.opc.oxml import serialize_part_xml
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn

DATE = "2018-05-02T09:00:00Z"


class Returned:
    """A Word file opened for changes; ``save`` writes it back."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.word = docx.Document(str(path))

    def save(self) -> Path:
        """Write the file; its path."""
        self.word.save(str(self._path))
        return self._path

    def paragraph(self, words: str) -> Any:
        """The first paragraph that holds these words, wherever it stands."""
        for paragraph in self.word.element.body.iter(qn("w:p")):
            if words in "".join(t.text or "" for t in paragraph.iter(qn("w:t"))):
                return paragraph
        raise AssertionError(words)

    def comment(self, words: str, text: str, author: str = "Pembimbing contoh", date: str = DATE) -> Returned:
        """A comment on the whole paragraph that holds these words."""
        paragraph = self.paragraph(words)
        made = self.word.comments.add_comment(text, author=author, initials="P")
        made._comment_elm.set(qn("w:date"), date)
        start, end = (OxmlElement(f"w:commentRange{name}") for name in ("Start", "End"))
        for mark in (start, end):
            mark.set(qn("w:id"), str(made.comment_id))
        first = next(child for child in paragraph if child.tag != qn("w:pPr"))
        first.addprevious(start)
        paragraph.append(end)
        reference = OxmlElement("w:commentReference")
        reference.set(qn("w:id"), str(made.comment_id))
        run = OxmlElement("w:r")
        run.append(reference)
        paragraph.append(run)
        return self

    def replace(self, words: str, old: str, new: str, author: str = "Pembimbing contoh") -> Returned:
        """A tracked change: ``old`` struck out, ``new`` put in its place; either may be empty."""
        paragraph = self.paragraph(words)
        run = next(r for r in paragraph.iter(qn("w:r")) if old in "".join(t.text or "" for t in r.iter(qn("w:t"))))
        text = next(t for t in run.iter(qn("w:t")) if old in (t.text or ""))
        before, _, after = (text.text or "").partition(old)
        text.text = before
        text.set(qn("xml:space"), "preserve")
        last = run
        for kind, tag, content in (("del", "delText", old), ("ins", "t", new)):
            if content:
                change = OxmlElement(f"w:{kind}")
                for name, value in (("id", "900"), ("author", author), ("date", DATE)):
                    change.set(qn(f"w:{name}"), value)
                change.append(_run(tag, content))
                last.addnext(change)
                last = change
        last.addnext(_run("t", after))
        return self

    def add_to_note(self, words: str, new: str, author: str = "Pembimbing contoh") -> Returned:
        """A tracked insertion at the end of the footnote that holds these words."""
        part = next(one for one in self.word.part.package.iter_parts() if one.partname == "/word/footnotes.xml")
        root = parse_xml(part.blob)
        note = next(one for one in root.iter(qn("w:footnote")) if words in "".join(t.text for t in one.iter(qn("w:t"))))
        change = OxmlElement("w:ins")
        for name, value in (("id", "901"), ("author", author), ("date", DATE)):
            change.set(qn(f"w:{name}"), value)
        change.append(_run("t", new))
        list(note.iter(qn("w:p")))[-1].append(change)
        part._blob = serialize_part_xml(root)
        return self

    def mend(self, old: str, new: str) -> Returned:
        """A word typed over another one, everything around it left as it is."""
        text = next(t for t in self.word.element.body.iter(qn("w:t")) if old in (t.text or ""))
        text.text = (text.text or "").replace(old, new)
        return self

    def select_and_type(self, words: str, text: str) -> Returned:
        """The same over the whole paragraph, with which Word drops the bookmarks in it."""
        paragraph = self.paragraph(words)
        for child in list(paragraph):
            if child.tag in (qn("w:bookmarkStart"), qn("w:bookmarkEnd")):
                paragraph.remove(child)
        return self.type_over(words, text)

    def type_over(self, words: str, *paragraphs: str) -> Returned:
        """What somebody types instead of a paragraph, in one or several."""
        first = self.paragraph(words)
        for child in list(first):
            if child.tag == qn("w:r"):
                first.remove(child)
        last = first
        for at, text in enumerate(paragraphs):
            if at:
                made = OxmlElement("w:p")
                last.addnext(made)
                last = made
            last.append(_run("t", text))
        return self


def _run(tag: str, text: str) -> Any:
    run, content = OxmlElement("w:r"), OxmlElement(f"w:{tag}")
    content.text = text
    content.set(qn("xml:space"), "preserve")
    run.append(content)
    return run
