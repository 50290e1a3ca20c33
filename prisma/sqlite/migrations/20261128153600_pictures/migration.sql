-- CreateTable
CREATE TABLE "Picture" (
    "workspaceId" TEXT NOT NULL,
    "fileId" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'uploading',
    "madeAt" DATETIME NOT NULL,
    "checkAt" DATETIME,

    PRIMARY KEY ("workspaceId", "fileId")
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
    "namesProspects" BOOLEAN NOT NULL DEFAULT true,
    "postsQuietWeeks" BOOLEAN NOT NULL DEFAULT true,
    "drawsWeek" BOOLEAN NOT NULL DEFAULT false,
    "settingsForAll" BOOLEAN NOT NULL DEFAULT false,
    "keepMonths" INTEGER,
    "graceDays" INTEGER NOT NULL DEFAULT 30,
    "installedById" TEXT,
    "sendNotBefore" DATETIME
);
INSERT INTO "new_Workspace" ("botUserId", "followUpDays", "graceDays", "id", "installedAt", "installedById", "keepMonths", "name", "namesProspects", "nudgeDays", "oneSidedBusiness", "oneSidedDays", "oneSidedGiven", "postsQuietWeeks", "scopes", "sealedToken", "sendNotBefore", "settingsForAll", "timeZone", "uninstalledAt") SELECT "botUserId", "followUpDays", "graceDays", "id", "installedAt", "installedById", "keepMonths", "name", "namesProspects", "nudgeDays", "oneSidedBusiness", "oneSidedDays", "oneSidedGiven", "postsQuietWeeks", "scopes", "sealedToken", "sendNotBefore", "settingsForAll", "timeZone", "uninstalledAt" FROM "Workspace";
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
    "quoting" TEXT NOT NULL DEFAULT 'ask',
    "inPicture" BOOLEAN NOT NULL DEFAULT false,
    "workDays" TEXT NOT NULL DEFAULT '1,2,3,4,5',
    "workFrom" TEXT NOT NULL DEFAULT '09:00',
    "workTo" TEXT NOT NULL DEFAULT '17:00',
    "pausedUntil" DATETIME,
    "homeOnly" TEXT NOT NULL DEFAULT '',
    "homeSeenAt" DATETIME,
    "welcomedAt" DATETIME,

    PRIMARY KEY ("workspaceId", "userId")
);
INSERT INTO "new_Member" ("asksOff", "cardRemindersOff", "dmChannelId", "firstUsedAt", "followUpCheckAt", "followUpCount", "followUpsOff", "homeOnly", "homeSeenAt", "lastNudgedAt", "lastSuggestedAt", "lastUsedAt", "leftAt", "name", "needChecksOff", "nudgeCheckAt", "nudgeCount", "nudgesOff", "pausedUntil", "quoting", "suggestionCheckAt", "suggestionCount", "suggestionsOff", "timeZone", "userId", "welcomedAt", "workDays", "workFrom", "workTo", "workspaceId") SELECT "asksOff", "cardRemindersOff", "dmChannelId", "firstUsedAt", "followUpCheckAt", "followUpCount", "followUpsOff", "homeOnly", "homeSeenAt", "lastNudgedAt", "lastSuggestedAt", "lastUsedAt", "leftAt", "name", "needChecksOff", "nudgeCheckAt", "nudgeCount", "nudgesOff", "pausedUntil", "quoting", "suggestionCheckAt", "suggestionCount", "suggestionsOff", "timeZone", "userId", "welcomedAt", "workDays", "workFrom", "workTo", "workspaceId" FROM "Member";
DROP TABLE "Member";
ALTER TABLE "new_Member" RENAME TO "Member";
CREATE INDEX "Member_suggestionCheckAt_idx" ON "Member"("suggestionCheckAt");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;

-- CreateIndex
CREATE INDEX "Picture_workspaceId_place_idx" ON "Picture"("workspaceId", "place");

-- CreateIndex
CREATE INDEX "Picture_checkAt_idx" ON "Picture"("checkAt");
