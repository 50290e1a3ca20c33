import { useEffect, useId, useMemo, useRef, type FormEvent } from 'react';
import type { ViewSight } from '../../page/contract';
import { Blocks } from '../blocks/blocks';
import { SubmissionContext } from '../blocks/form';
import { Plain } from '../blocks/mrkdwn';
import { useSight } from '../sight';
import { Dialog } from './dialog';
import { useSubmission } from './submission';

interface ModalProps {
  view: ViewSight;
  /** another one lies on it */
  isCovered: boolean;
  /** it lies on another one */
  isStacked: boolean;
}

/** One view of the stack, as a dialog. */
export function Modal({ view, isCovered, isStacked }: ModalProps) {
  const { app } = useSight();
  const titleId = useId();
  const form = useRef<HTMLFormElement>(null);
  const { entries, isBusy, attempt, submit, close } = useSubmission(view);
  const place = useMemo(() => ({ view: view.id }), [view.id]);
  const submission = useMemo(
    () => ({ viewId: view.id, entries, isBusy, attempt }),
    [view.id, entries, isBusy, attempt],
  );
  useFocusOnError(form, view.errors, attempt, isBusy);

  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    if (view.submit !== null) void submit();
  };

  return (
    <Dialog
      className="modal"
      labelledBy={titleId}
      isCovered={isCovered}
      onCancel={() => void close(false)}
      firstFocus={(dialog) =>
        dialog.querySelector<HTMLElement>('.modal-body :is(input, select, textarea)') ?? dialog.querySelector('h2')
      }
    >
      <form ref={form} className="modal-form" noValidate aria-busy={isBusy} onSubmit={onSubmit}>
        <div className="modal-head">
          <h2 id={titleId} className="modal-title" tabIndex={-1}>
            <Plain text={view.title} />
          </h2>
          <button
            type="button"
            className="modal-x"
            aria-label={isStacked ? 'Close all' : 'Close form'}
            onClick={() => void close(true)}
          >
            <span aria-hidden="true">×</span>
          </button>
        </div>
        <div className="modal-body">
          <WholeError error={view.errors['']} attempt={attempt} />
          <SubmissionContext value={submission}>
            <Blocks blocks={view.blocks} values={view.values} errors={view.errors} place={place} surface="modal" />
          </SubmissionContext>
        </div>
        <div className="modal-foot">
          <bdi className="modal-from">{app.name}</bdi>
          <button type="button" className="block-button" onClick={() => void close(false)}>
            <Plain text={view.close ?? (view.submit === null ? 'Close' : 'Cancel')} />
          </button>
          {view.submit !== null && (
            <button type="submit" className="block-button block-button-primary" aria-disabled={isBusy || undefined}>
              {isBusy ? 'Sending …' : <Plain text={view.submit} />}
            </button>
          )}
        </div>
      </form>
    </Dialog>
  );
}

function WholeError({ error, attempt }: { error: string | undefined; attempt: number }) {
  if (error === undefined) return null;
  return (
    <div key={attempt} role="alert" className="block-error modal-error" tabIndex={-1}>
      <bdi>{error}</bdi>
    </div>
  );
}

const FIRST_WRONG =
  '.modal-error, :is(input, select, textarea)[aria-invalid="true"], fieldset[aria-invalid="true"] input';

/** After an attempt to send, the first field that is wrong gets the focus: once, as more may be typed meanwhile. */
function useFocusOnError(
  form: { current: HTMLFormElement | null },
  errors: Record<string, string>,
  attempt: number,
  isBusy: boolean,
): void {
  const seen = useRef(0);
  useEffect(() => {
    if (isBusy || attempt === seen.current || Object.keys(errors).length === 0) return;
    seen.current = attempt;
    form.current?.querySelector<HTMLElement>(FIRST_WRONG)?.focus();
  }, [form, errors, attempt, isBusy]);
}
