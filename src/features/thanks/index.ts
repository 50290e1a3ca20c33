import type { Feature } from '../feature';

export const thanks: Feature = {
  name: 'thanks',
};
