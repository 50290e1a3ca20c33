import type { MessageKind } from '../../delivery/message-kind';
import { say } from '../../slack/blocks';
import { SETTING_CHANGE } from '../setting-changes';
import { namesOf } from '../who-is';
import { changedBy, changeWords } from './setting-words';

/** To another admin: what was changed, in one line. */
export const settingChange: MessageKind = {
  kind: SETTING_CHANGE,
  isNotice: true,
  async render({ db, workspaceId, recipient }, { subjectId: batchId }) {
    // whoever is an admin no more need not know
    if (recipient && !recipient.isAdmin) return 'nothing';
    const changes = await db.read.settings.madeTogether(workspaceId, batchId);
    const [first] = changes;
    const words = changes.flatMap((change) => changeWords(change) ?? []);
    if (!first || words.length === 0) return 'nothing';
    const nameOf = await namesOf(db, workspaceId, [first.changedById]);
    return say(changedBy(nameOf(first.changedById), words));
  },
};
