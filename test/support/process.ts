import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const root = join(__dirname, '..', '..');

export interface RunningProcess {
  child: ChildProcess;
  /** what it printed so far */
  stdout: string;
  stderr: string;
  /** Resolves with the exit code, null when it was killed. */
  ended: Promise<number | null>;
}

// Prisma's query compiler is WebAssembly, which V8 would go on optimising for longer than these processes live
const FLAGS = ['--liftoff-only'];

/** A process of the built app, with nothing in its environment but what is given. */
export function startProcess(
  script: 'main.js' | 'jobs/cli.js' | '../playground/main.js',
  env: Record<string, string>,
  args: string[] = [],
): RunningProcess {
  const child = spawn(process.execPath, [...FLAGS, join(root, 'dist/src', script), ...args], {
    cwd: join(root, 'dist'),
    env: { PATH: process.env.PATH ?? '', ...env },
  });
  const running: RunningProcess = {
    child,
    stdout: '',
    stderr: '',
    ended: once(child, 'close').then(([code]) => code as number | null),
  };
  child.stdout.on('data', (chunk: Buffer) => (running.stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (running.stderr += chunk.toString()));
  return running;
}

/** Resolves with the port once the app listens. @throws what it printed, when it ended instead */
export async function listening(running: RunningProcess): Promise<number> {
  const port = () => /"port":(\d+)[^\n]*Goodturn is running/.exec(running.stdout)?.[1];
  while (!port()) {
    const ended = await Promise.race([
      running.ended.then(() => true),
      once(running.child.stdout!, 'data').then(() => false),
    ]);
    if (ended && !port()) throw new Error(`It did not start: ${running.stdout}${running.stderr}`);
  }
  return Number(port());
}
