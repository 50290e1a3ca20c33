import { asks } from './asks';
import { conversations } from './conversations';
import { digest } from './digest';
import type { Feature } from './feature';
import { followUps } from './follow-ups';
import { give } from './give';
import { help } from './help';
import { installation } from './installation';
import { ledger } from './ledger';
import { list } from './list';
import { needs } from './needs';
import { nudges } from './nudges';
import { presence } from './presence';
import { thanks } from './thanks';

/** Everything Goodturn does, a folder each. */
export const features: readonly Feature[] = [
  give,
  list,
  thanks,
  asks,
  needs,
  conversations,
  ledger,
  nudges,
  followUps,
  digest,
  presence,
  installation,
  help,
];
