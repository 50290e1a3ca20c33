import type { z } from 'zod';
import { Refused } from '../domain/errors';

/**
 * Reads what a form's builder put into its private_metadata.
 *
 * @throws Refused when it is nothing that the builder writes
 */
export function readMetadata<T>(schema: z.ZodType<T>, metadata: string): T {
  const read = schema.safeParse(parsed(metadata));
  if (read.success) return read.data;
  throw new Refused('This form is from another version of Goodturn: please open it again.');
}

function parsed(metadata: string): unknown {
  try {
    return JSON.parse(metadata);
  } catch {
    return null;
  }
}
