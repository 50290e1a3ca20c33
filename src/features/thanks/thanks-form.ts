import type { ModalView } from '@slack/types';
import { Refused } from '../../domain/errors';
import { cleanText } from '../../domain/user-text';
import type { Referral } from '../../store/referral-store';
import type { Deps, SubmitAnswer, SubmitRequest } from '../feature';
import { needsNoAnswer } from '../answer-words';
import { NO_SUCH_REFERRAL } from '../refusals';
import { isHere, showAnswer } from './answering';
import { inWords } from './in-words';
import { offerAfterThanks } from './offer';
import { giverLeft } from './refusals';
import { sayThanks, takeBackNotAFit, type Words } from './say-thanks';
import {
  formFor,
  noteProblem,
  type SeenIn,
  thanksForm,
  thanksIds,
  unsentView,
  willPassOn,
  wordsChanged,
} from './views';

/**
 * The form for thanks for referrals of one giver. Where the first has written thanks it changes them, for all that were
 * thanked for together: they share one message.
 */
export async function thanksFormFor(
  deps: Deps,
  referrals: [Referral, ...Referral[]],
  seenIn: SeenIn,
): Promise<ModalView> {
  const [{ workspaceId, receiverId, thanks }] = referrals;
  const together = thanks ? await deps.db.read.thanks.batch(workspaceId, thanks.batchId) : [];
  const ids = together.map(({ referralId }) => referralId);
  const [first = referrals[0], ...others] = thanks
    ? await deps.db.read.referrals.findMany(workspaceId, ids)
    : referrals;
  const all: [Referral, ...Referral[]] = [first, ...others];
  const { about, giver } = await inWords(deps, all);
  const [misfit, another] = all.filter(({ outcome }) => outcome === 'no_fit');
  const only = another ? undefined : misfit;
  const receiver = await deps.db.read.members.find(workspaceId, receiverId);
  const asksEachTime = (receiver?.quoting ?? 'ask') === 'ask';
  // one of those thanked for together stands for all of them
  const referralIds = (thanks ? [first] : all).map(({ id }) => id);
  return thanksForm({
    about,
    giver,
    said: thanks,
    offerQuoting: asksEachTime && all.some((referral) => !referral.private),
    misfit: only?.prospect ?? null,
    form: { referralIds, misfitId: only?.id, seenIn },
  });
}

export async function onThanksSubmitted(request: SubmitRequest): Promise<SubmitAnswer> {
  const { db, clock, workspaceId, userId, requestId, values } = request;
  const form = formFor(request.metadata);
  const theirs = ({ receiverId }: Referral) => receiverId === userId;
  const [first, ...others] = (await db.read.referrals.findMany(workspaceId, form.referralIds)).filter(theirs);
  if (!first) throw new Refused(NO_SUCH_REFERRAL);
  const { giver } = await inWords(request, [first, ...others]);

  const words: Words = {
    note: cleanText(values.text(thanksIds.note)),
    kind: kindOf(values.text(thanksIds.how)),
    mayQuote: values.list(thanksIds.mayQuote).includes('yes'),
    source: 'form',
  };
  const problem = noteProblem(words.note, giver);
  if (problem) return { errors: { [thanksIds.note]: problem } };
  if (!(await isHere(request, first.giverId))) return { update: unsentView(giverLeft(giver), words.note) };

  const now = clock.now();
  const said = await db.transaction(async (store) => {
    await store.members.used(workspaceId, userId, now);
    const referrals = (await store.referrals.findMany(workspaceId, form.referralIds)).filter(theirs);
    const standing = referrals.filter(({ withdrawnAt }) => !withdrawnAt);
    const { about, isNew } = await sayThanks(store, standing, requestId, words, now);
    if (values.list(thanksIds.fits).includes('yes')) {
      const misfit = await store.referrals.find(workspaceId, form.misfitId ?? '');
      if (misfit && theirs(misfit)) await takeBackNotAFit(store, misfit, now);
    }
    return {
      about: await store.referrals.findMany(
        workspaceId,
        about.map(({ id }) => id),
      ),
      isNew,
    };
  });
  const [about, ...more] = said.about;
  if (!about) return { update: unsentView(needsNoAnswer(giver), words.note) };
  request.wake();
  const { prospects } = await inWords(request, [about, ...more]);
  const offer = said.isNew ? await offerAfterThanks(request, [about.giverId]) : null;
  const sentence = said.isNew ? willPassOn(giver, prospects) : wordsChanged(giver, prospects);
  showAnswer(request, form.seenIn, sentence, offer);
  return undefined;
}

function kindOf(value: string): Words['kind'] {
  return value === 'card' || value === 'gift' || value === 'in_person' ? value : 'note';
}
