-- Places in the recording, by code point of the working text (JSON).
ALTER TABLE "source" ADD COLUMN "times" TEXT NOT NULL DEFAULT '[]';
