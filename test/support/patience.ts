/**
 * A busy machine is no reason to give up: how many times as long as usual the app waits for Slack in a test, and how many
 * milliseconds Slack waits for the app. A hang is told by jest's own limit.
 */
export const PATIENCE = 10;
export const PATIENCE_MS = 60_000;
