import { MAX_NOTE, parseText } from '../../domain/command-text';
import { renderParts } from '../../domain/text-parts';
import { clip } from '../../domain/user-text';
import type { ShortcutRequest, SubmitAnswer, SubmitRequest } from '../feature';
import { type Filled, giveForm, giveFormMetadata, type GiveFormMetadata } from '../give-form-view';
import { linkGone } from '../given-for';
import { namesInText } from '../names-in-text';
import { permalinkOf } from '../permalink-of';
import { lookUp } from '../who-is';
import { readMetadata } from '../read-metadata';
import { type Line } from './line';
import { confirmationOf, noteDown } from './note-down';
import { type About, checkPeople, readAbout, readReceivers, withProspectName } from './read-form';

/** The global shortcut "Give a referral". */
export async function onShortcut(request: ShortcutRequest): Promise<void> {
  const metadata: GiveFormMetadata = { source: 'form', url: request.responseUrl };
  request.openModal(giveForm(metadata));
}

/** The message shortcut "Record a referral": the form, filled from the message. Whoever uses it is the giver. */
export async function onMessageShortcut(request: ShortcutRequest): Promise<void> {
  const { message, responseUrl: url } = request;
  const parts = parseText(message?.text ?? '');
  const [nameOf, receiverId, permalink] = await Promise.all([
    namesInText(request, parts),
    receiverIn(
      request,
      parts.flatMap((part) => ('userId' in part ? [part.userId] : [])),
    ),
    permalinkOf(request),
  ]);
  const metadata: GiveFormMetadata = { source: 'message', url, permalink };
  const note = fieldSized(renderParts(parts, nameOf));
  request.openModal(giveForm(metadata, { receiverIds: receiverId ? [receiverId] : [], note }));
}

/** A text field of Slack's holds 3,000 UTF-16 units, fewer than 2,000 characters may take. */
function fieldSized(note: string): string {
  const clipped = clip(note, MAX_NOTE);
  return clipped.length <= 3_000 ? clipped : clip(note, MAX_NOTE / 2);
}

/** Looked at in a message: who is in a longer list is chosen by hand. */
const MOST_MENTIONS = 10;

/** The first member that the message mentions, or else its author; never whoever uses the shortcut. */
async function receiverIn(request: ShortcutRequest, mentioned: string[]): Promise<string | undefined> {
  const { message, userId, workspaceId } = request;
  const author = message?.authorId && !message.authorIsBot ? [message.authorId] : [];
  const candidates = [...mentioned.slice(0, MOST_MENTIONS), ...author].filter((id) => id !== userId);
  const people = await lookUp(request, workspaceId, candidates).catch(() => undefined);
  // whoever it is, they are looked up again when the form is sent
  return people ? candidates.find((id) => people.get(id)?.kind === 'member') : candidates[0];
}

/** What was typed, for a field to begin with; a long note may not fit in one again. */
function asTyped(about: About): Filled {
  return { ...about, note: about.note && fieldSized(about.note) };
}

/** A sent form: what is wrong is said in it, what is right is recorded. */
export async function onSubmit(request: SubmitRequest): Promise<SubmitAnswer> {
  const metadata = readMetadata(giveFormMetadata, request.metadata);
  const { source, url, permalink = null, needId, askId } = metadata;
  const { about, errors } = readAbout(request.values);
  const { receiverIds, errors: tooFewOrMany } = readReceivers(request.values);
  Object.assign(errors, tooFewOrMany);
  const checked = await checkPeople(request, {
    receiverIds: errors.receivers ? [] : receiverIds,
    prospectId: errors.member ? null : about.prospectId,
  });
  Object.assign(errors, checked.errors);
  if (Object.keys(errors).length > 0) return { errors };
  const gone = await linkGone(request.db.read, request.workspaceId, { needId, askId });
  if (gone) return { update: giveForm({ source, url }, { ...asTyped(about), receiverIds, lead: gone }) };
  const line: Line = {
    ...withProspectName(about, checked.people),
    receiverIds,
    source,
    permalink,
    needId,
    askId,
    origin: request.requestId,
  };
  await noteDown(request, line, checked.people);
  const shown = await confirmationOf(request, line.origin, 'recorded');
  if (shown) request.tell(shown, url);
  return undefined;
}
