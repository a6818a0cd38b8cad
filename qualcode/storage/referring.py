"""Which stored records refer to a record."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from qualcode.model.kinds import KINDS, id_of, kind_of_ref, ref_to
from qualcode.model.plain import column_name, references, referred_ids
from qualcode.storage.rows import Table, table_of


def referrers(db: sqlite3.Connection, record: object) -> Iterator[str]:
    """``kind:id`` of every stored record that refers to ``record``."""
    own = ref_to(record)
    own_type, own_id = type(record), id_of(record)
    for kind in KINDS:
        fields = {
            path.split(".")[0] for path, ref in references(kind.type) if ref == "*" or kind_of_ref(ref).type is own_type
        }
        if not fields:
            continue
        table: Table[object] = table_of(kind.type)
        where = " OR ".join(f'"{column_name(field)}" LIKE ?' for field in fields)
        pattern = f"%{own_id}%"
        for candidate in table.records(db.execute(f"{table.select} WHERE {where}", [pattern] * len(fields))):
            if (
                any(
                    found in (own, own_id if ref != "*" and kind_of_ref(ref).type is own_type else own)
                    for _, ref, found in referred_ids(candidate)
                )
                and ref_to(candidate) != own
            ):
                yield ref_to(candidate)
