-- What coders answered to suggested codes.
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
