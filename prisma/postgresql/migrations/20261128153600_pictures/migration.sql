-- CreateEnum
CREATE TYPE "PictureState" AS ENUM ('uploading', 'uploaded', 'shown', 'outdated');

-- AlterTable
ALTER TABLE "Workspace" ADD COLUMN     "drawsWeek" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "Member" ADD COLUMN     "inPicture" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "Picture" (
    "workspaceId" TEXT NOT NULL,
    "fileId" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "state" "PictureState" NOT NULL DEFAULT 'uploading',
    "madeAt" TIMESTAMP(3) NOT NULL,
    "checkAt" TIMESTAMP(3),

    CONSTRAINT "Picture_pkey" PRIMARY KEY ("workspaceId","fileId")
);

-- CreateIndex
CREATE INDEX "Picture_workspaceId_place_idx" ON "Picture"("workspaceId", "place");

-- CreateIndex
CREATE INDEX "Picture_checkAt_idx" ON "Picture"("checkAt");
