import { z } from 'zod';
import { Refused } from '../../domain/errors';
import { say } from '../../slack/blocks';
import type { Referral } from '../../store/referral-store';
import type { Store } from '../../store/store';
import type { ActionRequest, Request, SubmitAnswer, SubmitRequest } from '../feature';
import { onTakenBack } from '../given-for';
import { listPage } from '../list-page';
import { pageOfBlock } from '../list-page-name';
import { namesOf } from '../who-is';
import { fields, fitsField } from '../give-form-view';
import { editForm } from './form-views';
import { confirmationOf } from './note-down';
import { type About, checkPeople, readAbout, withProspectName } from './read-form';
import { problemInForm } from './refusals';
import { goneReferral, keptPrivate, notYours, withdrawn, withdrawnReferral } from './views';
import { withdrawnBy } from '../answer-words';
import { readMetadata } from '../read-metadata';

/**
 * The giver's own referral.
 *
 * @throws Refused with `notTheirs` for everybody else, and when there is none any more
 */
export async function ownReferral(
  store: Pick<Store, 'referrals'>,
  request: Pick<Request, 'workspaceId' | 'userId'>,
  id: string,
  notTheirs: string,
  mayBeWithdrawn = false,
): Promise<Referral> {
  const referral = await store.referrals.find(request.workspaceId, id);
  if (!referral) throw new Refused(goneReferral());
  if (referral.giverId !== request.userId) throw new Refused(notTheirs);
  if (referral.withdrawnAt && !mayBeWithdrawn) throw new Refused(withdrawnReferral());
  return referral;
}

/** The ephemeral that a press came from, remembered through a form, so that it can be redrawn. */
interface Shown {
  url?: string;
  block?: string;
}

export function whereShown({ message, responseUrl, blockId }: ActionRequest): Shown {
  return message?.ephemeral ? { url: responseUrl, block: pageOfBlock(blockId) ? blockId : undefined } : {};
}

type News = 'changed' | 'introduced' | 'withdrawn';

/** The ephemeral as it reads now: a page of the list, or what was confirmed. */
async function asShown(request: Request, referral: Referral, { block }: Shown, news: News) {
  const page = pageOfBlock(block);
  if (page) return listPage(request, page);
  return confirmationOf(request, referral.origin, news);
}

/** Redraws the ephemeral that a form was opened from. */
export async function showAgain(request: Request, referral: Referral, shown: Shown, news: News): Promise<void> {
  if (!shown.url) return;
  const message = await asShown(request, referral, shown, news);
  if (message) request.redraw(message, shown.url);
}

/** "Withdraw": asked about already, and final. */
export async function onWithdraw(request: ActionRequest): Promise<void> {
  const { db, clock, workspaceId, userId, value } = request;
  const referral = await db.transaction(async (store) => {
    const now = clock.now();
    await store.members.used(workspaceId, userId, now);
    const found = await ownReferral(store, request, value, notYours.withdraw, true);
    if (found.withdrawnAt) return found;
    const taken = await store.referrals.change(workspaceId, value, { withdrawnAt: now }, now);
    await onTakenBack(store, taken, now);
    return taken;
  });
  request.wake();
  const shown = request.message?.ephemeral ? await asShown(request, referral, whereShown(request), 'withdrawn') : null;
  if (shown) request.replace(shown);
  else {
    const nameOf = await namesOf(db, workspaceId, [referral.receiverId]);
    request.tell(say(withdrawn(nameOf(referral.receiverId), referral.prospect)));
  }
}

const metadataSchema = z.object({
  id: z.string(),
  /** what the form showed: the receiver may have made it private since */
  private: z.boolean(),
  url: z.url().optional(),
  block: z.string().optional(),
});
type Metadata = z.infer<typeof metadataSchema>;

/** "Edit": the form, filled. */
export async function onEdit(request: ActionRequest): Promise<void> {
  const { db, workspaceId, value } = request;
  const referral = await ownReferral(db.read, request, value, notYours.edit);
  const nameOf = await namesOf(db, workspaceId, [referral.receiverId]);
  const metadata: Metadata = { id: value, private: referral.private, ...whereShown(request) };
  request.openModal(editForm(metadata, referral, nameOf(referral.receiverId)));
}

/** The edited form. */
export async function onEditSubmit(request: SubmitRequest): Promise<SubmitAnswer> {
  const { db, clock, workspaceId, userId } = request;
  const { id, private: wasPrivate, ...shown } = readMetadata(metadataSchema, request.metadata);
  const before = await ownReferral(db.read, request, id, notYours.edit);
  const { about, errors } = readAbout(request.values);
  const newMember = !errors.member && about.prospectId !== before.prospectId ? about.prospectId : null;
  if (newMember === before.receiverId) {
    const nameOf = await namesOf(db, workspaceId, [newMember]);
    errors[fields.member] = problemInForm({ place: 'prospect', what: 'receiver', name: nameOf(newMember) });
  }
  const checked =
    newMember && !errors.member ? await checkPeople(request, { receiverIds: [], prospectId: newMember }) : undefined;
  Object.assign(errors, checked?.errors);
  if (Object.keys(errors).length > 0) return { errors };
  const wanted = checked ? withProspectName(about, checked.people) : about;
  const referral = await db.transaction(async (store) => {
    const now = clock.now();
    await store.members.used(workspaceId, userId, now);
    const found = await ownReferral(store, request, id, notYours.edit);
    const change = changeOf(found, wanted, wasPrivate);
    // an introduction to somebody else than the prospect is taken back: the new one may be introduced
    const introduced = 'prospectId' in change ? { introducedAt: null } : {};
    if (Object.keys(change).length === 0) return found;
    return store.referrals.change(workspaceId, id, { ...change, ...introduced }, now);
  });
  request.wake();
  await showAgain(request, referral, shown, 'changed');
  return undefined;
}

/** What differs: saving the same again changes nothing, and so redraws nothing. */
function changeOf(referral: Referral, wanted: About, wasPrivate: boolean): Partial<About> {
  const sameMember = wanted.prospectId !== null && wanted.prospectId === referral.prospectId;
  const next: About = {
    ...wanted,
    prospect: sameMember ? referral.prospect : wanted.prospect,
    note: fitsField(referral.note) ? wanted.note : referral.note,
    private: wanted.private === wasPrivate ? referral.private : wanted.private,
  };
  const keys = ['prospect', 'prospectId', 'note', 'warmth', 'private'] as const;
  return Object.fromEntries(keys.flatMap((key) => (next[key] === referral[key] ? [] : [[key, next[key]]])));
}

/** "Keep it private", by the receiver. */
export async function onKeepPrivate(request: ActionRequest): Promise<void> {
  const { db, clock, workspaceId, userId, value } = request;
  const referral = await db.read.referrals.find(workspaceId, value);
  if (!referral) throw new Refused(goneReferral());
  if (referral.receiverId !== userId) throw new Refused(notYours.keepPrivate);
  if (referral.withdrawnAt) {
    const nameOf = await namesOf(db, workspaceId, [referral.giverId]);
    throw new Refused(withdrawnBy(nameOf(referral.giverId)));
  }
  if (referral.private) throw new Refused(keptPrivate());
  await db.transaction(async (store) => {
    const now = clock.now();
    await store.members.used(workspaceId, userId, now);
    await store.referrals.change(workspaceId, value, { private: true }, now);
  });
  request.wake();
}
