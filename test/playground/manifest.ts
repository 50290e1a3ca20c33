import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { prepared } from '../support/databases';

/** A manifest of these tests' own, so that they do not depend on what Goodturn asks for at the moment. */
const base = {
  display_information: { name: 'Goodturn' },
  features: {
    app_home: { home_tab_enabled: true, messages_tab_enabled: true },
    bot_user: { display_name: 'Goodturn' },
    shortcuts: [
      { name: 'Give a referral', type: 'global', callback_id: 'give.referral.open', description: 'x' },
      { name: 'Record a referral', type: 'message', callback_id: 'give.message.record', description: 'x' },
    ],
    slash_commands: [{ command: '/referral', should_escape: true }],
  },
  oauth_config: {
    redirect_urls: ['https://goodturn.example.com/slack/oauth_redirect'],
    scopes: {
      bot: [
        'commands',
        'chat:write',
        'im:write',
        'im:history',
        'reactions:read',
        'users:read',
        'channels:read',
        'groups:read',
        'files:write',
      ],
      bot_optional: ['channels:history', 'groups:history', 'mpim:write'],
    },
  },
  settings: {
    event_subscriptions: {
      bot_events: [
        'app_home_opened',
        'app_uninstalled',
        'reaction_added',
        'reaction_removed',
        'tokens_revoked',
        'user_change',
      ],
    },
    interactivity: { is_enabled: true },
  },
};

function write(manifest: unknown): string {
  const path = join(mkdtempSync(join(prepared().folder, 'manifest-')), 'manifest.yml');
  writeFileSync(path, stringify(manifest));
  return path;
}

export const manifestPath = write(base);

/** The same with one thing changed. */
export function manifestWith(change: (manifest: typeof base) => void): string {
  const copy = parse(readFileSync(manifestPath, 'utf8')) as typeof base;
  change(copy);
  return write(copy);
}
