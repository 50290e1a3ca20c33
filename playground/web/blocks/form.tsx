import { createContext, useContext, useEffect, useState, type ReactNode } from 'react';
import { objectAt, stringAt } from '../../server/json';
import type { Act, Entry, FormValues, Json, Place } from '../../page/contract';
import { useAct } from '../sight';
import { useConfirm } from './confirm';
import { Entries, type Field } from './entries';
import { entryOf } from './entry-of';

export type Surface = 'message' | 'modal' | 'home';

/** What the blocks of one place share. */
interface Form {
  place: Place;
  surface: Surface;
  values: FormValues;
  errors: Record<string, string>;
  entries: Entries;
  /** it is being submitted */
  isBusy: boolean;
  /** how often it was submitted, so that an error that stays is said again */
  attempt: number;
}

export const FormContext = createContext<Form | null>(null);

export function useForm(): Form {
  const form = useContext(FormContext);
  if (form === null) throw new Error('outside of Blocks');
  return form;
}

/** What a modal knows of itself, and its blocks need. */
interface Submission {
  viewId: string;
  entries: Entries;
  isBusy: boolean;
  attempt: number;
}

export const SubmissionContext = createContext<Submission | null>(null);

/** The unsent entries of a place, for as long as it is shown. */
export function useEntries(place: Place): Entries {
  const act = useAct();
  const [entries] = useState(() => new Entries());
  useEffect(() => entries.sendBy(async (field, entry) => (await act({ kind: 'enter', place, ...field, entry })).ok));
  useEffect(() => {
    entries.start();
    // a reload in the middle of typing keeps what was typed
    const leave = () => void entries.drain();
    addEventListener('pagehide', leave);
    return () => {
      removeEventListener('pagehide', leave);
      entries.stop();
    };
  }, [entries]);
  return entries;
}

export const fieldOf = (block: Json, element: Json): Field => ({
  blockId: stringAt(block, 'block_id') ?? '',
  actionId: stringAt(element, 'action_id') ?? '',
});

/** A control as it stands, and how something is entered in it. */
export interface Control {
  entry: Entry;
  /** it takes nothing now */
  isBusy: boolean;
  /** @param typing the person may go on */
  enter(entry: Entry, typing?: 'typing'): void;
  /** the person left it, or pressed Enter in a text that tells the app at once */
  done(by: 'blur' | 'enter'): void;
  /** Enter tells the app, and does not submit */
  actsOnEnter: boolean;
  /** the question that is open, to be drawn beside it */
  question: ReactNode;
}

interface Draft {
  entry: Entry;
  /** the server's value that it was entered over */
  over: string;
}

/**
 * In an input block what was entered stays until the block goes, whatever comes from the server: as Slack keeps it over
 * `views.update`. Elsewhere it is sent at once, and holds until the server knows better.
 */
export function useControl(block: Json, element: Json): Control {
  const { place, values, entries, isBusy } = useForm();
  const send = useSend();
  const { ask, question } = useConfirm();
  const [draft, setDraft] = useState<Draft | null>(null);
  const field = fieldOf(block, element);
  const known = entryOf(values[field.blockId]?.[field.actionId]);
  const over = JSON.stringify(known);
  const isInput = block['type'] === 'input';
  const holds = draft !== null && (isInput || draft.over === over);
  const dispatches = isInput && block['dispatch_action'] === true;
  const config = objectAt(element, 'dispatch_action_config');
  const triggers = config?.['trigger_actions_on'];
  const actsOnEnter = dispatches && (!Array.isArray(triggers) || triggers.includes('on_enter_pressed'));
  const waitsForEnter = actsOnEnter && !(Array.isArray(triggers) && triggers.includes('on_character_entered'));

  const enterAtOnce = async (entry: Entry): Promise<void> => {
    const mine = { entry, over };
    setDraft(mine);
    const isTaken =
      (await ask(objectAt(element, 'confirm'))) && (await send({ kind: 'enter', place, ...field, entry }));
    if (!isTaken) setDraft((current) => (current === mine ? null : current));
  };

  return {
    entry: holds ? draft.entry : known,
    isBusy,
    actsOnEnter,
    question,
    enter(entry, typing) {
      if (isBusy) return;
      if (!isInput) return void enterAtOnce(entry);
      setDraft({ entry, over });
      entries.keep(field, entry, typing === undefined ? 'now' : waitsForEnter ? 'held' : 'soon');
    },
    done(by) {
      if (by === 'enter' || !waitsForEnter) entries.flush(field);
    },
  };
}

/** Acts after what is typed has arrived, since the app is told of both. Gives whether it was taken. */
export function useSend(): (act: Act) => Promise<boolean> {
  const { entries } = useForm();
  const act = useAct();
  return async (what) => {
    await entries.drain();
    return (await act(what)).ok;
  };
}
