import { clip } from '../../domain/user-text';
import { command, escape } from '../../slack/mrkdwn';

const FORMS = `${command('list')}, ${command('list given')}, ${command('list received')} or ${command('list @alice')}`;

export const unknownFilter = (filter: string): string => `I can't list “${escape(clip(filter, 60))}”: try ${FORMS}.`;

export const rightForm = (): string =>
  `I can list what passed between you and one person at a time: try ${command('list @alice')}.`;

export const yourself = (): string =>
  `What passed between you and everybody is in ${command('list')}; for one person, try ${command('list @alice')}.`;

export const stalePage = (): string => `That page is not there any more. ${command('list')} shows the newest.`;
