import { useEffect, useMemo, useRef, useState } from 'react';
import type { ViewSight } from '../../page/contract';
import { useEntries } from '../blocks/form';
import { useAct } from '../sight';

/** How long what follows from an answer may take to be seen, before the form takes another press. */
const SETTLING_MS = 250;

/** How a modal is sent and closed, each once at a time. */
export function useSubmission(view: ViewSight) {
  const act = useAct();
  const place = useMemo(() => ({ view: view.id }), [view.id]);
  const entries = useEntries(place);
  const [isBusy, setBusy] = useState(false);
  const [attempt, setAttempt] = useState(0);
  const isSending = useRef(false);
  const isClosing = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  const submit = async (): Promise<void> => {
    if (isSending.current || isClosing.current) return;
    isSending.current = true;
    setBusy(true);
    const rest = await entries.settle();
    const answer = await act({ kind: 'submit', view: view.id, entries: rest });
    if (answer.ok) entries.forget();
    timer.current = setTimeout(() => {
      isSending.current = false;
      setBusy(false);
      setAttempt((before) => before + 1);
    }, SETTLING_MS);
  };

  const close = async (all: boolean): Promise<void> => {
    if (isClosing.current) return;
    isClosing.current = true;
    // what is still on its way would come to a form that is gone
    await entries.settle();
    await act({ kind: 'close', view: view.id, all });
    isClosing.current = false;
  };

  return { entries, isBusy, attempt, submit, close };
}
