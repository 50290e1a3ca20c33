import { MAX_NOTE, MAX_PROSPECT, MAX_RECEIVERS } from '../../domain/command-text';
import { Refused } from '../../domain/errors';
import { cleanLine, cleanText, clip, lengthOf } from '../../domain/user-text';
import type { Profile } from '../../slack/members';
import type { Deps, FormValues } from '../feature';
import { fields } from '../give-form-view';
import { lookUp } from '../who-is';
import type { Line } from './line';
import { problemWith } from './people';
import { formErrors, problemInForm } from './refusals';

/** What both forms say of a referral. */
export type About = Pick<Line, 'prospect' | 'prospectId' | 'note' | 'warmth' | 'private'>;

/** What is wrong, by the field it is wrong in: plain text. */
export type Errors = Record<string, string>;

const BROADCAST = /^@(?:here|channel|everyone)[.,;:!?]*$/i;

/** Everything but the receivers, as it will be stored, and what is wrong with it. */
export function readAbout(values: FormValues): { about: About; errors: Errors } {
  const prospect = cleanLine(values.text(fields.prospect));
  const prospectId = values.text(fields.member) || null;
  const note = cleanText(values.text(fields.note));
  const chosen = values.text(fields.warmth);
  const warmth = chosen === 'cold' || chosen === 'warm' || chosen === 'hot' ? chosen : null;
  const errors: Errors = {};
  if (prospect && prospectId) errors[fields.member] = formErrors.both;
  else if (!prospect && !prospectId) errors[fields.prospect] = formErrors.noProspect;
  else if (BROADCAST.test(prospect)) errors[fields.prospect] = formErrors.nobodyInParticular(prospect);
  else if (lengthOf(prospect) > MAX_PROSPECT) errors[fields.prospect] = formErrors.longProspect(lengthOf(prospect));
  if (lengthOf(note) > MAX_NOTE) errors[fields.note] = formErrors.longNote(lengthOf(note));
  const isPrivate = values.list(fields.private).length > 0;
  return { about: { prospect, prospectId, note: note || null, warmth, private: isPrivate }, errors };
}

/** The receivers of the form, each once, and what is wrong with their number. */
export function readReceivers(values: FormValues): { receiverIds: string[]; errors: Errors } {
  const receiverIds = [...new Set(values.list(fields.receivers))];
  const count = receiverIds.length;
  if (count > 0 && count <= MAX_RECEIVERS) return { receiverIds, errors: {} };
  const error = count === 0 ? formErrors.noReceiver : formErrors.manyReceivers(count);
  return { receiverIds, errors: { [fields.receivers]: error } };
}

/** Looks up everybody a form names; what is wrong with one of them is an error in their field. */
export async function checkPeople(
  request: Deps & { workspaceId: string; userId: string },
  { receiverIds, prospectId }: Pick<Line, 'receiverIds' | 'prospectId'>,
): Promise<{ people: Map<string, Profile>; errors: Errors }> {
  const { workspaceId, userId } = request;
  try {
    const people = await lookUp(request, workspaceId, [userId, ...receiverIds, ...(prospectId ? [prospectId] : [])]);
    const problem = problemWith(userId, { receiverIds, prospectId }, people);
    if (!problem) return { people, errors: {} };
    const field = problem.place === 'receiver' ? fields.receivers : fields.member;
    return { people, errors: { [field]: clip(problemInForm(problem), 150) } };
  } catch (error) {
    // shown in the form, which then keeps what was typed
    if (!(error instanceof Refused)) throw error;
    return {
      people: new Map(),
      errors: { [receiverIds.length > 0 ? fields.receivers : fields.member]: error.message },
    };
  }
}

/** The prospect as it is stored: a member's name as it is now, or the text. */
export function withProspectName(about: About, people: ReadonlyMap<string, Profile>): About {
  const member = about.prospectId ? people.get(about.prospectId) : undefined;
  return member ? { ...about, prospect: clip(cleanLine(member.name), MAX_PROSPECT) } : about;
}
