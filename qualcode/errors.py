"""Every stated problem of qualcode. An error carries facts; ``qualcode.cli.messages`` words them.

Nothing here formats text for people: a test, a notebook and the command line read the same fields.
"""

from __future__ import annotations

from qualcode.declared import stated, value


class QualcodeError(Exception):
    """A stated problem: something a user can read, understand and act on. Exit code 1."""


@stated
class UnknownName(QualcodeError):
    """A name that is none of the known ones (a code, source, display, tactic …)."""

    kind: str
    name: str
    known: tuple[str, ...] = ()


@stated
class DuplicateName(QualcodeError):
    """A record with this id is there already."""

    kind: str
    name: str


@stated
class NoStudy(QualcodeError):
    """No study at this place or above it."""

    path: str


@stated
class NotACopy(QualcodeError):
    """Another study where a copy of this one was expected."""

    path: str


@stated
class StudyExists(QualcodeError):
    """A study, or something else, stands where a new one should be made."""

    path: str
    why: str = "study"


@stated
class StudyBusy(QualcodeError):
    """Another process is writing to the study."""

    path: str


@stated
class StudyChanged(QualcodeError):
    """Another process wrote to the study between what was shown and the yes to it; nothing was written."""

    path: str


@stated
class StudyReadOnly(QualcodeError):
    """The study, or its folder, cannot be written."""

    path: str


@stated
class StudyTooNew(QualcodeError):
    """The study was made by a newer version of qualcode."""

    path: str
    version: int
    known: int


@stated
class StudyDamaged(QualcodeError):
    """The file is no study, or SQLite finds it damaged."""

    path: str
    why: str


@stated
class DiskFull(QualcodeError):
    """The disk is full; nothing was written."""

    path: str


@stated
class BadKey(QualcodeError):
    """A key file that cannot be used. ``why``: inside, no_folder, no_key or passphrase."""

    path: str
    why: str


@stated
class TextHidden(QualcodeError):
    """An undo that needs a text whose identifiers were hidden; the text is in the researcher's key alone."""


@stated
class SegmentsMeet(QualcodeError):
    """Segments that would come to stand at one place, were the identifiers between their ends replaced."""

    segments: tuple[str, ...]


@stated
class UnreadableSource(QualcodeError):
    """A file that cannot be read as a source. ``why`` is a key of ``cli._reasons.REASONS``; ``detail`` its fact."""

    path: str
    why: str
    line: int | None = None
    detail: str = ""


@stated
class NeedsDecision(QualcodeError):
    """Something ambiguous that only the user can settle (which label is the interviewer …)."""

    path: str
    what: str
    choices: tuple[str, ...] = ()


@value
class Problem:
    """One problem at one place of a file that a person wrote. ``why`` is a key of ``cli._reasons.REASONS``."""

    why: str
    line: int | None = None
    what: str = ""
    guess: str = ""


@stated
class BadFile(QualcodeError):
    """A file (codebook, codings, records) with problems, all of them listed; nothing was taken in."""

    path: str
    problems: tuple[Problem, ...]


@stated
class BadSegment(QualcodeError):
    """A place that is no segment of the source: past its end, empty, or no such line or block."""

    source: str
    why: str
    where: str
    limit: str = ""


@value
class Candidate:
    """A place where a quotation was found."""

    start: int
    end: int
    line: int
    context: str


@stated
class AmbiguousQuote(QualcodeError):
    """A quotation that stands in the source several times, or never (then ``candidates`` is empty)."""

    source: str
    quote: str
    candidates: tuple[Candidate, ...] = ()


@stated
class StillReferenced(QualcodeError):
    """A record that others refer to cannot be removed."""

    record: str
    by: tuple[str, ...]


@stated
class BadValue(QualcodeError):
    """A value that a field of a record cannot take."""

    field: str
    value: str
    known: tuple[str, ...] = ()


@stated
class RetiredCode(QualcodeError):
    """A retired code given to a new segment; ``instead`` are the codes that its history names last."""

    code: str
    instead: tuple[str, ...] = ()


@stated
class CannotRevise(QualcodeError):
    """A change of the codebook that the method does not allow. ``why`` is a key of its wording, ``others`` codes."""

    why: str
    code: str
    others: tuple[str, ...] = ()


@stated
class CodingsDiffer(QualcodeError):
    """Codings that become one by a merge and say different things; ``places`` words each of them."""

    places: tuple[str, ...]


@stated
class BadQuery(QualcodeError):
    """A query that cannot be read. ``at`` is where, in code points; ``why`` is worded by ``cli._search_words``."""

    query: str
    at: int
    why: str
    what: str = ""
    known: tuple[str, ...] = ()


@stated
class SlowPattern(QualcodeError):
    """A regular expression that took longer than its time (``slow``), or found too much (``many``)."""

    pattern: str
    why: str
    limit: str


@stated
class CodeCycle(QualcodeError):
    """Codes that are each other's parents."""

    codes: tuple[str, ...]


@stated
class DigestMismatch(QualcodeError):
    """A quotation no longer equals its text."""

    source: str
    segment: str
    line: int


@stated
class NothingToUndo(QualcodeError):
    """There is no act left to undo (or redo)."""

    redo: bool = False


@stated
class DisplayNotReady(QualcodeError):
    """A display lacks records; ``missing`` names record, field and act."""

    name: str
    missing: tuple[str, ...]


@stated
class CheckFailed(QualcodeError):
    """Export checks that forbid an export; each is worded by ``cli.messages``."""

    target: str
    problems: tuple[Problem, ...]


@stated
class BadTemplate(QualcodeError):
    """A report template with an error."""

    path: str
    line: int | None
    why: str


@stated
class MissingProgram(QualcodeError):
    """A program or package that this task needs is not installed."""

    name: str
    task: str
    install: str


@stated
class NoPdf(QualcodeError):
    """A PDF cannot be made here: neither LibreOffice nor typst is installed, or (``tried``) it gave no file."""

    tried: bool


@stated
class CannotWrite(QualcodeError):
    """A file that cannot be written (open in Word, no permission, no such folder)."""

    path: str
