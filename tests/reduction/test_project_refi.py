"""A study as a REFI project: sound in structure, exact in its places, silent on who withdrew, plain on losses."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualcode.cli._remarks import LOSSES
from qualcode.errors import CheckFailed, DigestMismatch
from qualcode.model import (
    Attribute,
    Case,
    Coding,
    Consent,
    Event,
    EventKind,
    Link,
    LinkKind,
    Memo,
    Rating,
    Segment,
    Source,
    Stage,
    Statement,
    Variable,
)
from qualcode.reduction.project_refi import Project, export_project
from qualcode.reduction.project_refi_cases import NAMESPACE
from qualcode.terms import terms_for
from tests.builders import StudyBuilder, digest

TERMS = terms_for("en")
GUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
ORDER = ("Users", "CodeBook", "Variables", "Cases", "Sources", "Notes", "Links", "Sets")
TURNS = "P: Jam berapa buka?\nI: Jam delapan 🙏, kadang lewat sedikit.\nP: Jujur?\nI: Jujur, élok. Ya jujur."


def builder() -> StudyBuilder:
    return (
        StudyBuilder()
        .focus("DISIPLIN", "Kedisiplinan")
        .focus("JUJUR", "Kejujuran")
        .informant("I-01", "Lurah", attributes=(Attribute(name="Lama kerja", value="7 tahun"),))
        .interview("W-01", "I-01", TURNS, title="Wawancara lurah")
        .code("W-01", "delapan 🙏, kadang", "DISIPLIN", "-", at="2018-03-12T08:00:00Z", note="sering?")
        .code("W-01", "delapan 🙏, kadang", "JUJUR", coder="bayu")
        .code("W-01", "Ya jujur", "JUJUR")
    )


def exported(study: StudyBuilder, path: Path) -> tuple[ET.Element, dict[str, str], set[str], dict[str, int]]:
    """The project's XML, its texts by name, the keys of the losses and the counts."""
    counts, losses = export_project(study.study(), path, TERMS)
    with zipfile.ZipFile(path) as archive:
        root = ET.fromstring(archive.read("project.qde"))
        names = [name for name in archive.namelist() if name != "project.qde"]
        texts = {name.removeprefix("sources/"): archive.read(name).decode() for name in names}
    assert {one.key for one in losses} <= set(LOSSES)
    return root, texts, {one.key for one in losses}, counts


def all_of(root: ET.Element, name: str) -> list[ET.Element]:
    return list(root.iter(f"{{{NAMESPACE}}}{name}"))


def quotes(root: ET.Element, texts: dict[str, str]) -> list[tuple[str, str, str]]:
    """(passage, name of its code, name of its coder) of every coding, by the places in the file."""
    codes = {code.get("guid"): code.get("name") for code in all_of(root, "Code")}
    users = {user.get("guid"): user.get("name") for user in all_of(root, "User")}
    found = []
    for source in all_of(root, "TextSource"):
        text = texts[source.get("plainTextPath", "").removeprefix("internal://")]
        for selection in all_of(source, "PlainTextSelection"):
            passage = text[int(selection.get("startPosition", "")) : int(selection.get("endPosition", ""))]
            for coding in all_of(selection, "Coding"):
                (reference,) = all_of(coding, "CodeRef")
                code, coder = codes[reference.get("targetGUID")], users[coding.get("creatingUser")]
                found.append((passage, str(code), str(coder)))
    return found


def test_texts_codes_coders_and_passages_stand_where_they_stood(tmp_path: Path) -> None:
    root, texts, lost, counts = exported(builder(), tmp_path / "studi lengkap.qdpx")
    assert quotes(root, texts) == [
        ("delapan 🙏, kadang", "Kedisiplinan", "rani"),
        ("delapan 🙏, kadang", "Kejujuran", "bayu"),
        ("Ya jujur", "Kejujuran", "rani"),
    ]
    assert list(texts.values()) == [TURNS]
    assert counts == {"sources": 1, "codes": 2, "codings": 3, "coders": 2, "cases": 1, "memos": 0, "links": 0}
    assert {"qdpx_said", "qdpx_blocks", "qdpx_fields"} <= lost
    (note,) = all_of(root, "Note")
    (reference,) = all_of(all_of(root, "Coding")[0], "NoteRef")
    assert reference.get("targetGUID") == note.get("guid")
    assert "".join(note.itertext()).strip() == "sering?"


def test_the_structure_is_that_of_the_schema(tmp_path: Path) -> None:
    study = (
        builder()
        .add(Case(id="KS-01", label="Kelurahan", informants=("I-01",), sources=("W-01",)))
        .add(Variable(id="LAYANAN", name="Mutu layanan"))
        .add(Rating(id="N-01", subject="case:KS-01", variable="LAYANAN", values=(3,)))
        .add(Rating(id="N-02", subject="role:Lurah", variable="LAYANAN", values=(1,)))
        .add(Memo(id="M-01", text="Jam & janji <lama>\x07", author="rani", date="2018-03", links=("code:JUJUR",)))
        .add(Link(id="L-01", from_="code:DISIPLIN", to="code:JUJUR", kind=LinkKind.INFLUENCES))
        .add(Link(id="L-02", from_="code:DISIPLIN", to="role:Lurah", kind=LinkKind.INFLUENCES))
        .add(Event(id="E-01", label="Antre", kind=EventKind.EVENT))
    )
    root, _texts, lost, counts = exported(study, tmp_path / "a.qdpx")
    names = [child.tag.rpartition("}")[2] for child in root]
    assert names == [name for name in ORDER if name in names]
    assert all(len(child) for child in root), "the schema forbids empty lists"
    guids = [guid for element in root.iter() if (guid := element.get("guid"))]
    assert len(guids) == len(set(guids))
    assert all(GUID.fullmatch(guid) for guid in guids)
    pointed = {guid for element in root.iter() if (guid := element.get("targetGUID") or element.get("creatingUser"))}
    assert pointed <= set(guids)
    assert counts["cases"] == counts["links"] == counts["memos"] == 1
    (case,) = all_of(root, "Case")
    values = ["".join(value.itertext()).strip() for value in all_of(case, "VariableValue")]
    assert values == ["Lurah", "7 tahun", "3"]
    assert {"qdpx_ratings", "qdpx_rated", "qdpx_links", "qdpx_link_words", "qdpx_no_place"} <= lost
    (note,) = [one for one in all_of(root, "Note") if one.get("name") == "M-01"]
    assert note.get("creationDateTime") is None
    assert "".join(note.itertext()).strip() == "Jam & janji <lama>"


def test_an_unchanged_study_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a.qdpx", "b.qdpx"):
        export_project(builder().study(), tmp_path / name, TERMS)
    assert (tmp_path / "a.qdpx").read_bytes() == (tmp_path / "b.qdpx").read_bytes()


def test_who_withdrew_does_not_leave(tmp_path: Path) -> None:
    study = (
        builder()
        .informant("I-02", "Warga")
        .interview("W-02", "I-02", "P: Lama?\nI: Lama sekali antrenya.")
        .code("W-02", "Lama sekali", "DISIPLIN")
        .add(Memo(id="M-01", text="Kata warga itu: lama sekali", links=("source:W-02",)))
        .add(Consent(id="PS-01", informant="I-02", withdrawn_on="2018-04-01"))
    )
    root, texts, lost, counts = exported(study, tmp_path / "a.qdpx")
    held = ET.tostring(root, encoding="unicode") + "".join(texts.values())
    assert "ama sekali" not in held
    assert "I-02" not in held
    assert counts["sources"] == counts["cases"] == 1
    assert {"qdpx_withdrawn_sources", "qdpx_withdrawn_codings", "qdpx_withdrawn_memos"} <= lost


def test_in_a_talk_of_several_the_words_of_who_withdrew_are_hidden_in_place(tmp_path: Path) -> None:
    study = (
        builder()
        .informant("I-02", "Warga")
        .interview("W-02", "I-02", "P: Lama?\nI: Lama sekali antrenya.")
        .code("W-02", "Lama sekali", "DISIPLIN")
        .add(Consent(id="PS-01", informant="I-02", withdrawn_on="2018-04-01"))
    )
    at = next(n for n, one in enumerate(study.records) if isinstance(one, Source) and one.id == "W-02")
    source = study.records[at]
    assert isinstance(source, Source)
    study.records[at] = replace(source, informants=("I-01", "I-02"))
    root, texts, lost, _counts = exported(study, tmp_path / "a.qdpx")
    assert sorted(texts.values()) == sorted((TURNS, "P: Lama?\nI: ████ ██████ █████████"))
    assert "ama sekali" not in ET.tostring(root, encoding="unicode")
    assert {"qdpx_masked", "qdpx_withdrawn_codings"} <= lost


@pytest.mark.parametrize("waiver", ["", "Nomor itu sudah diganti nomor palsu."])
def test_open_identifiers_refuse_the_export_until_someone_answers_for_them(tmp_path: Path, waiver: str) -> None:
    study = builder().interview("W-02", "I-01", "P: Nomor?\nI: Nomor saya 0000-0000-0000, telepon saja 080000000000.")
    if waiver:
        study.add(Statement(id="PN-01", record="source:W-02", state=Stage.PSEUDONYMISED, waiver=waiver))
        assert exported(study, tmp_path / "a.qdpx")[3]["sources"] == 2
        return
    with pytest.raises(CheckFailed) as refused:
        export_project(study.study(), tmp_path / "a.qdpx", TERMS)
    assert [problem.why for problem in refused.value.problems] == ["identifiers_found"]
    assert not list(tmp_path.iterdir())


def test_a_quotation_that_differs_from_its_text_stops_the_export(tmp_path: Path) -> None:
    study = builder()
    at = next(n for n, one in enumerate(study.records) if isinstance(one, Segment))
    study.records[at] = Segment(id="S-01", source="W-01", start=0, end=3, quote="lain", digest=digest("lain"))
    with pytest.raises(DigestMismatch):
        export_project(study.study(), tmp_path / "a.qdpx", TERMS)


def test_an_empty_study_gives_a_project_without_empty_lists(tmp_path: Path) -> None:
    root, texts, _lost, counts = exported(StudyBuilder(), tmp_path / "a.qdpx")
    assert not list(root)
    assert not texts
    assert not any(counts.values())


@given(
    words=st.lists(st.sampled_from(["lama", "😢", "e\u0301", "“ya”", "&<", "𝔄", "antre"]), min_size=2, max_size=12),
    data=st.data(),
)
@settings(max_examples=30, deadline=None)
def test_places_count_code_points_whatever_the_text(words: list[str], data: st.DataObject) -> None:
    text = "P: ?\nI: x" + unicodedata.normalize("NFC", " ".join(words))
    start = data.draw(st.integers(8, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    study = StudyBuilder().focus("A").informant("I-01", "Lurah").interview("W-01", "I-01", text)
    segment = Segment(
        id="S-01", source="W-01", start=start, end=end, quote=text[start:end], digest=digest(text[start:end])
    )
    study.add(segment)
    study.add(Coding(id="K-01", segment="S-01", code="A", coder="rani"))
    study.pseudonymised()
    with zipfile.ZipFile(io.BytesIO(Project(study.study(), TERMS).packed())) as archive:
        root = ET.fromstring(archive.read("project.qde"))
        texts = {n.removeprefix("sources/"): archive.read(n).decode() for n in archive.namelist() if n != "project.qde"}
    assert quotes(root, texts) == [(text[start:end], "A", "rani")]
