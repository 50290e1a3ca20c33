import type { ConversationSight } from '../../page/contract';
import { useSight } from '../sight';

/** The first thing in a conversation: where one is, and what to do here. */
export function Beginning({ conversation }: { conversation: ConversationSight }) {
  const { app, commands } = useSight();
  const command = commands[0];
  const example = command === undefined ? null : <code>{`${command.command} ${command.usageHint}`.trim()}</code>;
  const { kind, name, isApp, earlier, messages } = conversation;
  if (earlier > 0) {
    return (
      <p className="beginning">
        These are the latest {messages.length} of {messages.length + earlier} messages.
      </p>
    );
  }
  return (
    <p className="beginning">
      {isApp ? (
        <>
          {app.name} writes to you here: when somebody refers you, thanks you or asks you something. To ask something of{' '}
          {app.name}, start a line with <code>{command?.command ?? '/'}</code>.
        </>
      ) : kind === 'im' || kind === 'mpim' ? (
        <>Only you and {name} see what is written here.</>
      ) : (
        <>
          This is the beginning of {kind === 'private' ? 'the private channel ' : '#'}
          {name}. Write something{example !== null && <>, or refer somebody: {example}</>}
        </>
      )}
    </p>
  );
}
