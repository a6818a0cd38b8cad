"""What a header says of a source: date, times, place, collector, role, code; and what is missing or clashes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from qualcode.collection.dates import read_date, read_times, weekday_name
from qualcode.collection.documents import Remark, remark
from qualcode.collection.header import Header
from qualcode.collection.header_labels import Field
from qualcode.collection.header_lines import is_title
from qualcode.collection.header_values import place_beside
from qualcode.collection.identities import without_identifiers
from qualcode.collection.offices import is_office, office_before_name
from qualcode.model import Attribute, Technique

_KEPT = frozenset(
    (
        Field.CODE, Field.ROLE, Field.DATE, Field.TIME, Field.PLACE, Field.COLLECTOR, Field.YEAR, Field.ORIGIN,
        Field.SETTING,
    )
)  # fmt: skip
"""Fields that a record may keep as they were written: none that names or identifies a person."""

_LONG_NUMBER = re.compile(r"\d{3}")
_MARITAL = frozenset(("menikah", "kawin", "belum menikah", "belum kawin", "lajang", "janda", "duda", "sudah menikah"))

_CODE = r"(?!R[TW])[A-Z]{1,3}(?:-\d{1,3}|\d{1,3}\b)|[a-z]{1,3}-\d{1,3}"
_HYPHENED = r"(?![SD]-\d\b)(?!R[TW])[A-Z]{1,3}-\d{1,3}"
"""A code behind a name has a hyphen: what has none may be a degree (``S1``)."""

_CODE_FIRST = re.compile(rf"(?P<code>{_CODE})(?:\s*[,;/(–-]\s*(?P<rest>[^()]+?)\)?)?")
_CODE_LAST = re.compile(rf"(?P<rest>[^()]+?)\s*[(/,–]\s*(?P<code>{_HYPHENED})\)?")
_BESIDE = re.compile(r"(?P<name>[^(),/]+?)\s*[(,/]\s*(?P<office>[^()]+?)\s*\)?")
_WITH = re.compile(
    r"\b(?:dengan|dgn\.?|bersama|selaku|sebagai|wawancara(?: mendalam)?|interview|untuk|informan|narasumber"
    r"|responden)\s+"
    r"(?P<with>(?:(?!\b(?:dengan|dgn|informan|selaku|sebagai)\b)[^(),:\d–-])+)"
    r"|[(\[](?:untuk |bagi )?(?P<inside>[^()\[\]]+)[)\]]",
    re.IGNORECASE,
)
_HIDDEN = re.compile(r"\W*(?:disamarkan|dirahasiakan|anonim|samaran|tidak disebutkan)?\W*", re.IGNORECASE)
_TITLED = re.compile(r"(?<![\w-])(?!(?:W|O|D|CL|CW|CHW|CHO|S|D|KE)-)[A-Z]{1,2}-\d{1,3}(?![\w-])")
"""An informant's code in a title (``Transkrip Wawancara I-12``); the letters of sources are none."""

_OF_NOBODY = re.compile(r"laki-laki|perempuan|pria|wanita|[lp]|\d+ ?(?:th|thn|tahun)\.?|", re.IGNORECASE)
_INITIALS = re.compile(r"inisial\b", re.IGNORECASE)
_SHORT = re.compile(r"[A-Za-z]{1,4}\.?(?:[A-Za-z]\.)*")
_HONORED = re.compile(r"(?:bapak|bpk|pak|ibu|bu|mas|mbak|kak|saudara|saudari|sdri?)\.?\s+", re.IGNORECASE)
_AGED = re.compile(r"\s*[(,/]\s*\d{1,3} ?(?:th|thn|tahun)\.?\s*\)?\s*$", re.IGNORECASE)
_LETTERED = re.compile(r"(?P<office>[^()]+?)\s*\((?P<code>[A-Z]{1,4}-?\d{0,3})\)")
_PARTED = re.compile(r"\s*(?:,|;|&|\bdan\b)\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """The fields of a header. ``names`` are the informants', for the reading alone: they go into no record.

    ``people`` counts the informants that the header gives, by names or codes; ``dates`` are the days that may be meant.
    """

    title: str
    date: str
    dates: tuple[str, ...]
    start_time: str
    end_time: str
    place: str
    collector: str
    origin: str
    role: str
    code: str
    names: tuple[str, ...]
    people: int
    fields: tuple[Attribute, ...]
    remarks: tuple[Remark, ...]


def facts_of(header: Header, technique: Technique, *, days: tuple[str, ...] = ()) -> Facts:
    """The facts of a header; a date that is missing, impossible, or clashes with its weekday is remarked on.

    ``days`` are those that the body gives, as written, for a header without a date.

    What a record keeps of it names nobody but who collected the data.
    """
    titles = " ".join(header.titles)
    written = header.values(Field.DATE) or header.value(Field.TIME) or (titles if read_date(titles).date else "")
    coded = header.value(Field.CODE)
    written = written or ", ".join(days) or (coded if len(read_date(coded).date) == len("2018-03-12") else "")
    date, dates, remarks = _date(header, written)
    start, end = read_times(header.values(Field.TIME) or written)
    code, names, people = _informants(header)
    role = _role(header)
    if not role:
        role, names = _office(header, names)
    names = tuple(name for name in map(_name_alone, names) if name and not is_title(name))
    if technique is Technique.INTERVIEW and not role:
        remarks.append(remark("no_role"))
    written_fields = {
        Field.TITLE: _title(header, technique),
        Field.PLACE: header.value(Field.PLACE)
        or next(filter(None, map(place_beside, filter(_dated, header.titles))), ""),
        Field.ORIGIN: header.value(Field.ORIGIN),
        Field.ROLE: role,
    }
    kept = {field: _as_kept(field, value, names) for field, value in written_fields.items()}
    if kept != written_fields:
        remarks.append(remark("header_masked"))
    return Facts(
        title=kept[Field.TITLE],
        date=date,
        dates=dates,
        start_time=start,
        end_time=end,
        place=kept[Field.PLACE],
        collector=header.value(Field.COLLECTOR),
        origin=kept[Field.ORIGIN],
        role=kept[Field.ROLE],
        code=code,
        names=names,
        people=people,
        fields=tuple(
            Attribute(name=field.label, value=_as_kept(field.field, field.value, names))
            for field in header.fields
            if field.label and field.value and field.field in _KEPT
        ),
        remarks=tuple(remarks),
    )


def _dated(title: str) -> bool:
    return len(read_date(title).date) == len("2018-03-12")


def _as_kept(field: Field | None, value: str, names: tuple[str, ...]) -> str:
    """A value without identifiers; who collected the data may be named, and a name in some headers is but the role."""
    if not value or field is Field.COLLECTOR:
        return value
    if field is Field.ROLE:
        return value if is_office(value) and not _LONG_NUMBER.search(value) else _masked(value, ())
    return _masked(value, tuple(map(_proper, names)))


_masked = lru_cache(64)(without_identifiers)
"""The values of a header are kept twice, and the place of one is that of the next."""


def _proper(name: str) -> str:
    """The words of a name that have a capital, where any has: *kedai* of *Owner kedai kopi* names nobody."""
    return " ".join(word for word in name.split() if word[:1].isupper()) or name


def names_of(header: Header) -> tuple[str, ...]:
    """The names that the header gives its informants."""
    return _informants(header)[1]


def code_of(header: Header) -> str:
    """The code that the header gives its informant."""
    return _informants(header)[0]


def _informants(header: Header) -> tuple[str, tuple[str, ...], int]:
    """(code, names, how many people): a code under a label meant for a name (``Informan : I-77``) is the code.

    A field for the code goes before it. What stands beside such a code (``I-77 (Lurah)``, ``Pak Budi / I-77``) is the
    name.
    """
    codes: list[str] = []
    names: list[str] = []
    people = 0
    for found in header.fields:
        if found.field not in (Field.NAME, Field.CODE) or not found.value:
            continue
        parts = _PARTED.split(found.value)
        several = len(parts) if all(re.fullmatch(_CODE, part) for part in parts) else 1
        match = _CODE_FIRST.fullmatch(parts[0] if several > 1 else found.value) or _CODE_LAST.fullmatch(found.value)
        lettered = _LETTERED.fullmatch(found.value)
        if match is None and lettered and is_office(lettered.group("office")):
            codes.append(lettered.group("code"))
        if found.field is Field.CODE:
            if match or "/" not in found.value:  # else it is the code of the source (W.01/PT/23-08-2021)
                codes.insert(0, match.group("code") if match else found.value)
            continue
        people += several
        codes += [match.group("code")] if match else []
        names += [(match.group("rest") or "") if match else found.value]
    titled = [code for title in header.titles for code in _TITLED.findall(title)]
    codes += titled if len(set(titled)) == 1 else []
    codes += [one.value for one in header.fields if _INITIALS.match(one.label) and _SHORT.fullmatch(one.value)]
    return (codes or [""])[0], tuple(name for name in names if not _HIDDEN.fullmatch(name)), people


def _office(header: Header, names: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """(what the informant is, the names without it) where the header or the title says it beside or for the name."""
    for name in names:
        match = _BESIDE.fullmatch(name)
        lettered = _LETTERED.fullmatch(name)
        aged = _AGED.sub("", name)
        office = lettered.group("office") if lettered else aged
        if office != name and is_office(office):
            return office, tuple(other for other in names if other != name)
        if is_office(name) or (match and is_office(match.group("office"))):
            rest = () if match is None or is_office(name) else (match.group("name"),)
            others = tuple(other for other in names if other != name)
            return (match.group("office") if rest and match else name), (*rest, *others)
    told = [piece for name in names for piece in (*_pieces(name), office_before_name(name))]
    told += [found.value for found in header.fields if found.field in (Field.TITLE, Field.ORIGIN)]
    for title in (*header.titles, header.value(Field.TITLE)):
        whole = [said.group("with") or said.group("inside") for said in _WITH.finditer(title)]
        whole += [*re.split(r"\s*[:–—]\s*|\s-\s", title)[1:], *(part for words in whole for part in words.split(","))]
        told += [office for words in whole for one in _bare(words) for office in (one, office_before_name(one))]
    return next((words for words in told if is_office(words)), ""), names


def _bare(words: str) -> tuple[str, ...]:
    """Words of a title as they stand, and without an honorific before them (``Ibu Kader``)."""
    words = words.strip(" .")
    honored = _HONORED.match(words)
    return (words, words[honored.end() :]) if honored else (words,)


def _name_alone(name: str) -> str:
    """A name without the sex, age and office that stand beside it between slashes."""
    pieces = [piece for piece in map(str.strip, name.split("/")) if not _OF_NOBODY.fullmatch(piece)]
    return name if "/" not in name else " / ".join(piece for piece in pieces if not is_office(piece))


def _pieces(name: str) -> list[str]:
    """What stands behind a name or in its place between signs: ``perempuan / 40 th / penjual sayur``."""
    pieces = [piece for piece in map(str.strip, re.split(r"[/,;()]", name)) if piece]
    return pieces[1:] if len(pieces) > len("ab") else []


def _role(header: Header) -> str:
    """The role: an office or occupation before a mere status, and never the marital one."""
    written = [found for found in header.fields if found.field is Field.ROLE and found.value]
    written.sort(key=lambda found: found.label.casefold().startswith("status"))
    return next((_AGED.sub("", found.value) for found in written if found.value.casefold() not in _MARITAL), "")


def _date(header: Header, written: str) -> tuple[str, tuple[str, ...], list[Remark]]:
    found = read_date(written)
    year = header.value(Field.YEAR)
    if year and len(found.date) < len("2018-03-12") and not found.impossible:
        completed = read_date(f"{written} {year}")
        found = completed if completed.date or completed.impossible else read_date(year)
    if found.impossible:
        return "", (), [remark("impossible_date", written=written)]
    if not found.date:
        return "", (), [remark("no_date")]
    remarks = [remark("several_days", date=found.date)] if found.several else []
    if found.clashes:
        remarks.append(remark("weekday", written=weekday_name(found.weekday or 0), date=found.date))
    return found.date, found.meant(), remarks


def _title(header: Header, technique: Technique) -> str:
    """A document's or sheet's own title; of an interview nothing but what it is, since titles hold names."""
    if technique is Technique.INTERVIEW:
        return ""
    own = header.value(Field.TITLE)
    return own or next((title for title in header.titles if is_title(title)), "")
