import type { SentPayload } from '../server/delivery';
import { stringAt } from '../server/json';
import type { ApiCall, SimulatedSlack } from '../server/simulated-slack';
import { TRAFFIC_KEPT, type TrafficDetail, type TrafficLine } from './contract';
import { withoutSecrets } from './redaction';

type Fate = Pick<TrafficLine, 'outcome' | 'error'>;

const OK: Fate = { outcome: 'ok', error: null };

/** The last calls and payloads between the simulated Slack and the app, without secrets. */
export class TrafficLog {
  private readonly kept: { line: TrafficLine; sent: unknown; answered: unknown }[] = [];
  private lastId = 0;
  private readonly offs: (() => void)[];

  constructor(
    private readonly slack: SimulatedSlack,
    private readonly onLine: () => void,
  ) {
    this.offs = [slack.onCall((call) => this.noteCall(call)), slack.onPayload((payload) => this.notePayload(payload))];
  }

  /** Those that came after the line of this id, oldest first; 0: all that are kept. */
  linesAfter(id: number): TrafficLine[] {
    return this.kept.filter(({ line }) => line.id > id).map(({ line }) => line);
  }

  detail(id: number): TrafficDetail | undefined {
    const found = this.kept.find(({ line }) => line.id === id);
    return found && { ...found.line, sent: found.sent, answered: found.answered };
  }

  /** Ids go on, so that no line is taken for another. */
  clear(): void {
    this.kept.length = 0;
  }

  close(): void {
    for (const off of this.offs) off();
  }

  private noteCall(call: ApiCall): void {
    const answered = call.status === undefined ? undefined : call.answer;
    const line = { at: call.at.toISOString(), direction: 'to_slack' as const, name: call.method, ...fateOfCall(call) };
    this.note(line, call.args, answered);
  }

  private notePayload(payload: SentPayload): void {
    const line = { direction: 'to_app' as const, name: payload.type, ...fateOfPayload(payload) };
    this.note({ at: payload.at.toISOString(), ...line }, payload.body, payload.answer);
  }

  private note(line: Omit<TrafficLine, 'id'>, sent: unknown, answered: unknown): void {
    this.lastId += 1;
    this.kept.push({
      line: { id: this.lastId, ...line },
      sent: withoutSecrets(this.slack, sent),
      answered: withoutSecrets(this.slack, answered) ?? null,
    });
    if (this.kept.length > TRAFFIC_KEPT) this.kept.shift();
    this.onLine();
  }
}

function fateOfCall({ status, answer }: ApiCall): Fate {
  if (status === undefined) return { outcome: 'failed', error: 'no_answer' };
  if (status >= 500) return { outcome: 'failed', error: String(status) };
  if (status < 400 && answer?.['ok'] !== false) return OK;
  return { outcome: 'refused', error: stringAt(answer, 'error') ?? String(status) };
}

function fateOfPayload({ status, failure }: SentPayload): Fate {
  if (failure === undefined) return OK;
  if (failure !== 'http_error' || status === undefined) return { outcome: 'failed', error: failure };
  return { outcome: status < 500 ? 'refused' : 'failed', error: String(status) };
}
