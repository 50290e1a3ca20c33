import type { Subcommand } from '../../domain/subcommands';
import { type Message, say } from '../../slack/blocks';
import { command } from '../../slack/mrkdwn';

/** A subcommand that is reserved and that no feature answers yet. */
export function messageForUnknown(name: Subcommand): Message {
  return say(`${command(name)} is not here yet. ${command('help')} shows everything that is.`);
}
