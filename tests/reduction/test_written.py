"""Codes that a transcript brings along: codings by coder impor, no evidence until they are accepted."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from qualcode.cli import root
from qualcode.model import Code, CodeStatus, Informant, Project, Role
from qualcode.reduction.coded import evidence
from qualcode.reduction.written import parted
from qualcode.storage.store import Store
from tests.collection.word_files import word_file

ROWS = [
    ["No", "Baris", "Transkrip", "Koding"],
    ["1", "1", "P: Jam berapa buka?", ""],
    ["2", "2", "I: Jam delapan, kadang lewat.", "1. Disiplin (-)\nJAM BUKA"],
    ["3", "3", "P: Siapa yang membantu?", ""],
    ["4", "4", "I: Kami saling bantu.", "kerja sama; Disiplin"],
    ["5", "5", "I: Begitulah.", "kerja sama, lama"],
]


@pytest.fixture
def study(tmp_path: Path) -> Path:
    folder = tmp_path / "studi"
    with Store.begin(folder) as act:
        act.put(Project(uuid="00000000-0000-0000-0000-000000000001", title="Uji"))
        act.put(Role(id="LUR", label="Lurah"), Informant(id="I-01", role="LUR"))
        act.put(
            Code(id="DISIPLIN", name="Disiplin kerja"),
            Code(id="JAM-BUKA", name="Jam buka", order=1),
            Code(id="KERJASAMA", name="Kerjasama", order=2),
            Code(id="LAMA", name="Lama", order=3, status=CodeStatus.RETIRED),
        )
    return folder


def run(study: Path, *args: object) -> Result:
    environment = {"QUALCODE_LANG": "en", "QUALCODE_STUDY": str(study)}
    return CliRunner().invoke(root, [str(arg) for arg in args], env=environment)


def transcript(study: Path) -> Path:
    return word_file(study.parent / "W-01.docx", "Transkrip Wawancara", "Kode : I-01", ROWS)


def codings(study: Path) -> list[tuple[str, str, str, str | None]]:
    listed = json.loads(run(study, "code", "list", "--format", "json").stdout)
    return [(one["code"], one["coder"], one["quote"], one["valence"]) for one in listed]


def test_known_codes_come_in_as_codings_by_impor_and_others_wait_in_a_memo(study: Path) -> None:
    done = run(study, "ingest", transcript(study))
    assert done.exit_code == 0
    assert codings(study) == [
        ("DISIPLIN", "impor", "Jam delapan, kadang lewat.", "-"),
        ("JAM-BUKA", "impor", "Jam delapan, kadang lewat.", None),
        ("DISIPLIN", "impor", "Kami saling bantu.", None),
    ]
    assert "kerja sama (2), lama (1)" in done.stderr
    assert '--code "kerja sama=CODE"' in done.stderr
    (memo,) = json.loads(run(study, "memo", "list", "--format", "json").stdout)
    assert memo["links"] == ["source:W-01"]
    assert memo["text"].splitlines()[1:] == ["kerja sama (baris 4, 5)", "lama (baris 5)"]
    with Store.open(study) as store:
        assert evidence(store.study()) == ()
        assert [entry.command for entry in store.log()][-1] == "ingest"
    run(study, "undo")
    assert codings(study) == json.loads(run(study, "memo", "list", "--format", "json").stdout) == []


def test_words_are_mapped_at_once_or_later(study: Path) -> None:
    path = transcript(study)
    assert run(study, "ingest", path, "--code", "kerja sama").exit_code == 2
    assert run(study, "ingest", path, "--code", "kerja sama=TIADA").exit_code == 1
    assert run(study, "ingest", path).exit_code == 0
    again = run(study, "ingest", path, "--code", "Kerja  sama=KERJASAMA", "--code", "lama=JAM-BUKA")
    assert again.exit_code == 0
    assert [one[:3] for one in codings(study) if one[0] in ("KERJASAMA", "JAM-BUKA")][1:] == [
        ("KERJASAMA", "impor", "Kami saling bantu."),
        ("JAM-BUKA", "impor", "Begitulah."),
        ("KERJASAMA", "impor", "Begitulah."),
    ]
    assert json.loads(run(study, "memo", "list", "--format", "json").stdout) == []


def test_they_are_evidence_once_they_are_accepted(study: Path) -> None:
    path = transcript(study)
    run(study, "ingest", path)
    run(study, "code", "add", "W-01", "DISIPLIN", "--quote", "Kami saling bantu.")
    assert run(study, "code", "accept", "K-01").exit_code == 0
    assert run(study, "code", "accept", "K-99").exit_code == 1
    assert run(study, "code", "accept", "W-01").exit_code == 0
    assert [(code, coder) for code, coder, _quote, _sign in codings(study)] == [
        ("DISIPLIN", "peneliti"), ("JAM-BUKA", "peneliti"), ("DISIPLIN", "peneliti"),
    ]  # fmt: skip
    with Store.open(study) as store:
        assert len(evidence(store.study())) == 3
    run(study, "ingest", path, "--code", "kerja sama=KERJASAMA")
    assert [code for code, coder, _quote, _sign in codings(study) if coder == "impor"] == ["KERJASAMA", "KERJASAMA"]


@pytest.mark.parametrize(
    ("written", "labels"),
    [
        ("Disiplin", ["Disiplin"]),
        ("1. Disiplin\n2) Jam buka", ["Disiplin", "Jam buka"]),
        ("- Disiplin;\n• Jam buka.", ["Disiplin", "Jam buka"]),
        ("Disiplin, Jam buka", ["Disiplin", "Jam buka"]),
        ("Disiplin / Jam buka", ["Disiplin", "Jam buka"]),
        ("Datang, duduk, dan pulang tanpa melakukan apa pun", ["Datang, duduk, dan pulang tanpa melakukan apa pun"]),
        ("Hambatan, sarana", ["Hambatan, sarana"]),
        ("“Disiplin” \n\n Disiplin", ["Disiplin"]),
    ],
)
def test_the_labels_of_a_cell(written: str, labels: list[str]) -> None:
    assert parted(written, {"disiplin", "hambatan sarana"}) == labels
