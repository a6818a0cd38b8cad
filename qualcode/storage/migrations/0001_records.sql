-- One table a kind of record. n is the order in which records were made; lists and nested records are JSON.
-- References that stand in a column of their own are foreign keys; those inside JSON are checked by doctor.

CREATE TABLE "project" (
    n INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE CHECK (id = 'study'),
    "uuid" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "researcher" TEXT NOT NULL,
    "sites" TEXT NOT NULL,
    "case_kind" TEXT NOT NULL,
    "citations" TEXT NOT NULL,
    "thesis_profile" TEXT NOT NULL,
    "privacy" TEXT NOT NULL,
    "permits" TEXT NOT NULL,
    "consent_form" TEXT NOT NULL,
    "coders" TEXT NOT NULL
) STRICT;

CREATE TABLE "focus" (
    n INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "label" TEXT NOT NULL,
    "order" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "question" TEXT NOT NULL,
    "scale" TEXT NOT NULL,
    "weak_at" INTEGER
) STRICT;

CREATE TABLE "role" (
    n INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "label" TEXT NOT NULL,
    "common" TEXT NOT NULL,
    "order" INTEGER NOT NULL,
    "group" TEXT NOT NULL,
    "holders" TEXT NOT NULL
) STRICT;

CREATE TABLE "unit" (
    n INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "label" TEXT NOT NULL,
    "parent" TEXT REFERENCES "unit" (id) DEFERRABLE INITIALLY DEFERRED,
    "site" TEXT NOT NULL
) STRICT;

CREATE TABLE "period" (
    n INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "label" TEXT NOT NULL,
    "order" INTEGER NOT NULL,
    "scheme" TEXT NOT NULL,
    "start" TEXT NOT NULL,
    "end" TEXT NOT NULL
) STRICT;

CREATE TABLE "informant" (
    n INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "role" TEXT NOT NULL REFERENCES "role" (id) DEFERRABLE INITIALLY DEFERRED,
    "unit" TEXT REFERENCES "unit" (id) DEFERRABLE INITIALLY DEFERRED,
    "group" TEXT NOT NULL,
    "key" INTEGER NOT NULL CHECK ("key" IN (0, 1)),
    "attributes" TEXT NOT NULL,
    "closeness" TEXT NOT NULL,
    "selection_reason" TEXT NOT NULL
) STRICT;

CREATE TABLE "source" (
    n INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "uuid" TEXT NOT NULL,
    "technique" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "session" INTEGER NOT NULL,
    "date" TEXT NOT NULL,
    "start_time" TEXT NOT NULL,
    "end_time" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "collector" TEXT NOT NULL,
    "informants" TEXT NOT NULL,
    "others_present" TEXT NOT NULL,
    "contact_number" INTEGER,
    "trust" TEXT,
    "language" TEXT NOT NULL,
    "period" TEXT REFERENCES "period" (id) DEFERRABLE INITIALLY DEFERRED,
    "site" TEXT NOT NULL,
    "setting" TEXT,
    "origin" TEXT NOT NULL,
    "public" INTEGER NOT NULL CHECK ("public" IN (0, 1)),
    "file_name" TEXT NOT NULL,
    "file_digest" TEXT NOT NULL,
    "reader" TEXT NOT NULL,
    "layout" TEXT NOT NULL,
    "header" TEXT NOT NULL,
    "original_digest" TEXT NOT NULL,
    "text_digest" TEXT NOT NULL,
    "line_numbers" TEXT NOT NULL,
    "words" INTEGER NOT NULL,
    "order" INTEGER NOT NULL
) STRICT;

CREATE TABLE "case" (
    n INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "label" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "parent" TEXT REFERENCES "case" (id) DEFERRABLE INITIALLY DEFERRED,
    "attributes" TEXT NOT NULL,
    "informants" TEXT NOT NULL,
    "sources" TEXT NOT NULL
) STRICT;

CREATE TABLE "consent" (
    n INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "informant" TEXT NOT NULL REFERENCES "informant" (id) DEFERRABLE INITIALLY DEFERRED,
    "form" TEXT NOT NULL,
    "date" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "withdrawn_on" TEXT NOT NULL
) STRICT;

CREATE TABLE "question" (
    n INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "text" TEXT NOT NULL,
    "focus" TEXT REFERENCES "focus" (id) DEFERRABLE INITIALLY DEFERRED,
    "roles" TEXT NOT NULL,
    "order" INTEGER NOT NULL
) STRICT;

CREATE TABLE "block" (
    n INTEGER PRIMARY KEY,
    "source" TEXT NOT NULL REFERENCES "source" (id) DEFERRABLE INITIALLY DEFERRED,
    "number" INTEGER NOT NULL,
    "label" TEXT NOT NULL,
    "speaker" TEXT NOT NULL,
    "informant" TEXT REFERENCES "informant" (id) DEFERRABLE INITIALLY DEFERRED,
    "kind" TEXT NOT NULL,
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    "first_line" INTEGER NOT NULL,
    "last_line" INTEGER NOT NULL,
    "time" TEXT NOT NULL,
    "question" TEXT REFERENCES "question" (id) DEFERRABLE INITIALLY DEFERRED,
    "elicited" TEXT,
    "irrelevant" TEXT NOT NULL,
    UNIQUE ("source", "number"),
    CHECK ("start" >= 0 AND "start" <= "end")
) STRICT;

CREATE TABLE "code" (
    n INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "name" TEXT NOT NULL,
    "definition" TEXT NOT NULL,
    "include" TEXT NOT NULL,
    "exclude" TEXT NOT NULL,
    "keywords" TEXT NOT NULL,
    "examples" TEXT NOT NULL,
    "borderline" TEXT NOT NULL,
    "level" TEXT NOT NULL,
    "cycle" TEXT NOT NULL,
    "parent" TEXT REFERENCES "code" (id) DEFERRABLE INITIALLY DEFERRED,
    "condenses" TEXT NOT NULL,
    "focus" TEXT REFERENCES "focus" (id) DEFERRABLE INITIALLY DEFERRED,
    "origin" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "order" INTEGER NOT NULL,
    "history" TEXT NOT NULL
) STRICT;

CREATE TABLE "segment" (
    n INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "source" TEXT NOT NULL REFERENCES "source" (id) DEFERRABLE INITIALLY DEFERRED,
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    "quote" TEXT NOT NULL,
    "digest" TEXT NOT NULL,
    UNIQUE ("source", "start", "end"),
    CHECK ("start" >= 0 AND "start" < "end")
) STRICT;

CREATE TABLE "coding" (
    n INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "segment" TEXT NOT NULL REFERENCES "segment" (id) DEFERRABLE INITIALLY DEFERRED,
    "code" TEXT NOT NULL REFERENCES "code" (id) DEFERRABLE INITIALLY DEFERRED,
    "coder" TEXT NOT NULL,
    "round" INTEGER NOT NULL,
    "at" TEXT NOT NULL,
    "valence" TEXT,
    "intensity" INTEGER,
    "directness" TEXT,
    "dont_know" INTEGER NOT NULL CHECK ("dont_know" IN (0, 1)),
    "about" TEXT,
    "note" TEXT NOT NULL
) STRICT;

CREATE TABLE "summary" (
    n INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "kind" TEXT NOT NULL,
    "source" TEXT REFERENCES "source" (id) DEFERRABLE INITIALLY DEFERRED,
    "case" TEXT REFERENCES "case" (id) DEFERRABLE INITIALLY DEFERRED,
    "focus" TEXT REFERENCES "focus" (id) DEFERRABLE INITIALLY DEFERRED,
    "date" TEXT NOT NULL,
    "author" TEXT NOT NULL,
    "items" TEXT NOT NULL
) STRICT;

CREATE TABLE "memo" (
    n INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "type" TEXT NOT NULL,
    "author" TEXT NOT NULL,
    "date" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "links" TEXT NOT NULL
) STRICT;

CREATE TABLE "event" (
    n INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "label" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "case" TEXT REFERENCES "case" (id) DEFERRABLE INITIALLY DEFERRED,
    "date" TEXT NOT NULL,
    "end_date" TEXT NOT NULL,
    "period" TEXT REFERENCES "period" (id) DEFERRABLE INITIALLY DEFERRED,
    "actors" TEXT NOT NULL,
    "locus" TEXT,
    "sequence" INTEGER,
    "critical" INTEGER NOT NULL CHECK ("critical" IN (0, 1)),
    "critical_reason" TEXT NOT NULL,
    "judged_by" TEXT NOT NULL,
    "consequence" TEXT NOT NULL,
    "segments" TEXT NOT NULL
) STRICT;

CREATE TABLE "variable" (
    n INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "name" TEXT NOT NULL,
    "parent" TEXT REFERENCES "variable" (id) DEFERRABLE INITIALLY DEFERRED,
    "focus" TEXT REFERENCES "focus" (id) DEFERRABLE INITIALLY DEFERRED,
    "kind" TEXT NOT NULL,
    "several" INTEGER NOT NULL CHECK ("several" IN (0, 1)),
    "values" TEXT NOT NULL,
    "rule" TEXT NOT NULL,
    "applies_when" TEXT NOT NULL,
    "place" TEXT
) STRICT;

CREATE TABLE "rating" (
    n INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "subject" TEXT NOT NULL,
    "code" TEXT REFERENCES "code" (id) DEFERRABLE INITIALLY DEFERRED,
    "variable" TEXT NOT NULL REFERENCES "variable" (id) DEFERRABLE INITIALLY DEFERRED,
    "values" TEXT NOT NULL,
    "period" TEXT REFERENCES "period" (id) DEFERRABLE INITIALLY DEFERRED,
    "date" TEXT NOT NULL,
    "rule" TEXT NOT NULL,
    "rater" TEXT NOT NULL,
    "outcome_known" TEXT,
    "confidence" TEXT,
    "segments" TEXT NOT NULL
) STRICT;

CREATE TABLE "link" (
    n INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "from" TEXT NOT NULL,
    "to" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "sign" TEXT,
    "strength" INTEGER,
    "formal" INTEGER CHECK ("formal" IN (0, 1)),
    "effect" TEXT,
    "horizon" TEXT,
    "condition" TEXT NOT NULL,
    "period" TEXT REFERENCES "period" (id) DEFERRABLE INITIALLY DEFERRED,
    "case" TEXT REFERENCES "case" (id) DEFERRABLE INITIALLY DEFERRED,
    "asserted_by" TEXT NOT NULL,
    "segments" TEXT NOT NULL
) STRICT;

CREATE TABLE "display" (
    n INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "type" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "parameters" TEXT NOT NULL,
    "rows" TEXT,
    "columns" TEXT,
    "filter" TEXT NOT NULL,
    "case_choice" TEXT NOT NULL,
    "order_rule" TEXT NOT NULL,
    "rules" TEXT NOT NULL,
    "blank" TEXT NOT NULL,
    "notes" TEXT NOT NULL,
    "narrative" TEXT NOT NULL
) STRICT;

CREATE TABLE "cell" (
    n INTEGER PRIMARY KEY,
    "display" TEXT NOT NULL REFERENCES "display" (id) DEFERRABLE INITIALLY DEFERRED,
    "row" TEXT NOT NULL,
    "column" TEXT NOT NULL,
    "entries" TEXT NOT NULL,
    "data_mark" TEXT,
    "evidence_marks" TEXT NOT NULL,
    "author" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "evidence_digest" TEXT NOT NULL,
    "data_version" INTEGER NOT NULL,
    UNIQUE ("display", "row", "column")
) STRICT;

CREATE TABLE "snapshot" (
    n INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "display" TEXT NOT NULL REFERENCES "display" (id) DEFERRABLE INITIALLY DEFERRED,
    "at" TEXT NOT NULL,
    "data_version" INTEGER NOT NULL,
    "content" TEXT NOT NULL,
    "rules" TEXT NOT NULL,
    "notes" TEXT NOT NULL
) STRICT;

CREATE TABLE "finding" (
    n INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "kind" TEXT NOT NULL,
    "focuses" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "position_phrase" TEXT NOT NULL,
    "position" INTEGER,
    "caveats" TEXT NOT NULL,
    "evidence_for" TEXT NOT NULL,
    "evidence_against" TEXT NOT NULL,
    "displays" TEXT NOT NULL,
    "rivals" TEXT NOT NULL,
    "confidence" TEXT
) STRICT;

CREATE TABLE "passage" (
    n INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "section" TEXT NOT NULL,
    "slot" TEXT NOT NULL,
    "focus" TEXT REFERENCES "focus" (id) DEFERRABLE INITIALLY DEFERRED,
    "finding" TEXT REFERENCES "finding" (id) DEFERRABLE INITIALLY DEFERRED,
    "text" TEXT NOT NULL,
    "position_phrase" TEXT NOT NULL,
    "position" INTEGER,
    "digest" TEXT NOT NULL,
    "state" TEXT NOT NULL
) STRICT;

CREATE TABLE "recommendation" (
    n INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "text" TEXT NOT NULL,
    "addressee" TEXT NOT NULL,
    "findings" TEXT NOT NULL,
    "factors" TEXT NOT NULL
) STRICT;

CREATE TABLE "verification" (
    n INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "tactic" TEXT NOT NULL,
    "target" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "date" TEXT NOT NULL,
    "done" TEXT NOT NULL,
    "queries" TEXT NOT NULL,
    "answers" TEXT NOT NULL,
    "verdict" TEXT,
    "result" TEXT NOT NULL,
    "consequence" TEXT
) STRICT;

CREATE TABLE "statement" (
    n INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "record" TEXT NOT NULL,
    "state" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "waiver" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "at" TEXT NOT NULL
) STRICT;

CREATE TABLE "agreement" (
    n INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "at" TEXT NOT NULL,
    "coders" TEXT NOT NULL,
    "round" INTEGER NOT NULL,
    "sources" TEXT NOT NULL,
    "unit" TEXT NOT NULL,
    "match" TEXT NOT NULL,
    "codebook_version" TEXT NOT NULL,
    "codes" TEXT NOT NULL,
    "overall" TEXT NOT NULL,
    "disagreements" TEXT NOT NULL
) STRICT;

CREATE TABLE "theory" (
    n INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "citation_key" TEXT NOT NULL,
    "claim" TEXT NOT NULL,
    "finding" TEXT REFERENCES "finding" (id) DEFERRABLE INITIALLY DEFERRED,
    "relation" TEXT NOT NULL
) STRICT;

CREATE INDEX coding_by_segment ON coding (segment);
CREATE INDEX coding_by_code ON coding (code, segment);
CREATE INDEX rating_by_variable ON rating (variable);

-- Texts by the SHA-256 of their UTF-8 bytes: undoing an ingest leaves its text, so that redo has it.
CREATE TABLE text (
    digest TEXT NOT NULL PRIMARY KEY,
    content TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The last number given to ids of each prefix; never taken back, so that no id is used twice.
CREATE TABLE last_id (
    prefix TEXT NOT NULL PRIMARY KEY,
    number INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The journal. changes is zlib-compressed JSON: {kind: {"columns": [...], "rows": [[before, after], ...]}}.
CREATE TABLE log (
    number INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    command TEXT NOT NULL,
    undoes INTEGER REFERENCES log (number),
    redoes INTEGER REFERENCES log (number),
    changes BLOB NOT NULL,
    digest TEXT NOT NULL
) STRICT;

CREATE TRIGGER log_is_append_only_update BEFORE UPDATE ON log
BEGIN
    SELECT RAISE (ABORT, 'the journal is append-only');
END;

CREATE TRIGGER log_is_append_only_delete BEFORE DELETE ON log
BEGIN
    SELECT RAISE (ABORT, 'the journal is append-only');
END;
