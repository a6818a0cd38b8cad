"""Why a file, a place or a value cannot be taken, by the reason's key: the part of an error that many share."""

from __future__ import annotations

from qualcode.i18n import N_

REASONS: dict[str, str] = {
    "missing": N_("there is no such file; check the name and the folder"),
    "folder": N_("it is a folder; give the files in it"),
    "no_access": N_("it may not be read; perhaps it is open in another program"),
    "not_text": N_(
        "it holds bytes that are no text; open it in Word or an editor and save it as .docx or .txt (UTF-8)"
    ),
    "empty": N_("it holds no text (perhaps it was not saved, or it is a scan)"),
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
    "several_interviews": N_("it holds several interviews, each with its own header; make one file of each"),
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
