import type { z } from 'zod';
import { Refused } from '../domain/errors';
import { OTHER_FORM } from './refusals';

/** Reads what a form's builder put into its private_metadata. */
export function readMetadata<T>(schema: z.ZodType<T>, metadata: string): T {
  const read = schema.safeParse(JSON.parse(metadata || 'null'));
  if (read.success) return read.data;
  throw new Refused(OTHER_FORM);
}
