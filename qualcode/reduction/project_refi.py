"""A study as a project of the REFI standard (``.qdpx``), which NVivo, ATLAS.ti, MAXQDA, QualCoder and others read.

The format holds coders, codes, texts with coded passages, cases with variables, notes, links and sets. Positions are
Unicode code points, the end left out; ids and bytes are the same in every export of an unchanged study.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable
from pathlib import Path
from xml.etree import ElementTree as ET

from qualcode.collection.documents import Remark
from qualcode.collection.identities import scan_study
from qualcode.collection.positions import require_exact, speakers
from qualcode.collection.privacy import is_judged, is_withdrawn, withdrawn
from qualcode.collection.written_files import write_whole
from qualcode.errors import CheckFailed, Problem
from qualcode.model import Code, Coding, Link, Memo, Segment, Source, Study, ref_to
from qualcode.reduction.codebook_refi import described, guid_of, names_of, xml_text
from qualcode.reduction.codebooks import codebook_of, tree_order
from qualcode.reduction.coded import coded
from qualcode.reduction.coding_word_writing import shown
from qualcode.reduction.project_refi_cases import NAMESPACE, Cases, tag
from qualcode.reduction.project_refi_losses import losses_of
from qualcode.terms import Terms

ORIGIN = "qualcode"
_EPOCH = (1980, 1, 1, 0, 0, 0)
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)?")
_FULL_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_SHOWN = 100
"""Code points of a passage that stand as its name; other programs show them in lists."""


def export_project(study: Study, path: Path, terms: Terms) -> tuple[dict[str, int], tuple[Remark, ...]]:
    """Write the study to a ``.qdpx``; how many of each thing were written, and what the format cannot hold.

    The words of informants who withdrew their consent are replaced by a mark or left out with their source. Raises
    ``CheckFailed`` where identifiers may stand open that nobody signed or waived, ``DigestMismatch`` where a
    quotation no longer equals its text.
    """
    project = Project(study, terms)
    _refuse_open(study, project.sources, project.memos)
    content = project.packed()
    write_whole(path, content)
    return project.counts(), losses_of(study, project)


def _refuse_open(study: Study, sources: Iterable[Source], memos: Iterable[Memo]) -> None:
    """``CheckFailed`` if the scan proposes identifiers in what leaves, and nobody signed or waived them."""
    found: dict[str, int] = {}
    for proposal in scan_study(study):
        place = proposal.source.removeprefix("source:")
        if place == proposal.source or place.endswith(".title"):
            place = place.partition(".")[0]
            found[place] = found.get(place, 0) + 1
    problems = [
        Problem("identifiers_found", None, f"{source.id}: {found[source.id]}")
        for source in sources
        if source.id in found and not is_judged(study, source.id)
    ]
    if not is_judged(study, ""):
        problems += [
            Problem("identifiers_in_memo", None, f"{memo.id}: {found[ref_to(memo)]}")
            for memo in memos
            if ref_to(memo) in found
        ]
    if problems:
        raise CheckFailed("qdpx", tuple(problems))


class Project:
    """The project as it is built, element by element in the order that the schema wants."""

    def __init__(self, study: Study, terms: Terms) -> None:
        self.study = study
        self.terms = terms
        self.out = withdrawn(study)
        self.codebook = codebook_of(study)
        self.sources = [one for one in study.sources if not one.informants or set(one.informants) - self.out]
        self.memos = [memo for memo in study.memos if not any(self._gone(link) for link in memo.links)]
        self.codings: dict[str, dict[str, list[Coding]]] = {}
        self.noted: dict[str, list[str]] = {}
        self._collect()
        self.cases = Cases(study, terms, self.guid, self.sources, self.out)
        self.users = {name: self.guid(f"user:{name}") for name in self._people()}

    def guid(self, name: str) -> str:
        """The lasting id of anything of this study."""
        return guid_of(self.codebook, name)

    def _gone(self, record: str) -> bool:
        """Whether a record is somebody who withdrew, or holds their words alone."""
        kind, _colon, name = record.partition(":")
        if kind == "coding" and (coding := self.study.find(Coding, name)):
            kind, name = "segment", coding.segment
        if kind == "segment" and name in self.study.segments:
            return is_withdrawn(self.study, self.study.segments[name])
        if kind == "source":
            return name not in {source.id for source in self.sources}
        return kind == "informant" and name in self.out

    def _collect(self) -> None:
        """Codings by source and segment, and the memos that hang on codes, sources, segments and codings."""
        kept = {source.id for source in self.sources}
        chosen = [
            one for one in coded(self.study) if one.source.id in kept and not self.out.intersection(one.informants)
        ]
        require_exact(self.study, (one.segment for one in chosen))
        for one in chosen:
            self.codings.setdefault(one.source.id, {}).setdefault(one.segment.id, []).append(one.coding)
        for memo in self.memos:
            for link in memo.links:
                self.noted.setdefault(link, []).append(memo.id)

    def _people(self) -> list[str]:
        coders = (coding.coder for coding in self.all_codings())
        return list(dict.fromkeys((*coders, *(memo.author for memo in self.memos if memo.author))))

    def masked(self) -> list[str]:
        """Sources in which words of somebody who withdrew are replaced by a mark."""
        return [
            source.id
            for source in self.sources
            if any(self.out.intersection(speakers(source, (block,))) for block in self.study.blocks(source.id))
        ]

    def all_codings(self) -> list[Coding]:
        """Every coding that is written."""
        return [one for segments in self.codings.values() for codings in segments.values() for one in codings]

    def counts(self) -> dict[str, int]:
        """How many of each thing stand in the project."""
        return {
            "sources": len(self.sources),
            "codes": len(self.codebook.codes),
            "codings": len(self.all_codings()),
            "coders": len({coding.coder for coding in self.all_codings()}),
            "cases": len(self.cases.cases),
            "memos": len(self.memos),
            "links": len(self.links()),
        }

    def packed(self) -> bytes:
        """The archive: the project, and every text beside it."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            self._add(archive, "project.qde", self._xml())
            for source in self.sources:
                text, _starts = shown(self.study, source, self.out)
                self._add(archive, f"sources/{self.guid(f'text:{source.id}')}.txt", text.encode())
        return out.getvalue()

    @staticmethod
    def _add(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
        entry = zipfile.ZipInfo(name, _EPOCH)
        entry.compress_type = zipfile.ZIP_DEFLATED
        entry.external_attr = 0o644 << 16
        archive.writestr(entry, content)

    def _xml(self) -> bytes:
        ET.register_namespace("", NAMESPACE)
        root = ET.Element(tag("Project"), {"name": xml_text(self.study.project.title), "origin": ORIGIN})
        if self.users:
            users = ET.SubElement(root, tag("Users"))
            for name, guid in self.users.items():
                ET.SubElement(users, tag("User"), {"guid": guid, "name": xml_text(name)})
        self._write_codes(root)
        self.cases.write(root)
        if self.sources:
            sources = ET.SubElement(root, tag("Sources"))
            for source in self.sources:
                self._write_source(sources, source)
        self._write_notes(root)
        self._write_links(root)
        self._write_sets(root)
        ET.indent(root, " ")
        body: bytes = ET.tostring(root, encoding="utf-8")
        return b'<?xml version="1.0" encoding="utf-8"?>\n' + body + b"\n"

    def _write_codes(self, root: ET.Element) -> None:
        codes = tree_order(self.codebook.codes)
        if not codes:
            return
        top = ET.SubElement(ET.SubElement(root, tag("CodeBook")), tag("Codes"))
        names = names_of(codes)
        made: dict[str, ET.Element] = {}
        for code in codes:
            given = {"guid": self.guid(code.id), "name": names[code.id], "isCodable": "true"}
            made[code.id] = one = ET.SubElement(made.get(code.parent or "", top), tag("Code"), given)
            ET.SubElement(one, tag("Description")).text = xml_text(described(code, self.terms))
            self._refer(one, ref_to(code))

    def _refer(self, element: ET.Element, record: str) -> None:
        """Point to the memos that hang on a record."""
        for memo in self.noted.get(record, ()):
            ET.SubElement(element, tag("NoteRef"), {"targetGUID": self.guid(f"memo:{memo}")})

    def _write_source(self, sources: ET.Element, source: Source) -> None:
        name = f"{source.id} {source.title}".strip()
        path = f"internal://{self.guid(f'text:{source.id}')}.txt"
        given = {"guid": self.guid(f"source:{source.id}"), "name": xml_text(name), "plainTextPath": path}
        element = ET.SubElement(sources, tag("TextSource"), given)
        segments = self.study.segments
        chosen = self.codings.get(source.id, {})
        for segment in sorted((segments[name] for name in chosen), key=lambda one: (one.start, one.end, one.id)):
            self._write_selection(element, segment, chosen[segment.id])
        self._refer(element, ref_to(source))
        self.cases.write_values(element, source)

    def _write_selection(self, element: ET.Element, segment: Segment, codings: list[Coding]) -> None:
        given = {
            "guid": self.guid(f"segment:{segment.id}"),
            "name": xml_text(" ".join(segment.quote[:_SHOWN].split())),
            "startPosition": str(segment.start),
            "endPosition": str(segment.end),
        }
        selection = ET.SubElement(element, tag("PlainTextSelection"), given)
        for coding in codings:
            one = ET.SubElement(selection, tag("Coding"), self._made(f"coding:{coding.id}", coding.coder, coding.at))
            ET.SubElement(one, tag("CodeRef"), {"targetGUID": self.guid(coding.code)})
            if coding.note:
                ET.SubElement(one, tag("NoteRef"), {"targetGUID": self.guid(f"note:{coding.id}")})
            self._refer(one, ref_to(coding))
        self._refer(selection, ref_to(segment))

    def _made(self, name: str, who: str, at: str) -> dict[str, str]:
        """Id, maker and moment of something, as far as they are known in the form that the format wants."""
        given = {"guid": self.guid(name)}
        if who:
            given["creatingUser"] = self.users[who]
        if _FULL_DATE.fullmatch(at):
            at += "T00:00:00"
        return given | ({"creationDateTime": at} if _MOMENT.fullmatch(at) else {})

    def _write_notes(self, root: ET.Element) -> None:
        noted = [coding for coding in self.all_codings() if coding.note]
        if not self.memos and not noted:
            return
        notes = ET.SubElement(root, tag("Notes"))
        for memo in self.memos:
            given = self._made(f"memo:{memo.id}", memo.author, memo.date) | {"name": memo.id}
            self._write_note(notes, given, memo.text)
        for coding in noted:
            self._write_note(notes, self._made(f"note:{coding.id}", coding.coder, coding.at), coding.note)

    @staticmethod
    def _write_note(notes: ET.Element, given: dict[str, str], text: str) -> None:
        ET.SubElement(ET.SubElement(notes, tag("Note"), given), tag("PlainTextContent")).text = xml_text(text)

    def links(self) -> list[dict[str, str]]:
        """The links between things that the format knows, with their ends."""
        ends = {ref_to(code): self.guid(code.id) for code in self.codebook.codes} | self.cases.guids
        return [
            {
                "guid": self.guid(f"link:{link.id}"),
                "name": xml_text(link.label or link.kind.value),
                "direction": "OneWay",
                "originGUID": ends[link.from_],
                "targetGUID": ends[link.to],
            }
            for link in self.study.all(Link)
            if link.from_ in ends
            and link.to in ends
            and not (link.asserted_by and self.out.issuperset(link.asserted_by))
        ]

    def _write_links(self, root: ET.Element) -> None:
        if found := self.links():
            links = ET.SubElement(root, tag("Links"))
            for given in found:
                ET.SubElement(links, tag("Link"), given)

    def _write_sets(self, root: ET.Element) -> None:
        """Pattern codes as sets too: the codes that each gathers."""
        known = self.study.by_id(Code)
        patterns = [code for code in self.codebook.codes if any(name in known for name in code.condenses)]
        if not patterns:
            return
        sets = ET.SubElement(root, tag("Sets"))
        names = names_of(self.codebook.codes)
        for code in patterns:
            one = ET.SubElement(sets, tag("Set"), {"guid": self.guid(f"{code.id}#set"), "name": names[code.id]})
            for name in code.condenses:
                if name in known:
                    ET.SubElement(one, tag("MemberCode"), {"targetGUID": self.guid(name)})
