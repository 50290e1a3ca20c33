import type { Feature } from '../feature';

export const digest: Feature = {
  name: 'digest',
};
