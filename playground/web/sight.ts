import { createContext, useContext } from 'react';
import type { Act, ActAnswer, PersonSight, Sight } from '../page/contract';

/** What one sees, and how one acts. */
interface Seen {
  sight: Sight;
  /** Sends it; says what went wrong itself, so that callers need not. Never rejects. */
  act(act: Act): Promise<ActAnswer>;
}

export const SeenContext = createContext<Seen | null>(null);

function useSeen(): Seen {
  const seen = useContext(SeenContext);
  if (seen === null) throw new Error('outside of SeenContext');
  return seen;
}

export const useSight = (): Sight => useSeen().sight;

export const useAct = (): Seen['act'] => useSeen().act;

export function usePerson(id: string): PersonSight | undefined {
  return useSight().people.find((person) => person.id === id);
}
