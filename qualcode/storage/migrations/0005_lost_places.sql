-- A segment whose words stand in the corrected text no more is kept at a point (start = end) until it has a place.
CREATE TABLE "segment_new" (
    n INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "source" TEXT NOT NULL REFERENCES "source" (id) DEFERRABLE INITIALLY DEFERRED,
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    "quote" TEXT NOT NULL,
    "digest" TEXT NOT NULL,
    CHECK ("start" >= 0 AND "start" <= "end")
) STRICT;
INSERT INTO "segment_new" SELECT n, "id", "source", "start", "end", "quote", "digest" FROM "segment";
DROP TABLE "segment";
ALTER TABLE "segment_new" RENAME TO "segment";
CREATE UNIQUE INDEX segment_by_place ON segment ("source", "start", "end") WHERE "start" < "end";
