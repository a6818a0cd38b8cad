"""Any sequence of changes leaves a sound study; undoing all of it restores the start exactly.

``QUALCODE_LONG=1`` runs many more and longer sequences.
"""

# ruff: noqa: D102 - a rule's name says what it does

from __future__ import annotations

import contextlib
import itertools
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from qualcode.displays._code_lines import line_turner
from qualcode.errors import NothingToUndo, QualcodeError
from qualcode.model import (
    KINDS,
    AgreementRun,
    Attribute,
    Axis,
    AxisGroup,
    Cell,
    Code,
    CodeAgreement,
    Cycle,
    Disagreement,
    Display,
    Entry,
    EntryKind,
    Link,
    LinkKind,
    Memo,
    Rating,
    Recommendation,
    ReviewedSuggestion,
    ScaleValue,
    Stage,
    Statement,
    Study,
    Summary,
    SummaryItem,
    SummaryItemKind,
    SummaryKind,
    Valence,
    Variable,
    Verification,
)
from qualcode.reduction.codebook_merging import merge_codes
from qualcode.reduction.codebook_revising import (
    Revision,
    add_code,
    move_code,
    remove_codes,
    rename_code,
    reopen_codes,
    retire_codes,
    set_code,
)
from qualcode.reduction.codebook_splitting import split_code, undecided
from qualcode.reduction.coding import Assignment, apply_codes, remove_codings
from qualcode.storage.doctor import examine
from qualcode.storage.store import Store
from tests.builders import StudyBuilder

DAY = "2018-04-01"
TEXT = "I: Datang pagi.\nI: Pulang sore.\nI: Jujur.\nI: Baik."
QUOTES = ("Datang pagi", "Pulang sore", "Jujur", "Baik")
NAMES = ("A", "B", "C", "D", "E-1", "F/2", "G", "POLA")
LONG = bool(os.environ.get("QUALCODE_LONG"))


def beginning() -> StudyBuilder:
    """A study in which codes are named in every way there is."""
    made = StudyBuilder().focus("A").focus("B").informant("I-01", "Lurah").interview("W-01", "I-01", TEXT)
    made.add(Code(id="C", name="C", parent="A", order=3), Code(id="D", name="D", parent="C", order=4))
    made.add(Code(id="POLA", name="Pola", cycle=Cycle.SECOND, condenses=("C", "B"), order=5))
    for number, quote in enumerate(QUOTES):
        made.code("W-01", quote, "ABCD"[number], valence="+-"[number % 2])
        made.code("W-01", quote, "BCDA"[number], coder="bayu", valence="+")
    made.code("W-01", "Jujur", "A", valence="-")
    first = made.segment("W-01", "Jujur").id
    return made.add(
        Variable(id="sikap", name="Sikap", values=(ScaleValue(value=1, label="rendah"),)),
        Rating(id="N-01", subject="code:A", code="C", variable="sikap", values=(1,)),
        Link(id="L-01", from_="code:A", to="code:B", kind=LinkKind.INFLUENCES),
        Memo(id="M-01", text="Tentang A dan B.", links=("code:A", "coding:K-03", "code:POLA")),
        Summary(
            id="R-01",
            kind=SummaryKind.CONTACT,
            source="W-01",
            items=(SummaryItem(kind=SummaryItemKind.SALIENT, text="x", codes=("A", "D")),),
        ),
        Recommendation(id="SR-01", text="Perbaiki.", factors=("B", "C")),
        Verification(id="V-01", tactic="negative-evidence", target="code:POLA"),
        Statement(id="PN-01", record="code:POLA", state=Stage.PATTERN, text="Ya."),
        AgreementRun(
            id="A-01",
            at="",
            coders=("rani", "bayu"),
            codes=(CodeAgreement(code="A"), CodeAgreement(code="B")),
            disagreements=(Disagreement(segment=first, code="A"),),
        ),
        ReviewedSuggestion(
            suggestion="W-01:1:A", coder="rani", source="W-01", start=3, end=14, code="A", accepted=False
        ),
        ReviewedSuggestion(
            suggestion="W-01:1:B", coder="rani", source="W-01", start=3, end=14, code="B", accepted=True
        ),
        Display(
            id="conceptually-clustered-matrix",
            type="conceptually-clustered-matrix",
            columns=Axis(name="cluster", groups=(AxisGroup(label="X", items=("A", "B")),)),
            filter=(Attribute(name="code", value="A,B,C"),),
        ),
        Cell(
            display="role-ordered-matrix", row="I-01", column="A", entries=(Entry(kind=EntryKind.SUMMARY, text="a"),)
        ),
        Cell(
            display="role-ordered-matrix", row="I-01", column="B", entries=(Entry(kind=EntryKind.SUMMARY, text="b"),)
        ),
    )  # fmt: skip


def stored(folder: Path) -> Store:
    made = beginning()
    made.records = [one for one in made.records if not isinstance(one, (Cell, Display))] + [
        Display(id="role-ordered-matrix", type="role-ordered-matrix"),
        *(one for one in made.records if isinstance(one, (Cell, Display))),
    ]
    made.stored(folder)
    store = Store.open(folder)
    with store.act("tokenize") as act:
        for source in act.study.sources:
            act.put_analysis(source.text_digest, "uji", act.study.tokens(source), act.study.sentences(source))
    return store


def rows(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    """Every stored row of every kind, with its place."""
    return {
        kind.name: store._db.execute(f'SELECT * FROM "{kind.name}" ORDER BY n').fetchall()  # noqa: S608
        for kind in KINDS
    }


codes = st.sampled_from(NAMES)


class Codebook(RuleBasedStateMachine):
    """A researcher who changes their mind."""

    folder: Path
    store: Store

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="qualcode-"))
        self.store = stored(self.folder)
        self.start = rows(self.store)

    def teardown(self) -> None:
        if not hasattr(self, "store"):
            return
        end = rows(self.store)
        taken = self.every(self.store.undo)
        assert rows(self.store) == self.start
        for _ in range(taken):
            self.store.redo()
        assert rows(self.store) == end
        self.store.close()
        shutil.rmtree(self.folder)

    @staticmethod
    def every(step: Callable[[], object]) -> int:
        """How often a step can be taken until there is nothing left."""
        for count in itertools.count():
            try:
                step()
            except NothingToUndo:
                return count
        raise AssertionError

    def write(self, command: str, plan: Any) -> None:
        """Carry a change out as the command does; a refusal of the method changes nothing."""
        before = rows(self.store)
        try:
            with self.store.act(command) as act:
                revision: Revision = plan(act.study, act.new_id)
                act.put(*revision.put)
                act.remove(*revision.remove)
        except QualcodeError:
            assert rows(self.store) == before

    @rule(code=codes, parent=st.none() | codes)
    def add(self, code: str, parent: str | None) -> None:
        self.write("codebook add", lambda study, _new: add_code(study, Code(id=code, name="", parent=parent)))

    @rule(code=codes, text=st.sampled_from(("Satu.", "Dua.")))
    def redefine(self, code: str, text: str) -> None:
        self.write("codebook set", lambda study, _new: set_code(study, code, {"definition": text}, date=DAY))

    @rule(old=codes, new=codes)
    def rename(self, old: str, new: str) -> None:
        self.write(
            "codebook rename", lambda study, _new: rename_code(study, old, new, date=DAY, lines=line_turner(study))
        )

    @rule(some=st.lists(codes, min_size=1, max_size=3), into=codes, prefer=st.booleans())
    def merge(self, some: list[str], into: str, *, prefer: bool) -> None:
        self.write(
            "codebook merge",
            lambda study, _new: merge_codes(
                study, some, into, date=DAY, prefer=some[0] if prefer else "", lines=line_turner(study)
            ),
        )

    @rule(code=codes, into=st.lists(codes, min_size=1, max_size=3), picks=st.lists(st.integers(0, 7), max_size=4))
    def split(self, code: str, into: list[str], picks: list[int]) -> None:
        def plan(study: Study, new_id: Any) -> Revision:
            there = undecided(study, code)
            decisions = {
                coding.id: tuple({(*into, code)[(pick + n) % (len(into) + 1)] for n in range(1 + pick % 2)})
                for coding, pick in zip(there, picks, strict=False)
            }
            return split_code(study, code, into, decisions, date=DAY, new_id=new_id)

        self.write("codebook split", plan)

    @rule(code=codes, under=st.none() | codes, beside=st.sampled_from(("", *NAMES)), after=st.booleans())
    def move(self, code: str, under: str | None, beside: str, *, after: bool) -> None:
        where = {"after" if after else "before": beside} if beside else {"under": under, "top": under is None}
        self.write("codebook move", lambda study, _new: move_code(study, code, date=DAY, **where))

    @rule(code=codes)
    def retire(self, code: str) -> None:
        self.write("codebook retire", lambda study, _new: retire_codes(study, [code], date=DAY))

    @rule(code=codes)
    def reopen(self, code: str) -> None:
        self.write("codebook retire", lambda study, _new: reopen_codes(study, [code], date=DAY))

    @rule(code=codes)
    def drop(self, code: str) -> None:
        self.write("codebook remove", lambda study, _new: remove_codes(study, [code]))

    @rule(code=codes, quote=st.sampled_from(QUOTES), valence=st.sampled_from((None, *Valence)), more=st.integers(0, 2))
    def give(self, code: str, quote: str, valence: Valence | None, more: int) -> None:
        start = TEXT.index(quote)

        def plan(study: Study, new_id: Any) -> Revision:
            wanted = Assignment(
                source="W-01", start=start + more, end=start + len(quote), code=code, coder="rani", valence=valence
            )
            return Revision(codes=(code,), put=apply_codes(study, [wanted], new_id=new_id, at=DAY).records)

        self.write("code add", plan)

    @rule(at=st.integers(0, 20))
    def take(self, at: int) -> None:
        def plan(study: Study, _new: Any) -> Revision:
            some = study.codings
            gone = remove_codings(study, [some[at % len(some)].id]) if some else ()
            return Revision(codes=(), remove=gone)

        self.write("code remove", plan)

    @rule(count=st.integers(1, 3))
    def undo(self, count: int) -> None:
        with contextlib.suppress(NothingToUndo):
            self.store.undo(count)

    @rule(count=st.integers(1, 3))
    def redo(self, count: int) -> None:
        with contextlib.suppress(NothingToUndo):
            self.store.redo(count)

    @invariant()
    def sound(self) -> None:
        if not hasattr(self, "store"):
            return
        assert [check for check in examine(self.store) if not check.ok] == []
        study = self.store.study()
        assert self.store.reread().source_columns  # kept from here on, and looked at after the next step
        for code in study.codes:
            above, parent = {code.id}, code.parent
            while parent is not None:
                assert parent not in above, code
                above.add(parent)
                parent = study.get(Code, parent).parent
            assert code.parent is None or study.get(Code, code.parent).cycle is code.cycle
            assert code.id not in code.condenses
        said = [(one.segment, one.code, one.coder, one.round) for one in study.codings]
        assert len(said) == len(set(said))


TestCodebook = Codebook.TestCase
TestCodebook.settings = settings(
    max_examples=300 if LONG else 20,
    stateful_step_count=60 if LONG else 20,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
