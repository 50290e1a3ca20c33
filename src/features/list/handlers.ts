import { parseMentions } from '../../domain/command-text';
import { Refused } from '../../domain/errors';
import { renderParts } from '../../domain/text-parts';
import type { Message } from '../../slack/blocks';
import type { ActionRequest, CommandRequest } from '../feature';
import { listPage } from '../list-page';
import { type Page, readPage } from '../list-page-name';
import { rightForm, stalePage, unknownFilter, yourself } from './views';

/** `/referral list`, alone or with `given`, `received` or a member. */
export async function onList(request: CommandRequest): Promise<Message> {
  const said = parseMentions(request.rest);
  const label = said.mentions[0]?.label;
  return listPage(request, { show: readFilter(request, said), from: 0 }, label && `@${label}`);
}

function readFilter({ userId }: CommandRequest, said: ReturnType<typeof parseMentions>): Page['show'] {
  const { mentions, rest: parts, notAMember } = said;
  const words = renderParts(parts);
  const [member, ...others] = mentions;
  if (notAMember) throw new Refused(unknownFilter(notAMember.shown));
  if (member && others.length === 0 && words === '') {
    if (member.userId === userId) throw new Refused(yourself());
    return { with: member.userId };
  }
  if (member) throw new Refused(rightForm());
  const word = words.toLowerCase();
  if (word === '') return 'all';
  if (word === 'given' || word === 'received') return word;
  throw new Refused(unknownFilter(words));
}

/** A page of the list, on whatever offers it. */
export async function onOpen(request: ActionRequest): Promise<void> {
  const page = readPage(request.value);
  if (!page) throw new Refused(stalePage());
  request.tell(await listPage(request, page));
}

/** `Older` and `Newer` */
export async function onTurn(request: ActionRequest): Promise<void> {
  const page = readPage(request.value);
  if (!page) throw new Refused(stalePage());
  request.replace(await listPage(request, page));
}
