"""``verify`` at a terminal: one question after another, each answer kept at once."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from qualcode.cli import root
from qualcode.model import Code, Cycle, Finding, Memo, Statement, Verification
from qualcode.storage.store import Store
from tests.conclusions.office import DISPLAY, SNAPSHOT, discipline, office


@pytest.fixture
def study(tmp_path: Path) -> Path:
    build = office()
    build.add(DISPLAY, SNAPSHOT, discipline(build))
    return build.stored(tmp_path)


def walk(study: Path, *typed: str, tactic: str = "") -> Result:
    args = ["verify", "T-01", *([tactic] if tactic else []), "--ask", "--study", str(study)]
    env = {"QUALCODE_LANG": "en", "QUALCODE_CODER": "rani"}
    result = CliRunner().invoke(root, args, input="".join(f"{line}\n" for line in typed), env=env)
    assert result.exit_code == 0, result.output
    return result


def verifications(study: Path) -> tuple[Verification, ...]:
    with Store.open(study) as store:
        return store.study().verifications


def finding(study: Path) -> Finding:
    with Store.open(study) as store:
        return store.study().get(Finding, "T-01")


def test_a_draft_is_first_asked_for_the_search_that_its_next_state_needs(study: Path) -> None:
    shown = walk(study, "langsung dilayani", "1", "", "1", "2", "q").stdout
    assert shown.index("✗ evidence against it not searched for") < shown.index("── Negative evidence")
    assert "1 place" in shown
    assert "W-05 line 2: " in shown
    assert "langsung dilayani." in shown
    assert "✓ settled: evidence against it not searched for" in shown
    (made,) = verifications(study)
    assert [(one.query, one.hits, one.read) for one in made.queries] == [("langsung dilayani", 1, 1)]
    assert made.consequence == "qualified"
    assert len(finding(study).evidence_against) == 1


def test_what_was_answered_is_not_asked_again_another_day(study: Path) -> None:
    walk(study, "langsung dilayani", "1", "q")
    shown = walk(study, "q").stdout
    assert "Words to look for" not in shown
    assert "── Triangulation" in shown
    walk(study, "same", "q")
    assert "Are the results the same" not in walk(study, "q").stdout
    assert [made.tactic for made in verifications(study)] == ["negative-evidence", "triangulation"]


def test_the_last_answer_can_be_taken_back_and_given_anew(study: Path) -> None:
    shown = walk(study, "Salah ketik.", "<", "Pagi berbeda.", "q", tactic="patterns").stdout
    assert "Taken back." in shown
    (made,) = verifications(study)
    assert [reply.text for reply in made.replies] == ["Pagi berbeda."]
    with Store.open(study) as store:
        store.undo()
        assert store.study().verifications == ()


def test_a_tactic_is_waived_with_its_reason_and_no_longer_asked(study: Path) -> None:
    shown = walk(study, "/", "Tidak ada perumpamaan dalam data.", tactic="metaphors").stdout
    assert "Waived" in shown
    (made,) = verifications(study)
    assert (made.tactic, made.waiver, made.replies) == ("metaphors", "Tidak ada perumpamaan dalam data.", ())
    assert "── Making metaphors" not in walk(study, *[">"] * 40).stdout


def test_verdict_by_number_and_wrong_input_is_asked_again(study: Path) -> None:
    shown = walk(study, "mungkin", "2", "Warga berbeda.", "1", tactic="triangulasi").stdout
    assert "Type a number from 1 to 3." in shown
    (made,) = verifications(study)
    assert (made.verdict, made.result, made.consequence) == ("different", "Warga berbeda.", "kept")


def test_member_check_asks_who_and_refuses_strangers(study: Path) -> None:
    shown = walk(study, "I-77", "I-03", "Ya, begitu.", "y", "", "", tactic="member-check").stdout
    assert "Known: I-01, I-02" in shown
    (made,) = verifications(study)
    assert [(one.informant, one.agrees, one.answer) for one in made.answers] == [("I-03", True, "Ya, begitu.")]


def test_rival_with_a_quotation_that_is_not_there_keeps_nothing(study: Path) -> None:
    walk(study, "Hanya hari itu.", "W-05: tidak pernah ada", "", "", "", tactic="rival-explanations")
    assert finding(study).rivals == ()
    walk(study, "Hanya hari itu.", "W-05: langsung dilayani", "", "Dua hari.", "", tactic="rival-explanations")
    (rival,) = finding(study).rivals
    assert (rival.text, len(rival.evidence_for), rival.set_aside) == ("Hanya hari itu.", 1, "Dua hari.")


def test_proposition_is_tried_before_it_is_kept(study: Path) -> None:
    shown = walk(study, "cuaca=1", "DISIPLIN-JAM:-", "DISIPLIN-JAM:-", "HAMBAT-LISTRIK", "", "", tactic="if-then-tests")
    assert "cuaca" in shown.stdout
    assert "if and then: 1 of 6 · I-04" in shown.stdout
    (made,) = verifications(study)
    assert [(one.if_, one.then) for one in made.propositions] == [("DISIPLIN-JAM:-", "HAMBAT-LISTRIK")]


def test_signature_is_kept_for_the_state_that_was_reached(study: Path) -> None:
    walk(study, "langsung dilayani", "1", "q")
    found = CliRunner().invoke(root, ["verify", "T-01", "--format", "json", "--study", str(study)])
    still_open = sum(one["standing"] == "open" for one in json.loads(found.stdout))
    walk(study, *[">"] * still_open, "2", "Saya simpulkan demikian untuk sementara.")
    with Store.open(study) as store:
        (statement,) = store.study().all(Statement)
    assert (statement.record, statement.state, statement.by) == ("finding:T-01", 8, "rani")
    assert statement.tested
    assert finding(study).confidence == "middle"


def test_evidence_that_came_later_puts_its_tactic_again_until_it_is_weighed(study: Path) -> None:
    walk(study, "langsung dilayani", "1", "", "", "1", "q")
    walk(study, "same", "q", tactic="triangulation")
    later = ["finding", "evidence", "T-01", "--against", "W-05: langsung dilayani", "--study", str(study)]
    assert CliRunner().invoke(root, later).exit_code == 0
    shown = walk(study, *[">"] * 3, "q").stdout
    assert "✗ evidence against it that was not weighed yet" in shown
    walk(study, "", "", "2", "q")
    assert verifications(study)[0].consequence == "qualified"
    assert "not weighed yet" not in walk(study, "q").stdout


def test_end_of_input_stops_and_says_how_to_go_on(study: Path) -> None:
    shown = walk(study).stdout
    assert "Go on at any time: qualcode verify T-01" in shown
    assert verifications(study) == ()


def test_without_a_terminal_the_same_is_printed_in_the_same_order(study: Path) -> None:
    listed = CliRunner().invoke(root, ["verify", "T-01", "--study", str(study)], env={"QUALCODE_LANG": "en"}).stdout
    assert listed.index("Negative evidence") < listed.index("Noting patterns") < listed.index("Triangulation (")
    assert "– Spurious relations" in listed
    assert "? What is the pattern, in your own words? (--reply pattern=…)" in listed


def test_a_pattern_code_is_walked_as_a_finding_is_and_signed_at_the_end(tmp_path: Path) -> None:
    build = office()
    gathered = ("DISIPLIN-JAM", "DISIPLIN-TEMPAT")
    build.add(Code(id="POLA", name="Pola", definition="Menunggu.", cycle=Cycle.SECOND, condenses=gathered))
    build.add(Memo(id="M-1", text="?", links=("code:POLA",)))
    folder = build.stored(tmp_path)
    args = ["verify", "POLA", "--ask", "--study", str(folder)]
    typed = ["langsung dilayani", "1", "", "1", *[">"] * 30]
    env = {"QUALCODE_LANG": "en", "QUALCODE_CODER": "rani"}
    shown = CliRunner().invoke(root, args, input="".join(f"{one}\n" for one in typed), env=env).stdout
    assert shown.index("✗ no search for counter-instances logged") < shown.index("── Negative evidence")
    assert "✓ settled: no search for counter-instances logged" in shown
    assert "Which displays did you read" not in shown
    assert "How sure are you of it?" not in shown
    assert "code:POLA · DISIPLIN · pattern code" in shown.splitlines()
    (made,) = verifications(folder)
    assert (made.target, made.tactic, made.consequence) == ("code:POLA", "negative-evidence", "kept")
