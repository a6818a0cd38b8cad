-- What was coded in a source, as columns (model/source_columns.py). Derived: it is never journaled, and an act that touches
-- the source, its blocks, segments or codings takes it away.
CREATE TABLE source_columns (
    source TEXT NOT NULL PRIMARY KEY REFERENCES source (id) ON DELETE CASCADE,
    words TEXT NOT NULL,
    names TEXT NOT NULL,
    numbers BLOB NOT NULL
) STRICT;
CREATE INDEX segment_lost ON segment (source) WHERE start = "end";
