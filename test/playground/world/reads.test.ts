import { describe, expect, it } from '@jest/globals';
import { startSimulatedSlack } from '../../../playground/server/start';
import { Reads } from '../../../playground/world/reads';

describe('what people have read', () => {
  it('is nothing at first, and each one’s own; what was read stays read, also over a restart', async () => {
    const slack = await startSimulatedSlack({ manifestPath: 'manifest.yml' });
    const workspace = slack.addWorkspace({ name: 'Pier' });
    const gina = workspace.addMember({ name: 'gina' });
    const alice = workspace.addMember({ name: 'alice' });
    const reads = new Reads();
    expect(reads.lastRead(gina, 'C1')).toBe('0');

    reads.mark(gina, 'C1', '1795532400.000200');
    reads.mark(gina, 'C1', '1795532400.000100');
    expect([reads.lastRead(gina, 'C1'), reads.lastRead(gina, 'C2'), reads.lastRead(alice, 'C1')]).toEqual([
      '1795532400.000200',
      '0',
      '0',
    ]);

    const later = new Reads();
    later.mark(alice, 'C1', '9.000000');
    later.restore(reads.toJSON());
    expect([later.lastRead(gina, 'C1'), later.lastRead(alice, 'C1')]).toEqual(['1795532400.000200', '0']);
    await slack.stop();
  });
});
