import { parseMentions } from '../../domain/command-text';
import { Refused } from '../../domain/errors';
import { renderParts } from '../../domain/text-parts';
import type { Message } from '../../slack/blocks';
import type { ActionRequest, CommandRequest } from '../feature';
import { listPage } from '../list-page';
import { type Page, readPage } from '../list-page-name';
import { namesInText } from '../names-in-text';
import { lookUp } from '../who-is';
import { rightForm, stalePage, unknownFilter, yourself } from './views';

/** `/referral list`, alone or with `given`, `received` or a member. */
export async function onList(request: CommandRequest): Promise<Message> {
  const said = parseMentions(request.rest);
  const words = renderParts(said.rest, await namesInText(request, said.rest));
  const show = readFilter(request, said, words);
  return listPage(request, { show, from: 0 }, typeof show === 'object' ? await nameOf(request, said) : undefined);
}

/** Whom nothing passed with, Goodturn may never have seen: then as Slack calls them. */
async function nameOf(request: CommandRequest, { mentions: [member] }: Said): Promise<string | undefined> {
  const { db, workspaceId } = request;
  if (!member || (await db.read.members.find(workspaceId, member.userId))) return undefined;
  const profile = (await lookUp(request, workspaceId, [member.userId])).get(member.userId);
  return profile?.name ?? (member.label && `@${member.label}`);
}

type Said = ReturnType<typeof parseMentions>;

function readFilter({ userId }: CommandRequest, { mentions, notAMember }: Said, words: string): Page['show'] {
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
