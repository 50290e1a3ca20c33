import type { z } from 'zod';
import { Refused } from '../domain/errors';
import { OTHER_FORM } from './refusals';

/**
 * Reads what a form's builder put into its private_metadata.
 *
 * @throws Refused when it is not what this version puts there
 */
export function readMetadata<T>(schema: z.ZodType<T>, metadata: string): T {
  const read = schema.safeParse(parsed(metadata));
  if (read.success) return read.data;
  throw new Refused(OTHER_FORM);
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
