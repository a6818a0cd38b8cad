"""``codebook``: every change is shown, asked for, written as one act, and can be taken back exactly."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from qualcode.cli import root
from qualcode.model import KINDS, Cell, Code, Cycle, EffectClass, Entry, EntryKind, Link, LinkKind, Memo
from qualcode.storage.doctor import examine
from qualcode.storage.store import Store
from tests.builders import StudyBuilder


@pytest.fixture
def study(tmp_path: Path) -> Path:
    made = StudyBuilder().focus("DISIPLIN", "Kedisiplinan").focus("JUJUR", "Kejujuran").informant("I-01", "Lurah")
    made.add(
        Code(id="JAM", name="Jam", definition="Jam.", parent="DISIPLIN", order=5),
        Code(id="TEMPAT", name="Tempat", definition="Tempat.", parent="DISIPLIN", order=6),
    )
    made.interview("W-01", "I-01", "I: Datang pagi.\nI: Pulang sore.\nI: Jujur.\nI: Baik.")
    made.code("W-01", "Datang pagi", "JAM", "-").code("W-01", "Pulang sore", "TEMPAT").code("W-01", "Baik", "JUJUR")
    made.code("W-01", "Datang pagi", "TEMPAT", "+", coder="bayu")
    made.add(Memo(id="M-01", text="Tentang JAM saja.", links=("code:JAM",)))
    return made.stored(tmp_path / "studi")


def run(study: Path, *args: str, stdin: str | io.BytesIO | None = None) -> Result:
    return CliRunner().invoke(
        root,
        [*args, "--study", str(study)],
        input=stdin,
        env={"QUALCODE_LANG": "en", "QUALCODE_CODER": "rani"},
    )


def done(study: Path, *args: str, stdin: str | None = None) -> Result:
    result = run(study, *args, stdin=stdin)
    assert result.exit_code == 0, result.output
    return result


def code(study: Path, code_id: str) -> Code | None:
    with Store.open(study) as store:
        return store.study().find(Code, code_id)


def rows(study: Path) -> dict[str, list[tuple[Any, ...]]]:
    with Store.open(study) as store:
        return {kind.name: store._db.execute(f'SELECT * FROM "{kind.name}" ORDER BY n').fetchall() for kind in KINDS}  # noqa: S608


def acts(study: Path) -> list[str]:
    with Store.open(study) as store:
        return [entry.command for entry in store.log()]


CHANGES = (
    ("codebook", "add", "BARU", "--definition", "Baru.", "--parent", "JUJUR"),
    ("codebook", "set", "JAM", "--definition", "Jam kerja.", "--add-keywords", "telat; pagi"),
    ("codebook", "rename", "JAM", "PUKUL", "--name", "Pukul"),
    ("codebook", "merge", "JAM", "TEMPAT", "--into", "DISIPLIN"),
    ("codebook", "move", "JAM", "--under", "JUJUR"),
    ("codebook", "retire", "DISIPLIN", "--with-children", "--reason", "terlalu lebar"),
    ("codebook", "pattern", "POLA", "--condenses", "JAM", "TEMPAT", "--definition", "Pola.", "--memo", "Sebab itu."),
)


@pytest.mark.parametrize("change", CHANGES, ids=[change[1] for change in CHANGES])
def test_a_change_is_one_act_and_undo_and_redo_are_exact(study: Path, change: tuple[str, ...]) -> None:
    before = rows(study)
    done(study, *change, "--dry-run")
    assert rows(study) == before
    done(study, *change, "--yes")
    after = rows(study)
    assert after != before
    assert acts(study)[1:] == [f"codebook {change[1]}"]
    with Store.open(study) as store:
        assert [check.check for check in examine(store) if not check.ok] == ["analysis"]
    done(study, "undo")
    assert rows(study) == before
    done(study, "redo")
    assert rows(study) == after


def test_a_no_leaves_all_as_it_was_and_so_does_silence(study: Path) -> None:
    before = rows(study)
    for answer in ("n\n", ""):
        result = run(study, "codebook", "merge", "JAM", "TEMPAT", "--into", "DISIPLIN", stdin=answer)
        assert result.exit_code == 1
        assert "Change the codebook so?" in result.output
        assert rows(study) == before


def test_yes_and_no_are_understood_in_both_languages(study: Path) -> None:
    for no in ("tidak\n", "t\n", "\n", ""):
        assert run(study, "codebook", "merge", "JAM", "--into", "TEMPAT", "--prefer", "JAM", stdin=no).exit_code == 1
    said = run(study, "codebook", "merge", "JAM", "--into", "TEMPAT", "--prefer", "JAM", stdin="entah\nya\n")
    assert said.exit_code == 0, said.output
    assert "Please answer y or n." in said.stderr


def test_a_table_shows_the_tree(study: Path) -> None:
    lines = run(study, "codebook", "show").stdout.splitlines()
    assert any(line.startswith(" DISIPLIN ") for line in lines)
    assert any(line.startswith("   JAM ") for line in lines)


def test_what_concerns_nothing_else_is_not_asked_for(study: Path) -> None:
    assert "?" not in done(study, "codebook", "add", "BARU", "--definition", "Baru.").output
    assert "?" not in done(study, "codebook", "set", "BARU", "--name", "Yang baru").output
    assert "?" not in done(study, "codebook", "remove", "BARU").output
    assert code(study, "BARU") is None


def test_the_preview_counts_by_coder_and_names_what_is_concerned(study: Path) -> None:
    result = done(study, "codebook", "rename", "JAM", "PUKUL", "--dry-run", "--format", "json")
    shown = json.loads(result.stdout)
    assert shown["use"] == {
        "codings": 1, "coders": {"rani": 1}, "sources": ["W-01"], "findings": [], "naming": {"memo": ["M-01"]},
        "words": ["memo:M-01"],
    }  # fmt: skip
    assert shown["changed"] == {"coding": ["K-01"], "memo": ["M-01"]}
    assert (shown["added"], shown["removed"], shown["done"]) == ({"code": ["PUKUL"]}, {"code": ["JAM"]}, False)
    text = done(study, "codebook", "merge", "JAM", "TEMPAT", "--into", "DISIPLIN", "--dry-run").output
    assert "used now: 3 codings (rani 2, bayu 1); sources: 1 (W-01)" in text
    assert "in your own words, which stay as they are: memo:M-01" in text


def test_cells_that_a_merge_makes_stale_are_named_and_a_rename_makes_none_stale(study: Path) -> None:
    done(study, "display", "write", "role-ordered-matrix", "I-01", "DISIPLIN", "--summary", "Rendah.")
    with Store.open(study) as store, store.act("link add") as act:
        act.put(
            Link(
                id="L-01",
                from_="code:JAM",
                to="code:JUJUR",
                kind=LinkKind.LEADS_TO,
                effect=EffectClass.DIRECT,
                label="maka",
            )
        )
    done(study, "display", "write", "effects-matrix", "JUJUR", "direct", "--summary", "Maka jujur.")
    renamed = json.loads(done(study, "codebook", "rename", "JAM", "PUKUL", "--yes", "--format", "json").stdout)
    assert (renamed["stale"], renamed["done"]) == ({}, True)
    effects = json.loads(done(study, "display", "show", "effects-matrix", "--format", "json").stdout)
    assert [cell["stale"] for cell in effects["cells"] if cell["written"]] == [False]
    moved = json.loads(done(study, "codebook", "move", "PUKUL", "--top", "--dry-run", "--format", "json").stdout)
    assert moved["stale"] == {"role-ordered-matrix": [["I-01", "DISIPLIN"]]}
    gone = json.loads(done(study, "codebook", "retire", "DISIPLIN", "--dry-run", "--format", "json").stdout)
    assert gone["unseen"] == {"role-ordered-matrix": 1}


def test_codings_that_differ_stop_a_merge_until_somebody_decides(study: Path) -> None:
    done(study, "code", "add", "W-01", "TEMPAT", "--quote", "Datang pagi", "--valence", "+")
    result = run(study, "codebook", "merge", "JAM", "--into", "TEMPAT", "--yes")
    assert result.exit_code == 1
    assert "--prefer CODE" in result.output
    assert "JAM: valence -; TEMPAT: valence +" in result.output
    done(study, "codebook", "merge", "JAM", "--into", "TEMPAT", "--yes", "--prefer", "JAM")
    (row,) = json.loads(
        done(
            study, "code", "list", "--coder", "rani", "--source", "W-01", "--code", "TEMPAT", "--format", "json"
        ).stdout
    )[:1]
    assert row["valence"] == "-"


def test_a_split_at_the_terminal_saves_each_answer_and_can_be_gone_on_with(study: Path) -> None:
    split = ("codebook", "split", "TEMPAT", "--into", "LOKET", "RUANG")
    first = done(study, *split, "--coder", "all", stdin="1u2u1q")
    assert "1 coding still stands under TEMPAT" in first.output
    assert "«Datang pagi»" in first.output
    assert code(study, "TEMPAT") is not None
    last = done(study, *split, stdin="&12\n")
    assert "it is retired" in last.output
    with Store.open(study) as store:
        found = sorted((one.segment, one.code) for one in store.study().codings if one.code in ("LOKET", "RUANG"))
    assert found == [("S-01", "LOKET"), ("S-02", "LOKET"), ("S-02", "RUANG")]
    assert acts(study).count("codebook split") == 6


def test_a_split_that_is_stopped_at_once_writes_nothing(study: Path) -> None:
    before = rows(study)
    for keys in ("q", "", "ss"):
        done(study, "codebook", "split", "TEMPAT", "--into", "LOKET", "RUANG", stdin=keys)
    assert rows(study) == before


def test_a_split_from_a_filled_in_list(study: Path, tmp_path: Path) -> None:
    form = done(
        study, "codebook", "split", "TEMPAT", "--into", "LOKET", "--coder", "all", "--list", "--format", "csv"
    ).stdout
    head, *lines = form.splitlines()
    assert head.startswith("id,code,source,line,coder")
    file = tmp_path / "isian.csv"
    file.write_text("\n".join([head, *(line.replace(",,", ",LOKET,", 1) for line in lines)]), encoding="utf-8")
    done(study, "codebook", "split", "TEMPAT", "--into", "LOKET", "--from", str(file), "--yes")
    found = code(study, "TEMPAT")
    assert found is not None
    assert found.status == "retired"
    assert acts(study)[1:] == ["codebook split"]


def test_history_follows_a_code_back_through_its_names(study: Path) -> None:
    done(study, "codebook", "set", "JAM", "--definition", "Jam kerja.", "--yes")
    done(study, "codebook", "rename", "JAM", "PUKUL", "--yes")
    done(study, "undo")
    done(study, "redo")
    done(study, "codebook", "retire", "PUKUL", "--reason", "x", "--yes")
    steps = json.loads(done(study, "codebook", "history", "PUKUL", "--format", "json").stdout)
    assert [(one["command"], one["what"]) for one in steps] == [
        ("init", "made"),
        ("codebook set", "changed"),
        ("codebook rename", "renamed"),
        ("codebook rename", "renamed"),
        ("codebook rename", "renamed"),
        ("codebook retire", "changed"),
    ]
    assert steps[1]["fields"]["definition"] == {"before": "Jam.", "after": "Jam kerja."}
    assert steps[5]["fields"]["status"] == {"before": "active", "after": "retired"}
    assert steps[1]["actor"] == "rani"
    assert steps[5]["reason"] == "x"
    assert "Jam. → Jam kerja." in done(study, "codebook", "history", "PUKUL", "--format", "md").output
    assert run(study, "codebook", "history", "TIADA").exit_code == 1


def test_a_pattern_code_shows_what_the_method_still_asks_for(study: Path) -> None:
    made = done(study, "codebook", "pattern", "POLA", "--condenses", "JAM", "--name", "Menunggu")
    for slot in ("fewer than two first-cycle codes", "without a memo", "without a definition", "counter-instances"):
        assert slot in made.output
    done(
        study,
        "codebook",
        "pattern",
        "POLA",
        "--condenses",
        "TEMPAT",
        "--definition",
        "Pola.",
        "--memo",
        "Sebab itu.",
        "--yes",
    )
    shown = json.loads(done(study, "codebook", "pattern", "POLA", "--format", "json").stdout)
    assert shown["condenses"] == [
        {"code": "JAM", "codings": 1, "sources": 1},
        {"code": "TEMPAT", "codings": 2, "sources": 1},
    ]
    assert shown["missing"] == ["two_sources", "counter_search"]
    found = code(study, "POLA")
    assert found is not None
    assert found.cycle is Cycle.SECOND
    assert run(study, "codebook", "pattern", "JAM").exit_code == 1


def test_a_retired_code_can_be_offered_again(study: Path) -> None:
    result = done(study, "codebook", "retire", "DISIPLIN", "--yes")
    assert "JAM, TEMPAT" in result.output
    assert run(study, "code", "add", "W-01", "DISIPLIN", "--quote", "Baik").exit_code == 1
    done(study, "codebook", "retire", "DISIPLIN", "--reopen", "--yes")
    done(study, "code", "add", "W-01", "DISIPLIN", "--quote", "Baik")


def test_refusals_say_what_to_type(study: Path) -> None:
    done(study, "codebook", "pattern", "POLA", "--condenses", "JAM", "TEMPAT")
    for arguments, words in (
        (("move", "JAM", "--under", "POLA"), "different cycles"),
        (("move", "DISIPLIN", "--under", "JAM"), "DISIPLIN"),
        (("move", "JAM"), "--under CODE"),
        (("merge", "JAM", "--into", "JAM"), "nothing to merge"),
        (("remove", "JAM"), "codebook retire JAM"),
        (("rename", "JAM", "TEMPAT"), "merge JAM --into TEMPAT"),
        (("rename", "JAM", "dua kata"), "dua-kata"),
        (("rename", "JAN", "X"), "Did you mean “JAM”?"),
        (("set", "JAM", "--level", "tinggi"), "descriptive, interpretive, pattern"),
        (("set", "JAM"), "at least one option"),
        (("split", "JAM", "--into", "JAM"), "other codes than itself"),
    ):
        result = run(study, "codebook", *arguments)
        assert result.exit_code in (1, 2), arguments
        assert words in result.output, (arguments, result.output)


def test_merging_the_same_again_writes_nothing(study: Path) -> None:
    done(study, "codebook", "merge", "JAM", "--into", "TEMPAT", "--yes")
    with Store.open(study) as store:
        before = store.study().data_version
    result = run(study, "codebook", "merge", "JAM", "--into", "TEMPAT", "--yes")
    assert (result.exit_code, "JAM went into TEMPAT before" in result.output) == (1, True)
    with Store.open(study) as store:
        assert store.study().data_version == before


def test_a_cell_written_on_a_code_goes_along(study: Path) -> None:
    done(study, "display", "write", "role-ordered-matrix", "I-01", "JAM", "--summary", "Terlambat.")
    done(study, "codebook", "rename", "JAM", "PUKUL", "--yes")
    with Store.open(study) as store:
        (cell,) = store.study().all(Cell)
    assert cell.column == "PUKUL"
    assert cell.entries == (Entry(kind=EntryKind.SUMMARY, text="Terlambat.", segments=("S-01",)),)


def test_use_has_every_code_with_its_denominators(study: Path) -> None:
    shown = json.loads(done(study, "codebook", "use", "--format", "json").stdout)
    by_code = {row["code"]: row for row in shown}
    assert {name: by_code["DISIPLIN"][name] for name in ("own", "codings", "sources", "all_sources")} == {
        "own": 0, "codings": 3, "sources": 1, "all_sources": 1,
    }  # fmt: skip
    assert (by_code["DISIPLIN"]["blocks"], by_code["DISIPLIN"]["all_blocks"]) == (2, 3)
    done(study, "codebook", "add", "BARU", "--definition", "Baru.")
    assert "never used" in done(study, "codebook", "use").output


def test_check_names_what_pattern_codes_still_need(study: Path) -> None:
    done(study, "codebook", "pattern", "POLA", "--condenses", "JAM", "TEMPAT", "--definition", "Pola.")
    kinds = [row["kind"] for row in json.loads(done(study, "codebook", "check", "--format", "json").stdout)]
    assert kinds[-3:] == ["memo", "two_sources", "counter_search"]
    assert "pattern code without a memo" in " ".join(done(study, "codebook", "check").output.split())


def test_an_exchange_file_goes_out_and_comes_back_with_nothing_to_change(study: Path, tmp_path: Path) -> None:
    done(study, "codebook", "set", "JAM", "--include", "Datang.", "--keywords", "pagi; telat", "--yes")
    file = tmp_path / "buku kode.qdc"
    out = done(study, "codebook", "export", str(file))
    assert "under headings in brackets" in out.output
    assert "the same already" in done(study, "codebook", "load", str(file), "--yes").output
    assert "is sound: 4 codes" in done(study, "codebook", "check", str(file)).output
    file.write_text("bukan", encoding="utf-8")
    refused = run(study, "codebook", "load", str(file))
    assert refused.exit_code == 1
    assert "exchange format" in refused.output


def test_the_appendix_says_how_often_each_code_is_used(study: Path, tmp_path: Path) -> None:
    done(study, "codebook", "export", str(tmp_path / "a.md"))
    text = (tmp_path / "a.md").read_text(encoding="utf-8")
    assert "- **Dipakai**: hanya lewat kode di bawahnya: 3 pengodean; 1 dari 1 sumber; 1 dari 1 informan" in text
    assert "- **Dipakai**: 2 pengodean; 1 dari 1 sumber" in text
    assert "Dihitung dari pengodean semua pengode" in text


def test_a_study_in_english_begins_with_the_english_start_list(tmp_path: Path) -> None:
    made = CliRunner().invoke(root, ["init", str(tmp_path / "s"), "--title", "T", "--language", "en"])
    assert made.exit_code == 0
    found = code(tmp_path / "s", "HONESTY-PROMISE")
    assert found is not None
    assert found.parent == "HONESTY"
    with Store.open(tmp_path / "s") as store:
        assert len(store.study().focuses) == 8


@pytest.mark.parametrize(
    "table",
    [
        (
            "Kode;Nama;Definisi;Induk;Kata kunci;Tidak dipakai bila\n"
            "ANTRE;Antrean;Warga menunggu.;JAM;antre | lama;Lancar.\n"
        ),
        (
            "tag,name,description,parent,keywords,exclude,number of highlights\n"
            "ANTRE,Antrean,Warga menunggu.,JAM,antre | lama,Lancar.,3\n"
        ),
    ],
)
def test_a_table_may_have_other_headings(study: Path, tmp_path: Path, table: str) -> None:
    (tmp_path / "kode.csv").write_text(table, encoding="utf-8")
    loaded = run(study, "codebook", "load", str(tmp_path / "kode.csv"))
    assert loaded.exit_code == 0, loaded.output
    with Store.open(study) as store:
        code = store.study().get(Code, "ANTRE")
    assert (code.name, code.definition, code.parent, code.exclude) == ("Antrean", "Warga menunggu.", "JAM", "Lancar.")
    assert code.keywords == ("antre", "lama")


def test_start_lists_are_listed_by_name(study: Path) -> None:
    names = [row["name"] for row in json.loads(done(study, "codebook", "lists", "--format", "json").stdout)]
    assert names == [row["name"] for row in json.loads(done(study, "codebook", "list", "--format", "json").stdout)]
    assert {"evaluasi-cipp", "implementasi-kebijakan", "keluarga-kode", "service-performance", "umum"} <= set(names)
    done(study, "codebook", "load", "evaluasi-cipp")
    assert code(study, "PRODUK-LANJUT") is not None


def test_a_coder_splits_what_is_their_own(study: Path) -> None:
    rest = done(study, "codebook", "split", "TEMPAT", "--into", "LOKET", stdin="11")
    assert "«Datang pagi»" not in rest.output
    assert "1 coding still stands under TEMPAT" in rest.output


def test_files_of_ones_own_that_name_a_code_are_told(study: Path) -> None:
    (study / "displays").mkdir()
    (study / "displays" / "punyaku.yaml").write_text(
        "rows: role\ncolumns: code,JAM\ncell: quotes:1\n", encoding="utf-8"
    )
    shown = json.loads(done(study, "codebook", "rename", "JAM", "PUKUL", "--yes", "--format", "json").stdout)
    assert "file:displays/punyaku.yaml" in shown["use"]["words"]


class _YesAfterAnAct(io.BytesIO):
    """Somebody who says yes while another window writes to the study."""

    def __init__(self, study: Path) -> None:
        super().__init__(b"y\n")
        self._study = study

    def read1(self, size: int | None = -1, /) -> bytes:
        with Store.open(self._study) as store, store.act("memo add") as act:
            act.put(Memo(id="M-02", text="Sementara itu."))
        return super().read1(size)


def test_a_yes_to_what_is_no_longer_so_writes_nothing(study: Path) -> None:
    result = run(study, "codebook", "rename", "JAM", "PUKUL", stdin=_YesAfterAnAct(study))
    assert result.exit_code == 1
    assert "changed while you were asked" in result.output
    assert code(study, "JAM") is not None
    assert acts(study)[1:] == ["memo add"]


def test_an_empty_study_takes_its_first_code(tmp_path: Path) -> None:
    StudyBuilder().stored(tmp_path / "kosong")
    for arguments in (
        ("use",),
        ("check",),
        ("show",),
        ("add", "A"),
        ("use",),
        ("history", "A"),
        ("move", "A", "--top"),
    ):
        done(tmp_path / "kosong", "codebook", *arguments)
    assert code(tmp_path / "kosong", "A") is not None


def test_history_says_where_a_merged_code_went(study: Path) -> None:
    done(study, "codebook", "merge", "JAM", "--into", "TEMPAT", "--yes")
    last = json.loads(done(study, "codebook", "history", "JAM", "--format", "json").stdout)[-1]
    assert (last["others"], last["codings_left"]) == (["TEMPAT"], 1)
    assert (
        "status: active → retired; → TEMPAT; 1 coding left"
        in done(study, "codebook", "history", "JAM", "--format", "md").output
    )
