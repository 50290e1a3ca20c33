import type { SimulatedSlack } from '../server/simulated-slack';

const HIDDEN = '(hidden)';

/** Whatever their value looks like. */
const SECRET_KEYS = new Set([
  'access_token',
  'authorization',
  'bot_token',
  'client_secret',
  'code',
  'refresh_token',
  'signing_secret',
  'token',
]);

const TOKEN = /\b(?:xox[a-z]|xapp)-[\w.-]+/g;
/** These addresses let whoever has them act. */
const CAPABILITY = /(\/response\/|\/upload\/|[?&]ticket=)[\w/-]+/g;

/** A copy without anything that lets somebody act as the app or as Slack. */
export function withoutSecrets(slack: SimulatedSlack, value: unknown): unknown {
  const { signingSecret, appToken, clientSecret, verificationToken } = slack;
  const known = [signingSecret, appToken, clientSecret, verificationToken].filter((secret) => secret !== '');
  const clean = (text: string): string =>
    known
      .reduce((rest, secret) => rest.replaceAll(secret, HIDDEN), text)
      .replaceAll(TOKEN, HIDDEN)
      .replaceAll(CAPABILITY, `$1${HIDDEN}`);
  const copy = (each: unknown): unknown => {
    if (typeof each === 'string') return clean(each);
    if (Array.isArray(each)) return each.map(copy);
    if (typeof each !== 'object' || each === null) return each;
    return Object.fromEntries(
      Object.entries(each).map(([key, inner]) => [
        clean(key),
        SECRET_KEYS.has(key) && typeof inner === 'string' ? HIDDEN : copy(inner),
      ]),
    );
  };
  return copy(value);
}
