import type { Button, KnownBlock, ModalView } from '@slack/types';
import { isStandIn } from '../../domain/stand-in';
import { isThanked } from '../../domain/thanks-state';
import { clip } from '../../domain/user-text';
import { actions, button, context, messageView, section } from '../../slack/blocks';
import { escape } from '../../slack/mrkdwn';
import { quotation } from '../../slack/quotation';
import type { Referral } from '../../store/referral-store';
import { answerIds } from '../answer-buttons';
import { introducedBy, withdrawnBy } from '../answer-words';
import { WARMTH_WORDS } from '../give-form-view';
import { givenFor } from '../given-for-view';
import { opening } from '../home-buttons';
import { keepPrivateButton } from '../keep-private-button';
import { writePage } from '../list-page-name';
import { lineOf, type ReferralSight } from '../list-page-view';
import { reviewButton } from '../look-back-buttons';
import { outcomeButtons } from '../outcome-buttons';
import { shareButton } from '../outcome-rows';
import { introduceButton, ownReferralButtons } from '../own-referral-buttons';
import type { Told } from './told';
import { thanksOfReceiver, thanksToGiver } from './told-views';

const TITLE = 'A referral';
const ABOUT_MAX = 40;
const ANSWERED_MAX = 200;

export interface Details {
  referral: Referral;
  sight: ReferralSight;
  told: Told;
  canIntroduce: boolean;
}

/** All about one referral, and everything that its giver or receiver can do about it. */
export function detailsView({ referral, sight, told, canIntroduce }: Details): ModalView {
  const isGiver = referral.giverId === sight.userId;
  const what = isGiver ? forGiver(referral, sight, canIntroduce) : forReceiver(referral, sight, told);
  const blocks = referral.withdrawnAt
    ? [section(withdrawnLine(referral, sight))]
    : [...about(referral, sight, told), ...what];
  return { ...messageView({ text: TITLE, blocks }, TITLE), private_metadata: referral.id };
}

function withdrawnLine({ giverId }: Referral, { userId, nameOf }: ReferralSight): string {
  return giverId === userId ? 'You withdrew this referral.' : withdrawnBy(nameOf(giverId));
}

function about(referral: Referral, sight: ReferralSight, told: Told): KnownBlock[] {
  const { note, warmth, outcomeReason, outcome, receiverId, giverId, introducedAt } = referral;
  const isGiver = giverId === sight.userId;
  const receiver = escape(sight.nameOf(receiverId));
  const fitting = isGiver ? `What would have fitted better, in ${receiver}'s words:` : 'What would have fitted better:';
  return [
    section(lineOf(referral, sight)),
    ...(note ? quotation(note) : []),
    ...(warmth ? [context(`${WARMTH_WORDS[warmth]}.`)] : []),
    ...(isGiver ? [] : givenFor(told, ANSWERED_MAX)),
    ...(introducedAt && !isGiver ? [context(introducedBy(sight.nameOf(giverId)))] : []),
    ...(isGiver ? thanksToGiver(referral, sight, told) : thanksOfReceiver(referral, sight, told)),
    ...(outcome === 'no_fit' && outcomeReason ? [section(fitting), ...quotation(outcomeReason)] : []),
  ];
}

function forGiver(referral: Referral, sight: ReferralSight, canIntroduce: boolean): KnownBlock[] {
  const { id, receiverId, prospect, prospectId, introducedAt } = referral;
  const name = sight.nameOf(receiverId);
  const which = `${clip(name, 30)} to ${clip(prospect, ABOUT_MAX)}`;
  return [
    actions(
      ...ownReferralButtons(id, which),
      ...(canIntroduce && prospectId && !introducedAt ? [introduceButton(id, which)] : []),
    ),
    ...(isStandIn(receiverId) ? [] : [actions(reviewButton(receiverId, name), together(receiverId, name))]),
  ];
}

function forReceiver(referral: Referral, sight: ReferralSight, { giverAsks }: Told): KnownBlock[] {
  const { id, giverId, prospect, outcome, shareOutcome } = referral;
  const which = clip(prospect, ABOUT_MAX);
  const isPrivate = referral.private;
  const sharing = outcome === 'business' && !isPrivate ? [shareButton(id, which, shareOutcome)] : [];
  const asks = giverAsks && !sight.hasLeft(giverId);
  const question = asks ? `${escape(sight.nameOf(giverId))} asks how it worked out.` : 'How did it turn out?';
  const last = [
    ...(isPrivate ? [] : [keepPrivateButton(id, `Keep it private: ${which}`)]),
    // nothing more can be looked up of who is forgotten
    ...(isStandIn(giverId) ? [] : [together(giverId, sight.nameOf(giverId))]),
  ];
  return [
    ...thankingBlocks(referral, sight),
    section(question),
    actions(...outcomeButtons(id, which), ...sharing),
    ...(last.length > 0 ? [actions(...last)] : []),
  ];
}

/** Thanks can be said, or their words changed, after every other answer; but not to somebody who has left. */
function thankingBlocks(referral: Referral, { hasLeft }: ReferralSight): KnownBlock[] {
  const { id, prospect, giverId, thanks, outcome } = referral;
  const which = clip(prospect, ABOUT_MAX);
  const say = button(thanks ? 'Change your thanks' : 'Say thanks', answerIds.sayThanks, id, {
    about: `${thanks ? 'Change your thanks' : 'Say thanks'} for ${which}`,
    ...(thanks ? {} : { style: 'primary' as const }),
  });
  const already = button('Already thanked them', answerIds.alreadyThanked, id, {
    about: `Already thanked them for ${which}`,
  });
  const misfit = button('Not a fit', answerIds.notAFit, id, { about: `Not a fit: ${which}` });
  const buttons: Button[] = [
    ...(hasLeft(giverId) ? [] : [say]),
    ...(isThanked(referral) ? [] : [already]),
    ...(outcome === 'no_fit' ? [] : [misfit]),
  ];
  return buttons.length > 0 ? [actions(...buttons)] : [];
}

/** A list of what passed between the two. */
function together(userId: string, name: string): Button {
  const page = writePage({ show: { with: userId }, from: 0 });
  return opening('All between you', 'list', page, `All between you and ${clip(name, ABOUT_MAX)}`);
}
