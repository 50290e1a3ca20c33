import type { Feature } from '../feature';

export const nudges: Feature = {
  name: 'nudges',
};
