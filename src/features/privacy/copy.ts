import type { Database } from '../../store/open-database';
import type { Referral } from '../../store/referral-store';
import { namesOf } from '../who-is';

/**
 * Everything of one member's, as it is handed to them: their own words, what others told them, and the names of those
 * others. What somebody noted for themselves, a giver's private note above all, is not theirs and not in it.
 */
export async function copyOf(db: Pick<Database, 'read'>, workspaceId: string, userId: string) {
  const held = await db.read.held.everything(workspaceId, userId);
  const nameOf = await namesOf(db, workspaceId, [
    ...[...held.given, ...held.received, ...held.asProspect].flatMap(({ giverId, receiverId }) => [
      giverId,
      receiverId,
    ]),
    ...held.asks.flatMap(({ askerId, giverId }) => [askerId, giverId]),
    ...held.conversations.map(({ withId }) => withId),
    ...held.questions.flatMap(({ giverId, receiverId }) => [giverId, receiverId]),
    ...held.drafts.flatMap(({ content }) => content.match(USER_IDS) ?? []),
  ]);
  const { workspaceId: _workspace, ...member } = held.member ?? { workspaceId };
  return {
    you: { ...member, installedGoodturn: held.isInstaller, choseTheDigestChannel: held.choseChannel },
    askedToBeForgottenAt: held.erasure?.requestedAt ?? null,
    referralsYouGave: held.given.map(({ giverNote, ...referral }) => ({
      to: nameOf(referral.receiverId),
      ...facts(referral),
      // a card or gift is a surprise until it was sent, and "Already thanked them" tells the giver nothing
      thanks: referral.thanks && {
        ...wordsOf(referral.thanks),
        kind: referral.thanks.cardSentAt || referral.thanks.kind === 'in_person' ? referral.thanks.kind : 'note',
      },
      privateNote: giverNote?.text || null,
    })),
    referralsYouReceived: held.received.map((referral) => ({
      from: nameOf(referral.giverId),
      ...facts(referral),
      // taken back: its words are the giver's alone again
      ...(referral.withdrawnAt ? { prospect: null, note: null, warmth: null } : {}),
      alreadyThankedAt: referral.alreadyThankedAt,
      thanks: referral.thanks && {
        ...wordsOf(referral.thanks),
        kind: referral.thanks.kind,
        sentAt: referral.thanks.cardSentAt,
      },
    })),
    // who gave it to whom is told once they were introduced
    referralsToYou: held.asProspect.map(({ giverId, receiverId, recordedAt, introducedAt }) => ({
      recordedAt,
      introducedAt,
      ...(introducedAt ? { from: nameOf(giverId), to: nameOf(receiverId) } : {}),
    })),
    needs: held.needs.map(({ text, state, statedAt, settledAt }) => ({ text, state, statedAt, settledAt })),
    needsYouPassedOn: held.passedOn.map(({ needId, passedAt }) => ({ needId, passedAt })),
    asks: held.asks.map(({ askerId, giverId, text, reason, state, criteria, metAt, askedAt, answeredAt }) => ({
      by: nameOf(askerId),
      of: nameOf(giverId),
      text,
      // where it was withdrawn, whoever was asked sees it no more
      reason: state === 'withdrawn' && giverId === userId ? null : reason,
      state,
      criteria,
      metAt,
      askedAt,
      answeredAt,
    })),
    conversations: held.conversations.map(({ withId, heldOn, theirNeed, myOffer, permalink, loggedAt }) => ({
      with: nameOf(withId),
      heldOn,
      theirNeed,
      myOffer,
      permalink,
      loggedAt,
    })),
    questions: held.questions.map(({ giverId, receiverId, askedAt }) => ({
      by: nameOf(giverId),
      to: nameOf(receiverId),
      askedAt,
    })),
    reactions: held.reactions.map(({ name, channelId, messageTs, standing }) => ({
      name,
      channelId,
      messageTs,
      standing,
    })),
    settingsYouChanged: held.settingChanges.map(({ changedAt, what }) => ({ changedAt, what })),
    questionsOfMineToYou: held.drafts.map((draft) => ({
      createdAt: draft.createdAt,
      settledAt: draft.settledAt,
      content: contentOf(draft, userId, nameOf),
    })),
    picturesOfYourCircle: held.pictures.map(({ fileId, madeAt }) => ({ slackFile: fileId, madeAt })),
    messagesToYou: held.messages.map(({ kind, sentAt, channelId, messageTs }) => ({
      kind,
      sentAt,
      channelId,
      messageTs,
    })),
  };
}

const USER_IDS = /\b[UW][A-Z0-9]{5,}\b/g;
const USER_ID = new RegExp(`^${USER_IDS.source}$`);

/** What was typed, with the names of those it is about; null for another's words, once their question is closed. */
function contentOf(
  { content, settledAt }: { content: string; settledAt: Date | null },
  userId: string,
  nameOf: (userId: string) => string,
): unknown {
  const { byId = userId } = Object(JSON.parse(content)) as { byId?: string };
  if (byId !== userId && settledAt) return null;
  return JSON.parse(content, (key, value: unknown) => {
    // which request it came with says nothing to anybody
    if (key === 'origin') return undefined;
    return typeof value === 'string' && USER_ID.test(value) ? nameOf(value) : value;
  }) as unknown;
}

/** What giver and receiver both may see. */
function facts(referral: Referral) {
  const { prospect, note, warmth, recordedAt, source, permalink, withdrawnAt, introducedAt } = referral;
  const { outcome, outcomeAt, outcomeReason, shareOutcome } = referral;
  return {
    prospect,
    note,
    warmth,
    private: referral.private,
    recordedAt,
    source,
    permalink,
    withdrawnAt,
    introducedAt,
    thankedByReaction: referral.prayedInId !== null,
    outcome,
    outcomeAt,
    outcomeReason,
    shareOutcome,
  };
}

function wordsOf({ note, mayQuote, thankedAt }: NonNullable<Referral['thanks']>) {
  return { note, mayQuote, thankedAt };
}
