"""What a comment says: codes with their signs, fields and notes, as the tool writes them or as people do.

A line is ``CODE− [field=value; …] : note``; several codes stand behind commas. Lines that name no code go on with
the note above them. A line of a note that would itself read as a code has ``> `` before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from qualcode.collection.written_files import guess
from qualcode.model import Code, Coding, Study

_SIGN = re.compile(
    r"[ \t]*\([ \t]*(?P<in>\+/-|\+-|[-+±−–0])[ \t]*\)|(?P<at>\+/-|\+-|[-+±−–])(?![^\W_]|[-−–])"
    r"|[ \t]+(?P<off>\+/-|\+-|[-+±−–0])(?=[ \t]*(?:$|[,;:\[]))|(?P<nil>0)(?=[ \t]*(?:$|[,;:\[]))"
)
_PLAIN = {"−": "-", "–": "-", "+-": "±", "+/-": "±"}
_SHOWN = {"-": "−"}
_FIELDS = re.compile(r"[ \t]*\[([\w-]+=[^\]\n]*)\]")
_NOTE = re.compile(r"[ \t]*(?::|=|→|(?<=\s)[-–—](?=\s))[ \t]*")
_NEXT = re.compile(r"[ \t]*(?:[,;/&+]|\bdan\b|\band\b)[ \t]*")
_LEAD = re.compile(r"[ \t]*(?:[#•*·][ \t]*|-[ \t]+|\d+[.)][ \t]+|(?:kode|code)[ \t]*:[ \t]*)?", re.IGNORECASE)
_LIKE_ID = re.compile(r"[A-Z][A-Z0-9]{2,}(?:[-_][A-Z0-9]+)*(?![a-z])")
_SIGN_BEHIND = re.compile(r":[ \t]*(\+/-|\+-|[-+±−–])[ \t]*$")
_BOUND = re.compile(r"[^\W_]")
_ABOUT = ("role", "informant", "unit", "case", "period", "date")
_MARK = "> "


@dataclass(frozen=True, slots=True)
class Said:
    """A code that a comment gives: fields under the column names of a file of codings, all as text."""

    code: str
    fields: Mapping[str, str]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Comment:
    """What was understood of a comment, and words that look like a code and are none, each with what was meant."""

    said: tuple[Said, ...]
    unknown: tuple[tuple[str, str], ...] = ()


class CommentReader:
    """Reads comments with the codes of one study; ids and names, without regard to case."""

    def __init__(self, study: Study) -> None:
        codes = study.by_id(Code)
        names = {code.name.casefold(): code.id for code in codes.values() if code.name}
        self._words = names | {code.casefold(): code for code in codes}
        self._ids = tuple(codes)
        self._longest = sorted(self._words, key=len, reverse=True)

    def read(self, text: str) -> Comment:
        """The codes of a comment; a note before the first code belongs to all codes of the first line."""
        said: list[Said] = []
        unknown: list[tuple[str, str]] = []
        current: list[int] = []
        before: list[str] = []
        for line in text.split("\n"):
            found, strange = self._line(line)
            unknown += strange
            if found:
                current = list(range(len(said), len(said) + len(found)))
                said += found
            elif current:
                more = line.removeprefix(_MARK)
                for at in current:
                    said[at] = replace(said[at], note=f"{said[at].note}\n{more}" if said[at].note else more)
            elif line.strip() and not strange:
                before.append(line.strip())
        lead = "\n".join(before)
        if lead and said:
            said[0] = replace(said[0], note=f"{lead}\n{said[0].note}" if said[0].note else lead)
        return Comment(tuple(replace(one, note=one.note.strip("\n")) for one in said), tuple(unknown))

    def reads_as_code(self, line: str) -> bool:
        """Whether a line would be taken for a code, known or not."""
        return any(self._line(line))

    def _line(self, line: str) -> tuple[list[Said], list[tuple[str, str]]]:
        if line.startswith(_MARK):
            return [], []
        lead = _LEAD.match(line)
        at = lead.end() if lead else 0
        found: list[Said] = []
        while True:
            one = self._code(line, at)
            if one is None:
                word = _LIKE_ID.match(line, at)
                near = guess(word.group(), self._ids) if word else ""
                if word and (near or found or re.match(r"[-−–+±]|[ \t]*$", line[word.end() :])):
                    return found, [(word.group(), near)]
                return _with_note(found, line[at:].strip()), []
            said, at, plain = one
            joint, note = _NEXT.match(line, at), _NOTE.match(line, at)
            if note or not line[at:].strip():
                found.append(said)
                return _with_note(found, line[note.end() :].strip() if note else ""), []
            if joint:
                found.append(said)
                at = joint.end()
            elif plain and not found:
                return [], []
            elif line[at - 1] in "+-−–±)]" and line[at] == " " and self._code(line, at + 1):
                found.append(said)
                at += 1
            else:
                return _with_note([*found, said], line[at:].strip().lstrip(".")), []

    def _code(self, line: str, at: int) -> tuple[Said, int, bool] | None:
        """(what is said, where it ends, whether it may be a word of prose: no sign and not written as an id)."""
        rest = line[at:].casefold()
        if len(rest) != len(line) - at:
            rest = line[at:].lower() if len(line[at:].lower()) == len(line) - at else line[at:]
        for word in self._longest:
            if not rest.startswith(word):
                continue
            end = at + len(word)
            sign = _SIGN.match(line, end)
            if sign is None and end < len(line) and (_BOUND.match(line, end) or re.match(r"[-−–_]\w", line[end:])):
                continue
            code, fields = self._words[word], {}
            if sign:
                written = next(group for group in sign.groups() if group)
                fields["valence"] = _PLAIN.get(written, written)
                end = sign.end()
            elif behind := _SIGN_BEHIND.match(line, end):
                fields["valence"] = _PLAIN.get(behind.group(1), behind.group(1))
                end = len(line)
            inside = _FIELDS.match(line, end)
            if inside:
                pairs = (pair.partition("=") for pair in inside.group(1).split(";"))
                fields |= {name.strip(): value.strip() for name, _, value in pairs}
                end = inside.end()
            return Said(code, fields), end, not (fields or line[at : at + len(word)] == code)
        return None


def _with_note(found: list[Said], note: str) -> list[Said]:
    return [replace(one, note=note) for one in found] if note else found


def written(codings: Iterable[Coding], reader: CommentReader, exactly: tuple[int, int] | None = None) -> str:
    """The text of a comment that carries these codings; ``CommentReader.read`` gives them back.

    ``exactly`` is the place (code points) where it cannot be told by the words that the comment stands on.
    """
    at = dict(zip(("start", "end"), map(str, exactly or ()), strict=False))
    return "\n".join(_written(coding, reader, at) for coding in codings)


def _written(coding: Coding, reader: CommentReader, at: Mapping[str, str]) -> str:
    fields = {
        "round": str(coding.round) if coding.round != 1 else "",
        "intensity": "" if coding.intensity is None else str(coding.intensity),
        "directness": coding.directness.value if coding.directness else "",
        "dont_know": "1" if coding.dont_know else "",
        **{f"about_{name}": (getattr(coding.about, name) or "") if coding.about else "" for name in _ABOUT},
        **at,
    }
    stated = "; ".join(f"{name}={value}" for name, value in fields.items() if value)
    sign = _SHOWN.get(coding.valence.value, coding.valence.value) if coding.valence else ""
    sign = " (0)" if sign == "0" else sign
    first, *more = (coding.note or "").split("\n")
    lines = [coding.code + sign + (f" [{stated}]" if stated else "") + (f" : {first}" if coding.note else "")]
    lines += [_MARK + line if line.startswith(">") or reader.reads_as_code(line) else line for line in more]
    return "\n".join(lines)
