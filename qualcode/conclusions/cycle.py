"""Where a study stands in the cycle: per stage how many objects reached it, and what the others lack.

No stage waits for the whole study; the view counts objects and lists what each open one is missing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from qualcode.conclusions.exits import Missing, Reached
from qualcode.conclusions.states import code_state, display_state, finding_state, project_state, source_state
from qualcode.model import Cycle, Display, Stage, Study, kind_named

COMMAND_STAGES: Mapping[str, tuple[Stage, ...]] = {
    "start": (Stage.DESIGN,),
    "collection": (Stage.COLLECTED, Stage.PSEUDONYMISED, Stage.SUMMARISED),
    "reduction": (Stage.CODED, Stage.CHECK_CODED, Stage.PATTERN),
    "display": (Stage.DISPLAYED,),
    "conclusion": (Stage.TENTATIVE, Stage.VERIFIED),
    "report": (Stage.REPORTED,),
}
"""The stages of the command table and the states of the method that are reached by them."""

_RECORDS: Mapping[str, tuple[str, ...]] = {
    "start": ("focus", "role", "question"),
    "collection": ("source", "informant", "consent", "summary"),
    "reduction": ("code", "coding", "memo", "event", "rating", "link", "agreement"),
    "display": ("display", "cell", "snapshot"),
    "conclusion": ("finding", "verification", "recommendation", "theory"),
    "report": ("passage", "statement"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """A record that has not reached a stage, and what blocks it."""

    record: str
    missing: tuple[Missing, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StageStand:
    """One state of the method: ``reached`` of ``of`` objects, and what the others lack."""

    stage: Stage
    command_stage: str
    reached: int
    of: int
    open: tuple[Open, ...]
    remarks: tuple[Open, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CycleView:
    """Every state of the method for one study, and how many records of each kind there are by command stage."""

    stages: tuple[StageStand, ...]
    records: Mapping[str, Mapping[str, int]]

    def of(self, command_stage: str) -> tuple[StageStand, ...]:
        """The states that belong to a stage of the command table."""
        return tuple(stand for stand in self.stages if stand.command_stage == command_stage)

    def as_json(self) -> list[dict[str, Any]]:
        """Per stage of the command table what exists and what is missing, as plain values."""
        return [
            {
                "stage": name,
                "records": dict(self.records[name]),
                "states": [_plain(stand) for stand in self.of(name)],
            }
            for name in COMMAND_STAGES
        ]


def cycle(study: Study) -> CycleView:
    """Where a study stands: what exists in each stage and what is missing."""
    objects: Mapping[Stage, tuple[Reached, ...]] = _objects(study)
    stands = [
        _stand(stage, command_stage, objects[stage]) for command_stage, some in COMMAND_STAGES.items() for stage in some
    ]
    counts = {stage: {name: _count(study, name) for name in names} for stage, names in _RECORDS.items()}
    return CycleView(stages=tuple(stands), records=counts)


def _objects(study: Study) -> dict[Stage, tuple[Reached, ...]]:
    sources = tuple(source_state(study, source) for source in study.sources)
    patterns = tuple(code_state(study, code) for code in study.codes if code.cycle is Cycle.SECOND)
    displays = tuple(display_state(study, display) for display in study.all(Display))
    findings = tuple(finding_state(study, finding) for finding in study.findings)
    of_sources = (Stage.COLLECTED, Stage.PSEUDONYMISED, Stage.SUMMARISED, Stage.CODED, Stage.CHECK_CODED)
    of_findings = (Stage.TENTATIVE, Stage.VERIFIED, Stage.REPORTED)
    return {
        Stage.DESIGN: (project_state(study),),
        **dict.fromkeys(of_sources, sources),
        Stage.PATTERN: patterns,
        Stage.DISPLAYED: displays,
        **dict.fromkeys(of_findings, findings),
    }


def _count(study: Study, name: str) -> int:
    kind = kind_named(name)
    assert kind is not None, name
    return len(study.all(kind.type))


def _stand(stage: Stage, command_stage: str, objects: Iterable[Reached]) -> StageStand:
    objects = tuple(objects)
    waiting = [one for one in objects if stage not in one.stages]
    return StageStand(
        stage=stage,
        command_stage=command_stage,
        reached=len(objects) - len(waiting),
        of=len(objects),
        open=tuple(
            Open(record=one.record, missing=() if _waived(one, stage) else _blocking(one, stage)) for one in waiting
        ),
        remarks=tuple(
            Open(record=one.record, missing=remarks)
            for one in objects
            if (remarks := tuple(m for m in one.missing_for(stage) if not m.blocking))
        ),
    )


def _blocking(one: Reached, stage: Stage) -> tuple[Missing, ...]:
    return tuple(missing for missing in one.missing_for(stage) if missing.blocking)


def _waived(one: Reached, stage: Stage) -> bool:
    """Whether the stage was waived: then it waits only for the stages before it."""
    return any(statement.waiver and statement.state is stage for statement in one.stated)


def _plain(stand: StageStand) -> dict[str, Any]:
    return {
        "state": stand.stage.name.lower(),
        "number": int(stand.stage),
        "reached": stand.reached,
        "of": stand.of,
        "missing": [_open(one) for one in stand.open],
        "remarks": [_open(one) for one in stand.remarks],
    }


def _open(one: Open) -> dict[str, Any]:
    return {
        "record": one.record,
        "missing": [{"exit": missing.exit, "refs": list(missing.refs)} for missing in one.missing],
    }
