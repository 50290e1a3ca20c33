-- AlterTable
ALTER TABLE "Workspace" ADD COLUMN     "oneSidedBusiness" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN     "oneSidedDays" INTEGER NOT NULL DEFAULT 180,
ADD COLUMN     "oneSidedGiven" INTEGER NOT NULL DEFAULT 3;

-- AlterTable
ALTER TABLE "Member" ADD COLUMN     "cardRemindersOff" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "lastSuggestedAt" TIMESTAMP(3),
ADD COLUMN     "suggestionCheckAt" TIMESTAMP(3),
ADD COLUMN     "suggestionCount" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "suggestionsOff" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "welcomedAt" TIMESTAMP(3);

-- AlterTable
ALTER TABLE "Referral" ADD COLUMN     "questionId" TEXT;

-- AlterTable
ALTER TABLE "Thanks" ADD COLUMN     "cardCheckAt" TIMESTAMP(3),
ADD COLUMN     "cardSentAt" TIMESTAMP(3);

-- CreateTable
CREATE TABLE "GiverNote" (
    "workspaceId" TEXT NOT NULL,
    "referralId" TEXT NOT NULL,
    "giverId" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "changedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "GiverNote_pkey" PRIMARY KEY ("referralId")
);

-- CreateTable
CREATE TABLE "Question" (
    "id" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "giverId" TEXT NOT NULL,
    "receiverId" TEXT NOT NULL,
    "askedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Question_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DeliveryNeed" (
    "workspaceId" TEXT NOT NULL,
    "deliveryId" TEXT NOT NULL,
    "needId" TEXT NOT NULL,

    CONSTRAINT "DeliveryNeed_pkey" PRIMARY KEY ("deliveryId","needId")
);

-- CreateTable
CREATE TABLE "NeedPass" (
    "workspaceId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "needId" TEXT NOT NULL,
    "passedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "NeedPass_pkey" PRIMARY KEY ("workspaceId","userId","needId")
);

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

-- AddForeignKey
ALTER TABLE "GiverNote" ADD CONSTRAINT "GiverNote_referralId_fkey" FOREIGN KEY ("referralId") REFERENCES "Referral"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DeliveryNeed" ADD CONSTRAINT "DeliveryNeed_deliveryId_fkey" FOREIGN KEY ("deliveryId") REFERENCES "Delivery"("id") ON DELETE CASCADE ON UPDATE CASCADE;
