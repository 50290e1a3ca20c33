-- CreateIndex
CREATE INDEX "Member_suggestionCheckAt_idx" ON "Member"("suggestionCheckAt");

-- Who has used Goodturn before is looked at from now on, and needs no welcome.
UPDATE "Member" SET "suggestionCheckAt" = "firstUsedAt", "welcomedAt" = "firstUsedAt" WHERE "firstUsedAt" IS NOT NULL;
