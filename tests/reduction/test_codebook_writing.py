"""What is written can be read again; what people read holds every code."""

from __future__ import annotations

import tempfile
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualcode.errors import BadValue
from qualcode.model import Code, CodeLevel, CodeOrigin, CodeStatus, Cycle, Focus, FocusKind, ScaleValue
from qualcode.reduction.codebook_documents import as_markdown
from qualcode.reduction.codebook_reading import read_codebook
from qualcode.reduction.codebook_writing import write_codebook
from qualcode.reduction.codebooks import Codebook, tree_order
from qualcode.terms import terms_for

ID = terms_for("id")
NAMES = st.text("ABCDEFGHJKLMNOP0123456789-_.Éñ", min_size=1, max_size=8).filter(lambda name: name[0].isalnum())
TEXTS = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), max_size=30).map(
    lambda text: " ".join(unicodedata.normalize("NFC", text).split())
)
WORDS = st.lists(TEXTS.filter(lambda t: t and "|" not in t), max_size=3).map(tuple)


@st.composite
def codebooks(draw: st.DrawFn) -> Codebook:
    ids = draw(st.lists(NAMES, min_size=1, max_size=8, unique=True))
    codes: list[Code] = []
    for at, code_id in enumerate(ids):
        parent = draw(st.sampled_from([None, *ids[:at]]))
        condenses = tuple(
            draw(st.lists(st.sampled_from([i for i in ids if i != code_id] or [""]), max_size=2, unique=True))
        )
        codes.append(
            Code(
                id=code_id,
                name=draw(TEXTS) or code_id,
                definition=draw(TEXTS.filter(bool)),
                include=draw(TEXTS),
                exclude=draw(TEXTS),
                keywords=draw(WORDS),
                examples=draw(WORDS),
                borderline=draw(TEXTS),
                level=draw(st.sampled_from(CodeLevel)),
                cycle=draw(st.sampled_from(Cycle)),
                parent=parent,
                condenses=tuple(filter(None, condenses)),
                focus=draw(st.sampled_from([None, code_id])) if parent is None else None,
                origin=draw(st.sampled_from(CodeOrigin)),
                status=draw(st.sampled_from(CodeStatus)),
            )
        )
    ordered = tuple(replace(code, order=at) for at, code in enumerate(tree_order(codes)))
    focuses = tuple(
        Focus(id=code.id, label=code.name, order=at, kind=draw(st.sampled_from(FocusKind)))
        for at, code in enumerate(code for code in ordered if code.focus)
    )
    return Codebook(codes=ordered, focuses=focuses)


@settings(max_examples=60, deadline=None)
@given(codebooks(), st.sampled_from([".yaml", ".csv"]))
def test_a_codebook_survives_writing_and_reading(book: Codebook, suffix: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"buku{suffix}"
        write_codebook(book, file, ID)
        assert read_codebook(file) == book


def test_focuses_keep_question_and_scale_in_yaml(tmp_path: Path) -> None:
    focus = Focus(
        id="F",
        label="Fokus",
        question="Bagaimana?",
        kind=FocusKind.OBSTACLE,
        scale=(ScaleValue(value=1, label="rendah"), ScaleValue(value=2, label="baik")),
        weak_at=1,
    )
    book = Codebook(
        name="B", language="id", codes=(Code(id="F", name="Lain", definition="x", focus="F"),), focuses=(focus,)
    )
    write_codebook(book, tmp_path / "b.yaml", ID)
    assert read_codebook(tmp_path / "b.yaml") == book


def book() -> Codebook:
    return Codebook(
        name="Contoh",
        codes=(
            Code(
                id="DISIPLIN",
                name="Kedisiplinan",
                definition="Menepati aturan.",
                include="Jam kerja.",
                keywords=("telat",),
            ),
            Code(
                id="DISIPLIN-JAM",
                name="Jam kerja",
                definition="Datang menurut jam.",
                exclude="Tidak di tempat.",
                examples=("Datang jam 9.",),
                parent="DISIPLIN",
                status=CodeStatus.RETIRED,
            ),
        ),
    )


def test_markdown_for_people() -> None:
    assert (
        as_markdown(book(), ID)
        == """\
# Buku kode: Contoh

## DISIPLIN: Kedisiplinan

*deskriptif*

Menepati aturan.

- **Dipakai bila**: Jam kerja.
- **Kata kunci**: telat

### DISIPLIN-JAM: Jam kerja

*deskriptif; tidak dipakai lagi*

Datang menurut jam.

- **Tidak dipakai bila**: Tidak di tempat.
- **Contoh**: Datang jam 9.
"""
    )


def test_word_appendix_has_a_row_a_code_and_a_repeated_head(tmp_path: Path) -> None:
    from docx import Document

    write_codebook(book(), tmp_path / "b.docx", ID)
    document = Document(str(tmp_path / "b.docx"))
    (table,) = document.tables
    assert [row.cells[0].text.split("\n")[0] for row in table.rows] == ["Kode", "DISIPLIN", "DISIPLIN-JAM"]
    assert table.rows[0]._tr.xpath("./w:trPr/w:tblHeader")
    assert document.sections[0].page_width > document.sections[0].page_height
    assert document.core_properties.author == ""


def test_an_unknown_ending_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadValue) as caught:
        write_codebook(book(), tmp_path / "b.pdf", ID)
    assert ".docx" in caught.value.known
