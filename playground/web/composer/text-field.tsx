import { useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { SendIcon } from '../icons';
import { useNarrow } from '../narrow';
import { counted } from '../plain-text';
import { useSight } from '../sight';
import { completed, completionAt, isWhole, usageOf } from './completion';
import type { Suggestion } from './completion';
import { draftOf, onComposed, setDraft, useDraft } from './drafts';
import { ShortcutMenu } from './shortcut-menu';
import { optionId, Suggestions } from './suggestions';
import { useSending } from './use-sending';

interface TextFieldProps {
  conversation: string;
  /** the draft's key */
  draft: string;
  label: string;
  placeholder: string;
  commandsOnly: boolean;
}

/** The text, with suggestions for what is being typed. Enter sends, Shift and Enter make a new line. */
export function TextField({ conversation, draft, label, placeholder, commandsOnly }: TextFieldProps) {
  const { commands, people, conversations } = useSight();
  const most = useNarrow() ? 5 : 9;
  const text = useDraft(draft);
  const field = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  const [caret, setCaret] = useState(text.length);
  /** the text that the suggestions were closed on; until it changes they stay so */
  const [closedOn, setClosedOn] = useState<string | null>(text);
  const [chosen, setChosen] = useState(0);
  const { send, sending, refusal, forget } = useSending(conversation, draft, commandsOnly);

  const completion = useMemo(
    () => (closedOn === text ? null : completionAt(text, caret, { commands, people, conversations }, most)),
    [closedOn, text, caret, commands, people, conversations, most],
  );
  const suggestions = completion?.suggestions ?? [];
  const usage = usageOf(text, commands);

  useEffect(() => {
    const comeHere = () => {
      const composed = draftOf(draft);
      setCaret(composed.length);
      setClosedOn(composed);
      field.current?.focus();
    };
    return onComposed(draft, comeHere);
  }, [draft]);

  const caretAfter = useRef<number | null>(null);
  useLayoutEffect(() => {
    if (caretAfter.current !== null) field.current?.setSelectionRange(caretAfter.current, caretAfter.current);
    caretAfter.current = null;
  }, [text]);

  function change(next: string, at: number): void {
    setDraft(draft, next);
    setCaret(at);
    setChosen(0);
    forget();
  }

  function take(suggestion: Suggestion): void {
    if (completion === null) return;
    const next = completed(text, completion, suggestion);
    caretAfter.current = next.caret;
    change(next.text, next.caret);
    field.current?.focus();
  }

  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>): void {
    // Enter and the arrows belong to the input method while it composes
    if (event.nativeEvent.isComposing) return;
    const suggestion = suggestions[chosen];
    const plainEnter = event.key === 'Enter' && !event.shiftKey;
    if (completion !== null && suggestion !== undefined) {
      if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
        event.preventDefault();
        const step = event.key === 'ArrowDown' ? 1 : -1;
        setChosen((chosen + step + suggestions.length) % suggestions.length);
        return;
      }
      if (event.key === 'Escape') {
        event.preventDefault();
        setClosedOn(text);
        return;
      }
      const takes = event.key === 'Tab' ? !event.shiftKey : plainEnter && !isWhole(text, completion, suggestion);
      if (takes) {
        event.preventDefault();
        take(suggestion);
        return;
      }
    }
    if (!plainEnter) return;
    event.preventDefault();
    void send();
  }

  return (
    <form
      className="composer"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
        field.current?.focus();
      }}
    >
      {completion !== null && <Suggestions id={`${id}list`} suggestions={suggestions} chosen={chosen} onTake={take} />}
      <div className="composer-box">
        <textarea
          ref={field}
          className="composer-text"
          rows={Math.min(8, text.split('\n').length)}
          aria-label={label}
          aria-describedby={`${id}hint`}
          aria-autocomplete="list"
          aria-haspopup="listbox"
          aria-controls={completion === null ? undefined : `${id}list`}
          aria-activedescendant={completion === null ? undefined : optionId(`${id}list`, chosen)}
          placeholder={placeholder}
          value={text}
          autoComplete="off"
          onChange={({ target }) => change(target.value, target.selectionStart)}
          onSelect={({ currentTarget }) => setCaret(currentTarget.selectionStart)}
          onBlur={() => setClosedOn(text)}
          onKeyDown={onKeyDown}
        />
        <div className="composer-tools">
          <ShortcutMenu />
          <button type="submit" className="tool send" aria-label="Send" title="Send" disabled={text.trim() === ''}>
            <SendIcon />
          </button>
        </div>
      </div>
      <p className={`composer-hint${refusal === null ? '' : ' refused'}`} id={`${id}hint`}>
        {refusal ??
          (usage === undefined ? (
            'Enter sends. Type / for commands, @ for people.'
          ) : (
            <>
              <code>{`${usage.command} ${usage.usageHint}`.trim()}</code> {usage.description}
            </>
          ))}
      </p>
      <output className="visually-hidden">
        {completion === null
          ? (refusal ?? '')
          : `${counted(suggestions.length, 'suggestion')}. The arrow keys choose, Tab takes one.`}
      </output>
      {sending && <output className="sending">Sending</output>}
    </form>
  );
}
