import { randomBytes } from 'node:crypto';
import { extname } from 'node:path';
import type { JsonObject } from './json';
import type { Workspace } from './workspace';

const TYPES: Record<string, string> = {
  '.csv': 'text/csv',
  '.gif': 'image/gif',
  '.jpeg': 'image/jpeg',
  '.jpg': 'image/jpeg',
  '.json': 'application/json',
  '.pdf': 'application/pdf',
  '.png': 'image/png',
  '.txt': 'text/plain',
  '.webp': 'image/webp',
  '.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** How the files begin that blocks can show: https://docs.slack.dev/reference/block-kit/blocks/image-block */
const PICTURES: Record<string, string> = { 'image/gif': '47494638', 'image/jpeg': 'ffd8ff', 'image/png': '89504e47' };

export class StoredFile {
  content: Buffer | undefined;
  title: string;
  completed = false;
  /** Slack has not looked at it yet, as may be for some moments after it was completed. */
  isProcessing = false;
  deleted = false;

  constructor(
    readonly workspace: Workspace,
    readonly name: string,
    readonly length: number,
    readonly id = `F${randomBytes(5).toString('hex').toUpperCase()}`,
  ) {
    this.title = name;
  }

  get mimetype(): string {
    return TYPES[this.extension] ?? 'application/octet-stream';
  }

  /** Slack's `url_private`. */
  get address(): string {
    return `${this.workspace.slack.url}/files/${this.id}`;
  }

  /** Blocks can show it. */
  get isPicture(): boolean {
    const start = PICTURES[this.mimetype];
    const isThere = this.completed && !this.isProcessing && this.content !== undefined;
    return isThere && start !== undefined && this.content!.toString('hex', 0, 4).startsWith(start);
  }

  delete(): void {
    this.deleted = true;
    this.content = undefined;
  }

  private get extension(): string {
    return extname(this.name).toLowerCase();
  }

  toSlack(): JsonObject {
    if (this.deleted) return { id: this.id, mode: 'tombstone' };
    return {
      id: this.id,
      name: this.name,
      title: this.title,
      mimetype: this.mimetype,
      filetype: this.extension.slice(1),
      size: this.content?.length ?? 0,
      user: this.workspace.botUserId,
      mode: 'hosted',
      is_external: false,
      url_private: this.address,
    };
  }
}
