import { describe, expect, test } from '@jest/globals';
import {
  parseCommand,
  parseMentions,
  parseText,
  splitAtBecause,
  tooLong,
  type Command,
} from '../../src/domain/command-text';
import { renderParts, type TextPart } from '../../src/domain/text-parts';

/** The text as Slack sends it where `@alice` and her like were picked from Slack's list of people. */
function asSent(text: string): string {
  return text.replace(/@(alice|bob|carol|dan|gina)\b/g, (_, name: string) => `<@U${name.toUpperCase()}|${name}>`);
}

/** Parts as one line, a mention as {name}. */
function shown(parts: readonly TextPart[]): string {
  return renderParts(parts, (userId, label) => `{${label ?? userId}}`);
}

/** A command as one line: `alice carol > Bob's firm // note #hot #private`. */
function inShort(command: Command): string {
  if (command.kind === 'open-form') return 'form';
  if (command.kind === 'subcommand') return `${command.name}: ${command.rest}`;
  if (command.kind === 'refused') return `no: ${command.reason}`;
  const remarks =
    (command.note ? ` // ${shown(command.note)}` : '') +
    (command.warmth ? ` #${command.warmth}` : '') +
    (command.isPrivate ? ' #private' : '');
  if (command.kind === 'typed-name') return `[${command.left}] [${command.right}]${remarks}`;
  const { prospect } = command;
  const receivers = command.receivers.map(({ userId, label }) => label ?? userId).join(' ');
  return `${receivers} > ${prospect.kind === 'member' ? `member ${prospect.label ?? prospect.userId}` : shown(prospect.parts)}${remarks}`;
}

const read = (text: string) => inShort(parseCommand(asSent(text)));

describe('nothing but blanks opens the form', () => {
  test.each([
    ['no text', ''],
    ['blanks', '   '],
    ['a tab and a line break', '\t\n'],
    ['a zero-width space', '\u200b'],
    ['a no-break space and a byte order mark', '\u00a0\ufeff'],
    ['overrides and isolates', '\u202e\u2066\u2069\u202c'],
    ['control characters', '\u0000\u0007\u001b'],
    ['a Hangul filler and a braille blank', '\u3164\u2800'],
    ['tag characters', '\u{e0041}\u{e0042}'],
    ['a lone surrogate', '\ud83d'],
  ])('%s', (_sentence, text) => {
    expect(parseCommand(text)).toEqual({ kind: 'open-form' });
  });
});

describe('a first word that is a subcommand makes it that command', () => {
  test.each([
    ['alone', 'help', 'help: '],
    ['in capitals', 'HELP', 'help: '],
    ['in mixed case', 'List given', 'list: given'],
    ['with blanks around it', '  list   received ', 'list: received'],
    ['with a tab behind it', 'list\tgiven', 'list: given'],
    ['with an invisible character stuck to it', '\u200blist\u200b given', 'list: given'],
    ['with a mention', 'thanks @gina for the intro', 'thanks: <@UGINA|gina> for the intro'],
    ['though it looks like a referral', 'Met Life to @alice', 'met: Life to <@UALICE|alice>'],
    ['review', 'review @alice', 'review: <@UALICE|alice>'],
    ['ask', 'ask @gina for an intro to Acme', 'ask: <@UGINA|gina> for an intro to Acme'],
    ['need', 'need a bookkeeper in Austin', 'need: a bookkeeper in Austin'],
    ['needs', 'needs', 'needs: '],
    ['met', 'met @alice', 'met: <@UALICE|alice>'],
    ['balance', 'balance', 'balance: '],
    ['export', 'export all', 'export: all'],
    ['digest', 'digest here', 'digest: here'],
    ['settings', 'settings', 'settings: '],
    ['forget', 'forget me', 'forget: me'],
    ['its rest keeps tags and entities as they came', 'need R&amp;D #hot', 'need: R&amp;D #hot'],
    ['a quoted one is a prospect', '"List Ltd" to @alice', 'alice > List Ltd'],
    ['a quoted word alone is a prospect', '"Thanks" to @alice', 'alice > Thanks'],
    ['a smart-quoted one is a prospect', '“Help Desk Inc” to @alice', 'alice > Help Desk Inc'],
    ['the start of a longer word is a prospect', 'Listings Ltd to @alice', 'alice > Listings Ltd'],
    ['a hyphenated word is a prospect', 'Needs-based Ltd to @alice', 'alice > Needs-based Ltd'],
    ['a word with a comma is a prospect', 'Need, Inc. to @alice', 'alice > Need, Inc.'],
    ['as a second word it is text', '@alice list to Bob', 'no: no-receiver'],
  ])('%s', (_sentence, text, expected) => {
    expect(read(text)).toBe(expected);
  });
});

describe('mentions first are the receivers', () => {
  test.each([
    ['one receiver', "@alice to Bob's firm", "alice > Bob's firm"],
    ['two between blanks', "@alice @carol to Bob's firm", "alice carol > Bob's firm"],
    ['three with comma and "and"', '@alice, @carol and @dan to Acme', 'alice carol dan > Acme'],
    ['with an Oxford comma', '@alice, @carol, and @dan to Acme', 'alice carol dan > Acme'],
    ['without a blank behind the comma', '@alice,@carol to Acme', 'alice carol > Acme'],
    ['with AND in capitals', '@alice AND @carol to Acme', 'alice carol > Acme'],
    ['with an ampersand', '@alice &amp; @carol to Acme', 'alice carol > Acme'],
    ['without anything between', '@alice@carol to Acme', 'alice carol > Acme'],
    ['with a comma before to', '@alice, to Acme', 'alice > Acme'],
    ['a repeated one counts once', '@alice @alice and @alice to Acme', 'alice > Acme'],
    ['TO in capitals', '@alice TO Acme', 'alice > Acme'],
    ['To with a colon', '@alice To: Acme', 'alice > Acme'],
    ['a line break is a blank', '@alice\nto\nAcme\nInc', 'alice > Acme Inc'],
    ['blanks are collapsed', '  @alice   to   Acme    Inc  ', 'alice > Acme Inc'],
    ['no-break spaces are blanks', '@alice\u00a0to\u00a0Acme', 'alice > Acme'],
    ['invisible characters between are nothing', '\u200b@alice\u200b to \u200bAcme\u200b', 'alice > Acme'],
    ['an invisible character stuck to to is nothing', '@alice to\u200b Acme', 'alice > Acme'],
    ['only the first to counts', '@alice to Go to Market Ltd', 'alice > Go to Market Ltd'],
    ['a later to and mention is text', '@alice to Bob to @carol', 'alice > Bob to {carol}'],
    ['a word that starts with to is text', '@alice to Toronto Today', 'alice > Toronto Today'],
    ['a member as prospect', '@alice to @bob', 'alice > member bob'],
    ['a member as prospect with a full stop', '@alice to @bob.', 'alice > member bob'],
    ['a quoted member as prospect', '@alice to "@bob"', 'alice > member bob'],
    ['a member named twice as prospect', '@alice to @bob, @bob', 'alice > member bob'],
    ['two members as prospect are text', '@alice to @bob and @carol', 'alice > {bob} and {carol}'],
    ['a member inside a longer prospect is text', "@alice to @bob's firm", "alice > {bob}'s firm"],
    ['a member at the end of a longer prospect', '@alice to the firm of @bob', 'alice > the firm of {bob}'],
    ['two receivers and a member', '@alice @carol to @bob', 'alice carol > member bob'],
    ['a prospect in another script', '@alice to 株式会社ボブ', 'alice > 株式会社ボブ'],
    ['an emoji family stays whole', '@alice to 👨‍👩‍👧 Clinic ❤️', 'alice > 👨‍👩‍👧 Clinic ❤️'],
    ['a trailing comma goes', '@alice to Acme,', 'alice > Acme'],
    ['an emoji shortcode stays', '@alice to Acme :tada:', 'alice > Acme :tada:'],
    ['an abbreviation keeps its full stop', '@alice to Acme Inc.', 'alice > Acme Inc.'],
  ])('%s', (_sentence, text, expected) => {
    expect(read(text)).toBe(expected);
  });

  test.each([
    ['the id alone', '<@U123> to Acme', 'U123 > Acme'],
    ['an Enterprise id', '<@W123|w> to Acme', 'w > Acme'],
    ['an empty label', '<@U123|> to Acme', 'U123 > Acme'],
    ['a label with blanks and an entity', '<@U123|A &amp; B> to Acme', 'A & B > Acme'],
    ['a label that looks like a command', '<@U123|because> to Acme', 'because > Acme'],
  ])('Slack may write a member as %s', (_sentence, text, expected) => {
    expect(read(text)).toBe(expected);
  });
});

describe('mentions last are the receivers', () => {
  test.each([
    ['one receiver', 'Joe Smith to @alice', 'alice > Joe Smith'],
    ['two', 'Joe Smith to @alice @carol', 'alice carol > Joe Smith'],
    ['three with commas and "and"', 'Joe Smith to @alice, @carol and @dan', 'alice carol dan > Joe Smith'],
    ['a repeated one counts once', 'Joe to @alice @carol @alice', 'alice carol > Joe'],
    ['a full stop behind', 'Joe Smith to @alice.', 'alice > Joe Smith'],
    ['TO in capitals', 'Joe Smith TO @alice', 'alice > Joe Smith'],
    ['the last to counts', 'Welcome to Go Ltd to @alice', 'alice > Welcome to Go Ltd'],
    ['a quoted prospect', '"Joe Smith" to @alice', 'alice > Joe Smith'],
    ['a comma before to', 'Joe Smith, to @alice', 'alice > Joe Smith'],
    ['a member inside the prospect is text', 'The firm of @bob to @alice', 'alice > The firm of {bob}'],
    ['a member that starts a longer prospect is text', "@bob's firm to @alice", "alice > {bob}'s firm"],
    ['a broadcast that starts a longer prospect is text', '@here fans to @alice', 'alice > @here fans'],
    ['a member and more words may be either', '@bob Smith to @alice', 'no: no-receiver'],
    ['members and a typed name may be either', '@bob and Joe to @alice', 'no: no-receiver'],
    ['words between two members may be anything', '@alice refers to @bob', 'no: no-receiver'],
    ['with note and tags', 'Joe #hot to @alice because they asked #private', 'alice > Joe // they asked #hot #private'],
  ])('%s', (_sentence, text, expected) => {
    expect(read(text)).toBe(expected);
  });
});

describe('names without a mention are left to be looked up', () => {
  test.each([
    ['both sides', "Alice Smith to Bob's firm", "[Alice Smith] [Bob's firm]"],
    ['a handle that fitted nobody', "@alic to Bob's firm", "[@alic] [Bob's firm]"],
    ['the first to', 'Alice to Go to Market', '[Alice] [Go to Market]'],
    ['quotes go', '"Alice Smith" to “Acme – Texas”', '[Alice Smith] [Acme – Texas]'],
    ['with note and tags', 'Alice to Acme - nice #warm #private', '[Alice] [Acme] // nice #warm #private'],
    ['a mention in the note is no mention', 'Alice to Acme because @bob said so', '[Alice] [Acme] // {bob} said so'],
    ['a link is text', 'Alice to <http://acme.com|acme.com>', '[Alice] [acme.com]'],
    ['prototype words', '__proto__ to constructor', '[__proto__] [constructor]'],
    ['a mention elsewhere forbids it', "Alice Smith to @bob's firm", 'no: no-receiver'],
    ['nothing before to', "to Bob's firm", 'no: no-receiver'],
    ['nothing behind to', 'Alice Smith to', 'no: no-prospect'],
    ['an invisible name', '\u200b to Acme', 'no: no-receiver'],
    ['empty quotes', 'Alice to ""', 'no: no-prospect'],
  ])('%s', (_sentence, text, expected) => {
    expect(read(text)).toBe(expected);
  });

  test('a first word that is near a subcommand comes with it, should nobody have that name', () => {
    expect(parseCommand('aks Gina for an intro to Acme')).toMatchObject({ kind: 'typed-name', nearest: 'ask' });
    expect(parseCommand('Alice Smith to Acme')).not.toHaveProperty('nearest');
  });
});

describe('the note starts at because, or at a dash between blanks', () => {
  test.each([
    ['because', '@alice to Acme because they need one', 'alice > Acme // they need one'],
    ['because after a comma', '@alice to Acme, because they need one', 'alice > Acme // they need one'],
    ['BECAUSE: in capitals', '@alice to Acme BECAUSE: they need one', 'alice > Acme // they need one'],
    ['a hyphen', '@alice to Acme - they need one', 'alice > Acme // they need one'],
    ['two hyphens', '@alice to Acme -- they need one', 'alice > Acme // they need one'],
    ['an en dash', '@alice to Acme – they need one', 'alice > Acme // they need one'],
    ['an em dash', '@alice to Acme — they need one', 'alice > Acme // they need one'],
    ['a no-break hyphen', '@alice to Acme \u2011 they need one', 'alice > Acme // they need one'],
    ['a dash between no-break spaces', '@alice to Acme\u00a0-\u00a0they', 'alice > Acme // they'],
    ['the first of several', '@alice to Acme - they said because - so', 'alice > Acme // they said because - so'],
    ['because before a dash', '@alice to Acme because they - well', 'alice > Acme // they - well'],
    ['a hyphen in a name is none', '@alice to Rolls-Royce', 'alice > Rolls-Royce'],
    ['a dash without blanks is none', '@alice to Acme–Texas', 'alice > Acme–Texas'],
    ['a dash with one blank is none', '@alice to Acme -Texas', 'alice > Acme -Texas'],
    ['a dash right behind a member is none', '@alice to @bob- the firm', 'alice > {bob}- the firm'],
    ['a longer word is none', '@alice to Becauseway', 'alice > Becauseway'],
    ['a dash at the end is an empty note', '@alice to Acme -', 'alice > Acme'],
    ['because at the end is an empty note', '@alice to Acme because', 'alice > Acme'],
    ['because and invisible characters', '@alice to Acme because \u200b', 'alice > Acme'],
    ['because of', '@alice to Acme because of Bob', 'alice > Acme // of Bob'],
    ['a member in it is text', '@alice to Acme because @bob asked', 'alice > Acme // {bob} asked'],
    ['a to in it is text', '@alice to Acme because they want to grow', 'alice > Acme // they want to grow'],
    [
      'a to and a member in it are text',
      '@alice to Acme because Joe went to @bob',
      'alice > Acme // Joe went to {bob}',
    ],
    ['a member as prospect, and a note', '@alice to @bob because both sail', 'alice > member bob // both sail'],
    ['after mentions last', 'Joe to @alice - she asked', 'alice > Joe // she asked'],
    ['quotes in it stay', '@alice to Acme because "yes" is "yes"', 'alice > Acme // "yes" is "yes"'],
    ['its lines stay', '@alice to Acme because\none\n\n\n\ntwo', 'alice > Acme // one\n\ntwo'],
    ['no prospect before it', '@alice to because they ask', 'no: no-prospect'],
    ['no to before it', '@alice because they ask', 'no: no-prospect'],
    ['nothing before it', 'because they ask', 'no: no-receiver'],
  ])('%s', (_sentence, text, expected) => {
    expect(read(text)).toBe(expected);
  });
});

describe('quotes hold a name together', () => {
  test.each([
    [
      'both words that start a note',
      '@alice to "Because Ltd - Texas" because they need one',
      'alice > Because Ltd - Texas // they need one',
    ],
    ['smart quotes', '@alice to “Because Ltd – Texas” — big', 'alice > Because Ltd – Texas // big'],
    ['German quotes', '@alice to „Weil - Because“ because ja', 'alice > Weil - Because // ja'],
    ['guillemets', '@alice to «Because» because oui', 'alice > Because // oui'],
    ['single quotes', "@alice to 'Because Ltd' because x", 'alice > Because Ltd // x'],
    ['smart single quotes', '@alice to ‘Bob’s - Firm’ because x', 'alice > Bob’s - Firm // x'],
    ['an apostrophe inside single quotes', "@alice to 'Bob's - Firm' because x", "alice > Bob's - Firm // x"],
    ['a smart quote closed by a straight one', '@alice to “A - B" because x', 'alice > A - B // x'],
    ['quotes around a part stay', '@alice to The "Because" Shop because x', 'alice > The "Because" Shop // x'],
    ['two quoted parts stay', '@alice to "A - B" and "C - D"', 'alice > "A - B" and "C - D"'],
    ['tags inside are text', '@alice to "The #hot Shop"', 'alice > The #hot Shop'],
    ['a to inside is text', '"Joe to Go" to @alice', 'alice > Joe to Go'],
    ['a mention inside is text', '@alice to "the @bob shop"', 'alice > the {bob} shop'],
    ['an apostrophe is no quote', "@alice to Bob's firm - Bob's best", "alice > Bob's firm // Bob's best"],
    [
      'a plural apostrophe is no quote',
      "@alice to the Jones' firm - the Smiths' pick",
      "alice > the Jones' firm // the Smiths' pick",
    ],
    ['a smart apostrophe is no quote', '@alice to Bob’s firm — Bob’s best', 'alice > Bob’s firm // Bob’s best'],
    ['an inch is no quote', '@alice to 5" Pipes because 6" leak', 'alice > 5" Pipes // 6" leak'],
    ['an unbalanced quote is a character', '@alice to "Acme because x', 'alice > "Acme // x'],
    ['an unbalanced smart quote is a character', '@alice to “Acme - x', 'alice > “Acme // x'],
    ['a closing quote alone is a character', '@alice to Acme" - x', 'alice > Acme" // x'],
    [
      'a smart apostrophe in front is no quote',
      '@alice to ’90s Bar - the Smiths’ pick',
      'alice > ’90s Bar // the Smiths’ pick',
    ],
    ['quotes inside quotes stay', `@alice to '"A - B" Ltd'`, 'alice > "A - B" Ltd'],
    ['quotes in brackets hold too', '@alice to Acme ("A - B")', 'alice > Acme ("A - B")'],
    ['a quote alone is no prospect', '@alice to "', 'no: no-prospect'],
    ['empty quotes are no prospect', '@alice to ""', 'no: no-prospect'],
    ['a quoted blank is no prospect', '@alice to " "', 'no: no-prospect'],
    ['quoted invisible characters are no prospect', '@alice to "\u200b\u2060"', 'no: no-prospect'],
  ])('%s', (_sentence, text, expected) => {
    expect(read(text)).toBe(expected);
  });
});

describe('tags stand anywhere', () => {
  test.each([
    ['at the end', '@alice to Acme #hot', 'alice > Acme #hot'],
    ['at the start', '#hot @alice to Acme', 'alice > Acme #hot'],
    ['between receivers', '@alice #private @carol to Acme', 'alice carol > Acme #private'],
    ['before to', '@alice #warm to Acme', 'alice > Acme #warm'],
    ['behind to', '@alice to #warm Acme', 'alice > Acme #warm'],
    ['inside the prospect', '@alice to Acme #cold Inc', 'alice > Acme Inc #cold'],
    ['inside the note', '@alice to Acme because they #hot asked', 'alice > Acme // they asked #hot'],
    ['behind a comma', '@alice to Acme, #hot, because x', 'alice > Acme // x #hot'],
    ['in capitals', '@alice to Acme #HOT #Private', 'alice > Acme #hot #private'],
    ['the last warmth counts', '@alice to Acme #hot #cold #warm', 'alice > Acme #warm'],
    ['the last warmth counts, note included', '#hot @alice to Acme because #cold', 'alice > Acme #cold'],
    ['private does not change the warmth', '@alice to Acme #hot #private', 'alice > Acme #hot #private'],
    ['as a note alone', '@alice to Acme - #hot', 'alice > Acme #hot'],
    ['with a full stop', '@alice to Acme because x #hot.', 'alice > Acme // x #hot'],
    ['in brackets', '@alice to Acme (#private)', 'alice > Acme #private'],
    ['two without a blank', '@alice to Acme #hot,#private', 'alice > Acme #hot #private'],
    ['part of a longer word is text', '@alice to #hotels', 'alice > #hotels'],
    ['without its hash it is text', '@alice to Hot Dogs', 'alice > Hot Dogs'],
    ['another tag is text', '@alice to Acme #urgent', 'alice > Acme #urgent'],
    ['alone they are no prospect', '@alice to #hot', 'no: no-prospect'],
    ['alone they are no line', '#hot #private', 'no: no-receiver'],
    ['a channel link so labelled', '@alice to Acme <#C9|hot>', 'alice > Acme #hot'],
    ['a channel link in capitals', '@alice to Acme <#C9|HOT>', 'alice > Acme #hot'],
    ['a channel link with a full stop', '@alice to Acme <#C9|hot>.', 'alice > Acme #hot'],
    ['a channel link private', '@alice <#C8|private> to Acme', 'alice > Acme #private'],
    ['a channel link with a comma', '@alice to Acme <#C9|hot>, because x', 'alice > Acme // x #hot'],
    ['a channel link in the note', '@alice to Acme because x <#C9|warm> y', 'alice > Acme // x y #warm'],
    ['a quoted channel link is text', '@alice to "The <#C9|hot> Shop"', 'alice > The #hot Shop'],
    ['another channel is text', '@alice to Acme <#C1|hot-leads>', 'alice > Acme #hot-leads'],
  ])('%s', (_sentence, text, expected) => {
    expect(read(text)).toBe(expected);
  });
});

describe('what is no member is refused in a member’s place', () => {
  const refused = (place: string, what: string, shownAs: string) => ({
    kind: 'refused',
    reason: 'not-a-member',
    place,
    notAMember: { what, shown: shownAs },
  });
  test.each([
    ['@channel as receiver', '<!channel> to Acme', refused('receiver', 'broadcast', '@channel')],
    ['@here among receivers', '@alice <!here> to Acme', refused('receiver', 'broadcast', '@here')],
    ['@everyone as prospect', '@alice to <!everyone>', refused('prospect', 'broadcast', '@everyone')],
    ['a labelled special', '@alice to <!here|here>', refused('prospect', 'broadcast', '@here')],
    ['a broadcast typed out', '@alice to @Everyone', refused('prospect', 'broadcast', '@everyone')],
    ['a quoted broadcast', '@alice to "<!channel>"', refused('prospect', 'broadcast', '@channel')],
    ['a broadcast and a member', '@alice to @bob and <!here>', refused('prospect', 'broadcast', '@here')],
    ['a broadcast as the last receiver', 'Joe to @alice, <!channel>', refused('receiver', 'broadcast', '@channel')],
    ['a broadcast without to', '<!channel> hello', refused('receiver', 'broadcast', '@channel')],
    ['a user group as receiver', '<!subteam^S1|@grp> to Acme', refused('receiver', 'group', '@grp')],
    ['a user group as prospect', '@alice to <!subteam^S1>', refused('prospect', 'group', 'a user group')],
    ['a channel as receiver', '<#C1|general> to Acme', refused('receiver', 'channel', '#general')],
    ['a channel as last receiver', 'Joe to <#C1|general>', refused('receiver', 'channel', '#general')],
    ['a channel without a name', '@alice to <#C1|>', refused('prospect', 'channel', 'a channel')],
  ])('%s', (_sentence, text, expected) => {
    expect(parseCommand(asSent(text))).toEqual(expected);
  });

  test.each([
    ['@here', '@alice to The <!here> crew', 'alice > The @here crew'],
    ['@here typed out', '@alice to The @here crew', 'alice > The @here crew'],
    ['a user group', '@alice to Friends of <!subteam^S1|@grp>', 'alice > Friends of @grp'],
    ['a channel', '@alice to the <#C1|general> people', 'alice > the #general people'],
    ['a nameless channel', '@alice to people of <#C1|>', 'alice > people of a channel'],
    ['@channel that starts a prospect', '<!channel> fans to @alice', 'alice > @channel fans'],
    ['@everyone in a note', '@alice to Acme because <!everyone> asks', 'alice > Acme // @everyone asks'],
    ['a date', '@alice to Acme because <!date^139^{date}|Monday> it is', 'alice > Acme // Monday it is'],
  ])('%s inside a longer text is text', (_sentence, text, expected) => {
    expect(read(text)).toBe(expected);
  });
});

describe('what people type is data', () => {
  test.each([
    ['a forged link stays visible', '@alice to &lt;https://evil.example|Bob&gt;', 'alice > <https://evil.example|Bob>'],
    ['a forged mention mentions nobody', '@alice to &lt;@UBOB&gt;', 'alice > <@UBOB>'],
    ['a forged broadcast is text', '@alice to &lt;!channel&gt;', 'alice > <!channel>'],
    ['a forged receiver is none', '&lt;@UBOB&gt; to Acme', '[<@UBOB>] [Acme]'],
    ['entities are decoded once', '@alice to A &amp;amp; B &amp;lt; C', 'alice > A &amp; B &lt; C'],
    ['other entities stay', '@alice to A &quot; &#64; B', 'alice > A &quot; &#64; B'],
    ['a link shows its label', '@alice to <http://acme.com|acme.com>', 'alice > acme.com'],
    ['a link shows where it leads', '@alice to <https://evil.example|Acme>', 'alice > Acme (https://evil.example)'],
    ['a bare link', '@alice to <https://acme.com/a?b=1&amp;c=2>', 'alice > https://acme.com/a?b=1&c=2'],
    ['a mail address', '@alice to <mailto:a@b.com|a@b.com>', 'alice > a@b.com'],
    ['a telephone number', '@alice to <tel:+15125550100|+15125550100>', 'alice > +15125550100'],
    ['an override is dropped', '@alice to Bob\u202emrif', 'alice > Bobmrif'],
    ['isolates are dropped', '@alice to \u2066Bob\u2069', 'alice > Bob'],
    ['control characters are dropped', '@alice to B\u0000o\u001bb', 'alice > Bob'],
    ['zero-width alone is no prospect', '@alice to \u200b\u200d\ufeff', 'no: no-prospect'],
    ['an override alone is no prospect', '@alice to \u202e', 'no: no-prospect'],
    ['tag characters alone are no prospect', '@alice to \u{e0041}\u{e0042}', 'no: no-prospect'],
    ['a lone surrogate is dropped', '@alice to Bob\ud83d', 'alice > Bob'],
    ['prototype words are text', '@alice to __proto__', 'alice > __proto__'],
    ['constructor is no subcommand', 'constructor', 'no: not-understood'],
    ['toString is no subcommand', 'toString @alice', 'no: not-understood'],
    ['broken tokens are text', '@alice to <@> <#|> <!> <', 'alice > <@> <#|> <!> <'],
    ['a lower-case id is no member', '<@u123> to Acme', '[<@u123>] [Acme]'],
    ['decomposed letters are composed', '@alice to Cafe\u0301', 'alice > Café'],
  ])('%s', (_sentence, text, expected) => {
    expect(read(text)).toBe(expected);
  });

  test('a name that looks up as markup stays on one line of text', () => {
    expect(renderParts([{ userId: 'U1' }, { text: ' & co' }], () => ' <!channel>\n\u202eBob ')).toBe(
      '<!channel> Bob & co',
    );
  });

  test('a member nobody has looked up has the name Slack wrote, or none', () => {
    expect(renderParts([{ userId: 'U1', label: 'bob' }, { text: ' and ' }, { userId: 'U2' }])).toBe('bob and a member');
  });
});

describe('a line that records nothing says why', () => {
  const alice = { userId: 'UALICE', label: 'alice' };
  test.each<[string, string, object]>([
    ['a receiver alone', '@alice', { reason: 'no-prospect', receivers: [alice], quoteHint: false }],
    ['nothing behind to', '@alice to', { reason: 'no-prospect', receivers: [alice], quoteHint: false }],
    ['to and a receiver alone', 'to @alice', { reason: 'no-prospect', receivers: [alice], quoteHint: false }],
    [
      'no to',
      "@alice Bob's firm",
      { reason: 'no-to', receivers: [alice], rest: [{ text: "Bob's firm" }], quoteHint: false },
    ],
    ['a dash before to', '@alice - our star to Acme', { reason: 'no-prospect', receivers: [alice], quoteHint: true }],
    ['a dash in the name', 'Joe - plumber to @alice', { reason: 'not-understood', text: 'Joe', quoteHint: true }],
    ['because first', 'Because Ltd to @alice', { reason: 'no-receiver', quoteHint: true }],
    ['to alone', 'to', { reason: 'no-receiver', quoteHint: false }],
    ['words between receiver and to', '@alice Smith to Acme', { reason: 'no-receiver', quoteHint: false }],
    ['a name alone', 'Bob Smith', { reason: 'not-understood', text: 'Bob Smith', quoteHint: false }],
    ['the receiver is the prospect', '@alice to @alice', { reason: 'receiver-is-prospect', ...alice }],
    ['one of the receivers is the prospect', '@bob @alice to @alice', { reason: 'receiver-is-prospect', ...alice }],
    ['letters in another order', 'hlep', { reason: 'unknown-subcommand', word: 'hlep', nearest: 'help' }],
    ['a letter missing', 'lst given', { reason: 'unknown-subcommand', word: 'lst', nearest: 'list' }],
    [
      'a letter missing before a member',
      'thank @gina',
      { reason: 'unknown-subcommand', word: 'thank', nearest: 'thanks' },
    ],
    ['with a to further on', 'thank @gina for the intro to Acme', { reason: 'unknown-subcommand', nearest: 'thanks' }],
    ['a question mark', 'help?', { reason: 'unknown-subcommand', word: 'help', nearest: 'help' }],
    ['like an option', '--help', { reason: 'unknown-subcommand', word: 'help', nearest: 'help' }],
    ['in capitals', 'SETINGS', { reason: 'unknown-subcommand', word: 'SETINGS', nearest: 'settings' }],
    ['near nothing', 'xylophone', { reason: 'not-understood', text: 'xylophone', quoteHint: false }],
  ])('%s', (_sentence, text, expected) => {
    expect(parseCommand(asSent(text))).toMatchObject({ kind: 'refused', ...expected });
  });

  const people = (count: number) => Array.from({ length: count }, (_, at) => `<@U${at}>`).join(' ');
  test('ten receivers are recorded, in the order given', () => {
    expect(read(`${people(10)} to Acme`)).toBe('U0 U1 U2 U3 U4 U5 U6 U7 U8 U9 > Acme');
  });

  test('eleven are refused, in either order', () => {
    const refused = { kind: 'refused', reason: 'too-many-receivers', count: 11, max: 10 };
    expect(parseCommand(`${people(11)} to Acme`)).toEqual(refused);
    expect(parseCommand(`Joe to ${people(11)}`)).toEqual(refused);
  });

  test('eleven mentions of ten members are ten', () => {
    expect(parseCommand(`${people(10)} <@U0> to Acme`).kind).toBe('referral');
  });

  test.each([
    ['a prospect of 300 characters', `@alice to ${'x'.repeat(300)}`, undefined],
    ['a prospect of 300 emoji', `@alice to ${'🎉'.repeat(300)}`, undefined],
    ['a prospect of 300 ampersands', `@alice to ${'&amp;'.repeat(300)}`, undefined],
    ['a prospect of 301', `@alice to ${'x'.repeat(301)}`, { reason: 'prospect-too-long', length: 301, max: 300 }],
    ['a typed name of 301', `Alice to ${'x'.repeat(301)}`, { reason: 'prospect-too-long', length: 301, max: 300 }],
    ['a note of 2,000', `@alice to Acme because ${'x'.repeat(2_000)}`, undefined],
    ['a note of 2,001', `@alice to Acme because ${'x'.repeat(2_001)}`, { reason: 'note-too-long', length: 2_001 }],
    [
      'a note of 2,001, typed',
      `Alice to Acme because ${'x'.repeat(2_001)}`,
      { reason: 'note-too-long', length: 2_001 },
    ],
  ])('%s', (_sentence, text, refusal) => {
    const command = parseCommand(asSent(text));
    if (refusal === undefined) expect(command.kind).toBe('referral');
    else expect(command).toMatchObject({ kind: 'refused', ...refusal });
  });

  test('the length is checked again once names are known', () => {
    expect(tooLong('x'.repeat(300), 'y'.repeat(2_000))).toBeUndefined();
    expect(tooLong('x'.repeat(301))).toEqual({ reason: 'prospect-too-long', length: 301, max: 300 });
    expect(tooLong('x', 'y'.repeat(2_001))).toEqual({ reason: 'note-too-long', length: 2_001, max: 2_000 });
  });
});

describe('very long texts take no longer than they are', () => {
  const K50 = 50_000;
  test.each([
    ['one long word', 'x'.repeat(2 * K50)],
    ['letters', `@alice to ${'x '.repeat(K50)}`],
    ['opening quotes', `@alice to ${'"a '.repeat(K50)}`],
    ['single quotes', `@alice to ${"'a ".repeat(K50)}`],
    ['closing quotes', `@alice to ${'a" '.repeat(K50)}`],
    ['angle brackets', `@alice to ${'<'.repeat(2 * K50)}`],
    ['half tokens', `@alice to ${'<@U'.repeat(K50)}`],
    ['blanks', `@alice to ${' '.repeat(2 * K50)}x`],
    ['blanks and line breaks', `@alice to Acme because x${' \n'.repeat(K50)}y`],
    ['commas', `@alice to ${','.repeat(2 * K50)}x`],
    ['commas between blanks', `@alice to x${' ,'.repeat(K50)}`],
    ['to', 'to '.repeat(K50)],
    ['and', `@alice ${'and '.repeat(K50)}`],
    ['mentions', '@alice '.repeat(K50)],
    ['tags', '#hot'.repeat(K50)],
    ['tags between blanks', `@alice to x ${'#hot '.repeat(K50)}`],
    ['dashes', `@alice to x${'-'.repeat(2 * K50)}`],
    ['zero-width characters', `@alice to x${'\u200b'.repeat(K50)}y`],
    ['flags without an end', `@alice to ${'\u{1f3f4}\u{e0067}'.repeat(K50 / 2)}`],
    ['accents', `@alice to a${'\u0301'.repeat(K50)}`],
    ['ampersands', `@alice to ${'&amp;'.repeat(K50)}`],
  ])('%s', (_sentence, text) => {
    const sent = asSent(text);
    const started = performance.now();
    parseCommand(sent);
    expect(performance.now() - started).toBeLessThan(4_000);
  });
});

describe('what follows a subcommand', () => {
  const members = (raw: string) => parseMentions(asSent(raw)).mentions.map(({ userId }) => userId);
  test.each([
    ['a member', '@gina', ['UGINA'], ''],
    ['a member and a note', '@gina for the intro to Acme', ['UGINA'], 'for the intro to Acme'],
    ['a comma between', '@gina, you made my week', ['UGINA'], 'you made my week'],
    ['a colon between', '@gina: you made my week', ['UGINA'], 'you made my week'],
    ['a dash between', '@gina - a plumber', ['UGINA'], 'a plumber'],
    ['two members', '@gina and @bob for all', ['UGINA', 'UBOB'], 'for all'],
    ['a repeated member', '@gina @gina', ['UGINA'], ''],
    ['"and" without a member behind', '@gina and her team', ['UGINA'], 'and her team'],
    ['a member later on', '@gina for meeting @bob', ['UGINA'], 'for meeting {bob}'],
    ['no member', 'a bookkeeper in Austin', [], 'a bookkeeper in Austin'],
    ['a member that is not first', 'a friend of @bob', [], 'a friend of {bob}'],
    ['a note of several lines', '@gina one\ntwo', ['UGINA'], 'one\ntwo'],
    ['nothing', '', [], ''],
    ['invisible characters', '\u200b \u202e', [], ''],
  ])('%s', (_sentence, raw, mentions, rest) => {
    expect(members(raw)).toEqual(mentions);
    const read = parseMentions(asSent(raw));
    expect(shown(read.rest)).toBe(rest);
    expect(read).not.toHaveProperty('notAMember');
  });

  test('what is no member is told apart', () => {
    const { mentions, rest, notAMember } = parseMentions(asSent('@gina <!here> well done'));
    expect({ people: mentions.length, rest: shown(rest), notAMember }).toEqual({
      people: 1,
      rest: '@here well done',
      notAMember: { what: 'broadcast', shown: '@here' },
    });
  });

  test('a text is read whole', () => {
    expect(parseText(asSent('@bob &amp; co, <#C1|x>'))).toEqual([
      { userId: 'UBOB', label: 'bob' },
      { text: ' & co, #x' },
    ]);
    expect(parseText('')).toEqual([]);
  });

  test.each([
    ['a because', 'x to Acme because they grow', { before: 'x to Acme', after: 'they grow' }],
    ['no because', ' x to Acme - they grow ', { before: 'x to Acme - they grow' }],
    ['a quoted because', '"because" Ltd', { before: '"because" Ltd' }],
    ['an empty one', 'x because', { before: 'x', after: '' }],
    ['tokens on both sides', '<@U1> because <@U2>', { before: '<@U1>', after: '<@U2>' }],
  ])('is cut at because: %s', (_sentence, raw, expected) => {
    expect(splitAtBecause(raw)).toEqual(expected);
  });
});
