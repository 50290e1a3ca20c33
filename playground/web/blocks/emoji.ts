/** Those that take a skin tone, by Slack's short name. */
const HANDS: Record<string, string> = {
  pray: '🙏',
  '+1': '👍',
  thumbsup: '👍',
  '-1': '👎',
  thumbsdown: '👎',
  clap: '👏',
  raised_hands: '🙌',
  wave: '👋',
  muscle: '💪',
  ok_hand: '👌',
  handshake: '🤝',
  raised_hand: '✋',
  open_hands: '👐',
  crossed_fingers: '🤞',
  v: '✌️',
  writing_hand: '✍️',
  point_up: '☝️',
  point_right: '👉',
  point_left: '👈',
  point_down: '👇',
};

const OTHERS: Record<string, string> = {
  heart: '❤️',
  tada: '🎉',
  smile: '😄',
  grinning: '😀',
  smiley: '😃',
  blush: '😊',
  slightly_smiling_face: '🙂',
  wink: '😉',
  joy: '😂',
  laughing: '😆',
  heart_eyes: '😍',
  hugging_face: '🤗',
  thinking_face: '🤔',
  sunglasses: '😎',
  cry: '😢',
  sob: '😭',
  star: '⭐',
  star2: '🌟',
  sparkles: '✨',
  fire: '🔥',
  rocket: '🚀',
  eyes: '👀',
  bulb: '💡',
  gift: '🎁',
  bouquet: '💐',
  sunflower: '🌻',
  seedling: '🌱',
  coffee: '☕',
  cake: '🍰',
  trophy: '🏆',
  '100': '💯',
  white_check_mark: '✅',
  heavy_check_mark: '✔️',
  x: '❌',
  warning: '⚠️',
  question: '❓',
  exclamation: '❗',
  bell: '🔔',
  calendar: '📅',
  alarm_clock: '⏰',
  hourglass: '⌛',
  email: '✉️',
  envelope: '✉️',
  speech_balloon: '💬',
  memo: '📝',
  pushpin: '📌',
  link: '🔗',
  lock: '🔒',
  mag: '🔍',
  chart_with_upwards_trend: '📈',
  moneybag: '💰',
  briefcase: '💼',
  house: '🏠',
  sunny: '☀️',
  zap: '⚡',
  arrow_right: '➡️',
};

const WORDS: Record<string, string> = {
  pray: 'folded hands',
  '+1': 'thumbs up',
  thumbsup: 'thumbs up',
  '-1': 'thumbs down',
  thumbsdown: 'thumbs down',
  tada: 'party popper',
};

const TONES: Record<string, { modifier: string; words: string }> = {
  '2': { modifier: '\u{1f3fb}', words: 'light skin tone' },
  '3': { modifier: '\u{1f3fc}', words: 'medium-light skin tone' },
  '4': { modifier: '\u{1f3fd}', words: 'medium skin tone' },
  '5': { modifier: '\u{1f3fe}', words: 'medium-dark skin tone' },
  '6': { modifier: '\u{1f3ff}', words: 'dark skin tone' },
};

/** Those that the reaction picker offers. */
export const PICKABLE: string[] = [
  'pray',
  'pray::skin-tone-2',
  'pray::skin-tone-3',
  'pray::skin-tone-4',
  'pray::skin-tone-5',
  'pray::skin-tone-6',
  'clap',
  'heart',
  'tada',
  '+1',
  'raised_hands',
  'star',
];

const named = (table: Record<string, string>, name: string): string | undefined =>
  Object.hasOwn(table, name) ? table[name] : undefined;

const parted = (name: string) => {
  const [base = '', tone] = name.split('::skin-tone-');
  return { base, tone: tone === undefined ? null : (TONES[tone] ?? undefined) };
};

/** The character for a short name, `pray` or `pray::skin-tone-3`; null where it is not known. */
export function emojiOf(name: string): string | null {
  const { base, tone } = parted(name);
  if (tone === undefined) return null;
  const hand = named(HANDS, base);
  // a modifier takes the place of the selector that asks for a coloured picture
  if (hand !== undefined) return tone === null ? hand : hand.replace('\ufe0f', '') + tone.modifier;
  return named(OTHERS, base) ?? null;
}

/** What a screen reader says: "folded hands, dark skin tone". */
export function emojiWords(name: string): string {
  const { base, tone } = parted(name);
  const words = named(WORDS, base) ?? base.replaceAll('_', ' ');
  return tone ? `${words}, ${tone.words}` : words;
}
