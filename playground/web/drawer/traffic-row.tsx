import { memo, useEffect, useState } from 'react';
import { AT } from '../../page/contract';
import type { TrafficDetail, TrafficLine } from '../../page/contract';
import { ArrowIcon } from '../icons';
import { secondsIn } from '../time';

const OUTCOMES: Record<TrafficLine['outcome'], string> = { ok: 'OK', refused: 'Refused', failed: 'Failed' };

/** One line; it opens what was sent and answered. */
export const TrafficRow = memo(function TrafficRow({ line, zone }: { line: TrafficLine; zone: string }) {
  const [open, setOpen] = useState(false);
  const { id, at, direction, name, outcome, error } = line;
  const toApp = direction === 'to_app';
  return (
    <li className={`traffic-line ${outcome}`}>
      <button
        type="button"
        className="traffic-button"
        aria-expanded={open}
        aria-controls={open ? `traffic-${id}` : undefined}
        onClick={() => setOpen(!open)}
      >
        <time dateTime={at}>{secondsIn(zone, at)}</time>
        <span className={`traffic-direction${toApp ? '' : ' back'}`}>
          <ArrowIcon />
          {toApp ? 'to Goodturn' : 'to Slack'}
        </span>
        <span className="traffic-name">{name}</span>
        <span className="traffic-outcome">
          {OUTCOMES[outcome]}
          {error !== null && <>: {error}</>}
        </span>
      </button>
      {open && <Detail id={id} />}
    </li>
  );
});

type Loaded = { detail: TrafficDetail } | { problem: string } | null;

function Detail({ id }: { id: number }) {
  const [loaded, setLoaded] = useState<Loaded>(null);
  useEffect(() => {
    const ended = new AbortController();
    void detailOf(id, ended.signal).then((result) => {
      if (!ended.signal.aborted) setLoaded(result);
    });
    return () => ended.abort();
  }, [id]);
  return (
    <div className="traffic-detail" id={`traffic-${id}`}>
      {loaded === null && <p className="quiet">Loading</p>}
      {loaded !== null && 'problem' in loaded && <p className="quiet">{loaded.problem}</p>}
      {loaded !== null && 'detail' in loaded && (
        <>
          <Code title="Sent" line={id} value={loaded.detail.sent} />
          <Code title="Answered" line={id} value={loaded.detail.answered} />
        </>
      )}
    </div>
  );
}

function Code({ title, line, value }: { title: string; line: number; value: unknown }) {
  const text = typeof value === 'string' ? value : JSON.stringify(value, null, 2);
  return (
    <section aria-label={`${title}, line ${line}`}>
      <h4>{title}</h4>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it could not be scrolled without a mouse */}
      <pre tabIndex={0}>{text ?? 'nothing'}</pre>
    </section>
  );
}

async function detailOf(id: number, signal: AbortSignal): Promise<Loaded> {
  try {
    const response = await fetch(`${AT.traffic}${id}`, { signal });
    if (response.ok) return { detail: (await response.json()) as TrafficDetail };
    return { problem: 'This line is no longer kept. Newer ones are.' };
  } catch {
    return { problem: 'Goodturn could not be reached. Close this line and open it again in a moment.' };
  }
}
