import { useId, useState, type ReactNode } from 'react';
import { createPortal } from 'react-dom';
import { objectAt, stringAt } from '../../server/json';
import type { Json } from '../../page/contract';
import { Dialog } from '../modal/dialog';
import { Text } from './text';

interface Question {
  confirm: Json;
  answer(yes: boolean): void;
}

/** Asks what an element's `confirm` says, before it acts; where it has none the answer is yes. */
export function useConfirm(): { ask(confirm: Json | undefined): Promise<boolean>; question: ReactNode } {
  const [asked, setAsked] = useState<Question | null>(null);
  return {
    ask(confirm) {
      if (confirm === undefined) return Promise.resolve(true);
      return new Promise((resolve) => {
        const answer = (yes: boolean): void => {
          setAsked(null);
          resolve(yes);
        };
        setAsked({ confirm, answer });
      });
    },
    // in the page's body: a question asked in a form is no part of that form
    question: asked && createPortal(<ConfirmDialog {...asked} />, document.body),
  };
}

function ConfirmDialog({ confirm, answer }: Question) {
  const titleId = useId();
  const textId = useId();
  const style = stringAt(confirm, 'style') === 'danger' ? 'danger' : 'primary';
  return (
    <Dialog
      role="alertdialog"
      className="block-confirm"
      labelledBy={titleId}
      describedBy={textId}
      onCancel={() => answer(false)}
      // a second press of Enter must not be the answer
      firstFocus={(dialog) => dialog.querySelector('.block-confirm-deny')}
    >
      <h2 id={titleId} className="block-confirm-title">
        <Text of={objectAt(confirm, 'title')} />
      </h2>
      <div id={textId} className="block-confirm-text">
        <Text of={objectAt(confirm, 'text')} />
      </div>
      <div className="block-confirm-buttons">
        <button type="button" className="block-button block-confirm-deny" onClick={() => answer(false)}>
          <Text of={objectAt(confirm, 'deny')} />
        </button>
        <button type="button" className={`block-button block-button-${style}`} onClick={() => answer(true)}>
          <Text of={objectAt(confirm, 'confirm')} />
        </button>
      </div>
    </Dialog>
  );
}
