"""4.2 Profil informan: who was heard, when and how, and how far each focus is covered (data accounting log)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode import displays
from qualcode.errors import DisplayNotReady
from qualcode.model import Informant, Technique
from qualcode.report.desk import PROJECT, Desk, paragraph
from qualcode.report.document import Runs, Table, TableCell, Text
from qualcode.report.sentences import capital
from qualcode.report.tables import caption_of, cell, display_table, plain_table

if TYPE_CHECKING:
    from qualcode.report.document import Block

LOG = "data-accounting-log"


def informants(desk: Desk) -> tuple[Block, ...]:
    """The table of informants, those beside them, the argument of selection and the data accounting log."""
    people = desk.study.informants
    if not people:
        return (
            *paragraph(desk.claim(desk.voice.say("informants.none"), PROJECT)),
            *desk.slot("informants", "selection"),
        )
    table, log = _table(desk), _log(desk)
    count = desk.counter.number(len(people))
    said = desk.voice.counted("informants.table", len(people), N=count, tabel=desk.table(table.key))
    said = desk.claim(said, *(f"informant:{person.id}" for person in people))
    covered = [desk.voice.say("informants.accounting", tabel=desk.table(one.key)) for one in log]
    return (
        *paragraph(said, *_key_informants(desk), *_others(desk), *covered),
        table,
        *desk.slot("informants", "selection"),
        *log,
    )


def _table(desk: Desk) -> Table:
    rows = []
    for at, code in enumerate(desk.people.in_order(person.id for person in desk.study.informants), 1):
        person = desk.study.get(Informant, code)
        rows.append(
            (str(at), desk.people.code(code), _role(desk, person), _group(desk, person), *_contacts(desk, code))
        )
    return plain_table(
        desk,
        key="informants",
        header=("no", "code", "role", "group", "technique", "date"),
        rows=rows,
    )


def _role(desk: Desk, person: Informant) -> str:
    return next((role.label for role in desk.study.roles if role.id == person.role), person.role)


def _group(desk: Desk, person: Informant) -> str:
    of_role = next((role.group for role in desk.study.roles if role.id == person.role), "")
    return capital(person.group or of_role) or desk.word("none")


def _contacts(desk: Desk, informant: str) -> tuple[str, TableCell]:
    """Techniques and dates of an informant's contacts, each date on a line of its own."""
    sources = [source for source in desk.study.sources if informant in source.informants]
    techniques = dict.fromkeys(capital(desk.terms(f"values.technique.{source.technique.value}")) for source in sources)
    dates = [desk.terms.date(source.date) if source.date else desk.word("undated") for source in sources]
    nothing = desk.word("none")
    heard = [f"source:{source.id}" for source in sources]
    shown = [desk.claim((Text(date),), f"informant:{informant}", *heard) for date in dict.fromkeys(dates or [nothing])]
    return ", ".join(techniques) or nothing, cell(*shown)


def _key_informants(desk: Desk) -> list[Runs]:
    key = [person.id for person in desk.study.informants if person.key]
    if not key:
        return []
    said = desk.voice.say("informants.key", daftar=desk.counter.names(desk.people.persons(key)))
    return [desk.claim(said, *(f"informant:{who}" for who in key))]


def _others(desk: Desk) -> list[Runs]:
    """The observations and documents beside the informants."""
    found = {
        technique: sources
        for technique in (Technique.OBSERVATION, Technique.DOCUMENT)
        if (sources := desk.sources(technique))
    }
    if not found:
        return []
    words = [desk.counted(technique, len(sources)) for technique, sources in found.items()]
    said = desk.voice.say("informants.others", daftar=desk.terms.listed(words))
    return [desk.claim(said, *(f"source:{source.id}" for sources in found.values() for source in sources))]


def _log(desk: Desk) -> tuple[Table, ...]:
    """How far the data cover each focus; nothing where the display cannot be made yet."""
    try:
        matrix = displays.load_matrix(LOG).build(desk.study, terms=desk.terms)
    except DisplayNotReady as error:
        desk.remarks.append(desk.word("display_missing", display=LOG, missing="; ".join(error.missing)))
        return ()
    return (display_table(desk, matrix, key="table_accounting", caption=caption_of(desk, matrix)),)
