"""Reproducing what was written, templates of the study's own, and styles of a campus's file."""

from __future__ import annotations

import json
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner, Result
from docx.shared import Cm, Pt

from qualcode.cli import root
from qualcode.errors import UnreadableSource
from qualcode.model import Finding
from qualcode.report.builds import FILE, read_builds
from qualcode.report.campus_styles import profile_from
from qualcode.report.profile import load_profile
from qualcode.report.writers import pdf
from qualcode.storage.store import Store
from tests.report.office import concluded


@pytest.fixture
def study(tmp_path: Path) -> Path:
    return concluded().stored(tmp_path / "studi ñ")


def run(study: Path, *args: str) -> Result:
    return CliRunner().invoke(root, ["report", *args, "--study", str(study)], env={"QUALCODE_LANG": "en"})


def reword(study: Path, text: str) -> None:
    from dataclasses import replace

    with Store.open(study) as store, store.act("finding set") as act:
        act.put(replace(act.study.get(Finding, "T-01"), text=text))


def test_what_nothing_changed_comes_out_the_same_byte_for_byte(study: Path) -> None:
    targets = [study / "reports" / f"bab-4.{form}" for form in ("docx", "odt", "json")]
    run(study, "bab-4", *(part for target in targets for part in ("--to", str(target))), "--with-comments")
    before = [target.read_bytes() for target in targets]
    result = run(study, "--reproduce")
    assert result.exit_code == 0, result.output
    assert result.stderr.count("the same, byte for byte") == len(targets)
    assert [target.read_bytes() for target in targets] == before


def test_what_changed_is_shown_with_the_acts_that_are_the_reason(study: Path) -> None:
    for form in ("docx", "md"):
        run(study, "bab-4", "--to", str(study / f"bab.{form}"))
    reword(study, "Kedisiplinan aparatur masih sangat rendah.")
    rows = json.loads(run(study, "--reproduce", "--format", "json").stdout)
    assert [row["path"] for row in rows] == ["bab.docx", "bab.md"]
    for row in rows:
        assert row["outcome"] == "changed"
        assert row["first_difference"] is not None
        assert [act["act"] for act in row["acts"]] == ["finding set"]
        assert any("sangat rendah" in line["after"] for line in row["lines"])
    assert "masih sangat rendah" in (study / "bab.md").read_text("utf-8")
    assert "the same" in run(study, "--reproduce").stderr


def test_a_file_that_was_changed_by_hand_is_left_as_it_is(study: Path) -> None:
    path = study / "bab.md"
    run(study, "bab-4", "--to", str(path))
    path.write_text("Diketik sendiri.\n", encoding="utf-8")
    result = run(study, "--reproduce")
    assert "report review" in result.stderr
    assert path.read_text("utf-8") == "Diketik sendiri.\n"


def test_a_file_that_is_gone_is_written_again_as_it_was_asked_for(study: Path) -> None:
    path = study / "bab.md"
    run(study, "bab-4", "--to", str(path), "--profile", "ipb-2025", "--force")
    before = path.read_bytes()
    path.unlink()
    assert run(study, "--reproduce").exit_code == 0
    assert path.read_bytes() == before
    assert b"DRAF" in before


def test_other_templates_and_references_are_named_as_the_reason(study: Path) -> None:
    run(study, "bab-4", "--to", str(study / "bab.md"))
    own = study / "templates" / "umum" / "profile.toml"
    own.parent.mkdir(parents=True)
    own.write_text('chapter_title = "HASIL"\n', encoding="utf-8")
    (study / "pustaka.bib").write_text("@book{a, title = {B}, year = {2000}}\n", encoding="utf-8")
    row = json.loads(run(study, "--reproduce", "--format", "json").stdout)[0]
    assert row["causes"] == ["templates", "references"]
    assert row["acts"] == []


def test_only_the_chapter_that_is_named_is_made_again(study: Path) -> None:
    run(study, "bab-4", "--to", str(study / "a.md"))
    run(study, "bab-5", "--to", str(study / "b.md"))
    rows = json.loads(run(study, "bab-5", "--reproduce", "--format", "json").stdout)
    assert [row["path"] for row in rows] == ["b.md"]


def test_without_any_build_it_says_what_to_type_and_a_damaged_list_is_named(study: Path) -> None:
    result = run(study, "--reproduce")
    assert result.exit_code == 1
    assert "--to" in result.stderr
    (study / FILE).parent.mkdir(exist_ok=True)
    (study / FILE).write_text('[\n{"path": \n', encoding="utf-8")
    assert "builds.json" in run(study, "--reproduce").stderr


def test_the_list_holds_no_words_of_the_study(study: Path) -> None:
    run(study, "bab-4", "--to", str(study / "bab.md"))
    assert [build.path for build in read_builds(study)] == ["bab.md"]
    assert "Kedisiplinan" not in (study / FILE).read_text("utf-8")


def test_a_pdf_keeps_neither_its_time_nor_its_random_name() -> None:
    made = b"<</CreationDate(D:20261124150731Z)/Producer(X)>>\n/ID [ <0A1B>\n<0A1B> ]\n/DocChecksum /9F8E\n"
    lasting = pdf._lasting(made)
    assert len(lasting) == len(made)
    assert lasting == b"<</CreationDate(D:00000000000000Z)/Producer(X)>>\n/ID [ <0000>\n<0000> ]\n/DocChecksum /0000\n"


def test_a_template_is_printed_and_the_study_s_own_is_used_instead(study: Path) -> None:
    names = run(study, "--print-template", "list").stdout.split()
    assert {"profile.toml", "lampiran.md.j2", "sentences.id.toml", "_partials/table.md.j2"} <= set(names)
    own = study / "templates" / "umum" / "_partials" / "heading.md.j2"
    assert run(study, "--print-template", "_partials/heading.md.j2", "--to", str(own)).exit_code == 0
    own.write_text(own.read_text("utf-8").replace("{% else %}", "{% else %}JUDUL "), encoding="utf-8")
    assert "JUDUL" in run(study, "--print-template", "_partials/heading.md.j2").stdout
    run(study, "bab-4", "--to", str(study / "bab.md"))
    assert (study / "bab.md").read_text("utf-8").count("JUDUL") > 5
    assert run(study, "--print-template", "bab-4", "--to", str(study / "templates")).exit_code == 0
    assert (study / "templates" / "umum" / "bab-4.md.j2").is_file()
    result = run(study, "--print-template", "_partials/tabel.md.j2")
    assert result.exit_code == 1
    assert "table.md.j2" in result.stderr


def test_an_error_in_line_12_of_a_template_says_where_and_what_to_do(study: Path) -> None:
    own = study / "templates" / "umum" / "document.md.j2"
    own.parent.mkdir(parents=True)
    own.write_text("\n" * 11 + "{% for %}\n", encoding="utf-8")
    result = run(study, "bab-5", "--to", str(study / "b.md"))
    assert result.exit_code == 1
    for part in ("document.md.j2", "line 12", "Mend that line", "--print-template"):
        assert part in result.stderr
    assert not (study / "b.md").exists()


def campus(path: Path) -> Path:
    word = docx.Document()
    section = word.sections[0]
    section.page_width, section.page_height = Cm(17.6), Cm(25)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin = section.bottom_margin = Cm(2)
    normal = word.styles["Normal"]
    normal.font.name, normal.font.size = "Garamond", Pt(11)
    normal.paragraph_format.line_spacing = 1.5
    normal.paragraph_format.first_line_indent = Cm(1)
    second = word.styles["Heading 2"]
    second.font.bold, second.font.italic = False, True
    second.paragraph_format.space_before = Pt(30)
    word.save(str(path))
    return path


def test_page_type_and_styles_of_a_campus_file_are_taken(study: Path, tmp_path: Path) -> None:
    path = campus(tmp_path / "kampus ñ.docx")
    assert run(study, "bab-4", "--to", str(study / "bab.docx"), "--style", str(path)).exit_code == 0
    word = docx.Document(str(study / "bab.docx"))
    section = word.sections[0]
    assert (round(section.page_width.cm, 1), round(section.left_margin.cm, 1)) == (17.6, 2.5)
    body = word.styles["Body Text"]
    assert (body.font.name, body.font.size) == ("Garamond", Pt(11))
    assert body.paragraph_format.line_spacing == 1.5
    assert word.styles["Heading 2"].paragraph_format.space_before == Pt(30)
    rows = json.loads(run(study, "--reproduce", "--format", "json").stdout)
    assert rows[0]["outcome"] == "same"


def test_what_a_campus_file_does_not_say_stays_as_the_profile_has_it(tmp_path: Path) -> None:
    path = tmp_path / "polos.docx"
    docx.Document().save(str(path))
    base = load_profile("unhas-2023")
    profile = profile_from(path, base)
    assert profile.chapter_number == base.chapter_number
    assert profile.first_line_indent_cm == base.first_line_indent_cm
    (tmp_path / "rusak.docx").write_bytes(b"bukan docx")
    with pytest.raises(UnreadableSource):
        profile_from(tmp_path / "rusak.docx", base)


def test_force_marks_every_page_and_never_lets_out_what_is_forbidden(study: Path) -> None:
    from qualcode.model import Consent

    run(study, "bab-4", "--to", str(study / "bab.docx"), "--force")
    word = docx.Document(str(study / "bab.docx"))
    headers = [word.sections[0].first_page_header, word.sections[0].header]
    assert all("DRAF" in "".join(p.text for p in header.paragraphs) for header in headers)
    with Store.open(study) as store, store.act("consent add") as act:
        act.put(Consent(id="PS-01", informant="I-01", withdrawn_on="2018-05-01"))
    with Store.open(study) as store:
        late = next(one for one in store.study().segments.values() if one.source == "W-01")
    assert late.quote
    result = run(study, "bab-4", "--to", str(study / "lagi.md"), "--force")
    text = (study / "lagi.md").read_text("utf-8") if (study / "lagi.md").exists() else ""
    assert result.exit_code == 0 or not text
    assert late.quote not in text
