-- What coders answered to suggested codes, and what suggesting learned: a model is derived from records and kept by
-- the digest of all that it was made from, so that it is made once and undo leaves no wrong one behind.
CREATE TABLE "suggestion" (
    n INTEGER PRIMARY KEY,
    "suggestion" TEXT NOT NULL,
    "coder" TEXT NOT NULL,
    "source" TEXT NOT NULL REFERENCES "source" (id) DEFERRABLE INITIALLY DEFERRED,
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    "code" TEXT NOT NULL REFERENCES "code" (id) DEFERRABLE INITIALLY DEFERRED,
    "accepted" INTEGER NOT NULL CHECK ("accepted" IN (0, 1)),
    "percent" INTEGER NOT NULL,
    "at" TEXT NOT NULL,
    UNIQUE ("suggestion", "coder")
) STRICT;

CREATE TABLE learned (
    digest TEXT NOT NULL PRIMARY KEY,
    number INTEGER NOT NULL,
    content BLOB NOT NULL
) STRICT, WITHOUT ROWID;
