"""The one place that words errors: what was wrong, where, and what to type next, in the user's language."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from qualcode import errors
from qualcode.cli._search_words import bad_query, slow_pattern
from qualcode.collection.written_files import guess
from qualcode.i18n import N_, _, ngettext

KNOWN_SHOWN = 12
LISTED = 40

REASONS: dict[str, str] = {
    "missing": N_("there is no such file; check the name and the folder"),
    "folder": N_("it is a folder; give the files in it"),
    "no_access": N_("it may not be read; perhaps it is open in another program"),
    "not_text": N_(
        "it holds bytes that are no text; open it in Word or an editor and save it as .docx or .txt (UTF-8)"
    ),
    "empty": N_("it holds no text; was it saved, or is it a scan?"),
    "yaml": N_("the YAML cannot be read"),
    "csv": N_("the CSV cannot be read"),
    "too_many_values": N_("more values than columns; put a text that holds the separator in quotation marks"),
    "kind_missing": N_("it does not say what its records are; begin with the kind, for example “finding:”"),
    "unknown_key": N_("unknown key"),
    "no_form": N_("this is no form of a display; write one with: qualcode display form NAME --to FILE"),
    "outside_field": N_("this text stands outside any field; put it behind the name of a field and a colon"),
    "not_a_record": N_("this is not a record with keys and values"),
    "missing_key": N_("this key is needed"),
    "bad_value": N_("this value cannot stand here"),
    "unknown_name": N_("no such name"),
    "not_a_study": N_("not made by qualcode"),
    "quote_ambiguous": N_("the quotation stands in the source more than once; make it longer"),
    "quote_missing": N_("the quotation does not stand in the source word for word"),
    "needs_text": N_("plain text is needed here, not a list or further keys"),
    "unknown_format": N_("this kind of file cannot be read here; save it as .docx or .txt (tables: .csv or .xlsx)"),
    "no_codes": N_("it needs “codes:” with a list of codes"),
    "not_a_code": N_("this is not a code with keys and values"),
    "not_a_focus": N_("this is not a focus with keys and values"),
    "not_a_list": N_("a list is needed here"),
    "not_a_number": N_("a whole number is needed here"),
    "key_twice": N_("this key stands here twice"),
    "bad_id": N_("a code may hold letters, digits, and - _ . / but no spaces"),
    "duplicate_code": N_("this code stands in the file twice"),
    "unknown_parent": N_("there is no code of this name to stand under"),
    "parent_twice": N_("the code already stands under another one by its place in the file"),
    "parent_cycle": N_("these codes are each other’s parents"),
    "condenses_itself": N_("a code cannot condense itself"),
    "unknown_condensed": N_("there is no code of this name to condense"),
    "unknown_focus": N_("there is no such focus"),
    "unknown_value": N_("unknown value"),
    "unknown_column": N_("unknown column"),
    "no_sheet": N_("this is no member-check sheet of qualcode (qualcode finding sheet)"),
    "two_boxes": N_("two boxes are ticked; leave one"),
    "missing_column": N_("this column is needed"),
    "missing_value": N_("this value is needed"),
    "unknown_source": N_("there is no such source"),
    "unknown_code": N_("there is no such code; add it to the codebook first"),
    "no_comments": N_("it holds no codes: comments in a Word document, lines that begin with > in a text"),
    "no_such_text": N_("its text is that of no source; say which with --source, or take it in first: qualcode ingest"),
    "comment_unplaced": N_("these words do not stand in the source, or not only once"),
    "comment_nearly": N_(
        "most of these words stand in the source, but not all; look at the place before you say --yes"
    ),
    "unknown_role": N_("there is no such role"),
    "unknown_informant": N_("there is no such informant"),
    "unknown_unit": N_("there is no such unit"),
    "unknown_case": N_("there is no such case"),
    "unknown_period": N_("there is no such period"),
    "quote_differs": N_("the quotation is not what stands at these offsets"),
    "bad_date": N_("a date is written 2018, 2018-03 or 2018-03-12"),
    "json": N_("the JSON cannot be read"),
    "not_xlsx": N_("it is not an Excel workbook, or it has a password"),
    "past_end": N_("it goes past the end of the text"),
    "no_line": N_("there are no such lines"),
    "no_numbers": N_("the transcript carries no line numbers of its own; use --lines"),
    "no_block": N_("there is no such block"),
    "no_place": N_("it does not say where"),
    "reversed": N_("the end stands before the start"),
    "blank": N_("there is nothing but white space"),
    "no_turns": N_(
        "no speaker labels (P:, I:) or questions with answers were found; if it is no interview, give --technique"
    ),
    "no_blocks": N_("nothing was found in it that somebody says or that describes something"),
    "id_taken": N_(
        "its name has the number of a source with quite another text. Give the file another number; or, if it is that "
        "source corrected, give --replaces with its number"
    ),
    "text_changed": N_("it is a source of the study with another text. To take the corrected text in, add --yes"),
    "text_hidden": N_(
        "identifiers of this source were hidden, and this text may hold them again. Correct the text as it stands in "
        "the study (qualcode source text SOURCE), and take that in with --replaces SOURCE"
    ),
    "needs_columns": N_("it is a table; choose the columns to read with --text-column and --id-column"),
    "encrypted": N_("it has a password; save it without one"),
    "old_doc": N_("it is an old Word or Excel file; save it as .docx or .xlsx"),
    "not_odt": N_("it is not an OpenDocument text, or it is damaged"),
    "not_ods": N_("it is not an OpenDocument spreadsheet, or it is damaged"),
    "not_rtf": N_("it is not a rich text file, or it is damaged"),
    "not_html": N_("it is not a web page that can be read"),
    "not_pdf": N_("it is not a PDF file, or it is damaged"),
    "not_vtt": N_("it is not a WebVTT file, or it is damaged"),
    "not_srt": N_("it is not a subtitle file, or it is damaged"),
    "not_whisper": N_("it is not a transcript of Whisper: it has no segments with a text"),
    "not_otr": N_("it is not an oTranscribe file"),
    "scan": N_(
        "it is a scan: its pages are pictures, without text; type it, or make text of it with OCR on your own "
        "computer, then take that in"
    ),
    "not_qdpx": N_("it is not a project in the exchange format (.qdpx), or it is damaged"),
    "qdpx_too_large": N_("what is packed in it is too large"),
    "not_qdc": N_("it is not a codebook in the exchange format (.qdc), or it is damaged"),
    "not_docx": N_("it is not a Word file, or it is damaged"),
    "no_chapter": N_("no chapter of this study was written to it by qualcode report"),
    "too_large": N_("it is too large; split it into parts"),
    "too_slow": N_("reading it takes too long; split it into parts"),
    "references": N_("it cannot be read as references; export it again from Zotero or Mendeley (BibTeX or CSL JSON)"),
    "toml": N_("the TOML cannot be read"),
}


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
    if not error.value:
        text = _("“{field}” is missing or unknown.").format(field=error.field)
    else:
        text = _("“{value}” cannot stand as {field}.").format(value=error.value, field=error.field)
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
            "--speaker 1=interviewer. If one person says everything: --speaker *=informant"
        ),
        "informants": _(
            "“{path}”: several people answer ({labels}). Say who each is, for example: --speaker {first}=I-01"
        ),
    }.get(
        error.what,
        _("“{path}”: it is not clear who speaks as {labels}. Say so, for example: --speaker {first}=interviewer"),
    )
    return asked.format(
        path=error.path, labels=", ".join(error.choices) or error.what, first=(error.choices or ("P",))[0]
    )


def _still_referenced(error: errors.StillReferenced) -> str:
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


def _too_late(error: errors.HiddenTooLate) -> str:
    return _(
        "Nothing was replaced: these segments cut through a word that would be replaced: {segments}. "
        "Leave the word out (answer -), or remove the segments first."
    ).format(segments=", ".join(error.segments[:8]))


def _not_ready(error: errors.DisplayNotReady) -> str:
    return _listed(_("The display “{name}” still lacks:").format(name=error.name), error.missing)


def _check_failed(error: errors.CheckFailed) -> str:
    from qualcode.report.check_words import WORDS

    def line(problem: errors.Problem) -> str:
        place = _("line {n}: ").format(n=problem.line) if problem.line else ""
        return f"{place}{_(WORDS.get(problem.why, problem.why))}" + (f" ({problem.what})" if problem.what else "")

    return _listed(
        _("“{target}” was not written; these checks failed:").format(target=error.target), map(line, error.problems)
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
    "not_siblings": N_("{code} does not stand under {others}; name a code there, or leave --under away."),
    "beside_itself": N_("{code} cannot stand beside itself; name another code."),
    "nothing_to_merge": N_("There is nothing to merge into {code}: name at least one other code."),
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
        "This act hid identifiers, and the text before it is in your key alone. "
        "Take it back with: qualcode anonymise undo --key FILE"
    ),
    errors.HiddenTooLate: _too_late,
    errors.NothingToUndo: lambda e: _("There is nothing to redo.") if e.redo else _("There is nothing to undo."),
    errors.DisplayNotReady: _not_ready,
    errors.CheckFailed: _check_failed,
    errors.BadTemplate: _template,
    errors.MissingProgram: lambda e: _("“{name}” is needed for this ({task}). Install it with: {install}").format(
        name=e.name, task=e.task, install=e.install
    ),
    errors.NoPdf: lambda e: (
        (
            _("LibreOffice was asked for the PDF and gave none.")
            if e.tried
            else _("A PDF is made by LibreOffice (free).")
        )
        + " "
        + _(
            "Install LibreOffice (libreoffice.org) and type the command again, or write a .docx and save it as PDF "
            "from Word: File, Save As, PDF."
        )
    ),
    errors.CannotWrite: lambda e: _(
        "“{path}” cannot be written: another program has it open (Word?), or its folder may not be written. "
        "Close it or name another place, then type the command again."
    ).format(path=e.path),
}
