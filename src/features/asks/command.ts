import { asksNothing } from '../../domain/ask-text';
import { parseMentions, parseText, splitAtBecause } from '../../domain/command-text';
import { Refused } from '../../domain/errors';
import { renderParts } from '../../domain/text-parts';
import { cleanLine, lengthOf } from '../../domain/user-text';
import type { Message } from '../../slack/blocks';
import type { CommandRequest } from '../feature';
import { namesInText } from '../names-in-text';
import { openAskForm, openFormFor } from './form';
import { MAX_REASON, MAX_TEXT, peopleOf, putAsk, shownFor } from './put-ask';
import { noText, NOT_A_PERSON, notAskable, ONE_AT_A_TIME, reasonTooLong, textTooLong, YOURSELF } from './refusals';
import { askWhoIsMeant, startsWithWhat } from './typed-names';

/** `/referral ask @gina for an intro to Acme because …` */
export async function onAskCommand(request: CommandRequest): Promise<Message | undefined> {
  const { before, after } = splitAtBecause(request.rest);
  const { mentions, rest, notAMember } = parseMentions(before);
  if (notAMember) throw new Refused(NOT_A_PERSON);
  const [mention, ...others] = mentions;
  if (others.length > 0) throw new Refused(ONE_AT_A_TIME);
  if (mention?.userId === request.userId) throw new Refused(YOURSELF);
  const reasonParts = parseText(after ?? '');
  const nameOf = await namesInText(request, [...rest, ...reasonParts]);
  const text = cleanLine(renderParts(rest, nameOf));
  const reason = renderParts(reasonParts, nameOf) || null;
  checkLength(text, reason);
  if (!mention) {
    if (text === '' || startsWithWhat(text)) {
      await openAskForm(request, { text, reason });
      return undefined;
    }
    // Slack allows few listings of members, and a long one takes longer than an answer may
    request.afterwards(() => askWhoIsMeant(request, text, reason));
    return undefined;
  }
  const { asker, giver } = await peopleOf(request, mention.userId);
  const problem = notAskable(giver, mention.label);
  if (problem || !giver) throw new Refused(problem ?? NOT_A_PERSON);
  if (text === '' && after === undefined) return openFormFor(request, giver);
  if (asksNothing(text)) throw new Refused(noText(giver.name));
  const put = await putAsk(request, { asker, giver }, { text, reason, origin: request.requestId });
  return put ? shownFor(request, put, giver) : undefined;
}

/** @throws Refused when one of the texts is longer than what is kept */
function checkLength(text: string, reason: string | null): void {
  const length = lengthOf(text);
  if (length > MAX_TEXT) throw new Refused(textTooLong(length, MAX_TEXT));
  const reasonLength = lengthOf(reason ?? '');
  if (reasonLength > MAX_REASON) throw new Refused(reasonTooLong(reasonLength, MAX_REASON));
}
