import { useSyncExternalStore } from 'react';
import { createPortal } from 'react-dom';
import { CloseIcon } from './icons';
import { notices, unsay } from './notices';
import { useStore } from './store';

/** The sentences said lately. */
export function Toasts() {
  const shown = useStore(notices);
  return (
    <>
      {shown.length > 0 && <Shown />}
      <output className="visually-hidden">{shown.at(-1)?.text}</output>
    </>
  );
}

/** An open dialog puts all else out of reach: then they are shown, and read, in it. */
function Shown() {
  const shown = useStore(notices);
  const dialog = useSyncExternalStore(onDialogs, topDialog);
  const box = (
    <section className="toasts" aria-label="Notices">
      {shown.map((notice) => (
        <div className="toast" key={notice.id}>
          <p role={dialog === null ? undefined : 'alert'}>{notice.text}</p>
          <button type="button" className="icon-button" aria-label="Dismiss" onClick={() => unsay(notice.id)}>
            <CloseIcon />
          </button>
        </div>
      ))}
    </section>
  );
  return dialog === null ? box : createPortal(box, dialog);
}

const topDialog = (): Element | null => [...document.querySelectorAll('dialog:modal')].at(-1) ?? null;

function onDialogs(listener: () => void): () => void {
  const observer = new MutationObserver(listener);
  observer.observe(document.body, { subtree: true, childList: true, attributeFilter: ['open'] });
  return () => observer.disconnect();
}
