import { existsSync } from 'node:fs';
import { readConfig } from './config';
import { endWith, runOnSlack } from './run';

const WITHOUT_CREDENTIALS = `Goodturn has no Slack credentials yet, so it did not start.
Set SLACK_BOT_TOKEN and SLACK_APP_TOKEN (Socket Mode) or SLACK_BOT_TOKEN and SLACK_SIGNING_SECRET (HTTP) in .env; .env.example explains each.
To try it without Slack, run npm start: it opens a simulated workspace in the browser.
`;

async function main(): Promise<void> {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const config = readConfig(process.env);
  if (config.slack) await runOnSlack(config, config.slack);
  else process.stdout.write(WITHOUT_CREDENTIALS);
}

main().catch(endWith);
