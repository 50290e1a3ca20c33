-- CreateTable
CREATE TABLE "Workspace" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "botUserId" TEXT NOT NULL,
    "sealedToken" TEXT,
    "scopes" TEXT NOT NULL DEFAULT '',
    "installedAt" DATETIME NOT NULL,
    "uninstalledAt" DATETIME,
    "timeZone" TEXT NOT NULL DEFAULT 'UTC',
    "nudgeDays" TEXT NOT NULL DEFAULT '2,7,14',
    "sendNotBefore" DATETIME
);

-- CreateTable
CREATE TABLE "DigestSchedule" (
    "workspaceId" TEXT NOT NULL PRIMARY KEY,
    "channelId" TEXT NOT NULL,
    "chosenById" TEXT NOT NULL,
    "day" INTEGER NOT NULL DEFAULT 1,
    "time" TEXT NOT NULL DEFAULT '09:00',
    "timeZone" TEXT NOT NULL,
    "newsSince" DATETIME NOT NULL,
    "nextAt" DATETIME NOT NULL,
    "lostAt" DATETIME
);

-- CreateTable
CREATE TABLE "Member" (
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

    PRIMARY KEY ("workspaceId", "userId")
);

-- CreateTable
CREATE TABLE "Referral" (
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
    "digestId" TEXT
);

-- CreateTable
CREATE TABLE "Thanks" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "workspaceId" TEXT NOT NULL,
    "referralId" TEXT NOT NULL,
    "batchId" TEXT NOT NULL,
    "note" TEXT NOT NULL,
    "kind" TEXT NOT NULL DEFAULT 'note',
    "mayQuote" BOOLEAN NOT NULL DEFAULT false,
    "source" TEXT NOT NULL,
    "thankedAt" DATETIME NOT NULL,
    "digestId" TEXT,
    CONSTRAINT "Thanks_referralId_fkey" FOREIGN KEY ("referralId") REFERENCES "Referral" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Digest" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "workspaceId" TEXT NOT NULL,
    "channelId" TEXT NOT NULL,
    "scheduledAt" DATETIME NOT NULL,
    "builtAt" DATETIME NOT NULL,
    "waiting" INTEGER,
    "cheered" INTEGER NOT NULL DEFAULT 0,
    "leftOut" INTEGER NOT NULL DEFAULT 0
);

-- CreateTable
CREATE TABLE "Reaction" (
    "workspaceId" TEXT NOT NULL,
    "channelId" TEXT NOT NULL,
    "messageTs" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "standing" BOOLEAN NOT NULL,
    "eventTs" TEXT NOT NULL,

    PRIMARY KEY ("workspaceId", "channelId", "messageTs", "userId", "name")
);

-- CreateTable
CREATE TABLE "Delivery" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "workspaceId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "subjectId" TEXT NOT NULL,
    "occurrence" TEXT NOT NULL DEFAULT '',
    "recipientId" TEXT,
    "channelId" TEXT,
    "messageTs" TEXT,
    "state" TEXT NOT NULL DEFAULT 'planned',
    "task" TEXT DEFAULT 'send',
    "version" INTEGER NOT NULL DEFAULT 0,
    "plannedAt" DATETIME NOT NULL,
    "dueAt" DATETIME NOT NULL,
    "sentAt" DATETIME,
    "retryAt" DATETIME NOT NULL,
    "leaseId" TEXT,
    "claimedAt" DATETIME,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "problem" TEXT
);

-- CreateTable
CREATE TABLE "DeliveryReferral" (
    "workspaceId" TEXT NOT NULL,
    "deliveryId" TEXT NOT NULL,
    "referralId" TEXT NOT NULL,

    PRIMARY KEY ("deliveryId", "referralId"),
    CONSTRAINT "DeliveryReferral_deliveryId_fkey" FOREIGN KEY ("deliveryId") REFERENCES "Delivery" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Draft" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "workspaceId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "content" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "settledAt" DATETIME
);

-- CreateIndex
CREATE INDEX "DigestSchedule_nextAt_idx" ON "DigestSchedule"("nextAt");

-- CreateIndex
CREATE INDEX "Referral_workspaceId_giverId_recordedAt_idx" ON "Referral"("workspaceId", "giverId", "recordedAt");

-- CreateIndex
CREATE INDEX "Referral_workspaceId_receiverId_recordedAt_idx" ON "Referral"("workspaceId", "receiverId", "recordedAt");

-- CreateIndex
CREATE INDEX "Referral_workspaceId_digestId_idx" ON "Referral"("workspaceId", "digestId");

-- CreateIndex
CREATE INDEX "Referral_awaitsThanks_nudgeAt_idx" ON "Referral"("awaitsThanks", "nudgeAt");

-- CreateIndex
CREATE UNIQUE INDEX "Referral_workspaceId_origin_receiverId_key" ON "Referral"("workspaceId", "origin", "receiverId");

-- CreateIndex
CREATE UNIQUE INDEX "Thanks_referralId_key" ON "Thanks"("referralId");

-- CreateIndex
CREATE INDEX "Thanks_workspaceId_batchId_idx" ON "Thanks"("workspaceId", "batchId");

-- CreateIndex
CREATE INDEX "Thanks_workspaceId_digestId_idx" ON "Thanks"("workspaceId", "digestId");

-- CreateIndex
CREATE INDEX "Digest_workspaceId_channelId_idx" ON "Digest"("workspaceId", "channelId");

-- CreateIndex
CREATE UNIQUE INDEX "Digest_workspaceId_scheduledAt_key" ON "Digest"("workspaceId", "scheduledAt");

-- CreateIndex
CREATE INDEX "Delivery_task_dueAt_idx" ON "Delivery"("task", "dueAt");

-- CreateIndex
CREATE INDEX "Delivery_workspaceId_channelId_messageTs_idx" ON "Delivery"("workspaceId", "channelId", "messageTs");

-- CreateIndex
CREATE UNIQUE INDEX "Delivery_workspaceId_kind_subjectId_occurrence_key" ON "Delivery"("workspaceId", "kind", "subjectId", "occurrence");

-- CreateIndex
CREATE INDEX "DeliveryReferral_workspaceId_referralId_idx" ON "DeliveryReferral"("workspaceId", "referralId");

-- CreateIndex
CREATE INDEX "Draft_createdAt_idx" ON "Draft"("createdAt");
