import { asks } from './asks';
import { balance } from './balance';
import { cards } from './cards';
import { conversations } from './conversations';
import { digest } from './digest';
import type { Feature } from './feature';
import { followUps } from './follow-ups';
import { give } from './give';
import { help } from './help';
import { home } from './home';
import { installation } from './installation';
import { ledger } from './ledger';
import { list } from './list';
import { needs } from './needs';
import { nudges } from './nudges';
import { presence } from './presence';
import { privacy } from './privacy';
import { settings } from './settings';
import { review } from './review';
import { suggestions } from './suggestions';
import { thanks } from './thanks';
import { welcome } from './welcome';

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
  review,
  balance,
  cards,
  suggestions,
  digest,
  settings,
  privacy,
  presence,
  welcome,
  installation,
  home,
  help,
];
