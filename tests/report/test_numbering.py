"""Numbers of headings, tables and mentions."""

from __future__ import annotations

import dataclasses

import pytest

from qualcode.errors import UnknownName
from qualcode.report.document import Block, Column, Document, Heading, Paragraph, Reference, Section, Table, Text
from qualcode.report.numbering import numbered, roman, uncited
from qualcode.report.parts import plain
from qualcode.report.profile import Profile, load_profile
from qualcode.terms import terms_for


def table(key: str) -> Table:
    return Table(key=key, caption=f"Isi {key}", columns=(Column(share=1.0),), header=(), rows=())


def mention(key: str) -> Paragraph:
    return Paragraph(runs=(Text("Lihat "), Reference(target=key), Text(".")))


def document(*blocks: Block, profile: Profile | None = None) -> Document:
    chosen = profile or load_profile()
    made = Document(
        chapter="bab-4",
        title="HASIL",
        label="BAB IV",
        language="id",
        profile=chosen,
        sections=(Section(key="data", blocks=blocks),),
    )
    return numbered(made, terms_for("id"))


HEADINGS = (
    Heading(level=2, text="Satu"),
    Heading(level=3, text="Satu satu"),
    Heading(level=3, text="Satu dua"),
    Heading(level=2, text="Dua"),
    Heading(level=3, text="Dua satu"),
)


def numbers(made: Document) -> list[str]:
    return [block.number for block in made.blocks() if isinstance(block, Heading)]


def test_headings_are_numbered_within_the_chapter() -> None:
    assert numbers(document(*HEADINGS)) == ["4.1", "4.1.1", "4.1.2", "4.2", "4.2.1"]


def test_a_profile_may_letter_them() -> None:
    lettered = dataclasses.replace(load_profile(), heading_scheme="letters", heading_final_stop=True)
    assert numbers(document(*HEADINGS, profile=lettered)) == ["A.", "1.", "2.", "B.", "1."]


def test_tables_are_numbered_in_order_and_mentions_resolved() -> None:
    made = document(mention("b"), mention("a"), table("a"), table("b"))
    texts = [plain(block.runs) for block in made.blocks() if isinstance(block, Paragraph)]
    assert texts == ["Lihat Tabel 4.2.", "Lihat Tabel 4.1."]
    assert [(entry.label, entry.caption) for entry in made.tables] == [("Tabel 4.1", "Isi a"), ("Tabel 4.2", "Isi b")]


def test_a_profile_may_number_tables_through_or_in_roman() -> None:
    through = dataclasses.replace(load_profile(), caption_number="{n}")
    romans = dataclasses.replace(load_profile(), caption_number="{ROMAN}.{n}")
    assert document(mention("a"), table("a"), profile=through).tables[0].label == "Tabel 1"
    assert document(mention("a"), table("a"), profile=romans).tables[0].label == "Tabel IV.1"


def test_a_mention_of_nothing_is_an_error() -> None:
    with pytest.raises(UnknownName) as caught:
        document(mention("hilang"))
    assert caught.value.name == "hilang"


def test_a_table_that_no_text_mentions_before_it_is_found() -> None:
    assert uncited(document(table("a"), mention("a"), table("b"))) == ("a", "b")
    assert uncited(document(mention("a"), table("a"))) == ()


def test_headings_can_be_mentioned() -> None:
    made = document(Heading(level=2, text="Satu", key="satu"), mention("satu"))
    assert [run.text for block in made.blocks() if isinstance(block, Paragraph) for run in block.runs][
        1
    ] == "Subbab 4.1"


@pytest.mark.parametrize(("number", "letters"), [(1, "I"), (3, "III"), (4, "IV"), (5, "V"), (9, "IX"), (14, "XIV")])
def test_roman_numbers(number: int, letters: str) -> None:
    assert roman(number) == letters
