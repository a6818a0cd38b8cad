-- What the figures of a comparison rest on: how many units, bounded by what, on how many draws.
ALTER TABLE "agreement" ADD COLUMN "compared" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "agreement" ADD COLUMN "filter" TEXT NOT NULL DEFAULT '[]';
ALTER TABLE "agreement" ADD COLUMN "draws" INTEGER NOT NULL DEFAULT 0;
