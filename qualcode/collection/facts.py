"""What a header says of a source: date, times, place, collector, role, code; and what is missing or clashes."""

from __future__ import annotations

from dataclasses import dataclass

from qualcode.collection.dates import read_date, read_times, weekday_name
from qualcode.collection.documents import Remark, remark
from qualcode.collection.header import Field, Header, is_title
from qualcode.model import Attribute, Technique

_KEPT = frozenset(
    (
        Field.CODE, Field.ROLE, Field.DATE, Field.TIME, Field.PLACE, Field.COLLECTOR, Field.YEAR, Field.ORIGIN,
        Field.SETTING,
    )
)  # fmt: skip
"""Fields that a record may keep as they were written: none that names or identifies a person."""

_MARITAL = frozenset(("menikah", "kawin", "belum menikah", "belum kawin", "lajang", "janda", "duda", "sudah menikah"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """The fields of a header. ``name`` is the informant's, for the reading alone: it goes into no record."""

    title: str
    date: str
    start_time: str
    end_time: str
    place: str
    collector: str
    origin: str
    role: str
    code: str
    name: str
    fields: tuple[Attribute, ...]
    remarks: tuple[Remark, ...]


def facts_of(header: Header, technique: Technique) -> Facts:
    """The facts of a header; a date that is missing, impossible, or clashes with its weekday is remarked on."""
    written = header.values(Field.DATE) or header.value(Field.TIME)
    date, remarks = _date(header, written)
    start, end = read_times(header.value(Field.TIME) or written)
    role = _role(header)
    if technique is Technique.INTERVIEW and not role:
        remarks.append(remark("no_role"))
    return Facts(
        title=_title(header, technique),
        date=date,
        start_time=start,
        end_time=end,
        place=header.value(Field.PLACE),
        collector=header.value(Field.COLLECTOR),
        origin=header.value(Field.ORIGIN),
        role=role,
        code=header.value(Field.CODE),
        name=header.value(Field.NAME),
        fields=tuple(
            Attribute(name=field.label, value=field.value)
            for field in header.fields
            if field.value and field.field in _KEPT
        ),
        remarks=tuple(remarks),
    )


def _role(header: Header) -> str:
    """The role: an office or occupation before a mere status, and never the marital one."""
    written = [found for found in header.fields if found.field is Field.ROLE and found.value]
    written.sort(key=lambda found: found.label.casefold().startswith("status"))
    return next((found.value for found in written if found.value.casefold() not in _MARITAL), "")


def _date(header: Header, written: str) -> tuple[str, list[Remark]]:
    found = read_date(written)
    if found.impossible:
        return "", [remark("impossible_date", written=written)]
    if found.clashes:
        return found.date, [remark("weekday", written=weekday_name(found.weekday or 0), date=found.date)]
    date = found.date or read_date(header.value(Field.YEAR)).date
    return date, [] if date else [remark("no_date")]


def _title(header: Header, technique: Technique) -> str:
    """A document's or sheet's own title; of an interview nothing but what it is, since titles hold names."""
    if technique is Technique.INTERVIEW:
        return ""
    own = header.value(Field.TITLE)
    return own or next((title for title in header.titles if is_title(title)), "")
