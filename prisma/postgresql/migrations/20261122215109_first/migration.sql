-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "Warmth" AS ENUM ('cold', 'warm', 'hot');

-- CreateEnum
CREATE TYPE "Outcome" AS ENUM ('open', 'talking', 'business', 'no_fit');

-- CreateEnum
CREATE TYPE "ReferralSource" AS ENUM ('command', 'form', 'message');

-- CreateEnum
CREATE TYPE "ThanksKind" AS ENUM ('note', 'card', 'gift', 'in_person');

-- CreateEnum
CREATE TYPE "ThanksSource" AS ENUM ('form', 'command', 'message');

-- CreateEnum
CREATE TYPE "DeliveryState" AS ENUM ('planned', 'sending', 'sent', 'ended', 'failed');

-- CreateEnum
CREATE TYPE "DeliveryTask" AS ENUM ('send', 'redraw', 'remove');

-- CreateTable
CREATE TABLE "Workspace" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "botUserId" TEXT NOT NULL,
    "sealedToken" TEXT,
    "scopes" TEXT NOT NULL DEFAULT '',
    "installedAt" TIMESTAMP(3) NOT NULL,
    "uninstalledAt" TIMESTAMP(3),
    "timeZone" TEXT NOT NULL DEFAULT 'UTC',
    "nudgeDays" TEXT NOT NULL DEFAULT '2,7,14',
    "sendNotBefore" TIMESTAMP(3),

    CONSTRAINT "Workspace_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DigestSchedule" (
    "workspaceId" TEXT NOT NULL,
    "channelId" TEXT NOT NULL,
    "chosenById" TEXT NOT NULL,
    "day" INTEGER NOT NULL DEFAULT 1,
    "time" TEXT NOT NULL DEFAULT '09:00',
    "timeZone" TEXT NOT NULL,
    "newsSince" TIMESTAMP(3) NOT NULL,
    "nextAt" TIMESTAMP(3) NOT NULL,
    "lostAt" TIMESTAMP(3),

    CONSTRAINT "DigestSchedule_pkey" PRIMARY KEY ("workspaceId")
);

-- CreateTable
CREATE TABLE "Member" (
    "workspaceId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "timeZone" TEXT,
    "dmChannelId" TEXT,
    "leftAt" TIMESTAMP(3),
    "firstUsedAt" TIMESTAMP(3),
    "lastUsedAt" TIMESTAMP(3),
    "nudgesOff" BOOLEAN NOT NULL DEFAULT false,
    "lastNudgedAt" TIMESTAMP(3),
    "nudgeCount" INTEGER NOT NULL DEFAULT 0,
    "nudgeCheckAt" TIMESTAMP(3),

    CONSTRAINT "Member_pkey" PRIMARY KEY ("workspaceId","userId")
);

-- CreateTable
CREATE TABLE "Referral" (
    "id" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "giverId" TEXT NOT NULL,
    "receiverId" TEXT NOT NULL,
    "prospect" TEXT NOT NULL,
    "prospectId" TEXT,
    "note" TEXT,
    "warmth" "Warmth",
    "private" BOOLEAN NOT NULL DEFAULT false,
    "source" "ReferralSource" NOT NULL,
    "permalink" TEXT,
    "origin" TEXT NOT NULL,
    "recordedAt" TIMESTAMP(3) NOT NULL,
    "withdrawnAt" TIMESTAMP(3),
    "introducedAt" TIMESTAMP(3),
    "outcome" "Outcome" NOT NULL DEFAULT 'open',
    "outcomeAt" TIMESTAMP(3),
    "outcomeReason" TEXT,
    "alreadyThankedAt" TIMESTAMP(3),
    "prayedInId" TEXT,
    "awaitsThanks" BOOLEAN NOT NULL DEFAULT true,
    "nudgeStep" INTEGER NOT NULL DEFAULT 0,
    "nudgeAt" TIMESTAMP(3),
    "digestId" TEXT,

    CONSTRAINT "Referral_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Thanks" (
    "id" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "referralId" TEXT NOT NULL,
    "batchId" TEXT NOT NULL,
    "note" TEXT NOT NULL,
    "kind" "ThanksKind" NOT NULL DEFAULT 'note',
    "mayQuote" BOOLEAN NOT NULL DEFAULT false,
    "source" "ThanksSource" NOT NULL,
    "thankedAt" TIMESTAMP(3) NOT NULL,
    "digestId" TEXT,

    CONSTRAINT "Thanks_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Digest" (
    "id" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "channelId" TEXT NOT NULL,
    "scheduledAt" TIMESTAMP(3) NOT NULL,
    "builtAt" TIMESTAMP(3) NOT NULL,
    "waiting" INTEGER,
    "cheered" INTEGER NOT NULL DEFAULT 0,
    "leftOut" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "Digest_pkey" PRIMARY KEY ("id")
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

    CONSTRAINT "Reaction_pkey" PRIMARY KEY ("workspaceId","channelId","messageTs","userId","name")
);

-- CreateTable
CREATE TABLE "Delivery" (
    "id" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "subjectId" TEXT NOT NULL,
    "occurrence" TEXT NOT NULL DEFAULT '',
    "recipientId" TEXT,
    "channelId" TEXT,
    "messageTs" TEXT,
    "state" "DeliveryState" NOT NULL DEFAULT 'planned',
    "task" "DeliveryTask" DEFAULT 'send',
    "version" INTEGER NOT NULL DEFAULT 0,
    "plannedAt" TIMESTAMP(3) NOT NULL,
    "dueAt" TIMESTAMP(3) NOT NULL,
    "sentAt" TIMESTAMP(3),
    "retryAt" TIMESTAMP(3) NOT NULL,
    "leaseId" TEXT,
    "claimedAt" TIMESTAMP(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "problem" TEXT,

    CONSTRAINT "Delivery_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DeliveryReferral" (
    "workspaceId" TEXT NOT NULL,
    "deliveryId" TEXT NOT NULL,
    "referralId" TEXT NOT NULL,

    CONSTRAINT "DeliveryReferral_pkey" PRIMARY KEY ("deliveryId","referralId")
);

-- CreateTable
CREATE TABLE "Draft" (
    "id" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "content" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "settledAt" TIMESTAMP(3),

    CONSTRAINT "Draft_pkey" PRIMARY KEY ("id")
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

-- AddForeignKey
ALTER TABLE "Thanks" ADD CONSTRAINT "Thanks_referralId_fkey" FOREIGN KEY ("referralId") REFERENCES "Referral"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DeliveryReferral" ADD CONSTRAINT "DeliveryReferral_deliveryId_fkey" FOREIGN KEY ("deliveryId") REFERENCES "Delivery"("id") ON DELETE CASCADE ON UPDATE CASCADE;
