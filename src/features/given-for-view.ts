import type { SectionBlock } from '@slack/types';
import { askPhrase, withStop } from '../domain/ask-text';
import { clip } from '../domain/user-text';
import { section } from '../slack/blocks';
import { emphasise, escape } from '../slack/mrkdwn';
import type { Ask } from '../store/ask-store';
import type { Need } from '../store/need-store';

/** What a referral answers. */
export interface Answers {
  need: Need | null;
  ask: Ask | null;
}

/** To the receiver: what it was given for, in so many characters of theirs at most. */
export function givenFor({ need, ask }: Answers, most: number): SectionBlock[] {
  return [
    ...(need ? [section(`It answers what you are looking for: ${emphasise(clip(need.text, most))}.`)] : []),
    ...(ask ? [section(withStop(`It answers your ask${escape(askPhrase(clip(ask.text, most)))}`))] : []),
  ];
}
