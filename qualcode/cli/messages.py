"""The one place that words errors: what was wrong, where, and what to type next, in the user's language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

from qualcode import errors
from qualcode.cli._reasons import REASONS
from qualcode.cli._search_words import bad_query, slow_pattern
from qualcode.collection.written_files import guess
from qualcode.i18n import N_, _, ngettext

KNOWN_SHOWN = 12
LISTED = 40


def words(error: errors.QualcodeError) -> str:
    """The error as a sentence or a few."""
    return _WORDING[type(error)](error)


def kind_word(kind: str) -> str:
    """A kind of record, or the last name of a field's path, as people call it."""
    return _(kind.rpartition(".")[2].replace("_", " "))


def reason(key: str) -> str:
    """The wording of a reason key."""
    return _(REASONS[key]) if key in REASONS else key


def problem_line(problem: errors.Problem) -> str:
    """One problem of a file as one line: place, what, why, and what was probably meant."""
    place = _("line {n}: ").format(n=problem.line) if problem.line else ""
    what = f"{problem.what}: " if problem.what else ""
    near = " " + _("(did you mean: {guess}?)").format(guess=problem.guess) if problem.guess else ""
    return f"{place}{what}{reason(problem.why)}{near}"


def _listed(first: str, lines: Iterable[str]) -> str:
    all_lines = list(lines)
    more = len(all_lines) - LISTED
    rest = [ngettext("… and {n} more", "… and {n} more", more).format(n=more)] if more > 0 else []
    return "\n".join([first, *(f"  {line}" for line in all_lines[:LISTED] + rest)])


def _unknown_name(error: errors.UnknownName) -> str:
    text = _("There is no {kind} “{name}”.").format(kind=kind_word(error.kind), name=error.name)
    near = guess(error.name, error.known)
    if near:
        return text + " " + _("Did you mean “{near}”?").format(near=near)
    if error.kind in ("display", "displays") and not error.known:
        return text + " " + _("Freeze it first: qualcode display freeze {name}").format(name=error.name)
    if error.kind == "suggestion":
        source = error.name.partition(":")[0] if ":" in error.name else ""
        command = f"qualcode suggest {source}".rstrip()
        return text + " " + _("An id as it is listed is needed: {command}").format(command=command)
    if error.known:
        some = ", ".join(error.known[:KNOWN_SHOWN]) + (" …" if len(error.known) > KNOWN_SHOWN else "")
        return text + " " + _("Known: {names}.").format(names=some)
    return text


def _unreadable(error: errors.UnreadableSource) -> str:
    place = _(", line {n}").format(n=error.line) if error.line else ""
    detail = f" ({error.detail})" if error.detail else ""
    return _("“{path}”{place}: {why}{detail}. Nothing was taken in.").format(
        path=error.path, place=place, why=reason(error.why), detail=detail
    )


def _bad_file(error: errors.BadFile) -> str:
    count = len(error.problems)
    first = ngettext(
        "“{path}” has {n} problem; nothing was taken in:",
        "“{path}” has {n} problems; nothing was taken in:",
        count,
    ).format(path=error.path, n=count)
    return _listed(first, map(problem_line, error.problems))


def _bad_value(error: errors.BadValue) -> str:
    field = _(error.field.replace("_", " "))
    if not error.value:
        text = _("“{field}” is missing or unknown.").format(field=field)
    else:
        text = _("“{value}” cannot stand as {field}.").format(value=error.value, field=field)
    known = ", ".join(error.known[:KNOWN_SHOWN])
    return text + (" " + _("Possible: {names}.").format(names=known) if known else "")


def _ambiguous_quote(error: errors.AmbiguousQuote) -> str:
    if not error.candidates:
        return _(
            "The quotation does not stand in {source} word for word: “{quote}”. "
            "See the text with: qualcode source text {source}"
        ).format(source=error.source, quote=error.quote)
    first = _(
        "The quotation stands in {source} more than once; choose a place with --chars, or make it longer:"
    ).format(source=error.source)
    return _listed(
        first, (f"--chars {c.start}:{c.end}  " + _("line {n}: ").format(n=c.line) + c.context for c in error.candidates)
    )


def _bad_segment(error: errors.BadSegment) -> str:
    limit = " " + _("The last is {limit}.").format(limit=error.limit) if error.limit else ""
    return (
        _("{source}: {where} is no place for a segment: {why}.").format(
            source=error.source, where=error.where, why=reason(error.why)
        )
        + limit
        + " "
        + _("See the text with: qualcode source show {source}").format(source=error.source)
    )


def _retired_code(error: errors.RetiredCode) -> str:
    text = _("The code {code} is retired and takes no new codings.").format(code=error.code)
    if error.instead:
        return text + " " + _("Its history names instead: {codes}.").format(codes=", ".join(error.instead))
    return text + " " + _("Choose another: qualcode codebook show")


def _needs_decision(error: errors.NeedsDecision) -> str:
    asked = {
        "technique": _("“{path}”: it is not clear how the data came about. Say so, for example: --technique interview"),
        "turns": _(
            "“{path}”: nothing says who speaks. If two voices alternate by paragraphs, say who begins: "
            '--speaker 1=interviewer. If one person says everything: --speaker "*=informant". If it is no interview: '
            "--technique observation or --technique document"
        ),
        "informants": _(
            '“{path}”: several people answer ({labels}). Say who each is, for example: --speaker "{first}=I-01"'
        ),
    }.get(
        error.what,
        _('“{path}”: it is not clear who speaks as {labels}. Say so, for example: --speaker "{first}=interviewer"'),
    )
    return asked.format(
        path=error.path, labels=", ".join(error.choices) or error.what, first=(error.choices or ("P",))[0]
    )


def _still_referenced(error: errors.StillReferenced) -> str:
    kind, _colon, name = error.record.partition(":")
    if kind == "code":
        counts = Counter(ref.partition(":")[0] for ref in error.by)
        return _(
            "{code} cannot be removed: others refer to it ({what}). Offer it no longer: qualcode codebook retire "
            "{code} --reason TEXT. Or let another code take its codings: qualcode codebook merge {code} --into CODE"
        ).format(code=name, what=", ".join(f"{kind_word(one)} {n}" for one, n in counts.items()))
    return _listed(
        _("{record} cannot be removed: others refer to it. Remove or change these first:").format(record=error.record),
        error.by,
    )


def _bad_key(error: errors.BadKey) -> str:
    why = {
        "inside": _("“{path}” lies in the study's folder. The key has to lie elsewhere: --key FOLDER/FILE"),
        "no_folder": _(
            "“{path}” cannot be written or read there. Name a file in a folder of your own: --key FOLDER/FILE"
        ),
        "no_key": _("“{path}” is no key of qualcode. Nothing was changed; name another file: --key FOLDER/FILE"),
        "passphrase": _("The passphrase does not open “{path}”. Nothing was changed; try again."),
    }
    return why[error.why].format(path=error.path)


def _meet(error: errors.SegmentsMeet) -> str:
    return _(
        "Nothing was replaced: these segments cut through one word and would be the same with what is written instead: "
        "{segments}. Recode with one of them (qualcode code list; qualcode code remove), or leave the word (answer -)."
    ).format(segments=", ".join(error.segments[:8]))


def _not_ready(error: errors.DisplayNotReady) -> str:
    return _listed(_("The display “{name}” still lacks:").format(name=error.name), error.missing)


MOST_NAMED = 12
"""Places that a failed check names."""


def _check_failed(error: errors.CheckFailed) -> str:
    from qualcode.report.check_words import WORDS

    found: dict[tuple[str, int | None], list[str]] = {}
    for problem in error.problems:
        found.setdefault((problem.why, problem.line), []).extend([problem.what] if problem.what else [])

    def line(why: str, at: int | None, what: list[str]) -> str:
        place = _("line {n}: ").format(n=at) if at else ""
        more = ngettext("and {n} more", "and {n} more", len(what) - MOST_NAMED).format(n=len(what) - MOST_NAMED)
        named = "; ".join([*what[:MOST_NAMED], *([more] if len(what) > MOST_NAMED else [])])
        return f"{place}{_(WORDS.get(why, why))}" + (f" ({named})" if named else "")

    return _listed(
        _("“{target}” was not written; these checks failed:").format(target=error.target),
        (line(*key, what) for key, what in found.items()),
    )


def _template(error: errors.BadTemplate) -> str:
    place = _(", line {n}").format(n=error.line) if error.line else ""
    return _(
        "The template “{path}”{place} has an error: {why}. Mend that line; or delete your file, then the shipped one "
        "is used (see it with: qualcode report --print-template NAME)."
    ).format(path=error.path, place=place, why=error.why)


_REVISING: dict[str, str] = {
    "other_cycle": N_(
        "{code} and {others} are of different cycles: a pattern code gathers first-cycle codes, it does not stand in "
        "their tree. Use: qualcode codebook pattern CODE --condenses CODE"
    ),
    "first_cycle": N_(
        "{code} is a code of the first cycle, not a pattern code. Give the pattern a name of its own: "
        "qualcode codebook pattern NEW --condenses {code} …"
    ),
    "taken": N_(
        "There is a code {others} already. To make one of both: qualcode codebook merge {code} --into {others}"
    ),
    "not_siblings": N_("{code} does not stand under {others}; name a code there, or leave --under away."),
    "beside_itself": N_("{code} cannot stand beside itself; name another code."),
    "nothing_to_merge": N_("There is nothing to merge into {code}: name at least one other code."),
    "merged_already": N_("{others} went into {code} before, and nothing was coded with it since."),
    "nothing_to_split": N_("Say into which codes {code} is split: --into CODE CODE …, other codes than itself."),
    "retired": N_(
        "{code} is retired and takes no codings. Offer it again first: qualcode codebook retire {code} --reopen"
    ),
}

_WORDING: dict[type, Callable[[Any], str]] = {
    errors.UnknownName: _unknown_name,
    errors.DuplicateName: lambda e: _("{kind} “{name}” is there already; change it with “set”.").format(
        kind=kind_word(e.kind), name=e.name
    ),
    errors.NoStudy: lambda e: _(
        "There is no study in “{path}” or above it. Begin one with: qualcode init FOLDER --title TITLE"
    ).format(path=e.path),
    errors.NotACopy: lambda e: _(
        "“{path}” holds another study, not a copy of this one; nothing was changed. Codings come over with: "
        "qualcode code export FILE.csv there, qualcode code import FILE.csv here"
    ).format(path=e.path),
    errors.StudyExists: lambda e: (
        _("“{path}” already holds a study; it was left as it is. Choose another folder.")
        if e.why == "study"
        else _("“{path}” is not an empty folder; it was left as it is. Choose a new or empty folder.")
    ).format(path=e.path),
    errors.StudyBusy: lambda e: _(
        "The study is in use by another qualcode: {path}. Wait for it to end, then type the command again."
    ).format(path=e.path),
    errors.StudyReadOnly: lambda e: _(
        "The study may not be opened or written: {path}. "
        "Check the rights of the folder, or copy the study to one of your own."
    ).format(path=e.path),
    errors.StudyTooNew: lambda e: _(
        "The study {path} was made by a newer qualcode (file version {version}; this one knows {known}). "
        "Update with: pip install --upgrade qualcode"
    ).format(path=e.path, version=e.version, known=e.known),
    errors.StudyDamaged: lambda e: _(
        "The file {path} is damaged or is no study ({why}). Nothing was changed. Restore a copy of the file, "
        "or the .bak beside it."
    ).format(path=e.path, why=reason(e.why)),
    errors.DiskFull: lambda e: _(
        "The disk is full or cannot be written: {path}. Nothing was changed. Make room, then type the command again."
    ).format(path=e.path),
    errors.UnreadableSource: _unreadable,
    errors.NeedsDecision: _needs_decision,
    errors.BadFile: _bad_file,
    errors.BadSegment: _bad_segment,
    errors.AmbiguousQuote: _ambiguous_quote,
    errors.StillReferenced: _still_referenced,
    errors.BadValue: _bad_value,
    errors.CannotRevise: lambda e: _(_REVISING[e.why]).format(code=e.code, others=", ".join(e.others) or "–"),
    errors.CodingsDiffer: lambda e: _listed(
        _(
            "These codings become one and say different things. Say whose word counts with --prefer CODE; what the "
            "other says goes to the note. Nothing was written:"
        ),
        e.places,
    ),
    errors.StudyChanged: lambda e: _(
        "The study changed while you were asked; nothing was written. Type the command again to see what it would "
        "do now: {path}"
    ).format(path=e.path),
    errors.CodeCycle: lambda e: _("These codes are each other's parents: {codes}.").format(codes=" → ".join(e.codes)),
    errors.DigestMismatch: lambda e: _(
        "The quotation {segment} no longer equals the text of {source}, line {line}. Nothing was written. "
        "Look with: qualcode doctor"
    ).format(segment=e.segment, source=e.source, line=e.line),
    errors.BadQuery: bad_query,
    errors.SlowPattern: slow_pattern,
    errors.BadKey: _bad_key,
    errors.RetiredCode: _retired_code,
    errors.TextHidden: lambda _error: _(
        "The text before this act went out of the study when identifiers were hidden. If that was the last act: "
        "qualcode anonymise undo --key FILE"
    ),
    errors.SegmentsMeet: _meet,
    errors.NothingToUndo: lambda e: _("There is nothing to redo.") if e.redo else _("There is nothing to undo."),
    errors.DisplayNotReady: _not_ready,
    errors.CheckFailed: _check_failed,
    errors.BadTemplate: _template,
    errors.MissingProgram: lambda e: _("“{name}” is needed for this ({task}). Install it with: {install}").format(
        name=e.name, task=e.task, install=e.install
    ),
    errors.NoPdf: lambda e: (
        (
            _("LibreOffice or typst was asked for the PDF and gave none.")
            if e.tried
            else _("A PDF is made by LibreOffice or typst (both free).")
        )
        + " "
        + _(
            "Install LibreOffice (libreoffice.org) or typst (pip install typst) and type the command again, or write a "
            ".docx and save it as PDF from Word: File, Save As, PDF."
        )
    ),
    errors.CannotWrite: lambda e: _(
        "“{path}” cannot be written: another program has it open (Word?), or its folder may not be written. "
        "Close it or name another place, then type the command again."
    ).format(path=e.path),
}
