import type { ActionRequest } from './feature';
import { type Filled, giveForm } from './give-form-view';

/** What the form starts with, and what the referral that it records answers. */
export type GiveFormStart = Filled & { needId?: string; askId?: string };

/**
 * Opens "Give a referral" on a button's press, filled in. What it records has `needId` or `askId` where it is for who
 * stated the need or asked, and `given-for.ts` says what follows from that. The giver is shown the confirmation where
 * they pressed.
 */
export function openGiveForm(request: ActionRequest, { needId, askId, ...filled }: GiveFormStart): void {
  request.openModal(giveForm({ source: 'form', url: request.responseUrl, needId, askId }, filled));
}
