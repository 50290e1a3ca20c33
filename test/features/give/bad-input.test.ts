import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Circle, startCircle } from '../../support/circle';
import { acting } from './acting';

// One circle for the whole table: nothing in it may change anything, which every row checks.
let circle: Circle;
const by = acting(() => circle);

beforeAll(async () => {
  circle = await startCircle();
  const { workspace } = circle;
  workspace.addMember({ name: 'robo', displayName: 'Robo', bot: true });
  workspace.addMember({ name: 'dan', displayName: 'Dan', deleted: true });
  workspace.addMember({ name: 'eve', displayName: 'Eve', stranger: true });
  for (const name of 'klmnopqrstu') workspace.addMember({ name: `${name}${name}`, displayName: `${name}${name}` });
  workspace.addUserGroup({ handle: 'designers' });
  workspace.addChannel({ name: 'secret', members: [circle.gina], private: true, appIsMember: false });
});

afterAll(() => circle.stop());

const EXAMPLE = "`/referral @alice to Bob's firm`";
const SEVERAL = "`/referral @alice @carol to Bob's firm`";
const WITH_NOTE = "`/referral @alice to Bob's firm because …`";
const NOT_UNDERSTOOD = `I couldn't tell who you are referring. Try ${EXAMPLE}.`;
const NO_RECEIVER = `Who are you referring? Try ${EXAMPLE}.`;
const NO_PROSPECT = `To whom do you refer @alice? Try ${EXAMPLE}.`;
const NOT_YOURSELF = `A referral is for somebody other than you: name them, as in ${EXAMPLE}.`;
const NOT_TO_YOURSELF = `You can't refer somebody to yourself: name another person or a firm, as in ${EXAMPLE}.`;
const receiverIs = (what: string) => `I can't refer ${what}: a referral is for people you name, as in ${SEVERAL}.`;
const prospectIs = (what: string) => `I can't refer anybody to ${what}: name a person or a firm, as in ${EXAMPLE}.`;
const nobody = (left: string, right: string) =>
  `I couldn't find a member called “${left}” or “${right}”: mention the person, as in ${EXAMPLE}.`;
const QUOTES =
  'I took what follows the dash or “because” for your note: put a name that holds one in quotes, as in `/referral @alice to "Bob - and sons"`.';

/** What is typed behind `/referral`, and the sentence for it. */
const TYPED: [why: string, text: string, sentence: string][] = [
  ['a word', 'hello', NOT_UNDERSTOOD],
  ['several words', 'please help me out', NOT_UNDERSTOOD],
  ['a lone quotation mark', '"', NOT_UNDERSTOOD],
  ['an emoji', '🎉', NOT_UNDERSTOOD],
  ['a web address', 'https://evil.example/x', NOT_UNDERSTOOD],
  ['SQL', "'; DROP TABLE Referral; --", NOT_UNDERSTOOD],
  ['a template', '{{constructor.constructor("return 1")()}}', NOT_UNDERSTOOD],
  ['a word of every object', '__proto__', NOT_UNDERSTOOD],
  ['another word of every object', 'constructor', NOT_UNDERSTOOD],
  ['a method of every object', 'toString', NOT_UNDERSTOOD],
  ['a null character', '\u0000\u0000hey', NOT_UNDERSTOOD],
  ['text that runs backwards', '\u202eyeh', NOT_UNDERSTOOD],
  ['a lone "to"', 'to', NO_RECEIVER],
  ['a tag alone', '#hot', NO_RECEIVER],
  ['both kinds of tag alone', '#hot #private', NO_RECEIVER],
  ['a note alone', 'because they are good', NO_RECEIVER],
  ['no receiver before "to"', "to Bob's firm", NO_RECEIVER],
  ['quotes around nothing as receiver', '"" to Acme', NO_RECEIVER],
  ['a receiver alone', '@alice', NO_PROSPECT],
  ['a receiver and "to"', '@alice to', NO_PROSPECT],
  ['a receiver, "to" and a tag', '@alice to #hot', NO_PROSPECT],
  ['a receiver, "to" and a note', '@alice to because why not', NO_PROSPECT],
  ['quotes around nothing as prospect', '@alice to ""', NO_PROSPECT],
  ['an invisible prospect', '@alice to \u200b\u2060\u00ad', NO_PROSPECT],
  ['a prospect of control characters', '@alice to \u0007\u0008', NO_PROSPECT],
  ['a prospect of direction marks', '@alice to \u202e\u2066', NO_PROSPECT],
  ['a braille blank as prospect', '@alice to \u2800', NO_PROSPECT],
  ['two receivers and no prospect', '@alice @carol to', `To whom do you refer @alice and @carol? Try ${SEVERAL}.`],
  ['no "to"', '@alice Acme', `I couldn't find the “to” in that: try \`/referral @alice to Acme\`.`],
  [
    'no "to", and a backtick',
    '@alice `Acme` & <b>',
    "I couldn't find the “to” in that: try `/referral @alice to 'Acme' &amp; &lt;b&gt;`.",
  ],
  [
    'no "to" between several and text',
    '@alice @carol Acme',
    "I couldn't find the “to” in that: try `/referral @alice @carol to Acme`.",
  ],
  ['a dash in a name before "to"', 'Bob - and sons to @alice', QUOTES],
  ['"because" in a name before "to"', 'Just because Ltd to @alice', QUOTES],
  ['yourself', "@gina to Bob's firm", NOT_YOURSELF],
  ['yourself among others', "@alice @gina to Bob's firm", NOT_YOURSELF],
  ['to yourself', '@alice to @gina', NOT_TO_YOURSELF],
  [
    'yourself to yourself',
    '@gina to @gina',
    'That would refer @gina to @gina: name somebody else after the “to”, as in ' + EXAMPLE + '.',
  ],
  ['yourself, the other way round', 'Joe Smith to @gina', NOT_YOURSELF],
  [
    'a receiver to themselves',
    '@alice to @alice',
    `That would refer @alice to @alice: name somebody else after the “to”, as in ${EXAMPLE}.`,
  ],
  [
    'one of two to themselves',
    '@carol @alice to @alice',
    `That would refer @alice to @alice: name somebody else after the “to”, as in ${EXAMPLE}.`,
  ],
  ['an app', "@robo to Bob's firm", `Robo is an app, and a referral is for people, as in ${EXAMPLE}.`],
  ['Goodturn itself', "@goodturn to Bob's firm", `Goodturn is an app, and a referral is for people, as in ${EXAMPLE}.`],
  ['to an app', '@alice to @robo', `Robo is an app: name a person or a firm, as in ${EXAMPLE}.`],
  [
    'an app among people',
    "@alice @robo to Bob's firm",
    `Robo is an app, and a referral is for people, as in ${EXAMPLE}.`,
  ],
  [
    'somebody who left',
    "@dan to Bob's firm",
    `Dan has left this workspace: name somebody who is here, as in ${EXAMPLE}.`,
  ],
  [
    'to somebody who left',
    '@alice to @dan',
    'Dan has left this workspace: write the name as text, as in `/referral @alice to Dan`.',
  ],
  [
    'somebody of another company',
    "@eve to Bob's firm",
    `Eve belongs to another workspace, and I keep referrals for members of this one, as in ${EXAMPLE}.`,
  ],
  [
    'to somebody of another company',
    '@alice to @eve',
    'Eve belongs to another workspace: write the name as text, as in `/referral @alice to Eve`.',
  ],
  ['@here', "@here to Bob's firm", receiverIs('@here')],
  ['@channel', "@channel to Bob's firm", receiverIs('@channel')],
  ['@everyone', "@everyone to Bob's firm", receiverIs('@everyone')],
  ['@everyone among people', "@alice @everyone to Bob's firm", receiverIs('@everyone')],
  ['@everyone alone', '@everyone', receiverIs('@everyone')],
  ['a user group', "@designers to Bob's firm", receiverIs('@designers')],
  ['a channel', "#general to Bob's firm", `I can't refer #general: a referral is for people, as in ${EXAMPLE}.`],
  ['to @here', '@alice to @here', prospectIs('@here')],
  ['to @channel', '@alice to @channel', prospectIs('@channel')],
  ['to @everyone', '@alice to @everyone', prospectIs('@everyone')],
  ['to a user group', '@alice to @designers', prospectIs('@designers')],
  ['to a channel', '@alice to #general', prospectIs('#general')],
  ['to a channel whose name is hidden', '@alice to #secret', prospectIs('a channel')],
  ['text to @everyone', 'Joe Smith to @everyone', receiverIs('@everyone')],
  [
    'eleven receivers',
    `${[...'klmnopqrstu'].map((name) => `@${name}${name}`).join(' ')} to Acme`,
    `That is 11 people, and one line takes 10: send several lines, each like ${SEVERAL}.`,
  ],
  [
    'a prospect of 301 characters',
    `@alice to ${'x'.repeat(301)}`,
    `That name is 301 characters long and the limit is 300: the rest fits in a note, as in ${WITH_NOTE}.`,
  ],
  [
    'a prospect of 301 emoji',
    `@alice to ${'🎉'.repeat(301)}`,
    `That name is 301 characters long and the limit is 300: the rest fits in a note, as in ${WITH_NOTE}.`,
  ],
  [
    'a note of 2,001 characters',
    `@alice to Acme because ${'x'.repeat(2001)}`,
    `That note is 2,001 characters long and the limit is 2,000: please shorten it, as in ${WITH_NOTE}.`,
  ],
  [
    'a typed name of 301 characters',
    `${'x'.repeat(301)} to Acme`,
    `That name is 301 characters long and the limit is 300: the rest fits in a note, as in ${WITH_NOTE}.`,
  ],
  [
    'a subcommand with a slip',
    'lsit',
    `I don't know “lsit”: try \`/referral list\`, or ${EXAMPLE} to record a referral.`,
  ],
  ['help with a slip', 'hlep', `I don't know “hlep”: try \`/referral help\`, or ${EXAMPLE} to record a referral.`],
  [
    'thanks with a slip',
    'thankss',
    `I don't know “thankss”: try \`/referral thanks @gina\`, or ${EXAMPLE} to record a referral.`,
  ],
  [
    'settings with a slip',
    'setings',
    `I don't know “setings”: try \`/referral settings\`, or ${EXAMPLE} to record a referral.`,
  ],
  ['a typed name that is nobody', "Zebedee to Bob's firm", nobody('Zebedee', "Bob's firm")],
  ['a typed name with markup', '<Zed & co> to <!here|x>', nobody('&lt;Zed &amp; co&gt;', '&lt;!here|x&gt;')],
  ['the name of somebody who left', "dan to Bob's firm", nobody('dan', "Bob's firm")],
  ['the name of an app', "robo to Bob's firm", nobody('robo', "Bob's firm")],
  ['the name of somebody elsewhere', "eve to Bob's firm", nobody('eve', "Bob's firm")],
  ['a word of every object as a name', 'constructor to __proto__', nobody('constructor', '__proto__')],
  ['your own name', "gina to Bob's firm", NOT_YOURSELF],
  [
    'a subcommand with a slip, and "to"',
    'lst to Acme',
    `I couldn't find a member called “lst” or “Acme”: mention the person, as in ${EXAMPLE}, or try \`/referral list\`.`,
  ],
];

/** What Slack would not send, but somebody who knows the address and the secret might. */
const RAW: [why: string, text: string, sentence: string][] = [
  [
    'somebody nobody knows',
    '<@U0NOBODY9> to Acme',
    `I couldn't find that person in this workspace: mention somebody who is here, as in ${EXAMPLE}.`,
  ],
  [
    'a forged label',
    '<@U0NOBODY9|alice> to Acme',
    `I couldn't find @alice in this workspace: mention somebody who is here, as in ${EXAMPLE}.`,
  ],
  [
    'markup in a forged label',
    '<@U0NOBODY9|&lt;!channel&gt;> to Acme',
    `I couldn't find @&lt;!channel&gt; in this workspace: mention somebody who is here, as in ${EXAMPLE}.`,
  ],
  [
    'to somebody nobody knows',
    '<@UALICE> to Acme',
    `I couldn't find that person in this workspace: mention somebody who is here, as in ${EXAMPLE}.`,
  ],
  ['a broadcast as Slack writes it', '<!everyone> to Acme', receiverIs('@everyone')],
  ['a user group without a name', '<!subteam^S123> to Acme', receiverIs('a user group')],
  ['an id in lower case', '<@u123> to Acme', nobody('&lt;@u123&gt;', 'Acme')],
  ['an id that is a path', '<@../../x> to Acme', nobody('&lt;@../../x&gt;', 'Acme')],
];

/** What the giver sees, and whatever it led to. */
async function outcomeOf(text: string, raw: boolean) {
  const { gina, alice, bob, carol, database, slack, complaints } = circle;
  const answer = await by(gina).types(`/referral ${text}`, { raw });
  const { referrals, deliveries } = database.db.read;
  const farAhead = new Date('2030-01-01');
  return {
    seen: answer?.readable,
    text: answer?.text,
    ephemeral: answer?.ephemeral,
    pings: answer?.pings,
    recorded: await referrals.list('T0CIRCLE', { of: gina.id }, { skip: 0, take: 1 }),
    owed: await deliveries.due(farAhead, farAhead, 1),
    messages: [alice, bob, carol, gina].flatMap((person) => person.dm),
    posts: slack.callsTo('chat.postMessage'),
    complaints: [...complaints],
  };
}

const refusedWith = (sentence: string) => ({
  seen: sentence,
  text: sentence,
  ephemeral: true,
  pings: [],
  recorded: [],
  owed: [],
  messages: [],
  posts: [],
  complaints: [],
});

describe('nothing is recorded and nobody is messaged for', () => {
  test.each(TYPED)('%s', async (_why, text, sentence) => {
    expect(await outcomeOf(text, false)).toEqual(refusedWith(sentence));
  });

  test.each(RAW)('%s, sent raw', async (_why, text, sentence) => {
    expect(await outcomeOf(text, true)).toEqual(refusedWith(sentence));
  });
});
