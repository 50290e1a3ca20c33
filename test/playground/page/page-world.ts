import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { inspect } from 'node:util';
import type { ClockChoice, FaultKind, GuideSight } from '../../../playground/page/contract';
import { pageServer } from '../../../playground/page/page-server';
import type { Person } from '../../../playground/server/people/person';
import type { SimulatedSlack } from '../../../playground/server/simulated-slack';
import type { Workspace } from '../../../playground/server/workspace';
import type { World } from '../../../playground/world/world';
import { prepared } from '../../support/databases';
import { PageClient } from './page-client';

interface Community {
  slack: SimulatedSlack;
  workspace: Workspace;
  cast: Person[];
}

/** A world with the simplest clock, faults and guide there can be: these tests are about the page's server. */
export class PlainWorld implements World {
  readonly slack: SimulatedSlack;
  workspace: Workspace;
  cast: { person: Person; about: string }[];
  busy: string | null = null;
  readonly moves: string[] = [];
  guideHidden = false;
  /** What `moveClock` does beside noting it. */
  onMove: () => Promise<void> = async () => {};
  private readonly on = new Set<FaultKind>();
  private readonly marks = new Map<string, string>();
  private readonly listeners = new Set<() => void>();

  constructor({ slack, workspace, cast }: Community) {
    this.slack = slack;
    this.workspace = workspace;
    this.cast = cast.map((person, index) => ({ person, about: index === 0 ? 'gives often' : '' }));
    slack.traffic.onChange(() => this.changed());
  }

  readonly clock = { now: () => this.slack.now(), moved: false };

  readonly faults = {
    isOn: (kind: FaultKind) => this.on.has(kind),
    set: (kind: FaultKind, on: boolean) => void (on ? this.on.add(kind) : this.on.delete(kind)),
  };

  readonly guide = {
    sight: (): GuideSight => ({ hidden: this.guideHidden, steps: [], end: '' }),
    hide: (hidden: boolean) => void (this.guideHidden = hidden),
  };

  readonly reads = {
    lastRead: (person: Person, id: string) => this.marks.get(`${person.id} ${id}`) ?? '',
    mark: (person: Person, id: string, ts: string) => void this.marks.set(`${person.id} ${id}`, ts),
  };

  choices = (as: Person): { choice: ClockChoice; label: string }[] => [
    { choice: 'day', label: `One day on, for ${as.displayName}` },
  ];

  async moveClock(choice: ClockChoice, as: Person): Promise<void> {
    this.busy = 'The clock is being moved.';
    this.moves.push(`${choice} by ${as.name}`);
    await this.onMove();
    this.busy = null;
  }

  /** Another workspace with the same members and channels, and nothing said in it. */
  async startOver(): Promise<void> {
    const before = this.workspace;
    const fresh = this.slack.addWorkspace({ name: before.name });
    this.cast = this.cast.map(({ person: { id, name, displayName }, about }) => ({
      person: fresh.addMember({ id, name, displayName }),
      about,
    }));
    const members = this.cast.map(({ person }) => person);
    for (const { id, name, kind } of before.channels) if (kind === 'public') fresh.addChannel({ id, name, members });
    this.workspace = fresh;
  }

  onChange(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  changed(): void {
    for (const listener of this.listeners) listener();
  }
}

export interface PageUnderTest {
  world: PlainWorld;
  client: PageClient;
  webFolder: string;
  /** what was logged as an error; a test that expects some takes it out */
  complaints: { what: object; message: string }[];
  /** @throws what was logged as an error */
  stop(): Promise<void>;
}

/** The page's server over a community, on a port of its own. */
export async function startPage(community: Community): Promise<PageUnderTest> {
  const world = new PlainWorld(community);
  const webFolder = mkdtempSync(join(prepared().folder, 'web-'));
  writeFileSync(join(webFolder, 'index.html'), '<!doctype html><title>Goodturn</title>');
  writeFileSync(join(webFolder, 'page.js'), `${'// a line\n'.repeat(500)}document.title = 'Goodturn';`);
  writeFileSync(join(webFolder, 'page.css'), 'body { margin: 0 }');
  writeFileSync(join(webFolder, 'secret.txt'), 'not for anybody');
  const complaints: PageUnderTest['complaints'] = [];
  const log = { error: (what: object, message: string) => void complaints.push({ what, message }) };
  const page = pageServer(world, { webFolder, log });
  const server = createServer((request, response) => page.handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const client = new PageClient((server.address() as AddressInfo).port);
  return {
    world,
    client,
    webFolder,
    complaints,
    async stop() {
      page.close();
      await client.allEnded();
      await new Promise((resolve) => server.close(resolve));
      if (complaints.length > 0) throw new Error(`Logged as an error: ${inspect(complaints)}`);
    },
  };
}
