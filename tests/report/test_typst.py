"""PDF by typst: what is handed to it holds together, and where it is installed, its pages hold the chapter."""

from __future__ import annotations

import dataclasses
import io
import re
from pathlib import Path

import pytest
from pypdf import PdfReader

from qualcode import report
from qualcode.report.document import Document
from qualcode.report.parts import quotations
from qualcode.report.profile import load_profile
from qualcode.report.writers import _typst, pdf
from tests.report.office import LATE, study

typst = pytest.mark.skipif(not _typst.is_there(), reason="typst is not installed here")
PROFILES = ("umum", "unhas-2023", "ipb-2025", "ui-2017", "uin-catatan-kaki")

OF_TYPST = {"figure", "box", "block", "link", "emph", "strong", "footnote", "pagebreak"}
"""Functions of typst itself that begin a line."""


def source(document: Document, folder: Path) -> str:
    return _typst.as_typst(document, folder).decode()


@pytest.mark.parametrize("profile", PROFILES)
def test_every_mention_leads_to_a_place_and_no_mark_of_the_templates_is_left(profile: str, tmp_path: Path) -> None:
    text = source(report.build(study(), "bab-4", profile), tmp_path)
    mentioned = set(re.findall(r"#link\(<([^>]+)>\)", text)) | set(re.findall(r"#barisdaftar\(<([^>]+)>\)", text))
    assert mentioned
    assert mentioned <= set(re.findall(r"(?m)<([\w-]+)>$", text))
    body = text[text.index("<chapter>") :]
    assert not re.search(r":::|\{[.#=]|custom-style|\$\w+\$", body)
    called = set(re.findall(r"(?m)^#(\w+)[\[(]", body))
    assert called - OF_TYPST <= set(re.findall(r"#let (\w+)\(", text))


def test_page_type_and_wide_tables_are_those_of_the_profile(tmp_path: Path) -> None:
    text = source(report.build(study(), "bab-4", "unhas-2023"), tmp_path)
    assert "width: 17.6cm, height: 25cm" in text
    assert '"Arial", "Liberation Sans"' in text
    assert "#melintang[" in text
    assert "inside: 4cm" in source(report.build(study(), "bab-4", "ipb-2025"), tmp_path)


def test_words_that_typst_would_read_as_its_own_stay_words(tmp_path: Path) -> None:
    document = report.build(study(), "bab-4")
    odd = dataclasses.replace(document, author='Siti "#let" \\ Contoh', title="Hasil #strong[tebal] & $x$")
    text = source(odd, tmp_path)
    assert 'author: "Siti \\"#let\\" \\\\ Contoh"' in text
    assert "#strong[tebal]" not in text[text.index("<chapter>") - 200 : text.index("<chapter>")]


@typst
@pytest.mark.parametrize("profile", PROFILES)
def test_without_libreoffice_typst_makes_the_pdf(profile: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "office_path", lambda: None)
    document = report.build(study(), "bab-4", profile)
    made = report.to_bytes(document, "pdf")
    assert made == report.to_bytes(document, "pdf")
    pages = list(PdfReader(io.BytesIO(made)).pages)
    words = "".join("".join(page.extract_text() for page in pages).split())
    assert "".join(LATE.split()) in words
    assert all("".join(one.text.split()) in words for one in quotations(document))
    assert {page.mediabox.width > page.mediabox.height for page in pages} == {True, False}
    width, height = load_profile(profile).page_cm
    upright = next(page.mediabox for page in pages if page.mediabox.width < page.mediabox.height)
    assert abs(float(upright.width) - width * 28.35) < 1
    assert abs(float(upright.height) - height * 28.35) < 1
