import type { Button, KnownBlock, ModalView } from '@slack/types';
import { actions, button, noticeView, plain, section } from '../../slack/blocks';
import { answerButtons } from '../answer-buttons';

export const waitingIds = {
  older: 'thanks.waiting.older',
  newer: 'thanks.waiting.newer',
  // modals without a submission: their names tell where a button was pressed
  list: 'waiting-list',
  answers: 'answers',
} as const;

export const PAGE = 15;
const TITLE = 'Waiting for your thanks';

export const NOTHING_WAITS = 'Nothing is waiting for your thanks.';

export interface WaitingRow {
  referralId: string;
  /** "Gina referred you to _Bob's firm_ on Tuesday.": markup */
  about: string;
  /** to a screen reader: "Bob's firm from Gina", plain text */
  called: string;
}

/** A page of what the person may answer, each with the three answers; `page` counts from 0, the newest first. */
export function waitingView(rows: WaitingRow[], page: number, isLastPage: boolean): ModalView {
  if (rows.length === 0) return noticeView(TITLE, NOTHING_WAITS);
  const turns: Button[] = [
    ...(page > 0 ? [button('Newer', waitingIds.newer, String(page - 1))] : []),
    ...(isLastPage ? [] : [button('Older', waitingIds.older, String(page + 1))]),
  ];
  return {
    type: 'modal',
    callback_id: waitingIds.list,
    private_metadata: String(page),
    title: plain(TITLE),
    close: plain('Close'),
    blocks: [...rows.flatMap(row), ...(turns.length > 0 ? [actions(...turns)] : [])],
  };
}

function row({ referralId, about, called }: WaitingRow): KnownBlock[] {
  return [section(about), actions(...answerButtons(referralId, called))];
}

/** The three answers to one referral, where the message that holds `Change` cannot show them itself. */
export function answersView(waiting: WaitingRow): ModalView {
  return {
    type: 'modal',
    callback_id: waitingIds.answers,
    title: plain('Change your answer'),
    close: plain('Close'),
    blocks: row(waiting),
  };
}
