"""The exchange format: what we write is sound and comes back whole; what others write comes in, losses told."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualcode.cli import _project_import
from qualcode.cli._remarks import LOSSES
from qualcode.errors import BadFile, UnreadableSource
from qualcode.model import Code, CodeLevel, CodeOrigin, CodeStatus, Cycle
from qualcode.reduction import (
    codebook_refi,
    codebook_refi_reading,
    project_qualcoder,
    project_refi_losses,
    project_refi_reading,
    project_refi_taking,
    project_rqda,
    project_taguette,
)
from qualcode.reduction.codebook_refi import NAMESPACE, as_refi
from qualcode.reduction.codebook_refi_reading import onto, read_refi
from qualcode.reduction.codebook_writing import write_codebook
from qualcode.reduction.codebooks import Codebook, loading, tree_order
from qualcode.terms import terms_for
from tests.builders import StudyBuilder

_TELL_LOSSES = (
    codebook_refi,
    codebook_refi_reading,
    project_refi_losses,
    project_refi_reading,
    project_refi_taking,
    project_qualcoder,
    project_rqda,
    project_taguette,
    _project_import,
)
GUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
words = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"], exclude_characters=";[]"), min_size=1).map(
    lambda text: unicodedata.normalize("NFC", text)
)
texts = st.lists(words, max_size=4).map(" ".join)
lines = st.lists(texts.filter(bool), max_size=3).map("\n".join)
codes = st.lists(
    st.builds(
        Code,
        id=st.from_regex(r"[A-Z][A-Z0-9\-]{0,6}", fullmatch=True),
        name=texts.filter(bool),
        definition=lines,
        include=lines,
        exclude=lines,
        borderline=lines,
        keywords=st.lists(words, max_size=3, unique=True).map(tuple),
        examples=st.lists(lines.filter(bool), max_size=2).map(tuple),
        level=st.sampled_from(CodeLevel),
        cycle=st.sampled_from(Cycle),
        origin=st.sampled_from(CodeOrigin),
        status=st.sampled_from(CodeStatus),
        focus=st.sampled_from((None, "DISIPLIN")),
    ),
    min_size=1,
    max_size=5,
    unique_by=lambda code: code.id,
)


@given(some=codes, language=st.sampled_from(("id", "en")))
@settings(max_examples=60, deadline=None)
def test_a_codebook_of_ours_comes_back_whole(
    some: list[Code], language: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    nested = [replace(code, parent=some[at // 2].id if at > 1 else None) for at, code in enumerate(some)]
    nested[0] = replace(nested[0], condenses=tuple(code.id for code in nested[1:]))
    book = Codebook(name="Uji", codes=tuple(replace(c, order=at) for at, c in enumerate(tree_order(nested))))
    file = tmp_path_factory.mktemp("refi") / "buku kode.qdc"
    write_codebook(book, file, terms_for(language))
    found = read_refi(file)
    assert found.own
    assert found.codebook.codes == book.codes


def book() -> Codebook:
    return Codebook(
        name="Uji",
        codes=(
            Code(id="JAM", name="Jam", definition="Jam.", history=(), keywords=("pagi", "telat"), order=0),
            Code(id="SIANG", name="Siang", parent="JAM", order=1),
            Code(id="MALAM", name="siang", parent="JAM", status=CodeStatus.RETIRED, order=2),
            Code(id="POLA", name="Pola & <pola>", cycle=Cycle.SECOND, condenses=("JAM", "LUAR"), order=3),
        ),
    )


def test_what_is_written_is_as_the_schema_wants_it() -> None:
    body, losses = as_refi(book(), terms_for("id"))
    root = ET.fromstring(body)
    assert root.tag == f"{{{NAMESPACE}}}CodeBook"
    assert [child.tag.rpartition("}")[2] for child in root] == ["Codes", "Sets"]
    guids = []
    for element in root.iter(f"{{{NAMESPACE}}}Code"):
        assert set(element.attrib) == {"guid", "name", "isCodable"}
        assert element[0].tag == f"{{{NAMESPACE}}}Description"
        guids.append(element.attrib["guid"])
    assert all(GUID.fullmatch(guid) for guid in guids)
    assert len(set(guids)) == len(guids)
    members = [member.attrib["guid"] for member in root.iter(f"{{{NAMESPACE}}}MemberCode")]
    assert members == [guids[0]]
    names = [element.attrib["name"] for element in root.iter(f"{{{NAMESPACE}}}Code")]
    assert names == ["Jam", "Siang (SIANG)", "siang (MALAM)", "Pola & <pola>"]
    assert {loss.key for loss in losses} == {"refi_description", "refi_levels", "refi_sets_written", "refi_retired"}


def test_the_ids_in_exchange_files_last() -> None:
    assert as_refi(book(), terms_for("id")) == as_refi(book(), terms_for("id"))


FOREIGN = """<?xml version="1.0"?>
<CodeBook xmlns="{space}" origin="{origin}"><Codes>
<Code guid="c001" name="Rasa  takut" isCodable="true" color="#ff0000"><Description>Takut &amp; cemas.</Description>
  <Code guid="c002" name="rasa takut!" isCodable="false"/></Code>
<Code guid="c003" name="dampak" isCodable="true"/><Code guid="c004" name="dampak{sign}ekonomi" isCodable="true"/>
<Code guid="c005" name="" isCodable="true"/>
</Codes><Sets><Set guid="s1" name="kelompok"><MemberCode guid="c001"/></Set></Sets></CodeBook>"""


def foreign(folder: Path, space: str = NAMESPACE, origin: str = "ATLAS.ti", sign: str = "::") -> Path:
    file = folder / "lain.qdc"
    file.write_text(FOREIGN.format(space=space, origin=origin, sign=sign), encoding="utf-8-sig")
    return file


@pytest.mark.parametrize(("origin", "sign"), [("ATLAS.ti Win", "::"), ("Taguette 1.5", ".")])
def test_codebooks_of_others_come_in_with_their_losses(tmp_path: Path, origin: str, sign: str) -> None:
    found = read_refi(foreign(tmp_path, "urn:QDA-XML:codebook:0:4", origin, sign))
    assert [(code.id, code.name, code.parent, code.definition) for code in found.codebook.codes][:2] == [
        ("Rasa-takut", "Rasa  takut", None, "Takut & cemas."),
        ("rasa-takut-2", "rasa takut!", "Rasa-takut", ""),
    ]
    last = {code.name: code.parent for code in found.codebook.codes}
    assert last["ekonomi"] == "dampak"
    losses = {loss.key: dict(loss.facts) for loss in found.losses}
    assert set(losses) == {"refi_namespace", "refi_sets_left", "refi_nameless", "refi_colours", "refi_headings"}
    assert losses["refi_sets_left"]["names"] == "kelompok"


def test_a_dot_is_a_path_for_taguette_alone(tmp_path: Path) -> None:
    found = read_refi(foreign(tmp_path, origin="NVivo", sign="."))
    assert "dampak.ekonomi" in {code.id for code in found.codebook.codes}


def test_what_another_program_does_not_say_stays_in_the_study(tmp_path: Path) -> None:
    made = StudyBuilder().focus("DISIPLIN")
    made.add(
        Code(
            id="dampak",
            name="Dampak",
            definition="Akibat.",
            include="Semua.",
            keywords=("akibat",),
            order=4,
            parent="DISIPLIN",
        )
    )
    study = made.study()
    plan = loading(study, onto(study, read_refi(foreign(tmp_path))), date="2018-04-01")
    new = next(code for code in plan.put if isinstance(code, Code) and code.id == "dampak")
    assert (new.name, new.definition, new.include, new.keywords, new.parent) == (
        "dampak", "Akibat.", "Semua.", ("akibat",), "DISIPLIN",
    )  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "bukan xml",
        "<Project/>",
        "<CodeBook><Codes/></CodeBook>",
        '<!DOCTYPE a [<!ENTITY b "c">]><CodeBook><Codes><Code name="&b;"/></Codes></CodeBook>',
    ],
)
def test_a_file_that_is_no_codebook_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "x.qdc"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(BadFile):
        read_refi(file)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSource):
        read_refi(tmp_path / "tiada.qdc")


def test_every_loss_has_words() -> None:
    made: set[str] = set()
    for module in _TELL_LOSSES:
        source = Path(str(module.__file__)).read_text(encoding="utf-8")
        made |= set(re.findall(r"(?:(?:remark|lost\.add)\(|, )\"((?:refi|qdpx|foreign)_\w+)\"", source))
    assert made == set(LOSSES)
