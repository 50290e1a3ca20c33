import { existsSync } from 'node:fs';
import { type Config, readConfig } from '../src/config';
import { systemClock } from '../src/domain/clock';
import { createLog } from '../src/log';
import { endWith, runOnSlack, runUntilStopped } from '../src/run';
import { startPlayground } from './playground';

/** `npm start`: Goodturn on Slack where credentials are set, otherwise in a simulated workspace in the browser. */
async function main(): Promise<void> {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const config = readConfig(process.env);
  if (config.slack) await runOnSlack(config, config.slack);
  else await runPlayground(config);
}

async function runPlayground({ databaseUrl, port, logLevel }: Config): Promise<void> {
  // whoever tries it out reads one line; the page's drawer shows the rest
  const log = createLog(logLevel === 'info' ? 'warn' : logLevel, process.stderr);
  await runUntilStopped(log, async () => {
    const playground = await startPlayground({ databaseUrl, port, log, clock: systemClock });
    playground.ready.catch(endWith);
    process.stdout.write(`Goodturn runs in a simulated workspace: open ${playground.address} (Ctrl-C ends it)\n`);
    return () => playground.stop();
  });
}

main().catch(endWith);
