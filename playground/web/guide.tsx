import { useState } from 'react';
import type { GuideStep } from '../page/contract';
import { go } from './address';
import { compose, draftKey } from './composer/drafts';
import { CheckIcon, ChevronIcon, CloseIcon } from './icons';
import { useNarrow } from './narrow';
import { useAct, useSight } from './sight';

/**
 * "Your first minute": what a newcomer does, one step after the other.
 * `inWay`: there is something to see below it, so where there is little room it is folded until it is wanted.
 */
export function Guide({ inWay }: { inWay: boolean }) {
  const { guide } = useSight();
  const act = useAct();
  const narrow = useNarrow();
  const [wanted, setWanted] = useState<boolean | null>(null);
  if (guide.hidden) return null;

  const current = guide.steps.findIndex((step) => !step.done);
  const at = current < 0 ? 'done' : `step ${current + 1} of ${guide.steps.length}`;
  const open = !narrow || (wanted ?? !inWay);
  return (
    <aside className="guide" aria-labelledby="guide-title">
      <div className="guide-head">
        <h2 id="guide-title">Your first minute</h2>
        {narrow && (
          <button type="button" className="quiet-button" aria-expanded={open} onClick={() => setWanted(!open)}>
            <span className="visually-hidden">Guide, </span>
            {at} <ChevronIcon />
          </button>
        )}
        <button
          type="button"
          className="icon-button"
          aria-label="Hide the guide"
          title="Hide the guide"
          onClick={() => void act({ kind: 'guide', hidden: true })}
        >
          <CloseIcon />
        </button>
      </div>
      {open && (
        <>
          <ol className="guide-steps">
            {guide.steps.map((step, index) => (
              <Step
                key={step.id}
                step={step}
                number={index + 1}
                current={index === current}
                onDo={() => setWanted(null)}
              />
            ))}
          </ol>
          {current < 0 && <p className="guide-end">{guide.end}</p>}
        </>
      )}
    </aside>
  );
}

interface StepProps {
  step: GuideStep;
  number: number;
  current: boolean;
  onDo: () => void;
}

function Step({ step, number, current, onDo }: StepProps) {
  const { busy } = useSight();
  const act = useAct();
  const { as, conversation, does, done } = step;

  function doIt(): void {
    onDo();
    go({ as, conversation });
    if (does !== null && 'type' in does) {
      compose(draftKey(as, conversation), does.type);
      return;
    }
    if (does !== null) void act({ kind: 'clock', choice: does.clock });
    document.getElementById('main')?.focus();
  }

  return (
    <li
      className={`step${done ? ' done' : ''}${current ? ' current' : ''}`}
      aria-current={current ? 'step' : undefined}
    >
      <span className="step-number" aria-hidden="true">
        {done ? <CheckIcon /> : number}
      </span>
      <div className="step-words">
        <h3>
          {step.title}
          {done && <span className="visually-hidden">, done</span>}
        </h3>
        {current && (
          <>
            <p>{step.text}</p>
            <button type="button" className="button primary" disabled={busy !== null} onClick={doIt}>
              {step.label}
            </button>
          </>
        )}
      </div>
    </li>
  );
}
