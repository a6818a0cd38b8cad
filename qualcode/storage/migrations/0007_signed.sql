-- What a finding rested on when its state was signed; the digest of a statement is that of one identifier alone.
ALTER TABLE "statement" ADD COLUMN "tested" TEXT;
UPDATE "statement" SET "digest" = '' WHERE "waiver" = '';
