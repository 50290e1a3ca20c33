import type { ModalView } from '@slack/types';
import { z } from 'zod';
import { Refused } from '../../domain/errors';
import type { Referral } from '../../store/referral-store';
import type { Store } from '../../store/store';
import type { Deps, Request } from '../feature';
import { readMetadata } from '../read-metadata';
import { namesOf } from '../who-is';
import { zoneOf } from '../zone-of';
import { askingOf } from './asking';
import { NO_SUCH_REFERRAL, NOT_YOURS } from './refusals';
import { BUSINESS_ROWS, endView, pageView } from './views';

export type Viewer = Pick<Request, 'workspaceId' | 'userId'> & Pick<Deps, 'db' | 'clock'>;

/** Which page of whose review a modal shows; no referral: its end. */
const placeSchema = z.object({
  receiverId: z.string(),
  referralId: z.string().optional(),
  /** it says that the note is too long */
  tooLong: z.literal(true).optional(),
});
export type Place = z.infer<typeof placeSchema>;

export const placeIn = (metadata: string | undefined): Place => readMetadata(placeSchema, metadata ?? '');

/**
 * A referral that this person gave, withdrawn ones too.
 *
 * @throws Refused for everybody else, and when there is none any more
 */
export async function ownReferral(
  store: Store,
  { workspaceId, userId }: Pick<Request, 'workspaceId' | 'userId'>,
  id: string,
): Promise<Referral> {
  const referral = await store.referrals.find(workspaceId, id);
  if (!referral) throw new Refused(NO_SUCH_REFERRAL);
  if (referral.giverId !== userId) throw new Refused(NOT_YOURS);
  return referral;
}

/** One referral's page as it stands now. `problem`: what is wrong with the note, plain text. */
export async function pageOf(viewer: Viewer, referral: Referral, problem?: string): Promise<ModalView> {
  const { db, clock, workspaceId, userId } = viewer;
  const { id, receiverId } = referral;
  const now = clock.now();
  const [nameOf, zone, note, { asking }, before, total] = await Promise.all([
    namesOf(db, workspaceId, [receiverId]),
    zoneOf(db, workspaceId, userId),
    db.read.giverNotes.find(workspaceId, userId, id),
    askingOf(db.read, referral, now),
    db.read.given.count(workspaceId, userId, receiverId, referral),
    db.read.given.count(workspaceId, userId, receiverId),
  ]);
  const place: Place = { receiverId, referralId: id, ...(problem ? { tooLong: true } : {}) };
  return pageView({
    metadata: JSON.stringify(place),
    referral,
    receiver: nameOf(receiverId),
    before,
    total,
    note: note?.text ?? '',
    asking,
    problem,
    now,
    zone,
  });
}

/** What became business, after the last one; `from`: how many come before the page. */
export async function endOf(viewer: Viewer, receiverId: string, from = 0): Promise<ModalView> {
  const { db, clock, workspaceId, userId } = viewer;
  const [receiver, zone, business] = await Promise.all([
    db.read.members.find(workspaceId, receiverId),
    zoneOf(db, workspaceId, userId),
    db.read.given.business(workspaceId, userId, receiverId, { skip: from, take: BUSINESS_ROWS + 1 }),
  ]);
  const place: Place = { receiverId };
  return endView({
    metadata: JSON.stringify(place),
    receiver: receiver?.name ?? 'a member',
    receiverIsHere: !receiver?.leftAt,
    business,
    from,
    now: clock.now(),
    zone,
  });
}
