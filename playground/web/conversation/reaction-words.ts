const WORDS: Record<string, string> = {
  pray: 'Thank you',
  '+1': 'Thumbs up',
  thumbsup: 'Thumbs up',
  tada: 'Celebrate',
  heart: 'Heart',
  clap: 'Applause',
  raised_hands: 'Raised hands',
  eyes: 'Looking at it',
  white_check_mark: 'Done',
  wave: 'Wave',
  handshake: 'Handshake',
  bouquet: 'Flowers',
  blush: 'Smile',
  smile: 'Smile',
  slightly_smiling_face: 'Smile',
  joy: 'Laughing',
  rocket: 'Rocket',
  star: 'Star',
  fire: 'Fire',
  muscle: 'Strong',
  bulb: 'Idea',
  coffee: 'Coffee',
};

const TONES: Record<string, string> = {
  '2': 'light',
  '3': 'medium light',
  '4': 'medium',
  '5': 'medium dark',
  '6': 'dark',
};

/** What a reaction says: "Thank you", of `pray`; "Thank you (dark)", of `pray::skin-tone-6` */
export function reactionWords(emoji: string): string {
  const [name = emoji, tone] = emoji.split('::skin-tone-');
  const words = WORDS[name] ?? capitalized(name.replaceAll(/[_-]/g, ' '));
  return tone === undefined ? words : `${words} (${TONES[tone] ?? tone})`;
}

const capitalized = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
