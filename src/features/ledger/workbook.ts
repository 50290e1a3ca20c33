import { once } from 'node:events';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Sheet } from './sheets';

/**
 * The sheets as one `.xlsx` file: typed cells, a header that stays in sight, filters on every column. It is made in a
 * thread of its own.
 */
export async function toXlsx(sheets: readonly Sheet[]): Promise<Buffer> {
  const worker = new Worker(join(__dirname, 'workbook-worker.mjs'), { workerData: sheets });
  // an error in the thread rejects
  const [file] = (await once(worker, 'message')) as [Uint8Array];
  return Buffer.from(file);
}
