import { afterEach, expect, it } from '@jest/globals';
import { type Circle, startCircle } from '../../support/circle';
import { describeOnBoth } from '../../support/databases';
import { dmsOf, pressHere, refer, review, stopQuietly } from './circle-to-review';

describeOnBoth('a giver who asks at the same instant in two windows', (kind) => {
  let circle: Circle;
  afterEach(() => stopQuietly(circle));

  it('asks in one message, whatever they ask about', async () => {
    circle = await startCircle({ database: kind });
    const { gina, alice, database } = circle;
    await refer(circle, gina, alice, 'Acme', { at: '2026-11-20T15:00:00Z' });
    await refer(circle, gina, alice, 'Zeta', { at: '2026-11-21T15:00:00Z' });
    await review(circle, gina, '@alice');
    const [first] = gina.modalStack;
    await pressHere(circle, gina, 'Ask how it worked out', 4);
    expect(dmsOf(alice)).toHaveLength(1);
    await pressHere(circle, gina, 'Next');
    await pressHere(circle, gina, 'Ask how it worked out', 4);
    expect(gina.modalStack).toEqual([first]);
    expect(dmsOf(alice)).toHaveLength(1);
    expect(dmsOf(alice)[0]!.text).toBe('Gina asks how it worked out with _Acme_ and _Zeta_.');
    const asked = await database.db.read.questions.between('T0CIRCLE', gina.id, alice.id);
    expect(asked).toHaveLength(1);
  });
});
