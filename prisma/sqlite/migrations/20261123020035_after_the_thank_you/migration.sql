-- CreateTable
CREATE TABLE "Need" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "workspaceId" TEXT NOT NULL,
    "authorId" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'open',
    "origin" TEXT NOT NULL,
    "statedAt" DATETIME NOT NULL,
    "settledAt" DATETIME,
    "checkAt" DATETIME,
    "askedAt" DATETIME
);

-- CreateTable
CREATE TABLE "Conversation" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "workspaceId" TEXT NOT NULL,
    "authorId" TEXT NOT NULL,
    "withId" TEXT NOT NULL,
    "heldOn" TEXT NOT NULL,
    "theirNeed" TEXT,
    "myOffer" TEXT,
    "permalink" TEXT,
    "origin" TEXT NOT NULL,
    "loggedAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "Ask" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "workspaceId" TEXT NOT NULL,
    "askerId" TEXT NOT NULL,
    "giverId" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "reason" TEXT,
    "state" TEXT NOT NULL DEFAULT 'open',
    "criteria" TEXT,
    "metAt" DATETIME,
    "origin" TEXT NOT NULL,
    "askedAt" DATETIME NOT NULL,
    "answeredAt" DATETIME,
    "restsAt" DATETIME
);

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_Workspace" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "botUserId" TEXT NOT NULL,
    "sealedToken" TEXT,
    "scopes" TEXT NOT NULL DEFAULT '',
    "installedAt" DATETIME NOT NULL,
    "uninstalledAt" DATETIME,
    "timeZone" TEXT NOT NULL DEFAULT 'UTC',
    "nudgeDays" TEXT NOT NULL DEFAULT '2,7,14',
    "followUpDays" TEXT NOT NULL DEFAULT '30,90',
    "sendNotBefore" DATETIME
);
INSERT INTO "new_Workspace" ("botUserId", "id", "installedAt", "name", "nudgeDays", "scopes", "sealedToken", "sendNotBefore", "timeZone", "uninstalledAt") SELECT "botUserId", "id", "installedAt", "name", "nudgeDays", "scopes", "sealedToken", "sendNotBefore", "timeZone", "uninstalledAt" FROM "Workspace";
DROP TABLE "Workspace";
ALTER TABLE "new_Workspace" RENAME TO "Workspace";
CREATE TABLE "new_Member" (
    "workspaceId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "timeZone" TEXT,
    "dmChannelId" TEXT,
    "leftAt" DATETIME,
    "firstUsedAt" DATETIME,
    "lastUsedAt" DATETIME,
    "nudgesOff" BOOLEAN NOT NULL DEFAULT false,
    "lastNudgedAt" DATETIME,
    "nudgeCount" INTEGER NOT NULL DEFAULT 0,
    "nudgeCheckAt" DATETIME,
    "followUpsOff" BOOLEAN NOT NULL DEFAULT false,
    "followUpCount" INTEGER NOT NULL DEFAULT 0,
    "followUpCheckAt" DATETIME,
    "needChecksOff" BOOLEAN NOT NULL DEFAULT false,
    "asksOff" BOOLEAN NOT NULL DEFAULT false,

    PRIMARY KEY ("workspaceId", "userId")
);
INSERT INTO "new_Member" ("dmChannelId", "firstUsedAt", "lastNudgedAt", "lastUsedAt", "leftAt", "name", "nudgeCheckAt", "nudgeCount", "nudgesOff", "timeZone", "userId", "workspaceId") SELECT "dmChannelId", "firstUsedAt", "lastNudgedAt", "lastUsedAt", "leftAt", "name", "nudgeCheckAt", "nudgeCount", "nudgesOff", "timeZone", "userId", "workspaceId" FROM "Member";
DROP TABLE "Member";
ALTER TABLE "new_Member" RENAME TO "Member";
CREATE TABLE "new_Referral" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "workspaceId" TEXT NOT NULL,
    "giverId" TEXT NOT NULL,
    "receiverId" TEXT NOT NULL,
    "prospect" TEXT NOT NULL,
    "prospectId" TEXT,
    "note" TEXT,
    "warmth" TEXT,
    "private" BOOLEAN NOT NULL DEFAULT false,
    "source" TEXT NOT NULL,
    "permalink" TEXT,
    "origin" TEXT NOT NULL,
    "recordedAt" DATETIME NOT NULL,
    "withdrawnAt" DATETIME,
    "introducedAt" DATETIME,
    "outcome" TEXT NOT NULL DEFAULT 'open',
    "outcomeAt" DATETIME,
    "outcomeReason" TEXT,
    "alreadyThankedAt" DATETIME,
    "prayedInId" TEXT,
    "awaitsThanks" BOOLEAN NOT NULL DEFAULT true,
    "nudgeStep" INTEGER NOT NULL DEFAULT 0,
    "nudgeAt" DATETIME,
    "digestId" TEXT,
    "followUpStep" INTEGER NOT NULL DEFAULT 0,
    "followUpAt" DATETIME,
    "shareOutcome" BOOLEAN NOT NULL DEFAULT false,
    "outcomeDigestId" TEXT,
    "needId" TEXT,
    "askId" TEXT
);
INSERT INTO "new_Referral" ("alreadyThankedAt", "awaitsThanks", "digestId", "giverId", "id", "introducedAt", "note", "nudgeAt", "nudgeStep", "origin", "outcome", "outcomeAt", "outcomeReason", "permalink", "prayedInId", "private", "prospect", "prospectId", "receiverId", "recordedAt", "source", "warmth", "withdrawnAt", "workspaceId") SELECT "alreadyThankedAt", "awaitsThanks", "digestId", "giverId", "id", "introducedAt", "note", "nudgeAt", "nudgeStep", "origin", "outcome", "outcomeAt", "outcomeReason", "permalink", "prayedInId", "private", "prospect", "prospectId", "receiverId", "recordedAt", "source", "warmth", "withdrawnAt", "workspaceId" FROM "Referral";
DROP TABLE "Referral";
ALTER TABLE "new_Referral" RENAME TO "Referral";
CREATE INDEX "Referral_workspaceId_giverId_recordedAt_idx" ON "Referral"("workspaceId", "giverId", "recordedAt");
CREATE INDEX "Referral_workspaceId_receiverId_recordedAt_idx" ON "Referral"("workspaceId", "receiverId", "recordedAt");
CREATE INDEX "Referral_workspaceId_digestId_idx" ON "Referral"("workspaceId", "digestId");
CREATE INDEX "Referral_awaitsThanks_nudgeAt_idx" ON "Referral"("awaitsThanks", "nudgeAt");
CREATE INDEX "Referral_followUpAt_idx" ON "Referral"("followUpAt");
CREATE INDEX "Referral_workspaceId_needId_idx" ON "Referral"("workspaceId", "needId");
CREATE INDEX "Referral_workspaceId_askId_idx" ON "Referral"("workspaceId", "askId");
CREATE UNIQUE INDEX "Referral_workspaceId_origin_receiverId_key" ON "Referral"("workspaceId", "origin", "receiverId");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;

-- CreateIndex
CREATE INDEX "Need_workspaceId_state_statedAt_idx" ON "Need"("workspaceId", "state", "statedAt");

-- CreateIndex
CREATE INDEX "Need_workspaceId_authorId_state_idx" ON "Need"("workspaceId", "authorId", "state");

-- CreateIndex
CREATE INDEX "Need_state_checkAt_idx" ON "Need"("state", "checkAt");

-- CreateIndex
CREATE UNIQUE INDEX "Need_workspaceId_origin_key" ON "Need"("workspaceId", "origin");

-- CreateIndex
CREATE INDEX "Conversation_workspaceId_authorId_heldOn_idx" ON "Conversation"("workspaceId", "authorId", "heldOn");

-- CreateIndex
CREATE INDEX "Conversation_workspaceId_withId_idx" ON "Conversation"("workspaceId", "withId");

-- CreateIndex
CREATE UNIQUE INDEX "Conversation_workspaceId_origin_key" ON "Conversation"("workspaceId", "origin");

-- CreateIndex
CREATE INDEX "Ask_workspaceId_askerId_giverId_state_idx" ON "Ask"("workspaceId", "askerId", "giverId", "state");

-- CreateIndex
CREATE INDEX "Ask_workspaceId_giverId_state_idx" ON "Ask"("workspaceId", "giverId", "state");

-- CreateIndex
CREATE INDEX "Ask_state_restsAt_idx" ON "Ask"("state", "restsAt");

-- CreateIndex
CREATE UNIQUE INDEX "Ask_workspaceId_origin_key" ON "Ask"("workspaceId", "origin");
