"""The wording of remarks on a file taken in or a display shown: one key, one sentence, in the user's language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from qualcode.cli._output import remark as say
from qualcode.i18n import N_, _, ngettext

if TYPE_CHECKING:
    from qualcode.collection.documents import Remark
    from qualcode.displays._figure import Figure
    from qualcode.displays._result import Matrix
    from qualcode.model import Study

REMARKS: Mapping[str, str] = {
    "encoding": N_(
        "The text is not UTF-8; it was read as {encoding}. Look at letters with accents and at quotation marks."
    ),
    "tracked_changes": N_("Tracked changes ({count}) were taken as accepted."),
    "comments": N_("Comments of the document ({count}) were left out."),
    "notes": N_("Foot- and endnotes of the document ({count}) were left out."),
    "text_boxes": N_(
        "Text boxes of the document ({count}) were read after the paragraph that they are tied to. "
        "Look whether that is their place."
    ),
    "coding_column": N_("The column “{column}” ({count} cells) was left out; it is no part of the transcript."),
    "reflection": N_("What the observer thinks ({count} blocks) is a memo on the source; it is not counted as data."),
    "codes_without_words": N_("Codes beside rows without words ({count}) were left out; they stand on nothing."),
    "codes_taken": N_(
        "{count} codings of the column of codes came in as coder impor; they count as evidence only when you accept "
        "them. See: qualcode code list --coder impor. Accept: qualcode code accept ID"
    ),
    "codes_unknown": N_(
        "These words of the column of codes are no code of the codebook and wait in a memo: {words}. Say what one "
        'means, and take the file in again: --code "{first}=CODE"'
    ),
    "speakers_by_questions": N_(
        "“{interviewer}” asks the questions and was taken as the interviewer, “{informant}” as the informant. "
        'If that is wrong, remove the source and give --speaker "{interviewer}=informant".'
    ),
    "people_apart": N_("{count} informants are told apart by their labels."),
    "turns_apart": N_(
        "{count} turns stood in one paragraph with the turn before; in the study each begins a line of its own."
    ),
    "unmarked_turns": N_(
        "The turns have no labels; who asks was told by question marks ({count} turns). Look at it with: qualcode "
        "source show."
    ),
    "people_codes": N_("In the order in which they first speak the informants are: {codes}."),
    "machine_made": N_("A machine wrote this transcript; listen to the recording and correct it before coding."),
    "unsure_words": N_("The machine was unsure of {count} words."),
    "running_heads": N_("Running heads, feet and page numbers ({count} lines) were left out."),
    "empty_pages": N_("{count} pages hold no text, perhaps pictures; what stands on them did not come in."),
    "weekday": N_(
        "The header says {written}, but {date} is another day of the week. If it is wrong, give --date, or later: "
        "qualcode source set SOURCE --date."
    ),
    "impossible_date": N_("The header gives a date that does not exist: {written}."),
    "several_days": N_(
        "The header gives several days; the source is dated by the first, {date}. For another give --date, or later: "
        "qualcode source set SOURCE --date."
    ),
    "no_date": N_("The header gives no date."),
    "header_masked": N_(
        "The header holds identifiers (a name, an address, a number): the study's fields leave them out; in the text "
        "they stand until you hide them: qualcode anonymise."
    ),
    "no_role": N_("The header gives no role (Jabatan, Pekerjaan, Status)."),
    "bad_code": N_("The code in the header is not of the form I-07 and was not used."),
    "new_code": N_("The header gives no code; the informant is {informant}."),
    "role_taken_as": N_("“{written}” was taken as the role {role}."),
    "new_role": N_("The role {role} is new and was added at the end of the role list."),
    "other_role": N_("{informant} keeps the role {role} that the study has; change it with: qualcode informant set."),
    "other_number": N_("The file’s number {number} is of another technique; the source got the next free number."),
    "several_informants": N_(
        "The header names {count} informants, but all answers stand under {informant}. "
        "If more than one of them speaks, give each a label in the transcript."
    ),
    "respondents": N_("Each id is one informant; the table has {count}."),
    "ids_replaced": N_(
        "Ids that may be names ({count}) were replaced by codes, in the order of the rows; "
        "keep the list of names and codes outside the study."
    ),
    "rows_without_id": N_(
        "Rows without an id ({count}) were each taken as another informant. If that is wrong, remove the source, "
        "complete the id column and take the table in again."
    ),
    "empty_rows": N_("Rows without an answer ({count}) were left out."),
}

LOSSES: Mapping[str, str] = {
    "refi_description": N_(
        "Include, exclude, examples and keywords of {count} codes stand in their descriptions, under headings in "
        "brackets; other programs show them as text."
    ),
    "refi_levels": N_("Level, cycle and focus of the codes stand in their descriptions as text."),
    "refi_sets_written": N_("What pattern codes gather was written as sets (groups of codes) too: {names}."),
    "refi_retired": N_("Retired codes ({names}) can be given again in other programs."),
    "refi_history": N_("The history of the codes has no place in this format; it stays in your study."),
    "refi_focuses": N_("Research questions and position scales of the focuses have no place in this format."),
    "refi_namespace": N_("The file is of another version of the format ({names}); it was read all the same."),
    "refi_sets_left": N_("Sets (groups of codes) were left out ({count}): {names}. Pattern codes gather codes here."),
    "refi_nameless": N_("Codes without a name ({count}) got one; give them a better: qualcode codebook rename."),
    "refi_colours": N_("Colours of {count} codes were left out."),
    "refi_headings": N_("Headings that take no codings in the other program ({count}) are codes here: {names}."),
    "qdpx_withdrawn_sources": N_("Sources of informants who withdrew their consent stay here ({count}): {names}."),
    "qdpx_withdrawn_codings": N_("Codings of words of informants who withdrew their consent stay here ({count})."),
    "qdpx_withdrawn_memos": N_("Memos on words of informants who withdrew their consent stay here ({count})."),
    "qdpx_masked": N_("Words of informants who withdrew their consent are replaced by █ in: {names}."),
    "qdpx_lost": N_("Codings that lost their place in a corrected text were left out ({count})."),
    "qdpx_said": N_(
        "Valence, intensity, directness, “does not know” and whom a statement is about have no place ({count} codings)."
    ),
    "qdpx_rounds": N_("Rounds of coding are not told apart ({count} codings of later rounds)."),
    "qdpx_blocks": N_("Who speaks where stands in the texts only; the division into blocks ({count}) is not held."),
    "qdpx_times": N_("Places in the recording are not held: {names}."),
    "qdpx_numbers": N_("Line numbers of your own are not held: {names}."),
    "qdpx_fields": N_(
        "Of each source its text, title, technique and date are held; place, session, collector, the other fields and "
        "the original file are not."
    ),
    "qdpx_ratings": N_(
        "Ratings of roles, units and codes, with several values, or of who withdrew, have no place ({count})."
    ),
    "qdpx_rated": N_("Ratings ({count}) are numbers by period; scale, rule, rater and evidence are not held."),
    "qdpx_memo_types": N_("Kinds of memo are not held; memos are notes."),
    "qdpx_memo_links": N_("Memos hang on codes, sources and passages; {count} ties to other records are not held."),
    "qdpx_links": N_("Links whose ends are not both codes, cases or informants have no place ({count})."),
    "qdpx_link_words": N_("Of links the ends and the label are held; kind, sign, strength and evidence are not."),
    "qdpx_counting": N_(
        "The program counts places in its own way (line ends, emoji, byte order mark); that was found out by the names "
        "of the passages and by ends of words. Look at some codings: qualcode code list"
    ),
    "qdpx_no_text": N_("Sources whose text is not in the file were left out, with their codings ({count}): {names}."),
    "qdpx_unread": N_("Texts in which nothing was found to code were left out ({count}): {names}."),
    "qdpx_speakers": N_(
        "Who speaks is not plain in these texts; they came in as documents ({count}): {names}. Save the text and say "
        "who speaks: qualcode ingest FILE --replaces SOURCE --speaker LABEL=WHO"
    ),
    "qdpx_not_placed": N_("Passages that lie outside their text or hold nothing were left out ({count}): {names}."),
    "qdpx_codings_left": N_("Codings in sources that were left out ({count}): {names}."),
    "qdpx_no_code": N_("Codings whose code is not in the file were left out ({count}), in: {names}."),
    "qdpx_whole_source": N_("Codings of a source as a whole ({count}) lie upon all of its text here: {names}."),
    "qdpx_left_media": N_("Pictures, recordings and other sources without text were left out ({count}): {names}."),
    "qdpx_left_areas": N_("Areas marked on pages of PDF files were left out ({count}): {names}."),
    "foreign_uncoded": N_("Highlights without a tag were left out ({count}): {names}."),
    "foreign_categories": N_("Codes in several categories stand in the first of them ({count}): {names}."),
    "foreign_important": N_("That codings were marked as important was left out ({count}): {names}."),
    "foreign_left_recordings": N_("Codings of recordings were left out ({count}): {names}."),
    "foreign_left_pictures": N_("Codings of pictures were left out ({count}): {names}."),
    "qdpx_left_sets": N_("Sets (groups) were left out ({count}): {names}."),
    "qdpx_left_links": N_(
        "Links were left out ({count}): {names}. Links say here what leads to what: qualcode link add"
    ),
    "qdpx_left_graphs": N_("Maps were left out ({count}): {names}. Networks are displays here: qualcode display list"),
    "qdpx_left_case_passages": N_("Which passages belong to a case was left out ({count}): {names}."),
    "qdpx_no_place": N_("These have no place in the format and stay in your study: {kinds}."),
}
"""What is lost on the way to or from the exchange formats."""


def remark_words(remark: Remark) -> str:
    """A remark as a sentence."""
    facts = dict(remark.facts)
    if "kinds" in facts:
        pairs = (pair.rpartition(" ") for pair in facts["kinds"].split(", "))
        facts["kinds"] = ", ".join(f"{count} {_(kind)}" for kind, _space, count in pairs)
    return _({**REMARKS, **LOSSES}[remark.key]).format(**facts)


def remark_lost(study: Study) -> None:
    """Said beside lists and displays while codings stand on words that a correction took out of the text."""
    from qualcode.model import Coding

    lost = {segment.id for segment in study.lost}
    count = sum(name in lost for name in study.columns(Coding, "segment")[0]) if lost else 0
    if count:
        text = ngettext(
            "{n} coding lost its place when a transcript was corrected and is not counted. See: qualcode source lost",
            "{n} codings lost their place when a transcript was corrected and are not counted. "
            "See: qualcode source lost",
            count,
        )
        say(text.format(n=count))


def remark_options(display: str, options: Sequence[str]) -> None:
    """Said under a display on the screen: what else it can be about."""
    if options:
        text = _("It can be about something else: {options}. What they take: qualcode display explain {name}")
        say(text.format(options=" ".join(f"--about {option}=…" for option in options), name=display))


MOST_COLUMNS = 20
"""Rows or columns that one sheet may have (M&H94 p. 240)."""


def remark_shown(shown: Matrix | Figure) -> None:
    """Said beside a display that was shown: what is blank or stale, and that it is too wide to be read."""
    blanks, stale, columns = len(shown.blanks), len(shown.stale), len(getattr(shown, "columns", ()))
    if blanks:
        text = ngettext(
            "{n} cell is blank without a reason; type: qualcode display write {name} ROW COLUMN --mark TDT",
            "{n} cells are blank without a reason; type: qualcode display write {name} ROW COLUMN --mark TDT",
            blanks,
        )
        say(text.format(n=blanks, name=shown.name))
        if blanks > 1:
            say(_("All that are alike at once: qualcode display mark {name} KOS").format(name=shown.name))
    if stale:
        text = ngettext(
            "{n} written cell is stale: its evidence changed.",
            "{n} written cells are stale: their evidence changed.",
            stale,
        )
        say(text.format(n=stale))
    if columns > MOST_COLUMNS:
        text = _(
            "{n} columns are too many to be read together; choose some with --columns, leave out empty ones with "
            "--hide-empty, or exchange rows and columns with --transpose."
        )
        say(text.format(n=columns))
