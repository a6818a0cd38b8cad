"""Blocks: the turns of an interview, and stretches of any layout turned into records with exact places.

``[start, end)`` of a block is the speech alone, without its label, without white space around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from qualcode.collection.chats import is_notice
from qualcode.collection.dates import read_date
from qualcode.collection.lines import Line, Where
from qualcode.collection.opening_forms import Opening, clock
from qualcode.collection.speakers import Voice
from qualcode.declared import record, varied
from qualcode.model import Block, BlockKind, Speaker, TimeMark

_PLACE = re.compile(r"[A-Z][\w' ]{2,30},\s*\d.*\d$")
_SIGNED = re.compile(
    r"(?:mengetahui|menyetujui|tertanda|ttd|hormat (?:saya|kami)|yang (?:diwawancarai|menyatakan))\b[\s,.:]*",
    re.IGNORECASE,
)
_SIGNER = re.compile(r"(?:informan|narasumber|responden|peneliti|pewawancara)\W*", re.IGNORECASE)
_SIGNATURE = re.compile(r"ttd\.?|\(.{3,60}\)|[._]{4,}", re.IGNORECASE)
_SECTION = re.compile(r"(?P<numeral>[A-Z]|[IVX]{1,4})[.)][ \t]+[^.?!:]{2,60}")
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
_STAMP = re.compile(r"[\[({#](?P<time>\d{1,2}:\d{2}(?::\d{2})?)(?:[.,-]\d{1,3})?[\])}#][ \t]*$")
_STAMP_ALONE = re.compile(r"[\[(]?(?P<time>\d{1,2}:\d{2}(?::\d{2})?)[\])]?")
"""The place in the recording in a line of its own, below the label."""

_LEADING = re.compile(r"\s*(?:[:：]\s+)?")
"""What stands between a label and its speech; in a table, or in a line of its own, perhaps a colon."""

_REMARKED = re.compile(
    r"[\[(#]?\d{1,2}:\d{2}:\d{2}(?:[.,-]\d{1,3})?[\])#]?(?:\s*-+>\s*\d{1,2}:\d{2}:\d{2}(?:[.,]\d{1,3})?)?|[\[(]\d{1,2}:\d{2}[\])]"
    r"|.{2,60} (?:started|stopped) transcription"
    r"|(?:transcription|transcript|meeting|transkrip|transkripsi|rapat) (?:ended|berakhir) (?:after|setelah) [\d:]+"
    r"|this editable transcript was computer generated.{0,60}|transcript|transkrip|attendees|peserta rapat"
    r"|(?:transcribed|ditranskripsi(?:kan)?) (?:by|oleh|dengan) \S+"
    r"|.{2,60} (?:memulai|menghentikan) transkripsi"
    r"|[\[(](?:rekaman|wawancara|recording|interview)"
    r" (?:di)?(?:mulai|selesai|berakhir|akhiri|hentikan|starts?|ends?)[^\])]*[\])]",
    re.IGNORECASE,
)
"""A line that is nobody's words: the place in the recording alone, or what a meeting program adds."""

_NOTE = re.compile(
    r"[ \t]*[(\[]?(?:catatan(?: (?:peneliti|pewawancara|lapangan|penulis))?|keterangan|nb|note|o\.?c\.?"
    r"|komentar peneliti)\s*[:：]\s*\S",
    re.IGNORECASE,
)
"""A note of the transcriber in a line of its own."""

_RULE = re.compile(r"[-–—=_*~#][-–—=_*~#\s]+[-–—=_*~#]")
"""A line drawn between turns."""

_SENTENCE = re.compile(r"[(\[][^()\[\]]{12,}[)\]]\.?|(?:\S+\s+){7,}\S+\.")
_SHORT, _FULL_DATE = 7, len("2018-03-12")


@record
class Stretch:
    """Lines ``first`` to ``last`` (from 0, both included) that make a block.

    Its words begin at ``at`` of the first line and leave out the last ``cut`` code points of the last.
    """

    first: int
    at: int
    last: int
    kind: BlockKind
    label: str = ""
    key: str = ""
    time: str = ""
    cut: int = 0


def turns(lines: Sequence[Line], openings: Sequence[Opening], limits: tuple[int, int]) -> Iterator[Stretch]:
    """Turns of paragraphs and of tables with a speaker column; lines without a label belong to the last speaker.

    ``limits`` are the lines on which the body begins and ends. The place, date and signatures below the last turn are
    nobody's words; nor are what the transcriber notes between turns, and the sentences above the first.
    """
    body, end_of_all = limits
    opened = [opening for opening in openings if opening.line >= body]
    headings = section_headings(lines)
    closing = min(end_of_all, _closing(lines, opened[-1].line) if opened else end_of_all)
    ends = [opening.line for opening in opened[1:]] + [closing]
    stamped = _stamped_ends(lines, ends)
    if not opened:
        return
    yield from _above(lines, headings, body, opened[0].line)
    for opening, end in zip(opened, ends, strict=True):
        last = _end_of_speech(lines, headings, opening.line, end)
        first, at, time = _begin_of_speech(lines, opening, last)
        stamp = stamped.get(last)
        turn = Stretch(
            first=first,
            at=at,
            last=last,
            kind=BlockKind.OTHER,
            label=opening.label,
            key=opening.key,
            time=opening.time or time or (stamp.group("time") if stamp else ""),
            cut=len(stamp.group()) if stamp else 0,
        )
        yield from _without_notes(lines, turn)
        yield from _headings_in(headings, last + 1, end)
    if closing < len(lines):
        yield Stretch(first=closing, at=0, last=len(lines) - 1, kind=BlockKind.OTHER)


def _begin_of_speech(lines: Sequence[Line], opening: Opening, last: int) -> tuple[int, int, str]:
    """(line, place in it, time) where the words of a turn begin: between label and words may stand a time alone."""
    below = opening.line + 1
    if below < last and not lines[opening.line].text[opening.at :].strip():
        stamp = _STAMP_ALONE.fullmatch(lines[below].plain.strip())
        if stamp:
            return below + 1, 0, clock(stamp.group("time"))
    return opening.line, opening.at, ""


def _above(lines: Sequence[Line], headings: frozenset[int], body: int, first: int) -> Iterator[Stretch]:
    """Headings and sentences between header and first turn."""
    for index in range(body, first):
        text = lines[index].text.strip()
        if index in headings or (_SENTENCE.fullmatch(text) and not _nobodys(text)):
            yield Stretch(first=index, at=0, last=index, kind=BlockKind.OTHER)


def _without_notes(lines: Sequence[Line], turn: Stretch) -> Iterator[Stretch]:
    """A turn without the notes of the transcriber in it (``Catatan: informan menangis``), which are nobody's words."""
    notes = [at for at in range(turn.first + 1, turn.last + 1) if _NOTE.match(lines[at].plain)]
    rest: Stretch | None = turn
    for at in notes:
        if rest is None or at < rest.first:
            continue
        last = at
        while last < turn.last and not lines[last + 1].blank and lines[last + 1].paragraph == lines[at].paragraph:
            last += 1
        yield replace(rest, last=at - 1, cut=0)
        yield Stretch(first=at, at=0, last=last, kind=BlockKind.OTHER)
        rest = replace(turn, first=last + 1, at=0) if last < turn.last else None
    if rest is not None:
        yield rest


def _headings_in(headings: frozenset[int], first: int, end: int) -> Iterator[Stretch]:
    for index in range(first, end):
        if index in headings:
            yield Stretch(first=index, at=0, last=index, kind=BlockKind.OTHER)


def _end_of_speech(lines: Sequence[Line], headings: frozenset[int], first: int, end: int) -> int:
    """The last line of a turn: below it may stand a heading, a time alone, or what a meeting program remarks."""
    last = end - 1
    while last > first and (lines[last].blank or last in headings or _nobodys(lines[last].plain.strip())):
        last -= 1
    return last


def _nobodys(text: str) -> bool:
    return _REMARKED.fullmatch(text) is not None or _RULE.fullmatch(text) is not None or is_notice(text)


def _stamped_ends(lines: Sequence[Line], ends: Sequence[int]) -> dict[int, re.Match[str]]:
    """The places in the recording with which most turns end, by line: they are no part of the speech."""
    last = [next(at for at in range(end - 1, -1, -1) if at == 0 or not lines[at].blank) for end in ends]
    found = {at: match for at in last if (match := _STAMP.search(lines[at].text))}
    return found if len(found) > 1 and 2 * len(found) > len(ends) else {}


def section_headings(lines: Sequence[Line]) -> frozenset[int]:
    """Lines that part a transcript by themes: ``A. Kedisiplinan``, ``B. Kerja sama``, in order, at least two."""
    texts = ((at, line.text.strip()) for at, line in enumerate(lines) if line.text and line.where is Where.TEXT)
    numbered = [(at, match.group("numeral")) for at, text in texts if (match := _SECTION.fullmatch(text))]
    for numerals in (_LETTERS, _ROMAN):
        found: list[int] = []
        for index, numeral in numbered:
            if len(found) < len(numerals) and numeral == numerals[len(found)]:
                found.append(index)
        if len(found) > 1:
            return frozenset(found)
    return frozenset()


def _closing(lines: Sequence[Line], last_turn: int) -> int:
    """The line of place and date, or *Mengetahui*, above signatures under the last turn; else the number of lines."""
    for index in range(last_turn + 1, len(lines)):
        text = lines[index].text.strip()
        dated = _PLACE.match(text) and len(text.split()) <= _SHORT and len(read_date(text).date) == _FULL_DATE
        signed = _SIGNED.fullmatch(text) or (_SIGNER.fullmatch(text) and _has_signature(lines[index + 1 :]))
        if not dated and not (signed and lines[index - 1].blank):
            continue
        below = [line.text.split() for line in lines[index + 1 :] if not line.blank]
        if (below or lines[index - 1].blank) and all(len(words) <= _SHORT for words in below):
            return index
    return len(lines)


def _has_signature(lines: Sequence[Line]) -> bool:
    return any(_SIGNATURE.fullmatch(line.text.strip()) for line in lines)


def question_answers(lines: Sequence[Line], body: int) -> Iterator[Stretch]:
    """The questions and answers of a two-column table, each cell a turn."""
    index = body
    while index < len(lines):
        line = lines[index]
        last = index
        while last + 1 < len(lines) and _same_cell(line, lines[last + 1]):
            last += 1
        if line.where in (Where.QUESTION, Where.ANSWER):
            kind = BlockKind.QUESTION if line.where is Where.QUESTION else BlockKind.ANSWER
            yield Stretch(first=index, at=0, last=last, kind=kind, label=line.label)
        elif not line.blank and line.where is not Where.HEADING:
            yield Stretch(first=index, at=0, last=last, kind=BlockKind.OTHER)
        index = last + 1


def _same_cell(line: Line, following: Line) -> bool:
    return line.where is following.where and line.paragraph == following.paragraph and not following.label


def voiced(stretches: Sequence[Stretch], voices: Mapping[str, Voice]) -> Iterator[tuple[Stretch, Voice]]:
    """Turns with who speaks them: what the interviewer says is a question, what an informant says an answer."""
    keyed = [stretch for stretch in stretches if stretch.key]
    asks = [voices[stretch.key].speaker is Speaker.INTERVIEWER for stretch in keyed]
    spoken = iter(varied(keyed, kind=[BlockKind.QUESTION if one else BlockKind.ANSWER for one in asks]))
    for stretch in stretches:
        if stretch.key:
            yield next(spoken), voices[stretch.key]
        elif stretch.kind is BlockKind.QUESTION:
            yield stretch, Voice(Speaker.INTERVIEWER)
        elif stretch.kind is BlockKind.ANSWER:
            yield stretch, Voice(Speaker.INFORMANT)
        else:
            yield stretch, Voice(Speaker.NONE)


def blocks_of(lines: Sequence[Line], stretches: Sequence[tuple[Stretch, Voice]]) -> Iterator[Block]:
    """Records of stretches in order, numbered from 1; one without words gives none. The source is set later."""
    starts = line_starts(lines)
    text = "\n".join(line.text for line in lines)
    number = 0
    for stretch, voice in stretches:
        raw_start = starts[stretch.first] + stretch.at
        raw_end = starts[stretch.last] + len(lines[stretch.last].text) - stretch.cut
        words = text[raw_start:raw_end]
        if not words.strip() or (stretch.label and words.strip() in ":："):
            continue
        lead = _LEADING.match(words) if stretch.label else None
        start = raw_start + (lead.end() if lead else len(words) - len(words.lstrip()))
        end = raw_end - (len(words) - len(words.rstrip()))
        number += 1
        yield Block(
            source="",
            number=number,
            label=stretch.label,
            speaker=voice.speaker,
            informant=voice.informant,
            kind=stretch.kind,
            start=start,
            end=end,
            first_line=stretch.first + text.count("\n", starts[stretch.first], start) + 1,
            last_line=stretch.first + text.count("\n", starts[stretch.first], end) + 1,
            time=stretch.time or _time_in(lines, stretch),
        )


def _time_in(lines: Sequence[Line], stretch: Stretch) -> str:
    """The first place in the recording that a stretch gives (``00:12:05``), or nothing."""
    for index in range(stretch.first, stretch.last + 1):
        for _, milliseconds in lines[index].times:
            seconds = milliseconds // 1000
            return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    return ""


def time_marks(lines: Sequence[Line]) -> tuple[TimeMark, ...]:
    """Every place in the recording, by code point of the text of the lines."""
    starts = line_starts(lines) if any(line.times for line in lines) else []
    return tuple(
        TimeMark(position=start + at, milliseconds=milliseconds)
        for start, line in zip(starts, lines, strict=bool(starts))
        for at, milliseconds in line.times
    )


def line_starts(lines: Sequence[Line]) -> list[int]:
    """The offset of every line in the text of the lines."""
    starts, place = [], 0
    for line in lines:
        starts.append(place)
        place += len(line.text) + 1
    return starts
