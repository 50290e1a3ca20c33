import type { Feature } from '../feature';

export const presence: Feature = {
  name: 'presence',
};
