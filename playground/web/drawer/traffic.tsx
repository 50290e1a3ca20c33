import { useDeferredValue, useState } from 'react';
import type { TrafficLine } from '../../page/contract';
import { useConnection } from '../connection';
import { zoneOf } from '../places';
import { counted } from '../plain-text';
import { useSight } from '../sight';
import { useStore } from '../store';
import { TrafficRow } from './traffic-row';

/** Every call and payload, newest first. */
export function Traffic() {
  const { traffic } = useConnection();
  const lines = useStore(traffic);
  const zone = zoneOf(useSight());
  const [filter, setFilter] = useState('');
  const [troubleOnly, setTroubleOnly] = useState(false);
  const wanted = useDeferredValue(filter).trim().toLowerCase();
  const fits = ({ name, error, outcome }: TrafficLine) =>
    (!troubleOnly || outcome !== 'ok') && `${name} ${error ?? ''}`.toLowerCase().includes(wanted);
  const fitting = lines.filter(fits);
  return (
    <section className="traffic" aria-labelledby="traffic-title">
      <div className="traffic-head">
        <h3 id="traffic-title">Calls and payloads</h3>
        <label>
          <span>Filter</span>
          <input type="search" value={filter} onChange={({ target }) => setFilter(target.value)} />
        </label>
        <label className="check">
          <input type="checkbox" checked={troubleOnly} onChange={({ target }) => setTroubleOnly(target.checked)} />
          Only refused and failed
        </label>
        <output className="quiet">{counted(fitting.length, 'line')}</output>
      </div>
      {fitting.length === 0 && (
        <p className="quiet traffic-empty">
          {lines.length === 0
            ? 'Nothing yet. Type a command, and what passes between Goodturn and the workspace is listed here.'
            : 'Nothing fits this filter.'}
        </p>
      )}
      <ul className="traffic-lines">
        {fitting.map((line) => (
          <TrafficRow key={line.id} line={line} zone={zone} />
        ))}
      </ul>
    </section>
  );
}
