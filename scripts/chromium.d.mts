import type { Browser, BrowserServer } from 'playwright-core';

/** Where this machine's Chromium is: CHROMIUM_PATH, or the usual places; undefined where there is none. */
export function findChromium(): string | undefined;

/** A headless one that asks nobody for anything but the page. */
export function launchChromium(executablePath: string): Promise<Browser>;

/** The same for several processes: they connect to its `wsEndpoint()`. */
export function launchChromiumServer(executablePath: string): Promise<BrowserServer>;
