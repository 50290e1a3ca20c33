import type { FaultKind } from '../../page/contract';
import { useAct, useSight } from '../sight';

const WORDS: Record<FaultKind, { name: string; about: string }> = {
  slow: { name: 'Slow (2.5 seconds)', about: 'Every call takes that long.' },
  rate_limit: { name: 'Rate limited (429)', about: 'Messages and forms are turned away: come back in 20 seconds.' },
  error: { name: 'Errors (500)', about: 'Messages and forms fail, and nothing is stored.' },
  lost_answer: { name: 'Lost answers', about: 'Messages are posted, and the answers get lost.' },
};

/** What can go wrong between the app and the workspace, each to be switched on. */
export function Faults() {
  const { faults } = useSight();
  const act = useAct();
  return (
    <section className="faults" aria-labelledby="faults-title">
      <h3 id="faults-title">Faults</h3>
      <p className="quiet">What failed is tried again by itself, after seconds at first, later after minutes.</p>
      {faults.map(({ kind, on }) => (
        <button
          key={kind}
          type="button"
          className="switch"
          role="switch"
          aria-checked={on}
          aria-describedby={`fault-${kind}`}
          aria-labelledby={`fault-${kind}-name`}
          onClick={() => void act({ kind: 'fault', fault: kind, on: !on })}
        >
          <span className="switch-track" aria-hidden="true" />
          <span>
            <span className="switch-name" id={`fault-${kind}-name`}>
              {WORDS[kind].name}
            </span>
            <span className="switch-about" id={`fault-${kind}`}>
              {WORDS[kind].about}
            </span>
          </span>
        </button>
      ))}
    </section>
  );
}
