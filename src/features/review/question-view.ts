import type { KnownBlock } from '@slack/types';
import { onDay } from '../../domain/when';
import { button, context, type Message, section } from '../../slack/blocks';
import { escape } from '../../slack/mrkdwn';
import type { AskedOutcomes } from '../asked-outcomes';
import { outcomeIds } from '../outcome-buttons';
import { rowBlocks } from '../outcome-rows';
import { withSettings } from '../settings-link';
import { MOST_ROWS, namesIn, PROSPECT_MAX_ALONE, roomForEach, shortName, shortProspect } from '../referral-rows';

/** What a giver asks, as its receiver reads it: each row with its buttons, or with its answer. One row at least. */
export function questionMessage({ deliveryId, rows, now, zone }: AskedOutcomes): Message {
  const [first] = rows;
  const giver = escape(shortName(first!.giverName));
  const open = rows.filter(({ isAsked }) => isAsked);
  const remark = open.length > 0 ? [context(`I'll tell ${giver} what you answer. No answer is fine too.`)] : [];
  if (rows.length === 1) {
    const { prospect, recordedAt } = first!.referral;
    const asks = `${giver} asks how it worked out with ${shortProspect(prospect, PROSPECT_MAX_ALONE)}.`;
    const text = `${asks} ${giver} referred you ${onDay(recordedAt, now, zone)}.`;
    return withSettings({ text, blocks: [...rowBlocks(first!, text), ...remark] });
  }
  const text = `${giver} asks how it worked out with ${namesIn(rows)}.`;
  const shown = rows.slice(0, MOST_ROWS);
  const room = roomForEach(shown.length);
  const hidden = rows.length - shown.length;
  const more: KnownBlock[] =
    hidden > 0 ? [section(`and ${hidden} more`, button('Show all', outcomeIds.showAll, deliveryId))] : [];
  return withSettings({
    text,
    blocks: [
      section(text),
      ...shown.flatMap((row) => {
        const { prospect, recordedAt } = row.referral;
        return rowBlocks(row, `${shortProspect(prospect, room)}, ${onDay(recordedAt, now, zone)}`);
      }),
      ...more,
      ...remark,
    ],
  });
}
