// https://docs.slack.dev/reference/block-kit/composition-objects/slack-file-object
import { isObject, stringAt, type JsonObject } from '../json';
import type { Workspace } from '../workspace';
import { asSlackSaysIt } from './rules';

interface NamedFile {
  named: JsonObject;
  pointer: string;
}

function namedIn(value: unknown, pointer = ''): NamedFile[] {
  if (Array.isArray(value)) return value.flatMap((each, index) => namedIn(each, `${pointer}/${index}`));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, each]) =>
    key === 'slack_file' && isObject(each)
      ? [{ named: each, pointer: `${pointer}/${key}` }]
      : namedIn(each, `${pointer}/${key}`),
  );
}

/** The file that a `slack_file` names, by its id or in its address. */
export function fileIdIn(named: JsonObject | undefined): string | undefined {
  return stringAt(named, 'id') ?? /\/files\/([^/?#]+)$/.exec(stringAt(named, 'url') ?? '')?.[1];
}

/** The uploaded files that blocks show. */
export const slackFileIds = (value: unknown): string[] => namedIn(value).flatMap(({ named }) => fileIdIn(named) ?? []);

/** What Slack says against the uploaded files that blocks show: each has to be a picture there, and of this workspace. */
export function slackFileProblems(workspace: Workspace, value: unknown, pointer: string): string[] {
  const isRight = ({ named }: NamedFile): boolean => {
    const file = workspace.slack.files.get(fileIdIn(named) ?? '');
    const address = stringAt(named, 'url');
    return file?.workspace === workspace && file.isPicture && (address === undefined || address === file.address);
  };
  return namedIn(value, pointer)
    .filter((each) => !isRight(each))
    .map((each) => asSlackSaysIt({ message: 'invalid slack file', pointer: each.pointer }));
}
