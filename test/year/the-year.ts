import type { Message } from '../../playground/server/message';
import type { Person } from '../../playground/server/people/person';
import type { Circle } from '../support/circle';
import { Transcript } from './transcript';

/** Words that may be seen by these people alone, wherever they turn up. */
export interface Private {
  words: string;
  /** a name may stand in a notification; a note, criterion or reason may not */
  isName?: boolean;
  of: readonly string[];
}

export const PRIVATE: readonly Private[] = [
  { words: 'moving offices', of: ['Gina', 'Alice'] },
  { words: 'lost their supplier', of: ['Gina', 'Bob'] },
  { words: 'Nordwind', isName: true, of: ['Gina', 'Bob'] },
  { words: 'came at the right moment', of: ['Gina', 'Bob'] },
  { words: 'We start in May', of: ['Gina', 'Bob'] },
  { words: 'good to be thought of', of: ['Gina', 'Alice'] },
  { words: 'they decide on Fridays', of: ['Gina', 'Alice'] },
  { words: 'we build what they sell', of: ['Gina', 'Bob'] },
  { words: 'once the trial is over', of: ['Gina', 'Bob'] },
  { words: 'smaller jobs fit us', of: ['Gina', 'Bob'] },
  { words: 'call them next spring', of: ['Carol'] },
  { words: 'my cousin prints', of: ['Carol'] },
  { words: 'ask about the garden', of: ['Gina'] },
  { words: 'What would help you', of: ['Gina'] },
  { words: 'Draft a message', of: ['Gina'] },
  { words: 'museum', isName: true, of: ['Ada', 'Bob'] },
  { words: 'Hot:', of: ['Gina', 'Carol'] },
];

/** The newest message of Goodturn to somebody that says this. */
function dm(person: Person, words: RegExp): Message {
  const found = person.dm.findLast(({ fromApp, deleted, readable }) => fromApp && !deleted && words.test(readable));
  if (!found) throw new Error(`${person.displayName} has no message that says ${words}`);
  return found;
}

/** A year between five members, in which every practice of product.md happens. */
export async function liveThroughTheYear(circle: Circle): Promise<Transcript> {
  const { gina, alice, bob, carol, ada, general } = circle;
  const year = new Transcript(circle, [gina, alice, bob, carol, ada]);

  year.chapter('Giving first, and a real thank-you');
  await year.types(ada, '/referral digest here', { in: general });
  await year.types(gina, '/referral need a bookkeeper in Austin');
  await year.types(gina, "/referral @alice to Bob's firm #warm because they are moving offices");
  await year.presses(alice, 'Say thanks', { on: dm(alice, /Bob's firm/) });
  await year.sends(alice, {
    'Your note': 'They called back the same day',
    'How are you thanking them?': 'A handwritten card',
    'The digest may quote this': true,
  });
  await year.presses(gina, 'My pleasure', { on: dm(gina, /called back/) });
  await year.types(gina, '/referral Sakura Books to @carol #hot');
  await year.types(gina, '/referral @bob to Nordwind #private because they lost their supplier');
  await year.until('2026-11-30');
  await year.reacts(carol, 'pray', general.messages.at(-1)!);
  await year.until('2026-12-01');
  await year.presses(bob, 'Say thanks', { on: dm(bob, /line of thanks/) });
  await year.sends(bob, { 'Your note': 'Your hint came at the right moment' });
  await year.until('2026-12-02');
  await year.presses(alice, 'Sent', { on: dm(alice, /send the card/) });

  year.chapter('What people are looking for');
  await year.types(alice, '/referral needs');
  await year.presses(alice, 'I know someone', { row: /bookkeeper/ });
  await year.sends(alice, { 'To whom?': 'Hill & Sons', Note: 'they decide on Fridays' });
  await year.presses(gina, 'Already thanked them', { on: dm(gina, /Hill/) });
  await year.types(carol, '/referral met @bob a print shop for posters');
  await year.presses(carol, 'Add more');
  await year.sends(carol, { 'What can you do for them?': 'my cousin prints, call them next spring' });
  await year.presses(carol, 'Share it as a need');
  await year.presses(bob, 'Yes, share it', { on: dm(bob, /print shop/) });
  await year.until('2026-12-09');

  year.chapter('Asking, and saying what would change one’s mind');
  await year.types(bob, '/referral ask @gina for an intro to Acme because we build what they sell');
  await year.presses(gina, 'Not yet', { on: dm(gina, /Acme/) });
  await year.sends(gina, { 'What would need to be true first?': 'once the trial is over' });
  await year.types(gina, '/referral @carol to @ada');
  await year.presses(gina, 'Introduce them');
  await year.sends(gina, {});
  await year.presses(carol, 'Say thanks', { on: dm(carol, /Ada/) });
  await year.sends(carol, { 'Your note': 'We had tea', 'How are you thanking them?': 'In person' });
  await year.until('2026-12-16');
  await year.presses(bob, 'These are met', { on: dm(bob, /trial/) });
  await year.presses(gina, 'Happy to', { on: dm(gina, /once more/) });
  await year.sends(gina, {});
  await year.presses(bob, 'Say thanks', { on: dm(bob, /Acme/) });
  await year.sends(bob, { 'Your note': 'We start in May', 'How are you thanking them?': 'A gift' });
  await year.types(ada, '/referral ask @bob for a word with the museum');
  await year.presses(bob, 'No, thanks', { on: dm(bob, /museum/) });

  year.chapter('How it turned out, and what would help');
  await year.until('2026-12-28');
  await year.presses(alice, 'It became business', { on: dm(alice, /Bob's firm.*(turn|work|become)/) });
  await year.presses(alice, 'Share it', { on: dm(alice, /If you share it/) });
  await year.presses(gina, 'Draft a message', { on: dm(gina, /became business/) });
  await year.sends(gina, {});
  await year.presses(bob, 'Remind me again', { on: dm(bob, /send the gift/) });
  await year.presses(bob, "It didn't work out", { on: dm(bob, /Nordwind.*How did/) });
  await year.sends(bob, { 'What would have fitted better?': 'smaller jobs fit us' });
  await year.presses(carol, 'Still talking', { on: dm(carol, /Sakura.*How did/) });
  await year.types(gina, '/referral @alice to Baker Street Rentals');
  await year.until('2027-01-05');
  await year.types(alice, '/referral thanks @gina It was good to be thought of');
  await year.types(gina, '/referral @bob to Old Mill');
  await year.presses(bob, 'Sent', { on: dm(bob, /send the gift/) });
  await year.until('2027-01-18');
  await year.presses(bob, 'It became business', { on: dm(bob, /Acme.*How did/) });
  await year.until('2027-01-25');
  await year.presses(gina, 'Still looking', { on: dm(gina, /Are you still looking/) });
  await year.until('2027-02-10');

  year.chapter('One at a time, with the one who received');
  await year.types(gina, '/referral review @alice');
  await year.presses(gina, 'Ask how it worked out');
  await gina.fillIn({ 'A note for yourself': 'ask about the garden' });
  await year.presses(gina, 'Next');
  await year.presses(gina, 'Previous');
  await year.presses(gina, 'Next');
  await year.presses(gina, 'Next');
  await year.closes(gina);
  await year.presses(alice, 'It became business', { on: dm(alice, /Gina asks how it worked out/) });
  await year.until('2027-03-30');
  await year.presses(gina, 'Found it', { on: dm(gina, /looking for/) });
  await year.types(gina, '/referral list @alice');

  year.chapter('What comes around, and what does not');
  await year.until('2027-08-02');
  await year.types(gina, '/referral balance');
  await year.presses(gina, 'Draft a message');
  await year.sends(gina, {});
  await year.closes(gina);
  await year.types(gina, '/referral export');
  await year.types(ada, '/referral forget me');
  await year.presses(ada, 'Send me a copy');
  await year.closes(ada);
  await year.until('2027-11-24');
  return year;
}
