"""Forms of displays: written to a file, filled in an editor or a spreadsheet, taken in again as one act."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from qualcode.cli._output import done, remark
from qualcode.cli._session import actor, open_store, read_study, study_folder
from qualcode.i18n import _, ngettext
from qualcode.model import Cell

if TYPE_CHECKING:
    from qualcode.displays._work import Cut
    from qualcode.model import Study


MOST_PLACES = 6
"""Cells that a remark names."""


def write_form(study: Study, name: str, cut: Cut, path: Path) -> int:
    """Write the form of a display; how many cells it holds."""
    from qualcode.collection.written_files import write_whole
    from qualcode.displays._fill import form_of
    from qualcode.displays._fill_files import rendered
    from qualcode.terms import terms_for

    form = form_of(study, name, cut)
    write_whole(path, rendered(form, path.suffix.lower(), terms_for(study.project.language)))
    return len(form.cells)


def take_in(path: Path) -> None:
    """Write what a form says into the study, and say how many cells changed."""
    from qualcode.displays._fill import taken_in
    from qualcode.displays._fill_files import read_form

    filled = read_form(path)
    with open_store() as store, store.act("display fill") as act:
        taken = taken_in(act.study, filled, file=path.name, author=actor())
        act.put(*taken.put)
        act.remove(*taken.gone)
    written, gone = sum(isinstance(one, Cell) for one in taken.put), taken.gone
    text = ngettext("{n} cell written", "{n} cells written", written).format(n=written)
    text += ", " + ngettext("{n} cleared", "{n} cleared", len(gone)).format(n=len(gone)) if gone else ""
    done(text + ("." if written or gone or taken.left else _("; nothing differs.")))
    if taken.left:
        places = ", ".join(f"{row} × {column}" for row, column in taken.left[:MOST_PLACES])
        text = ngettext(
            "{n} cell was written since this form was made and stays, for the form has it as it was: {places}",
            "{n} cells were written since this form was made and stay, for the form has them as they were: {places}",
            len(taken.left),
        )
        remark(text.format(n=len(taken.left), places=places + (", …" if len(taken.left) > MOST_PLACES else "")))


def edit(name: str, cut: Cut) -> None:
    """Open the form in the editor and take it in; where it cannot be taken in, the file is kept and named."""
    from qualcode.errors import QualcodeError

    path = study_folder() / f".isian-{''.join(letter if letter.isalnum() else '-' for letter in name)}.txt"
    if not path.exists():
        write_form(read_study(), name, cut, path)
    click.edit(filename=str(path), require_save=False)
    try:
        take_in(path)
    except QualcodeError:
        done(_("Your text is kept; mend it with: qualcode display edit {name}").format(name=name))
        raise
    path.unlink()
