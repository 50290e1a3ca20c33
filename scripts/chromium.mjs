import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

const PLACES = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** Where this machine's Chromium is: CHROMIUM_PATH, or the usual places; undefined where there is none. */
export function findChromium() {
  return PLACES.find((path) => path && existsSync(path));
}

const quietly = {
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
};

/** A headless one that asks nobody for anything but the page. */
export function launchChromium(executablePath) {
  return chromium.launch({ executablePath, ...quietly });
}

/** The same for several processes: they connect to its `wsEndpoint()`. */
export function launchChromiumServer(executablePath) {
  return chromium.launchServer({ executablePath, host: '127.0.0.1', ...quietly });
}
