import { existsSync } from 'node:fs';

const PLACES = [
  process.env.LIBREOFFICE_PATH,
  '/usr/bin/soffice',
  '/usr/bin/libreoffice',
  '/Applications/LibreOffice.app/Contents/MacOS/soffice',
];

/** Where this machine's LibreOffice is: LIBREOFFICE_PATH, or the usual places; undefined where there is none. */
export function findLibreOffice() {
  return PLACES.find((path) => path && existsSync(path));
}
