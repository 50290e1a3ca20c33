import type { ConversationSight } from '../../page/contract';
import { useSight } from '../sight';
import { draftKey } from './drafts';
import { TextField } from './text-field';

/** Where one writes; or why one cannot. */
export function Composer({ conversation }: { conversation: ConversationSight }) {
  const { me, app, commands } = useSight();
  const { id, kind, name, isApp, archived, isMember } = conversation;
  if (archived)
    return <p className="composer-closed">#{name} is archived. It can be read, and nothing new is written.</p>;
  if (!isMember) return <p className="composer-closed">You are not a member of #{name}. Its members write here.</p>;
  const to = kind === 'im' || kind === 'mpim' ? name : `#${name}`;
  const example = commands[0]?.command ?? '/';
  return (
    <TextField
      conversation={id}
      draft={draftKey(me, id)}
      label={`Message to ${to}`}
      placeholder={isApp ? `${app.name} reads commands here: ${example} help` : `Message ${to}`}
      commandsOnly={isApp}
    />
  );
}
