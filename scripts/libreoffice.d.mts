/** Where this machine's LibreOffice is: LIBREOFFICE_PATH, or the usual places; undefined where there is none. */
export function findLibreOffice(): string | undefined;
