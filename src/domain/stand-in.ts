/** How somebody is called whose name is not known, or not any more. */
export const A_MEMBER = 'a member';

/** Slack's ids are capital letters and digits: no account can have one that begins so. */
export const STAND_IN = 'forgotten-';

/**
 * What takes the place of somebody's id, once they are forgotten, in what belongs to others: the same everywhere, so
 * that what passed between two people stays together.
 *
 * @param random as random as a UUID: nothing leads back to the id
 */
export const standInOf = (random: string): string => `${STAND_IN}${random}`;

/** Nobody at all: Slack does not know them, and they are written to by nobody. */
export const isStandIn = (userId: string): boolean => userId.startsWith(STAND_IN);

/** A referral whose giver or receiver is forgotten is asked about no more: nobody would thank, and nobody be thanked. */
export const isOfForgotten = ({ giverId, receiverId }: { giverId: string; receiverId: string }): boolean =>
  isStandIn(giverId) || isStandIn(receiverId);

/** Puts a stand-in in an id's place in a name that is made of parts: `digest:giver:receiver`. */
export function withStandIn(name: string, userId: string, standIn: string): string {
  return name
    .split(':')
    .map((part) => (part === userId ? standIn : part))
    .join(':');
}
