"""Every format: the same words, places that can be pointed to, the same bytes; and files that other programs open."""

from __future__ import annotations

import dataclasses
import io
import re
import shutil
import subprocess
import zipfile
from functools import cache
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from qualcode import report
from qualcode.errors import NoPdf
from qualcode.report.document import Document
from qualcode.report.parts import claims, quotations
from qualcode.report.writers import WRITERS, _typst, pdf
from qualcode.report.writers.tex import escaped
from tests.report.office import study

OPEN = ("docx", "odt", "tex", "html", "md", "json")
"""Formats that need no other program."""

TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
XLINK = "{http://www.w3.org/1999/xlink}"
office = pytest.mark.skipif(pdf.office_path() is None, reason="LibreOffice is not installed here")


@cache
def chapter(name: str = "bab-4", profile: str = "umum") -> Document:
    return report.build(study(), name, profile)


def words_of(form: str, content: bytes) -> str:
    """What a reader finds in a file of a format, as one line."""
    if form in ("docx", "odt"):
        part = {"docx": "word/document.xml", "odt": "content.xml"}[form]
        text = re.sub(r"<[^>]+>", "", zipfile.ZipFile(io.BytesIO(content)).read(part).decode())
    elif form == "tex":
        text = content.decode().replace("``", "“").replace("''", "”").replace("\\%", "%")
    else:
        text = content.decode()
    text = text.replace("&quot;", '"').replace("&amp;", "&")
    return re.sub(r"\s+", " ", text)


@pytest.mark.parametrize("form", OPEN)
def test_every_quotation_stands_in_every_format_letter_for_letter(form: str) -> None:
    document = chapter()
    text = words_of(form, report.to_bytes(document, form))
    for quotation in quotations(document):
        assert quotation.text in text, form


@pytest.mark.parametrize("form", OPEN)
def test_the_same_document_gives_the_same_bytes(form: str) -> None:
    document = chapter("lampiran")
    assert report.to_bytes(document, form) == report.to_bytes(document, form)


def test_all_formats_are_known_to_be_tested() -> None:
    assert set(WRITERS.names()) == {*OPEN, "pdf"}


@cache
def content(document: Document) -> ET.Element:
    packed = zipfile.ZipFile(io.BytesIO(report.to_bytes(document, "odt")))
    assert packed.infolist()[0].filename == "mimetype"
    assert packed.infolist()[0].compress_type == zipfile.ZIP_STORED
    ET.fromstring(packed.read("styles.xml"))
    return ET.fromstring(packed.read("content.xml"))


@pytest.mark.parametrize("name", ["bab-4", "lampiran"])
def test_every_mention_in_odt_leads_to_a_bookmark(name: str) -> None:
    tree = content(chapter(name))
    marks = {one.get(f"{TEXT}name") for one in tree.iter(f"{TEXT}bookmark-start")}
    marks |= {one.get(f"{TEXT}name") for one in tree.iter(f"{TEXT}bookmark")}
    links = {str(one.get(f"{XLINK}href")).removeprefix("#") for one in tree.iter(f"{TEXT}a")}
    pages = {one.get(f"{TEXT}ref-name") for one in tree.iter(f"{TEXT}bookmark-ref")}
    assert links
    assert pages
    assert links | pages <= marks


def test_places_of_quotations_and_claims_are_bookmarks_in_odt() -> None:
    document = chapter()
    marks = {one.get(f"{TEXT}name") for one in content(document).iter(f"{TEXT}bookmark-start")}
    assert {quotation.place.bookmark for quotation in quotations(document)} <= marks
    assert {claim.key for claim in claims(document)} <= marks


def test_styles_that_the_text_of_an_odt_names_are_there() -> None:
    for profile in ("umum", "ipb-2025"):
        packed = zipfile.ZipFile(io.BytesIO(report.to_bytes(chapter(profile=profile), "odt")))
        used = set(re.findall(rb'text:style-name="([^"]+)"', packed.read("content.xml")))
        both = packed.read("styles.xml") + packed.read("content.xml")
        known = set(re.findall(rb'<(?:style:style|text:list-style)[^>]* style:name="([^"]+)"', both))
        assert used <= known


def test_wide_tables_of_an_odt_lie_on_their_side_and_the_text_after_them_is_upright() -> None:
    names = [str(one.get(f"{TEXT}style-name")) for one in content(chapter()).iter() if one.get(f"{TEXT}style-name")]
    turned = [name.rpartition("_20_")[2] for name in names if name.endswith(("Sideways", "Upright"))]
    assert turned
    assert all(one != two for one, two in pairwise(turned))


def test_a_draft_says_so_on_every_page_of_odt_and_tex() -> None:
    document = dataclasses.replace(chapter(), draft=True)
    styles = zipfile.ZipFile(io.BytesIO(report.to_bytes(document, "odt"))).read("styles.xml").decode()
    assert styles.count("Page_20_Draft") >= 4
    assert "\\fancyhead[C]{\\bfseries DRAF" in report.to_bytes(document, "tex").decode()


@pytest.mark.parametrize("name", ["bab-4", "lampiran", "artikel"])
def test_latex_opens_and_closes_what_it_uses_and_points_nowhere(name: str) -> None:
    text = report.to_bytes(chapter(name), "tex").decode()
    body = text[text.index("\\begin{document}") :]
    opened: list[str] = []
    for kind, environment in re.findall(r"\\(begin|end)\{(\w+)\}", body):
        if kind == "begin":
            opened.append(environment)
        else:
            assert opened.pop() == environment
    assert opened == []
    labels = set(re.findall(r"\\label\{([^}]+)\}", body))
    assert set(re.findall(r"\\(?:hyperref\[|barisdaftar\{|pageref\{)([^]}]+)[]}]", body)) <= labels
    assert "multirow" not in body


def test_what_was_said_is_no_command_of_latex() -> None:
    assert escaped("50% & \\rm {x} #1 a_b $ ^ ~") == (r"50\% \& \textbackslash{}rm \{x\} \#1 a\_b \$ \^{} \~{}")


@pytest.mark.skipif(shutil.which("pdflatex") is None, reason="LaTeX is not installed here")
@pytest.mark.parametrize("profile", ["unhas-2023", "uin-catatan-kaki"])
def test_latex_compiles(profile: str, tmp_path: Path) -> None:
    (tmp_path / "bab.tex").write_bytes(report.to_bytes(chapter(profile=profile), "tex"))
    done = subprocess.run(
        ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "bab.tex"], cwd=tmp_path, capture_output=True,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-2000:].decode("utf-8", "replace")


@office
def test_a_pdf_holds_the_words_of_the_chapter(tmp_path: Path) -> None:
    from pypdf import PdfReader

    document = chapter()
    report.write(document, tmp_path / "bab ñ.pdf")
    pages = [page.extract_text() for page in PdfReader(tmp_path / "bab ñ.pdf").pages]
    text = re.sub(r"\s+", "", "".join(pages))
    found = [quotation for quotation in quotations(document) if re.sub(r"\s+", "", quotation.text) in text]
    assert len(found) >= 0.9 * len(list(quotations(document)))  # a page may end within one
    assert all(re.search(rf"\b{number}\b", page) for number, page in enumerate(pages, 1))


@office
def test_libreoffice_opens_an_odt(tmp_path: Path) -> None:
    from pypdf import PdfReader

    document = chapter("lampiran")
    source = tmp_path / "lampiran.odt"
    report.write(document, source)
    home = (tmp_path / "office").as_uri()
    subprocess.run(
        [str(pdf.office_path()), f"-env:UserInstallation={home}", "--headless", "--convert-to", "pdf", "--outdir",
         str(tmp_path), str(source)],
        capture_output=True, check=True,
    )  # fmt: skip
    pages = list(PdfReader(source.with_suffix(".pdf")).pages)
    first = pages[0].extract_text()
    assert "Lampiran 1. Pedoman Wawancara" in first
    assert "not found" not in first
    assert {page.mediabox.width > page.mediabox.height for page in pages} == {True, False}
    assert all(page.extract_text().strip() for page in pages)


def test_without_a_program_a_pdf_is_refused_with_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(pdf, "office_path", lambda: None)
    monkeypatch.setattr(_typst, "is_there", lambda: False)
    with pytest.raises(NoPdf):
        report.write(chapter(), tmp_path / "bab.pdf")
    assert list(tmp_path.iterdir()) == []
