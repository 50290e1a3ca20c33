import { useRef, useState, type MouseEvent } from 'react';
import { objectAt, stringAt } from '../../server/json';
import type { Json } from '../../page/contract';
import { useConfirm } from './confirm';
import { fieldOf, useForm, useSend } from './form';
import { safeHref } from './links';
import { Text, wordsAt } from './text';

interface PressableProps {
  block: Json;
  element: Json;
}

/** Presses a button, or one option of it, once at a time. */
export function usePress(block: Json, element: Json) {
  const { place, isBusy } = useForm();
  const send = useSend();
  const { ask, question } = useConfirm();
  const [isPending, setPending] = useState(false);
  // a second click may come before the first is drawn
  const isUnderWay = useRef(false);
  return {
    isPending: isPending || isBusy,
    question,
    async press(option?: string, meanwhile?: () => void): Promise<void> {
      if (isUnderWay.current || isBusy) return;
      isUnderWay.current = true;
      if (await ask(objectAt(element, 'confirm'))) {
        meanwhile?.();
        setPending(true);
        await send({ kind: 'press', place, ...fieldOf(block, element), ...(option === undefined ? {} : { option }) });
        setPending(false);
      }
      isUnderWay.current = false;
    },
  };
}

const STYLES: Record<string, string> = { primary: 'block-button-primary', danger: 'block-button-danger' };

/** A button; one with an address opens it in a tab of its own, and acts as well. */
export function Button({ block, element }: PressableProps) {
  const { press, isPending, question } = usePress(block, element);
  const href = safeHref(stringAt(element, 'url') ?? '');
  const shared = {
    className: `block-button ${STYLES[stringAt(element, 'style') ?? ''] ?? ''}`,
    'aria-label': stringAt(element, 'accessibility_label') || undefined,
    // not `disabled`: the focus would be lost
    'aria-disabled': isPending || undefined,
    'aria-busy': isPending || undefined,
  };
  const face = <Text of={objectAt(element, 'text')} />;

  if (href === null) {
    return (
      <>
        <button type="button" {...shared} onClick={() => void press()}>
          {face}
        </button>
        {question}
      </>
    );
  }
  const follow = (event: MouseEvent): void => {
    if (isPending) return event.preventDefault();
    if (element['confirm'] === undefined) return void press();
    event.preventDefault();
    void press(undefined, () => window.open(href, '_blank', 'noopener,noreferrer'));
  };
  return (
    <>
      <a {...shared} href={href} target="_blank" rel="noopener noreferrer" onClick={follow}>
        {face}
      </a>
      {question}
    </>
  );
}

/** "Good answer" and "Bad answer": two buttons in one element. */
export function FeedbackButtons({ block, element }: PressableProps) {
  const { press, isPending } = usePress(block, element);
  return ['positive_button', 'negative_button'].map((key) => {
    const choice = objectAt(element, key);
    return (
      <button
        key={key}
        type="button"
        className="block-button block-button-quiet"
        aria-label={stringAt(choice, 'accessibility_label') || undefined}
        aria-disabled={isPending || undefined}
        onClick={() => void press(stringAt(choice, 'value'))}
      >
        <Text of={objectAt(choice, 'text')} />
      </button>
    );
  });
}

/** The words of a button, where it has a picture in Slack. */
export function IconButton({ block, element }: PressableProps) {
  const { press, isPending, question } = usePress(block, element);
  return (
    <>
      <button
        type="button"
        className="block-button block-button-quiet"
        aria-label={stringAt(element, 'accessibility_label') ?? wordsAt(element, 'text')}
        aria-disabled={isPending || undefined}
        onClick={() => void press()}
      >
        <Text of={objectAt(element, 'text')} />
      </button>
      {question}
    </>
  );
}
