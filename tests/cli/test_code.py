"""``code`` and ``codebook`` as the contract has them: shapes, filters, refusals."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from qualcode.cli import root
from qualcode.storage.store import Store
from tests.builders import StudyBuilder

TURNS = "P: Jam berapa buka?\nI: Jam delapan, kadang\nlewat sedikit.\n\nP: Jujur?\nI: Jujur. Ya jujur."


def builder() -> StudyBuilder:
    return (
        StudyBuilder()
        .focus("DISIPLIN", "Kedisiplinan")
        .focus("JUJUR", "Kejujuran")
        .informant("I-01", "Lurah")
        .interview("W-01", "I-01", TURNS)
    )


@pytest.fixture
def study(tmp_path: Path) -> Path:
    return builder().stored(tmp_path)


def run(study: Path, *args: str) -> Result:
    return CliRunner().invoke(
        root, [*args, "--study", str(study)], env={"QUALCODE_LANG": "en", "QUALCODE_CODER": "rani"}
    )


def listed(study: Path, *filters: str) -> list[dict[str, object]]:
    result = run(study, "code", "list", "--format", "json", *filters)
    assert result.exit_code == 0, result.output
    found: list[dict[str, object]] = json.loads(result.stdout)
    return found


def test_code_list_has_the_fields_of_the_contract(study: Path) -> None:
    assert run(study, "code", "add", "W-01", "DISIPLIN", "--quote", "kadang lewat", "--valence", "-").exit_code == 0
    (row,) = listed(study)
    expected = {
        "id": "K-01",
        "source": "W-01",
        "start": TURNS.index("kadang"),
        "end": TURNS.index("kadang") + len("kadang\nlewat"),
        "first_line": 2,
        "last_line": 3,
        "quote": "kadang\nlewat",
        "code": "DISIPLIN",
        "coder": "rani",
        "valence": "-",
        "directness": None,
        "about": None,
        "informants": ["I-01"],
        "role": "Lurah",
        "technique": "interview",
        "date": "2018-03-12",
        "citation": "W/I-01/12-03-2018/b.2–3",
    }
    assert {key: row[key] for key in expected} == expected


def test_places_by_characters_lines_and_block(study: Path) -> None:
    start = TURNS.index("Jam delapan")
    run(study, "code", "add", "W-01", "DISIPLIN", "--chars", f"{start}:{start + 3}")
    run(study, "code", "add", "W-01", "DISIPLIN", "--lines", "2-3")
    run(study, "code", "add", "W-01", "JUJUR", "--block", "4")
    quotes = [row["quote"] for row in listed(study)]
    assert quotes == ["Jam", "Jam delapan, kadang\nlewat sedikit.", "Jujur. Ya jujur."]


def test_ambiguous_quotation_lists_candidates_and_writes_nothing(study: Path) -> None:
    result = run(study, "code", "add", "W-01", "JUJUR", "--quote", "ujur")
    assert result.exit_code == 1
    places = [at for at in range(len(TURNS)) if TURNS.startswith("ujur", at)]
    assert all(f"{at}:{at + 4}" in result.output for at in places)
    assert listed(study) == []


def test_unknown_code_is_refused_with_a_guess(study: Path) -> None:
    result = run(study, "code", "add", "W-01", "DISIPLN", "--block", "2")
    assert result.exit_code == 1
    assert "DISIPLIN" in result.output
    assert listed(study) == []


def test_place_past_the_end_is_refused(study: Path) -> None:
    result = run(study, "code", "add", "W-01", "JUJUR", "--chars", f"0:{len(TURNS) + 1}")
    assert result.exit_code == 1
    assert str(len(TURNS)) in result.output


@pytest.mark.parametrize("where", [[], ["--block", "2", "--lines", "2"], ["--chars", "5"], ["--valence", "x"]])
def test_wrong_usage_exits_with_two(study: Path, where: list[str]) -> None:
    assert run(study, "code", "add", "W-01", "JUJUR", *where).exit_code == 2


def test_filters_narrow_the_list(study: Path) -> None:
    run(study, "code", "add", "W-01", "DISIPLIN", "--block", "2", "--valence", "-")
    run(study, "code", "add", "W-01", "JUJUR", "--block", "4", "--valence", "+", "--coder", "bayu")
    for filters, codes in (
        (["--focus", "JUJUR"], ["JUJUR"]),
        (["--coder", "rani"], ["DISIPLIN"]),
        (["--valence", "+"], ["JUJUR"]),
        (["--role", "lurah"], ["DISIPLIN", "JUJUR"]),
        (["--from", "2018-04"], []),
        (["--technique", "D"], []),
        (["--code", "DISIPLIN", "--code", "JUJUR", "--coder", "bayu"], ["JUJUR"]),
    ):
        assert [row["code"] for row in listed(study, *filters)] == codes, filters


def test_remove_takes_the_segment_along_and_undo_brings_both_back(study: Path) -> None:
    run(study, "code", "add", "W-01", "JUJUR", "--block", "4")
    assert run(study, "code", "remove", "K-01").exit_code == 0
    with Store.open(study) as store:
        assert store.study().codings == ()
        assert dict(store.study().segments) == {}
    assert run(study, "undo").exit_code == 0
    assert [row["id"] for row in listed(study)] == ["K-01"]


def test_import_takes_all_or_nothing_unless_told(study: Path, tmp_path: Path) -> None:
    file = tmp_path / "kode.csv"
    file.write_text("source,block,code,coder\nW-01,2,DISIPLIN,bayu\nW-01,9,DISIPLIN,bayu\nW-01,4,JUJR,bayu\n", "utf-8")
    result = run(study, "code", "import", str(file))
    assert result.exit_code == 1
    assert "line 3" in result.output
    assert "line 4" in result.output
    assert listed(study) == []
    assert run(study, "code", "import", str(file), "--skip-bad").exit_code == 0
    assert [row["code"] for row in listed(study)] == ["DISIPLIN"]


def test_export_and_import_give_the_same_codings(study: Path, tmp_path: Path) -> None:
    run(study, "code", "add", "W-01", "DISIPLIN", "--block", "2", "--note", "-catatan", "--about-date", "2016")
    before = listed(study)
    for suffix in ("csv", "xlsx", "json"):
        file = tmp_path / f"kode.{suffix}"
        assert run(study, "code", "export", str(file)).exit_code == 0
        assert run(study, "code", "remove", str(listed(study)[0]["id"])).exit_code == 0
        assert run(study, "code", "import", str(file)).exit_code == 0, suffix
        left, right = (
            {k: v for k, v in row.items() if k not in ("id", "segment", "at")} for row in (before + listed(study))
        )
        assert left == right, suffix


def test_codebook_show_has_the_fields_of_the_contract(study: Path) -> None:
    result = run(study, "codebook", "show", "--format", "json")
    rows = json.loads(result.stdout)
    assert {
        "code",
        "name",
        "focus",
        "parent",
        "level",
        "definition",
        "include",
        "exclude",
        "keywords",
        "examples",
    } <= set(rows[0])
    assert [row["code"] for row in rows] == ["DISIPLIN", "JUJUR"]


def test_codebook_load_lists_changes_and_refuses_to_drop_used_codes(study: Path, tmp_path: Path) -> None:
    run(study, "code", "add", "W-01", "JUJUR", "--block", "4")
    file = tmp_path / "baru.yaml"
    file.write_text(
        "codes:\n  - code: DISIPLIN\n    definition: Baru.\n  - code: SANKSI\n    definition: Hukuman.\n", "utf-8"
    )
    assert run(study, "codebook", "load", str(file), "--replace", "--yes").exit_code == 1
    result = run(study, "codebook", "load", str(file), "--yes")
    assert result.exit_code == 0, result.output
    assert "+ code:SANKSI" in result.output
    assert "~ code:DISIPLIN" in result.output
    shown = json.loads(run(study, "codebook", "show", "--format", "json").stdout)
    assert [row["code"] for row in shown] == ["DISIPLIN", "JUJUR", "SANKSI"]


def test_codebook_export_and_check(study: Path, tmp_path: Path) -> None:
    for suffix in ("yaml", "csv", "md", "docx"):
        assert run(study, "codebook", "export", str(tmp_path / f"buku.{suffix}")).exit_code == 0
    assert run(study, "codebook", "check", str(tmp_path / "buku.yaml")).exit_code == 0
    assert run(study, "codebook", "export", str(tmp_path / "buku.pdf")).exit_code == 1
    remarks = json.loads(run(study, "codebook", "check", "--format", "json").stdout)
    assert {remark["kind"] for remark in remarks} == {"no_example"}


def test_lines_by_the_numbers_that_the_transcript_carries(study: Path, tmp_path: Path) -> None:
    numbered = "TRANSKRIP WAWANCARA\nKode : I-02\nJabatan : Lurah\nTanggal : 12-03-2018\n\n" + "\n".join(
        f"{number} {line}"
        for number, line in enumerate(
            ["P: Jam masuk?", "I: Jam delapan,", "kadang lewat.", "P: Terus?", "I: Sudah."], 1
        )
    )
    (tmp_path / "W-02.txt").write_text(numbered, encoding="utf-8")
    assert run(study, "ingest", str(tmp_path / "W-02.txt")).exit_code == 0
    assert run(study, "code", "add", "W-02", "DISIPLIN", "--numbers", "2-3").exit_code == 0
    (coding,) = listed(study, "--source", "W-02")
    assert coding["quote"] == "Jam delapan,\nkadang lewat."
    assert str(coding["citation"]).endswith("b.2–3")
    refused = run(study, "code", "add", "W-01", "DISIPLIN", "--numbers", "2-3")
    assert refused.exit_code == 1
    assert "--lines" in refused.stderr


def test_coding_a_heading_is_remarked_on(study: Path, tmp_path: Path) -> None:
    text = "Kode : I-03\nJabatan : Lurah\n\nP: Ya?\nI: Ya.\n"
    (tmp_path / "W-03.txt").write_text(text, encoding="utf-8")
    assert run(study, "ingest", str(tmp_path / "W-03.txt"), "--technique", "interview").exit_code == 0
    result = run(study, "code", "add", "W-03", "DISIPLIN", "--lines", "1-2")
    assert result.exit_code == 0
    assert "no block" in result.stderr


def test_codes_go_out_as_text_and_come_back_with_those_of_another(study: Path, tmp_path: Path) -> None:
    run(study, "code", "add", "W-01", "DISIPLIN", "--quote", "kadang lewat", "--valence", "-", "--note", "sering")
    file = tmp_path / "W-01.txt"
    written = run(study, "code", "export", str(file))
    assert written.exit_code == 0
    assert "not stated to be pseudonymised" in written.stderr
    assert file.read_text("utf-8").split("\n")[1:3] == [
        "    2 | I: Jam delapan, kadang",
        '     > DISIPLIN− @rani "kadang lewat" : sering',
    ]
    file.write_text(file.read_text("utf-8") + "     > JUJUR+ @bayu\n", "utf-8")
    assert "1 new codings, 0 changed, 1 there already" in run(study, "code", "import", str(file)).stdout
    assert [(row["coder"], row["quote"]) for row in listed(study)] == [
        ("rani", "kadang\nlewat"),
        ("bayu", "Jujur. Ya jujur."),
    ]


def test_what_is_placed_by_most_of_its_words_waits_for_a_yes(study: Path, tmp_path: Path) -> None:
    file = tmp_path / "W-01.txt"
    text = TURNS.replace("kadang\nlewat sedikit", "kadang lewat\nbanyak").split("\n")
    lines = [f"{number} | {line}" for number, line in enumerate(text, 1)]
    lines.insert(2, '  > DISIPLIN- "delapan, kadang lewat banyak."')
    file.write_text("\n".join(lines), "utf-8")
    refused = run(study, "code", "import", str(file))
    assert refused.exit_code != 0
    assert "coder: " in refused.stderr
    waits = run(study, "code", "import", str(file), "--coder", "siti")
    assert waits.exit_code != 0
    assert "≈ DISIPLIN- @siti" in waits.stderr
    assert listed(study) == []
    assert "1 new codings" in run(study, "code", "import", str(file), "--coder", "siti", "--yes").stdout
    assert [row["quote"] for row in listed(study)] == ["delapan, kadang\nlewat"]


def test_a_word_document_is_of_one_source(study: Path, tmp_path: Path) -> None:
    assert "holds one source" in run(study, "code", "export", str(tmp_path / "semua.docx")).stderr
    assert run(study, "code", "export", str(tmp_path / "a b.docx"), "--source", "W-01").exit_code == 0
    assert "holds no codes" in run(study, "code", "import", str(tmp_path / "a b.docx")).stderr


@pytest.mark.parametrize(
    "table",
    [
        "sumber;kutipan;kode;pengode;catatan\nW-01;kadang lewat;disiplin;siti;sering\n",
        "id,document,tag,content,owner,memo\n1,W-01,DISIPLIN,kadang lewat,siti,sering\n",
    ],
)
def test_headings_in_indonesian_and_of_other_programs_are_understood(study: Path, tmp_path: Path, table: str) -> None:
    (tmp_path / "kode.csv").write_text(table, encoding="utf-8")
    taken = run(study, "code", "import", str(tmp_path / "kode.csv"))
    assert taken.exit_code == 0, taken.output
    with Store.open(study) as store:
        (coding,) = store.study().codings
    assert (coding.code, coding.coder, coding.note) == ("DISIPLIN", "siti", "sering")


def test_a_coder_of_nearly_the_same_name_is_remarked_on(study: Path) -> None:
    run(study, "code", "add", "W-01", "DISIPLIN", "--quote", "kadang lewat", "--coder", "rani")
    again = run(study, "code", "add", "W-01", "JUJUR", "--quote", "Ya jujur", "--coder", "Rani")
    assert "“Rani” is a new coder beside “rani”" in again.stderr
    other = run(study, "code", "add", "W-01", "JUJUR", "--quote", "Ya jujur", "--coder", "bayu")
    assert "new coder" not in other.stderr


def test_a_text_to_code_in_holds_no_codes_that_its_coder_is_not_to_see(study: Path, tmp_path: Path) -> None:
    run(study, "code", "add", "W-01", "DISIPLIN", "--quote", "kadang lewat", "--coder", "rani")
    run(study, "code", "add", "W-01", "JUJUR", "--quote", "Ya jujur", "--coder", "bayu")
    file = tmp_path / "W-01.txt"

    def coders(*options: str) -> set[str]:
        assert run(study, "code", "export", str(file), *options).exit_code == 0
        return set(re.findall(r"@(\w+)", file.read_text("utf-8")))

    assert coders() == {"rani"}
    assert coders("--coder", "bayu") == {"bayu"}
    assert coders("--coder", "all") == {"rani", "bayu"}
    assert coders("--clean") == set()
    assert run(study, "code", "export", str(tmp_path / "W-01.csv"), "--clean").exit_code == 2
    assert "of W-01 alone" in run(study, "code", "export", str(tmp_path / "W-01.csv")).stderr


def test_the_table_shows_the_coders_own_layer_and_scripts_get_all(study: Path) -> None:
    for coder in ("rani", "bayu"):
        assert run(study, "code", "add", "W-01", "JUJUR", "--quote", "Ya jujur", "--coder", coder).exit_code == 0
    blind = run(study, "code", "list")
    assert "rani" in blind.stdout
    assert "bayu" not in blind.stdout
    assert "1 coding of others is not shown" in blind.stderr
    assert "bayu" in run(study, "code", "list", "--coder", "all").stdout
    assert "bayu" in run(study, "code", "list", "--coder", "bayu").stdout
    assert {row["coder"] for row in listed(study)} == {"rani", "bayu"}
    unnamed = CliRunner().invoke(root, ["code", "list", "--study", str(study)], env={"QUALCODE_CODER": ""})
    assert "bayu" in unnamed.stdout
