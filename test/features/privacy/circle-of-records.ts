import type { Message } from '../../../playground/server/message';
import type { Person } from '../../../playground/server/people/person';
import type { Circle } from '../../support/circle';
import { acting } from '../give/acting';

/** Whatever Gina types holds this word, and nothing that anybody else does. */
export const HERS = 'zinnia';

/** After the digest, on which Gina's reaction stands too. */
export const AFTERWARDS = '2026-12-01T16:00:00Z';

/**
 * Gina does everything that there is to do, and others do it to her: she is giver, receiver, prospect, author, asker,
 * asked, met, and whoever chose the digest's channel.
 */
export async function ginaLivesThroughAll(circle: Circle): Promise<void> {
  const { gina, alice, bob, carol, general } = circle;
  const by = acting(() => circle);
  const submit = async (person: Person, entries: Parameters<Person['fillIn']>[0]) => {
    await person.fillIn(entries);
    await by(person).submit();
  };
  const newest = (person: Person, text: RegExp): Message =>
    person.dm.findLast(({ readable, fromApp }) => fromApp && text.test(readable))!;

  gina.admin = true;
  await by(gina).types('/referral digest here', { in: general });
  await by(gina).types(`/referral @alice to Acme because ${HERS} note`);
  await by(alice).types('/referral @gina to Blue Bank because they look for a bank');
  await by(carol).types('/referral @gina to Green Gardens');
  const toGina = await by(bob).types('/referral @carol to @gina because they both garden');
  await by(bob).press('Introduce them', { on: toGina });
  await by(bob).submit();

  await by(gina).press('Say thanks', { on: newest(gina, /Blue Bank/) });
  await submit(gina, {
    'Your note': `${HERS} thanks`,
    'How are you thanking them?': 'A handwritten card',
    'The digest may quote this': ['Yes, with my name'],
  });
  await by(gina).press('Not a fit', { on: newest(gina, /Green Gardens/) });
  await submit(gina, { 'What would have fitted better?': `${HERS} reason` });
  await by(alice).press('Say thanks', { on: newest(alice, /Acme/) });
  await submit(alice, { 'Your note': 'A lovely introduction' });

  await by(gina).types(`/referral need ${HERS} need`);
  await by(alice).types('/referral need a bookkeeper');
  await by(gina).types(`/referral ask @alice for ${HERS} ask because ${HERS} why`);
  await by(bob).types('/referral ask @gina for an intro to the mayor');
  await by(gina).press('Not yet', { on: newest(gina, /the mayor/) });
  await submit(gina, { 'What would need to be true first?': `${HERS} criteria` });

  const met = await by(gina).types(`/referral met @carol ${HERS} talk`);
  await by(gina).press('Share it as a need', { on: met });
  await by(alice).types('/referral met @gina a greenhouse');

  // Carol is told and has answered nothing: this one is asked about
  await by(gina).types(`/referral @carol to Orchard because ${HERS} again`);
  await by(gina).types(`/referral @carol to Orchard because ${HERS} again`);
  await by(gina).types('/referral review @carol');
  await gina.fillIn({ 'A note for yourself': `${HERS} private` });
  await by(gina).press('Ask how it worked out');
  await gina.closeModal({ all: true });
  await circle.settle();
  await by(bob).types('/referral @gina to Willow Weavers');
}

/** Everything from Goodturn that these people have in their own conversations and channels. */
export const seenBy = (...people: Person[]): string =>
  people
    .flatMap((person) => person.sees())
    .filter(({ fromApp, ephemeral }) => fromApp && !ephemeral)
    .map(({ text, readable, blocks }) => `${text}\n${readable}\n${JSON.stringify(blocks)}`)
    .join('\n\n');
