import type { Feature } from '../feature';

export const give: Feature = {
  name: 'give',
};
