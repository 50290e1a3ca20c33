import { useEffect, useRef } from 'react';
import { useAct, useSight } from './sight';

/** Asks before everything is made anew. */
export function StartOverDialog({ onClose }: { onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const act = useAct();
  const { busy } = useSight();

  useEffect(() => dialog.current?.showModal(), []);

  return (
    <dialog ref={dialog} className="dialog" aria-labelledby="start-over-title" onClose={onClose}>
      <h2 id="start-over-title">Start over?</h2>
      <p>The workspace becomes as it was on its first day. What was written and recorded since then is gone.</p>
      <div className="dialog-buttons">
        <button type="button" className="button" onClick={() => dialog.current?.close()}>
          Cancel
        </button>
        <button
          type="button"
          className="button danger"
          disabled={busy !== null}
          onClick={() => {
            dialog.current?.close();
            void act({ kind: 'start_over' });
          }}
        >
          Start over
        </button>
      </div>
    </dialog>
  );
}
