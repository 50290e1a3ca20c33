import { useState } from 'react';
import { useAct, useSight } from '../sight';
import { draftOf, setDraft } from './drafts';

interface Sending {
  send(): Promise<void>;
  /** something is on its way */
  sending: boolean;
  /** why it was not sent, in a sentence */
  refusal: string | null;
  forget(): void;
}

/** Sends the draft. What could not be sent comes back, before whatever was typed since. */
export function useSending(conversation: string, draft: string, commandsOnly: boolean): Sending {
  const { app, commands } = useSight();
  const act = useAct();
  const [underWay, setUnderWay] = useState(0);
  const [refusal, setRefusal] = useState<string | null>(null);

  async function send(): Promise<void> {
    const text = draftOf(draft).trim();
    if (text === '') return;
    if (commandsOnly && !text.startsWith('/')) {
      const command = commands[0]?.command ?? '/';
      setRefusal(`${app.name} reads commands only. Start with ${command}, for example "${command} help".`);
      return;
    }
    setRefusal(null);
    setDraft(draft, '');
    setUnderWay((count) => count + 1);
    const answer = await act({ kind: 'send', conversation, text });
    setUnderWay((count) => count - 1);
    if (!answer.ok) setDraft(draft, [text, draftOf(draft)].filter((part) => part !== '').join('\n'));
  }

  return { send, sending: underWay > 0, refusal, forget: () => setRefusal(null) };
}
