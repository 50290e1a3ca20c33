import { MAX_NOTE } from '../../domain/command-text';
import { Refused } from '../../domain/errors';
import { cleanText, lengthOf } from '../../domain/user-text';
import type { SubmitAnswer, SubmitRequest } from '../feature';
import { answer, nameOfOther } from './answers';
import { fields, unsentView } from './form-views';
import { NO_CRITERIA_IN_FORM, tooLongInForm } from './refusals';

/** The form behind "Not yet". */
export async function onNotYetSubmitted(request: SubmitRequest): Promise<SubmitAnswer> {
  const { db, workspaceId, userId, metadata: askId, values } = request;
  const criteria = cleanText(values.text(fields.criteria));
  if (criteria === '') return { errors: { [fields.criteria]: NO_CRITERIA_IN_FORM } };
  const length = lengthOf(criteria);
  if (length > MAX_NOTE) return { errors: { [fields.criteria]: tooLongInForm(length, MAX_NOTE) } };
  try {
    const ask = await db.read.asks.find(workspaceId, askId);
    if (ask?.giverId === userId) await nameOfOther(request, ask.askerId);
    await answer(request, askId, { state: 'not_yet', criteria });
    return undefined;
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { update: unsentView(error.message, criteria) };
  }
}
