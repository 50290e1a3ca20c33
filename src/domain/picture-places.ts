/** Where a picture is shown: on a member's Home, or in a digest. One picture stands in each place at a time. */
const HOME = 'home:';

export const homePicture = (userId: string): string => `${HOME}${userId}`;
export const digestPicture = (digestId: string): string => `digest:${digestId}`;

/** Whose Home it is; null for any other place. */
export const homeOf = (place: string): string | null => (place.startsWith(HOME) ? place.slice(HOME.length) : null);
