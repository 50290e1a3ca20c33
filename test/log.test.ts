import { afterEach, expect, it } from '@jest/globals';
import { logTo } from '../src/log';
import { describeOnBoth, throwawayDatabase, type Throwaway } from './support/databases';

describeOnBoth('the log of an error', (kind) => {
  let database: Throwaway;
  afterEach(() => database.drop());

  it('tells which query failed and why, and not what it was given', async () => {
    database = await throwawayDatabase(kind);
    const lines: string[] = [];
    const log = logTo({ write: (line) => void lines.push(line) }, 'info');
    const words = { name: 'The secret circle', botUserId: 7 as never, sealedToken: null, scopes: '' };
    const failure = await database.db
      .transaction((store) => store.workspaces.install('T1', words, new Date()))
      .catch((error: Error) => error);
    // as Bolt hands it on
    const wrapped = Object.assign(new Error((failure as Error).message), { original: failure });
    log.error({ err: wrapped }, 'a request failed');
    expect(lines).toHaveLength(1);
    expect(lines[0]).not.toContain('secret');
    expect(lines[0]).toContain('workspace.upsert()');
    expect(lines[0]).toContain('Expected String');
  });
});
