interface Button {
  type: 'button';
  text: { text: string };
  accessibility_label?: string;
}

const isButton = (value: object): value is Button => 'type' in value && value.type === 'button' && 'text' in value;

/** What was shown: a call's arguments or an answer, in which blocks and views may be written as text. */
function read(shown: unknown): unknown {
  if (typeof shown !== 'string' || !/^[[{]/.test(shown)) return shown;
  try {
    return JSON.parse(shown);
  } catch {
    return shown;
  }
}

function buttonsIn(shown: unknown): Button[] {
  const part = read(shown);
  if (typeof part !== 'object' || part === null) return [];
  return isButton(part) ? [part] : Object.values(part).flatMap(buttonsIn);
}

/** Slack takes no more; what was cut may be where two labels differ. */
const isCut = (label: string) => label.includes('…') || label.length >= 75;

/**
 * Buttons that a screen reader's user, or whoever speaks what they see, could not tell apart: a label that does not begin
 * with what is to be seen, and buttons of one text without a label each of their own.
 */
export function ambiguousIn(shown: unknown): string[] {
  const buttons = buttonsIn(shown).map(({ text: { text }, accessibility_label: label = text }) => ({ text, label }));
  const isTold = ({ text, label }: { text: string; label: string }) => {
    const alike = buttons.filter((other) => other.text === text);
    const isOwn = label !== text && (isCut(label) || alike.filter((other) => other.label === label).length === 1);
    return label.startsWith(text) && (alike.length === 1 || isOwn);
  };
  return buttons.filter((button) => !isTold(button)).map(({ text, label }) => `${text} (${label})`);
}

/** A message whose notification begins otherwise than its first block, which screen readers say in its place. */
export function otherwiseIn(shown: unknown): string[] {
  const { text, blocks } = (read(shown) ?? {}) as { text?: unknown; blocks?: unknown };
  const [first] = (read(blocks) ?? []) as { text?: { text: string } }[];
  if (typeof text !== 'string' || !first?.text) return [];
  const begins = first.text.text.slice(0, 20);
  return text.startsWith(begins) ? [] : [`${text} (${begins} …)`];
}
