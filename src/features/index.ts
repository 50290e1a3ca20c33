import { digest } from './digest';
import type { Feature } from './feature';
import { give } from './give';
import { help } from './help';
import { installation } from './installation';
import { list } from './list';
import { nudges } from './nudges';
import { presence } from './presence';
import { thanks } from './thanks';

/** Everything Goodturn does, a folder each. */
export const features: readonly Feature[] = [give, list, thanks, nudges, digest, presence, installation, help];
