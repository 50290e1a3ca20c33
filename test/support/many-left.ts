import { adapterFor } from '../../src/store/open-database';
import type { Throwaway } from './databases';

/** More people have left, `ULEFT1` and on, than a database takes values in one question: when `userId` did. */
export async function manyLeft({ url }: Throwaway, workspaceId: string, userId: string): Promise<void> {
  const adapter = await adapterFor(url).connect();
  await adapter.executeRaw({
    sql: `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 40000)
      INSERT INTO "Member" ("workspaceId", "userId", "name", "leftAt")
      SELECT '${workspaceId}', 'ULEFT' || i, 'Left', "leftAt" FROM n, "Member"
      WHERE "workspaceId" = '${workspaceId}' AND "userId" = '${userId}'`,
    args: [],
    argTypes: [],
  });
  await adapter.dispose();
}
