-- CreateEnum
CREATE TYPE "NeedState" AS ENUM ('open', 'fulfilled', 'withdrawn', 'resting');

-- CreateEnum
CREATE TYPE "AskState" AS ENUM ('open', 'not_yet', 'accepted', 'declined', 'resting', 'withdrawn');

-- AlterTable
ALTER TABLE "Workspace" ADD COLUMN     "followUpDays" TEXT NOT NULL DEFAULT '30,90';

-- AlterTable
ALTER TABLE "Member" ADD COLUMN     "asksOff" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "followUpCheckAt" TIMESTAMP(3),
ADD COLUMN     "followUpCount" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "followUpsOff" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "needChecksOff" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "Referral" ADD COLUMN     "askId" TEXT,
ADD COLUMN     "followUpAt" TIMESTAMP(3),
ADD COLUMN     "followUpStep" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "needId" TEXT,
ADD COLUMN     "outcomeDigestId" TEXT,
ADD COLUMN     "shareOutcome" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "Need" (
    "id" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "authorId" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "state" "NeedState" NOT NULL DEFAULT 'open',
    "origin" TEXT NOT NULL,
    "statedAt" TIMESTAMP(3) NOT NULL,
    "settledAt" TIMESTAMP(3),
    "checkAt" TIMESTAMP(3),
    "askedAt" TIMESTAMP(3),

    CONSTRAINT "Need_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Conversation" (
    "id" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "authorId" TEXT NOT NULL,
    "withId" TEXT NOT NULL,
    "heldOn" TEXT NOT NULL,
    "theirNeed" TEXT,
    "myOffer" TEXT,
    "permalink" TEXT,
    "origin" TEXT NOT NULL,
    "loggedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Conversation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Ask" (
    "id" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "askerId" TEXT NOT NULL,
    "giverId" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "reason" TEXT,
    "state" "AskState" NOT NULL DEFAULT 'open',
    "criteria" TEXT,
    "metAt" TIMESTAMP(3),
    "origin" TEXT NOT NULL,
    "askedAt" TIMESTAMP(3) NOT NULL,
    "answeredAt" TIMESTAMP(3),
    "restsAt" TIMESTAMP(3),

    CONSTRAINT "Ask_pkey" PRIMARY KEY ("id")
);

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

-- CreateIndex
CREATE INDEX "Referral_followUpAt_idx" ON "Referral"("followUpAt");

-- CreateIndex
CREATE INDEX "Referral_workspaceId_needId_idx" ON "Referral"("workspaceId", "needId");

-- CreateIndex
CREATE INDEX "Referral_workspaceId_askId_idx" ON "Referral"("workspaceId", "askId");
