-- Answers to the questions of a tactic, if-then propositions, waivers, and what a finding rested on when it was tested.
ALTER TABLE "verification" ADD COLUMN "replies" TEXT NOT NULL DEFAULT '[]';
ALTER TABLE "verification" ADD COLUMN "propositions" TEXT NOT NULL DEFAULT '[]';
ALTER TABLE "verification" ADD COLUMN "waiver" TEXT NOT NULL DEFAULT '';
ALTER TABLE "verification" ADD COLUMN "tested" TEXT;
ALTER TABLE "statement" ADD COLUMN "digest" TEXT NOT NULL DEFAULT '';
