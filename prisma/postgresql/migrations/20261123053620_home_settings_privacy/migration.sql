-- CreateEnum
CREATE TYPE "QuoteChoice" AS ENUM ('ask', 'always', 'never');

-- AlterTable
ALTER TABLE "Workspace" ADD COLUMN     "graceDays" INTEGER NOT NULL DEFAULT 30,
ADD COLUMN     "installedById" TEXT,
ADD COLUMN     "keepMonths" INTEGER,
ADD COLUMN     "namesProspects" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "postsQuietWeeks" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "settingsForAll" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "Member" ADD COLUMN     "homeOnly" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "homeSeenAt" TIMESTAMP(3),
ADD COLUMN     "pausedUntil" TIMESTAMP(3),
ADD COLUMN     "quoting" "QuoteChoice" NOT NULL DEFAULT 'ask',
ADD COLUMN     "workDays" TEXT NOT NULL DEFAULT '1,2,3,4,5',
ADD COLUMN     "workFrom" TEXT NOT NULL DEFAULT '09:00',
ADD COLUMN     "workTo" TEXT NOT NULL DEFAULT '17:00';

-- CreateTable
CREATE TABLE "SettingChange" (
    "id" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "changedById" TEXT NOT NULL,
    "changedAt" TIMESTAMP(3) NOT NULL,
    "what" TEXT NOT NULL,

    CONSTRAINT "SettingChange_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Erasure" (
    "workspaceId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "standIn" TEXT NOT NULL,
    "requestedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Erasure_pkey" PRIMARY KEY ("workspaceId","userId")
);

-- CreateIndex
CREATE INDEX "SettingChange_workspaceId_changedAt_idx" ON "SettingChange"("workspaceId", "changedAt");
