"""Data sources cited as a profile wants it: by code, in prose, or in footnotes.

A study's own templates win; a profile only decides what is used where a technique has none.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qualcode.model import CitationTemplate, Project, Study, Technique
from qualcode.report.document import (
    Block,
    Citation,
    Claim,
    Document,
    Inline,
    ListItems,
    Paragraph,
    Quoted,
    Runs,
    Text,
)
from qualcode.terms import terms_for

if TYPE_CHECKING:
    from qualcode.report.profile import Profile

STOPS = (".", ",", ";", ":")


def cited_as(study: Study, profile: Profile) -> Study:
    """The study with the citation templates of the profile where it has none of its own."""
    if profile.interview_cite == "code":
        return study
    terms = terms_for(study.project.language)
    own = {given.technique: given for given in study.project.citations if given.template}
    templates = tuple(
        own.get(one) or CitationTemplate(technique=one, template=terms(f"citations.prose.{one.value}"))
        for one in Technique
    )
    study.all(Project)
    return study.grown([replace(study.project, citations=templates)], ())


def footnoted(document: Document) -> Document:
    """A document whose citations are notes: their marks stand after the stop of the sentence, without a space."""
    sections = (
        replace(section, blocks=tuple(_noted(block) for block in section.blocks)) for section in document.sections
    )
    return replace(document, sections=tuple(sections))


def _noted(block: Block) -> Block:
    if isinstance(block, Paragraph):
        return replace(block, runs=_after_stops(block.runs))
    if isinstance(block, ListItems):
        return replace(block, items=tuple(_after_stops(item) for item in block.items))
    return block


def _after_stops(runs: Runs) -> Runs:
    """Each citation moved behind the stop that follows it; the space before it falls away."""
    done: list[Inline] = []
    waiting: Citation | None = None
    for run in runs:
        inline = replace(run, runs=_after_stops(run.runs)) if isinstance(run, Claim) else run
        if waiting is not None and isinstance(inline, Text) and inline.text[:1] in STOPS:
            stop = "" if inline.text[0] == "." and _ends(done) else inline.text[0]
            done += [Text(stop), waiting, Text(inline.text[1:])]
            waiting = None
            continue
        if waiting is not None:
            done.append(waiting)
            waiting = None
        if isinstance(inline, Citation) and inline.segments:
            if done and isinstance(done[-1], Text):
                done[-1] = Text(done[-1].text.rstrip(" "))
            waiting = inline
            continue
        done.append(inline)
    return (*done, waiting) if waiting is not None else tuple(done)


def _ends(runs: list[Inline]) -> bool:
    """Whether a quotation closes the sentence by a stop of its own."""
    last = next((run for run in reversed(runs) if not (isinstance(run, Text) and not run.text.strip())), None)
    return isinstance(last, Quoted) and last.text.endswith((".", "!", "?", "…"))
