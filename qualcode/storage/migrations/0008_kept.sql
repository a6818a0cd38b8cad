-- Work done once on a text, or (digest NULL) on the study as it stood under a key. Derived: it is never journaled, holds
-- no words, and goes with its text.
CREATE TABLE kept (
    key TEXT NOT NULL PRIMARY KEY,
    digest TEXT REFERENCES text (digest) ON DELETE CASCADE,
    content BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX kept_by_text ON kept (digest);
