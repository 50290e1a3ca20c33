import { createElement, type ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import type { ConversationSight, FormValues, Json, PersonSight, Sight } from '../../../../playground/page/contract';
import { Blocks } from '../../../../playground/web/blocks/blocks';
import { Mrkdwn } from '../../../../playground/web/blocks/mrkdwn';
import { SeenContext } from '../../../../playground/web/sight';

const person = (id: string, handle: string, name: string): PersonSight => ({
  id,
  handle,
  name,
  isApp: false,
  playable: true,
  about: '',
  admin: false,
  timeZone: 'America/Chicago',
});

const general: ConversationSight = {
  id: 'C1',
  kind: 'public',
  name: 'general',
  isApp: false,
  members: [],
  isMember: true,
  archived: false,
  unread: 0,
  earlier: 0,
  messages: [],
};

/** Alice looks at it. */
export const sight: Sight = {
  workspace: { name: 'Circle', timeZone: 'America/Chicago' },
  app: { name: 'Goodturn', homeTab: true },
  me: 'U2',
  people: [
    person('U1', 'gina', 'Gina'),
    person('U2', 'alice', 'Alice'),
    person('U3', 'noa', '\u202eנועה <b>'),
    { ...person('UAPP', 'goodturn', 'Goodturn'), isApp: true, playable: false },
  ],
  conversations: [
    general,
    { ...general, id: 'C2', name: 'old', archived: true },
    { ...general, id: 'G1', kind: 'private', name: 'board' },
  ],
  modals: [],
  home: null,
  commands: [],
  shortcuts: [],
  clock: { now: '2026-11-02T15:00:00Z', moved: false, choices: [] },
  guide: { hidden: true, steps: [], end: '' },
  faults: [],
  busy: null,
};

function drawn(node: ReactNode): string {
  const act = () => Promise.resolve({ ok: true as const, warnings: [] });
  return renderToStaticMarkup(createElement(SeenContext, { value: { sight, act } }, node));
}

/** The HTML of a text, without what is around it. */
export function mrkdwn(text: string): string {
  return drawn(createElement(Mrkdwn, { text })).replace(/^<div class="block-mrkdwn" dir="auto">|<\/div>$/g, '');
}

/** What a person reads in it. */
export const words = (html: string): string =>
  html
    .replace(/<br\/>/g, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&(?:lt|gt|amp|quot|#x27);/g, (entity) => ENTITIES[entity] ?? entity);

const ENTITIES: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&amp;': '&', '&quot;': '"', '&#x27;': "'" };

interface Shown {
  values?: FormValues;
  errors?: Record<string, string>;
}

export function blocks(shown: Json[], { values = {}, errors }: Shown = {}): string {
  return drawn(createElement(Blocks, { blocks: shown, values, errors, place: { message: 'm1' }, surface: 'message' }));
}
