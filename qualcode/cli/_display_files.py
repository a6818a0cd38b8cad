"""Where a display goes: files through the writers of stage 3 by extension, Word through the tables of the report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.cli._output import done
from qualcode.i18n import _

if TYPE_CHECKING:
    from qualcode.displays._figure import Figure
    from qualcode.displays._result import Matrix
    from qualcode.model import Study
    from qualcode.reduction.filters import Filter

WORD = ".docx"


def destination(wanted: Filter, until: str) -> tuple[Path | None, Filter]:
    """(file to write, filter): ``--to`` is a file here, unless it reads as a date."""
    import re

    if not wanted.to or re.fullmatch(r"\d{4}(-\d\d){0,2}", wanted.to):
        return None, replace(wanted, to=until or wanted.to)
    return Path(wanted.to), replace(wanted, to=until)


def require_exact_quotations(displays: Sequence[Matrix | Figure], study: Study, *, leads: bool = True) -> None:
    """Raise ``DigestMismatch`` where a segment that a display shows, or ``leads`` to, differs from its text.

    A form that leads nowhere shows numbers and signs without the words that they count.
    """
    places: dict[str, set[str]] = {}
    for shown in displays:
        for place in shown.segments if leads else shown.worded:
            places.setdefault(place.source, set()).add(place.segment)
    _require_exact(places, study)


def _require_exact(places: Mapping[str, set[str]], study: Study) -> None:
    """The same for segments by their source."""
    from qualcode.collection.positions import require_exact

    named = frozenset().union(*places.values())
    for part in study.parts(sorted(places)):
        require_exact(part, (segment for name, segment in part.segments.items() if name in named))


def write_displays(displays: Sequence[Matrix | Figure], path: Path, study: Study) -> None:
    """Write displays into one file whose extension chooses the format, and say so.

    A Word file passes the checks of every document: ``DigestMismatch`` for a quotation that differs from its
    text, ``CheckFailed`` for words that may not leave the study. ``UnknownName`` for other extensions, and for those
    that cannot hold such a display, or several.
    """
    from qualcode.displays._writers import fitting, write_file
    from qualcode.errors import UnknownName

    form = path.suffix.lower().lstrip(".")
    if path.suffix.lower() == WORD:
        from qualcode import report
        from qualcode.cli._session import study_folder
        from qualcode.report.display_document import document_of

        report.write(report.approved(study, document_of(displays, study, study_folder())), path)
    elif form not in (fits := fitting(displays)):
        raise UnknownName("format", form or path.name, (*fits, WORD.lstrip(".")))
    else:
        require_hidden(displays, study)
        write_file(displays, path, study)
    done(_("Written: {path}").format(path=path))


def write_each(displays: Iterable[Matrix | Figure], path: Path, study: Study) -> None:
    """Write displays that are made one after the other; none is kept, and the checks see what all of them show.

    Raises like ``write_displays``; no file is left where it does.
    """
    from qualcode.collection.written_files import write_whole
    from qualcode.displays._writers import WRITERS, fitting
    from qualcode.errors import UnknownName

    form = path.suffix.lower().lstrip(".")
    if form not in (fits := fitting(())):
        raise UnknownName("format", form or path.name, (*fits, WORD.lstrip(".")))
    places: dict[str, set[str]] = {}
    quoted: dict[str, None] = {}

    def seen() -> Iterator[Matrix | Figure]:
        for shown in displays:
            for place in shown.segments:
                places.setdefault(place.source, set()).add(place.segment)
            quoted.update(dict.fromkeys(place.source for place in shown.quoted))
            yield shown

    made = WRITERS.load(form).render(seen(), study)
    _require_exact(places, study)
    _require_hidden(quoted, study)
    write_whole(path, made)
    done(_("Written: {path}").format(path=path))


def require_hidden(displays: Sequence[Matrix | Figure], study: Study) -> None:
    """``CheckFailed`` where displays quote a source in which the scan for identifiers still proposes something."""
    _require_hidden(dict.fromkeys(place.source for shown in displays for place in shown.quoted), study)


def _require_hidden(sources: Iterable[str], study: Study) -> None:
    """The same for the sources that are quoted."""
    from qualcode.errors import CheckFailed, Problem
    from qualcode.report.checks import open_identifiers

    if found := open_identifiers(study, sources):
        raise CheckFailed("display", tuple(Problem(one.key, one.line, one.what) for one in found))


def rendered(shown: Matrix | Figure, form: str, study: Study) -> str:
    """A display as text in a format; ``UnknownName`` for a format that cannot hold it."""
    from qualcode.displays._writers import WRITERS, fitting
    from qualcode.errors import UnknownName

    writer = WRITERS.load(form)
    if shown.kind not in writer.kinds:
        raise UnknownName("format", form, fitting((shown,)))
    return writer.render((shown,), study).decode("utf-8-sig")
