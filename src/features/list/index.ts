import type { Feature } from '../feature';

export const list: Feature = {
  name: 'list',
};
