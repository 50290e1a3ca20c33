import type { Person } from '../server/people/person';

export type SavedReads = Record<string, Record<string, string>>;

/** How far each person has read each conversation. */
export class Reads {
  private readonly byPerson = new Map<string, Map<string, string>>();

  /** The `ts` of the last message they have read; `0` where they have read nothing. */
  lastRead(person: Person, conversationId: string): string {
    return this.byPerson.get(person.id)?.get(conversationId) ?? '0';
  }

  /** What was read stays read: an earlier `ts` changes nothing. */
  mark(person: Person, conversationId: string, ts: string): void {
    if (Number(ts) <= Number(this.lastRead(person, conversationId))) return;
    const own = this.byPerson.get(person.id) ?? new Map<string, string>();
    this.byPerson.set(person.id, own.set(conversationId, ts));
  }

  clear(): void {
    this.byPerson.clear();
  }

  toJSON(): SavedReads {
    return Object.fromEntries([...this.byPerson].map(([id, own]) => [id, Object.fromEntries(own)]));
  }

  restore(saved: SavedReads): void {
    this.clear();
    for (const [id, own] of Object.entries(saved)) this.byPerson.set(id, new Map(Object.entries(own)));
  }
}
