/**
 * An expected "no": nothing was changed, and `message` is the one kind sentence that the person sees (mrkdwn, already
 * escaped).
 */
export class Refused extends Error {
  override name = 'Refused';
}
