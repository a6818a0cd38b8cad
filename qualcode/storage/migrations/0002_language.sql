-- What the language layer found, kept so that no later command builds a pipeline.
-- Forms are stemmed once; rules is the version of the rules that did it.
CREATE TABLE form (
    id INTEGER PRIMARY KEY,
    rules TEXT NOT NULL,
    form TEXT NOT NULL,
    norm TEXT NOT NULL,
    stem TEXT NOT NULL,
    UNIQUE (rules, form)
) STRICT;

-- Tokens and sentences of a text: zlib-compressed little-endian 32-bit unsigned integers,
-- (start, end, form) a token and (start, end) a sentence, in code points of the text.
CREATE TABLE analysis (
    digest TEXT NOT NULL PRIMARY KEY REFERENCES text (digest),
    rules TEXT NOT NULL,
    tokens BLOB NOT NULL,
    sentences BLOB NOT NULL
) STRICT, WITHOUT ROWID;
