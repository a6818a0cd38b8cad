"""Tables of Word documents as lines: header tables, question and answer, speaker and speech, numbers, time rows.

The order is documented: of a question-and-answer row first the question's lines, then the answer's; of a time row
the time, a tab and the first cell, then every further cell on lines of its own; of any other row its cells in one
line, a tab between them. A column of codes stands beside its row's lines; columns of themes or notes are left out, and
that is said.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from qualcode.collection.columns import Column, columns_of, with_one_heading, without_marks_alone
from qualcode.collection.documents import Remark, Table, remark
from qualcode.collection.lines import Line, Where
from qualcode.collection.reflections import REFLECTION_COLUMN
from qualcode.collection.sheet_tables import sheet_lines
from qualcode.collection.speaker_words import key_of, known_word

_OF_ANSWERS = frozenset((Column.SPEAKER, Column.NUMBER, Column.LINE, Column.QUESTION, Column.ANSWER, Column.CODES))
_OF_SPEECH = frozenset((Column.NUMBER, Column.LINE, Column.SPEAKER, Column.SPEECH, Column.TIME, Column.CODES))
_NUMBER = re.compile(r"\s*(\d{1,5})\b")
_NUMERAL = re.compile(r"\s*(?:[A-Z]|[IVX]{1,4})[.)]?\s*")
_LONGEST_HEADING = 8
_LEAST_LABELLED = 0.7
_LONGEST_LABEL = 30


def lines_of_table(table: Table, paragraph: int) -> tuple[list[Line], list[Remark]]:
    """A table's lines, its rows numbered as paragraphs from ``paragraph`` on."""
    table = without_marks_alone(table)
    if len(table.rows[0]) == 1:
        return list(_framed(table, paragraph)), []
    one = with_one_heading(table)
    if one is not table:
        (_, *found), said = lines_of_table(one, paragraph + 1)
        below = _heading(Table(rows=table.rows[1:]), paragraph + 1)
        return [_heading(table, paragraph), below, *found], said
    headings = columns_of(table)
    for reads in (_question_answer, _speech, _timed):
        found = reads(table, headings, paragraph)
        if found:
            return found, [*_left_out(table, headings), *_without_words(table, headings, found)]
    columns = _labelled(table)
    if columns:
        return list(_speech_rows(table.rows, columns, paragraph)), []
    return list(sheet_lines(table, paragraph)), []


def is_transcript(part: object) -> bool:
    """Whether a table holds questions and answers, speakers and speech, or times, by its headings or labels."""
    if not isinstance(part, Table) or not part.rows:
        return False
    part = without_marks_alone(part)
    columns = _labelled(part)
    labels = [key_of(row[columns.index(Column.SPEAKER)])[0] for row in part.rows] if columns else []
    headings = columns_of(part)
    spoken = sum(map(known_word, labels)) > 1
    return spoken or any(reads(part, headings, 0) for reads in (_question_answer, _speech, _timed))


def _codes_of(row: Sequence[str], columns: Sequence[Column]) -> str:
    """What the columns of codes hold in a row, one below the other."""
    cells = (cell.strip() for cell, column in zip(row, columns, strict=False) if column is Column.CODES)
    return "\n".join(filter(None, cells))


def _without_words(table: Table, columns: Sequence[Column], found: Sequence[Line]) -> list[Remark]:
    """Said of codes beside rows without words: they stand on nothing."""
    given = sum(bool(_codes_of(row, columns)) for row in table.rows[1:])
    left = given - sum(bool(line.codes) for line in found)
    return [remark("codes_without_words", count=left)] if left > 0 and Column.TIME not in columns else []


def _left_out(table: Table, headings: Sequence[Column]) -> list[Remark]:
    if Column.TIME in headings:
        return []
    spoken = {Column.QUESTION, Column.ANSWER} <= set(headings)
    used = _OF_ANSWERS if spoken else _OF_SPEECH
    lone = not spoken and Column.SPEECH not in headings
    return [
        remark("coding_column", column=" ".join(table.rows[0][place].split()), count=filled)
        for place, column in enumerate(headings)
        if column not in used
        and not (lone and column is Column.OTHER)
        and (filled := sum(bool(row[place].strip()) for row in table.rows[1:]))
    ]


def _heading(table: Table, paragraph: int) -> Line:
    return Line(
        text="\t".join(" ".join(cell.split()) for cell in table.rows[0]), paragraph=paragraph, where=Where.HEADING
    )


def _number(row: Sequence[str], headings: Sequence[Column]) -> int:
    for wanted in (Column.LINE, Column.NUMBER):
        if wanted in headings:
            match = _NUMBER.match(row[headings.index(wanted)])
            return int(match.group(1)) if match else 0
    return 0


def _question_answer(table: Table, headings: list[Column], paragraph: int) -> list[Line]:
    if Column.QUESTION not in headings or Column.ANSWER not in headings:
        return []
    lines = [_heading(table, paragraph)]
    who = headings.index(Column.SPEAKER) if Column.SPEAKER in headings else None
    places = [headings.index(Column.QUESTION), *(at for at, one in enumerate(headings) if one is Column.ANSWER)]
    for row_number, row in enumerate(table.rows[1:], 1):
        section = _section(row, places)
        if section:
            lines.append(Line(text=section, paragraph=paragraph + row_number))
            continue
        for place in places:
            column = headings[place]
            where = Where.QUESTION if column is Column.QUESTION else Where.ANSWER
            named = who is not None and column is Column.ANSWER
            label = " ".join((row[who] if named and who is not None else table.rows[0][place]).split())
            cell = list(_cell(row[place], paragraph + row_number, where, label))
            if cell and column is Column.ANSWER:
                cell[0] = replace(cell[0], codes=_codes_of(row, headings))
            lines += cell
    return lines


def _section(row: Sequence[str], places: Sequence[int]) -> str:
    """The words of a heading that runs over a row (``A | Perencanaan |``), or nothing where the row asks."""
    if any(row[place].strip() for place in places[1:]):
        return ""
    filled = [cell for cell in row if cell.strip()]
    asked = row[places[0]].strip()
    asks = asked.endswith("?") or len(asked.split()) > _LONGEST_HEADING
    if len(filled) == 1:
        return "" if asks else " ".join(filled[0].split())
    return " ".join(asked.split()) if len(filled) == len("A.") and not asks and _NUMERAL.fullmatch(filled[0]) else ""


def _cell(cell: str, paragraph: int, where: Where, label: str) -> Iterator[Line]:
    for order, text in enumerate(line for line in cell.split("\n") if line.strip()):
        yield Line(text=text, paragraph=paragraph, where=where, label="" if order else label)


def _speech(table: Table, headings: list[Column], paragraph: int) -> list[Line]:
    """Rows with a column of speech, perhaps with numbers and speakers; a lone other column beside numbers is speech."""
    columns = list(headings)
    if Column.SPEECH not in columns:
        others = [place for place, column in enumerate(columns) if column is Column.OTHER]
        numbered = Column.LINE in columns or (Column.NUMBER in columns and _counts_up(table, columns))
        if len(others) != 1 or not (Column.SPEAKER in columns or (Column.LINE in columns and numbered)):
            return []
        columns[others[0]] = Column.SPEECH
    return [_heading(table, paragraph), *_speech_rows(table.rows[1:], columns, paragraph + 1)]


def _counts_up(table: Table, columns: Sequence[Column]) -> bool:
    numbers = [_number(row, columns) for row in table.rows[1:]]
    return bool(numbers) and all(numbers)


def _speech_rows(rows: Sequence[Sequence[str]], columns: Sequence[Column], paragraph: int) -> Iterator[Line]:
    place = columns.index(Column.SPEECH)
    for order, row in enumerate(rows):
        numbers = _cell_numbers(row, columns)
        texts = row[place].split("\n")
        if len(numbers) != len(texts):
            numbers = [_number(row, columns)] + [0] * (len(texts) - 1)
        time = " ".join(row[columns.index(Column.TIME)].split()) if Column.TIME in columns else ""
        label = " ".join(row[columns.index(Column.SPEAKER)].split()).strip(" :") if Column.SPEAKER in columns else ""
        codes = _codes_of(row, columns)
        for text, number in zip(texts, numbers, strict=True):
            if text.strip() or number:
                where = Where.SPOKEN if Column.SPEAKER in columns else Where.TEXT
                given = codes if text.strip() else ""
                yield Line(
                    text=text,
                    paragraph=paragraph + order,
                    where=where,
                    number=number,
                    label=label,
                    time=time,
                    codes=given,
                )
                label, codes = "", "" if given else codes


def _cell_numbers(row: Sequence[str], columns: Sequence[Column]) -> list[int]:
    """The numbers of a cell that numbers several lines at once."""
    for wanted in (Column.LINE, Column.NUMBER):
        if wanted in columns:
            found = [_NUMBER.match(part) for part in row[columns.index(wanted)].split("\n")]
            return [int(match.group(1)) if match else 0 for match in found]
    return []


def _timed(table: Table, headings: list[Column], paragraph: int) -> list[Line]:
    if Column.TIME not in headings or len(table.rows) < 2:  # noqa: PLR2004
        return []
    place = headings.index(Column.TIME)
    skipped = {place} | {index for index, column in enumerate(headings) if column is Column.NUMBER}
    thoughts = {
        index for index, cell in enumerate(table.rows[0]) if REFLECTION_COLUMN.fullmatch(" ".join(cell.split()))
    }
    skipped |= thoughts
    lines = [_heading(table, paragraph)]
    for order, row in enumerate(table.rows[1:], 1):
        time = " ".join(row[place].split())
        cells = [line for index, cell in enumerate(row) if index not in skipped for line in cell.split("\n")]
        texts = [text for text in cells if text.strip()] or [""]
        lines.append(
            Line(
                text=f"{time}\t{texts[0]}", paragraph=paragraph + order, where=Where.TIMED, time=time, at=len(time) + 1
            )
        )
        lines += [Line(text=text, paragraph=paragraph + order, where=Where.TIMED) for text in texts[1:]]
        thought = [text for index in sorted(thoughts) for text in row[index].split("\n") if text.strip()]
        lines += [Line(text=text, paragraph=paragraph + order, where=Where.REFLECTION) for text in thought]
    return lines


def _labelled(table: Table) -> list[Column]:
    """The columns of a table without headings whose rows hold who speaks and what, perhaps behind a number; else []."""
    counted = len(table.rows[0]) == 3 and all(row[0].strip(" .)").isdecimal() for row in table.rows)  # noqa: PLR2004
    columns = [*([Column.NUMBER] if counted else []), Column.SPEAKER, Column.SPEECH]
    if len(table.rows[0]) != len(columns) or len(table.rows) < 4:  # noqa: PLR2004
        return []
    labels = Counter(" ".join(row[counted].split()).strip(" :").casefold() for row in table.rows)
    recurring = sum(count for label, count in labels.items() if label and count > 1 and len(label) <= _LONGEST_LABEL)
    told = recurring >= _LEAST_LABELLED * len(table.rows) and not any(label.isdecimal() for label in labels)
    return columns if told else []


def _framed(table: Table, paragraph: int) -> Iterator[Line]:
    """A table of one column is but a frame around text."""
    lines = (text for row in table.rows for text in row[0].split("\n"))
    yield from (Line(text=text, paragraph=paragraph + order) for order, text in enumerate(lines))
