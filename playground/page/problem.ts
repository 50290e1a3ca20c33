/** Why something a person asked for is not done: one sentence that they read. */
export class Problem extends Error {
  constructor(
    readonly sentence: string,
    /** HTTP status: of a person's act 200, as nothing is wrong with the request itself */
    readonly status = 200,
  ) {
    super(sentence);
    this.name = 'Problem';
  }
}

/** What people read when the app failed them: Slack's client says it with a code, which is for the drawer. */
export const appFailed = (app: string): string => `${app} did not answer as it should. “For developers” shows why.`;

export const gone = (): Problem => new Problem('That is not there any more. The page shows what there is now.');

/** While the world is being moved or made anew. */
export const onItsWay = (): Problem =>
  new Problem(
    'That has to wait: the workspace is on its way to another time or day. What you typed is kept; try again when it is there.',
  );
