-- AlterTable
ALTER TABLE "Referral" ADD COLUMN "questionId" TEXT;

-- AlterTable
ALTER TABLE "Thanks" ADD COLUMN "cardCheckAt" DATETIME;
ALTER TABLE "Thanks" ADD COLUMN "cardSentAt" DATETIME;

-- CreateTable
CREATE TABLE "GiverNote" (
    "workspaceId" TEXT NOT NULL,
    "referralId" TEXT NOT NULL PRIMARY KEY,
    "giverId" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "changedAt" DATETIME NOT NULL,
    CONSTRAINT "GiverNote_referralId_fkey" FOREIGN KEY ("referralId") REFERENCES "Referral" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Question" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "workspaceId" TEXT NOT NULL,
    "giverId" TEXT NOT NULL,
    "receiverId" TEXT NOT NULL,
    "askedAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "DeliveryNeed" (
    "workspaceId" TEXT NOT NULL,
    "deliveryId" TEXT NOT NULL,
    "needId" TEXT NOT NULL,

    PRIMARY KEY ("deliveryId", "needId"),
    CONSTRAINT "DeliveryNeed_deliveryId_fkey" FOREIGN KEY ("deliveryId") REFERENCES "Delivery" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "NeedPass" (
    "workspaceId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "needId" TEXT NOT NULL,
    "passedAt" DATETIME NOT NULL,

    PRIMARY KEY ("workspaceId", "userId", "needId")
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
    "oneSidedGiven" INTEGER NOT NULL DEFAULT 3,
    "oneSidedBusiness" INTEGER NOT NULL DEFAULT 1,
    "oneSidedDays" INTEGER NOT NULL DEFAULT 180,
    "sendNotBefore" DATETIME
);
INSERT INTO "new_Workspace" ("botUserId", "followUpDays", "id", "installedAt", "name", "nudgeDays", "scopes", "sealedToken", "sendNotBefore", "timeZone", "uninstalledAt") SELECT "botUserId", "followUpDays", "id", "installedAt", "name", "nudgeDays", "scopes", "sealedToken", "sendNotBefore", "timeZone", "uninstalledAt" FROM "Workspace";
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
    "suggestionsOff" BOOLEAN NOT NULL DEFAULT false,
    "lastSuggestedAt" DATETIME,
    "suggestionCount" INTEGER NOT NULL DEFAULT 0,
    "suggestionCheckAt" DATETIME,
    "cardRemindersOff" BOOLEAN NOT NULL DEFAULT false,
    "welcomedAt" DATETIME,

    PRIMARY KEY ("workspaceId", "userId")
);
INSERT INTO "new_Member" ("asksOff", "dmChannelId", "firstUsedAt", "followUpCheckAt", "followUpCount", "followUpsOff", "lastNudgedAt", "lastUsedAt", "leftAt", "name", "needChecksOff", "nudgeCheckAt", "nudgeCount", "nudgesOff", "timeZone", "userId", "workspaceId") SELECT "asksOff", "dmChannelId", "firstUsedAt", "followUpCheckAt", "followUpCount", "followUpsOff", "lastNudgedAt", "lastUsedAt", "leftAt", "name", "needChecksOff", "nudgeCheckAt", "nudgeCount", "nudgesOff", "timeZone", "userId", "workspaceId" FROM "Member";
DROP TABLE "Member";
ALTER TABLE "new_Member" RENAME TO "Member";
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;

-- CreateIndex
CREATE INDEX "GiverNote_workspaceId_giverId_idx" ON "GiverNote"("workspaceId", "giverId");

-- CreateIndex
CREATE INDEX "Question_workspaceId_giverId_receiverId_askedAt_idx" ON "Question"("workspaceId", "giverId", "receiverId", "askedAt");

-- CreateIndex
CREATE INDEX "Question_workspaceId_receiverId_idx" ON "Question"("workspaceId", "receiverId");

-- CreateIndex
CREATE INDEX "DeliveryNeed_workspaceId_needId_idx" ON "DeliveryNeed"("workspaceId", "needId");

-- CreateIndex
CREATE INDEX "Referral_workspaceId_questionId_idx" ON "Referral"("workspaceId", "questionId");

-- CreateIndex
CREATE INDEX "Thanks_cardCheckAt_idx" ON "Thanks"("cardCheckAt");
