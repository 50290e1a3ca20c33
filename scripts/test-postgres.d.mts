/** The address of a PostgreSQL that answers, or null. */
export function findPostgres(): Promise<string | null>;
