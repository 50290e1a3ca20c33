import type { Prisma, PrismaClient } from './generated/sqlite/client';

/** A connection or a transaction on it: every store works on either. */
export type Client = PrismaClient | Prisma.TransactionClient;
