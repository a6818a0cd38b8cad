"""References: citations set in the text, and a list that holds what is cited and nothing else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from qualcode import report
from qualcode.errors import BadFile
from qualcode.model import Passage, TheoryNote
from qualcode.report.document import Document, Paragraph
from qualcode.report.layout import lay_out
from qualcode.report.parts import plain
from tests.report.office import builder

BIB = """@book{hasibuan2002, author={Hasibuan, Rekaan}, title={Manajemen rekaan}, year={2002}, publisher={Penerbit}}
@book{miles1994, author={Miles, M. B. and Huberman, A. M.}, title={Analysis}, edition={2}, year={1994},
  publisher={Sage}, address={Kota}}
@article{tiga2020, author={Satu, A. and Dua, B. and Tiga, C.}, title={Judul}, journal={Jurnal Rekaan}, volume={3},
  number={2}, pages={10--20}, year={2020}}
@book{takdikutip, author={Lain, X.}, title={Tidak dikutip}, year={2001}, publisher={P}}
"""
PROSE = "Menurut @miles1994, kasus itu penting [@tiga2020, hlm. 12]. Alamat surel tidak disentuh: a@hasibuan2002."


def document(folder: Path, profile: str = "umum", chapter: str = "bab-4") -> Document:
    build = builder()
    build.records += [
        TheoryNote(id="TN-9", citation_key="hasibuan2002", claim="Disiplin adalah kesediaan.", finding="T-01"),
        Passage(id="p", section="discussion", slot="discussion", focus="DISIPLIN", text=PROSE),
    ]
    return report.build(build.study(), chapter, profile, folder=folder)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "pustaka.bib").write_text(BIB, encoding="utf-8")
    return tmp_path


def test_prose_cites_in_the_style_of_the_profile(folder: Path) -> None:
    prose = [plain(one.runs) for one in document(folder).blocks() if isinstance(one, Paragraph) and one.written]
    assert (
        "Menurut Miles dan Huberman (1994), kasus itu penting (Satu dkk., 2020, hlm. 12). "
        "Alamat surel tidak disentuh: a@hasibuan2002." in prose
    )


def test_the_list_holds_exactly_what_is_cited(folder: Path) -> None:
    made = document(folder)
    found = [plain(entry) for entry in made.bibliography]
    cited_theory = any("Hasibuan" in one for one in found)
    assert [one.split(",")[0] for one in found] == (["Hasibuan"] if cited_theory else []) + ["Miles", "Satu"]
    assert "Miles, M. B., dan Huberman, A. M. (1994). Analysis (ed. ke-2). Sage." in found
    assert "# DAFTAR PUSTAKA" in lay_out(made, "md")
    assert "Tidak dikutip" not in lay_out(made, "md")


def test_csl_json_from_zotero_does_as_well(tmp_path: Path) -> None:
    item = {"id": "miles1994", "type": "book", "title": "Analysis", "issued": {"date-parts": [[1994]]}}
    (tmp_path / "pustaka.json").write_text(json.dumps([item | {"author": [{"family": "Miles"}]}]), encoding="utf-8")
    made = document(tmp_path)
    assert [plain(entry) for entry in made.bibliography] == ["Miles (1994). Analysis."]
    assert made.unknown_keys


def test_a_key_that_is_not_in_the_file_is_flagged(folder: Path) -> None:
    build = builder()
    build.add(Passage(id="p", section="discussion", slot="discussion", focus="DISIPLIN", text="Kata [@salah2000]."))
    made = report.build(build.study(), folder=folder)
    assert "salah2000" in made.unknown_keys
    assert ("reference_unknown", "salah2000") in [(one.key, one.what) for one in report.check(build.study(), made)]
    assert "Kata [@salah2000]." in [plain(one.runs) for one in made.blocks() if isinstance(one, Paragraph)]


def test_footnotes_where_the_campus_wants_them(folder: Path) -> None:
    text = lay_out(document(folder, "uin-catatan-kaki", "pembahasan"), "md")
    assert "“Judul,” *Jurnal Rekaan*" in text
    assert "h. 12" in text


def test_a_file_that_is_no_json_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "pustaka.json").write_text("[\n{,}]", encoding="utf-8")
    with pytest.raises(BadFile) as caught:
        document(tmp_path)
    assert caught.value.problems[0].line == 2
