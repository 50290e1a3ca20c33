import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { isObject, objectAt, objectsAt, stringAt, stringsAt, type JsonObject } from './json';

export interface Shortcut {
  name: string;
  description: string;
  kind: 'global' | 'message';
  callbackId: string;
}

export interface Command {
  command: string;
  description: string;
  usageHint: string;
  escapes: boolean;
}

export interface Manifest {
  name: string;
  commands: Command[];
  shortcuts: Shortcut[];
  scopes: string[];
  optionalScopes: string[];
  botEvents: string[];
  redirectUrls: string[];
  homeTab: boolean;
  messagesTab: boolean;
  /** Members cannot write to the app, only use commands there. */
  messagesTabReadOnly: boolean;
  interactivity: boolean;
}

export function readManifest(path: string): Manifest {
  const parsed: unknown = parse(readFileSync(path, 'utf8'));
  if (!isObject(parsed)) throw new Error(`${path} is no manifest`);
  const features = objectAt(parsed, 'features');
  const oauth = objectAt(parsed, 'oauth_config');
  const settings = objectAt(parsed, 'settings');
  const home = objectAt(features, 'app_home');
  const scopes = objectAt(oauth, 'scopes');
  return {
    name: stringAt(objectAt(parsed, 'display_information'), 'name') ?? 'App',
    commands: objectsAt(features, 'slash_commands').map((each) => ({
      command: stringAt(each, 'command') ?? '',
      description: stringAt(each, 'description') ?? '',
      usageHint: stringAt(each, 'usage_hint') ?? '',
      escapes: each['should_escape'] === true,
    })),
    shortcuts: objectsAt(features, 'shortcuts').map(asShortcut),
    scopes: stringsAt(scopes, 'bot'),
    optionalScopes: stringsAt(scopes, 'bot_optional'),
    botEvents: stringsAt(objectAt(settings, 'event_subscriptions'), 'bot_events'),
    redirectUrls: stringsAt(oauth, 'redirect_urls'),
    homeTab: home?.['home_tab_enabled'] === true,
    messagesTab: home?.['messages_tab_enabled'] === true,
    messagesTabReadOnly: home?.['messages_tab_read_only_enabled'] === true,
    interactivity: objectAt(settings, 'interactivity')?.['is_enabled'] === true,
  };
}

function asShortcut(entry: JsonObject): Shortcut {
  return {
    name: stringAt(entry, 'name') ?? '',
    description: stringAt(entry, 'description') ?? '',
    kind: entry['type'] === 'message' ? 'message' : 'global',
    callbackId: stringAt(entry, 'callback_id') ?? '',
  };
}
