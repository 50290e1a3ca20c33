import { Refused } from '../domain/errors';
import { failureOf } from '../slack/failures';
import type { Deps } from './feature';

/** A request is to be answered within 3 seconds, and this is most of it. */
const ASK_WITHIN_MS = 2_000;

/** What Slack answers. @throws Refused with `sorry` when it does not, or not in time */
export async function askSlack<T>(
  { log, slack }: Deps,
  workspaceId: string,
  asked: Promise<T>,
  sorry: string,
): Promise<T> {
  const answered = asked.then(
    (answer) => ({ answer }),
    (error: unknown) => ({ failure: failureOf(error) }),
  );
  const result = await slack.within(ASK_WITHIN_MS, answered);
  if (result && 'answer' in result) return result.answer;
  log.warn({ workspace: workspaceId, failure: result?.failure ?? 'no answer in time' }, 'Slack could not be asked');
  throw new Refused(sorry);
}
