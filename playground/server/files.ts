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

export class StoredFile {
  content: Buffer | undefined;
  title: string;
  completed = false;

  constructor(
    readonly workspace: Workspace,
    readonly name: string,
    readonly length: number,
    readonly id = `F${randomBytes(5).toString('hex').toUpperCase()}`,
  ) {
    this.title = name;
  }

  toSlack(): JsonObject {
    const extension = extname(this.name).toLowerCase();
    return {
      id: this.id,
      name: this.name,
      title: this.title,
      mimetype: TYPES[extension] ?? 'application/octet-stream',
      filetype: extension.slice(1),
      size: this.content?.length ?? 0,
      user: this.workspace.botUserId,
      mode: 'hosted',
      is_external: false,
      url_private: `${this.workspace.slack.url}/files/${this.id}`,
    };
  }
}
