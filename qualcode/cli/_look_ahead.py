"""The study as it would be after files that are only looked at."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.cli._remarks import remark_words
from qualcode.cli._wanted import Wanted, named_source, standing
from qualcode.i18n import _

if TYPE_CHECKING:
    from qualcode.cli._preview import Already, Corrected, Preview
    from qualcode.collection.reading import Reading
    from qualcode.storage.store import Store


class LookAhead:
    """The study as it would be after each file of a preview; nothing of it is stored."""

    def __init__(self, store: Store) -> None:
        self._study = store.study()
        self._new_id = store.ids_ahead()
        self._copies = standing(self._study)

    def preview(self, path: Path, wanted: Wanted) -> Preview | Already | Corrected:
        """What a file would become after those before it. Raises what reading it raises."""
        from qualcode.cli._corrected import is_correction
        from qualcode.cli._preview import Already, Corrected, Preview
        from qualcode.cli.messages import words
        from qualcode.collection.ingest import source_records
        from qualcode.collection.provisional import look
        from qualcode.reduction.correcting import correction

        named = named_source(path, self._study, wanted)
        options = dict(wanted.reading)
        if named is not None:
            options["technique"] = options["technique"] or named.technique
        seen = look(path, known=[one.id for one in self._study.informants], **options)
        reading = seen.reading.dated(wanted.date) if wanted.date else seen.reading
        copy = self._copies.get(reading.file_digest) or self._copies.get(reading.original_digest)
        if copy:
            return Already(path=path, source=copy.id)
        if named is not None and (wanted.replaces or is_correction(reading, self._study, named)):
            return Corrected(path=path, made=correction(reading, self._study, named, self._new_id))
        taken = source_records(reading, self._study, self._new_id, **wanted.people)
        for question in seen.questions:
            question.path = path.name
        found = Preview(
            path=path, look=seen, taken=taken, study=self._study, warnings=tuple(map(remark_words, taken.remarks)),
            questions=(*map(words, seen.questions), *_date_question(reading)),
        )  # fmt: skip
        for kind in {type(record) for record in taken.records}:
            self._study.all(kind)
        self._study = self._study.grown(taken.records, ())
        return found


def _date_question(reading: Reading) -> tuple[str, ...]:
    if len(reading.dates) < 2:  # noqa: PLR2004
        return ()
    said = _("Which date is meant: {dates}? Say so, for example: --date {first}")
    return (said.format(dates=", ".join(reading.dates), first=reading.dates[0]),)
