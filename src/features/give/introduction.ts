import { z } from 'zod';
import type { MessageKind } from '../../delivery/message-kind';
import { Refused } from '../../domain/errors';
import { isStandIn } from '../../domain/stand-in';
import { type Message, say } from '../../slack/blocks';
import { escape } from '../../slack/mrkdwn';
import type { Referral } from '../../store/referral-store';
import type { Database } from '../../store/open-database';
import type { ActionRequest, SubmitAnswer, SubmitRequest } from '../feature';
import { namesOf } from '../who-is';
import { readMetadata } from '../read-metadata';
import { introductionForm, introductionText } from './form-views';
import { ownReferral, showAgain, whereShown } from './own-referral';
import { introducedAlready, introductionFailed, noLongerAMember, notYours, tookBack } from './views';

const metadataSchema = z.object({
  id: z.string(),
  prospectId: z.string(),
  url: z.url().optional(),
  block: z.string().optional(),
});
type Metadata = z.infer<typeof metadataSchema>;

/** The names an introduction says, plain text. */
async function namesIn(
  db: Database,
  referral: Referral,
): Promise<{ giver: string; receiver: string; prospect: string }> {
  const { workspaceId, giverId, receiverId, prospect } = referral;
  const nameOf = await namesOf(db, workspaceId, [giverId, receiverId]);
  return { giver: nameOf(giverId), receiver: nameOf(receiverId), prospect };
}

function whomToIntroduce(referral: Referral): string {
  if (!referral.prospectId) throw new Refused(noLongerAMember(referral.prospect));
  if (referral.introducedAt) throw new Refused(introducedAlready(referral.prospect));
  return referral.prospectId;
}

/** "Introduce them": shows what would be posted, and posts nothing. */
export async function onIntroduce(request: ActionRequest): Promise<void> {
  const { db, value } = request;
  const referral = await ownReferral(db.read, request, value, notYours.introduce);
  const prospectId = whomToIntroduce(referral);
  const metadata: Metadata = { id: value, prospectId, ...whereShown(request) };
  const { giver, receiver, prospect } = await namesIn(db, referral);
  request.openModal(introductionForm(metadata, giver, receiver, prospect));
}

/** The text was seen and agreed to: the group message is owed. */
export async function onIntroductionSubmit(request: SubmitRequest): Promise<SubmitAnswer> {
  const { db, clock, workspaceId, userId } = request;
  const { id, prospectId, ...shown } = readMetadata(metadataSchema, request.metadata);
  const referral = await db.transaction(async (store) => {
    const now = clock.now();
    await store.members.used(workspaceId, userId, now);
    const found = await ownReferral(store, request, id, notYours.introduce);
    // what was agreed to was a text with another name in it
    if (whomToIntroduce(found) !== prospectId) throw new Refused(noLongerAMember(found.prospect));
    // one that Slack refused may be tried again
    const before = await store.deliveries.about(workspaceId, introductionMessage.kind, id);
    await store.deliveries.plan(workspaceId, {
      kind: introductionMessage.kind,
      subjectId: id,
      occurrence: `${prospectId}:${before.length}`,
      referralIds: [id],
      dueAt: now,
    });
    return store.referrals.change(workspaceId, id, { introducedAt: now }, now);
  });
  request.wake();
  await showAgain(request, referral, shown, 'introduced');
  return undefined;
}

/** The group message to giver, receiver and prospect: no note, no warmth. */
export const introductionMessage: MessageKind = {
  kind: 'introduction',
  async render({ db, workspaceId }, delivery) {
    const referral = await db.read.referrals.find(workspaceId, delivery.subjectId);
    if (!referral) return 'nothing';
    const { giver, receiver, prospect } = await namesIn(db, referral);
    const met = prospectOf(delivery);
    const stands = referral.introducedAt !== null && (referral.prospectId === met || isStandIn(met));
    if (referral.withdrawnAt || !stands) {
      return delivery.messageTs === null ? 'nothing' : say(tookBack(giver));
    }
    return say(introductionText(giver, receiver, prospect));
  },
  async place({ db, slack, workspaceId }, delivery) {
    const referral = await db.read.referrals.find(workspaceId, delivery.subjectId);
    const client = await slack.client(workspaceId);
    const users = [referral!.giverId, referral!.receiverId, prospectOf(delivery)].join(',');
    const opened = await client.conversations.open({ users });
    return opened.channel!.id!;
  },
  async refused(store, { workspaceId, subjectId, id }, code, now) {
    // it may have been posted, so it is not offered again
    if (code === 'fate unknown') return;
    const referral = await store.referrals.change(workspaceId, subjectId, { introducedAt: null }, now);
    await store.deliveries.plan(workspaceId, {
      kind: introductionFailedMessage.kind,
      subjectId,
      occurrence: id,
      recipientId: referral.giverId,
      referralIds: [subjectId],
      dueAt: now,
    });
  },
};

const prospectOf = ({ occurrence }: { occurrence: string }): string => occurrence.split(':')[0] ?? '';

/** Tells the giver that Slack refused the group message. */
export const introductionFailedMessage: MessageKind = {
  kind: 'introduction_failed',
  async render({ db, workspaceId }, delivery): Promise<Message | 'nothing'> {
    const referral = await db.read.referrals.find(workspaceId, delivery.subjectId);
    if (!referral) return 'nothing';
    const { receiver, prospect } = await namesIn(db, referral);
    return say(introductionFailed(escape(receiver), escape(prospect)));
  },
};
